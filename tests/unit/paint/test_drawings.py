"""Lines, boxes and pictures on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.base.units import Emu
from app.document.content import Shape
from app.pages.model import Area, Box, BoxKind, Picture, Rule
from app.paint.pictures import Pictures
from tests.support.painted import BLACK, WHITE, fragment, line, page, painted, picture_file, runs

DOT = 0.25
GREY = (228, 228, 228)
RED, GREEN = (255, 0, 0), (0, 255, 0)


def _level(style: str = "single", weight: float = 20.0, colour: str | None = None) -> Rule:
    return Rule(200.0, 600.0, 1600.0, 600.0, weight, colour, style)


def _shape(**changes: object) -> Shape:
    shape = Shape("picture", Emu(0), Emu(0), Emu(1), Emu(1), image="p")
    return replace(shape, **changes)  # type: ignore[arg-type]


# Lines.


def test_a_level_line_has_its_ends_its_weight_and_its_middle() -> None:
    ink = painted(page(rules=[_level(weight=40.0)])).all_ink()
    assert (ink.left, ink.right) == (10.0, 80.0)
    assert (ink.top, ink.bottom) == (29.0, 31.0)


def test_an_upright_line_too_drawn_in_either_direction() -> None:
    for ends in ((400.0, 200.0, 400.0, 1600.0), (400.0, 1600.0, 400.0, 200.0)):
        ink = painted(page(rules=[Rule(*ends, 40.0)])).all_ink()
        assert (ink.left, ink.top, ink.right, ink.bottom) == (19.0, 10.0, 21.0, 80.0)


def test_a_slanting_line_goes_from_corner_to_corner() -> None:
    seen = painted(page(rules=[Rule(200.0, 200.0, 1800.0, 1800.0, 40.0)]))
    assert seen.dark(50, 50)
    assert not seen.dark(60, 40)


def test_a_line_has_its_colour() -> None:
    seen = painted(page(rules=[_level(weight=60.0, colour="FF0000")]))
    assert seen.colour(40, 30) == RED
    assert painted(page(rules=[_level(weight=60.0, colour="rot")])).colour(40, 30) == BLACK


@pytest.mark.parametrize("scale", [0.2, 0.5, 1.0, 96 / 72])
def test_the_thinnest_line_is_seen_at_every_zoom_and_is_sharp(scale: float) -> None:
    seen = painted(page(rules=[_level(weight=2.0)]), scale=scale)
    column = [seen.image.pixelColor(int(40 * scale), y).lightness() for y in range(seen.image.height())]
    assert sorted(column)[:2] == [0, 255]


@pytest.mark.parametrize(
    ("style", "strands"),
    [("single", 1), ("double", 2), ("triple", 3), ("thinThickSmallGap", 2), ("thickThinMediumGap", 2),
     ("thinThickThinLargeGap", 3), ("unheard of", 1), ("none", 0), ("nil", 0)],
)  # fmt: skip
def test_lines_of_several_strands(style: str, strands: int) -> None:
    assert runs(painted(page(rules=[_level(style)])).column(40, 20, 40)) == strands


@pytest.mark.parametrize(
    "style",
    ["dotted", "dashed", "dashSmallGap", "dotDash", "dotDotDash", "sysDot", "dash", "lgDash", "dashDot"],
)
def test_broken_lines_have_gaps(style: str) -> None:
    assert runs(painted(page(rules=[_level(style)])).row(30, 5, 90)) > 5


def test_a_wave_goes_up_and_down() -> None:
    ink = painted(page(rules=[_level("wave")])).all_ink()
    assert 2 < ink.height < 6
    assert ink.width == pytest.approx(70, abs=1)


def test_a_line_without_length_is_nothing() -> None:
    assert painted(page(rules=[Rule(200.0, 200.0, 200.0, 200.0, 20.0)])).ink() is None


# Boxes.


def test_shading_lies_below_the_text_and_a_box_above_it() -> None:
    text = line(fragment("\u2588", size=30))
    below = Box(0.0, 0.0, 2000.0, 2000.0, BoxKind.SHADING, "FF0000")
    seen = painted(page(text, boxes=[below]))
    assert (seen.colour(20, 35), seen.colour(90, 90)) == (BLACK, RED)
    for kind in (BoxKind.TEXT_BOX, BoxKind.SHAPE):
        above = replace(below, kind=kind)
        assert painted(page(text, boxes=[above])).colour(20, 35) == RED
        assert painted(page(text, boxes=[replace(above, behind=True)])).colour(20, 35) == BLACK


def test_text_of_a_box_lies_above_the_box() -> None:
    text = line(fragment("\u2588", size=30), area=Area.TEXT_BOX)
    box = Box(0.0, 0.0, 2000.0, 2000.0, BoxKind.TEXT_BOX, "FF0000")
    assert painted(page(text, boxes=[box])).colour(20, 35) == BLACK


def test_shading_within_a_text_box_is_seen() -> None:
    box = Box(0.0, 0.0, 2000.0, 2000.0, BoxKind.TEXT_BOX, "FFFFFF")
    cell = Box(400.0, 400.0, 400.0, 400.0, BoxKind.SHADING, "FF0000")
    assert painted(page(boxes=[box, cell])).colour(25, 25) == RED
    # Shading of the text beside it, laid out before, is covered.
    assert painted(page(boxes=[cell, box])).colour(25, 25) == WHITE


def test_a_box_without_a_fill_is_see_through() -> None:
    box = Box(0.0, 0.0, 2000.0, 2000.0, BoxKind.SHAPE)
    assert painted(page(boxes=[box])).colour(50, 50) == WHITE


def test_what_is_not_understood_is_a_grey_box_with_a_frame() -> None:
    seen = painted(page(boxes=[Box(400.0, 400.0, 800.0, 600.0, BoxKind.UNKNOWN)]))
    assert seen.colour(40, 35) == GREY
    assert seen.colour(20, 35) == seen.colour(40, 20) == (160, 160, 160)
    assert seen.colour(19, 35) == seen.colour(61, 35) == WHITE


def test_automatic_text_in_a_dark_cell_is_white() -> None:
    cell = Box(0.0, 0.0, 2000.0, 2000.0, BoxKind.SHADING, "000080")
    text = line(fragment("\u2588", size=30))
    assert painted(page(text, boxes=[cell])).colour(20, 35) == WHITE
    assert painted(page(text, boxes=[replace(cell, fill="8080FF")])).colour(20, 35) == BLACK


# Pictures.


def _picture(**shape: object) -> Picture:
    return Picture(400.0, 400.0, 800.0, 400.0, _shape(**shape))


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp"])
def test_a_picture_fills_its_place(kind: str) -> None:
    files = Pictures({"p": picture_file(20, 20, "#ff0000", "#00ff00", kind)})
    seen = painted(page(pictures=[_picture()]), files)
    for x, colour in ((25, RED), (55, GREEN)):
        found = seen.colour(x, 30)
        assert all(abs(one - other) < 6 for one, other in zip(found, colour, strict=True))
    assert seen.colour(19, 30) == seen.colour(61, 30) == seen.colour(40, 41) == WHITE


def test_a_picture_may_be_flipped_or_turned() -> None:
    files = Pictures({"p": picture_file(20, 20, "#ff0000", "#00ff00")})
    for how in ({"flip_horizontal": True}, {"rotation": 180.0}):
        seen = painted(page(pictures=[_picture(**how)]), files)
        assert (seen.colour(25, 30), seen.colour(55, 30)) == (GREEN, RED)
    upright = painted(page(pictures=[_picture(rotation=90.0)]), files)
    assert (upright.colour(40, 15), upright.colour(40, 45)) == (RED, GREEN)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\nbroken", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xd7\xcd\xc6\x9a wmf"],
)
def test_a_picture_that_cannot_be_read_is_a_grey_box(data: bytes) -> None:
    assert painted(page(pictures=[_picture()]), Pictures({"p": data})).colour(40, 30) == GREY
    assert painted(page(pictures=[_picture()]), Pictures({})).colour(40, 30) == GREY


def test_a_small_file_that_claims_to_be_a_huge_picture_is_a_grey_box() -> None:
    honest = picture_file(8, 8, "#ff0000", "#00ff00", "bmp")
    # Width and height of a BMP: bytes 18 to 26.
    huge = honest[:18] + (60_000).to_bytes(4, "little") * 2 + honest[26:]
    assert painted(page(pictures=[_picture()]), Pictures({"p": huge})).colour(40, 30) == GREY


def test_a_picture_behind_the_text_is_below_it() -> None:
    files = Pictures({"p": picture_file(20, 20, "#ff0000", "#ff0000")})
    text = line(fragment("\u2588" * 3, size=30))
    over, under = (
        painted(page(text, pictures=[replace(_picture(), behind=behind)]), files) for behind in (False, True)
    )
    assert (over.colour(25, 35), under.colour(25, 35)) == (RED, BLACK)


def test_a_picture_is_decoded_once() -> None:
    files = Pictures({"p": picture_file(20, 20, "#ff0000", "#ff0000")})
    assert files.image("p") is files.image("p")
