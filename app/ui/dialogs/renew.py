"""Soạn từ văn bản này: the old facts one after the other, each to be kept or changed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
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
from app.letter.clean import clean_text
from app.letter.facts import FactKind, OldFact
from app.letter.model import Letter
from app.letter.positions import blocks_of, footnotes, note_text, plain_text
from app.ui.dialogs.frame import FIELD, GAP, Frame
from app.ui.one_line import keep_to_one_line

_AROUND = 28
_DOTS = "\u2026"
_ROW = 24
_WIDTHS = (128, 232)
_WIDTH, _HEIGHT = 720, 520
_FACT = Qt.ItemDataRole.UserRole
# What surely changes from letter to letter comes first.
_FIRST = (FactKind.DEADLINE, FactKind.DATE, FactKind.NUMBER)


class RenewDialog(Frame):
    """Stays beside the letter while the clerk goes through the list.

    Signals:
        place_chosen: the Where of the fact that is looked at.
    """

    place_chosen = Signal(object)

    def __init__(self, draft: Draft, facts: tuple[OldFact, ...], parent: QWidget | None = None) -> None:
        super().__init__(text("ui.renew.title"), parent, width=_WIDTH)
        self._draft = draft
        self._facts = facts
        self.explain(text("ui.renew.about"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(text("ui.renew.list"))
        self.list.setHeaderLabels([text("ui.renew.kind"), text("ui.renew.old"), text("ui.renew.around")])
        self.list.setUniformRowHeights(True)
        self.list.setIndentation(2 * GAP)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumHeight(240)
        for column, width in enumerate(_WIDTHS):
            self.list.header().resizeSection(column, width)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        label = QLabel(text("ui.renew.new"))
        self.new = QLineEdit()
        keep_to_one_line(self.new)
        self.new.setMinimumHeight(FIELD)
        self.new.setAccessibleName(text("ui.renew.new").replace("&", ""))
        label.setBuddy(self.new)
        row.addWidget(label)
        row.addWidget(self.new, 1)
        self.column.addLayout(row)
        self.left = self.explain("")
        self.change = self.add_button(text("ui.renew.change"), default=True)
        self.keep = self.add_button(text("ui.renew.keep"))
        self.keep_all = self.add_button(text("ui.renew.keep_all"))
        self.add_close()
        self.change.clicked.connect(self._on_change)
        self.keep.clicked.connect(self._on_keep)
        self.keep_all.clicked.connect(self._on_keep_all)
        self.list.currentItemChanged.connect(self._on_current)
        self._fill(0)
        self.resize(_WIDTH, _HEIGHT)

    def _fill(self, row: int) -> None:
        # What is chosen on the way is of no interest.
        with QSignalBlocker(self.list):
            self._show_facts(row)
        self.left.setText(text("ui.renew.left" if self._facts else "ui.renew.done", count=len(self._facts)))
        for widget in (self.new, self.change, self.keep, self.keep_all):
            widget.setEnabled(bool(self._facts))
        self._on_current()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self, row: int) -> None:
        self.list.clear()
        laws = [fact for fact in self._facts if fact.is_law]
        own = [fact for fact in self._facts if not fact.is_law]
        self.list.addTopLevelItems([self._item(fact) for fact in sorted(own, key=_rank)])
        if laws:
            words = text("ui.renew.laws", count=len(laws))
            group = QTreeWidgetItem([words])
            group.addChildren([self._item(fact) for fact in laws])
            self.list.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.setSizeHint(0, QSize(0, _ROW))
        chosen = self.list.topLevelItem(min(row, self.list.topLevelItemCount() - 1))
        if chosen is not None:
            self.list.setCurrentItem(chosen)

    def _item(self, fact: OldFact) -> QTreeWidgetItem:
        around = _around(self._draft.letter, fact)
        words = fact.text.replace("\n", " ")
        item = QTreeWidgetItem([text(f"ui.renew.kind_{fact.kind.value}"), words, around])
        item.setData(0, _FACT, self._facts.index(fact))
        item.setSizeHint(0, QSize(0, _ROW))
        item.setToolTip(1, fact.text)
        item.setToolTip(2, around)
        return item

    @property
    def _row(self) -> int:
        """The line of the chosen fact, or that of the group it stands in."""
        item = self.list.currentItem()
        return -1 if item is None else self.list.indexOfTopLevelItem(item.parent() or item)

    @property
    def _chosen(self) -> list[OldFact]:
        """The chosen fact; all of a group whose head is chosen."""
        item = self.list.currentItem()
        if item is None:
            return []
        items = _children(item) or [item]
        return [self._facts[one.data(0, _FACT)] for one in items]

    def _on_current(self) -> None:
        chosen = self._chosen
        if not chosen:
            return
        is_one = not _children(self.list.currentItem())
        self.new.setEnabled(is_one)
        self.change.setEnabled(is_one)
        self.new.setText(chosen[0].text if is_one else "")
        self.new.selectAll()
        if is_one:
            self.place_chosen.emit(chosen[0].where)
        # Enter does what can be done with what is chosen.
        (self.change if is_one else self.keep).setDefault(True)

    def _on_keep(self) -> None:
        row, kept = self._row, self._chosen
        self._facts = tuple(fact for fact in self._facts if fact not in kept)
        self._fill(row)

    def _on_keep_all(self) -> None:
        self._facts = ()
        self._fill(0)

    def _on_change(self) -> None:
        row, new = self._row, clean_text(self.new.text())
        fact = self._chosen[0]
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


def _children(item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
    """What a group holds; nothing of a fact."""
    found = [] if item is None else [item.child(number) for number in range(item.childCount())]
    return [one for one in found if one is not None]


def _rank(fact: OldFact) -> tuple[bool, bool]:
    return fact.kind not in _FIRST, fact.kind is FactKind.FIGURE


def _around(letter: Letter, fact: OldFact) -> str:
    """The words before and behind a fact, so that it is understood without looking it up."""
    position = fact.where.position
    if position is None:
        return ""
    try:
        if fact.in_footnote:
            notes = dict(footnotes(letter, position.text))
            words = note_text(notes[position])
        else:
            words = plain_text(blocks_of(letter, position.text)[position.block])
    except (LookupError, TypeError):
        return ""
    before = words[max(0, fact.start - _AROUND) : fact.start]
    after = words[fact.end : fact.end + _AROUND]
    cut_before = _DOTS if fact.start > _AROUND else ""
    cut_after = _DOTS if fact.end + _AROUND < len(words) else ""
    return f"{cut_before}{before}[{_DOTS}]{after}{cut_after}".replace("\n", " ")
