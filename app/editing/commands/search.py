"""Finding words in a text and its footnotes, with or without marks, and replacing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.base.vietnamese import fold
from app.editing.commands.notes import replace_in_footnote
from app.letter.clean import clean_text
from app.letter.model import Letter, Paragraph, Run, Table
from app.letter.positions import (
    Text,
    TextPosition,
    TextRange,
    blocks_of,
    note_text,
    plain_text,
    with_block,
)
from app.letter.runs import between, cut, joined


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, never minding capitals; ``folded``: never minding marks either."""

    words: str
    folded: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class NoteRange:
    """Characters of the footnote whose mark stands right after a position."""

    mark: TextPosition
    start: int
    end: int


Place = TextRange | NoteRange


def find_all(letter: Letter, text: Text, search: Search) -> list[Place]:
    """Every place in a text, in the cells of its tables and in its footnotes, which come where their marks
    stand; none lies in another.
    """
    wanted = _seen(clean_text(search.words), search)[0]
    found: list[Place] = []
    for part, index, block in _paragraphs(letter, text) if wanted else ():
        here: list[tuple[int, Place]] = []
        for start, end in _matches(plain_text(block), wanted, search):
            over = TextRange(TextPosition(index, start, part), TextPosition(index, end, part))
            here.append((start, over))
        for offset, words in _notes(block):
            mark = TextPosition(index, offset, part)
            here += [(offset, NoteRange(mark, start, end)) for start, end in _matches(words, wanted, search)]
        found += [place for _, place in sorted(here, key=lambda one: one[0])]
    return found


def replace_all(letter: Letter, places: Sequence[Place], words: str) -> Letter:
    """Put words in every one of these places, in the look of what stands there."""
    for place in reversed(places):
        letter = replace_words(letter, place, words)
    return letter


def replace_words(letter: Letter, place: Place, words: str) -> Letter:
    """Put words in place of others of one paragraph, in the look of the first replaced character."""
    if isinstance(place, NoteRange):
        return replace_in_footnote(letter, place.mark, place.start, place.end, words)
    start, end = place.start, place.end
    block = blocks_of(letter, start.text)[start.block]
    if not isinstance(block, Paragraph):
        return letter
    old = between(block.runs, start.offset, end.offset)
    look = old[0] if old else Run()
    new = replace(look, text=clean_text(words), footnote=None)
    runs = joined((*cut(block.runs, start.offset)[0], new, *cut(block.runs, end.offset)[1]))
    return with_block(letter, start.text, start.block, replace(block, runs=runs))


def _paragraphs(letter: Letter, text: Text) -> Iterator[tuple[Text, int, Paragraph]]:
    for index, block in enumerate(blocks_of(letter, text)):
        if isinstance(block, Table):
            for row, line in enumerate(block.rows):
                for cell in range(len(line.cells)):
                    yield from _paragraphs(letter, Text(text.appendix, (index, row, cell)))
        elif isinstance(block, Paragraph):
            yield text, index, block


def _notes(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """The footnotes of a paragraph: where their marks stand, and their words."""
    offset = 0
    for run in paragraph.runs:
        offset += len(run.text)
        if run.footnote is not None:
            yield offset, note_text(run.footnote)
            offset += 1


def _matches(text: str, wanted: str, search: Search) -> Iterator[tuple[int, int]]:
    seen, origins = _seen(text, search)
    start = seen.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        first = origins[start] if origins else start
        last = origins[end] if origins else end
        if not search.whole_words or _stands_alone(text, first, last):
            yield first, last
            start = seen.find(wanted, end)
        else:
            start = seen.find(wanted, start + 1)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()


def _seen(text: str, search: Search) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its characters comes from (empty: from its own place)."""
    whole = fold(text) if search.folded else text.lower()
    if len(whole) == len(text):
        return whole, []
    # Marks that stand alone and letters with two small forms: one by one.
    parts = [fold(char) if search.folded else char.lower() for char in text]
    origins = [index for index, part in enumerate(parts) for _ in part]
    return "".join(parts), [*origins, len(text)]
