"""Bold, italic, underline, superscript over a range; footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.editing.commands.text import ordered
from app.letter.clean import clean_text
from app.letter.model import Footnote, Letter, Paragraph, Run, Table
from app.letter.positions import Text, TextPosition, TextRange, blocks_of, length, with_block
from app.letter.runs import between, changed, cut, joined, look_at

Look = Literal["bold", "italic", "underline", "superscript"]
LOOKS: tuple[Look, ...] = ("bold", "italic", "underline", "superscript")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of a range in one paragraph."""

    text: Text
    block: int
    paragraph: Paragraph
    start: int
    end: int


def toggle_look(letter: Letter, over: TextRange, look: Look) -> Letter:
    """Give the whole range a look, or take it away when all of it has it already."""
    on = not has_look(letter, over, look)
    return set_look(letter, over, look, on=on)


def set_look(letter: Letter, over: TextRange, look: Look, *, on: bool) -> Letter:
    """Give the range a look or take it away."""
    return change_runs(letter, over, lambda run: _with_look(run, look, on=on))


def clear_looks(letter: Letter, over: TextRange) -> Letter:
    """Take every look of its own from the range."""
    for look in LOOKS:
        letter = set_look(letter, over, look, on=False)
    return letter


def has_look(letter: Letter, over: TextRange, look: Look) -> bool:
    """Whether every character of the range has the look; without characters, whether typing there has."""
    runs = [
        run
        for part in _stretches(letter, over)
        for run in between(part.paragraph.runs, part.start, part.end)
        if run.text
    ]
    if runs:
        return all(getattr(run, look) for run in runs)
    return bool(getattr(typing_look(letter, ordered(letter, over)[0]), look))


def typing_look(letter: Letter, at: TextPosition) -> Run:
    """An empty run in the look that a text typed here takes."""
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    return look_at(block.runs, at.offset) if isinstance(block, Paragraph) else Run()


def change_runs(letter: Letter, over: TextRange, change: Callable[[Run], Run]) -> Letter:
    """Change every run of a range."""
    for part in _stretches(letter, over):
        runs = changed(part.paragraph.runs, part.start, part.end, change)
        if runs != part.paragraph.runs:
            letter = with_block(letter, part.text, part.block, replace(part.paragraph, runs=runs))
    return letter


def insert_footnote(letter: Letter, at: TextPosition, words: str | tuple[Run, ...] = "") -> Letter:
    """Put the mark of a new footnote behind the characters before this position."""
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block]
    if not isinstance(block, Paragraph):
        return letter
    before, after = cut(block.runs, at.offset)
    note = Footnote(runs=_note_runs(words))
    if before and before[-1].footnote is None:
        marked = (*before[:-1], replace(before[-1], footnote=note))
    else:
        marked = (*before, replace(look_at(block.runs, at.offset), footnote=note))
    # Not joined: the mark of a footnote ends its run.
    return with_block(letter, at.text, at.block, replace(block, runs=joined((*marked, *after))))


def change_footnote(letter: Letter, mark: TextPosition, words: str | tuple[Run, ...]) -> Letter:
    """Give the footnote other words whose mark stands right after this position."""
    block = blocks_of(letter, mark.text)[mark.block]
    if not isinstance(block, Paragraph):
        return letter
    note = Footnote(runs=_note_runs(words))
    runs = changed(
        block.runs,
        mark.offset,
        mark.offset + 1,
        lambda run: (
            run if run.footnote is None else replace(run, footnote=replace(run.footnote, runs=note.runs))
        ),
    )
    return with_block(letter, mark.text, mark.block, replace(block, runs=runs))


def paragraphs_in(letter: Letter, over: TextRange) -> Iterator[tuple[Text, int, Paragraph]]:
    """Every paragraph that a range touches, those of tables inside it too: text, index, paragraph."""
    for part in _stretches(letter, over):
        yield part.text, part.block, part.paragraph


def _stretches(letter: Letter, over: TextRange) -> Iterator[_Stretch]:
    start, end = ordered(letter, over)
    blocks = blocks_of(letter, start.text)
    for index in range(start.block, min(end.block + 1, len(blocks))):
        block = blocks[index]
        if isinstance(block, Table):
            yield from _cells(start.text, index, block)
        elif isinstance(block, Paragraph):
            first = start.offset if index == start.block else 0
            last = end.offset if index == end.block else length(block)
            yield _Stretch(start.text, index, block, first, last)


def _cells(text: Text, index: int, table: Table) -> Iterator[_Stretch]:
    for row, line in enumerate(table.rows):
        for cell, content in enumerate(line.cells):
            inside = Text(text.appendix, (index, row, cell))
            for block, paragraph in enumerate(content.blocks):
                yield _Stretch(inside, block, paragraph, 0, length(paragraph))


def _with_look(run: Run, look: Look, *, on: bool) -> Run:
    match look:
        case "bold":
            return replace(run, bold=on)
        case "italic":
            return replace(run, italic=on)
        case "underline":
            return replace(run, underline=on)
    return replace(run, superscript=on)


def _note_runs(words: str | tuple[Run, ...]) -> tuple[Run, ...]:
    runs = (Run(text=clean_text(words)),) if isinstance(words, str) else words
    # Word has no footnotes of footnotes.
    return joined(replace(run, footnote=None) for run in runs)
