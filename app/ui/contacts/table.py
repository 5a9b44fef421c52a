"""The table of the address book: keys, widths, editors."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.base.texts import text
from app.library.contact_columns import Role
from app.ui.contacts.model import COLUMNS, KINDS, ContactsModel
from app.ui.one_line import keep_to_one_line

_ROW = 32
# Widths in average letters; the name takes what is left.
_LETTERS = {
    Role.ABBREVIATION: 12,
    Role.KIND: 11,
    Role.GROUP: 24,
    Role.ADDRESS: 22,
    Role.NOTE: 18,
    Role.RANK: 8,
}
_LEAST_NAME = 240
# What a cell leaves free at its sides, as the style sheet has it.
_EDGES = 20
# The columns that give way, and up to which width of the table: there is the name to be read.
_GIVES_WAY = {Role.KIND: 560, Role.RANK: 640, Role.NOTE: 760, Role.ADDRESS: 900}
_Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    """Editors of the cells: a choice for the kind, names of groups completed."""

    def __init__(self, groups: Callable[[], list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._groups = groups

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """As the column wants it."""
        role = COLUMNS[index.column()]
        if role is Role.KIND:
            choice = QComboBox(parent)
            choice.addItems([text(f"contacts.kind.{kind}") for kind in KINDS])
            choice.setAccessibleName(text(f"contacts.column.{role}"))
            return choice
        editor = QLineEdit(parent)
        keep_to_one_line(editor)
        editor.setFrame(False)
        editor.setAccessibleName(text(f"contacts.column.{role}"))
        if role is Role.GROUP:
            completer = QCompleter(self._groups(), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What the cell says."""
        said = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentText(said)
        elif isinstance(editor, QLineEdit):
            editor.setText(said)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """What was typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class ContactsTable(QTableView):
    """Rows of the book. Ins adds, Del removes, F2 or typing edits, Enter edits the name.

    Signals:
        add_wanted: a row is to be added.
        remove_wanted: the chosen rows are to be removed.
        editing_ended: an editor was closed, with or without a change.
    """

    add_wanted = Signal()
    remove_wanted = Signal()
    editing_ended = Signal()

    def __init__(self, model: ContactsModel, groups: Callable[[], list[str]]) -> None:
        super().__init__()
        self.setModel(model)
        self.contacts = model
        self.setItemDelegate(_Cells(groups, self))
        self.setObjectName("contacts")
        self.setAccessibleName(text("contacts.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self._size_columns()

    @property
    def chosen_ids(self) -> list[str]:
        """The ids of the chosen rows, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [id_ for id_ in (self.contacts.entry(row).contact.id for row in rows) if id_]

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() is QAbstractItemView.State.EditingState

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        if 0 <= row < self.contacts.rowCount():
            self.selectRow(row)
            self.scrollTo(self.contacts.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the table."""
        if event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The Enter that ends an editor comes here as well.
            if self.currentIndex().isValid() and not self.is_editing:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(  # noqa: N802 - named by Qt
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Qt's own way, and told."""
        super().closeEditor(editor, hint)
        self.editing_ended.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that there is no room for."""
        super().resizeEvent(event)
        for role, least in _GIVES_WAY.items():
            self.setColumnHidden(COLUMNS.index(role), self.width() < least)

    def _size_columns(self) -> None:
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setMinimumSectionSize(48)
        heads.setMinimumHeight(_ROW)
        letter = self.fontMetrics().averageCharWidth()
        for column, role in enumerate(COLUMNS):
            if role is Role.NAME:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                head = self.fontMetrics().horizontalAdvance(text(f"contacts.column.{role}"))
                heads.resizeSection(column, max(letter * _LETTERS[role], head) + _EDGES)
        self.setMinimumWidth(_LEAST_NAME)
