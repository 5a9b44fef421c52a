"""Typing and deleting in a text: characters, paragraphs, whole blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.letter.clean import clean_text
from app.letter.model import Block, Letter, Level, PageBreak, Paragraph, Run
from app.letter.numbering import is_heading
from app.letter.positions import TextPosition, TextRange, blocks_of, length, with_blocks
from app.letter.runs import between, cut, joined, look_at


def insert_text(letter: Letter, at: TextPosition, text: str, look: Run | None = None) -> Letter:
    """Type a text into a paragraph, in the look around it or in one given; a line feed is a line break.

    Before or after a table or page break a new paragraph is made for it.
    """
    text = clean_text(text)
    if not text:
        return letter
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph):
        # Beside a table, or into a text without any block.
        index = at.block + (1 if block is not None and at.offset else 0)
        new = Paragraph(runs=(replace(look or Run(), text=text),))
        return with_blocks(letter, at.text, (*blocks[:index], new, *blocks[index:]))
    before, after = cut(block.runs, at.offset)
    typed = replace(look or look_at(block.runs, at.offset), text=text)
    return _replaced(letter, at, replace(block, runs=joined((*before, typed, *after))))


def delete(letter: Letter, over: TextRange) -> Letter:
    """Delete what lies between two positions and join the paragraphs around it.

    Where one end lies in a cell and the other does not, the whole table goes.
    """
    start, end = ordered(letter, over)
    blocks = blocks_of(letter, start.text)
    if not blocks or start.order >= end.order:
        return letter
    head, tail = blocks[start.block], blocks[min(end.block, len(blocks) - 1)]
    kept = _joined_blocks(_before(head, start.offset), _after(tail, end.offset))
    rest = blocks[end.block + 1 :]
    return with_blocks(letter, start.text, (*blocks[: start.block], *kept, *rest))


def split(letter: Letter, at: TextPosition) -> Letter:
    """End the paragraph here (Enter): the rest becomes a paragraph of its own.

    A paragraph begun behind a heading is plain, one behind another paragraph has its level.
    """
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph):
        index = at.block + (1 if block is not None and at.offset else 0)
        return with_blocks(letter, at.text, (*blocks[:index], Paragraph(), *blocks[index:]))
    before, after = cut(block.runs, at.offset)
    if not before and after:
        # At the very start: an empty paragraph comes before, and this one keeps what it is.
        first, second = _follower(block), block
    else:
        first, second = replace(block, runs=before), replace(_follower(block), runs=after)
    return with_blocks(letter, at.text, (*blocks[: at.block], first, second, *blocks[at.block + 1 :]))


def insert_blocks(letter: Letter, at: TextPosition, new: Sequence[Block]) -> Letter:
    """Put blocks in (a paste). One plain paragraph goes into the line; of several the first and last
    join the paragraph they are put into where they are plain too. A cell takes paragraphs only.
    """
    if at.text.cell is not None:
        new = [block for block in new if isinstance(block, Paragraph)]
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not new:
        return letter
    if not isinstance(block, Paragraph):
        index = at.block + (1 if block is not None and at.offset else 0)
        return with_blocks(letter, at.text, (*blocks[:index], *new, *blocks[index:]))
    before, after = cut(block.runs, at.offset)
    if len(new) == 1 and _is_plain(new[0]):
        runs = joined((*before, *_runs(new[0]), *after))
        return _replaced(letter, at, replace(block, runs=runs))
    put = _around(block, before, list(new), after)
    return with_blocks(letter, at.text, (*blocks[: at.block], *put, *blocks[at.block + 1 :]))


def insert_page_break(letter: Letter, at: TextPosition) -> Letter:
    """A page break here; inside a paragraph it splits it. A cell takes none."""
    if at.text.cell is not None:
        return letter
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if isinstance(block, Paragraph) and 0 < at.offset < length(block):
        letter, at = split(letter, at), at.moved(at.block + 1)
        blocks = blocks_of(letter, at.text)
    index = at.block + (1 if block is not None and at.offset else 0)
    return with_blocks(letter, at.text, (*blocks[:index], PageBreak(), *blocks[index:]))


def delete_block(letter: Letter, at: TextPosition) -> Letter:
    """Take a whole block away."""
    blocks = blocks_of(letter, at.text)
    return with_blocks(letter, at.text, (*blocks[: at.block], *blocks[at.block + 1 :]))


def copied(letter: Letter, over: TextRange) -> tuple[Block, ...]:
    """The blocks of a range, as the clipboard takes them; part of a paragraph is words of no level, unless
    it is the beginning of several paragraphs' last one.
    """
    start, end = ordered(letter, over)
    blocks = blocks_of(letter, start.text)[start.block : end.block + 1]
    found: list[Block] = []
    for index, block in enumerate(blocks, start.block):
        first = start.offset if index == start.block else 0
        last = end.offset if index == end.block else length(block)
        if isinstance(block, Paragraph):
            is_part = first > 0 or (len(blocks) == 1 and last < length(block))
            runs = between(block.runs, first, last)
            found.append(Paragraph(runs=runs) if is_part else replace(block, runs=runs))
        elif first < last:
            found.append(block)
    return tuple(found)


def ordered(letter: Letter, over: TextRange) -> tuple[TextPosition, TextPosition]:
    """The ends of a range in the order of the text, both in one text and inside their blocks.

    An end in a cell whose fellow is elsewhere becomes the edge of the table. ValueError when the ends
    lie in the body and an appendix, or in two of those.
    """
    start, end = over.start, over.end
    if start.text.appendix != end.text.appendix:
        raise ValueError("a range lies within one text")
    if start.text != end.text:
        first, last = sorted((start, end), key=lambda one: _beside_table(one, 0).order)
        start, end = _beside_table(first, 0), _beside_table(last, 1)
    elif start.order > end.order:
        start, end = end, start
    return _inside(letter, start), _inside(letter, end)


def _beside_table(position: TextPosition, offset: int) -> TextPosition:
    """Before (0) or after (1) its table for a position in a cell, else itself."""
    if position.text.cell is None:
        return position
    return TextPosition(position.text.cell[0], offset, position.text.around)


def _inside(letter: Letter, position: TextPosition) -> TextPosition:
    blocks = blocks_of(letter, position.text)
    if position.block >= len(blocks):
        last = len(blocks) - 1
        return position.moved(max(last, 0), length(blocks[last]) if blocks else 0)
    return position.moved(position.block, max(0, min(position.offset, length(blocks[position.block]))))


def _replaced(letter: Letter, at: TextPosition, block: Block) -> Letter:
    blocks = blocks_of(letter, at.text)
    return with_blocks(letter, at.text, (*blocks[: at.block], block, *blocks[at.block + 1 :]))


def _before(block: Block, offset: int) -> Block | None:
    """What is left of a block before an offset; None when it is a table that goes."""
    if isinstance(block, Paragraph):
        return replace(block, runs=cut(block.runs, offset)[0])
    return block if offset else None


def _after(block: Block, offset: int) -> Block | None:
    if isinstance(block, Paragraph):
        return replace(block, runs=cut(block.runs, offset)[1])
    return None if offset else block


def _joined_blocks(head: Block | None, tail: Block | None) -> tuple[Block, ...]:
    if isinstance(head, Paragraph) and isinstance(tail, Paragraph):
        # An emptied paragraph takes the level of what moves up into it, as in Word.
        kept = head if head.runs or not tail.runs else replace(tail, restart=tail.restart or head.restart)
        return (replace(kept, runs=joined((*head.runs, *tail.runs))),)
    return tuple(block for block in (head, tail) if block is not None)


def _follower(block: Paragraph) -> Paragraph:
    """The empty paragraph that comes after or before one."""
    level = Level.PLAIN if is_heading(block.level) or block.title else block.level
    return Paragraph(level=level, alignment=block.alignment)


def _around(
    block: Paragraph, before: tuple[Run, ...], new: list[Block], after: tuple[Run, ...]
) -> list[Block]:
    if _is_plain(new[0]):
        new[0] = replace(block, runs=joined((*before, *_runs(new[0]))))
    elif before:
        new.insert(0, replace(block, runs=before))
    last = new[-1]
    if after and isinstance(last, Paragraph):
        new[-1] = replace(last, runs=joined((*last.runs, *after)))
    elif after:
        new.append(replace(_follower(block), runs=after))
    return new


def _is_plain(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is Level.PLAIN and block.number is None


def _runs(block: Block) -> tuple[Run, ...]:
    return block.runs if isinstance(block, Paragraph) else ()


def _is_basis(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is Level.LEGAL_BASIS
