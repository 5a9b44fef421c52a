"""Joins a letter's own parts to a skeleton: content types and relationships."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from app.word import fixed_parts, ooxml
from app.word.reading.markup import parse

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TYPES_PART = "[Content_Types].xml"
PACKAGE_RELATIONS = "_rels/.rels"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
CORE_PROPERTIES = "docProps/core.xml"
CUSTOM_PROPERTIES = "docProps/custom.xml"
# A clerk's skeleton may hold items of its own, which Word counts from 1.
LETTER_ITEM = "customXml/item30.xml"
LETTER_ITEM_PROPERTIES = "customXml/itemProps30.xml"
LETTER_ITEM_RELATIONS = "customXml/_rels/item30.xml.rels"
LETTER_NAMESPACE = "urn:soan-cong-van:letter"
APPENDIX_HEADER = "word/header_phu_luc.xml"
APPENDIX_FOOTER = "word/footer_phu_luc.xml"
APPENDIX_HEADER_ID, APPENDIX_FOOTER_ID = "r_header_phu_luc", "r_footer_phu_luc"


@dataclass(frozen=True)
class Joint:
    """A part that is added: its name, content type ("" = by its ending), relation type, id and source."""

    part: str
    content_type: str
    relation: str
    identifier: str
    source: str = DOCUMENT_RELATIONS


LETTER_JOINTS = (
    Joint(
        CUSTOM_PROPERTIES,
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/custom-properties",
        "r_custom",
        PACKAGE_RELATIONS,
    ),
    Joint(LETTER_ITEM, "", f"{_OFFICE}/customXml", "r_letter"),
)
APPENDIX_JOINTS = (
    Joint(APPENDIX_HEADER, f"{_MAIN}.header+xml", f"{_OFFICE}/header", APPENDIX_HEADER_ID),
    Joint(APPENDIX_FOOTER, f"{_MAIN}.footer+xml", f"{_OFFICE}/footer", APPENDIX_FOOTER_ID),
)
ITEM_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

_NEEDED = (
    (
        Joint("word/footnotes.xml", f"{_MAIN}.footnotes+xml", f"{_OFFICE}/footnotes", "r_footnotes"),
        fixed_parts.footnotes(),
    ),
    (
        Joint("word/settings.xml", f"{_MAIN}.settings+xml", f"{_OFFICE}/settings", "r_settings"),
        fixed_parts.settings(),
    ),
    (
        Joint(CORE_PROPERTIES, f"{_PACKAGE_TYPE}.core-properties+xml", _CORE, "r_core", PACKAGE_RELATIONS),
        fixed_parts.core_properties(),
    ),
)


def related(parts: dict[str, bytes], kind: str, source: str = DOCUMENT_RELATIONS) -> list[str]:
    """Names of the parts there are that a part has a relation of a kind with ("header", "footnotes")."""
    folder = "word/" if source == DOCUMENT_RELATIONS else ""
    found = [
        _resolved(relation.get("Target", ""), folder)
        for relation in parse(parts[source], source)
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
    ]
    return [part for part in found if part in parts]


def with_needed_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with those added that the writer fills or sets: Word leaves out what nothing uses."""
    whole = dict(parts)
    for joint, data in _NEEDED:
        if not related(whole, joint.relation.rpartition("/")[2], joint.source):
            whole[joint.part] = data.encode()
            whole |= joined(whole, (joint,), declare_letter=False)
    return whole


def joined(
    parts: dict[str, bytes], joints: tuple[Joint, ...], *, declare_letter: bool = True
) -> dict[str, bytes]:
    """The content types and relationships of a package with the joints added."""
    roots = {name: parse(parts[name], name) for name in (TYPES_PART, PACKAGE_RELATIONS, DOCUMENT_RELATIONS)}
    types = roots[TYPES_PART]
    for joint in joints:
        if joint.content_type:
            _declare(types, joint.part, joint.content_type)
        relation = etree.SubElement(roots[joint.source], f"{{{ooxml.RELATIONS}}}Relationship")
        relation.set("Id", joint.identifier)
        relation.set("Type", joint.relation)
        relation.set("Target", _target(joint))
    if declare_letter:
        _declare(types, LETTER_ITEM_PROPERTIES, ITEM_PROPERTIES_TYPE)
    return {name: ooxml.to_bytes(root) for name, root in roots.items()}


def without_own_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without those that the writer adds to every letter itself.

    Many offices' programs write custom properties into each file, and a skeleton may be made of an
    exported letter.
    """
    written = {CUSTOM_PROPERTIES, LETTER_ITEM, LETTER_ITEM_PROPERTIES, APPENDIX_HEADER, APPENDIX_FOOTER}
    own = {name for name, data in parts.items() if name in written or _is_letter_item(name, data)}
    if not own:
        return parts
    kept = {name: data for name, data in parts.items() if name not in own}
    for name, folder in ((PACKAGE_RELATIONS, ""), (DOCUMENT_RELATIONS, "word/")):
        root = parse(kept[name], name)
        for relation in list(root):
            if _resolved(relation.get("Target", ""), folder) in own:
                root.remove(relation)
        kept[name] = ooxml.to_bytes(root)
    types = parse(kept[TYPES_PART], TYPES_PART)
    for override in list(types):
        if override.get("PartName", "").lstrip("/") in own:
            types.remove(override)
    kept[TYPES_PART] = ooxml.to_bytes(types)
    return kept


def _is_letter_item(name: str, data: bytes) -> bool:
    return name.startswith("customXml/item") and f'"{LETTER_NAMESPACE}"'.encode() in data


def _resolved(target: str, folder: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return target.removeprefix("../") if target.startswith("../") else folder + target


def _declare(types: etree._Element, part: str, content_type: str) -> None:
    override = etree.SubElement(types, f"{{{ooxml.CONTENT_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", content_type)


def _target(joint: Joint) -> str:
    if joint.source == PACKAGE_RELATIONS:
        return joint.part
    return joint.part.removeprefix("word/") if joint.part.startswith("word/") else f"../{joint.part}"
