"""A skeleton that a clerk changed in Word: the letter comes out whole, and what the clerk chose stays."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from app.letter.model import Layout, Letter, Margins
from app.word.skeleton import Skeleton
from tests.support import clerk_skeletons
from tests.support.clerk_skeletons import SKELETONS
from tests.support.letters import paragraph, simple_letter
from tests.support.packages import (
    DOCUMENT,
    STYLES,
    assert_whole_package,
    built_in_parts,
    find_all,
    root_of,
    saved,
    skeleton_of,
    values,
    written,
)
from tests.support.special_letters import joint_three, samples, structures
from tests.support.word_file import text_of_docx

RICH = (
    "table_merged",
    "notes",
    "appendices_two_turned",
    "joint_three",
    "persons",
    "secret_and_urgent",
    "contact",
)
every_skeleton = pytest.mark.parametrize("name", SKELETONS)


@cache
def skeleton(name: str) -> Skeleton:
    return skeleton_of(SKELETONS[name]())


def words(letter: Letter, path: Path, chosen: Skeleton | None = None) -> list[str]:
    return " ".join(text_of_docx(saved(letter, path / "letter.docx", chosen))).split()


def section(parts: dict[str, bytes]) -> etree._Element:
    return find_all(root_of(parts), ".//w:body/w:sectPr")[0]


@every_skeleton
@pytest.mark.parametrize("letter", RICH)
def test_the_package_is_whole(name: str, letter: str) -> None:
    assert_whole_package(written(structures()[letter], skeleton(name)))


@every_skeleton
def test_no_word_is_lost(name: str, tmp_path: Path) -> None:
    added = {
        "extra_line": ["PHÒNG", "HÀNH", "CHÍNH"],
        "logo": ["[LOGO]"],
        "own_footnote": ["PHONG-A", "note3"],
    }.get(name, [])
    for letter in (samples()["ngoc-hoi-2021"], joint_three()):
        expected = words(letter, tmp_path)
        found = words(letter, tmp_path, skeleton(name))
        for word in added:
            while word in found and found.count(word) > expected.count(word):
                found.remove(word)
        assert found == expected


@every_skeleton
def test_rules_columns_and_section_are_set(name: str) -> None:
    parts = written(simple_letter(), skeleton(name))
    assert b"nd30_" not in parts[DOCUMENT]
    root = root_of(parts)
    for shape in ("ND30 Đường kẻ Tiêu ngữ", "ND30 Đường kẻ cơ quan"):
        lengths = values(root, f".//wp:anchor[wp:docPr/@name='{shape}']//@cx")
        assert len(set(lengths)) == 1
        assert int(lengths[0]) > 0
    header = find_all(root, ".//w:tbl[w:tblPr/w:tblCaption/@w:val='ND30 Đầu văn bản']")[0]
    grid = [int(width) for width in values(header, "w:tblGrid/w:gridCol/@w:w")]
    margins = find_all(section(dict(parts)), "w:pgMar")[0]
    size = find_all(section(dict(parts)), "w:pgSz")[0]
    left, right = (int(values(margins, f"@w:{side}")[0]) for side in ("left", "right"))
    assert sum(grid) == int(values(size, "@w:w")[0]) - left - right


@every_skeleton
def test_lines_break_by_the_one_mode(name: str) -> None:
    parts = written(simple_letter(), skeleton(name))
    modes = values(
        root_of(parts, "word/settings.xml"), ".//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    )
    assert modes == ["14"]


@pytest.mark.parametrize("name", [name for name in SKELETONS if name != "dropped_styles"])
def test_styles_are_left_alone_where_the_letter_chooses_nothing(name: str) -> None:
    before = SKELETONS[name]()[STYLES]
    assert written(simple_letter(), skeleton(name))[STYLES] == before


def test_added_styles_leave_the_others_as_they_are() -> None:
    parts = clerk_skeletons.dropped_styles()
    before = find_all(root_of(parts, STYLES), "w:style")
    after = find_all(root_of(written(simple_letter(), skeleton("dropped_styles")), STYLES), "w:style")
    assert [etree.tostring(style, method="c14n") for style in after[: len(before)]] == [
        etree.tostring(style, method="c14n") for style in before
    ]
    assert len(after) > len(before)


def test_a_style_is_added_on_the_base_of_the_renamed_ones() -> None:
    parts = clerk_skeletons.renamed_styles()
    names = dict(_ids(parts))
    dropped = names["ND30 Điều"]
    root = root_of(parts, STYLES)
    style = find_all(root, f"w:style[@w:styleId='{dropped}']")[0]
    root.remove(style)
    parts[STYLES] = etree.tostring(root)
    made = written(structures()["levels"], skeleton_of(parts))
    assert_whole_package(made)
    added = find_all(root_of(made, STYLES), "w:style[w:name/@w:val='ND30 Điều']/w:basedOn")[0]
    assert values(added, "@w:val") == [names["ND30 Nội dung"]]


def _ids(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    styles = find_all(root_of(parts, STYLES), "w:style")
    return [(values(style, "w:name/@w:val")[0], values(style, "@w:styleId")[0]) for style in styles]


def test_an_id_that_another_style_has_taken_is_not_used_again() -> None:
    parts = clerk_skeletons.SKELETONS["no_footnotes"]()
    parts[STYLES] = parts[STYLES].replace('w:val="ND30 Điều"'.encode(), 'w:val="Của phòng"'.encode())
    made = written(structures()["levels"], skeleton_of(parts))
    identifiers = [identifier for _, identifier in _ids(dict(made))]
    assert len(identifiers) == len(set(identifiers))
    assert_whole_package(made)


def test_the_clerks_sizes_measure_the_rules() -> None:
    ours = written(simple_letter())
    theirs = written(simple_letter(), skeleton("other_sizes"))
    path = ".//wp:anchor[wp:docPr/@name='ND30 Đường kẻ Tiêu ngữ']/wp:extent/@cx"
    larger, smaller = (int(values(root_of(parts), path)[0]) for parts in (ours, theirs))
    assert smaller == pytest.approx(larger * 13.5 / 14, rel=0.001)


def test_the_clerks_margins_stay_unless_the_letter_chooses_others() -> None:
    chosen = skeleton("other_sizes")
    assert values(section(dict(written(simple_letter(), chosen))), "w:pgMar/@w:left") == ["1757"]
    wider = simple_letter(layout=Layout(margins=Margins(left=32.0)))
    made = section(dict(written(wider, chosen)))
    assert values(made, "w:pgMar/@w:left") == ["1814"]
    assert values(made, "w:pgMar/@w:right") == ["1134"]


def test_an_option_of_the_letter_changes_its_own_figure_only() -> None:
    chosen = skeleton("other_sizes")
    letter = simple_letter(layout=Layout(line_spacing=1.5))
    before = root_of(clerk_skeletons.other_sizes(), STYLES)
    after = root_of(written(letter, chosen), STYLES)
    changed = {
        style.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId")
        for style, other in zip(find_all(before, "w:style"), find_all(after, "w:style"), strict=True)
        if etree.tostring(style, method="c14n") != etree.tostring(other, method="c14n")
    }
    assert changed == {"ND30_body"}
    assert values(after, "w:style[@w:styleId='ND30_body']//w:spacing/@w:line") == ["360"]
    assert values(after, "w:style[@w:styleId='ND30_body']//w:ind/@w:firstLine") == ["567"]


def test_every_setting_of_the_section_is_kept_in_its_place() -> None:
    made = section(dict(written(simple_letter(), skeleton("word_section"))))
    names = [etree.QName(child).localname for child in made]
    assert names[-3:] == ["cols", "titlePg", "docGrid"]
    assert values(made, "w:docGrid/@w:linePitch") == ["381"]


def test_the_clerks_own_paragraphs_stay_where_they_are(tmp_path: Path) -> None:
    lines = text_of_docx(saved(simple_letter(), tmp_path / "a.docx", skeleton("logo")))
    assert "[LOGO]" in lines
    lines = text_of_docx(saved(simple_letter(), tmp_path / "b.docx", skeleton("extra_line")))
    assert lines.index("PHÒNG HÀNH CHÍNH") + 1 == lines.index("SỞ NỘI VỤ")


def test_spaces_at_the_ends_of_values_survive_a_skeleton_that_lost_its_marks() -> None:
    root = root_of(written(simple_letter(), skeleton("no_xml_space")))
    texts = find_all(root, ".//w:t")
    kept = "{http://www.w3.org/XML/1998/namespace}space"
    assert all(text.get(kept) == "preserve" for text in texts)


def test_the_clerks_custom_item_stays_beside_the_letter() -> None:
    parts = written(simple_letter(), skeleton("already_a_letter"))
    assert parts["customXml/item1.xml"] == b'<other xmlns="urn:other"/>'
    names = [name for name in parts if name.startswith("customXml/item") and "Props" not in name]
    assert len(names) == 2


def test_a_skeleton_made_of_an_exported_letter_carries_only_the_new_letter() -> None:
    exported = dict(written(structures()["appendix"]))
    parts = {**exported, DOCUMENT: built_in_parts()[DOCUMENT]}
    made = written(simple_letter(body=(paragraph("Thư mới"),)), skeleton_of(parts))
    assert_whole_package(made)
    items = [
        data for name, data in made.items() if b"urn:soan-cong-van:letter" in data and "Props" not in name
    ]
    assert len(items) == 1
    assert "Thư mới".encode() in items[0]


def test_the_clerks_own_footnote_keeps_its_number_and_ours_count_on() -> None:
    parts = written(structures()["notes"], skeleton("own_footnote"))
    assert values(root_of(parts), ".//w:footnoteReference/@w:id") == ["3", "4", "5", "6", "7"]
    assert_whole_package(parts)


def test_a_skeleton_is_known_by_its_bytes() -> None:
    assert skeleton("logo").sha256 != skeleton("extra_line").sha256
    assert len(skeleton("logo").sha256) == 64
