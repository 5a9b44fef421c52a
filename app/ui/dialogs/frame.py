"""What all dialogs have in common: margins, a sentence of explanation, two buttons, an end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text

GAP = 8
FIELD = 32  # the height of a field


class Frame(QDialog):
    """A dialog that is freed when it closes. ``column`` takes its content, ``buttons`` stand below.

    On a small screen it is no larger than the window it belongs to, so that its buttons stay in sight.
    """

    def __init__(self, title: str, parent: QWidget | None, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        room = None if parent is None else parent.window().size()
        self.setMinimumWidth(width if room is None else min(width, room.width()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        outer.setSpacing(2 * GAP)
        self.column = QVBoxLayout()
        self.column.setSpacing(GAP)
        outer.addLayout(self.column, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GAP)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Shrink to the window."""
        parent = self.parentWidget()
        if parent is not None:
            self.resize(self.size().boundedTo(parent.window().size()))
        super().showEvent(event)

    def explain(self, words: str) -> QLabel:
        """A quiet sentence in the column."""
        label = QLabel(words)
        label.setObjectName("quiet")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(label)
        return label

    def add_button(self, words: str, *, default: bool = False) -> QPushButton:
        """A button in the last row; the default one answers Enter."""
        button = QPushButton(words)
        button.setAccessibleName(words.replace("&", ""))
        button.setAutoDefault(default)
        button.setDefault(default)
        self.buttons.addWidget(button)
        return button

    def add_close(self) -> QPushButton:
        """The button that closes and does nothing else."""
        button = self.add_button(text("ui.close"))
        button.clicked.connect(self.reject)
        return button
