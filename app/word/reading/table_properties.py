"""What one w:tblPr, w:trPr or w:tcPr says: sparse sets of values, as for runs and paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from app.base.units import Twip
from app.document.formats import LineRule
from app.document.places import AUTO_WIDTH, TablePosition, Width
from app.word.reading.names import W
from app.word.reading.paragraph_properties import read_edges
from app.word.reading.run_properties import Sparse, read_shading
from app.word.reading.theme import Theme
from app.word.reading.values import Element, integer, is_on, is_true, twips

_VAL = W + "val"
_SIDES = {"top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right"}
_ALIGNMENTS = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}
_LINE_RULES: dict[str, LineRule] = {"auto": "auto", "exact": "exact", "atLeast": "atLeast"}
# The bits of w:tblLook in its old form, and the attributes of the new one.
_LOOKS = (
    ("firstRow", 0x0020),
    ("lastRow", 0x0040),
    ("firstColumn", 0x0080),
    ("lastColumn", 0x0100),
    ("noHBand", 0x0200),
    ("noVBand", 0x0400),
)
MOST_COLUMNS = 63
_MOST_BAND = 1000
_MOST_PERCENT = 50 * 1000

Reader = Callable[[Sparse, Element, Theme], None]


def read_table_properties(element: Element | None, theme: Theme) -> Sparse:
    """The values of a w:tblPr or w:tblPrEx."""
    return _read(element, theme, _TABLE)


def read_row_properties(element: Element | None, theme: Theme) -> Sparse:
    """The values of a w:trPr."""
    return _read(element, theme, _ROW)


def read_cell_properties(element: Element | None, theme: Theme) -> Sparse:
    """The values of a w:tcPr."""
    return _read(element, theme, _CELL)


def read_width(element: Element) -> Width:
    """A w:tblW, w:tcW, w:wBefore … as a value; what cannot be read is left to the content."""
    kind, value = element.get(W + "type"), element.get(W + "w") or ""
    if kind == "pct" or value.endswith("%"):
        share = integer(value.rstrip("%"), 0, _MOST_PERCENT)
        if share:
            return Width("percent", share * 50 if value.endswith("%") else share)
        return AUTO_WIDTH
    length = twips(value)
    if kind in {"auto", "nil"} or length is None or length <= 0:
        return AUTO_WIDTH
    return Width("twip", length)


def _read(element: Element | None, theme: Theme, readers: dict[str, Reader]) -> Sparse:
    found: Sparse = {}
    for child in element if element is not None else ():
        reader = readers.get(child.tag)
        if reader is not None:
            reader(found, child, theme)
    return found


def _width(key: str) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = read_width(element)

    return read


def _switch(key: str) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = is_on(element)

    return read


def _text(key: str) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = element.get(_VAL) or ""

    return read


def _count(key: str, low: int, high: int) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        value = integer(element.get(_VAL), low, high)
        if value is not None:
            found[key] = value

    return read


def _alignment(found: Sparse, element: Element, _: Theme) -> None:
    value = _ALIGNMENTS.get(element.get(_VAL) or "")
    if value is not None:
        found["alignment"] = value


def _length(key: str) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        value = twips(element.get(W + "w"))
        if value is not None and element.get(W + "type") in {None, "dxa"}:
            found[key] = value

    return read


def _layout(found: Sparse, element: Element, _: Theme) -> None:
    found["fixed"] = element.get(W + "type") == "fixed"


def _margins(found: Sparse, element: Element, _: Theme) -> None:
    margins: dict[str, Twip] = {}
    for child in element:
        side = _SIDES.get(child.tag.rpartition("}")[2])
        value = twips(child.get(W + "w"))
        if side is not None and value is not None and value >= 0:
            margins[side] = value
    found["margins"] = margins


def _borders(found: Sparse, element: Element, _: Theme) -> None:
    found["borders"] = read_edges(element)


def _shading(found: Sparse, element: Element, theme: Theme) -> None:
    found["shading"] = read_shading(element, theme)


def _position(found: Sparse, element: Element, _: Theme) -> None:
    def length(name: str) -> Twip:
        return twips(element.get(W + name)) or Twip(0)

    found["position"] = TablePosition(
        # What Word leaves out when it writes it (the standard says "page" for both).
        horizontal_anchor=element.get(W + "horzAnchor") or "text",
        vertical_anchor=element.get(W + "vertAnchor") or "margin",
        x=length("tblpX"),
        y=length("tblpY"),
        x_align=element.get(W + "tblpXSpec"),
        y_align=element.get(W + "tblpYSpec"),
        left_from_text=length("leftFromText"),
        right_from_text=length("rightFromText"),
        top_from_text=length("topFromText"),
        bottom_from_text=length("bottomFromText"),
    )


def _look(found: Sparse, element: Element, _: Theme) -> None:
    value = element.get(_VAL) or ""
    try:
        bits = int(value, 16)
    except ValueError:
        bits = 0
    found["look"] = frozenset(
        name
        for name, bit in _LOOKS
        if (is_true(element.get(W + name)) if element.get(W + name) is not None else bits & bit)
    )


def _height(found: Sparse, element: Element, _: Theme) -> None:
    value = twips(element.get(_VAL))
    if value is not None and value > 0:
        found["height"] = value
        # A height without a rule is a least height.
        found["height_rule"] = _LINE_RULES.get(element.get(W + "hRule") or "", "atLeast")
        if found["height_rule"] == "auto":
            found["height_rule"] = "atLeast"


def _merge(key: str) -> Reader:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = "restart" if element.get(_VAL) == "restart" else "continue"

    return read


def _vertical_align(found: Sparse, element: Element, _: Theme) -> None:
    value = element.get(_VAL)
    found["vertical_align"] = value if value in {"center", "bottom"} else "top"


_TABLE: dict[str, Reader] = {
    W + "tblStyle": _text("style"),
    W + "tblW": _width("width"),
    W + "jc": _alignment,
    W + "tblInd": _length("indent"),
    W + "tblLayout": _layout,
    W + "tblCellMar": _margins,
    W + "tblCellSpacing": _length("cell_spacing"),
    W + "tblBorders": _borders,
    W + "shd": _shading,
    W + "tblpPr": _position,
    W + "bidiVisual": _switch("bidi"),
    W + "tblCaption": _text("caption"),
    W + "tblDescription": _text("description"),
    W + "tblLook": _look,
    W + "tblStyleRowBandSize": _count("row_band", 1, _MOST_BAND),
    W + "tblStyleColBandSize": _count("column_band", 1, _MOST_BAND),
}
_ROW: dict[str, Reader] = {
    W + "trHeight": _height,
    W + "cantSplit": _switch("cant_split"),
    W + "tblHeader": _switch("header"),
    W + "jc": _alignment,
    W + "gridBefore": _count("grid_before", 0, MOST_COLUMNS),
    W + "gridAfter": _count("grid_after", 0, MOST_COLUMNS),
    W + "wBefore": _width("width_before"),
    W + "wAfter": _width("width_after"),
    W + "hidden": _switch("hidden"),
    W + "ins": _switch("inserted"),
    W + "del": _switch("deleted"),
}
_CELL: dict[str, Reader] = {
    W + "tcW": _width("width"),
    W + "gridSpan": _count("span", 1, MOST_COLUMNS),
    W + "vMerge": _merge("row_merge"),
    W + "hMerge": _merge("column_merge"),
    W + "tcBorders": _borders,
    W + "shd": _shading,
    W + "tcMar": _margins,
    W + "vAlign": _vertical_align,
    W + "textDirection": _text("text_direction"),
    W + "noWrap": _switch("no_wrap"),
    W + "tcFitText": _switch("fit_text"),
}
