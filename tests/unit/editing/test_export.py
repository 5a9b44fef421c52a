"""Out of the program: names of files, Word, PDF, text for a mail."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from app.base.errors import AppError
from app.base.files import is_windows_name
from app.base.resources import resource_path
from app.document.model import Document
from app.editing import export
from app.editing.export import MOST_NAME, export_pdf, export_word, mail_text, suggested_name
from app.editing.questions import Answer, ExportRefused, Question
from app.letter.file import load
from app.letter.model import Addressee, AddresseeKind, Appendix, Cell, Code, Letter, Row, Table
from app.pages.model import Pages
from app.rules.load import load_rulebook
from app.word.read import read_file
from tests.support.letters import letters, paragraph, simple_letter

RULES = load_rulebook()
BLOCKED = replace(simple_letter(), code=Code(number="0", organ_notations=("SNV",), unit_notations=("VP",)))


def test_the_name_comes_from_number_notation_and_subject() -> None:
    letter = simple_letter(subject="Đề nghị nâng bậc lương\nnăm 2026: đợt 1/2")
    assert suggested_name(letter, RULES) == "15-SNV-VP de nghi nang bac luong nam 2026 dot 1-2.docx"
    blank = replace(letter, code=replace(letter.code, number=None, organ_notations=("BVĐK",)))
    assert suggested_name(blank, RULES, ".pdf").startswith("BVDK-VP de nghi")
    assert suggested_name(replace(letter, code=Code(number="5"), subject=""), RULES) == "05.docx"
    assert suggested_name(Letter(), RULES) == "cong-van.docx"
    assert suggested_name(Letter(subject="con"), RULES) == "cong-van.docx"


def test_a_long_name_is_cut_between_words() -> None:
    name = suggested_name(simple_letter(subject="tăng cường " * 40), RULES)
    assert len(name) <= MOST_NAME
    assert name.endswith(("cuong.docx", "tang.docx"))
    assert len(suggested_name(Letter(subject="x" * 500), RULES)) == MOST_NAME


@given(letters(max_items=1))
def test_any_letter_gives_a_name_that_windows_takes(letter: Letter) -> None:
    name = suggested_name(letter, RULES)
    assert name.isascii()
    assert is_windows_name(name)
    assert len(name) <= MOST_NAME


def test_a_word_file_is_written_with_its_findings(tmp_path: Path) -> None:
    target = tmp_path / suggested_name(simple_letter(), RULES)
    done = export_word(simple_letter(), RULES, target)
    assert done.path == target
    assert "nâng bậc lương" in read_file(target).text


def test_a_letter_that_cannot_be_is_refused_with_the_reasons(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused) as caught:
        export_word(BLOCKED, RULES, tmp_path / "a.docx")
    assert [found.code for found in caught.value.findings] == ["ND30-SO-01"]
    assert caught.value.findings[0].message in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_a_question(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.touch()
    (tmp_path / "a (2).docx").touch()
    with pytest.raises(Question) as caught:
        export_word(simple_letter(), RULES, target)
    assert caught.value.suggestion == tmp_path / "a (3).docx"
    assert Answer.OVERWRITE in caught.value.answers
    export_word(simple_letter(), RULES, target, overwrite=True)
    assert target.stat().st_size > 0


def test_a_file_open_in_word_gets_a_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.touch()
    real = Path.replace

    def held(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "in use")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Question) as caught:
        export_word(simple_letter(), RULES, target, overwrite=True)
    assert caught.value.answers == (Answer.SECOND_NAME, Answer.SAVE_AS)
    assert caught.value.suggestion == tmp_path / "a (2).docx"
    assert "Word" in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_a_missing_folder_is_no_question(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        export_word(simple_letter(), RULES, tmp_path / "vanished" / "a.docx")
    assert not isinstance(caught.value, Question)


def test_when_every_second_name_is_taken_the_last_is_offered(tmp_path: Path) -> None:
    for number in range(2, 101):
        (tmp_path / f"a ({number}).docx").touch()
    assert export.second_name(tmp_path / "a.docx").name == "a (100).docx"


def test_the_pdf_is_made_by_whoever_knows_how(tmp_path: Path) -> None:
    made: list[tuple[Document, Pages, str]] = []

    def make(document: Document, pages: Pages, title: str) -> bytes:
        made.append((document, pages, title))
        return io.BytesIO(b"%PDF").getvalue()

    done = export_pdf(simple_letter(), RULES, tmp_path / "a.pdf", make)
    assert done.path.read_bytes() == b"%PDF"
    document, pages, title = made[0]
    assert len(pages.pages) == 1
    assert title == simple_letter().subject
    assert "Quốc hiệu" not in document.text
    with pytest.raises(ExportRefused):
        export_pdf(BLOCKED, RULES, tmp_path / "b.pdf", make)


def test_the_text_of_a_mail_reads_like_the_letter() -> None:
    letter = simple_letter(code=Code(organ_notations=("SNV",), unit_notations=("VP",)))
    assert mail_text(letter, RULES) == (
        "UBND TỈNH GIA LAI\nSỞ NỘI VỤ\n\n"
        "Số: .../SNV-VP\nGia Lai, ngày 05 tháng 3 năm 2026\nV/v nâng bậc lương năm 2026\n\n"
        "Kính gửi: Bộ Nội vụ\n\n"
        "Sở Nội vụ báo cáo kết quả nâng bậc lương năm 2026 như sau./.\n\n"
        "GIÁM ĐỐC\nNguyễn Văn A\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, VP.\n"
    )


def test_lists_tables_and_appendices_stand_in_a_mail_too() -> None:
    table = Table(rows=(Row(cells=(Cell(blocks=(paragraph("a"),)), Cell(blocks=(paragraph("b"),)))),))
    person = Addressee(name="Bà B", kind=AddresseeKind.PERSON, address="Số 1")
    letter = simple_letter(
        addressees=(Addressee(name="Sở Y tế"), person),
        appendices=(Appendix(title="Danh sách", blocks=(table,)),),
        signatures=(replace(simple_letter().signatures[0], full_name=None),),
    )
    text = mail_text(letter, RULES)
    assert "Kính gửi:\n- Sở Y tế;\n- Bà B Số 1.\n" in text
    assert "a\tb" in text
    assert "DANH SÁCH" in text
    assert "None" not in text
    assert mail_text(Letter(), RULES).startswith("Số: ...")


@pytest.mark.parametrize(
    "path", sorted(resource_path("samples").glob("*.congvan")), ids=lambda path: path.stem
)
def test_a_mail_holds_every_word_of_a_real_letter(path: Path) -> None:
    letter = load(path).letter
    text = "".join(mail_text(letter, RULES).split())
    for block in letter.body:
        if hasattr(block, "runs"):
            for run in block.runs:
                words = "".join(run.text.split()).rstrip(".;/")
                assert words in text or words.upper() in text
