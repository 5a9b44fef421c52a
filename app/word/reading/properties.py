"""The file's properties (docProps) and its custom XML, which are never a reason to refuse a file."""

from __future__ import annotations

from functools import lru_cache

from app.base.errors import AppError
from app.document.model import Properties
from app.word.reading.markup import parse
from app.word.reading.relations import Parts
from app.word.reading.values import Element

_CORE, _CUSTOM = "/core-properties", "/custom-properties"
_CUSTOM_FOLDER = "customXml/"


def read_properties(parts: Parts) -> Properties:
    """The core and custom properties; none where they are missing or broken."""
    core = {
        element.tag.rpartition("}")[2]: (element.text or "").strip() for element in _elements(parts, _CORE)
    }
    custom = {
        name: "".join(map(str, element.itertext())).strip()
        for element in _elements(parts, _CUSTOM)
        if (name := element.get("name"))
    }
    return Properties(core, custom)


def custom_xml(parts: Parts) -> dict[str, bytes]:
    """The custom XML of the file by part name, untouched."""
    found: dict[str, bytes] = {}
    for name in parts.names():
        if name.startswith(_CUSTOM_FOLDER) and name.endswith(".xml"):
            data = parts.get(name)
            if data is not None:
                found[name] = data
    return found


def _elements(parts: Parts, kind: str) -> list[Element]:
    relation = next((one for one in parts.relations("").values() if one.kind == kind), None)
    data = parts.get(relation.target) if relation is not None and not relation.external else None
    return _parsed(data, relation.target) if data is not None and relation is not None else []


@lru_cache(maxsize=8)
def _parsed(data: bytes, part: str) -> list[Element]:
    try:
        return list(parse(data, part))
    except AppError:
        # A letter is worth reading without its title.
        return []
