"""Out of the window: Word, PDF, printer, clipboard; what is told when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.editing.export import Exported, export_word
from app.editing.opening import open_file
from app.editing.questions import Answer, Question
from app.letter.file import load
from app.letter.model import Letter, PartialDate
from app.settings.options import EXPORT_FOLDER, RECENT_FILES
from app.ui import output
from app.ui.office import Office
from app.ui.printing import print_pages
from tests.ui.window.conftest import NGOC_HOI

Choose = Callable[[Path | None], list[str]]
AnswerBox = Callable[[str], list[str]]


def _notice(office: Office, qtbot: QtBot) -> tuple[str, list[str]]:
    qtbot.waitUntil(lambda: office.window.notices.notice("export") is not None)
    notice = office.window.notices.notice("export")
    assert notice is not None
    return notice.words.text(), [button.text() for button in notice.buttons]


def test_f12_writes_the_word_file_and_offers_to_open_it(
    with_letter: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path
) -> None:
    target = tmp_path / "ra.docx"
    asked = choose_file(target)
    with_letter.do("output.word")
    told, buttons = _notice(with_letter, qtbot)
    assert told == "Đã xuất “ra.docx”."
    assert buttons == ["Mở bằng Word", "Mở thư mục"]
    assert open_file(target).letter == load(NGOC_HOI).letter
    assert asked[0].endswith(
        "UBND-TH tang cuong cong tac chi dao, dinh huong, quan ly thong tin tren internet, mang xa hoi.docx"
    )
    assert with_letter.session.settings.get(EXPORT_FOLDER) == str(tmp_path)


def test_a_new_letter_that_stands_in_its_word_file_is_left_without_a_question(
    office: Office, qtbot: QtBot, choose_file: Choose, answer_box: AnswerBox, tmp_path: Path
) -> None:
    office.files.from_sample(NGOC_HOI)
    draft = office.draft
    assert draft is not None
    draft.apply(lambda letter: replace(letter, subject="đã xuất"))
    target = tmp_path / "ra.docx"
    choose_file(target)
    office.do("output.word")
    _notice(office, qtbot)
    draft.apply(lambda letter: replace(letter, subject="sửa sau khi xuất"))
    asked = answer_box("Hủy")
    office.do("files.close")
    assert asked
    assert office.name
    draft.undo()
    office.do("files.close")
    assert not office.name
    assert office.session.settings.get(RECENT_FILES) == (str(target),)
    assert open_file(target).letter.subject == "đã xuất"


def test_a_pdf_is_written(with_letter: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path) -> None:
    choose_file(tmp_path / "ra")
    with_letter.do("output.pdf")
    assert _notice(with_letter, qtbot)[0] == "Đã xuất “ra.pdf”."
    assert (tmp_path / "ra.pdf").read_bytes().startswith(b"%PDF")


def test_prompts_that_are_still_open_are_told_after_the_export(
    with_letter: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path
) -> None:
    choose_file(tmp_path / "ra.docx")
    draft = with_letter.draft
    assert draft is not None
    draft.apply(lambda letter: replace(letter, subject="đôn đốc [[việc]] trước [[hạn]]"))
    with_letter.do("output.word")
    told, buttons = _notice(with_letter, qtbot)
    assert told == "Đã xuất “ra.docx”, nhưng còn 2 chỗ của mẫu chưa điền."
    assert buttons == ["Đến chỗ cần sửa", "Mở bằng Word", "Mở thư mục"]


def test_a_letter_that_cannot_be_exported_leads_to_the_fault(
    office: Office, qtbot: QtBot, choose_file: Choose, tmp_path: Path
) -> None:
    office.files.from_sample(NGOC_HOI)
    assert office.draft is not None
    office.draft.apply(lambda letter: replace(letter, date=PartialDate(year=2026, month=4, day=31)))
    choose_file(tmp_path / "ra.docx")
    office.do("output.word")
    told, buttons = _notice(office, qtbot)
    assert told.startswith("Chưa xuất được")
    assert buttons == ["Đến chỗ cần sửa"]
    notice = office.window.notices.notice("export")
    assert notice is not None
    notice.buttons[0].click()
    assert not (tmp_path / "ra.docx").exists()


def test_a_locked_target_is_written_under_a_second_name(
    with_letter: Office,
    qtbot: QtBot,
    choose_file: Choose,
    answer_box: AnswerBox,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    write = export_word
    second = tmp_path / "ra (2).docx"

    def refuse(letter: Letter, rulebook: object, target: Path, **options: bool) -> Exported:
        # Only Windows refuses to write what Word has open.
        if target != second:
            answers = (Answer.SECOND_NAME, Answer.SAVE_AS)
            raise Question("base.file_in_use", answers, suggestion=second, path=target)
        return write(letter, rulebook, target, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(output, "export_word", refuse)
    choose_file(tmp_path / "ra.docx")
    said = answer_box("Lưu thành “ra (2).docx”")
    with_letter.do("output.word")
    assert _notice(with_letter, qtbot)[0] == "Đã xuất “ra (2).docx”."
    assert "đang mở trong Word" in said[0]
    assert second.is_file()


def test_the_letter_is_copied_as_text_for_a_mail(with_letter: Office) -> None:
    with_letter.do("output.mail")
    copied = QApplication.clipboard().text()
    assert "Kính gửi:" in copied
    assert "HUYỆN NGỌC HỒI" in copied


def test_the_printer_prints_the_pages_that_were_chosen(with_letter: Office, tmp_path: Path) -> None:
    workspace = with_letter.workspace
    assert workspace is not None
    workspace.driver.finish()
    sizes = []
    for first, last in ((1, 3), (2, 2)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)
        print_pages(printer, workspace.driver.pages, workspace.driver.pictures)
        sizes.append((tmp_path / "in.pdf").read_bytes().count(b"/Type /Page\n"))
    assert sizes == [3, 1]
