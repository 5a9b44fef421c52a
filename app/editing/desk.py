"""The desk: every open draft with its lock and recovery copy; opening, saving, closing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text
from app.editing import disk, locking
from app.editing.autosave import Autosave
from app.editing.disk import Seen
from app.editing.draft import Clock, Draft
from app.editing.locking import Aside, Lock, at_once
from app.editing.opening import Opened, open_file
from app.editing.recovery import Recovered, RecoveryStore
from app.editing.saving import SaveJob
from app.editing.versions import VersionStore
from app.letter.file import SUFFIX
from app.letter.model import Letter
from app.settings.paths import Paths

# Seconds; far less than the day after which a lock counts as left behind.
RENEW_AFTER = 3600.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file made ready to become a draft: read and locked. ``notices`` are to be told.

    ``unsaved`` is what a crash left of this very letter, ``others`` of how many others something is left.
    """

    opened: Opened
    lock: Lock | None
    notices: tuple[str, ...]
    unsaved: Recovered | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A recovery copy made ready to become a draft: where it may be saved, locked.

    ``notices`` are to be told.
    """

    found: Recovered
    path: Path | None
    lock: Lock | None
    notices: tuple[str, ...] = ()


@dataclass
class Desk:
    """All open drafts of this program. The window calls ``tick`` about four times a second.

    What may wait for a network folder is in ``prepare``, ``salvage``, ``seen_on_disk`` and the ``run`` of
    a SaveJob, made for a thread; locks are given free through ``aside``.

    ``clock`` runs on by itself (pauses of typing), ``wall_clock`` is the time of day in Unix seconds.
    """

    paths: Paths
    clock: Clock = time.monotonic
    wall_clock: Clock = time.time
    autosave_on: bool = True
    aside: Aside = at_once
    recovery: RecoveryStore = field(init=False)
    versions: VersionStore = field(init=False)
    _autosaves: dict[str, Autosave] = field(default_factory=dict)
    _locks: dict[str, Lock] = field(default_factory=dict)
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _renewed: float = field(init=False)

    def __post_init__(self) -> None:
        self.recovery = RecoveryStore(self.paths.recovery)
        self.versions = VersionStore(self.paths.versions)
        self._renewed = self.clock()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The open drafts, the oldest first."""
        return tuple(self._drafts.values())

    # --- opening

    def new(self, letter: Letter | None = None, *, dirty: bool = True, target: str = "") -> Draft:
        """A draft that is stored nowhere yet; one that already says something waits to be saved.

        Not ``dirty``: nothing is lost when it is closed as it is (a sample, a letter with only its layout).
        ``target``: what it is written back to (a template).
        """
        waits = dirty and letter is not None
        return self._put(Draft(letter, dirty=waits, target=target, clock=self.clock), None)

    def prepare(self, path: Path) -> Prepared:
        """Read and lock a file; may run in a thread. Question when a colleague has it open, AppError else."""
        opened = open_file(path)
        if opened.path is None:
            return Prepared(opened, None, opened.notices)
        lock = locking.acquire(opened.path, self.paths.locks, self.wall_clock())
        notices = list(opened.notices)
        if lock is None:
            notices.append(text("editing.not_locked", path=path))
        elif lock.notice:
            notices.append(lock.notice)
        left = self.recovery.found()
        own = [copy for copy in left if copy.path is not None and disk.same_file(copy.path, path)]
        # The newest of them; it may say nothing else than the file.
        unsaved = next((copy for copy in own[:1] if copy.letter != opened.letter), None)
        return Prepared(opened, lock, tuple(notices), unsaved, len(left) - len(own))

    def adopt(self, prepared: Prepared) -> Draft:
        """The draft of a prepared file. A letter out of a Word file has no path and waits to be saved."""
        opened = prepared.opened
        draft = Draft(
            opened.letter,
            path=opened.path,
            digest=opened.digest,
            dirty=opened.path is None,
            clock=self.clock,
        )
        return self._put(draft, prepared.lock)

    def open(self, path: Path) -> tuple[Draft, tuple[str, ...]]:
        """The draft of a file, the open one if it is open already; and what is to be told."""
        for draft in self.drafts:
            if draft.path is not None and disk.same_file(draft.path, path):
                return draft, ()
        prepared = self.prepare(path)
        return self.adopt(prepared), prepared.notices

    # --- saving

    def save(self, draft: Draft, *, overwrite: bool = False) -> None:
        """Write the draft into its file. Question when it changed on the disk; AppError else.

        ValueError for a draft without a path.
        """
        if draft.path is None:
            raise ValueError("a draft without a path is saved with save_as")
        self.save_as(draft, draft.path, overwrite=overwrite)

    def save_as(self, draft: Draft, path: Path, *, overwrite: bool = False) -> None:
        """Write the draft into another file, which is its own from now on. Question when it is there."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        job = self.save_job(draft, path, overwrite=overwrite)
        job.run()
        self.saved(draft, job)

    def save_job(self, draft: Draft, path: Path, *, overwrite: bool = False) -> SaveJob:
        """The work of saving, for a slow disk: run it anywhere, then give it to ``saved``."""
        return SaveJob(
            draft.letter,
            path,
            draft.digest,
            overwrite,
            self.versions,
            self.wall_clock,
            self._locks.get(draft.id),
            self.paths.locks,
            draft.path,
        )

    def saved(self, draft: Draft, job: SaveJob) -> None:
        """A job has run: the draft learns where it stands now."""
        if draft.id not in self._drafts or job.old_path != draft.path:
            # Closed, or saved elsewhere, while a slow disk was being waited for.
            if job.lock is not None:
                job.lock.leave(self.aside)
            return
        self._locks.pop(draft.id, None)
        if job.lock is not None:
            self._locks[draft.id] = job.lock
        draft.mark_saved(job.letter, job.path, job.digest)

    def reload(self, draft: Draft) -> None:
        """Take what is in the file now; the step can be undone. AppError when it cannot be read."""
        if draft.path is None:
            raise ValueError("a draft without a path cannot be read again")
        opened = open_file(draft.path)
        draft.reload(opened.letter, opened.digest)

    def seen_on_disk(self, draft: Draft) -> Seen:
        """Whether someone else changed or removed the file since it was read or saved."""
        return Seen.SAME if draft.path is None else disk.seen(draft.path, draft.digest)

    # --- recovery

    def tick(self) -> None:
        """Write the recovery copies that are due; now and then say that the files are still open here."""
        if self.autosave_on:
            for autosave in self._autosaves.values():
                autosave.tick()
        if self.clock() - self._renewed >= RENEW_AFTER:
            self._renewed = self.clock()
            for lock in self._locks.values():
                self.aside(partial(lock.renew, self.wall_clock()))

    def write_recovery(self) -> None:
        """Write all recovery copies at once (the crash handler)."""
        for autosave in self._autosaves.values():
            autosave.write()

    def autosave_of(self, draft: Draft) -> Autosave:
        """What keeps the recovery copy of a draft, for its problems."""
        return self._autosaves[draft.id]

    def recover(self, found: Recovered) -> Draft:
        """A found copy as a draft that waits to be saved; it has its path where that can be locked."""
        return self.take_salvaged(self.salvage(found))

    def salvage(self, found: Recovered) -> Salvaged:
        """Lock the file that a found copy belongs to."""
        path, lock = found.path, None
        notices: list[str] = []
        if path is not None:
            try:
                lock = locking.acquire(path, self.paths.locks, self.wall_clock())
            except AppError as error:
                path = None  # a colleague has the file open: this becomes a letter of its own
                notices.append(text("editing.recovered_beside", reason=error))
            else:
                notices += [lock.notice] if lock is not None and lock.notice else []
        return Salvaged(found, path, lock, tuple(notices))

    def take_salvaged(self, salvaged: Salvaged) -> Draft:
        """The draft of a salvaged copy."""
        found = salvaged.found
        draft = Draft(
            found.letter,
            path=salvaged.path,
            digest=found.digest,
            dirty=True,
            target=found.target,
            clock=self.clock,
        )
        self._put(draft, salvaged.lock)
        autosave = self._autosaves[draft.id]
        autosave.write()
        if autosave.problem is None:
            # Only now is there another copy.
            self.recovery.discard(found.file)
        return draft

    def close(self, draft: Draft) -> None:
        """The clerk closed the draft: recovery copy and lock go. Whether it is saved was asked before."""
        self._autosaves.pop(draft.id).close()
        del self._drafts[draft.id]
        lock = self._locks.pop(draft.id, None)
        if lock is not None:
            lock.leave(self.aside)

    def _put(self, draft: Draft, lock: Lock | None) -> Draft:
        self._drafts[draft.id] = draft
        self._autosaves[draft.id] = Autosave(draft, self.recovery, self.clock, self.wall_clock)
        if lock is not None:
            self._locks[draft.id] = lock
        return draft
