"""What the program has to say without stopping the work: bars above the form, each with its choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.base.texts import text
from app.ui.icons import icon
from app.ui.theme import tones_of

MOST = 3


class Choice(NamedTuple):
    """A button of a notice: its words and what it does."""

    label: str
    act: Callable[[], None]


class Notice(QFrame):
    """One sentence and its buttons.

    Signals:
        closed: it was read, or a choice was made.
    """

    closed = Signal(object)

    def __init__(self, sentence: str, choices: Sequence[Choice], *, warns: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("warns", warns)
        self.of_letter = False
        self._choices = tuple(choices)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        tones = tones_of(self.palette())
        mark = QLabel()
        mark.setPixmap(
            icon("triangle-alert" if warns else "info", tones.warning if warns else tones.accent).pixmap(16)
        )
        row.addWidget(mark)
        self.words = QLabel(sentence)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.words.setAccessibleName(sentence)
        row.addWidget(self.words, 1)
        self.buttons = [self._button(choice.label, row) for choice in self._choices]
        close = self._button("", row)
        close.setIcon(icon("x"))
        close.setAccessibleName(text("ui.notice.close"))
        close.setToolTip(text("ui.notice.close"))
        close.clicked.connect(self._on_close)

    def _button(self, label: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(label, self)
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        button.setObjectName("link")
        button.setAccessibleName(label.replace("&", ""))
        if label:
            button.clicked.connect(self._on_choice)
        row.addWidget(button)
        return button

    def _on_choice(self) -> None:
        chosen = self._choices[self.buttons.index(self.sender())]  # type: ignore[arg-type]
        self.closed.emit(self)
        chosen.act()

    def _on_close(self) -> None:
        self.closed.emit(self)


class NoticeBar(QWidget):
    """The notices that are to be read, the newest on top; a new one of a key takes the place of the old."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("ui.notice.bar"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: dict[str, Notice] = {}
        self._is_letter_seen = True
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is shown now, the newest first."""
        return [notice.words.text() for notice in reversed(self._shown.values())]

    def notice(self, key: str) -> Notice | None:
        """The notice of a key, if it is shown."""
        return self._shown.get(key)

    def tell(
        self,
        key: str,
        sentence: str,
        choices: Sequence[Choice] = (),
        *,
        warns: bool = True,
        of_letter: bool = False,
    ) -> None:
        """Show a notice until it is closed; ``of_letter``: only while the letter is seen."""
        self.forget(key)
        while len(self._shown) >= MOST:
            self.forget(next(iter(self._shown)))
        notice = Notice(sentence, choices, warns=warns, parent=self)
        notice.closed.connect(self._on_closed)
        self._shown[key] = notice
        notice.of_letter = of_letter
        self._column.insertWidget(0, notice)
        self._show()

    def forget(self, key: str) -> None:
        """Take a notice away, if it is there."""
        notice = self._shown.pop(key, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self._show()

    def show_letter(self, is_seen: bool) -> None:
        """The letter is seen now, or another page: what is said of the letter goes with it."""
        self._is_letter_seen = is_seen
        self._show()

    def _show(self) -> None:
        for notice in self._shown.values():
            notice.setVisible(self._is_letter_seen or not notice.of_letter)
        self.setVisible(any(not notice.isHidden() for notice in self._shown.values()))

    def clear(self) -> None:
        """Take all notices away."""
        for key in list(self._shown):
            self.forget(key)

    def _on_closed(self, notice: Notice) -> None:
        for key, shown in list(self._shown.items()):
            if shown is notice:
                self.forget(key)
