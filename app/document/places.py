"""Where drawings and floating tables stand, and how tables and their cells look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.base.units import Emu, Twip
from app.document.formats import NO_BORDERS, Alignment, Borders, LineRule

Wrap = Literal["none", "square", "tight", "through", "topAndBottom"]
WidthKind = Literal["auto", "twip", "percent"]

_ZERO = Twip(0)
_NOTHING = Emu(0)


class Origin(NamedTuple):
    """Where a block stood: the part ("word/document.xml") and the way down to it.

    The path starts with the index of the block in its part (body blocks count through all sections,
    notes and comments start with their id); in a table follow row, cell and block (indexes into
    ``rows``, ``cells``, ``blocks``); in a text box inline, shape and block.
    """

    part: str
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AxisPlace:
    """Where a drawing stands along one axis: aligned or at an offset, relative to something.

    ``relative_to`` as Word names it: "page", "margin", "column", "character", "leftMargin",
    "rightMargin", "insideMargin", "outsideMargin" across; "page", "margin", "paragraph", "line",
    "topMargin", "bottomMargin" … down. ``align``: "left", "center", "right", "inside", "outside" across;
    "top", "center", "bottom", "inside", "outside" down; None: ``offset`` counts.
    """

    relative_to: str
    align: str | None = None
    offset: Emu = _NOTHING


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of a floating drawing. ``distance_*`` is kept free of text around it."""

    horizontal: AxisPlace
    vertical: AxisPlace
    wrap: Wrap = "none"
    wrap_side: str = "bothSides"  # "left", "right", "largest"
    behind: bool = False
    z: int = 0
    layout_in_cell: bool = True
    distance_top: Emu = _NOTHING
    distance_bottom: Emu = _NOTHING
    distance_left: Emu = _NOTHING
    distance_right: Emu = _NOTHING


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of a shape: weight, colour and dash ("solid", "dash", "sysDot" …)."""

    width: Emu
    colour: str | None = None  # "RRGGBB"; None is black
    dash: str = "solid"
    compound: str = "sng"  # "dbl", "thickThin", "thinThick", "tri"


@dataclass(frozen=True, slots=True)
class Width:
    """A wanted width of a table or cell: twips, or fiftieths of a percent, or left to the content."""

    kind: WidthKind = "auto"
    value: int = 0


AUTO_WIDTH = Width()


@dataclass(frozen=True, slots=True)
class Margins:
    """What a cell keeps free inside its edges."""

    top: Twip = _ZERO
    bottom: Twip = _ZERO
    left: Twip = _ZERO
    right: Twip = _ZERO


# Word's table without a style: 5.4 pt left and right.
WORD_CELL_MARGINS = Margins(left=Twip(108), right=Twip(108))


@dataclass(frozen=True, slots=True)
class TablePosition:
    """The place of a floating table (w:tblpPr); ``x_align``/``y_align`` win over x and y."""

    horizontal_anchor: str = "text"  # "text", "margin", "page"
    vertical_anchor: str = "text"
    x: Twip = _ZERO
    y: Twip = _ZERO
    x_align: str | None = None  # "left", "center", "right", "inside", "outside"
    y_align: str | None = None  # "top", "center", "bottom", "inline", "inside", "outside"
    left_from_text: Twip = _ZERO
    right_from_text: Twip = _ZERO
    top_from_text: Twip = _ZERO
    bottom_from_text: Twip = _ZERO


@dataclass(frozen=True, slots=True)
class TableFormat:
    """The effective format of a table. ``borders`` are the table's own; cells hold resolved ones."""

    width: Width = AUTO_WIDTH
    alignment: Alignment = "left"
    indent: Twip = _ZERO  # of the left edge; Word ignores it when the alignment is not left
    fixed: bool = False  # layout "fixed": the grid rules; else widths follow the content
    cell_margins: Margins = WORD_CELL_MARGINS
    cell_spacing: Twip = _ZERO
    borders: Borders = NO_BORDERS
    shading: str | None = None
    position: TablePosition | None = None  # None stands in the text
    bidi: bool = False
    caption: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class RowFormat:
    """The format of a row. ``height`` 0 with the rule "auto" is as high as the content."""

    height: Twip = _ZERO
    height_rule: LineRule = "auto"
    cant_split: bool = False
    header: bool = False
    alignment: Alignment | None = None  # overrides the table's
    grid_before: int = 0  # grid columns left empty before the first cell
    grid_after: int = 0
    width_before: Width = AUTO_WIDTH
    width_after: Width = AUTO_WIDTH
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class CellFormat:
    """The effective format of a cell, borders resolved against table and table style."""

    width: Width = AUTO_WIDTH
    margins: Margins = WORD_CELL_MARGINS
    borders: Borders = NO_BORDERS
    shading: str | None = None
    vertical_align: Literal["top", "center", "bottom"] = "top"
    text_direction: str = "lrTb"  # "btLr" upwards, "tbRl" downwards
    no_wrap: bool = False
    fit_text: bool = False
