"""What every hand of the body editor works with: the draft, its text, the cursor."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QTextEdit, QWidget

from app.base.errors import AppError
from app.editing.commands.text import delete, ordered
from app.editing.draft import Draft
from app.letter.model import Block, Cell, Letter, Paragraph, Row, Run, Table
from app.letter.positions import Text, TextPosition, TextRange, blocks_of, length, where_at
from app.rules.model import Rulebook
from app.ui.body.cells import Slot
from app.ui.body.mirror import Mirror


@dataclass(frozen=True, slots=True)
class After:
    """How a change is entered into the history: the cursor behind it, and what it is undone with."""

    cursor: TextPosition | None = None
    anchor: TextPosition | None = None
    group: Hashable = None
    ends_group: bool = False


class Desk:
    """The draft, the document that shows one of its texts, and the cursor in it.

    ``pending`` is the look for the next characters typed, chosen without a selection.
    """

    def __init__(
        self, draft: Draft, rulebook: Rulebook, mirror: Mirror, view: QTextEdit, tell: Callable[[str], None]
    ) -> None:
        self.draft = draft
        self.rulebook = rulebook
        self.mirror = mirror
        self.view = view
        self.tell = tell
        self.pending: Run | None = None
        self.is_placing = False
        # Why the text takes no keys for now: "pasting", "filling".
        self.busy: set[str] = set()

    # --- what is there

    @property
    def text(self) -> Text:
        """The text that is edited: the body or an appendix."""
        return self.mirror.text

    @property
    def is_gone(self) -> bool:
        """Whether the appendix was taken away; the form is about to do the same with its editor."""
        return self.text.appendix is not None and self.text.appendix >= len(self.letter.appendices)

    @property
    def letter(self) -> Letter:
        """The letter as it is now."""
        return self.draft.letter

    def here(self) -> TextPosition:
        """Where the cursor is."""
        return self.mirror.position_at(self.view.textCursor().position())

    def anchor(self) -> TextPosition:
        """Where the selection began; the cursor when nothing is selected."""
        return self.mirror.position_at(self.view.textCursor().anchor())

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self.view.textCursor().hasSelection()

    def block(self, at: TextPosition | None = None) -> Block | None:
        """The block at a position, by default the cursor's; None in an empty text."""
        at = at or self.here()
        blocks = blocks_of(self.letter, at.text)
        return blocks[at.block] if at.block < len(blocks) else None

    def paragraph(self, at: TextPosition | None = None) -> Paragraph | None:
        """The paragraph at a position, by default the cursor's; None beside a table."""
        block = self.block(at)
        return block if isinstance(block, Paragraph) else None

    def ranges(self) -> list[TextRange]:
        """What is selected: one range, or one for each selected cell of a table."""
        found = []
        for index, slot in self._selected_slots():
            text = Text(self.text.appendix, (index, slot.row, slot.index or 0))
            last = len(slot.paragraphs) - 1
            end = length(slot.paragraphs[last]) if slot.paragraphs else 0
            found.append(TextRange(TextPosition(0, 0, text), TextPosition(max(last, 0), end, text)))
        return found or [TextRange(self.anchor(), self.here())]

    def selected_table(self) -> Table | None:
        """The selected cells as a table of their own; None when there are not several."""
        found = self._selected_slots()
        first, rows, left, columns = selected_cells(self.view.textCursor())
        table = blocks_of(self.letter, self.text)[found[0][0]] if len(found) > 1 else None
        if not isinstance(table, Table):
            return None
        lines: list[list[Cell]] = [[] for _ in range(rows)]
        for _, slot in found:
            cell = table.rows[slot.row].cells[slot.index or 0]
            # No further than what is selected.
            colspan = min(cell.colspan, left + columns - slot.column)
            rowspan = min(cell.rowspan, first + rows - slot.row)
            lines[slot.row - first].append(replace(cell, colspan=colspan, rowspan=rowspan))
        heads = max(0, table.header_rows - first)
        header_rows = heads if heads < rows else 0
        return Table(rows=tuple(Row(cells=tuple(line)) for line in lines), header_rows=header_rows)

    def _selected_slots(self) -> list[tuple[int, Slot]]:
        """The selected cells of a table, each with the index of the table's block."""
        cursor = self.view.textCursor()
        first, rows, left, columns = selected_cells(cursor)
        table = cursor.currentTable()
        if rows <= 0 or table is None:
            return []
        at = self.mirror.position_at(table.firstPosition())
        index = at.text.cell[0] if at.text.cell else at.block
        cells = self.mirror.cell_map(index)
        return [
            (index, slot)
            for slot in (cells.slots if cells else ())
            if first <= slot.row < first + rows
            and left <= slot.column < left + columns
            and slot.index is not None
        ]

    @property
    def takes_keys(self) -> bool:
        """Whether the text can be changed now: the letter is not locked and nothing large is under way."""
        return not self.draft.is_locked and not self.busy

    def lock(self) -> None:
        """Let the widget take keys or not."""
        if self.view.isReadOnly() is self.takes_keys:
            self.view.setReadOnly(not self.takes_keys)

    # --- changing it

    def change(self, new: Letter, after: After | None = None) -> bool:
        """Take this letter, made from the present one; whether it is another. A refusal is told."""
        after = after or After()
        before = self.here()
        where = where_at(after.cursor or before)
        try:
            changed = self.draft.apply(
                lambda _letter: new,
                after.group,
                where=where,
                before=where_at(before),
                ends_group=after.ends_group,
            )
        except AppError as error:
            self.tell(str(error))
            return False
        self.put_cursor(after.cursor or before, after.anchor)
        return changed

    def change_kept(self, new: Letter) -> bool:
        """Take a letter in which only looks are others; the selection stays."""
        return self.change(new, After(self.here(), self.anchor()))

    def without_selection(self) -> tuple[Letter, TextPosition]:
        """The letter without what is selected, and where the cursor stands then."""
        letter = self.letter
        if not self.has_selection:
            return letter, self.here()
        ranges = self.ranges()
        start, _ = ordered(letter, ranges[0])
        for over in ranges:
            letter = delete(letter, over)
        return letter, inside(letter, start)

    def put_cursor(self, position: TextPosition, anchor: TextPosition | None = None) -> None:
        """Move the cursor without ending the group of changes."""
        cursor = self.view.textCursor()
        place = self.mirror.place_of(position)
        start = place if anchor is None else self.mirror.place_of(anchor)
        if cursor.position() == place and cursor.anchor() == start:
            return
        with self.placing():
            cursor.setPosition(start)
            cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
            self.view.setTextCursor(cursor)

    @contextmanager
    def placing(self) -> Iterator[None]:
        """While this lasts the cursor is moved by the program, not by the clerk."""
        was, self.is_placing = self.is_placing, True
        try:
            yield
        finally:
            self.is_placing = was


def selected_cells(cursor: QTextCursor) -> tuple[int, int, int, int]:
    """First row, rows, first column, columns of the selected cells of a table; -1 where there are none."""
    return cast(tuple[int, int, int, int], cursor.selectedTableCells())


def area_around(widget: QWidget) -> QScrollArea | None:
    """The form that scrolls this part of the editor, if there is one; not the text itself."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def inside(letter: Letter, position: TextPosition) -> TextPosition:
    """The nearest position that the letter has."""
    blocks = blocks_of(letter, position.text)
    if not blocks:
        return position.moved(0)
    if position.block >= len(blocks):
        return position.moved(len(blocks) - 1, length(blocks[-1]))
    return position.moved(position.block, min(position.offset, length(blocks[position.block])))
