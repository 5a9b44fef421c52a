"""The file of the office's memory: made, upgraded, read whole into memory, written in short transactions."""

from __future__ import annotations

import contextlib
import datetime
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.files import write_atomic
from app.library.schema import APPLICATION_ID, STEPS

# How long another window may hold the file before we say so; its transactions take milliseconds.
_BUSY_SECONDS = 5.0
_LOCKED = frozenset([sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED])
# The last: a table that should be there is missing.
_BROKEN = frozenset([sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR])
_REFUSED = frozenset([sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN])
_UNUSABLE = frozenset(["library.foreign", "library.newer", "library.damaged"])
_PRIMARY = 0xFF  # an extended code has the plain one in its last byte

Parameters = Sequence[Any] | Mapping[str, Any]


@dataclass
class Batch:
    """One transaction: the tables it changes and its statements, ready to be done again on the file."""

    tables: tuple[str, ...]
    statements: list[tuple[str, Parameters]] = field(default_factory=list)
    is_written: bool = False


@dataclass(frozen=True)
class News:
    """What came of an exchange with the file.

    ``memory``: the whole content, when the file holds what we did not write. ``stamps`` of its tables.
    ``refused``: what another window had written before made a change of ours impossible.
    """

    stamps: Mapping[str, str]
    memory: sqlite3.Connection | None = None
    refused: bool = False


def new_memory() -> sqlite3.Connection:
    """An empty library in memory, of the newest version."""
    memory = _memory()
    _upgrade(memory)
    return memory


def memory_of(data: bytes) -> sqlite3.Connection:
    """The library that these bytes of a file hold, upgraded to the newest version.

    AppError when they are no library, damaged, or of a newer version of the program.
    """
    memory = _memory()
    try:
        memory.deserialize(data)
        memory.execute("PRAGMA trusted_schema = OFF")
        examine(memory)
        _upgrade(memory)
        _examine_tables(memory)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        memory.close()
        raise AppError("library.damaged") from error
    except AppError:
        memory.close()
        raise
    return memory


