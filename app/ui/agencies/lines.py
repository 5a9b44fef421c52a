"""A field of one line, as high as every other control."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.texts import text
from app.ui.dialogs.frame import FIELD
from app.ui.one_line import keep_to_one_line


class Line(QLineEdit):
    """A field called by its label (agencies.label.<name>)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(FIELD)
        keep_to_one_line(self)
        self.setAccessibleName(text(f"agencies.label.{name}"))

    def put(self, words: str) -> None:
        """Show other words, from their beginning; the cursor stays where nothing changed."""
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)
