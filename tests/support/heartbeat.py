"""How long a window stood still: the longest time between two turns of its event loop."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 5


class Heartbeat(QObject):
    """Beats with the event loop; ``longest`` is the longest gap between two beats, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
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
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
