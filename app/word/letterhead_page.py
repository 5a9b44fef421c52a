"""Headers and footers of a letterhead that becomes a skeleton: its own on page 1, page numbers behind it."""

from __future__ import annotations

import re

from lxml import etree

from app.rules.model import Rulebook
from app.word import ooxml
from app.word.fixed_parts import relation_id
from app.word.joints import DOCUMENT_RELATIONS, Joint, joined
from app.word.letterhead_styles import LetterheadStyles
from app.word.ooxml import R, w
from app.word.reading.markup import parse
from app.word.section import read_section
from app.word.skeleton import DOCUMENT
from app.word.skeleton_parts import skeleton_parts
from app.word.stylesheet import END_STYLE_ID, style_id

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What the schema has before w:pgNumType, and between it and w:titlePg.
_BEFORE_NUMBER = ("pgMar", "paperSrc", "pgBorders", "lnNumType")
_BEFORE_TITLE = ("pgNumType", "cols", "formProt", "vAlign", "noEndnote")
_STYLE_USE = re.compile(r'(w:pStyle w:val=")([^"]+)"')


def with_running_parts(
    parts: dict[str, bytes], document: etree._Element, styles: LetterheadStyles, rulebook: Rulebook
) -> dict[str, bytes]:
    """The parts with page numbers from page 2 on; the letterhead's own header and footer stay on page 1.

    Source: khoản 7 Mục I Phần I Phụ lục I. A file that numbers its pages already is left alone.
    """
    section = _section(document)
    whole = dict(parts)
    if not _numbers_pages(section, parts):
        built_in = skeleton_parts(rulebook)
        for element in ("header", "footer"):
            kinds = _kinds(section, element)
            if "default" in kinds and "first" not in kinds:
                _set(kinds["default"], "type", "first")
            elif "default" in kinds:
                section.remove(kinds["default"])
            wanted = ["default"] if kinds else ["default", "first"]
            for kind in wanted:
                name = f"{element}_{kind}.xml"
                part = f"word/nd30_{name}"
                whole[part] = _renamed(built_in[f"word/{name}"].decode(), styles).encode()
                identifier = f"nd30_{relation_id(name)}"
                joint = Joint(part, f"{_MAIN}.{element}+xml", f"{_OFFICE}/{element}", identifier)
                whole |= joined(whole, (joint,), declare_letter=False)
                _refer(section, element, kind, identifier)
        _number_from_one(section, rulebook)
    whole[DOCUMENT] = ooxml.to_bytes(document)
    assert DOCUMENT_RELATIONS in whole  # noqa: S101 - asked for when the letterhead was opened
    return whole


def _section(document: etree._Element) -> etree._Element:
    body = document[0]
    found = body.find(w("sectPr"))
    return etree.SubElement(body, w("sectPr")) if found is None else found


def _numbers_pages(section: etree._Element, parts: dict[str, bytes]) -> bool:
    """Whether a header of the letter itself says the page; that of an appendix is not printed any more."""
    used = {one.get(f"{{{R}}}id") for one in section.findall(w("headerReference"))}
    relations = parse(parts[DOCUMENT_RELATIONS], DOCUMENT_RELATIONS)
    targets = [one.get("Target", "").removeprefix("/word/") for one in relations if one.get("Id") in used]
    return any(b"PAGE" in parts.get(f"word/{target}", b"") for target in targets)


def _kinds(section: etree._Element, element: str) -> dict[str, etree._Element]:
    return {one.get(w("type"), "default"): one for one in section.findall(w(f"{element}Reference"))}


def _set(element: etree._Element, attribute: str, value: str) -> None:
    element.set(w(attribute), value)


def _refer(section: etree._Element, element: str, kind: str, identifier: str) -> None:
    reference = etree.Element(w(f"{element}Reference"))
    reference.set(w("type"), kind)
    reference.set(f"{{{R}}}id", identifier)
    section.insert(0, reference)


def _number_from_one(section: etree._Element, rulebook: Rulebook) -> None:
    """Let page 1 have a header of its own and be the first to be counted."""
    read = read_section(section)
    number = section.find(w("pgNumType"))
    if number is None:
        number = etree.Element(w("pgNumType"))
        _insert_after(section, number, _BEFORE_NUMBER)
    number.set(w("start"), str(rulebook.page.page_number.start))
    if not read.title_page:
        for old in section.findall(w("titlePg")):
            section.remove(old)
        _insert_after(section, etree.Element(w("titlePg")), (*_BEFORE_NUMBER, *_BEFORE_TITLE))


def _insert_after(section: etree._Element, child: etree._Element, before: tuple[str, ...]) -> None:
    """Put a child behind the last of those that the schema has before it."""
    known = {w(tag) for tag in (*before, "headerReference", "footerReference", "footnotePr", "type", "pgSz")}
    places = [place for place, one in enumerate(section) if one.tag in known]
    section.insert(max(places, default=-1) + 1, child)


def _renamed(xml: str, styles: LetterheadStyles) -> str:
    known = {style_id(name): own for name, own in styles.ids.items()} | {END_STYLE_ID: styles.end_id}

    def own(found: re.Match[str]) -> str:
        return f'{found[1]}{known.get(found[2], found[2])}"'

    return _STYLE_USE.sub(own, xml)
