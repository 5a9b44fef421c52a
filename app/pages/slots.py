"""Slots: the pieces that pages are filled with (a line, a table row, something floating), and stacks of them.

A slot knows its height, the gap it wants above, and whether a page may end before it. Widow control,
keep with next, keep lines together and rows that may not split all come down to that one mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.document.content import Block, NoteReference, Paragraph, Table
from app.document.formats import Border, Borders
from app.pages.context import Anchored, Context, Sheet
from app.pages.model import Box, BoxKind, Line, Origin, Rule, RuleKind
from app.pages.paragraphs import SetLine, SetParagraph

# Word's automatic spacing: 14 pt, as in web pages; 5 pt where the file asks for the old way.
AUTO_SPACING = 280.0
OLD_AUTO_SPACING = 100.0
TWIPS_PER_EIGHTH = 2.5
_TWIPS_PER_PT = 20.0
# A break inside a paragraph leaves at least this many lines on either side (widow control).
WIDOW_LINES = 2


class Slot(Protocol):
    """A piece of a column.

    gap is kept free above it below another slot, kept_gap at the top of a page that was asked for.
    force is "page", "column" or ""; notes are the footnotes referred to.
    """

    height: float
    gap: float
    kept_gap: float
    may_break: bool
    force: str
    hang: float  # of its height, what may hang below the end of the page

    @property
    def notes(self) -> Sequence[NoteReference]:
        """The footnotes referred to in it."""

    def emit(self, context: Context, sheet: Sheet, x: float, y: float) -> None:
        """Puts its lines and drawings on the sheet, its upper left corner being at x and y."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Borders and shading of a paragraph; equal neighbours share one frame. left and right in the column."""

    borders: Borders
    shading: str | None
    left: float
    right: float


@dataclass(slots=True, eq=False)
class LineSlot:
    """One line of a paragraph."""

    done: SetParagraph
    paragraph: Paragraph
    line: SetLine
    height: float
    gap: float = 0.0
    kept_gap: float = 0.0
    may_break: bool = True
    force: str = ""
    pad: float = 0.0  # above the line: a paragraph border, or what text flows around
    edge: Edge | None = None
    set_around: bool = False  # made for one place, to be made anew elsewhere
    hang: float = 0.0

    @property
    def notes(self) -> Sequence[NoteReference]:
        """The footnotes referred to in the line."""
        return self.line.notes

    def emit(self, context: Context, sheet: Sheet, x: float, y: float) -> None:  # noqa: ARG002
        """Puts the line on the sheet; its drawings wait until all lines stand."""
        one = self.line
        line = Line(
            x + one.x, y + self.pad, one.width, one.height, one.ascent, one.fragments,
            Origin(self.paragraph.origin, one.start, one.end), sheet.area, sheet.cell, sheet.column,
        )  # fmt: skip
        sheet.page.lines.append(line)
        for drawing, char_x in one.drawings:
            top = line.y - sum(before.height for before in self.done.lines if before.start < one.start)
            sheet.anchored.append(Anchored(drawing, line, x + char_x, top, sheet.frame, sheet.area))


@dataclass(slots=True)
class _Above:
    """What the block above means for the next one."""

    after: float = 0.0
    paragraph: Paragraph | None = None
    keep_next: bool = False
    force: str = ""
    edge: Edge | None = None


def slots_of(context: Context, blocks: Sequence[Block], width: float, floats: bool = True) -> Iterator[Slot]:
    """The slots of a flow of blocks in a column of this width, made as they are asked for.

    Without floats (in cells, headers, boxes) floating tables stand in the flow.
    """
    above = _Above()
    for index, block in enumerate(blocks):
        if isinstance(block, Table) and floats and block.format.position is not None:
            yield context.make_float(context, block, width, above.keep_next)
            above.keep_next = True
            continue
        if isinstance(block, Table):
            yield from _with_gap(context.make_table_slots(context, block, width), above)
            above = _Above(force="")
            continue
        if block.format.frame is not None:
            yield context.make_float(context, block, width, above.keep_next)
            above.keep_next = True
            continue
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        done = context.set(block, width)
        slots = line_slots(done, block, done.lines, widows=not context.nested)
        _space(context, slots, block, above, first=index == 0)
        edge = edge_of(block, width)
        below_edge = edge_of(below, width) if isinstance(below, Paragraph) else None
        if edge is not None:
            _frame(slots, edge, above.edge, below_edge)
        if done.starts_with:
            slots[0].force = done.starts_with
        yield from slots
        above = _Above(_after(context, block), block, block.format.keep_next, slots[-1].line.ends_with, edge)


def _with_gap(slots: Iterator[Slot], above: _Above) -> Iterator[Slot]:
    for index, slot in enumerate(slots):
        if index == 0:
            slot.gap += above.after
            slot.may_break = not above.keep_next
            slot.force = above.force
        yield slot


