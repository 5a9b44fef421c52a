"""The whole document: sections with their pages, notes, settings, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.base.units import Twip
from app.document.content import Block, Paragraph, paragraphs
from app.document.formats import NO_BORDERS, Borders
from app.document.places import Origin

Orientation = Literal["portrait", "landscape"]
SectionBreak = Literal["nextPage", "continuous", "evenPage", "oddPage", "nextColumn"]
NoteRestart = Literal["continuous", "eachSect", "eachPage"]

_ZERO = Twip(0)
_INCH = Twip(1440)
_HALF_INCH = Twip(720)
_LETTER_WIDTH = Twip(12240)
_LETTER_HEIGHT = Twip(15840)


@dataclass(frozen=True, slots=True)
class Column:
    """One text column and the gap after it."""

    width: Twip
    space: Twip


@dataclass(frozen=True, slots=True)
class Columns:
    """The text columns of a section; ``widths`` only where they are not equal."""

    count: int = 1
    space: Twip = _HALF_INCH
    separator: bool = False
    widths: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteNumbering:
    """How notes are numbered and where they stand ("pageBottom", "beneathText", "sectEnd", "docEnd")."""

    format: str = "decimal"
    start: int = 1
    restart: NoteRestart = "continuous"
    position: str = "pageBottom"


FOOTNOTE_NUMBERING = NoteNumbering()
ENDNOTE_NUMBERING = NoteNumbering(format="lowerRoman", position="docEnd")


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The page of a section. Defaults are Word's for a file that says nothing: US Letter, 1 inch.

    A negative top or bottom margin in the file (fixed, headers may not push it) is positive here with
    ``top_fixed``/``bottom_fixed`` set.
    """

    width: Twip = _LETTER_WIDTH
    height: Twip = _LETTER_HEIGHT
    orientation: Orientation = "portrait"
    margin_top: Twip = _INCH
    margin_bottom: Twip = _INCH
    margin_left: Twip = _INCH
    margin_right: Twip = _INCH
    header_distance: Twip = _HALF_INCH
    footer_distance: Twip = _HALF_INCH
    gutter: Twip = _ZERO
    top_fixed: bool = False
    bottom_fixed: bool = False
    title_page: bool = False  # the first page has its own header and footer
    number_start: int | None = None
    number_format: str = "decimal"
    columns: Columns = Columns()
    vertical_align: Literal["top", "center", "both", "bottom"] = "top"
    borders: Borders = NO_BORDERS
    # Distance of grid lines (w:docGrid of a type that moves lines); 0: no grid.
    line_grid: Twip = _ZERO
    footnotes: NoteNumbering = FOOTNOTE_NUMBERING
    endnotes: NoteNumbering = ENDNOTE_NUMBERING


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """Headers or footers of a section, those of earlier sections inherited; empty where there is none."""

    default: tuple[Block, ...] = ()
    first: tuple[Block, ...] = ()
    even: tuple[Block, ...] = ()


NO_HEADER = HeaderFooter()


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one setup and the blocks on them; ``starts`` is how it follows the section before."""

    page: PageSetup
    blocks: tuple[Block, ...]
    headers: HeaderFooter = NO_HEADER
    footers: HeaderFooter = NO_HEADER
    starts: SectionBreak = "nextPage"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says of itself as a whole.

    ``compatibility_mode``: 15 Word 2013 and later, 14 Word 2010, 12 Word 2007 (also when nothing is
    said), 11 Word 2003. It decides how justified lines break.
    """

    compatibility_mode: int = 12
    default_tab: Twip = _HALF_INCH
    even_and_odd_headers: bool = False
    mirror_margins: bool = False
    gutter_at_top: bool = False
    auto_hyphenation: bool = False
    # Compatibility switches (w:compat) that are on, by their name: "doNotExpandShiftReturn" …
    compatibility: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin, kept apart from the text."""

    id: int
    author: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The text of the remark, in NFC: a line per block."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many tracked changes the file holds; the document is read as if all were accepted."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    formatted: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.inserted + self.deleted + self.moved + self.formatted


@dataclass(frozen=True, slots=True)
class Properties:
    """The file's properties, as text: core by local name ("title", "creator" …), custom by their name."""

    core: Mapping[str, str] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something not understood, drawn as a grey box: what ("chart", "equation" …) and where."""

    what: str
    where: Origin


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file, read. There is always at least one section."""

    sections: tuple[Section, ...]
    settings: Settings = Settings()
    footnotes: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    endnotes: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    # What Word draws above notes: kind ("separator", "continuationSeparator" …) to its blocks.
    footnote_separators: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    styles: tuple[str, ...] = ()  # names of the paragraph, character and table styles used, sorted
    changes: Changes = Changes()
    properties: Properties = Properties()
    unsupported: tuple[Unsupported, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)  # part name to picture file
    custom_xml: Mapping[str, bytes] = field(default_factory=dict)  # part name to bytes, untouched

    @property
    def blocks(self) -> Iterator[Block]:
        """The blocks of the body, through all sections."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body, through tables, in reading order."""
        return (one for section in self.sections for one in paragraphs(section.blocks))

    @property
    def text(self) -> str:
        """The text of the body, in NFC: a line per paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
