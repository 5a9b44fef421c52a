"""Vietnamese input methods: composing ones, and those that send backspaces."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.letter.positions import TextPosition
from tests.support.bodies import Typing, plain


def test_what_is_composed_is_no_text_until_it_is_committed(typing: Typing) -> None:
    typing.keys("xin ")
    for preedit in ("c", "ch", "chà", "chào"):
        typing.compose(preedit)
        assert typing.blocks() == (plain("xin "),)
        assert typing.editor.view.textCursor().block().layout().preeditAreaText() == preedit
    typing.compose(commit="chào")
    assert typing.editor.view.textCursor().block().layout().preeditAreaText() == ""
    typing.keys(" bạn")
    assert typing.blocks() == (plain("xin chào bạn"),)
    typing.check()


def test_a_commit_may_begin_the_next_word(typing: Typing) -> None:
    typing.compose("tôi")
    typing.compose("đ", commit="tôi ")
    assert typing.blocks() == (plain("tôi "),)
    typing.compose(commit="đi")
    assert typing.blocks() == (plain("tôi đi"),)
    typing.check()


def test_a_commit_may_replace_what_stands_before_the_cursor(typing: Typing) -> None:
    typing.keys("viet")
    typing.compose(commit="việt", start=-4, count=4)
    assert typing.blocks() == (plain("việt"),)
    assert typing.here() == TextPosition(0, 4)
    typing.check()


def test_composing_over_a_selection_replaces_it(typing: Typing) -> None:
    typing.keys("abc")
    typing.select(TextPosition(0, 0), TextPosition(0, 2))
    typing.compose("x")
    assert typing.blocks() == (plain("c"),)
    typing.compose(commit="xy")
    assert typing.blocks() == (plain("xyc"),)
    typing.check()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("tie\bê\bếng", "tiếng"),
        ("duo\b\bươ\b\b\bđườ\bờng", "đường"),
        ("uy\b\bủy ban", "ủy ban"),
        ("a\b\b- \bb", "-b"),
    ],
)
def test_engines_that_send_backspaces_lose_no_key(typing: Typing, keys: str, words: str) -> None:
    typing.keys("Số: ")
    typing.keys(keys)
    shown = "Số: "
    for char in keys:
        shown = shown[:-1] if char == "\b" else shown + char
    assert typing.blocks() == (plain(shown),)
    assert shown.endswith(words)
    typing.check()


def test_a_mark_sent_by_itself_joins_its_letter(typing: Typing) -> None:
    typing.keys("tie\u0302\u0301ng")
    assert typing.blocks() == (plain("tiếng"),)
    typing.check()


def test_decomposed_words_that_are_committed_become_composed(typing: Typing) -> None:
    typing.compose(commit="tie\u0302\u0301ng")
    assert typing.blocks() == (plain("tiếng"),)


def test_what_is_composed_stays_while_the_window_goes_on(typing: Typing) -> None:
    typing.keys("xin chào")
    typing.compose("bạ")
    for _ in range(3):
        QApplication.processEvents()
    assert typing.editor.view.textCursor().block().layout().preeditAreaText() == "bạ"
    typing.compose(commit="bạn")
    assert typing.blocks() == (plain("xin chàobạn"),)
    typing.check()
