"""Copies of the office's memory: one a day by itself, and one file that carries everything elsewhere."""

from __future__ import annotations

import contextlib
import datetime
import json
import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.files import write_atomic
from app.library.database import Database, Turn
from app.library.store_file import copy_name, memory_of, new_memory, tables_of

SUFFIX = ".saoluu"
MOST_DAILY = 14
_MOST_OTHERS = 5
# An office's memory is a few megabytes; nothing near this was ever written by us.
_MOST_BYTES = 256 * 1024 * 1024
_NAME = re.compile(r".+-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)-(daily|restore|upgrade)\.db")
_SETTINGS = "settings"
_KEPT = "CREATE TABLE kept (name TEXT PRIMARY KEY, data TEXT NOT NULL)"

_log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    RESTORE = "restore"  # what was there before another one was restored
    UPGRADE = "upgrade"  # what was there before the tables were changed


@dataclass(frozen=True)
class Backup:
    """A copy in the program's own folder."""

    path: Path
    made: datetime.datetime
    reason: Reason


@dataclass(frozen=True)
class Counts:
    """How much a library holds."""

    agencies: int
    contacts: int
    templates: int
    skeletons: int


@dataclass(frozen=True)
class Restored:
    """What was brought back, with its settings if it had any.

    ``before`` is the copy of what was there, None when there was nothing.
    """

    turn: Turn
    counts: Counts
    settings: Mapping[str, Any] | None = None
    before: Path | None = None


class Backups:
    """Makes, lists and restores copies. All of it touches files: call it beside the window."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = database.file.copies

    def all(self) -> list[Backup]:
        """The copies in the folder, the newest first."""
        try:
            paths = list(self.folder.iterdir())
        except OSError:
            return []
        found = [backup for backup in map(_backup, paths) if backup is not None]
        return sorted(found, key=lambda one: one.made, reverse=True)

    def newest_good(self) -> Backup | None:
        """The newest copy that can be restored."""
        return next((one for one in self.all() if _is_good(one.path)), None)

    def keep_daily(self, settings: Mapping[str, Any]) -> Path | None:
        """The copy of this day, unless there is one or there is nothing to keep; old ones go.

        AppError when it cannot be written.
        """
        today = datetime.datetime.now().astimezone().date()
        daily = [one for one in self.all() if one.reason is Reason.DAILY]
        if not self._database.is_ready or (daily and daily[0].made.date() >= today):
            return None
        data = self._content(settings)
        if data is None:
            return None
        path = self._write(data, Reason.DAILY)
        if daily and _same(daily[0].path, data):
            # As good as made today; fourteen equal ones would push out all that is different.
            _drop(daily[0].path)
        self._tidy()
        return path

    def export(self, path: Path, settings: Mapping[str, Any], *, moves: bool) -> None:
        """Write everything and these settings into one file, over what is there.

        ``moves``: for another computer, where the folders of this one do not exist. AppError as write_atomic.
        """
        with contextlib.closing(memory_of(self._database.snapshot())) as memory:
            if moves:
                memory.execute("DELETE FROM letter_folder")
            data = _with_kept(memory, settings)
        write_atomic(path, data, overwrite=True)

    def restore(self, path: Path, settings: Mapping[str, Any]) -> Restored:
        """Put the content of a copy, or of an exported file, in the place of what is there now.

        It is examined first, and what is there now, with the settings of now, is kept as a copy.
        AppError when the file is none of ours, damaged, of a newer version, or when something cannot be
        read or written. ``database.take`` the turn.
        """
        memory = _read(path)
        brought = _take_kept(memory)
        data = self._content(settings) if self._database.is_ready else None
        before = None if data is None else self._write(data, Reason.RESTORE)
        counts = _counts(memory)
        turn = self._database.replace(memory)
        self._tidy()
        return Restored(turn, counts, brought, before)

    def start_empty(self) -> Turn:
        """Put a file that cannot be used aside and begin anew; ``database.take`` the turn."""
        return self._database.replace(new_memory())

    def _content(self, settings: Mapping[str, Any]) -> bytes | None:
        """What is to be kept; None when nothing was ever written."""
        with contextlib.closing(memory_of(self._database.snapshot())) as memory:
            return _with_kept(memory, settings) if any(_sizes(memory).values()) else None

    def _write(self, data: bytes, reason: Reason) -> Path:
        when = datetime.datetime.now().astimezone()
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            while (path := self.folder / copy_name(self._database.file.path, reason, when)).exists():
                when += datetime.timedelta(seconds=1)
        write_atomic(path, data, overwrite=False)
        return path

    def _tidy(self) -> None:
        """Only the newest ones stay; broken ones do not count."""
        good = dict.fromkeys(Reason, 0)
        for one in self.all():
            most = MOST_DAILY if one.reason is Reason.DAILY else _MOST_OTHERS
            if good[one.reason] >= most:
                _drop(one.path)
            elif _is_good(one.path):
                good[one.reason] += 1


def _drop(path: Path) -> None:
    """Delete a copy; one that another program holds open (Windows) goes another day."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("an old copy cannot be deleted: %s", type(error).__name__)


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = map(int, match.groups()[:6])
        made = datetime.datetime(year, month, day, hour, minute, second).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
    return Backup(path, made, Reason(match[7]))


def _read(path: Path) -> sqlite3.Connection:
    """The library in a copy; the sentences of AppError speak of this file."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise AppError("library.backup_unreadable", path=path) from error
    if len(data) > _MOST_BYTES or not data:
        raise AppError("library.backup_foreign", path=path)
    try:
        return memory_of(data)
    except AppError as error:
        name = error.key.rpartition(".")[2]
        raise AppError(f"library.backup_{name}", path=path) from error


def _is_good(path: Path) -> bool:
    try:
        _read(path).close()
    except AppError:
        return False
    return True


def _same(path: Path, data: bytes) -> bool:
    try:
        return _bare(path.read_bytes()) == _bare(data)
    except OSError:
        return False


def _with_kept(memory: sqlite3.Connection, settings: Mapping[str, Any]) -> bytes:
    # Stamps are for windows that are open; without them equal contents give equal bytes.
    memory.execute("DELETE FROM stamp")
    memory.execute(_KEPT)
    memory.execute(
        "INSERT INTO kept VALUES (?, ?)", (_SETTINGS, json.dumps(dict(settings), ensure_ascii=False))
    )
    # Without what was removed.
    memory.execute("VACUUM")
    return memory.serialize()


def _bare(data: bytes) -> bytes:
    """The bytes without the counters in the head of the file, which grow with every copy of a copy."""
    return data[:24] + data[28:40] + data[44:92] + data[96:]


def _take_kept(memory: sqlite3.Connection) -> dict[str, Any] | None:
    """Take the settings out; the copy that an upgrade makes has none."""
    try:
        rows = memory.execute("SELECT data FROM kept WHERE name = ?", (_SETTINGS,)).fetchall()
    except sqlite3.OperationalError:
        return None
    memory.execute("DROP TABLE kept")
    try:
        settings = json.loads(rows[0][0]) if rows else None
    except (ValueError, TypeError, RecursionError):
        return None
    return settings if isinstance(settings, dict) else None


def _sizes(memory: sqlite3.Connection) -> dict[str, int]:
    # The names are those of our own tables.
    with contextlib.closing(new_memory()) as ours:
        return {
            name: int(memory.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - as above
            for name in tables_of(ours)
        }


def _counts(memory: sqlite3.Connection) -> Counts:
    sizes = _sizes(memory)
    return Counts(sizes["agency"], sizes["contact"], sizes["template"], sizes["skeleton"])


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AppError("library.backup_folder", folder=folder) from error
