"""Tables: grid, merged cells, margins, borders by table, style and cell, places, changes."""

from __future__ import annotations

import pytest

from app.base.units import Twip
from app.document.content import Table
from app.document.formats import Border
from app.document.model import Document
from app.document.places import AUTO_WIDTH, Margins, TablePosition, Width
from app.word.package import Package
from app.word.read import read_package
from tests.support.docx_builder import p, parts_of, r, tbl, tc, tr

_SINGLE = '<w:{0} w:val="single" w:sz="4" w:space="0"/>'
_ALL = "".join(_SINGLE.format(edge) for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
_LINE = Border("single", 4)


def _read(body: str, **options: object) -> Document:
    return read_package(Package(parts_of(body, **options)))  # type: ignore[arg-type]


def _table(body: str, **options: object) -> Table:
    block = next(iter(_read(body, **options).blocks))
    assert isinstance(block, Table)
    return block


def _text(table: Table) -> list[list[str]]:
    return [["/".join(block.text for block in cell.blocks) for cell in row.cells] for row in table.rows]


def test_a_table_tells_its_size_place_and_margins() -> None:
    table = _table(
        tbl(
            (1000, 2000),
            tr(tc("a"), tc("b")),
            tblpr='<w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblInd w:w="-108" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:top w:w="50"/>'
            "</w:tblCellMar>"
            '<w:tblCellSpacing w:w="20" w:type="dxa"/><w:bidiVisual/><w:shd w:val="clear" w:fill="EEEEEE"/>'
            '<w:tblCaption w:val="đầu thư"/><w:tblDescription w:val="mô tả"/>',
        )
    )
    look = table.format
    assert (look.width, look.alignment, look.indent, look.fixed) == (
        Width("percent", 5000),
        "center",
        -108,
        True,
    )
    assert look.cell_margins == Margins(top=Twip(50), bottom=Twip(0), left=Twip(0), right=Twip(108))
    assert (look.cell_spacing, look.bidi, look.shading) == (20, True, "EEEEEE")
    assert (look.caption, look.description) == ("đầu thư", "mô tả")
    assert table.grid == (1000, 2000)
    assert table.rows[0].cells[0].format.shading == "EEEEEE"
    assert (table.text, table.style) == ("a\nb", "TableNormal")


def test_a_floating_table_knows_its_place() -> None:
    position = _table(
        tbl((1000,), tr(tc("a")), tblpr='<w:tblpPr w:vertAnchor="page" w:tblpXSpec="center" w:tblpY="1134"/>')
    ).format.position
    assert position == TablePosition("text", "page", y=Twip(1134), x_align="center")


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ('w:w="500" w:type="dxa"', Width("twip", 500)),
        ('w:w="50%" w:type="pct"', Width("percent", 2500)),
        ('w:w="0" w:type="pct"', AUTO_WIDTH),
        ('w:w="500" w:type="auto"', AUTO_WIDTH),
        ('w:w="-5" w:type="dxa"', AUTO_WIDTH),
        ("", AUTO_WIDTH),
    ],
)
def test_the_width_of_a_cell(attributes: str, width: Width) -> None:
    cell = tc("a", tcpr=f"<w:tcW {attributes}/>")
    assert _table(tbl((1000,), tr(cell))).rows[0].cells[0].format.width == width


def test_rows_and_cells_tell_their_format() -> None:
    row = tr(
        tc(
            "a",
            tcpr='<w:vAlign w:val="bottom"/><w:textDirection w:val="btLr"/><w:noWrap/><w:tcFitText/>'
            '<w:tcMar><w:left w:w="11" w:type="dxa"/></w:tcMar><w:shd w:val="clear" w:fill="ABCDEF"/>',
        ),
        trpr='<w:trHeight w:val="400" w:hRule="exact"/><w:cantSplit/><w:tblHeader/><w:jc w:val="right"/>'
        '<w:gridBefore w:val="1"/><w:wBefore w:w="300" w:type="dxa"/><w:gridAfter w:val="2"/>'
        '<w:hidden w:val="0"/>',
    )
    found = _table(tbl((300, 1000), row)).rows[0]
    look = found.format
    assert (look.height, look.height_rule, look.cant_split, look.header) == (400, "exact", True, True)
    assert (look.alignment, look.grid_before, look.grid_after, look.hidden) == ("right", 1, 2, False)
    assert look.width_before == Width("twip", 300)
    cell = found.cells[0]
    assert (cell.column, cell.format.vertical_align, cell.format.text_direction) == (1, "bottom", "btLr")
    assert (cell.format.no_wrap, cell.format.fit_text, cell.format.shading) == (True, True, "ABCDEF")
    assert cell.format.margins == Margins(left=Twip(11), right=Twip(108))
    plain = _table(
        tbl((1,), tr(tc("a"), trpr='<w:trHeight w:val="400" w:hRule="auto"/><w:trHeight w:val="x"/>'))
    )
    assert (plain.rows[0].format.height, plain.rows[0].format.height_rule) == (400, "atLeast")