def examine(connection: sqlite3.Connection) -> None:
    """AppError when this is no library, of a newer version, or damaged."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise AppError("library.foreign")
    if _version(connection) > len(STEPS):
        raise AppError("library.newer")
    # Only tables and indexes are ours; a trigger or a view would be somebody's trick.
    strange = "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"
    if connection.execute(strange).fetchone()[0]:
        raise AppError("library.foreign")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise AppError("library.damaged")


def _examine_tables(memory: sqlite3.Connection) -> None:
    """AppError when a table or a column is missing that this version works with, or no change is possible."""
    try:
        memory.execute("UPDATE stamp SET value = value")
    except sqlite3.OperationalError as error:  # a spoilt head says that the file may not be written
        raise AppError("library.damaged") from error
    with contextlib.closing(new_memory()) as ours:
        for table in ("stamp", *tables_of(ours)):
            if _columns(ours, table) - _columns(memory, table):
                raise AppError("library.damaged")


def _columns(memory: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[0]) for row in memory.execute("SELECT name FROM pragma_table_info(?)", (table,))}


class StoreFile:
    """The file; each call opens and closes it, so calls may come from any thread, one after the other.

    The rollback journal, not WAL: WAL does not work on network drives, and leaves files beside the one
    that is carried away on a stick.
    """

    def __init__(self, path: Path, copies: Path, busy_seconds: float = _BUSY_SECONDS) -> None:
        self.path, self.copies, self._busy_seconds = path, copies, busy_seconds

    def exists(self) -> bool:
        """Whether there is a file; AppError when its folder cannot be looked into."""
        with self.told():
            try:
                # An empty one was begun and never written.
                return self.path.stat().st_size > 0
            except FileNotFoundError:
                return False

    def load(self) -> News:
        """Everything in the file, upgraded first if need be; an empty library when there is none."""
        if not self.exists():
            return News({}, new_memory())
        with self._opened() as connection:
            if _version(connection) < len(STEPS):
                with contextlib.closing(self._in_memory(connection)) as old:
                    examine(old)
                    self._keep_old(old)
                _upgrade(connection)
            copy = self._in_memory(connection)
            try:
                examine(copy)
                _examine_tables(copy)
                return News(_stamps(copy), copy)
            except BaseException:
                copy.close()
                raise

    def write(self, batches: Sequence[Batch], known: Mapping[str, str]) -> News:
        """Do what waits on the file, all or nothing; tells what others wrote since the known stamps."""
        if not batches and not self.exists():
            return News({}, None)
        with self._opened() as connection:
            if _version(connection) > len(STEPS):
                raise AppError("library.newer")
            _upgrade(connection)
            theirs, refused = _stamps(connection), False
            ours = theirs
            if batches:
                try:
                    theirs, ours = _write(connection, batches)
                except sqlite3.IntegrityError:
                    refused = True
            if refused or theirs != dict(known):
                copy = self._in_memory(connection)
                return News(_stamps(copy), copy, refused)
            return News(ours)

    def replace(self, memory: sqlite3.Connection) -> News:
        """Put a whole library into the file, as one transaction; other windows see it as changed.

        A file that cannot be used (broken, of a newer version) is put aside. ``memory`` is closed when that
        fails.
        """
        try:
            if self.exists() and not self._is_usable():
                self.put_aside()
            _stamp(memory, set(tables_of(memory)))
            with self._opened() as connection:
                self._copy(memory, connection)
            return News(_stamps(memory), memory)
        except BaseException:
            memory.close()
            raise

    def put_aside(self) -> Path:
        """Rename a file that cannot be used, with the time in its name; where it lies now."""
        aside = self.path.with_name(copy_name(self.path, "aside"))
        # A journal belongs to this file alone: beside a new one it would destroy it. So it goes first.
        journal, kept = _journal_of(self.path), _journal_of(aside)
        with self.told():
            if journal.exists():
                journal.replace(kept)
            try:
                self.path.replace(aside)
            except OSError:
                if kept.exists():
                    kept.replace(journal)
                raise
        return aside

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """What SQLite and the system refuse, as a sentence for the clerk."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._sentence(error) from error
        except UnicodeDecodeError as error:  # of what SQLite says of spoilt tables
            raise AppError("library.damaged") from error
        except OSError as error:
            raise AppError("library.unreachable", path=self.path) from error

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self.told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=self._busy_seconds, isolation_level=None)
            try:
                connection.execute("PRAGMA trusted_schema = OFF")
                # What was forgotten shall not stay behind in the free parts of the file.
                connection.execute("PRAGMA secure_delete = ON")
                yield connection
            finally:
                connection.close()

    def _is_usable(self) -> bool:
        try:
            with self._opened() as connection:
                examine(connection)
        except AppError as error:
            if error.key in _UNUSABLE:
                return False
            raise
        return True

    def _in_memory(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        copy = _memory()
        try:
            self._copy(connection, copy)
        except BaseException:
            copy.close()
            raise
        return copy

    def _copy(self, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        deadline = time.monotonic() + self._busy_seconds

        def give_up(*_: int) -> None:
            # Python would wait for a locked file for ever.
            if time.monotonic() > deadline:
                raise AppError("library.locked", path=self.path)

        source.backup(target, progress=give_up)

    def _keep_old(self, memory: sqlite3.Connection) -> None:
        with self.told():
            self.copies.mkdir(parents=True, exist_ok=True)
        write_atomic(self.copies / copy_name(self.path, "upgrade"), memory.serialize(), overwrite=True)

    def _sentence(self, error: sqlite3.Error) -> AppError:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code in _LOCKED:
            return AppError("library.locked", path=self.path)
        if code in _BROKEN:
            return AppError("library.damaged")
        if code in _REFUSED:
            return AppError("library.read_only", path=self.path)
        if code == sqlite3.SQLITE_FULL:
            return AppError("base.disk_full", path=self.path)
        return AppError("library.unreachable", path=self.path)


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def copy_name(path: Path, reason: str, when: datetime.datetime | None = None) -> str:
    """What a copy of the library is called: its time and why it was made."""
    now = when or datetime.datetime.now().astimezone()
    return f"{path.stem}-{now:%Y-%m-%d-%H%M%S}-{reason}{path.suffix}"


def tables_of(memory: sqlite3.Connection) -> list[str]:
    """The tables that hold something of the office."""
    found = memory.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(row[0]) for row in found if row[0] != "stamp"]


def _memory() -> sqlite3.Connection:
    # Filled in a thread, used by the window: never by both at once.
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    memory.row_factory = sqlite3.Row
    # A spoilt letter in one row shall not keep the others from being read.
    memory.text_factory = _text
    return memory


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(connection: sqlite3.Connection) -> None:
    """The missing steps in one transaction."""
    if _version(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another window may have done it while we waited.
        for script in STEPS[_version(connection) :]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _statements(script: str) -> Iterator[str]:
    # executescript would commit what came before it.
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement
            statement = ""


def _write(connection: sqlite3.Connection, batches: Sequence[Batch]) -> tuple[dict[str, str], dict[str, str]]:
    """All of them in one transaction; the stamps before and after it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        theirs = _stamps(connection)
        for batch in batches:
            for statement, parameters in batch.statements:
                connection.execute(statement, parameters)
        _stamp(connection, {table for batch in batches for table in batch.tables})
        ours = _stamps(connection)
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise
    return theirs, ours


def _roll_back(connection: sqlite3.Connection) -> None:
    # On a full disk SQLite has done it itself; a second time would hide why.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _stamps(connection: sqlite3.Connection) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in connection.execute("SELECT name, value FROM stamp")}


def _stamp(connection: sqlite3.Connection, tables: set[str]) -> None:
    for table in tables:
        connection.execute("INSERT OR REPLACE INTO stamp VALUES (?, ?)", (table, secrets.token_hex(8)))
