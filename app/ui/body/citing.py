"""Citations: a popup list of the related documents at the cursor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.base.texts import text
from app.editing.commands.citations import citation, insert_citation
from app.letter.model import RelatedDocument
from app.ui.body.desk import After, Desk

_LONGEST = 90


class Citing:
    """Writes the citation of a related document: in full the first time, short afterwards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def insert(self, related: RelatedDocument) -> None:
        """Cite this document at the cursor, over the selection."""
        desk = self._desk
        letter, at = desk.without_selection()
        words = citation(related, letter, desk.rulebook)
        new = insert_citation(letter, at, related.id, desk.rulebook)
        desk.change(new, After(at.moved(at.block, at.offset + len(words))))

    def menu(self, parent: QWidget) -> QMenu:
        """The list of related documents; in an empty one a word on where they are entered."""
        menu = QMenu(text("body.deed_citation"), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        related = self._desk.letter.related
        for number, one in enumerate(related, 1):
            words = citation(one, self._desk.letter, self._desk.rulebook)
            shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "\u2026"  # ellipsis
            key = f"&{number}  " if number <= 9 else ""  # noqa: PLR2004 - one digit is one key
            action = menu.addAction(key + shown.replace("&", "&&"))
            action.setToolTip(words)
            action.setData(one.id)
        if not related:
            menu.addAction(text("body.nothing_to_cite")).setEnabled(False)
        menu.triggered.connect(self._on_triggered)
        return menu

    def _on_triggered(self, action: QAction) -> None:
        wanted = action.data()
        for one in self._desk.letter.related:
            if one.id == wanted:
                self.insert(one)
                return
