"""What stands where the table would be while the book is empty, or nothing answers a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.ui.dialogs.frame import GAP

_WIDTH = 560
_BUTTONS = ("import", "paste", "add")


class EmptyPanel(QFrame):
    """A heading, a sentence, and the three ways to fill the book."""

    def __init__(self, parent: QWidget | None = None) -> None:
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
        self.buttons: dict[str, QPushButton] = {}
        for name in _BUTTONS:
            button = QPushButton(text(f"contacts.{name}").replace("&", ""))
            button.setAccessibleName(button.text())
            button.setAutoDefault(True)  # Enter presses it, outside dialogs too
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(GAP)
        column.addLayout(row)
        column.addStretch(2)

    def show_reason(self, reason: str) -> None:
        """Nothing is there ("book"), nothing in the group ("group"), or nothing answers ("search")."""
        self.head.setText(text(f"contacts.empty.{reason}"))
        self.words.setText(text(f"contacts.empty.{reason}_about"))
        for name, button in self.buttons.items():
            button.setVisible(reason == "book" or (name == "add" and reason == "group"))
