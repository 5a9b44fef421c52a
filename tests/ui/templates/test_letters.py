"""Letters from templates: the small form by real keys, what stays open, and filling it later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.editing.commands.issue import set_status
from app.letter.model import Addressee, AddresseeKind, Letter, Organ, Paragraph, Run, Secrecy, Status
from app.letter.positions import plain_text
from app.letter.prompts import open_prompts
from app.library.agency import Agency
from app.library.contact import Contact
from app.library.template import Prompt, PromptKind, Template
from app.library.templates import Kept
from app.settings.options import PROMPT_ANSWERS
from app.ui import tasks
from app.ui.office import Office
from app.ui.start import Begin
from app.ui.templates.fill import CautionDialog, FillDialog
from tests.support.clerk import Clerk, wait_until
from tests.ui.templates.conftest import shown_dialog

Choose = Callable[[Path | None], list[str]]

CITED = "Công văn số 512/UBND-VHXH ngày 05/10/2026 của UBND xã Hàm Yên về việc rà soát cơ sở vật chất"
MOST_STROKES = 8


def _template(*prompts: Prompt, caution: str = "") -> Template:
    words = " và ".join(f"[[{prompt.name}]]" for prompt in prompts)
    body = (Paragraph(runs=(Run(text=f"Đề nghị {words}."),)),)
    letter = Letter(subject="thử", body=body)
    return Template(name="Mẫu thử", letter=letter, prompts=prompts, caution=caution)


def _text(office: Office) -> str:
    assert office.draft is not None
    return "\n".join(map(plain_text, office.draft.letter.body))


def _begin(office: Office, kept: Kept) -> FillDialog:
    office.templates.begin(kept.template.id)
    dialog = shown_dialog(office, FillDialog)
    assert isinstance(dialog, FillDialog)
    return dialog


def test_a_letter_with_four_prompts_costs_at_most_eight_strokes(office: Office, clerk: Clerk) -> None:
    office.session.library.agencies.save(Agency(name="Ủy ban nhân dân xã Hàm Yên", notation="UBND"))
    clerk.press("Ctrl+Shift+M")
    clerk.type("don doc")
    clerk.press("Return")
    shown_dialog(office, FillDialog)
    clerk.type("Trường Tiểu học Kim Đồng")
    clerk.press("Return")
    clerk.paste(CITED)
    clerk.press("Return")
    clerk.type("kết quả rà soát")
    clerk.press("Return")
    clerk.type("30/11/2026")
    clerk.press("Return")
    assert wait_until(lambda: office.draft is not None)
    assert office.draft is not None
    letter = office.draft.letter
    assert not list(open_prompts(letter))
    assert [one.name for one in letter.addressees] == ["Trường Tiểu học Kim Đồng"]
    assert "Công văn số 512/UBND-VHXH ngày 05 tháng 10 năm 2026" in _text(office)
    assert "ngày 30 tháng 11 năm 2026" in _text(office)
    assert [one.code for one in letter.related] == ["512/UBND-VHXH"]
    # Beside the answers: the search costs its letters, which stand in no document.
    assert len(clerk.pressed) <= MOST_STROKES, clerk.pressed


def test_what_is_left_empty_stays_open_is_told_and_is_filled_later_in_one_step(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    _begin(office, keep(_template(Prompt(name="việc một"), Prompt(name="việc hai"))))
    clerk.type("họp")
    clerk.press("Ctrl+Return")
    assert _text(office) == "Đề nghị họp và [[việc hai]]."
    notice = office.window.notices.notice("open_prompts")
    assert notice is not None
    assert "[[việc hai]]" in notice.words.text()
    assert office.workspace is not None
    assert office.workspace.body.view.textCursor().selectedText() == "[[việc hai]]"
    clerk.press("Ctrl+Shift+D")
    shown_dialog(office, FillDialog)
    clerk.type("báo cáo")
    clerk.press("Return")
    assert _text(office) == "Đề nghị họp và báo cáo."
    assert wait_until(lambda: office.window.notices.notice("open_prompts") is None)
    clerk.press("Ctrl+Z")
    assert _text(office) == "Đề nghị họp và [[việc hai]]."


def test_f8_goes_from_one_open_prompt_to_the_next_and_then_to_the_findings(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    _begin(office, keep(_template(Prompt(name="việc một"), Prompt(name="việc hai"))))
    clerk.press("Ctrl+Return")
    assert office.workspace is not None
    assert office.workspace.form.isAncestorOf(clerk.focus)
    selected = office.workspace.body.view.textCursor
    assert selected().selectedText() == "[[việc một]]"
    clerk.press("F8")
    assert selected().selectedText() == "[[việc hai]]"
    clerk.press("F8")
    assert office.workspace.strip.list.isVisible()


def test_a_caution_is_confirmed_before_the_form(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    kept = keep(_template(Prompt(name="việc"), caution="Chỉ đính chính sai sót về thể thức."))
    office.templates.begin(kept.template.id)
    shown_dialog(office, CautionDialog)
    assert not office.window.findChildren(FillDialog)
    clerk.press("Escape")
    assert office.draft is None
    office.templates.begin(kept.template.id)
    shown_dialog(office, CautionDialog)
    clerk.press("Return")
    shown_dialog(office, FillDialog)


def test_a_date_that_does_not_exist_is_told_and_nothing_is_lost(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    dialog = _begin(office, keep(_template(Prompt(name="hạn", kind=PromptKind.DATE))))
    clerk.type("31/4/2026")
    clerk.press("Return")
    assert dialog.isVisible()
    assert "31/4/2026" in dialog.problem.text()
    clerk.press("Ctrl+A")
    clerk.type("30/4/2026")
    clerk.press("Return")
    assert "30 tháng 4 năm 2026" in _text(office)


def _store(office: Office, clerk: Clerk, key: str, target: Path) -> None:
    """Save or export the letter, by its key."""
    target.unlink(missing_ok=True)
    clerk.press(key)
    assert wait_until(lambda: target.exists() and not tasks.is_busy())


def test_answers_are_offered_again_but_not_filled_in(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept], choose_file: Choose, tmp_path: Path
) -> None:
    kept = keep(_template(Prompt(name="việc")))
    _begin(office, kept)
    clerk.type("rà soát nhà xuống cấp")
    clerk.press("Return")
    choose_file(tmp_path / "a.congvan")
    _store(office, clerk, "Ctrl+S", tmp_path / "a.congvan")
    office.put_away()
    dialog = _begin(office, kept)
    assert dialog.fields[0].answer() is None
    clerk.press("Down", "Down", "Return")
    assert dialog.fields[0].answer() == "rà soát nhà xuống cấp"


@pytest.mark.parametrize(("key", "suffix"), [("Ctrl+S", ".congvan"), ("F12", ".docx")])
def test_answers_are_remembered_only_of_letters_that_are_stored_without_secrecy(
    office: Office,
    clerk: Clerk,
    keep: Callable[[Template], Kept],
    choose_file: Choose,
    tmp_path: Path,
    key: str,
    suffix: str,
) -> None:
    settings, target = office.session.settings, tmp_path / f"a{suffix}"
    choose_file(target)
    kept = keep(_template(Prompt(name="việc một"), Prompt(name="việc hai")))
    _begin(office, kept)
    clerk.type("họp kín")
    clerk.press("Ctrl+Return")
    remembered = [settings.get(PROMPT_ANSWERS)]
    assert office.draft is not None
    office.draft.apply(lambda letter: replace(letter, secrecy=Secrecy.SECRET))
    clerk.press("Ctrl+Shift+D")
    shown_dialog(office, FillDialog)
    clerk.type("bố trí xe")
    clerk.press("Return")
    _store(office, clerk, key, target)
    remembered.append(settings.get(PROMPT_ANSWERS))
    office.draft.apply(lambda letter: replace(letter, secrecy=Secrecy.NONE))
    _store(office, clerk, key, target)
    remembered.append(settings.get(PROMPT_ANSWERS))
    assert remembered == [(), (), ("việc một\thọp kín", "việc hai\tbố trí xe")]
    office.draft.apply(lambda letter: replace(letter, secrecy=Secrecy.SECRET))
    _store(office, clerk, key, target)
    assert settings.get(PROMPT_ANSWERS) == ()


def test_names_of_the_address_book_are_not_remembered_as_answers(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept], choose_file: Choose, tmp_path: Path
) -> None:
    _begin(office, keep(_template(Prompt(name="nơi nhận", kind=PromptKind.CONTACT))))
    clerk.type("Sở Nội vụ; Sở Tài chính")
    clerk.press("Return")
    assert _text(office) == "Đề nghị Sở Nội vụ và Sở Tài chính."
    choose_file(tmp_path / "a.congvan")
    _store(office, clerk, "Ctrl+S", tmp_path / "a.congvan")
    assert office.session.settings.get(PROMPT_ANSWERS) == ()


def test_a_list_of_names_is_pasted_line_by_line(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    _begin(office, keep(_template(Prompt(name="nơi nhận", kind=PromptKind.CONTACT))))
    clerk.paste("Sở Nội vụ\nSở Tài chính\n")
    clerk.press("Return")
    assert _text(office) == "Đề nghị Sở Nội vụ và Sở Tài chính."


def test_one_who_sees_an_example_of_one_name_is_told_how_to_write_several(
    office: Office, keep: Callable[[Template], Kept]
) -> None:
    prompt = Prompt(name="nơi nhận", kind=PromptKind.CONTACT, example="Sở Nội vụ", help="In ở Kính gửi.")
    dialog = _begin(office, keep(_template(prompt)))
    said = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert "In ở Kính gửi. Nhiều nơi thì cách nhau bằng dấu ;" in said


def test_a_choice_is_made_by_keys(office: Office, clerk: Clerk, keep: Callable[[Template], Kept]) -> None:
    prompt = Prompt(name="mức", kind=PromptKind.CHOICE, choices=("tốt", "khá"))
    _begin(office, keep(_template(prompt)))
    clerk.press("Down", "Down", "Return")
    assert _text(office) == "Đề nghị khá."


def test_the_points_of_a_number_are_set_by_the_program(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    dialog = _begin(office, keep(_template(Prompt(name="số tiền", kind=PromptKind.NUMBER))))
    clerk.type("485000000")
    assert dialog.fields[0].words.text() == "485.000.000"
    clerk.press("Return")
    assert _text(office) == "Đề nghị 485.000.000."


def test_the_start_page_begins_with_the_prompts_at_once(office: Office) -> None:
    button = office.window.start_page.buttons(Begin.TEMPLATE)[0]
    button.click()
    dialog = shown_dialog(office, FillDialog)
    dialog.reject()
    assert office.draft is None


def test_an_issued_letter_is_not_filled(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    _begin(office, keep(_template(Prompt(name="việc"))))
    clerk.press("Ctrl+Return")
    assert office.draft is not None
    office.draft.apply(lambda letter: set_status(letter, Status.ISSUED))
    office.templates.fill_on()
    assert not [one for one in office.window.findChildren(FillDialog) if one.isVisible()]
    assert office.draft.letter.secrecy is Secrecy.NONE


def test_entries_of_the_address_book_come_with_what_the_book_knows(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    book = office.session.library.contacts
    book.save(Contact(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Thôn 1, xã Hàm Yên"))
    template = Template(
        name="Mẫu gửi",
        letter=Letter(addressees=(Addressee(name="[[nơi nhận]]"),)),
        prompts=(Prompt(name="nơi nhận", kind=PromptKind.CONTACT),),
    )
    _begin(office, keep(template))
    clerk.type("nguyen van")
    clerk.press("Down", "Return")
    clerk.type("; Sở Y tế")
    clerk.press("Return")
    assert office.draft is not None
    first, second = office.draft.letter.addressees
    assert (first.name, first.address) == ("Ông Nguyễn Văn A", "Thôn 1, xã Hàm Yên")
    assert second.name == "Sở Y tế"


def test_the_agency_is_answered_by_the_program_once_it_stands_in_the_header(office: Office) -> None:
    letter = Letter(body=(Paragraph(runs=(Run(text="[[Cơ quan]] đề nghị."),)),))
    office.show(office.session.desk.new(letter))
    assert office.draft is not None
    office.draft.apply(lambda old: replace(old, issuers=(Organ(name="Sở Nội vụ"),)))
    office.templates.fill_on()
    assert _text(office) == "Sở Nội vụ đề nghị."


def test_the_preview_of_a_template_names_the_agency(office: Office) -> None:
    office.session.library.agencies.save(Agency(name="Ủy ban nhân dân xã Hàm Yên", notation="UBND"))
    page = office.templates.page()
    kept = office.session.library.templates.get("phuc-dap")
    assert kept is not None
    shown = "\n".join(map(plain_text, page.dress(kept.template).body))
    assert "Ủy ban nhân dân xã Hàm Yên có ý kiến như sau:" in shown
    assert "[[ý kiến phúc đáp]]" in shown


def test_a_group_is_one_line_or_each_of_its_members(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    book = office.session.library.contacts
    for name in ("Sở Nội vụ", "Sở Y tế"):
        book.save(Contact(name=name, groups=("Các sở, ban, ngành tỉnh",)))
    template = Template(
        name="Mẫu gửi",
        letter=Letter(addressees=(Addressee(name="[[nơi nhận]]"),)),
        prompts=(Prompt(name="nơi nhận", kind=PromptKind.CONTACT),),
    )
    dialog = _begin(office, keep(template))
    clerk.type("cac so")
    clerk.press("Down", "Down", "Return")
    assert dialog.fields[0].inputs()[0].text() == "Sở Nội vụ; Sở Y tế"  # type: ignore[attr-defined]
    clerk.press("Return")
    assert office.draft is not None
    assert [one.name for one in office.draft.letter.addressees] == ["Sở Nội vụ", "Sở Y tế"]


def test_what_is_said_of_the_letter_is_not_said_beside_another_page(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    _begin(office, keep(_template(Prompt(name="việc một"), Prompt(name="việc hai"))))
    clerk.press("Ctrl+Return")
    notices = office.window.notices
    assert wait_until(notices.isVisible)
    clerk.press("Alt+2")
    assert not notices.isVisible()
    clerk.press("Alt+1")
    assert notices.isVisible()
