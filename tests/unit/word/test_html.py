# ruff: noqa: E501 - clipboards are kept as programs write them
"""Clipboard HTML of Word, Excel, LibreOffice, Google Docs and the web, read into neutral blocks."""

from __future__ import annotations

import sys
import time

import pytest

from app.document.rich import RichBlock, RichParagraph, RichRun, RichTable
from app.word.html import LARGEST, HtmlReading, read_html

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:"Cambria Math";}
p.MsoNormal, li.MsoNormal {margin:0in; font-size:14.0pt;} span.dam {font-weight:bold; mso-style-name:dam}
@page WordSection1 {size:8.5in 11.0in;} --></style></head><body lang=EN-US>
<!--StartFragment-->
<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><b>Sở
Nội vụ<o:p></o:p></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;</span></span></span><![endif]>Chủ trì<a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>,
<span class=dam>phối</span> <i><u>hợp</u></i> m<sup>2</sup><span style='display:none;mso-hide:all'>ẩn</span>.</p>
<p class=MsoNormal><span style='mso-tab-count:1'>            </span>Thụt đầu dòng<del>đã xoá</del></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Luật <i>An ninh mạng</i></p>
<p class=MsoFootnoteText>Đoạn hai</p></div></div></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-displayed-decimal-separator:"\\.";}
.xl65 {font-weight:700; text-align:center;} --></style></head><body link="#0563C1">
<table border=0 cellpadding=0 width=192 style='border-collapse:collapse;width:144pt'>
<!--StartFragment--> <col width=64 style='width:48pt'><col width=128 span=2 style='width:96pt'>
<tr height=20><td class=xl65 width=64>TT</td><td colspan=2 class=xl65>Đơn vị</td></tr>
<tr height=20><td rowspan=2 align=right>1</td><td>Sở Y tế<br>Gia Lai</td><td>12&nbsp;kg</td></tr>
<tr style='display:none'><td>ẩn</td></tr><tr><td>Sở Nội vụ</td><td></td></tr>
<!--EndFragment--></table></body></html>"""


def _paragraph(html: str) -> RichParagraph:
    (block,) = read_html(html).blocks
    assert isinstance(block, RichParagraph)
    return block


def _texts(html: str | bytes) -> list[str]:
    return [_said(block) for block in read_html(html).blocks]


def _said(block: RichBlock) -> str:
    if isinstance(block, RichTable):
        cells = ["|".join(",".join(map(_said, cell.paragraphs)) for cell in row) for row in block.rows]
        return "/".join(cells)
    return f"{block.marker} {''.join(run.text for run in block.runs)}".strip()


def test_words_lists_looks_and_footnotes_of_word_are_read() -> None:
    first, second, third = read_html(WORD).blocks
    assert first == RichParagraph((RichRun("Sở Nội vụ", bold=True),), "1.")
    assert isinstance(second, RichParagraph)
    assert second.marker == "·"
    assert [run.text for run in second.runs] == ["Chủ trì", "", ", ", "phối", " ", "hợp", " m", "2", "."]
    note = second.runs[1].note
    assert note is not None
    assert "".join(run.text for run in note).strip() == "Luật An ninh mạng Đoạn hai"
    assert [run.text for run in note if run.italic] == ["An ninh mạng"]
    assert [run.text for run in second.runs if run.bold] == ["phối"]
    assert [run.text for run in second.runs if run.italic and run.underline] == ["hợp"]
    assert [run.text for run in second.runs if run.superscript] == ["2"]
    assert third == RichParagraph((RichRun("Thụt đầu dòng"),))


def test_a_table_of_excel_keeps_spans_widths_and_bold_though_its_fragment_begins_inside() -> None:
    (table,) = read_html(EXCEL).blocks
    assert isinstance(table, RichTable)
    assert table.widths == (64, 128, 128)
    assert _said(table) == "TT|Đơn vị/1|Sở Y tế\nGia Lai|12\u00a0kg/Sở Nội vụ|"
    assert [(cell.colspan, cell.rowspan) for cell in table.rows[0]] == [(1, 1), (2, 1)]
    assert table.rows[1][0].rowspan == 2
    assert all(run.bold for cell in table.rows[0] for block in cell.paragraphs for run in block.runs)
    assert "ẩn" not in _said(table)


def test_cells_stand_as_excel_and_word_say() -> None:
    (table,) = read_html(
        "<style>.xl65 {text-align:center;}</style>"
        "<table><tr><td class=xl65>TT<td align=RIGHT>12<td align=left>Tên"
        "<tr><td><p style='text-align:right'>1.000</p><p align=center>đồng</p><td style='text-align:right'>"
        "<table><tr><td align=center>a<td>b</table>5<td><p>c</p></table><p align=center>sau</p>"
    ).blocks[:1]
    assert isinstance(table, RichTable)
    assert [[cell.align for cell in row] for row in table.rows] == [
        ["center", "right", ""],
        ["right", "right", ""],
    ]


def test_the_windows_header_is_understood_with_and_without_fragment_comments() -> None:
    page = "<html><body><p>ngoài</p>{}<p>Điều cần dán</p>{}<p>ngoài</p></body></html>"
    commented = page.format("<!--StartFragment-->", "<!--EndFragment-->")
    header = "Version:0.9\r\nStartHTML:{:010d}\r\nEndHTML:{:010d}\r\nStartFragment:{:010d}\r\nEndFragment:{:010d}\r\n"
    assert _texts(header.format(1, 2, 3, 4) + commented) == ["Điều cần dán"]
    bare = page.format("", "")
    length = len(header.format(0, 0, 0, 0))
    start = length + len(bare[: bare.index("<p>Điều")].encode())
    end = start + len("<p>Điều cần dán</p>".encode())
    offsets = header.format(length, length + len(bare.encode()), start, end)
    assert _texts((offsets + bare).encode()) == ["Điều cần dán"]
    assert _texts(header.format(1, 2, 0, 0) + bare) == ["ngoài", "Điều cần dán", "ngoài"]
    assert _texts("Version:0.9\r\nStartHTML:1\r\n") == []


def test_footnotes_of_libreoffice_and_google_docs_are_read() -> None:
    office = (
        '<p>Luật<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> này</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Số 24</p></div><p>Sau</p>'
    )
    google = (
        '<p>Luật<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> này</p><p>Sau</p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>Số 24</p></div>'
    )
    for html in (office, google):
        blocks = read_html(html).blocks
        assert [_said(block) for block in blocks] == ["Luật này", "Sau"]
        assert isinstance(blocks[0], RichParagraph)
        assert [run.note for run in blocks[0].runs if run.note] == [(RichRun("Số 24"),)]


def test_a_mark_without_its_footnote_is_dropped() -> None:
    assert _paragraph('<p>Luật<a href="#_ftn9">[9]</a></p>').runs == (RichRun("Luật"),)


def test_the_normal_weight_around_google_docs_is_no_bold() -> None:
    html = '<b style="font-weight:normal" id="docs-internal-guid"><p><span style="font-weight:700">A</span>b</p></b>'
    assert _paragraph(html).runs == (RichRun("A", bold=True), RichRun("b"))


@pytest.mark.parametrize(
    ("style", "run"),
    [
        ("font-weight:bolder", RichRun("x", bold=True)),
        ("font-weight:500", RichRun("x")),
        ("font:italic bold 12px serif", RichRun("x", bold=True, italic=True)),
        ("font-style:oblique", RichRun("x", italic=True)),
        ("text-decoration:underline dotted", RichRun("x", underline=True)),
        ("text-decoration-line:underline", RichRun("x", underline=True)),
        ("vertical-align:super", RichRun("x", superscript=True)),
        ("color:red;font-size:40pt;font-weight:inherit", RichRun("x")),
        ("nonsense", RichRun("x")),
    ],
)
def test_css_that_a_letter_keeps_is_read_and_the_rest_dropped(style: str, run: RichRun) -> None:
    assert _paragraph(f'<p><span style="{style}">x</span></p>').runs == (run,)
    if style != "nonsense":
        sheet = f"<style>p span.c, b > i {{{style}}} @media print {{ .c {{display:none}} }} span.c {{{style}}}</style>"
        assert _paragraph(f"{sheet}<p><span class='c d'>x</span></p>").runs == (run,)


def test_scripts_hidden_text_comments_and_controls_are_dropped() -> None:
    html = (
        "<p>a<script>alert(1)</script><!-- no --><span style='visibility:hidden'>b<b>c</b></span>"
        "<span hidden>d<p>e</p></span><select><option>f</select><svg><text>g</text></svg></p>"
        "<div style='mso-element:comment-list'>h</div><p>i<a class=msocomanchor>[A1]</a><img src=x.png></p>"
    )
    rich = read_html(html)
    assert [_said(block) for block in rich.blocks] == ["a", "i"]
    assert rich.pictures == 1


def test_white_space_is_that_of_the_page() -> None:
    assert _texts("<p> một \n hai <b> ba</b></p> bốn <pre>x  y\nz</pre>") == ["một hai ba", "bốn", "x  y\nz"]
    assert _texts("<p style='white-space:pre-wrap'>a  b</p>dòng<br>hai") == ["a  b", "dòng\nhai"]


def test_lists_show_the_markers_of_a_browser() -> None:
    html = (
        "<ol start=3><li>a<li value=7>b<ul><li>c<ul><li>d</ul></ul></ol>"
        "<ol type=a><li><p>e</p><p>f</p></ol><ol style='list-style-type:upper-roman'><li>g<li>h</ol>"
        "<ol style='list-style:lower-roman'><li>i</ol><ul style='list-style-type:none'><li>k</ul>"
        "<ol type=A><li style='list-style-type:decimal'>l<li>m</ol><li>n"
    )
    assert _texts(html) == [
        "3. a", "7. b", "- c", "+ d", "a) e", "f", "I. g", "II. h", "i. i", "k", "1. l", "B. m", "- n",
    ]  # fmt: skip


def test_tables_inside_tables_and_tables_of_one_cell_become_paragraphs() -> None:
    nested = "<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>"
    assert _texts(nested) == ["a,b,c,d|e"]
    assert _texts("<table><tr><td><p>a</p><p>b</p></table>") == ["a", "b"]
    assert _texts("<table><tr><td> <td>&nbsp;</table><p>x</p><table></table>") == ["x"]


def test_heading_rows_and_widths_of_cells_are_read() -> None:
    (table,) = read_html(
        "<table><thead><tr><th width=40>a<th style='width:20.5pt'>b</thead><tr><td colspan=x>c<td rowspan=0>d</table>"
    ).blocks
    assert isinstance(table, RichTable)
    assert (table.header_rows, table.widths) == (1, (40, 20))
    (heads,) = read_html("<table><tr><th>a<th>b</table>").blocks
    assert isinstance(heads, RichTable)
    assert heads.header_rows == 0


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00",
        "<",
        "chữ <b",
        "</p></div></table></td>",
        "<td>a</td>",
        "<li></li></ol>",
        "<a href='#_ftnref1'>x",
    ],
)
def test_broken_html_never_fails(html: str) -> None:
    assert read_html(html).cut is False


def test_what_is_too_large_is_cut_and_says_so() -> None:
    assert read_html("<p>" + "a" * LARGEST).cut
    assert read_html("<i>x" * 200_000).cut
    assert read_html("<p>" + "<" * 700_000).cut
    many = read_html("<table>" + "<tr><td>1<td>2" * 6000 + "</table><p>sau</p>")
    assert many.cut
    (table, after) = many.blocks
    assert isinstance(table, RichTable)
    assert sum(map(len, table.rows)) == 10_000
    assert _said(after) == "sau"


def test_five_megabytes_of_word_take_no_time_to_notice() -> None:
    paragraph = (
        "<p class=MsoNormal style='text-align:justify'><span lang=VI style='font-size:14.0pt'>Ủy ban nhân dân tỉnh "
        "<b>yêu cầu</b> các cơ quan, đơn vị tổ chức thực hiện nghiêm các nội dung nêu trên<o:p></o:p></span></p>\n"
    )
    html = paragraph * (5_000_000 // len(paragraph))
    reading = HtmlReading(html)
    start = time.process_time()
    while not reading.step():
        assert 0 < reading.progress <= 1
    assert len(reading.result().blocks) == 5_000_000 // len(paragraph)
    # A guard against something quadratic, not a measurement; measuring coverage takes longer.
    assert time.process_time() - start < (2 if sys.gettrace() is None else 10)
    assert HtmlReading("").progress == 1
