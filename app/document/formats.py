"""How text looks: the effective format of a run and of a paragraph, and the pieces of both."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal, TypeVar

from app.base.units import Pt, Twip

Alignment = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["auto", "exact", "atLeast"]
TabKind = Literal["left", "center", "right", "decimal", "bar"]
TabLeader = Literal["none", "dot", "hyphen", "underscore", "heavy", "middleDot"]
VerticalAlign = Literal["baseline", "superscript", "subscript"]

_ZERO = Twip(0)
_Format = TypeVar("_Format")
# What Word takes for one line in the "auto" rule: line values count in 240ths.
SINGLE_LINE = 240


@dataclass(frozen=True, slots=True)
class Border:
    """One edge: its style as Word names it ("single", "double", "dotted" …), weight, gap and colour."""

    style: str
    eighths: int  # weight in eighths of a point
    space: int = 0  # gap to the text, in points
    colour: str | None = None  # "RRGGBB"; None is automatic (black)

    @property
    def width(self) -> Pt:
        """The weight in points."""
        return Pt(self.eighths / 8)


@dataclass(frozen=True, slots=True)
class Borders:
    """The edges of a paragraph, cell, table or page; None where nothing is drawn.

    ``between`` belongs to paragraphs, the ``inside`` edges to tables.
    """

    top: Border | None = None
    bottom: Border | None = None
    left: Border | None = None
    right: Border | None = None
    between: Border | None = None
    inside_horizontal: Border | None = None
    inside_vertical: Border | None = None


NO_BORDERS = Borders()


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop; the position counts from the left margin of the column, not from the indent."""

    position: Twip
    kind: TabKind = "left"
    leader: TabLeader = "none"


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The effective format of a piece of text, every question answered.

    The reader hands out one object for one format (see ``interned``), so ``is`` compares and a dict
    keyed by it is quick: the hash is computed once.
    """

    font: str = "Times New Roman"
    half_points: int = 20
    bold: bool = False
    italic: bool = False
    underline: str = "none"  # Word's names: "single", "words", "double", "dotted" …
    strike: bool = False
    double_strike: bool = False
    colour: str | None = None  # "RRGGBB"; None is automatic
    highlight: str | None = None  # "RRGGBB"
    shading: str | None = None  # "RRGGBB"
    caps: bool = False
    small_caps: bool = False
    vertical_align: VerticalAlign = "baseline"
    raised: int = 0  # half points above the baseline (w:position), negative below
    hidden: bool = False
    spacing: Twip = _ZERO  # added after every character
    scale: int = 100  # width of the letters in percent (w:w)
    kern: int = 0  # kerning from this size on, in half points; 0 never
    language: str = ""
    style: str | None = None  # id of the character style
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        values = tuple(getattr(self, one.name) for one in fields(self) if one.compare)
        object.__setattr__(self, "_hash", hash(values))

    def __hash__(self) -> int:
        return self._hash

    @property
    def size(self) -> Pt:
        """The size of the letters in points (before super- or subscript makes them smaller)."""
        return Pt(self.half_points / 2)


@dataclass(frozen=True, slots=True)
class Frame:
    """An old Word frame (w:framePr): the paragraph stands beside the text, as page numbers often do.

    ``width`` and ``height`` 0 mean as large as the text; ``x_align``/``y_align`` win over x and y.
    """

    width: Twip = _ZERO
    height: Twip = _ZERO
    height_rule: LineRule = "auto"
    x: Twip = _ZERO
    y: Twip = _ZERO
    x_align: str | None = None
    y_align: str | None = None
    horizontal_anchor: str = "text"  # "text", "margin", "page"
    vertical_anchor: str = "text"
    wrap: str = "around"
    horizontal_space: Twip = _ZERO
    vertical_space: Twip = _ZERO
    drop_cap: str | None = None
    drop_cap_lines: int = 1


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The effective format of a paragraph, every question answered.

    ``first_line`` is relative to ``indent_left``; negative is a hanging indent. ``line`` is in 240ths of
    a line when the rule is "auto", else in twips. Interned as RunFormat is.
    """

    alignment: Alignment = "left"
    indent_left: Twip = _ZERO
    indent_right: Twip = _ZERO
    first_line: Twip = _ZERO
    space_before: Twip = _ZERO
    space_after: Twip = _ZERO
    before_auto: bool = False  # w:beforeAutospacing: Word decides (14 pt, as HTML does)
    after_auto: bool = False
    contextual_spacing: bool = False
    line_rule: LineRule = "auto"
    line: int = SINGLE_LINE
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    tabs: tuple[TabStop, ...] = ()  # by position
    borders: Borders = NO_BORDERS
    shading: str | None = None  # "RRGGBB"
    outline_level: int | None = None  # 0 to 8; None is body text
    bidi: bool = False
    snap_to_grid: bool = True
    frame: Frame | None = None
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        values = tuple(getattr(self, one.name) for one in fields(self) if one.compare)
        object.__setattr__(self, "_hash", hash(values))

    def __hash__(self) -> int:
        return self._hash


_run_formats: dict[RunFormat, RunFormat] = {}
_paragraph_formats: dict[ParagraphFormat, ParagraphFormat] = {}
# A document has some dozens of formats; this many only come from a file made to exhaust memory.
_MOST_FORMATS = 20_000


def interned_run(wanted: RunFormat) -> RunFormat:
    """The one object that stands for this run format."""
    return _interned(_run_formats, wanted)


def interned_paragraph(wanted: ParagraphFormat) -> ParagraphFormat:
    """The one object that stands for this paragraph format."""
    return _interned(_paragraph_formats, wanted)


def _interned(known: dict[_Format, _Format], wanted: _Format) -> _Format:
    if len(known) > _MOST_FORMATS:
        known.clear()
    return known.setdefault(wanted, wanted)
