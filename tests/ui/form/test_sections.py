"""Sections, help, findings, presets, joint letters, related documents, locked letters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.editing.draft import Draft
from app.letter.file import load
from app.letter.model import (
    Addressee,
    Authority,
    AuthorityStep,
    Layout,
    Letter,
    Margins,
    Organ,
    Paragraph,
    PartialDate,
    RelatedDocument,
    Secrecy,
    Signature,
    Status,
)
from app.letter.validation import validate
from app.library.conventions import Preset
from app.rules.load import load_rulebook
from app.ui.form.builder import Holder, SecrecyNotice
from app.ui.form.form import LetterForm
from app.ui.form.names_list import NamesList
from app.ui.form.notes import HelpLabel, SmallLabel
from app.ui.form.repeats import RareRows, RepeatedRows
from app.ui.form.signature_parts import PresetButtons, SignatureLines
from app.ui.form.specs import RepeatSpec, RowSpec
from app.ui.form.tab_order import tab_chain
from app.ui.form.tables import SECTIONS
from tests.support.letters import signed_by_deputy, simple_letter
from tests.ui.form.conftest import MakeForm
from tests.ui.form.hands import clear, editor, focus, names, open_section_of, press, row_of, type_text

ALT = Qt.KeyboardModifier.AltModifier
SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.congvan"))


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def repeated(form: LetterForm, key: str) -> RepeatedRows:
    rows = open_section_of(form, key).content.findChildren(RepeatedRows)
    return next(one for one in rows if one.spec.key == key)


def page(form: LetterForm) -> QWidget:
    content = form.widget()
    assert content is not None
    return content


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def mnemonic(form: LetterForm, section: str) -> str:
    title = form.sections[section].head.text()
    return title[title.index("&") + 1].upper()


# --- folding


def test_every_section_has_a_letter_of_its_own(make_form: MakeForm) -> None:
    form, _ = make_form()
    letters = [mnemonic(form, section.id) for section in SECTIONS]
    assert len(set(letters)) == len(SECTIONS)
    assert all(letter.isascii() and letter.isalpha() for letter in letters)


@pytest.mark.parametrize("section", [section.id for section in SECTIONS])
def test_alt_and_the_letter_open_a_section_and_go_into_it(make_form: MakeForm, section: str) -> None:
    form, _ = make_form(simple_letter(related=(RelatedDocument(id="vb-1"),)))
    focus(form.sections["khac"].head)
    form.sections[section].set_open(False)
    press(form, getattr(Qt.Key, f"Key_{mnemonic(form, section)}"), ALT)
    assert form.sections[section].is_open
    inside = form.sections[section].content
    assert inside.isAncestorOf(focused())
    # Nothing but buttons to add something stands in an empty list of attachments: the first of them.
    if section == "phu_luc":
        assert focused().property("text") == "Thêm phụ lục"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_enter_and_space_toggle_a_section(make_form: MakeForm, key: Qt.Key) -> None:
    form, _ = make_form(simple_letter())
    section = form.sections["trich_yeu"]
    focus(section.head)
    press(section.head, key)
    assert not section.is_open
    assert section.content.isHidden()
    press(section.head, key)
    assert section.is_open


def test_what_is_rare_is_folded_and_the_agency_too_once_it_is_known(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    closed = {name for name, section in form.sections.items() if not section.is_open}
    assert closed == {"co_quan", "lien_quan", "phu_luc", "khac", "trinh_bay"}
    empty, _ = make_form()
    assert empty.sections["co_quan"].is_open


def test_what_is_rare_is_built_when_it_is_opened(make_form: MakeForm) -> None:
    letter = simple_letter(layout=Layout(margins=Margins(top=40.0)))
    form, _ = make_form(letter)
    form.show_findings(validate(letter, load_rulebook()))
    assert not form.sections["trinh_bay"].content.findChildren(QComboBox)
    assert "1 lỗi" in form.sections["trinh_bay"].head.accessibleDescription()
    form.sections["trinh_bay"].head.click()
    assert "40" in row_of(form, "layout.margins.top").findings.text()
    assert editor(form, "layout.margins.top").property("currentText") == "40"


def test_a_closed_section_says_what_it_holds(make_form: MakeForm) -> None:
    form, draft = make_form(load(next(path for path in SAMPLES if "ngoc-hoi" in path.name)).letter)
    said = {name: section.head.accessibleDescription() for name, section in form.sections.items()}
    assert "Ủy ban nhân dân huyện Ngọc Hồi" in said["co_quan"]
    assert "…/UBND-TH" in said["so_ngay"]
    assert "2 nơi nhận" in said["kinh_gui"]
    assert "1067 chữ" in said["noi_dung"]
    assert "Lưu: VT, TH" in said["noi_nhan"]
    assert "KT. CHỦ TỊCH" in said["nguoi_ky"]
    assert "theo khung" in said["trinh_bay"]
    focus(editor(form, "subject"))
    type_text(editor(form, "subject"), "abc")
    assert "abc" in form.sections["trich_yeu"].head.accessibleDescription()
    assert draft.letter.subject.endswith("abc")


def test_rare_rows_open_when_they_say_something(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter())
    fold = row_of_fold(form, "contact.address")
    assert not fold.is_open
    draft.apply(lambda letter: replace(letter, contact=replace(letter.contact, address="02 Trần Phú")))
    assert fold.is_open


def row_of_fold(form: LetterForm, key: str) -> RareRows:
    return next(
        fold
        for fold in open_section_of(form, key).content.findChildren(RareRows)
        if any(one.binding.component == key for row in fold.rows for one in row.editors)
    )


# --- help and findings


def test_f1_and_the_question_mark_show_help_with_its_clause(qtbot: QtBot, make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    field = editor(form, "subject")
    focus(field)
    with qtbot.waitSignal(form.help_requested) as asked:
        press(field, Qt.Key.Key_F1)
    assert asked.args == ["subject"]
    row = row_of(form, "subject")
    help_label = row.findChildren(SmallLabel)[1]
    words = " ".join(label.text() for label in row.findChildren(SmallLabel) if not label.isHidden())
    assert "điểm b khoản 5 Mục II Phần I Phụ lục I" in words
    click(next(one for one in row.findChildren(QToolButton) if one.text() == "?"))
    assert not any(
        label.text().count("điểm b") for label in row.findChildren(SmallLabel) if label.isVisible()
    )
    assert help_label.parent() is row


def _told(form: LetterForm) -> list[str]:
    return [label.text() for label in form.findChildren(HelpLabel) if not label.isHidden()]


def test_the_question_mark_tells_about_every_field_of_its_row(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    row = row_of(form, "code.number")
    click(next(one for one in row.findChildren(QToolButton) if one.text() == "?"))
    (words,) = _told(form)
    assert "Số: " in words
    assert "<br>Ký hiệu: " in words
    field = editor(form, "code.organ_notations")
    focus(field)
    press(field, Qt.Key.Key_F1)
    (words,) = _told(form)
    assert "Số: " not in words
    assert "khoản 3" in words


def test_f1_on_a_button_of_a_list_explains_the_list(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    lines = form.sections["kinh_gui"].content.findChild(NamesList)
    assert lines is not None
    for button in lines.findChildren(QPushButton):
        focus(button)
        press(button, Qt.Key.Key_F1)
        assert "khoản 9" in _told(form)[0]
        press(button, Qt.Key.Key_F1)
        assert _told(form) == []


def test_f1_in_the_text_explains_it_with_its_clause(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    form.focus_component("body")
    text = focused()
    assert form.show_help()
    assert "điểm e khoản 6" in _told(form)[0]
    assert focused() is text
    assert form.show_help()
    assert _told(form) == []


def test_every_field_of_a_cited_document_names_its_clause() -> None:
    content = next(one for one in SECTIONS if one.id == "lien_quan").content[0]
    assert isinstance(content, RepeatSpec)
    rows = [one for one in content.content if isinstance(one, RowSpec)]
    fields = [one for row in rows for one in row.fields if one.key != "related.due"]
    assert len(fields) == 5
    assert all("điểm b khoản 6" in one.help(load_rulebook()) for one in fields)


def test_a_finding_is_told_below_its_field_with_its_clause(make_form: MakeForm) -> None:
    letter = simple_letter(subject="Về việc nâng lương.", code=replace(simple_letter().code, number="00"))
    form, _ = make_form(letter)
    form.show_findings(validate(letter, load_rulebook()))
    told = row_of(form, "subject").findings.text()
    assert "về việc" in told
    assert "Phụ lục I" in told
    assert "Số “00”" in row_of(form, "code.number").findings.text()
    assert "lỗi" in form.sections["so_ngay"].head.accessibleDescription()
    form.show_findings([])
    assert row_of(form, "subject").findings.isHidden()


def test_an_empty_form_is_calm_until_its_fields_were_visited(make_form: MakeForm) -> None:
    form, _ = make_form()
    form.show_findings(validate(Letter(), load_rulebook()))
    assert row_of(form, "subject").findings.isHidden()
    focus(editor(form, "subject"))
    focus(editor(form, "place.name"))
    assert "Chưa có trích yếu" in row_of(form, "subject").findings.text()
    assert row_of(form, "place.name").findings.isHidden()


def test_the_field_with_the_cursor_is_announced(qtbot: QtBot, make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(signatures=(signed_by_deputy(),)))
    with qtbot.waitSignal(form.component_focused) as told:
        focus(editor(form, "signatures.chain.on_behalf_of", (0, 1)))
    assert told.args == ["signatures.chain.on_behalf_of", (0, 1)]
    with qtbot.waitSignal(form.component_focused) as told:
        names(form, "noi_nhan").setFocus()
    assert told.args == ["recipients.name", (0,)]


@pytest.mark.parametrize(
    ("component", "path"),
    [
        ("subject", ()),
        ("issuers.name", (0,)),
        ("signatures.chain.on_behalf_of", (0, 1)),
        ("contact.phone", ()),
        ("layout.margins.left", ()),
        ("date.month", ()),
    ],
)
def test_the_window_can_lead_to_any_field(make_form: MakeForm, component: str, path: tuple[int, ...]) -> None:
    form, _ = make_form(simple_letter(signatures=(signed_by_deputy(),)))
    form.focus_component(component, path)
    assert QApplication.focusWidget() is editor(form, component, path)
    assert editor(form, component, path).isVisible()


def test_the_window_can_lead_to_a_row_of_a_list_and_to_the_text(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(addressees=(Addressee(name="A b"), Addressee(name="C d"))))
    form.focus_component("addressees.name", (1,))
    edit = names(form, "kinh_gui")
    assert QApplication.focusWidget() is edit
    assert edit.row() == 1
    form.focus_component("body", (0,))
    assert form.sections["noi_dung"].content.isAncestorOf(focused())


# --- signing


def presets(form: LetterForm) -> PresetButtons:
    form.sections["nguoi_ky"].set_open(True)
    return form.findChildren(PresetButtons)[0]


def test_a_preset_writes_the_lines_of_the_agency(make_form: MakeForm) -> None:
    committee = simple_letter(
        issuers=(Organ(name="Ủy ban nhân dân\nhuyện Ngọc Hồi"),), signatures=(Signature(full_name="Y Lan"),)
    )
    form, draft = make_form(committee)
    click(presets(form).buttons[Preset.COLLECTIVE_DEPUTY])
    assert form.findChildren(SignatureLines)[0].text() == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert draft.letter.signatures[0].full_name == "Y Lan"
    assert not [one for one in validate(draft.letter, load_rulebook()) if one.code.startswith("ND30-KY")]
    draft.undo()
    assert draft.letter == committee


def _first_row_of_ink(picture: QImage) -> int:
    """The topmost row in which letters are dark, inside the frame."""
    rows = range(3, picture.height())
    columns = range(3, picture.width() - 3)
    return next(row for row in rows if any(QColor(picture.pixel(x, row)).lightness() < 96 for x in columns))


def test_the_marks_above_capitals_are_whole_in_the_lines_of_the_signature(make_form: MakeForm) -> None:
    tops = []
    for position in ("GIAM ĐÔC", "GIAM ĐỐC"):
        form, _ = make_form(simple_letter(signatures=(Signature(position=position),)))
        form.sections["nguoi_ky"].set_open(True)
        tops.append(_first_row_of_ink(form.findChildren(SignatureLines)[0].grab().toImage()))
    assert tops[1] < tops[0], "the acute stands above the circumflex"


@pytest.mark.parametrize(
    ("preset", "lines"),
    [
        (Preset.HEAD, "GIÁM ĐỐC"),
        (Preset.DEPUTY, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        (Preset.ORDER, "TL. GIÁM ĐỐC"),
        (Preset.MANDATE, "TUQ. GIÁM ĐỐC"),
    ],
)
def test_the_presets_of_an_agency_with_one_head(make_form: MakeForm, preset: Preset, lines: str) -> None:
    form, draft = make_form(simple_letter(signatures=()))
    click(presets(form).buttons[preset])
    assert form.findChildren(SignatureLines)[0].text() == lines
    assert len(draft.letter.signatures) == 1


def test_the_lines_follow_what_is_typed(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter())
    field = editor(form, "signatures.position", (0,))
    focus(field)
    clear(field)
    type_text(field, "Chánh Thanh tra")
    assert form.findChildren(SignatureLines)[0].text() == "CHÁNH THANH TRA"


def test_an_unlawful_chain_is_told_beside_it(make_form: MakeForm) -> None:
    letter = simple_letter(
        signatures=(
            Signature(
                chain=(
                    AuthorityStep(authority=Authority.BY_MANDATE, on_behalf_of="Giám đốc"),
                    AuthorityStep(authority=Authority.FOR_HEAD, on_behalf_of="Chánh Văn phòng"),
                ),
                position="Phó Chánh Văn phòng",
            ),
        )
    )
    form, _ = make_form(letter)
    form.show_findings(validate(letter, load_rulebook()))
    told = repeated(form, "signatures.chain").findings
    assert "khoản 3 Điều 13" in told.text()
    assert told.isVisible() or not form.sections["nguoi_ky"].is_open


def test_a_joint_letter_gets_more_agencies_and_signers(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter())
    for key in ("issuers", "signatures"):
        row = repeated(form, key)
        click(row.add)
        assert len(row.items) == 2
    field = editor(form, "issuers.name", (1,))
    focus(field)
    type_text(field, "Sở Y tế")
    assert draft.letter.issuers[1].name == "Sở Y tế"
    click(repeated(form, "issuers").add)
    assert not repeated(form, "issuers").add.isVisible(), "three agencies at most"
    click(repeated(form, "issuers").items[1].remove)
    assert [one.name for one in draft.letter.issuers] == ["Sở Nội vụ", ""]
    while draft.can_undo:
        draft.undo()
    assert draft.letter == simple_letter()
    assert len(repeated(form, "issuers").items) == 1


def test_steps_of_authority_come_and_go(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter())
    form.sections["nguoi_ky"].set_open(True)
    chain = repeated(form, "signatures.chain")
    click(chain.add)
    assert focused() is editor(form, "signatures.chain.authority", (0, 0))
    field = editor(form, "signatures.chain.on_behalf_of", (0, 0))
    focus(field)
    type_text(field, "Ủy ban nhân dân")
    assert [step.on_behalf_of for step in draft.letter.signatures[0].chain] == ["Ủy ban nhân dân"]
    click(chain.items[0].remove)
    assert not draft.letter.signatures[0].chain


# --- related documents, secrecy, lock


def test_phuc_dap_fills_the_letter_from_a_related_document(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(subject="", addressees=(), body=()))
    form.open_section("lien_quan")
    click(repeated(form, "related").add)
    for key, typed in (
        ("related.type_name", "Công văn"),
        ("related.code", "12/BNV-VP"),
        ("related.date", "5/3/2026"),
        ("related.issuer", "Bộ Nội vụ"),
    ):
        field = editor(form, key, (0,))
        focus(field)
        type_text(field, typed)
    related = draft.letter.related[0]
    assert related.id
    assert related.date == PartialDate(year=2026, month=3, day=5)
    click(next(one for one in form.findChildren(QPushButton) if one.text().startswith("Phúc đáp")))
    assert draft.letter.addressees == (Addressee(name="Bộ Nội vụ"),)
    assert "12/BNV-VP" in draft.letter.subject
    assert isinstance(draft.letter.body[0], Paragraph)
    assert names(form, "kinh_gui").lines() == ["Bộ Nội vụ"]


def test_the_issuer_of_a_related_document_is_completed(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(related=(RelatedDocument(id="vb-1"),)))
    field = editor(form, "related.issuer", (0,))
    focus(field)
    type_text(field, "Sở")
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Tab)
    assert draft.letter.related[0].issuer == "Sở Nội vụ"
    assert field.property("text") == "Sở Nội vụ"


def test_every_appendix_has_an_editor_of_its_own(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter(), appendix_editor=lambda index: QPlainTextEdit(f"phụ lục {index}"))
    rows = repeated(form, "appendices")
    for _ in range(2):
        click(rows.add)
    shown = [one.findChildren(Holder)[0].findChildren(QPlainTextEdit)[0].toPlainText() for one in rows.items]
    assert shown == ["phụ lục 0", "phụ lục 1"]
    click(rows.items[0].remove)
    assert len(rows.items) == len(draft.letter.appendices) == 1
    draft.undo()
    assert len(rows.items) == 2


def test_a_degree_of_secrecy_brings_a_notice_and_no_dialog(make_form: MakeForm) -> None:
    form, draft = make_form(simple_letter())
    form.open_section("khac")
    notice = form.findChildren(SecrecyNotice)[0]
    assert notice.isHidden()
    field = editor(form, "secrecy")
    focus(field)
    press(field, Qt.Key.Key_Down)
    assert draft.letter.secrecy is Secrecy.SECRET
    assert notice.isVisible()
    assert "nối mạng" in notice.notice.text()
    assert QApplication.activeModalWidget() is None
    draft.undo()
    assert notice.isHidden()


def test_an_issued_letter_cannot_be_changed_and_says_why(make_form: MakeForm) -> None:
    letter = simple_letter(status=Status.ISSUED, signatures=(signed_by_deputy(),))
    form, draft = make_form(letter)
    reasons = [label for label in form.findChildren(SmallLabel) if "đã phát hành" in label.text()]
    assert len(reasons) == 1
    assert reasons[0].isVisible()
    assert reasons[0].height() > 0
    for section in form.sections:
        form.open_section(section)
    for widget in form.findChildren(QLineEdit) + form.findChildren(QPlainTextEdit):
        if widget.accessibleName() != "Nội dung":
            assert widget.isReadOnly(), widget.accessibleName()
            type_text(widget, "x")
    for button in form.findChildren(QPushButton):
        click(button)
    for choice in form.findChildren(QComboBox) + form.findChildren(QCheckBox):
        assert not choice.isEnabled(), choice.accessibleName()
    assert draft.letter == letter
    draft.apply(lambda one: replace(one, status=Status.DRAFT))
    field = editor(form, "subject")
    focus(field)
    type_text(field, "x")
    assert draft.letter.subject.endswith("x")


# --- reaching and reading everything


def test_tab_goes_through_the_form_as_one_reads_it(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(signatures=(signed_by_deputy(),)))
    for section in form.sections:
        form.open_section(section)
    click(repeated(form, "issuers").add)
    QApplication.processEvents()
    wanted = [one for one in tab_chain(page(form)) if one.isVisible() and one.isEnabled()]
    focus(wanted[0])
    seen = [QApplication.focusWidget()]
    for _ in wanted[1:]:
        widget = QApplication.focusWidget()
        assert widget is not None
        form.focusNextChild()
        seen.append(QApplication.focusWidget())
    assert seen == wanted
    top = [one.mapTo(page(form), one.rect().topLeft()).y() for one in wanted]
    assert top == sorted(top) or max(b - a for a, b in zip(top[1:], top, strict=False)) < 120


def test_every_control_has_a_name_for_screen_readers(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(related=(RelatedDocument(id="a"),), signatures=(signed_by_deputy(),)))
    for section in form.sections:
        form.open_section(section)
    for widget in form.findChildren(QWidget):
        if widget.window() is form and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert words, widget


def needed_width(widget: QWidget) -> int:
    """How wide the words of a control are."""
    words = ""
    if isinstance(widget, QLabel) and not widget.wordWrap():
        words = widget.text()
    elif isinstance(widget, QLabel):
        words = max(widget.text().split(), key=len, default="") if "<" not in widget.text() else ""
    elif isinstance(widget, QComboBox):
        words = widget.currentText()
    elif isinstance(widget, QPushButton | QToolButton | QCheckBox):
        words = widget.text().replace("&", "")
    elif isinstance(widget, QLineEdit):
        words = widget.placeholderText()
    return widget.fontMetrics().horizontalAdvance(words)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_text_is_wider_than_its_room(make_form: MakeForm, path: Path) -> None:
    letter = load(path).letter
    form, _ = make_form(letter)
    for section in form.sections:
        form.open_section(section)
    for fold in form.findChildren(RareRows):
        fold.set_open(True)
    form.show_findings(validate(letter, load_rulebook()))
    QApplication.processEvents()
    assert page(form).width() <= form.viewport().width()
    for widget in form.findChildren(QWidget):
        if widget.isVisible() and widget.window() is form and page(form).isAncestorOf(widget):
            assert needed_width(widget) <= widget.width(), (widget, widget.accessibleName())
            right = widget.mapTo(page(form), widget.rect().topRight()).x()
            assert right <= page(form).width(), widget


@pytest.mark.parametrize("section", [section.id for section in SECTIONS if section.id != "noi_dung"])
def test_a_whole_section_is_seen_at_once(qtbot: QtBot, make_form: MakeForm, section: str) -> None:
    form, _ = make_form(load(next(path for path in SAMPLES if "ngoc-hoi" in path.name)).letter)
    for one in form.sections.values():
        one.set_open(False)
    form.open_section(section)
    QApplication.processEvents()
    assert form.sections[section].height() <= form.viewport().height()
    qtbot.waitUntil(lambda: not form.sections[section].visibleRegion().isEmpty())


def test_a_closed_form_hears_no_more_of_the_letter(qtbot: QtBot) -> None:
    draft = Draft(simple_letter())
    form = LetterForm(draft, load_rulebook(), QWidget())
    form.deleteLater()
    qtbot.waitUntil(lambda: not isValid(form))
    assert draft.apply(lambda letter: replace(letter, subject="sau khi đóng"))
