"""The markers that begin lines: "1.", "a)", "-", "+", "I.", "Điều 1.", "Chương I" and what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.letter.model import Level
from app.letter.numbering import read
from app.rules.model import Rulebook
from app.rules.wording import Numbering

_BULLETS = "-*\u2010-\u2015\u2022\u25aa\u25a0\u25cf\u25e6\u00b7\u2219\u27a2\u2713\uf000-\uf0ff"
_DASH = re.compile(f"[{_BULLETS}](?:\\s+|$)|[-\u2013\u2014](?=[^\\W\\d_])")
_PLUS = re.compile(r"\+(?:\s+|$|(?=[^\W\d_]))")
# "1." "1)" "1/" "1.2." and, before a capital, "1.2".
_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3})(?:[.)](?:\s+|$|(?=[^\W\d_]))|/(?:\s+|$))")
_INNER_ITEM = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=([^\W\d_]))")
_POINT = re.compile("([a-z\u0111]{1,2}\\d?)(?:\\)(?:\\s+|$|(?=[^\\W\\d_]))|[./]\\s+)")
_ROMAN = re.compile(r"([IVX]{1,6})(?:[.)/](?:\s+|$|(?=[^\W\d_]))|\s*[-\u2013]\s+)(?![^\W\d_]\.)")
_CAPITAL = re.compile(r"([A-Z\u0110])[.)/]\s+")
# Bullets that Word draws with letters of its symbol fonts; the hollow circle is its second level.
_SECOND_BULLETS = ("o", "+")

_LABELLED = (Level.PART, Level.CHAPTER, Level.SUBSECTION, Level.SECTION, Level.ARTICLE)
# Words that a number at the head of a broken line belongs to: tháng, ngày, năm, số, khoản, Điều, mục, …
NUMBERED_WORDS = frozenset(
    ("thang", "ngay", "nam", "so", "khoan", "dieu", "muc", "diem", "phan", "chuong", "luc", "quy", "lan")
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker found at the start of a line: its level, number ("" for dashes) and length."""

    level: Level
    number: str
    length: int


@cache
def _labels(rulebook: Rulebook) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """For each level with a word ("Chương"), the word and its number.

    Without "." or ":" behind it, such a label must be the whole line: "Mục 1 Phần I" is a citation.
    """
    number = "[IVXLC]{1,7}|\\d{1,3}[a-z\u0111]?|th\u1ee9\\s+\\w+"  # I, 1, 1a, thứ nhất
    patterns = []
    for level in _LABELLED:
        word = re.escape(rulebook.body.level[level.value].word)
        patterns.append((level, re.compile(f"{word}\\s+({number})(?:\\s*[.:]\\s*|\\s*$)", re.IGNORECASE)))
    return tuple(patterns)


def find_marker(text: str, rulebook: Rulebook) -> Marker | None:
    """The marker at the start of a line; None when it begins with plain words."""
    head = text[:1]
    if not head or head in " \t":
        return None
    if not head.isalnum():
        return _sign(text)
    if head.isdigit():
        return _item(text)
    for level, pattern in _labels(rulebook):
        found = pattern.match(text)
        if found:
            return Marker(level, " ".join(found[1].split()), found.end())
    return _lettered(text, rulebook)


def _sign(text: str) -> Marker | None:
    for level, pattern in ((Level.DASH, _DASH), (Level.PLUS, _PLUS)):
        found = pattern.match(text)
        if found:
            return Marker(level, "", found.end())
    return None


def _item(text: str) -> Marker | None:
    found = _ITEM.match(text)
    if found is None:
        found = _INNER_ITEM.match(text)
        # "1.5 triệu" is a quantity.
        if found is None or not found[2].isupper():
            return None
    return Marker(Level.ITEM, found[1], found.end())


def _lettered(text: str, rulebook: Rulebook) -> Marker | None:
    found = _ROMAN.match(text)
    if found and read(found[1], Numbering.ROMAN, rulebook.body.letters.words):
        return Marker(Level.ROMAN_SECTION, found[1], found.end())
    found = _POINT.match(text)
    if found:
        return Marker(Level.POINT, found[1], found.end())
    found = _CAPITAL.match(text)
    # "A. TÌNH HÌNH" but not a name such as "C. Mác".
    if found and text[found.end() :].isupper():
        return Marker(Level.ROMAN_SECTION, found[1], found.end())
    return None


def marker_of_list(drawn: str, rulebook: Rulebook) -> Marker | None:
    """What the marker that a list drew means; None when it is no marker of a letter ("Bước 1:")."""
    found = find_marker(drawn, rulebook)
    if found and found.length == len(drawn):
        return found
    if drawn in _SECOND_BULLETS:
        return Marker(Level.PLUS, "", 0)
    # Any other single sign is a bullet of a symbol font.
    return Marker(Level.DASH, "", 0) if len(drawn) == 1 and not drawn.isdigit() else None
