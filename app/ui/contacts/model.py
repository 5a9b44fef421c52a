"""The rows of the address book as a table that is edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.base.texts import text
from app.letter.model import AddresseeKind
from app.library.contact import Contact, Entry
from app.library.contact_columns import Role, begins_with_title

COLUMNS: Final = (
    Role.NAME,
    Role.ABBREVIATION,
    Role.KIND,
    Role.GROUP,
    Role.ADDRESS,
    Role.NOTE,
    Role.RANK,
)
# What a contact of the table may be; a list ("Như danh sách gửi kèm") is no one's name.
KINDS: Final = (AddresseeKind.AGENCY, AddresseeKind.PERSON, AddresseeKind.GROUP)
_MOST_RANK = 6
_Index = QModelIndex | QPersistentModelIndex


class ContactsModel(QAbstractTableModel):
    """Shows entries; what is typed is handed on, not kept.

    Signals:
        edited: a Contact as it is to be kept; without an id it is a new one.
    """

    edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    # --- what is shown

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these from now on; a row that was not named is gone."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def begin_row(self, groups: tuple[str, ...]) -> QModelIndex:
        """An empty row at the top, to be named; where to begin."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._entries.insert(0, Entry(Contact(groups=groups)))
        self.endInsertRows()
        return self.index(0, 0)

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, id_: str) -> int:
        """The row of an id; -1 when it is not shown."""
        return next((row for row, one in enumerate(self._entries) if one.contact.id == id_), -1)

    # --- Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """As Qt asks."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return text(f"contacts.column.{COLUMNS[section]}")

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = 0) -> object:
        """What a cell shows."""
        entry = self._entries[index.row()]
        shown = words_of(entry.contact, COLUMNS[index.column()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text(f'contacts.column.{COLUMNS[index.column()]}')}: {shown}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text("contacts.learned_tip", name=entry.contact.name) if entry.learned else shown
        if role == Qt.ItemDataRole.ForegroundRole and entry.learned:
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def setData(self, index: _Index, value: object, role: int = 2) -> bool:
        """Hand on what was typed, if it says something else."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        contact = self._entries[index.row()].contact
        changed = with_words(contact, COLUMNS[index.column()], str(value).strip())
        if changed == contact or not changed.name.strip():
            return False
        self.edited.emit(changed)
        return True


def words_of(contact: Contact, role: Role) -> str:
    """What the column of a role shows of a contact."""
    return {
        Role.NAME: contact.name,
        Role.ABBREVIATION: contact.abbreviation,
        Role.KIND: text(f"contacts.kind.{contact.kind}"),
        Role.GROUP: "; ".join(contact.groups),
        Role.ADDRESS: contact.address,
        Role.NOTE: contact.note,
        Role.RANK: str(contact.rank or ""),
    }[role]


def with_words(contact: Contact, role: Role, words: str) -> Contact:
    """The contact with something typed into the column of a role."""
    if role is Role.NAME:
        person = contact.kind is AddresseeKind.AGENCY and begins_with_title(words)
        return replace(contact, name=words, kind=AddresseeKind.PERSON if person else contact.kind)
    if role is Role.KIND:
        kind = next((one for one in KINDS if text(f"contacts.kind.{one}") == words), contact.kind)
        return replace(contact, kind=kind)
    if role is Role.GROUP:
        groups = dict.fromkeys(part.strip() for part in words.split(";") if part.strip())
        return replace(contact, groups=tuple(groups))
    if role is Role.RANK:
        figures = "".join(char for char in words if char.isascii() and char.isdigit())
        return replace(contact, rank=int(figures[:_MOST_RANK] or 0))
    # abbreviation, address, note: as they are named in the model
    changes: dict[str, Any] = {role.value: words.strip("() ") if role is Role.NOTE else words}
    return replace(contact, **changes)
