"""What happens when the program makes a mistake: the letters are kept first, then the clerk is told."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

import app
from app.base.errors import AppError
from app.base.texts import text
from app.editing.desk import Desk
from app.ui import messages
from app.ui.dialogs.frame import Frame

_log = logging.getLogger(__name__)


def report_of(error: BaseException) -> str:
    """Where it went wrong, without the words of the error: they may quote the letter."""
    lines = [
        f"Soan Cong Van {app.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    one: BaseException | None = error
    while one is not None:
        lines += ["".join(traceback.format_tb(one.__traceback__)) + type(one).__qualname__]
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


class CrashDialog(Frame):
    """The one window after a mistake: what was saved, and a report that can be copied."""

    def __init__(self, report: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.crash.title"), parent, width=640)
        head = QLabel(text("ui.crash.head"))
        head.setObjectName("dialog_head")
        head.setWordWrap(True)
        self.column.addWidget(head)
        self.explain(text("ui.crash.about"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setMinimumHeight(240)
        self.report.setAccessibleName(text("ui.crash.report"))
        self.column.addWidget(self.report, 1)
        if log is not None:
            self.explain(text("ui.crash.log", path=log))
        copy = self.add_button(text("ui.crash.copy"))
        copy.clicked.connect(self._on_copy)
        self.add_close().setDefault(True)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())


class CrashHandler:
    """Takes what nobody caught (in a slot Qt would only print it and go on)."""

    def __init__(self, desk: Desk, log: Path | None, parent: QWidget | None) -> None:
        self._desk, self._log, self._parent = desk, log, parent
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        """Take everything from now on."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the letters, write the log, show the report."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, AppError):
            messages.tell(self._parent, str(error))
            return
        try:
            self._desk.write_recovery()
        finally:
            _log.error("unexpected error", exc_info=(kind, error, trace))
            self._show(error)

    def _show(self, error: BaseException) -> None:
        if self.dialog is not None:
            return  # one window is enough; the log has them all
        self.dialog = CrashDialog(report_of(error), self._log, self._parent)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None
