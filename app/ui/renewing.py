"""Soạn từ văn bản này: a new letter from the open one, or from one in a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.editing.commands.renew import new_from
from app.editing.opening import Opened, open_file
from app.letter.facts import OldFact
from app.letter.model import Letter
from app.ui import tasks
from app.ui.dialogs.renew import RenewDialog
from app.ui.files import fresh

if TYPE_CHECKING:
    from app.ui.office import Office


class Renewal:
    """Puts the new letter onto the desk; its old facts are listed to be looked at."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._facts: tuple[OldFact, ...] = ()
        self._letter = Letter()

    def of_path(self, path: Path) -> None:
        """From the letter in a file, which stays as it is."""
        tasks.run(partial(open_file, path), self._on_read, self._on_unread, awaited=True)

    def of_letter(self, letter: Letter) -> None:
        """From this letter; the one that is open now is left first."""
        renewed = new_from(letter, self._office.session.rulebook)
        self._letter, self._facts = renewed.letter, renewed.facts
        self._office.files.leave(self._begin)

    def _on_read(self, opened: Opened) -> None:
        self.of_letter(opened.letter)

    def _on_unread(self, error: AppError) -> None:
        self._office.window.notices.tell("open", str(error))

    def _begin(self) -> None:
        self._office.show(self._office.session.desk.new(fresh(self._office, self._letter)))
        draft, workspace = self._office.draft, self._office.workspace
        if draft is not None and workspace is not None and self._facts:
            dialog = RenewDialog(draft, self._facts, self._office.window)
            dialog.place_chosen.connect(workspace.show_where_quietly)
            dialog.show()
