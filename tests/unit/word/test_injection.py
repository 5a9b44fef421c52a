"""What varies in a skeleton becomes values; what no mark names stays as the clerk left it."""

from __future__ import annotations

from lxml import etree

from app.word.injection import inject_body, inject_notes, inject_small_part, set_compatibility
from app.word.skeleton import built_in_skeleton
from tests.support.packages import DOCUMENT, built_in_parts, find_all, root_of, values, xml_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def injected() -> etree._Element:
    root = root_of(built_in_parts())
    inject_body(root, built_in_skeleton().sheet)
    return root


def table(root: etree._Element, caption: str) -> etree._Element:
    return find_all(root, f".//w:tbl[w:tblPr/w:tblCaption/@w:val='{caption}']")[0]


def test_the_columns_of_the_header_are_values() -> None:
    header = table(injected(), "ND30 Đầu văn bản")
    assert values(header, "w:tblGrid/w:gridCol/@w:w") == ["{{ nd30_header_left }}", "{{ nd30_header_right }}"]
    assert values(header, "w:tblPr/w:tblW/@w:w") == ["{{ nd30_header_total }}"]
    assert set(values(header, "w:tr/w:tc[2]/w:tcPr/w:tcW/@w:w")) == {"{{ nd30_header_right }}"}


def test_the_frames_of_marks_have_the_size_of_the_mark() -> None:
    frame = table(injected(), "ND30 Dấu mật")
    assert values(frame, "w:tblGrid/w:gridCol/@w:w") == ["{{ nd30_secrecy_width }}"]
    assert values(frame, ".//w:trHeight/@w:val") == ["{{ nd30_secrecy_height }}"]


def test_drawn_lines_and_their_twins_have_lengths_by_value() -> None:
    root = injected()
    path = ".//wp:anchor[wp:docPr/@name='ND30 Đường kẻ Tiêu ngữ']"
    assert values(root, f"{path}//@cx") == ["{{ nd30_motto_rule }}"] * 2
    twin = find_all(root, ".//v:line[@id='ND30 Đường kẻ Tiêu ngữ']")[0]
    assert values(twin, "@to") == ["{{ nd30_motto_rule_pt }}pt,0"]
    assert "width:{{ nd30_motto_rule_pt }}pt" in values(twin, "@style")[0]
    assert "margin-top" in values(twin, "@style")[0]


def test_only_listed_addressees_get_their_indents() -> None:
    root = injected()
    assert "{{ nd30_addressees_label }}" in values(root, ".//w:ind/@w:left")
    assert values(root, ".//w:ind/@w:hanging") == ["{{ nd30_addressees_hanging }}"]


def test_the_signature_is_repeated_for_each_signer() -> None:
    closing = etree.tostring(table(injected(), "ND30 Nơi nhận và chữ ký"), encoding="unicode")
    assert closing.count("in nd30_signatures %}") == 1
    assert closing.count("in nd30_row %}") == 1
    assert closing.count("in nd30_signature_rows %}") == 1
    assert closing.count("{% endfor %}") == 3


def test_the_last_section_is_taken_out_and_put_back_by_value() -> None:
    root = root_of(built_in_parts())
    section = inject_body(root, built_in_skeleton().sheet)
    assert find_all(root, "w:body/w:sectPr") == []
    assert etree.tostring(root, encoding="unicode").count("{{ nd30_section }}") == 1
    assert (section.width, section.title_page) == (11906, True)


def test_a_body_without_section_gets_one() -> None:
    root = root_of(built_in_parts())
    for section in find_all(root, "w:body/w:sectPr"):
        root[0].remove(section)
    assert inject_body(root, built_in_skeleton().sheet).references == ()


def test_tables_and_shapes_without_marks_are_left_alone() -> None:
    own = (
        '<w:tbl><w:tblPr><w:tblW w:w="5" w:type="dxa"/><w:tblCaption w:val="của tôi"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="5"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5" w:type="dxa"/>'
        "</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )
    document = built_in_parts()[DOCUMENT].replace(b"<w:body>", b"<w:body>" + own.encode())
    root = etree.fromstring(document)
    before = etree.tostring(root[0][0], method="c14n")
    inject_body(root, built_in_skeleton().sheet)
    assert etree.tostring(root[0][0], method="c14n") == before


def test_a_closing_table_that_the_clerk_rebuilt_is_left_alone() -> None:
    root = root_of(built_in_parts())
    closing = table(root, "ND30 Nơi nhận và chữ ký")
    for row in find_all(closing, "w:tr"):
        row.remove(find_all(row, "w:tc")[-1])
    inject_body(root, built_in_skeleton().sheet)
    assert "nd30_signatures" not in etree.tostring(closing, encoding="unicode")


def test_texts_keep_their_spaces() -> None:
    assert {text.get(_SPACE) for text in find_all(injected(), ".//w:t")} == {"preserve"}


def test_the_frame_in_the_header_of_page_one_finds_its_place() -> None:
    root = root_of(built_in_parts(), "word/header_first.xml")
    inject_small_part(root)
    frame = table(root, "ND30 Chỉ dẫn lưu hành")
    assert values(frame, "w:tblPr/w:tblInd/@w:w") == ["{{ nd30_circulation_left }}"]
    assert "{{ nd30_circulation_lead }}" in values(root, ".//w:spacing/@w:line")


def test_a_header_without_that_frame_is_left_alone() -> None:
    root = xml_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    inject_small_part(root)
    assert "{{" not in etree.tostring(root, encoding="unicode")


def test_footnotes_that_nothing_refers_to_go_and_ours_follow_the_rest() -> None:
    notes = xml_of('<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="1"/><w:footnote w:id="7"/>')
    first = inject_notes(notes, xml_of('<w:footnoteReference w:id="7"/>'))
    assert first == 8
    assert values(notes, "w:footnote/@w:id") == ["-1", "7"]
    assert (notes[-1].tail or "") == "{{ nd30_notes }}"


def test_the_mode_is_put_where_the_schema_wants_it() -> None:
    settings = xml_of('<w:zoom/><w:footnotePr/><w:rsids/><w:decimalSymbol w:val=","/>')
    set_compatibility(settings)
    assert [etree.QName(child).localname for child in settings] == [
        "zoom", "footnotePr", "compat", "rsids", "decimalSymbol",
    ]  # fmt: skip
    assert values(settings, "w:compat/w:compatSetting/@w:val") == ["14"]


def test_other_settings_of_compatibility_are_kept() -> None:
    settings = xml_of('<w:compat><w:useFELayout/><w:compatSetting w:name="x" w:val="1"/></w:compat>')
    set_compatibility(settings)
    assert len(find_all(settings, "w:compat/*")) == 3
