"""Kính gửi and Nơi nhận: typing, pasting, moving, completing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.letter.model import (
    Addressee,
    AddresseeKind,
    ArchiveLine,
    Letter,
    Recipient,
    RecipientKind,
)
from app.letter.validation import validate
from app.rules.load import load_rulebook
from app.ui.form.completion import NamesPopup
from app.ui.form.gutter import Gutter
from app.ui.form.names_edit import NamesEdit
from tests.support.letters import simple_letter
from tests.ui.form.conftest import MakeForm
from tests.ui.form.hands import compose, editor, focus, names, press, row_of, type_text

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def three() -> Letter:
    return simple_letter(
        addressees=(
            Addressee(name="Bộ Nội vụ"),
            Addressee(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Pleiku"),
            Addressee(name="Các sở, ban, ngành", kind=AddresseeKind.GROUP),
        )
    )


def said(letter: Letter) -> list[str]:
    return [one.name for one in letter.addressees]


def paste(edit: NamesEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(edit, Qt.Key.Key_V, CONTROL)


def popup(edit: NamesEdit) -> NamesPopup:
    found = edit.window().findChildren(NamesPopup)
    return next(one for one in found if one.isVisible()) if any(map(_is_visible, found)) else found[0]


def _is_visible(popup: NamesPopup) -> bool:
    return popup.isVisible()


def test_enter_adds_the_next_and_punctuation_is_dropped(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Sở Y tế;\n- Bộ Y tế.\nCục C")
    assert said(draft.letter) == ["Sở Y tế", "Bộ Y tế", "Cục C"]
    focus(editor(form, "subject"))
    assert edit.lines() == ["Sở Y tế", "Bộ Y tế", "Cục C"]
    while draft.can_undo:
        draft.undo()
    assert said(draft.letter) == []
    assert edit.lines() == [""]


def test_a_number_typed_before_a_name_is_dropped(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "1. Sở Y tế;\n12) Báo B\n3. \n")
    assert said(draft.letter) == ["Sở Y tế", "Báo B"]
    focus(editor(form, "subject"))
    assert edit.lines() == ["Sở Y tế", "Báo B"]


def test_names_are_undone_word_by_word_and_line_by_line(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Sở Y tế")
    press(edit, Qt.Key.Key_Return)
    type_text(edit, "Báo B")
    seen = []
    while draft.can_undo:
        draft.undo()
        seen.append(said(draft.letter))
    assert seen == [["Sở Y tế", "Báo"], ["Sở Y tế"], ["Sở Y"], ["Sở"], []]


def test_enter_in_an_empty_line_goes_on(make_form: MakeForm) -> None:
    form, _ = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(2)
    type_text(edit, "\n\n")
    # Over the kind of the line, into the text of the letter.
    assert QApplication.focusWidget() is form._context.body_editor
    assert len(edit.lines()) == 3


def test_enter_behind_a_person_goes_on_to_the_address(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(addressees=three().addressees[:2]))
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(1)
    type_text(edit, "\n\n")
    assert QApplication.focusWidget() is editor(form, "addressees.address", (1,))


def test_backspace_takes_an_empty_line_away(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(0)
    type_text(edit, "\n")
    assert len(edit.lines()) == 4
    press(edit, Qt.Key.Key_Backspace)
    assert len(edit.lines()) == 3
    assert draft.letter == three()


def test_an_empty_line_is_no_addressee(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(1)
    type_text(edit, "\n")
    assert draft.letter == three()
    assert not draft.can_undo


def test_a_changed_name_keeps_its_kind_and_address(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(1)
    type_text(edit, "nh")
    assert draft.letter.addressees[1] == Addressee(
        name="Ông Nguyễn Văn Anh", kind=AddresseeKind.PERSON, address="Pleiku"
    )


def test_a_line_put_in_between_leaves_the_others_what_they_are(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(0)
    type_text(edit, "\nBộ Y tế")
    assert draft.letter.addressees[2:] == three().addressees[1:]


def test_a_pasted_list_becomes_rows_in_one_step(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(0)
    paste(edit, "Kính gửi:\n- Sở Y tế;\n- Sở Tài chính;\n- Sở Tư pháp.")
    assert said(draft.letter)[:5] == [
        "Bộ Nội vụ",
        "Sở Y tế",
        "Sở Tài chính",
        "Sở Tư pháp",
        "Ông Nguyễn Văn A",
    ]
    assert edit.row() == 3
    draft.undo()
    assert draft.letter == three()


def test_a_list_pasted_into_an_empty_field(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    paste(edit, "Sở Y tế\nSở Tài chính")
    assert said(draft.letter) == ["Sở Y tế", "Sở Tài chính"]


def test_a_single_pasted_name_goes_into_the_line(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    paste(edit, "- Sở Y tế;\n")
    assert said(draft.letter) == ["Sở Y tế"]


def test_a_pasted_noi_nhan_fills_as_above_notes_and_archive(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(recipients=()))
    edit = names(form, "noi_nhan")
    focus(edit)
    paste(edit, "Nơi nhận:\n- Như trên;\n- Chủ tịch UBND tỉnh (để b/c);\n- Lưu: VT, KGVX (Q).")
    assert draft.letter.recipients == (
        Recipient(kind=RecipientKind.AS_ABOVE),
        Recipient(name="Chủ tịch UBND tỉnh", note="để b/c"),
    )
    assert draft.letter.archive == ArchiveLine(units=("VT", "KGVX"), initials="Q")
    assert edit.lines() == ["Như trên", "Chủ tịch UBND tỉnh (để b/c)"]


def test_as_above_is_a_kind_of_its_own_however_it_is_written(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(recipients=()))
    edit = names(form, "noi_nhan")
    focus(edit)
    type_text(edit, "Như trên\nSở Y tế (để p/h)")
    assert draft.letter.recipients == (
        Recipient(kind=RecipientKind.AS_ABOVE),
        Recipient(name="Sở Y tế", note="để p/h"),
    )


def test_the_button_puts_as_above_first(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(recipients=(Recipient(name="Sở Y tế"),)))
    names(form, "noi_nhan")
    content = form.sections["noi_nhan"].content
    button = next(one for one in content.findChildren(QPushButton) if "Như trên" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert draft.letter.recipients[0].kind is RecipientKind.AS_ABOVE
    assert button.isHidden()
    draft.undo()
    assert not button.isHidden()


@pytest.mark.parametrize(
    ("start", "key", "order"),
    [
        (1, Qt.Key.Key_Up, [1, 0, 2]),
        (1, Qt.Key.Key_Down, [0, 2, 1]),
        (0, Qt.Key.Key_Up, [0, 1, 2]),
        (2, Qt.Key.Key_Down, [0, 1, 2]),
    ],
)
def test_alt_and_an_arrow_move_a_line(make_form: MakeForm, start: int, key: Qt.Key, order: list[int]) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(start)
    press(edit, key, ALT)
    assert draft.letter.addressees == tuple(three().addressees[index] for index in order)
    assert edit.row() == order.index(start)
    assert edit.lines() == said(draft.letter)


def test_a_number_is_dragged_to_another_place(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    gutter = edit.findChildren(Gutter)[0]
    line = edit.fontMetrics().lineSpacing()
    top = int(edit.document().documentMargin())
    first, last = QPoint(5, top + line // 2), QPoint(5, top + 3 * line - 1)
    QTest.mousePress(gutter, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(gutter, last)
    assert gutter.drop_line() is not None
    edit.viewport().repaint()
    QTest.mouseRelease(gutter, Qt.MouseButton.LeftButton, pos=last)
    assert said(draft.letter) == ["Ông Nguyễn Văn A", "Các sở, ban, ngành", "Bộ Nội vụ"]
    draft.undo()
    assert draft.letter == three()


def test_a_line_chosen_by_its_number_is_deleted_whole(make_form: MakeForm) -> None:
    form, draft = make_form(three())
    edit = names(form, "kinh_gui")
    gutter = edit.findChildren(Gutter)[0]
    QTest.mouseClick(
        gutter, Qt.MouseButton.LeftButton, pos=QPoint(5, int(edit.document().documentMargin()) + 3)
    )
    press(edit, Qt.Key.Key_Delete)
    assert draft.letter.addressees == three().addressees[1:]


def test_the_address_is_asked_of_a_person_only(make_form: MakeForm) -> None:
    form, _ = make_form(three())
    edit = names(form, "kinh_gui")
    focus(edit)
    edit.select_row(0)
    address = row_of(form, "addressees.address", (0,))
    assert address.isHidden()
    edit.select_row(1)
    assert not address.isHidden()
    assert editor(form, "addressees.address", (1,)).property("plainText") == "Pleiku"


def test_known_names_are_offered_below_and_taken_with_enter(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Sở")
    assert popup(edit).isVisible()
    assert QApplication.focusWidget() is edit
    assert edit.lines() == ["Sở"], "nothing is written inline"
    press(edit, Qt.Key.Key_Down)
    press(edit, Qt.Key.Key_Down)
    press(edit, Qt.Key.Key_Return)
    assert said(draft.letter) == ["Sở Tài chính"]
    assert not popup(edit).isVisible()


def test_enter_takes_no_name_that_was_not_chosen(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Sở\n")
    assert said(draft.letter) == ["Sở"]
    assert edit.lines() == ["Sở", ""]


def test_names_are_offered_after_a_composed_syllable(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(addressees=()))
    edit = names(form, "kinh_gui")
    focus(edit)
    compose(edit, "So")
    assert said(draft.letter) == []
    compose(edit, "", "Sở")
    assert said(draft.letter) == ["Sở"]
    assert popup(edit).isVisible()
    press(edit, Qt.Key.Key_Escape)
    assert not popup(edit).isVisible()


def test_two_thousand_recipients_stay_light(make_form: MakeForm) -> None:
    many = "\n".join(f"Ủy ban nhân dân xã số {number}" for number in range(2000))
    form, draft = make_form(simple_letter(recipients=()))
    edit = names(form, "noi_nhan")
    widgets = len(form.findChildren(QPushButton))
    focus(edit)
    paste(edit, many)
    assert len(draft.letter.recipients) == 2000
    assert len(form.findChildren(QPushButton)) <= widgets
    assert edit.height() < form.viewport().height()
    type_text(edit, "\nxã cuối")
    assert draft.letter.recipients[-1].name == "xã cuối"
    edit.select_row(1999)
    press(edit, Qt.Key.Key_Up, ALT)
    assert draft.letter.recipients[1998].name == "Ủy ban nhân dân xã số 1999"


def test_findings_are_told_below_the_list(make_form: MakeForm) -> None:
    letter = simple_letter(addressees=(Addressee(name="Bộ Nội vụ"), Addressee(name="Bộ Nội vụ")))
    form, _ = make_form(letter)
    form.show_findings(validate(letter, load_rulebook()))
    edit = names(form, "kinh_gui")
    assert len(edit.extraSelections()) == 1
    assert edit.extraSelections()[0].cursor.block().blockNumber() == 1
