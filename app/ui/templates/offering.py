"""A field of one line that offers what fits: answers given before, choices, names of the address book."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.dialogs.frame import FIELD
from app.ui.form.completion import NamesPopup
from app.ui.one_line import keep_to_one_line

Offers = Callable[[str], list[str]]
SEPARATOR = ";"


class OfferingEdit(QLineEdit):
    """Below it lies what fits to the typed words; Down shows all of it. Nothing is written by itself.

    ``separated``: several names stand beside each other, each is offered for alone; pasted lines too.
    ``meaning``: what is written when an offer is taken, where that is not the offer itself.

    Signals:
        pasted: a text was put in as a whole.
    """

    pasted = Signal()

    def __init__(
        self,
        offers: Offers,
        *,
        separated: bool = False,
        meaning: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers, self._meaning = offers, meaning
        self._separated = separated
        self._popup = NamesPopup(self)
        keep_to_one_line(self)
        self.setMinimumHeight(FIELD)
        self._popup.taken.connect(self._on_taken)
        self.textEdited.connect(self._on_edited)
        # It lies in the window by then, not in the field.
        self.destroyed.connect(self._popup.deleteLater)

    def event(self, event: QEvent) -> bool:
        """The keys of the list come before those of the dialog, and before Tab."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._popup.takes(event):
                return True
            if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
                self._popup.offer(self._offers(""), "", self, self.rect())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A pasted list is taken line by line."""
        if event.matches(QKeySequence.StandardKey.Paste):
            words = QApplication.clipboard().text()
            lines = [line.strip() for line in words.splitlines() if line.strip()]
            self.insert((f"{SEPARATOR} " if self._separated else " ").join(lines))
            self.pasted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list belongs to the cursor."""
        self._popup.hide()
        super().focusOutEvent(event)

    @property
    def _last(self) -> str:
        """The words that are being typed: behind the last separator."""
        typed = self.text()
        return typed.rpartition(SEPARATOR)[2].strip() if self._separated else typed.strip()

    def _on_edited(self) -> None:
        typed = self._last
        self._popup.offer(self._offers(typed) if typed else [], typed, self, self.rect())

    def _on_taken(self, offer: str) -> None:
        words = self._meaning(offer)
        before, separator, _ = self.text().rpartition(SEPARATOR) if self._separated else ("", "", "")
        self.setText(f"{before}{separator} {words}".strip() if separator else words)
