"""Writes paragraphs and tables into a QTextDocument, and changes what stands there as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from app.letter.model import Block, Paragraph, Table
from app.rules.wording import BodyRules
from app.ui.body.cells import CellMap
from app.ui.body.formats import Formats
from app.ui.body.shown import Line, Look, Piece, labels_of, line_of, notes_in, pieces, units

_PLAIN = Look()


class Shown:
    """A block of a letter with what its neighbours give it: label and number of its first footnote."""

    __slots__ = ("block", "label", "note")

    def __init__(self, block: Block, label: str, note: int) -> None:
        self.block = block
        self.label = label
        self.note = note


class Writer:
    """The hand that writes; whoever calls it knows which block of the document is which."""

    def __init__(self, document: QTextDocument, formats: Formats, rules: BodyRules) -> None:
        self._document = document
        self._rules = rules
        self.formats = formats

    # --- putting in and taking out

    def insert(self, number: int, shown: Sequence[Shown], *, at_end: bool, in_cell: bool = False) -> None:
        """Write blocks before the block of this number, or (``at_end``) behind the one before it."""
        cursor = QTextCursor(self._document)
        if at_end:
            cursor.setPosition(_end_of(self._block(number - 1)))
            _new_block(cursor)
        else:
            cursor.setPosition(self._block(number).position())
            cursor.insertBlock(cursor.blockFormat(), cursor.blockCharFormat())
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        for index, one in enumerate(shown):
            if index:
                _new_block(cursor)
            self._write(cursor, one, in_cell=in_cell)

    def remove(self, number: int, count: int, *, at_end: bool) -> None:
        """Take blocks away; ``at_end``: they are the last of the document or of their cell."""
        cursor = QTextCursor(self._document)
        kept = self._block(number - 1 if at_end else number + count)
        line, look = kept.blockFormat(), kept.charFormat()
        if at_end:
            start, end = _end_of(kept), _end_of(self._block(number + count - 1))
        else:
            start, end = self._block(number).position(), kept.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        # Which of the joined blocks gives its format depends on which of them is empty.
        cursor.setBlockFormat(line)
        cursor.setBlockCharFormat(look)

    def clear(self, number: int, *, in_cell: bool = False) -> None:
        """Make an empty line of a block: that of an empty text."""
        cursor = QTextCursor(self._block(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        line = self.formats.line(Line(in_cell=True)) if in_cell else self.formats.gap()
        self._set_line(cursor, line, _PLAIN, in_cell=in_cell)

    def settle_gap(self, number: int, *, small: bool) -> None:
        """Make the line beside a table small or as high as text."""
        wanted = self.formats.gap(small=small)
        block = self._block(number)
        if block.blockFormat().lineHeightType() != wanted.lineHeightType():
            QTextCursor(block).setBlockFormat(wanted)

    # --- changing what is there

    def patch(self, number: int, old: Shown, new: Shown, *, in_cell: bool = False) -> None:
        """Change one block (paragraph or page break) into another."""
        block = self._block(number)
        cursor = QTextCursor(block)
        if not isinstance(new.block, Paragraph):
            self.clear(number)
            cursor.setBlockFormat(self.formats.page_break())
            return
        line = line_of(new.block, new.label, in_cell=in_cell)
        if not isinstance(old.block, Paragraph) or line != line_of(old.block, old.label, in_cell=in_cell):
            look = _first_look(pieces(new.block, new.note))
            self._set_line(cursor, self.formats.line(line), look, in_cell=in_cell)
        before = pieces(old.block, old.note) if isinstance(old.block, Paragraph) else []
        self._patch_text(block.position(), before, pieces(new.block, new.note))

    def patch_table(self, number: int, old: Shown, new: Shown) -> None:
        """Change a table into one of the same cells."""
        before, after = old.block, new.block
        if not isinstance(before, Table) or not isinstance(after, Table):
            raise TypeError("only tables are patched as tables")
        cells, wanted = CellMap(before), CellMap(after)
        self._patch_table_format(number, before, after, wanted)
        old_note, new_note = old.note, new.note
        grown = 0
        for place, (was, now) in enumerate(zip(cells.slots, wanted.slots, strict=True)):
            if was.paragraphs is not now.paragraphs or old_note != new_note:
                start = number + cells.starts[place] + grown
                self._patch_cell(
                    start, self._shown(was.paragraphs, old_note), self._shown(now.paragraphs, new_note)
                )
                grown += now.blocks - was.blocks
                old_note += sum(map(notes_in, was.paragraphs))
                new_note += sum(map(notes_in, now.paragraphs))
            else:
                held = sum(map(notes_in, now.paragraphs))
                old_note, new_note = old_note + held, new_note + held

    def _patch_cell(self, start: int, old: list[Shown], new: list[Shown]) -> None:
        for offset in range(min(len(old), len(new))):
            self.patch(start + offset, old[offset], new[offset], in_cell=True)
        if len(new) > len(old):
            rest = new[len(old) :]
            if not old:
                # The cell's only block stands for nothing yet.
                cursor = QTextCursor(self._block(start))
                self._write(cursor, rest[0], in_cell=True)
                rest, start = rest[1:], start + 1
            if rest:
                self.insert(start + len(old), rest, at_end=True, in_cell=True)
        elif len(old) > max(1, len(new)):
            kept = max(1, len(new))
            self.remove(start + kept, len(old) - kept, at_end=True)
        if old and not new:
            self.clear(start, in_cell=True)

    def _patch_table_format(self, number: int, before: Table, after: Table, cells: CellMap) -> None:
        if (before.widths, before.header_rows) == (after.widths, after.header_rows):
            return
        cursor = QTextCursor(self._block(number + 1))
        table = cursor.currentTable()
        table.setFormat(self.formats.table(_lawful_widths(after, cells), after.header_rows))
        for slot in cells.slots:
            if (slot.row < before.header_rows) != (slot.row < after.header_rows):
                cell = table.cellAt(slot.row, slot.column)
                self.formats.dress_cell(cell, header=slot.row < after.header_rows)

    def _patch_text(self, start: int, before: list[Piece], after: list[Piece]) -> None:
        """Change the characters that differ, then the looks that differ."""
        if before == after:
            return
        old, new = _joined(before), _joined(after)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        cursor = QTextCursor(self._document)
        if len(old) > head + tail:
            cursor.setPosition(start + units(old, head))
            end = start + units(old, len(old) - tail)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        looks = _spread(after)
        if len(new) > head + tail:
            cursor.setPosition(start + units(new, head))
            cursor.insertText(new[head : len(new) - tail], self.formats.characters(looks[head]))
        had = _spread(before)
        inserted = len(new) - head - tail
        shown = [*had[:head], *([looks[head]] * inserted if inserted else []), *had[len(old) - tail :]]
        if shown != looks:
            self._patch_looks(start, new, shown, looks)

    def _patch_looks(self, start: int, text: str, shown: list[Look], looks: list[Look]) -> None:
        cursor = QTextCursor(self._document)
        index = 0
        while index < len(text):
            end = index + 1
            while end < len(text) and looks[end] == looks[index]:
                end += 1
            if shown[index:end] != looks[index:end]:
                cursor.setPosition(start + units(text, index))
                cursor.setPosition(start + units(text, end), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self.formats.characters(looks[index]))
            index = end

    # --- writing

    def _write(self, cursor: QTextCursor, shown: Shown, *, in_cell: bool) -> None:
        """Write a block into the empty one at the cursor, which stands behind it afterwards."""
        block = shown.block
        if isinstance(block, Table):
            self._write_table(cursor, shown, block)
        elif isinstance(block, Paragraph):
            line = line_of(block, shown.label, in_cell=in_cell)
            parts = pieces(block, shown.note)
            self._set_line(cursor, self.formats.line(line), _first_look(parts), in_cell=in_cell)
            for text, look in parts:
                cursor.insertText(text, self.formats.characters(look))
        else:
            self._set_line(cursor, self.formats.page_break(), _PLAIN)

    def _write_table(self, cursor: QTextCursor, shown: Shown, block: Table) -> None:
        cells = CellMap(block)
        self._set_line(cursor, self.formats.gap(), _PLAIN)
        rows, columns = max(1, len(block.rows)), max(1, cells.grid.columns)
        table = cursor.insertTable(
            rows, columns, self.formats.table(_lawful_widths(block, cells), block.header_rows)
        )
        for row, line in enumerate(cells.grid.rows):
            for placed in line:
                if placed.colspan > 1 or placed.rowspan > 1:
                    table.mergeCells(row, placed.column, placed.rowspan, placed.colspan)
        note = shown.note
        for slot in cells.slots:
            cell = table.cellAt(slot.row, slot.column)
            if slot.row < block.header_rows:
                self.formats.dress_cell(cell, header=True)
            inside = cell.firstCursorPosition()
            inside.setBlockFormat(self.formats.line(Line(in_cell=True)))
            for index, one in enumerate(self._shown(slot.paragraphs, note)):
                if index:
                    _new_block(inside)
                self._write(inside, one, in_cell=True)
            note += sum(map(notes_in, slot.paragraphs))
        cursor.setPosition(table.lastCursorPosition().position())
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._set_line(cursor, self.formats.gap(), _PLAIN)

    def _set_line(
        self, cursor: QTextCursor, line: QTextBlockFormat, look: Look, *, in_cell: bool = False
    ) -> None:
        cursor.setBlockFormat(line)
        # In a cell's first block this format is that of the cell itself, its spans included.
        if not in_cell:
            form = self.formats.characters(look) if look != _PLAIN else QTextCharFormat()
            cursor.setBlockCharFormat(form)

    def _shown(self, paragraphs: Sequence[Paragraph], note: int) -> list[Shown]:
        """The paragraphs of a cell, whose khoản and điểm are counted by themselves."""
        found = []
        for paragraph, label in zip(paragraphs, labels_of(paragraphs, self._rules), strict=True):
            found.append(Shown(paragraph, label, note))
            note += notes_in(paragraph)
        return found

    def _block(self, number: int) -> QTextBlock:
        return self._document.findBlockByNumber(number)


def _new_block(cursor: QTextCursor) -> None:
    # With formats of its own: the one before it may carry those of a cell.
    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())


def _end_of(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _first_look(parts: list[Piece]) -> Look:
    """The look that a paragraph's line has by itself: that of its first words."""
    return parts[0][1] if parts and not parts[0][1].note else _PLAIN


def _lawful_widths(table: Table, cells: CellMap) -> tuple[int, ...]:
    columns = max(1, cells.grid.columns)
    lawful = len(table.widths) == columns and all(width > 0 for width in table.widths)
    return table.widths if lawful else (1,) * columns


def _joined(found: list[Piece]) -> str:
    return "".join(text for text, _ in found)


def _spread(found: list[Piece]) -> list[Look]:
    looks: list[Look] = []
    for text, look in found:
        looks += [look] * len(text)
    return looks


def _common(first: str, second: str) -> int:
    """How many characters two texts have in common at their start."""
    most = min(len(first), len(second))
    if first[:most] == second[:most]:
        return most
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
