"""The documents of real offices: each is read whole, with the one thing that makes it strange."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.document.content import Block, Drawing, Field, Paragraph, Shape, Tab, Table, Text, drawings, leaves
from app.document.model import Document
from app.word.package import Package
from app.word.read import read_bytes, read_package
from app.word.reading.opening import unpack
from tests.support.strange_documents import DATE, MOTTO, NATIONAL_NAME, NUMBER, ORGAN, TEXT, strange_documents

_DOCUMENTS = strange_documents()


def _document(name: str) -> Document:
    return read_bytes(_DOCUMENTS[name], f"{name}.docx")


def _tables(blocks: Iterator[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _drawings(document: Document) -> list[Drawing]:
    return [drawing for _, drawing in drawings(tuple(document.blocks))]


def _lines(document: Document) -> list[Shape]:
    return [shape for drawing in _drawings(document) for shape in drawing.shapes if shape.kind == "line"]


def _paragraph(document: Document, text: str) -> Paragraph:
    return next(one for one in document.paragraphs if text in one.text)


def _grid_of_header(document: Document) -> tuple[int, int]:
    header = _tables(document.blocks)[0]
    return len(header.rows), len(header.rows[0].cells)


def test_there_are_as_many_as_the_measured_constructions_ask_for() -> None:
    assert len(_DOCUMENTS) >= 25


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_word_is_read_and_nothing_twice(name: str) -> None:
    text = _document(name).text
    for words in (NATIONAL_NAME, MOTTO, ORGAN, NUMBER.split(" ")[0], DATE[:12]):
        assert text.count(words) == 1


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_package_and_zip_read_alike(name: str) -> None:
    assert read_package(Package(unpack(_DOCUMENTS[name], name))) == _document(name)


@pytest.mark.parametrize(
    ("name", "grid"),
    [
        ("header_1x2", (1, 2)),
        ("header_2x2", (2, 2)),
        ("header_3x2", (3, 2)),
        ("header_4x2", (4, 2)),
        ("header_1x3", (1, 3)),
        ("header_floating", (1, 2)),
        ("header_nested", (1, 2)),
    ],
)
def test_header_tables_have_their_shape(name: str, grid: tuple[int, int]) -> None:
    assert _grid_of_header(_document(name)) == grid


@pytest.mark.parametrize(
    ("name", "lengths"),
    [
        ("header_1x2", [12.7, 60.0]),
        ("rule_in_empty_paragraph", [12.7, 60.0]),
        ("rule_in_number_and_date", [12.7, 60.0]),
        ("rule_in_national_name", [12.7, 60.0]),
        ("rule_vml", [12.7, 60.0]),
        ("header_own_lines", [60.0]),
        ("rule_paragraph_border", [12.7]),
        ("rule_underscores", [12.7]),
    ],
)
def test_drawn_rules_are_found_wherever_they_are_anchored(name: str, lengths: list[float]) -> None:
    assert [round(line.width.mm, 1) for line in _lines(_document(name))] == lengths


_CHECKS: dict[str, Callable[[Document], bool]] = {
    "header_2x2": lambda document: _tables(document.blocks)[0].format.indent == -252,
    "header_floating": lambda document: _tables(document.blocks)[0].format.position is not None,
    "header_nested": lambda document: all(
        isinstance(cell.blocks[0], Table) for cell in _tables(document.blocks)[0].rows[0].cells
    ),
    "header_of_tabs": lambda document: (
        [tab.kind for tab in _paragraph(document, MOTTO).format.tabs] == ["center"] * 2
    ),
    "header_of_spaces": lambda document: "\u00a0" in _paragraph(document, MOTTO).text,
    "rule_paragraph_border": lambda document: _paragraph(document, MOTTO).format.borders.bottom is not None,
    "rule_underscores": lambda document: _paragraph(document, "_____").format.line_rule == "exact",
    "rule_underlined": lambda document: _underline(_paragraph(document, MOTTO)) == "single",
    "text_boxes": lambda document: (
        [block.text for drawing in _drawings(document) for shape in drawing.shapes for block in shape.blocks]
        == ["DỰ THẢO", "HỎA TỐC"]
    ),
    "automatic_lists": lambda document: (
        [one.label.text for one in document.paragraphs if one.label]
        == ["1.", "1.1.", "1.2.", "a)", "2.", "\u2022", "I.", "5."]
    ),
    "landscape_section": lambda document: (
        [section.page.orientation for section in document.sections] == ["portrait", "landscape"]
    ),
    "footnotes": lambda document: sorted(document.footnotes) == [1, 2],
    "tab_indents": lambda document: isinstance(_paragraph(document, TEXT).content[0], Tab),
    "exact_spacing": lambda document: _paragraph(document, TEXT).format.line == 360,
    "least_spacing": lambda document: _paragraph(document, TEXT).format.line_rule == "atLeast",
    "theme_fonts": lambda document: (
        [one.format.font for one in _paragraph(document, TEXT).content if isinstance(one, Text)]
        == ["Times New Roman", "Calibri", "Times New Roman"]
    ),
    "decomposed_letters": lambda document: (
        TEXT in document.text and not _is_composed(_paragraph(document, TEXT))
    ),
    "no_break_spaces": lambda document: "\u2011" in document.text and "ngày\u00a015" in document.text,
    "condensed_spacing": lambda document: _spacing(_paragraph(document, NATIONAL_NAME)) == -8,
    "page_numbers": lambda document: (
        _page_fields(document.sections[0].headers.default) == ["PAGE"]
        and document.sections[0].page.title_page
    ),
    "page_number_in_frame": lambda document: _page_fields(document.sections[0].footers.default) == ["PAGE"],
    "picture_and_header_picture": lambda document: list(document.images) == ["word/media/seal.png"],
    "merged_cells": lambda document: (
        [cell.row_span for cell in _tables(document.blocks)[1].rows[0].cells] == [2, 2, 1]
    ),
    "tracked_changes": lambda document: (
        "Giữ thêm lại chuyển nối vào." in document.text and document.changes.total == 4
    ),
    "content_controls": lambda document: (
        "trong ô điều khiển và cổng thông tin ngày 21/11/2025" in document.text
    ),
    "grouped_lines": lambda document: [len(drawing.shapes) for drawing in _drawings(document)] == [1, 1, 2],
    "not_understood": lambda document: len(document.unsupported) == 4,
}


@pytest.mark.parametrize("name", _CHECKS)
def test_what_makes_it_strange_is_understood(name: str) -> None:
    assert _CHECKS[name](_document(name))


def _first_text(paragraph: Paragraph) -> Text:
    return next(one for one in paragraph.content if isinstance(one, Text))


def _underline(paragraph: Paragraph) -> str:
    return _first_text(paragraph).format.underline


def _spacing(paragraph: Paragraph) -> int:
    return _first_text(paragraph).format.spacing


def _is_composed(paragraph: Paragraph) -> bool:
    return _first_text(paragraph).text == paragraph.text


def _page_fields(blocks: tuple[Block, ...]) -> list[str]:
    return [
        leaf.kind
        for block in blocks
        if isinstance(block, Paragraph)
        for leaf in leaves(block.content)
        if isinstance(leaf, Field)
    ]
