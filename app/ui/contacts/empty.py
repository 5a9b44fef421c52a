"""What stands where the table would be while the book is empty, or nothing answers a search."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.texts import text
from app.ui.empty import EmptyPanel

_BUTTONS = ("import", "paste", "add")


class EmptyBook(EmptyPanel):
    """The three ways to fill the book."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({name: text(f"contacts.{name}") for name in _BUTTONS}, parent)

    def show_reason(self, reason: str) -> None:
        """Nothing is there ("book"), nothing in the group ("group"), or nothing answers ("search")."""
        offered = {"book": _BUTTONS, "group": ("add",)}.get(reason, ())
        self.say(text(f"contacts.empty.{reason}"), text(f"contacts.empty.{reason}_about"), offered)
