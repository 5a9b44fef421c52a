"""The names of an agency: kind, place, official names, abbreviation; what is usual is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from app.base.texts import text
from app.letter.model import Place
from app.library.agency import Agency, AgencyKind
from app.library.conventions import is_all_capitals, name_begins
from app.library.places import Places
from app.library.places import Unit as Area
from app.ui.agencies.lines import Line
from app.ui.agencies.place_search import PlaceSearch
from app.ui.agencies.suggesting import KINDS, reproposed, shown_place, with_area
from app.ui.dialogs.frame import FIELD, GAP

_FIELDS = ("name", "parent", "short_name", "notation")
_LABEL_LETTERS = 22


class AgencyNames(QWidget):
    """Shows these facts of an agency and changes them.

    Signals:
        changed: the Agency with the change, and what follows from it by usage.
    """

    changed = Signal(object)

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self.agency = Agency()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.label_width = self.fontMetrics().averageCharWidth() * _LABEL_LETTERS
        self._grid.setColumnMinimumWidth(0, self.label_width)
        self._grid.setColumnStretch(1, 1)
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(text(f"agencies.kind.{kind}"), kind)
        self.area = PlaceSearch(places)
        self.lines = {field: Line(field) for field in _FIELDS}
        self.place = Line("place")
        self._kind_label = self._add("kind", self.kind)
        self._add("area", self.area)
        self.capitals = QLabel(text("agencies.capitals"))
        self.capitals.setObjectName("quiet")
        self.capitals.setWordWrap(True)
        self.capitals.hide()
        for field, line in self.lines.items():
            self._add(field, line)
            line.textEdited.connect(self._on_line)
            if field == "name":
                self._grid.addWidget(self.capitals, self._grid.rowCount(), 1)
        self._add("place", self.place)
        self.kind.activated.connect(self._on_kind)
        self.area.area_chosen.connect(self._on_area)
        self.place.textEdited.connect(self._on_place)

    def hide_kind(self) -> None:
        """The kind is chosen elsewhere."""
        self.kind.hide()
        self._kind_label.hide()

    def show_agency(self, agency: Agency) -> None:
        """Show another agency, or this one changed elsewhere; no cursor moves where nothing changed."""
        self.agency = agency
        self.kind.setCurrentIndex(KINDS.index(agency.kind))
        self.area.show_area(self._places.get(agency.commune or agency.province))
        for field, line in self.lines.items():
            line.put(getattr(agency, field))
        self.place.put(shown_place(agency))
        self.capitals.setVisible(is_all_capitals(agency.name))
        self.lines["name"].setPlaceholderText(name_begins(agency.kind).rstrip())

    def set_kind(self, kind: AgencyKind) -> None:
        """Another kind of agency."""
        self._change(replace(self.agency, kind=kind))

    def _add(self, name: str, widget: QWidget) -> QLabel:
        row = self._grid.rowCount()
        label = QLabel(text(f"agencies.label.{name}"))
        label.setBuddy(widget)
        label.setMinimumHeight(FIELD)
        widget.setFixedHeight(FIELD)
        widget.setAccessibleName(text(f"agencies.label.{name}"))
        widget.setToolTip(text(f"agencies.help.{name}"))
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        return label

    def _change(self, agency: Agency) -> None:
        self.show_agency(reproposed(self.agency, agency, self._places))
        self.changed.emit(self.agency)

    def _on_kind(self) -> None:
        self._change(replace(self.agency, kind=self.kind.currentData()))

    def _on_area(self, area: Area) -> None:
        self._change(with_area(self.agency, area))

    def _on_line(self) -> None:
        values: dict[str, Any] = {field: line.text() for field, line in self.lines.items()}
        self._change(replace(self.agency, **values))

    def _on_place(self, typed: str) -> None:
        area = self._places.get(self.agency.commune or self.agency.province)
        known = Place() if area is None else area.place
        is_known = area is not None and shown_place(replace(self.agency, place=known)) == typed
        self._change(replace(self.agency, place=known if is_known else Place(name=typed)))
