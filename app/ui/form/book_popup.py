"""Names of the address book offered while one types, each with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.base.texts import text
from app.letter.model import AddresseeKind
from app.library.suggestions import LEAST_TYPED, Offer, Suggestion, suggestions
from app.ui.form.completion import NamesPopup
from app.ui.form.context import KnownNames
from app.ui.form.editors import LineEditor

_MOST_SHOWN = 8
_SIDE = 8
_LONGEST_DETAIL = 32
_SUGGESTION = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1


class _Line(QStyledItemDelegate):
    """A name, and at the right in grey what it is."""

    def initStyleOption(  # noqa: N802 - named by Qt
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name, cut before the grey words."""
        super().initStyleOption(option, index)
        left = option.rect.width() - option.fontMetrics.horizontalAdvance(_detail(index)) - 4 * _SIDE
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, left)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name as usual, then the grey words."""
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.placeholderText().color())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(option.rect.adjusted(0, 0, -_SIDE, 0), right, _detail(index))
        painter.restore()


def _detail(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data(_DETAIL) or "")


class BookPopup(NamesPopup):
    """The list of names with what is known of each; Del forgets a learned one.

    Signals:
        suggestion_taken: the Suggestion that was chosen.
        forgotten: a learned Suggestion that shall not be offered again.
    """

    suggestion_taken = Signal(object)
    forgotten = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Line(self))

    def suggest(self, offered: list[Suggestion], typed: str, field: QWidget, line: QRect) -> None:
        """Show these below a line of a field, or above it where there is no room; none hide the list."""
        if not offered:
            self.hide()
            return
        self.clear()
        for one in offered:
            item = QListWidgetItem(one.name, self)
            item.setData(_SUGGESTION, one)
            item.setData(_DETAIL, detail_of(one))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {detail_of(one)}")
            if one.id:
                item.setToolTip(text("form.forget_tip"))
        self.show_below(field, line, typed)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key was meant for the list, which then has done what it asks."""
        if self.isVisible() and event.key() == Qt.Key.Key_Delete and not event.modifiers():
            return self._forgets()
        return super().takes(event)

    def take(self, item: QListWidgetItem) -> None:
        """A line was chosen."""
        self.suggestion_taken.emit(item.data(_SUGGESTION))

    def _forgets(self) -> bool:
        """Whether the chosen name was learned; then it is taken away."""
        row = self.currentRow()
        chosen: Suggestion | None = self.item(row).data(_SUGGESTION) if row >= 0 else None
        if chosen is None or not chosen.id:
            return False
        self.takeItem(row)
        self.setVisible(self.count() > 0)
        self.forgotten.emit(chosen)
        return True


def offered_for(typed: str, known_names: KnownNames, *, with_groups: bool = True) -> list[Suggestion]:
    """What to offer for what was typed."""
    if len(typed.strip()) < LEAST_TYPED:
        return []
    book = known_names()
    return suggestions(book, typed, _MOST_SHOWN, with_groups=with_groups) if book is not None else []


def forget(suggestion: Suggestion, known_names: KnownNames) -> None:
    """Offer a learned name no more."""
    book = known_names()
    if book is not None:
        book.forget(suggestion.id)


def detail_of(suggestion: Suggestion) -> str:
    """What stands in grey behind a name: its abbreviation, its note or group, what taking it does."""
    if suggestion.offer is Offer.GROUP:
        return text("contacts.offer.group")
    if suggestion.offer is Offer.MEMBERS:
        return text("contacts.offer.members", count=len(suggestion.contacts))
    contact = suggestion.contacts[0]
    known = (contact.abbreviation, contact.note, contact.address, *contact.groups)
    if contact.kind is AddresseeKind.PERSON:
        # By which people of one name are told apart.
        known = (contact.address, *known)
    found = next((words for words in known if words), "")
    return found[:_LONGEST_DETAIL] if found else (text("contacts.offer.learned") if suggestion.id else "")


class NameCompleter(QObject):
    """Completes the names of agencies in a field of one line."""

    def __init__(self, editor: LineEditor, known_names: KnownNames) -> None:
        super().__init__(editor)
        self._editor = editor
        self._known_names = known_names
        self._popup = BookPopup(editor)
        self._popup.suggestion_taken.connect(self._on_taken)
        self._popup.forgotten.connect(self._on_forgotten)
        # It lies in the window by then, not in the field.
        editor.destroyed.connect(self._popup.deleteLater)
        editor.textEdited.connect(self._on_edited)
        editor.installEventFilter(self)

    @classmethod
    def of_line(cls, editor: LineEditor, known_names: KnownNames) -> NameCompleter:
        """A completer that lives as long as its field."""
        return cls(editor, known_names)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list while it is shown."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._popup.takes(event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.InputMethod):
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _on_edited(self, typed: str) -> None:
        offered = offered_for(typed, self._known_names, with_groups=False)
        self._popup.suggest(offered, typed, self._editor, self._editor.rect())

    def _on_forgotten(self, suggestion: Suggestion) -> None:
        forget(suggestion, self._known_names)

    def _on_taken(self, suggestion: Suggestion) -> None:
        self._editor.binding.put(suggestion.name)
        self._editor.refresh()
        self._editor.setCursorPosition(len(self._editor.text()))
