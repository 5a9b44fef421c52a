"""When the first questions are asked, and what follows from their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.texts import text
from app.library.agency import Agency
from app.settings.options import WELCOMED
from app.ui.agencies.suggesting import shown_name
from app.ui.welcome.page import WelcomePage

if TYPE_CHECKING:
    from app.ui.office import Office


class Greeting:
    """Asks once; afterwards only when the clerk wants it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._page: WelcomePage | None = None

    def greet(self) -> None:
        """Ask, if nothing is known of the agency and the questions were never passed over."""
        database = self._office.session.library.database
        if database.is_ready:
            self._on_ready(None)
        else:
            database.ready.subscribe(self._on_ready)

    def ask(self) -> None:
        """Show the questions."""
        if self._page is None:
            self._page = WelcomePage(self._office.session)
            self._page.finished.connect(self._on_finished)
        self._office.places.visit(self._page)

    def _on_ready(self, _: None) -> None:
        office = self._office
        is_new = not office.session.settings.get(WELCOMED) and office.agency.agency is None
        # Whoever has begun to work meanwhile is left alone.
        if is_new and office.draft is None and office.places.is_writing:
            self.ask()

    def _on_finished(self, agency: Agency | None) -> None:
        office, page = self._office, self._page
        self._page = None
        office.session.settings.set(WELCOMED, True)
        office.places.write()
        if page is not None:
            office.window.rooms.removeWidget(page)
            page.deleteLater()
        if office.draft is None:
            office.window.start_page.take_focus()
        if agency is not None:
            office.say(text("welcome.kept", name=shown_name(agency)))
