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
# Kinds of relationships in small letters: a stranger writes them as he likes. The last: own buttons of Word.
_MACROS = frozenset(
    {"vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars", "extensibility"}
)
_EMBEDDED = frozenset({"oleobject", "package", "control", "activexcontrolbinary"})
_OTHER_FILE = frozenset({"afchunk", "subdocument"})
# Word asks for nothing when it follows these: they are only followed by a click.
_CLICKED = ("http:", "https:", "mailto:", "tel:", "#")
# Fields that fetch, start or run something when Word updates them.
_FETCHING = frozenset(
    {
        *("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "EMBED"),
        *("MACROBUTTON", "DATABASE", "RD", "AUTOTEXT", "AUTOTEXTLIST", "CONTROL", "HTMLCONTROL"),
    }
)
# The second: in a deletion that is tracked, and comes back when it is refused.
_INSTRUCTIONS = (w("instrText"), w("delInstrText"))
_FIELD_KIND = re.compile(r"\s*([A-Za-z]+)")
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_MARK, _TEMPLATE_LINK = "attachedTemplate", "attachedtemplate"
# Pictures of old Word files, whose source may be an address.
_VML = "{urn:schemas-microsoft-com:vml}"
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|\\\\|//)")
_XML = tuple(
    mark.encode(coding) for mark in ("<", "\ufeff<") for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
# A skeleton of ours has a hundred; putting split tags together takes the square of their number.
_MOST_BRACES = 3_000


def dangers(parts: Mapping[str, bytes], name: str) -> list[AppError]:
    """One sentence for each kind of thing in the parts that no letter may carry; ``name`` is the file's."""
    found = [
        *_dangerous_parts(parts, name),
        *_dangerous_relations(parts, name),
        *_dangerous_content(parts, name),
    ]
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
    for part in [one for one in plain if one.endswith(".rels")]:
        root = parse(plain[part], part)
        links = [one for one in root if _kind(one) == _TEMPLATE_LINK]
        if not links:
            continue
        for link in links:
            root.remove(link)
        plain[part] = ooxml.to_bytes(root)
        owner = part.replace("_rels/", "").removesuffix(".rels")
        if owner in plain:
            plain[owner] = _without_template(plain[owner], owner)
    return plain


def _without_template(data: bytes, part: str) -> bytes:
    root = parse(data, part)
    for mark in list(root.iter(w(_TEMPLATE_MARK))):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return ooxml.to_bytes(root)


def _dangerous_parts(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    types = parts.get(TYPES_PART, b"")
    if b"macroenabled" in types.lower() or any(one.lower().endswith("vbaproject.bin") for one in parts):
        yield AppError("word.danger.macros", name=name)
    if any(one.lower().startswith(("word/embeddings/", "word/activex/")) for one in parts):
        yield AppError("word.danger.embedded", name=name)


def _dangerous_relations(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    for part, data in parts.items():
        if not part.endswith(".rels"):
            continue
        for relation in parse(data, part):
            kind, target = _kind(relation), relation.get("Target", "")
            # A part of the file has no address; whoever says it has one may mean anything.
            external = relation.get("TargetMode") not in (None, "Internal") or bool(_ADDRESS.match(target))
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
    return relation.get("Type", "").rpartition("/")[2].lower()


def _dangerous_content(parts: Mapping[str, bytes], name: str) -> Iterator[AppError]:
    # Any part may be a header or a footer, whatever it is called and in whatever encoding.
    for part, data in parts.items():
        if part.endswith(".rels") or not data.lstrip().startswith(_XML) or _is_drawing(part, data):
            continue
        root = parse(data, part)
        if next(root.iter(w("altChunk"), w("subDoc")), None) is not None:
            yield AppError("word.danger.other_file", name=name)
        for field in _fields(root):
            kind = _FIELD_KIND.match(field)
            if kind and kind[1].upper() in _FETCHING:
                yield AppError("word.danger.field", name=name, field=kind[1].upper())
        for shape in root.iter(f"{_VML}*"):
            if _ADDRESS.match(shape.get("src", "")):
                yield AppError("word.danger.linked_picture", name=name, target=shape.get("src"))
        if root.tag.startswith(w("")) and etree.tostring(root, encoding="unicode").count("{") > _MOST_BRACES:
            yield AppError("word.danger.too_many_tags", name=name)


def _is_drawing(part: str, data: bytes) -> bool:
    """A logo of another program; Word reads nothing with a document type but pictures."""
    return part.lower().endswith(".svg") and b"<!DOCTYPE" in data


def _fields(root: etree._Element) -> Iterator[str]:
    """What every field says it does; Word cuts that into runs as it likes."""
    for simple in root.iter(w("fldSimple")):
        yield simple.get(w("instr"), "")
    # Fields lie in one another: each is gathered from its begin to its separator or end.
    opened: list[list[str]] = []
    for element in root.iter(w("fldChar"), *_INSTRUCTIONS):
        if element.tag in _INSTRUCTIONS:
            if opened:
                opened[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(w("fldCharType")) == "begin":
            opened.append([])
        elif element.get(w("fldCharType")) == "end" and opened:
            yield "".join(opened.pop())
    yield from ("".join(pieces) for pieces in opened)
