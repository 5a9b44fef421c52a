"""The life of a file in the window: saved, opened, shared, changed, recovered; asked about once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.editing import locking
from app.editing.export import export_word
from app.editing.locking import Holder
from app.editing.recovery import RecoveryStore
from app.letter.file import dumps, load
from app.letter.model import Letter, Secrecy, Status
from app.settings.options import RECENT_FILES
from app.ui import tasks
from app.ui.dialogs.versions import VersionsDialog
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
    opened.files.earlier.open(versions[-1])
    assert opened.draft is not draft
    assert opened.draft is not None
    assert opened.draft.letter.subject.startswith("tăng cường")


def test_an_earlier_state_is_taken_back_and_that_can_be_undone(
    opened: Office, qtbot: QtBot, choose_file: Choose
) -> None:
    _change(opened)
    opened.do("files.save")
    draft = opened.draft
    assert draft is not None
    qtbot.waitUntil(lambda: not draft.is_dirty)
    path = draft.path
    opened.do("files.versions")
    dialog = opened.window.findChild(VersionsDialog)
    assert dialog is not None
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    button = next(one for one in dialog.findChildren(QPushButton) if "Lấy lại" in one.text())
    button.click()
    assert opened.draft is draft
    assert draft.path == path
    assert draft.letter.subject.startswith("tăng cường")
    assert draft.is_dirty
    opened.do("tools.undo")
    assert draft.letter.subject == "chữ mới"


def test_an_issued_letter_takes_no_earlier_state_back(opened: Office) -> None:
    draft = opened.draft
    assert draft is not None
    draft.apply(lambda letter: replace(letter, status=Status.ISSUED))
    assert draft.path is not None
    opened.session.desk.versions.keep(draft.path, b"{}", 1.0)
    opened.do("files.versions")
    dialog = opened.window.findChild(VersionsDialog)
    assert dialog is not None
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isEnabled()]
    assert [one.text().replace("&", "") for one in buttons] == ["Mở bản này", "Đóng"]
    dialog.close()


def test_a_letter_that_is_not_opened_after_all_can_be_opened_again(
    with_letter: Office, qtbot: QtBot, choose_file: Choose, answer_box: AnswerBox, tmp_path: Path
) -> None:
    other = _letter(tmp_path, "khac.congvan")
    _change(with_letter)
    choose_file(None)
    for label in ("Lưu", "Hủy", "Không lưu"):
        said = answer_box(label)
        with_letter.open_path(other)
        qtbot.waitUntil(lambda said=said: bool(said) and not tasks.is_busy())  # type: ignore[misc]
    qtbot.waitUntil(lambda: with_letter.draft is not None and with_letter.draft.path == other)
    assert with_letter.window.notices.sentences == []


def test_a_file_that_is_gone_is_told_as_such_and_saved_again(opened: Office, qtbot: QtBot) -> None:
    draft, notices = opened.draft, opened.window.notices
    assert draft is not None
    assert draft.path is not None
    path = draft.path
    path.unlink()
    opened.came_back()
    qtbot.waitUntil(lambda: notices.notice("changed") is not None)
    assert "Không còn thấy tệp" in notices.sentences[0]
    _change(opened)
    notice = notices.notice("changed")
    assert notice is not None
    notice.buttons[0].click()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not draft.is_dirty)


def test_a_drive_that_is_there_again_takes_its_notice_away(
    opened: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    draft, notices = opened.draft, opened.window.notices
    assert draft is not None
    assert draft.path is not None
    away = draft.path.rename(tmp_path / "away")
    opened.came_back()
    qtbot.waitUntil(lambda: notices.notice("changed") is not None)
    away.rename(draft.path)
    opened.came_back()
    qtbot.waitUntil(lambda: notices.notice("changed") is None)


@pytest.fixture
def crashed(
    make_office: Callable[[], Office], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> Path:
    """A letter with a file and what a crash left of it, and something left of another one."""
    path = _letter(tmp_path)
    first = make_office()
    first.open_path(path)
    qtbot.waitUntil(lambda: first.draft is not None)
    _change(first, "chưa kịp lưu")
    first.session.desk.new(Letter(subject="thư khác"))
    first.session.desk.write_recovery()
    for autosave in first.session.desk._autosaves.values():
        # What closes in this test leaves its copies, as the crash did.
        autosave._store = RecoveryStore(tmp_path / "nowhere")
    monkeypatch.setattr("app.editing.recovery.is_running", lambda _: False)
    monkeypatch.setattr("app.editing.locking.is_running", lambda _: False)
    return path


def test_a_letter_opened_by_its_file_offers_what_a_crash_left_of_it(
    crashed: Path, make_office: Callable[[], Office], qtbot: QtBot
) -> None:
    office = make_office()
    office.open_path(crashed)
    qtbot.waitUntil(lambda: office.window.notices.notice("left") is not None)
    assert "bản tự lưu lúc" in office.window.notices.sentences[0]
    notice = office.window.notices.notice("left")
    assert notice is not None
    notice.buttons[0].click()
    qtbot.waitUntil(lambda: office.draft is not None and office.draft.letter.subject == "chưa kịp lưu")
    assert office.draft is not None
    assert office.draft.path == crashed
    assert office.window.notices.sentences == []


def test_a_start_with_a_file_tells_of_other_letters_that_a_crash_left(
    crashed: Path, make_office: Callable[[], Office], qtbot: QtBot, tmp_path: Path
) -> None:
    office = make_office()
    other = _letter(tmp_path, "khac.congvan")
    office.open_path(other)
    qtbot.waitUntil(lambda: office.window.notices.notice("left") is not None)
    assert "còn 2 văn bản chưa lưu" in office.window.notices.sentences[0]
    notice = office.window.notices.notice("left")
    assert notice is not None
    notice.buttons[0].click()
    assert office.draft is None
    assert len(office.window.start_page.buttons(Begin.RECOVER)) == 2
    # Told once.
    office.open_path(other)
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.window.notices.sentences == []


def test_a_recovered_letter_whose_file_was_changed_since_says_so(
    crashed: Path, make_office: Callable[[], Office], qtbot: QtBot
) -> None:
    crashed.write_bytes(dumps(Letter(subject="của người khác")))
    office = make_office()
    for button in office.window.start_page.buttons(Begin.RECOVER):
        if button.entry.title == "chưa kịp lưu":
            button.click()
            break
    qtbot.waitUntil(lambda: office.draft is not None)
    qtbot.waitUntil(lambda: office.window.notices.notice("changed") is not None)
    assert office.draft is not None
    assert office.draft.letter.subject == "chưa kịp lưu"
    assert "đã bị sửa ở nơi khác" in office.window.notices.sentences[0]


def test_a_cancelled_dialog_changes_nothing(with_letter: Office, choose_file: Choose) -> None:
    assert QFileDialog is not None
    choose_file(None)
    _change(with_letter)
    with_letter.do("files.save")
    with_letter.do("files.open")
    assert with_letter.draft is not None
    assert with_letter.draft.path is None
