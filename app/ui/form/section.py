"""A section of the form that folds to one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.base.texts import text
from app.rules.finding import Severity
from app.ui.form.tones import accent_colour, quiet_colour, severity_colour

_HEAD_HEIGHT = 40
_GAP = 8
_ARROW = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SectionHead(QAbstractButton):
    """The line of a section: arrow, title, summary while it is closed, and how much is wrong in it.

    Signals:
        mnemonic_used: Alt and the letter of the title were pressed.
    """

    mnemonic_used = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ""
        self._counts: tuple[tuple[Severity, int], ...] = ()
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        self.toggled.connect(self._name)

    def sizeHint(self) -> QSize:
        """As wide as its title at least."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 4 * _GAP, _HEAD_HEIGHT)

    def set_summary(self, words: str) -> None:
        """What the section says, in one line."""
        words = " ".join(words.split())
        if words != self._summary:
            self._summary = words
            self._name()
            self.update()

    def set_counts(self, counts: tuple[tuple[Severity, int], ...]) -> None:
        """How many findings of each severity it holds."""
        if counts != self._counts:
            self._counts = counts
            self._name()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Alt and the letter open the section instead of toggling it."""
        if event.type() == QEvent.Type.Shortcut:
            self.mnemonic_used.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter toggles as Space does."""
        if event.key() in _ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Arrow, title, summary, findings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, self.width(), 1), self.palette().color(QPalette.ColorRole.Midlight))
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        self._draw_arrow(painter, ink)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(accent_colour(self.palette()) if self.hasFocus() else ink)
        left = 3 * _GAP
        mnemonic = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic)
        width = painter.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        painter.drawText(QRect(left, 0, width + _GAP, self.height()), mnemonic, self.text())
        painter.setFont(self.font())
        right = self._draw_counts(painter)
        self._draw_summary(painter, left + width + 2 * _GAP, right)
        if self.hasFocus():
            painter.setPen(accent_colour(self.palette()))
            painter.drawRect(QRect(1, 2, self.width() - 3, self.height() - 4))

    def _draw_arrow(self, painter: QPainter, ink: QColor) -> None:
        x, y = 1.5 * _GAP, self.height() / 2
        points = (
            [(-_ARROW, -_ARROW / 2), (_ARROW, -_ARROW / 2), (0, _ARROW / 2 + 1)]
            if self.isChecked()
            else [(-_ARROW / 2, -_ARROW), (-_ARROW / 2, _ARROW), (_ARROW / 2 + 1, 0)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_counts(self, painter: QPainter) -> int:
        right = self.width() - _GAP
        for severity, count in reversed(self._counts):
            words = text(f"form.count.{severity}", count=count)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(severity_colour(severity, self.palette()))
            painter.drawText(
                QRect(right - width, 0, width + 1, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words
            )
            right -= width + 2 * _GAP
        return right

    def _draw_summary(self, painter: QPainter, left: int, right: int) -> None:
        if self.isChecked() or right <= left:
            return
        words = painter.fontMetrics().elidedText(self._summary, Qt.TextElideMode.ElideRight, right - left)
        painter.setPen(quiet_colour(self.palette()))
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRect(left, 0, right - left, self.height()), where, words)

    def _name(self) -> None:
        """What a screen reader says."""
        counts = [text(f"form.count.{severity}", count=count) for severity, count in self._counts]
        self.setAccessibleName(self.text().replace("&", ""))
        state = text("form.section_open") if self.isChecked() else text("form.section_closed")
        self.setAccessibleDescription(". ".join(part for part in (state, self._summary, *counts) if part))


class Section(QWidget):
    """Head and content; the content is hidden while the section is closed.

    Signals:
        opening: it is about to be opened; what it holds can still be built.
    """

    opening = Signal()

    def __init__(self, section_id: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section_id = section_id
        self.head = SectionHead(title, self)
        self.content = QWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.content)
        self.content.hide()
        self.head.toggled.connect(self._on_toggled)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self.head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the content."""
        self.head.setChecked(is_open)

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.opening.emit()
        self.content.setVisible(checked)
