"""What stands where a list would be while there is nothing in it: why, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.dialogs.frame import GAP

# Pixels.
_WIDTH = 560


class EmptyPanel(QFrame):
    """A heading, a sentence, and buttons by their names; ``choices`` are their labels."""

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")  # the same ground as the start page
        outer = QHBoxLayout(self)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        outer.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setSpacing(GAP)
        column.addStretch(1)
        self.head = QLabel()
        self.head.setObjectName("start_head")
        self.words = QLabel()
        self.words.setObjectName("quiet")
        for label in (self.head, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.buttons = {name: _button(label) for name, label in choices.items()}
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(GAP)
        column.addLayout(row)
        column.addStretch(2)

    def say(self, head: str, words: str, offered: Collection[str]) -> None:
        """Why there is nothing, and which of the buttons help."""
        self.head.setText(head)
        self.words.setText(words)
        for name, button in self.buttons.items():
            button.setVisible(name in offered)


def _button(label: str) -> QPushButton:
    button = QPushButton(label.replace("&", ""))
    button.setAccessibleName(button.text())
    button.setAutoDefault(True)  # Enter presses it, outside dialogs too
    return button
