"""Skeletons changed as clerks change them are taken, explained or refused, each as it should be."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument

from app.base.errors import AppError
from app.editing.opening import open_file
from app.letter.model import Letter, SkeletonRef
from app.library.examination import Examination, examine, examining, sample_letters
from app.rules.finding import Severity
from app.word.skeleton import load_skeleton
from app.word.variables import VARIABLES
from app.word.write import write_letter
from tests.support import edited_skeletons as edits
from tests.support.clerk_skeletons import SKELETONS
from tests.support.edited_skeletons import built_in_bytes, edited
from tests.support.packages import rulebook, zipped

Change = Callable[[DocxDocument], None]


def _examined(data: bytes) -> Examination:
    return examine(data, "khung riêng.docx", rulebook())


def _said(found: Examination) -> str:
    return "\n".join(f"{one.message} {one.where}" for one in found.problems)


def _words(letter: Letter, found: Examination) -> str:
    """What python-docx, a second reader, finds in a letter printed with the skeleton."""
    document = Document(io.BytesIO(write_letter(letter, rulebook(), found.skeleton).package.to_zip()))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_built_in_skeleton_has_every_variable_and_nothing_to_fault() -> None:
    found = _examined(built_in_bytes())
    assert found.problems == ()
    assert found.can_use
    # The agency's names stand in their list.
    assert set(VARIABLES) - set(found.variables) == {"co_quan", "co_quan_chu_quan"}


# Sizes of one style alone are a fault of their own.
_SAVED = [pytest.param(build, id=name) for name, build in SKELETONS.items() if name != "other_sizes"]


@pytest.mark.parametrize("change", _SAVED)
def test_what_word_does_when_it_saves_is_no_fault(change: Callable[[], dict[str, bytes]]) -> None:
    assert _examined(zipped(change())).problems == ()


@pytest.mark.parametrize(
    "change",
    [
        edits.with_logo,
        edits.with_spacing,
        edits.with_line_below_agency,
        edits.with_split_variable,
        edits.with_website,
        edits.with_template_link,
    ],
)
def test_a_lawful_change_is_taken_without_a_word(change: Change) -> None:
    found = _examined(edited(change))
    assert found.problems == ()
    letter = sample_letters()[0]
    words = _words(letter, found)
    assert letter.issuers[0].name.upper() in words
    assert "{{" not in words
    assert "{%" not in words


def test_the_changes_are_printed() -> None:
    letter = sample_letters()[0]
    assert "PHÒNG TỔNG HỢP" in _words(letter, _examined(edited(edits.with_line_below_agency)))
    logo = _examined(edited(edits.with_logo))
    assert logo.document is not None
    assert len(logo.document.images) == 1


def test_a_removed_kinh_gui_is_explained_with_its_clause_and_may_be_kept() -> None:
    found = _examined(edited(edits.without_addressees))
    assert found.can_use
    (problem,) = found.problems
    assert problem.severity is Severity.ERROR
    assert "kinh_gui" in problem.message
    assert problem.clause == rulebook().components["addressees"].source.clause


def test_a_letter_says_what_its_skeleton_does_not_print() -> None:
    found = _examined(edited(edits.without_addressees))
    written = write_letter(sample_letters()[0], rulebook(), found.skeleton)
    (lost,) = [one for one in written.findings if one.code == "ND30-KHUNG-01"]
    assert lost.place.component == "addressees"
    assert not [one for one in write_letter(sample_letters()[0], rulebook()).findings if "KHUNG" in one.code]


def test_a_renamed_style_is_named_with_the_old_name() -> None:
    found = _examined(edited(edits.with_renamed_style))
    assert found.can_use
    assert "“ND30 Tiêu ngữ”" in _said(found)
    assert "“ND30 Tieu ngu”" in _said(found)
    assert {one.severity for one in found.problems} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("change", "words"), [(edits.with_tracked_change, "bản chính"), (edits.with_comment, "trich_yeu")]
)
def test_what_word_would_print_in_the_margin_of_every_letter_is_a_fault(change: Change, words: str) -> None:
    found = _examined(edited(change))
    assert found.can_use
    (problem,) = found.problems
    assert problem.severity is Severity.ERROR
    assert words in problem.where


def test_text_in_two_sizes_is_a_fault() -> None:
    (problem,) = _examined(edited(edits.with_size_of_one_style)).problems
    assert "13, 14" in problem.message
    assert problem.clause == rulebook().schemes.source.clause


def test_unlawful_margins_are_told_with_both_figures() -> None:
    found = _examined(edited(edits.with_wide_margins))
    assert [one.severity for one in found.problems] == [Severity.ERROR, Severity.ERROR]
    assert "25,4 mm" in _said(found)
    assert "30–35 mm" in _said(found)


def test_every_wrong_name_is_told_at_once_with_the_nearest_right_one_and_its_place() -> None:
    found = _examined(edited(edits.with_wrong_names))
    assert not found.can_use
    said = _said(found)
    assert "co_qan → co_quan" in said
    assert "ngay_tang → ngay_thang" in said
    assert "V/v {{ co_qan }}" in said


def test_a_broken_tag_is_shown_in_its_paragraph_and_hides_no_other_fault() -> None:
    def change(document: DocxDocument) -> None:
        edits.without_closing_brace(document)
        run = edits.holding(document, "{{ ho_ten }}").runs[0]
        run.text = "{{ ho_tn }}"

    found = _examined(edited(change))
    assert not found.can_use
    assert any(one.where == "V/v {{ trich_yeu }" for one in found.problems)
    assert "ho_tn → ho_ten" in _said(found)


def test_a_skeleton_without_its_text_is_refused() -> None:
    def change(document: DocxDocument) -> None:
        body = edits.holding(document, "{{p noi_dung }}")
        document.element.body.remove(body._p)

    found = _examined(edited(change))
    assert not found.can_use
    assert "noi_dung" in _said(found)


_REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "code": (lambda: edited(edits.with_code), "lệnh không được phép"),
    "outside picture": (lambda: edited(edits.with_outside_picture), "http://example.com/logo.png"),
    "other file": (lambda: edited(edits.with_other_file), "tệp khác"),
    "field": (lambda: edited(edits.with_fetching_field), "INCLUDETEXT"),
    "macros": (edits.with_macros, "macro"),
    "object": (edits.with_embedded_object, "nhúng"),
    "bomb": (edits.bomb, "bung ra lớn bất thường"),
    "cut off": (lambda: built_in_bytes()[:9000], "khung riêng.docx"),
    "old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "khung riêng.docx",
    ),
    "no Word file": (lambda: b"%PDF-1.7", "PDF"),
    "nothing": (lambda: b"", "khung riêng.docx"),
}


@pytest.mark.parametrize(("make", "words"), _REFUSED.values(), ids=_REFUSED)
def test_what_is_not_safe_or_no_skeleton_is_refused_in_a_sentence(
    make: Callable[[], bytes], words: str
) -> None:
    data = make()
    found = _examined(data)
    assert not found.can_use
    assert found.pages is None
    refusal = next(one for one in found.problems if one.refuses)
    assert words in refusal.message
    # The command line and a template from a colleague do not examine: they are refused all the same.
    with pytest.raises(AppError):
        load_skeleton(data, rulebook(), "khung riêng.docx")


def test_a_word_template_becomes_a_document_that_word_opens_by_its_name() -> None:
    found = _examined(edits.as_template())
    assert found.can_use
    package = write_letter(sample_letters()[0], rulebook(), found.skeleton).package
    assert b"template.main" not in package.parts["[Content_Types].xml"]


def test_the_template_that_a_file_was_made_from_is_never_fetched() -> None:
    found = _examined(edited(edits.with_template_link))
    package = write_letter(sample_letters()[0], rulebook(), found.skeleton).package
    assert not [name for name, data in package.parts.items() if b"attachedTemplate" in data]


def test_a_letter_in_an_own_skeleton_opens_again_as_its_letter(tmp_path: Path) -> None:
    found = _examined(edited(edits.with_logo))
    path = tmp_path / "cong-van.docx"
    for sample in sample_letters():
        letter = replace(sample, skeleton=SkeletonRef(id="a1", sha256="0" * 64))
        path.write_bytes(write_letter(letter, rulebook(), found.skeleton).package.to_zip())
        assert open_file(path).letter == letter


def test_an_examination_goes_in_steps() -> None:
    steps = list(examining(built_in_bytes(), "khung.docx", rulebook()))
    assert len(steps) > 3
