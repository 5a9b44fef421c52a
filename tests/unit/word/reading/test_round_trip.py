"""Our own letters, written and read back: every component with the look that the rulebook gives it."""

from __future__ import annotations

import pytest

from app.document.content import Field, Paragraph, Text, drawings, leaves
from app.document.model import Document
from app.word.read import read_bytes, read_package
from app.word.write import write_letter
from tests.support.packages import rulebook
from tests.support.special_letters import samples, structures

LETTERS = {**samples(), **structures()}
# Runs of these components may differ from their style: emphasis is the author's.
_FREE_STYLES = frozenset(["body", "table_text", "appendix_link", "footnote_text"])
_ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
every_letter = pytest.mark.parametrize("name", LETTERS)


def _read(name: str) -> Document:
    return read_package(write_letter(LETTERS[name], rulebook()).package)


def _texts(paragraph: Paragraph) -> list[Text]:
    return [leaf for leaf in leaves(paragraph.content) if isinstance(leaf, Text) and leaf.text.strip()]


@every_letter
def test_each_component_has_the_size_weight_and_slant_of_the_rulebook(name: str) -> None:
    book = rulebook()
    by_style = {component.style: component for component in book.components.values()}
    seen = set()
    for paragraph in _read(name).paragraphs:
        component = by_style.get(paragraph.style_name)
        if component is None or component.id in _FREE_STYLES:
            continue
        seen.add(component.id)
        sizes = {book.size(component.id, scheme) for scheme in book.schemes.scheme}
        texts = _texts(paragraph)
        assert {text.format.font for text in texts} <= {"Times New Roman"}
        if texts:
            assert texts[0].format.size in sizes
            assert (component.id, texts[0].format.bold) == (component.id, component.bold)
            assert (component.id, texts[0].format.italic) == (component.id, component.italic)
    assert {"national_name", "motto", "code", "place_date"} <= seen


@every_letter
def test_zip_and_package_read_alike_and_nothing_is_grey(name: str) -> None:
    package = write_letter(LETTERS[name], rulebook()).package
    document = read_package(package)
    assert document == read_bytes(package.to_zip(), "thư.docx")
    assert document.unsupported == ()
    assert document.changes.total == 0
    assert document.settings.compatibility_mode == 14


@pytest.mark.parametrize("name", samples())
def test_the_drawn_lines_and_the_page_number_are_found(name: str) -> None:
    document = _read(name)
    lines = [shape for _, drawing in drawings(tuple(document.blocks)) for shape in drawing.shapes]
    assert len(lines) >= 2
    assert {shape.kind for shape in lines} == {"line"}
    header = [block for block in document.sections[0].headers.default if isinstance(block, Paragraph)]
    fields = [leaf.kind for block in header for leaf in leaves(block.content) if isinstance(leaf, Field)]
    assert fields == ["PAGE"]
    assert document.sections[0].page.title_page
    assert document.custom_xml
