"""The earlier states of the open letter: looked at as a new letter, or taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.letter.model import Letter
from app.ui.dialogs.versions import VersionsDialog
from app.ui.opening import show_letter

if TYPE_CHECKING:
    from app.editing.versions import Version
    from app.ui.office import Office


class Earlier:
    """What "Các bản đã lưu" does."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def ask(self) -> None:
        """Show the list."""
        draft = self._office.draft
        if draft is None or draft.path is None:
            return
        versions = self._office.session.desk.versions.of(draft.path)
        dialog = VersionsDialog(versions, self._office.window, is_locked=draft.is_locked)
        dialog.version_chosen.connect(self.open)
        dialog.version_wanted_back.connect(self.take_back)
        dialog.open()

    def open(self, version: Version) -> None:
        """A new letter that says what was said then. AppError when it cannot be read."""
        self._office.files.leave(partial(show_letter, self._office, self._letter(version)))

    def take_back(self, version: Version) -> None:
        """The open letter says again what it said then; one step that can be undone."""
        letter = self._letter(version)
        if self._office.draft is not None:
            self._office.draft.apply(lambda _: letter)

    def _letter(self, version: Version) -> Letter:
        return self._office.session.desk.versions.open(version).letter
