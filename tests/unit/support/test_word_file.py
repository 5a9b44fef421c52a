"""The second reader of .docx files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import docx.document
import pytest
from docx.oxml.ns import qn

from tests.support.word_file import RunFonts, effective_fonts, text_of_docx

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = """
<w:styles {ns}>
  <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"
    w:eastAsia="Times New Roman" w:cs="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
  <w:style w:type="paragraph" w:styleId="Parent">
    <w:rPr><w:rFonts w:ascii="Arial" w:cs="Tahoma"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Parent"/>
    <w:rPr><w:rFonts w:cs="Calibri"/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Typed"><w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:style>
  <w:style w:type="table" w:styleId="Grid"><w:rPr><w:rFonts w:hAnsi="Cambria"/></w:rPr></w:style>
</w:styles>"""
TYPED = """
<w:p><w:pPr><w:pStyle w:val='Child'/></w:pPr><w:r><w:rPr><w:rStyle w:val='Typed'/>
<w:rFonts w:eastAsia='SimSun'/></w:rPr><w:t>chữ</w:t></w:r></w:p>"""
IN_TABLE = """
<w:tbl><w:tblPr><w:tblStyle w:val='Grid'/></w:tblPr>
<w:tr><w:tc><w:p>{r}</w:p></w:tc></w:tr></w:tbl>"""
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationships(*targets: tuple[str, str]) -> str:
    """A .rels part."""
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{TYPE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def write(path: Path, body: str, **parts: str) -> Path:
    """A bare .docx with that body and other parts of the folder word by their kind."""
    parts = {"styles": STYLES, **parts}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", relationships(("officeDocument", "word/document.xml")))
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels", relationships(*((kind, f"{kind}.xml") for kind in parts))
        )
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content.replace("{ns}", NAMESPACES))
    return path


def fonts_of(document: docx.document.Document, folder: Path) -> list[RunFonts]:
    """The fonts of a python-docx document."""
    document.save(str(folder / "a.docx"))
    return effective_fonts(folder / "a.docx")


def test_text_comes_paragraph_by_paragraph_with_headers_tables_and_notes(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.add_paragraph("một\ttab\nhai")
    document.add_table(1, 2).cell(0, 1).text = "ô hai"
    document.add_paragraph("cuo\u0302\u0301i")
    document.save(str(tmp_path / "a.docx"))
    assert text_of_docx(tmp_path / "a.docx") == ["đầu trang", "một\ttab\nhai", "", "ô hai", "cuối"]


def test_notes_follow_the_body_and_footers_come_last(tmp_path: Path) -> None:
    part = "<w:{0} {{ns}}><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:{0}>"
    path = write(
        tmp_path / "a.docx",
        "<w:p><w:r><w:t>thân</w:t></w:r></w:p>",
        footer=part.format("ftr", "chân trang"),
        footnotes=part.format("footnotes", "chú thích"),
        header=part.format("hdr", "đầu trang"),
    )
    assert text_of_docx(path) == ["đầu trang", "thân", "chú thích", "chân trang"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            "<w:del><w:r><w:delText>xoá</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>",
            "thêm",
        ),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>2</w:t></w:r>", "2"),
        ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>", "a"),
        ("<w:r><w:t>Việt</w:t><w:noBreakHyphen/><w:t>Nam</w:t></w:r>", "Việt\u2011Nam"),
        ("<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>", "liên kết"),
    ],
)
def test_only_what_stands_on_the_page_is_text(tmp_path: Path, inside: str, text: str) -> None:
    assert text_of_docx(write(tmp_path / "a.docx", f"<w:p>{inside}</w:p>")) == [text]


def test_a_text_box_is_read_once_and_after_its_paragraph(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    path = write(tmp_path / "a.docx", f"<w:p><w:r><w:t>chủ</w:t>{both}</w:r></w:p>")
    assert text_of_docx(path) == ["chủ", "hộp"]


@pytest.mark.parametrize(
    ("body", "fonts"),
    [
        ("<w:p>{r}</w:p>", ("Times New Roman",) * 4),
        (
            "<w:p><w:pPr><w:pStyle w:val='Child'/></w:pPr>{r}</w:p>",
            ("Arial", "Times New Roman", "Times New Roman", "Calibri"),
        ),
        (
            TYPED,
            ("Courier New", "Times New Roman", "SimSun", "Calibri"),
        ),
        (
            IN_TABLE,
            ("Times New Roman", "Cambria", "Times New Roman", "Times New Roman"),
        ),
    ],
)
def test_fonts_are_looked_for_in_run_styles_and_defaults(
    tmp_path: Path, body: str, fonts: tuple[str, ...]
) -> None:
    path = write(tmp_path / "a.docx", body.replace("{r}", "<w:r><w:t>chữ</w:t></w:r><w:r><w:t> </w:t></w:r>"))
    (found,) = effective_fonts(path)
    assert (found.part, found.text) == ("word/document.xml", "chữ")
    assert (found.ascii, found.h_ansi, found.east_asia, found.cs) == fonts
    assert found.families == set(fonts)


def test_a_theme_font_wins_over_the_name_beside_it(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("chữ")
    run.font.name = "Times New Roman"
    assert {found.ascii for found in fonts_of(document, tmp_path)} == {"Times New Roman"}
    fonts = run._r.get_or_add_rPr().rFonts
    assert fonts is not None
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    (found,) = fonts_of(document, tmp_path)
    assert found.ascii not in {"Times New Roman", ""}
    assert found.h_ansi == "Times New Roman"


def test_a_stray_font_in_a_header_is_found(tmp_path: Path) -> None:
    header = (
        "<w:hdr {ns}><w:p><w:r><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr><w:t>2</w:t></w:r></w:p></w:hdr>"
    )
    path = write(tmp_path / "a.docx", "<w:p><w:r><w:t>thân</w:t></w:r></w:p>", header=header)
    strays = [found for found in effective_fonts(path) if found.families != {"Times New Roman"}]
    assert [(found.part, found.ascii) for found in strays] == [("word/header.xml", ".VnTime")]
