"""How long a window stood still: the longest time, and the most work, between two turns of its event loop."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 5
# The promise is 0.2 s on a clerk's machine. One that tests may be slow, and coverage traces each line.
MOST_WORK = 0.6 if sys.gettrace() is None else 6.0
# Whoever waits for a file or a folder waits longer than this.
LONGEST_GAP = 3.0 if sys.gettrace() is None else 6.0


class Heartbeat(QObject):
    """Beats with the event loop; ``longest`` is the longest gap between two beats, in seconds.

    ``most_work`` is the most that the window itself computed in one gap, in seconds of its processor: unlike
    the gap it does not grow when the machine has other things to do.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = self.most_work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def stop(self) -> float:
        """The longest gap so far; no more beats."""
        self._on_beat()
        self._timer.stop()
        return self.longest

    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.most_work = max(self.most_work, worked - self._worked)
        self._last, self._worked = now, worked
