"""Widths and heights of text against figures measured on real letters."""

from __future__ import annotations

import unicodedata

import pytest

from app.base.units import Pt
from app.fonts import FALLBACK_FAMILY, Face, face, families, text_width

FAMILIES = ("Times New Roman", "Arial", "Courier New", "Calibri", "Cambria")
STYLES = [(bold, italic) for bold in (False, True) for italic in (False, True)]
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LONG_DATE = "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026"
VIETNAMESE = [
    letter
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    for letter in (unicodedata.normalize("NFC", base + tone),)
]
TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def without_tone(letter: str) -> str:
    """The letter of the Vietnamese alphabet that carries the tone mark."""
    plain = unicodedata.normalize("NFD", letter).translate(TONES)
    return unicodedata.normalize("NFC", plain)


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "millimetres"),
    [
        (NATIONAL_NAME, 12, True, False, 88.3),
        (NATIONAL_NAME, 13, True, False, 95.65),
        (MOTTO, 13, True, False, 56.1),
        (MOTTO, 14, True, False, 60.45),
        (LONG_DATE, 13, False, True, 98.7),
        (LONG_DATE, 14, False, True, 106.3),
    ],
)
def test_fixed_lines_of_a_letter_are_as_wide_as_measured(
    text: str, size: float, bold: bool, italic: bool, millimetres: float
) -> None:
    assert text_width(text, size, bold, italic).mm == pytest.approx(millimetres, abs=0.1)


def test_a_width_is_a_length_in_points() -> None:
    width = text_width("nn", 10)
    assert isinstance(width, Pt)
    assert width == 2 * 1024 / 2048 * 10


# Arial itself gives an accented i more room than "i"; Carlito Bold has a slip in its O with a horn.
KNOWN_EXCEPTIONS = {"Arial": set("ìíĩ"), "Calibri": set("ỚỜỠỞỢ")}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_a_tone_mark_changes_no_letters_width(family: str, bold: bool, italic: bool) -> None:
    chosen = face(family, bold, italic)
    letters = {*VIETNAMESE, *(letter.upper() for letter in VIETNAMESE)}
    assert len(letters) == 144
    other = {x for x in letters if chosen.advance(x) != chosen.advance(without_tone(x))}
    assert other <= KNOWN_EXCEPTIONS.get(family, set())


@pytest.mark.parametrize("family", FAMILIES)
def test_decomposed_text_without_horns_is_as_wide_as_composed_text(family: str) -> None:
    chosen = face(family, False, False)
    text = "Độc lập - Hạnh phúc, Tiếng Việt"
    assert chosen.width(unicodedata.normalize("NFD", text), 14) == chosen.width(text, 14)


@pytest.mark.parametrize(("size", "height"), [(14, 16.10), (13, 14.95), (12, 13.80), (11, 12.65)])
def test_single_lines_of_times_new_roman_are_as_high_as_measured(size: float, height: float) -> None:
    assert face("Times New Roman", False, False).line_height(size) == pytest.approx(height)


@pytest.mark.parametrize(
    ("family", "units"),
    [("Arial", 1.15), ("Courier New", 1.133), ("Calibri", 1.2207), ("Cambria", 1.172)],
)
def test_single_lines_of_other_families_have_words_own_height(family: str, units: float) -> None:
    assert face(family, True, False).line_height(100) == pytest.approx(units * 100, abs=0.06)


def test_unknown_families_are_measured_as_times_new_roman_and_say_so() -> None:
    unknown = face("UTM Chẳng Có", True, False)
    assert (unknown.family, unknown.bold, unknown.exact) == (FALLBACK_FAMILY, True, False)
    assert unknown.width(MOTTO, 14) == text_width(MOTTO, 14, bold=True)
    assert face(FALLBACK_FAMILY, True, False).exact


@pytest.mark.parametrize("name", ["times new roman", " ARIAL ", "Liberation Sans", "calibri", "Times"])
def test_names_are_found_in_any_case_and_by_alias(name: str) -> None:
    found = face(name, False, False)
    assert found.exact
    assert name.strip().casefold() in {
        known.casefold() for known in (found.family, *families()[found.family])
    }


def test_the_known_families_are_told_with_their_aliases() -> None:
    assert tuple(families()) == FAMILIES
    assert "Liberation Serif" in families()["Times New Roman"]


def test_a_name_means_one_family_only() -> None:
    names = [name for family, aliases in families().items() for name in (family, *aliases)]
    assert len(names) == len({name.casefold() for name in names})


def test_the_same_face_is_made_once() -> None:
    assert face("Arial", False, True) is face("arial", False, True)


@pytest.fixture
def times() -> Face:
    """Times New Roman regular."""
    return face("Times New Roman", False, False)


@pytest.mark.parametrize("char", ["\u0301", "\u200b", "\u00ad", "\u200d", "\ufeff", "\n", "\x01"])
def test_marks_and_controls_take_no_room(times: Face, char: str) -> None:
    assert times.advance(char) == 0


@pytest.mark.parametrize("char", ["文", "한", "Ａ", "😀"])
def test_wide_characters_take_a_full_em(times: Face, char: str) -> None:
    assert times.advance(char) == times.units_per_em


def test_characters_with_a_decomposition_are_as_wide_as_its_parts(times: Face) -> None:
    assert times.advance("\u2011") == times.advance("\u2010")
    assert times.advance("\u01f1") == times.advance("D") + times.advance("Z")


@pytest.mark.parametrize("char", ["\u2610", "\uf0b7", "ক", "\ud800"])
def test_all_other_characters_are_as_wide_as_n(times: Face, char: str) -> None:
    assert times.advance(char) == times.advance("n")


def test_the_dictionary_of_widths_knows_every_character(times: Face) -> None:
    assert [times.widths[char] for char in "i\u00a0文\u0301"] == [569, 512, 2048, 0]


def test_a_non_breaking_space_is_as_wide_as_a_space() -> None:
    for family in FAMILIES:
        chosen = face(family, False, False)
        assert chosen.advance("\u00a0") == chosen.advance(" ")


def test_every_letter_of_courier_new_has_one_width() -> None:
    chosen = face("Courier New", True, True)
    assert {chosen.advance(char) for char in NATIONAL_NAME + MOTTO + LONG_DATE} == {1229}
