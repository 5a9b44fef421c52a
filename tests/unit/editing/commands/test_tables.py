"""Tables: every change leaves a whole grid with every word in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.editing.commands import tables
from app.editing.commands.tables import Area, Axis
from app.letter.grid import grid
from app.letter.model import Cell, Letter, Paragraph, Row, Table
from app.letter.positions import Text, TextPosition, plain_text
from tests.support.letters import paragraph

AT = TextPosition(0)


def table(*lines: str, **changes: object) -> Table:
    rows = tuple(Row(cells=tuple(Cell(blocks=(paragraph(word),)) for word in line.split())) for line in lines)
    return replace(Table(rows=rows), **changes)  # type: ignore[arg-type]


def letter(*lines: str, **changes: object) -> Letter:
    return Letter(body=(table(*lines, **changes),))


def shown(new: Letter) -> list[list[str]]:
    """The words of every cell, "" for an empty one."""
    found = new.body[0]
    assert isinstance(found, Table)
    assert grid(found).whole
    return [
        [" ".join(plain_text(block) for block in cell.blocks) for cell in row.cells] for row in found.rows
    ]


def only(new: Letter) -> Table:
    found = new.body[0]
    assert isinstance(found, Table)
    return found


def test_a_new_table_has_a_header_row() -> None:
    new = tables.insert_table(Letter(body=(Paragraph(),)), AT, 3, 2)
    assert shown(new) == [["", ""]] * 3
    assert only(new).header_rows == 1
    assert tables.new_table(1, 1).header_rows == 0


def test_rows_and_columns_come_and_go() -> None:
    old = letter("a b", "c d", widths=(1, 2), header_rows=1)
    assert shown(tables.insert_line(old, AT, "row", 1)) == [["a", "b"], ["", ""], ["c", "d"]]
    assert shown(tables.insert_line(old, AT, "row", 2))[2] == ["", ""]
    wider = tables.insert_line(old, AT, "column", 1)
    assert shown(wider) == [["a", "", "b"], ["c", "", "d"]]
    assert only(wider).widths == (1, 2, 2)
    assert only(tables.insert_line(old, AT, "column", 2)).widths == (1, 2, 2)
    assert shown(tables.delete_line(old, AT, "row", 0)) == [["c", "d"]]
    assert only(tables.delete_line(old, AT, "row", 0)).header_rows == 0
    narrower = tables.delete_line(old, AT, "column", 0)
    assert shown(narrower) == [["b"], ["d"]]
    assert only(narrower).widths == (2,)


@pytest.mark.parametrize("axis", ["row", "column"])
def test_the_last_row_or_column_takes_the_table_with_it(axis: Axis) -> None:
    assert tables.delete_line(letter("a"), AT, axis, 0).body == ()


def test_merged_cells_grow_and_shrink_with_what_runs_through_them() -> None:
    merged = tables.merge_cells(letter("a b", "c d", "e f"), AT, Area(0, 0, 1, 0))
    assert shown(merged) == [["a c", "b"], ["d"], ["e", "f"]]
    longer = tables.insert_line(merged, AT, "row", 1)
    assert only(longer).rows[0].cells[0].rowspan == 3
    assert shown(longer) == [["a c", "b"], [""], ["d"], ["e", "f"]]
    assert only(tables.delete_line(merged, AT, "row", 0)).rows[0].cells[0].rowspan == 1
    flat = tables.merge_cells(letter("a b", "c d"), AT, Area(0, 0, 0, 1))
    wider = tables.insert_line(flat, AT, "column", 1)
    assert only(wider).rows[0].cells[0].colspan == 3
    assert shown(wider) == [["a b"], ["c", "", "d"]]


def test_a_merge_grows_over_cells_that_reach_out_of_it() -> None:
    first = tables.merge_cells(letter("a b c", "d e f"), AT, Area(0, 1, 1, 1))
    assert shown(tables.merge_cells(first, AT, Area(0, 0, 0, 1))) == [["a b e d", "c"], ["f"]]


def test_one_cell_alone_is_not_merged() -> None:
    old = letter("a b")
    assert tables.merge_cells(old, AT, Area(0, 0, 0, 0)) is old


def test_empty_cells_merge_into_one_empty_paragraph() -> None:
    old = Letter(body=(tables.new_table(2, 2),))
    assert only(tables.merge_cells(old, AT, Area(0, 0, 1, 1))).rows[0].cells[0].blocks == (Paragraph(),)


def test_splitting_undoes_merging_but_keeps_the_words_together() -> None:
    merged = tables.merge_cells(letter("a b", "c d"), AT, Area(0, 0, 1, 1))
    assert shown(tables.split_cell(merged, AT, 1, 1)) == [["a b c d", ""], ["", ""]]
    other = letter("a b")
    assert tables.split_cell(other, AT, 0, 0) == other


def test_widths_and_header_rows_are_set_within_reason() -> None:
    old = letter("a b", "c d")
    assert only(tables.set_widths(old, AT, [3, 1])).widths == (3, 1)
    assert only(tables.set_header_rows(old, AT, 9)).header_rows == 1
    assert only(tables.set_header_rows(old, AT, -1)).header_rows == 0


def test_a_grid_pasted_into_the_text_is_a_table() -> None:
    new = tables.paste_grid(Letter(body=(Paragraph(),)), AT, [["a", "b"], ["c"]])
    assert shown(new) == [["a", "b"], ["c", ""]]
    assert only(new).header_rows == 1
    assert only(tables.paste_grid(Letter(), AT, [["a"]])).header_rows == 0
    assert tables.paste_grid(new, AT, []) is new
    assert tables.paste_grid(new, AT, [[]]) is new


def test_a_grid_pasted_into_a_cell_fills_from_there_and_the_table_grows() -> None:
    at = TextPosition(0, 0, Text(cell=(0, 1, 1)))
    new = tables.paste_grid(letter("a b", "c d"), at, [["x", "y"], ["z", ""]])
    assert shown(new) == [["a", "b", ""], ["c", "x", "y"], ["", "z", ""]]


def test_a_huge_paste_stops_at_what_word_can_hold() -> None:
    new = tables.paste_grid(Letter(), AT, [["x"] * 500])
    assert len(only(new).rows[0].cells) == tables.MOST_COLUMNS


def test_only_a_table_can_be_changed_as_one() -> None:
    with pytest.raises(TypeError):
        tables.insert_line(Letter(body=(Paragraph(),)), AT, "row", 0)


def test_a_table_that_lacks_cells_is_made_whole() -> None:
    assert shown(tables.insert_line(letter("a b", "c"), AT, "row", 0)) == [["", ""], ["a", "b"], ["c", ""]]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "merge", "split"]),
        st.booleans(),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=8,
)


@given(CHANGES)
def test_whatever_is_done_the_grid_stays_whole(changes: list[tuple[str, bool, int, int]]) -> None:
    now = letter("a b c", "d e f", "g h i")
    for kind, by_row, first, second in changes:
        if not now.body:
            break
        _, rows, columns = tables.spots_of(only(now))
        axis: Axis = "row" if by_row else "column"
        size = rows if by_row else columns
        before = set("".join(" ".join(line) for line in shown(now)).split())
        if kind == "insert":
            now = tables.insert_line(now, AT, axis, first % (size + 1))
        elif kind == "delete":
            now = tables.delete_line(now, AT, axis, first % size)
        elif kind == "merge":
            area = Area(first % rows, second % columns, rows - 1, columns - 1)
            now = tables.merge_cells(now, AT, area)
        else:
            now = tables.split_cell(now, AT, first % rows, second % columns)
        if now.body and kind != "delete":
            assert set("".join("".join(line) for line in shown(now)).replace(" ", "")) == set("".join(before))
