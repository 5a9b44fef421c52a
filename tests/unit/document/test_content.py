"""What a Document says of itself: text, leaves, formats that are one object."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from app.base.units import Emu, Twip
from app.document.content import (
    Break,
    Cell,
    Drawing,
    Field,
    Hyperlink,
    Inline,
    NoBreakHyphen,
    NoteReference,
    Paragraph,
    Row,
    SoftHyphen,
    Tab,
    Table,
    Text,
    drawings,
    paragraphs,
)
from app.document.formats import (
    Border,
    ParagraphFormat,
    RunFormat,
    interned_paragraph,
    interned_run,
)
from app.document.model import Changes, Comment, Document, PageSetup, Section
from app.document.places import CellFormat, Origin, RowFormat, TableFormat

PLAIN = RunFormat()
HERE = Origin("word/document.xml", (0,))


def _paragraph(*content: Inline) -> Paragraph:
    return Paragraph(ParagraphFormat(), PLAIN, content, HERE)


def _table(*blocks: Paragraph) -> Table:
    cells = tuple(Cell(at, 1, 1, CellFormat(), (block,)) for at, block in enumerate(blocks))
    return Table(TableFormat(), (), (Row(RowFormat(), cells),), HERE)


def test_text_is_what_is_read_and_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Độc lập")
    paragraph = _paragraph(
        Text(decomposed, PLAIN),
        Tab(PLAIN),
        Hyperlink("x", (Text("tự do", PLAIN),)),
        Break("line", PLAIN),
        Text("2", PLAIN),
        NoBreakHyphen(PLAIN),
        Text("3", PLAIN),
        SoftHyphen(PLAIN),
        Field("DATE", "DATE", (Text("hôm nay", PLAIN),), PLAIN),
        Field("PAGE", "PAGE", (Text("7", PLAIN),), PLAIN),
        NoteReference("footnote", 1, PLAIN),
        Text("ẩn", replace(PLAIN, hidden=True)),
    )
    assert paragraph.text == "Độc lập\ttự do\n2\u20113\u00adhôm nay7"
    assert paragraph.content[0] == Text(decomposed, PLAIN)


def test_leaves_open_links_and_fields_but_not_page_numbers() -> None:
    inner = Text("a", PLAIN)
    page = Field("PAGE", "PAGE", (inner,), PLAIN)
    link = Hyperlink("x", (Field("REF", "REF b", (inner,), PLAIN), page))
    assert list(_paragraph(link).leaves) == [inner, page]


def test_paragraphs_and_drawings_are_found_in_tables() -> None:
    drawing = Drawing(Emu(1), Emu(1), None, (), PLAIN)
    inner = _paragraph(drawing)
    table = _table(_paragraph(Text("a", PLAIN)), inner)
    assert [one.text for one in paragraphs((table, _paragraph()))] == ["a", "", ""]
    assert list(drawings((table,))) == [(inner, drawing)]
    assert table.text == "a\n"


def test_a_document_lists_its_blocks_and_text() -> None:
    section = Section(PageSetup(), (_paragraph(Text("một", PLAIN)), _table(_paragraph(Text("hai", PLAIN)))))
    document = Document(sections=(section, section))
    assert len(list(document.blocks)) == 4
    assert document.text == "một\nhai\nmột\nhai"
    assert Comment(1, "A", (_paragraph(Text("x", PLAIN)),)).text == "x"
    assert Changes(1, 2, 3, 4).total == 10


def test_equal_formats_are_one_object() -> None:
    bold = interned_run(RunFormat(bold=True))
    assert interned_run(RunFormat(bold=True)) is bold
    assert bold != interned_run(RunFormat(bold=True, italic=True))
    assert hash(bold) == hash(RunFormat(bold=True))
    centred = interned_paragraph(ParagraphFormat(alignment="center"))
    assert interned_paragraph(ParagraphFormat(alignment="center")) is centred
    assert hash(centred) == hash(ParagraphFormat(alignment="center"))


def test_lengths_are_given_in_points_and_millimetres() -> None:
    assert RunFormat(half_points=27).size == 13.5
    assert Border("single", 6).width == 0.75
    assert ParagraphFormat(indent_left=Twip(720)).indent_left.mm == 12.7
