"""The pages beside the letter: made when they are first looked at, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.agencies.page import AgenciesPage
from app.ui.contacts.page import ContactsPage
from app.ui.letters.page import LettersPage
from app.ui.rail import WRITE
from app.ui.renewing import Renewal
from app.ui.session import Session
from app.ui.templates.page import TemplatesPage

if TYPE_CHECKING:
    from app.ui.office import Office

# A page: a widget with the method ``entered``, and those of these signals that it needs:
# letter_wanted(Letter), path_wanted(Path), renew_wanted(Path), message(str), by their names below.
MakePage = Callable[[Session], QWidget]
PAGES: Mapping[str, MakePage] = {
    "place_agencies": AgenciesPage,
    "place_templates": TemplatesPage,
    "place_letters": LettersPage,
    "place_contacts": ContactsPage,
}


class Places:
    """Goes from the letter to a page and back; the letter stays open meanwhile."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._renewal = Renewal(office)
        self._made: dict[str, QWidget] = {}
        self.here = WRITE
        office.window.rail.offer({WRITE, *PAGES})

    @property
    def is_writing(self) -> bool:
        """Whether the letter, or the start page, is what is seen."""
        return self.here == WRITE

    def write(self) -> None:
        """Back to the letter, where it was left."""
        self._office.window.rail.show_place(WRITE)
        if not self.is_writing:
            self.here = WRITE
            self._office.window.notices.show_letter(True)
            self._office.window.rooms.show_room(None)
            self._office.show_all()

    def templates(self) -> None:
        """Letters to begin from."""
        self._go("place_templates")

    def letters(self) -> None:
        """Letters written before."""
        self._go("place_letters")

    def contacts(self) -> None:
        """The address book."""
        self._go("place_contacts")

    def agencies(self) -> None:
        """The agencies that letters are drafted for."""
        self._go("place_agencies")

    def page(self, name: str) -> QWidget:
        """The page of a place, made now if it was not before; AppError when the memory cannot be read."""
        if name not in self._made:
            self._made[name] = self._joined(PAGES[name](self._office.session))
        return self._made[name]

    def visit(self, page: QWidget) -> None:
        """Show a page that has no place of its own."""
        self._show("", page)

    def keep(self) -> None:
        """Keep what was typed into the pages, now."""
        for page in self._made.values():
            keep = getattr(page, "keep", None)
            if keep is not None:
                keep()

    def end(self) -> None:
        """The window goes: nothing is looked for any more."""
        for page in self._made.values():
            if isinstance(page, LettersPage):
                page.scanner.stop()

    def _go(self, name: str) -> None:
        # A button that was pressed is marked already; the page may be refused.
        self._office.window.rail.show_place(self.here)
        self._show(name, self.page(name))

    def _show(self, name: str, page: QWidget) -> None:
        office = self._office
        self.here = name
        office.window.rail.show_place(name)
        office.window.notices.show_letter(False)
        office.window.rooms.show_room(page)
        page.entered()  # type: ignore[attr-defined]
        office.say("")
        office.show_all()

    def _joined(self, page: QWidget) -> QWidget:
        wishes: Mapping[str, Callable[..., object]] = {
            "letter_wanted": self._office.files.begin_letter,
            "path_wanted": self._office.open_path,
            "renew_wanted": self._renewal.of_path,
            "message": self._office.say,
            "questions_wanted": self._office.greeting.ask,
        }
        for name, act in wishes.items():
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(act)
        if isinstance(page, TemplatesPage):
            self._office.templates.join(page)
        return page
