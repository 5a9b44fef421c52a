"""Calls of the program, and a folder of the clerk's."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import main
from tests.support.command_line import Answer, Call


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the program is its command line only."""
    monkeypatch.setattr(bootstrap, "_has_screen", lambda: False)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program with these arguments."""

    def run(*arguments: str | Path) -> Answer:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with blanks and Vietnamese letters in its name."""
    made = tmp_path / "công văn đi"
    made.mkdir()
    return made
