"""What every deed of the table does, by its id."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.base.texts import text
from app.editing.commands.looks import LOOKS, Look
from app.letter.model import Alignment, Level
from app.ui.body.citing import Citing
from app.ui.body.clipboard import Clipboard
from app.ui.body.desk import Desk
from app.ui.body.find_bar import FindBar
from app.ui.body.notes import NotePopup
from app.ui.body.structure import Structure
from app.ui.body.tables import SizeDialog, Tables, WidthsDialog, table_menu


class Doing(QObject):
    """Deeds by id, and the dialogs and menus that some of them ask with."""

    def __init__(
        self, desk: Desk, clipboard: Clipboard, notes: NotePopup, find_bar: FindBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clipboard = clipboard
        self._notes = notes
        self._find_bar = find_bar
        self._structure = Structure(desk)
        self._citing = Citing(desk)
        self._dialog: SizeDialog | WidthsDialog | None = None
        self.tables = Tables(desk)
        self.deeds = self._table() | self._looks_and_levels()

    @property
    def structure(self) -> Structure:
        """What changes looks and levels."""
        return self._structure

    @property
    def citing(self) -> Citing:
        """What writes citations."""
        return self._citing

    def do(self, deed: str) -> None:
        """Do one of them; a locked letter is not changed."""
        self.deeds[deed]()

    def context_menu(self) -> QMenu:
        """The menu at the cursor."""
        locked, selected = self._desk.draft.is_locked, self._desk.has_selection
        menu = QMenu(self._desk.view)
        enabled = {
            "undo": self._desk.draft.can_undo,
            "redo": self._desk.draft.can_redo,
            "cut": selected and not locked,
            "copy": selected,
            "paste": not locked,
            "paste_plain": not locked,
            "footnote": not locked,
            "citation": not locked,
            "prompt": selected and not locked,
        }
        for name, on in enabled.items():
            if name in ("cut", "footnote"):
                menu.addSeparator()
            action = menu.addAction(text(f"body.deed_{name}"))
            action.triggered.connect(self.deeds[name])
            action.setEnabled(on)
        if self.tables.is_inside and not locked:
            menu.addSeparator()
            menu.addMenu(table_menu(self.tables, self._ask_widths, menu))
        return menu

    def _table(self) -> dict[str, Callable[[], object]]:
        structure, clipboard = self._structure, self._clipboard
        return {
            "undo": self._desk.draft.undo,
            "redo": self._desk.draft.redo,
            "cut": clipboard.cut,
            "copy": clipboard.copy,
            "paste": clipboard.paste_clipboard,
            "paste_plain": clipboard.paste_plain,
            "clear_looks": structure.clear_looks,
            "deeper": self._deeper,
            "higher": self._higher,
            "title": structure.toggle_title,
            "footnote": self._notes.insert,
            "table": self._table_or_menu,
            "legal_basis": structure.legal_basis,
            "page_break": structure.page_break,
            "citation": self._cite,
            "prompt": structure.to_prompt,
            "find": self._find,
            "replace": self._replace,
            "find_next": self._find_bar.find_next,
            "find_previous": self._find_bar.find_previous,
        }

    def _looks_and_levels(self) -> dict[str, Callable[[], object]]:
        structure = self._structure
        looks: tuple[Look, ...] = LOOKS
        found: dict[str, Callable[[], object]] = {}
        for look in looks:
            found[look] = partial(structure.toggle_look, look)
        for level in Level:
            found[f"level_{level.value}"] = partial(structure.set_level, level)
        for alignment in Alignment:
            found[f"align_{alignment.value}"] = partial(structure.align, alignment)
        return found

    # --- deeds that ask or depend on the place

    def _deeper(self) -> None:
        if self.tables.is_inside:
            self.tables.step(1)
        else:
            self._structure.deeper()

    def _higher(self) -> None:
        if self.tables.is_inside:
            self.tables.step(-1)
        else:
            self._structure.higher()

    def _find(self) -> None:
        self._find_bar.open(replacing=False)

    def _replace(self) -> None:
        self._find_bar.open(replacing=True)

    def _cite(self) -> None:
        if self._citing.complete():
            return
        self._citing.menu(self._desk.view).popup(self._below_cursor())

    def _table_or_menu(self) -> None:
        if self.tables.is_inside:
            table_menu(self.tables, self._ask_widths, self._desk.view).popup(self._below_cursor())
            return
        dialog = SizeDialog(self._desk.view)
        self._dialog = dialog
        dialog.accepted.connect(self._on_size_accepted)
        dialog.open()

    def _ask_widths(self) -> None:
        dialog = WidthsDialog(self.tables.widths(), self._desk.view)
        self._dialog = dialog
        dialog.accepted.connect(self._on_widths_accepted)
        dialog.open()

    def _on_size_accepted(self) -> None:
        if isinstance(self._dialog, SizeDialog):
            self.tables.insert(self._dialog.rows.value(), self._dialog.columns.value())
        self._dialog = None

    def _on_widths_accepted(self) -> None:
        if isinstance(self._dialog, WidthsDialog):
            self.tables.set_widths(self._dialog.widths())
        self._dialog = None

    def _below_cursor(self) -> QPoint:
        view = self._desk.view
        return view.viewport().mapToGlobal(view.cursorRect().bottomLeft())
