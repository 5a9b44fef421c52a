"""Counts phần, chương, mục, điều, khoản and điểm, and reads the numbers that clerks write by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.letter.model import Level, Paragraph
from app.rules.wording import BodyRules, Numbering
from app.rules.wording import Level as LevelRule

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LEADING_DIGITS = re.compile(r"[0-9]+")
# A number by hand above this is no number of a khoản, and MMM… would grow without end.
_LARGEST_BY_HAND = 9999

_HEADINGS = frozenset(
    {Level.PART, Level.CHAPTER, Level.SECTION, Level.ROMAN_SECTION, Level.SUBSECTION, Level.ARTICLE}
)
# Which levels each one begins anew. Chương and điều run on through the whole text, as in every law
# (the decree's own Điều 1 to 38 pass through seven chương); khoản run on past plain paragraphs.
_BEGUN_ANEW: Mapping[Level, frozenset[Level]] = {
    Level.PART: frozenset({Level.SECTION, Level.ROMAN_SECTION, Level.SUBSECTION, Level.ITEM, Level.POINT}),
    Level.CHAPTER: frozenset({Level.SECTION, Level.ROMAN_SECTION, Level.SUBSECTION, Level.ITEM, Level.POINT}),
    Level.SECTION: frozenset({Level.SUBSECTION, Level.ITEM, Level.POINT}),
    Level.ROMAN_SECTION: frozenset({Level.SUBSECTION, Level.ITEM, Level.POINT}),
    Level.SUBSECTION: frozenset({Level.ITEM, Level.POINT}),
    Level.ARTICLE: frozenset({Level.ITEM, Level.POINT}),
    Level.ITEM: frozenset({Level.POINT}),
}


class Counter:
    """Gives every paragraph of one text (body, appendix or table cell) its label, in order."""

    def __init__(self, rules: BodyRules) -> None:
        self._rules = rules
        self._counts: dict[Level, int] = {}

    def label(self, paragraph: Paragraph) -> str:
        """What stands before the words of the next paragraph: "Điều 2.", "a)", "-" or nothing."""
        level = paragraph.level
        rule = self._rules.level.get(level.value)
        if rule is None:  # plain paragraphs and căn cứ
            return ""
        for lower in _BEGUN_ANEW.get(level, ()):
            self._counts[lower] = 0
        if rule.numbering is Numbering.NONE:
            return rule.word if paragraph.number is None else paragraph.number
        number = self._next(paragraph, rule)
        if not number:
            return ""
        after = "" if rule.after and number.endswith(rule.after) else rule.after
        return f"{rule.word} {number}{after}" if rule.word else f"{number}{after}"

    def _next(self, paragraph: Paragraph, rule: LevelRule) -> str:
        level = paragraph.level
        if paragraph.restart:
            self._counts[level] = 0
        if paragraph.number is None:
            count = self._counts[level] = self._counts.get(level, 0) + 1
            return written(count, rule.numbering, self._rules.letters.words)
        # By hand: numbering goes on from what can be read; "" and "*" count for nothing.
        by_hand = read(paragraph.number, rule.numbering, self._rules.letters.words)
        if by_hand is not None:
            self._counts[level] = by_hand
        return paragraph.number


def is_heading(level: Level) -> bool:
    """Whether the words of a paragraph of this level are a title."""
    return level in _HEADINGS


def written(count: int, numbering: Numbering, letters: Sequence[str]) -> str:
    """The number of a part as its level writes it, from 1 on."""
    if numbering is Numbering.ROMAN:
        return roman(count)
    if numbering is Numbering.LETTER:
        return lettered(count, letters)
    return str(count)


def read(text: str, numbering: Numbering, letters: Sequence[str]) -> int | None:
    """The count that a number written by hand stands for ("2a" is 2); None when it is none."""
    bare = text.strip().rstrip(".)")
    digits = _LEADING_DIGITS.match(bare)
    if digits:
        count: int | None = int(digits[0][:10])
    elif numbering is Numbering.ROMAN:
        count = _from_roman(bare)
    elif numbering is Numbering.LETTER:
        count = _from_letters(bare.lower(), letters)
    else:
        count = None
    return count if count is not None and 0 <= count <= _LARGEST_BY_HAND else None


def roman(count: int) -> str:
    """A whole number above zero in Roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        times, count = divmod(count, value)
        figures += figure * times
    return figures


def lettered(count: int, letters: Sequence[str]) -> str:
    """A điểm in the decree's letters; after the last one aa, ab, … (the decree is silent there)."""
    name = ""
    while count > 0:
        count, place = divmod(count - 1, len(letters))
        name = letters[place] + name
    return name


def _from_roman(text: str) -> int | None:
    values = {figure: value for value, figure in _ROMAN if len(figure) == 1}
    if not text or any(figure not in values for figure in text):
        return None
    numbers = [values[figure] for figure in text]
    count = sum(
        -value if value < after else value for value, after in zip(numbers, [*numbers[1:], 0], strict=True)
    )
    return count if 0 < count <= _LARGEST_BY_HAND and roman(count) == text else None


def _from_letters(text: str, letters: Sequence[str]) -> int | None:
    if not text or len(text) > len(str(_LARGEST_BY_HAND)) or any(letter not in letters for letter in text):
        return None
    count = 0
    for letter in text:
        count = count * len(letters) + letters.index(letter) + 1
    return count
