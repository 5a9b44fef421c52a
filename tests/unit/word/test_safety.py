"""What no letter may carry is found in a skeleton however it is hidden, and nothing else is refused."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.base.errors import AppError
from app.word.safety import dangers
from tests.support.packages import DOCUMENT, built_in_parts, skeleton_of

Parts = dict[str, bytes]
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EMPTY = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def related(kind: str, target: str, mode: str = "External", part: str = DOCUMENT_RELATIONS) -> Parts:
    """The built-in skeleton with one relationship more."""
    parts = built_in_parts()
    how = f'TargetMode="{mode}"' if mode else ""
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}" {how}/></Relationships>'
    parts[part] = parts.get(part, EMPTY).replace(b"</Relationships>", relation.encode())
    return parts


def with_markup(markup: str, coding: str = "utf-8", part: str = DOCUMENT) -> Parts:
    """The built-in skeleton with something more at its end, its document perhaps elsewhere or UTF-16."""
    parts = built_in_parts()
    words = parts[DOCUMENT].decode().replace("<w:sectPr", f"{markup}<w:sectPr", 1)
    declared = re.sub(r"<\?xml.*?\?>", f'<?xml version="1.0" encoding="{coding}"?>', words)
    return parts | {part: declared.encode(coding)}


def field(kind: str) -> str:
    """A field as Word keeps it, its words in two runs."""
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (kind[:2], kind[2:]))
    return f"<w:p>{_mark('begin')}{pieces}{_mark('end')}</w:p>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


SIMPLE = '<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>'
DELETED = f"<w:p>{_mark('begin')}<w:r><w:delInstrText>DDEAUTO cmd</w:delInstrText></w:r>{_mark('end')}</w:p>"
PICTURE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:imagedata src="http://x.vn/a.png"/></v:shape></w:pict></w:r></w:p>'
)
RIBBON = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"

HIDDEN: dict[str, tuple[Callable[[], Parts], str]] = {
    "macros in capitals": (lambda: related(f"{TYPES}VBAProject", "x.bin", ""), "macros"),
    "own buttons": (lambda: related(RIBBON, "customUI.xml", "", "_rels/.rels"), "macros"),
    "strict object": (lambda: related(f"{STRICT}oleObject", "o.bin", ""), "embedded"),
    "address without a mode": (lambda: related(f"{TYPES}image", "http://x.vn/a.png", ""), "linked_picture"),
    "share without a mode": (lambda: related(f"{TYPES}image", "\\\\x\\a.png", ""), "linked_picture"),
    "mode with spaces": (lambda: related(f"{TYPES}image", "a.png", " External "), "linked_picture"),
    "mail merge": (lambda: related(f"{TYPES}mailMergeSource", "a.csv", part=SETTINGS_RELATIONS), "link"),
    "program behind a link": (lambda: related(f"{TYPES}hyperlink", "file:///c:/x.exe"), "link"),
    "simple field": (lambda: with_markup(SIMPLE), "field"),
    "field in runs": (lambda: with_markup(field("DDEAUTO cmd")), "field"),
    "field in a deletion": (lambda: with_markup(DELETED), "field"),
    "field in UTF-16": (lambda: with_markup(SIMPLE, "utf-16"), "field"),
    "field in a part of any name": (lambda: with_markup(SIMPLE, part="Anything/kopf.foo"), "field"),
    "other file in UTF-16": (lambda: with_markup("<w:altChunk/>", "utf-16"), "other_file"),
    "picture of old Word": (lambda: with_markup(PICTURE), "linked_picture"),
    "brackets without end": (
        lambda: with_markup(f"<w:p><w:r><w:t>{'{' * 9999}</w:t></w:r></w:p>"),
        "too_many_tags",
    ),
}


@pytest.mark.parametrize(("make", "key"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_is_found(make: Callable[[], Parts], key: str) -> None:
    found = dangers(make(), "khung.docx")
    assert [one.key for one in found] == [f"word.danger.{key}"]
    assert "khung.docx" in str(found[0])
    with pytest.raises(AppError):
        skeleton_of(make())


LAWFUL: dict[str, Callable[[], Parts]] = {
    "built-in": built_in_parts,
    "website": lambda: related(f"{TYPES}hyperlink", "https://xa.gov.vn"),
    "number of the page": lambda: with_markup(field(" PAGE ")),
    "UTF-16": lambda: with_markup("<w:p/>", "utf-16"),
    "logo with a document type": lambda: (
        built_in_parts() | {"word/media/logo.svg": b"<!DOCTYPE svg []><svg/>"}
    ),
    "thumbnail": lambda: built_in_parts() | {"docProps/thumbnail.emf": b"\x01\x00<instrText"},
}


@pytest.mark.parametrize("make", LAWFUL.values(), ids=LAWFUL)
def test_what_a_clerk_does_is_no_danger(make: Callable[[], Parts]) -> None:
    assert dangers(make(), "khung.docx") == []
    skeleton_of(make())


@pytest.mark.parametrize("kind", ["attachedTemplate", "AttachedTemplate"])
def test_the_template_a_file_was_made_from_is_left_behind(kind: str) -> None:
    skeleton = skeleton_of(related(f"{TYPES}{kind}", "//x/a.dotm", part=SETTINGS_RELATIONS))
    assert not [name for name, data in skeleton.fixed.items() if b"a.dotm" in data]
