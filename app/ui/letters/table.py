"""The table of letters: two lines a row, Enter opens, sorted by its header."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.base.texts import text
from app.letter.model import Status
from app.library.letter_search import FoundLetter, Order
from app.ui.letters.cells import LetterCells, row_height
from app.ui.letters.model import COLUMNS, LetterTable

# What the columns have room for; the trích yếu takes what is left.
_ROOM = {
    Order.CODE: "00000/UBND-KGVX",
    Order.DATE: "00/00/0000",
    Order.ADDRESSEES: "0" * 22,
    Order.MODIFIED: "00/00/0000 00:00",
}
_EDGES = 24
# In a narrow window these give way to the trích yếu, one after the other.
_GIVES_WAY = {Order.MODIFIED: 960, Order.ADDRESSEES: 820}
# Times are asked for newest first.
_NEWEST_FIRST = frozenset({Order.DATE, Order.MODIFIED})


class LettersView(QTableView):
    """Shows a LetterTable; exactly one row is chosen as long as there are rows.

    Signals:
        opened: a FoundLetter was chosen by Enter or by a double click.
        order_changed: the list has another Order.
    """

    opened = Signal(object)
    order_changed = Signal(object)

    def __init__(self, table: LetterTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setModel(table)
        self.setObjectName("letters")
        self.setAccessibleName(text("letters.list"))
        self.setItemDelegate(LetterCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        # Of one height, so that nobody measures 20,000 rows.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height(self.fontMetrics()))
        self._set_up_header()
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def chosen(self) -> FoundLetter | None:
        """The letter of the chosen row."""
        return self._table.letter(self.currentIndex().row())

    def choose_row(self, row: int) -> None:
        """Choose a row and show it."""
        if 0 <= row < self._table.rowCount():
            self.selectRow(row)
            self.scrollTo(self._table.index(row, 0))

    def sort_by(self, order: Order) -> None:
        """Another order, as its header would give it."""
        column = COLUMNS.index(order) if order in COLUMNS else -1
        newest = order in _NEWEST_FIRST
        turn = Qt.SortOrder.DescendingOrder if newest else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, turn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen is not None:
                self.opened.emit(self.chosen)
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that there is no room for."""
        super().resizeEvent(event)
        for order, least in _GIVES_WAY.items():
            self.setColumnHidden(COLUMNS.index(order), self.width() < least)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        metrics = self.fontMetrics()
        stages = [text(f"letters.status.{status.value}") for status in Status]
        rooms = {**_ROOM, Order.STATUS: max(stages, key=metrics.horizontalAdvance)}
        for order, room in rooms.items():
            header.resizeSection(COLUMNS.index(order), metrics.horizontalAdvance(room) + _EDGES)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.sortIndicatorChanged.connect(self._on_sorted)

    def _on_sorted(self, column: int) -> None:
        self.choose_row(0)
        self.order_changed.emit(COLUMNS[column] if column >= 0 else Order.BEST)

    def _on_double_clicked(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)
