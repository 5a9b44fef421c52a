"""Levels and numbers of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from app.editing.commands.looks import paragraphs_in
from app.editing.commands.text import ordered
from app.letter.model import Alignment, Letter, Level, Paragraph
from app.letter.numbering import Counter, is_heading
from app.letter.numbering import read as read_number
from app.letter.positions import Text, TextPosition, TextRange, blocks_of, with_block
from app.letter.runs import cut
from app.rules.model import Rulebook

# What Tab and Shift+Tab walk through in a công văn; headings lead into it from above.
LADDER = (Level.PLAIN, Level.ITEM, Level.POINT, Level.DASH, Level.PLUS)
_DEEPER: Mapping[Level, Level] = {
    Level.LEGAL_BASIS: Level.PLAIN,
    Level.PART: Level.CHAPTER,
    Level.CHAPTER: Level.SECTION,
    Level.SECTION: Level.ARTICLE,
    Level.ROMAN_SECTION: Level.ITEM,
    Level.SUBSECTION: Level.ARTICLE,
    Level.ARTICLE: Level.ITEM,
}
_MARK = re.compile(r"([^\s.)]{1,4})([.)])\s")
_SIGNS = {"- ": Level.DASH, "\u2013 ": Level.DASH, "+ ": Level.PLUS}  # en dash, as Word types it


def set_level(letter: Letter, over: TextRange, level: Level) -> Letter:
    """Give every paragraph of a range a level; numbers by hand and titles go with the old one."""
    return _changed(letter, over, lambda paragraph: with_level(paragraph, level))


def deeper(letter: Letter, over: TextRange) -> Letter:
    """One level down (Tab)."""
    return _changed(letter, over, lambda paragraph: with_level(paragraph, _step(paragraph.level, 1)))


def higher(letter: Letter, over: TextRange) -> Letter:
    """One level up (Shift+Tab)."""
    return _changed(letter, over, lambda paragraph: with_level(paragraph, _step(paragraph.level, -1)))


def set_title(letter: Letter, over: TextRange, *, title: bool) -> Letter:
    """Make khoản headings of their own line, or not; other levels are left alone."""
    return _changed(
        letter,
        over,
        lambda paragraph: replace(paragraph, title=title) if paragraph.level is Level.ITEM else paragraph,
    )


def set_alignment(letter: Letter, over: TextRange, alignment: Alignment) -> Letter:
    """Align the paragraphs of a range by hand."""
    return _each(letter, paragraphs_in(letter, over), lambda one: replace(one, alignment=alignment))


def levelled_in(letter: Letter, over: TextRange) -> Iterator[tuple[Text, int, Paragraph]]:
    """The paragraphs of a range that have levels there: not those of a table inside it, whose cells
    would all begin with a number.
    """
    text = ordered(letter, over)[0].text
    return (found for found in paragraphs_in(letter, over) if found[0] == text)


def with_level(paragraph: Paragraph, level: Level) -> Paragraph:
    """The paragraph at another level."""
    if level is paragraph.level:
        return paragraph
    return replace(paragraph, level=level, number=None, restart=False, title=False)


def labels(letter: Letter, at: TextPosition, rulebook: Rulebook) -> tuple[str, ...]:
    """The label of every block of a text as it is printed ("1.", "a)", "Điều 2."); "" where there is none."""
    counter = Counter(rulebook.body)
    return tuple(
        counter.label(block) if isinstance(block, Paragraph) else "" for block in blocks_of(letter, at.text)
    )


def typed_mark(letter: Letter, at: TextPosition, rulebook: Rulebook) -> Letter:
    """Turn "1. ", "a) ", "I. ", "- " or "+ " at the start of a plain paragraph into its level.

    ``at`` is the position right behind the mark; the letter comes back unchanged where there is none.
    A number that counting would not give becomes a number by hand.
    """
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph) or block.level is not Level.PLAIN:
        return letter
    head = "".join(run.text for run in cut(block.runs, at.offset)[0])
    found = _level_of_mark(head, rulebook)
    if found is None:
        return letter
    level, number = found
    new = replace(block, level=level, runs=cut(block.runs, at.offset)[1], number=None)
    counted = with_block(letter, at.text, at.block, new)
    label = labels(counted, at, rulebook)[at.block]
    if number and label != head.strip():
        return with_block(letter, at.text, at.block, replace(new, number=number))
    return counted


def _level_of_mark(head: str, rulebook: Rulebook) -> tuple[Level, str] | None:
    """The level that a typed mark means, and its number."""
    if head in _SIGNS:
        return _SIGNS[head], ""
    match = _MARK.fullmatch(head)
    if not match:
        return None
    number, after = match.groups()
    for level in (Level.ITEM, Level.POINT, Level.ROMAN_SECTION):
        rule = rulebook.body.level[level.value]
        count = read_number(number, rule.numbering, rulebook.body.letters.words)
        if after == rule.after and count and number[0].isdigit() is (level is Level.ITEM):
            return level, number
    return None


def _step(level: Level, by: int) -> Level:
    if level in LADDER:
        return LADDER[max(0, min(LADDER.index(level) + by, len(LADDER) - 1))]
    if by > 0:
        return _DEEPER[level]
    return Level.PLAIN if not is_heading(level) else level


def _changed(letter: Letter, over: TextRange, change: Callable[[Paragraph], Paragraph]) -> Letter:
    return _each(letter, levelled_in(letter, over), change)


def _each(
    letter: Letter, found: Iterator[tuple[Text, int, Paragraph]], change: Callable[[Paragraph], Paragraph]
) -> Letter:
    for text, index, paragraph in found:
        new = change(paragraph)
        if new != paragraph:
            letter = with_block(letter, text, index, new)
    return letter
