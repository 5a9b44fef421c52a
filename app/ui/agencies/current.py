"""The agency that letters are drafted for now ("Cơ quan đang soạn"), for new letters and the open one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.base.dates import days_in_month
from app.base.texts import text
from app.editing.commands.agency import is_of, unit_of, with_agency, with_signer
from app.editing.draft import Draft, LetterChanged
from app.letter.model import Authority, Letter, PartialDate, Secrecy
from app.letter.wording import on_one_line
from app.library.agencies import signers_of
from app.library.agency import Agency
from app.library.from_letter import occurrences
from app.settings.options import CURRENT_AGENCY, LAST_UNITS
from app.ui.agencies.suggesting import shown_name, unit_in_use, ways_for

if TYPE_CHECKING:
    from app.ui.office import Office

_TABLE = "agency"
_MANAGE = "manage"
_OLD_NAME = "old_agency_name"


class CurrentAgency(QObject):
    """Knows the agencies of the library for the open letter and for new ones."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._settings = office.session.settings
        self._agencies = office.session.library.agencies
        database = office.session.library.database
        self._leave = (database.changed.subscribe(self._on_changed), database.ready.subscribe(self._on_ready))
        office.window.agency_menu.triggered.connect(self._on_chosen)
        self._kept: list[Agency] = []
        self._leave_letter: Callable[[], object] = _nothing
        self._look()

    def close(self) -> None:
        """Listen no more."""
        for leave in (*self._leave, self._leave_letter):
            leave()

    # --- which one

    @property
    def agency(self) -> Agency | None:
        """The agency of now: the one that was chosen last, else the first; None when none is kept."""
        chosen = self._settings.get(CURRENT_AGENCY)
        first = self._kept[0] if self._kept else None
        return next((one for one in self._kept if one.id == chosen), first)

    def of(self, letter: Letter, index: int) -> Agency | None:
        """The agency that stands at this place of a letter's header, with who is in office on its date."""
        chosen = self._settings.get(CURRENT_AGENCY)
        # Two agencies may have one name: a committee, and its chairman with another ký hiệu.
        kept = sorted(self._kept, key=lambda one: one.id != chosen)
        found = next((one for one in kept if is_of(letter, one, index)), None)
        return None if found is None else replace(found, signers=tuple(signers_of(found, _day(letter.date))))

    # --- letters

    def fresh(self, letter: Letter) -> Letter:
        """A new letter as the agency of now begins it; one that has an issuer stays as it is."""
        agency = self.agency
        return letter if agency is None or letter.issuers else self._dressed(letter, agency)

    def signed_by(self, letter: Letter, authority: Authority) -> Letter:
        """The letter signed with this authority: by who does so in its agency, or a usual title unnamed."""
        agency = self.of(letter, 0)
        if agency is None:
            return letter
        unnamed = (way.signer("") for way in ways_for(agency) if way.position)
        for signer in (*agency.signers, *unnamed):
            if signer.chain and signer.chain[0].authority is authority:
                return with_signer(letter, signer)
        return letter

    def remember_unit(self, letter: Letter) -> None:
        """Begin the next letter of this agency with the drafting unit of this one, unless it has a độ mật."""
        if letter.secrecy is not Secrecy.NONE:
            return
        agency = self.of(letter, 0)
        unit = None if agency is None else unit_of(letter.code, agency)
        if agency is None or unit is None:
            return
        others = [one for one in self._settings.get(LAST_UNITS) if not one.startswith(f"{agency.id} ")]
        self._settings.set(LAST_UNITS, (f"{agency.id} {unit.abbreviation}", *others))

    def choose(self, agency: Agency) -> None:
        """Draft for this agency from now on; the letter that is seen becomes its letter, in one step.

        A template that is edited stays without: it is for every agency.
        """
        self._settings.set(CURRENT_AGENCY, agency.id)
        draft = self._office.draft
        is_letter = draft is not None and not draft.is_locked and not draft.target
        if draft is not None and is_letter and self._office.places.is_writing:

            def command(letter: Letter) -> Letter:
                return self._dressed(letter, agency)

            before = draft.letter
            if draft.apply(command):
                self._office.say(text("agencies.letter_switched", name=shown_name(agency)))
                self._tell_old_name(draft, _issuer(before))
        self._show()

    def _tell_old_name(self, draft: Draft, old: str) -> None:
        """The text is the clerk's, so it still says the other agency's name: tell that this may be wrong."""
        notices = self._office.window.notices
        self._forget_old_name()
        count = occurrences(replace(draft.letter, issuers=()), old)
        if not count or old == _issuer(draft.letter):
            return
        told = text("agencies.old_name", name=old, count=count)
        notices.tell(_OLD_NAME, told, warns=False, of_letter=True)

        def look(change: LetterChanged) -> None:
            if _issuer(change.letter) == old:  # undone
                self._forget_old_name()

        self._leave_letter = draft.letter_changed.subscribe(look)

    def _forget_old_name(self) -> None:
        self._office.window.notices.forget(_OLD_NAME)
        self._leave_letter()
        self._leave_letter = _nothing

    def _dressed(self, letter: Letter, agency: Agency) -> Letter:
        signers = signers_of(agency, _day(letter.date))
        unit = unit_in_use(agency, self._settings)
        return with_agency(letter, agency, unit, signers[0] if signers else None)

    # --- the switch

    def _show(self) -> None:
        window, now = self._office.window, self.agency
        window.agency_switch.show_name("" if now is None else shown_name(now))
        for action in window.agency_menu.actions():
            action.setChecked(now is not None and action.data() == now.id)

    def _fill_menu(self) -> None:
        menu = self._office.window.agency_menu
        menu.clear()
        for number, agency in enumerate(self._kept, start=1):
            digit = f"&{number} " if number <= 9 else ""  # noqa: PLR2004 - as many as digits
            action = menu.addAction(digit + shown_name(agency).replace("&", "&&"))
            action.setCheckable(True)
            action.setData(agency.id)
        menu.addSeparator()
        menu.addAction(text("agencies.manage")).setData(_MANAGE)

    def _on_chosen(self, action: QAction) -> None:
        if action.data() == _MANAGE:
            self._office.do("places.agencies")
            return
        agency = next((one for one in self._kept if one.id == action.data()), None)
        if agency is not None:
            self.choose(agency)

    def _on_changed(self, table: str) -> None:
        if table == _TABLE:
            self._look()

    def _on_ready(self, _: None) -> None:
        self._look()

    def _look(self) -> None:
        self._kept = self._agencies.all()
        self._fill_menu()
        self._show()


def _issuer(letter: Letter) -> str:
    """The name of the first agency in the header."""
    return on_one_line(letter.issuers[0].name).strip() if letter.issuers else ""


def _nothing() -> None:
    """Nobody listens."""


def _day(date: PartialDate) -> datetime.date:
    """The day of a letter; what is blank is as today."""
    today = datetime.datetime.now().astimezone().date()
    year, month = date.year or today.year, date.month or today.month
    try:
        return datetime.date(year, month, min(date.day or today.day, days_in_month(month, year)))
    except ValueError:
        return today  # a date that does not exist: the form tells it
