"""Citations: a popup list of the related documents at the cursor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from app.base.texts import text
from app.base.vietnamese import fold
from app.editing.commands.citations import citation, insert_citation
from app.editing.commands.text import delete
from app.letter.model import Letter, RelatedDocument
from app.letter.positions import TextPosition, TextRange, plain_text
from app.letter.runs import between
from app.ui.body.deeds import BY_ID
from app.ui.body.desk import After, Desk

_LONGEST = 90
# Fewer characters of a code say too little.
_SHORTEST = 3


class Citing:
    """Writes the citation of a related document: in full the first time, short afterwards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def insert(self, related: RelatedDocument) -> None:
        """Cite this document at the cursor, over the selection."""
        letter, at = self._desk.without_selection()
        self._put(letter, at, related)

    def complete(self) -> bool:
        """Write the citation whose beginning or code stands before the cursor; whether there is one."""
        found = self._typed()
        if found is None:
            return False
        related, start = found
        desk = self._desk
        self._put(delete(desk.letter, TextRange(start, desk.here())), start, related)
        return True

    def hint(self) -> None:
        """Say beside the cursor what the key would complete; no key is taken for it."""
        desk = self._desk
        found = self._typed() if desk.letter.related else None
        if found is None:
            QToolTip.hideText()
            return
        words = text(
            "body.citation_hint",
            shortcut=BY_ID["citation"].shortcut,
            words=_short(citation(found[0], desk.letter, found[1], desk.rulebook)),
        )
        view = desk.view
        place = view.viewport().mapToGlobal(view.cursorRect().bottomLeft())
        QToolTip.showText(place, words, view.viewport())

    def _typed(self) -> tuple[RelatedDocument, TextPosition] | None:
        """The one document that the words before the cursor begin to cite, and where they start."""
        desk = self._desk
        here = desk.here()
        paragraph = desk.paragraph(here)
        if desk.has_selection or paragraph is None:
            return None
        if any(run.cites for run in between(paragraph.runs, here.offset - 1, here.offset)):
            return None
        before = fold(plain_text(paragraph)[max(0, here.offset - _LONGEST) : here.offset])
        last = before.split()[-1] if before and not before[-1].isspace() else ""
        if len(last) < _SHORTEST or not any(char.isdigit() for char in last):
            return None
        found = [one for one in desk.letter.related if fold(one.code).startswith(last) and one.code]
        if len(found) != 1:
            return None
        whole = fold(citation(found[0], desk.letter, here, desk.rulebook))
        # "Công văn số 841" is the beginning of the citation, "841" by itself that of its code.
        starts = (index for index in range(len(before)) if not index or not before[index - 1].isalnum())
        longest = next((index for index in starts if whole.startswith(before[index:])), None)
        count = len(last) if longest is None else len(before) - longest
        return found[0], here.moved(here.block, here.offset - count)

    def _put(self, letter: Letter, at: TextPosition, related: RelatedDocument) -> None:
        desk = self._desk
        words = citation(related, letter, at, desk.rulebook)
        new = insert_citation(letter, at, related.id, desk.rulebook)
        desk.change(new, After(at.moved(at.block, at.offset + len(words))))

    def menu(self, parent: QWidget) -> QMenu:
        """The list of related documents; in an empty one a word on where they are entered."""
        menu = QMenu(text("body.deed_citation"), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        related = self._desk.letter.related
        for number, one in enumerate(related, 1):
            words = citation(one, self._desk.letter, self._desk.here(), self._desk.rulebook)
            key = f"&{number}  " if number <= 9 else ""  # noqa: PLR2004 - one digit is one key
            action = menu.addAction(key + _short(words).replace("&", "&&"))
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


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "\u2026"  # ellipsis
