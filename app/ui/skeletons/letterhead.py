"""Từ giấy tiêu đề có sẵn: pointing out which paragraph of a letterhead is which component."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import AppError
from app.base.texts import text
from app.rules.model import Rulebook
from app.ui.dialogs.frame import GAP, Frame
from app.word.letterhead import Slot, Spot
from app.word.letterhead_tags import with_tags

# The key that gives the chosen rows this component.
_KEYS = "0123456789abcdefg"
_SLOTS = tuple(Slot)


class _Rows(QTreeWidget):
    """The paragraphs.

    Signals:
        key_chosen: a key that stands for a component was pressed.
    """

    key_chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure or letter gives the rows their component; the rest is as in any list."""
        typed = event.text().lower()
        if typed and typed in _KEYS[: len(_SLOTS)]:
            self.key_chosen.emit(_KEYS.index(typed))
            return
        super().keyPressEvent(event)


class LetterheadDialog(Frame):
    """Paragraphs left, components right; guesses are filled in.

    Signals:
        made: the skeleton (bytes) and its name.
    """

    made = Signal(object, str)

    def __init__(
        self, data: bytes, name: str, spots: Sequence[Spot], rulebook: Rulebook, parent: QWidget | None = None
    ) -> None:
        super().__init__(text("skeletons.letterhead.title"), parent, width=720)
        self._data, self._name, self._rulebook = data, name, rulebook
        self._spots = tuple(spots)
        self.explain(text("skeletons.letterhead.about", name=name))
        self.rows = _Rows()
        self.rows.setHeaderLabels([text("skeletons.letterhead.words"), text("skeletons.letterhead.is")])
        self.rows.setRootIsDecorated(False)
        self.rows.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.rows.setAccessibleName(text("skeletons.letterhead.rows"))
        self.rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.header().setStretchLastSection(False)
        self.slots = QListWidget()
        self.slots.setAccessibleName(text("skeletons.letterhead.components"))
        self._place()
        self.places = {spot.id: spot.guess for spot in self._spots}
        for spot in self._spots:
            self.rows.addTopLevelItem(self._row(spot))
        for number, slot in enumerate(_SLOTS):
            self.slots.addItem(QListWidgetItem(f"{_KEYS[number]}   {self._slot_name(slot)}"))
        self.go_on = self.add_button(text("skeletons.letterhead.go_on"), default=True)
        self.go_on.clicked.connect(self._on_go_on)
        self.add_close()
        self.rows.key_chosen.connect(self._give)
        self.slots.itemClicked.connect(self._on_slot)
        self.slots.itemActivated.connect(self._on_slot)
        self.rows.currentItemChanged.connect(self._on_row)
        first = self.rows.topLevelItem(0)
        if first is not None:
            self.rows.setCurrentItem(first)
        self.rows.setFocus()
        self.resize(960, 560)

    def _place(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, key, widget in (
            (left, "skeletons.letterhead.rows", self.rows),
            (right, "skeletons.letterhead.components", self.slots),
        ):
            head = QLabel(text(key))
            head.setObjectName("dialog_head")
            column.setSpacing(GAP)
            column.addWidget(head)
            column.addWidget(widget, 1)
        self.slots.setFixedWidth(312)
        both = QHBoxLayout()
        both.setSpacing(2 * GAP)
        both.addLayout(left, 1)
        both.addLayout(right)
        self.column.addLayout(both, 1)
        self.remark = self.explain("")

    def _slot_name(self, slot: Slot) -> str:
        if slot in (Slot.KEEP, Slot.REMOVE, Slot.SIGNATURE, Slot.RECIPIENTS, Slot.ADDRESSEES):
            return text(f"skeletons.slot.{slot.value or 'keep'}")
        return self._rulebook.components[slot.value].name

    def _row(self, spot: Spot) -> QTreeWidgetItem:
        item = QTreeWidgetItem([spot.text, self._slot_name(spot.guess)])
        item.setData(0, Qt.ItemDataRole.UserRole, spot.id)
        item.setSizeHint(0, QSize(0, 3 * GAP))  # room for the marks of capitals
        where = text(f"skeletons.area.{spot.area.value}")
        item.setToolTip(0, f"{spot.text}\n({where})")
        return item

    def _give(self, number: int) -> None:
        """Give the selected rows a component and go on to the row behind them."""
        slot = _SLOTS[number]
        chosen = self.rows.selectedItems()
        for item in chosen:
            self.places[str(item.data(0, Qt.ItemDataRole.UserRole))] = slot
            item.setText(1, self._slot_name(slot))
        if chosen:
            below = self.rows.itemBelow(chosen[-1])
            if below is not None:
                self.rows.setCurrentItem(below)
        self.slots.setCurrentRow(number)

    def _on_slot(self, item: QListWidgetItem) -> None:
        self._give(self.slots.row(item))
        self.rows.setFocus()

    def _on_row(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            slot = self.places[str(item.data(0, Qt.ItemDataRole.UserRole))]
            self.slots.setCurrentRow(_SLOTS.index(slot))

    def _on_go_on(self) -> None:
        try:
            made = with_tags(self._data, self._name, self.places, self._rulebook)
        except AppError as error:
            self.remark.setText(str(error))
            return
        self.made.emit(made, self._name)
        self.accept()
