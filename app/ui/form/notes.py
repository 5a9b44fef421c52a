"""Small words below a field: findings, help, and the notice that comes with a độ mật."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.base.texts import text
from app.rules.finding import Finding
from app.ui.form.tones import notice_ground, quiet_colour, severity_colour

_SMALLER = 0.9
# More findings than this in one place are counted, not told.
_MOST = 3


class SmallLabel(QLabel):
    """Wrapped words in smaller type; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        self.setFont(font)
        self.hide()


class HelpLabel(SmallLabel):
    """The help of a row, shown on F1 and on "?"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.RichText)

    def toggle(self, words: str) -> None:
        """Show these words, or put them away when they are shown."""
        self._words = "" if not self.isHidden() and self._words == words else words
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._write()

    def _write(self) -> None:
        colour = quiet_colour(self.palette()).name()
        words = escape(self._words).replace("\n", "<br>")
        self.setText(f'<span style="color: {colour}">{words}</span>')
        self.setVisible(bool(self._words))


class FindingsLabel(SmallLabel):
    """What is wrong with the fields above, each with its clause, in the colour of its severity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings in place of those before."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._write()

    def _write(self) -> None:
        lines = [self._line(finding) for finding in self._findings[:_MOST]]
        if len(self._findings) > _MOST:
            lines.append(escape(text("form.more_findings", count=len(self._findings) - _MOST)))
        self.setText("<br>".join(lines))
        self.setVisible(bool(lines))

    def _line(self, finding: Finding) -> str:
        colour = severity_colour(finding.severity, self.palette()).name()
        # One sentence, the clause inside it.
        words = escape(f"{finding.message.removesuffix('.')} ({finding.clause}).")
        return f'<span style="color: {colour}">{words}</span>'


class NoticeLabel(SmallLabel):
    """A notice on a ground of its own, in the ordinary colour of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMargin(8)

    def show_notice(self, words: str) -> None:
        """Show these words; "" hides the notice."""
        if words != self.text():
            self.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, then the words."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), notice_ground(self.palette()))
        painter.end()
        super().paintEvent(event)
