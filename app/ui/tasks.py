"""Work on slow disks beside the window: a thread that only reads and writes files."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from app.base.errors import AppError

# Threads that wait for a network folder do nothing, and may not keep others from a disk that answers.
_MOST_THREADS = 64
_SLOW_SECONDS = 1.0

_log = logging.getLogger(__name__)


class _Voice(QObject):
    """How a thread speaks to the window.

    Signals:
        done: the work is done, this is its result.
        failed: the work was refused (AppError) or went wrong.
    """

    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    def __init__(self, operation: Callable[[], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.voice = _Voice()
        self._operation = operation

    def run(self) -> None:
        """In the thread."""
        try:
            result = self._operation()
        except Exception as error:  # noqa: BLE001 - carried into the window, where it is raised again
            self.voice.failed.emit(error)
        else:
            self.voice.done.emit(result)


class Task(QObject):
    """One piece of work; it lives until its end has been told."""

    _running: ClassVar[set[Task]] = set()

    def __init__(
        self,
        operation: Callable[[], object],
        on_done: Callable[[Any], None],
        on_error: Callable[[AppError], None],
        *,
        awaited: bool = False,
    ) -> None:
        super().__init__()
        self._on_done, self._on_error = on_done, on_error
        self._awaited, self._begun = awaited, time.monotonic()
        self._work = _Work(operation)
        self._work.voice.done.connect(self._tell_done)
        self._work.voice.failed.connect(self._tell_failed)
        Task._running.add(self)
        _start(self._work)

    @property
    def is_slow(self) -> bool:
        """Whether the clerk has been waiting for it for a while."""
        return self._awaited and time.monotonic() - self._begun > _SLOW_SECONDS

    def _tell_done(self, result: object) -> None:
        Task._running.discard(self)
        self._on_done(result)

    def _tell_failed(self, error: Exception) -> None:
        Task._running.discard(self)
        if not isinstance(error, AppError):
            # A mistake of ours: the crash handler shall see it.
            raise error
        self._on_error(error)


def run(
    operation: Callable[[], Any],
    on_done: Callable[[Any], None],
    on_error: Callable[[AppError], None],
    *,
    awaited: bool = False,
) -> None:
    """Run an operation that touches nothing but files; its result or its AppError comes back here.

    Pure calculation does not belong here: it would make typing slow. ``awaited``: the clerk asked for it
    and is told when it takes its time.
    """
    Task(operation, on_done, on_error, awaited=awaited)


def aside(operation: Callable[[], object]) -> None:
    """Run an operation whose end nobody waits for."""
    Task(operation, _nothing, _fail)


def soon(operation: Callable[[], object], seconds: float) -> object:
    """What an operation on files gives if it is done within this time, else None; it must not raise."""
    glance = _Glance(operation)
    _start(glance)
    glance.done.wait(seconds)
    return glance.result


def is_slow() -> bool:
    """Whether the clerk is waiting for a disk."""
    return any(task.is_slow for task in Task._running)  # noqa: SLF001 - of this module


def is_busy() -> bool:
    """Whether something is still running."""
    return bool(Task._running)  # noqa: SLF001 - of this module


class _Glance(QRunnable):
    """A look at a disk that may come too late to be of use."""

    def __init__(self, operation: Callable[[], object]) -> None:
        super().__init__()
        self.done = threading.Event()
        self.result: object = None
        self._operation = operation

    def run(self) -> None:
        """In the thread."""
        self.result = self._operation()
        self.done.set()


def _start(work: QRunnable) -> None:
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(_MOST_THREADS)
    pool.start(work)


def _nothing(_: object) -> None:
    pass


def _fail(error: AppError) -> None:
    raise error


class InWindow(QObject):
    """Lets a thread have something done by the window and wait for it (painting).

    Signals:
        wanted: this is to be called in the window's thread.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted.connect(self._on_wanted, Qt.ConnectionType.BlockingQueuedConnection)

    def run(self, act: Callable[[], None]) -> None:
        """Called in the thread; comes back when it is done. What goes wrong there is raised here."""
        turn = _Turn(act)
        self.wanted.emit(turn)
        if turn.error is not None:
            raise turn.error

    def _on_wanted(self, turn: _Turn) -> None:
        turn.take()


class _Turn:
    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self.error: Exception | None = None

    def take(self) -> None:
        """In the window's thread."""
        try:
            self._act()
        except Exception as error:  # noqa: BLE001 - carried back into the thread that waits
            self.error = error
