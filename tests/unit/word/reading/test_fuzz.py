"""Damaged files, 2,000 of them: every one is read, or refused with our own sentence."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest
from lxml import etree

from app.base.errors import AppError
from app.document.model import Document
from app.word.read import read_bytes
from tests.support.docx_builder import DATE
from tests.support.strange_documents import strange_documents

MUTATIONS = 2_000
CHUNKS = 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRANGE_VALUES = (
    *("", "-1", "0", "1", "abc", "true", "off", "999999999999999999999", "-999999999999", "1e400", "NaN"),
    *("12.5pt", "100%", "0x10", "\u0663", "9" * 5000, "auto", "nil", "none", "restart", "rId999", "../../x"),
)


def _word_file() -> bytes:
    """A file with the styles that Word itself ships (the template of python-docx)."""
    document = docx.Document()
    document.add_heading("Báo cáo", 1)
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Bullet 2")
    table = document.add_table(2, 3, style="Light Grid Accent 1")
    table.cell(0, 0).merge(table.cell(1, 1)).text = "gộp"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def files() -> list[dict[str, bytes]]:
    """The parts of real files to damage."""
    found = []
    for data in [*strange_documents().values(), _word_file()]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_damaged_file_is_read_or_refused_in_our_own_words(
    chunk: int, files: list[dict[str, bytes]]
) -> None:
    for number in range(chunk, MUTATIONS, CHUNKS):
        # Seeded: the same damage on every run.
        chance = random.Random(number)
        parts = chance.choice(files)
        if chance.random() < 0.25:
            data = _damaged_bytes(chance, _zip(parts))
        else:
            data = _zip(_damaged_parts(chance, parts))
        outcome = _outcome(data)
        assert isinstance(outcome, Document) or str(outcome)
        if isinstance(outcome, Document):
            assert outcome.sections
            assert isinstance(outcome.text, str)


def _outcome(data: bytes) -> Document | AppError:
    """What reading comes to; any other error fails the test."""
    try:
        return read_bytes(data, "hư.docx")
    except AppError as error:
        return error


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), data)
    return buffer.getvalue()


def _damaged_bytes(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        action = chance.randrange(4)
        if action == 0:
            changed[at] = chance.randrange(256)
        elif action == 1:
            del changed[at : at + chance.randint(1, 40)]
        elif action == 2:
            changed[at:at] = chance.randbytes(chance.randint(1, 20))
        elif chance.random() < 0.2:
            del changed[at:]
        if not changed:
            break
    return bytes(changed)


def _damaged_parts(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    changed = dict(parts)
    for _ in range(chance.randint(1, 3)):
        names = [name for name in changed if name.endswith((".xml", ".rels"))]
        # The more there is in a part, the more can break in it.
        name = chance.choices(names, [len(changed[name]) for name in names])[0]
        action = chance.random()
        if action < 0.05:
            del changed[name]
        elif action < 0.1:
            changed[name] = _damaged_bytes(chance, changed[name])
        else:
            changed[name] = _damaged_xml(chance, changed[name])
        if len(changed) == 1:
            break
    return changed


def _damaged_xml(chance: random.Random, data: bytes) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(chance.randint(1, 6)):
        elements = list(root.iter(etree.Element))
        _DAMAGE[chance.randrange(len(_DAMAGE))](chance, elements)
    return etree.tostring(root)


def _remove(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(chance: random.Random, elements: list[etree._Element]) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element)))


def _move(chance: random.Random, elements: list[etree._Element]) -> None:
    element, target = chance.choice(elements), chance.choice(elements)
    if (
        element.getparent() is not None
        and element not in list(target.iterancestors())
        and element is not target
    ):
        target.append(element)


def _rename(chance: random.Random, elements: list[etree._Element]) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _revalue(chance: random.Random, elements: list[etree._Element]) -> None:
    having = [element for element in elements if element.attrib]
    if having:
        element = chance.choice(having)
        element.set(chance.choice(list(element.attrib)), chance.choice(_STRANGE_VALUES))


def _lose_attribute(chance: random.Random, elements: list[etree._Element]) -> None:
    having = [element for element in elements if element.attrib]
    if having:
        element = chance.choice(having)
        del element.attrib[chance.choice(list(element.attrib))]


def _bury(chance: random.Random, elements: list[etree._Element]) -> None:
    """Put an element many levels down in copies of its own kind."""
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is None:
        return
    outer = inner = etree.Element(element.tag)
    for _ in range(chance.choice([2, 10, 100])):
        inner = etree.SubElement(inner, element.tag)
    parent.replace(element, outer)
    inner.append(element)


def _change_text(chance: random.Random, elements: list[etree._Element]) -> None:
    chance.choice(elements).text = chance.choice(["\ufffd", "a\tb\nc", "\u05d0\u4e2d\uf0b7", "x" * 3000])


_DAMAGE = (
    _remove,
    _double,
    _move,
    _rename,
    _revalue,
    _revalue,
    _revalue,
    _lose_attribute,
    _bury,
    _change_text,
)
