"""The rail at the left of the window: one button for each place of the program."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.ui.actions import SPEC_OF
from app.ui.icons import SIDE, blank, icon

# The ids of the actions that go to a place, from top to bottom; the letter is the first.
PLACES = ("place_write", "place_templates", "place_letters", "place_contacts", "place_agencies")
WRITE = PLACES[0]
_WIDTH, _HEIGHT = 72, 56


class Rail(QFrame):
    """Buttons with an icon and a word; they trigger the actions of the menu Xem."""

    def __init__(self, group: QActionGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(text("ui.rail"))
        self._actions: Mapping[str, QAction] = {
            action.objectName(): action for action in group.actions() if action.objectName() in PLACES
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        self.buttons = {name: self._button(name) for name in PLACES}
        for button in self.buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        self.setFixedWidth(_WIDTH + 8)
        self.reword()
        self.show_place(WRITE)

    def dress(self) -> None:
        """Icons in the colours of now."""
        for name, button in self.buttons.items():
            button.setIcon(icon(SPEC_OF[name].icon))

    def reword(self) -> None:
        """Words in the language of now."""
        for name, button in self.buttons.items():
            button.setText(text(f"ui.place.{name}"))
            button.setToolTip(self._actions[name].toolTip())
            button.setAccessibleName(self._actions[name].toolTip())

    def offer(self, places: Collection[str]) -> None:
        """Show these places only."""
        for name, button in self.buttons.items():
            button.setVisible(name in places)
            self._actions[name].setVisible(name in places)

    def show_place(self, place: str) -> None:
        """Mark the place that is shown."""
        for name, button in self.buttons.items():
            button.setChecked(name == place)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("place")
        button.setCheckable(True)
        button.setIcon(blank())
        button.setIconSize(QSize(SIDE, SIDE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(_WIDTH, _HEIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._actions[name].trigger)
        return button


class Rooms(QStackedWidget):
    """What the rail chooses from: the letter first, then the pages that were looked at.

    Signals:
        left: Esc was pressed in a page that had no use for it.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the letter."""
        if event.key() == Qt.Key.Key_Escape and self.currentIndex() > 0:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def show_room(self, room: QWidget | None) -> None:
        """Show a page, or the letter where it was left."""
        if room is None:
            self.setCurrentIndex(0)
            first = self.widget(0)
            last = None if first is None else first.focusWidget()
            if last is not None:
                last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.indexOf(room) < 0:
            self.addWidget(room)
        self.setCurrentWidget(room)
