"""The whole program in one window, with a clerk before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.editing.desk import Desk
from app.library.library import open_library
from app.rules.load import load_rulebook
from app.settings.paths import Paths
from app.settings.store import load_settings
from app.ui import tasks
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.window import MainWindow
from tests.support.clerk import Clerk
from tests.support.house_rules import ROOT

SAMPLES = ROOT / "resources" / "samples"
RULEBOOK = load_rulebook()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders of the program for this test."""
    home = tmp_path / "home"
    return Paths(config=home, data=home, log=home / "log")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Callable[..., Office]]:
    """Starts the program, in the light or the dark theme."""
    made: list[Office] = []

    def begin(theme: str = "light") -> Office:
        # Not given to qtbot, which would close it before the letter is put away: it asks then, forever.
        window = MainWindow()
        settings = load_settings(paths.settings_file, RULEBOOK)
        library = open_library(paths.library_file, paths.letter_index, RULEBOOK, tasks.run)
        session = Session(RULEBOOK, settings, Desk(paths), Theme(qapp, theme), None, SAMPLES, library)
        office = Office(window, session)
        window.attach(office)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(office)
        return office

    yield begin
    for office in made:
        office._timer.stop()
        office.put_away()
        office.window.close()
        office.window.deleteLater()
    made.clear()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    settle()


@pytest.fixture
def office(start: Callable[..., Office]) -> Office:
    """The program, just started."""
    return start()


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """Somebody who works in that window."""
    return Clerk(office.window)
