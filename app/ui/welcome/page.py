"""The first start: which agency, which units, who signs. Every question can be passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.library.agency import Agency, AgencyKind, Signer, Unit
from app.settings.options import CURRENT_AGENCY, LAST_UNITS
from app.ui.agencies.names import AgencyNames
from app.ui.agencies.preview import AgencyPreview
from app.ui.dialogs.frame import GAP
from app.ui.session import Session
from app.ui.welcome.kinds import KindChoice
from app.ui.welcome.rows import NewSigners, OwnUnits

_STEPS = ("agency", "units", "signers")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 840


class WelcomePage(QWidget):
    """Three questions, one after the other; what follows from an answer is filled in already.

    Signals:
        finished: the Agency that was kept; None when the questions were passed over.
    """

    finished = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._session = session
        self.agency = Agency(kind=AgencyKind.COMMUNE)
        self.kinds = KindChoice()
        self.names = AgencyNames(session.library.places)
        self.names.hide_kind()
        self.names.show_agency(self.agency)
        self.units = OwnUnits()
        self.signers = NewSigners()
        self.preview = AgencyPreview(session.rulebook)
        self.title = QLabel()
        self.title.setObjectName("start_title")
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.steps = QStackedWidget()
        self._holders: list[QWidget] = []
        self.skip, self.back, self.next = (self._button(name) for name in ("skip", "back", "next"))
        self.next.setObjectName("primary")
        self._place_widgets()
        self.kinds.chosen.connect(self.names.set_kind)
        self.names.changed.connect(self._on_named)
        self.names.area.area_chosen.connect(self._on_area)
        self.units.changed.connect(self._on_rows)
        self.signers.changed.connect(self._on_rows)
        self.units.finished.connect(self.go_on)
        self.signers.finished.connect(self.go_on)
        self._show_step(0)

    def entered(self) -> None:
        """The page is looked at."""
        self._take_focus()

    def go_on(self) -> None:
        """The next question, or the end."""
        step = self.steps.currentIndex()
        if step == 0 and not self.agency.name.strip():
            self._ask_for_name()
        elif step + 1 < len(_STEPS):
            self._show_step(step + 1)
            self._take_focus()
        else:
            self._finish()

    def pass_over(self) -> None:
        """No answer to this question; without an agency the others have no sense."""
        step = self.steps.currentIndex()
        if step == 0:
            self.finished.emit(None)
            return
        rows = self.units if _STEPS[step] == "units" else self.signers
        rows.show_items(())
        self._on_rows()
        self.go_on()

    def go_back(self) -> None:
        """The question before."""
        self._show_step(self.steps.currentIndex() - 1)
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from every field, Esc passes all of it over."""
        if event.key() in _ENTER:
            self.go_on()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(None)
            return
        super().keyPressEvent(event)

    # --- inside

    def _show_step(self, step: int) -> None:
        name = _STEPS[step]
        self.title.setText(text(f"welcome.title.{name}"))
        self.hint.setText(text(f"welcome.hint.{name}"))
        if name == "units":
            self.units.propose(self.agency.units)
        if name == "signers":
            self.signers.offer(self.agency)
        for place, holder in enumerate(self._holders):
            # Only the question that is seen takes room.
            policy = QSizePolicy.Policy.Preferred if place == step else QSizePolicy.Policy.Ignored
            holder.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self.steps.setCurrentIndex(step)
        self.back.setVisible(step > 0)
        last = step == len(_STEPS) - 1
        self.next.setText(text("welcome.done" if last else "welcome.next"))
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        self.count.setText(text("welcome.count", step=step + 1, count=len(_STEPS)))
        self._preview()

    def _ask_for_name(self) -> None:
        if self._has_place:
            self.names.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)
            key = "welcome.only_name_missing"
        else:
            self._take_focus()
            key = "welcome.choose_place" if self.names.area.offer_again() else "welcome.name_missing"
        self.hint.setText(text(key))

    @property
    def _has_place(self) -> bool:
        return bool(self.agency.commune or self.agency.province)

    def _take_focus(self) -> None:
        step = _STEPS[self.steps.currentIndex()]
        if step == "agency":
            self.names.area.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step == "units":
            checked = next((row for row in self.units.rows if row.fields[0].isChecked()), None)  # type: ignore[attr-defined]
            (checked or self.units.rows[0]).fields[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.signers.rows[0].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        agency = self._session.library.agencies.save(self.agency)
        settings = self._session.settings
        settings.set(CURRENT_AGENCY, agency.id)
        own = self.units.own
        if own is not None and own in agency.units:
            settings.set(LAST_UNITS, (f"{agency.id} {own.abbreviation}", *settings.get(LAST_UNITS)))
        self.finished.emit(agency)

    def _on_named(self, agency: Agency) -> None:
        self.agency = replace(agency, signers=self.agency.signers)
        self.hint.setText(text("welcome.hint.agency"))
        self._preview()

    def _on_area(self) -> None:
        # The place says the whole name of a committee, but not that of a school or a department.
        if not self.agency.name.strip():
            self.names.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_rows(self) -> None:
        units = cast(tuple[Unit, ...], self.units.items())
        signers = cast(tuple[Signer, ...], self.signers.items())
        self.agency = replace(self.agency, units=units, signers=signers)
        self.names.show_agency(self.agency)
        self._preview()

    def _preview(self) -> None:
        own = self.units.own if self.steps.currentIndex() else None
        first = self.agency.units[0] if self.agency.units else None
        self.preview.show_agency(self.agency, own or first)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(text(f"welcome.{name}"))
        button.setAccessibleName(button.text().replace("&", ""))
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        act = {"skip": self.pass_over, "back": self.go_back, "next": self.go_on}[name]
        button.clicked.connect(act)
        return button

    def _place_widgets(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        column.addWidget(self.kinds)
        column.addWidget(self.names)
        for step in (first, self.units, self.signers):
            holder = QWidget()
            held = QVBoxLayout(holder)
            held.setContentsMargins(0, 0, 0, 0)
            held.addWidget(step)
            held.addStretch(1)
            self.steps.addWidget(holder)
            self._holders.append(holder)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        inside.setSpacing(GAP)
        for widget in (self.title, self.hint):
            inside.addWidget(widget)
        inside.addSpacing(GAP)
        inside.addWidget(self.steps)
        inside.addSpacing(GAP)
        inside.addWidget(self.preview)
        inside.addStretch(1)
        page = QWidget()
        page.setObjectName("start_page")
        centred = QHBoxLayout(page)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(inner)
        area = QScrollArea()
        area.setObjectName("start")
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(text("welcome.page"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("strip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(3 * GAP, GAP, 3 * GAP, GAP)
        row.setSpacing(GAP)
        self.count = QLabel()
        self.count.setObjectName("quiet")
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        return foot
