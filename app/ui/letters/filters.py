"""What is looked for: the search field, and lists for state, agency, year and order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.base.texts import text
from app.letter.model import Status
from app.library.letter_search import Order, Query
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.letters.model import COLUMNS

# Keys that move in the list while the cursor stays in the field.
_TO_THE_LIST = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)
# Letters that the lists have room for.
_ROOM = {"status": 10, "agency": 13, "year": 7, "order": 15}


class Filters(QWidget):
    """One row above the list.

    Signals:
        changed: something else is wanted.
        order_chosen: an Order.
        key_for_list: a key that belongs to the list (QKeyEvent).
    """

    changed = Signal()
    order_chosen = Signal(object)
    key_for_list = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.words = QLineEdit()
        self.words.setMinimumHeight(FIELD)
        self.words.setMinimumWidth(160)
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(text("letters.search_hint"))
        self.words.setAccessibleName(text("letters.search"))
        self.words.installEventFilter(self)
        row.addWidget(self.words, 1)
        self.status, self.agency, self.year, self.order = (self._list(name) for name in _ROOM)
        for box in (self.status, self.agency, self.year, self.order):
            row.addWidget(box)
        self.status.addItem(text("letters.any_status"), None)
        for status in Status:
            self.status.addItem(text(f"letters.status.{status.value}"), status)
        for order in (Order.BEST, *COLUMNS):
            self.order.addItem(text(f"letters.order.{order.value}"), order)
        self.offer((), ())
        self.words.textChanged.connect(self.changed)
        for box in (self.status, self.agency, self.year):
            box.currentIndexChanged.connect(self.changed)
        self.order.currentIndexChanged.connect(self._on_order)

    @property
    def query(self) -> Query:
        """What is wanted, without its order."""
        return Query(
            words=self.words.text(),
            # Qt gives the plain text of what was put in.
            status=Status(status) if (status := self.status.currentData()) else None,
            agency=self.agency.currentData() or "",
            year=self.year.currentData() or 0,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than everything is wanted."""
        return self.query != Query()

    def offer(self, agencies: Sequence[str], years: Sequence[int]) -> None:
        """Agencies and years to choose from; what is chosen stays so."""
        _fill(self.agency, text("letters.any_agency"), [(name, name) for name in agencies])
        _fill(self.year, text("letters.any_year"), [(str(year), year) for year in years])

    def clear(self) -> None:
        """Want everything again, with the cursor in the search field."""
        for box in (self.status, self.agency, self.year):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        with QSignalBlocker(self.words):
            self.words.clear()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_order(self, order: Order) -> None:
        """What the list is sorted by now."""
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(self.order.findData(order))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the search field; Esc empties it before it leaves the page."""
        if (
            watched is not self.words
            or not isinstance(event, QKeyEvent)
            or event.type() is not QEvent.Type.KeyPress
        ):
            return False
        if event.key() in _TO_THE_LIST:
            self.key_for_list.emit(event)
            return True
        if event.key() == Qt.Key.Key_Escape and self.words.text():
            self.words.clear()
            return True
        return False

    def _list(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(text(f"letters.filter.{name}"))
        box.setToolTip(text(f"letters.filter.{name}"))
        box.setMinimumHeight(FIELD)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_ROOM[name])
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return box

    def _on_order(self) -> None:
        self.order_chosen.emit(Order(self.order.currentData()))


def _fill(box: QComboBox, any_one: str, choices: Sequence[tuple[str, object]]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(any_one, None)
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
