"""Appendices: sections of their own after the letter."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from app.letter.model import Appendix, Layout, Letter, Margins, Orientation
from tests.support.letters import paragraph, simple_letter
from tests.support.packages import (
    find_all,
    paragraph_text,
    paragraphs_in_style,
    root_of,
    values,
    written,
)
from tests.support.special_letters import structures

TURNED = Orientation.LANDSCAPE


def letter(*orientations: Orientation, title: str = "Danh sách") -> Letter:
    appendices = tuple(
        Appendix(title=title, blocks=(paragraph("Nội dung phụ lục"),), orientation=one)
        for one in orientations
    )
    return simple_letter(appendices=appendices)


def sections(made: Letter) -> list[etree._Element]:
    return find_all(root_of(written(made)), ".//w:sectPr")


def test_a_letter_without_appendices_has_one_section() -> None:
    assert len(sections(simple_letter())) == 1


def test_every_appendix_has_a_section_of_its_own() -> None:
    made = sections(letter(Orientation.PORTRAIT, TURNED, Orientation.PORTRAIT))
    assert len(made) == 4
    sizes = [values(one, "w:pgSz/@*[local-name()!='x']") for one in made]
    assert sizes[0] == sizes[1] == sizes[3] == ["11906", "16838"]
    assert sizes[2] == ["16838", "11906", "landscape"]


def test_pages_of_an_appendix_are_counted_from_one_and_the_first_shows_no_number() -> None:
    made = sections(letter(TURNED))[-1]
    assert values(made, "w:pgNumType/@w:start") == ["1"]
    assert find_all(made, "w:titlePg")


def test_the_first_page_of_an_appendix_does_not_repeat_the_marks_of_page_one() -> None:
    parts = written(letter(TURNED))
    made = find_all(root_of(parts), ".//w:sectPr")
    first = [values(one, "w:headerReference[@w:type='first']/@r:id") for one in made]
    assert len(first[0]) == len(first[1]) == 1
    assert first[0] != first[1]
    default = [values(one, "w:headerReference[@w:type='default']/@r:id") for one in made]
    assert default[0] == default[1]
    assert values(root_of(parts, "word/header_phu_luc.xml"), ".//w:t/text()") == []
    assert values(root_of(parts, "word/footer_phu_luc.xml"), ".//w:pStyle/@w:val") == ["ND30_end"]


def test_label_title_and_link_head_an_appendix() -> None:
    root = root_of(written(letter(Orientation.PORTRAIT, TURNED)))
    assert [paragraph_text(one) for one in paragraphs_in_style(root, "ND30_appendix_label")] == [
        "Phụ lục I",
        "Phụ lục II",
    ]
    assert [paragraph_text(one) for one in paragraphs_in_style(root, "ND30_appendix_title")] == [
        "DANH SÁCH"
    ] * 2
    assert all(
        paragraph_text(one).startswith("(Kèm theo Công văn số")
        for one in paragraphs_in_style(root, "ND30_appendix_link")
    )


def test_an_appendix_without_title_has_no_empty_line() -> None:
    root = root_of(written(letter(TURNED, title="")))
    assert paragraphs_in_style(root, "ND30_appendix_title") == []


def test_a_table_fills_the_turned_page() -> None:
    root = root_of(written(structures()["appendices_two_turned"]))
    widths = [int(width) for width in values(root, ".//w:tbl[not(w:tblPr/w:tblCaption)]/w:tblPr/w:tblW/@w:w")]
    assert widths == [16838 - 1701 - 1134, 11906 - 1701 - 1134]


def test_margins_of_the_letter_hold_in_its_appendices() -> None:
    made = replace(letter(Orientation.PORTRAIT), layout=Layout(margins=Margins(left=32.0)))
    assert {values(one, "w:pgMar/@w:left")[0] for one in sections(made)} == {"1814"}


def test_every_section_but_the_last_ends_in_a_low_paragraph() -> None:
    root = root_of(written(letter(TURNED, TURNED)))
    ending = find_all(root, ".//w:p[w:pPr/w:sectPr]")
    assert len(ending) == 2
    assert {values(one, "w:pPr/w:pStyle/@w:val")[0] for one in ending} == {"ND30_end"}
