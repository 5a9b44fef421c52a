"""The file of the index of letters: SQLite with FTS5, thrown away and made anew whenever in doubt.

Ids grow with the time of the letter, so that the newest come first without sorting. Words are folded by
us (base.vietnamese.fold; SQLite's own folding misses the letter d with stroke) and not kept a second
time: what stands in the table of words is told again when a letter is taken out of it.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.vietnamese import fold
from app.letter.model import Status
from app.library.letter_entry import LetterEntry, order_key, words_of

# Raised whenever tables, folding or what is kept of a letter change: the file is made anew.
VERSION = 1
# How long the window waits for a change of the scan; each takes less than a hundredth of a second.
_PATIENCE_SECONDS = 0.2
# Letters of one second that are told apart by their ids.
_ID_BITS = 20
_DAY_SECONDS = 86_400
_BESIDE = ("", "-wal", "-shm", "-journal")

# WAL: the window reads while the scan writes. Not synchronous: what a power cut takes is found again.
# Secure delete: nothing of a letter that became secret shall stay in the file.
_OPENING = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
    " PRAGMA secure_delete = ON;"
)
_TABLES = f"""
    CREATE TABLE known (key BLOB PRIMARY KEY, size INTEGER, modified INTEGER) WITHOUT ROWID;
    CREATE TABLE letter (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, path TEXT NOT NULL, used INTEGER NOT NULL,
        subject TEXT, code TEXT, date TEXT, addressees TEXT, agency TEXT, signer TEXT, status TEXT,
        modified REAL, year INTEGER,
        subject_order BLOB, code_order TEXT, addressees_order BLOB, status_order INTEGER
    );
    CREATE TABLE said (id INTEGER PRIMARY KEY, people TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE due (name TEXT PRIMARY KEY);
    CREATE TABLE problem (key BLOB PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(
        subject, code, people, body, facet, content='', detail=column, prefix='1 2 3', tokenize='ascii'
    );
    CREATE INDEX letter_subject ON letter (subject_order);
    CREATE INDEX letter_code ON letter (code_order);
    CREATE INDEX letter_date ON letter (date);
    CREATE INDEX letter_addressees ON letter (addressees_order);
    CREATE INDEX letter_status ON letter (status_order);
    CREATE INDEX letter_modified ON letter (modified);
    CREATE INDEX letter_agency ON letter (agency);
    CREATE INDEX letter_year ON letter (year);
    PRAGMA user_version = {VERSION};
"""
_LETTER = (
    "id, key, path, used, subject, code, date, addressees, agency, signer, status, modified, year,"
    " subject_order, code_order, addressees_order, status_order"
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
_STAGES = tuple(Status)

_log = logging.getLogger(__name__)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what one sees that a file was not changed: its size, and its time in nanoseconds."""

    size: int
    modified: int


# Of a letter that the window has just saved: the next scan reads it again.
NO_STAMP = Stamp(-1, -1)


def key_of(path: Path) -> bytes:
    """What a file is known by; a digest, because the names of secret letters may say what is in them."""
    return hashlib.sha256(os.path.normcase(str(path)).encode("utf-8", "surrogatepass")).digest()[:16]


class LetterStore:
    """One connection to the index, for the thread that made it.

    A file that is broken or of another version is made anew, with a line in the log; ``was_remade`` tells
    so. AppError when the folder cannot be written, or another program is writing for too long.
    """

    def __init__(self, file: Path, patience: float = _PATIENCE_SECONDS) -> None:
        self._file, self._patience = file, patience
        self.was_remade = False
        self._connection = self._opened()

    def close(self) -> None:
        """Close the file."""
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
            was_used = _take_out(connection, key)
            number = _free_id(connection, entry)
            _put_in(connection, number, key, entry, used=used or was_used)
            _remember(connection, key, stamp)

    def remember(self, path: Path, stamp: Stamp) -> None:
        """A file that holds no letter, or a secret one: nothing of it is kept, and it is not read again
        until it changes.
        """
        key = key_of(path)
        with self._changing() as connection:
            if connection.execute("SELECT 1 FROM letter WHERE key = ?", (key,)).fetchone():
                # FTS5 keeps the words of what was taken out until it joins its parts: see wipe.
                connection.execute("INSERT OR REPLACE INTO due VALUES ('wipe')")
            _take_out(connection, key)
            _remember(connection, key, stamp)

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
                _take_out(connection, key)
                _remember(connection, key, stamp)
            connection.execute("INSERT OR REPLACE INTO problem VALUES (?, ?, ?)", (key, str(path), reason))

    def forgive(self, path: Path) -> None:
        """What was wrong with a folder is over."""
        with self._changing() as connection:
            connection.execute("DELETE FROM problem WHERE key = ?", (key_of(path),))

    def forget(self, keys: Iterable[bytes]) -> None:
        """Take out files that are gone."""
        with self._changing() as connection:
            for key in keys:
                _take_out(connection, key)

    def empty(self) -> None:
        """Throw everything away."""
        with self._changing() as connection:
            _drop_all(connection)
            _make_tables(connection)

    # --- inside

    def _opened(self) -> sqlite3.Connection:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return self._connected()
        except sqlite3.DatabaseError as error:
            if _kind(error) in _BUSY:
                raise AppError("letters.index_busy") from error
            if _kind(error) not in _BROKEN:
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
                _drop_all(connection)
                _make_tables(connection)
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
            self._connection.execute("ROLLBACK")
            raise

    def _heal(self, error: sqlite3.DatabaseError) -> None:
        """Make a broken file anew; what was to be changed is found again by the next scan."""
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
        self._connection = self._remade()


def _kind(error: sqlite3.DatabaseError) -> int:
    # The low byte is the kind, the rest of the code its details.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES.split(";"):
        connection.execute(statement)


def _drop_all(connection: sqlite3.Connection) -> None:
    # The table of words takes its own tables with it.
    connection.execute("DROP TABLE IF EXISTS words")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')


def _remember(connection: sqlite3.Connection, key: bytes, stamp: Stamp) -> None:
    connection.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", (key, stamp.size, stamp.modified))


def _take_out(connection: sqlite3.Connection, key: bytes) -> bool:
    """Forget a file; whether its letter was one that was used here."""
    connection.execute("DELETE FROM known WHERE key = ?", (key,))
    connection.execute("DELETE FROM problem WHERE key = ?", (key,))
    found = connection.execute(
        "SELECT id, used, subject, code, people, body, status, year, agency"
        " FROM letter JOIN said USING (id) WHERE key = ?",
        (key,),
    ).fetchone()
    if found is None:
        return False
    number, used, subject, code, people, body, status, year, agency = found
    connection.execute(
        "INSERT INTO words (words, rowid, subject, code, people, body, facet)"
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        (number, *_folded(subject, code, people, unpacked(body)), _facet(Status(status), year, agency)),
    )
    connection.execute("DELETE FROM letter WHERE id = ?", (number,))
    connection.execute("DELETE FROM said WHERE id = ?", (number,))
    return bool(used)


def _put_in(
    connection: sqlite3.Connection, number: int, key: bytes, entry: LetterEntry, *, used: bool
) -> None:
    year = entry.year or _local(entry.modified).year
    values = (
        number, key, str(entry.path), used, entry.subject, entry.code, entry.date, entry.addressees,
        entry.agency, entry.signer, entry.status.value, entry.modified,
        year,
        order_key(entry.subject), fold(entry.code), order_key(entry.addressees),
        _STAGES.index(entry.status),
    )  # fmt: skip
    # S608: the names of our own columns.
    sql = f"INSERT INTO letter ({_LETTER}) VALUES (?{', ?' * (len(values) - 1)})"  # noqa: S608
    connection.execute(sql, values)
    packed = zlib.compress(entry.body.encode("utf-8", "replace"), 1)
    connection.execute("INSERT INTO said VALUES (?, ?, ?)", (number, entry.people, packed))
    connection.execute(
        "INSERT INTO words (rowid, subject, code, people, body, facet) VALUES (?, ?, ?, ?, ?, ?)",
        (
            number,
            *_folded(entry.subject, entry.code, entry.people, entry.body),
            _facet(entry.status, year, entry.agency),
        ),
    )


def unpacked(body: bytes) -> str:
    """A body as it is kept, as a text again."""
    return zlib.decompress(body).decode("utf-8", "replace")


def facets(status: Status | None, year: int, agency: str) -> list[str]:
    """Words that stand for what the list is narrowed by, so that it costs no more than a word typed."""
    named = hashlib.sha256(agency.encode("utf-8", "replace")).hexdigest()[:16]
    return [
        *([] if status is None else [f"status{_STAGES.index(status)}"]),
        *([f"year{year}"] if year else []),
        *([f"agency{named}"] if agency else []),
    ]


def _facet(status: Status, year: int, agency: str) -> str:
    return " ".join(facets(status, year, agency))


def _folded(*texts: str) -> tuple[str, ...]:
    return tuple(" ".join(words_of(text)) for text in texts)


def _free_id(connection: sqlite3.Connection, entry: LetterEntry) -> int:
    """An id that stands where the letter stands in time: on its date, else when its file was written."""
    seconds = int(entry.modified)
    with contextlib.suppress(ValueError):  # a blank day or month, or a 31 April
        day = datetime.date.fromisoformat(entry.date)
        seconds = (day.toordinal() - datetime.date(1970, 1, 1).toordinal()) * _DAY_SECONDS
        seconds += int(entry.modified) % _DAY_SECONDS
    first = min(max(seconds, -(1 << 40)), 1 << 40) << _ID_BITS
    last = connection.execute(
        "SELECT max(id) FROM letter WHERE id BETWEEN ? AND ?", (first, first + (1 << _ID_BITS) - 1)
    ).fetchone()[0]
    return first if last is None else int(last) + 1


def _local(seconds: float) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, OSError, ValueError):  # the time of a damaged directory
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
