"""The quiet line below the list: how many letters, how far a scan is, what could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.base.texts import text
from app.library.letter_scan import Progress
from app.ui.dialogs.frame import GAP
from app.ui.start import CutLabel

_BETWEEN = " \u00b7 "  # a raised dot


class StateLine(QWidget):
    """One line; ``problems`` is a button while there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.words = CutLabel("")
        self.words.setObjectName("quiet")
        self.problems = QPushButton(text("letters.problems", count=0))
        self.problems.setObjectName("link")
        self.problems.setAutoDefault(True)  # Enter presses it, outside dialogs too
        row.addWidget(self.words, 1)
        row.addWidget(self.problems, 0, Qt.AlignmentFlag.AlignRight)
        # As high with the button as without it.
        self.setFixedHeight(self.problems.sizeHint().height())
        self.problems.hide()
        self._count = text("letters.count", count=0)
        self._place = ""

    def show_count(self, count: int, problems: int) -> None:
        """How many letters are listed, and what could not be read."""
        self._count = text("letters.count", count=_grouped(count))
        self.problems.setVisible(problems > 0)
        self.problems.setText(text("letters.problems", count=problems))
        self.problems.setAccessibleName(self.problems.text())
        self._show()

    def show_progress(self, progress: Progress | None, *, stalled: bool = False) -> None:
        """Where the scan is; None when there is none."""
        if progress is None:
            self._place = ""
        elif progress.folder is None:
            self._place = text("letters.scan_begins")
        else:
            key = "letters.waiting" if stalled else "letters.scanning"
            self._place = text(key, folder=progress.folder, looked=_grouped(progress.looked))
        self._show()

    def _show(self) -> None:
        self.words.set_words(_BETWEEN.join(part for part in (self._count, self._place) if part))


def _grouped(number: int) -> str:
    """ "20.000", as figures are written in Vietnamese."""
    return f"{number:,}".replace(",", ".")
