"""The file of the index of letters: SQLite, thrown away and made anew whenever in doubt."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.library.letter_entry import LetterEntry
from app.library.letter_rows import (
    VERSION,
    Stamp,
    drop_all,
    key_of,
    make_tables,
    put_in,
    remember,
    take_out,
)

# How long the window waits for a change of the scan; each takes less than a hundredth of a second.
_PATIENCE_SECONDS = 0.2
_BESIDE = ("", "-wal", "-shm", "-journal")

# WAL: the window reads while the scan writes. Not synchronous: what a power cut takes is found again.
# Secure delete: nothing of a letter that became secret shall stay in the file.
_OPENING = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
    " PRAGMA secure_delete = ON;"
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})

_log = logging.getLogger(__name__)

Row = tuple[Any, ...]


class LetterStore:
    """One connection to the index, for the thread that made it.

    A file that is broken or of another version is made anew, with a line in the log; ``was_remade`` tells
    so. AppError when the folder cannot be written, or another program is writing for too long.
    """

    def __init__(self, file: Path, patience: float = _PATIENCE_SECONDS) -> None:
        self._file, self._patience = file, patience
        self.was_remade = self._is_lost = False
        self._connection = self._opened()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __del__(self) -> None:
        # As Database.__del__; there is none where it could not be opened, and none for another thread.
        with contextlib.suppress(AttributeError, sqlite3.ProgrammingError):
            self._connection.close()

    # --- reading

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of a question; none when the index had to be made anew over it."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._heal(error)
            return []

    def known(self) -> dict[bytes, Stamp]:
        """Every file that was looked at, letter or not."""
        return {
            bytes(key): Stamp(size, modified)
            for key, size, modified in self.rows("SELECT key, size, modified FROM known")
        }

    # --- changing

    def put(self, entry: LetterEntry, stamp: Stamp, *, used: bool) -> None:
        """Take a letter in, in place of what was known of its file. ``used``: it was saved or opened here,
        so it stays as long as its file is there, whatever folders are chosen.
        """
        key = key_of(entry.path)
        with self._changing() as connection:
            was_used = take_out(connection, key)
            put_in(connection, key, entry, used=used or was_used)
            remember(connection, key, stamp)

    def remember(self, path: Path, stamp: Stamp) -> None:
        """A file that holds no letter, or a secret one: nothing of it is kept, and it is not read again
        until it changes.
        """
        key = key_of(path)
        with self._changing() as connection:
            if connection.execute("SELECT 1 FROM letter WHERE key = ?", (key,)).fetchone():
                # FTS5 keeps the words of what was taken out until it joins its parts: see wipe.
                connection.execute("INSERT OR REPLACE INTO due VALUES ('wipe')")
            take_out(connection, key)
            remember(connection, key, stamp)

    def wipe(self) -> None:
        """Let no word stay of letters that became secret; takes seconds, so it is for the scan."""
        if not self.rows("SELECT 1 FROM due"):
            return
        with self._changing() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            connection.execute("DELETE FROM due")
        # What stands in the file beside it is written over too.
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def complain(self, path: Path, stamp: Stamp | None, reason: str) -> None:
        """Keep what is wrong with a file or folder; with a stamp it is not read again until it changes."""
        with self._changing() as connection:
            key = key_of(path)
            if stamp is not None:
                take_out(connection, key)
                remember(connection, key, stamp)
            connection.execute("INSERT OR REPLACE INTO problem VALUES (?, ?, ?)", (key, str(path), reason))

    def forgive(self, path: Path) -> None:
        """What was wrong with a folder is over."""
        with self._changing() as connection:
            connection.execute("DELETE FROM problem WHERE key = ?", (key_of(path),))

    def forget(self, keys: Iterable[bytes]) -> None:
        """Take out files that are gone."""
        with self._changing() as connection:
            for key in keys:
                take_out(connection, key)

    def empty(self) -> None:
        """Throw everything away."""
        with self._changing() as connection:
            drop_all(connection)
            make_tables(connection)

    # --- inside

    def _opened(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return self._connected()
        except sqlite3.DatabaseError as error:
            if _kind(error) in _BUSY:
                raise AppError("letters.index_busy") from error
            if _kind(error) in _FULL:
                raise AppError("letters.index_not_writable", folder=self._file.parent) from error
            _log.warning("the index of letters is broken and made anew")
            return self._remade()
        except OSError as error:
            raise AppError("letters.index_not_writable", folder=self._file.parent) from error

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=self._patience, isolation_level=None)
        try:
            connection.executescript(_OPENING)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                if version:
                    _log.info("the index of letters has version %d and is made anew", version)
                    self.was_remade = True
                connection.execute("BEGIN IMMEDIATE")
                drop_all(connection)
                make_tables(connection)
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _remade(self) -> sqlite3.Connection:
        self.was_remade = True
        try:
            for ending in _BESIDE:
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            return self._connected()
        except (OSError, sqlite3.DatabaseError) as error:
            raise AppError("letters.index_not_writable", folder=self._file.parent) from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._heal(error)
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _heal(self, error: sqlite3.DatabaseError) -> None:
        """Make a broken file anew; what was to be changed is found again by the next scan."""
        if isinstance(error, sqlite3.ProgrammingError) and self._is_lost:
            # Its drive, or another program, would not let it be made anew the last time.
            self._connection, self._is_lost, self.was_remade = self._opened(), False, True
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")
        if _kind(error) in _BUSY:
            raise AppError("letters.index_busy") from error
        if _kind(error) in _FULL:
            raise AppError("letters.index_not_writable", folder=self._file.parent) from error
        if _kind(error) not in _BROKEN:
            raise error
        _log.warning("the index of letters is broken and made anew")
        self._connection.close()
        self._is_lost = True
        self._connection = self._remade()
        self._is_lost = False


def _kind(error: sqlite3.DatabaseError) -> int:
    # The low byte is the kind, the rest of the code its details.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
