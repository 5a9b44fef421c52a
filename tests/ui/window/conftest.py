"""A real window with everything behind it, in a home of its own."""

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
from app.settings.store import Settings
from app.ui import tasks
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.session import Session
from app.ui.theme import Theme
from app.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "resources" / "samples"
NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
RULEBOOK = load_rulebook()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders of the program for this test."""
    home = tmp_path / "home"
    return Paths(config=home, data=home, log=home / "log")


@pytest.fixture
def make_office(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Callable[[], Office]]:
    """Starts the program; twice in one test is a start after another one."""
    made: list[Office] = []

    def start() -> Office:
        window = MainWindow()
        settings = Settings(paths.settings_file, RULEBOOK)
        library = open_library(paths.library_file, paths.letter_index, RULEBOOK, tasks.run)
        session = Session(RULEBOOK, settings, Desk(paths), Theme(qapp, "light"), None, SAMPLES, library)
        office = Office(window, session)
        window.attach(office)
        window.resize(1366, 768)
        window.show()
        made.append(office)
        return office

    yield start
    qtbot.waitUntil(lambda: not tasks.is_busy())
    for office in made:
        office._timer.stop()
        office.put_away()
        # Not by qtbot, which closes windows before this and would be asked about unsaved letters.
        office.window.close()
        office.window.deleteLater()
    settle()


@pytest.fixture
def office(make_office: Callable[[], Office]) -> Office:
    """The program, just started."""
    return make_office()


@pytest.fixture
def with_letter(office: Office) -> Office:
    """The program with the Ngọc Hồi letter as a new one."""
    office.files.from_sample(NGOC_HOI)
    return office
