"""A page view of the Ngọc Hồi letter, shown offscreen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.resources import resource_path
from app.editing.draft import Draft
from app.letter.file import load
from app.letter.model import Letter
from app.rules.load import load_rulebook
from app.ui.page.driver import PreviewDriver
from app.ui.page.view import PageView

Shown = tuple[Draft, PreviewDriver, PageView]


@pytest.fixture
def letter() -> Letter:
    """Three pages, two footnotes on the first."""
    return load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Letter], Shown]]:
    """Opens a letter in a view of 700 × 600, its pages made and painted."""
    drivers: list[PreviewDriver] = []

    def shown(letter: Letter) -> Shown:
        draft = Draft(letter)
        driver, view = PreviewDriver(draft, load_rulebook()), PageView()
        drivers.append(driver)
        qtbot.addWidget(view)
        view.show_preview(driver)
        view.resize(700, 600)
        view.show()
        driver.finish()
        QApplication.processEvents()
        return draft, driver, view

    yield shown
    for driver in drivers:
        driver.close()


@pytest.fixture
def shown(show: Callable[[Letter], Shown], letter: Letter) -> Shown:
    """The Ngọc Hồi letter in a view."""
    return show(letter)
