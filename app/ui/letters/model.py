"""The rows of found letters, read from the index as far as they are looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.base.errors import AppError
from app.base.texts import text
from app.library.letter_entry import LetterEntry
from app.library.letter_index import LetterIndex
from app.library.letter_search import FoundLetter, Order, Query, Search, Snippet

AnyIndex = QModelIndex | QPersistentModelIndex

COLUMNS = (Order.SUBJECT, Order.CODE, Order.DATE, Order.ADDRESSEES, Order.STATUS, Order.MODIFIED)
# A FoundLetter, and the second line of its row (Snippet).
LETTER_ROLE = Qt.ItemDataRole.UserRole
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
PORTION = 100
_HERE = QModelIndex()


class LetterTable(QAbstractTableModel):
    """Fills itself by portions while one scrolls down."""

    def __init__(self, index: LetterIndex, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self.query = Query()
        self._search: Search | None = None
        self._rows: list[FoundLetter] = []
        self._details: dict[int, Snippet] = {}

    def show_query(self, query: Query) -> None:
        """Show what is wanted now; the order stays."""
        self._begin(replace(query, order=self.query.order, descending=self.query.descending))

    def refresh(self) -> None:
        """The same again, as far down as it was seen."""
        self._begin(self.query, max(PORTION, len(self._rows)))

    def count(self) -> int:
        """How many letters there are, seen or not."""
        return self._search.count() if self._search is not None else 0

    def letter(self, row: int) -> FoundLetter | None:
        """The letter of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, path: Path) -> int:
        """The row of a file among those that were read; -1 when it is not there."""
        return next((row for row, found in enumerate(self._rows) if found.entry.path == path), -1)

    # --- what Qt asks

    def rowCount(self, parent: AnyIndex = _HERE) -> int:
        """As many as were read."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _HERE) -> int:
        """The same for every letter."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return text(f"letters.column.{COLUMNS[section].value}")
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        found = self.letter(index.row())
        if found is None:
            return None
        if role == LETTER_ROLE:
            return found
        if role == DETAIL_ROLE:
            return self._detail(found)
        words = _WORDS.get(role)
        return None if words is None else words(found.entry, COLUMNS[index.column()])

    def canFetchMore(self, parent: AnyIndex) -> bool:  # noqa: N802 - Qt's name
        """Whether there are rows that were not read yet."""
        return not parent.isValid() and self._search is not None and not self._search.is_done

    def fetchMore(self, parent: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """Read the next portion."""
        if self._search is None or parent.isValid():
            return
        try:
            found = self._search.more(PORTION)
        except AppError:  # told by the page when it asks for its rows the next time
            self._search = None
            return
        if found:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Another order; a negative column is the best first."""
        by = COLUMNS[column] if 0 <= column < len(COLUMNS) else Order.BEST
        self._begin(replace(self.query, order=by, descending=order is Qt.SortOrder.DescendingOrder))

    # --- inside

    def _begin(self, query: Query, count: int = PORTION) -> None:
        self.beginResetModel()
        self.query = query
        self._search = self._index.search(query)
        self._rows = self._search.more(count)
        self._details = {}
        self.endResetModel()

    def _detail(self, found: FoundLetter) -> Snippet:
        """Where the words were found, else where the file lies."""
        if found.id not in self._details:
            place = text("letters.place", name=found.entry.path.name, folder=found.entry.path.parent)
            self._details[found.id] = self._said(found) or Snippet(place)
        return self._details[found.id]

    def _said(self, found: FoundLetter) -> Snippet | None:
        if not self.query.words.strip():
            return None
        try:
            return self._index.snippet(found, self.query.words)
        except AppError:  # while it is painted; as above
            return None


def _subject(entry: LetterEntry) -> str:
    """With a capital, as it stands alone here."""
    return entry.subject[:1].upper() + entry.subject[1:] or text("letters.no_subject")


def _date(entry: LetterEntry) -> str:
    """ "05/03/2026"; what is blank is left out: "3/2026"."""
    if not entry.date:
        return ""
    year, month, day = entry.date.split("-")
    if month == "00":
        return year
    return f"{int(month)}/{year}" if day == "00" else f"{day}/{month}/{year}"


def _modified(entry: LetterEntry) -> str:
    try:
        when = datetime.datetime.fromtimestamp(entry.modified, datetime.UTC).astimezone()
    except (OverflowError, OSError, ValueError):  # the time of a damaged directory
        return ""
    return f"{when:%d/%m/%Y %H:%M}"


def _cell(entry: LetterEntry, column: Order) -> str:
    return _CELLS[column](entry)


def _spoken(entry: LetterEntry, column: Order) -> str:
    """The trích yếu with its number, because that is what the row is called."""
    parts = (_cell(entry, column), entry.code if column is Order.SUBJECT else "")
    return ", ".join(part for part in parts if part)


def _tip(entry: LetterEntry, _: Order) -> str:
    return "\n".join(part for part in (entry.subject, entry.addressees, str(entry.path)) if part)


_CELLS: dict[Order, Callable[[LetterEntry], str]] = {
    Order.SUBJECT: _subject,
    Order.CODE: lambda entry: entry.code,
    Order.DATE: _date,
    Order.ADDRESSEES: lambda entry: entry.addressees,
    Order.STATUS: lambda entry: text(f"letters.status.{entry.status.value}"),
    Order.MODIFIED: _modified,
}

_WORDS: dict[int, Callable[[LetterEntry, Order], str]] = {
    Qt.ItemDataRole.DisplayRole: _cell,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ToolTipRole: _tip,
}
