"""A line in a dialog that tells what was done, with a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import AppError
from app.ui.notices import Choice, Notice


class NoticeLine(QWidget):
    """Shows one notice at a time; without one it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, sentence: str, choices: Sequence[Choice] = ()) -> None:
        """Tell that something was done."""
        self._show(Notice(sentence, choices, warns=False, parent=self))

    def warn(self, error: AppError) -> None:
        """Tell that something could not be done."""
        self._show(Notice(str(error), (), warns=True, parent=self))

    def hush(self) -> None:
        """What was told is of no more use."""
        if self.notice is not None:
            self._column.removeWidget(self.notice)
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
        self.hide()

    def _show(self, notice: Notice) -> None:
        self.hush()
        self.notice = notice
        notice.closed.connect(self.hush)
        self._column.addWidget(notice)
        self.show()
