"""The grid of a table: every slot taken once, whatever the spans say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.letter.grid import Grid, grid
from app.letter.model import Cell, Row, Table


def table(*rows: list[tuple[int, int]]) -> Table:
    return Table(rows=tuple(Row(cells=tuple(Cell(colspan=c, rowspan=r) for c, r in row)) for row in rows))


def shape(laid_out: Grid) -> list[list[tuple[int, int, int, bool]]]:
    return [
        [(cell.column, cell.colspan, cell.rowspan, cell.cell is not None) for cell in row]
        for row in laid_out.rows
    ]


def taken(laid_out: Grid) -> dict[tuple[int, int], int]:
    slots: dict[tuple[int, int], int] = {}
    for row, cells in enumerate(laid_out.rows):
        for cell in cells:
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    slot = (row + down, cell.column + right)
                    slots[slot] = slots.get(slot, 0) + 1
    return slots


def test_a_plain_table_stays_as_it_is() -> None:
    laid_out = grid(table([(1, 1), (1, 1)], [(1, 1), (1, 1)]))
    assert laid_out.columns == 2
    assert laid_out.whole


def test_spans_take_their_slots() -> None:
    laid_out = grid(table([(1, 2), (2, 1)], [(1, 1), (1, 1)]))
    assert laid_out.whole
    assert shape(laid_out) == [
        [(0, 1, 2, True), (1, 2, 1, True)],
        [(1, 1, 1, True), (2, 1, 1, True)],
    ]


def test_missing_cells_are_added() -> None:
    laid_out = grid(table([(1, 1), (1, 1), (1, 1)], [(1, 1)], []))
    assert not laid_out.whole
    assert shape(laid_out)[1:] == [[(0, 1, 1, True), (1, 2, 1, False)], [(0, 3, 1, False)]]


def test_a_row_may_be_covered_wholly() -> None:
    laid_out = grid(table([(1, 2), (1, 2)], []))
    assert laid_out.whole
    assert shape(laid_out)[1] == []


def test_spans_out_of_the_table_or_into_others_are_cut() -> None:
    assert not grid(table([(1, 9)])).whole
    laid_out = grid(table([(1, 1), (1, 2)], [(3, 1)]))
    assert not laid_out.whole
    assert shape(laid_out)[1] == [(0, 1, 1, True)]


def test_senseless_spans_count_as_one() -> None:
    laid_out = grid(table([(0, -2), (1, 1)]))
    assert laid_out.columns == 2
    assert not laid_out.whole


def test_a_table_of_nothing_has_no_columns() -> None:
    assert grid(Table()) == Grid((), 0, True)
    assert grid(table([], [])).columns == 0


spans = st.tuples(st.integers(-1, 4), st.integers(-1, 4))


@given(st.lists(st.lists(spans, max_size=4), max_size=5))
def test_every_slot_is_taken_exactly_once(rows: list[list[tuple[int, int]]]) -> None:
    laid_out = grid(table(*rows))
    expected = {(row, column) for row in range(len(rows)) for column in range(laid_out.columns)}
    assert taken(laid_out) == dict.fromkeys(expected, 1)
    cells = [cell.cell for row in laid_out.rows for cell in row if cell.cell is not None]
    assert len(cells) == sum(map(len, rows))
