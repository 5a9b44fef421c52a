"""The numbers beside a list of names: they tell the rows apart and are the handles to drag them by."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QTextBlock
from PySide6.QtWidgets import QWidget

from app.base.texts import text
from app.ui.form.growing import GrowingText
from app.ui.form.name_lines import says_something
from app.ui.form.tones import accent_colour, quiet_colour

_DIGITS = "0000"
_PAD = 8


def row_of(block: QTextBlock) -> int:
    """Which item a block is: how many items stand before it."""
    row = 0
    before = block.document().firstBlock()
    while before.isValid() and before.blockNumber() < block.blockNumber():
        row += says_something(before.text())
        before = before.next()
    return row


class Gutter(QWidget):
    """Paints a number beside every item; pressed and moved, it drags the item to another place.

    Signals:
        row_pressed: the item whose number was pressed.
        row_dropped: the item that was dragged, and the place it shall have.
    """

    row_pressed = Signal(int)
    row_dropped = Signal(int, int)

    def __init__(self, edit: GrowingText) -> None:
        super().__init__(edit)
        self._edit = edit
        self._dragged: int | None = None
        self._target: int | None = None
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(_DIGITS) + _PAD)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(text("form.drag_tip"))
        edit.updateRequest.connect(self._on_update_request)

    def drop_line(self) -> int | None:
        """Where in the viewport the dragged item would go; None while nothing is dragged."""
        if (
            self._dragged is None
            or self._target is None
            or self._target in (self._dragged, self._dragged + 1)
        ):
            return None
        last = self._edit.blockCount() - 1
        block = self._edit.document().findBlockByNumber(min(self._target, last))
        area = self._area(block)
        return area.bottom() if self._target > last else area.top()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The numbers of the rows that are seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._edit.palette().color(QPalette.ColorRole.Base))
        block = self._edit.firstVisibleBlock()
        number = row_of(block) + 1
        dragged = self._dragged
        while block.isValid():
            area = self._area(block)
            if area.top() > event.rect().bottom():
                break
            if says_something(block.text()):
                held = dragged == number - 1
                painter.setPen((accent_colour if held else quiet_colour)(self.palette()))
                line = QRect(0, area.top(), self.width() - _PAD, self.fontMetrics().lineSpacing())
                painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), str(number))
                number += 1
            block = block.next()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an item."""
        row = self._row_at(event.position().toPoint())
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self.row_pressed.emit(row)
        if not self._edit.isReadOnly():
            self._dragged = row
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the item would go."""
        if self._dragged is None:
            return
        place = event.position().toPoint()
        block = self._edit.cursorForPosition(QPoint(0, place.y())).block()
        area = self._area(block)
        self._target = block.blockNumber() + (place.y() > area.center().y())
        self.update()
        self._edit.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the item go there."""
        dragged, target = self._dragged, self._target
        self._dragged = self._target = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if dragged is not None and target is not None:
            self.row_dropped.emit(dragged, target - (target > dragged))
        self.update()
        self._edit.viewport().update()

    def _row_at(self, place: QPoint) -> int:
        return row_of(self._edit.cursorForPosition(QPoint(0, place.y())).block())

    def _area(self, block: QTextBlock) -> QRect:
        edit = self._edit
        return edit.blockBoundingGeometry(block).translated(edit.contentOffset()).toRect()

    def _on_update_request(self, _area: QRect, _dy: int) -> None:
        self.update()
