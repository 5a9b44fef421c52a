"""Bad input and bad days at the window: it says what is wrong or simply works, and never stands still."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.letter.file import load
from app.letter.model import Letter
from app.ui import tasks
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.support.heartbeat import MOST_WORK, Heartbeat
from tests.ui.whole.conftest import SAMPLES

NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
Choose = Callable[[Path | None], list[str]]
PATIENCE = 60_000
_HTML_BYTES = 5_000_000
_SENTENCE = "Các cơ quan, đơn vị, địa phương rà soát, triển khai thực hiện đầy đủ các quy định. "


@pytest.fixture
def heartbeat(office: Office, qtbot: QtBot) -> Iterator[Heartbeat]:
    """Watches the window; to be stopped by the test."""
    qtbot.wait(50)
    beat = Heartbeat()
    yield beat
    beat.stop()


@pytest.fixture
def said(qapp: QApplication) -> Iterator[list[str]]:
    """Closes message boxes as they come; what they said."""
    found: list[str] = []
    timer = QTimer()
    timer.setInterval(10)

    def close() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and box.property("text"):
            found.append(box.property("text"))
            box.reject()

    timer.timeout.connect(close)
    timer.start()
    yield found
    timer.stop()


def _letter(office: Office) -> Letter:
    assert office.draft is not None
    return office.draft.letter


def _words(letter: Letter) -> int:
    return sum(len(run.text.split()) for block in letter.body for run in getattr(block, "runs", ()))


def _into_body(clerk: Clerk) -> None:
    clerk.press("Ctrl+N", "Alt+N")


# --- large things


def test_five_megabytes_of_html_are_pasted(office: Office, clerk: Clerk, qtbot: QtBot) -> None:
    _into_body(clerk)
    # As Word writes it: most of it are styles.
    style = (
        "margin-top:6.0pt;mso-margin-bottom-alt:auto;text-align:justify;text-indent:1.0cm;line-height:150%"
    )
    font = (
        "font-size:14.0pt;font-family:&quot;Times New Roman&quot;,serif;mso-fareast-language:VI;color:black"
    )
    words = "".join(f'<span lang=VI style="{font}">{word} </span>' for word in _SENTENCE.split())
    row = f'<p class=MsoNormal style="{style}">{words}<o:p></o:p></p>'
    wanted = _HTML_BYTES // len(row.encode())
    data = QMimeData()
    data.setHtml(f"<html><body>{row * wanted}</body></html>")
    QApplication.clipboard().setMimeData(data)
    qtbot.wait(50)
    beat = Heartbeat()
    clerk.press("Ctrl+V")
    qtbot.waitUntil(lambda: len(_letter(office).body) >= wanted, timeout=PATIENCE)
    qtbot.wait(500)
    assert beat.most_work < MOST_WORK


def test_three_hundred_pages_are_pasted(office: Office, clerk: Clerk, qtbot: QtBot) -> None:
    _into_body(clerk)
    paragraph = _SENTENCE * 4 + "\n"
    QApplication.clipboard().setText(paragraph * 300 * 8)
    qtbot.wait(50)
    beat = Heartbeat()
    clerk.press("Ctrl+V")
    qtbot.waitUntil(lambda: len(_letter(office).body) >= 2400, timeout=PATIENCE)
    qtbot.wait(1000)
    clerk.type("x")
    qtbot.wait(300)
    assert beat.most_work < MOST_WORK


def test_two_thousand_recipients_are_pasted(office: Office, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.press("Ctrl+N", "Alt+I")
    qtbot.wait(50)
    beat = Heartbeat()
    clerk.paste("\n".join(f"- Ủy ban nhân dân xã số {number};" for number in range(2000)))
    qtbot.waitUntil(lambda: len(_letter(office).recipients) == 2000, timeout=PATIENCE)
    qtbot.wait(1500)
    clerk.type("x")
    qtbot.wait(300)
    assert len(_letter(office).recipients) == 2000
    assert beat.most_work < MOST_WORK


# --- broken things


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 1000, b"{", b'{"format_version": 1}', b'{"format_version": 99, "kind": "congvan"}',
     b'{"format_version": 1, "kind": "congvan", "body": 7}', b"[" * 100_000, "không phải thư".encode()],
    ids=["empty", "zeros", "cut", "no kind", "future", "wrong type", "deep", "prose"],
)  # fmt: skip
def test_a_file_of_nonsense_is_told(data: bytes, office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "thư.congvan"
    path.write_bytes(data)
    office.open_path(path)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert office.draft is None
    assert len(office.window.notices.sentences) == 1
    assert path.read_bytes() == data


def _full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("keys", ["Ctrl+S", "F12", "Shift+F12"])
@pytest.mark.parametrize("day", ["full disk", "read-only folder", "vanished folder"])
def test_what_cannot_be_written_is_told_and_nothing_is_lost(  # noqa: PLR0917 - fixtures
    day: str,
    keys: str,
    office: Office,
    clerk: Clerk,
    choose_file: Choose,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    # Else the library comes while no file can be opened, and the window draws what it brings.
    qtbot.waitUntil(lambda: office.session.library.database.is_ready and not tasks.is_busy())
    office.files.from_sample(NGOC_HOI)
    clerk.type(" thêm")
    before = _letter(office)
    suffix = {"Ctrl+S": ".congvan", "F12": ".docx", "Shift+F12": ".pdf"}[keys]
    target = tmp_path / "đích" / f"thư{suffix}"
    if day != "vanished folder":
        target.parent.mkdir()
    choose_file(target)
    with monkeypatch.context() as broken:
        if day == "full disk":
            broken.setattr(os, "fsync", _full)
        elif day == "read-only folder":
            broken.setattr("app.base.files.os.open", _denied)
            broken.setattr("tempfile.mkstemp", _denied)
            broken.setattr("pathlib.Path.open", _denied)
        clerk.press(keys)
        qtbot.waitUntil(lambda: not tasks.is_busy() and bool(said or office.window.notices.sentences))
    assert len(said) == 1
    assert not target.exists()
    assert not target.parent.exists() or list(target.parent.iterdir()) == []
    assert _letter(office) == before
    assert office.draft is not None
    assert office.draft.is_dirty
    # And once the disk is well again, the same keys work.
    target.parent.mkdir(exist_ok=True)
    clerk.press(keys)
    qtbot.waitUntil(lambda: target.exists() and not tasks.is_busy())
    if suffix == ".congvan":
        assert load(target).letter == before
