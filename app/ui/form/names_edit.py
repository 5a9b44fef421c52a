"""The editor of a list of names: one line is one item, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.base.texts import text
from app.editing.commands.fields import move_item, replace_items
from app.editing.draft import Draft
from app.importer.lines import PastedNames, archive_of, names_from_lines
from app.letter.model import Letter
from app.letter.positions import Where
from app.library.contact import Contact
from app.library.names import identity
from app.rules.finding import Severity
from app.ui.form.context import Context
from app.ui.form.from_book import FromBook
from app.ui.form.growing import GrowingText
from app.ui.form.gutter import Gutter, row_of
from app.ui.form.name_lines import AnyLines, says_something
from app.ui.form.tab_order import to_next_field
from app.ui.form.tones import accent_colour, severity_colour
from app.ui.form.undo_keys import step_of, undone_by

_LEAST_LINES, _MOST_LINES = 2, 10
_PARAGRAPH = "\u2029"  # paragraph separator, as Qt's documents hold it
_LINE = "\u2028"  # line separator: a break inside one name
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
# Underlining more rows than anyone looks at would only cost time.
_MOST_MARKED = 100


class NamesEdit(GrowingText):
    """Kính gửi or Nơi nhận as text.

    Enter adds the next line, in an empty one it goes on to the next field; Backspace takes an empty line
    away; Alt+Up and Alt+Down move a line, so does dragging its number; a pasted list becomes lines.
    F4 opens the address book.
    """

    def __init__(self, lines: AnyLines, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(_LEAST_LINES, _MOST_LINES, parent)
        self.component = lines.component
        self._lines, self._draft = lines, context.draft
        self._gutter = Gutter(self)
        self.book = FromBook(self, context.known_names)
        self._gutter.row_pressed.connect(self._on_row_pressed)
        self._gutter.row_dropped.connect(self.move_row)
        self.setViewportMargins(self._gutter.width(), 0, 0, 0)
        self.setPlaceholderText(text(f"form.example.{self.component}"))
        self.refresh()
        self.fit()
        self.textChanged.connect(self._on_changed)
        self.pressed.connect(self._draft.end_group)

    # --- the letter

    def lines(self) -> list[str]:
        """The lines as they stand in the field."""
        return [line.replace(_LINE, "\n") for line in self.raw_text().split(_PARAGRAPH)]

    def refresh(self) -> None:
        """Show the letter's list; what is typed and means the same stays as it is."""
        items = self._lines.items(self._draft.letter)
        if self._lines.changed(self.lines(), items) is not items:
            self.tidy()

    def tidy(self) -> None:
        """Show the list exactly as the letter holds it: without empty lines and typed punctuation."""
        shown = map(self._lines.show, self._lines.items(self._draft.letter))
        self.show_text(_PARAGRAPH.join(shown).replace("\n", _LINE))

    def _on_changed(self) -> None:
        self.fit()
        if self.updating:
            return
        items = self._lines.changed(self.lines(), self._lines.items(self._draft.letter))
        self._apply(items, ends_group=self.before_cursor().endswith((" ", "\n")), typed=True)
        if self.hasFocus():
            self.book.offer()

    def _apply(
        self,
        items: tuple[object, ...],
        *,
        ends_group: bool = False,
        typed: bool = False,
        row: int | None = None,
    ) -> None:
        component = self.component

        def command(letter: Letter) -> Letter:
            return replace_items(letter, (component,), items)

        where = Where(f"{component}.name", (self.row() if row is None else row,))
        self._draft.apply(command, ("form", component) if typed else None, where=where, ends_group=ends_group)

    # --- rows

    def row(self) -> int:
        """Which item the cursor is in; in an empty line the one that would be typed there."""
        return row_of(self.textCursor().block())

    def select_row(self, row: int, *, whole: bool = False) -> None:
        """Put the cursor at the end of an item, or select all of it."""
        self.tidy()
        block = self.document().findBlockByNumber(min(row, self.blockCount() - 1))
        cursor = QTextCursor(block)
        if whole:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def move_row(self, row: int, to: int) -> None:
        """Move an item to another place in the list; nothing happens beyond its ends."""
        count = len(self._lines.items(self._draft.letter))
        if self.isReadOnly() or not (0 <= row < count and 0 <= to < count and row != to):
            return
        component = self.component

        def command(letter: Letter) -> Letter:
            return move_item(letter, (component,), row, to)

        self._draft.apply(
            command, where=Where(f"{component}.name", (to,)), before=Where(f"{component}.name", (row,))
        )
        self.select_row(to)

    def remove_rows(self, first: int, last: int) -> None:
        """Take items away, both ends included."""
        items = self._lines.items(self._draft.letter)
        if not self.isReadOnly() and items[first : last + 1]:
            self._apply((*items[:first], *items[last + 1 :]), row=first)
            self.select_row(first)

    def insert_names(self, names: PastedNames) -> None:
        """Put a pasted list in at the cursor, as one step; "Lưu: …" fills the archive line."""
        new = self._lines.pasted(names)
        block, lines = self.textCursor().block(), self.lines()
        number = block.blockNumber() + (1 if says_something(block.text()) else 0)
        said = [*lines[:number], *new, *lines[number:]]
        items = self._lines.changed(said, self._lines.items(self._draft.letter))
        archive = names.archive if self.component == "recipients" else None
        component = self.component
        row = row_of(block) + len(new) - (0 if says_something(block.text()) else 1)

        def command(letter: Letter) -> Letter:
            letter = replace_items(letter, (component,), items)
            return replace(letter, archive=archive) if archive is not None else letter

        self._draft.apply(command, where=Where(f"{component}.name", (max(row, 0),)))
        self.select_row(max(row, 0))

    def mark_rows(self, marks: dict[int, Severity]) -> None:
        """Underline the items with findings."""
        selections = []
        for row, severity in list(marks.items())[:_MOST_MARKED]:
            block = self.document().findBlockByNumber(row)
            if block.isValid():
                selections.append(_underlined(block, severity_colour(severity, self.palette())))
        self.setExtraSelections(selections)

    def _on_row_pressed(self, row: int) -> None:
        self.select_row(row, whole=True)

    # --- completion

    def take_contacts(self, contacts: Sequence[Contact]) -> None:
        """Put contacts in place of the line of the cursor, as one step; those in the list stay once."""
        items = self._lines.items(self._draft.letter)
        row = self.row()
        typed = says_something(self.textCursor().block().text())
        others = (*items[:row], *items[row + typed :])
        there = {identity(item.name) for item in others}
        new = tuple(self._lines.of_contact(one) for one in contacts if identity(one.name) not in there)
        self._apply((*others[:row], *new, *others[row:]), row=max(row + len(new) - 1, 0))
        self.select_row(max(row + len(new) - 1, 0))

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list."""
        if self.book.popup.takes(event) or undone_by(event, self._draft):
            return
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        key = Qt.Key(event.key())
        cursor = self.textCursor()
        if key == Qt.Key.Key_F4 and not event.modifiers():
            self.book.choose()
        elif alt and key in _MOVES:
            self.move_row(self.row(), self.row() + _MOVES[key])
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.book.popup.hide()
            if says_something(cursor.block().text()) and not self.isReadOnly():
                cursor.insertBlock()
                self.ensureCursorVisible()
            else:
                to_next_field(self)
        elif key == Qt.Key.Key_Delete and (rows := _whole_rows(cursor)) is not None:
            self.remove_rows(*rows)
        elif key == Qt.Key.Key_Backspace and not cursor.hasSelection() and _is_first_and_empty(cursor):
            cursor.deleteChar()
        else:
            with step_of(event, self._draft):
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - named by Qt
        """Tab takes a chosen name; without one it goes on."""
        return (forward and self.book.popup.take_chosen()) or super().focusNextPrevChild(forward)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - named by Qt
        """A pasted list becomes lines; a single name goes in where the cursor is."""
        names = names_from_lines(source.text(), self._lines.rulebook)
        if len(names.recipients) > 1 or names.archive is not None:
            self.insert_names(names)
            return
        for line in self._lines.pasted(names):
            self.insertPlainText(line)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tidy up, and let the next typing be a step of its own."""
        super().focusOutEvent(event)
        self.book.popup.hide()
        self._draft.end_group()
        if self.component == "recipients" and not self.isReadOnly():
            _move_archive(self._lines, self._draft)
        self.tidy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand beside the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._gutter.setGeometry(area.left(), area.top(), self._gutter.width(), area.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the line where a dragged item would go."""
        super().paintEvent(event)
        y = self._gutter.drop_line()
        if y is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(0, y - 1, self.viewport().width(), 2, accent_colour(self.palette()))


def _is_first_and_empty(cursor: QTextCursor) -> bool:
    return cursor.block().blockNumber() == 0 and not cursor.block().text()


def _underlined(block: QTextBlock, colour: QColor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(colour)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    selection.cursor, selection.format = cursor, look
    return selection


def _whole_rows(cursor: QTextCursor) -> tuple[int, int] | None:
    """The first and last item when the selection holds whole lines, as after a click on a number."""
    first = cursor.document().findBlock(cursor.selectionStart())
    last = cursor.document().findBlock(cursor.selectionEnd())
    whole = (
        cursor.selectionStart() == first.position()
        and cursor.selectionEnd() == last.position() + last.length() - 1
    )
    return (row_of(first), row_of(last)) if cursor.hasSelection() and whole else None


def _move_archive(lines: AnyLines, draft: Draft) -> None:
    """A typed "Lưu: VT, …" is the archive line, which has a field of its own and is printed last."""
    items = lines.items(draft.letter)
    found = [archive_of(lines.show(item), lines.rulebook) for item in items]
    archive = next((one for one in found if one is not None), None)
    if archive is None:
        return
    named = tuple(item for item, one in zip(items, found, strict=True) if one is None)

    def command(letter: Letter) -> Letter:
        return replace(letter, recipients=named, archive=archive)

    draft.apply(command, where=Where("archive.units"))
