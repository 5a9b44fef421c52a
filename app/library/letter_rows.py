"""The rows of the index of letters: tables, ids, words (FTS5).

Ids grow with the time of the letter, so that the newest come first without sorting. Words are folded by
us (base.vietnamese.fold; SQLite's own folding misses the letter d with stroke) and not kept a second
time: what stands in the table of words is told again when a letter is taken out of it.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from app.base.vietnamese import fold
from app.letter.model import Status
from app.library.letter_entry import LetterEntry, order_key, words_of

# Raised whenever tables, folding or what is kept of a letter change: the file is made anew.
VERSION = 1
# Letters of one second that are told apart by their ids.
_ID_BITS = 20
_DAY_SECONDS = 86_400
_STAGES = tuple(Status)
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


def make_tables(connection: sqlite3.Connection) -> None:
    """In an empty file."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)


def drop_all(connection: sqlite3.Connection) -> None:
    """Every table, also those of another version."""
    # The table of words takes its own tables with it.
    connection.execute("DROP TABLE IF EXISTS words")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')


def remember(connection: sqlite3.Connection, key: bytes, stamp: Stamp) -> None:
    """Note how a file looked when it was read."""
    connection.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", (key, stamp.size, stamp.modified))


def take_out(connection: sqlite3.Connection, key: bytes) -> bool:
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


def put_in(connection: sqlite3.Connection, key: bytes, entry: LetterEntry, *, used: bool) -> None:
    """Add a letter that is not there."""
    number = _free_id(connection, entry)
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
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).astimezone()
    except (OverflowError, OSError, ValueError):  # the time of a damaged directory
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
