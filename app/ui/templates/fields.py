"""The fields of the small form: one for each kind of prompt, each gives its answer or stays open."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.base.texts import text
from app.base.vietnamese import fold
from app.editing.typed import cited_document, date_near, date_past, typed_document
from app.letter.citing import date_words
from app.letter.clean import clean_text
from app.letter.model import PartialDate, RelatedDocument
from app.library.contact import Contact
from app.library.prompts import Answer, typed_number
from app.library.template import Prompt, PromptKind
from app.rules.model import Rulebook
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.templates.offering import SEPARATOR, OfferingEdit, Offers

_MOST_OFFERED = 8


@dataclass(frozen=True)
class Sources:
    """What the fields draw on: the rules, the address book, and answers given before.

    ``names`` offers names, ``contacts`` are the entries that a name stands for, ``members`` the names of a
    group.
    """

    rulebook: Rulebook
    names: Offers
    contacts: Callable[[str], tuple[Contact, ...]]
    members: Callable[[str], tuple[str, ...]]
    earlier: Callable[[str], Sequence[str]]


class PromptField(QWidget):
    """One prompt: its words above, its field, and below it what is understood or wrong."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__()
        self.prompt, self._sources = prompt, sources
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.label = QLabel(prompt.name[:1].upper() + prompt.name[1:])
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setToolTip(prompt.help)
        self._column.addWidget(self.label)
        self.words = QLabel(prompt.help)
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setVisible(bool(prompt.help))

    def inputs(self) -> list[QWidget]:
        """The widgets that take the keys, in order."""
        raise NotImplementedError

    def answer(self) -> Answer | None:
        """What was answered; None: it stays open. ValueError with a sentence for what makes no sense."""
        raise NotImplementedError

    def remembered(self) -> str:
        """The answer as it is offered next time; "" when it is not to be kept."""
        return ""

    def _take(self, field: QWidget, name: str = "") -> None:
        field.setAccessibleName(name or self.label.text())
        field.setAccessibleDescription(self.prompt.help)
        field.setMinimumHeight(FIELD)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _offered(self, typed: str) -> list[str]:
        wanted = fold(typed)
        found = [one for one in self._sources.earlier(self.prompt.name) if wanted in fold(one)]
        return found[:_MOST_OFFERED]


class LineField(PromptField):
    """A text."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        self.edit = OfferingEdit(self._offered, parent=self)
        self.edit.setPlaceholderText(_example(prompt))
        self._take(self.edit)
        self.label.setBuddy(self.edit)
        self._column.addWidget(self.edit)
        self._column.addWidget(self.words)

    def inputs(self) -> list[QWidget]:
        """The one line."""
        return [self.edit]

    def answer(self) -> Answer | None:
        """The words that were typed."""
        return clean_text(self.edit.text()).strip() or None

    def remembered(self) -> str:
        """The same words."""
        return clean_text(self.edit.text()).strip()


class NumberField(LineField):
    """A number; what it will read like stands below."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        self.edit.textChanged.connect(self._on_changed)

    def answer(self) -> Answer | None:
        """The number with its points; other words as they were typed."""
        return typed_number(clean_text(self.edit.text())) or None

    def _on_changed(self) -> None:
        typed = clean_text(self.edit.text()).strip()
        read = typed_number(typed)
        self._say(read if read != typed else self.prompt.help)


class NamesField(LineField):
    """Names from the address book; a group is one line, or each of its members."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        self._members: dict[str, tuple[str, ...]] = {}
        self.edit.deleteLater()
        self.edit = OfferingEdit(self._names, separated=True, meaning=self._meaning, parent=self)
        self.edit.setPlaceholderText(_example(prompt) or text("templates_page.fill.names_example"))
        if prompt.example:
            # An example of one name hides that there may be more.
            self._say(" ".join((prompt.help, text("templates_page.fill.names_help"))).strip())
        self._take(self.edit)
        self.label.setBuddy(self.edit)
        self._column.insertWidget(1, self.edit)

    def answer(self) -> Answer | None:
        """The names, in the order they were typed."""
        parts = (part.strip() for part in clean_text(self.edit.text()).split(SEPARATOR))
        return tuple(one for part in parts if part for one in self._sources.contacts(part)) or None

    def remembered(self) -> str:
        """Nothing: names are kept in the address book, or nowhere."""
        return ""

    def _names(self, typed: str) -> list[str]:
        found: list[str] = []
        for name in self._sources.names(typed):
            found.append(name)
            members = self._sources.members(name)
            if members:
                found.append(text("templates_page.fill.each", name=name, count=len(members)))
                self._members[found[-1]] = members
        return found

    def _meaning(self, offer: str) -> str:
        return f"{SEPARATOR} ".join(self._members.get(offer, (offer,)))


class DateField(LineField):
    """A date; what it will read like stands below."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        if not prompt.example:
            self.edit.setPlaceholderText(text("templates_page.fill.date_example"))
        self.edit.textChanged.connect(self._on_changed)

    def answer(self) -> Answer | None:
        """The date."""
        typed = self.edit.text().strip()
        if not typed:
            return None
        date = date_near(typed, _today())
        if date is None:
            raise ValueError(text("templates_page.fill.bad_date", typed=typed))
        return date

    def _on_changed(self) -> None:
        date = date_near(self.edit.text(), _today())
        self._say(date_words(date, self._sources.rulebook) if date else self.prompt.help)


