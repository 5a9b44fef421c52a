"""Sections: the page that a w:sectPr describes, its headers and footers."""

from __future__ import annotations

from typing import Literal

from app.base.units import Twip
from app.document.formats import NO_BORDERS
from app.document.model import Column, Columns, NoteNumbering, PageSetup, SectionBreak
from app.word.reading.names import R, W
from app.word.reading.paragraph_properties import borders_of, read_edges
from app.word.reading.settings import read_note_numbering
from app.word.reading.values import Element, integer, is_on, is_true, twips, val

HeaderKind = Literal["default", "first", "even"]

_BREAKS: dict[str | None, SectionBreak] = {
    "continuous": "continuous",
    "evenPage": "evenPage",
    "oddPage": "oddPage",
    "nextColumn": "nextColumn",
}
_KINDS: dict[str | None, HeaderKind] = {
    None: "default",
    "default": "default",
    "first": "first",
    "even": "even",
}
_VERTICAL: dict[str | None, Literal["top", "center", "both", "bottom"]] = {
    "center": "center",
    "both": "both",
    "bottom": "bottom",
}
_PAGE = PageSetup()
# Word refuses pages smaller than a tenth of an inch; a page without room for a letter is damage.
_LEAST_PAGE = 144
_MOST_NUMBER = 2**31 - 1
_MOST_COLUMNS = 45
_MOVING_GRIDS = frozenset(["lines", "linesAndChars", "snapToChars"])


def read_page(section: Element, footnotes: NoteNumbering, endnotes: NoteNumbering) -> PageSetup:
    """The page of a section; what it does not say, or says absurdly, is Word's default."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    numbers, borders = section.find(W + "pgNumType"), section.find(W + "pgBorders")
    title = section.find(W + "titlePg")
    top, bottom = _margin(margins, "top", _PAGE.margin_top), _margin(margins, "bottom", _PAGE.margin_bottom)
    landscape = size is not None and size.get(W + "orient") == "landscape"
    return PageSetup(
        width=_side(size, "w", _PAGE.width),
        height=_side(size, "h", _PAGE.height),
        orientation="landscape" if landscape else "portrait",
        margin_top=Twip(abs(top)),
        margin_bottom=Twip(abs(bottom)),
        margin_left=max(_margin(margins, "left", _PAGE.margin_left), Twip(0)),
        margin_right=max(_margin(margins, "right", _PAGE.margin_right), Twip(0)),
        header_distance=max(_margin(margins, "header", _PAGE.header_distance), Twip(0)),
        footer_distance=max(_margin(margins, "footer", _PAGE.footer_distance), Twip(0)),
        gutter=max(_margin(margins, "gutter", Twip(0)), Twip(0)),
        top_fixed=top < 0,
        bottom_fixed=bottom < 0,
        title_page=title is not None and is_on(title),
        number_start=integer(numbers.get(W + "start"), 0, _MOST_NUMBER) if numbers is not None else None,
        number_format=(numbers.get(W + "fmt") if numbers is not None else None) or "decimal",
        columns=_columns(section.find(W + "cols")),
        vertical_align=_VERTICAL.get(val(section, W + "vAlign"), "top"),
        borders=borders_of(read_edges(borders)) if borders is not None else NO_BORDERS,
        line_grid=_line_grid(section.find(W + "docGrid")),
        footnotes=read_note_numbering(section.find(W + "footnotePr"), footnotes),
        endnotes=read_note_numbering(section.find(W + "endnotePr"), endnotes),
    )


def break_before(section: Element) -> SectionBreak:
    """How a section follows the one before it."""
    return _BREAKS.get(val(section, W + "type"), "nextPage")


def references(section: Element, name: str) -> dict[HeaderKind, str]:
    """The relationships of a section's own "header" or "footer" parts, by their kind."""
    found: dict[HeaderKind, str] = {}
    for element in section.iterchildren(f"{W}{name}Reference"):
        kind = _KINDS.get(element.get(W + "type"))
        relation = element.get(R + "id")
        if kind is not None and relation is not None:
            found[kind] = relation
    return found


def _side(size: Element | None, name: str, default: Twip) -> Twip:
    value = twips(size.get(W + name)) if size is not None else None
    return default if value is None or value < _LEAST_PAGE else value


def _margin(margins: Element | None, name: str, default: Twip) -> Twip:
    value = twips(margins.get(W + name)) if margins is not None else None
    return default if value is None else value


def _columns(element: Element | None) -> Columns:
    if element is None:
        return Columns()
    space = twips(element.get(W + "space"))
    gap = Twip(720) if space is None or space < 0 else space
    widths: list[Column] = []
    if not is_true(element.get(W + "equalWidth") or "1"):
        for child in list(element.iterchildren(W + "col"))[:_MOST_COLUMNS]:
            width = twips(child.get(W + "w"))
            if width is not None and width > 0:
                widths.append(Column(width, max(twips(child.get(W + "space")) or Twip(0), Twip(0))))
    count = len(widths) or integer(element.get(W + "num"), 1, _MOST_COLUMNS) or 1
    return Columns(count, gap, is_true(element.get(W + "sep")), tuple(widths))


def _line_grid(element: Element | None) -> Twip:
    if element is None or element.get(W + "type") not in _MOVING_GRIDS:
        return Twip(0)
    return max(twips(element.get(W + "linePitch")) or Twip(0), Twip(0))
