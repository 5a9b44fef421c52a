"""What joins the program: the console it speaks to, its log, and what happens when it fails itself."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_log_path

from app import bootstrap
from app.base import logs
from app.base.logs import LOG_NAME
from app.settings.paths import HOME_VARIABLE, find_paths
from tests.support.command_line import Call, put

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

ROOT = Path(__file__).resolve().parents[3]


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> int:
        raise RuntimeError("công văn mật")

    monkeypatch.setattr(bootstrap, "_run", fail)


def test_a_mistake_of_the_program_is_told_and_logged(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch)
    answer = call("rules")
    log = user_log_path("SoanCongVan", appauthor=False) / LOG_NAME
    assert answer.code == 70
    assert answer.out == ""
    assert str(log) in answer.err
    assert len(answer.err.splitlines()) == 1
    logged = log.read_text("utf-8")
    assert "RuntimeError" in logged
    assert "test_bootstrap.py" in logged


def test_without_a_log_the_program_works(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(logs, "set_up_log", refuse)
    assert call("--help").code == 0
    _break(monkeypatch)
    answer = call("rules")
    assert answer.code == 70
    assert "nhật ký" in answer.err


def test_vietnamese_is_written_to_an_old_console(monkeypatch: pytest.MonkeyPatch) -> None:
    bytes_written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_written, encoding="cp1252"))
    assert bootstrap.main(["--help"]) == 0
    assert "Soạn Công Văn" in bytes_written.getvalue().decode("utf-8")


def test_the_program_runs_as_a_process(tmp_path: Path) -> None:
    letter = put(tmp_path)
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "main.py", "export", str(letter)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Đã xuất" in done.stdout.decode("utf-8")
    assert (tmp_path / "thư.docx").read_bytes().startswith(b"PK")


def test_a_reader_who_has_enough_is_no_error() -> None:
    command = [sys.executable, "main.py", "rules"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


class WindowsPipe(io.RawIOBase):
    """A pipe without a reader, as Windows sees it."""

    def __init__(self) -> None:
        self.is_broken = True

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        if self.is_broken:
            raise OSError(errno.EINVAL, "Invalid argument")
        return len(bytes(data))


def test_a_reader_who_has_enough_is_no_error_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, left = WindowsPipe(), []
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(pipe)))
    monkeypatch.setattr(bootstrap, "_leave_pipe", lambda: left.append(True))
    assert bootstrap.main(["rules"]) == 0
    assert left
    pipe.is_broken = False


def test_an_invalid_argument_elsewhere_is_a_mistake_of_the_program(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(bootstrap, "_run", fail)
    assert call("rules").code == 70


@pytest.mark.parametrize(("order", "code"), [("--help", 0), ("no-such-order", 2)])
def test_without_a_console_nothing_is_said(monkeypatch: pytest.MonkeyPatch, order: str, code: int) -> None:
    # pythonw.exe
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert bootstrap.main([order]) == code


def test_the_command_line_speaks_the_chosen_language(tmp_path: Path) -> None:
    settings = find_paths({HOME_VARIABLE: str(tmp_path)}).settings_file
    settings.write_text('{"language": "en"}', "utf-8")
    done = subprocess.run(
        [sys.executable, "main.py", "check", "khong-co.congvan"],
        cwd=ROOT,
        env={**os.environ, HOME_VARIABLE: str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "There is no file" in done.stderr
