"""Letters kept as templates, templates edited as letters, files for colleagues."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTreeWidgetItem

from app.editing.commands.skeleton import use_skeleton
from app.editing.recovery import _read as read_copy
from app.letter.file import load
from app.letter.model import Letter, Paragraph, Run
from app.letter.positions import TextPosition, plain_text
from app.library.prompts import prompt_names
from app.library.template import Prompt, PromptKind, Template
from app.library.templates import Kept
from app.ui import tasks
from app.ui.office import Office
from app.ui.templates.fill import FillDialog
from app.ui.templates.keep import KeepDialog
from app.ui.templates.page import TemplatesPage
from app.ui.templates.target import is_template
from tests.support import edited_skeletons as edits
from tests.support.clerk import Clerk, wait_until
from tests.support.edited_skeletons import edited
from tests.ui.templates.conftest import shown_dialog
from tests.ui.whole.conftest import SAMPLES

NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
_LOGO = edited(edits.with_logo)
BODY = (Paragraph(runs=(Run(text="Đề nghị [[việc]]."),)),)
KEPT = Template(name="Mẫu thử", letter=Letter(body=BODY), prompts=(Prompt(name="việc"),))


def _kept_dialog(office: Office) -> KeepDialog:
    office.do("templates.keep")
    dialog = shown_dialog(office, KeepDialog)
    assert isinstance(dialog, KeepDialog)
    return dialog


def test_a_letter_becomes_a_template_with_the_words_that_are_checked_as_prompts(
    office: Office, clerk: Clerk
) -> None:
    office.files.from_sample(NGOC_HOI)
    dialog = _kept_dialog(office)
    item = dialog.words.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    clerk.press("Ctrl+A")
    clerk.type("Quản lý thông tin")
    clerk.press("Return")
    found = office.session.library.templates.search("quan ly thong tin")[0].template
    assert found.name == "Quản lý thông tin"
    assert found.letter.issuers == ()
    assert found.letter.subject == load(NGOC_HOI).letter.subject
    assert [prompt.name for prompt in found.prompts] == ["văn bản liên quan"]
    assert found.prompts[0].kind is PromptKind.RELATED


def test_a_field_that_is_not_kept_is_blank_and_its_words_are_no_candidates(office: Office) -> None:
    office.files.from_sample(NGOC_HOI)
    dialog = _kept_dialog(office)
    before = dialog.words.topLevelItemCount()
    item = next(
        one
        for row in range(dialog.fields.topLevelItemCount())
        if (one := dialog.fields.topLevelItem(row)) is not None and one.text(0) == "Nội dung"
    )
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.words.topLevelItemCount() < before
    dialog.save.click()
    found = [one for one in office.session.library.templates.all() if not one.is_builtin]
    assert found[0].template.letter.body == ()


def _line(dialog: KeepDialog, number: int) -> QTreeWidgetItem:
    item = dialog.words.topLevelItem(number)
    assert item is not None
    return item


def test_a_prompt_with_choices_is_made_by_keys(office: Office, clerk: Clerk) -> None:
    library = office.session.library
    office.files.begin_letter(Letter(subject="họp", body=BODY))
    dialog = _kept_dialog(office)
    clerk.type(" giao ban")
    choices = dialog.asking.fields["choices"]
    assert not choices.isVisible()
    box = dialog.words.itemWidget(_line(dialog, 0), 2)
    assert isinstance(box, QComboBox)
    box.setFocus()
    clerk.press("Home", "Down", "Down", "Down")
    assert box.currentData() == PromptKind.CHOICE
    assert choices.isVisible()
    choices.setFocus()
    clerk.type("cử người; không cử người;; cử người ")
    clerk.press("Return")
    found = library.templates.search("giao ban")[0].template
    assert found.prompts == (
        Prompt(name="việc", kind=PromptKind.CHOICE, choices=("cử người", "không cử người")),
    )


def test_choices_are_there_again_when_the_template_is_edited(
    office: Office, keep: Callable[[Template], Kept]
) -> None:
    asked = Prompt(name="việc", kind=PromptKind.CHOICE, choices=("họp", "đi công tác"))
    kept = keep(replace(KEPT, prompts=(asked,)))
    office.templates.keeping.edit(kept.template.id)
    dialog = _kept_dialog(office)
    assert dialog.asking.fields["choices"].isVisible()
    assert dialog.asking.fields["choices"].text() == "họp; đi công tác"
    dialog.save.click()
    again = office.session.library.templates.get(kept.template.id)
    assert again is not None
    assert again.template.prompts == (asked,)


def test_what_was_said_of_a_prompt_stays_when_other_fields_are_kept(office: Office) -> None:
    office.files.from_sample(NGOC_HOI)
    dialog = _kept_dialog(office)
    item = _line(dialog, 0)
    words = item.text(0)
    item.setText(1, "văn bản cấp trên")
    item.setCheckState(0, Qt.CheckState.Checked)
    field = dialog.fields.topLevelItem(0)
    assert field is not None
    field.setCheckState(0, Qt.CheckState.Checked)
    again = next(one for one in dialog.words.findItems(words, Qt.MatchFlag.MatchExactly, 0))
    assert again.text(1) == "văn bản cấp trên"
    assert again.checkState(0) is Qt.CheckState.Checked


def test_any_words_of_the_letter_become_a_prompt_by_keys(office: Office, clerk: Clerk) -> None:
    office.files.from_sample(NGOC_HOI)
    dialog = _kept_dialog(office)
    dialog.list.more.setFocus()
    clerk.type("mạng xã hội")
    clerk.press("Return")
    clerk.type("nơi đăng tin")  # the name of the prompt, at once
    clerk.press("Return")
    assert dialog.isVisible()
    item = dialog.words.currentItem()
    assert item is not None
    assert (item.text(0), item.text(1)) == ("mạng xã hội", "nơi đăng tin")
    dialog.save.click()
    found = next(one for one in office.session.library.templates.all() if not one.is_builtin).template
    assert [(prompt.name, prompt.example) for prompt in found.prompts] == [("nơi đăng tin", "mạng xã hội")]
    assert "[[nơi đăng tin]]" in found.letter.subject
    assert not any("mạng xã hội" in plain_text(block) for block in found.letter.body)


def test_words_that_stand_nowhere_are_told_and_typed_words_stay_when_other_fields_are_kept(
    office: Office, clerk: Clerk
) -> None:
    office.files.from_sample(NGOC_HOI)
    dialog = _kept_dialog(office)
    dialog.list.more.setFocus()
    clerk.type("không có chữ này")
    clerk.press("Return")
    assert "không có chữ này" in dialog.problem.text()
    assert dialog.isVisible()
    clerk.press("Ctrl+A")
    clerk.type("mạng xã hội")
    clerk.press("Return", "Return")
    assert not dialog.problem.isVisible()
    field = dialog.fields.topLevelItem(0)
    assert field is not None
    field.setCheckState(0, Qt.CheckState.Checked)
    (again,) = dialog.words.findItems("mạng xã hội", Qt.MatchFlag.MatchExactly, 0)
    assert again.checkState(0) is Qt.CheckState.Checked


def test_selected_words_become_a_prompt(office: Office, clerk: Clerk) -> None:
    office.files.from_sample(NGOC_HOI)
    assert office.draft is not None
    assert office.workspace is not None
    desk = office.workspace.body.desk
    office.workspace.body.focus_position(TextPosition(0, 0))
    desk.put_cursor(TextPosition(0, 9), TextPosition(0, 0))
    words = plain_text(office.draft.letter.body[0])[:9].strip()
    clerk.press("Ctrl+Alt+D")
    assert prompt_names(office.draft.letter) == (words,)
    clerk.press("Ctrl+Z")
    assert prompt_names(office.draft.letter) == ()


def test_saving_a_template_that_is_edited_writes_it_back(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    kept = keep(KEPT)
    office.templates.keeping.edit(kept.template.id)
    draft = office.draft
    assert draft is not None
    dirty = [draft.is_dirty]
    office.workspace.body.focus_position(TextPosition(0, 0))  # type: ignore[union-attr]
    clerk.type("Kính ")
    dirty.append(draft.is_dirty)
    clerk.press("Ctrl+S")
    dirty.append(draft.is_dirty)
    assert dirty == [False, True, False]
    again = office.session.library.templates.get(kept.template.id)
    assert again is not None
    assert plain_text(again.template.letter.body[0]).startswith("Kính ")
    assert again.template.prompts == KEPT.prompts


def test_a_built_in_template_stays_and_the_edited_one_is_the_offices_own(
    office: Office, clerk: Clerk
) -> None:
    templates = office.session.library.templates
    before = templates.get("don-doc")
    office.templates.keeping.edit("don-doc")
    assert office.draft is not None
    office.workspace.body.focus_position(TextPosition(0, 0))  # type: ignore[union-attr]
    clerk.type("X")
    clerk.press("Ctrl+S")
    clerk.type("Y")
    clerk.press("Ctrl+S")
    assert templates.get("don-doc") == before
    own = [one.template for one in templates.all() if not one.is_builtin]
    assert [one.name for one in own] == ["Đôn đốc (2)"]
    assert plain_text(own[0].letter.body[0]).startswith("XY")


def test_a_template_that_was_edited_at_a_crash_is_written_back_after_it(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    kept = keep(KEPT)
    office.templates.keeping.edit(kept.template.id)
    assert office.draft is not None
    draft = office.draft
    office.workspace.body.focus_position(TextPosition(0, 0))  # type: ignore[union-attr]
    clerk.type("Kính ")
    desk = office.session.desk
    desk.write_recovery()
    file = desk.recovery._file(draft.id)
    recovered = desk.recover(read_copy(file)[1])
    assert is_template(recovered)
    assert recovered.target == draft.target
    assert recovered.is_dirty
    desk.close(recovered)


def test_a_template_being_edited_is_not_faulted_for_its_prompts(
    office: Office, keep: Callable[[Template], Kept]
) -> None:
    office.templates.keeping.edit(keep(KEPT).template.id)
    assert office.workspace is not None
    assert wait_until(lambda: office.workspace is not None and office.workspace.driver.is_done)
    assert not [one for one in office.workspace.strip._findings if "[[" in one.message]
    assert office.window.notices.notice("open_prompts") is None


def test_a_template_travels_to_a_colleague_and_a_clash_of_names_is_asked(
    office: Office,
    clerk: Clerk,
    keep: Callable[[Template], Kept],
    choose_file: Callable[[Path | None], list[str]],
    tmp_path: Path,
) -> None:
    kept = keep(KEPT)
    target = tmp_path / "mau-thu.mau"
    asked = choose_file(target)
    office.templates.files.export(kept.template.id)
    assert wait_until(target.exists)
    assert asked[0].endswith("mau-thu.mau")
    office.open_path(target)
    page = office.templates.page()
    assert wait_until(lambda: _asks(page))
    clerk.click("Giữ cả hai")
    names = [one.template.name for one in office.session.library.templates.all() if not one.is_builtin]
    assert names == ["Mẫu thử", "Mẫu thử (2)"]
    clerk.click("Hoàn tác")
    office.open_path(target)
    assert wait_until(lambda: _asks(page))
    clerk.click("Thay mẫu cũ")
    own = [one.template for one in office.session.library.templates.all() if not one.is_builtin]
    assert [one.name for one in own] == ["Mẫu thử"]
    assert own[0].id == kept.template.id


def test_a_template_is_edited_on_its_own_skeleton_and_keeps_the_one_that_is_chosen_then(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    skeletons, templates = office.session.library.skeletons, office.session.library.templates
    first, second = skeletons.save("Một", _LOGO), skeletons.save("Hai", edited(edits.with_spacing))
    kept = keep(replace(KEPT, skeleton=first.id))
    office.templates.keeping.edit(kept.template.id)
    draft = office.draft
    assert draft is not None
    assert (draft.letter.skeleton, draft.is_dirty) == (first.ref, False)
    draft.apply(lambda letter: use_skeleton(letter, second.ref))
    clerk.press("Ctrl+S")
    written = templates.get(kept.template.id)
    draft.apply(lambda letter: use_skeleton(letter, first.ref))
    _kept_dialog(office).save.click()
    told = templates.get(kept.template.id)
    assert written is not None
    assert told is not None
    assert written.template == replace(KEPT, id=kept.template.id, skeleton=second.id)
    assert told.template == replace(KEPT, id=kept.template.id, skeleton=first.id)


def test_a_template_whose_skeleton_is_gone_still_names_it_after_it_was_edited(
    office: Office, clerk: Clerk, keep: Callable[[Template], Kept]
) -> None:
    kept = keep(replace(KEPT, skeleton="gone"))
    office.templates.keeping.edit(kept.template.id)
    office.workspace.body.focus_position(TextPosition(0, 0))  # type: ignore[union-attr]
    clerk.type("X")
    clerk.press("Ctrl+S")
    again = office.session.library.templates.get(kept.template.id)
    assert again is not None
    assert plain_text(again.template.letter.body[0]).startswith("X")
    assert again.template.skeleton == "gone"


def test_letters_from_a_colleagues_template_are_printed_with_the_skeleton_it_brings(
    office: Office,
    clerk: Clerk,
    keep: Callable[[Template], Kept],
    choose_file: Callable[[Path | None], list[str]],
    tmp_path: Path,
) -> None:
    skeletons, templates = office.session.library.skeletons, office.session.library.templates
    skeleton = skeletons.save("Khung Sở", _LOGO)
    kept = keep(replace(KEPT, skeleton=skeleton.id))
    travelling, printed = tmp_path / "mau-thu.mau", tmp_path / "a.docx"
    choose_file(travelling)
    office.templates.files.export(kept.template.id)
    assert wait_until(travelling.exists)
    # As if at the colleague's: nothing of both is known there.
    templates.remove(kept.template.id)
    skeletons.remove(skeleton.id)
    office.open_path(travelling)
    assert wait_until(lambda: any(not one.is_builtin for one in templates.all()))
    taken = next(one.template for one in templates.all() if not one.is_builtin)
    office.templates.begin(taken.id)
    shown_dialog(office, FillDialog)
    clerk.press("Ctrl+Return")
    assert wait_until(lambda: office.draft is not None)
    choose_file(printed)
    clerk.press("F12")
    assert wait_until(lambda: printed.exists() and not tasks.is_busy())
    with zipfile.ZipFile(printed) as package:
        assert [name for name in package.namelist() if name.startswith("word/media/")]


def _asks(page: TemplatesPage) -> bool:
    notice = page.notices.notice("taken")
    return notice is not None and len(notice.buttons) > 1


def test_a_spoilt_file_is_told_in_one_sentence(
    office: Office, tmp_path: Path, answer_box: Callable[[str], list[str]]
) -> None:
    path = tmp_path / "hong.mau"
    path.write_text("{", "utf-8")
    said = answer_box("Đóng")
    office.open_path(path)
    assert wait_until(lambda: bool(said))
    assert "hong.mau" in said[0]


def test_how_a_prompt_is_asked_is_told_while_its_template_is_edited(
    office: Office, keep: Callable[[Template], Kept]
) -> None:
    kept = keep(KEPT)
    office.templates.keeping.edit(kept.template.id)
    dialog = _kept_dialog(office)
    item = dialog.words.topLevelItem(0)
    assert item is not None
    box = dialog.words.itemWidget(item, 2)
    assert isinstance(box, QComboBox)
    assert not dialog.asking.fields["choices"].isVisible()
    box.setCurrentIndex(list(PromptKind).index(PromptKind.CHOICE))
    box.activated.emit(box.currentIndex())
    for name, words in (("choices", "họp; báo cáo"), ("example", "họp"), ("help", "Việc cần làm.")):
        field = dialog.asking.fields[name]
        assert field.isVisible()
        field.setText(words)
        field.textEdited.emit(words)
    dialog.save.click()
    again = office.session.library.templates.get(kept.template.id)
    assert again is not None
    assert again.template.prompts == (
        Prompt(
            name="việc",
            kind=PromptKind.CHOICE,
            choices=("họp", "báo cáo"),
            example="họp",
            help="Việc cần làm.",
        ),
    )
