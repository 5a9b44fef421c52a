"""The groups of the address book beside its table: chosen, made, renamed, ordered, taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.library.contact import Entry
from app.ui.dialogs.frame import GAP

# Narrower where the window is.
_LEAST, _MOST = 168, 216
_KEY = Qt.ItemDataRole.UserRole
# What is no group of the clerk's; no group's name begins with a line feed.
ALL, UNGROUPED, LEARNED = "\nall", "\nungrouped", "\nlearned"
_OWN = (ALL, UNGROUPED, LEARNED)


class GroupPanel(QWidget):
    """The list of groups with how many are in each.

    Signals:
        chosen: another group is looked at.
        make_wanted: a group of this name is to be made.
        rename_wanted: a group (old name, new name).
        remove_wanted: a group is to be taken apart.
        move_wanted: a group, and how many places down.
    """

    chosen = Signal()
    make_wanted = Signal(str)
    rename_wanted = Signal(str, str)
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _Groups()
        self.list.setAccessibleName(text("contacts.groups"))
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemChanged.connect(self._on_renamed)
        self.list.delete_pressed.connect(self._on_remove)
        self.list.itemDoubleClicked.connect(self._on_rename)
        self.list.rename_pressed.connect(self._on_rename)
        self._is_filling = False
        self._new: QListWidgetItem | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.list, 1)
        self.make = self._button("make")
        self.rename = self._button("rename")
        self.remove = self._button("remove")
        self.up = self._button("up")
        self.down = self._button("down")
        for pair in ((self.make,), (self.rename, self.remove), (self.up, self.down)):
            row = QHBoxLayout()
            row.setSpacing(GAP)
            for button in pair:
                row.addWidget(button)
            column.addLayout(row)
        self.make.clicked.connect(self._on_make)
        self.rename.clicked.connect(self._on_rename)
        self.remove.clicked.connect(self._on_remove)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)

    @property
    def current(self) -> str:
        """The group that is looked at, or ALL, UNGROUPED, LEARNED."""
        items = [self.list.item(row) for row in range(self.list.count()) if row == self.list.currentRow()]
        return str(items[0].data(_KEY)) if items else ALL

    def holds(self, entry: Entry) -> bool:
        """Whether an entry belongs to the group that is looked at."""
        if self.current == ALL:
            return True
        if self.current == LEARNED:
            return entry.learned
        if self.current == UNGROUPED:
            return not entry.contact.groups and not entry.learned
        return self.current in entry.contact.groups

    @property
    def group(self) -> str:
        """The group that is looked at; "" for those that are none."""
        return "" if self.current in _OWN else self.current

    @property
    def is_editing(self) -> bool:
        """Whether a group is being named."""
        return self.list.state() is QAbstractItemView.State.EditingState

    def show_groups(self, groups: Sequence[str], entries: Sequence[Entry]) -> None:
        """Show these groups; the one looked at stays."""
        current = self.current
        counts = dict.fromkeys((ALL, *groups, UNGROUPED, LEARNED), 0)
        for entry in entries:
            counts[ALL] += 1
            counts[LEARNED] += entry.learned
            counts[UNGROUPED] += not entry.contact.groups and not entry.learned
            for group in entry.contact.groups:
                counts[group] = counts.get(group, 0) + 1
        self._is_filling = True
        self.list.clear()
        self._new = None
        for key, count in counts.items():
            if key in (UNGROUPED, LEARNED) and not (count and (groups or key is LEARNED)):
                continue
            name = text(f"contacts.group.{key[1:]}") if key in _OWN else key
            item = QListWidgetItem(f"{name} ({count})", self.list)
            item.setData(_KEY, key)
            item.setToolTip(name)
            if key not in _OWN:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if key == current:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self._is_filling = False
        self._show_buttons()

    def choose(self, group: str) -> None:
        """Look at a group."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == group:
                self.list.setCurrentRow(row)

    # --- inside

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(text(f"contacts.group_{name}"))
        button.setAccessibleName(text(f"contacts.group_{name}_tip"))
        button.setToolTip(text(f"contacts.group_{name}_tip"))
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        return button

    def _show_buttons(self) -> None:
        for button in (self.rename, self.remove, self.up, self.down):
            button.setEnabled(bool(self.group))

    def _on_current(self) -> None:
        if not self._is_filling:
            self._show_buttons()
            self.chosen.emit()

    def _on_make(self) -> None:
        """A line to be named; it is a group when it has its name."""
        self._is_filling = True
        self._new = QListWidgetItem("", self.list)
        self._new.setData(_KEY, ALL)
        self._new.setFlags(self._new.flags() | Qt.ItemFlag.ItemIsEditable)
        self._is_filling = False
        self._edit(self._new)

    def _on_rename(self) -> None:
        item = self.list.currentItem()
        if self.group:
            self._is_filling = True
            item.setText(self.group)  # without the count
            self._is_filling = False
            self._edit(item)

    def _edit(self, item: QListWidgetItem) -> None:
        self.list.scrollToItem(item)
        self.list.editItem(item)

    def _on_renamed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        name = " ".join(item.text().split())
        if item is self._new:
            self._new = None
            self.make_wanted.emit(name)
        else:
            self.rename_wanted.emit(str(item.data(_KEY)), name)

    def _on_remove(self) -> None:
        if self.group:
            self.remove_wanted.emit(self.group)

    def _on_up(self) -> None:
        if self.group:
            self.move_wanted.emit(self.group, -1)

    def _on_down(self) -> None:
        if self.group:
            self.move_wanted.emit(self.group, 1)


class _Groups(QListWidget):
    """A list whose keys mean something.

    Signals:
        delete_pressed: the current line is to go.
        rename_pressed: it is to have another name.
        editing_ended: the editor of a name was closed, with or without a name.
    """

    delete_pressed = Signal()
    rename_pressed = Signal()
    editing_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        # The count behind a name is no part of it: the panel opens the editor itself.
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        # Of a long name the beginning is read, and the count at its end.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes a group apart, F2 renames it."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_pressed.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(  # noqa: N802 - named by Qt
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Qt's own way, and told."""
        super().closeEditor(editor, hint)
        self.editing_ended.emit()
