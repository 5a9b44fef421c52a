"""Lưu thành mẫu: which fields a template keeps, and which words become prompts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
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
from app.library.candidates import Candidate, candidates
from app.library.from_letter import USUALLY_KEPT, Group, kept, template_from
from app.library.prompts import prompt_names
from app.library.template import Prompt, PromptKind, Template
from app.ui.dialogs.frame import FIELD, GAP, Frame
from app.ui.session import Session
from app.ui.templates.asking import Asking
from app.ui.templates.said import said
from app.ui.templates.sources import known_prompts
from app.ui.templates.target import written_back

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORDS, _NAME, _KIND = range(3)
_WIDTH = 800
_LISTS_HIGH, _KIND_WIDE = 136, 136


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
        self.fields = QTreeWidget()
        self.words = QTreeWidget()
        self.asking = Asking()
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._place_names()
        self._place_lists()
        self.column.addWidget(self.problem)
        self.save = self.add_button(text("templates_page.keep.save"), default=True)
        self.save.clicked.connect(self._on_save)
        self.cancel_button = self.add_button(text("templates_page.cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.fields.itemChanged.connect(self._on_field)
        self.name.textChanged.connect(self._on_name)
        self.words.currentItemChanged.connect(self._show_asking)
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
        found: dict[str, Prompt] = {}
        for item in _checked(self.words):
            words, _ = item.data(_WORDS, Qt.ItemDataRole.UserRole)
            found |= dict.fromkeys(words, self._prompt_of(item))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a list changes it; in the fields it saves."""
        if event.key() in _ENTER and QApplication.focusWidget() in (self.fields, self.words):
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
        kept_fields = _titled("fields", self.fields)
        kept_fields.setVisible(self._template is None)
        self.words.setHeaderLabels(
            [text(f"templates_page.keep.column_{name}") for name in ("words", "name", "kind")]
        )
        self.fields.setHeaderLabels([text(f"templates_page.keep.column_{name}") for name in ("part", "says")])
        self.fields.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.words.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.words.header().setStretchLastSection(False)
        for column, mode in (
            (_WORDS, QHeaderView.ResizeMode.Stretch),
            (_NAME, QHeaderView.ResizeMode.Stretch),
            (_KIND, QHeaderView.ResizeMode.Fixed),
        ):
            self.words.header().setSectionResizeMode(column, mode)
        self.words.header().resizeSection(_KIND, _KIND_WIDE)
        self.words.itemDoubleClicked.connect(self._on_edit_name)
        self.words.itemActivated.connect(self._on_edit_name)
        for part in (self.fields, self.words):
            part.setMinimumHeight(_LISTS_HIGH)
            part.setRootIsDecorated(False)
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(kept_fields, 2)
        row.addWidget(_titled("words", self.words), 3)
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
        self.words.clear()
        groups = self.groups
        names = prompt_names(kept(self._letter, groups))
        known = known_prompts(self._session, names, self._template.prompts if self._template else ())
        for name, prompt in zip(names, known, strict=True):
            self._add(Candidate((), replace(prompt, name=name), 1), there=True)
        if self._template is None:
            for one in candidates(self._letter, groups, self._session.rulebook):
                self._add(one, there=False)
        first = self.words.topLevelItem(0)
        if first is not None:
            self.words.setCurrentItem(first)

    def _add(self, one: Candidate, *, there: bool) -> None:
        shown = f"[[{one.prompt.name}]]" if there else on_one_line(one.words[0])
        item = QTreeWidgetItem([shown, one.prompt.name])
        item.setData(_WORDS, Qt.ItemDataRole.UserRole, (one.words, one.prompt))
        item.setToolTip(_WORDS, text("templates_page.keep.times", words=shown, count=one.count))
        if there:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_WORDS, Qt.CheckState.Unchecked)
        item.setSizeHint(_KIND, QSize(_KIND_WIDE, FIELD))
        item.setData(_NAME, Qt.ItemDataRole.UserRole, one.prompt)
        self.words.addTopLevelItem(item)
        box = QComboBox()
        for kind in PromptKind:
            box.addItem(text(f"templates_page.kind.{kind.value}"), kind.value)
        box.setCurrentIndex(list(PromptKind).index(one.prompt.kind))
        box.setAccessibleName(text("templates_page.keep.kind_of", name=one.prompt.name))
        box.activated.connect(partial(self._on_kind, item))
        self.words.setItemWidget(item, _KIND, box)

    def _prompt_of(self, item: QTreeWidgetItem) -> Prompt:
        """The prompt as its line says it."""
        prompt: Prompt = item.data(_NAME, Qt.ItemDataRole.UserRole)
        box = self.words.itemWidget(item, _KIND)
        kind = PromptKind(box.currentData()) if isinstance(box, QComboBox) else prompt.kind
        asks = prompt.choices if kind is PromptKind.CHOICE else ()
        return replace(prompt, name=item.text(_NAME).strip(), kind=kind, choices=asks)

    # --- what happens

    def _on_field(self) -> None:
        """Other fields are kept: other words can be asked for; what was said of the others stays."""
        chosen = {item.text(_WORDS) for item in _checked(self.words)}
        told = {item.text(_WORDS): self._prompt_of(item) for item in _items(self.words)}
        self._fill_words()
        for item in _items(self.words):
            if item.text(_WORDS) in chosen:
                item.setCheckState(_WORDS, Qt.CheckState.Checked)
            if item.text(_WORDS) in told:
                self._tell(item, told[item.text(_WORDS)])

    def _tell(self, item: QTreeWidgetItem, prompt: Prompt) -> None:
        """Say this of a prompt in its line."""
        item.setText(_NAME, prompt.name)
        item.setData(_NAME, Qt.ItemDataRole.UserRole, prompt)
        box = self.words.itemWidget(item, _KIND)
        if isinstance(box, QComboBox):
            box.setCurrentIndex(list(PromptKind).index(prompt.kind))

    def _on_kind(self, item: QTreeWidgetItem, _index: int) -> None:
        self.words.setCurrentItem(item)
        self._show_asking(item)
        choices = self.asking.fields["choices"]
        if choices.isVisible():
            choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_asking(self, item: QTreeWidgetItem | None) -> None:
        """How the prompt of the current line is asked; choices that were typed stay when its kind changes."""
        self.asking.setVisible(item is not None)
        if item is not None:
            self.asking.show_prompt(item.data(_NAME, Qt.ItemDataRole.UserRole))
            self.asking.offer_choices(self._prompt_of(item).kind)

    def _on_asking(self) -> None:
        item = self.words.currentItem()
        if item is not None:
            prompt = item.data(_NAME, Qt.ItemDataRole.UserRole)
            item.setData(_NAME, Qt.ItemDataRole.UserRole, self.asking.asked(prompt))

    def _on_edit_name(self, item: QTreeWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.words.editItem(item, _NAME)

    def _on_name(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _on_save(self) -> None:
        try:
            template = self._made()
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()
        self.kept.emit(template)

    def _made(self) -> Template:
        name, category = self.name.text().strip(), self.category.currentText().strip()
        if self._template is not None:
            kinds = {prompt.name: prompt for prompt in self._there()}
            prompts = tuple(kinds.values())
            template = replace(self._template, name=name, category=category, prompts=prompts)
            return written_back(template, self._letter)
        made = template_from(self._letter, name, self.groups, self.prompts, category)
        # Those that stood in the letter already have the kind that was chosen here.
        kinds = {prompt.name: prompt for prompt in self._there()}
        return replace(made, prompts=tuple(kinds.get(one.name, one) for one in made.prompts))

    def _there(self) -> list[Prompt]:
        """The prompts that the letter holds already, with the kinds chosen here."""
        lines = [(item, item.data(_WORDS, Qt.ItemDataRole.UserRole)[0]) for item in _items(self.words)]
        return [self._prompt_of(item) for item, words in lines if not words]


def _titled(name: str, part: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = QLabel(text(f"templates_page.keep.{name}"))
    label.setBuddy(part)
    part.setAccessibleName(label.text().replace("&", ""))
    column.addWidget(label)
    column.addWidget(part, 1)
    return whole


def _items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    items = (tree.topLevelItem(row) for row in range(tree.topLevelItemCount()))
    return [one for one in items if one is not None]


def _checked(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    return [one for one in _items(tree) if one.checkState(0) is Qt.CheckState.Checked]