def test_merged_cells_are_one_cell() -> None:
    restart, carry = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    bottom = f"<w:tcBorders>{_SINGLE.format('bottom')}</w:tcBorders>"
    table = _table(
        tbl(
            (100, 100, 100),
            tr(tc("a", tcpr=restart), tc("b", tcpr='<w:gridSpan w:val="2"/>')),
            tr(tc("x", tcpr=carry), tc("c"), tc("d", tcpr=restart)),
            tr(tc("y", tcpr=carry + bottom), tc("e"), tc("z", tcpr=carry)),
            tr(tc("f"), tc("g", tcpr=carry), tc("h")),
        )
    )
    assert _text(table) == [["a", "b"], ["c", "d"], ["e"], ["f", "g", "h"]]
    first = table.rows[0].cells[0]
    assert (first.row_span, first.column_span, first.format.borders.bottom) == (3, 1, _LINE)
    assert (table.rows[0].cells[1].column, table.rows[0].cells[1].column_span) == (1, 2)
    assert (table.rows[1].cells[1].column, table.rows[1].cells[1].row_span) == (2, 2)
    assert table.rows[3].cells[1].row_span == 1


def test_cells_merged_the_old_way_are_one_cell() -> None:
    row = tr(tc("a", tcpr='<w:hMerge w:val="restart"/>'), tc("b", tcpr="<w:hMerge/>"), tc("c"))
    table = _table(tbl((100, 100, 100), row))
    assert [(cell.column, cell.column_span) for cell in table.rows[0].cells] == [(0, 2), (2, 1)]


def test_edges_come_from_the_table_and_the_cell_overrules() -> None:
    own = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="double" w:sz="6"/></w:tcBorders>'
    table = _table(
        tbl(
            (100, 100),
            tr(tc("a"), tc("b")),
            tr(tc("c"), tc("d", tcpr=own)),
            tblpr=f"<w:tblBorders>{_SINGLE.format('top')}{_SINGLE.format('insideV')}"
            '<w:insideH w:val="dotted" w:sz="2"/></w:tblBorders>',
        )
    )
    dotted = Border("dotted", 2)
    (a, b), (c, d) = ([cell.format.borders for cell in row.cells] for row in table.rows)
    assert (a.top, a.bottom, a.left, a.right) == (_LINE, dotted, None, _LINE)
    assert (b.top, b.bottom, b.left, b.right) == (_LINE, dotted, _LINE, None)
    assert (c.top, c.bottom, c.left, c.right) == (dotted, None, None, _LINE)
    assert (d.top, d.bottom, d.left, d.right) == (None, None, Border("double", 6), None)


def _style(regions: str, base: str = "TableNormal") -> str:
    return (
        f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="{base}"/>'
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{_ALL}</w:tblBorders></w:tblPr>'
        f"{regions}</w:style>"
    )


def _region(name: str, fill: str, more: str = "") -> str:
    return (
        f'<w:tblStylePr w:type="{name}">{more}<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
        f"</w:tblStylePr>"
    )


_REGIONS = {
    "band1Vert": "111111",
    "band2Vert": "222222",
    "band1Horz": "333333",
    "band2Horz": "444444",
    "firstRow": "555555",
    "lastRow": "666666",
    "firstCol": "777777",
    "lastCol": "888888",
    "nwCell": "999999",
    "seCell": "AAAAAA",
}


def _fills(look: str, names: tuple[str, ...]) -> list[list[str | None]]:
    styles = _style("".join(_region(name, _REGIONS[name]) for name in names))
    rows = [tr(*[tc("x") for _ in range(3)]) for _ in range(4)]
    table = _table(
        tbl((100, 100, 100), *rows, tblpr=f'<w:tblStyle w:val="T"/><w:tblLook {look}/>'), styles=styles
    )
    return [[cell.format.shading for cell in row.cells] for row in table.rows]


def test_the_regions_of_a_table_style_overrule_one_another() -> None:
    names = tuple(_REGIONS)
    everything = 'w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1" w:noHBand="0" w:noVBand="1"'
    assert _fills(everything, names) == [
        ["999999", "555555", "888888"],
        ["777777", "333333", "888888"],
        ["777777", "444444", "888888"],
        ["777777", "666666", "AAAAAA"],
    ]
    assert _fills('w:val="0400"', names) == [["333333"] * 3, ["444444"] * 3] * 2
    assert _fills('w:val="0200"', names) == [["111111", "222222", "111111"]] * 4
    assert _fills('w:val="none"', ("firstRow",)) == [[None] * 3] * 4


