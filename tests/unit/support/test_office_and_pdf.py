"""LibreOffice and the second reader of PDF, on a page whose geometry is known."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from app.fonts import face, text_width
from tests.support import office
from tests.support.pdf import Page, full_text, read_pages

pytestmark = pytest.mark.office

LINE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:drawing>
 <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"
  locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
 <wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>
 <wp:positionV relativeFrom="paragraph"><wp:posOffset>36000</wp:posOffset></wp:positionV>
 <wp:extent cx="1800000" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
 <wp:docPr id="1" name="Line 1"/><wp:cNvGraphicFramePr/><a:graphic>
 <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
 <wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="0"/></a:xfrm>
 <a:prstGeom prst="line"><a:avLst/></a:prstGeom>
 <a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>
 </wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
BORDERS = """
<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/>
<w:left w:val="single" w:sz="8" w:space="4" w:color="auto"/>
<w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/>
<w:right w:val="single" w:sz="8" w:space="4" w:color="auto"/></w:pBdr>"""


def fill(cell: _Cell, *texts: str) -> None:
    """Puts each text into a paragraph of its own."""
    cell.paragraphs[0].text = texts[0]
    for text in texts[1:]:
        cell.add_paragraph(text)


def sample(path: Path) -> Path:
    """A4, margins 30/20/20/20, Times New Roman 14, a header table, a drawn line, a framed line."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    document.styles["Normal"].paragraph_format.line_spacing = 1.0
    table = document.add_table(2, 2)
    fill(table.cell(0, 0), "TỈNH GIA LAI", "Cấp dưới")
    fill(table.cell(0, 1), "CỘNG HÒA", "Độc lập")
    fill(table.cell(1, 0), "Số: 05/UBND")
    fill(table.cell(1, 1), "Gia Lai, ngày 05")
    justified = document.add_paragraph("Ủy ban nhân dân tỉnh yêu cầu " * 6 + "thực hiện")
    justified.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    justified.add_run("1").font.superscript = True
    justified.add_run(" đậm").bold = True
    document.add_paragraph("1.\tMục có tab")
    document.add_paragraph("đánh dấu \u2610 vào ô")
    document.add_paragraph()._p.append(parse_xml(LINE))
    framed(document.add_paragraph("HỎA TỐC"))
    document.save(str(path))
    return path


