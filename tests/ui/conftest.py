"""What tests of several parts of the window share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

_PATIENCE_MS = 30_000


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Waits longer than usual: no test judges speed, and CI may be slow."""
    monkeypatch.setattr(qtbot, "waitUntil", functools.partial(qtbot.waitUntil, timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture(scope="session", autouse=True)
def _font_of_windows(qapp: QApplication) -> None:
    """What Qt would take for the window, had it asked Windows, not the first of all fonts."""
    if os.name == "nt":
        qapp.setFont(QFont(["Segoe UI", "Liberation Sans"], 9))


@pytest.fixture
def choose_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], list[str]]:
    """Answers the next file dialogs with this path (None: cancelled); the list tells what they suggested."""

    def choose(path: Path | None) -> list[str]:
        asked: list[str] = []

        def answer(_parent: object, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
            asked.append(suggested)
            return ("" if path is None else str(path), "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
        return asked

    return choose


@pytest.fixture
def answer_box(qapp: QApplication) -> Callable[[str], list[str]]:
    """Presses this button of the next message box; the list then holds what the box said."""

    def answer(label: str) -> list[str]:
        said: list[str] = []

        def press() -> None:
            box = QApplication.activeModalWidget()
            if not isinstance(box, QDialog):
                QTimer.singleShot(10, press)
                return
            said.append(box.property("text"))
            buttons = {one.text().replace("&", ""): one for one in box.findChildren(QAbstractButton)}
            if label not in buttons:
                # Else the box would wait for ever.
                box.done(0)
            buttons[label].click()

        QTimer.singleShot(0, press)
        return said

    return answer
