"""Names offered below what is typed: a list that never takes the focus nor writes into the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.base.texts import text
from app.base.vietnamese import fold

_MOST_SHOWN = 8
_GAP = 2
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def means(typed: str, name: str) -> bool:
    """Whether one who types this without marks ("so noi vu") means this name, for no letter says it so."""
    typed = typed.strip()
    return typed.isascii() and typed.lower() not in name.lower() and fold(typed) in fold(name)


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
        self.show_below(field, line, typed)

    def show_below(self, field: QWidget, line: QRect, typed: str) -> None:
        """Show the list where it hides neither the line nor itself, the first name chosen if it is meant."""
        self.setCurrentRow(0 if means(typed, self.item(0).text()) else -1)
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setFixedSize(field.width(), self.sizeHintForRow(0) * self.count() + 2 * self.frameWidth())
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
        return key in _TAKE and self.take_chosen()

    def take_chosen(self) -> bool:
        """Whether a line was chosen, which is taken then; the list is put away either way."""
        chosen = self.currentItem() if self.isVisible() and self.currentRow() >= 0 else None
        self.hide()
        if chosen is None:
            return False
        self.take(chosen)
        return True

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.take(item)

    def take(self, item: QListWidgetItem) -> None:
        """A line was chosen."""
        self.taken.emit(item.text())
