"""Word packages in tests: parts in and out of a zip, and short ways to look into their XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from app.base.resources import template_path
from app.letter.model import Letter
from app.rules.load import load_rulebook
from app.rules.model import Rulebook
from app.word.skeleton import BUILT_IN, Skeleton, load_skeleton
from app.word.write import write_letter

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
W = f"{{{NAMESPACES['w']}}}"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"

Parts = Mapping[str, bytes]


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Parts) -> bytes:
    """A zip of the parts, as a program other than ours writes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@cache
def rulebook() -> Rulebook:
    """The program's own rulebook."""
    return load_rulebook()


def built_in_parts() -> dict[str, bytes]:
    """The parts of templates/khung.docx."""
    return unzipped(template_path(BUILT_IN).read_bytes())


def skeleton_of(parts: Parts, name: str = "khung_rieng.docx") -> Skeleton:
    """A skeleton compiled from parts."""
    return load_skeleton(zipped(parts), rulebook(), name)


def written(letter: Letter, skeleton: Skeleton | None = None) -> Parts:
    """The parts of the letter's Word file."""
    return write_letter(letter, rulebook(), skeleton).package.parts


def saved(letter: Letter, path: Path, skeleton: Skeleton | None = None) -> Path:
    """The letter's Word file on disk."""
    path.write_bytes(write_letter(letter, rulebook(), skeleton).package.to_zip())
    return path


def root_of(parts: Parts, name: str = DOCUMENT) -> etree._Element:
    """The root element of a part."""
    return etree.fromstring(parts[name])


def xml_of(fragment: str) -> etree._Element:
    """A piece of WordprocessingML as an element around it."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<x {declared}>{fragment}</x>")


def find_all(root: etree._Element, path: str) -> list[etree._Element]:
    """Elements by XPath with the usual prefixes."""
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def values(root: etree._Element, path: str) -> list[str]:
    """Attributes or texts by XPath with the usual prefixes."""
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def paragraph_text(paragraph: etree._Element) -> str:
    """The words of a paragraph."""
    return "".join(values(paragraph, ".//w:t/text()"))


def paragraphs_in_style(root: etree._Element, style: str) -> list[etree._Element]:
    """Paragraphs of a style, by its id."""
    return find_all(root, f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")


def assert_whole_package(parts: Parts) -> None:
    """Every part parses, every relationship leads to a part, and every part has a content type."""
    roots = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    types = roots["[Content_Types].xml"]
    overrides = values(types, "ct:Override/@PartName")
    defaults = set(values(types, "ct:Default/@Extension"))
    assert len(overrides) == len(set(overrides))
    assert {name.lstrip("/") for name in overrides} <= set(parts)
    for name in parts:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults, name
    for name, root in roots.items():
        if name.endswith(".rels"):
            _assert_relations(name, root, parts)
    _assert_references(roots)


def _assert_relations(name: str, root: etree._Element, parts: Parts) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    identifiers = values(root, "rel:Relationship/@Id")
    assert len(identifiers) == len(set(identifiers))
    for relation in root:
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            assert target in parts, (name, target)


def _assert_references(roots: Mapping[str, etree._Element]) -> None:
    """Relationship ids, styles and footnotes that the text refers to are there."""
    document = roots[DOCUMENT]
    known = set(values(roots["word/_rels/document.xml.rels"], "rel:Relationship/@Id"))
    assert set(values(document, ".//@r:id")) <= known
    notes = next(root for root in roots.values() if root.tag == f"{W}footnotes")
    assert set(values(document, ".//w:footnoteReference/@w:id")) == set(
        values(notes, "w:footnote[not(@w:type)]/@w:id")
    )
    styles = set(values(roots[STYLES], "w:style/@w:styleId"))
    used = {
        style
        for root in roots.values()
        for style in values(root, ".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")
    }
    assert used <= styles
