"""Looks, beside the window, whether others have changed the file of the open letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.desk import Desk
from app.editing.draft import Draft
from app.ui import tasks
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office


class _Looking:
    """One look; a network drive may take half a minute for it."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self._desk, self._draft = desk, draft

    def __call__(self) -> bool:
        return self._desk.changed_on_disk(self._draft)


class FileWatch:
    """Tells a change in a notice with what can be done about it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._is_looking = False

    def look(self) -> None:
        """Look once, unless a look or a save is under way."""
        draft = self._office.draft
        if draft is None or draft.path is None or self._is_looking or self._office.files.is_saving:
            return
        self._is_looking = True
        tasks.run(_Looking(self._office.session.desk, draft), self._on_looked, self._on_failed)

    def _on_looked(self, changed: bool) -> None:
        self._is_looking = False
        draft, files, notices = self._office.draft, self._office.files, self._office.window.notices
        if not changed or draft is None or draft.path is None or notices.notice("changed") is not None:
            return
        choices = (
            Choice(text("ui.answer.reload", name=""), files.reload),
            Choice(text("ui.answer.overwrite", name=""), files.overwrite),
            Choice(text("ui.answer.save_as", name=""), files.save_as),
        )
        notices.tell("changed", text("editing.changed_on_disk", path=draft.path), choices)

    def _on_failed(self, _: AppError) -> None:
        self._is_looking = False