class ChoiceField(PromptField):
    """One of some answers."""

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        self.box = QComboBox()
        self.box.addItems(list(prompt.choices))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setPlaceholderText(text("templates_page.fill.choose"))
        self.box.setCurrentIndex(-1)
        self._take(self.box)
        self.label.setBuddy(self.box)
        self._column.addWidget(self.box)
        self._column.addWidget(self.words)

    def inputs(self) -> list[QWidget]:
        """The list."""
        return [self.box]

    def answer(self) -> Answer | None:
        """The chosen one."""
        return self.box.currentText() or None


class RelatedField(PromptField):
    """A document: number, date, agency, subject; a pasted line is taken apart."""

    _PARTS = ("code", "date", "issuer", "subject")

    def __init__(self, prompt: Prompt, sources: Sources) -> None:
        super().__init__(prompt, sources)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.parts: dict[str, OfferingEdit] = {}
        for number, name in enumerate(self._PARTS):
            edit = OfferingEdit(sources.names if name == "issuer" else _nothing, parent=self)
            edit.setPlaceholderText(text(f"templates_page.fill.related_{name}"))
            self._take(edit, f"{self.label.text()}: {edit.placeholderText()}")
            edit.setToolTip(edit.placeholderText())
            grid.addWidget(edit, number // 2, number % 2)
            self.parts[name] = edit
        code = self.parts["code"]
        self.label.setBuddy(code)
        code.pasted.connect(self._take_apart)
        code.editingFinished.connect(self._take_apart)
        code.installEventFilter(self)
        self._column.addLayout(grid)
        self._say(prompt.help or text("templates_page.fill.related_help"))
        self._column.addWidget(self.words)

    def inputs(self) -> list[QWidget]:
        """The four parts."""
        return [self.parts[name] for name in self._PARTS]

    def answer(self) -> Answer | None:
        """The document; None while neither its number nor anything else is known."""
        typed = {name: clean_text(edit.text()).strip() for name, edit in self.parts.items()}
        if not any(typed.values()):
            return None
        head = typed_document(typed["code"], _today().year)
        date = date_past(typed["date"], _today())
        if typed["date"] and date is None:
            raise ValueError(text("templates_page.fill.bad_date", typed=typed["date"]))
        return RelatedDocument(
            type_name=head.type_name or text("ui.reply.usual_type"),
            code=head.code or (typed["code"] if not head.type_name else ""),
            date=date or PartialDate(),
            issuer=typed["issuer"],
            subject=typed["subject"],
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line typed as a whole is taken apart before Enter goes on."""
        if event.type() == QEvent.Type.KeyPress:
            key = getattr(event, "key", lambda: None)()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._take_apart()
        return super().eventFilter(watched, event)

    def _take_apart(self) -> None:
        """Give every part of a whole line to its own field; what stands there stays."""
        found = cited_document(self.parts["code"].text(), _today())
        date = found.date
        shown = {
            "date": "/".join(
                f"{part:02d}" if part < 100 else str(part)  # noqa: PLR2004 - a year has four digits
                for part in (date.day, date.month, date.year)
                if part is not None
            ),
            "issuer": found.issuer,
            "subject": found.subject,
        }
        if not any(shown.values()):
            return
        number = text("templates_page.fill.numbered", type=found.type_name, code=found.code)
        self.parts["code"].setText(number.strip() if found.code else found.type_name)
        for name, words in shown.items():
            if words and not self.parts[name].text():
                self.parts[name].setText(words)
                self.parts[name].setCursorPosition(0)


_FIELDS: dict[PromptKind, type[PromptField]] = {
    PromptKind.TEXT: LineField,
    PromptKind.NUMBER: NumberField,
    PromptKind.DATE: DateField,
    PromptKind.CHOICE: ChoiceField,
    PromptKind.CONTACT: NamesField,
    PromptKind.RELATED: RelatedField,
}


def field_for(prompt: Prompt, sources: Sources) -> PromptField:
    """The field of a prompt; a choice without choices is a text."""
    if prompt.kind is PromptKind.CHOICE and not prompt.choices:
        return LineField(prompt, sources)
    return _FIELDS[prompt.kind](prompt, sources)


def is_empty(widget: QWidget) -> bool:
    """Whether nothing is typed into a part of a field."""
    return isinstance(widget, QLineEdit) and not widget.text().strip()


def _example(prompt: Prompt) -> str:
    return text("templates_page.fill.example", example=prompt.example) if prompt.example else ""


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _nothing(_typed: str) -> list[str]:
    return []
