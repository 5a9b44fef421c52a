"""Vietnamese text: one spelling for equal letters, search without marks, alphabetical order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Combining marks. The first five are the tones in the order of Vietnamese dictionaries (after no tone
# at all): huyền, hỏi, ngã, sắc, nặng. The others make letters of their own: ă, â ê ô, ơ ư.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306": 1, "\u0302": 2, "\u031b": 3}
_D_WITH_STROKE = "\u0111"

# What XML 1.0 (section 2.2, Char) does not allow. Surrogates that stand alone come from broken UTF-16.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...]]


def nfc(text: str) -> str:
    """The text with every letter in its composed form, as Word and the keyboards write it."""
    return unicodedata.normalize("NFC", text)


def upper(text: str) -> str:
    """The text in capitals, composed."""
    return nfc(nfc(text).upper())


def fold(text: str) -> str:
    """The text as one searches for it: no marks, d for đ, lower case ("Đắk Lắk" is "dak lak")."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return nfc(bare.replace(_D_WITH_STROKE, "d"))


def without_tones(text: str) -> str:
    """The text without its tones; letters stay what they are ("Ủy ban Đắk Lắk" is "Uy ban Đăk Lăk")."""
    return nfc("".join(char for char in unicodedata.normalize("NFD", text) if char not in _TONES))


def sort_key(text: str) -> SortKey:
    """A key that puts texts into Vietnamese alphabetical order.

    Letters decide first (a ă â b c d đ e ê …), then tones (no tone, huyền, hỏi, ngã, sắc, nặng), then small
    before capital. Other characters keep the order of Unicode, before or after the Latin letters.
    """
    weights = [_weight(char) for char in nfc(text)]
    return (
        tuple(letter for letter, _, _ in weights),
        tuple(tone for _, tone, _ in weights),
        tuple(capital for _, _, capital in weights),
    )


def drop_forbidden(text: str) -> tuple[str, list[str]]:
    """The text without the control characters that no XML file can hold, and those characters."""
    dropped = _FORBIDDEN.findall(text)
    return (_FORBIDDEN.sub("", text) if dropped else text), dropped


@lru_cache(maxsize=1024)
def _weight(char: str) -> tuple[tuple[int, int], int, bool]:
    """The letter (base letter and which of its variants), the tone, and whether it is a capital."""
    small = char.lower()
    if small == _D_WITH_STROKE:
        return (ord("d"), 1), 0, char != small
    decomposed = unicodedata.normalize("NFD", small)
    base, marks = decomposed[0], decomposed[1:]
    variant = max((_LETTER_MARKS.get(mark, 0) for mark in marks), default=0)
    tone = max((_TONES.get(mark, 0) for mark in marks), default=0)
    return (ord(base), variant), tone, char != small
