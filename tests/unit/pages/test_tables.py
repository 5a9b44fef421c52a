"""Tables: widths, heights, merged cells, rows that break over pages, nested tables."""

from __future__ import annotations

from typing import Any

import pytest

from app.base.units import Twip
from app.document.formats import Border, Borders
from app.document.places import Margins, Width
from app.pages.model import BoxKind, RuleKind
from tests.support.laid_out import (
    GRID,
    LINE,
    cell,
    line,
    lines_of_text,
    only,
    page,
    pages_of,
    para,
    row,
    table,
    texts,
    width,
)  # fmt: skip

N_HALF = "n" * 10  # fills a cell of 1200


def test_cells_stand_side_by_side_and_rows_below_each_other() -> None:
    made = pages_of(table(row(cell(para("a")), cell(para("b"))), row(cell(para("c")), cell(para("d")))))
    assert [(one.text, one.x, one.y, one.cell) for one in only(made).lines] == [
        ("a", 0, 0, (0, 0)), ("b", 1200, 0, (0, 1)), ("c", 0, LINE, (1, 0)), ("d", 1200, LINE, (1, 1)),
    ]  # fmt: skip


def test_the_grid_decides_else_the_cells_and_the_wanted_width_stretches_all() -> None:
    cells = cell(para("a"), width=width(400)), cell(para("b"), width=width(800))
    assert line(pages_of(table(row(*cells))), "b").x == 1200
    assert line(pages_of(table(row(*cells), grid=())), "b").x == 400
    assert line(pages_of(table(row(*cells), width=width(1200))), "b").x == 600
    stretched = table(row(cell(para("a")), cell(para("b"))), grid=(300, 300), fixed=False,
                      width=Width("percent", 5000))  # fmt: skip
    assert line(pages_of(stretched), "b").x == 1200
    without = table(row(cell(para("a")), cell(para("b"))), grid=())
    assert line(pages_of(without), "b").x == 1200


@pytest.mark.parametrize(("alignment", "x"), [("left", 100), ("center", 600), ("right", 1200)])
def test_a_table_stands_by_its_alignment_or_indent(alignment: str, x: float) -> None:
    made = pages_of(table(row(cell(para("a"))), grid=(1200,), alignment=alignment, indent=Twip(100)))
    assert line(made, "a").x == x


@pytest.mark.parametrize(("mode", "x"), [(14, 0), (15, 108)])
def test_up_to_mode_14_the_text_stands_at_the_indent_later_the_edge(mode: int, x: float) -> None:
    padded = cell(para("a"), margins=Margins(left=Twip(108), right=Twip(108)))
    assert line(pages_of(table(row(padded), grid=(1200,)), mode=mode), "a").x == x


def test_nested_tables_are_not_moved_and_their_last_empty_paragraph_takes_no_room() -> None:
    padded: dict[str, Any] = {"margins": Margins(left=Twip(108))}
    inner = table(row(cell(para("i"), **padded)), grid=(600,))
    made = pages_of(table(row(cell(inner, para(), **padded)), grid=(1200,)), para("n"))
    assert line(made, "i").x == 108
    assert line(made, "n").y == LINE
    assert texts(made) == [["i", "n"]]


@pytest.mark.parametrize(
    ("rule", "height", "found"), [("exact", 100, 100), ("atLeast", 100, LINE), ("atLeast", 900, 900)]
)
def test_row_heights(rule: str, height: int, found: float) -> None:
    made = pages_of(
        table(row(cell(para("a")), height=Twip(height), height_rule=rule), grid=(1200,)), para("n")
    )
    assert line(made, "n").y == found


def test_margins_and_borders_add_to_the_height() -> None:
    look: dict[str, Any] = {"margins": Margins(top=Twip(30), bottom=Twip(40)), "borders": GRID}
    made = pages_of(
        table(row(cell(para("a"), **look)), row(cell(para("b"), **look)), grid=(1200,)), para("n")
    )
    assert line(made, "a").y == 40  # border 10 and margin 30
    assert line(made, "b").y == 40 + LINE + 40 + 40
    assert line(made, "n").y == 2 * (LINE + 80) + 10  # and the border below the last row
    rules = [one for one in only(made).rules if one.kind is RuleKind.CELL]
    assert len(rules) == len(set(rules)) == 7  # the edge between the rows once


def test_borders_that_say_none_are_not_drawn() -> None:
    nothing = Border("none", 4)
    made = pages_of(table(row(cell(para("a"), borders=Borders(top=nothing))), grid=(1200,)))
    assert only(made).rules == []
    assert line(made, "a").y == 0


