"""Văn bản đã soạn with real keys: search, sort, narrow, open, begin a new one, folders, bad days."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.base.errors import AppError
from app.base.resources import resource_path
from app.letter.file import load
from app.letter.model import Code, Organ, PartialDate, Secrecy, Status
from app.library.letter_scan import Progress
from app.library.letter_search import Order
from app.library.letter_store import LetterStore
from app.settings.options import RECENT_FILES
from app.ui.letters.folders import FoldersDialog
from app.ui.letters.model import DETAIL_ROLE, PORTION
from app.ui.letters.page import LettersPage
from app.ui.session import Session
from tests.support.clerk import Clerk

SAMPLE = load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter

Enter = Callable[[], LettersPage]
Keep = Callable[..., Path]


def subjects(page: LettersPage) -> list[str]:
    """The first lines of the rows."""
    return [str(page.table.index(row, 0).data()) for row in range(page.table.rowCount())]


def chosen(page: LettersPage) -> str:
    """The file of the chosen row."""
    return page.view.chosen.entry.path.stem if page.view.chosen else ""


def folders_of(qtbot: QtBot, page: LettersPage) -> FoldersDialog:
    """The dialog, which comes a moment after its key."""
    qtbot.waitUntil(lambda: page.findChild(FoldersDialog) is not None)
    dialog = page.findChild(FoldersDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def page(enter: Enter, session: Session, folder: Path, keep: Keep) -> LettersPage:
    """The page with three letters."""
    keep("a", "đôn đốc báo cáo", date=PartialDate(year=2026, month=3, day=1), status=Status.ISSUED)
    keep(
        "b",
        "góp ý dự thảo",
        date=PartialDate(year=2026, month=2, day=1),
        code=Code(number="12", organ_notations=("UBND",)),
    )
    keep(
        "c",
        "báo cáo kinh phí",
        date=PartialDate(year=2025, month=1, day=1),
        issuers=(Organ(name="UBND xã A"),),
    )
    session.library.letters.folders.add(folder)
    return enter()


# --- finding


def test_the_cursor_stands_in_the_search_field_and_the_newest_is_chosen(page: LettersPage) -> None:
    assert page.filters.words.hasFocus()
    assert subjects(page) == ["Đôn đốc báo cáo", "Góp ý dự thảo", "Báo cáo kinh phí"]
    assert chosen(page) == "a"


def test_typing_without_diacritics_finds_and_enter_opens(qtbot: QtBot, page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.type("gop y du th")
    assert subjects(page) == ["Góp ý dự thảo"]
    with qtbot.waitSignal(page.path_wanted) as asked:
        clerk.press("Return")
    assert asked.args == [page.view.chosen.entry.path if page.view.chosen else None]
    assert chosen(page) == "b"


def test_arrows_move_in_the_list_while_the_cursor_stays_in_the_field(qtbot: QtBot, page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.press("Down", "Down")
    assert chosen(page) == "c"
    assert page.filters.words.hasFocus()
    clerk.press("Up")
    with qtbot.waitSignal(page.path_wanted) as asked:
        clerk.press("Return")
    assert asked.args is not None
    assert asked.args[0].stem == "b"


def test_enter_in_the_list_opens_and_so_does_a_double_click(qtbot: QtBot, page: LettersPage) -> None:
    page.view.setFocus()
    with qtbot.waitSignal(page.path_wanted):
        Clerk(page).press("Return")
    spot = page.view.visualRect(page.table.index(2, 0)).center()
    with qtbot.waitSignal(page.path_wanted) as asked:
        QTest.mouseClick(
            page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
        QTest.mouseDClick(
            page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
    assert asked.args is not None
    assert asked.args[0].stem == "c"


def test_the_second_line_shows_where_the_words_stand(page: LettersPage) -> None:
    place = page.table.index(0, 0).data(DETAIL_ROLE)
    assert place.text.startswith("a.congvan – ")
    Clerk(page).type("nguoi dung dau")
    snippet = page.table.index(0, 0).data(DETAIL_ROLE)
    assert [snippet.text[begin:end] for begin, end in snippet.marks][:3] == ["người", "đứng", "đầu"]


def test_escape_empties_the_field_first_and_leaves_then(page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.type("kinh phi")
    clerk.press("Escape")
    assert page.filters.words.text() == ""
    assert len(subjects(page)) == 3
    assert page.isVisible()


def test_lists_narrow_what_is_shown(page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.choose("Trạng thái", "Đã phát hành")
    assert chosen(page) == "a"
    assert len(subjects(page)) == 1
    clerk.choose("Trạng thái", "Mọi trạng thái")
    clerk.choose("Cơ quan ban hành", "UBND xã A")
    assert subjects(page) == ["Báo cáo kinh phí"]
    clerk.choose("Năm", "2026")
    assert subjects(page) == []
    assert page.empty.isVisible()
    clerk.click("Bỏ tìm và lọc")
    assert len(subjects(page)) == 3
    assert page.filters.words.hasFocus()


def test_the_list_is_sorted_by_keys_and_by_its_header(qtbot: QtBot, page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.choose("Sắp xếp theo", "Trích yếu")
    assert subjects(page) == ["Báo cáo kinh phí", "Đôn đốc báo cáo", "Góp ý dự thảo"]
    assert chosen(page) == "c"
    header = page.view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(2) + 10, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert page.filters.order.currentData() == Order.DATE
    assert subjects(page)[0] == "Báo cáo kinh phí"
    clerk.choose("Sắp xếp theo", "Ngày văn bản")
    clerk.choose("Sắp xếp theo", "Khớp nhất, mới nhất")
    assert subjects(page)[0] == "Đôn đốc báo cáo"


def test_rows_are_read_while_one_scrolls(enter: Enter, session: Session, keep: Keep, folder: Path) -> None:
    for number in range(PORTION + 30):
        session.library.letters.note(keep(f"{number:03}", "họp"), SAMPLE)
    page = enter()
    assert page.table.rowCount() == PORTION
    assert page.line.words.accessibleName() == f"{PORTION + 30} văn bản"
    Clerk(page).press(*["PgDown"] * 20)
    assert page.table.rowCount() == PORTION + 30
    assert page.view.currentIndex().row() == PORTION + 29


def test_an_index_that_is_gone_while_one_scrolls_is_told_when_asked_again(
    enter: Enter, session: Session, keep: Keep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(PORTION + 30):
        session.library.letters.note(keep(f"{number:03}", "họp"), SAMPLE)
    page = enter()
    page.filters.words.setText("hop")
    page.table._details.clear()

    def gone(*_: object) -> list[tuple[object, ...]]:
        raise AppError("letters.index_busy")

    monkeypatch.setattr(LetterStore, "rows", gone)
    assert page.table.index(0, 0).data(DETAIL_ROLE).marks == ()
    Clerk(page).press(*["PgDown"] * 20)
    assert page.table.rowCount() == PORTION
    page.refresh()
    assert page.notices.sentences


# --- doing


def test_a_new_letter_is_begun_from_the_chosen_one(qtbot: QtBot, page: LettersPage) -> None:
    clerk = Clerk(page)
    clerk.press("Down")
    with qtbot.waitSignal(page.renew_wanted) as asked:
        clerk.press("Alt+V")
    assert asked.args is not None
    assert asked.args[0].stem == "b"


def test_the_folder_of_a_file_is_shown(
    qtbot: QtBot, page: LettersPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    Clerk(page).press("Alt+A")
    qtbot.waitUntil(lambda: bool(shown))
    assert Path(shown[0]) == folder


def test_a_file_that_is_gone_is_told_and_its_row_goes(
    qtbot: QtBot, page: LettersPage, folder: Path, session: Session
) -> None:
    path = folder / "a.congvan"
    session.settings.add_recent(path)
    path.unlink()
    wanted: list[object] = []
    page.path_wanted.connect(wanted.append)
    Clerk(page).press("Return")
    qtbot.waitUntil(lambda: page.notices.notice("missing") is not None)
    assert "a.congvan" in page.notices.sentences[0]
    assert subjects(page) == ["Góp ý dự thảo", "Báo cáo kinh phí"]
    assert chosen(page) == "b"
    assert wanted == []
    assert session.settings.get(RECENT_FILES) == ()


def test_a_moved_file_is_found_again(qtbot: QtBot, page: LettersPage, folder: Path) -> None:
    (folder / "2026").mkdir()
    (folder / "a.congvan").rename(folder / "2026" / "moi.congvan")
    Clerk(page).press("Return")
    qtbot.waitUntil(lambda: page.notices.notice("missing") is not None)
    qtbot.waitUntil(lambda: not page.scanner.is_running)
    assert subjects(page)[0] == "Đôn đốc báo cáo"
    assert page.table.letter(0).entry.path == folder / "2026" / "moi.congvan"  # type: ignore[union-attr]


# --- folders


def test_the_empty_page_teaches_and_a_folder_fills_it(
    qtbot: QtBot, enter: Enter, keep: Keep, folder: Path, choose_folder: Callable[[Path | None], None]
) -> None:
    page = enter()
    assert page.empty.isVisible()
    assert "thư mục" in page.empty.words.text()
    assert not page.open.isEnabled()
    keep("a", "đôn đốc")
    choose_folder(None)
    Clerk(page).click("Thêm thư mục…")
    assert page.empty.isVisible()
    choose_folder(folder)
    Clerk(page).click("Thêm thư mục…")
    qtbot.waitUntil(lambda: subjects(page) == ["Đôn đốc"])
    assert page.view.isVisible()


def test_a_folder_is_removed_and_put_back(
    qtbot: QtBot, page: LettersPage, folder: Path, session: Session
) -> None:
    clerk = Clerk(page)
    clerk.press("Alt+N")
    dialog = folders_of(qtbot, page)
    inside = Clerk(dialog)
    inside.press("Delete")
    assert session.library.letters.folders.all() == []
    qtbot.waitUntil(lambda: subjects(page) == [])
    inside.click("Hoàn tác")
    assert session.library.letters.folders.all() == [folder]
    qtbot.waitUntil(lambda: len(subjects(page)) == 3)
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(FoldersDialog) is None)


def test_what_cannot_be_read_is_counted_and_listed(
    qtbot: QtBot, enter: Enter, session: Session, folder: Path, tmp_path: Path
) -> None:
    (folder / "hong.congvan").write_text("{oops", "utf-8")
    session.library.letters.folders.add(folder)
    session.library.letters.folders.add(tmp_path / "đã mất")
    page = enter()
    Clerk(page).click("2 chỗ không đọc được")
    dialog = folders_of(qtbot, page)
    said = [dialog.problems.item(row).text() for row in range(dialog.problems.count())]
    assert [Path(line.split("\n")[0]).name for line in said] == ["hong.congvan", "đã mất"]
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(FoldersDialog) is None)


def test_the_list_is_made_anew_on_request(qtbot: QtBot, page: LettersPage) -> None:
    Clerk(page).press("Alt+N")
    dialog = folders_of(qtbot, page)
    with qtbot.waitSignal(page.scanner.finished):
        Clerk(dialog).press("Alt+L")
    assert len(subjects(page)) == 3


# --- what happens meanwhile


def test_a_broken_index_heals_itself(
    qtbot: QtBot, page: LettersPage, session: Session, tmp_path: Path
) -> None:
    session.library.letters.close()
    for path in (tmp_path / "home" / "cache").iterdir():
        path.write_bytes(b"rubbish" * 5000)
    page.entered()
    qtbot.waitUntil(lambda: len(subjects(page)) == 3)


def test_a_letter_that_became_secret_goes(qtbot: QtBot, page: LettersPage, keep: Keep) -> None:
    keep("a", "đôn đốc", secrecy=Secrecy.SECRET)
    page.scan()
    qtbot.waitUntil(lambda: not page.scanner.is_running)
    assert subjects(page) == ["Góp ý dự thảo", "Báo cáo kinh phí"]


def test_a_drive_that_does_not_answer_leaves_the_page_alive(qtbot: QtBot, page: LettersPage) -> None:
    answers = threading.Event()

    def hanging() -> Generator[Progress]:
        answers.wait(20)
        yield from ()

    page.scanner._silence.setInterval(50)
    page.scanner.start(hanging)
    with qtbot.waitSignal(page.scanner.stalled):
        Clerk(page).type("kinh phi")
    assert subjects(page) == ["Báo cáo kinh phí"]
    # Another scan does not wait for it.
    page.scan()
    qtbot.waitUntil(lambda: not page.scanner.is_running)
    answers.set()


def test_every_control_has_a_name(page: LettersPage) -> None:
    for kind in (QPushButton, QLineEdit):
        for widget in page.findChildren(kind):
            assert widget.accessibleName(), widget


def test_nothing_is_cut_at_the_smallest_window(page: LettersPage) -> None:
    assert page.minimumSizeHint().width() <= 800
    assert page.minimumSizeHint().height() <= 360
