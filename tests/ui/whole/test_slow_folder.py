"""A network folder that does not answer: the window goes on, and what was asked for comes when it does."""

from __future__ import annotations

import builtins
import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.editing import locking
from app.letter.file import dumps, load
from app.letter.model import Letter
from app.settings.options import EXPORT_FOLDER, RECENT_FILES
from app.ui import tasks
from app.ui.office import Office
from app.ui.start import Begin
from tests.support.clerk import Clerk
from tests.support.heartbeat import LONGEST_GAP, Heartbeat
from tests.ui.whole.conftest import SAMPLES

Choose = Callable[[Path | None], list[str]]
NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
# So long that nobody could take it for the window's own work; a program that waits fails, and ends.
_HANGS = 10.0
_CALLS = (
    "open",
    "stat",
    "lstat",
    "unlink",
    "rename",
    "replace",
    "link",
    "mkdir",
    "scandir",
    "listdir",
    "utime",
)


class NetworkDrive:
    """A folder whose every call waits while it hangs, as a Windows share does behind a pulled cable."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        self.folder = folder
        self.calls: list[str] = []
        self._answers = threading.Event()
        self._answers.set()
        for name in _CALLS:
            monkeypatch.setattr(os, name, self._slow(name, getattr(os, name)))
        slow_open = self._slow("open", io.open)
        monkeypatch.setattr(io, "open", slow_open)
        monkeypatch.setattr(builtins, "open", slow_open)

    def hang(self) -> None:
        """From now on nothing comes back."""
        self.calls.clear()
        self._answers.clear()

    def answer(self) -> None:
        """All is well again."""
        self._answers.set()

    def _slow(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def slow(path: object, *others: object, **more: object) -> object:
            here = isinstance(path, (str, Path)) and str(path).startswith(str(self.folder))
            if here and not self._answers.is_set():
                self.calls.append(name)
                self._answers.wait(_HANGS)
            return real(path, *others, **more)

        return slow


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkDrive]:
    """A network drive; it answers again when the test is over."""
    made = NetworkDrive(tmp_path / "mạng", monkeypatch)
    yield made
    made.answer()


@pytest.fixture
def shared(drive: NetworkDrive) -> Path:
    """A letter on it."""
    path = drive.folder / "thu.congvan"
    path.write_bytes(NGOC_HOI.read_bytes())
    return path


@pytest.fixture
def opened(office: Office, shared: Path, qtbot: QtBot) -> Office:
    """The program with that letter."""
    office.open_path(shared)
    qtbot.waitUntil(lambda: office.draft is not None)
    qtbot.wait(300)
    return office


def _beat(qtbot: QtBot, act: Callable[[], object]) -> float:
    """How long the window stood still while something was done and after it."""
    beat = Heartbeat()
    act()
    qtbot.wait(300)
    return beat.stop()


def _name(office: Office) -> str:
    assert office.draft is not None
    return office.draft.letter.subject


def test_a_letter_is_opened_when_its_folder_answers(
    office: Office, clerk: Clerk, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    office.session.settings.add_recent(shared)
    office.home.refresh()
    drive.hang()
    assert _beat(qtbot, office.window.start_page.buttons(Begin.RECENT)[0].click) < LONGEST_GAP
    # Meanwhile the clerk is told why nothing comes, and can do other things.
    qtbot.waitUntil(lambda: any("trả lời chậm" in one for one in office.window.notices.sentences))
    clerk.press("Ctrl+N")
    clerk.type("Ủy ban")
    assert drive.calls
    drive.answer()
    office.draft.mark_saved(office.draft.letter, shared.with_name("khác.congvan"), "")  # type: ignore[union-attr]
    # The letter that is being written now is not taken away; the other one is offered.
    qtbot.waitUntil(lambda: office.window.notices.notice("late") is not None)
    assert "thu.congvan" in office.window.notices.sentences[0]
    assert _name(office) == ""
    qtbot.waitUntil(lambda: not any("trả lời chậm" in one for one in office.window.notices.sentences))
    notice = office.window.notices.notice("late")
    assert notice is not None
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: _name(office).startswith("tăng cường"))


def test_what_is_written_while_the_folder_is_read_again_stays(
    opened: Office, clerk: Clerk, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    shared.write_bytes(dumps(Letter(subject="của người khác")))
    drive.hang()
    opened.files.reload()
    clerk.fill("V/v", "viết tiếp", inside="trich_yeu")
    drive.answer()
    qtbot.waitUntil(lambda: opened.window.notices.notice("late") is not None)
    assert _name(opened) == "viết tiếp"
    notice = opened.window.notices.notice("late")
    assert notice is not None
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: _name(opened) == "của người khác")
    clerk.press("Ctrl+Z")
    assert _name(opened) == "viết tiếp"


def test_what_is_typed_while_a_slow_disk_saves_is_saved_by_the_next_key(
    opened: Office, clerk: Clerk, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    clerk.fill("V/v", "một", inside="trich_yeu")
    drive.hang()
    clerk.press("Ctrl+S")
    clerk.type(" hai")
    clerk.press("Ctrl+S")
    drive.answer()
    qtbot.waitUntil(lambda: load(shared).letter.subject == "một hai")
    draft = opened.draft
    assert draft is not None
    qtbot.waitUntil(lambda: not draft.is_dirty)


def test_a_look_at_a_letter_that_was_put_away_says_nothing_of_the_next(
    opened: Office, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    shared.write_bytes(dumps(Letter(subject="của người khác")))
    drive.hang()
    opened.came_back()
    opened.put_away()
    opened.files.new()
    drive.answer()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert opened.window.notices.notice("changed") is None


@pytest.mark.parametrize(
    "keys", ["Ctrl+S", "Ctrl+Shift+S", "F12", "Shift+F12", "Ctrl+O", "Ctrl+Shift+N", "Ctrl+W"]
)
def test_no_key_of_the_file_menu_stops_the_window(
    keys: str,
    opened: Office,
    clerk: Clerk,
    drive: NetworkDrive,
    choose_file: Choose,
    shared: Path,
    qtbot: QtBot,
) -> None:
    opened.session.settings.set(EXPORT_FOLDER, str(drive.folder))
    kinds = {"F12": ".docx", "Shift+F12": ".pdf", "Ctrl+Shift+S": ".congvan", "Ctrl+O": ".congvan"}
    target = shared.with_name("khác" + kinds[keys]) if keys in kinds else None
    asked = choose_file(target)
    before = opened.draft
    assert before is not None
    if keys == "Ctrl+O" and target is not None:
        target.write_bytes(dumps(Letter(subject="thư khác")))
    drive.hang()
    assert _beat(qtbot, lambda: clerk.press(keys)) < LONGEST_GAP
    assert all(not one.startswith(str(drive.folder)) for one in asked)
    drive.answer()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    if keys == "Ctrl+O":
        qtbot.waitUntil(lambda: _name(opened) == "thư khác")
    elif target is not None:
        assert target.exists()
    elif keys in {"Ctrl+W", "Ctrl+Shift+N"}:
        assert opened.draft is not before
        assert not locking.lock_files(shared, drive.folder)[0].exists()
    else:
        assert load(shared).letter == before.letter


def test_what_others_changed_is_taken_when_the_folder_answers(
    opened: Office, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    shared.write_bytes(dumps(Letter(subject="của người khác")))
    drive.hang()
    assert _beat(qtbot, opened.came_back) < LONGEST_GAP
    assert _beat(qtbot, opened.files.reload) < LONGEST_GAP
    drive.answer()
    qtbot.waitUntil(lambda: _name(opened) == "của người khác")


def test_a_letter_closed_while_it_was_being_saved_is_given_free(
    opened: Office, clerk: Clerk, drive: NetworkDrive, shared: Path, qtbot: QtBot
) -> None:
    draft = opened.draft
    assert draft is not None
    drive.hang()
    clerk.press("Ctrl+S", "Ctrl+W")
    assert opened.draft is None
    # Opened again at once, it does not find itself locked by the program's own last breath.
    opened.open_path(shared)
    qtbot.wait(100)
    drive.answer()
    qtbot.waitUntil(lambda: opened.draft is not None and not tasks.is_busy())
    assert opened.window.notices.sentences == []
    clerk.press("Ctrl+W")
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert not locking.lock_files(shared, drive.folder)[0].exists()


def test_a_letter_left_by_a_crash_comes_back_when_its_folder_answers(
    start: Callable[..., Office],
    drive: NetworkDrive,
    shared: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = start()
    first.open_path(shared)
    qtbot.waitUntil(lambda: first.draft is not None)
    assert first.draft is not None
    first.draft.apply(lambda _: Letter(subject="chưa kịp lưu"))
    first.session.desk.write_recovery()
    monkeypatch.setattr("app.editing.recovery.is_running", lambda _: False)
    monkeypatch.setattr("app.editing.locking.is_running", lambda _: False)
    drive.hang()
    second = start()
    assert _beat(qtbot, second.window.start_page.buttons(Begin.RECOVER)[0].click) < LONGEST_GAP
    assert second.draft is None
    drive.answer()
    qtbot.waitUntil(lambda: second.draft is not None)
    assert _name(second) == "chưa kịp lưu"


def test_the_window_closes_though_the_folder_hangs(
    opened: Office, drive: NetworkDrive, qtbot: QtBot, qapp: QApplication
) -> None:
    assert qapp is not None
    drive.hang()
    assert _beat(qtbot, opened.window.close) < LONGEST_GAP
    assert not opened.window.isVisible()
    drive.answer()
    qtbot.waitUntil(lambda: not tasks.is_busy())


def test_an_exported_file_is_opened_when_its_folder_answers(
    opened: Office,
    clerk: Clerk,
    drive: NetworkDrive,
    choose_file: Choose,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        "app.ui.output.QDesktopServices.openUrl", lambda url: shown.append(Path(url.toLocalFile()))
    )
    choose_file(drive.folder / "thu.docx")
    clerk.press("F12")
    qtbot.waitUntil(lambda: opened.window.notices.notice("export") is not None)
    notice = opened.window.notices.notice("export")
    assert notice is not None
    drive.hang()
    assert _beat(qtbot, notice.buttons[0].click) < LONGEST_GAP
    assert shown == []
    drive.answer()
    qtbot.waitUntil(lambda: shown == [drive.folder / "thu.docx"])
    assert opened.session.settings.get(RECENT_FILES)
