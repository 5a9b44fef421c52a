"""A letter on its way to the disk: conflicts seen, versions kept, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import AppError
from app.editing import disk, locking
from app.editing.draft import Clock
from app.editing.locking import Lock
from app.editing.questions import Answer, Question
from app.editing.versions import VersionStore
from app.letter.file import dumps
from app.letter.model import Letter, Secrecy


@dataclass(slots=True)
class SaveJob:
    """A letter on its way to the disk. ``run`` touches nothing but files, so it may run in a thread.

    ``old_path`` is where the letter stood until now. After ``run``: ``digest``, ``is_new_path``, and the
    ``lock`` it holds; that of another old file is given free.
    """

    letter: Letter
    path: Path
    known: str  # digest of the file as it was last read or written by us
    overwrite: bool
    versions: VersionStore
    wall_clock: Clock
    lock: Lock | None
    lock_folder: Path
    old_path: Path | None
    is_new_path: bool = field(init=False, default=False)
    digest: str = field(init=False, default="")

    def run(self) -> None:
        """Write the file. Question when it changed on the disk or is open elsewhere; AppError else."""
        now = self.wall_clock()
        self.is_new_path = self.old_path is None or not disk.same_file(self.old_path, self.path)
        if not self.is_new_path:
            self.lock = self.lock and self.lock.renew(now)
            self._write(now)
            return
        lock = self._acquired(now)
        try:
            self._write(now)
        except AppError:
            if lock is not None:
                lock.release()
            raise
        if self.lock is not None:
            self.lock.release()
        self.lock = lock

    def _acquired(self, now: float) -> Lock | None:
        """The lock of a new path; a file that somebody has open can only be left alone."""
        try:
            return locking.acquire(self.path, self.lock_folder, now)
        except Question as held:
            question = Question("editing.target_held", (Answer.SAVE_AS,))
            question.fields = held.fields
            raise question from held

    def _write(self, now: float) -> None:
        if not self.is_new_path and not self.overwrite:
            disk.check_unchanged(self.path, self.known)
        data = dumps(self.letter)
        if self.letter.secrecy is not Secrecy.NONE:
            for path in filter(None, (self.path, self.old_path)):
                self.versions.forget(path)
        else:
            self._keep_old(now)
        overwrite = self.overwrite or not self.is_new_path
        self.digest = disk.write(self.path, data, overwrite=overwrite)
        if self.letter.secrecy is Secrecy.NONE:
            self.versions.keep(self.path, data, now)

    def _keep_old(self, now: float) -> None:
        """What the file holds now is a version too, when it was not us who wrote it."""
        try:
            old = disk.read(self.path)
            if disk.parse(self.path, old.data).letter.secrecy is Secrecy.NONE:
                self.versions.keep(self.path, old.data, now)
        except AppError:
            return  # not there, or no letter
