"""The words of a letter that may become prompts: those the program found, and any that are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.letter.prompts import PROMPT, bracketed, prompt_key
from app.letter.wording import on_one_line
from app.library.candidates import Candidate
from app.library.template import Prompt, PromptKind
from app.ui.dialogs.frame import FIELD, GAP

_WORDS, _NAME, _KIND = range(3)
_KIND_WIDE, _LIST_HIGH = 136, 104
_ROLE = Qt.ItemDataRole.UserRole


class PromptWords(QWidget):
    """A list with a check for every word, the name of its prompt and its kind; below it a field for others.

    ``occurrences`` counts the words that are typed into the field.

    Signals:
        current_changed: another line is current.
        kind_changed: the current prompt is asked in another way.
        refused: a sentence: these words cannot become a prompt; "" when they can.
    """

    current_changed = Signal()
    kind_changed = Signal()
    refused = Signal(str)

    def __init__(self, occurrences: Callable[[str], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._occurrences = occurrences
        self._typed: list[str] = []
        self.tree = QTreeWidget()
        self.more = QLineEdit()
        self.more.setPlaceholderText(text("templates_page.keep.more"))
        self.more.setAccessibleName(text("templates_page.keep.more"))
        self.more.setMinimumHeight(FIELD)
        self.add_button = QPushButton(text("templates_page.keep.add"))
        self.add_button.setAccessibleName(self.add_button.text().replace("&", ""))
        self.add_button.setAutoDefault(False)
        self.add_button.setEnabled(False)
        self._place_widgets()
        self.tree.currentItemChanged.connect(self.current_changed)
        self.tree.itemDoubleClicked.connect(self._on_edit_name)
        self.tree.itemActivated.connect(self._on_edit_name)
        self.more.textChanged.connect(self._on_more)
        self.more.returnPressed.connect(self.add_typed)
        self.add_button.clicked.connect(self.add_typed)

    # --- what it says

    @property
    def prompts(self) -> Mapping[str, Prompt]:
        """The words that become prompts."""
        found: dict[str, Prompt] = {}
        for item in self._items():
            if item.checkState(_WORDS) is Qt.CheckState.Checked:
                found |= dict.fromkeys(item.data(_WORDS, _ROLE), _prompt_of(self.tree, item))
        return found

    @property
    def there(self) -> list[Prompt]:
        """The prompts that the letter holds already, with the kinds chosen here."""
        return [_prompt_of(self.tree, item) for item in self._items() if not item.data(_WORDS, _ROLE)]

    @property
    def current(self) -> Prompt | None:
        """The prompt of the current line as it is."""
        item = self.tree.currentItem()
        return None if item is None else _prompt_of(self.tree, item)

    @property
    def current_as_told(self) -> Prompt | None:
        """The same with the choices that were typed, also while it is of another kind."""
        item = self.tree.currentItem()
        return None if item is None else item.data(_NAME, _ROLE)

    def tell_current(self, prompt: Prompt) -> None:
        """The current prompt is asked with these choices, example and help."""
        item = self.tree.currentItem()
        if item is not None:
            item.setData(_NAME, _ROLE, prompt)

    def show_words(self, there: Iterable[Prompt], found: Iterable[Candidate]) -> None:
        """Other fields are kept: other words can be asked for; what was said of the others stays."""
        items = self._items()
        chosen = {item.text(_WORDS) for item in items if item.checkState(_WORDS) is Qt.CheckState.Checked}
        told = {item.text(_WORDS): _prompt_of(self.tree, item) for item in items}
        self.tree.clear()
        for prompt in there:
            self._add(Candidate((), prompt, 1))
        for one in found:
            self._add(one)
        for words in self._typed:
            self._add_words(words)
        for item in self._items():
            if item.text(_WORDS) in chosen:
                item.setCheckState(_WORDS, Qt.CheckState.Checked)
            if item.text(_WORDS) in told:
                self._tell(item, told[item.text(_WORDS)])
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def show_more(self, on: bool) -> None:
        """Whether other words can be typed."""
        self.more.setVisible(on)
        self.add_button.setVisible(on)

    def add_typed(self) -> None:
        """The words in the field below become a prompt; its name can be typed at once."""
        words = " ".join(self.more.text().split())
        if not words:
            return
        known = next((item for item in self._items() if item.text(_WORDS) == words), None)
        item = known or self._add_words(words)
        if item is None:
            self.refused.emit(text("templates_page.keep.not_there", words=words))
            return
        if known is None:
            self._typed.append(words)
        self.refused.emit("")
        self.more.clear()
        item.setCheckState(_WORDS, Qt.CheckState.Checked)
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edit_name(item)

    # --- inside

    def _place_widgets(self) -> None:
        self.tree.setHeaderLabels(
            [text(f"templates_page.keep.column_{name}") for name in ("words", "name", "kind")]
        )
        self.tree.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.tree.setMinimumHeight(_LIST_HIGH)
        self.tree.setRootIsDecorated(False)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        for part in (_WORDS, _NAME):
            header.setSectionResizeMode(part, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_KIND, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_KIND, _KIND_WIDE)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.more, 1)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.tree, 1)
        column.addLayout(row)

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [one for one in items if one is not None]

    def _add_words(self, words: str) -> QTreeWidgetItem | None:
        """A line for words that were typed; None when they stand nowhere in what is kept."""
        count = self._occurrences(words)
        if not count:
            return None
        taken = {prompt_key(item.text(_NAME)) for item in self._items()}
        usual = words if PROMPT.fullmatch(bracketed(words)) else text("templates_page.keep.new_name")
        name, number = usual, 2
        while prompt_key(name) in taken:
            name, number = f"{usual} {number}", number + 1
        return self._add(Candidate((words,), Prompt(name=name, example=words), count))

    def _add(self, one: Candidate) -> QTreeWidgetItem:
        """A line; one without words stands in the letter already as a prompt, and only its kind changes."""
        shown = on_one_line(one.words[0]) if one.words else bracketed(one.prompt.name)
        item = QTreeWidgetItem([shown, one.prompt.name])
        item.setData(_WORDS, _ROLE, one.words)
        item.setToolTip(_WORDS, text("templates_page.keep.times", words=shown, count=one.count))
        if one.words:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_WORDS, Qt.CheckState.Unchecked)
        else:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        item.setSizeHint(_KIND, QSize(_KIND_WIDE, FIELD))
        item.setData(_NAME, _ROLE, one.prompt)
        self.tree.addTopLevelItem(item)
        box = QComboBox()
        for kind in PromptKind:
            box.addItem(text(f"templates_page.kind.{kind.value}"), kind.value)
        box.setCurrentIndex(list(PromptKind).index(one.prompt.kind))
        box.setAccessibleName(text("templates_page.keep.kind_of", name=one.prompt.name))
        box.activated.connect(partial(self._on_kind, item))
        self.tree.setItemWidget(item, _KIND, box)
        return item

    def _tell(self, item: QTreeWidgetItem, prompt: Prompt) -> None:
        """Say this of a prompt in its line."""
        item.setText(_NAME, prompt.name)
        item.setData(_NAME, _ROLE, prompt)
        box = self.tree.itemWidget(item, _KIND)
        if isinstance(box, QComboBox):
            box.setCurrentIndex(list(PromptKind).index(prompt.kind))

    def _on_kind(self, item: QTreeWidgetItem, _index: int) -> None:
        self.tree.setCurrentItem(item)
        self.kind_changed.emit()

    def _on_edit_name(self, item: QTreeWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.editItem(item, _NAME)

    def _on_more(self, typed: str) -> None:
        self.add_button.setEnabled(bool(typed.strip()))


def _prompt_of(tree: QTreeWidget, item: QTreeWidgetItem) -> Prompt:
    """The prompt as its line says it."""
    prompt: Prompt = item.data(_NAME, _ROLE)
    box = tree.itemWidget(item, _KIND)
    kind = PromptKind(box.currentData()) if isinstance(box, QComboBox) else prompt.kind
    asks = prompt.choices if kind is PromptKind.CHOICE else ()
    return replace(prompt, name=item.text(_NAME).strip(), kind=kind, choices=asks)
