"""The office's memory as the program works with it: whole in memory, its file written behind."""

from __future__ import annotations

import contextlib
import functools
import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.events import Event
from app.library.store_file import Batch, News, Parameters, StoreFile, memory_of, new_memory, tables_of

_log = logging.getLogger(__name__)

# Runs the first beside the window, then calls one of the others with its result or its AppError
# (app.ui.tasks.run).
Aside = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[AppError], None]], None]


@dataclass(frozen=True)
class Turn:
    """What came of one exchange with the file, and its number, for threads answer in any order."""

    number: int
    news: News


class Changes:
    """The statements of one transaction: done in memory now, on the file soon."""

    def __init__(self, memory: sqlite3.Connection, batch: Batch) -> None:
        self._memory, self._batch = memory, batch

    def execute(self, statement: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Do one statement; the cursor answers a SELECT, which is not repeated on the file."""
        cursor = self._memory.execute(statement, parameters)
        if not statement.lstrip().upper().startswith("SELECT"):
            self._batch.statements.append((statement, parameters))
        return cursor

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> None:
        """The same statement with each of these."""
        for row in rows:
            self.execute(statement, row)


class Database:
    """The tables of the library.

    Everything is read from memory, so a slow or vanished drive never holds up the window. What changes
    is written into the file behind the window when ``aside`` is given (it runs an operation in a thread),
    else at once. What another window writes is taken over by ``exchange``. Statements must be whole in
    themselves (``INSERT OR REPLACE … WHERE id = ?``), because they are done twice: in memory and on the
    file, where another window may have changed other rows meanwhile.

    ``changed`` tells the name of a table; ``trouble_changed`` tells why the file cannot be used (AppError;
    None: all is well again): work goes on in memory. ``ready`` comes once, when the file has been read.
    Without ``aside`` an AppError is raised instead; the change stays in memory and is tried again.
    """

    def __init__(self, path: Path, copies: Path | None = None, aside: Aside | None = None) -> None:
        self.file = StoreFile(path, copies or path.parent / "backups")
        self.changed: Event[str] = Event()
        self.trouble_changed: Event[AppError | None] = Event()
        self.ready: Event[None] = Event()
        self.trouble: AppError | None = None
        self.is_ready = False
        self._aside = aside
        self._memory = new_memory()
        self._memory_lock = threading.RLock()  # reading from any thread
        self._file_lock = threading.RLock()  # one exchange at a time
        self._waiting: list[Batch] = []
        self._outcomes: deque[Turn | AppError] = deque()  # of ``write``
        self._stamps: Mapping[str, str] = {}  # of the file, known to the thread
        self._shown: Mapping[str, str] = {}  # of what was last taken over
        self._turns = self._last_turn = 0
        self._is_loaded = False
        self._is_busy = False
        self._is_closed = False
        self.exchange()

    def read(self, statement: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """The rows of a SELECT, from memory."""
        with self._memory_lock:
            return self._memory.execute(statement, parameters).fetchall()

    @contextlib.contextmanager
    def changing(self, *tables: str) -> Iterator[Changes]:
        """One transaction on these tables; an exception within takes all of it back."""
        batch = Batch(tables)
        with self._memory_lock:
            self._memory.execute("BEGIN")
            try:
                yield Changes(self._memory, batch)
            except BaseException:
                self._memory.execute("ROLLBACK")
                raise
            self._memory.execute("COMMIT")
            self._waiting.append(batch)
        for table in tables:
            self.changed.emit(table)
        self.exchange()

    def exchange(self) -> None:
        """Write what waits into the file and take over what other windows wrote."""
        if self._is_busy or self._is_closed:
            return
        self._is_busy = True
        work = functools.partial(self._work, tuple(self._waiting))
        if self._aside is not None:
            self._aside(work, self._on_turn, self._set_trouble)
            return
        try:
            turn = work()
        except AppError as error:
            self._set_trouble(error)
            raise
        self._on_turn(turn)

    def snapshot(self) -> bytes:
        """Everything as the bytes of a file, also what is not yet written; from any thread."""
        with self._memory_lock:
            return self._memory.serialize()

    def replace(self, memory: sqlite3.Connection) -> Turn:
        """Put another content into the file (beside the window); then ``take`` it in the window.

        What was there before is gone, but for a file that could not be used: that is put aside.
        """
        with self._file_lock:
            batches = tuple(self._waiting)
            return self._done(self.file.replace(memory), batches)

    def take(self, turn: Turn) -> None:
        """Work with what came of ``replace``; everything is told as changed."""
        self._shown = {}
        self._on_turn(turn)

    @property
    def is_waiting(self) -> bool:
        """Whether something still has to be written into the file."""
        return any(not batch.is_written for batch in self._waiting)

    def write(self) -> None:
        """Write what waits, from any thread; ``take_written`` in the window tells what came of it."""
        try:
            self._outcomes.append(self._work(tuple(self._waiting)))
        except AppError as error:
            self._outcomes.append(error)

    def take_written(self) -> None:
        """What came of every ``write`` that is done."""
        while self._outcomes:
            outcome = self._outcomes.popleft()
            if isinstance(outcome, AppError):
                self._set_trouble(outcome)
            else:
                self._on_turn(outcome, goes_on=False)

    def close(self) -> None:
        """No more exchanges: what still waits is given up. What is known can be read until the end, for a
        window that goes may still look at it.
        """
        self._is_closed = True

    def __del__(self) -> None:
        # Python complains of connections that were left open, but not every test closes its library.
        self._memory.close()

    # --- beside the window

    def _work(self, batches: tuple[Batch, ...]) -> Turn:
        with self._file_lock:
            if not self._is_loaded:
                news, batches = self.file.load(), ()
            else:
                batches = tuple(batch for batch in batches if not batch.is_written)
                news, batches = self._written(batches)
            return self._done(news, batches)

    def _written(self, batches: tuple[Batch, ...]) -> tuple[News, tuple[Batch, ...]]:
        if self._stamps and not self.file.exists():
            return self._put_back()
        try:
            return self.file.write(batches, self._stamps), batches
        except AppError as error:
            if error.key not in ("library.damaged", "library.foreign"):
                raise
        _log.warning("the library was spoilt while we worked; it is written anew")
        return self._put_back()

    def _done(self, news: News, batches: tuple[Batch, ...]) -> Turn:
        for batch in batches:
            batch.is_written = True
        self._is_loaded = True
        self._stamps = news.stamps
        self._turns += 1
        return Turn(self._turns, news)

    def _put_back(self) -> tuple[News, tuple[Batch, ...]]:
        """Write everything anew: the file was deleted or spoilt, but its folder has not vanished."""
        if not self.file.path.parent.is_dir():
            raise AppError("library.unreachable", path=self.file.path)
        with self._memory_lock:
            data, batches = self._memory.serialize(), tuple(self._waiting)
        return self.file.replace(memory_of(data)), batches

    # --- in the window

    def _on_turn(self, turn: Turn, *, goes_on: bool = True) -> None:
        self._is_busy = False
        if self._is_closed or turn.number < self._last_turn:
            # Too late, or overtaken by a later one on its way from the thread.
            if turn.news.memory is not None:
                turn.news.memory.close()
                # What it brought was not seen: the next exchange brings the whole file.
                self._stamps = {}
                self.exchange()
            return
        self._last_turn, news = turn.number, turn.news
        self._waiting = [batch for batch in self._waiting if not batch.is_written]
        if news.memory is not None:
            self._adopt(news.memory, _differing(self._shown, news.stamps) or tables_of(news.memory))
        self._shown = news.stamps
        self._set_trouble(AppError("library.refused") if news.refused else None)
        if not self.is_ready:
            self.is_ready = True
            self.ready.emit(None)
        if self._waiting and goes_on:
            self.exchange()

    def _adopt(self, memory: sqlite3.Connection, tables: Iterable[str]) -> None:
        """Work with this content from now on; what is not yet in the file is done on it again."""
        with self._memory_lock:
            for batch in self._waiting:
                # What has become impossible will be refused by the file, and told then.
                with contextlib.suppress(sqlite3.IntegrityError):
                    for statement, parameters in batch.statements:
                        memory.execute(statement, parameters)
            old, self._memory = self._memory, memory
            old.close()
        for table in tables:
            self.changed.emit(table)

    def _set_trouble(self, error: AppError | None) -> None:
        self._is_busy = False
        before, self.trouble = self.trouble, error
        if (before and before.key) != (error and error.key):
            self.trouble_changed.emit(error)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The tables written meanwhile; none is known at the first time."""
    return [table for table, stamp in after.items() if before.get(table) != stamp] if before else []
