"""A field that finds a commune or a province by what is typed, with or without diacritics."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.texts import text
from app.library.places import Places
from app.library.places import Unit as Area
from app.ui.agencies.lines import Line
from app.ui.form.completion import NamesPopup

_MOST = 8


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
        self._popup = NamesPopup(self)
        self._popup.setAccessibleName(text("agencies.found_places"))
        self._popup.taken.connect(self._on_taken)
        # It lies in the window by then, not in the field.
        self.destroyed.connect(self._popup.deleteLater)
        self.textEdited.connect(self._on_edited)
        self.installEventFilter(self)

    def show_area(self, area: Area | None) -> None:
        """Show the place that is known already."""
        self.put("" if area is None else self._places.label(area))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list while it is shown."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._popup.takes(event)
        if event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _on_edited(self, typed: str) -> None:
        self._found = self._places.search(typed, _MOST)
        labels = [self._places.label(area) for area in self._found]
        self._popup.offer(labels, "", self, self.rect())
        self._popup.setCurrentRow(0)

    def _on_taken(self, label: str) -> None:
        area = next((one for one in self._found if self._places.label(one) == label), None)
        if area is not None:
            self.setText(label)
            self.area_chosen.emit(area)
