"""The page Danh bạ with a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
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
from app.ui.contacts.page import ContactsPage
from app.ui.session import Session
from app.ui.theme import Theme

RULEBOOK = load_rulebook()


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    home = tmp_path / "home"
    paths = Paths(config=home, data=home, log=home / "log")
    library = open_library(paths.library_file, paths.letter_index, RULEBOOK)
    settings = Settings(paths.settings_file, RULEBOOK)
    return Session(RULEBOOK, settings, Desk(paths), Theme(qapp, "light"), None, tmp_path, library)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[ContactsPage]:
    """The page as it is first seen, at the size it has in a window of 1366 × 768."""
    made = ContactsPage(session)
    qtbot.addWidget(made)
    made.resize(1290, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.entered()
    yield made
    qtbot.waitUntil(lambda: not tasks.is_busy())
