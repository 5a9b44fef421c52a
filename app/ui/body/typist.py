"""Typing and deleting: characters, Enter, Backspace; marks such as "1. " that make a level."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from PySide6.QtGui import QTextCursor

from app.base.vietnamese import nfc
from app.editing.commands.levels import LADDER, set_level, with_level
from app.editing.commands.marks import typed_mark_anywhere
from app.editing.commands.text import delete, delete_block, insert_text, split
from app.letter.clean import clean_text
from app.letter.model import Letter, Level, PageBreak, Paragraph, Table
from app.letter.positions import TextPosition, TextRange, blocks_of, length, with_block
from app.ui.body.desk import After, Desk, inside
from app.ui.body.shown import characters

# A mark at the start of a line is no longer than this ("Điều 100. ").
_LONGEST_MARK = 12
_TYPING, _ERASING = "typing", "erasing"


class Typist:
    """Turns keys into commands. Everything goes through the draft, the document follows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- characters

    def type(self, text: str) -> None:
        """Type a text at the cursor, over the selection."""
        desk = self._desk
        letter, at = desk.without_selection()
        self._put(letter, at, clean_text(text))

    def commit(self, text: str, start: int, count: int) -> None:
        """Take what an input method commits; ``start`` and ``count`` name what it replaces, from the
        cursor, in Qt's units.
        """
        desk = self._desk
        letter, at = desk.without_selection()
        if count:
            place = desk.mirror.place_of(inside(desk.letter, at)) + start
            block = desk.view.document().findBlock(place)
            first = characters(block.text(), place - block.position())
            last = characters(block.text(), place + count - block.position())
            at = desk.mirror.position_at(block.position()).moved(at.block, first)
            letter = delete(letter, TextRange(at, at.moved(at.block, last)))
        if text:
            self._put(letter, at, clean_text(text))
        else:
            desk.change(letter, After(at, group=(_ERASING, desk.text)))

    def line_break(self) -> None:
        """A line break inside the paragraph (Shift+Enter)."""
        self.type("\n")

    def _put(self, letter: Letter, at: TextPosition, text: str) -> None:
        desk = self._desk
        if not text:
            return
        letter, at, text = _composed(letter, at, text)
        blocks = blocks_of(letter, at.text)
        block = blocks[at.block] if at.block < len(blocks) else None
        if isinstance(block, Paragraph):
            after = at.moved(at.block, at.offset + len(text))
        else:  # a paragraph of its own beside a table
            after = at.moved(at.block + (1 if block is not None and at.offset else 0), len(text))
        if isinstance(block, PageBreak):
            # Behind it: the page before it has ended.
            at, after = at.moved(at.block, 1), after.moved(at.block + 1, len(text))
        look = None if desk.pending is None else replace(desk.pending, text="")
        new = insert_text(letter, at, text, look)
        ends = text[-1:].isspace()
        if desk.change(new, After(after, group=(_TYPING, desk.text), ends_group=ends)):
            desk.pending = None
            if ends and after.offset <= _LONGEST_MARK and after.text.cell is None:
                self._mark(after)

    def _mark(self, at: TextPosition) -> None:
        """Make a level of a mark typed at the start of a line: a step of its own, so that undo keeps the
        characters.
        """
        desk = self._desk
        new = typed_mark_anywhere(desk.letter, at, desk.rulebook)
        if new is not desk.letter:
            desk.change(new, After(at.moved(at.block)))

    # --- paragraphs

    def enter(self) -> None:
        """End the paragraph; in an empty one of a list go one level up instead."""
        desk = self._desk
        letter, at = desk.without_selection()
        blocks = blocks_of(letter, at.text)
        block = blocks[at.block] if at.block < len(blocks) else None
        if isinstance(block, Paragraph) and not block.runs and block.level is not Level.PLAIN:
            desk.change(_one_level_up(letter, at), After(at))
            return
        if isinstance(block, PageBreak):
            at = at.moved(at.block, 1)
        new = split(letter, at)
        if isinstance(block, Paragraph):
            after = at.moved(at.block + 1)
            if block.title and block.level is Level.ITEM and at.offset == length(block) and block.runs:
                # Offices put dashes below the heading of a khoản.
                new = set_level(new, TextRange(after, after), Level.DASH)
        else:
            after = at.moved(at.block + (1 if block is not None and at.offset else 0))
        desk.change(new, After(after))

    def erase_back(self) -> None:
        """Backspace: the selection, the character before, the level, the end of the paragraph before."""
        desk = self._desk
        at = desk.here()
        if desk.has_selection:
            self._erase_selection()
        elif isinstance(desk.block(at), Paragraph) and at.offset:
            self._erase(at.moved(at.block, at.offset - 1), at)
        else:
            self._back_over_start(at)

    def erase_forward(self) -> None:
        """Delete: the selection, the character behind, the end of the paragraph."""
        desk = self._desk
        at = desk.here()
        block = desk.block(at)
        if desk.has_selection:
            self._erase_selection()
        elif isinstance(block, Paragraph) and at.offset < length(block):
            self._erase(at, at.moved(at.block, at.offset + 1))
        elif isinstance(block, PageBreak):
            desk.change(delete_block(desk.letter, at), After(at.moved(at.block)))
        elif isinstance(block, Table):
            self._move(QTextCursor.MoveOperation.Right)
        else:
            self._forward_over_end(at)

    def erase_word(self, *, forward: bool) -> None:
        """Ctrl+Backspace and Ctrl+Delete: the word before or behind; at the edge as without Ctrl."""
        desk = self._desk
        here = desk.here()
        cursor = desk.view.textCursor()
        operation = QTextCursor.MoveOperation.NextWord if forward else QTextCursor.MoveOperation.PreviousWord
        cursor.clearSelection()
        cursor.movePosition(operation)
        there = desk.mirror.position_at(cursor.position())
        if desk.has_selection or there.text != here.text or there.block != here.block or there == here:
            if forward:
                self.erase_forward()
            else:
                self.erase_back()
            return
        first, last = sorted((here, there), key=lambda position: position.order)
        self._erase(first, last)

    def _erase(self, start: TextPosition, end: TextPosition) -> None:
        desk = self._desk
        new = delete(desk.letter, TextRange(start, end))
        desk.change(new, After(start, group=(_ERASING, desk.text)))

    def _erase_selection(self) -> None:
        letter, at = self._desk.without_selection()
        self._desk.change(letter, After(at))

    def _back_over_start(self, at: TextPosition) -> None:
        """Backspace at the very start of a block."""
        desk = self._desk
        block = desk.block(at)
        blocks = blocks_of(desk.letter, at.text)
        if isinstance(block, PageBreak):
            after = _end_before(blocks, at) if at.block else at
            desk.change(delete_block(desk.letter, at), After(after))
            return
        if not isinstance(block, Paragraph):
            self._move(QTextCursor.MoveOperation.Left)
            return
        if block.level is not Level.PLAIN:
            desk.change(_with(desk.letter, at, with_level(block, Level.PLAIN)), After(at))
            return
        if not at.block:
            return
        before = blocks[at.block - 1]
        if isinstance(before, PageBreak):
            desk.change(delete_block(desk.letter, at.moved(at.block - 1)), After(at.moved(at.block - 1)))
        elif isinstance(before, Paragraph):
            start = _end_before(blocks, at)
            desk.change(delete(desk.letter, TextRange(start, at)), After(start))
        elif not block.runs and at.block + 1 < len(blocks):
            desk.change(delete_block(desk.letter, at), After(at.moved(at.block - 1, 1)))
        else:
            self._move(QTextCursor.MoveOperation.Left)

    def _forward_over_end(self, at: TextPosition) -> None:
        """Delete at the very end of a paragraph."""
        desk = self._desk
        blocks = blocks_of(desk.letter, at.text)
        if at.block + 1 >= len(blocks):
            return
        behind, block = blocks[at.block + 1], blocks[at.block]
        if isinstance(behind, PageBreak):
            desk.change(delete_block(desk.letter, at.moved(at.block + 1)), After(at))
        elif isinstance(behind, Paragraph):
            desk.change(delete(desk.letter, TextRange(at, at.moved(at.block + 1))), After(at))
        elif isinstance(block, Paragraph) and not block.runs:
            desk.change(delete_block(desk.letter, at), After(at.moved(at.block)))

    def _move(self, operation: QTextCursor.MoveOperation) -> None:
        self._desk.view.moveCursor(operation)


