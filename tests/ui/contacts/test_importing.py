"""From an Excel file or the clipboard into the book: five strokes for three hundred rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.importer.spreadsheets import rows_of_text
from app.library.contact import Contact
from app.library.contact_groups import move_group
from app.library.contacts_export import as_excel
from app.ui.contacts import importing
from app.ui.contacts.importing import ImportDialog
from app.ui.contacts.page import NOTICE, ContactsPage

COPIED = (("Sở Y tế", "SYT"), ("Sở Nội vụ", "SNV"))
ChooseFile = Callable[[Path | None], list[str]]


@pytest.fixture(autouse=True)
def _one_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is small is looked through at once, also where this machine is slow."""
    monkeypatch.setattr(importing, "_FIRST_SLICE_SECONDS", 60.0)


def three_hundred(path: Path, count: int = 300) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("DANH SÁCH",))
    sheet.append(())
    sheet.append(("STT", "Tên cơ quan", "Viết tắt", "Nhóm", "Địa chỉ"))
    for number in range(1, count + 1):
        sheet.append((number, f"Ủy ban nhân dân xã số {number}", f"XA{number}", "Các xã", f"Thôn {number}"))
    book.save(path)
    return path


def dialog_of(qtbot: QtBot) -> ImportDialog:
    def is_there() -> bool:
        return isinstance(QApplication.activeModalWidget(), ImportDialog)

    qtbot.waitUntil(is_there)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def test_three_hundred_rows_cost_a_click_a_file_and_enter(
    qtbot: QtBot, page: ContactsPage, choose_file: ChooseFile, tmp_path: Path
) -> None:
    choose_file(three_hundred(tmp_path / "danh ba.xlsx"))
    # The button has the focus in an empty book: Enter is as good as a click.
    focus = QApplication.focusWidget()
    assert focus is page.empty.buttons["import"]
    QTest.keyClick(focus, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot)
    qtbot.waitUntil(lambda: dialog.counts.text() == "300 nơi nhận mới")
    focus = QApplication.focusWidget()
    assert focus is dialog.go
    QTest.keyClick(focus, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.book.all()) == 300)
    assert page.book.groups() == ["Các xã"]
    assert page.table.contacts.rowCount() == 300
    notice = page.notices.notice(NOTICE)
    assert notice is not None
    assert notice.words.text() == "Đã nhập 300 nơi nhận mới."
    notice.buttons[0].click()
    assert page.book.all() == []
    assert page.book.groups() == []


def test_a_large_file_is_imported_with_the_window_alive(
    qtbot: QtBot, page: ContactsPage, choose_file: ChooseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_FIRST_SLICE_SECONDS", 0.0)
    choose_file(three_hundred(tmp_path / "danh ba.xlsx", 3000))
    page.buttons["import"].click()
    dialog = dialog_of(qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.book.all()) == 3000, timeout=20_000)


def test_a_column_is_chosen_by_hand_and_each_role_once(qtbot: QtBot, page: ContactsPage) -> None:
    dialog = page.exchange.offer((rows_of_text("a1\tSở Nội vụ\nb2\tSở Y tế", "dán"),))
    assert [choice.currentData() for choice in dialog.choices] == ["none", "name"]
    first = dialog.choices[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)  # to the name
    assert [choice.currentData() for choice in dialog.choices] == ["name", "none"]
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert [choice.currentData() for choice in dialog.choices] == ["none", "none"]
    assert "Chưa có cột nào là tên" in dialog.counts.text()
    assert not dialog.go.isEnabled()
    dialog.accept()
    assert page.book.all() == []
    dialog.reject()


def test_rows_tell_what_becomes_of_them(qtbot: QtBot, page: ContactsPage) -> None:
    page.book.save(Contact(name="Ủy ban nhân dân xã Ia Ly"))
    text = "STT\tTên cơ quan\tĐịa chỉ\n1\tUBND xã Ia Ly\tThôn 1\n2\t\tx\n3\tSở Y tế\t"
    dialog = page.exchange.offer((rows_of_text(text, "dán"),))
    said = [item.text() for row in range(1, 5) if (item := dialog.table.item(row, 0))]
    assert said == ["Tiêu đề", "Bổ sung cho “Ủy ban nhân dân xã Ia Ly”", "Bỏ qua: không có tên", "Mới"]
    assert dialog.go.text() == "Nhập 2 nơi nhận"
    dialog.group.setEditText("Các nơi")
    dialog.accept()
    assert {one.name for one in page.book.expand("Các nơi")} == {"Ủy ban nhân dân xã Ia Ly", "Sở Y tế"}


