"""What tests of several parts of the window share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog


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
