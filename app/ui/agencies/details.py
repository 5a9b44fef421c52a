"""Everything that is kept of one agency, to be read and changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.base.texts import text
from app.letter.model import ContactLine
from app.library.agency import Agency, Signer, Unit
from app.library.places import Places
from app.rules.model import Rulebook
from app.settings.store import Settings
from app.ui.agencies.lines import Line
from app.ui.agencies.names import AgencyNames
from app.ui.agencies.people import SignerRows, unit_rows
from app.ui.agencies.places_dialog import PlacesDialog
from app.ui.agencies.preview import AgencyPreview
from app.ui.agencies.suggesting import unit_in_use, ways_for
from app.ui.agencies.titles import SignerTitles
from app.ui.dialogs.frame import GAP

_CONTACT = ("address", "phone", "fax", "email", "website")
_WIDTH = 960


class AgencyDetails(QScrollArea):
    """The fields of an agency.

    Signals:
        edited: the Agency as it is now.
    """

    edited = Signal(object)

    def __init__(
        self, places: Places, rulebook: Rulebook, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.agency = Agency()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text("agencies.details"))
        self.names = AgencyNames(places)
        self.preview = AgencyPreview(rulebook)
        self.units = unit_rows()
        self.signers = SignerRows()
        self.titles = SignerTitles(self.signers)
        self.contact = {field: Line(field) for field in _CONTACT}
        self.edit_places = QPushButton(text("agencies.places_link"))
        self.edit_places.setObjectName("link")
        self.edit_places.setAutoDefault(True)  # Enter presses it, outside dialogs too
        self._places = places
        self._place_widgets()
        self.edit_places.clicked.connect(self._on_edit_places)
        self.names.changed.connect(self._on_names)
        self.units.changed.connect(self._on_rows)
        self.signers.changed.connect(self._on_rows)
        for line in self.contact.values():
            line.textEdited.connect(self._on_contact)

    def show_agency(self, agency: Agency) -> None:
        """Show another agency, or this one changed elsewhere."""
        self.agency = agency
        self.names.show_agency(agency)
        self.signers.offer(ways_for(agency))
        if self.units.items() != agency.units:
            self.units.show_items(agency.units)
        if self.signers.items() != agency.signers:
            self.signers.show_items(agency.signers)
        self.titles.refresh()
        for field, line in self.contact.items():
            line.put(getattr(agency.contact, field))
        self.preview.show_agency(agency, unit_in_use(agency, self._settings))

    def _on_edit_places(self) -> None:
        PlacesDialog(self._places, self.window()).open()

    def take_focus(self) -> None:
        """Put the cursor where an agency begins."""
        self.names.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_widgets(self) -> None:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 3 * GAP)
        outer.setSpacing(GAP)
        outer.addWidget(self.preview)
        for head, hint, widget in (
            ("names", "", self.names),
            ("units", "units_hint", self.units),
            ("signers", "signers_hint", self.signers),
            ("contact", "contact_hint", self._contact_grid()),
        ):
            label = QLabel(text(f"agencies.head.{head}"))
            label.setObjectName("dialog_head")
            outer.addSpacing(GAP)
            outer.addWidget(label)
            outer.addWidget(widget)
            if widget is self.signers:
                outer.addWidget(self.titles)
            if widget is self.names:
                outer.addWidget(self.edit_places, 0, Qt.AlignmentFlag.AlignLeft)
            if hint:
                quiet = QLabel(text(f"agencies.{hint}"))
                quiet.setObjectName("quiet")
                quiet.setWordWrap(True)
                outer.addWidget(quiet)
        outer.addStretch(1)
        page.setMaximumWidth(_WIDTH)
        self.setWidget(page)

    def _contact_grid(self) -> QWidget:
        grid_widget = QWidget()
        grid = QGridLayout(grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for row, (field, line) in enumerate(self.contact.items()):
            label = QLabel(text(f"agencies.label.{field}"))
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        grid.setColumnMinimumWidth(0, self.names.label_width)
        grid.setColumnStretch(1, 1)
        return grid_widget

    def _on_names(self, agency: Agency) -> None:
        self._edit(agency)

    def _on_rows(self) -> None:
        units = cast(tuple[Unit, ...], self.units.items())
        signers = cast(tuple[Signer, ...], self.signers.items())
        self._edit(replace(self.agency, units=units, signers=signers))

    def _on_contact(self) -> None:
        values: dict[str, Any] = {field: line.text() for field, line in self.contact.items()}
        contact: ContactLine = replace(self.agency.contact, **values)
        self._edit(replace(self.agency, contact=contact))

    def _edit(self, agency: Agency) -> None:
        self.show_agency(agency)
        self.edited.emit(agency)
