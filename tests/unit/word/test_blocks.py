"""The text of a letter as WordprocessingML."""

from __future__ import annotations

import pytest
from lxml import etree

from app.base.units import Twip
from app.letter.body import composed_blocks
from app.letter.model import Alignment, Block, Cell, Footnote, Level, PageBreak, Paragraph, Row, Run, Table
from app.word.blocks import BlockWriter, Notes
from app.word.skeleton import built_in_skeleton
from tests.support.letters import paragraph
from tests.support.packages import find_all, paragraph_text, rulebook, values, xml_of
from tests.support.special_letters import NOTED, cell, merged_table, plain_table

BLOCK = Twip(9000)


def writer() -> BlockWriter:
    sheet = built_in_skeleton().sheet
    notes = Notes(sheet.ids["footnote_text"], sheet.note_reference_id)
    return BlockWriter(sheet, rulebook(), notes, None, Twip(120))


def written(*blocks: Block, kept: bool = False, by: BlockWriter | None = None) -> etree._Element:
    composed = composed_blocks(blocks, rulebook(), end_mark=False)
    return xml_of((by or writer()).write(composed, BLOCK, kept=kept))


def styles(root: etree._Element) -> list[str]:
    return values(root, ".//w:pStyle/@w:val")


@pytest.mark.parametrize(
    ("level", "style"),
    [
        (Level.PLAIN, ["ND30_body"]),
        (Level.LEGAL_BASIS, ["ND30_legal_bases"]),
        (Level.PART, ["ND30_part_label", "ND30_part_title"]),
        (Level.CHAPTER, ["ND30_chapter_label", "ND30_chapter_title"]),
        (Level.SECTION, ["ND30_section_label", "ND30_section_title"]),
        (Level.ROMAN_SECTION, ["ND30_roman_section"]),
        (Level.SUBSECTION, ["ND30_subsection_label", "ND30_subsection_title"]),
        (Level.ARTICLE, ["ND30_article"]),
        (Level.ITEM, ["ND30_item"]),
        (Level.POINT, ["ND30_point"]),
        (Level.DASH, ["ND30_dash"]),
        (Level.PLUS, ["ND30_plus"]),
    ],
)
def test_every_level_has_its_style(level: Level, style: list[str]) -> None:
    assert styles(written(paragraph("Lời", level))) == style


def test_labels_stand_before_the_words_or_on_their_own_line() -> None:
    root = written(
        paragraph("Một", Level.ITEM), paragraph("Hai", Level.POINT), paragraph("Ba", Level.CHAPTER)
    )
    assert [paragraph_text(one) for one in root] == ["1. Một", "a) Hai", "Chương I", "BA"]


def test_a_khoan_with_a_title_is_a_heading_that_stays_with_its_text() -> None:
    root = written(paragraph("Một", Level.ITEM, title=True), paragraph("Hai", Level.ITEM))
    assert styles(root) == ["ND30_item_titled", "ND30_item"]
    assert [len(find_all(one, "w:pPr/w:keepNext")) for one in root] == [1, 0]


def test_headings_stay_with_their_text() -> None:
    root = written(paragraph("Một", Level.CHAPTER), paragraph("Hai", Level.ROMAN_SECTION))
    assert [len(find_all(one, "w:pPr/w:keepNext")) for one in root] == [1, 1, 1]


def test_a_heading_without_a_title_has_no_empty_line() -> None:
    assert [paragraph_text(one) for one in written(paragraph("", Level.PART))] == ["Phần I"]


@pytest.mark.parametrize(
    ("alignment", "value"), [("left", "left"), ("center", "center"), ("right", "right"), ("justify", "both")]
)
def test_an_alignment_chosen_by_hand_is_written(alignment: str, value: str) -> None:
    root = written(paragraph("Lời", alignment=Alignment(alignment)))
    assert values(root, ".//w:jc/@w:val") == [value]
    cleared = values(root, ".//w:ind/@w:firstLine")
    assert cleared == ([] if alignment == "justify" else ["0"])


