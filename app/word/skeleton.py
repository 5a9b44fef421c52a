"""A skeleton made ready: its tags checked, its varying attributes turned into values, all compiled once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from app.base.errors import AppError
from app.base.resources import template_path
from app.rules.load import load_rulebook
from app.rules.model import Rulebook
from app.word import fixed_parts, injection, joints
from app.word.ooxml import to_bytes
from app.word.reading.markup import parse
from app.word.reading.opening import unpack
from app.word.safety import as_plain_document, refuse_dangers
from app.word.section import Section
from app.word.stylesheet import STYLES, StyleSheet
from app.word.template import CompiledPart, check_tags, compile_part, docxtpl_source

DOCUMENT = "word/document.xml"
BUILT_IN = "khung.docx"
_BODY_TAGS = ("noi_dung", "phu_luc")


@dataclass(frozen=True)
class Skeleton:
    """A compiled skeleton.

    ``templates`` are filled in for each letter, ``fixed`` parts are the same in all letters; content
    types and relationships come in two forms, for letters without and with appendices; the letter's
    footnotes are numbered from ``first_note``.
    """

    sha256: str
    fixed: Mapping[str, bytes]
    templates: Mapping[str, CompiledPart]
    links: Mapping[bool, Mapping[str, bytes]]
    sheet: StyleSheet
    section: Section
    variables: frozenset[str]
    notes_part: str
    first_note: int


def load_skeleton(data: bytes, rulebook: Rulebook, name: str = BUILT_IN) -> Skeleton:
    """Check and compile the bytes of a .docx with tags; ``name`` is the file's, for messages.

    AppError in one sentence for a file that is no safe Word file (macros, embedded files, links that
    Word would follow by itself), and for a tag that is broken, unknown or does more than fill in.
    """
    parts = unpack(data, name)
    refuse_dangers(parts, name)
    parts = as_plain_document(parts)
    for needed in (DOCUMENT, STYLES, joints.TYPES_PART, joints.PACKAGE_RELATIONS, joints.DOCUMENT_RELATIONS):
        if needed not in parts:
            raise AppError("word.skeleton_part_missing", name=name, part=needed)
    parts = joints.without_own_parts(parts)
    parts = joints.with_needed_parts(parts)
    sheet = StyleSheet(parts.pop(STYLES), rulebook)
    used: set[str] = set()
    templates = {}
    body = parse(parts.pop(DOCUMENT), DOCUMENT)
    used |= _check(body, DOCUMENT)
    _require_body_tags(used, name)
    section = injection.inject_body(body, sheet)
    templates[DOCUMENT] = _compiled(body)
    notes_part = joints.related(parts, "footnotes")[0]
    notes = parse(parts.pop(notes_part), notes_part)
    used |= _check(notes, notes_part)
    first_note = injection.inject_notes(notes, body)
    templates[notes_part] = _compiled(notes)
    for part in _headers_and_footers(parts):
        root = parse(parts.pop(part), part)
        used |= _check(root, part)
        injection.inject_small_part(root)
        templates[part] = _compiled(root)
    settings_part = joints.related(parts, "settings")[0]
    settings = parse(parts[settings_part], settings_part)
    injection.set_compatibility(settings)
    parts[settings_part] = to_bytes(settings)
    links = {
        with_appendices: joints.joined(
            parts, joints.LETTER_JOINTS + (joints.APPENDIX_JOINTS if with_appendices else ())
        )
        for with_appendices in (False, True)
    }
    fixed = {part: data for part, data in parts.items() if part not in links[False]}
    digest = hashlib.sha256(data).hexdigest()
    return Skeleton(digest, fixed, templates, links, sheet, section, frozenset(used), notes_part, first_note)


@cache
def built_in_skeleton() -> Skeleton:
    """The program's own skeleton with the program's own rulebook, compiled once."""
    return load_skeleton(template_path(BUILT_IN).read_bytes(), load_rulebook())


def _headers_and_footers(parts: dict[str, bytes]) -> list[str]:
    """Those that hold tags; Word may have cut a tag between its two braces."""
    listed = [*joints.related(parts, "header"), *joints.related(parts, "footer")]
    return [part for part in dict.fromkeys(listed) if b"{" in parts.get(part, b"")]


def _check(root: etree._Element, part: str) -> set[str]:
    return check_tags(docxtpl_source(etree.tostring(root, encoding="unicode")), part)


def _compiled(root: etree._Element) -> CompiledPart:
    source = docxtpl_source(etree.tostring(root, encoding="unicode"))
    return compile_part(fixed_parts.DECLARATION + source)


def _require_body_tags(used: set[str], name: str) -> None:
    for tag in _BODY_TAGS:
        if tag not in used:
            raise AppError("word.skeleton_tag_missing", name=name, tag=tag)
