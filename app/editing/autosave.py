"""When the recovery copy of a draft is written: soon after the last key, and never late."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.base.errors import AppError
from app.base.events import Event
from app.editing.draft import Clock, Draft, LetterChanged
from app.editing.recovery import RecoveryStore

# Seconds. With a tick every quarter of a second a copy is never more than 2 s behind.
QUIET = 1.0
LATEST = 1.75
# After a failure (full disk) it is tried again after this long.
RETRY = 10.0


class Autosave:
    """Keeps the recovery copy of one draft. Call ``tick`` about four times a second.

    ``problem_changed`` tells why no copy can be written (an AppError), and None when one can again.
    """

    def __init__(
        self,
        draft: Draft,
        store: RecoveryStore,
        clock: Clock = time.monotonic,
        wall_clock: Clock = time.time,
    ) -> None:
        self.problem: AppError | None = None
        self.problem_changed: Event[AppError | None] = Event()
        self._draft, self._store = draft, store
        self._clock, self._wall_clock = clock, wall_clock
        self._first: float | None = None  # the first change that is in no copy
        self._last = 0.0
        self._retry_at: float | None = None
        self._leave: tuple[Callable[[], None], ...] = (
            draft.letter_changed.subscribe(self._on_letter_changed),
            draft.saved.subscribe(self._on_saved),
        )

    @property
    def is_pending(self) -> bool:
        """Whether a change waits to be written."""
        return self._first is not None

    def tick(self) -> None:
        """Write the copy if it is time."""
        if self._first is None:
            return
        now = self._clock()
        if self._retry_at is not None and now < self._retry_at:
            return
        if now - self._last >= QUIET or now - self._first >= LATEST:
            self.write()

    def write(self) -> None:
        """Write the copy now (a crash, the end of the session); a failure goes to ``problem``."""
        draft = self._draft
        try:
            if draft.is_dirty:
                now = self._wall_clock()
                self._store.write(draft.id, draft.letter, draft.path, draft.digest, now, draft.target)
            else:
                self._store.remove(draft.id)
        except AppError as error:
            self._retry_at = self._clock() + RETRY
            self._set_problem(error)
            return
        self._first = self._retry_at = None
        self._set_problem(None)

    def close(self) -> None:
        """The draft was closed on purpose: its copy goes."""
        for leave in self._leave:
            leave()
        self._first = None
        self._store.remove(self._draft.id)

    def _on_letter_changed(self, _: LetterChanged) -> None:
        self._last = self._clock()
        if self._first is None:
            self._first = self._last

    def _on_saved(self, _: object) -> None:
        if not self._draft.is_dirty:
            self._first = None
            self._store.remove(self._draft.id)

    def _set_problem(self, problem: AppError | None) -> None:
        if (problem is None) != (self.problem is None):
            self.problem = problem
            self.problem_changed.emit(problem)
