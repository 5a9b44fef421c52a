"""The strip above the text: a notice, an offer, or the progress of a large paste."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from app.base.texts import text
from app.ui.body.clipboard import Clipboard


class Strip(QFrame):
    """One line that comes and goes with what the clipboard has to say; nothing has to be answered."""

    def __init__(self, clipboard: Clipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._encoding = ""
        self.setObjectName("body_strip")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(120)
        self.progress.setMaximumHeight(8)
        self.progress.setAccessibleName(text("body.pasting"))
        self.accept_button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        for part in (self.progress, self.accept_button, self.close_button):
            layout.addWidget(part)
        self.accept_button.clicked.connect(self._on_accepted)
        self.close_button.clicked.connect(self._on_closed)
        clipboard.busy_changed.connect(self.show_busy)
        clipboard.notices_given.connect(self._on_notices_given)
        clipboard.encoding_suspected.connect(self._on_encoding_suspected)
        self.hide()

    def tell(self, words: str) -> None:
        """Say something that is closed when read."""
        self._show(words, close=text("body.close"))

    def offer(self, words: str, accept: str) -> None:
        """Offer something that a button does."""
        self._show(words, accept=accept, close=text("body.close"))

    def show_progress(self, words: str) -> None:
        """Say that something is under way and can be cancelled."""
        self._show(words, close=text("body.cancel"))
        self.progress.show()

    def _show(self, words: str, *, accept: str = "", close: str) -> None:
        self.words.setText(words)
        self.accept_button.setText(accept)
        self.accept_button.setVisible(bool(accept))
        self.close_button.setText(close)
        self.close_button.setAccessibleName(close.replace("&", ""))
        self.progress.hide()
        self.show()

    def show_busy(self, busy: bool) -> None:
        """Say that a large text is under way, or no more."""
        if busy:
            self.show_progress(text("body.pasting"))
        else:
            self.hide()

    def _on_notices_given(self, notices: list[str]) -> None:
        self.tell(" ".join(notices))

    def _on_encoding_suspected(self, encoding: str) -> None:
        self._encoding = encoding
        name = text(f"body.encoding_{encoding}")
        self.offer(text("body.encoding_offer", name=name), text("body.encoding_convert"))

    def _on_accepted(self) -> None:
        self.hide()
        self._clipboard.use_encoding(self._encoding)

    def _on_closed(self) -> None:
        self.hide()
        self._clipboard.cancel()
