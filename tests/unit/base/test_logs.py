"""The log file and what stays out of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base import logs
from app.base.errors import AppError
from app.base.logs import LOG_NAME, close_log, set_up_log


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose log is open while the test runs."""
    handler = set_up_log(tmp_path / "nhật ký")
    yield tmp_path / "nhật ký"
    close_log(handler)


def test_what_the_layers_log_is_in_the_file(folder: Path) -> None:
    logging.getLogger("app.word.write").info("wrote %d parts", 14)
    line = (folder / LOG_NAME).read_text("utf-8")
    assert line.endswith("INFO app.word.write: wrote 14 parts\n")


def test_an_error_is_logged_without_its_message(folder: Path) -> None:
    try:
        int("Về việc khen thưởng")  # its message quotes what it was given
    except ValueError:
        logging.getLogger("app.editing").exception("autosave failed")
    log = (folder / LOG_NAME).read_text("utf-8")
    assert log.count("khen thưởng") == 1, "only in the line of source that the traceback shows"
    assert "test_logs.py" in log
    assert log.endswith("ValueError\n")


def test_the_cause_of_an_error_is_logged_too(folder: Path) -> None:
    error = AppError("base.disk_full", path="Về việc khen thưởng.docx")
    error.__cause__ = OSError("Về việc khen thưởng.docx")
    logging.getLogger("app.editing").error("autosave failed", exc_info=error)
    log = (folder / LOG_NAME).read_text("utf-8")
    assert log.endswith("autosave failed\nAppError\nOSError\n")


def test_a_full_log_is_put_aside_and_only_three_old_ones_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = logging.getLogger("app").handlers[-1]
    monkeypatch.setattr(handler, "maxBytes", 100)
    for number in range(20):
        logging.getLogger("app").info("%050d", number)
    assert sorted(path.name for path in folder.iterdir()) == [
        LOG_NAME,
        *(f"{LOG_NAME}.{n}" for n in (1, 2, 3)),
    ]


def test_a_closed_log_is_not_written_to(tmp_path: Path) -> None:
    close_log(set_up_log(tmp_path))
    logging.getLogger("app").warning("too late")
    assert not (tmp_path / LOG_NAME).exists()
    assert logs.LOG_NAME.endswith(".log")


def test_a_log_that_cannot_be_put_aside_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in (2, 3):  # as good as another window that has the log open (Windows)
        (folder / f"{LOG_NAME}.{number}").mkdir(parents=True)
    handler = logging.getLogger("app").handlers[-1]
    monkeypatch.setattr(handler, "maxBytes", 100)
    for number in range(20):
        logging.getLogger("app").info("%050d", number)
    lines = (folder / LOG_NAME).read_text("utf-8").splitlines()
    assert [int(line[-50:]) for line in lines] == list(range(20))
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(os.name != "nt", reason="other systems rename an open file")
def test_two_windows_write_one_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logging.getLogger("app").info("x" * 100)
    handler = logging.getLogger("app").handlers[-1]
    monkeypatch.setattr(handler, "maxBytes", 100)
    with (folder / LOG_NAME).open("a", encoding="utf-8"):
        for number in range(20):
            logging.getLogger("app").info("%050d", number)
    assert len((folder / LOG_NAME).read_text("utf-8").splitlines()) == 21
