"""The dialog between a table and the address book: what each column says, what each row will become."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.base.texts import text
from app.importer.spreadsheets import Sheet
from app.library.address_book import AddressBook
from app.library.contact_columns import Columns, Role, guess_columns
from app.library.contacts_import import SKIPPED, Outcome, Plan, Planned, groups_told
from app.ui.dialogs.frame import FIELD, GAP, Frame

_WIDTH, _HEIGHT = 960, 600
_SHOWN_ROWS = 50
_ROW = 32
_COLUMN, _NAMES = 168, 272
_OUTCOME = 176
_BETWEEN = " \u00b7 "  # a raised dot
# A slice of planning; the first is longer, so that a usual table is ready when the dialog is seen.
_SLICE_SECONDS, _FIRST_SLICE_SECONDS = 0.02, 0.12


class ImportDialog(Frame):
    """Columns guessed, rows shown, counts told; Enter imports.

    Signals:
        imported: the Change that was made, and a sentence about it.
    """

    imported = Signal(object, str)

    def __init__(self, book: AddressBook, sheets: tuple[Sheet, ...], parent: QWidget | None = None) -> None:
        super().__init__(text("contacts.importing.title"), parent, width=_WIDTH)
        self.resize(_WIDTH, _HEIGHT)
        self._book = book
        # Our own export tells the groups on a sheet behind the first.
        self._groups = [name for sheet in sheets[1:] for name in groups_told(sheet.rows)]
        self._sheets = [sheets[0], *(sheet for sheet in sheets[1:] if not groups_told(sheet.rows))]
        self._sheet = self._sheets[0]
        self._plan: Plan | None = None
        self._steps: Iterator[None] = iter(())
        self._is_ready = self._is_accepted = False
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._on_slice)
        self.choices: list[QComboBox] = []
        self._build()
        self._show_sheet()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- building

    def _build(self) -> None:
        self.explain(text("contacts.importing.about"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.sheets = QComboBox()
        self.sheets.addItems([text("contacts.importing.sheet", name=one.name) for one in self._sheets])
        self.sheets.setVisible(len(self._sheets) > 1)
        self.first = QSpinBox()
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.addItems(["", *self._book.groups()])
        self.group.setMinimumWidth(_OUTCOME)
        for name, field in (("sheets", self.sheets), ("first", self.first), ("group", self.group)):
            field.setMinimumHeight(FIELD)
            field.setAccessibleName(text(f"contacts.importing.{name}").replace("&", ""))
            label = QLabel(text(f"contacts.importing.{name}"))
            label.setBuddy(field)
            label.setVisible(field is not self.sheets or len(self._sheets) > 1)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(GAP)
        row.addStretch(1)
        self.column.addLayout(row)
        self.table = QTableWidget()
        self.table.setAccessibleName(text("contacts.importing.table"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.column.addWidget(self.table, 1)
        self.counts = self.explain("")
        self.notices = self.explain("")
        self.go = self.add_button(text("contacts.importing.go", count=0), default=True)
        self.go.clicked.connect(self.accept)
        self.add_button(text("contacts.importing.cancel")).clicked.connect(self.reject)
        self.sheets.activated.connect(self._on_sheet)
        self.first.valueChanged.connect(self._replan)
        self.group.currentTextChanged.connect(self._replan)

    def _show_sheet(self) -> None:
        """The first rows of the sheet, with a choice over each column."""
        sheet = self._sheet
        guessed = guess_columns(sheet.rows)
        shown = sheet.rows[:_SHOWN_ROWS]
        self.table.clear()
        self.table.setRowCount(len(shown) + 1)
        self.table.setColumnCount(len(guessed.roles) + 1)
        self.table.horizontalHeader().hide()
        self.table.setVerticalHeaderLabels(["", *(str(number) for number in range(1, len(shown) + 1))])
        self.table.setColumnWidth(0, _OUTCOME)
        self.table.setItem(0, 0, QTableWidgetItem(text("contacts.importing.becomes")))
        self.choices = [self._choice(column, role) for column, role in enumerate(guessed.roles)]
        for place, cells in enumerate(shown, 1):
            self.table.setItem(place, 0, QTableWidgetItem())
            for column, cell in enumerate(cells, 1):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.table.setItem(place, column, item)
        self.notices.setText("\n".join(sheet.notices))
        self.notices.setVisible(bool(sheet.notices))
        self.first.blockSignals(True)
        self.first.setRange(1, max(len(sheet.rows), 1))
        self.first.setValue(guessed.first + 1)
        self.first.blockSignals(False)
        self._replan()

    def _choice(self, column: int, role: Role) -> QComboBox:
        choice = QComboBox()
        for one in Role:
            choice.addItem(text(f"contacts.column.{one}"), one)
        choice.setCurrentIndex(choice.findData(role))
        choice.setAccessibleName(text("contacts.importing.column", number=column + 1))
        choice.activated.connect(self._on_role)
        self.table.setCellWidget(0, column + 1, choice)
        self.table.setColumnWidth(column + 1, _NAMES if role is Role.NAME else _COLUMN)
        return choice

    # --- planning

    def _replan(self) -> None:
        roles = tuple(Role(choice.currentData()) for choice in self.choices)
        columns = Columns(self.first.value() - 1, roles)
        self._plan = Plan(self._book, self._sheet.rows, columns, self.group.currentText(), self._groups)
        self._steps = self._plan.steps() if self._plan.has_names else iter(())
        self._is_ready = False
        self._work(_FIRST_SLICE_SECONDS)
        if not self._is_ready:
            self._slices.start(0)

    def _on_slice(self) -> None:
        self._work(_SLICE_SECONDS)

    def _work(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        for _ in self._steps:
            if time.perf_counter() >= until:
                self._show_counts()
                return
        self._slices.stop()
        self._is_ready = True
        self._show_counts()
        self._show_outcomes()
        if self._is_accepted:
            self.accept()

    def _show_counts(self) -> None:
        plan = self._plan
        if plan is None:
            return
        coming = plan.count(Outcome.NEW, Outcome.MERGED)
        self.go.setText(text("contacts.importing.go", count=coming))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(coming > 0 or not self._is_ready)
        if not plan.has_names:
            self.counts.setText(text("contacts.importing.no_names"))
            return
        counts = {
            "new": plan.count(Outcome.NEW),
            "merged": plan.count(Outcome.MERGED),
            "known": plan.count(Outcome.KNOWN),
            "skipped": plan.count(*SKIPPED),
        }
        told = [text(f"contacts.importing.{name}", count=count) for name, count in counts.items() if count]
        self.counts.setText(_BETWEEN.join(told))

    def _show_outcomes(self) -> None:
        """What becomes of the rows that are seen."""
        plan = self._plan
        by_row = {one.row: one for one in plan.planned[: 2 * _SHOWN_ROWS]} if plan is not None else {}
        quiet = self.table.palette().placeholderText()
        usual = self.table.palette().text()
        for place in range(1, self.table.rowCount()):
            planned = by_row.get(place - 1)
            words = _words(planned)
            is_quiet = planned is None or planned.outcome in (*SKIPPED, Outcome.KNOWN)
            for column in range(self.table.columnCount()):
                item = self.table.item(place, column)
                if item is not None:
                    item.setForeground(quiet if is_quiet else usual)
            first = self.table.item(place, 0)
            if first is not None:
                first.setText(words)
                first.setToolTip(words)

    # --- what is chosen

    def _on_sheet(self, index: int) -> None:
        self._sheet = self._sheets[index]
        self._show_sheet()

    def _on_role(self) -> None:
        """One column for each thing: the column that had it before is put aside."""
        chosen = self.sender()
        role = chosen.currentData() if isinstance(chosen, QComboBox) else Role.NONE
        for choice in self.choices:
            if choice is not chosen and choice.currentData() == role:
                choice.setCurrentIndex(choice.findData(Role.NONE))
        self._replan()

    def accept(self) -> None:
        """Import; when the rows are not yet looked through, as soon as they are."""
        plan = self._plan
        if plan is None or not plan.has_names:
            return
        if not self._is_ready:
            self._is_accepted = True
            self.go.setEnabled(False)
            return
        if plan.count(Outcome.NEW, Outcome.MERGED):
            new, merged = plan.count(Outcome.NEW), plan.count(Outcome.MERGED)
            told = [text("contacts.imported_new", new=new)] if new else []
            told += [text("contacts.imported_merged", merged=merged)] if merged else []
            self.imported.emit(plan.carry_out(), " ".join(told))
            super().accept()


def _words(planned: Planned | None) -> str:
    if planned is None:
        return text("contacts.outcome.above")
    if planned.outcome in (Outcome.MERGED, Outcome.KNOWN):
        return text(f"contacts.outcome.{planned.outcome}", name=planned.same_as)
    return text(f"contacts.outcome.{planned.outcome}")
