"""The page of a section: read from a skeleton, changed, written again."""

from __future__ import annotations

from lxml import etree

from app.base.units import Twip
from app.word.section import Section, read_section
from tests.support.packages import values, xml_of

A4 = (
    '<w:sectPr w:rsidR="00AA11BB"><w:headerReference w:type="default" r:id="rId7"/>'
    '<w:footerReference r:id="rId9"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1135" w:bottom="1136" w:left="1701" '
    'w:header="567" w:footer="1136" w:gutter="10"/>'
    '<w:pgNumType w:start="3"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>'
)


def read(xml: str) -> Section:
    return read_section(xml_of(xml)[0])


def test_everything_a_section_says_is_read() -> None:
    section = read(A4)
    assert (section.width, section.height, section.landscape) == (11906, 16838, False)
    assert (section.top, section.right, section.bottom, section.left) == (1134, 1135, 1136, 1701)
    assert (section.header, section.footer, section.gutter) == (567, 1136, 10)
    assert [(one.element, one.kind, one.identifier) for one in section.references] == [
        ("header", "default", "rId7"),
        ("footer", "default", "rId9"),
    ]
    assert section.first_number == 3
    assert section.title_page


def test_the_text_block_is_what_margins_and_gutter_leave() -> None:
    assert read(A4).block == 11906 - 1701 - 1135 - 10


def test_a_bare_section_is_a_sheet_of_word() -> None:
    section = read("<w:sectPr/>")
    assert (section.width, section.height, section.left, section.footer) == (11906, 16838, 1440, 720)
    assert section.first_number is None
    assert not section.title_page
    assert section.references == ()


def test_pages_that_start_without_a_number_start_at_one() -> None:
    assert read('<w:sectPr><w:pgNumType w:fmt="decimal"/></w:sectPr>').first_number == 1


def test_sizes_with_fractions_are_rounded() -> None:
    assert read('<w:sectPr><w:pgSz w:w="11905.6" w:h="16838"/></w:sectPr>').width == 11906


def test_a_section_is_written_as_it_was_read() -> None:
    section = read(A4)
    assert read(section.xml()) == section


def test_elements_stand_in_the_order_of_the_schema() -> None:
    order = [etree.QName(child).localname for child in xml_of(read(A4).xml())[0]]
    assert order == [
        "headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid",
    ]  # fmt: skip


def test_declarations_of_other_namespaces_are_not_repeated() -> None:
    assert "xmlns" not in read(A4).xml()


def test_a_turned_sheet_changes_its_sides_and_says_so() -> None:
    turned = read(A4).turned(landscape=True)
    assert (turned.width, turned.height) == (16838, 11906)
    assert values(xml_of(turned.xml()), ".//w:pgSz/@w:orient") == ["landscape"]
    assert turned.turned(landscape=True) is turned
    assert turned.turned(landscape=False) == read(A4)


def test_margins_are_changed_side_by_side() -> None:
    changed = read(A4).with_margins({"left": Twip(2000)})
    assert (changed.left, changed.right, changed.top) == (2000, 1135, 1134)
