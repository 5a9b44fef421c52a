"""Tells the clerk that a disk takes its time, so that nobody presses the key again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.base.texts import text
from app.ui import tasks
from app.ui.notices import NoticeBar

_LOOK_MS = 500
_KEY = "waiting"


class Patience(QObject):
    """Shows a notice while something that was asked for waits for a disk."""

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._told = False
        timer = QTimer(self)
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(self._on_look)
        timer.start()

    def _on_look(self) -> None:
        if tasks.is_slow() and not self._told:
            self._notices.tell(_KEY, text("ui.waiting"), warns=False)
        elif self._told and not tasks.is_slow():
            self._notices.forget(_KEY)
        self._told = tasks.is_slow()
