"""What floats beside the text: floating tables (w:tblpPr) and old frames around a paragraph (w:framePr)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.document.content import NoteReference, Paragraph, Table
from app.document.formats import Frame as TextFrame
from app.document.formats import ParagraphFormat, interned_paragraph
from app.document.places import TablePosition
from app.pages.columns import EDGE_AT_INDENT, column_widths
from app.pages.context import Context, Frame, Sheet
from app.pages.drawings import Obstacle, Place
from app.pages.slots import Stack, emit_all, pile, stack
from app.pages.tables import rows_of


@dataclass(frozen=True, slots=True)
class FloatPosition:
    """Where something floats, in the words of w:tblpPr and w:framePr."""

    horizontal_anchor: str
    vertical_anchor: str
    x: float
    y: float
    x_align: str | None
    y_align: str | None
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True, eq=False)
class FloatSlot:
    """Something floating: takes no room in its column, text flows around it."""

    content: Stack
    width: float
    position: FloatPosition
    shift: float = 0.0  # of the content within its place
    may_break: bool = True
    height: float = 0.0
    gap: float = 0.0
    kept_gap: float = 0.0
    force: str = ""
    hang: float = 0.0

    @property
    def notes(self) -> Sequence[NoteReference]:
        """The footnotes referred to in it."""
        return [note for slot, _ in self.content.placed for note in slot.notes]

    def place(self, frame: Frame, x: float, y: float) -> Place:
        """Where it stands when it is met at x and y."""
        at = self.position
        left, right = _across(at.horizontal_anchor, frame, x)
        top, bottom = _down(at.vertical_anchor, frame, y, self.content.height)
        place_x = _along(at.x_align, left, right, self.width, at.x)
        place_y = _along(at.y_align if at.vertical_anchor != "text" else None, top, bottom,
                         self.content.height, at.y)  # fmt: skip
        return Place(place_x, place_y, self.width, self.content.height)

    def obstacle(self, frame: Frame, x: float, y: float) -> Obstacle:
        """What it keeps free of text."""
        place, at = self.place(frame, x, y), self.position
        return Obstacle(
            place.x - at.left, place.y - at.top,
            place.x + place.width + at.right, place.y + place.height + at.bottom, True,
        )  # fmt: skip

    def emit(self, context: Context, sheet: Sheet, x: float, y: float) -> None:
        """Puts its content on the sheet."""
        place = self.place(sheet.frame, x, y)
        frame = sheet.frame
        sheet.frame = replace(frame, column_x=place.x, column_width=place.width)
        emit_all(context, sheet, self.content.placed, place.x + self.shift, place.y)
        sheet.frame = frame


def _across(anchor: str, frame: Frame, x: float) -> tuple[float, float]:
    if anchor == "page":
        return 0.0, frame.page_width
    if anchor == "margin":
        return frame.left, frame.right
    return x, x + frame.column_width


def _down(anchor: str, frame: Frame, y: float, height: float) -> tuple[float, float]:
    if anchor == "page":
        return 0.0, frame.page_height
    if anchor == "margin":
        return frame.top, frame.bottom
    return y, y + height


def _along(align: str | None, start: float, end: float, size: float, offset: float) -> float:
    if align == "center":
        return (start + end - size) / 2
    if align in ("right", "bottom", "outside"):
        return end - size
    if align in ("left", "top", "inside"):
        return start
    return start + offset


def float_slot(context: Context, block: Table | Paragraph, width: float, keep: bool) -> FloatSlot:
    """The slot of a floating table or a framed paragraph; keep: no page may end before it."""
    if isinstance(block, Table):
        slot = _floating_table(context, block, width)
    else:
        slot = _framed(context, block, width)
    slot.may_break = not keep
    return slot


def _floating_table(context: Context, table: Table, width: float) -> FloatSlot:
    context.approximates("pages.floating_table")
    at = table.format.position or TablePosition()
    widths = column_widths(table, width)
    content = pile(rows_of(context, table, widths, 0.0))
    shift = 0.0
    if context.habits.mode < EDGE_AT_INDENT and table.rows and table.rows[0].cells:
        # Up to mode 14 the text of the first cell, not the edge of the table, stands at the place.
        shift = -float(table.rows[0].cells[0].format.margins.left)
    position = FloatPosition(
        at.horizontal_anchor, at.vertical_anchor, at.x, at.y, at.x_align, at.y_align,
        at.left_from_text, at.right_from_text, at.top_from_text, at.bottom_from_text,
    )  # fmt: skip
    return FloatSlot(content, sum(widths), position, shift if at.x_align is None else 0.0)


def _framed(context: Context, paragraph: Paragraph, width: float) -> FloatSlot:
    context.approximates("pages.frame")
    at = paragraph.format.frame or TextFrame()
    bare = replace(paragraph, format=interned_paragraph(_without_frame(paragraph.format)))
    wide = float(at.width) or width
    content = stack(context, (bare,), wide)
    if not at.width:
        wide = max((slot.line.width for slot, _ in content.placed if hasattr(slot, "line")), default=0.0)
        bare = replace(bare, format=interned_paragraph(replace(bare.format, alignment="left")))
        content = stack(context, (bare,), wide + 1)
    if at.height:
        content.height = max(content.height, float(at.height))
    position = FloatPosition(
        at.horizontal_anchor, at.vertical_anchor, at.x, at.y, at.x_align, at.y_align,
        at.horizontal_space, at.horizontal_space, at.vertical_space, at.vertical_space,
    )  # fmt: skip
    return FloatSlot(content, wide, position)


def _without_frame(form: ParagraphFormat) -> ParagraphFormat:
    return replace(form, frame=None)
