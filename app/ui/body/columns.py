"""The borders between the columns of a table, dragged by the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextTable
from PySide6.QtWidgets import QRubberBand

from app.editing.commands.tables import set_widths
from app.letter.model import Table
from app.letter.positions import TextPosition
from app.ui.body.cells import CellMap
from app.ui.body.desk import Desk

# How near the mouse must be to a border, in pixels.
_NEAR = 4
# Widths are counted in thousandths of the table; a column keeps this much at least.
_WHOLE, _LEAST = 1000, 30


@dataclass(frozen=True, slots=True)
class Border:
    """The border behind a column: where its table is, where it stands in the view."""

    table: TextPosition
    column: int
    widths: tuple[int, ...]
    frame: QRect

    def at(self, x: float) -> tuple[int, ...]:
        """The widths with this border at a place of the view; the columns beside it share their room."""
        before = sum(self.widths[: self.column])
        room = self.widths[self.column] + self.widths[self.column + 1]
        wanted = round(_WHOLE * (x - self.frame.left()) / self.frame.width()) - before
        width = max(_LEAST, min(wanted, room - _LEAST))
        return (*self.widths[: self.column], width, room - width, *self.widths[self.column + 2 :])

    def place(self, widths: tuple[int, ...]) -> int:
        """Where the border stands in the view with these widths."""
        share = sum(widths[: self.column + 1]) / _WHOLE
        return self.frame.left() + round(share * self.frame.width())


class ColumnDrag(QObject):
    """Watches the mouse over the text; a border that is dragged is one step to undo, Esc leaves it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.view)
        self._desk = desk
        self._dragged: Border | None = None
        self._is_over = False
        self._line = QRubberBand(QRubberBand.Shape.Line, desk.view.viewport())
        desk.view.viewport().setMouseTracking(True)
        desk.view.viewport().installEventFilter(self)
        desk.view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes what happens at a border; all else goes on to the text."""
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if self._dragged is not None:
            return self._on_drag(self._dragged, event)
        if kind is QEvent.Type.MouseMove and not event.buttons():
            self._show_over(self.border_at(event.position()) is not None)
        elif kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._dragged = self.border_at(event.position())
            return self._dragged is not None
        return False

    def border_at(self, place: QPointF) -> Border | None:
        """The border under a place of the view; None where nothing can be dragged."""
        view = self._desk.view
        if not self._desk.takes_keys:
            return None
        # Beside the border the mouse is over one of the two cells.
        near = view.cursorForPosition(place.toPoint())
        table = cast("QTextTable | None", near.currentTable())
        if table is None:
            return None
        at = self._desk.mirror.position_at(table.firstPosition())
        index = at.text.cell[0] if at.text.cell else at.block
        cells = self._desk.mirror.cell_map(index)
        if cells is None:
            return None
        frame = self._frame(table, cells)
        widths = _thousandths(cells.table, cells.grid.columns)
        position = TextPosition(index, 0, at.text.around)
        for column in range(len(widths) - 1 if frame.contains(place.toPoint()) else 0):
            border = Border(position, column, widths, frame)
            if abs(border.place(widths) - place.x()) <= _NEAR:
                return border
        return None

    def _frame(self, table: QTextTable, cells: CellMap) -> QRect:
        """What a table takes of the view. Qt's own answer for a table is some pixels beside it."""
        view = self._desk.view
        layout = view.document().documentLayout()
        row, column = table.rows() - 1, cells.grid.columns - 1
        first, last = table.cellAt(0, 0).firstCursorPosition(), table.cellAt(0, column).firstCursorPosition()
        ends = [table.cellAt(row, one).lastCursorPosition() for one in range(column + 1)]
        bottom = max(layout.blockBoundingRect(end.block()).bottom() for end in ends)
        right = layout.blockBoundingRect(last.block()).right()
        edge = table.format().cellPadding() + table.format().border()
        rect = QRectF(layout.blockBoundingRect(first.block()).topLeft(), QPointF(right, bottom))
        rect.adjust(-edge, -edge, edge, edge)
        scrolled = QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        return rect.translated(-QPointF(scrolled)).toRect()

    def _on_drag(self, border: Border, event: QMouseEvent) -> bool:
        widths = border.at(event.position().x())
        if event.type() is QEvent.Type.MouseMove:
            self._line.setGeometry(border.place(widths) - 1, border.frame.top(), 2, border.frame.height())
            self._line.show()
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._end()
            if widths != border.widths:
                self._desk.draft.end_group()
                self._desk.change_kept(set_widths(self._desk.letter, border.table, widths))
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._dragged is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        # Whoever holds the border is not typing.
        return True

    def _end(self) -> None:
        self._dragged = None
        self._line.hide()

    def _show_over(self, is_over: bool) -> None:
        if is_over != self._is_over:
            self._is_over = is_over
            shape = Qt.CursorShape.SplitHCursor if is_over else Qt.CursorShape.IBeamCursor
            self._desk.view.viewport().setCursor(shape)


def _thousandths(table: Table, columns: int) -> tuple[int, ...]:
    """The widths of the columns in thousandths of the table's."""
    given = table.widths
    if len(given) != columns or any(width <= 0 for width in given):
        given = (1,) * columns
    edges = [round(_WHOLE * edge / sum(given)) for edge in accumulate(given, initial=0)]
    return tuple(edges[number + 1] - edges[number] for number in range(columns))
