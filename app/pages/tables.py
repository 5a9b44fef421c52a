"""Tables as slots, one for every row: cells set, heights shared out, rows divided between pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from app.document.content import Block, Cell, NoteReference, Paragraph, Row, Table
from app.document.formats import Border
from app.pages.columns import EDGE_AT_INDENT, column_widths, table_left
from app.pages.context import Context, Sheet
from app.pages.model import Box, BoxKind, Rule, RuleKind
from app.pages.slots import TWIPS_PER_EIGHTH, Slot, Stack, emit_all, rule, stack

_NO_LINE = ("nil", "none")


@dataclass(slots=True, eq=False)
class SetCell:
    """A cell with its content set; x and width from the left edge of the text column."""

    cell: Cell
    x: float
    width: float
    content: Stack
    height: float = 0.0  # of the whole cell, over all rows it spans

    @property
    def text_x(self) -> float:
        """Where its text column starts."""
        return self.x + self.cell.format.margins.left

    @property
    def text_width(self) -> float:
        """Width of its text column."""
        margins = self.cell.format.margins
        return max(1.0, self.width - margins.left - margins.right)


@dataclass(slots=True, eq=False)
class RowSlot:
    """One row of a table, or the part of it that stands on one page."""

    row: Row
    index: int
    cells: list[SetCell]
    top: float  # room above the text: the largest cell margin and border
    bottom: float
    height: float = 0.0
    gap: float = 0.0
    kept_gap: float = 0.0
    may_break: bool = True
    force: str = ""
    hang: float = 0.0
    headers: tuple[RowSlot, ...] = ()  # rows repeated above it at the top of a page
    part: bool = False  # what remains of a divided row

    @property
    def notes(self) -> Sequence[NoteReference]:
        """The footnotes referred to in its cells."""
        return [note for one in self.cells for slot, _ in one.content.placed for note in slot.notes]

    def emit(self, context: Context, sheet: Sheet, x: float, y: float) -> None:
        """Puts shading, text and borders of the row on the sheet."""
        frame, cell = sheet.frame, sheet.cell
        for one in self.cells:
            box = one.cell.format
            left, height = x + one.x, one.height or self.height
            if box.shading is not None:
                sheet.page.boxes.append(Box(left, y, one.width, height, BoxKind.SHADING, box.shading))
            sheet.cell = (self.index, one.cell.column)
            sheet.frame = replace(frame, column_x=x + one.text_x, column_width=one.text_width)
            emit_all(context, sheet, one.content.placed, x + one.text_x, y + self.top + self._lowered(one))
            sheet.page.rules.extend(_borders(one, left, y, height))
        sheet.frame, sheet.cell = frame, cell

    def _lowered(self, one: SetCell) -> float:
        """How far the text is moved down by the cell's vertical alignment."""
        free = (one.height or self.height) - self.top - self.bottom - one.content.height
        if free <= 0 or one.cell.format.vertical_align == "top":
            return 0.0
        return free / 2 if one.cell.format.vertical_align == "center" else free

    def split(self, room: float) -> tuple[RowSlot, RowSlot] | None:
        """The row as two, the first at most `room` high; None where it may not or cannot be divided."""
        form = self.row.format
        spanned = any(one.cell.row_span > 1 for one in self.cells)
        if form.cant_split or form.height_rule == "exact" or spanned or form.header:
            return None
        inner = room - self.top - self.bottom
        cuts = [_cut(one.content, inner) for one in self.cells]
        if any(cut == 0 and one.content.placed for cut, one in zip(cuts, self.cells, strict=True)):
            return None
        if all(cut == len(one.content.placed) for cut, one in zip(cuts, self.cells, strict=True)):
            return None
        head, tail = [], []
        for cut, one in zip(cuts, self.cells, strict=True):
            first, second = _divided(one.content, cut)
            head.append(replace(one, content=first))
            tail.append(replace(one, content=second))
        return self._part(head, room), self._part(tail, 0.0, rest=True)

    def _part(self, cells: list[SetCell], height: float, rest: bool = False) -> RowSlot:
        part = replace(self, cells=cells, part=rest)
        if rest:
            part.gap = part.kept_gap = 0.0
            part.force = ""
            part.may_break = True
        tallest = max(one.content.height for one in cells)
        part.height = height or tallest + self.top + self.bottom
        return part


def _cut(content: Stack, room: float) -> int:
    """How many slots of a cell fit, ending where a page may end."""
    placed = content.placed
    fitting = len(placed)
    for index, (slot, y) in enumerate(placed):
        if y + slot.height > room + 0.5:
            fitting = index
            break
    while 0 < fitting < len(placed) and not placed[fitting][0].may_break:
        fitting -= 1
    return fitting


def _divided(content: Stack, cut: int) -> tuple[Stack, Stack]:
    head, tail = content.placed[:cut], content.placed[cut:]
    first = Stack(head, head[-1][1] + head[-1][0].height if head else 0.0)
    if not tail:
        return first, Stack([], 0.0)
    top = tail[0][1]
    return first, Stack([(slot, y - top) for slot, y in tail], content.height - top)


