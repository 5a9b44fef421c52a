"""Every field writes what is typed into the letter, and undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.editing.commands.fields import get_field, set_field
from app.letter.model import (
    Addressee,
    Appendix,
    Authority,
    Code,
    Enclosure,
    Letter,
    Orientation,
    PartialDate,
    Place,
    RelatedDocument,
    Secrecy,
    Signature,
    SizeScheme,
)
from app.ui.form.access import field_path
from app.ui.form.editors import ChoiceEditor, FlagEditor
from app.ui.form.specs import FieldSpec, RareSpec, RowSpec
from app.ui.form.tables import SECTIONS
from tests.support.letters import signed_by_deputy, simple_letter
from tests.ui.form.conftest import MakeForm
from tests.ui.form.hands import clear, compose, editor, focus, press, shown, type_text

FULL = simple_letter(
    signatures=(signed_by_deputy(),),
    related=(RelatedDocument(id="vb-1"),),
    appendices=(Appendix(),),
    enclosures=(Enclosure(),),
    addressees=(Addressee(name="Bộ Nội vụ"),),
)

# Field, indices, what is typed over it, what the letter then holds.
TYPED: list[tuple[str, tuple[int, ...], str, object]] = [
    ("issuers.parent", (0,), "UBND tỉnh Đắk Lắk", "UBND tỉnh Đắk Lắk"),
    ("issuers.name", (0,), "Sở Y tế", "Sở Y tế"),
    ("code.number", (), "07", "07"),
    (
        "code.organ_notations", (), "UBND-KGVX",
        Code(number="15", organ_notations=("UBND",), unit_notations=("KGVX",)),
    ),
    ("place.name", (), "Pleiku", "Pleiku"),
    ("date.day", (), "9", 9),
    ("date.month", (), "12", 12),
    ("date.year", (), "2027", 2027),
    ("subject", (), "phòng, chống dịch", "phòng, chống dịch"),
    ("addressees.address", (0,), "Tổ 5, phường Hội Phú", "Tổ 5, phường Hội Phú"),
    ("archive.units", (), "VT, KGVX", ("VT", "KGVX")),
    ("archive.initials", (), "Q", "Q"),
    ("archive.copies", (), "12", 12),
    ("signatures.chain.on_behalf_of", (0, 1), "Giám đốc", "Giám đốc"),
    ("signatures.position", (0,), "Phó Giám đốc", "Phó Giám đốc"),
    ("signatures.full_name", (0,), "Y Lan", "Y Lan"),
    ("signatures.other_titles", (0,), "Trưởng ban\nỦy viên", ("Trưởng ban", "Ủy viên")),
    ("signatures.rank", (0,), "Đại tá", "Đại tá"),
    ("related.type_name", (0,), "Công văn", "Công văn"),
    ("related.code", (0,), "3855/UBND-KGVX", "3855/UBND-KGVX"),
    ("related.date", (0,), "26/10/2021", PartialDate(year=2021, month=10, day=26)),
    ("related.due", (0,), "15112021", PartialDate(year=2021, month=11, day=15)),
    ("related.issuer", (0,), "Bộ Y tế", "Bộ Y tế"),
    ("related.subject", (0,), "rà soát", "rà soát"),
    ("appendices.title", (0,), "Danh sách", "Danh sách"),
    ("enclosures.name", (0,), "Biểu mẫu", "Biểu mẫu"),
    ("enclosures.note", (0,), "02 bản", "02 bản"),
    ("drafter.code", (), "PL", "PL"),
    ("drafter.issued_amount", (), "300", 300),
    ("contact.address", (), "02 Trần Phú", "02 Trần Phú"),
    ("contact.phone", (), "0269 3824", "0269 3824"),
    ("contact.fax", (), "3824", "3824"),
    ("contact.email", (), "snv@gialai.gov.vn", "snv@gialai.gov.vn"),
    ("contact.website", (), "gialai.gov.vn", "gialai.gov.vn"),
]  # fmt: skip

# Field, indices, which choice is taken.
CHOSEN: list[tuple[str, tuple[int, ...], object]] = [
    ("place.unit", (), "phường"),
    ("place.named_after", (), "person"),
    ("addressees.kind", (0,), "person"),
    ("signatures.chain.authority", (0, 0), Authority.BY_ORDER),
    ("signatures.advisory", (0,), "with_seal"),
    ("appendices.orientation", (0,), Orientation.LANDSCAPE),
    ("secrecy", (), Secrecy.SECRET),
    ("urgency", (), "hoa_toc"),
    ("circulation", (), "luu_hanh_noi_bo"),
    ("draft_mark", (), "DỰ THẢO"),
    ("medium", (), "paper"),
    ("layout.size_scheme", (), SizeScheme.SMALL),
    ("layout.indent", (), 10.0),
    ("layout.line_spacing", (), 1.15),
    ("layout.paragraph_gap", (), 6.0),
    ("layout.margins.top", (), 25.0),
    ("layout.margins.bottom", (), 22.0),
    ("layout.margins.left", (), 35.0),
    ("layout.margins.right", (), 15.0),
]

FLAGS = ["recall", "layout.fit_margins"]


def declared(content: Any) -> list[FieldSpec]:  # noqa: ANN401 - any part of the declaration
    """All fields of a part of the declaration."""
    if isinstance(content, RowSpec):
        return list(content.fields)
    inner = content.rows if isinstance(content, RareSpec) else getattr(content, "content", ())
    return [field for part in inner for field in declared(part)]


def held(letter: Letter, key: str, path: tuple[int, ...]) -> object:
    return get_field(letter, field_path("code" if key == "code.organ_notations" else key, path))


def test_the_tables_below_know_every_declared_field() -> None:
    known = {key for key, *_ in TYPED} | {key for key, *_ in CHOSEN} | set(FLAGS)
    fields = {field.key for section in SECTIONS for part in section.content for field in declared(part)}
    assert fields - known == set()


@pytest.mark.parametrize(("key", "path", "typed", "expected"), TYPED, ids=[row[0] for row in TYPED])
def test_typing_reaches_the_letter_and_undo_takes_it_back(
    make_form: MakeForm, key: str, path: tuple[int, ...], typed: str, expected: object
) -> None:
    form, draft = make_form(FULL)
    field = editor(form, key, path)
    before = shown(field)
    focus(field)
    clear(field)
    type_text(field, typed)
    assert held(draft.letter, key, path) == expected
    while draft.can_undo:
        draft.undo()
    assert draft.letter == FULL
    assert shown(field) == before
    while draft.can_redo:
        draft.redo()
    assert held(draft.letter, key, path) == expected


@pytest.mark.parametrize(("key", "path", "value"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_choosing_reaches_the_letter_and_undo_takes_it_back(
    make_form: MakeForm, key: str, path: tuple[int, ...], value: object
) -> None:
    form, draft = make_form(FULL)
    field = editor(form, key, path)
    assert isinstance(field, ChoiceEditor)
    before = field.currentText()
    focus(field)
    for _ in range(field.count()):
        press(field, Qt.Key.Key_Up)
    while held(draft.letter, key, path) != value:
        index = field.currentIndex()
        press(field, Qt.Key.Key_Down)
        assert field.currentIndex() == index + 1, "the value is not offered"
    while draft.can_undo:
        draft.undo()
    assert draft.letter == FULL
    assert field.currentText() == before


@pytest.mark.parametrize("key", FLAGS)
def test_a_flag_is_toggled_with_the_space_bar(make_form: MakeForm, key: str) -> None:
    form, draft = make_form(FULL)
    field = editor(form, key)
    assert isinstance(field, FlagEditor)
    was = field.isChecked()
    focus(field)
    press(field, Qt.Key.Key_Space)
    assert held(draft.letter, key, ()) is not was
    draft.undo()
    assert field.isChecked() is was


@pytest.mark.parametrize(
    ("key", "path"),
    [("code.number", ()), ("date.day", ()), ("date.month", ()), ("signatures.full_name", (0,))],
)
def test_an_empty_field_is_left_blank_on_purpose(
    make_form: MakeForm, key: str, path: tuple[int, ...]
) -> None:
    form, draft = make_form(FULL)
    field = editor(form, key, path)
    focus(field)
    clear(field)
    assert held(draft.letter, key, path) is None
    assert field.property("placeholderText") == "để trống"


def test_the_first_agency_and_signer_are_made_by_typing(make_form: MakeForm) -> None:
    form, draft = make_form()
    for key in ("issuers.name", "signatures.position"):
        field = editor(form, key, (0,))
        focus(field)
        type_text(field, "Sở Nội vụ")
    assert draft.letter.issuers[0].name == "Sở Nội vụ"
    assert draft.letter.signatures == (Signature(position="Sở Nội vụ"),)
    while draft.can_undo:
        draft.undo()
    assert draft.letter == Letter()


def test_what_is_typed_keeps_its_cursor(make_form: MakeForm) -> None:
    form, draft = make_form(replace(FULL, subject="nâng lương"))
    field = editor(form, "place.name")
    focus(field)
    field.setCursorPosition(3)  # type: ignore[union-attr]
    type_text(field, "x")
    assert field.property("cursorPosition") == 4
    assert draft.letter.place.name == "Giax Lai"


def test_a_syllable_being_composed_is_left_alone(make_form: MakeForm) -> None:
    form, draft = make_form(FULL)
    field = editor(form, "place.name")
    focus(field)
    clear(field)
    compose(field, "Đăk")
    assert draft.letter.place.name == ""
    draft.apply(lambda letter: set_field(letter, ("subject",), "khác"))
    compose(field, "Đắk")
    compose(field, "", "Đắk")
    assert draft.letter.place.name == "Đắk"
    assert shown(field) == "Đắk"


def test_an_engine_that_types_backspaces_is_understood(make_form: MakeForm) -> None:
    form, draft = make_form(FULL)
    field = editor(form, "subject")
    focus(field)
    clear(field)
    type_text(field, "nâg")
    for _ in range(2):
        press(field, Qt.Key.Key_Backspace)
    type_text(field, "âng")
    assert draft.letter.subject == "nâng"


@pytest.mark.parametrize(
    ("typed", "organs", "units"),
    [
        ("UBND-KGVX", ("UBND",), ("KGVX",)),
        ("ubnd-kgvx", ("UBND",), ("KGVX",)),
        ("SNV-STC-VTLT", ("SNV", "STC"), ("VTLT",)),
        ("HĐND&UBND-VP", ("HĐND&UBND",), ("VP",)),
        ("TTg-KGVX", ("TTg",), ("KGVX",)),
        ("UBND", ("UBND",), ()),
        ("UBND-", ("UBND",), ()),
    ],
)
def test_the_last_group_of_a_notation_is_the_unit(
    make_form: MakeForm, typed: str, organs: tuple[str, ...], units: tuple[str, ...]
) -> None:
    form, draft = make_form(FULL)
    field = editor(form, "code.organ_notations")
    focus(field)
    clear(field)
    type_text(field, typed)
    assert draft.letter.code.organ_notations == organs
    assert draft.letter.code.unit_notations == units
    assert shown(field).lower() == typed.lower()


def test_the_parts_of_a_date_are_typed_on_the_numeric_keypad(make_form: MakeForm) -> None:
    form, draft = make_form(replace(FULL, date=PartialDate(), place=Place(name="Gia Lai")))
    focus(editor(form, "date.day"))
    for letter in "5/3/2026":
        widget = QApplication.focusWidget()
        assert widget is not None
        type_text(widget, letter)
    assert draft.letter.date == PartialDate(year=2026, month=3, day=5)


@pytest.mark.parametrize("words", ["05/3/2026", "ngày 05 tháng 3 năm 2026", "5.3.2026"])
@pytest.mark.parametrize("key", ["date.day", "date.year"])
def test_a_pasted_date_fills_all_its_parts(make_form: MakeForm, words: str, key: str) -> None:
    form, draft = make_form(simple_letter(date=PartialDate(year=2025, month=1)))
    before = draft.letter
    field = editor(form, key)
    focus(field)
    QGuiApplication.clipboard().setText(words)
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter.date == PartialDate(year=2026, month=3, day=5)
    assert shown(editor(form, "date.month")) == "3"
    draft.undo()
    assert draft.letter == before
    QGuiApplication.clipboard().setText("20")
    clear(field)
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(field) == "20"


def test_lines_that_a_pdf_broke_are_joined_when_pasted(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(subject=""))
    field = editor(form, "subject")
    focus(field)
    QGuiApplication.clipboard().setText("nâng bậc\r\n  lương năm\t2026\n")
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter.subject == "nâng bậc lương năm 2026"


def test_lines_of_other_titles_stay_lines_when_pasted(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(signatures=(Signature(),)))
    field = editor(form, "signatures.other_titles", (0,))
    focus(field)
    QGuiApplication.clipboard().setText("Chủ tịch Hội đồng\nTrưởng ban")
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter.signatures[0].other_titles == ("Chủ tịch Hội đồng", "Trưởng ban")


def test_a_whole_code_is_typed_over_its_two_fields(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(code=Code()))
    focus(editor(form, "code.number"))
    for letter in "12/UBND-VP":
        widget = QApplication.focusWidget()
        assert widget is not None
        type_text(widget, letter)
    code = draft.letter.code
    assert (code.number, code.organ_notations, code.unit_notations) == ("12", ("UBND",), ("VP",))


def test_the_keys_of_undo_undo_in_the_letter(make_form: MakeForm) -> None:
    form, draft = make_form(FULL)
    first, second = editor(form, "place.name"), editor(form, "subject")
    for field in (first, second):
        focus(field)
        clear(field)
        type_text(field, "mới")
    press(second, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    while draft.can_undo:
        press(second, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter == FULL
    press(second, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter != FULL


def test_an_undo_leads_to_the_field_it_changed(make_form: MakeForm) -> None:
    form, draft = make_form(FULL)
    field = editor(form, "place.name")
    focus(field)
    type_text(field, "x")
    focus(editor(form, "subject"))
    draft.undo()
    assert QApplication.focusWidget() is field


def test_typing_in_the_middle_of_a_field_is_undone_word_by_word(make_form: MakeForm) -> None:
    form, draft = make_form(replace(FULL, subject="năm 2026"))
    field = editor(form, "subject")
    focus(field)
    press(field, Qt.Key.Key_Home)
    type_text(field, "hai ba ")
    press(field, Qt.Key.Key_End)
    type_text(field, "!")
    said = []
    while draft.can_undo:
        said.append(draft.letter.subject)
        press(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said == ["hai ba năm 2026!", "hai ba năm 2026", "hai năm 2026"]


@pytest.mark.parametrize("key", ["subject", "place.name", "code.number"])
def test_what_was_chosen_and_deleted_comes_back(make_form: MakeForm, key: str) -> None:
    form, draft = make_form(simple_letter())
    field = editor(form, key)
    focus(field)
    clear(field)
    type_text(field, "ab")
    typed = draft.letter
    press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(field, Qt.Key.Key_Delete)
    assert shown(field) == ""
    press(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft.letter == typed


@pytest.mark.parametrize("key", ["subject", "place.name"])
def test_what_is_pasted_is_a_step_of_its_own(make_form: MakeForm, key: str) -> None:
    form, draft = make_form(simple_letter())
    before = draft.letter
    field = editor(form, key)
    focus(field)
    clear(field)
    type_text(field, "ab")
    typed = draft.letter
    QGuiApplication.clipboard().setText("dán")
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasted = draft.letter
    type_text(field, "c")
    found = []
    while draft.can_undo:
        draft.undo()
        found.append(draft.letter)
    assert found[:2] == [pasted, typed]
    assert found[-1] == before


def test_leaving_a_field_shows_what_the_letter_holds(make_form: MakeForm) -> None:
    form, _ = make_form(FULL)
    field = editor(form, "archive.units")
    focus(field)
    clear(field)
    type_text(field, "VT;VP ,")
    focus(editor(form, "subject"))
    assert shown(field) == "VT, VP"


def test_words_that_name_no_day_are_no_deadline(make_form: MakeForm) -> None:
    form, draft = make_form(FULL)
    field = editor(form, "related.due", (0,))
    focus(field)
    clear(field)
    type_text(field, "sớm nhất")
    assert draft.letter.related[0].due is None
    focus(editor(form, "subject"))
    assert shown(field) == ""


@pytest.mark.parametrize(
    ("key", "path", "copied", "says"),
    [
        # A cell of Excel ends with a line end; a line of Word has one before it, or in it.
        ("signatures.full_name", (0,), "Y Lan\n", "Y Lan"),
        ("code.number", (), "15\r\n", "15"),
        ("date.day", (), " 15\n", 15),
        ("place.name", (), "\nGia \u2028 Lai\t", "Gia Lai"),
        # Nothing that a letter could hold is nothing at all.
        ("signatures.full_name", (0,), "\x01\x02\n", None),
    ],
)
def test_a_field_of_one_line_takes_no_line_ends(
    make_form: MakeForm, key: str, path: tuple[int, ...], copied: str, says: object
) -> None:
    form, draft = make_form(FULL)
    field = editor(form, key, path)
    focus(field)
    clear(field)
    QApplication.clipboard().setText(copied)
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert held(draft.letter, key, path) == says
    focus(editor(form, "subject"))
    assert shown(field) == str(says or "")


def test_words_pasted_between_words_stand_on_their_line(make_form: MakeForm) -> None:
    form, draft = make_form(replace(FULL, place=Place(name="Gia Lai")))
    field = editor(form, "place.name")
    focus(field)
    press(field, Qt.Key.Key_Home)
    for _ in range(4):
        press(field, Qt.Key.Key_Right)
    QApplication.clipboard().setText("một\n")
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    type_text(field, "x")
    assert draft.letter.place.name == "Gia một xLai"
