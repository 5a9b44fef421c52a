"""The life of a file in the window: saved, opened, shared, changed, recovered; asked about once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.editing import locking
from app.editing.export import export_word
from app.editing.locking import Holder
from app.letter.file import dumps, load
from app.letter.model import Letter, Secrecy
from app.settings.options import RECENT_FILES
from app.ui.office import Office
from app.ui.start import Begin
from tests.ui.window.conftest import NGOC_HOI, RULEBOOK

Choose = Callable[[Path | None], list[str]]
AnswerBox = Callable[[str], list[str]]


def _change(office: Office, subject: str = "chữ mới") -> None:
    assert office.draft is not None
    office.draft.apply(lambda letter: replace(letter, subject=subject))


def _letter(tmp_path: Path, name: str = "thu.congvan") -> Path:
    path = tmp_path / name
    path.write_bytes(NGOC_HOI.read_bytes())
    return path


@pytest.fixture
def opened(office: Office, qtbot: QtBot, tmp_path: Path) -> Office:
    """The program with a letter that has a file."""
    path = _letter(tmp_path)
    office.open_path(path)
    qtbot.waitUntil(lambda: office.draft is not None)
    return office


def test_a_new_letter_is_saved_under_the_suggested_name(
    with_letter: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path
) -> None:
    asked = choose_file(tmp_path / "moi")
    _change(with_letter)
    with_letter.do("files.save")
    qtbot.waitUntil(
        lambda: (tmp_path / "moi.congvan").is_file() and "đã lưu lúc" in with_letter.window._status.text()
    )
    assert asked[0].endswith("UBND-TH chu moi.congvan")
    assert load(tmp_path / "moi.congvan").letter.subject == "chữ mới"
    assert with_letter.window.windowTitle() == "moi.congvan – Soạn Công Văn"
    assert with_letter.session.settings.get(RECENT_FILES) == (str(tmp_path / "moi.congvan"),)


def test_a_secret_letter_is_not_remembered(
    with_letter: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path
) -> None:
    choose_file(tmp_path / "mat.congvan")
    assert with_letter.draft is not None
    with_letter.draft.apply(lambda letter: replace(letter, secrecy=Secrecy.SECRET))
    with_letter.do("files.save")
    qtbot.waitUntil(lambda: with_letter.draft is not None and with_letter.draft.path is not None)
    assert with_letter.session.settings.get(RECENT_FILES) == ()


def test_closing_a_clean_letter_asks_nothing(opened: Office) -> None:
    opened.do("files.close")
    assert opened.draft is None
    assert opened.window._stack.currentWidget() is opened.window.start_page
    assert len(opened.window.start_page.buttons(Begin.RECENT)) == 1


@pytest.mark.parametrize(
    ("answer", "closed", "saved"), [("Lưu", True, True), ("Không lưu", True, False), ("Hủy", False, False)]
)
def test_closing_an_unsaved_letter_asks_once(
    opened: Office, qtbot: QtBot, answer_box: AnswerBox, answer: str, closed: bool, saved: bool
) -> None:
    draft = opened.draft
    assert draft is not None
    assert draft.path is not None
    _change(opened)
    said = answer_box(answer)
    opened.window.close()
    qtbot.waitUntil(lambda: opened.window.isVisible() is not closed)
    assert len(said) == 1
    assert "thu.congvan" in said[0]
    assert (load(draft.path).letter.subject == "chữ mới") is saved


def test_opening_another_letter_leaves_the_old_one_first(
    opened: Office, qtbot: QtBot, answer_box: AnswerBox, tmp_path: Path
) -> None:
    _change(opened)
    other = _letter(tmp_path, "khac.congvan")
    said = answer_box("Hủy")
    opened.open_path(other)
    qtbot.waitUntil(lambda: bool(said) and not locking.lock_files(other, tmp_path)[0].exists())
    assert opened.name == "thu.congvan"
    answer_box("Không lưu")
    opened.open_path(other)
    qtbot.waitUntil(lambda: opened.name == "khac.congvan")


def test_a_letter_that_a_colleague_has_open_is_told_in_a_strip(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    path = _letter(tmp_path)
    now = office.session.desk.wall_clock()
    holder = Holder("Nguyễn Văn A", "PC-12", "12345:1", now)
    lock = locking.acquire(path, tmp_path, now, holder)
    assert lock is not None
    office.open_path(path)
    qtbot.waitUntil(lambda: office.window.notices.notice("open") is not None)
    notice = office.window.notices.notice("open")
    assert notice is not None
    assert "Nguyễn Văn A" in notice.words.text()
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.draft is not None
    assert office.draft.path is None


def test_a_file_changed_by_others_is_told_and_can_be_taken(opened: Office, qtbot: QtBot) -> None:
    draft = opened.draft
    assert draft is not None
    assert draft.path is not None
    draft.path.write_bytes(dumps(Letter(subject="của người khác")))
    opened.came_back()
    qtbot.waitUntil(lambda: opened.window.notices.notice("changed") is not None)
    notice = opened.window.notices.notice("changed")
    assert notice is not None
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: draft.letter.subject == "của người khác")
    assert opened.window.notices.notice("changed") is None


def test_saving_over_a_changed_file_is_asked(opened: Office, qtbot: QtBot, answer_box: AnswerBox) -> None:
    draft = opened.draft
    assert draft is not None
    assert draft.path is not None
    path = draft.path
    path.write_bytes(dumps(Letter(subject="của người khác")))
    _change(opened)
    said = answer_box("Ghi đè")
    opened.do("files.save")
    qtbot.waitUntil(lambda: load(path).letter.subject == "chữ mới")
    assert len(said) == 1


def test_our_own_word_file_opens_again(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "xuat.docx"
    export_word(load(NGOC_HOI).letter, RULEBOOK, target)
    office.open_path(target)
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.draft is not None
    assert office.draft.letter == load(NGOC_HOI).letter
    assert office.draft.path is None


def test_a_file_that_is_gone_is_told_and_forgotten(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "mat.congvan"
    office.session.settings.add_recent(gone)
    office.open_path(gone)
    qtbot.waitUntil(lambda: office.window.notices.notice("open") is not None)
    assert office.session.settings.get(RECENT_FILES) == ()


def test_a_letter_left_by_a_crash_is_offered_and_comes_back(
    make_office: Callable[[], Office], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first = make_office()
    first.files.from_sample(NGOC_HOI)
    _change(first, "chưa kịp lưu")
    first.session.desk.write_recovery()
    monkeypatch.setattr("app.editing.recovery.is_running", lambda _: False)
    second = make_office()
    buttons = second.window.start_page.buttons(Begin.RECOVER)
    assert len(buttons) == 1
    buttons[0].click()
    qtbot.waitUntil(lambda: second.draft is not None)
    assert second.draft is not None
    assert second.draft.letter.subject == "chưa kịp lưu"
    assert second.draft.is_dirty


def test_the_clock_writes_the_recovery_copy(with_letter: Office, qtbot: QtBot) -> None:
    _change(with_letter)
    folder = with_letter.session.desk.recovery.folder
    qtbot.waitUntil(lambda: len(list(folder.glob("*.recovery"))) == 1, timeout=5000)
    with_letter.put_away()
    assert list(folder.glob("*.recovery")) == []


def test_an_earlier_state_opens_as_a_new_letter(opened: Office, qtbot: QtBot) -> None:
    _change(opened)
    opened.do("files.save")
    draft = opened.draft
    assert draft is not None
    qtbot.waitUntil(lambda: not draft.is_dirty)
    assert draft.path is not None
    versions = opened.session.desk.versions.of(draft.path)
    opened.files._on_version(versions[-1])
    assert opened.draft is not draft
    assert opened.draft is not None
    assert opened.draft.letter.subject.startswith("tăng cường")


def test_a_cancelled_dialog_changes_nothing(with_letter: Office, choose_file: Choose) -> None:
    assert QFileDialog is not None
    choose_file(None)
    _change(with_letter)
    with_letter.do("files.save")
    with_letter.do("files.open")
    assert with_letter.draft is not None
    assert with_letter.draft.path is None