def test_no_look_is_written_where_the_style_says_it() -> None:
    root = written(paragraph("Lời"))
    assert [etree.QName(child).localname for child in find_all(root, ".//w:pPr/*")] == ["pStyle"]
    assert not find_all(root, ".//w:rPr")


def test_runs_keep_their_looks() -> None:
    runs = (
        Run(text="a", bold=True),
        Run(text="b", italic=True),
        Run(text="c", underline=True),
        Run(text="d", superscript=True),
        Run(text="e"),
    )
    root = written(Paragraph(runs=runs))
    looks = [
        [etree.QName(look).localname for look in find_all(one, "w:rPr/*")] for one in find_all(root, ".//w:r")
    ]
    assert looks == [["b", "bCs"], ["i", "iCs"], ["u"], ["vertAlign"], []]


# --- footnotes


def test_footnotes_are_counted_through_the_whole_letter() -> None:
    one = writer()
    first, second = written(NOTED, by=one), written(NOTED, by=one)
    assert values(first, ".//w:footnoteReference/@w:id") == ["1", "2"]
    assert values(second, ".//w:footnoteReference/@w:id") == ["3", "4"]
    notes = xml_of("".join(one.notes.xml))
    assert values(notes, "w:footnote/@w:id") == ["1", "2", "3", "4"]
    assert paragraph_text(notes[0]) == " Công văn số 12/STC-QLNS (đậm)"
    assert values(notes[0], ".//w:pStyle/@w:val") == ["ND30_footnote_text"]
    assert values(notes[0], ".//w:rStyle/@w:val") == ["FootnoteReference"]
    assert len(find_all(notes[0], ".//w:footnoteRef")) == 1


def test_the_mark_of_a_footnote_follows_its_words() -> None:
    root = written(Paragraph(runs=(Run(text="Theo", footnote=Footnote()), Run(text=" đề nghị"))))
    runs = find_all(root, ".//w:r")
    assert [bool(find_all(one, "w:footnoteReference")) for one in runs] == [False, True, False]


def test_a_footnote_without_words_before_it_stands_alone() -> None:
    root = written(Paragraph(runs=(Run(footnote=Footnote(runs=(Run(text="n"),))), Run(text="b"))))
    assert len(find_all(root, ".//w:r")) == 2


# --- tables


