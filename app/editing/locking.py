"""One writer for each file: a small file beside the letter says who has it open."""

from __future__ import annotations

import ctypes
import datetime
import getpass
import json
import logging
import os
import platform
import secrets
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.base.errors import AppError
from app.base.files import patiently, write_atomic
from app.base.texts import text
from app.editing.disk import digest_of
from app.editing.processes import is_running, own_token
from app.editing.questions import Answer, Question

# A lock of another machine, whose processes cannot be seen, counts for a day.
STALE_AFTER = 24 * 3600.0
_MOST_BYTES = 10_000
_SUFFIX = ".lock"

Aside = Callable[[Callable[[], object]], None]

# Locks of this program that are being given free; a network folder may take half a minute for it.
_leaving: dict[Path, threading.Event] = {}
# Renewed and given free by two threads: one after the other.
_guards: dict[Path, threading.Lock] = {}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a letter open: user, machine, process (as processes.own_token names it).

    ``opened`` and, when it was last renewed, ``since`` are Unix times.
    """

    user: str
    machine: str
    process: str
    since: float
    key: str = ""
    opened: float = 0.0

    @property
    def time(self) -> str:
        """When the letter was opened, in the time of this machine; "?" for what is no time."""
        try:
            opened = datetime.datetime.fromtimestamp(self.opened or self.since, datetime.UTC).astimezone()
        except (ValueError, OverflowError, OSError):
            return "?"
        return f"{opened:%H:%M %d/%m/%Y}"

    def is_gone(self, machine: str, now: float) -> bool:
        """Whether the lock was left behind: its process ended, or it is older than a day."""
        if now - self.since > STALE_AFTER:
            return True
        return self.machine == machine and not is_running(self.process)


@dataclass(frozen=True, slots=True)
class Lock:
    """A file held open for writing; ``notice`` tells when a lock left behind was taken over."""

    file: Path
    holder: Holder
    notice: str = ""

    def release(self) -> None:
        """Give the file free, unless someone else took the lock over."""
        with _guard(self.file):
            if self._is_ours():
                _remove(self.file)

    def leave(self, aside: Aside) -> None:
        """Give the file free beside the window; whoever wants this lock meanwhile waits for it."""
        gone = _leaving[self.file] = threading.Event()

        def release() -> None:
            try:
                self.release()
            finally:
                _leaving.pop(self.file, None)
                gone.set()

        aside(release)

    def renew(self, now: float) -> Lock:
        """The lock with a new time, so that a letter open for days is not taken for forgotten."""
        holder = replace(self.holder, since=now)
        # Else one that is given free meanwhile would come back.
        with _guard(self.file):
            if not self._is_ours():
                return self
            try:
                # Not begun anew, which Windows refuses for a hidden file.
                with self.file.open("r+b") as file:
                    file.write(_encoded(holder))
                    file.truncate()
            except OSError:
                _log.warning("lock cannot be renewed: %s", self.file)
                return self
        return Lock(self.file, holder, self.notice)

    def _is_ours(self) -> bool:
        """Whether the file is still this lock, perhaps renewed since."""
        found = _read(self.file)
        return found is not None and replace(found, since=self.holder.since) == self.holder


def at_once(work: Callable[[], object]) -> None:
    """Do it here and now: for who has no window."""
    work()


def this_user() -> str:
    """The user's name as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def acquire(path: Path, fallback: Path, now: float, holder: Holder | None = None) -> Lock | None:
    """Lock a letter's file for this process; None where no lock can be written at all.

    The lock stands beside the letter, in the ``fallback`` folder where that cannot be written. Question
    (READ_COPY) with the name of whoever has it open. May take as long as a disk does: not for the window.
    """
    if holder is None:
        holder = Holder(this_user(), platform.node(), own_token(), now, secrets.token_hex(8), now)
    for file in lock_files(path, fallback):
        leaving = _leaving.get(file)
        if leaving is not None:
            leaving.wait()
        lock = _acquired(file, path, holder, now)
        if lock is not None:
            return lock
    return None


def lock_files(path: Path, fallback: Path) -> tuple[Path, Path]:
    """Where the lock of a letter may stand: beside it, and among our own data."""
    name = digest_of(os.path.normcase(path.absolute()).encode())[:32]
    return path.with_name(f".~{path.name}{_SUFFIX}"), fallback / (name + _SUFFIX)


def _acquired(file: Path, path: Path, holder: Holder, now: float) -> Lock | None:
    """The lock in this file, None when none can be written there."""
    notice = ""
    for _ in range(2):
        if _created(file, holder):
            return Lock(file, holder, notice)
        other = _read(file)
        if other is None and not file.exists():
            return None
        if other is not None and not other.is_gone(holder.machine, now):
            raise _held(other, holder, path)
        if other is not None and not _is_same_clerk(other, holder):
            notice = text("editing.lock_taken_over", user=other.user, machine=other.machine)
        if not _remove(file):
            return None
    return None


def _is_same_clerk(other: Holder, holder: Holder) -> bool:
    return (other.user, other.machine) == (holder.user, holder.machine)


def _held(other: Holder, holder: Holder, path: Path) -> Question:
    """Who has it open; a clerk's own second window is named as such."""
    key = "editing.locked_here" if _is_same_clerk(other, holder) else "editing.locked"
    return Question(
        key, (Answer.READ_COPY,), user=other.user, machine=other.machine, time=other.time, path=path
    )


def _created(file: Path, holder: Holder) -> bool:
    try:
        _make_parent(file)
        # Whole at once: whoever finds the file can read who made it.
        write_atomic(file, _encoded(holder), overwrite=False)
        _hide(file)
    except (OSError, AppError):
        return False
    return True


def _hide(file: Path) -> None:
    """Out of the clerk's sight; elsewhere the dot in its name does it."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetFileAttributesW(str(file), stat.FILE_ATTRIBUTE_HIDDEN)


def _make_parent(file: Path) -> None:
    # Beside a letter the folder is there; only our own may be missing.
    if not file.name.startswith("."):
        file.parent.mkdir(parents=True, exist_ok=True)


def _remove(file: Path) -> bool:
    try:
        patiently(partial(file.unlink, missing_ok=True))
    except OSError:
        _log.warning("lock cannot be removed: %s", file)
        return False
    return True


def _guard(file: Path) -> threading.Lock:
    return _guards.setdefault(file, threading.Lock())


def _read(file: Path) -> Holder | None:
    """Who holds the lock; None when there is none or it says nothing."""
    try:
        with file.open("rb") as opened:
            tree = json.loads(opened.read(_MOST_BYTES))
        return Holder(
            str(tree["user"]),
            str(tree["machine"]),
            str(tree["process"]),
            float(tree["since"]),
            str(tree["key"]),
            float(tree.get("opened", 0.0)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _encoded(holder: Holder) -> bytes:
    tree = {
        "user": holder.user,
        "machine": holder.machine,
        "process": holder.process,
        "since": holder.since,
        "key": holder.key,
        "opened": holder.opened,
    }
    return json.dumps(tree, ensure_ascii=True).encode()
