"""The letter inside its own Word file: a custom XML part with its JSON and a hash of the text.

The hash tells whether the text was changed in Word since: it is taken of the words of the body and
the footnotes, so saving the file again in Word does not change it.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.vietnamese import nfc
from app.word.fixed_parts import DECLARATION
from app.word.joints import LETTER_ITEM, LETTER_ITEM_PROPERTIES, LETTER_ITEM_RELATIONS, LETTER_NAMESPACE
from app.word.ooxml import w
from app.word.reading.markup import parse

_STORE = "{6B1E1D2C-0E9B-4B57-9E34-4C756F6E6701}"
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml")
_WRITTEN_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_ITEM = re.compile(r"customXml/item\d+\.xml$")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


@dataclass(frozen=True)
class Embedded:
    """The JSON of the letter a file was exported from; ``changed``: the text is another one since."""

    json: bytes
    changed: bool


def embedding_parts(letter_json: bytes, words: str) -> dict[str, bytes]:
    """The parts that carry a letter; ``words`` is the digest of the text it is exported with."""
    item = (
        f'{DECLARATION}<letter xmlns="{LETTER_NAMESPACE}" words="{words}">'
        f"{html.escape(letter_json.decode(), quote=False)}</letter>"
    )
    properties = (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{LETTER_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    target = LETTER_ITEM_PROPERTIES.rpartition("/")[2]
    relations = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="{target}"/>'
        "</Relationships>"
    )
    return {
        LETTER_ITEM: item.encode(),
        LETTER_ITEM_PROPERTIES: properties.encode(),
        LETTER_ITEM_RELATIONS: relations.encode(),
    }


def embedded_letter(parts: Mapping[str, bytes]) -> Embedded | None:
    """The letter that a Word file carries, or None when it carries none."""
    for name, data in parts.items():
        if _ITEM.match(name) and LETTER_NAMESPACE.encode() in data:
            root = parse(data, name)
            if root.tag == f"{{{LETTER_NAMESPACE}}}letter" and root.text:
                return Embedded(root.text.encode(), changed=root.get("words") != digest_of_words(parts))
    return None


def digest_of_words(parts: Mapping[str, bytes]) -> str:
    """A digest of all words of a file; spaces between them and how they are cut into runs do not count."""
    return _digest(
        element.text or ""
        for name in _WORD_PARTS
        if name in parts
        for element in parse(parts[name], name).iter(w("t"))
    )


def digest_of_written(parts: Iterable[str]) -> str:
    """The same digest of a body and footnotes that the writer has just made: not parsed, ten times faster."""
    return _digest(html.unescape("".join(_WRITTEN_WORDS.findall(xml))) for xml in parts)


def _digest(words: Iterable[str]) -> str:
    joined = "".join(nfc("".join(words)).split())
    return hashlib.sha256(joined.encode()).hexdigest()
