"""What stands in the text: inlines, drawings, paragraphs and tables, each knowing where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.base.units import Emu, Twip
from app.base.vietnamese import nfc
from app.document.formats import Alignment, ParagraphFormat, RunFormat
from app.document.places import CellFormat, Origin, Placement, RowFormat, Stroke, TableFormat

BreakKind = Literal["line", "page", "column"]
NoteKind = Literal["footnote", "endnote"]
ShapeKind = Literal["line", "box", "picture", "unknown"]
Suffix = Literal["tab", "space", "nothing"]

_NOTHING = Emu(0)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in one format, as found (perhaps NFD); no tabs and no breaks."""

    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab character; ``absolute`` is Word's w:ptab, which ignores the tab stops ("center", "right")."""

    format: RunFormat
    absolute: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line, page or column within a paragraph."""

    kind: BreakKind
    format: RunFormat


@dataclass(frozen=True, slots=True)
class NoBreakHyphen:
    """A hyphen at which no line ends (w:noBreakHyphen)."""

    format: RunFormat


@dataclass(frozen=True, slots=True)
class SoftHyphen:
    """A hyphen seen only where a line ends at it (w:softHyphen)."""

    format: RunFormat


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its kind in capitals ("PAGE", "NUMPAGES", "DATE" …) and the result Word last stored.

    ``format`` is that of the result (of the field's mark when there is none): pages print their own
    number in it.
    """

    kind: str
    instruction: str
    result: tuple[Inline, ...]
    format: RunFormat


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Linked text; the target is never followed."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a note in the text. ``custom`` is the author's own sign, empty when numbered."""

    kind: NoteKind
    id: int
    format: RunFormat
    custom: str = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The number at the head of the note itself (w:footnoteRef)."""

    kind: NoteKind
    format: RunFormat


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing drawn, placed in its drawing: a line, a box (with or without text), a picture.

    ``kind`` "unknown" is a grey box. A line runs from the top left to the bottom right of its box, or
    as the flips turn it; ``height`` 0 is horizontal. ``geometry`` as DrawingML names it;
    "horizontalRule" is Word's horizontal line, as wide as the column where its width is 0.
    """

    kind: ShapeKind
    x: Emu
    y: Emu
    width: Emu
    height: Emu
    geometry: str = "rect"
    stroke: Stroke | None = None  # None: no outline
    fill: str | None = None  # "RRGGBB"; None: see-through
    rotation: float = 0.0  # degrees, clockwise
    flip_horizontal: bool = False
    flip_vertical: bool = False
    image: str = ""  # name of the part with the picture, a key of Document.images
    blocks: tuple[Block, ...] = ()  # the text in a text box
    inset_left: Emu = _NOTHING
    inset_top: Emu = _NOTHING
    inset_right: Emu = _NOTHING
    inset_bottom: Emu = _NOTHING
    text_anchor: Literal["top", "center", "bottom"] = "top"
    grows: bool = False  # the box becomes as high as its text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A frame with one or more shapes (a group is flattened into it), inline or floating.

    ``place`` None: it stands in the line like a letter, on the baseline. ``name`` and ``description``
    are those of the shape in Word.
    """

    width: Emu
    height: Emu
    place: Placement | None
    shapes: tuple[Shape, ...]
    format: RunFormat
    name: str = ""
    description: str = ""
    margin_top: Emu = _NOTHING  # what an effect or thick outline adds around an inline drawing
    margin_bottom: Emu = _NOTHING
    margin_left: Emu = _NOTHING
    margin_right: Emu = _NOTHING


Inline = (
    Text | Tab | Break | NoBreakHyphen | SoftHyphen | Field | Hyperlink | NoteReference | NoteMark | Drawing
)
# What remains when hyperlinks and fields are opened; PAGE and its like stay fields.
Leaf = Text | Tab | Break | NoBreakHyphen | SoftHyphen | Field | NoteReference | NoteMark | Drawing

# Fields whose text only the page layout knows.
PAGE_FIELDS = frozenset(["PAGE", "NUMPAGES", "SECTIONPAGES"])


@dataclass(frozen=True, slots=True)
class Label:
    """The automatic number or bullet before a paragraph. Its indents are in the paragraph's format."""

    text: str
    format: RunFormat
    suffix: Suffix = "tab"
    alignment: Alignment = "left"  # of the label at the first-line position
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its effective format; ``mark`` is the format of its end (size of an empty one)."""

    format: ParagraphFormat
    mark: RunFormat
    content: tuple[Inline, ...]
    origin: Origin
    style: str = ""  # id of the paragraph style
    style_name: str = ""
    label: Label | None = None

    @property
    def text(self) -> str:
        """What is read, in NFC: tabs as tab, breaks as newline; no label, notes or hidden text."""
        return nfc("".join(_leaf_text(leaf) for leaf in leaves(self.content)))

    @property
    def leaves(self) -> Iterator[Leaf]:
        """The content with hyperlinks and fields opened, except the fields that pages number."""
        return leaves(self.content)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where it starts in the grid and how many columns and rows it takes."""

    column: int
    column_span: int
    row_span: int
    format: CellFormat
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row; cells covered by one from above (vMerge) are left out."""

    format: RowFormat
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``grid`` holds the column widths stored in the file."""

    format: TableFormat
    grid: tuple[Twip, ...]
    rows: tuple[Row, ...]
    origin: Origin
    style: str = ""
    style_name: str = ""

    @property
    def text(self) -> str:
        """The text of all cells, in NFC: a line per block."""
        return "\n".join(block.text for row in self.rows for cell in row.cells for block in cell.blocks)


Block = Paragraph | Table


def leaves(content: tuple[Inline, ...]) -> Iterator[Leaf]:
    """The inlines with hyperlinks and fields opened, except the fields that pages number."""
    for inline in content:
        if isinstance(inline, Hyperlink):
            yield from leaves(inline.content)
        elif isinstance(inline, Field) and inline.kind not in PAGE_FIELDS:
            yield from leaves(inline.result)
        else:
            yield inline


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of the blocks, through tables, in reading order; text boxes are left out."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def drawings(blocks: tuple[Block, ...]) -> Iterator[tuple[Paragraph, Drawing]]:
    """Every drawing of the blocks with the paragraph it is anchored in, through tables."""
    for paragraph in paragraphs(blocks):
        for leaf in leaves(paragraph.content):
            if isinstance(leaf, Drawing):
                yield paragraph, leaf


# What stands for a leaf in the text: U+2011 is the non-breaking hyphen, U+00AD the soft one.
_SIGNS: dict[type, str] = {Tab: "\t", Break: "\n", NoBreakHyphen: "\u2011", SoftHyphen: "\u00ad"}


def _leaf_text(leaf: Leaf) -> str:
    if isinstance(leaf, Text):
        return "" if leaf.format.hidden else leaf.text
    if isinstance(leaf, Field):
        return "".join(_leaf_text(part) for part in leaves(leaf.result))
    return _SIGNS.get(type(leaf), "")
