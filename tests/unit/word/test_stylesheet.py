"""Named styles: as the rulebook wants them, as a skeleton has them, as the letter's options change them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from app.base.units import Mm, Pt
from app.rules.look import Component
from app.word.stylesheet import Look, StyleOptions, StyleSheet, component_look, component_style, level_gap
from tests.support.packages import NAMESPACES, STYLES, built_in_parts, find_all, rulebook, values, xml_of

W = NAMESPACES["w"]


def sheet(xml: bytes | None = None) -> StyleSheet:
    return StyleSheet(xml or built_in_parts()[STYLES], rulebook())


def small_sheet(styles: str, defaults: str = "") -> StyleSheet:
    return sheet(f'<w:styles xmlns:w="{W}">{defaults}{styles}</w:styles>'.encode())


def style(component_id: str, scheme: str = "14") -> etree._Element:
    component: Component = rulebook().components[component_id]
    return xml_of(component_style(component, rulebook(), scheme))[0]


def changed(**options: Any) -> etree._Element:  # noqa: ANN401 - any option
    return etree.fromstring(sheet().with_options(StyleOptions(**options)))


def look_of(root: etree._Element, style_id: str, path: str) -> list[str]:
    return values(root, f"w:style[@w:styleId='{style_id}']//{path}")


@pytest.mark.parametrize(
    ("component", "scheme", "half_points"),
    [
        ("national_name", "14", "26"),
        ("national_name", "13", "24"),
        ("motto", "14", "28"),
        ("motto", "13", "26"),
        ("recipients", "14", "22"),
        ("page_number", "13", "26"),
    ],
)
def test_a_style_has_the_size_of_its_scheme(component: str, scheme: str, half_points: str) -> None:
    root = style(component, scheme)
    assert values(root, ".//w:sz/@w:val") == [half_points]
    assert values(root, ".//w:szCs/@w:val") == [half_points]


def test_a_style_has_the_name_and_look_of_its_component() -> None:
    root = style("motto")
    assert values(root, "w:name/@w:val") == ["ND30 Tiêu ngữ"]
    assert find_all(root, "w:rPr/w:b")
    assert find_all(root, "w:rPr/w:bCs")
    assert not find_all(root, "w:rPr/w:i")
    assert values(root, "w:pPr/w:jc/@w:val") == ["center"]
    assert values(root, "w:basedOn/@w:val") == ["Normal"]


def test_the_date_is_in_italics() -> None:
    assert find_all(style("place_date"), "w:rPr/w:i")
    assert find_all(style("place_date"), "w:rPr/w:iCs")


def test_styles_of_the_text_stand_on_that_of_the_body() -> None:
    assert values(style("dash"), "w:basedOn/@w:val") == ["ND30_body"]
    assert not find_all(style("dash"), "w:pPr/w:spacing")


def test_the_body_is_justified_with_its_indent_and_gap() -> None:
    root = style("body")
    assert values(root, "w:pPr/w:jc/@w:val") == ["both"]
    assert values(root, "w:pPr/w:ind/@w:firstLine") == ["720"]
    assert values(root, "w:pPr/w:spacing/@w:after") == ["120"]
    assert values(root, "w:pPr/w:spacing/@w:line") == ["240"]


def test_a_text_without_first_line_indent_clears_it() -> None:
    assert values(style("chapter_label"), "w:pPr/w:ind/@w:firstLine") == ["0"]


@pytest.mark.parametrize("component", ["secrecy", "urgency"])
def test_marks_are_red(component: str) -> None:
    assert values(style(component), "w:rPr/w:color/@w:val") == ["FF0000"]


def test_titles_of_an_appendix_stay_with_its_text() -> None:
    assert find_all(style("appendix_title"), "w:pPr/w:keepNext")


def test_the_subject_stands_six_points_below_the_number() -> None:
    assert values(style("subject"), "w:pPr/w:spacing/@w:before") == ["120"]


def test_the_room_to_sign_stands_above_the_name() -> None:
    room = rulebook().signature.room.default.twip
    assert values(style("full_name"), "w:pPr/w:spacing/@w:before") == [str(room)]


def test_smaller_text_beside_larger_text_is_lowered_to_its_baseline() -> None:
    ascent_of = {
        one: component_look(rulebook().components[one], rulebook(), "14").ascent()
        for one in ("code", "place_date")
    }
    gap = level_gap("code", rulebook(), "14")
    assert gap == Pt(ascent_of["place_date"] - ascent_of["code"]).twip
    assert gap > 0
    assert level_gap("motto", rulebook(), "14") == 0


def test_children_of_a_style_stand_in_the_order_of_the_schema() -> None:
    order = ["name", "basedOn", "qFormat", "pPr", "rPr"]
    paragraph = ["keepNext", "widowControl", "spacing", "ind", "contextualSpacing", "jc"]
    for component in rulebook().components:
        root = style(component)
        assert [etree.QName(child).localname for child in root] == order
        found = [etree.QName(child).localname for child in find_all(root, "w:pPr/*")]
        assert found == [name for name in paragraph if name in found]


# --- options


def test_nothing_chosen_gives_the_skeletons_own_bytes() -> None:
    xml = built_in_parts()[STYLES]
    assert sheet(xml).with_options(StyleOptions()) is xml


def test_a_scheme_sets_the_sizes_and_the_levels() -> None:
    root = changed(scheme="13")
    assert look_of(root, "ND30_motto", "w:sz/@w:val") == ["26"]
    assert look_of(root, "ND30_national_name", "w:szCs/@w:val") == ["24"]
    assert look_of(root, "ND30_code", "w:spacing/@w:before") == [str(level_gap("code", rulebook(), "13"))]
    assert look_of(root, "ND30_body", "w:ind/@w:firstLine") == ["720"]


def test_an_indent_is_set_where_the_style_says_it() -> None:
    root = changed(indent=Mm(10))
    assert look_of(root, "ND30_body", "w:ind/@w:firstLine") == ["567"]
    assert look_of(root, "ND30_chapter_label", "w:ind/@w:firstLine") == ["0"]
    assert look_of(root, "ND30_dash", "w:ind/@w:firstLine") == []


def test_spacing_and_gap_are_set_in_the_base() -> None:
    root = changed(line_spacing=1.5, paragraph_gap=Pt(12))
    assert look_of(root, "ND30_body", "w:spacing/@w:line") == ["360"]
    assert look_of(root, "ND30_body", "w:spacing/@w:lineRule") == ["auto"]
    assert look_of(root, "ND30_body", "w:spacing/@w:after") == ["240"]
    assert look_of(root, "ND30_motto", "w:spacing/@w:after") == ["0"]


def test_a_style_of_the_text_with_spacing_of_its_own_takes_the_options_too() -> None:
    xml = built_in_parts()[STYLES].decode()
    start = xml.index('w:styleId="ND30_dash"')
    own = xml[start:].replace("<w:pPr>", '<w:pPr><w:spacing w:after="60"/><w:ind w:firstLine="300"/>', 1)
    made = sheet((xml[:start] + own).encode())
    root = etree.fromstring(
        made.with_options(StyleOptions(indent=Mm(10), line_spacing=1.2, paragraph_gap=Pt(8)))
    )
    assert look_of(root, "ND30_dash", "w:spacing/@w:after") == ["160"]
    assert look_of(root, "ND30_dash", "w:spacing/@w:line") == ["288"]
    assert look_of(root, "ND30_dash", "w:ind/@w:firstLine") == ["567"]


def test_an_option_finds_its_place_in_a_style_without_paragraph_properties() -> None:
    code_name = rulebook().components["code"].style
    xml = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="ND30 Nội dung"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        f'<w:style w:type="paragraph" w:styleId="b"><w:name w:val="{code_name}"/>'
        '<w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr></w:style>'
    )
    options = StyleOptions(scheme="13", indent=Mm(10), line_spacing=1.5, paragraph_gap=Pt(6))
    root = etree.fromstring(small_sheet(xml).with_options(options))
    body = find_all(root, "w:style[@w:styleId='a']")[0]
    assert [etree.QName(child).localname for child in body] == ["name", "pPr", "rPr"]
    assert [etree.QName(child).localname for child in find_all(body, "w:pPr/*")] == ["spacing", "ind"]
    code = find_all(root, "w:style[@w:styleId='b']")[0]
    names = [etree.QName(child).localname for child in find_all(code, "w:pPr/*")]
    assert names.index("keepNext") < names.index("spacing") < names.index("jc")


def test_options_are_made_once() -> None:
    made = sheet()
    assert made.with_options(StyleOptions(scheme="13")) is made.with_options(StyleOptions(scheme="13"))


# --- what the skeleton's styles look like


def test_a_look_is_read_from_the_style_its_base_and_the_defaults() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="30"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
    )
    made = small_sheet(
        '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="x"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="m"><w:name w:val="ND30 Tiêu ngữ"/><w:basedOn w:val="base"/>'
        '<w:rPr><w:i w:val="0"/></w:rPr></w:style>',
        defaults,
    )
    assert made.look("motto", None) == Look("Arial", Pt(15), bold=True, italic=False)
    assert made.look("motto", "13") == Look("Arial", Pt(13), bold=True, italic=False)


def test_styles_that_go_round_in_a_ring_end() -> None:
    made = small_sheet(
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="ND30 Tiêu ngữ"/>'
        '<w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    )
    assert made.look("motto", None).size == Pt(10)


def test_a_missing_style_is_added_on_the_usual_style_of_a_word_in_another_language() -> None:
    made = small_sheet('<w:style w:type="paragraph" w:default="1" w:styleId="Binhthng"/>')
    root = etree.fromstring(made.with_options(StyleOptions()))
    assert values(root, "w:style[@w:styleId='ND30_motto']/w:basedOn/@w:val") == ["Binhthng"]
    assert values(root, "w:style[@w:styleId='ND30_dash']/w:basedOn/@w:val") == ["ND30_body"]
    assert values(root, "w:style[w:name/@w:val='footnote reference']/@w:styleId") == [made.note_reference_id]


def test_widths_and_heights_follow_font_and_size() -> None:
    look = Look("Times New Roman", Pt(14))
    assert look.width("mm") == pytest.approx(2 * look.width("m"))
    assert Look("Times New Roman", Pt(28)).width("m") == pytest.approx(2 * look.width("m"))
    assert look.line_height() == pytest.approx(16.1, abs=0.01)
    assert 0 < look.ascent() < look.line_height()