def table_slots(context: Context, table: Table, width: float) -> Iterator[Slot]:
    """The rows of a table that stands in the text."""
    widths = column_widths(table, width)
    # Nested tables stand at their indent in all modes.
    mode = EDGE_AT_INDENT if context.nested else context.habits.mode
    left = table_left(table, widths, width, mode)
    yield from rows_of(context, table, widths, left)


def rows_of(context: Context, table: Table, widths: Sequence[float], left: float) -> Iterator[RowSlot]:
    """The rows of a table whose left edge is at `left` in the text column."""
    if not widths:
        return
    edges = [left, *accumulate(widths, initial=left)][1:]
    headers: list[RowSlot] = []
    spans: list[_Spanning] = []
    keeps = False
    for index, row in enumerate(table.rows):
        if row.format.hidden:
            continue
        slot = _row(context, row, index, edges)
        _share_height(slot, spans, index)
        slot.may_break = not keeps
        if row.format.header and len(headers) == index:
            headers.append(slot)
            keeps = True
        else:
            slot.headers = tuple(headers)
            keeps = _keeps_next(row)
        if index == len(table.rows) - 1:
            # Below the last row its own border takes room too.
            edge = max([_weight(cell.format.borders.bottom) for cell in row.cells], default=0.0)
            slot.height += edge
            slot.bottom += edge
        yield slot


@dataclass(slots=True)
class _Spanning:
    """A cell that reaches down into later rows, and the height of the rows so far."""

    cell: SetCell
    slot: RowSlot
    last: int
    height: float = field(default=0.0)


def _without_tail(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the empty paragraph that every cell must end with, where a table stands
    before it: Word gives it no room."""
    if len(blocks) > 1 and isinstance(blocks[-2], Table):
        last = blocks[-1]
        if isinstance(last, Paragraph) and not last.content and last.label is None:
            return blocks[:-1]
    return blocks


def _row(context: Context, row: Row, index: int, edges: Sequence[float]) -> RowSlot:
    cells = []
    context.nested += 1
    for cell in row.cells:
        left = edges[min(cell.column, len(edges) - 1)]
        right = edges[min(cell.column + cell.column_span, len(edges) - 1)]
        one = SetCell(cell, left, right - left, Stack([], 0.0))
        if cell.format.text_direction not in ("lrTb", "lrTbV"):
            context.approximates("pages.turned_text")
        one.content = stack(context, _without_tail(cell.blocks), one.text_width)
        cells.append(one)
    context.nested -= 1
    edge = max([_weight(cell.format.borders.top) for cell in row.cells], default=0.0)
    top = edge + max([cell.format.margins.top for cell in row.cells], default=0)
    bottom = max([float(cell.format.margins.bottom) for cell in row.cells], default=0.0)
    slot = RowSlot(row, index, cells, top, bottom)
    heights = [one.content.height for one in cells if one.cell.row_span == 1]
    slot.height = slot.top + slot.bottom + max(heights, default=0.0)
    wanted = float(row.format.height)
    if row.format.height_rule == "exact":
        slot.height = wanted
    else:
        # The upper border adds to a wanted height, and is part of an exact one.
        slot.height = max(slot.height, wanted + edge if wanted else 0.0)
    return slot


def _weight(border: Border | None) -> float:
    return border.eighths * TWIPS_PER_EIGHTH if border is not None and border.style not in _NO_LINE else 0.0


def _share_height(slot: RowSlot, spans: list[_Spanning], index: int) -> None:
    """Makes the last row of a spanning cell high enough for it, and tells the cell its height."""
    spans += [
        _Spanning(one, slot, index + one.cell.row_span - 1) for one in slot.cells if one.cell.row_span > 1
    ]
    for span in spans:
        if span.last == index:
            needed = span.slot.top + span.slot.bottom + span.cell.content.height - span.height
            if slot.row.format.height_rule != "exact":
                slot.height = max(slot.height, needed)
    for span in spans:
        span.height += slot.height
        span.cell.height = span.height
    spans[:] = [span for span in spans if span.last > index]


def _keeps_next(row: Row) -> bool:
    """Whether Word keeps the row with the next: when the text of every cell asks for it."""
    firsts = [cell.blocks[0] for cell in row.cells if cell.blocks]
    return bool(firsts) and all(isinstance(one, Paragraph) and one.format.keep_next for one in firsts)


def _borders(one: SetCell, left: float, top: float, height: float) -> Iterator[Rule]:
    borders = one.cell.format.borders
    right, bottom = left + one.width, top + height
    for border, ends in (
        (borders.top, (left, top, right, top)),
        (borders.left, (left, top, left, bottom)),
        (borders.right, (right, top, right, bottom)),
        (borders.bottom, (left, bottom, right, bottom)),
    ):
        if border is not None and border.style not in _NO_LINE:
            yield rule(border, ends, RuleKind.CELL)
