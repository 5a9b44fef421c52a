"""The grid of a table: which columns its cells take, and what it lacks to be a full rectangle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.letter.model import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its column with the span it can really take; ``cell`` is None where one is missing."""

    cell: Cell | None
    column: int
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells row by row, every slot taken exactly once.

    ``whole`` tells whether the table said so itself, without cells added or spans cut.
    """

    rows: tuple[tuple[Placed, ...], ...]
    columns: int
    whole: bool


def grid(table: Table) -> Grid:
    """Lay out a table: missing cells are added, spans that run into others or out of it are cut."""
    rows: list[list[Placed]] = []
    # Cells from above that reach into the next rows: column, width, rows left.
    hanging: list[tuple[int, int, int]] = []
    whole = True
    for index, row in enumerate(table.rows):
        rows_left = len(table.rows) - index
        placed = list(_placed(row, hanging, rows_left))
        whole = whole and all(_unchanged(place) for place in placed)
        hanging = [(column, width, left - 1) for column, width, left in hanging if left > 1]
        hanging += [(place.column, place.colspan, place.rowspan - 1) for place in placed if place.rowspan > 1]
        rows.append(placed)
    columns = max((place.column + place.colspan for row in rows for place in row), default=0)
    filled = _filled(rows, columns)
    whole = whole and all(place.cell is not None for row in filled for place in row)
    return Grid(tuple(filled), columns, whole)


def _placed(row: Row, hanging: list[tuple[int, int, int]], rows_left: int) -> Iterator[Placed]:
    column = 0
    taken = sorted((start, start + width) for start, width, _ in hanging)
    for cell in row.cells:
        for start, end in taken:
            if start <= column < end:
                column = end
        room = min((start - column for start, _ in taken if start > column), default=max(cell.colspan, 1))
        colspan = max(1, min(cell.colspan, room))
        yield Placed(cell, column, colspan, max(1, min(cell.rowspan, rows_left)))
        column += colspan


def _unchanged(place: Placed) -> bool:
    return place.cell is not None and (place.cell.colspan, place.cell.rowspan) == (
        place.colspan,
        place.rowspan,
    )


def _filled(rows: list[list[Placed]], columns: int) -> list[tuple[Placed, ...]]:
    """The rows with a cell put into every stretch that no cell takes."""
    filled: list[tuple[Placed, ...]] = []
    hanging: list[tuple[int, int, int]] = []
    for row in rows:
        stretches = sorted(
            [(start, start + width) for start, width, _ in hanging]
            + [(place.column, place.column + place.colspan) for place in row]
        )
        gaps = list(_gaps(stretches, columns))
        missing = [Placed(None, start, end - start, 1) for start, end in gaps]
        filled.append(tuple(sorted([*row, *missing], key=lambda place: place.column)))
        hanging = [(column, width, left - 1) for column, width, left in hanging if left > 1]
        hanging += [(place.column, place.colspan, place.rowspan - 1) for place in row if place.rowspan > 1]
    return filled


def _gaps(stretches: list[tuple[int, int]], columns: int) -> Iterator[tuple[int, int]]:
    column = 0
    for start, end in stretches:
        if start > column:
            yield column, start
        column = max(column, end)
    if column < columns:
        yield column, columns
