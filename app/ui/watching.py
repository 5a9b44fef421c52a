"""Looks, beside the window, whether others have changed the file of the open letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.desk import Desk
from app.editing.disk import Seen
from app.editing.draft import Draft
from app.ui import tasks
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office

_KEY = "changed"


class _Looking:
    """One look; a network drive may take half a minute for it."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self._desk, self._draft = desk, draft

    def __call__(self) -> _Look:
        known = self._draft.digest
        return _Look(self._draft, known, self._desk.seen_on_disk(self._draft))


@dataclass(frozen=True)
class _Look:
    """What was seen of the file of a draft while it had this digest."""

    draft: Draft
    known: str
    seen: Seen


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

    def _on_looked(self, look: _Look) -> None:
        self._is_looking = False
        draft, files, notices = self._office.draft, self._office.files, self._office.window.notices
        if look.draft is not draft or look.known != draft.digest or files.is_saving:
            return  # it was put away, or saved, while a slow disk was looked at
        save_as = Choice(text("ui.answer.save_as", name=""), files.save_as)
        if look.seen is Seen.SAME:
            notices.forget(_KEY)
        elif look.seen is Seen.GONE:
            sentence = text("editing.gone_from_disk", path=draft.path)
            self._tell(sentence, (Choice(text("ui.answer.save"), files.save), save_as))
        else:
            reload = Choice(text("ui.answer.reload", name=""), files.reload)
            overwrite = Choice(text("ui.answer.overwrite", name=""), files.overwrite)
            self._tell(text("editing.changed_on_disk", path=draft.path), (reload, overwrite, save_as))

    def _tell(self, sentence: str, choices: tuple[Choice, ...]) -> None:
        notices = self._office.window.notices
        if sentence not in notices.sentences:
            notices.tell(_KEY, sentence, choices)

    def _on_failed(self, _: AppError) -> None:
        self._is_looking = False
