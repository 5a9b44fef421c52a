"""Where drawings stand, and what is drawn of them."""

from __future__ import annotations

import pytest

from app.document.content import Text
from app.document.places import AxisPlace, Placement, Stroke
from app.pages.model import Area, BoxKind, Page, RuleKind
from tests.support.laid_out import (
    LINE,
    PLAIN,
    cell,
    drawing,
    only,
    page,
    pages_of,
    para,
    placed,
    row,
    shape,
    table,
    twips,
)

SETUP = page(width=4400, height=4760, margin=1000)
RED = Stroke(twips(10), "FF0000")


def drawn(place: Placement | None, **more: object) -> Page:
    """A page of 4400 x 4760 with margins of 1000 and a 600 x 300 box anchored in its second line."""
    anchored = para((Text("nn", PLAIN), drawing(shape(stroke=RED, **more), place=place)))  # type: ignore[arg-type]
    return only(pages_of(para("n"), anchored, setup=SETUP))


def aligned(across: tuple[str, str], down: tuple[str, str]) -> Placement:
    """A place by alignments."""
    return Placement(AxisPlace(*across), AxisPlace(*down))


@pytest.mark.parametrize(
    ("relative_to", "align", "x"),
    [
        ("page", "left", 0), ("page", "center", 1900), ("page", "right", 3800), ("margin", "center", 1900),
        ("margin", "outside", 2800), ("column", "inside", 1000), ("leftMargin", "right", 400),
        ("rightMargin", "left", 3400), ("character", "left", 1240),
    ],
)  # fmt: skip
def test_places_across(relative_to: str, align: str, x: float) -> None:
    box = drawn(aligned((relative_to, align), ("paragraph", "top"))).boxes[0]
    assert (box.x, box.y) == (x, 1000 + LINE)


@pytest.mark.parametrize(
    ("relative_to", "align", "y"),
    [
        ("page", "top", 0), ("page", "bottom", 4460), ("margin", "center", 2230),
        ("line", "top", 1000 + LINE),
        ("topMargin", "bottom", 700), ("bottomMargin", "top", 3760),
    ],
)  # fmt: skip
def test_places_down(relative_to: str, align: str, y: float) -> None:
    assert drawn(aligned(("page", "left"), (relative_to, align))).boxes[0].y == y


def test_offsets_count_from_what_they_refer_to() -> None:
    box = drawn(placed(50, 60)).boxes[0]
    assert (box.x, box.y, box.width, box.height) == (1050, 1060 + LINE, 600, 300)


def test_a_paragraphs_top_counts_although_the_anchor_is_in_a_later_line() -> None:
    content = (Text("nnnn nnnn nnnn nnnn nnnn ", PLAIN), drawing(shape(), place=placed()))
    assert only(pages_of(para(content), setup=SETUP)).boxes[0].y == 1000


def test_the_column_of_a_cell_is_the_cell() -> None:
    inside = cell(para((Text("n", PLAIN), drawing(shape(), place=placed(10)))))
    made = only(pages_of(table(row(cell(para("a")), inside)), setup=SETUP))
    assert made.boxes[0].x == 1000 + 1200 + 10


def test_lines_become_rules_with_weight_colour_and_direction() -> None:
    def ends(**more: object) -> tuple[float, ...]:
        one = drawing(shape("line", 600, 300, stroke=RED, **more), place=placed(0, 0, "page", "page"))
        rule = only(pages_of(para((one,)), setup=SETUP)).rules[0]
        assert (rule.kind, rule.weight, rule.colour) == (RuleKind.DRAWN, 10, "FF0000")
        return rule.x1, rule.y1, rule.x2, rule.y2

    assert ends() == (0, 0, 600, 300)
    assert ends(flip_vertical=True) == (0, 300, 600, 0)
    assert ends(rotation=180.0) == pytest.approx((600, 300, 0, 0))


def test_a_line_without_a_word_on_its_stroke_is_three_quarters_of_a_point() -> None:
    one = drawing(shape("line", 600, 0), place=placed())
    rule = only(pages_of(para((one,)), setup=SETUP)).rules[0]
    assert (rule.weight, rule.length) == (15, 600)


def test_a_text_box_has_an_outline_and_its_text_inside() -> None:
    inset = {"inset_left": twips(20), "inset_top": twips(30), "inset_bottom": twips(30)}
    made = drawn(placed(), blocks=(para("t"),), fill="FFFFFF", **inset)
    inside = made.lines_of(Area.TEXT_BOX)[0]
    assert (inside.x, inside.y) == (1020, 1030 + LINE)
    assert made.boxes[0].kind is BoxKind.TEXT_BOX
    assert len(made.rules) == 4


@pytest.mark.parametrize(("anchor", "y"), [("center", 12), ("bottom", 24)])
def test_a_text_box_lowers_its_text(anchor: str, y: float) -> None:
    inside = drawn(placed(), blocks=(para("t"),), text_anchor=anchor).lines_of(Area.TEXT_BOX)[0]
    assert inside.y == 1000 + LINE + y


def test_a_growing_box_is_as_high_as_its_text() -> None:
    assert drawn(placed(), blocks=(para("t"), para("u")), grows=True).boxes[0].height == 2 * LINE


def test_a_drawing_inside_a_text_box_is_drawn() -> None:
    inner = para((drawing(shape("picture", 100, 100), place=placed()),))
    assert len(drawn(placed(), blocks=(inner,)).pictures) == 1


def test_what_is_not_understood_becomes_a_grey_box() -> None:
    one = para((drawing(shape("unknown"), place=None),))
    made = pages_of(one, setup=SETUP)
    assert only(made).boxes[0].kind is BoxKind.UNKNOWN
    assert made.approximate == ("pages.unknown_drawing",)


def test_a_shape_without_text_is_a_box_and_may_stand_behind() -> None:
    anchored = para((drawing(shape(fill="00FF00"), place=placed(behind=True)),))
    box = only(pages_of(anchored, setup=SETUP)).boxes[0]
    assert (box.kind, box.fill, box.behind) == (BoxKind.SHAPE, "00FF00", True)
