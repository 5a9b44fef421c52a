"""The page Văn bản đã soạn with a library of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.base.resources import resource_path
from app.editing.desk import Desk
from app.letter.file import load, save
from app.library.library import open_library
from app.rules.load import load_rulebook
from app.settings.paths import Paths
from app.settings.store import Settings
from app.ui import tasks
from app.ui.letters.page import LettersPage
from app.ui.session import Session
from app.ui.theme import Theme

RULEBOOK = load_rulebook()
SAMPLE = load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office keeps its letters."""
    folder = tmp_path / "Công văn đi"
    folder.mkdir()
    return folder


@pytest.fixture
def keep(folder: Path) -> Callable[..., Path]:
    """Puts a letter about something into that folder."""

    def put(name: str, subject: str, **changes: object) -> Path:
        path = folder / f"{name}.congvan"
        save(path, replace(SAMPLE, subject=subject, **changes), overwrite=True)  # type: ignore[arg-type]
        return path

    return put


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    """What the window works with."""
    home = tmp_path / "home"
    paths = Paths(config=home, data=home, log=home / "log")
    library = open_library(paths.library_file, paths.letter_index, RULEBOOK)
    settings = Settings(paths.settings_file, RULEBOOK)
    return Session(RULEBOOK, settings, Desk(paths), Theme(qapp, "light"), None, tmp_path, library)


@pytest.fixture
def enter(qtbot: QtBot, session: Session) -> Iterator[Callable[[], LettersPage]]:
    """Goes to the page, as wide as in a window of 1366 × 768, and waits until all was looked at."""
    made: list[LettersPage] = []

    def go() -> LettersPage:
        page = LettersPage(session)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1286, 640)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.entered()
        qtbot.waitUntil(lambda: not page.scanner.is_running, timeout=30_000)
        return page

    yield go
    for page in made:
        qtbot.waitUntil(lambda page=page: not page.scanner.is_running)  # type: ignore[misc]
    qtbot.waitUntil(lambda: not tasks.is_busy())
    session.library.letters.close()


@pytest.fixture
def choose_folder(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Answers the next dialogs that ask for a folder (None: cancelled)."""

    def choose(path: Path | None) -> None:
        def answer(_parent: object, _title: str, _begin: str) -> str:
            return "" if path is None else str(path)

        monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)

    return choose
