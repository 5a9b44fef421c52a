"""A body editor to type in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.letter.model import Letter
from tests.support.bodies import Typing

NewTyping = Callable[..., Typing]


@pytest.fixture
def typing_in(qtbot: QtBot) -> NewTyping:
    """Makes editors that are closed after the test."""

    def make(letter: Letter | None = None, target: str | int = "body") -> Typing:
        typing = Typing(letter, target)
        qtbot.addWidget(typing.editor)
        return typing

    return make


@pytest.fixture
def typing(typing_in: NewTyping) -> Typing:
    """An editor on an empty letter."""
    return typing_in()