def spans(table: etree._Element) -> list[list[tuple[str, str]]]:
    """Column span and row span ("r": begins, "c": goes on, "": none) of every cell."""
    rows = []
    for row in find_all(table, "w:tr"):
        cells = []
        for one in find_all(row, "w:tc"):
            across = (values(one, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0]
            merge = find_all(one, "w:tcPr/w:vMerge")
            down = "" if not merge else "r" if values(merge[0], "@w:val") else "c"
            cells.append((across, down))
        rows.append(cells)
    return rows


def test_a_table_fills_the_text_block_in_the_ratio_of_its_widths() -> None:
    root = written(Table(rows=(Row(cells=(cell("a"), cell("b"))),), widths=(1, 2)))
    grid = [int(width) for width in values(root, ".//w:gridCol/@w:w")]
    assert grid == [3000, 6000]
    assert values(root, ".//w:tblW/@w:w") == ["9000"]
    assert values(root, ".//w:tcW/@w:w") == ["3000", "6000"]
    assert values(root, ".//w:tblLayout/@w:type") == ["fixed"]


def test_widths_that_do_not_divide_lose_no_twip() -> None:
    grid = values(written(plain_table(1, 7)), ".//w:gridCol/@w:w")
    assert sum(int(width) for width in grid) == BLOCK
    assert len({int(width) for width in grid}) <= 2


def test_covered_cells_are_put_back_for_word() -> None:
    table = find_all(written(merged_table()), "w:tbl")[0]
    assert spans(table) == [
        [("1", "r"), ("2", ""), ("1", "r")],
        [("1", "c"), ("1", ""), ("1", ""), ("1", "c")],
        [("1", ""), ("2", "r"), ("1", "")],
        [("1", ""), ("2", "c"), ("1", "")],
    ]


def test_every_row_fills_the_grid_and_every_cell_has_a_paragraph() -> None:
    table = find_all(written(merged_table()), "w:tbl")[0]
    assert {sum(int(across) for across, _ in row) for row in spans(table)} == {4}
    assert all(find_all(one, "w:p") for one in find_all(table, ".//w:tc"))


def test_a_merged_cell_is_as_wide_as_its_columns() -> None:
    table = find_all(written(merged_table()), "w:tbl")[0]
    assert values(table, "w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w") == ["1000", "6000", "2000"]


def test_header_rows_repeat_and_rows_do_not_break() -> None:
    root = written(merged_table())
    assert [len(find_all(row, "w:trPr/w:tblHeader")) for row in find_all(root, ".//w:tr")] == [1, 1, 0, 0]
    assert all(find_all(row, "w:trPr/w:cantSplit") for row in find_all(root, ".//w:tr"))
    assert set(values(find_all(root, ".//w:tr")[0], ".//w:pStyle/@w:val")) == {"ND30_table_header"}
    assert set(values(find_all(root, ".//w:tr")[3], ".//w:pStyle/@w:val")) == {"ND30_table_text"}


def test_rows_of_one_merged_cell_stay_together() -> None:
    rows = find_all(written(merged_table()), ".//w:tr")
    kept = [all(find_all(one, "w:pPr/w:keepNext") for one in find_all(row, ".//w:p")) for row in rows]
    assert kept == [True, False, True, False]


def test_cells_keep_labels_and_alignments() -> None:
    blocks = (paragraph("Một", Level.DASH, alignment=Alignment.RIGHT), paragraph("Hai"))
    root = written(Table(rows=(Row(cells=(Cell(blocks=blocks),)),)))
    assert [paragraph_text(one) for one in find_all(root, ".//w:tc/w:p")] == ["- Một", "Hai"]
    assert values(root, ".//w:tc/w:p[1]/w:pPr/w:jc/@w:val") == ["right"]


def test_two_tables_in_a_row_stay_two() -> None:
    root = written(plain_table(), plain_table())
    assert [etree.QName(child).localname for child in root] == ["tbl", "p", "tbl"]
    assert values(root[1], "w:pPr/w:spacing/@w:line") == ["120"]


def test_the_paragraph_after_a_table_keeps_its_distance() -> None:
    root = written(plain_table(), paragraph("Sau"), paragraph("Sau nữa"))
    assert values(root[1], "w:pPr/w:spacing/@w:before") == ["120"]
    assert not find_all(root[2], "w:pPr/w:spacing")
    heading = written(plain_table(), paragraph("Sau", Level.CHAPTER))
    assert values(heading[1], "w:pPr/w:spacing/@w:before") == ["120"]
    assert not find_all(heading[2], "w:pPr/w:spacing")


# --- page breaks and what stays with the signature


def kept(*blocks: Block) -> list[tuple[bool, bool]]:
    root = written(*blocks, kept=True)
    return [
        (bool(find_all(one, "w:pPr/w:keepNext")), bool(find_all(one, "w:pPr/w:keepLines")))
        for one in find_all(root, "w:p")
    ]


def test_the_last_two_paragraphs_stay_with_the_signature() -> None:
    assert kept(paragraph("a"), paragraph("b"), paragraph("c")) == [
        (False, False),
        (True, True),
        (True, True),
    ]


def test_nothing_is_kept_without_a_signature_after_it() -> None:
    assert not find_all(written(paragraph("a"), kept=False), ".//w:keepNext")


def test_a_long_last_paragraph_may_break() -> None:
    assert kept(paragraph("dài " * 400)) == [(True, False)]


def test_what_stands_before_a_page_break_is_not_kept() -> None:
    assert kept(paragraph("a"), PageBreak(), paragraph("b")) == [(False, False), (False, False), (True, True)]


def test_of_a_last_table_the_last_two_rows_are_kept() -> None:
    root = written(paragraph("a"), plain_table(3), kept=True)
    rows = find_all(root, ".//w:tr")
    assert [bool(find_all(row, ".//w:keepNext")) for row in rows] == [False, True, True]
    assert not find_all(root[0], "w:pPr/w:keepNext")


def test_a_page_break_is_one() -> None:
    assert values(written(PageBreak()), ".//w:br/@w:type") == ["page"]
