"""Fills the start page: recent letters, what a crash left behind, samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.recovery import Recovered
from app.letter.file import load
from app.letter.wording import on_one_line
from app.library.templates import TABLES
from app.settings.options import RECENT_FILES
from app.ui.opening import saved_time
from app.ui.start import Begin, Entry

if TYPE_CHECKING:
    from app.ui.office import Office

# As many as one sees at 1366 x 768 without scrolling; the menu has them all.
_MOST_SHOWN, _MOST_SAMPLES, _MOST_TEMPLATES = 6, 4, 5


class Home:
    """What the start page and the menu of recent files offer."""

    def __init__(self, office: Office) -> None:
        self._office = office
        database = office.session.library.database
        database.ready.subscribe(self._on_ready)
        database.changed.subscribe(self._on_changed)

    def refresh(self) -> None:
        """Look again."""
        session, window = self._office.session, self._office.window
        recent = [Path(name) for name in session.settings.get(RECENT_FILES)]
        window.set_recent(recent)
        page = window.start_page
        page.show_entries(
            Begin.RECENT, [Entry(path.name, str(path.parent), path) for path in recent[:_MOST_SHOWN]]
        )
        page.show_entries(Begin.RECOVER, [_recovered_entry(copy) for copy in session.desk.recovery.found()])
        self._show_templates()
        page.show_entries(Begin.SAMPLE, _samples(session.samples))

    def _show_templates(self) -> None:
        found = self._office.session.library.templates.most_used(_MOST_TEMPLATES)
        entries = [Entry(one.template.name, one.template.description, one.template.id) for one in found]
        self._office.window.start_page.show_entries(Begin.TEMPLATE, entries)

    def _on_ready(self, _: None) -> None:
        self._show_templates()

    def _on_changed(self, table: str) -> None:
        if table in TABLES:
            self._show_templates()


def _recovered_entry(copy: Recovered) -> Entry:
    title = on_one_line(copy.letter.subject) or (copy.path.name if copy.path else text("ui.unnamed"))
    name = copy.path.name if copy.path else text("ui.never_saved")
    return Entry(title, text("ui.start.recover_detail", name=name, time=saved_time(copy)), copy)


def _samples(folder: Path) -> list[Entry]:
    """The sample letters by their trích yếu."""
    found: list[Entry] = []
    for path in sorted(folder.glob("*.congvan")):
        try:
            letter = load(path).letter
        except AppError:
            continue  # damaged after installation
        issuer = on_one_line(letter.issuers[0].name) if letter.issuers else ""
        subject = on_one_line(letter.subject)
        title = subject[:1].upper() + subject[1:]
        if not any((one.title, one.detail) == (title, issuer) for one in found):  # a draft and its issue
            found.append(Entry(title, issuer, path))
    return found[:_MOST_SAMPLES]
