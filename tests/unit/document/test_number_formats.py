"""Numbers in Word's formats, letters of symbol fonts, and values that make no sense."""

from __future__ import annotations

import pytest

from app.document.number_formats import number_text
from app.word.reading import values
from app.word.reading.symbols import translated, unicode_of


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (0, "upperRoman", "0"),
        (26, "lowerLetter", "z"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (99_999, "lowerLetter", "99999"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (23, "ordinal", "23rd"),
        (3, "numberInDash", "- 3 -"),
        (3, "none", ""),
        (3, "bullet", ""),
        (3, "cuneiform", "3"),
    ],
)
def test_a_number_is_written_as_word_writes_it(number: int, kind: str, text: str) -> None:
    assert number_text(number, kind) == text


@pytest.mark.parametrize(
    ("code", "font", "letter"),
    [
        (0xF0B7, "Symbol", "\u2022"),
        (0xB7, "Symbol", "\u2022"),
        (0xF061, "Symbol", "\u03b1"),
        (0xF0FC, "Wingdings", "\u2713"),
        (0xF020, "Wingdings", "\uf020"),
        (0xF041, "Times New Roman", "A"),
        (0x2013, "", "\u2013"),
        (0, "", ""),
        (0xD800, "", ""),
        (0x110000, "", ""),
    ],
)
def test_a_code_of_a_symbol_font_is_a_real_character(code: int, font: str, letter: str) -> None:
    assert unicode_of(code, font) == letter


def test_only_private_letters_change_in_other_fonts() -> None:
    assert translated("a\uf041", "Arial") == "aA"
    assert translated("ab", "Symbol") == "\u03b1\u03b2"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("720", 720),
        ("12pt", 240),
        ("1in", 1440),
        ("2.54cm", 1440),
        ("25.4mm", 1440),
        ("1pc", 240),
        ("4px", 60),
        ("10.4", 10),
        ("-5", -5),
        ("9999999", values.MOST_TWIPS),
        ("-9999999", -values.MOST_TWIPS),
        ("", None),
        ("abc", None),
        ("1e5", None),
        ("12 em", None),
        (None, None),
        ("9" * 5000, None),
    ],
)
def test_a_length_is_read_in_any_unit_and_cut_to_bounds(text: str | None, length: int | None) -> None:
    assert values.twips(text) == length


def test_lengths_of_drawings() -> None:
    assert values.emu("914400") == 914_400
    assert values.emu("12.7") == 13
    assert values.emu("1pt") is None
    assert values.emu("9" * 15) == values.MOST_EMU
    assert values.css_emu("1in") == 914_400
    assert values.css_emu("96") == 914_400
    assert values.css_emu(None) is None
    assert values.css_emu("breit") is None


def test_switches_and_colours() -> None:
    assert values.is_true("t")
    assert not values.is_true(None)
    assert not values.is_true("f")
    assert values.colour("#ff0000") == "FF0000"
    assert values.colour("auto") is None
    assert values.colour(None) is None
    assert values.integer("7", 0, 5) is None
