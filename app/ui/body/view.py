"""The widget that shows the text and takes its keys; every change goes through the draft."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.ui.body.formats import BOLD_LABEL, KIND, LABEL, PAGE_BREAK, Formats
from app.ui.body.keyboard import Answer, Keyboard
from app.ui.body.shown import NOTE_MARK

MARGIN = 12
_FEWEST_LINES = 6


class Clipboard(Protocol):
    """Who copies and pastes."""

    def mime_data(self) -> QMimeData:
        """What is selected."""

    def takes(self, source: QMimeData) -> bool:
        """Whether this can be pasted."""

    def paste(self, source: QMimeData) -> None:
        """Paste this at the cursor."""

    def drop(self, source: QMimeData, at: QTextCursor, *, moved: bool) -> None:
        """Put this where it was dropped; ``moved``: it is the selection."""


class TextView(QTextEdit):
    """Shows the document, paints labels and page breaks beside the text.

    Signals:
        menu_requested: the context menu is wanted at this place (QPoint of the screen).
        typed_by_input_method: an input method commits a text, in place of so many units from an offset
            of the cursor (str, int, int).
        note_clicked: the mark of a footnote was clicked twice.
    """

    menu_requested = Signal(object)
    note_clicked = Signal()
    typed_by_input_method = Signal(str, int, int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.keyboard: Keyboard | None = None
        self.clipboard: Clipboard | None = None
        self.page_break_words = ""
        self.grows = True
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.document().setDefaultFont(formats.font)
        self.setCursorWidth(2)

    # --- keys

    def event(self, event: QEvent) -> bool:
        """Keys of the text are taken before menus of the window see them."""
        is_offer = event.type() is QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return self.keyboard is not None and self.keyboard.wants(event, reading=self.isReadOnly())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit through the keyboard table; only moving is left to Qt."""
        answer = self.keyboard.press(event, reading=self.isReadOnly()) if self.keyboard else Answer.FOREIGN
        if answer is Answer.MOVE:
            super().keyPressEvent(event)
        elif answer is Answer.DONE:
            self.ensureCursorVisible()
            event.accept()
        else:
            event.ignore()

    def to_next(self) -> None:
        """The keys go to what Tab would lead to, were it not taken by the levels."""
        # Past QTextEdit, which keeps Tab for itself.
        QWidget.focusNextPrevChild(self, True)

    def to_previous(self) -> None:
        """The same backwards."""
        QWidget.focusNextPrevChild(self, False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt shows what is being composed; what is committed goes the way of all typing."""
        if self.isReadOnly():
            event.ignore()
            return
        if not event.commitString() and not event.replacementLength():
            if event.preeditString() and self.textCursor().hasSelection():
                self.typed_by_input_method.emit("", 0, 0)
            super().inputMethodEvent(event)
            return
        super().inputMethodEvent(QInputMethodEvent("", []))
        self.typed_by_input_method.emit(
            event.commitString(), event.replacementStart(), event.replacementLength()
        )
        if event.preeditString():
            super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))
        event.accept()

    # --- clipboard, mouse

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """What Ctrl+C and dragging take along."""
        return self.clipboard.mime_data() if self.clipboard else QMimeData()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Whether this can be pasted or dropped here."""
        return bool(self.clipboard and not self.isReadOnly() and self.clipboard.takes(source))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste, never as HTML."""
        if self.clipboard and not self.isReadOnly():
            self.clipboard.paste(source)

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop through the clipboard; Qt would change the document itself."""
        if not self.canInsertFromMimeData(event.mimeData()) or self.clipboard is None:
            event.ignore()
            return
        at = self.cursorForPosition(event.position().toPoint())
        own = event.source() in (self, self.viewport())
        moved = own and event.dropAction() == Qt.DropAction.MoveAction
        self.clipboard.drop(event.mimeData(), at, moved=moved)
        # Otherwise the one who dragged would delete his selection too.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        # Qt ends its own drag only when it hears of a drop that it did itself.
        super().dragLeaveEvent(QDragLeaveEvent())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on the mark of a footnote open it."""
        super().mouseDoubleClickEvent(event)
        if NOTE_MARK in self.textCursor().selectedText():
            self.note_clicked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Our own menu: Qt's would cut and paste past the draft."""
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menu_requested.emit(event.globalPos())

    # --- size

    def sizeHint(self) -> QSize:
        """As high as the text while it grows, some lines at least."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.wanted_height()) if self.grows else hint

    def wanted_height(self) -> int:
        """The height at which all of the text is seen, in pixels."""
        least = round(QFontMetricsF(self.formats.font).lineSpacing() * 1.5 * _FEWEST_LINES) + 2 * MARGIN
        return max(least, round(self.document().size().height()) + 2 * self.frameWidth())

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then labels and page breaks."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-left, -top)
        layout = self.document().documentLayout()
        shown = QRectF(event.rect().translated(left, top))
        block = self.cursorForPosition(event.rect().topLeft()).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            # Cells of a row stand beside each other, so one below the edge may be followed by others.
            if rect.top() > shown.bottom() and QTextCursor(block).currentTable() is None:
                break
            self._paint_beside(painter, block, rect)
            block = block.next()
        painter.end()

    def _paint_beside(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        form = block.blockFormat()
        label = form.property(LABEL)
        if label:
            line = block.layout().lineAt(0)
            if not line.isValid():
                return
            font = QFont(self.formats.font)
            font.setBold(bool(form.property(BOLD_LABEL)))
            painter.setFont(font)
            painter.setPen(self.formats.faint)
            across = rect.left() + line.naturalTextRect().left() - form.textIndent()
            painter.drawText(QPointF(across, rect.top() + line.y() + line.ascent()), str(label))
        elif form.property(KIND) == PAGE_BREAK:
            self._paint_page_break(painter, rect)

    def _paint_page_break(self, painter: QPainter, rect: QRectF) -> None:
        font = QFont(self.formats.font)
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
        painter.setFont(font)
        painter.setPen(QPen(self.formats.faint, 1, Qt.PenStyle.DashLine))
        width = QFontMetricsF(font).horizontalAdvance(self.page_break_words) + 16
        left, right = float(MARGIN), float(self.viewport().width() - MARGIN)
        middle, centre = rect.center().y(), (left + right) / 2
        painter.drawLine(QPointF(left, middle), QPointF(centre - width / 2, middle))
        painter.drawLine(QPointF(centre + width / 2, middle), QPointF(right, middle))
        place = QRect(round(centre - width / 2), round(rect.top()), round(width), round(rect.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.page_break_words)
