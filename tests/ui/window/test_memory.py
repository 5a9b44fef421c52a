"""The office's memory in the window: two windows, backups and their way back, and its bad days."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.library import schema
from app.library.agency import Agency
from app.library.backup import Reason
from app.settings import options
from app.settings.paths import Paths
from app.ui import tasks
from app.ui.memory.dialog import BackupDialog
from app.ui.office import Office
from tests.support.heartbeat import LONGEST_GAP, Heartbeat

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"

Choose = Callable[[Path | None], list[str]]
Answer = Callable[[str], list[str]]


def idle(qtbot: QtBot) -> None:
    """Wait until no thread works."""
    qtbot.waitUntil(lambda: not tasks.is_busy())


def names(office: Office) -> list[str]:
    """The agencies it knows."""
    return [agency.name for agency in office.session.library.agencies.all()]


def add(qtbot: QtBot, office: Office, name: str) -> None:
    """Keep an agency."""
    office.session.library.agencies.save(Agency(name=name))
    idle(qtbot)


def press(office: Office, notice: str, label: str) -> None:
    """Press a button of a notice."""
    shown = office.window.notices.notice(notice)
    assert shown is not None, office.window.notices.sentences
    next(button for button in shown.buttons if button.text() == label).click()


def dialog_of(qtbot: QtBot, office: Office) -> BackupDialog:
    """The list of copies, opened from the menu."""
    office.window.action("restore").trigger()
    idle(qtbot)
    qtbot.waitUntil(lambda: bool(office.window.findChildren(BackupDialog)))
    return office.window.findChildren(BackupDialog)[-1]


def button(dialog: BackupDialog, label: str) -> QPushButton:
    """A button by its words."""
    return next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == label)


def spoilt(file: Path) -> bytes:
    """Break a library."""
    broken = b"\xff" * 20_000
    file.write_bytes(broken)
    return broken


@pytest.fixture
def filled(qtbot: QtBot, make_office: Callable[[], Office], paths: Paths) -> Paths:
    """Folders that an earlier start has left: one agency, the copy of the day before yesterday."""
    office = make_office()
    idle(qtbot)
    add(qtbot, office, "UBND xã Ea Kar")
    backups = office.session.library.backups
    backups.keep_daily({})
    (copy,) = backups.all()
    copy.path.rename(copy.path.with_name("library-2026-01-02-081500-daily.db"))
    office.window.close()
    return paths


# --- every day


def test_a_start_without_anything_kept_makes_no_files(qtbot: QtBot, office: Office, paths: Paths) -> None:
    idle(qtbot)
    assert office.session.library.database.is_ready
    assert not paths.library_file.exists()
    assert office.session.library.backups.all() == []


def test_the_first_start_of_a_day_makes_a_copy(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    office = make_office()
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    idle(qtbot)
    copies = office.session.library.backups.all()
    # Nothing has changed since the last copy, so it is that of today now.
    assert [one.reason for one in copies] == [Reason.DAILY]
    assert copies[0].made.date() == datetime.datetime.now().astimezone().date()
    add(qtbot, office, "B")
    office.memory.keeper.look()
    idle(qtbot)
    assert len(office.session.library.backups.all()) == 1


def test_a_second_window_shows_what_the_first_one_kept(
    qtbot: QtBot, make_office: Callable[[], Office]
) -> None:
    first, second = make_office(), make_office()
    idle(qtbot)
    add(qtbot, first, "A")
    second.memory.keeper.look()
    qtbot.waitUntil(lambda: names(second) == ["A"])
    add(qtbot, second, "B")
    first.memory.keeper.look()
    qtbot.waitUntil(lambda: names(first) == ["A", "B"])


# --- into a file and back


def test_everything_goes_into_a_file_and_comes_back(
    qtbot: QtBot, office: Office, choose_file: Choose, tmp_path: Path
) -> None:
    idle(qtbot)
    add(qtbot, office, "A")
    office.session.settings.set(options.AUTOSAVE, False)
    suggested = choose_file(tmp_path / "giữ")
    office.window.action("back_up").trigger()
    idle(qtbot)
    assert (tmp_path / "giữ.saoluu").is_file()
    assert suggested[0].endswith(".saoluu")
    assert "giữ.saoluu" in office.window.notices.sentences[0]
    add(qtbot, office, "B")
    office.session.settings.set(options.AUTOSAVE, True)
    told: list[str] = []
    office.session.library.database.changed.subscribe(told.append)
    choose_file(tmp_path / "giữ.saoluu")
    button(dialog_of(qtbot, office), "Khôi phục từ tệp…").click()
    idle(qtbot)
    assert names(office) == ["A"]
    assert {"agency", "contact", "template"} <= set(told)
    assert office.session.settings.get(options.AUTOSAVE) is False
    assert "1 cơ quan" in office.window.notices.sentences[0]
    press(office, "memory done", "Hoàn tác")
    idle(qtbot)
    assert names(office) == ["A", "B"]
    assert office.session.settings.get(options.AUTOSAVE) is True


def test_the_office_moves_to_another_computer(
    qtbot: QtBot, make_office: Callable[[], Office], choose_file: Choose, tmp_path: Path, paths: Paths
) -> None:
    old = make_office()
    idle(qtbot)
    add(qtbot, old, "A")
    old.session.settings.set(options.MARGIN_LEFT, 32.0)
    old.session.settings.set(options.EXPORT_FOLDER, str(tmp_path))
    choose_file(tmp_path / "x.saoluu")
    old.window.action("move").trigger()
    idle(qtbot)
    assert "máy kia" in old.window.notices.sentences[0]
    old.window.close()
    for path in (paths.library_file, paths.settings_file):
        path.unlink(missing_ok=True)
    new = make_office()
    idle(qtbot)
    assert names(new) == []
    choose_file(tmp_path / "x.saoluu")
    button(dialog_of(qtbot, new), "Khôi phục từ tệp…").click()
    idle(qtbot)
    assert names(new) == ["A"]
    assert new.session.settings.get(options.MARGIN_LEFT) == 32.0
    assert new.session.settings.get(options.EXPORT_FOLDER) == ""


def test_a_copy_of_the_list_is_restored_by_keys(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    office = make_office()
    idle(qtbot)
    add(qtbot, office, "B")
    dialog = dialog_of(qtbot, office)
    assert dialog.list.item(0).text().endswith("tự động hằng ngày")
    assert dialog.last.text().endswith(f"{datetime.datetime.now().astimezone():%d/%m/%Y}")
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    idle(qtbot)
    assert names(office) == ["UBND xã Ea Kar"]


def test_without_copies_only_a_file_can_be_restored(qtbot: QtBot, office: Office) -> None:
    idle(qtbot)
    dialog = dialog_of(qtbot, office)
    assert not button(dialog, "Khôi phục bản đã chọn").isEnabled()
    assert "Chưa có bản" in dialog.last.text()
    dialog.reject()


def test_a_file_that_is_no_backup_is_told_and_nothing_changes(
    qtbot: QtBot, office: Office, choose_file: Choose, tmp_path: Path
) -> None:
    idle(qtbot)
    add(qtbot, office, "A")
    (tmp_path / "x.saoluu").write_bytes(os.urandom(9000))
    choose_file(tmp_path / "x.saoluu")
    button(dialog_of(qtbot, office), "Khôi phục từ tệp…").click()
    idle(qtbot)
    assert "x.saoluu" in office.window.notices.sentences[0]
    assert names(office) == ["A"]


def test_cancelled_file_dialogs_do_nothing(
    qtbot: QtBot, office: Office, choose_file: Choose, tmp_path: Path
) -> None:
    choose_file(None)
    office.window.action("back_up").trigger()
    button(dialog_of(qtbot, office), "Khôi phục từ tệp…").click()
    idle(qtbot)
    assert office.window.notices.sentences == []


# --- bad days


def test_a_broken_library_offers_its_newest_good_copy(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    broken = spoilt(filled.library_file)
    (filled.library_file.parent / "backups" / "library-2026-03-03-080000-daily.db").write_bytes(b"\xff" * 99)
    office = make_office()
    qtbot.waitUntil(lambda: office.window.notices.notice("memory") is not None)
    press(office, "memory", "Khôi phục bản ngày 02/01/2026")
    idle(qtbot)
    assert names(office) == ["UBND xã Ea Kar"]
    assert office.window.notices.notice("memory") is None
    (aside,) = filled.library_file.parent.glob("library-*-aside.db")
    assert aside.read_bytes() == broken


def test_a_broken_library_without_a_copy_can_be_begun_anew(
    qtbot: QtBot, make_office: Callable[[], Office], paths: Paths
) -> None:
    paths.data.mkdir()
    spoilt(paths.library_file)
    office = make_office()
    qtbot.waitUntil(lambda: office.window.notices.notice("memory") is not None)
    press(office, "memory", "Bắt đầu mới")
    idle(qtbot)
    add(qtbot, office, "A")
    assert office.session.library.database.trouble is None
    assert len(list(paths.data.glob("library-*-aside.db"))) == 1


def test_with_a_library_of_a_newer_version_letters_are_drafted(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths, answer_box: Answer
) -> None:
    connection = sqlite3.connect(filled.library_file)
    connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    connection.commit()
    connection.close()
    before = filled.library_file.read_bytes()
    office = make_office()
    qtbot.waitUntil(lambda: office.window.notices.notice("memory") is not None)
    assert "phiên bản mới" in office.window.notices.sentences[0]
    office.files.from_sample(NGOC_HOI)
    assert office.draft is not None
    # A letter that was opened has cleared the notices.
    office.memory.keeper.look()
    idle(qtbot)
    assert office.window.notices.notice("memory") is not None
    assert filled.library_file.read_bytes() == before
    assert [one.made.year for one in office.session.library.backups.all()] == [2026]


def test_a_notice_that_was_closed_stays_closed(
    qtbot: QtBot, make_office: Callable[[], Office], paths: Paths
) -> None:
    paths.data.mkdir()
    spoilt(paths.library_file)
    office = make_office()
    qtbot.waitUntil(lambda: office.window.notices.notice("memory") is not None)
    notice = office.window.notices.notice("memory")
    assert notice is not None
    notice.findChildren(QPushButton)[-1].click()
    office.memory.keeper.look()
    idle(qtbot)
    assert office.window.notices.notice("memory") is None


def test_a_vanished_folder_is_told_and_asked_about_when_closing(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths, answer_box: Answer
) -> None:
    office = make_office()
    idle(qtbot)
    away = filled.data.rename(filled.data.with_name("away"))
    add(qtbot, office, "B")
    assert "Không tới được" in office.window.notices.sentences[0]
    said = answer_box("Hủy")
    assert not office.may_close()
    assert "Không tới được" in said[0]
    away.rename(filled.data)
    press(office, "memory", "Thử lại")
    idle(qtbot)
    assert office.window.notices.notice("memory") is None
    connection = sqlite3.connect(filled.library_file)
    assert connection.execute("SELECT count(*) FROM agency").fetchone()[0] == 2
    connection.close()


def test_a_window_may_go_without_what_could_not_be_kept(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths, answer_box: Answer
) -> None:
    office = make_office()
    idle(qtbot)
    away = filled.data.rename(filled.data.with_name("away"))
    add(qtbot, office, "B")
    answer_box("Đóng, bỏ thay đổi")
    assert office.memory.keeper.may_close()
    away.rename(filled.data)


def test_closing_writes_what_was_just_kept(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    office = make_office()
    idle(qtbot)
    office.session.library.agencies.save(Agency(name="B"))
    assert office.window.close()
    assert kept_in(filled) == 2


def test_a_window_that_closes_never_waits_for_a_held_file_and_goes_when_it_is_free(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    office = make_office()
    idle(qtbot)
    office.window.show()
    other = sqlite3.connect(filled.library_file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    office.session.library.agencies.save(Agency(name="B"))
    heart = Heartbeat()
    assert not office.window.close()
    assert not office.window.close()
    assert any("sẽ tự đóng" in sentence for sentence in office.window.notices.sentences)
    qtbot.wait(300)
    assert heart.stop() < LONGEST_GAP
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: not office.window.isVisible(), timeout=8000)
    assert kept_in(filled) == 2


@pytest.mark.parametrize(("answer", "is_closed"), [("Hủy", False), ("Đóng, bỏ thay đổi", True)])
def test_a_file_held_for_long_is_asked_about_in_the_end(
    qtbot: QtBot,
    make_office: Callable[[], Office],
    filled: Paths,
    answer_box: Answer,
    answer: str,
    *,
    is_closed: bool,
) -> None:
    office = make_office()
    idle(qtbot)
    office.window.show()
    office.session.library.database.file._busy_seconds = 0.6
    other = sqlite3.connect(filled.library_file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    office.session.library.agencies.save(Agency(name="B"))
    said = answer_box(answer)
    assert not office.window.close()
    qtbot.waitUntil(lambda: bool(said), timeout=8000)
    qtbot.wait(200)
    assert "đang giữ bộ nhớ" in said[0]
    assert office.window.isVisible() is not is_closed
    other.execute("ROLLBACK")
    other.close()
    if not is_closed:
        assert office.window.close()
    assert kept_in(filled) == (1 if is_closed else 2)


def kept_in(paths: Paths) -> int:
    """How many agencies stand in the file."""
    connection = sqlite3.connect(paths.library_file)
    count = connection.execute("SELECT count(*) FROM agency").fetchone()[0]
    connection.close()
    return int(count)


def test_while_another_program_holds_the_file_the_window_lives(
    qtbot: QtBot, make_office: Callable[[], Office], filled: Paths
) -> None:
    other = sqlite3.connect(filled.library_file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    office = make_office()
    office.files.from_sample(NGOC_HOI)
    heart = Heartbeat()
    office.session.library.agencies.save(Agency(name="B"))
    assert names(office) == ["B"]
    qtbot.waitUntil(lambda: office.session.library.database.trouble is not None, timeout=8000)
    # The file is tried for five seconds; the window has not waited with it.
    assert heart.stop() < LONGEST_GAP
    assert office.draft is not None
    other.execute("ROLLBACK")
    other.close()
    press(office, "memory", "Thử lại")
    qtbot.waitUntil(lambda: sorted(names(office)) == ["B", "UBND xã Ea Kar"], timeout=8000)
