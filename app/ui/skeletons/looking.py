"""Looks at skeletons in small turns, so that the window goes on meanwhile; remembers what came of it."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from app.library.examination import Examination, examining
from app.rules.model import Rulebook

_MOST = 16


class Looking(QObject):
    """One skeleton at a time; the newest wins.

    Signals:
        done: what came of the newest one (Examination).
    """

    done = Signal(object)

    def __init__(self, rulebook: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rulebook = rulebook
        self._known: dict[tuple[str, bytes], Examination] = {}
        self._run: Generator[None, None, Examination] | None = None
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._on_turn)

    def look(self, name: str, data: bytes) -> None:
        """Look at these bytes."""
        self._run = None
        known = self._known.get((name, data))
        if known is not None:
            self.done.emit(known)
            return
        self._run = examining(data, name, self._rulebook)
        self._turns.start()

    def _on_turn(self) -> None:
        if self._run is None:
            self._turns.stop()
            return
        try:
            next(self._run)
        except StopIteration as end:
            self._run = None
            self._turns.stop()
            if len(self._known) >= _MOST:
                self._known.clear()
            found: Examination = end.value
            self._known[found.name, found.data] = found
            self.done.emit(found)
