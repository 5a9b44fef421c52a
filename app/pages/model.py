"""What layout gives back: pages, and on each the lines, drawn lines, boxes and pictures with their places.

All lengths are float twips (1 pt = 20 twips), x to the right and y down from the upper left corner
of the sheet; `pt` and `mm` turn them into what people measure in. The text of a line lies in
fragments, whose x counts from the left edge of their line, so that a line moves without touching them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.document.formats import RunFormat

TWIP_PER_PT = 20.0
TWIP_PER_MM = 1440 / 25.4


def pt(twips: float) -> float:
    """Twips in points."""
    return twips / TWIP_PER_PT


def mm(twips: float) -> float:
    """Twips in millimetres."""
    return twips / TWIP_PER_MM


class Area(Enum):
    """The part of the page a line belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text_box"


class FragmentKind(Enum):
    """What a fragment of a line is."""

    TEXT = "text"
    LABEL = "label"  # number or bullet of an automatic list
    TAB = "tab"  # its text is the leader, if it has one
    FIELD = "field"  # PAGE, NUMPAGES: the value of this page
    NOTE = "note"  # mark of a footnote or endnote
    PICTURE = "picture"  # room taken by a picture standing in the line


class RuleKind(Enum):
    """Where a drawn line comes from."""

    DRAWN = "drawn"  # a line shape
    BORDER = "border"  # of a paragraph
    CELL = "cell"  # of a table cell
    SEPARATOR = "separator"  # above the footnotes
    BOX = "box"  # outline of a text box or shape


class BoxKind(Enum):
    """What a filled or framed area is."""

    SHADING = "shading"  # background of a paragraph or cell
    TEXT_BOX = "text_box"
    SHAPE = "shape"
    UNKNOWN = "unknown"  # stands for something that is not understood: painted grey


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line stood in the document: the block's own origin and its characters [start, end).

    Characters are those of the paragraph's text as the document model gives it.
    """

    block: object
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one format within a line; x counts from the left edge of the line.

    text is what is painted (capitals already made). Every ordinary space of it is to be painted
    wider by space (negative when squeezed), every character by the format's own spacing, at
    size pt (already reduced for superscript and small capitals) and `scale` times as wide; the
    baseline lies `raised` above that of the line.
    """

    text: str
    x: float
    width: float
    format: RunFormat
    size: float
    space: float = 0.0
    raised: float = 0.0
    kind: FragmentKind = FragmentKind.TEXT


@dataclass(slots=True)
class Line:
    """One line of text: x and width span its ink without hanging spaces, y is its top.

    height includes the paragraph's line spacing; ascent leads from the top to the baseline.
    cell is (row, column) of the innermost table that holds the line.
    """

    x: float
    y: float
    width: float
    height: float
    ascent: float
    fragments: tuple[Fragment, ...]
    origin: Origin
    area: Area = Area.BODY
    cell: tuple[int, int] | None = None
    column: int = 0

    @property
    def baseline(self) -> float:
        """Distance of the baseline from the top of the page."""
        return self.y + self.ascent

    @property
    def bottom(self) -> float:
        """Distance of the lower edge from the top of the page."""
        return self.y + self.height

    @property
    def text(self) -> str:
        """What is read on the line; a tab reads as a tab."""
        return "".join("\t" if f.kind is FragmentKind.TAB else f.text for f in self.fragments)

    @property
    def sizes(self) -> tuple[float, ...]:
        """The font sizes on the line in points, each once, in the order of the text."""
        return tuple(dict.fromkeys(f.size for f in self.fragments if f.text.strip()))


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on the page from (x1, y1) to (x2, y2), weight twips thick."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    colour: str | None = None
    style: str = "single"
    kind: RuleKind = RuleKind.DRAWN
    origin: object = None

    @property
    def length(self) -> float:
        """Distance between the two ends in twips."""
        return float(((self.x2 - self.x1) ** 2 + (self.y2 - self.y1) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: filled with `fill` ("RRGGBB"), framed by rules of their own, or a grey stand-in."""

    x: float
    y: float
    width: float
    height: float
    kind: BoxKind
    fill: str | None = None
    origin: object = None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; source is the document's own drawing, whose data the painter asks for."""

    x: float
    y: float
    width: float
    height: float
    source: object
    behind: bool = False


@dataclass(slots=True)
class Page:
    """One sheet: number counts sheets from 1, label is the number printed on it."""

    number: int
    label: str
    width: float
    height: float
    section: int
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def lines_of(self, area: Area) -> list[Line]:
        """The lines of one part of the page, in reading order."""
        return [line for line in self.lines if line.area is area]


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out. approximate names what stands only roughly where Word puts it.

    The names are keys of resources/texts/vi/pages.po, each once, in the order they were met.
    """

    pages: tuple[Page, ...]
    approximate: tuple[str, ...] = ()
