"""A form on the screen, with a stand-in for the editor of the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.editing.draft import Draft
from app.letter.model import Letter
from app.library.address_book import AddressBook
from app.library.contact import Contact
from app.library.database import Database
from app.rules.load import load_rulebook
from app.ui.form.form import LetterForm

MakeForm = Callable[..., tuple[LetterForm, Draft]]

KNOWN = ("Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Ủy ban nhân dân tỉnh Gia Lai")


@pytest.fixture
def book(tmp_path: Path) -> AddressBook:
    """An address book with some names."""
    made = AddressBook(Database(tmp_path / "so.db"))
    for name in KNOWN:
        made.save(Contact(name=name))
    return made


@pytest.fixture
def make_form(qtbot: QtBot, book: AddressBook) -> MakeForm:
    """Makes a form of a letter, shown in the width that it has at 1366 × 768."""

    def make(letter: Letter | None = None, **options: object) -> tuple[LetterForm, Draft]:
        draft = Draft(letter)
        body = QPlainTextEdit()
        body.setAccessibleName("Nội dung")
        form = LetterForm(draft, load_rulebook(), body, known_names=lambda: book, **options)  # type: ignore[arg-type]
        qtbot.addWidget(form)
        form.resize(620, 560)
        with qtbot.waitExposed(form):
            form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form, draft

    return make
