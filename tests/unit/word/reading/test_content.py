"""Runs, breaks, fields, links, notes, changes, sections, headers: what stands in the text."""

from __future__ import annotations

import pytest

from app.base.units import Twip
from app.document.content import (
    Break,
    Field,
    Hyperlink,
    NoBreakHyphen,
    NoteMark,
    NoteReference,
    Paragraph,
    SoftHyphen,
    Tab,
    Text,
    leaves,
)
from app.document.model import Changes, Column, Document, NoteNumbering, PageSetup, Settings
from app.word.package import Package
from app.word.read import read_bytes, read_package
from tests.support.docx_builder import XMLNS, complex_field, p, part, parts_of, r, section, zipped
from tests.support.strange_documents import NOTES, PAGE_HEADER


def _read(body: str, **options: object) -> Document:
    return read_package(Package(parts_of(body, **options)))  # type: ignore[arg-type]


def _paragraph(content: str, **options: object) -> Paragraph:
    return next(_read(p(content), **options).paragraphs)


def _kinds(paragraph: Paragraph) -> list[str]:
    return [type(one).__name__ for one in paragraph.content]


def test_breaks_tabs_and_hyphens_are_read_where_they_stand() -> None:
    paragraph = _paragraph(
        '<w:r><w:t>a</w:t><w:tab/><w:br/><w:cr/><w:br w:type="page"/><w:br w:type="column"/>'
        '<w:noBreakHyphen/><w:softHyphen/><w:ptab w:alignment="center"/><w:pgNum/>'
        "<w:lastRenderedPageBreak/></w:r>"
    )
    look = paragraph.mark
    assert paragraph.content == (
        Text("a", look),
        Tab(look),
        Break("line", look),
        Break("line", look),
        Break("page", look),
        Break("column", look),
        NoBreakHyphen(look),
        SoftHyphen(look),
        Tab(look, "center"),
        Field("PAGE", "PAGE", (), look),
    )


def test_white_space_is_kept_only_where_it_is_asked_for() -> None:
    assert _paragraph("<w:r><w:t> a\u00a0 </w:t></w:r>").text == "a\u00a0"
    assert _paragraph('<w:r><w:t xml:space="preserve"> a\nb\tc </w:t><w:t/></w:r>').text == " a b\tc "


def test_symbols_are_read_as_characters() -> None:
    symbols = '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="x"/><w:sym w:char="0000"/>'
    assert _paragraph(f"<w:r>{symbols}</w:r>").text == "\u2713"


def test_a_field_keeps_its_instruction_and_cached_result() -> None:
    field = _paragraph(complex_field("PAGE \\* MERGEFORMAT", "12", '<w:sz w:val="26"/>')).content[0]
    assert isinstance(field, Field)
    assert (field.kind, field.instruction) == ("PAGE", "PAGE \\* MERGEFORMAT")
    assert [one.text for one in field.result if isinstance(one, Text)] == ["12"]
    assert field.format.half_points == 26


def test_a_simple_field_and_a_link_hold_their_content() -> None:
    paragraph = _paragraph(
        f'<w:fldSimple w:instr=" date ">{r("nay")}</w:fldSimple>'
        f'<w:hyperlink r:id="web" w:anchor="x">{r("đây")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="y">{r("đó")}</w:hyperlink>',
        links={"web": "https://example.vn"},
    )
    field, outer, inner = paragraph.content
    assert isinstance(field, Field)
    assert isinstance(outer, Hyperlink)
    assert isinstance(inner, Hyperlink)
    assert (field.kind, outer.target, inner.target) == ("DATE", "https://example.vn#x", "#y")
    assert paragraph.text == "nayđâyđó"


def test_a_field_in_a_field_is_part_of_its_result_or_of_its_instruction() -> None:
    inner = complex_field("PAGE", "3")
    field = _paragraph(complex_field("REF x", inner)).content[0]
    assert isinstance(field, Field)
    assert [one.kind for one in field.result if isinstance(one, Field)] == ["PAGE"]
    condition = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r>'
        + inner
        + '<w:r><w:instrText> = 1</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("đúng")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    field = _paragraph(condition).content[0]
    assert isinstance(field, Field)
    assert (field.kind, field.instruction) == ("IF", "IF  = 1")
    assert _paragraph(condition).text == "đúng"


