"""Old Vietnamese encodings whose letters came through as Latin-1: TCVN3 (ABC) and VNI for Windows.

The capital fonts of TCVN3 (.VnTimeH) draw capitals for small letters. Only the font tells so: HTML names
it (source.py); from plain text such words come out in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from app.importer.syllables import is_syllable

TCVN3: Final = "tcvn3"
VNI: Final = "vni"

# TCVN 5712:1993 VN3 from 0xA1 on; "." where the standard has no letter.
_TCVN3_FROM = 0xA1
_TCVN3_LETTERS = (
    "\u0102\u00c2\u00ca\u00d4\u01a0\u01af\u0110\u0103\u00e2\u00ea\u00f4\u01a1\u01b0\u0111......\u00e0\u1ea3"
    "\u00e3\u00e1\u1ea1.\u1eb1\u1eb3\u1eb5\u1eaf.......\u1eb7\u1ea7\u1ea9\u1eab\u1ea5\u1ead\u00e8.\u1ebb"
    "\u1ebd\u00e9\u1eb9\u1ec1\u1ec3\u1ec5\u1ebf\u1ec7\u00ec\u1ec9...\u0129\u00ed\u1ecb\u00f2.\u1ecf\u00f5"
    "\u00f3\u1ecd\u1ed3\u1ed5\u1ed7\u1ed1\u1ed9\u1edd\u1edf\u1ee1\u1edb\u1ee3\u00f9.\u1ee7\u0169\u00fa"
    "\u1ee5\u1eeb\u1eed\u1eef\u1ee9\u1ef1\u1ef3\u1ef7\u1ef9\u00fd\u1ef5"
)
_TCVN3_TABLE = {_TCVN3_FROM + place: letter for place, letter in enumerate(_TCVN3_LETTERS) if letter != "."}

# VNI writes a base letter and behind it one character for its marks, in the letter's own case. Five
# tones over a plain letter (sắc, huyền, hỏi, ngã, nặng); over ă and â the hat and tone are one character.
_VNI_PLAIN = "\u00f9\u00f8\u00fb\u00f5\u00ef"
_VNI_ROOF = "\u00e2\u00e1\u00e0\u00e5\u00e3\u00e4"  # no tone first
_VNI_BREVE = "\u00ea\u00e9\u00e8\u00fa\u00fc\u00eb"
_TONED = {
    "a": "\u00e1\u00e0\u1ea3\u00e3\u1ea1",
    "e": "\u00e9\u00e8\u1ebb\u1ebd\u1eb9",
    "o": "\u00f3\u00f2\u1ecf\u00f5\u1ecd",
    "u": "\u00fa\u00f9\u1ee7\u0169\u1ee5",
    "y": "\u00fd\u1ef3\u1ef7\u1ef9",  # its nặng stands alone
    "\u00f4": "\u1edb\u1edd\u1edf\u1ee1\u1ee3",  # VNI's ơ looks like ô
    "\u00f6": "\u1ee9\u1eeb\u1eed\u1eef\u1ef1",  # VNI's ư looks like ö
}
_ROOFED = {
    "a": "\u00e2\u1ea5\u1ea7\u1ea9\u1eab\u1ead",
    "e": "\u00ea\u1ebf\u1ec1\u1ec3\u1ec5\u1ec7",
    "o": "\u00f4\u1ed1\u1ed3\u1ed5\u1ed7\u1ed9",
}
_BREVED = {"a": "\u0103\u1eaf\u1eb1\u1eb3\u1eb5\u1eb7"}
# ơ, ư, í, ì, ỉ, ĩ, ị, ỵ, đ are one character.
_ALONE = {
    "\u00f4": "\u01a1",
    "\u00f6": "\u01b0",
    "\u00ed": "\u00ed",
    "\u00ec": "\u00ec",
    "\u00e6": "\u1ec9",
    "\u00f3": "\u0129",
    "\u00f2": "\u1ecb",
    "\u00ee": "\u1ef5",
    "\u00f1": "\u0111",
}


def _vni_table() -> Mapping[str, str]:
    small = dict(_ALONE)
    for marks, letters in ((_VNI_PLAIN, _TONED), (_VNI_ROOF, _ROOFED), (_VNI_BREVE, _BREVED)):
        for base, marked in letters.items():
            small |= {base + mark: letter for mark, letter in zip(marks, marked, strict=False)}
    # A capital is followed by a capital mark; some keyboards leave the mark small.
    table = dict(small)
    for written, letter in small.items():
        table[written.upper()] = letter.upper()
        table[written[0].upper() + written[1:]] = letter.upper()
    return table


_VNI_TABLE = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI_TABLE), key=len, reverse=True)))

# Letters of Latin-1 and its signs: what an old encoding is made of. U+00AD is the soft hyphen (TCVN3's ư).
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+|[^\\W\\d_]+")
_HIGH = re.compile("[\u00a1-\u00ff]")
_VIETNAMESE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")

# Enough to judge by, and quick.
_LOOKED_AT = 20_000
_FEWEST_WORDS = 3
_SHARE_OF_HIGH = 0.85
_SHARE_OF_ALL = 0.7


def suspected_encoding(text: str) -> str | None:
    """The old encoding that a text seems to be in: ``TCVN3``, ``VNI``, or None for none.

    It is suspected when nearly all words with Latin-1 letters become Vietnamese syllables, and most of
    the other words are such syllables too, which no French, English or Unicode Vietnamese text does.
    Ask before soft hyphens are dropped: one of them is TCVN3's letter ư.
    """
    words = _WORD.findall(text[:_LOOKED_AT])
    high = [word for word in words if _HIGH.search(word)]
    if len(set(high)) < _FEWEST_WORDS or len(high) <= sum(map(_is_unicode, words)):
        return None
    # As Unicode they make sense already.
    if sum(map(_is_sound, high)) >= _SHARE_OF_HIGH * len(high):
        return None
    shares = {encoding: _share(words, high, encoding) for encoding in _CONVERSIONS}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] else None


def to_unicode(text: str, encoding: str) -> str:
    """The text with its letters as Unicode has them; KeyError for an unknown encoding."""
    return _CONVERSIONS[encoding](text)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda found: _VNI_TABLE[found[0]], text)


_CONVERSIONS: Mapping[str, Callable[[str], str]] = {TCVN3: _from_tcvn3, VNI: _from_vni}


def _share(words: list[str], high: list[str], encoding: str) -> float:
    """How much of the text is Vietnamese when read in an encoding; 0 when it cannot be that encoding."""
    sound = sum(_is_sound(to_unicode(word, encoding)) for word in high) / len(high)
    letters = [word for word in words if len(word) > 1]
    whole = sum(_is_sound(to_unicode(word, encoding)) for word in letters) / max(len(letters), 1)
    return sound if sound >= _SHARE_OF_HIGH and whole >= _SHARE_OF_ALL else 0.0


def _is_sound(word: str) -> bool:
    # An abbreviation (UBND) speaks neither for nor against.
    parts = _LETTERS_ONLY.findall(word)
    return bool(parts) and all(is_syllable(part) or (part.isupper() and part.isascii()) for part in parts)


def _is_unicode(word: str) -> bool:
    return _VIETNAMESE_ONLY.search(word) is not None