def test_a_region_gives_its_text_a_format_and_its_cells_edges() -> None:
    first = (
        '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>'
        '<w:trPr><w:tblHeader/></w:trPr><w:tcPr><w:tcBorders><w:bottom w:val="double" w:sz="6"/>'
        '<w:insideV w:val="nil"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:tcPr><w:tcBorders><w:insideH w:val="nil"/></w:tcBorders></w:tcPr>'
        '</w:tblStylePr><w:tblStylePr w:type="nwCell"><w:tcPr><w:tcBorders><w:left w:val="thick" w:sz="24"/>'
        '</w:tcBorders></w:tcPr></w:tblStylePr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
    )
    look = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:firstColumn="1"/>'
    rows = (tr(tc("a"), tc("b")), tr(tc("c"), tc("d")), tr(tc("e"), tc("f")))
    document = _read(tbl((100, 100), *rows, tblpr=look), styles=_style(first))
    table = next(iter(document.blocks))
    assert isinstance(table, Table)
    assert [row.format.header for row in table.rows] == [True, False, False]
    a, b = (cell.format.borders for cell in table.rows[0].cells)
    assert (a.left, a.right, a.bottom) == (Border("thick", 24), None, None)
    assert (b.left, b.right, b.top, b.bottom) == (None, _LINE, _LINE, Border("double", 6))
    assert table.rows[1].cells[0].format.borders.bottom is None
    assert table.rows[1].cells[1].format.borders.bottom == _LINE
    assert table.rows[1].cells[1].format.vertical_align == "center"
    first_text, *_, last = document.paragraphs
    assert (first_text.format.alignment, last.format.alignment) == ("center", "left")
    assert document.styles == ("Normal", "T")


def test_a_row_may_have_borders_and_margins_of_its_own() -> None:
    exception = (
        f'<w:tblPrEx><w:tblBorders>{_ALL}</w:tblBorders><w:tblCellMar><w:left w:w="5"/></w:tblCellMar>'
        f"</w:tblPrEx>"
    )
    row = tr(tc("a")).replace("<w:tr>", f"<w:tr>{exception}")
    cell = _table(tbl((100,), row)).rows[0].cells[0]
    assert cell.format.borders.top == _LINE
    assert cell.format.margins.left == 5


def test_tracked_rows_are_put_in_or_left_out() -> None:
    body = tbl((100,), tr(tc("a"), trpr="<w:ins/>"), tr(tc("b"), trpr="<w:del/>"))
    document = _read(body + tbl((100,), tr(tc("c"), trpr="<w:del/>")) + p("d"))
    assert document.text == "a\nd"
    assert (document.changes.inserted, document.changes.deleted) == (1, 2)


def test_tables_without_rows_cells_or_paragraphs_do_no_harm() -> None:
    assert _read("<w:tbl/>" + p("a")).text == "a"
    bare = _table("<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>")
    assert _text(bare) == [[], [""]]
    assert bare.grid == ()
    wide = _table(tbl((1,), tr(*[tc("x", tcpr='<w:gridSpan w:val="63"/>') for _ in range(5)])))
    assert [cell.column for cell in wide.rows[0].cells] == [0, 63]


def test_rows_and_cells_in_wrappings_are_read() -> None:
    choice = '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice></mc:AlternateContent>'
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:sdt/>"
    row = tr(control.format(tc("a")), f"<w:customXml>{tc('b')}</w:customXml>", "<mc:AlternateContent/>")
    table = _table(tbl((1, 1), control.format(row), choice.format(tr(tc("c")))))
    assert _text(table) == [["a", "b"], ["c"]]


def test_without_any_style_cells_have_words_own_margins() -> None:
    parts = parts_of(tbl((1,), tr(tc("a"))))
    parts["word/styles.xml"] = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    table = next(iter(read_package(Package(parts)).blocks))
    assert isinstance(table, Table)
    assert (table.format.cell_margins, table.style) == (Margins(left=Twip(108), right=Twip(108)), "")


def test_nested_tables_are_read() -> None:
    inner = tbl((50,), tr(tc(p(r("trong"))))) + p("sau")
    table = _table(tbl((100,), tr(tc(inner))))
    nested = table.rows[0].cells[0].blocks[0]
    assert isinstance(nested, Table)
    assert (nested.text, nested.origin.path) == ("trong", (0, 0, 0, 0))
