"""The whole address book with check marks: ten recipients cost ten spaces and one Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.base.texts import text
from app.letter.model import AddresseeKind
from app.library.address_book import AddressBook
from app.library.contact import Contact
from app.library.names import searched
from app.ui.dialogs.frame import FIELD, GAP, Frame

_WIDTH, _HEIGHT = 640, 560
_MOST_FOUND = 2_000
_CONTACT = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ContactChooser(Frame):
    """Space checks and goes on, Enter takes what is checked, letters search.

    Signals:
        chosen: the Contacts that were checked, in the order of the book.
    """

    chosen = Signal(tuple)

    def __init__(self, book: AddressBook, parent: QWidget | None = None) -> None:
        super().__init__(text("contacts.chooser.title"), parent, width=_WIDTH)
        self.resize(_WIDTH, _HEIGHT)
        self._book = book
        self._checked: dict[str, Contact] = {}
        self._build()
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.explain(text("contacts.chooser.about" if self._book.all() else "contacts.chooser.empty"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("contacts.search"))
        self.search.setAccessibleName(text("contacts.search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(FIELD)
        self.search.installEventFilter(self)
        self.groups = QComboBox()
        self.groups.addItem(text("contacts.group.all"), "")
        for group in self._book.groups():
            self.groups.addItem(group, group)
        self.groups.setAccessibleName(text("contacts.groups"))
        self.groups.setMinimumHeight(FIELD)
        self.groups.setMaximumWidth(_WIDTH // 3)
        row.addWidget(self.search, 1)
        row.addWidget(self.groups)
        self.column.addLayout(row)
        self.list = QListWidget()
        self.list.setAccessibleName(text("contacts.chooser.list"))
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.column.addWidget(self.list, 1)
        self.go = self.add_button(text("contacts.chooser.go", count=0), default=True)
        self.add_close()
        self.go.clicked.connect(self.accept)
        self.search.textChanged.connect(self._fill)
        self.groups.activated.connect(self._fill)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.itemDoubleClicked.connect(self._on_double_clicked)

    def _fill(self) -> None:
        """Those that answer; groups, which become one line, behind them."""
        typed, group = self.search.text(), str(self.groups.currentData())
        found = self._book.search(typed, _MOST_FOUND) if typed.strip() else self._book.all()
        self.list.blockSignals(True)
        self.list.clear()
        for entry in found:
            if not group or group in entry.contact.groups:
                self._add(entry.contact, _label(entry.contact))
        for name in self._book.groups():
            if (not group or name == group) and searched(typed) in searched(name):
                contact = Contact(id=f"\n{name}", name=name, kind=AddresseeKind.GROUP)
                count = len(self._book.expand(name))
                self._add(contact, text("contacts.chooser.group", name=name, count=count))
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self._show_count()

    def _add(self, contact: Contact, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_CONTACT, contact)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        checked = contact.id in self._checked
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def _show_count(self) -> None:
        self.go.setText(text("contacts.chooser.go", count=len(self._checked) or int(self.list.count() > 0)))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(self._checked) or self.list.count() > 0)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        contact: Contact = item.data(_CONTACT)
        if item.checkState() is Qt.CheckState.Checked:
            self._checked[contact.id] = contact
        else:
            self._checked.pop(contact.id, None)
        self._show_count()

    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        item.setCheckState(Qt.CheckState.Checked)
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of list and search."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if watched is self.list:
                return self._list_takes(event)
        return super().eventFilter(watched, event)

    def _list_takes(self, event: QKeyEvent) -> bool:
        item = self.list.currentItem() if self.list.count() else None
        if event.key() == Qt.Key.Key_Space and item is not None:
            checked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
            self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))
            return True
        if event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._check_all()
            return True
        if event.text().isprintable() and event.text().strip() and event.key() not in _ENTER:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            return True
        return False

    def _check_all(self) -> None:
        """Everyone that is shown; groups are left, for their members are shown."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_CONTACT).kind is not AddresseeKind.GROUP:
                self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def accept(self) -> None:
        """Take what is checked; the current one when nothing is."""
        if not self._checked and self.list.count():
            contact = self.list.item(max(self.list.currentRow(), 0)).data(_CONTACT)
            self._checked[contact.id] = contact
        if not self._checked:
            return
        order = {entry.contact.id: place for place, entry in enumerate(self._book.all())}
        chosen = sorted(self._checked.values(), key=lambda contact: order.get(contact.id, -1))
        self.chosen.emit(tuple(chosen))
        super().accept()


def _label(contact: Contact) -> str:
    """The name with its abbreviation; people of one name are told apart by their addresses."""
    if contact.kind is AddresseeKind.PERSON and contact.address:
        return f"{contact.name}, {contact.address}"
    return f"{contact.name} ({contact.abbreviation})" if contact.abbreviation else contact.name
