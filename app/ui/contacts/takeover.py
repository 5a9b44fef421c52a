"""Names that older versions kept among the settings move into the address book, once."""

from __future__ import annotations

from app.library.contact import Contact
from app.ui.session import Session

# What the setting was called.
_KEY = "known_names"


class Takeover:
    """Waits for the book to be read, so that nobody is put in twice."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def start(self) -> None:
        """Move the names now or when the book is there; without any nothing is opened."""
        if _KEY not in self._session.settings.extra:
            return
        database = self._session.library.database
        if database.is_ready:
            self._move()
        else:
            database.ready.subscribe(self._on_ready)

    def _on_ready(self, _: None) -> None:
        self._move()

    def _move(self) -> None:
        kept = self._session.settings.hand_over(_KEY)
        names = kept if isinstance(kept, list) else []
        self._session.library.contacts.learn([Contact(name=name) for name in names if isinstance(name, str)])
