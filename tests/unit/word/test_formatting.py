"""How a written letter is formatted: named styles, one font, the page's settings, no dates."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from app.letter.model import Letter
from app.word.write import write_letter
from tests.support.packages import (
    DOCUMENT,
    STYLES,
    assert_whole_package,
    find_all,
    root_of,
    rulebook,
    saved,
    values,
    written,
)
from tests.support.special_letters import samples, structures
from tests.support.word_file import effective_fonts

LETTERS = {**samples(), **structures()}
FONT = "Times New Roman"
every_letter = pytest.mark.parametrize("name", LETTERS)
# What a style cannot say of a part of a text, and what stands on both sides of a field.
_OWN_LOOKS = {"b", "bCs", "i", "iCs", "u", "vertAlign", "rStyle"}


def text_parts(letter: Letter) -> dict[str, etree._Element]:
    parts = written(letter)
    kinds = ("document", "header", "footer", "footnotes")
    names = [name for name in parts if re.match(rf"word/({'|'.join(kinds)})\w*\.xml$", name)]
    return {name: root_of(parts, name) for name in names}


@every_letter
def test_the_audit_finds_nothing(name: str, tmp_path: Path) -> None:
    # A new validator for each: one that is used again takes ids of the last file for those of this.
    result = OpenXmlValidator().validate(saved(LETTERS[name], tmp_path / "letter.docx"))
    assert [str(error) for error in result.errors] == []


@every_letter
def test_python_docx_opens_the_letter(name: str) -> None:
    data = write_letter(LETTERS[name], rulebook()).package.to_zip()
    opened = docx.Document(io.BytesIO(data))
    assert opened.core_properties.title == LETTERS[name].subject
    assert len(opened.sections) == 1 + len(LETTERS[name].appendices)


@every_letter
def test_the_package_is_whole(name: str) -> None:
    assert_whole_package(written(LETTERS[name]))


@every_letter
def test_every_run_is_in_the_one_font(name: str, tmp_path: Path) -> None:
    runs = effective_fonts(saved(LETTERS[name], tmp_path / "letter.docx"))
    assert runs
    assert {family for run in runs for family in run.families} == {FONT}


@every_letter
def test_every_paragraph_of_text_has_a_named_style(name: str) -> None:
    for part, root in text_parts(LETTERS[name]).items():
        for paragraph in find_all(root, ".//w:p[.//w:t]"):
            assert find_all(paragraph, "w:pPr/w:pStyle"), (part, etree.tostring(paragraph))


@every_letter
def test_no_run_says_what_its_style_says(name: str) -> None:
    for part, root in text_parts(LETTERS[name]).items():
        if part == "word/header_default.xml":
            continue  # the page number carries its size in its runs too
        looks = {etree.QName(look).localname for look in find_all(root, ".//w:r/w:rPr/*")}
        assert looks <= _OWN_LOOKS, part
        fixed = find_all(root, ".//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'ND30_motto')]]//w:rPr/*")
        assert fixed == []


def test_bold_and_italic_stand_in_the_text_only_where_the_clerk_set_them() -> None:
    root = text_parts(structures()["plain"])[DOCUMENT]
    assert find_all(root, ".//w:rPr/*") == []


@every_letter
def test_nothing_names_a_theme_font_or_another_language(name: str) -> None:
    for part, data in written(LETTERS[name]).items():
        if part.startswith("word/") and part.endswith(".xml") and "theme" not in part:
            assert not re.search(rb"(ascii|hAnsi|eastAsia|cs)Theme=|cstheme=", data), part
            root = etree.fromstring(data)
            assert set(values(root, ".//w:lang/@w:val | .//w:lang/@w:eastAsia")) <= {"vi-VN"}, part


def test_defaults_name_the_font_for_every_script() -> None:
    root = root_of(written(structures()["plain"]), STYLES)
    fonts = find_all(root, "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")[0]
    assert {etree.QName(slot).localname for slot in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
    assert set(fonts.attrib.values()) == {FONT}
    assert values(root, "w:docDefaults//w:lang/@w:val") == ["vi-VN"]


def test_defaults_add_no_space_and_no_kerning() -> None:
    root = root_of(written(structures()["plain"]), STYLES)
    spacing = find_all(root, "w:docDefaults/w:pPrDefault/w:pPr/w:spacing")[0]
    assert sorted(spacing.attrib.values()) == ["0", "0", "240", "auto"]
    assert find_all(root, ".//w:kern") == []


def test_lines_break_by_mode_14() -> None:
    root = root_of(written(structures()["plain"]), "word/settings.xml")
    assert values(root, ".//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["14"]
    assert values(root, "w:zoom/@w:percent") == ["100"]


@every_letter
def test_tables_are_fixed_and_their_cells_are_as_wide_as_their_columns(name: str) -> None:
    for root in text_parts(LETTERS[name]).values():
        for table in find_all(root, ".//w:tbl"):
            grid = [int(width) for width in values(table, "w:tblGrid/w:gridCol/@w:w")]
            assert values(table, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]
            assert values(table, "w:tblPr/w:tblW/@w:w") == [str(sum(grid))]
            for row in find_all(table, "w:tr"):
                assert widths_of(row, grid)


def widths_of(row: etree._Element, grid: list[int]) -> bool:
    """Whether the cells of a row are as wide as the columns they span, and span all of them."""
    column = 0
    for one in find_all(row, "w:tc"):
        span = int((values(one, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
        if values(one, "w:tcPr/w:tcW/@w:w") != [str(sum(grid[column : column + span]))]:
            return False
        column += span
    return column == len(grid)


@every_letter
def test_shapes_and_shape_ids_are_there_once(name: str) -> None:
    root = text_parts(LETTERS[name])[DOCUMENT]
    identifiers = values(root, ".//wp:docPr/@id")
    assert len(identifiers) == len(set(identifiers)) == 2


@every_letter
def test_the_twin_of_a_drawn_line_is_as_long_as_the_line(name: str) -> None:
    root = text_parts(LETTERS[name])[DOCUMENT]
    lines = [int(length) for length in values(root, ".//wp:anchor/wp:extent/@cx")]
    twins = [float(end.partition("pt")[0]) for end in values(root, ".//v:line/@to")]
    assert [round(length / 12700, 2) for length in lines] == pytest.approx(twins, abs=0.02)


def test_nothing_tells_the_day_or_the_machine() -> None:
    for name, data in written(structures()["plain"]).items():
        assert b"dcterms:created" not in data, name
        assert b"w:rsid" not in data, name


# --- determinism


@every_letter
def test_the_same_letter_gives_the_same_bytes_and_is_left_alone(name: str) -> None:
    letter = LETTERS[name]
    before = repr(letter)
    first = write_letter(letter, rulebook())
    second = write_letter(letter, rulebook())
    assert first.package.to_zip() == second.package.to_zip()
    assert first.findings == second.findings
    assert repr(letter) == before


def test_letters_written_in_between_leave_no_trace() -> None:
    letter = structures()["plain"]
    before = write_letter(letter, rulebook()).package.to_zip()
    for other in structures().values():
        write_letter(other, rulebook())
    assert write_letter(letter, rulebook()).package.to_zip() == before
