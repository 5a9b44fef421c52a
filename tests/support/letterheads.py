"""Letterheads and old letters as offices have them, made with python-docx in Word's ordinary styles."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.support.strange_documents import png

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BODY = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh, Sở Xây dựng đề "
    "nghị các đơn vị báo cáo kết quả thực hiện trước ngày 20 tháng 3 năm 2025."
)


def bytes_of(document: DocxDocument) -> bytes:
    """The .docx as python-docx writes it."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)


def _say(
    paragraph: Paragraph, words: str, *, bold: bool = False, italic: bool = False, size: float = 13
) -> Paragraph:
    """Direct formatting run by run, as typed in Word; the words are cut where Word likes to."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    middle = len(words) // 2
    for piece in (words[:middle], words[middle:]):
        run = paragraph.add_run(piece)
        run.bold, run.italic, run.font.size, run.font.name = bold, italic, Pt(size), "Times New Roman"
        error = OxmlElement("w:proofErr")
        error.set(qn("w:type"), "spellStart")
        run._r.addnext(error)
    return paragraph


def _header(document: DocxDocument, *, numbered: bool) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=2 if numbered else 1, cols=2)
    left, right = table.rows[0].cells
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(6.2), Cm(9.8)
    _say(left.paragraphs[0], "UBND TỈNH GIA LAI")
    _say(left.add_paragraph(), "SỞ XÂY DỰNG", bold=True)
    _say(right.paragraphs[0], NATION, bold=True)
    motto = _say(right.add_paragraph(), MOTTO, bold=True, size=14)
    for run in motto.runs:
        run.underline = True
    if numbered:
        code, date = table.rows[1].cells
        _say(code.paragraphs[0], "Số: 45/SXD-VP")
        _say(code.add_paragraph(), "V/v báo cáo kết quả quý I", size=12)
        _say(date.paragraphs[0], "Gia Lai, ngày 05 tháng 3 năm 2025", italic=True, size=14)
    return left, right


def bare_letterhead(picture: bytes = b"") -> bytes:
    """Names, a logo, quốc hiệu, and the address in the footer of every page; nothing else."""
    document = Document()
    _page(document)
    left, _ = _header(document, numbered=False)
    logo = left.add_paragraph()
    logo.alignment = WD_ALIGN_PARAGRAPH.CENTER
    logo.add_run().add_picture(io.BytesIO(picture or png(32, 32)), width=Mm(12))
    _say(document.sections[0].footer.paragraphs[0], "Số 01 Trần Phú, phường Pleiku, tỉnh Gia Lai", size=11)
    document.add_paragraph()
    return bytes_of(document)


def old_letter_with_appendix() -> bytes:
    """The same letter, and behind it a sideways appendix with pages numbered for itself."""
    document = Document(io.BytesIO(old_letter()))
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.header.is_linked_to_previous = False
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    section.header.paragraphs[0]._p.append(number)
    _say(document.add_paragraph(), "Phụ lục", bold=True)
    document.add_table(rows=2, cols=6).rows[0].cells[0].text = "Danh sách đơn vị"
    return bytes_of(document)


def letter_with_columns() -> bytes:
    """A letter whose header stands in two columns of text, and the rest below it in one."""
    document = Document()
    _page(document)
    for words in ("SỞ XÂY DỰNG", "Số: 45/SXD-VP", NATION, MOTTO, "Gia Lai, ngày 05 tháng 3 năm 2025"):
        _say(document.add_paragraph(), words, bold=words == "SỞ XÂY DỰNG")
    for columns in document.sections[0]._sectPr.iter(qn("w:cols")):
        columns.set(qn("w:num"), "2")
    document.sections[0].footer.paragraphs[0].text = "Số 01 Trần Phú, phường Pleiku"
    document.add_section(WD_SECTION.CONTINUOUS)
    for columns in document.sections[1]._sectPr.iter(qn("w:cols")):
        columns.attrib.pop(qn("w:num"))
    _say(document.add_paragraph(), "Kính gửi: Sở Nội vụ")
    document.add_paragraph(_BODY)
    return bytes_of(document)


def old_letter() -> bytes:
    """A letter of last year that the office copies: text, a data table, closing, a remark behind."""
    document = Document()
    _page(document)
    _header(document, numbered=True)
    _say(document.add_paragraph(), "Kính gửi:")
    for name in ("- Ủy ban nhân dân các xã, phường;", "- Các phòng, đơn vị thuộc Sở."):
        _say(document.add_paragraph(), name)
    for words in (_BODY, "Nội dung báo cáo gồm số liệu theo bảng sau:"):
        document.add_paragraph(words)
    data = document.add_table(rows=2, cols=3)
    for cell, words in zip(data.rows[0].cells, ("TT", "Chỉ tiêu", "Kết quả"), strict=True):
        cell.text = words
    document.add_paragraph("Đề nghị các đơn vị quan tâm thực hiện./.")
    closing = document.add_table(rows=1, cols=2)
    left, right = closing.rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:").bold = True
    for words in ("- Như trên;", "- Lưu: VT, VP."):
        left.add_paragraph(words)
    _say(right.paragraphs[0], "KT. GIÁM ĐỐC", bold=True, size=14)
    _say(right.add_paragraph(), "PHÓ GIÁM ĐỐC", bold=True, size=14)
    right.add_paragraph()
    _say(right.add_paragraph(), "Lê Văn C", bold=True, size=14)
    document.add_paragraph("Mẫu lưu tại Văn phòng Sở")
    return bytes_of(document)
