"""Where pages end: what keeps together, what a break asks for, spacing at the top of pages."""

from __future__ import annotations

from typing import Any

import pytest

from app.base.units import Twip
from app.document.content import Break, Text
from app.document.places import TablePosition
from tests.support.laid_out import (
    LINE,
    PLAIN,
    cell,
    drawing,
    line,
    lines_of_text,
    page,
    pages_of,
    para,
    placed,
    row,
    shape,
    table,
    texts,
)  # fmt: skip


def counts(*blocks: object, **options: object) -> list[int]:
    """Lines on every page."""
    return [len(one) for one in texts(pages_of(*blocks, **options))]  # type: ignore[arg-type]


def test_ten_lines_fill_the_page() -> None:
    assert counts(*[para("n")] * 23) == [10, 10, 3]


def test_widow_control_leaves_two_lines_on_either_side() -> None:
    assert counts(*[para("n")] * 9, para(lines_of_text(4))) == [9, 4]
    assert counts(*[para("n")] * 7, para(lines_of_text(4))) == [9, 2]
    assert counts(*[para("n")] * 8, para(lines_of_text(3))) == [8, 3]
    assert counts(*[para("n")] * 8, para(lines_of_text(3), widow_control=False)) == [10, 1]


def test_keep_lines_and_keep_next_hold_together() -> None:
    assert counts(*[para("n")] * 7, para(lines_of_text(5), keep_lines=True)) == [7, 5]
    heading = para("n", keep_next=True)
    assert counts(*[para("n")] * 8, heading, heading, para("n")) == [8, 3]


def test_a_chain_longer_than_a_page_is_cut_where_the_page_is_full() -> None:
    assert counts(*[para("n", keep_next=True)] * 14) == [10, 4]
    assert counts(para(lines_of_text(14), keep_lines=True)) == [10, 4]


def test_breaks_in_and_before_paragraphs_start_pages() -> None:
    assert counts(para("n"), para("n", page_break_before=True)) == [1, 1]
    inside = para((Text("n", PLAIN), Break("page", PLAIN), Text("nn", PLAIN)))
    assert texts(pages_of(inside)) == [["n"], ["nn"]]
    after = para((Text("n", PLAIN), Break("page", PLAIN)))
    assert texts(pages_of(after, para("nn"))) == [["n"], ["nn"]]
    column = para((Break("column", PLAIN), Text("nn", PLAIN)))
    assert texts(pages_of(para("n"), column)) == [["n"], ["nn"]]


def test_a_paragraph_that_begins_with_a_page_break_keeps_its_first_line_indent() -> None:
    made = pages_of(para("n"), para((Break("page", PLAIN), Text("nn", PLAIN)), first_line=300))
    found = line(made, "nn")
    assert (made.pages.index(made.pages[1]), found.x, found.origin.start) == (1, 300, 1)


def test_between_paragraphs_the_larger_space_counts_or_both_where_the_file_says_so() -> None:
    blocks = para("n", space_after=100), para("nn", space_before=160)
    assert line(pages_of(*blocks), "nn").y == LINE + 160
    summed = pages_of(*blocks, compatibility=frozenset(["doNotUseHTMLParagraphAutoSpacing"]))
    assert line(summed, "nn").y == LINE + 260


def test_contextual_spacing_counts_only_between_different_styles() -> None:
    form: dict[str, Any] = {"space_after": 100, "space_before": 60, "contextual_spacing": True}
    same = pages_of(para("n", style="A", **form), para("nn", style="A", **form))
    other = pages_of(para("n", style="A", **form), para("nn", style="B", **form))
    assert line(same, "nn").y - line(same, "n").y == LINE
    assert line(other, "nn").y - line(other, "n").y == LINE + 100


def test_automatic_spacing_is_14_pt_but_none_at_the_start_of_the_text() -> None:
    form: dict[str, Any] = {"before_auto": True, "after_auto": True}
    made = pages_of(para("n", **form), para("nn", **form))
    assert (line(made, "n").y, line(made, "nn").y) == (0, LINE + 280)


def test_space_before_is_kept_on_page_1_and_after_a_break_and_dropped_elsewhere() -> None:
    made = pages_of(
        para("n", space_before=200), *[para("")] * 8, para("nn", space_before=200),
        para("nnn", space_before=200, page_break_before=True),
    )  # fmt: skip
    assert [line(made, text).y for text in ("n", "nn", "nnn")] == [200, 0, 200]


def test_what_a_multiple_adds_below_the_last_line_may_hang_below_the_page() -> None:
    # Nine lines and one of 1.5: the tenth is 414 high, of which only 276 must fit.
    assert counts(*[para("n")] * 9, para("n", line=360)) == [10]
    assert counts(*[para("n")] * 9, para("n", line=280, line_rule="exact")) == [9, 1]


def test_text_flows_below_a_drawing_that_stands_alone_and_beside_a_square_one() -> None:
    above = placed(0, 0, wrap="topAndBottom")
    made = pages_of(para((drawing(shape(height=500), place=above), Text("nn", PLAIN))))
    assert line(made, "nn").y == 500
    beside = placed(0, 0, wrap="square", distance_right=placed(100).horizontal.offset)
    wide = page(width=4800)
    made = pages_of(
        para((drawing(shape(width=1000, height=300), place=beside), Text("nn " * 40, PLAIN))), setup=wide
    )
    assert [one.x for one in made.pages[0].lines][:3] == [1100, 1100, 0]
    assert "pages.wrapped_drawing" in made.approximate


def test_lines_set_around_a_drawing_are_set_anew_on_the_next_page() -> None:
    beside = placed(0, 0, wrap="square")
    wide = page(width=4800)
    text = para((drawing(shape(width=1000, height=5000), place=beside), Text("nnnn " * 80, PLAIN)))
    made = pages_of(text, setup=wide)
    assert {one.x for one in made.pages[0].lines} == {1000}
    assert {one.x for one in made.pages[1].lines} == {0}


def test_a_floating_table_stands_at_its_place_and_text_below_it() -> None:
    floating = table(
        row(cell(para("t")), height=Twip(600), height_rule="exact"), grid=(2400,),
        position=TablePosition(vertical_anchor="text", horizontal_anchor="margin", x_align="center"),
    )  # fmt: skip
    made = pages_of(para("n"), floating, para("nn"))
    assert (line(made, "t").y, line(made, "nn").y) == (LINE, LINE + 600)
    assert "pages.floating_table" in made.approximate


@pytest.mark.parametrize(
    ("align", "x"), [("left", 0), ("right", 1200), ("inside", 0), ("outside", 1200), (None, 40)]
)
def test_floating_tables_align_across_the_page(align: str | None, x: float) -> None:
    at = TablePosition(
        vertical_anchor="page", horizontal_anchor="page", x=Twip(40), y=Twip(500), x_align=align
    )
    floating = table(row(cell(para("t"))), grid=(1200,), position=at)
    found = line(pages_of(floating, para("n")), "t")
    assert (found.x, found.y) == (x, 500)


def test_a_page_that_cannot_hold_a_line_holds_it_all_the_same() -> None:
    assert counts(para("n", line=4000, line_rule="exact"), para("n")) == [1, 1]