def test_a_field_through_several_paragraphs_leaves_its_result_as_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p(begin + middle + r("Mục 1")) + p(r("Mục 2 ") + complex_field("PAGE", "5")) + p(end + r("hết"))
    assert _read(body).text == "Mục 1\nMục 2 5\nhết"
    code = p(begin) + p(r("mã")) + p(middle + r("kết quả")) + p(end)
    assert _read(code).text == "\n\nkết quả\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<w:r><w:fldChar w:fldCharType="end"/><w:t>a</w:t></w:r>', "a"),
        ('<w:r><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:fldChar/><w:instrText>x</w:instrText><w:t>a</w:t></w:r>", "a"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        (
            (
                '<w:hyperlink w:anchor="x"><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:hyperlink>'
                '<w:r><w:fldChar w:fldCharType="separate"/><w:t>a</w:t><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            "a",
        ),
        (
            (
                '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
                '<w:hyperlink w:anchor="x"><w:r><w:t>a</w:t><w:fldChar w:fldCharType="end"/></w:r>'
                "</w:hyperlink>"
            ),
            "a",
        ),
    ],
)
def test_fields_without_beginning_or_end_do_no_harm(content: str, text: str) -> None:
    assert _paragraph(content).text == text


def test_a_check_box_of_a_form_is_a_character() -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>'
        '<w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    states = ("", "<w:checked/>", '<w:default w:val="1"/>', '<w:default w:val="1"/><w:checked w:val="0"/>')
    assert _paragraph("".join(box.format(state) for state in states)).text == "\u2610\u2612\u2612\u2610"


def test_transparent_wrappings_are_looked_through() -> None:
    ruby = (
        "<w:ruby><w:rt><w:r><w:t>nhỏ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>lớn</w:t></w:r>"
        "</w:rubyBase></w:ruby>"
    )
    paragraph = _paragraph(
        f"<w:smartTag>{r('a')}</w:smartTag><w:customXml>{r('b')}</w:customXml><w:dir>{r('c')}</w:dir>"
        f"<w:sdt><w:sdtContent>{r('d')}</w:sdtContent></w:sdt><w:sdt/><w:r>{ruby}<w:ruby/></w:r>"
        f'<mc:AlternateContent><mc:Choice Requires="zz">{r("không")}</mc:Choice>'
        f"<mc:Fallback>{r('e')}</mc:Fallback></mc:AlternateContent>"
        "<w:r><mc:AlternateContent><mc:Choice/></mc:AlternateContent></w:r>"
    )
    assert paragraph.text == "abcdlớne"


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    change = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    document = _read(
        p(
            f"<w:ins>{r('thêm')}</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
            f"<w:moveFrom>{r('đi')}</w:moveFrom><w:moveTo>{r('đến')}</w:moveTo><w:r>{change}<w:t>"
            f"!</w:t></w:r>",
            '<w:rPr><w:ins w:id="2"/></w:rPr><w:pPrChange w:id="3"><w:pPr/></w:pPrChange>',
        )
        + p("một ", "<w:rPr><w:del/></w:rPr>")
        + p("hai", '<w:jc w:val="right"/>')
        + p(f"<w:moveFrom>{r('đi mất')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
    )
    first, second = document.paragraphs
    assert (first.text, second.text) == ("thêmđến!", "một hai")
    assert second.format.alignment == "right"
    assert document.changes == Changes(inserted=2, deleted=2, moved=1, formatted=2)


def test_a_last_paragraph_whose_end_was_deleted_stays() -> None:
    assert (
        _read(p("a") + p("b", "<w:rPr><w:del/></w:rPr>") + p("c", "<w:rPr><w:del/></w:rPr>")).text == "a\nbc"
    )


def test_notes_are_kept_by_their_number_and_their_marks_stand_in_the_text() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    document = _read(p(r("a") + reference.format(1) + reference.format("x")), parts={"footnotes.xml": NOTES})
    paragraph = next(document.paragraphs)
    assert paragraph.content[1] == NoteReference("footnote", 1, paragraph.mark)
    assert len(paragraph.content) == 2
    note = document.footnotes[1][0]
    assert isinstance(note, Paragraph)
    assert isinstance(note.content[0], NoteMark)
    assert note.text.startswith(" Quyết định số 1085")
    assert note.origin == ("word/footnotes.xml", (1, 0))
    assert sorted(document.footnotes) == [1, 2]
    assert sorted(document.footnote_separators) == ["continuationSeparator", "separator"]


def test_a_note_may_have_a_sign_of_its_own() -> None:
    own = '<w:r><w:endnoteReference w:id="2" w:customMarkFollows="1"/><w:t>(*)</w:t></w:r>'
    bare = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/></w:r>'
    paragraph = _paragraph(own + bare)
    assert [one.custom for one in paragraph.content if isinstance(one, NoteReference)] == ["(*)", "*"]


def test_endnotes_and_comments_are_kept_apart() -> None:
    document = _read(
        p("a"),
        parts={
            "endnotes.xml": part("w:endnotes", f'<w:endnote w:id="5">{p("cuối")}</w:endnote><w:endnote/>'),
            "comments.xml": part(
                "w:comments", f'<w:comment w:id="7" w:author="An">{p("sửa")}</w:comment><w:x/>'
            ),
        },
    )
    assert document.text == "a"
    assert [block.text for block in document.endnotes[5]] == ["cuối"]
    assert [(one.id, one.author, one.text) for one in document.comments] == [(7, "An", "sửa")]


def test_every_block_knows_where_it_stood() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p()}{p('b')}</w:tc></w:tr></w:tbl>"
    document = _read(p() + p("", section()) + cell + p("c"))
    origins = {one.text: one.origin for one in document.paragraphs if one.text}
    assert origins["a"] == ("word/document.xml", (2, 0, 0, 0))
    assert origins["b"] == ("word/document.xml", (2, 0, 1, 1))
    assert origins["c"] == ("word/document.xml", (3,))


