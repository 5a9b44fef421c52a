"""What stands where the list would be while there is nothing to list: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.ui.dialogs.frame import GAP

_WIDTH = 560


class EmptyPanel(QFrame):
    """A heading, a sentence, a button.

    Signals:
        add_wanted: a folder is to be added.
        clear_wanted: nothing shall be looked for any more.
    """

    add_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")  # the same ground as the start page
        outer = QHBoxLayout(self)
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(inner)
        column.setSpacing(GAP)
        self.head = QLabel()
        self.head.setObjectName("start_head")
        self.words = QLabel()
        self.words.setObjectName("quiet")
        for label in (self.head, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        row = QHBoxLayout()
        self.add = self._button("add_folder", row)
        self.clear = self._button("clear", row)
        row.addStretch(1)
        column.addSpacing(GAP)
        column.addLayout(row)
        self.add.clicked.connect(self.add_wanted)
        self.clear.clicked.connect(self.clear_wanted)

    def show_reason(self, *, narrowed: bool, scanning: bool, folders: bool) -> None:
        """Nothing fits, nothing was found yet, nothing is there, or no folder was chosen."""
        if narrowed:
            reason = "no_match"
        elif scanning:
            reason = "looking"
        else:
            reason = "no_letters" if folders else "no_folders"
        self.head.setText(text(f"letters.empty.{reason}"))
        self.words.setText(text(f"letters.empty.{reason}_about"))
        self.add.setVisible(not narrowed)
        self.clear.setVisible(narrowed)

    def _button(self, name: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text(f"letters.{name}").replace("&", ""))
        button.setAccessibleName(button.text())
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        row.addWidget(button)
        return button
