"""Text on the page: it stands where layout puts it, and looks as its format says."""

from __future__ import annotations

import pytest

from app.pages.model import Area, FragmentKind
from tests.support.painted import BLACK, WHITE, end_pt, fragment, line, page, painted, runs

# A dot of the pictures is a quarter of a point.
DOT = 0.25
BASELINE = 40.0
LEFT = 10.0


def test_the_paper_is_white_and_as_large_as_the_page() -> None:
    seen = painted(page())
    assert (seen.image.width(), seen.image.height()) == (400, 400)
    assert seen.ink() is None
    assert {seen.colour(x, y) for x in (0, 50, 99.9) for y in (0, 50, 99.9)} == {WHITE}


def test_letters_stand_on_the_baseline_from_the_left_end_of_the_line() -> None:
    ink = painted(page(line(fragment("HHH")))).all_ink()
    assert ink.bottom == pytest.approx(BASELINE, abs=DOT)
    # H is 0.662 of the size high and has a bearing of 0.016 of it.
    assert ink.height == pytest.approx(20 * 0.662, abs=2 * DOT)
    assert ink.left == pytest.approx(LEFT + 20 * 0.016, abs=2 * DOT)


@pytest.mark.parametrize("space", [-20.0, 0.0, 35.5, 300.0])
def test_every_space_is_wider_by_what_justification_adds(space: float) -> None:
    one = line(fragment("H H H", space=space))
    seen = painted(page(one))
    ink = seen.all_ink()
    # The last letter ends with its bearing before the end of the line.
    assert ink.right == pytest.approx(end_pt(one) - 20 * 0.016, abs=2 * DOT)


def test_a_fragment_begins_where_the_layout_says() -> None:
    one = line(fragment("H"), fragment("H", x=913.0, bold=True))
    left = painted(page(one)).ink(x1=50)
    assert left is not None
    assert left.left == pytest.approx(LEFT + 913 / 20 + 20 * 0.02, abs=2 * DOT)


@pytest.mark.parametrize("text", ["Ủy ban", "QUYẾT ĐỊNH", "nghiêng ngả", "Số: 930/UBND-KGVX"])
@pytest.mark.parametrize("size", [8.45, 13.0, 13.5, 14.0])
def test_a_line_is_as_wide_as_its_layout_at_any_size(text: str, size: float) -> None:
    # An H at the end, whose ink ends a known way before its advance.
    one = line(fragment(text + "H", size=size), x=0.0)
    ink = painted(page(one)).all_ink()
    assert ink.right == pytest.approx(min(end_pt(one) - size * 0.016, 100), abs=2 * DOT)


def test_bold_and_italic_have_faces_of_their_own() -> None:
    faces = [
        painted(page(line(fragment("Hạnh phúc", bold=bold, italic=italic)))).image
        for bold in (False, True)
        for italic in (False, True)
    ]
    assert all(one != other for index, one in enumerate(faces) for other in faces[:index])


def test_character_spacing_and_width_in_percent_spread_the_letters() -> None:
    plain, spaced, wide = (
        painted(page(line(fragment("HH", **how)))).all_ink() for how in ({}, {"spacing": 60}, {"scale": 200})
    )
    assert spaced.width == pytest.approx(plain.width + 3, abs=2 * DOT)
    assert wide.width == pytest.approx(plain.width * 2, abs=3 * DOT)
    assert wide.height == pytest.approx(plain.height, abs=2 * DOT)


def test_superscript_is_raised_and_subscript_lowered() -> None:
    for raised in (100.0, -60.0):
        ink = painted(page(line(fragment("H", size=13.0, raised=raised)))).all_ink()
        assert ink.bottom == pytest.approx(BASELINE - raised / 20, abs=DOT)


def test_text_has_its_colour_and_is_black_without_one() -> None:
    assert painted(page(line(fragment("\u2588", size=30)))).colour(20, 35) == BLACK
    assert painted(page(line(fragment("\u2588", size=30, colour="C00000")))).colour(20, 35) == (192, 0, 0)


def test_letters_and_marks_kept_apart_look_like_letters_with_marks() -> None:
    whole, apart = "\u1ed9", "o\u0323\u0302"
    assert painted(page(line(fragment(whole)))).image == painted(page(line(fragment(apart)))).image


def test_a_non_breaking_hyphen_looks_like_a_hyphen() -> None:
    assert painted(page(line(fragment("a\u2011b")))).image == painted(page(line(fragment("a-b")))).image


