"""A day on which the folders of the program cannot be written: it is told, and nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.logs import close_log, set_up_log
from app.letter.file import load
from app.library.agency import Agency
from app.library.backup import Reason
from app.settings.options import AUTOSAVE
from app.settings.paths import Paths
from app.settings.store import load_settings
from app.ui import tasks
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.support.unprivileged import as_nobody, close_to_writing, folder_of_nobody, open_to_writing
from tests.ui.whole.conftest import RULEBOOK

Start = Callable[..., Office]
Choose = Callable[[Path | None], list[str]]


@pytest.fixture
def paths(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """Folders of the program that permissions bind us in."""
    with folder_of_nobody() as folder:
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        home = folder / "home"
        home.mkdir()
        yield Paths(config=home, data=home, log=home / "log")


def _idle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)


def _names(office: Office) -> list[str]:
    return [agency.name for agency in office.session.library.agencies.all()]


def _begin(start: Start, qtbot: QtBot) -> Office:
    office = start()
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    _idle(qtbot)
    return office


@pytest.fixture
def used(start: Start, choose_file: Choose, paths: Paths, qtbot: QtBot) -> Iterator[Paths]:
    """Folders that an earlier start has filled; they cannot be written any more."""
    office = _begin(start, qtbot)
    office.session.library.agencies.save(Agency(name="A"))
    _idle(qtbot)
    _write_letter(office, choose_file, paths.data.parent / "earlier.congvan", qtbot)
    assert office.window.close()
    _idle(qtbot)
    close_to_writing(paths.data)
    with as_nobody():
        yield paths
        open_to_writing(paths.data)


def _write_letter(office: Office, choose_file: Choose, target: Path, qtbot: QtBot) -> None:
    clerk = Clerk(office.window)
    clerk.press("Ctrl+N", "Alt+N")
    clerk.type("Kính đề nghị.")
    office.session.desk.write_recovery()
    choose_file(target)
    clerk.press("Ctrl+S")
    qtbot.waitUntil(target.exists)
    _idle(qtbot)
    assert office.draft is not None
    assert load(target).letter == office.draft.letter
    office.do("places.letters")
    _idle(qtbot)
    clerk.press("Alt+1", "Ctrl+W")
    assert office.draft is None


def test_what_cannot_be_kept_is_told_and_kept_as_soon_as_it_can(
    used: Paths, start: Start, answer_box: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    before = used.library_file.read_bytes()
    office = _begin(start, qtbot)
    assert _names(office) == ["A"]
    (daily,) = office.window.notices.sentences
    assert "thư mục sao lưu" in daily
    office.session.library.agencies.save(Agency(name="B"))
    _idle(qtbot)
    assert _names(office) == ["A", "B"]
    assert any("Không ghi được vào bộ nhớ cơ quan" in one for one in office.window.notices.sentences)
    assert used.library_file.read_bytes() == before
    # Whoever closes the window now is asked first.
    said = answer_box("Hủy")
    assert not office.window.close()
    assert "Không ghi được" in said[0]

    open_to_writing(used.data)
    office.memory.keeper.look()
    _idle(qtbot)
    assert not any("bộ nhớ cơ quan" in one for one in office.window.notices.sentences)
    assert office.window.close()
    _idle(qtbot)
    again = _begin(start, qtbot)
    assert _names(again) == ["A", "B"]
    assert [one.reason for one in again.session.library.backups.all()] == [Reason.DAILY]


def test_a_letter_is_written_and_saved_all_the_same(
    used: Paths, start: Start, choose_file: Choose, qtbot: QtBot
) -> None:
    office = _begin(start, qtbot)
    _write_letter(office, choose_file, used.data.parent / "letter.congvan", qtbot)
    office.session.settings.set(AUTOSAVE, False)
    assert office.window.close()
    assert load_settings(used.settings_file, RULEBOOK).get(AUTOSAVE) is True


def test_the_log_that_cannot_be_written_is_refused_plainly(used: Paths) -> None:
    with pytest.raises(OSError, match="log"):  # which bootstrap lets pass
        close_log(set_up_log(used.log))
