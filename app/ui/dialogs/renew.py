"""Soạn từ văn bản này: the old facts one after the other, each to be kept or changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.base.errors import AppError
from app.base.texts import text
from app.editing.commands.renew import change_fact, remaining_facts
from app.editing.draft import Draft
from app.letter.facts import OldFact
from app.letter.model import Letter
from app.letter.positions import blocks_of, plain_text
from app.ui.dialogs.frame import FIELD, GAP, Frame

_AROUND = 28
_DOTS = "\u2026"


class RenewDialog(Frame):
    """Stays beside the letter while the clerk goes through the list.

    Signals:
        place_chosen: the Where of the fact that is looked at.
    """

    place_chosen = Signal(object)

    def __init__(self, draft: Draft, facts: tuple[OldFact, ...], parent: QWidget | None = None) -> None:
        super().__init__(text("ui.renew.title"), parent, width=640)
        self._draft = draft
        self._facts = facts
        self.explain(text("ui.renew.about"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(text("ui.renew.list"))
        self.list.setHeaderLabels([text("ui.renew.kind"), text("ui.renew.old"), text("ui.renew.around")])
        self.list.setRootIsDecorated(False)
        self.list.setMinimumHeight(280)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.list.header().resizeSection(1, 200)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        label = QLabel(text("ui.renew.new"))
        self.new = QLineEdit()
        self.new.setMinimumHeight(FIELD)
        self.new.setAccessibleName(text("ui.renew.new").replace("&", ""))
        label.setBuddy(self.new)
        row.addWidget(label)
        row.addWidget(self.new, 1)
        self.column.addLayout(row)
        self.left = self.explain("")
        self.change = self.add_button(text("ui.renew.change"), default=True)
        self.keep = self.add_button(text("ui.renew.keep"))
        self.add_close()
        self.change.clicked.connect(self._on_change)
        self.keep.clicked.connect(self._on_keep)
        self.list.currentItemChanged.connect(self._on_current)
        self._fill(0)

    def _fill(self, row: int) -> None:
        self.list.clear()
        for fact in self._facts:
            around = _around(self._draft.letter, fact)
            item = QTreeWidgetItem([text(f"ui.renew.kind_{fact.kind.value}"), fact.text, around])
            item.setToolTip(1, fact.text)
            item.setToolTip(2, around)
            self.list.addTopLevelItem(item)
        self.left.setText(text("ui.renew.left" if self._facts else "ui.renew.done", count=len(self._facts)))
        for widget in (self.new, self.change, self.keep):
            widget.setEnabled(bool(self._facts))
        chosen = self.list.topLevelItem(min(row, len(self._facts) - 1))
        if chosen is not None:
            self.list.setCurrentItem(chosen)
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _row(self) -> int:
        item = self.list.currentItem()
        return -1 if item is None else self.list.indexOfTopLevelItem(item)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            fact = self._facts[self._row]
            self.new.setText(fact.text)
            self.new.selectAll()
            self.place_chosen.emit(fact.where)

    def _on_keep(self) -> None:
        row = self._row
        self._facts = (*self._facts[:row], *self._facts[row + 1 :])
        self._fill(row)

    def _on_change(self) -> None:
        row, new = self._row, self.new.text()
        fact = self._facts[row]
        if new == fact.text:
            self._on_keep()
            return

        def command(letter: Letter) -> Letter:
            return change_fact(letter, fact, new)

        try:
            self._draft.apply(command, where=fact.where)
        except AppError as error:
            self.left.setText(str(error))
            return
        self._facts = remaining_facts(self._facts, fact, new)
        self._fill(row)


def _around(letter: Letter, fact: OldFact) -> str:
    """The words before and behind a fact, so that it is understood without looking it up."""
    position = fact.where.position
    if position is None or fact.in_footnote:
        return ""
    try:
        words = plain_text(blocks_of(letter, position.text)[position.block])
    except (LookupError, TypeError):
        return ""
    before = words[max(0, fact.start - _AROUND) : fact.start]
    after = words[fact.end : fact.end + _AROUND]
    cut_before = _DOTS if fact.start > _AROUND else ""
    cut_after = _DOTS if fact.end + _AROUND < len(words) else ""
    return f"{cut_before}{before}[{_DOTS}]{after}{cut_after}".replace("\n", " ")