def test_the_first_row_can_be_moved_and_another_sheet_chosen(qtbot: QtBot, page: ContactsPage) -> None:
    sheets = (rows_of_text("Sở A\nSở B", "một"), rows_of_text("Sở C\nSở D\nSở E", "hai"))
    dialog = page.exchange.offer(sheets)
    assert dialog.go.text() == "Nhập 2 nơi nhận"
    dialog.sheets.setCurrentIndex(1)
    dialog.sheets.activated.emit(1)
    assert dialog.go.text() == "Nhập 3 nơi nhận"
    dialog.first.setValue(2)
    assert dialog.go.text() == "Nhập 2 nơi nhận"
    dialog.accept()
    assert [entry.contact.name for entry in page.book.all()] == ["Sở D", "Sở E"]


def test_cells_copied_in_excel_are_pasted(qtbot: QtBot, page: ContactsPage) -> None:
    copied = QMimeData()
    copied.setHtml(
        "<table><tr><td>Sở Y tế</td><td>SYT</td></tr><tr><td>Sở Nội vụ</td><td>SNV</td></tr></table>"
    )
    copied.setText("Sở Y tế\tSYT\nSở Nội vụ\tSNV\n")
    QGuiApplication.clipboard().setMimeData(copied)
    page.empty.buttons["paste"].click()
    dialog_of(qtbot).accept()
    assert [entry.contact.abbreviation for entry in page.book.all()] == ["SNV", "SYT"]


def test_nothing_copied_is_told(page: ContactsPage, answer_box: Callable[[str], list[str]]) -> None:
    QGuiApplication.clipboard().clear()
    said = answer_box("Đóng")
    page.buttons["paste"].click()
    assert said == ["Chưa có gì để dán; hãy chọn các ô trong Excel, nhấn Ctrl+C rồi dán lại."]


def test_a_file_that_is_no_sheet_is_told_and_another_can_be_chosen(
    qtbot: QtBot,
    page: ContactsPage,
    choose_file: ChooseFile,
    answer_box: Callable[[str], list[str]],
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")
    choose_file(path)
    said = answer_box("Đóng")
    page.buttons["import"].click()
    qtbot.waitUntil(lambda: bool(said))
    assert "x.pdf" in said[0]
    choose_file(three_hundred(tmp_path / "a.xlsx", 3))
    page.buttons["import"].click()
    dialog_of(qtbot).reject()
    assert page.book.all() == []


def test_the_book_is_written_to_excel_and_csv(
    qtbot: QtBot, page: ContactsPage, choose_file: ChooseFile, tmp_path: Path
) -> None:
    page.book.save(Contact(name="=HYPERLINK(1)"))
    page.refresh()
    for name, written in (("ra", "ra.xlsx"), ("ra.csv", "ra.csv")):
        asked = choose_file(tmp_path / name)
        with qtbot.waitSignal(page.message):
            page.buttons["export"].click()
        assert asked[0].endswith("Danh bạ.xlsx")
        assert (tmp_path / written).exists()
    sheet = load_workbook(tmp_path / "ra.xlsx").active
    assert sheet is not None
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=HYPERLINK(1)", "s")


def test_a_written_book_is_read_again_with_its_groups_in_order(
    qtbot: QtBot, page: ContactsPage, choose_file: Callable[[Path | None], list[str]], tmp_path: Path
) -> None:
    page.book.save(Contact(name="Xã A", groups=("Các xã",)))
    page.book.save(Contact(name="Sở B", groups=("Các sở",)))
    move_group(page.book, "Các sở", -1)
    path = tmp_path / "danh ba.xlsx"
    path.write_bytes(as_excel(page.book))
    page.done(page.book.change((), list(page.book.entries()), ()))
    assert page.book.groups() == []
    choose_file(path)
    page.exchange.ask_file()
    dialog = dialog_of(qtbot)
    assert not dialog.sheets.isVisible()
    qtbot.waitUntil(lambda: dialog.counts.text() == "2 nơi nhận mới")
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.book.all()) == 2)
    assert page.book.groups() == ["Các sở", "Các xã"]
    page.undo()
    assert page.book.groups() == []


def test_the_dialog_is_freed_when_it_closes(qtbot: QtBot, page: ContactsPage) -> None:
    dialog = page.exchange.offer((rows_of_text("Sở A", "x"),))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_enter_before_the_rows_are_looked_through_waits_for_them(qtbot: QtBot, page: ContactsPage) -> None:
    rows = "\n".join(f"Cơ quan thứ {number}" for number in range(5000))
    dialog = page.exchange.offer((rows_of_text(rows, "x"),))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.book.all()) == 5000, timeout=20_000)
