"""After any sequence of keys the document shows the letter, and undo leads back to the start."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt

from app.letter.model import Letter, PageBreak
from tests.support.bodies import Typing, plain, table_of

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WORDS = "aăâbcdđ 1.)-+😀\u0301"


def _any_key(typing: Typing, dice: random.Random) -> None:
    roll = dice.random()
    if roll < 0.35:
        typing.keys("".join(dice.choice(_WORDS) for _ in range(dice.randint(1, 4))))
    elif roll < 0.45:
        typing.keys(dice.choice(["1. ", "a) ", "- ", "+ ", "I. ", "Điều 2. "]))
    elif roll < 0.65:
        typing.keys(dice.choice("\n\n\b\b\b\t"))
    elif roll < 0.85:
        key = dice.choice(
            [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home]
        )
        shift = dice.random() < 0.3
        typing.press(key, _SHIFT if shift else Qt.KeyboardModifier.NoModifier, times=dice.randint(1, 5))
    elif roll < 0.9:
        typing.press(Qt.Key.Key_Delete)
    else:
        _any_deed(typing, dice)


def _any_deed(typing: Typing, dice: random.Random) -> None:
    deed = dice.choice(
        ["bold", "italic", "title", "footnote", "page_break", "align_center", "higher", "legal_basis",
         "undo", "undo", "redo", "table", "paste", "rows"]
    )  # fmt: skip
    tables = typing.editor.doing.tables
    if deed == "table":
        tables.insert(2, 2)
    elif deed == "rows":
        getattr(tables, dice.choice(["insert_row_below", "delete_column", "delete_row", "split"]))()
    elif deed == "paste":
        data = QMimeData()
        data.setText(dice.choice(["1. Một\n2. Hai", "a\tb\nc\td", "chữ"]))
        typing.paste(data)
    else:
        typing.editor.do(deed)
        if typing.editor.notes.isVisible():
            typing.editor.notes.leave()


@pytest.mark.parametrize("seed", range(12))
def test_after_any_keys_the_document_shows_the_letter(typing_in: Callable[..., Typing], seed: int) -> None:
    dice = random.Random(seed)
    body = (
        plain("Một hai ba"),
        table_of(("a", "b"), ("c", "d")),
        PageBreak(),
        plain("x"),
    )
    typing = typing_in(Letter(body=body if seed % 2 else ()))
    first = typing.blocks()
    for _ in range(150):
        _any_key(typing, dice)
        typing.check()
    while typing.draft.can_undo:
        typing.draft.undo()
        typing.check()
    assert typing.blocks() == first
