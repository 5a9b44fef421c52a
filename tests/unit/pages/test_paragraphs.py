"""Where lines stand in a paragraph: alignment, justification, heights, formats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.document.content import Break, Field, Label, Tab, Text
from app.document.formats import Border, Borders, interned_run
from app.pages.model import BoxKind, FragmentKind, RuleKind
from tests.support.laid_out import ASCENT, LINE, PLAIN, drawing, line, only, pages_of, para, shape

TWO_LINES = "nnnn nnnn nnnn nnnn nnnn"


@pytest.mark.parametrize(("alignment", "x"), [("left", 0), ("center", 1140), ("right", 2280), ("justify", 0)])
def test_a_short_line_stands_by_its_alignment(alignment: str, x: float) -> None:
    assert only(pages_of(para("n", alignment=alignment))).lines[0].x == x


def test_indents_move_and_narrow_the_lines() -> None:
    made = only(pages_of(para(TWO_LINES, indent_left=300, indent_right=200, first_line=240))).lines
    assert [one.x for one in made] == [540, 300]
    assert made[0].text == "nnnn nnnn nnnn"


def test_justification_widens_the_spaces_but_not_of_the_last_line() -> None:
    made = only(pages_of(para(TWO_LINES, alignment="justify"))).lines
    assert made[0].fragments[0].space == pytest.approx(100)
    assert made[0].width == pytest.approx(2400)
    assert made[1].fragments[0].space == 0


def test_distributed_lines_are_wide_to_the_last() -> None:
    made = only(pages_of(para("nn nn", alignment="distribute"))).lines
    assert made[0].width == pytest.approx(2400)


def test_leading_spaces_and_spaces_before_a_tab_stay_as_they_are() -> None:
    made = only(pages_of(para("   nnnn nnnn nnnn nnnn nnnn", alignment="justify"))).lines[0]
    assert [fragment.space for fragment in made.fragments] == [0, pytest.approx(40)]
    tabbed = para((Text("n n", PLAIN), Tab(PLAIN), Text("nnnn nnnn nnnn nnnn", PLAIN)), alignment="justify")
    fragments = only(pages_of(tabbed)).lines[0].fragments
    assert fragments[0].space == 0
    assert fragments[-1].space > 0


def test_no_break_spaces_keep_their_width() -> None:
    made = only(pages_of(para("nnnn\u00a0nnnn nnnn nnnn nnnn", alignment="justify"))).lines[0]
    assert made.fragments[0].space == pytest.approx(150)


def test_a_line_ended_by_a_break_is_stretched_unless_the_file_says_no() -> None:
    content = (Text("nn nn", PLAIN), Break("line", PLAIN), Text("n", PLAIN))
    stretched = only(pages_of(para(content, alignment="justify"))).lines[0]
    kept = pages_of(para(content, alignment="justify"), compatibility=frozenset(["doNotExpandShiftReturn"]))
    assert stretched.width == pytest.approx(2400)
    assert only(kept).lines[0].width == pytest.approx(540)


@pytest.mark.parametrize(
    ("rule", "value", "height", "ascent"),
    [
        ("auto", 240, LINE, ASCENT),
        ("auto", 276, 317, ASCENT),  # 276 x 1.15 = 317.4
        ("auto", 480, 552, ASCENT),
        ("auto", 192, 220, 176),  # below one: 220.8, the baseline at four fifths
        ("exact", 360, 360, 288),
        ("atLeast", 360, 360, ASCENT + 84),
        ("atLeast", 200, LINE, ASCENT),
    ],
)
def test_line_heights_by_rule(rule: str, value: int, height: float, ascent: float) -> None:
    made = only(pages_of(para("n", line_rule=rule, line=value))).lines[0]
    assert made.height == height
    assert made.ascent == pytest.approx(ascent)


@pytest.mark.parametrize(("half_points", "height"), [(22, 253), (26, 299), (28, 322), (23, 265)])
def test_single_lines_are_whole_twips_high(half_points: int, height: float) -> None:
    run = interned_run(replace(PLAIN, half_points=half_points))
    assert only(pages_of(para("n", run))).lines[0].height == height


def test_the_largest_letters_decide_and_an_empty_line_is_as_high_as_its_mark() -> None:
    big = interned_run(replace(PLAIN, half_points=40))
    mixed = only(pages_of(para((Text("n", PLAIN), Text("n", big))))).lines[0]
    empty = only(pages_of(para("", big))).lines[0]
    assert mixed.height == empty.height == 460
    assert empty.text == ""


def test_raised_letters_make_the_line_higher_and_superscripts_do_not() -> None:
    raised = interned_run(replace(PLAIN, raised=12))
    above = interned_run(replace(PLAIN, vertical_align="superscript"))
    below = interned_run(replace(PLAIN, vertical_align="subscript"))
    assert only(pages_of(para((Text("n", PLAIN), Text("n", raised))))).lines[0].height == LINE + 120
    made = only(pages_of(para((Text("n", PLAIN), Text("n", above), Text("n", below))))).lines[0]
    assert made.height == LINE
    assert made.sizes == pytest.approx((12, 7.8))
    assert made.fragments[1].raised > 0 > made.fragments[2].raised


def test_spacing_and_scale_change_widths() -> None:
    wide = interned_run(replace(PLAIN, spacing=type(PLAIN.spacing)(10)))
    narrow = interned_run(replace(PLAIN, scale=50))
    assert only(pages_of(para("nn", wide))).lines[0].width == 260
    assert only(pages_of(para("nn", narrow))).lines[0].width == 120


def test_capitals_are_measured_and_given_as_capitals() -> None:
    caps = interned_run(replace(PLAIN, caps=True))
    small = interned_run(replace(PLAIN, small_caps=True))
    assert only(pages_of(para("n\u00e2", caps))).lines[0].text == "N\u00c2"
    made = only(pages_of(para("Nn n", small))).lines[0]
    assert made.text == "NN N"
    assert [fragment.size for fragment in made.fragments if fragment.text.strip()][:2] == [12, 9.5]


def test_hidden_text_takes_no_room() -> None:
    hidden = interned_run(replace(PLAIN, hidden=True))
    assert only(pages_of(para((Text("nnn", hidden), Text("n", PLAIN))))).lines[0].width == 120


def test_a_label_stands_before_its_paragraph_and_is_no_text_of_it() -> None:
    label = Label("1.", PLAIN)
    made = only(pages_of(para("nn", label=label, indent_left=400, first_line=-400))).lines[0]
    assert (made.x, made.fragments[0].kind, made.fragments[-1].x) == (0, FragmentKind.LABEL, 400)
    assert (made.origin.start, made.origin.end) == (0, 2)
    spaced = only(pages_of(para("nn", label=replace(label, suffix="space")))).lines[0]
    assert spaced.text == "1. nn"
    bare = only(pages_of(para("nn", label=replace(label, suffix="nothing")))).lines[0]
    assert bare.text == "1.nn"


def test_lines_know_their_characters() -> None:
    made = only(pages_of(para(TWO_LINES))).lines
    assert [(one.origin.start, one.origin.end) for one in made] == [(0, 20), (20, 24)]


def test_fields_show_the_number_of_their_page() -> None:
    number = Field("PAGE", "PAGE", (Text("99", PLAIN),), PLAIN)
    total = Field("NUMPAGES", "NUMPAGES", (), PLAIN)
    made = only(pages_of(para((number, Text("/", PLAIN), total)))).lines[0]
    assert made.text == "1/1"


def test_a_picture_in_the_line_stands_on_the_baseline() -> None:
    inline = drawing(shape("picture", 500, 600))
    page = only(pages_of(para((Text("nn", PLAIN), inline, Text("n", PLAIN)))))
    assert page.lines[0].ascent == 600
    picture = page.pictures[0]
    assert (picture.x, picture.y, picture.width, picture.height) == (240, 0, 500, 600)
    assert page.lines[0].width == 860


def test_a_line_may_end_before_a_picture() -> None:
    inline = drawing(shape("picture", 1500, 300))
    made = only(pages_of(para((Text("nnnnnnnnnnnn", PLAIN), inline)))).lines
    assert [one.width for one in made] == [1440, 1500]


def test_equal_neighbours_share_a_frame_of_borders() -> None:
    edge = Border("single", 8, 1)
    form: dict[str, Any] = {"borders": Borders(edge, edge, edge, edge), "shading": "FFFF00"}
    page = only(pages_of(para("n", **form), para("nn", **form), para("nnn")))
    assert len([one for one in page.rules if one.kind is RuleKind.BORDER]) == 4
    assert [one.kind for one in page.boxes] == [BoxKind.SHADING]
    # 20 twips of line and 20 of gap above and below.
    assert line(pages_of(para("n", **form), para("nn", **form)), "nn").y == 40 + LINE
    assert page.lines[2].y == 80 + 2 * LINE


def test_an_unknown_font_is_named() -> None:
    strange = interned_run(replace(PLAIN, font="Comic Sans MS"))
    assert pages_of(para("n", strange)).approximate == ("pages.unknown_font",)