def line_slots(
    done: SetParagraph, paragraph: Paragraph, lines: Sequence[SetLine], widows: bool = True
) -> list[LineSlot]:
    """A slot for every line, broken apart only where the paragraph allows it.

    Without widows (in rows of tables, as LibreOffice) a single line may stand alone.
    """
    form = paragraph.format
    count = len(lines)
    force = ""
    slots = []
    for index, line in enumerate(lines):
        slot = LineSlot(done, paragraph, line, line.height + line.skip, pad=line.skip, force=force)
        slot.hang = line.hang
        if index:
            lonely = widows and form.widow_control and (index < WIDOW_LINES or count - index < WIDOW_LINES)
            slot.may_break = bool(force) or not (form.keep_lines or lonely)
        force = line.ends_with
        slots.append(slot)
    return slots


def _space(context: Context, slots: list[LineSlot], block: Paragraph, above: _Above, first: bool) -> None:
    form, top = block.format, slots[0]
    before, after = _before(context, block, first), above.after
    previous = above.paragraph
    if previous is not None and previous.style == block.style:
        if form.contextual_spacing:
            before = 0.0
        if previous.format.contextual_spacing:
            after = 0.0
    top.gap = before + after if context.habits.sum_spacing else max(before, after)
    top.kept_gap = before
    top.may_break = not above.keep_next
    top.force = above.force or ("page" if form.page_break_before else "")


def _before(context: Context, block: Paragraph, first: bool) -> float:
    if not block.format.before_auto:
        return float(block.format.space_before)
    # Word leaves the automatic space away at the start of the text and between items of a list.
    return 0.0 if first or block.label is not None else _auto(context)


def _after(context: Context, block: Paragraph) -> float:
    if not block.format.after_auto:
        return float(block.format.space_after)
    return 0.0 if block.label is not None else _auto(context)


def _auto(context: Context) -> float:
    return OLD_AUTO_SPACING if context.habits.sum_spacing else AUTO_SPACING


def edge_of(block: Paragraph, width: float) -> Edge | None:
    """The frame of a paragraph, None where it has neither border nor shading."""
    form = block.format
    borders = form.borders
    if form.shading is None and not (borders.top or borders.bottom or borders.left or borders.right):
        return None
    left = form.indent_left + min(0, form.first_line)
    return Edge(borders, form.shading, float(left), float(width - form.indent_right))


def border_room(border: Border | None) -> float:
    """What a border takes beside the text: its weight and its gap."""
    if border is None:
        return 0.0
    return border.eighths * TWIPS_PER_EIGHTH + border.space * _TWIPS_PER_PT


def _frame(slots: list[LineSlot], edge: Edge, above: Edge | None, below: Edge | None) -> None:
    for slot in slots:
        slot.edge = edge
    top = border_room(edge.borders.between if above == edge else edge.borders.top)
    slots[0].pad += top
    slots[0].height += top
    if below != edge:
        slots[-1].height += border_room(edge.borders.bottom)


@dataclass(slots=True)
class Stack:
    """Slots one below the other, each with the y of its top, and the height of all."""

    placed: list[tuple[Slot, float]]
    height: float


def stack(context: Context, blocks: Sequence[Block], width: float) -> Stack:
    """A flow that no page end divides: a cell, a header, a text box. Space before the first counts,
    space after the last too."""
    return pile(slots_of(context, blocks, width, floats=False), last_space(context, blocks))


def pile(slots: Iterator[Slot], last_space: float = 0.0) -> Stack:
    """The slots one below the other."""
    placed: list[tuple[Slot, float]] = []
    y = 0.0
    for slot in slots:
        y += slot.gap
        placed.append((slot, y))
        y += slot.height
    return Stack(placed, y + last_space)


def last_space(context: Context, blocks: Sequence[Block]) -> float:
    """Space after the last of the blocks."""
    return _after(context, blocks[-1]) if blocks and isinstance(blocks[-1], Paragraph) else 0.0


def emit_all(
    context: Context, sheet: Sheet, placed: Sequence[tuple[Slot, float]], x: float, y: float
) -> None:
    """Puts slots on the sheet, their places counting from x and y, and frames around paragraphs."""
    start: tuple[Edge, float] | None = None
    bottom = 0.0
    for slot, top in placed:
        edge = slot.edge if isinstance(slot, LineSlot) else None
        if start is not None and edge != start[0]:
            _emit_frame(sheet, start[0], x, start[1], bottom)
            start = None
        if edge is not None and start is None:
            start = (edge, y + top)
        slot.emit(context, sheet, x, y + top)
        bottom = y + top + slot.height
    if start is not None:
        _emit_frame(sheet, start[0], x, start[1], bottom)


def _emit_frame(sheet: Sheet, edge: Edge, x: float, top: float, bottom: float) -> None:
    borders, page = edge.borders, sheet.page
    left = x + edge.left - border_room(borders.left)
    right = x + edge.right + border_room(borders.right)
    if edge.shading is not None:
        page.boxes.append(Box(left, top, right - left, bottom - top, BoxKind.SHADING, edge.shading))
    for border, ends in (
        (borders.top, (left, top, right, top)),
        (borders.bottom, (left, bottom, right, bottom)),
        (borders.left, (left, top, left, bottom)),
        (borders.right, (right, top, right, bottom)),
    ):
        if border is not None:
            page.rules.append(rule(border, ends, RuleKind.BORDER))


def rule(border: Border, ends: tuple[float, float, float, float], kind: RuleKind) -> Rule:
    """A border as a drawn line."""
    return Rule(*ends, border.eighths * TWIPS_PER_EIGHTH, border.colour, border.style, kind)
