"""The page Danh bạ: search, groups at the left, the table that is edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.base.texts import text
from app.library.address_book import GROUP_TABLE, TABLE, AddressBook
from app.library.contact import Change, Contact, Entry
from app.library.contacts_import import are_namesakes, merged
from app.ui.contacts.empty import EmptyBook
from app.ui.contacts.exchange import Exchange
from app.ui.contacts.grouping import Grouping
from app.ui.contacts.groups import GroupPanel
from app.ui.contacts.model import ContactsModel
from app.ui.contacts.table import ContactsTable
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.notices import Choice, NoticeBar
from app.ui.session import Session

_MOST_FOUND = 5_000
_BUTTONS = ("add", "remove", "groups_of", "import", "paste", "export")
_BESIDE_SEARCH = ("import", "paste")
NOTICE = "contacts"


class ContactsPage(QWidget):
    """Everyone letters go to.

    Signals:
        message: a sentence for the status bar.
    """

    message = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("contacts.page"))
        self.book: AddressBook = session.library.contacts
        self._steps: list[Change] = []
        self._chosen_later = ""
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.timeout.connect(self._on_later)
        self.exchange = Exchange(session, self)
        self._build()
        self._connect()
        self._leave = session.library.database.changed.subscribe(self._on_changed)
        self.destroyed.connect(self._leave)

    def entered(self) -> None:
        """Fresh look, cursor in the search field."""
        self.refresh()
        if self.book.all():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.selectAll()
        else:
            self.empty.buttons["import"].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Groups and table as the book has them now; what is chosen stays chosen."""
        if self.table.is_editing:
            return  # the end of editing asks again
        entries = self.book.all()
        self.groups.show_groups(self.book.groups(), entries)
        self._show_rows()
        self.buttons["export"].setEnabled(any(not entry.learned for entry in entries))

    def _on_later(self) -> None:
        if not self.groups.is_editing:  # as above
            self.refresh()

    # --- building

    def _build(self) -> None:
        self.notices = NoticeBar()
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("contacts.search"))
        self.search.setAccessibleName(text("contacts.search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(FIELD)
        self.search.installEventFilter(self)
        self.groups = GroupPanel()
        self.table = ContactsTable(ContactsModel(self), self.book.groups)
        self.empty = EmptyBook()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        self.grouping = Grouping(self)
        self.buttons["groups_of"].setMenu(self.grouping.menu)
        top, deeds = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        # Three buttons beside the search would leave it no room in a small window.
        for name, button in self.buttons.items():
            (top if name in _BESIDE_SEARCH else deeds).addWidget(button)
        deeds.insertStretch(deeds.count() - 1, 1)
        for row_of in (top, deeds):
            row_of.setSpacing(GAP)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addLayout(top)
        right.addWidget(self.stack, 1)
        right.addLayout(deeds)
        row = QHBoxLayout()
        row.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        row.setSpacing(2 * GAP)
        row.addWidget(self.groups)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(row, 1)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(text(f"contacts.{name}"))
        button.setAccessibleName(button.text().replace("&", ""))
        button.setToolTip(text(f"contacts.{name}_tip"))
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        return button

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_rows)
        self.groups.chosen.connect(self._show_rows)
        self.groups.list.editing_ended.connect(self.later.start)
        self.table.contacts.edited.connect(self._on_edited)
        self.table.add_wanted.connect(self.add)
        self.table.remove_wanted.connect(self.remove)
        self.table.editing_ended.connect(self.later.start)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        for name, slot in self._deeds().items():
            self.buttons[name].clicked.connect(slot)
            if name in self.empty.buttons:
                self.empty.buttons[name].clicked.connect(slot)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "add": self.add,
            "remove": self.remove,
            "import": self.exchange.ask_file,
            "paste": self.exchange.paste,
            "export": self.exchange.export,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the search go on to the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            onward = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in onward and self.stack.currentWidget() is self.table:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                self.table.choose(max(self.table.currentIndex().row(), 0))
                return True
        return super().eventFilter(watched, event)

    # --- what is done

    def add(self) -> None:
        """A new row; its name is typed at once."""
        self.search.clear()
        self.stack.setCurrentWidget(self.table)
        index = self.table.contacts.begin_row((self.groups.group,) if self.groups.group else ())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentIndex(index)
        self.table.scrollToTop()
        self.table.edit(index)

    def remove(self) -> None:
        """Forget the chosen rows; the notice takes it back."""
        ids = self.table.chosen_ids
        if not ids:
            return
        row = self.table.currentIndex().row()
        one = self.book.get(ids[0])
        name = one.contact.name if one is not None else ""
        several = text("contacts.removed", count=len(ids), name=name)
        told = several if len(ids) > 1 else text("contacts.removed_one", name=name)
        self.done(self.book.remove(ids), told)
        self.refresh()
        self.table.choose(min(row, self.table.contacts.rowCount() - 1))

    def done(self, change: Change, sentence: str = "") -> None:
        """Remember a step; with a sentence it is told, with a button that takes it back."""
        self._steps.append(change)
        if sentence:
            undo = Choice(text("contacts.undo"), self.undo)
            self.notices.tell(NOTICE, sentence, (undo,), warns=False)

    def refuse(self, sentence: str) -> None:
        """Tell why something was not done."""
        self.notices.tell(NOTICE, sentence)
        self.later.start()

    def undo(self) -> None:
        """Take the last step of this page back."""
        if self._steps:
            self.book.undo(self._steps.pop())
            self.notices.forget(NOTICE)
            self.refresh()

    # --- inside

    def _show_rows(self) -> None:
        typed = self.search.text()
        found = self.book.search(typed, _MOST_FOUND) if typed.strip() else self.book.all()
        entries = [entry for entry in found if self.groups.holds(entry)]
        chosen = [self._chosen_later] if self._chosen_later else self.table.chosen_ids
        column = max(self.table.currentIndex().column(), 0)
        had_focus = self.table.hasFocus()
        self.table.contacts.show(entries)
        row = self.table.contacts.row_of(chosen[0]) if chosen else -1
        if row >= 0:
            self._chosen_later = ""
            self.table.setCurrentIndex(self.table.contacts.index(row, column))
        self.stack.setCurrentWidget(self.table if self.table.contacts.rowCount() else self.empty)
        if not self.table.contacts.rowCount():
            self.empty.show_reason(self._reason())
            if had_focus:
                self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_buttons()

    def _reason(self) -> str:
        if not self.book.all():
            return "book"
        return "search" if self.search.text().strip() else "group"

    def _show_buttons(self) -> None:
        chosen = bool(self.table.chosen_ids) and self.stack.currentWidget() is self.table
        self.buttons["remove"].setEnabled(chosen)
        self.buttons["groups_of"].setEnabled(chosen)

    def _on_changed(self, table: str) -> None:
        # Not at once: it may come while a cell is being edited.
        if table in (TABLE, GROUP_TABLE) and self.isVisible():
            self.later.start()

    def _on_edited(self, contact: Contact) -> None:
        old = self.book.get(contact.id)
        is_named = old is None or old.contact.name != contact.name
        same = self.book.find(contact.name) if is_named else None
        if same is None or same.contact.id == contact.id:
            self._keep(contact)
        elif same.learned and not contact.id:
            # It is put in by hand what was learned: one entry, now the clerk's own.
            self._keep(replace(merged(same.contact, contact), name=contact.name))
        elif same.learned or are_namesakes(same.contact, contact):
            self._keep(contact, "" if same.learned else text("contacts.namesake", name=same.contact.name))
        else:
            self.notices.tell(NOTICE, text("contacts.known", name=same.contact.name))
            self._chosen_later = same.contact.id
        self.later.start()

    def _keep(self, contact: Contact, told: str = "") -> None:
        kept = AddressBook.tidy(contact)
        old = self.book.get(kept.id)
        self.done(self.book.change([Entry(kept) if old is None else _own(old, kept)]), told)
        self._chosen_later = kept.id


def _own(entry: Entry, contact: Contact) -> Entry:
    """The entry as the clerk wrote it."""
    return Entry(contact, learned=False, uses=entry.uses, used_at=entry.used_at)
