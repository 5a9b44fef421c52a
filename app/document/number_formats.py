"""Numbers as Word writes them in automatic lists, page numbers and notes."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS = 26
# Word itself gives up on letters beyond 30 rounds of the alphabet.
_MOST_LETTERS = _LETTERS * 30
_MOST_ROMAN = 32_767


def number_text(number: int, kind: str) -> str:
    """A number in one of Word's formats ("decimal", "upperRoman", "lowerLetter" …).

    A format that is not known is written in decimals; "none" and "bullet" write nothing.
    """
    return _FORMATS.get(kind, str)(number)


def _upper_roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _upper_letter(number: int) -> str:
    # A … Z, AA, BB …: the letter is repeated, as Word does.
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    rounds, place = divmod(number - 1, _LETTERS)
    return chr(ord("A") + place) * (rounds + 1)


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    ending = "th" if number % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _nothing(_: int) -> str:
    return ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _upper_roman,
    "lowerRoman": lambda number: _upper_roman(number).lower(),
    "upperLetter": _upper_letter,
    "lowerLetter": lambda number: _upper_letter(number).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "none": _nothing,
    "bullet": _nothing,
}