def test_sections_have_pages_of_their_own() -> None:
    first = (
        '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="-1134" w:bottom="850" w:left="1701" w:right="851" w:header="400" w:footer="300"'
        ' w:gutter="100"/><w:pgNumType w:start="0" w:fmt="lowerRoman"/>'
        '<w:cols w:num="3" w:space="200" w:sep="1"/><w:vAlign w:val="center"/><w:titlePg/>'
        '<w:docGrid w:type="lines" w:linePitch="360"/>'
        '<w:footnotePr><w:numRestart w:val="eachPage"/><w:numStart w:val="3"/></w:footnotePr>'
        '<w:pgBorders><w:top w:val="single" w:sz="8"/></w:pgBorders></w:sectPr>'
    )
    second = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="x" w:left="-5"/>'
        '<w:cols w:equalWidth="0"><w:col w:w="3000" w:space="100"/><w:col w:w="x"/><w:col w:w="5000"/>'
        "</w:cols>"
        '<w:docGrid w:linePitch="360"/></w:sectPr>'
    )
    one, two = _read(p("a", first) + p("b"), sect=second).sections
    assert one.starts == "continuous"
    assert (one.page.margin_top, one.page.top_fixed, one.page.bottom_fixed) == (1134, True, False)
    assert (one.page.header_distance, one.page.footer_distance, one.page.gutter) == (400, 300, 100)
    assert (one.page.number_start, one.page.number_format, one.page.title_page) == (0, "lowerRoman", True)
    assert (one.page.columns.count, one.page.columns.space, one.page.columns.separator) == (3, 200, True)
    assert (one.page.vertical_align, one.page.line_grid) == ("center", 360)
    assert one.page.footnotes == NoteNumbering(start=3, restart="eachPage")
    assert one.page.borders.top is not None
    assert (two.page.orientation, two.page.width, two.page.margin_top, two.page.margin_left) == (
        "landscape",
        16838,
        1440,
        0,
    )
    assert two.page.columns.widths == (Column(Twip(3000), Twip(100)), Column(Twip(5000), Twip(0)))
    assert (two.page.line_grid, two.starts) == (0, "nextPage")


def test_a_body_that_says_nothing_of_its_page_has_words_own() -> None:
    document = _read(p("a"), sect="", settings=None)
    assert document.sections[0].page == PageSetup()
    assert document.settings == Settings()
    assert _read("", sect="").sections[0].blocks == ()


def test_headers_are_inherited_kind_by_kind() -> None:
    def reference(kind: str, name: str, what: str = "header") -> str:
        return f'<w:{what}Reference w:type="{kind}" r:id="{name}"/>'

    parts = {
        "header1.xml": PAGE_HEADER,
        "header2.xml": part("w:hdr", p("đầu")),
        "footer1.xml": part("w:ftr", p("chân")),
    }
    first = section(reference("default", "header1") + reference("default", "footer1", "footer"))
    last = section(reference("first", "header2") + reference("wrong", "header2") + "<w:headerReference/>")
    one, two = _read(p("a", first) + p("b"), sect=last, parts=parts).sections
    assert [block.text for block in one.headers.default] == ["2"]
    assert one.headers.first == ()
    assert two.headers.default == one.headers.default
    assert [block.text for block in two.headers.first] == ["đầu"]
    assert two.footers == one.footers
    assert [block.text for block in two.footers.default] == ["chân"]


def test_the_same_header_read_twice_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(
        p("a"), sect=section('<w:headerReference r:id="header1"/>'), parts={"header1.xml": PAGE_HEADER}
    )
    first = read_package(Package(parts))
    monkeypatch.setattr("app.word.read._MOST_KEPT", 0)
    parts["word/header1.xml"] = PAGE_HEADER.replace(b">2<", b">3<")
    second = read_package(Package(parts))
    assert first.sections[0].headers.default[0].text == "2"
    assert second.sections[0].headers.default[0].text == "3"


@pytest.mark.parametrize(
    ("mode", "read"), [(15, 15), (14, 14), (12, 12), (16, 15), (11, 11), (3, 12), (None, 12)]
)
def test_the_compatibility_mode_is_words(mode: int | None, read: int) -> None:
    assert _read(p(), mode=mode).settings.compatibility_mode == read


