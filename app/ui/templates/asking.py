"""How a prompt of a template is asked: its choices, its example and its hint."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.base.texts import text
from app.letter.clean import clean_text
from app.library.template import Prompt, PromptKind
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.one_line import keep_to_one_line
from app.ui.templates.offering import SEPARATOR

_PARTS = ("choices", "example", "help")


class Asking(QWidget):
    """Three fields for the prompt that is current in the list above; choices only where one is chosen.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whose = QLabel()
        self.whose.setObjectName("quiet")
        self.whose.setTextFormat(Qt.TextFormat.PlainText)
        self.fields = {name: QLineEdit() for name in _PARTS}
        keep_to_one_line(*self.fields.values())
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(2 * GAP)
        self.rows.setVerticalSpacing(GAP)
        for name, field in self.fields.items():
            label = QLabel(text(f"templates_page.keep.{name}"))
            label.setBuddy(field)
            label.setMinimumHeight(FIELD)
            field.setAccessibleName(label.text().replace("&", ""))
            field.setPlaceholderText(text(f"templates_page.keep.{name}_example"))
            field.setMinimumHeight(FIELD)
            field.textEdited.connect(self.edited)
            self.rows.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.whose)
        column.addLayout(self.rows)

    def show_prompt(self, prompt: Prompt) -> None:
        """Show how this one is asked."""
        self.whose.setText(text("templates_page.keep.asked", name=prompt.name))
        said = (f"{SEPARATOR} ".join(prompt.choices), prompt.example, prompt.help)
        for field, words in zip(self.fields.values(), said, strict=True):
            field.setText(words)
            field.setCursorPosition(0)
        self.offer_choices(prompt.kind)

    def offer_choices(self, kind: PromptKind) -> None:
        """Only an answer that is chosen has choices."""
        self.rows.setRowVisible(0, kind is PromptKind.CHOICE)

    def asked(self, prompt: Prompt) -> Prompt:
        """The prompt, asked as the fields say."""
        typed = {name: clean_text(field.text()).strip() for name, field in self.fields.items()}
        parts = (part.strip() for part in typed["choices"].split(SEPARATOR))
        choices = tuple(dict.fromkeys(part for part in parts if part))
        return replace(prompt, choices=choices, example=typed["example"], help=typed["help"])