def _end_before(blocks: tuple[object, ...], at: TextPosition) -> TextPosition:
    before = blocks[at.block - 1]
    if isinstance(before, Paragraph):
        return at.moved(at.block - 1, length(before))
    return at.moved(at.block - 1, int(isinstance(before, Table)))


def _with(letter: Letter, at: TextPosition, paragraph: Paragraph) -> Letter:
    return with_block(letter, at.text, at.block, paragraph)


def _one_level_up(letter: Letter, at: TextPosition) -> Letter:
    """An empty paragraph of a list at the level that its list belongs to.

    That is the nearest shallower one before it: after the dashes of a khoản comes the next khoản, a
    heading again where that was one.
    """
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block]
    if not isinstance(block, Paragraph):
        return letter
    depth = LADDER.index(block.level) if block.level in LADDER else 1
    for before in reversed(blocks[: at.block]):
        if isinstance(before, Paragraph) and before.level in LADDER[1:depth]:
            return _with(letter, at, replace(with_level(block, before.level), title=before.title))
        if isinstance(before, Paragraph) and before.level not in LADDER:
            break
        if isinstance(before, Paragraph) and before.level is Level.PLAIN and depth > 1:
            break
    return _with(letter, at, with_level(block, Level.PLAIN))


def _composed(letter: Letter, at: TextPosition, text: str) -> tuple[Letter, TextPosition, str]:
    """A combining mark that some keyboards send by itself, joined with the letter before it."""
    if not unicodedata.combining(text[0]) or not at.offset:
        return letter, at, text
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block]
    start = at.moved(at.block, at.offset - 1)
    if not isinstance(block, Paragraph):
        return letter, at, text
    before = "".join(run.text + ("\ufffc" if run.footnote else "") for run in block.runs)[start.offset]
    joined = nfc(before + text)
    if len(joined) > len(text):
        return letter, at, text
    return delete(letter, TextRange(start, at)), start, joined
