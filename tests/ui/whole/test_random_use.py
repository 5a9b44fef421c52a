"""Whatever is pressed, typed and pasted: form, text and page say what the letter says, undo leads back."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.editing.draft import Draft
from app.letter.codec import decode, encode
from app.letter.model import Letter
from app.ui.form.editors import ChoiceEditor, LineEditor, TextEditor
from app.ui.form.names_edit import NamesEdit
from app.ui.office import Office
from app.ui.workspace import Workspace
from app.word.read import read_package
from app.word.write import write_letter
from tests.support.bodies import expected, shown
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import RULEBOOK, SAMPLES

_STEPS = 40
_WORDS = [
    "báo cáo",
    "e\u0302\u0301",
    " ",
    "1. ",
    "a) ",
    "- ",
    "15/KH-UBND",
    "😀",
    "Lưu: VT",
    "{{",
    "[Tên]",
    "./.",
]
_PASTED = [
    "một\nhai\n",
    "a\tb\nc\td",
    "1. Một\n2. Hai\n- ba",
    "- Sở A;\n- Sở B (để b/c);\nLưu: VT.",
    "\x01\r\n",
]
_KEYS = ["Return", "Return", "Backspace", "Backspace", "Delete", "Tab", "Shift+Tab", "Left", "Up", "Home",
         "Shift+Left", "Shift+Up", "Ctrl+Shift+Home", "Ctrl+A", "Ctrl+X", "Ctrl+V", "Ctrl+Z", "Ctrl+Z",
         "Ctrl+Y", "Alt+Down", "Shift+Return"]  # fmt: skip
_DEEDS = ["bold", "italic", "title", "page_break", "deeper", "higher", "align_center", "clear_looks", "undo"]
_FIELDS = (LineEditor, TextEditor, NamesEdit)


class _Chance:
    """Somebody who does anything, the same for every run of a seed."""

    def __init__(self, seed: int, clerk: Clerk, workspace: Workspace) -> None:
        self.dice, self.clerk, self.workspace = random.Random(seed), clerk, workspace

    def act(self) -> None:
        """One thing or another."""
        self.dice.choice(
            [self._field, self._field, self._text, self._text, self._key, self._key, self._paste]
        )()
        self.clerk.settle()

    def _field(self) -> None:
        fields = [one for one in self.workspace.form.findChildren(QWidget) if isinstance(one, _FIELDS)]
        self.dice.choice([one for one in fields if one.isVisible()]).setFocus()
        self.clerk.type(self.dice.choice(_WORDS))

    def _text(self) -> None:
        body = self.workspace.body
        body.view.setFocus()
        cursor = body.view.textCursor()
        count = body.view.document().characterCount()
        cursor.setPosition(self.dice.randrange(count))
        if self.dice.random() < 0.3:
            cursor.setPosition(self.dice.randrange(count), QTextCursor.MoveMode.KeepAnchor)
        body.view.setTextCursor(cursor)
        if self.dice.random() < 0.3:
            body.do(self.dice.choice(_DEEDS))
        else:
            self.clerk.type(self.dice.choice(_WORDS))

    def _key(self) -> None:
        self.clerk.press(*[self.dice.choice(_KEYS)] * self.dice.choice([1, 1, 3]))

    def _paste(self) -> None:
        self.clerk.paste(self.dice.choice(_PASTED))


def _check(workspace: Workspace, qtbot: QtBot) -> None:
    body = workspace.body
    qtbot.waitUntil(lambda: not body.desk.busy, timeout=30_000)
    letter = workspace.draft.letter
    assert decode(Letter, encode(letter)) == letter
    seen, wanted = shown(body.view.document()), expected(letter.body, RULEBOOK.body)
    # A cell without a paragraph is a line of nothing.
    assert [
        one for one, other in zip(seen, wanted, strict=True) if one != other and other[0] is not None
    ] == []
    for field in workspace.form.findChildren(LineEditor):
        assert field.binding.says(field.text()), field.binding
    for text in workspace.form.findChildren(TextEditor):
        assert text.binding.says(text.toPlainText()), text.binding
    for choice in workspace.form.findChildren(ChoiceEditor):
        assert choice._values[choice.currentIndex()] == choice.binding.value(), choice.binding
    for names in workspace.form.findChildren(NamesEdit):
        items = names._lines.items(letter)
        assert names._lines.changed(names.lines(), items) is items, names.lines()


def _do_again(draft: Draft) -> None:
    while draft.can_redo:
        draft.redo()


@pytest.mark.parametrize("seed", range(3))
def test_after_anything_the_window_shows_the_letter(
    office: Office, clerk: Clerk, qtbot: QtBot, seed: int
) -> None:
    office.files.from_sample(SAMPLES / ("ngoc-hoi-2021.congvan" if seed % 2 else "gia-lai-930.congvan"))
    workspace, draft = office.workspace, office.draft
    assert workspace is not None
    assert draft is not None
    first = draft.letter
    chance = _Chance(seed, clerk, workspace)
    for step in range(_STEPS):
        chance.act()
        if step % 4 == 3:
            _check(workspace, qtbot)
    qtbot.waitUntil(lambda: not workspace.body.desk.busy, timeout=30_000)
    _do_again(draft)
    last = draft.letter
    while draft.can_undo:
        draft.undo()
    assert draft.letter == first
    _check(workspace, qtbot)
    _do_again(draft)
    assert draft.letter == last
    _check(workspace, qtbot)
    workspace.driver.finish()
    assert workspace.driver.preview.document == read_package(write_letter(last, RULEBOOK).package)
