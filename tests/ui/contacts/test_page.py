"""Danh bạ in the window, with real keys: added, edited, removed, taken back, grouped, searched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.letter.model import AddresseeKind
from app.library.contact import Contact
from app.library.contact_columns import Role
from app.ui.contacts.groups import LEARNED
from app.ui.contacts.model import COLUMNS
from app.ui.contacts.page import NOTICE, ContactsPage

Key = Qt.Key


def fill(page: ContactsPage, *names: str, groups: tuple[str, ...] = ()) -> None:
    for name in names:
        page.book.save(Contact(name=name, groups=groups))
    page.refresh()


def shown(page: ContactsPage) -> list[str]:
    model = page.table.contacts
    return [model.entry(row).contact.name for row in range(model.rowCount())]


def type_into_focus(words: str) -> None:
    """Types as a clerk does; the editor that has the focus takes it."""
    for char in words:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.insert(char) if not char.isascii() else QTest.keyClicks(field, char)


def press(key: Qt.Key, widget: QWidget | None = None) -> None:
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def settled(qtbot: QtBot, page: ContactsPage, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: not page.later.isActive() and is_so())


def test_an_empty_book_teaches_and_begins_with_the_import(page: ContactsPage) -> None:
    assert page.stack.currentWidget() is page.empty
    assert QApplication.focusWidget() is page.empty.buttons["import"]
    assert "Excel" in page.empty.words.text()
    assert not page.buttons["export"].isEnabled()


def test_insert_adds_a_row_that_is_typed_at_once(qtbot: QtBot, page: ContactsPage) -> None:
    page.empty.buttons["add"].click()
    type_into_focus("Sở Nội vụ")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: shown(page) == ["Sở Nội vụ"])
    press(Key.Key_Insert, page.table)
    type_into_focus("Bà Trần Thị B")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: shown(page) == ["Bà Trần Thị B", "Sở Nội vụ"])
    assert [entry.contact.kind for entry in page.book.all()] == [AddresseeKind.PERSON, AddresseeKind.AGENCY]
    assert page.table.chosen_ids == [page.book.all()[0].contact.id]


def test_an_added_row_without_a_name_goes_away(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Sở Nội vụ")
    press(Key.Key_Insert, page.table)
    assert page.table.contacts.rowCount() == 2
    press(Key.Key_Escape)
    settled(qtbot, page, lambda: shown(page) == ["Sở Nội vụ"])
    assert len(page.book.all()) == 1


def test_a_name_that_is_known_is_not_added_twice(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Ủy ban nhân dân xã Ia Ly")
    press(Key.Key_Insert, page.table)
    type_into_focus("UBND xã Ia Ly")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: len(shown(page)) == 1)
    assert "đã có trong danh bạ" in page.notices.sentences[0]
    assert len(page.book.all()) == 1


def test_two_people_may_have_one_name(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Sở Nội vụ")
    for count in (1, 2):
        press(Key.Key_Insert, page.table)
        type_into_focus("Ông Lê Văn An")
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: shown(page).count("Ông Lê Văn An") == count)  # noqa: B023 - at once
        settled(qtbot, page, lambda: len(shown(page)) == 1 + count)  # noqa: B023 - at once
    assert len(page.book.all()) == 3
    assert "cùng tên" in page.notices.sentences[0]
    first = page.table.contacts.index(shown(page).index("Ông Lê Văn An"), COLUMNS.index(Role.ADDRESS))
    page.table.contacts.setData(first, "Tổ 1")
    qtbot.waitUntil(lambda: sorted(one.contact.address for one in page.book.all()) == ["", "", "Tổ 1"])


def test_a_learned_name_put_in_by_hand_comes_into_the_group_that_is_shown(
    qtbot: QtBot, page: ContactsPage
) -> None:
    page.book.save(Contact(name="Sở Nội vụ", groups=("Các sở",)))
    page.book.learn([Contact(name="Sở Y tế", note="để p/h")])
    page.refresh()
    page.groups.choose("Các sở")
    press(Key.Key_Insert, page.table)
    type_into_focus("sở y tế")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: len(page.book.expand("Các sở")) == 2)
    entry = page.book.find("Sở Y tế")
    assert entry is not None
    assert (entry.contact.name, entry.contact.note, entry.learned) == ("sở y tế", "để p/h", False)


def test_a_cell_is_edited_in_place_and_taken_back(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Sở Nội vụ")
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.contacts.index(0, 1))
    press(Key.Key_F2)
    type_into_focus("SNV")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.book.all()[0].contact.abbreviation == "SNV")
    page.table.setCurrentIndex(page.table.contacts.index(0, 3))
    press(Key.Key_F2)
    type_into_focus("Các sở; Khối A")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.book.groups() == ["Các sở", "Khối A"])
    QTest.keyClick(page.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.book.all()[0].contact.abbreviation == ""
    assert page.book.groups() == []


def test_delete_removes_the_chosen_rows_and_the_notice_brings_them_back(
    qtbot: QtBot, page: ContactsPage
) -> None:
    fill(page, "Sở A", "Sở B", "Sở C")
    page.table.setFocus()
    page.table.selectAll()
    before = page.book.all()
    press(Key.Key_Delete)
    assert page.book.all() == []
    notice = page.notices.notice(NOTICE)
    assert notice is not None
    assert "3 nơi nhận" in notice.words.text()
    notice.buttons[0].click()
    assert page.book.all() == before
    assert shown(page) == ["Sở A", "Sở B", "Sở C"]
    assert page.notices.notice(NOTICE) is None


def test_the_search_needs_no_diacritics_and_down_goes_on_to_the_table(page: ContactsPage) -> None:
    fill(page, "Sở Nội vụ", "Sở Y tế", "Bộ Y tế")
    page.search.setFocus()
    type_into_focus("so y")
    assert shown(page) == ["Sở Y tế"]
    press(Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    assert len(page.table.chosen_ids) == 1
    page.search.setText("zzz")
    assert page.stack.currentWidget() is page.empty
    assert "khớp" in page.empty.head.text()


def test_a_change_by_another_window_waits_for_the_name_of_a_group(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Xã B", groups=("Các xã",))
    page.groups.choose("Các xã")
    page.groups.rename.click()
    type_into_focus("Các xã, ")
    page.book.save(Contact(name="Xã C", groups=("Các xã",)))
    qtbot.waitUntil(lambda: not page.later.isActive())
    type_into_focus("phường")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.groups.group == "Các xã, phường")
    assert shown(page) == ["Xã B", "Xã C"]


def test_groups_filter_and_are_made_renamed_moved_and_removed(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Sở A", groups=("Các sở",))
    fill(page, "Xã B", groups=("Các xã",))
    page.groups.choose("Các xã")
    assert shown(page) == ["Xã B"]
    page.groups.up.click()
    assert page.book.groups() == ["Các xã", "Các sở"]
    page.groups.rename.click()
    type_into_focus("Các xã, phường")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.groups.group == "Các xã, phường")
    assert shown(page) == ["Xã B"]
    page.groups.make.click()
    type_into_focus("Các phòng")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.book.groups() == ["Các xã, phường", "Các sở", "Các phòng"])
    assert page.groups.group == "Các phòng"
    assert "Nhóm này chưa có" in page.empty.head.text()
    page.groups.choose("Các sở")
    press(Key.Key_Delete, page.groups.list)
    settled(qtbot, page, lambda: "Các sở" not in page.book.groups())
    assert len(page.book.all()) == 2
    page.undo()
    assert page.book.groups() == ["Các xã, phường", "Các sở", "Các phòng"]


def test_a_group_that_is_not_named_leaves_nothing_behind(qtbot: QtBot, page: ContactsPage) -> None:
    fill(page, "Sở A")
    lines = page.groups.list.count()
    page.groups.make.click()
    press(Key.Key_Escape)
    settled(qtbot, page, lambda: page.groups.list.count() == lines)
    page.groups.make.click()
    type_into_focus("Các sở")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: page.book.groups() == ["Các sở"])
    page.groups.make.click()
    type_into_focus("các sở")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: bool(page.notices.sentences))
    assert page.notices.sentences[0].startswith("Đã có nhóm")
    assert page.book.groups() == ["Các sở"]


def test_the_menu_puts_the_chosen_rows_into_a_group(page: ContactsPage) -> None:
    fill(page, "Sở A", groups=("Các sở",))
    fill(page, "Sở B", "Sở C")
    page.table.selectAll()
    page.grouping.menu.aboutToShow.emit()
    (action,) = page.grouping.menu.actions()
    assert not action.isChecked()
    action.trigger()
    assert len(page.book.expand("Các sở")) == 3
    page.undo()
    assert len(page.book.expand("Các sở")) == 1


def test_remembered_names_stand_in_a_list_of_their_own_until_they_are_kept(
    qtbot: QtBot, page: ContactsPage
) -> None:
    page.book.learn([Contact(name="Sở Nội vụ")])
    page.refresh()
    page.groups.choose(LEARNED)
    assert shown(page) == ["Sở Nội vụ"]
    page.table.setCurrentIndex(page.table.contacts.index(0, 1))
    page.table.setFocus()
    press(Key.Key_F2)
    type_into_focus("SNV")
    press(Key.Key_Return)
    settled(qtbot, page, lambda: not page.book.all()[0].learned)


def test_what_another_part_changes_is_seen(qtbot: QtBot, page: ContactsPage) -> None:
    page.book.save(Contact(name="Sở Nội vụ"))
    settled(qtbot, page, lambda: shown(page) == ["Sở Nội vụ"])
    assert page.stack.currentWidget() is page.table


@pytest.mark.parametrize("size", [(1290, 640), (800, 400)])
def test_every_button_is_seen_whole_and_named(page: ContactsPage, size: tuple[int, int]) -> None:
    fill(page, "Sở A", groups=("Các sở",))
    page.resize(*size)
    QApplication.processEvents()
    for button in page.findChildren(QPushButton):
        assert button.accessibleName(), button.text()
        if button.isVisible():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 16, button.text()
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