def test_a_character_that_the_font_lacks_comes_from_another_font() -> None:
    box = painted(page(line(fragment("\u2610", size=30)))).image
    unknown = painted(page(line(fragment("\U000f0000", size=30)))).image
    assert box != painted(page()).image
    assert box != unknown


def test_signs_without_ink_take_none() -> None:
    assert painted(page(line(fragment("\u00ad\u200b")))).ink() is None


def test_leaders_of_tabs_end_where_the_tab_ends() -> None:
    tab = fragment("...", kind=FragmentKind.TAB, width=1000.0)
    ink = painted(page(line(tab))).all_ink()
    assert LEFT + 50 - 5 < ink.right <= LEFT + 50
    assert ink.left > LEFT + 50 - 16


def test_a_picture_in_the_line_leaves_no_letters() -> None:
    assert painted(page(line(fragment("X", kind=FragmentKind.PICTURE)))).ink() is None


# Underline and strike. Times New Roman's underline lies 0.06 of the size below the baseline.


def test_an_underline_runs_the_whole_fragment_below_the_baseline() -> None:
    one = line(fragment("H H", underline="single", space=200.0))
    seen = painted(page(one))
    below = seen.ink(y1=BASELINE + 0.5)
    assert below is not None
    assert below.left == pytest.approx(LEFT, abs=DOT)
    assert below.right == pytest.approx(end_pt(one), abs=DOT)
    assert below.height == pytest.approx(20 * 0.05, abs=DOT)
    assert BASELINE + 0.5 < below.top < BASELINE + 1.5


@pytest.mark.parametrize(("style", "stretches"), [("single", 1), ("words", 2), ("dash", 5), ("dotted", 10)])
def test_underlines_run_through_spaces_or_not(style: str, stretches: int) -> None:
    seen = painted(page(line(fragment("HH HH", underline=style))))
    found = runs(seen.row(BASELINE + 1.25, LEFT - 2, 99))
    assert found == stretches if stretches < 5 else found >= stretches


@pytest.mark.parametrize(("style", "lines"), [("single", 1), ("double", 2), ("none", 0)])
def test_underlines_have_one_line_or_two(style: str, lines: int) -> None:
    seen = painted(page(line(fragment("HH", underline=style))))
    assert runs(seen.column(LEFT + 8, BASELINE + 0.5, BASELINE + 8)) == lines


def test_heavy_and_wavy_underlines_are_heavy_and_wavy() -> None:
    def height(style: str) -> float:
        found = painted(page(line(fragment("HHH", underline=style)))).ink(y1=BASELINE + 0.5)
        assert found is not None
        return found.height

    assert height("thick") == pytest.approx(2 * height("single"), abs=2 * DOT)
    assert height("wave") > 2 * height("single")


@pytest.mark.parametrize(("how", "lines"), [({"strike": True}, 1), ({"double_strike": True}, 2)])
def test_struck_text_has_a_line_through_it(how: dict[str, bool], lines: int) -> None:
    # Between two letters, in a wide space.
    seen = painted(page(line(fragment("H H", space=400.0, **how))))
    gap = seen.column(LEFT + 26, BASELINE - 14, BASELINE)
    assert runs(gap) == lines


# Backgrounds.


def test_highlight_and_shading_lie_behind_the_letters() -> None:
    for highlight, shading in (("FFFF00", None), (None, "FFFF00"), ("FFFF00", "00FF00")):
        one = line(fragment("H  H", space=200.0, highlight=highlight, shading=shading))
        seen = painted(page(one))
        assert seen.colour(LEFT + 25, BASELINE - 5) == (255, 255, 0)
        assert seen.colour(end_pt(one) + 1, BASELINE - 5) == WHITE
        assert seen.all_ink().left == pytest.approx(LEFT + 0.3, abs=2 * DOT)


def test_automatic_text_is_white_on_a_dark_ground() -> None:
    on_dark = painted(page(line(fragment("\u2588", size=30, shading="000080"))))
    assert on_dark.colour(20, 35) == WHITE
    own = painted(page(line(fragment("\u2588", size=30, shading="000080", colour="FF0000"))))
    assert own.colour(20, 35) == (255, 0, 0)


def test_the_parts_of_the_page_are_all_painted() -> None:
    for area in Area:
        assert painted(page(line(fragment("H"), area=area))).ink() is not None