@pytest.mark.parametrize(("align", "y"), [("top", 0), ("center", 362), ("bottom", 724)])
def test_cells_align_their_text_down(align: str, y: float) -> None:
    low = cell(para("a"), vertical_align=align)
    made = pages_of(table(row(low, height=Twip(1000), height_rule="exact"), grid=(1200,)))
    assert line(made, "a").y == y


def test_shading_fills_the_cell() -> None:
    made = only(pages_of(table(row(cell(para("a"), shading="FFFF00")), grid=(1200,))))
    box = made.boxes[0]
    assert (box.kind, box.fill, box.width, box.height) == (BoxKind.SHADING, "FFFF00", 1200, LINE)


def test_a_cell_over_two_rows_makes_the_second_one_high_enough() -> None:
    tall = cell(*[para("t")] * 3, row_span=2)
    made = pages_of(table(row(tall, cell(para("a"))), row(cell(para("b"), column=1))), para("n"))
    assert line(made, "b").y == LINE
    assert line(made, "n").y == 3 * LINE


def test_a_cell_over_two_columns_is_as_wide_as_both() -> None:
    made = pages_of(table(row(cell(para("n" * 19), column_span=2)), row(cell(para("a")), cell(para("b")))))
    assert texts(made) == [["n" * 19, "a", "b"]]


def test_rows_divide_between_pages_unless_they_may_not() -> None:
    tall = cell(*[para("t")] * 4)
    free = pages_of(*[para("n")] * 8, table(row(tall, cell(para("a")))))
    assert [len(one) for one in texts(free)] == [11, 2]
    whole = pages_of(*[para("n")] * 8, table(row(tall, cell(para("a")), cant_split=True)))
    assert [len(one) for one in texts(whole)] == [8, 5]
    exact = pages_of(*[para("n")] * 8, table(row(tall, height=Twip(1100), height_rule="exact"), grid=(1200,)))
    assert [len(one) for one in texts(exact)] == [8, 4]


def test_a_row_does_not_divide_where_a_cell_could_show_nothing_of_its_text() -> None:
    big = cell(para("b", line=900, line_rule="exact"))
    made = pages_of(*[para("n")] * 8, table(row(cell(*[para("t")] * 4), big)))
    assert [len(one) for one in texts(made)] == [8, 5]


def test_a_divided_row_keeps_lines_that_belong_together() -> None:
    kept = cell(para("t"), para(lines_of_text(2), keep_lines=True), para("t"))
    made = pages_of(*[para("n")] * 8, table(row(kept), grid=(2400,)))
    assert texts(made)[1] == ["n" * 19, "n" * 19, "t"]


def test_header_rows_are_repeated_on_every_page() -> None:
    rows = [row(cell(para("h")), header=True)] + [row(cell(para(f"r{at}"))) for at in range(12)]
    made = texts(pages_of(table(*rows, grid=(1200,))))
    assert [one[0] for one in made] == ["h", "h"]
    assert made[1][1] == "r9"


def test_a_row_is_kept_with_the_next_when_all_its_cells_ask_for_it() -> None:
    kept = row(cell(para("a", keep_next=True)), cell(para("b", keep_next=True)))
    made = pages_of(*[para("n")] * 9, table(kept, row(cell(para("c")), cell(para("d")))))
    assert texts(made)[1] == ["a", "b", "c", "d"]


def test_a_table_after_a_heading_stays_with_it() -> None:
    made = pages_of(*[para("n")] * 9, para("h", keep_next=True), table(row(cell(para("a"))), grid=(1200,)))
    assert texts(made)[1] == ["h", "a"]


def test_hidden_rows_and_empty_tables_leave_nothing() -> None:
    made = pages_of(
        table(row(cell(para("a")), hidden=True), row(cell(para("b"))), grid=(1200,)), table(grid=())
    )
    assert texts(made) == [["b"]]


def test_turned_text_is_named_as_approximate() -> None:
    made = pages_of(table(row(cell(para("a"), text_direction="btLr")), grid=(1200,)))
    assert made.approximate == ("pages.turned_text",)


def test_a_table_in_columns_of_a_wider_page_follows_the_text() -> None:
    made = pages_of(para("n"), table(row(cell(para("a"))), grid=(1200,)), setup=page(margin=200, height=4000))
    assert (line(made, "a").x, line(made, "a").y) == (200, 200 + LINE)
