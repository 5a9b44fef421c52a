"""The office's own changes to the table of places: a unit that is new, called otherwise, or gone."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QListWidget, QWidget

from app.base.texts import text
from app.base.vietnamese import nfc
from app.letter.model import NamedAfter
from app.library.places import PlaceKind, Places, Unit
from app.ui.dialogs.frame import FIELD, GAP, Frame

_LIST_HEIGHT = 160


class PlacesDialog(Frame):
    """Finds a unit, or begins a new one, and keeps what the clerk changes; the table itself stays."""

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(text("agencies.places_title"), parent, width=560)
        self._places = places
        self._found: list[Unit] = []
        self._unit = Unit("", "", "")
        self.explain(text("agencies.places_about"))
        self.words = self._line("places_search")
        self.words.setPlaceholderText(text("agencies.places_search"))
        self.list = QListWidget()
        self.list.setAccessibleName(text("agencies.found_places"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.column.addWidget(self.words)
        self.column.addWidget(self.list)
        self.province = self._choice("places_province")
        self.kind = self._choice("places_kind")
        self.name = self._line("places_name")
        self.named_after = self._choice("places_named_after")
        self.ended = QCheckBox(text("agencies.places_ended"))
        self._place_fields()
        self.told = self.explain("")
        self.new = self.add_button(text("agencies.places_new"))
        self.forget = self.add_button(text("agencies.places_forget"))
        self.keep = self.add_button(text("agencies.places_keep"), default=True)
        self.add_close()
        self._fill_choices()
        self._connect()
        self._on_words()
        self._show(self._unit)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- building

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setMinimumHeight(FIELD)
        line.setAccessibleName(text(f"agencies.{name}").replace("&", ""))
        return line

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setMinimumHeight(FIELD)
        box.setAccessibleName(text(f"agencies.{name}").replace("&", ""))
        return box

    def _place_fields(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("places_province", self.province),
            ("places_kind", self.kind),
            ("places_name", self.name),
            ("places_named_after", self.named_after),
        )
        for row, (name, widget) in enumerate(fields):
            label = QLabel(text(f"agencies.{name}"))
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.ended, len(fields), 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)

    def _fill_choices(self) -> None:
        self.province.addItem(text("agencies.places_is_province"), "")
        for unit in self._places.provinces():
            self.province.addItem(unit.full_name, unit.code)
        for reason in NamedAfter:
            self.named_after.addItem(text(f"form.named_after.{reason.value}"), reason.value)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_words)
        self.list.currentRowChanged.connect(self._on_row)
        self.province.currentIndexChanged.connect(self._on_province)
        self.new.clicked.connect(self._on_new)
        self.keep.clicked.connect(self._on_keep)
        self.forget.clicked.connect(self._on_forget)

    # --- what is shown

    def _on_words(self) -> None:
        """What is found; with nothing typed, what the office changed before."""
        typed = self.words.text().strip()
        self._found = self._places.search(typed) if typed else self._places.own()
        self.list.clear()
        self.list.addItems([self._places.label(unit) for unit in self._found])

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._show(self._found[row])

    def _on_new(self) -> None:
        self._show(Unit("", "", self.words.text().strip(), self._unit.province))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, unit: Unit) -> None:
        self._unit = unit
        self.province.setCurrentIndex(max(0, self.province.findData(unit.province)))
        self._on_province()
        self.kind.setCurrentIndex(max(0, self.kind.findText(unit.unit)))
        self.name.setText(unit.name)
        self.named_after.setCurrentIndex(
            max(0, self.named_after.findData(unit.named_after or NamedAfter.NOTHING.value))
        )
        self.ended.setChecked(bool(unit.until))
        self.told.setText("")
        self.forget.setEnabled(unit.code in {own.code for own in self._places.own()})

    def _on_province(self) -> None:
        """The kinds of unit of this tier."""
        tier = PlaceKind.COMMUNE if self.province.currentData() else PlaceKind.PROVINCE
        kinds = self._places.kinds(tier)
        if [self.kind.itemText(row) for row in range(self.kind.count())] != kinds:
            self.kind.clear()
            self.kind.addItems(kinds)

    # --- keeping

    def _on_keep(self) -> None:
        name = nfc(self.name.text()).strip()
        if not name:
            self.told.setText(text("agencies.places_nameless"))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        named_after = str(self.named_after.currentData())
        yesterday = datetime.datetime.now().astimezone().date() - datetime.timedelta(days=1)
        unit = self._places.save(
            self._unit._replace(
                unit=self.kind.currentText(),
                name=name,
                province=str(self.province.currentData()),
                named_after="" if named_after == NamedAfter.NOTHING.value else named_after,
                until=yesterday.isoformat() if self.ended.isChecked() else "",
            )
        )
        self._tell_done("agencies.places_kept", unit)

    def _on_forget(self) -> None:
        unit = self._unit
        self._places.forget(unit.code)
        self._tell_done("agencies.places_forgotten", self._places.get(unit.code) or Unit("", "", ""))

    def _tell_done(self, key: str, unit: Unit) -> None:
        self._on_words()
        self._show(unit)
        self.told.setText(text(key, name=self._places.label(unit)))
