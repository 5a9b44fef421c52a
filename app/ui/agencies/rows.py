"""Lists whose items are lines of fields: an empty line waits at the end, keys move and remove lines."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.icons import icon
from app.ui.notices import Choice, NoticeBar

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Enter(Enum):
    """What the Enter key does in a line that says something."""

    NEXT_FIELD = auto()
    NEXT_LINE = auto()
    FINISH = auto()


@dataclass(frozen=True)
class Column:
    """A column of the list: its head, its share of the width, and the least width (dots)."""

    head: str
    share: int
    least: int


class Row(QWidget):
    """One line. ``fields`` are its widgets from left to right, each with its column.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[tuple[QWidget, Column]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = [widget for widget, _ in fields]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for widget, column in fields:
            widget.setFixedHeight(FIELD)
            widget.setMinimumWidth(column.least)
            line.addWidget(widget, column.share)
        self.remove = QToolButton()
        self.remove.setAutoRaise(True)
        # The keys for it are told below the list.
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.setFixedSize(FIELD, FIELD)
        self.remove.setAccessibleName(text("agencies.remove_row"))
        self.remove.setToolTip(text("agencies.remove_row"))
        line.addWidget(self.remove)

    @property
    def item(self) -> object:
        """What the line says."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        raise NotImplementedError

    def show_item(self, item: object) -> None:
        """Show an item."""
        raise NotImplementedError


class Rows(QWidget):
    """The lines of a list.

    Signals:
        changed: the items are others now.
        finished: Enter was pressed in an empty line, or in any where it does nothing else.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        make_row: Callable[[], Row],
        parent: QWidget | None = None,
        *,
        enter: Enter = Enter.NEXT_FIELD,
    ) -> None:
        super().__init__(parent)
        self._make_row, self._enter = make_row, enter
        self.rows: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        for column in columns:
            label = QLabel(column.head)
            label.setObjectName("quiet")
            label.setMinimumWidth(column.least)
            head.addWidget(label, column.share)
        head.addSpacing(FIELD + GAP)
        self._column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        self._column.addLayout(self._lines)
        self.notices = NoticeBar()
        self._column.addWidget(self.notices)
        self._before: tuple[object, ...] = ()
        self.show_items(())

    def items(self) -> tuple[object, ...]:
        """What the lines say, without the empty ones."""
        return tuple(row.item for row in self.rows if not row.is_empty)

    def show_items(self, items: Sequence[object]) -> None:
        """Show another list."""
        self.notices.clear()
        for row in self.rows[len(items) + 1 :]:
            self._drop(row)
        while len(self.rows) <= len(items):
            self._add()
        for row, item in zip(self.rows, items, strict=False):
            row.show_item(item)
        if not self.rows[-1].is_empty:
            self._drop(self.rows[-1])
            self._add()
        self._order_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Alt with an arrow moves the line, Alt+Delete removes it."""
        row = self._row_with_focus()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        key = Qt.Key(event.key())
        if row is None:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._go_on(row)
        elif alt and key in _STEPS:
            self._move(row, _STEPS[key])
        elif alt and key == Qt.Key.Key_Delete:
            self._remove(row)
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        row = self._make_row()
        row.changed.connect(self._on_changed)
        row.remove.clicked.connect(self._on_remove)
        self.rows.append(row)
        self._lines.addWidget(row)
        row.show()
        self._mark_last()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._mark_last()
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _mark_last(self) -> None:
        """The line that waits for more cannot be removed; its place stays free."""
        for row in self.rows:
            row.remove.setEnabled(row is not self.rows[-1])
            row.remove.setIcon(QIcon() if row is self.rows[-1] else icon("x"))

    def _remove(self, row: Row) -> None:
        if row is self.rows[-1]:
            return
        self._before, place = self.items(), self.rows.index(row)
        self._drop(row)
        self.rows[min(place, len(self.rows) - 1)].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_tabs()
        undo = Choice(text("agencies.undo"), self._put_back)
        self.notices.tell("removed", text("agencies.row_removed"), (undo,), warns=False)
        self.changed.emit()

    def _put_back(self) -> None:
        self.show_items(self._before)
        self.changed.emit()

    def _move(self, row: Row, step: int) -> None:
        place, field = self.rows.index(row), self._field_with_focus(row)
        to = place + step
        if not 0 <= to < len(self.rows) - 1 or row is self.rows[-1]:
            return
        items = [one.item for one in self.rows[:-1]]
        items.insert(to, items.pop(place))
        self.show_items(items)
        self.rows[to].fields[field].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _go_on(self, row: Row) -> None:
        if row.is_empty or self._enter is Enter.FINISH:
            self.finished.emit()
            return
        field = self._field_with_focus(row) + 1
        if field < len(row.fields) and self._enter is Enter.NEXT_FIELD:
            row.fields[field].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.rows[self.rows.index(row) + 1].fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _row_with_focus(self) -> Row | None:
        focus = QApplication.focusWidget()
        return next((row for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)

    def _field_with_focus(self, row: Row) -> int:
        return next((place for place, field in enumerate(row.fields) if field.hasFocus()), 0)

    def _order_tabs(self) -> None:
        chain = [field for row in self.rows for field in row.fields]
        for first, second in itertools.pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _on_changed(self) -> None:
        # What was removed before is not put back over what is typed now.
        self.notices.clear()
        if not self.rows[-1].is_empty:
            self._add()
            self._order_tabs()
        self.changed.emit()

    def _on_remove(self) -> None:
        button = self.sender()
        row = next((one for one in self.rows if one.remove is button), None)
        if row is not None:
            self._remove(row)
