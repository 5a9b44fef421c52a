"""What stands where the list would be while there is nothing to list: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.texts import text
from app.ui.empty import EmptyPanel

_ADD, _CLEAR = "add_folder", "clear"


class EmptyLetters(EmptyPanel):
    """A folder to add, or a search to clear.

    Signals:
        add_wanted: a folder is to be added.
        clear_wanted: nothing shall be looked for any more.
    """

    add_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({name: text(f"letters.{name}") for name in (_ADD, _CLEAR)}, parent)
        self.buttons[_ADD].clicked.connect(self.add_wanted)
        self.buttons[_CLEAR].clicked.connect(self.clear_wanted)

    def show_reason(self, *, narrowed: bool, scanning: bool, folders: bool) -> None:
        """Nothing fits, nothing was found yet, nothing is there, or no folder was chosen."""
        if narrowed:
            reason = "no_match"
        elif scanning:
            reason = "looking"
        else:
            reason = "no_letters" if folders else "no_folders"
        offered = (_CLEAR if narrowed else _ADD,)
        self.say(text(f"letters.empty.{reason}"), text(f"letters.empty.{reason}_about"), offered)
