"""How a row of the list is painted: the trích yếu with a quiet second line, the rest beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.library.letter_search import Snippet
from app.ui.letters.model import DETAIL_ROLE
from app.ui.theme import Tones, tones_of

_EDGE, _LINE_GAP, _ABOVE = 8, 2, 6
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def row_height(metrics: QFontMetrics) -> int:
    """Room for two lines."""
    return 2 * metrics.height() + _LINE_GAP + 2 * _ABOVE


class LetterCells(QStyledItemDelegate):
    """Every cell begins at the height of the first line."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, words, second line, and the rule below the row."""
        tones = tones_of(option.palette)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        metrics: QFontMetrics = option.fontMetrics
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, QColor(tones.soft if chosen else tones.base))
        painter.setPen(QColor(tones.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        room = area.adjusted(_EDGE, _ABOVE, -_EDGE, 0)
        painter.setPen(QColor(tones.text))
        words = " ".join(str(index.data() or "").split())
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _FLAGS, elided)
        detail = index.data(DETAIL_ROLE) if index.column() == 0 else None
        if isinstance(detail, Snippet):
            room.translate(0, metrics.height() + _LINE_GAP)
            _paint_detail(painter, room, detail, tones, option.font, chosen=chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines high."""
        return QSize(super().sizeHint(option, index).width(), row_height(option.fontMetrics))


def _paint_detail(
    painter: QPainter, room: QRect, detail: Snippet, tones: Tones, font: QFont, *, chosen: bool
) -> None:
    """One quiet line, what was found in it marked."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(detail.text, Qt.TextElideMode.ElideRight, room.width())
    layout = QTextLayout(shown, font)
    mark = QTextCharFormat()
    mark.setForeground(QColor(tones.text if chosen else tones.accent))
    mark.setBackground(QColor(tones.notice if chosen else tones.soft))
    ranges = []
    for begin, end in detail.marks:
        if end < len(shown):
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = begin, end - begin, mark
            ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(room.width())
    layout.endLayout()
    # On the chosen ground the quiet colour is too pale.
    painter.setPen(QColor(tones.text if chosen else tones.quiet))
    layout.draw(painter, QPointF(room.topLeft()))