def framed(paragraph: Paragraph) -> None:
    """Borders on all sides, the paragraph being 60 mm wide."""
    paragraph._p.get_or_add_pPr().append(parse_xml(BORDERS))
    paragraph.paragraph_format.right_indent = Mm(100)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as PDF."""
    office.require_office()
    folder = tmp_path_factory.mktemp("pdf")
    (converted,) = office.convert_to_pdf([sample(folder / "mẫu.docx")], folder / "out")
    return converted


@pytest.fixture(scope="module")
def page(pdf: Path) -> Page:
    """The only page of the sample."""
    (only,) = read_pages(pdf)
    return only


def test_many_documents_are_converted_in_their_order(tmp_path: Path) -> None:
    office.require_office()
    paths = [tmp_path / f"{name}.docx" for name in ("b", "a", "c")]
    for path in paths:
        document = docx.Document()
        document.add_paragraph(f"văn bản {path.stem}")
        document.save(str(path))
    converted = office.convert_to_pdf(paths, tmp_path / "out")
    assert [full_text(path) for path in converted] == ["văn bản b", "văn bản a", "văn bản c"]


def test_a_document_that_cannot_be_converted_is_named(tmp_path: Path) -> None:
    office.require_office()
    with pytest.raises(office.OfficeError, match=r"made no missing\.pdf"):
        office.convert_to_pdf([tmp_path / "missing.docx"], tmp_path)


def test_a_conversion_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    office.require_office()
    with pytest.raises(office.OfficeError, match="took more than"):
        office.convert_to_pdf([sample(tmp_path / "a.docx")], tmp_path, timeout_seconds=0.05)


def test_two_documents_with_one_name_are_refused(tmp_path: Path) -> None:
    office.require_office()
    with pytest.raises(ValueError, match="same PDF"):
        office.convert_to_pdf([tmp_path / "a.docx", tmp_path / "x" / "a.docx"], tmp_path)


def test_the_page_has_its_size_in_millimetres(page: Page) -> None:
    assert (page.width_mm, page.height_mm) == pytest.approx((210, 297), abs=0.2)


def test_columns_on_one_baseline_are_lines_of_their_own(page: Page) -> None:
    number, date = page.line("Số: 05"), page.line("Gia Lai, ngày")
    assert (number.text, date.text) == ("Số: 05/UBND", "Gia Lai, ngày 05")
    assert number.baseline_mm == pytest.approx(date.baseline_mm, abs=0.05)
    assert number.x1_mm < date.x0_mm


def test_lines_are_sorted_down_the_page_and_text_comes_as_drawn(page: Page, pdf: Path) -> None:
    assert [line.text for line in page.lines][:4] == ["TỈNH GIA LAI", "CỘNG HÒA", "Cấp dưới", "Độc lập"]
    assert full_text(pdf).startswith("TỈNH GIA LAI Cấp dưới CỘNG HÒA Độc lập Số: 05/UBND Gia Lai,")


def test_places_and_widths_are_those_of_the_layout(page: Page) -> None:
    line = page.line("Mục có tab")
    assert line.x0_mm == pytest.approx(30, abs=0.1)
    name = page.line("Cấp dưới")
    assert name.width_mm == pytest.approx(text_width("Cấp dưới", 14).mm, abs=0.1)
    first = page.line("TỈNH GIA LAI")
    ascent = face("Times New Roman", False, False).ascent / 2048 * 14
    assert first.baseline_mm == pytest.approx(20 + ascent * 25.4 / 72, abs=0.5)
    assert (name.baseline_mm - first.baseline_mm) * 72 / 25.4 == pytest.approx(16.1, abs=0.11)


def test_a_justified_line_stays_whole_and_reaches_the_margin(page: Page) -> None:
    lines = [line for line in page.lines if "nhân dân tỉnh" in line.text]
    assert [line.x1_mm for line in lines[:-1]] == pytest.approx([190] * (len(lines) - 1), abs=0.4)
    joined = " ".join(line.text for line in lines)
    assert joined == "Ủy ban nhân dân tỉnh yêu cầu " * 6 + "thực hiện1 đậm"


def test_runs_tell_font_size_and_weight(page: Page) -> None:
    runs = page.line("thực hiện").runs
    assert [run.text.strip()[-9:] for run in runs] == ["thực hiện", "1", "đậm"]
    assert [run.bold for run in runs] == [False, False, True]
    assert not any(run.italic for run in runs)
    assert [run.size_pt for run in runs] == [14, pytest.approx(8.1, abs=0.2), 14]
    assert runs[1].baseline_mm < runs[0].baseline_mm == runs[2].baseline_mm
    assert all("+" not in run.font for run in runs)


def test_a_letter_of_a_substitute_font_stays_in_its_place(page: Page) -> None:
    line = page.line("đánh dấu")
    assert line.text == "đánh dấu \u2610 vào ô"
    assert len(line.fonts) > 1


def test_a_tab_parts_words(page: Page) -> None:
    line = page.line("Mục có tab")
    assert line.text == "1.\tMục có tab"
    assert [word.text for word in line.words] == ["1.", "Mục", "có", "tab"]
    assert line.words[1].x0_mm == pytest.approx(30 + 12.7, abs=0.2)


def test_a_drawn_line_has_its_length_place_and_weight(page: Page) -> None:
    (rule,) = [rule for rule in page.rules if abs(rule.length_mm - 50) < 1]
    assert rule.length_mm == pytest.approx(50, abs=0.1)
    assert rule.centre_mm == pytest.approx((30 + 190) / 2, abs=0.1)
    assert rule.weight_pt == pytest.approx(0.75)
    assert page.line("Mục có tab").baseline_mm < rule.y_mm < page.line("HỎA TỐC").baseline_mm


def test_borders_around_a_paragraph_are_a_box(page: Page) -> None:
    (box,) = page.boxes
    text = page.line("HỎA TỐC")
    assert box.top_mm < text.top_mm < text.baseline_mm < box.bottom_mm
    assert box.width_mm == pytest.approx(60 + 2 * 4 * 25.4 / 72, abs=0.8)


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_missing_libreoffice_fails_in_ci_and_skips_elsewhere(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(office.SOFFICE_VARIABLE, raising=False)
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    assert not office.have_office()
    with pytest.raises(outcome, match="LibreOffice Writer is not installed"):
        office.require_office()
