"""Footnotes: the mark in the text, and a small popup at it for the words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.base.texts import text
from app.editing.commands.looks import footnotes, insert_footnote
from app.editing.commands.notes import footnote_at, retype_footnote, words_of
from app.editing.commands.text import delete
from app.editing.positions import TextPosition, TextRange
from app.letter.model import Footnote, Paragraph
from app.ui.body.desk import After, Desk

_WIDTH = 440
_LINE_BREAK_SHOWN = "\u2028"  # a line edit shows it as a sign


class NoteLine(QLineEdit):
    """The line in which the words of a footnote are typed.

    Signals:
        left: Enter, Escape, Tab or F6: back to the text.
        undo_requested, redo_requested: the letter's undo, not the line's own.
    """

    left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead back to the text, and undo of the letter; the rest is typing."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self.left.emit()
        elif event.key() == Qt.Key.Key_F6:
            self.left.emit()
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002, N802 - Qt's signature
        """Tab leads back to the text."""
        return False


class NotePopup(QFrame):
    """Edits the words of one footnote under its mark.

    Signals:
        closed: the cursor goes back behind the mark.
    """

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._mark: TextPosition | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.label = QLabel()
        self.line = NoteLine()
        self.label.setBuddy(self.line)
        self.line.setPlaceholderText(text("body.note_example"))
        self.line.setAccessibleName(text("body.note_words"))
        self.remove = QToolButton()
        self.remove.setText(text("body.note_delete"))
        self.remove.setAccessibleName(text("body.note_delete"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        for part in (self.label, self.line, self.remove):
            layout.addWidget(part)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.left.connect(self.leave)
        self.line.undo_requested.connect(desk.draft.undo)
        self.line.redo_requested.connect(desk.draft.redo)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.hide()

    def insert(self) -> None:
        """Put a footnote behind the cursor's character and ask for its words; beside one, edit that."""
        desk = self._desk
        mark = self._mark_beside()
        if mark is None:
            letter, at = desk.without_selection()
            if desk.paragraph(at) is None:
                return
            new = insert_footnote(letter, at)
            if not desk.change(new, After(at.moved(at.block, at.offset + 1))):
                return
            mark = at
        self.open(mark)

    def edit_beside(self) -> bool:
        """Open the footnote whose mark stands beside the cursor; whether there is one."""
        mark = self._mark_beside()
        if mark is not None:
            self.open(mark)
        return mark is not None

    def open(self, mark: TextPosition) -> None:
        """Show the words of the footnote whose mark stands right after this position."""
        self._mark = mark
        self.refresh()
        if self.isHidden() and self._note() is None:
            return
        view = self._desk.view
        cursor = view.textCursor()
        cursor.setPosition(self._desk.mirror.place_of(mark))
        corner = view.cursorRect(cursor).bottomLeft() + QPoint(-24, 4)
        self.resize(min(_WIDTH, view.viewport().width() - 16), self.sizeHint().height())
        left = max(8, min(corner.x(), view.viewport().width() - self.width() - 8))
        top = corner.y()
        if top + self.height() > view.viewport().height():
            top = max(0, view.cursorRect(cursor).top() - self.height() - 4)
        self.move(left, top)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Show the words as they are now; the footnote may be gone (undo)."""
        if self._mark is None:
            return
        note = self._note()
        if note is None:
            self._mark = None
            self.hide()
            return
        words = words_of(note).replace("\n", _LINE_BREAK_SHOWN)
        if words != self.line.text():
            at = self.line.cursorPosition()
            self.line.setText(words)
            self.line.setCursorPosition(min(at, len(words)))
        number = self._number(self._mark)
        self.label.setText(text("body.note_number", number=number))
        self.line.setReadOnly(self._desk.draft.is_locked)
        self.remove.setEnabled(not self._desk.draft.is_locked)

    def leave(self) -> None:
        """Close and go back to the text, behind the mark."""
        mark, self._mark = self._mark, None
        self.hide()
        if mark is not None:
            self._desk.put_cursor(mark.moved(mark.block, mark.offset + 1))
        self._desk.draft.end_group()
        self.closed.emit()

    def _note(self) -> Footnote | None:
        if self._mark is None:
            return None
        try:
            return footnote_at(self._desk.letter, self._mark)
        except (IndexError, TypeError):  # the table or appendix around it is gone
            return None

    def _mark_beside(self) -> TextPosition | None:
        here = self._desk.here()
        if not isinstance(self._desk.block(here), Paragraph):
            return None
        for offset in (here.offset - 1, here.offset):
            mark = here.moved(here.block, offset)
            if offset >= 0 and footnote_at(self._desk.letter, mark) is not None:
                return mark
        return None

    def _number(self, mark: TextPosition) -> int:
        places = [place for place, _ in footnotes(self._desk.letter, self._desk.text)]
        return places.index(mark) + self._desk.mirror.first_note if mark in places else 0

    def _on_text_edited(self, words: str) -> None:
        mark = self._mark
        if mark is None:
            return
        new = retype_footnote(self._desk.letter, mark, words.replace(_LINE_BREAK_SHOWN, "\n"))
        after = After(mark.moved(mark.block, mark.offset + 1), group=("note", mark))
        self._desk.change(new, after)
        self.refresh()

    def _on_remove_clicked(self) -> None:
        mark, self._mark = self._mark, None
        self.hide()
        if mark is not None:
            over = TextRange(mark, mark.moved(mark.block, mark.offset + 1))
            self._desk.change(delete(self._desk.letter, over), After(mark))
        self.closed.emit()
