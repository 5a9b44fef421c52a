"""A field that finds a commune or a province by what is typed, with or without diacritics."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.base.texts import text
from app.library.places import Places
from app.library.places import Unit as Area
from app.ui.agencies.lines import Line

_MOST = 8
_GAP = 2
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
# The cursor comes back from these.
_GONE_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PlacesList(QListWidget):
    """What was found, below a field; no window of its own, so that the field keeps the keyboard.

    Signals:
        taken: the number of the line that was chosen.
    """

    taken = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.hide()
        self.setAccessibleName(text("agencies.found_places"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_clicked)

    def offer(self, names: Sequence[str]) -> None:
        """Show these, the first one marked; none hide the list."""
        self.clear()
        self.addItems(list(names))
        self.setVisible(bool(names))
        if not names:
            return
        self.setCurrentRow(0)
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setFixedSize(self._field.width(), self.sizeHintForRow(0) * len(names) + 2 * self.frameWidth())
        below = self._field.mapTo(window, QPoint(0, self._field.height() + _GAP))
        above = self._field.mapTo(window, QPoint(0, -_GAP - self.height()))
        self.move(below if below.y() + self.height() <= window.height() or above.y() < 0 else above)
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key was meant for the list, which then has done what it asks."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + _STEPS[key])))
        elif key in _TAKE:
            self.hide()
            self.taken.emit(self.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        # Tab takes the place and goes on.
        return key != Qt.Key.Key_Tab

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.taken.emit(self.row(item))


class PlaceSearch(Line):
    """Offers places below what is typed; the best one is marked, so that Enter takes it.

    Signals:
        area_chosen: an Area was taken from the list.
    """

    area_chosen = Signal(object)

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__("area", parent)
        self._places = places
        self._found: list[Area] = []
        self.setPlaceholderText(text("agencies.search_hint"))
        self._list = PlacesList(self)
        self._list.taken.connect(self._on_taken)
        # It lies in the window by then, not in the field.
        self.destroyed.connect(self._list.deleteLater)
        self.textEdited.connect(self._on_edited)
        self.installEventFilter(self)

    def show_area(self, area: Area | None) -> None:
        """Show the place that is known already."""
        self.put("" if area is None else self._places.label(area))

    def offer_again(self) -> bool:
        """Offer once more what fits; whether there are several places to choose from."""
        typed = self.text().strip()
        if typed:
            self._on_edited(typed)
        return bool(typed) and len(self._found) > 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list while it is shown."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._list.takes(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            was_open = self._list.isVisible()
            self._list.hide()
            # Whoever goes on with the mouse means the one place there is.
            if was_open and len(self._found) == 1 and event.reason() not in _GONE_AWAY:
                self._on_taken(0)
        return super().eventFilter(watched, event)

    def _on_edited(self, typed: str) -> None:
        self._found = self._places.search(typed, _MOST)
        self._list.offer([self._places.label(area) for area in self._found])

    def _on_taken(self, number: int) -> None:
        area = self._found[number]
        self.setText(self._places.label(area))
        self.area_chosen.emit(area)
