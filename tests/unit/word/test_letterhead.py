"""A letterhead becomes a skeleton: its paragraphs are guessed, pointed at, and print real letters."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from app.base.errors import AppError
from app.library.examination import Examination, examine, sample_letters
from app.rules.finding import Severity
from app.word.letterhead import Area, Slot, spots_of
from app.word.letterhead_tags import with_tags
from app.word.write import write_letter
from tests.support import edited_skeletons as edits
from tests.support.letterheads import (
    MOTTO,
    NATION,
    bare_letterhead,
    bytes_of,
    letter_with_columns,
    old_letter,
    old_letter_with_appendix,
)
from tests.support.packages import DOCUMENT, W, root_of, rulebook, unzipped

_NAME = "giấy tiêu đề.docx"


def _guessed(data: bytes) -> dict[str, Slot]:
    return {spot.text: spot.guess for spot in spots_of(data, _NAME, rulebook())}


def _made(data: bytes, **changes: Slot) -> bytes:
    """The skeleton of a letterhead by its guesses; changes are named by the beginning of a paragraph."""
    places = {spot.id: spot.guess for spot in spots_of(data, _NAME, rulebook())}
    for beginning, slot in changes.items():
        for spot in spots_of(data, _NAME, rulebook()):
            if spot.text.replace(" ", "_").startswith(beginning):
                places[spot.id] = slot
    return with_tags(data, _NAME, places, rulebook())


def _examined(data: bytes) -> Examination:
    return examine(data, _NAME, rulebook())


def _printed(data: bytes) -> str:
    """All words of a letter printed with the skeleton, as python-docx finds them."""
    package = write_letter(sample_letters()[1], rulebook(), _examined(data).skeleton).package
    document = Document(io.BytesIO(package.to_zip()))
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(piece.text or "" for piece in one.iter(qn("w:t"))) for one in paragraphs)


def _said(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(W + "t"))


def test_the_paragraphs_of_an_old_letter_are_guessed() -> None:
    guessed = _guessed(old_letter())
    assert guessed["UBND TỈNH GIA LAI"] is Slot.PARENT
    assert guessed["SỞ XÂY DỰNG"] is Slot.ORGAN
    assert guessed[NATION] is Slot.NATION
    assert guessed[MOTTO] is Slot.MOTTO
    assert guessed["Số: 45/SXD-VP"] is Slot.CODE
    assert guessed["Gia Lai, ngày 05 tháng 3 năm 2025"] is Slot.PLACE_DATE
    assert guessed["V/v báo cáo kết quả quý I"] is Slot.SUBJECT
    assert guessed["- Các phòng, đơn vị thuộc Sở."] is Slot.ADDRESSEES
    assert guessed["Đề nghị các đơn vị quan tâm thực hiện./."] is Slot.BODY
    assert guessed["Chỉ tiêu"] is Slot.BODY
    assert guessed["- Lưu: VT, VP."] is Slot.RECIPIENTS
    assert guessed["KT. GIÁM ĐỐC"] is Slot.SIGNATURE
    assert guessed["Lê Văn C"] is Slot.FULL_NAME
    assert guessed["Mẫu lưu tại Văn phòng Sở"] is Slot.REMOVE


def test_the_own_words_of_header_and_footer_are_kept() -> None:
    found = {spot.text: spot for spot in spots_of(bare_letterhead(), _NAME, rulebook())}
    address = found["Số 01 Trần Phú, phường Pleiku, tỉnh Gia Lai"]
    assert address.area is Area.FOOTER
    assert address.guess is Slot.KEEP


def test_an_old_letter_becomes_a_lawful_skeleton_by_its_guesses_alone() -> None:
    found = _examined(_made(old_letter()))
    assert found.problems == ()
    assert found.can_use


def test_of_a_letter_with_a_sideways_appendix_only_the_letter_is_taken() -> None:
    data = old_letter_with_appendix()
    assert not {"Phụ lục", "Danh sách đơn vị"} & set(_guessed(data))
    found = _examined(_made(data))
    assert found.can_use
    assert [one.message for one in found.problems if one.severity is Severity.ERROR] == []
    assert found.pages is not None
    assert found.pages.pages[0].width < found.pages.pages[0].height


def test_a_header_in_columns_of_text_is_one_section_with_what_stands_below_it() -> None:
    made = _made(letter_with_columns())
    document = root_of(unzipped(made))
    (section,) = document.iter(W + "sectPr")
    assert [one.tag for one in section.iterancestors()] == [W + "body", W + "document"]
    assert [columns.get(W + "num") for columns in section.iter(W + "cols")] == [None]
    assert "Trần Phú" in "".join(
        _said(root_of(unzipped(made), part)) for part in unzipped(made) if part.startswith("word/footer")
    )
    assert _examined(made).can_use


def test_nothing_of_the_old_letter_is_printed_again() -> None:
    printed = _printed(_made(old_letter()))
    for words in ("SXD-VP", "Sở Xây dựng", "Chỉ tiêu", "Lê Văn C", "Mẫu lưu", "quý I", "{{", "{%"):
        assert words not in printed
    letter = sample_letters()[1]
    assert letter.subject.split()[0] in printed
    assert all(one.name in printed for one in letter.addressees)
    assert printed.count(NATION) == 1


def test_a_bare_letterhead_is_completed_and_keeps_its_logo_and_footer() -> None:
    made = _made(bare_letterhead())
    found = _examined(made)
    assert not [one for one in found.problems if one.severity == "error"]
    printed = _printed(made)
    assert "Nơi nhận:" in printed
    assert found.document is not None
    assert len(found.document.images) == 1
    assert found.pages is not None
    feet = [
        "".join(line.text for line in page.lines if line.area.value == "footer") for page in found.pages.pages
    ]
    assert "Trần Phú" in feet[0]
    assert "Trần Phú" not in feet[1]


def test_the_look_of_the_first_run_stays() -> None:
    document = root_of(unzipped(_made(old_letter())), DOCUMENT)
    tagged = next(one for one in document.iter(W + "r") if _said(one) == "V/v {{ trich_yeu }}")
    look = tagged.find(W + "rPr")
    assert look is not None
    size = look.find(W + "sz")
    assert size is not None
    assert size.get(W + "val") == "24"


def test_the_underlined_motto_gets_a_drawn_line_instead() -> None:
    document = root_of(unzipped(_made(old_letter())), DOCUMENT)
    names = [one.get("name") for one in document.iter() if str(one.tag).endswith("}docPr")]
    assert sorted(str(one) for one in names) == ["ND30 Đường kẻ Tiêu ngữ", "ND30 Đường kẻ cơ quan"]
    assert list(document.iter(W + "u")) == []


def test_another_choice_than_the_guess_counts() -> None:
    printed = _printed(_made(old_letter(), Mẫu_lưu=Slot.KEEP, UBND=Slot.KEEP))
    assert "Mẫu lưu tại Văn phòng Sở" in printed
    assert "UBND TỈNH GIA LAI" in printed


def test_words_in_a_text_box_are_pointed_at_too() -> None:
    document = Document()
    place = document.add_paragraph()
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;'
        'height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Số: 12/CV</w:t></w:r></w:p></w:txbxContent>'
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    place._p.append(parse_xml(box))
    data = bytes_of(document)
    (spot,) = spots_of(data, _NAME, rulebook())
    assert (spot.area, spot.guess) == (Area.TEXT_BOX, Slot.CODE)
    made = unzipped(with_tags(data, _NAME, {spot.id: spot.guess}, rulebook()))
    assert "Số: {{ so }}/{{ ky_hieu }}" in made[DOCUMENT].decode()
    assert "12/CV" not in made[DOCUMENT].decode()


def test_content_controls_tracked_changes_and_split_words_are_read_through() -> None:
    document = Document()
    cut = document.add_paragraph()
    for piece in ("Kí", "nh g", "ửi: Ủy ban"):
        cut.add_run(piece)
        cut._p.append(OxmlElement("w:bookmarkEnd"))
    control = (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:ins w:id="1" w:author="a">'
        '<w:r><w:t>V/v thử</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>cũ</w:delText>'
        "</w:r></w:del></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(control))
    assert _guessed(bytes_of(document)) == {"Kính gửi: Ủy ban": Slot.ADDRESSEES, "V/v thử": Slot.SUBJECT}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".doc"),
        (edits.with_macros(), "macro"),
        (b"%PDF-1.4", "PDF"),
    ],
)
def test_a_file_that_is_no_safe_word_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(AppError) as refused:
        spots_of(data, _NAME, rulebook())
    assert words in str(refused.value)
