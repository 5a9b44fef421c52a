"""Footnotes: the mark in the text, and a small popup at it for the words."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QWidget

from app.base.texts import text
from app.editing.commands.looks import insert_footnote
from app.editing.commands.notes import footnote_at, retype_footnote, words_of
from app.editing.commands.search import NoteRange, Place
from app.editing.commands.text import delete
from app.letter.clean import clean_text
from app.letter.model import Footnote, Paragraph
from app.letter.positions import TextPosition, TextRange, footnotes
from app.ui.body.desk import After, Desk, area_around
from app.ui.body.shown import units
from app.ui.dragged import holds_files

_WIDTH = 480
_REASON = Qt.FocusReason
_FOR_A_WHILE = (_REASON.ActiveWindowFocusReason, _REASON.PopupFocusReason, _REASON.MenuBarFocusReason)
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F6)


class NoteLine(QPlainTextEdit):
    """The few lines in which the words of a footnote are typed.

    Signals:
        edited: the clerk changed the words (str).
        left: Enter, Escape, Tab or F6: back to the text.
        abandoned: the keys went elsewhere in the window.
        undo_requested, redo_requested: the letter's undo, not the lines' own.
    """

    edited = Signal(str)
    left = Signal()
    abandoned = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 16)
        self.textChanged.connect(self._on_text_changed)

    def show_words(self, words: str) -> None:
        """Show other words; the cursor stays where it can."""
        if words == self.words():
            return
        at = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(words)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def words(self) -> str:
        """The words as they stand there."""
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead back to the text, and undo of the letter; the rest is typing."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif event.key() in _LEAVING and event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave, unless a menu or another window has the keys for a while."""
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_WHILE:
            self.abandoned.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Words, no files."""
        return source.hasText() and not holds_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Words only."""
        self.insertPlainText(clean_text(source.text()))

    def _on_text_changed(self) -> None:
        self.edited.emit(self.words())


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
        self.setObjectName("body_note")
        self.setStyleSheet("#body_note { background: palette(window); border: 1px solid palette(mid); }")
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
        layout.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.line.edited.connect(self._on_text_edited)
        self.line.left.connect(self.leave)
        self.line.abandoned.connect(self.dismiss)
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

    def open(self, mark: TextPosition, *, takes_keys: bool = True) -> None:
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
        area = area_around(self)
        if area is not None:
            area.ensureWidgetVisible(self)
        if takes_keys:
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
        self.line.show_words(words_of(note))
        number = self._number(self._mark)
        self.label.setText(text("body.note_number", number=number))
        self.line.setReadOnly(self._desk.draft.is_locked)
        self.remove.setEnabled(not self._desk.draft.is_locked)

    def show_found(self, place: Place) -> None:
        """Show the words of a footnote that were found in it; the keys stay where they are."""
        if not isinstance(place, NoteRange):
            self.dismiss()
            return
        self.open(place.mark, takes_keys=False)
        cursor = self.line.textCursor()
        words = self.line.words()
        cursor.setPosition(units(words, place.start))
        cursor.setPosition(units(words, place.end), QTextCursor.MoveMode.KeepAnchor)
        self.line.setTextCursor(cursor)

    def dismiss(self) -> None:
        """Close; the clerk is elsewhere already."""
        if not self.isHidden():
            self._mark = None
            self.hide()
            self._desk.draft.end_group()

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
        new = retype_footnote(self._desk.letter, mark, words)
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
