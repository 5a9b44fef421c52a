"""The editors of single fields: they show what the letter says and write what is typed."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QRegularExpression, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QRegularExpressionValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.editing.commands.fields import get_field, set_field
from app.editing.typed import typed_date
from app.letter.model import PartialDate
from app.ui.form.access import Binding, field_path
from app.ui.form.growing import CONTROL_HEIGHT, GrowingText, changed_part
from app.ui.form.specs import Choice
from app.ui.form.tab_order import to_next_field
from app.ui.form.undo_keys import is_undo_override, step_of, undone_by, without_undo
from app.ui.one_line import joined, keep_to_one_line

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BREAKING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_NEXT_PART = "/.,-"
_CODE_MARK = "/"
_BREAK = re.compile("\\s*[\\r\\n\u2028\u2029]\\s*|\\t+")
# So many lines of a text are shown before it scrolls inside.
_MOST_LINES = 8
_PARAGRAPH = "\u2029"  # paragraph separator, as Qt's documents hold it


class FieldEditor(Protocol):
    """What every editor of a field can do."""

    binding: Binding

    def refresh(self) -> None:
        """Show what the letter says, if that is another thing than is shown."""

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only, or be edited again."""


class LineEditor(QLineEdit):
    """A text of one line. Enter goes on to the next field; undo is that of the letter."""

    def __init__(self, binding: Binding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.binding = binding
        self.setFixedHeight(CONTROL_HEIGHT)
        keep_to_one_line(self)
        self.refresh()
        self.textEdited.connect(self._on_edited)

    def refresh(self) -> None:
        """Show the letter's value; what is typed and means the same stays as it is."""
        if self.binding.says(self.text()):
            return
        self._show()

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only, or be edited again."""
        self.setReadOnly(locked)

    def _show(self) -> None:
        old, new = self.text(), self.binding.shown()
        if old == new:
            return
        start, _, inserted = changed_part(old, new)
        self.setText(new)
        # Where the change is: that is where the clerk looks after an undo. Else the text's beginning.
        self.setCursorPosition(start + len(inserted) if self.hasFocus() else 0)

    def _on_edited(self, text: str) -> None:
        self.binding.write(text, text[: self.cursorPosition()])

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window."""
        if is_undo_override(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo in the letter, Enter to the next field."""
        if undone_by(event, self.binding.draft):
            return
        if event.key() in _ENTER:
            to_next_field(self)
            return
        with step_of(event, self.binding.draft):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is typed at another place is a step of its own."""
        self.binding.draft.end_group()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the value as the letter holds it, and let the next typing be a step of its own."""
        super().focusOutEvent(event)
        self.binding.draft.end_group()
        self._show()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)  # a long text is seen from its beginning

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu without an undo of its own."""
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class _Figures(QRegularExpressionValidator):
    """Figures, also with the line end or the spaces around them that another program copies."""

    def validate(self, words: str, place: int) -> object:
        """As the expression has it."""
        line, there = joined(words, place)
        bare = line.strip()
        return super().validate(bare, min(there, len(bare)))


class NumberEditor(LineEditor):
    """Figures only; of a part of a date "/" and its like on the numeric keypad go on to the next part."""

    def __init__(self, binding: Binding, digits: int, *, parts: bool, parent: QWidget | None = None) -> None:
        super().__init__(binding, parent)
        self._parts = parts
        self.setValidator(_Figures(QRegularExpression(f"[0-9]{{0,{digits}}}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A separator goes on to the next field; a pasted date fills all parts."""
        if self._parts and event.text() and event.text() in _NEXT_PART:
            to_next_field(self)
        elif not (self._parts and event.matches(QKeySequence.StandardKey.Paste) and self._take_date()):
            super().keyPressEvent(event)

    def _take_date(self) -> bool:
        """Put the date of the clipboard into all parts of this one; whether there is one."""
        binding = self.binding
        path = field_path(binding.component.rpartition(".")[0], binding.path)
        old = get_field(binding.draft.letter, path)
        words = QGuiApplication.clipboard().text()
        date = None if self.isReadOnly() else typed_date(words, datetime.datetime.now().astimezone().year)
        if date is None or not isinstance(old, PartialDate):
            return False
        new = replace(old, day=date.day, month=date.month, year=date.year)
        binding.draft.apply(lambda letter: set_field(letter, path, new), where=binding.where)
        return True


class CodeNumberEditor(LineEditor):
    """The number of a code: whoever types "12/UBND-VP" goes on to the notation at "/"."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A "/" goes on to the next field."""
        if event.text() == _CODE_MARK:
            to_next_field(self)
            return
        super().keyPressEvent(event)


class TextEditor(GrowingText):
    """A text of some lines. Tab goes on; so does Enter, unless every line is an item."""

    def __init__(
        self, binding: Binding, parent: QWidget | None = None, *, enter_breaks: bool = False
    ) -> None:
        super().__init__(1, _MOST_LINES, parent)
        self.binding = binding
        self._enter_breaks = enter_breaks
        self.refresh()
        self.fit()
        self.textChanged.connect(self._on_changed)
        self.pressed.connect(binding.draft.end_group)

    def refresh(self) -> None:
        """Show the letter's value; what is typed and means the same stays as it is."""
        if not self.binding.says(self.toPlainText()):
            self._show()

    def _show(self) -> None:
        self.show_text(self.binding.shown().replace("\n", _PARAGRAPH))

    def _on_changed(self) -> None:
        if not self.updating:
            self.binding.write(self.toPlainText(), self.before_cursor())
        self.fit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - named by Qt
        """A text that a PDF broke into lines is one; of a list every line is an item."""
        words = source.text()
        self.insertPlainText(words if self._enter_breaks else _BREAK.sub(" ", words.strip("\r\n")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo in the letter; Enter goes on, with Shift or Ctrl it breaks the line."""
        if undone_by(event, self.binding.draft):
            return
        if event.key() in _ENTER:
            if self._enter_breaks or event.modifiers() & _BREAKING:
                self.insertPlainText("\n")
            else:
                to_next_field(self)
            return
        with step_of(event, self.binding.draft):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the value as the letter holds it, and let the next typing be a step of its own."""
        super().focusOutEvent(event)
        self.binding.draft.end_group()
        if self.toPlainText() != self.binding.shown():
            self._show()


class ChoiceEditor(QComboBox):
    """One of several values; one that is not offered but stands in the letter is shown as well."""

    def __init__(self, binding: Binding, choices: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.binding = binding
        self._values = [value for value, _ in choices]
        self.setFixedHeight(CONTROL_HEIGHT)
        # A long choice must not widen the form; its whole name is seen when the list is open.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems([label for _, label in choices])
        self.refresh()
        self.activated.connect(self._on_activated)

    def refresh(self) -> None:
        """Show the letter's value."""
        value = self.binding.value()
        if value not in self._values:
            self._values.append(value)
            self.addItem(self.binding.codec.show(value))
        index = self._values.index(value)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only, or be edited again."""
        self.setEnabled(not locked)

    def _on_activated(self, index: int) -> None:
        self.binding.put(self._values[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it changes no value in passing."""
        event.ignore()


class FlagEditor(QCheckBox):
    """Yes or no."""

    def __init__(self, binding: Binding, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.binding = binding
        self.setMinimumHeight(CONTROL_HEIGHT)
        self.refresh()
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show the letter's value."""
        self.setChecked(bool(self.binding.value()))

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only, or be edited again."""
        self.setEnabled(not locked)

    def _on_clicked(self, checked: bool) -> None:
        self.binding.put(checked)
