"""What Qt shows by itself is in the language of the program too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from app.base.texts import SOURCE_LANGUAGE, set_language
from app.ui.qt_texts import translate_qt


@pytest.fixture
def usual() -> Iterator[None]:
    """The language and the numbers of before, afterwards."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    set_language(SOURCE_LANGUAGE)


@pytest.mark.usefixtures("usual")
@pytest.mark.parametrize(("language", "number"), [("vi", "1,15"), ("en", "1.15")])
def test_numbers_are_written_as_the_language_does(
    qapp: QApplication, qtbot: QtBot, language: str, number: str
) -> None:
    set_language(language)
    translate_qt(qapp)
    box = QDoubleSpinBox()
    qtbot.addWidget(box)
    box.setValue(1.15)
    assert box.text() == number
