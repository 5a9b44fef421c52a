"""Looking through the folders beside the window: a thread that works a little and waits a lot."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from app.base.errors import AppError
from app.library.letter_scan import Progress

Slices = Callable[[], Generator[Progress]]

# A thread in Python holds up the window's while it calculates, so it rests twice as long as it works.
_REST = 2.0
_LEAST_REST_SECONDS = 0.002
_TELL_EVERY_SECONDS = 0.1
# After so long without a sign a folder is said to be waited for.
_STALLED_MS = 3000


class _Voice(QObject):
    """How the thread speaks to the window.

    Signals:
        progressed: a Progress.
        ended: None when all was looked at, else the error.
    """

    progressed = Signal(object, object)
    ended = Signal(object, object)


class _Run(threading.Thread):
    """One scan. A daemon, and no thread of the pool that saves letters: a drive may never answer."""

    def __init__(self, slices: Slices, voice: _Voice) -> None:
        super().__init__(name="letters", daemon=True)
        self._slices, self._voice = slices, voice
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Go no further; nothing is told any more."""
        self._stopped.set()

    def run(self) -> None:
        """In the thread."""
        error: Exception | None = None
        try:
            # Closed at once when it is left early: it has the index open.
            with closing(self._slices()) as slices:
                self._work(slices)
        except Exception as caught:  # noqa: BLE001 - carried into the window, where it is raised again
            error = caught
        if not self._stopped.is_set():
            self._tell(self._voice.ended, error)

    def _tell(self, signal: SignalInstance, what: object) -> None:
        # The program may end at this very moment, and the window's side with it.
        with suppress(RuntimeError):
            signal.emit(self, what)

    def _work(self, slices: Iterator[Progress]) -> None:
        told = 0.0
        begun = time.perf_counter()
        for progress in slices:
            now = time.perf_counter()
            if now - told >= _TELL_EVERY_SECONDS:
                told = now
                self._tell(self._voice.progressed, progress)
            if self._stopped.wait(max(_LEAST_REST_SECONDS, _REST * (now - begun))):
                return
            begun = time.perf_counter()


class Scanner(QObject):
    """Runs one scan at a time.

    Signals:
        progressed: a Progress, about ten times a second.
        stalled: nothing was heard for some seconds.
        finished: everything was looked at.
        failed: an AppError ended it.
    """

    progressed = Signal(object)
    stalled = Signal()
    finished = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._run: _Run | None = None
        self._voice = _Voice()
        self._voice.progressed.connect(self._on_progressed)
        self._voice.ended.connect(self._on_ended)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_STALLED_MS)
        self._silence.timeout.connect(self.stalled)

    @property
    def is_running(self) -> bool:
        """Whether a scan is under way."""
        return self._run is not None

    def start(self, slices: Slices) -> None:
        """Begin a scan in place of the one that may be under way; what that one found is kept."""
        self.stop()
        self._run = _Run(slices, self._voice)
        self._silence.start()
        self._run.start()

    def stop(self, *_: Any) -> None:  # noqa: ANN401 - the object of the signal "destroyed"
        """End the scan; one that waits for a drive is left behind."""
        if self._run is not None:
            self._run.stop()
            self._run = None
        self._silence.stop()

    def _on_progressed(self, run: _Run, progress: Progress) -> None:
        if run is self._run:
            self._silence.start()
            self.progressed.emit(progress)

    def _on_ended(self, run: _Run, error: Exception | None) -> None:
        if run is not self._run:
            return
        self.stop()
        if error is None:
            self.finished.emit()
        elif isinstance(error, AppError):
            self.failed.emit(error)
        else:
            # A mistake of ours: the crash handler shall see it.
            raise error
