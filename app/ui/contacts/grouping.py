"""What the page does with groups: each deed is one step that can be taken back."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.base.errors import AppError
from app.base.texts import text
from app.library.contact import Change
from app.library.contact_groups import add_group, move_group, remove_group, rename_group, set_members

if TYPE_CHECKING:
    from app.ui.contacts.page import ContactsPage


class Grouping(QObject):
    """Answers the group panel, and the menu that puts the chosen rows into groups."""

    def __init__(self, page: ContactsPage) -> None:
        super().__init__(page)
        self._page = page
        panel = page.groups
        panel.make_wanted.connect(self._on_make)
        panel.rename_wanted.connect(self._on_rename)
        panel.remove_wanted.connect(self._on_remove)
        panel.move_wanted.connect(self._on_move)
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.triggered.connect(self._on_member)

    def _on_make(self, name: str) -> None:
        if name and self._did(functools.partial(add_group, self._page.book, name)):
            self._page.groups.choose(name)

    def _on_rename(self, old: str, new: str) -> None:
        if new not in ("", old) and self._did(functools.partial(rename_group, self._page.book, old, new)):
            self._page.groups.choose(new)

    def _on_remove(self, name: str) -> None:
        told = text("contacts.group_removed", name=name, count=len(self._page.book.expand(name)))
        self._did(functools.partial(remove_group, self._page.book, name), told)

    def _on_move(self, name: str, step: int) -> None:
        self._did(functools.partial(move_group, self._page.book, name, step))

    def _fill_menu(self) -> None:
        """The groups, those checked that all of the chosen rows are in."""
        self.menu.clear()
        book = self._page.book
        chosen = set(self._page.table.chosen_ids)
        for group in book.groups():
            action = self.menu.addAction(group.replace("&", "&&"))
            action.setData(group)
            action.setCheckable(True)
            action.setChecked(chosen <= {contact.id for contact in book.expand(group)})
        if self.menu.isEmpty():
            self.menu.addAction(text("contacts.no_groups")).setEnabled(False)

    def _on_member(self, action: QAction) -> None:
        group = str(action.data())
        book = self._page.book
        members = {contact.id for contact in book.expand(group)}
        chosen = set(self._page.table.chosen_ids)
        wanted = members | chosen if action.isChecked() else members - chosen
        self._did(functools.partial(set_members, book, group, wanted))

    def _did(self, act: Callable[[], Change], told: str = "") -> bool:
        """Whether it could be done."""
        try:
            change = act()
        except AppError as error:
            self._page.refuse(str(error))
            return False
        self._page.done(change, told)
        self._page.refresh()
        return True
