"""What may not come in with a stranger's Word file that letters are printed with: programs, outside links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from app.base.errors import AppError
from app.word import ooxml
from app.word.ooxml import w
from app.word.reading.markup import parse

TYPES_PART = "[Content_Types].xml"
_MACROS = frozenset({"vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"})
_EMBEDDED = frozenset({"oleObject", "package", "control", "activeXControlBinary"})
_OTHER_FILE = frozenset({"aFChunk", "subDocument"})
# Word asks for nothing when it follows these: they are only followed by a click.
_CLICKED = ("http:", "https:", "mailto:", "tel:", "#")
# Fields that fetch, start or run something when Word updates them.
_FETCHING = frozenset(
    {
        *("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "EMBED"),
        *("MACROBUTTON", "DATABASE", "RD", "AUTOTEXT", "AUTOTEXTLIST", "CONTROL", "HTMLCONTROL"),
    }
)
_FIELD_KIND = re.compile(r"\s*([A-Za-z]+)")
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_LINK = "attachedTemplate"


def dangers(parts: Mapping[str, bytes], name: str) -> list[AppError]:
    """One sentence for each kind of thing in the parts that no letter may carry; ``name`` is the file's."""
    found = [*_dangerous_parts(parts, name), *_dangerous_relations(parts, name), *_fetching(parts, name)]
    told = {(one.key, str(one.fields)): one for one in found}
    return list(told.values())


def refuse_dangers(parts: Mapping[str, bytes], name: str) -> None:
    """AppError for the first danger there is."""
    for danger in dangers(parts, name):
        raise danger


def as_plain_document(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts as a document that stands alone.

    A template (.dotx) becomes a document, which Word would not open by the name .docx; the link to
    the template it was made from goes: Word would fetch that file whenever a letter is opened.
    """
    plain = dict(parts)
    if TYPES_PART in plain:
        plain[TYPES_PART] = plain[TYPES_PART].replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    for part in [one for one in plain if one.endswith(".rels") and _TEMPLATE_LINK.encode() in plain[one]]:
        root = parse(plain[part], part)
        links = [one for one in root if _kind(one) == _TEMPLATE_LINK]
        for link in links:
            root.remove(link)
        plain[part] = ooxml.to_bytes(root)
        owner = part.replace("_rels/", "").removesuffix(".rels")
        if owner in plain:
            plain[owner] = _without_template(plain[owner], owner)
    return plain


def _without_template(data: bytes, part: str) -> bytes:
    root = parse(data, part)
    for mark in list(root.iter(w(_TEMPLATE_LINK))):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return ooxml.to_bytes(root)


def _dangerous_parts(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    types = parts.get(TYPES_PART, b"")
    if b"macroEnabled" in types or any(one.lower().endswith("vbaproject.bin") for one in parts):
        yield AppError("word.danger.macros", name=name)
    if any(one.lower().startswith(("word/embeddings/", "word/activex/")) for one in parts):
        yield AppError("word.danger.embedded", name=name)


def _dangerous_relations(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    for part, data in parts.items():
        if not part.endswith(".rels"):
            continue
        for relation in parse(data, part):
            kind, target = _kind(relation), relation.get("Target", "")
            external = relation.get("TargetMode", "").lower() == "external"
            if kind in _MACROS:
                yield AppError("word.danger.macros", name=name)
            elif kind in _OTHER_FILE:
                yield AppError("word.danger.other_file", name=name)
            elif kind in _EMBEDDED:
                yield AppError("word.danger.embedded", name=name)
            elif external and kind == "image":
                yield AppError("word.danger.linked_picture", name=name, target=target)
            elif external and kind != _TEMPLATE_LINK and not _is_clicked(kind, target):
                yield AppError("word.danger.link", name=name, target=target)


def _is_clicked(kind: str, target: str) -> bool:
    return kind == "hyperlink" and target.strip().lower().startswith(_CLICKED)


def _kind(relation: etree._Element) -> str:
    return relation.get("Type", "").rpartition("/")[2]


def _fetching(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    for part, data in parts.items():
        if not (part.startswith("word/") and part.endswith(".xml")):
            continue
        if b"altChunk" in data:
            yield AppError("word.danger.other_file", name=name)
        if b"instr" in data:
            for field in _fields(parse(data, part)):
                kind = _FIELD_KIND.match(field)
                if kind and kind[1].upper() in _FETCHING:
                    yield AppError("word.danger.field", name=name, field=kind[1].upper())


def _fields(root: etree._Element) -> Iterator[str]:
    """What every field says it does; Word cuts that into runs as it likes."""
    for simple in root.iter(w("fldSimple")):
        yield simple.get(w("instr"), "")
    # Fields lie in one another: each is gathered from its begin to its separator or end.
    opened: list[list[str]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            if opened:
                opened[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(w("fldCharType")) == "begin":
            opened.append([])
        elif element.get(w("fldCharType")) == "end" and opened:
            yield "".join(opened.pop())
    yield from ("".join(pieces) for pieces in opened)