def test_settings_of_the_whole_document() -> None:
    xml = (
        '<w:evenAndOddHeaders/><w:mirrorMargins/><w:gutterAtTop/><w:autoHyphenation w:val="1"/>'
        '<w:defaultTabStop w:val="567"/><w:footnotePr><w:pos w:val="beneathText"/>'
        '<w:numFmt w:val="upperRoman"/>'
        '</w:footnotePr><w:compat><w:doNotExpandShiftReturn/><w:ulTrailSpace w:val="0"/>'
        '<w:compatSetting w:name="x" w:val="1"/>'
        '<w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat>'
    )
    document = _read(p(), settings=xml, mode=None)
    assert document.settings == Settings(
        compatibility_mode=15,
        default_tab=document.settings.default_tab,
        even_and_odd_headers=True,
        mirror_margins=True,
        gutter_at_top=True,
        auto_hyphenation=True,
        compatibility=frozenset(["doNotExpandShiftReturn", "x"]),
    )
    assert document.settings.default_tab == 567
    assert document.sections[0].page.footnotes == NoteNumbering("upperRoman", position="beneathText")
    assert _read(p(), settings='<w:defaultTabStop w:val="-1"/>').settings.default_tab == 720


def test_blocks_in_wrappings_are_read_and_foreign_parts_named() -> None:
    choice = f'<mc:AlternateContent><mc:Choice Requires="w14">{p("c")}</mc:Choice></mc:AlternateContent>'
    document = _read(
        f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:sdt/><w:customXml>"
        f"{p('b')}</w:customXml>{choice}"
        '<mc:AlternateContent/><w:altChunk r:id="x"/><w:bookmarkStart/>'
    )
    assert document.text == "a\nb\nc"
    assert [one.what for one in document.unsupported] == ["alt_chunk"]


def test_properties_and_custom_xml_are_kept() -> None:
    parts = parts_of(p())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = "".join(
        f'<Relationship Id="{key}" Type="{office}{kind}" Target="docProps/{key}.xml"/>'
        for key, kind in (("core", "core-properties"), ("custom", "custom-properties"))
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>", f"{links}</Relationships>".encode()
    )
    parts["docProps/core.xml"] = b'<c xmlns:dc="urn:dc"><dc:title> B\xc3\xa1o </dc:title><dc:creator/></c>'
    parts["docProps/custom.xml"] = b'<c><p name="ma"><v>\xc4\x90</v></p><p/></c>'
    parts["customXml/item1.xml"] = b"<thu/>"
    document = read_package(Package(parts))
    assert document.properties.core == {"title": "Báo", "creator": ""}
    assert document.properties.custom == {"ma": "Đ"}
    assert document.custom_xml == {"customXml/item1.xml": b"<thu/>"}


def test_a_strict_file_is_read_as_any_other() -> None:
    parts = parts_of(p("Xin chào", '<w:jc w:val="end"/>'))
    for old, new in (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        parts = {name: data.replace(old, new) for name, data in parts.items()}
    paragraph = next(read_package(Package(parts)).paragraphs)
    assert (paragraph.text, paragraph.format.alignment) == ("Xin chào", "right")


def test_styles_that_are_used_are_listed_by_name() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="C"><w:name w:val="Chữ"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Đoạn"/></w:style>'
        '<w:style w:type="paragraph"/><w:style w:styleId="U"/>'
    )
    body = p(r("a", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>') + p()
    assert _read(body, styles=styles).styles == ("Chữ", "Normal", "Đoạn")


def test_the_package_and_its_zip_read_alike() -> None:
    parts = parts_of(p("a") + p(complex_field("PAGE", "1")), parts={"footnotes.xml": NOTES})
    assert read_package(Package(parts)) == read_bytes(zipped(parts), "thư.docx")
    assert read_bytes(Package(parts).to_zip(), "thư.docx") == read_package(Package(parts))


def test_leaves_of_a_paragraph_in_a_toc_are_flat() -> None:
    link = (
        f'<w:hyperlink w:anchor="x">{r("Mục")}<w:r><w:tab/></w:r>'
        f"{complex_field('PAGEREF x', '4')}</w:hyperlink>"
    )
    paragraph = _paragraph(link)
    assert [type(one).__name__ for one in leaves(paragraph.content)] == ["Text", "Tab", "Text"]
    assert _kinds(paragraph) == ["Hyperlink"]


def test_a_part_may_be_empty() -> None:
    empty = f"<w:hdr {XMLNS}/>".encode()
    document = _read(p(), sect=section('<w:headerReference r:id="header1"/>'), parts={"header1.xml": empty})
    assert [block.text for block in document.sections[0].headers.default] == [""]
