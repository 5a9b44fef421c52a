"""Which words stand on a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.base.units import Twip
from app.document.content import Break, Inline, NoBreakHyphen, SoftHyphen, Tab, Text
from app.document.formats import TabStop, interned_run
from app.pages import lay_out
from app.pages.model import FragmentKind
from tests.support.laid_out import PLAIN, document, line, only, page, pages_of, para, texts

N20 = "n" * 20


def test_a_line_takes_words_as_long_as_they_fit_and_spaces_hang() -> None:
    # 4 x 120 + 60 ... : "nnnn nnnn nnnn nnnn" is 2100 wide, one more word would end at 2640.
    assert texts(pages_of(para("nnnn nnnn nnnn nnnn   nnnn"))) == [["nnnn nnnn nnnn nnnn", "nnnn"]]


def test_a_word_that_fills_the_line_to_the_twip_stays() -> None:
    assert texts(pages_of(para("n" * 9 + " nnn " + "n" * 7))) == [["nnnnnnnnn nnn nnnnnnn"]]


@pytest.mark.parametrize("mark", ["-", "\u2013", "|", "?", "!", "\u2026"])
def test_a_line_may_end_after(mark: str) -> None:
    assert texts(pages_of(para(f"nnnnnnnn nnnn{mark}nnnnnnnn"))) == [[f"nnnnnnnn nnnn{mark}", "nnnnnnnn"]]


@pytest.mark.parametrize("mark", ["/", ".", ",", ")", "\u00a0", "\u2011", "&"])
def test_a_line_does_not_end_after(mark: str) -> None:
    assert texts(pages_of(para(f"nnnnnnnn nnnn{mark}nnnnnnnn")))[0][0] == "nnnnnnnn"


def test_a_hyphen_stays_with_the_closing_mark_after_it() -> None:
    assert texts(pages_of(para("nnnnnnnn nnnnnnn-, nnnn")))[0] == ["nnnnnnnn nnnnnnn-,", "nnnn"]
    split = (Text("nnnnnnnnn nnnnnnnnn-", PLAIN), Text(",n", PLAIN))
    assert texts(pages_of(para(split)))[0] == ["nnnnnnnnn", "nnnnnnnnn-,n"]


def test_a_word_longer_than_the_line_is_cut_between_letters() -> None:
    assert texts(pages_of(para("n" * 45))) == [[N20, N20, "nnnnn"]]


def test_a_long_address_is_cut_after_a_slash() -> None:
    assert texts(pages_of(para("nnnn/nnnnnnnnnnnnnnnnnnnnnnn")))[0][0] == "nnnn/"


def test_a_word_of_two_formats_is_not_divided_where_they_meet() -> None:
    bold = interned_run(replace(PLAIN, bold=True))
    content = (Text("nnnnnnnnnn nnnn", PLAIN), Text("nnnnnnnn", bold))
    assert texts(pages_of(para(content)))[0][0] == "nnnnnnnnnn"


def test_a_line_break_ends_the_line_and_a_soft_hyphen_is_seen_only_at_the_end() -> None:
    content = (Text("nn", PLAIN), Break("line", PLAIN), Text("nnnnnnnnnnnn", PLAIN), SoftHyphen(PLAIN),
               Text("nnnnnnnnn", PLAIN))  # fmt: skip
    assert texts(pages_of(para(content))) == [["nn", "nnnnnnnnnnnn-", "nnnnnnnnn"]]
    assert texts(pages_of(para("nn\u00adnn"))) == [["nnnn"]]


def test_a_no_break_hyphen_holds_its_word_together() -> None:
    content = (Text("nnnnnnnnnnnn nnnn", PLAIN), NoBreakHyphen(PLAIN), Text("nnnnnn", PLAIN))
    assert texts(pages_of(para(content)))[0][1] == "nnnn-nnnnnn"


def tab_line(text: str, stops: tuple[TabStop, ...], before: str = "") -> tuple[float, float]:
    """Where the text after a tab starts and ends."""
    content: tuple[Inline, ...] = (Tab(PLAIN), Text(text, PLAIN))
    if before:
        content = (Text(before, PLAIN), *content)
    found = only(pages_of(para(content, tabs=stops))).lines[0]
    last = found.fragments[-1]
    return found.x + last.x, found.x + last.x + last.width


def test_a_tab_goes_to_the_next_stop_of_each_kind() -> None:
    assert tab_line("nn", (TabStop(Twip(1000)),)) == (1000, 1240)
    assert tab_line("nn", (TabStop(Twip(1000), "center"),)) == (880, 1120)
    assert tab_line("nn", (TabStop(Twip(1000), "right"),)) == (760, 1000)
    start, _ = tab_line("nn,n", (TabStop(Twip(1000), "decimal"),))
    assert start == 760
    assert tab_line("nn", (TabStop(Twip(500)), TabStop(Twip(1000))), "nnnnn") == (1000, 1240)


def test_a_tab_without_stops_goes_to_a_multiple_of_the_default_distance() -> None:
    assert tab_line("n", ()) == (720, 840)
    assert tab_line("n", (), "nnnnnn") == (1440, 1560)


def test_a_tab_in_a_hanging_first_line_stops_at_the_indent() -> None:
    content = (Text("-", PLAIN), Tab(PLAIN), Text("nn", PLAIN))
    found = only(pages_of(para(content, indent_left=500, first_line=-500))).lines[0]
    assert found.fragments[-1].x == 500


def test_a_tab_with_a_leader_is_painted_as_dots() -> None:
    content = (Tab(PLAIN), Text("n", PLAIN))
    found = only(pages_of(para(content, tabs=(TabStop(Twip(1200), "left", "dot"),)))).lines[0]
    assert found.fragments[0].kind is FragmentKind.TAB
    assert found.fragments[0].text == "." * 20
    assert found.text == "\tn"


def test_a_tab_past_the_right_edge_starts_a_new_line() -> None:
    content = (Text("n" * 19, PLAIN), Tab(PLAIN), Text("nn", PLAIN))
    assert texts(pages_of(para(content))) == [["n" * 19, "\tnn"]]


def test_an_absolute_tab_ignores_the_stops() -> None:
    for absolute, start in (("right", 2280), ("center", 1140), ("left", 0)):
        content = (Tab(PLAIN, absolute), Text("n", PLAIN))
        found = only(pages_of(para(content, tabs=(TabStop(Twip(300)),)))).lines[0]
        assert found.fragments[-1].x == start


SQUEEZED = "nnnn nnnn nnnn nnnn nnn nnnn"  # five words end at 2520: 120 too far for the spaces 4 x 60


def test_mode_14_never_squeezes() -> None:
    assert texts(pages_of(para(SQUEEZED, alignment="justify")))[0][0] == "nnnn nnnn nnnn nnnn"


def test_mode_15_takes_one_word_more_when_spaces_stay_wider_than_three_quarters() -> None:
    setup = page(width=2475)
    found = only(pages_of(para(SQUEEZED, alignment="justify"), mode=15, setup=setup)).lines[0]
    assert found.text == "nnnn nnnn nnnn nnnn nnn"
    assert found.fragments[0].space == pytest.approx(-45 / 4)
    assert found.width == pytest.approx(2475)
    narrower = page(width=2455)
    assert only(pages_of(para(SQUEEZED, alignment="justify"), mode=15, setup=narrower)).lines[0].text == (
        "nnnn nnnn nnnn nnnn"
    )


def test_mode_15_squeezes_neither_left_aligned_lines_nor_lines_with_a_tab() -> None:
    setup = page(width=2475)
    assert only(pages_of(para(SQUEEZED), mode=15, setup=setup)).lines[0].text == "nnnn nnnn nnnn nnnn"
    tabbed = para((Tab(PLAIN), Text("nnnn nnnn nnnn nnnn", PLAIN)), alignment="justify")
    made = only(pages_of(tabbed, mode=15, setup=page(width=2730)))
    assert made.lines[0].text == "\tnnnn nnnn nnnn"


def test_breaking_the_same_document_twice_gives_the_same_lines() -> None:
    doc = document(para("n" * 45 + " nnnn"))
    assert texts(lay_out(doc)) == texts(lay_out(doc))


def test_decomposed_letters_are_measured_as_composed_ones() -> None:
    made = only(pages_of(para("a\u0302n"), para("\u00e2n"))).lines
    assert made[0].text == made[1].text == line(pages_of(para("\u00e2n")), "\u00e2n").text
    assert made[0].width == made[1].width
