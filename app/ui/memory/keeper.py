"""Looks after the file of the office's memory: what others wrote, the copy of the day, what goes wrong."""

from __future__ import annotations

import datetime
import functools
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.base.errors import AppError
from app.base.texts import text
from app.library.backup import Backup
from app.ui import messages, tasks
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.memory.part import Memory
    from app.ui.notices import NoticeBar

_TICK_MS = 5000
_KEY, _KEY_REFUSED, _KEY_DAILY, _KEY_CLOSING = "memory", "memory refused", "memory daily", "memory closing"
# What a disk of this computer takes is waited for; for others the window goes on, but not for ever: longer
# than another program may hold the file.
_AT_ONCE_SECONDS = 0.15
_LOOK_MS = 100
_MOST_LOOKS = 70
# What a backup can mend.
_MENDABLE = ("library.damaged", "library.foreign")

_log = logging.getLogger(__name__)


class Keeper(QObject):
    """Begins to read the library, and never waits for it."""

    def __init__(self, part: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._part, self._session = part, part.session
        self._database = part.session.library.database
        self._day: datetime.date | None = None
        self._was_read = False
        self._newest: Backup | None = None
        self._closing = QTimer(self)
        self._closing.setInterval(_LOOK_MS)
        self._closing.timeout.connect(self._on_closing)
        self._looks = 0
        self._gives_up = False
        self._database.ready.subscribe(self._on_ready)
        self._database.trouble_changed.subscribe(self._on_trouble)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        if self._database.is_ready:
            self._on_ready(None)
        if self._database.trouble is not None:
            self._on_trouble(self._database.trouble)

    def look(self) -> None:
        """Take over what other windows wrote, try again what could not be written, keep the day's copy."""
        self._database.exchange()
        self._keep_daily()
        # A letter that was opened has cleared all notices; this one still matters.
        if self._database.trouble is not None and not self._was_read and self._notices.notice(_KEY) is None:
            self._on_trouble(self._database.trouble)

    def may_close(self) -> bool:
        """Whether the window may go: what still waits was written, or the clerk gives it up.

        A slow disk is not waited for: the window is closed once it has answered.
        """
        if self._gives_up or self._is_written():
            self._gives_up = False
            return True
        if self._closing.isActive():
            return False
        if self._database.trouble is not None:
            return messages.ask_to_lose(self._part.window, str(self._database.trouble))
        self._notices.tell(_KEY_CLOSING, text("memory.writing"), warns=False)
        self._looks = 0
        self._closing.start()
        return False

    def close(self) -> None:
        """The window goes."""
        self._timer.stop()
        if not self._is_written():
            _log.warning("the library could not be written")
        self._session.library.close()

    def _is_written(self) -> bool:
        """Whether nothing is left to be written, or could be written in no time."""
        if self._database.is_waiting and not self._closing.isActive():
            tasks.soon(self._database.write, _AT_ONCE_SECONDS)
        self._database.take_written()
        return not self._database.is_waiting

    def _on_closing(self) -> None:
        """Look whether the disk has answered; at the end the clerk is asked."""
        self._looks += 1
        is_written, trouble = self._is_written(), self._database.trouble
        if not is_written and trouble is None and self._looks < _MOST_LOOKS:
            return
        self._closing.stop()
        self._notices.forget(_KEY_CLOSING)
        if not is_written:
            told = trouble or AppError("library.unreachable", path=self._database.file.path)
            self._gives_up = messages.ask_to_lose(self._part.window, str(told))
        if is_written or self._gives_up:
            self._part.window.close()
            # Something else may keep it open.
            self._gives_up = False

    @property
    def _notices(self) -> NoticeBar:
        return self._part.window.notices

    # --- the copy of the day

    def _on_ready(self, _: None) -> None:
        self._keep_daily()

    def _keep_daily(self) -> None:
        today = datetime.datetime.now().astimezone().date()
        if self._database.is_ready and self._day != today:
            self._day = today
            carried = self._session.settings.carried()
            work = functools.partial(self._session.library.backups.keep_daily, carried)
            tasks.run(work, self._on_kept, self._on_not_kept)

    def _on_kept(self, path: Path | None) -> None:
        if path is not None:
            _log.info("the copy of the day was made")

    def _on_not_kept(self, error: AppError) -> None:
        self._notices.tell(_KEY_DAILY, str(error))

    # --- trouble

    def _on_trouble(self, error: AppError | None) -> None:
        self._was_read = False
        if error is None:
            self._notices.forget(_KEY)
        elif error.key == "library.refused":
            self._notices.tell(_KEY_REFUSED, str(error))
        elif error.key in _MENDABLE:
            tasks.run(self._session.library.backups.newest_good, self._on_found, self._on_not_kept)
        elif error.key == "library.newer":
            self._tell(error)
        else:
            self._tell(error, Choice(text("memory.again"), self._again))

    def _on_found(self, newest: Backup | None) -> None:
        """A broken library is told together with what can be done about it."""
        error, self._newest = self._database.trouble, newest
        if error is None:
            return
        anew = Choice(text("memory.begin_anew"), self._part.begin_anew)
        if newest is None:
            self._tell(error, anew)
        else:
            day = text("memory.restore_day", date=f"{newest.made:%d/%m/%Y}")
            self._tell(error, Choice(day, self._restore_newest), anew)

    def _tell(self, error: AppError, *choices: Choice) -> None:
        self._notices.tell(_KEY, str(error), choices)
        notice = self._notices.notice(_KEY)
        if notice is not None:
            notice.closed.connect(self._on_read)

    def _on_read(self) -> None:
        self._was_read = True

    def _restore_newest(self) -> None:
        if self._newest is not None:
            self._part.restore_from(self._newest.path)

    def _again(self) -> None:
        self._was_read = False
        self._database.exchange()
