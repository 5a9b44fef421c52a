"""Kính gửi and Nơi nhận from the address book: offered while one types, or chosen with check marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.letter.model import Addressee, AddresseeKind, Recipient
from app.library.address_book import AddressBook
from app.library.contact import Contact
from app.ui.contacts.chooser import ContactChooser
from app.ui.form.book_popup import BookPopup
from app.ui.form.names_edit import NamesEdit
from tests.support.letters import simple_letter
from tests.ui.form.conftest import MakeForm
from tests.ui.form.hands import editor, focus, names, press, type_text

Key = Qt.Key
SECTORS = "Các sở, ban, ngành tỉnh"


@pytest.fixture
def filled(book: AddressBook) -> AddressBook:
    """The book with a person, a note and a group of three."""
    book.save(
        Contact(
            name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Tổ 3, Pleiku", abbreviation="NVA"
        )
    )
    book.save(Contact(name="Thường trực Tỉnh ủy", note="để b/c", abbreviation="TTTU"))
    for rank, name in enumerate(("Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"), 1):
        entry = book.find(name)
        assert entry is not None
        book.save(Contact(id=entry.contact.id, name=name, rank=rank, groups=(SECTORS,)))
    return book


def popup_of(edit: NamesEdit) -> BookPopup:
    return next(one for one in edit.window().findChildren(BookPopup) if one.isVisible())


def offered(edit: NamesEdit) -> list[tuple[str, str]]:
    popup = popup_of(edit)
    items = [popup.item(row) for row in range(popup.count())]
    return [(item.text(), str(item.data(Qt.ItemDataRole.UserRole + 1))) for item in items]


def chooser(qtbot: QtBot) -> ContactChooser:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactChooser))
    found = QApplication.activeModalWidget()
    assert isinstance(found, ContactChooser)
    return found


def test_a_person_brings_kind_and_address_in_one_step(make_form: MakeForm, filled: AddressBook) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "nva")
    assert offered(edit) == [("Ông Nguyễn Văn A", "Tổ 3, Pleiku")]
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Return)
    person = Addressee(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Tổ 3, Pleiku")
    assert draft.letter.addressees == (person,)
    assert edit.lines() == ["Ông Nguyễn Văn A"]
    draft.undo()
    assert [one.name for one in draft.letter.addressees] == ["nva"]


def test_people_of_one_name_are_told_apart_by_their_addresses(
    qtbot: QtBot, make_form: MakeForm, book: AddressBook
) -> None:
    for address in ("Thôn 1", "Thôn 2"):
        book.save(Contact(name="Bà Lê C", kind=AddresseeKind.PERSON, address=address))
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "ba le")
    assert sorted(offered(edit)) == [("Bà Lê C", "Thôn 1"), ("Bà Lê C", "Thôn 2")]
    wanted = offered(edit).index(("Bà Lê C", "Thôn 2"))
    for _ in range(wanted):
        press(edit, Key.Key_Down)
    press(edit, Key.Key_Return)
    assert [one.address for one in draft.letter.addressees] == ["Thôn 2"]
    press(edit, Key.Key_F4)
    dialog = chooser(qtbot)
    assert sorted(dialog.list.item(row).text() for row in range(2)) == ["Bà Lê C, Thôn 1", "Bà Lê C, Thôn 2"]
    dialog.reject()


def test_a_recipient_brings_its_note(make_form: MakeForm, filled: AddressBook) -> None:
    form, draft = make_form(simple_letter(recipients=(Recipient(name="Sở Y tế"),)))
    edit = names(form, "noi_nhan")
    focus(edit)
    edit.select_row(0)
    type_text(edit, "\nthuong truc")
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Tab)
    assert draft.letter.recipients[1] == Recipient(name="Thường trực Tỉnh ủy", note="để b/c")
    assert edit.lines() == ["Sở Y tế", "Thường trực Tỉnh ủy (để b/c)"]
    type_text(edit, "\nSở")
    assert edit.lines()[-1] == "Sở", "typing goes on behind what was taken"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("so noi", "Sở Nội vụ"), ("SO NOI", "Sở Nội vụ"), ("Sở Nội", "Sở Nội"), ("nva", "nva"), ("xyz", "xyz")],
)
def test_enter_takes_the_first_name_only_for_words_without_marks(
    make_form: MakeForm, filled: AddressBook, typed: str, expected: str
) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, typed)
    press(edit, Key.Key_Return)
    assert draft.letter.addressees[0].name == expected


def test_a_group_is_offered_as_one_line_and_as_its_members(make_form: MakeForm, filled: AddressBook) -> None:
    form, draft = make_form(simple_letter(addressees=(Addressee(name="Sở Nội vụ"),)))
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(0)
    type_text(edit, "\ncac so")
    assert offered(edit) == [(SECTORS, "nhóm, một dòng"), (SECTORS, "3 nơi, mỗi nơi một dòng")]
    # Typed without marks it can only be meant: Enter takes the first.
    press(edit, Key.Key_Return)
    assert draft.letter.addressees[1] == Addressee(name=SECTORS, kind=AddresseeKind.GROUP)
    draft.undo()
    edit.select_row(1)
    type_text(edit, " ")
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Return)
    # The one that stood there already stays once; the others in the order of the book.
    assert [one.name for one in draft.letter.addressees] == ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"]


def test_a_learned_name_is_forgotten_with_delete_and_one_of_the_clerk_is_not(
    make_form: MakeForm, filled: AddressBook
) -> None:
    filled.learn([Contact(name="Sở Ngoại vụ cũ")])
    form, _ = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Sở N")
    assert offered(edit) == [("Sở Ngoại vụ cũ", "đã gõ trước đây"), ("Sở Nội vụ", SECTORS)]
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Delete)
    assert offered(edit) == [("Sở Nội vụ", SECTORS)]
    assert filled.find("Sở Ngoại vụ cũ") is None
    press(edit, Key.Key_Down)
    press(edit, Key.Key_Delete)
    assert filled.find("Sở Nội vụ") is not None
    assert edit.lines() == ["Sở N"]


def test_ten_recipients_cost_ten_spaces_and_one_enter(
    qtbot: QtBot, make_form: MakeForm, book: AddressBook
) -> None:
    for number in range(1, 11):
        book.save(Contact(name=f"Xã {number}", rank=number, note="để t/h"))
    form, draft = make_form(simple_letter(recipients=()))
    edit = names(form, "noi_nhan")
    focus(edit)
    press(edit, Key.Key_F4)
    dialog = chooser(qtbot)
    qtbot.waitUntil(dialog.list.hasFocus)
    for _ in range(10):
        QTest.keyClick(dialog.list, Key.Key_Space)
    assert dialog.go.text() == "Đưa vào 10 nơi"
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert [one.name for one in draft.letter.recipients] == [f"Xã {number}" for number in range(1, 11)]
    assert {one.note for one in draft.letter.recipients} == {"để t/h"}
    form.activateWindow()  # as the window manager does, which offscreen there is none
    qtbot.waitUntil(edit.hasFocus)
    draft.undo()
    assert draft.letter.recipients == ()


def test_letters_search_in_the_chooser_and_checks_stay(
    qtbot: QtBot, make_form: MakeForm, filled: AddressBook
) -> None:
    form, draft = make_form(simple_letter(addressees=(Addressee(name="Bộ Y tế"),)))
    edit = names(form, "kinh_gui")
    focus(edit)
    content = form.sections["kinh_gui"].content
    button = next(one for one in content.findChildren(QPushButton) if one.text() == "Danh bạ…")
    button.click()
    dialog = chooser(qtbot)
    last = dialog.list.item(dialog.list.count() - 1)
    assert last.text() == f"{SECTORS} (nhóm 3 nơi)"
    for typed in ("tai", "gia lai"):
        QTest.keyClicks(dialog.list, typed[0])
        QTest.keyClicks(dialog.search, typed[1:])
        assert dialog.list.count() == 1
        QTest.keyClick(dialog.search, Key.Key_Down)
        QTest.keyClick(dialog.list, Key.Key_Space)
        dialog.search.clear()
        dialog.list.setFocus()
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert [one.name for one in draft.letter.addressees] == [
        "Bộ Y tế",
        "Sở Tài chính",
        "Ủy ban nhân dân tỉnh Gia Lai",
    ]


def test_a_whole_group_is_checked_with_control_a(
    qtbot: QtBot, make_form: MakeForm, filled: AddressBook
) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    press(edit, Key.Key_F4)
    dialog = chooser(qtbot)
    dialog.groups.setCurrentIndex(1)
    dialog.groups.activated.emit(1)
    QTest.keyClick(dialog.list, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog.list, Key.Key_Return)
    assert [one.name for one in draft.letter.addressees] == ["Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"]


def test_enter_without_a_check_takes_the_current_one_and_escape_nothing(
    qtbot: QtBot, make_form: MakeForm
) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    press(edit, Key.Key_F4)
    QTest.keyClick(chooser(qtbot).list, Key.Key_Escape)
    assert not draft.can_undo
    press(edit, Key.Key_F4)
    QTest.keyClick(chooser(qtbot).list, Key.Key_Return)
    assert [one.name for one in draft.letter.addressees] == ["Sở Nội vụ"]


def test_the_name_of_an_agency_is_completed_without_groups(make_form: MakeForm, filled: AddressBook) -> None:
    form, draft = make_form(simple_letter())
    field = editor(form, "issuers.name", (0,))
    form.open_section("co_quan")
    focus(field)
    press(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "cac so")
    popups: list[BookPopup] = form.window().findChildren(BookPopup)
    assert not any(popup.isVisible() for popup in popups)
    assert draft.letter.issuers[0].name == "cac so"
