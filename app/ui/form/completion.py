"""Names offered below what is typed: a list that never takes the focus nor writes into the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.base.texts import text
from app.ui.form.context import KnownNames
from app.ui.form.editors import LineEditor

_LEAST_TYPED = 2
_MOST_SHOWN = 8
_GAP = 2
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NamesPopup(QListWidget):
    """The list of names; the arrows choose, Enter and Tab take, Esc puts it away.

    Signals:
        taken: the name that was chosen.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # No window of its own, so that focus and input method stay with the field whatever the platform.
        self.hide()
        self.setAccessibleName(text("form.known_names"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_clicked)

    def offer(self, names: list[str], typed: str, field: QWidget, line: QRect) -> None:
        """Show the names below a line of a field, or above it where there is no room.

        None, or the typed one alone, hide the list.
        """
        names = names[:_MOST_SHOWN]
        if not names or names == [typed]:
            self.hide()
            return
        self.clear()
        self.addItems(names)
        self.setCurrentRow(-1)
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setFixedSize(field.width(), self.sizeHintForRow(0) * len(names) + 2 * self.frameWidth())
        below = field.mapTo(window, QPoint(0, line.bottom() + _GAP))
        above = field.mapTo(window, QPoint(0, line.top() - _GAP - self.height()))
        self.move(below if below.y() + self.height() <= window.height() or above.y() < 0 else above)
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key was meant for the list, which then has done what it asks."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.setCurrentRow(max(-1, min(self.count() - 1, self.currentRow() + _STEPS[key])))
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in _TAKE:
            chosen = self.currentItem() if self.currentRow() >= 0 else None
            self.hide()
            if chosen is not None:
                self.taken.emit(chosen.text())
            return chosen is not None
        return False

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.taken.emit(item.text())


def names_for(typed: str, known_names: KnownNames) -> list[str]:
    """The names to offer for what was typed; none for very little."""
    return known_names(typed) if len(typed.strip()) >= _LEAST_TYPED else []


class NameCompleter(QObject):
    """Completes the names of agencies in a field of one line."""

    def __init__(self, editor: LineEditor, known_names: KnownNames) -> None:
        super().__init__(editor)
        self._editor = editor
        self._known_names = known_names
        self._popup = NamesPopup(editor)
        self._popup.taken.connect(self._on_taken)
        # It lies in the window by then, not in the field.
        editor.destroyed.connect(self._popup.deleteLater)
        editor.textEdited.connect(self._on_edited)
        editor.installEventFilter(self)

    @classmethod
    def of_line(cls, editor: LineEditor, known_names: KnownNames) -> NameCompleter:
        """A completer that lives as long as its field."""
        return cls(editor, known_names)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list while it is shown."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._popup.takes(event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.InputMethod):
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _on_edited(self, typed: str) -> None:
        names = names_for(typed, self._known_names)
        self._popup.offer(names, typed, self._editor, self._editor.rect())

    def _on_taken(self, name: str) -> None:
        self._editor.binding.put(name)
        self._editor.refresh()
        self._editor.setCursorPosition(len(self._editor.text()))
