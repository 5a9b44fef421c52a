"""Tells above the letter which prompts are still open, until none is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.base.texts import text
from app.editing.draft import Draft, LetterChanged
from app.letter.prompts import bracketed
from app.library.prompts import prompt_names
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office

_KEY = "open_prompts"
# After this long without a key it is looked again (milliseconds).
_AFTER = 300
_MOST_NAMED = 4


class OpenNotice(QObject):
    """One notice; it is not told again after it was closed, unless others are open then."""

    def __init__(self, office: Office, fill_on: Callable[[], None]) -> None:
        super().__init__(office)
        self._office, self._fill_on = office, fill_on
        self._told: tuple[str, ...] = ()
        self._leave: Callable[[], None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self._look)

    def watch(self, draft: Draft) -> None:
        """Look after this letter from now on, the one before is closed."""
        if self._leave is not None:
            self._leave()
        self._told = ()
        self._leave = draft.letter_changed.subscribe(self._on_changed)
        self._look()

    def _on_changed(self, _: LetterChanged) -> None:
        self._soon.start()

    def _look(self) -> None:
        draft = self._office.draft
        names = prompt_names(draft.letter) if draft is not None and not draft.target else ()
        if names == self._told:
            return
        self._told = names
        notices = self._office.window.notices
        if not names:
            notices.forget(_KEY)
            return
        named = ", ".join(bracketed(name) for name in names[:_MOST_NAMED])
        more = len(names) > _MOST_NAMED
        sentence = text(
            "templates_page.open_more" if more else "templates_page.open", count=len(names), names=named
        )
        fill_on = Choice(text("templates_page.fill_on_button"), self._fill_on)
        notices.tell(_KEY, sentence, (fill_on,), warns=False, of_letter=True)
