"""Lưu thành mẫu: which fields a template keeps, and which words become prompts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import AppError
from app.base.texts import text
from app.letter.model import Letter
from app.letter.prompts import PROMPT
from app.letter.wording import on_one_line
from app.library.candidates import candidates
from app.library.from_letter import USUALLY_KEPT, Group, kept, occurrences, template_from
from app.library.prompts import prompt_names
from app.library.template import Prompt, Template
from app.ui.dialogs.frame import FIELD, GAP, Frame
from app.ui.one_line import keep_to_one_line
from app.ui.session import Session
from app.ui.templates.asking import Asking
from app.ui.templates.said import said
from app.ui.templates.sources import known_prompts
from app.ui.templates.target import written_back
from app.ui.templates.words import PromptWords

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 800
_LIST_HIGH = 104


class KeepDialog(Frame):
    """Name, category, fields and prompts of a template that is made from a letter.

    ``template``: the one that is being edited; then only what is said of it and of its prompts changes.

    Signals:
        kept: the Template to be saved.
    """

    kept = Signal(object)

    def __init__(
        self, letter: Letter, session: Session, template: Template | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text("templates_page.keep.title"), parent, width=_WIDTH)
        self._letter, self._session, self._template = letter, session, template
        self.explain(text("templates_page.keep.about"))
        self.name, self.category = QLineEdit(), QComboBox()
        keep_to_one_line(self.name)
        self.fields = QTreeWidget()
        self.list = PromptWords(self._occurrences)
        self.words = self.list.tree
        self.asking = Asking()
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self._place_names()
        self._place_lists()
        self.column.addWidget(self.problem)
        self.save = self.add_button(text("templates_page.keep.save"), default=True)
        self.save.clicked.connect(self._on_save)
        self.cancel_button = self.add_button(text("templates_page.cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.fields.itemChanged.connect(self._fill_words)
        self.name.textChanged.connect(self._on_name)
        self.list.current_changed.connect(self._show_asking)
        self.list.kind_changed.connect(self._on_kind)
        self.list.refused.connect(self._tell)
        self.asking.edited.connect(self._on_asking)
        self._fill()
        self._on_name()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def groups(self) -> frozenset[Group]:
        """The groups of fields that are kept."""
        if self._template is not None:
            return frozenset(Group)
        return frozenset(Group(item.data(0, Qt.ItemDataRole.UserRole)) for item in _checked(self.fields))

    @property
    def prompts(self) -> Mapping[str, Prompt]:
        """The words that become prompts."""
        return self.list.prompts

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a list changes it, behind typed words it adds them; in the other fields it saves."""
        focus = QApplication.focusWidget()
        # The name of a prompt is typed into a field inside the list.
        is_in_list = focus is not None and (focus is self.fields or self.list.isAncestorOf(focus))
        if event.key() in _ENTER and is_in_list:
            return
        super().keyPressEvent(event)

    # --- building

    def _place_names(self) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * GAP)
        rows.setVerticalSpacing(GAP)
        self.category.setEditable(True)
        for key, field in (("name", self.name), ("category", self.category)):
            label = QLabel(text(f"templates_page.keep.{key}"))
            label.setBuddy(field)
            label.setMinimumHeight(FIELD)
            field.setAccessibleName(label.text().replace("&", ""))
            field.setMinimumHeight(FIELD)
            rows.addRow(label, field)
        self.column.addLayout(rows)

    def _place_lists(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        kept_fields = _titled("fields", self.fields, self.fields)
        kept_fields.setVisible(self._template is None)
        # Of a template that is edited every word can be changed, and made a prompt, in the letter itself.
        self.list.show_more(self._template is None)
        self.fields.setHeaderLabels([text(f"templates_page.keep.column_{name}") for name in ("part", "says")])
        self.fields.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.fields.setMinimumHeight(_LIST_HIGH)
        self.fields.setRootIsDecorated(False)
        self.fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(kept_fields, 2)
        row.addWidget(_titled("words", self.list, self.words), 3)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.asking)

    # --- filling

    def _fill(self) -> None:
        library = self._session.library
        self.category.addItems(library.templates.categories())
        template = self._template
        subject = PROMPT.sub(r"\1", on_one_line(self._letter.subject))
        self.name.setText(template.name if template else subject[:1].upper() + subject[1:])
        self.name.setCursorPosition(0)
        self.category.setCurrentText(template.category if template else "")
        for group in Group:
            words = said(self._letter, group)
            if words:
                title = text(f"templates_page.group.{group.value}")
                item = QTreeWidgetItem([title, words])
                item.setToolTip(1, words)
                item.setData(0, Qt.ItemDataRole.UserRole, group.value)
                on = group in USUALLY_KEPT
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.fields.addTopLevelItem(item)
        for item in _items(self.fields)[:1]:
            self.fields.setCurrentItem(item)
        self._fill_words()

    def _fill_words(self) -> None:
        """The candidates of the fields that are kept, and the prompts that stand there already."""
        groups = self.groups
        names = prompt_names(kept(self._letter, groups))
        known = known_prompts(self._session, names, self._template.prompts if self._template else ())
        there = [replace(prompt, name=name) for name, prompt in zip(names, known, strict=True)]
        found = candidates(self._letter, groups, self._session.rulebook) if self._template is None else ()
        self.list.show_words(there, found)

    def _occurrences(self, words: str) -> int:
        return occurrences(kept(self._letter, self.groups), words)

    # --- what happens

    def _on_kind(self) -> None:
        self._show_asking()
        choices = self.asking.fields["choices"]
        if choices.isVisible():
            choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_asking(self) -> None:
        """How the prompt of the current line is asked; choices that were typed stay when its kind changes."""
        told, now = self.list.current_as_told, self.list.current
        self.asking.setVisible(told is not None)
        if told is not None and now is not None:
            self.asking.show_prompt(told)
            self.asking.offer_choices(now.kind)

    def _on_asking(self) -> None:
        told = self.list.current_as_told
        if told is not None:
            self.list.tell_current(self.asking.asked(told))

    def _on_name(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _on_save(self) -> None:
        try:
            template = self._made()
        except AppError as error:
            self._tell(str(error))
            return
        self.accept()
        self.kept.emit(template)

    def _made(self) -> Template:
        name, category = self.name.text().strip(), self.category.currentText().strip()
        if self._template is not None:
            prompts = tuple({prompt.name: prompt for prompt in self.list.there}.values())
            template = replace(self._template, name=name, category=category, prompts=prompts)
            return written_back(template, self._letter)
        made = template_from(self._letter, name, self.groups, self.prompts, category)
        # Those that stood in the letter already have the kind that was chosen here.
        kinds = {prompt.name: prompt for prompt in self.list.there}
        return replace(made, prompts=tuple(kinds.get(one.name, one) for one in made.prompts))

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.setVisible(bool(sentence))


def _titled(name: str, part: QWidget, tree: QTreeWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = QLabel(text(f"templates_page.keep.{name}"))
    label.setBuddy(tree)
    tree.setAccessibleName(label.text().replace("&", ""))
    column.addWidget(label)
    column.addWidget(part, 1)
    return whole


def _items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    items = (tree.topLevelItem(row) for row in range(tree.topLevelItemCount()))
    return [one for one in items if one is not None]


def _checked(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    return [one for one in _items(tree) if one.checkState(0) is Qt.CheckState.Checked]
