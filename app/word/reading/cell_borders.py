"""Which edges a cell has, of its own, by a region of the table style, or by the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.document.formats import Border, Borders
from app.word.reading.paragraph_properties import borders_of
from app.word.reading.run_properties import Sparse

Edges = dict[str, Border | None]

_ROWS = frozenset(["firstRow", "lastRow", "band1Horz", "band2Horz"])
_COLUMNS = frozenset(["firstCol", "lastCol", "band1Vert", "band2Vert"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell lies in its table: row and columns, and how many of them there are."""

    row: int
    rows: int
    column: int
    span: int
    columns: int

    @property
    def is_first_row(self) -> bool:
        return self.row == 0

    @property
    def is_last_row(self) -> bool:
        return self.row == self.rows - 1

    @property
    def is_first_column(self) -> bool:
        return self.column == 0

    @property
    def is_last_column(self) -> bool:
        return self.column + self.span >= self.columns


def regions_of(place: Place, look: frozenset[str], row_band: int, column_band: int) -> tuple[str, ...]:
    """The regions of a table style that a cell lies in, the strongest last (ISO 29500-1 17.7.6)."""
    first_row = "firstRow" in look and place.is_first_row
    last_row = "lastRow" in look and place.is_last_row and not first_row
    first_column = "firstColumn" in look and place.is_first_column
    last_column = "lastColumn" in look and place.is_last_column and not first_column
    # Bands begin after the first row and column where these have a format of their own.
    band_row = place.row - ("firstRow" in look)
    band_column = place.column - ("firstColumn" in look)
    regions: list[str] = []
    if "noVBand" not in look and not first_column and not last_column:
        regions.append("band2Vert" if band_column // column_band % 2 else "band1Vert")
    if "noHBand" not in look and not first_row and not last_row:
        regions.append("band2Horz" if band_row // row_band % 2 else "band1Horz")
    whole = ((first_row, "firstRow"), (last_row, "lastRow"))
    sides = ((first_column, "firstCol"), (last_column, "lastCol"))
    regions += [name for is_in, name in (*whole, *sides) if is_in]
    corners = (
        (first_row and first_column, "nwCell"),
        (first_row and last_column, "neCell"),
        (last_row and first_column, "swCell"),
        (last_row and last_column, "seCell"),
    )
    return (*regions, *(name for is_in, name in corners if is_in))


def cell_borders(place: Place, table: Edges, regions: list[tuple[str, Sparse]], own: Edges) -> Borders:
    """The edges of a cell: the table's, under those of its regions, under its own."""
    edges = _edges(table, place.is_first_row, place.is_last_row, place)
    for name, values in regions:
        given: Edges = values.get("borders", {})
        if given:
            edges.update(_REGION_EDGES.get(_shape_of(name), _single)(given, place))
    edges.update({edge: border for edge, border in own.items() if edge in _SIDES})
    return borders_of({edge: border for edge, border in edges.items() if border is not None})


_SIDES = frozenset(["top", "bottom", "left", "right"])


def _shape_of(name: str) -> str:
    if name in _ROWS:
        return "row"
    return "column" if name in _COLUMNS else "whole" if name == "wholeTable" else "cell"


def _edges(given: Edges, is_top: bool, is_bottom: bool, place: Place) -> Edges:
    return _picked(
        given,
        top="top" if is_top else "inside_horizontal",
        bottom="bottom" if is_bottom else "inside_horizontal",
        left="left" if place.is_first_column else "inside_vertical",
        right="right" if place.is_last_column else "inside_vertical",
    )


def _whole(given: Edges, place: Place) -> Edges:
    return _edges(given, place.is_first_row, place.is_last_row, place)


def _row(given: Edges, place: Place) -> Edges:
    return _edges(given, is_top=True, is_bottom=True, place=place)


def _column(given: Edges, place: Place) -> Edges:
    return _picked(
        given,
        top="top" if place.is_first_row else "inside_horizontal",
        bottom="bottom" if place.is_last_row else "inside_horizontal",
        left="left",
        right="right",
    )


def _single(given: Edges, _: Place) -> Edges:
    return {edge: border for edge, border in given.items() if edge in _SIDES}


def _picked(given: Edges, **sources: str) -> Edges:
    return {edge: given[source] for edge, source in sources.items() if source in given}


_REGION_EDGES: dict[str, Callable[[Edges, Place], Edges]] = {
    "row": _row,
    "column": _column,
    "whole": _whole,
}
