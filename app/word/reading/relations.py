"""The parts of a package: which is which (content types) and how they point to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from app.base.errors import AppError
from app.word.reading.markup import parse
from app.word.reading.names import CONTENT_TYPES, MAIN_PART, PACKAGE_RELATIONS

_CONTENT_TYPES_PART = "[Content_Types].xml"
# Documents and templates; the second with macros, which are never read.
_WORD_MAIN = ("wordprocessingml", "application/vnd.ms-word.")
# Other programs that use the same packing, by what their main part says of itself.
_OTHER_MAIN = {"spreadsheetml": "reading.excel", "presentationml": "reading.powerpoint"}
_OTHER_PARTS = (
    ("xl/workbook.", "reading.excel"),
    ("ppt/presentation.", "reading.powerpoint"),
    ("visio/document.", "reading.not_word"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: the end of its kind ("/image"), and a part name or an outside address."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of a package, found by name without regard to case, as Word does."""

    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self.name = name
        self._parts = parts
        self._folded: dict[str, str] = {}

    def get(self, part: str) -> bytes | None:
        """The bytes of a part; None when there is no such part."""
        found = self._parts.get(part)
        if found is not None:
            return found
        if not self._folded:
            self._folded = {known.lstrip("/").casefold(): known for known in self._parts}
        known = self._folded.get(part.casefold())
        return None if known is None else self._parts[known]

    def names(self) -> list[str]:
        """The names of all parts."""
        return [name.lstrip("/") for name in self._parts]

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Where a part ("" the package itself) points, by relationship id."""
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        data = self.get(name)
        return {} if data is None else _relations(data, name, folder)

    def related(self, part: str, kind: str) -> tuple[str, bytes] | None:
        """The name and bytes of the part of this kind that a part points to; None without one.

        AppError when it points to a part that is missing.
        """
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external:
                return relation.target, self.needed(relation.target, part)
        return None

    def needed(self, target: str, source: str) -> bytes:
        """The bytes of a part that another points to; AppError when it is missing."""
        data = self.get(target)
        if data is None:
            raise AppError("reading.dangling", name=self.name, part=target, source=source)
        return data

    def main(self) -> tuple[str, bytes]:
        """The name and bytes of the main text; AppError when this is no Word document."""
        types = self.get(_CONTENT_TYPES_PART)
        if types is None:
            raise AppError(self._foreign() or "reading.not_word_zip", name=self.name)
        found = self.related("", MAIN_PART)
        if found is None:
            raise AppError(self._foreign() or "reading.no_main_part", name=self.name)
        part, data = found
        content_type = _content_type(types, part)
        if not any(mark in content_type for mark in _WORD_MAIN):
            foreign = next((key for mark, key in _OTHER_MAIN.items() if mark in content_type), None)
            raise AppError(foreign or "reading.content_type", name=self.name, part=part)
        return part, data

    def _foreign(self) -> str | None:
        if (self.get("mimetype") or b"").startswith(_OPEN_DOCUMENT):
            return "reading.open_document"
        names = self.names()
        return next(
            (key for start, key in _OTHER_PARTS if any(name.startswith(start) for name in names)), None
        )


@lru_cache(maxsize=64)
def _relations(data: bytes, name: str, folder: str) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}
    for element in parse(data, name).iterchildren(PACKAGE_RELATIONS + "Relationship"):
        key, kind = element.get("Id"), element.get("Type")
        target = element.get("Target")
        if key is None or kind is None or target is None:
            continue
        external = (element.get("TargetMode") or "").lower() == "external"
        found[key] = Relation("/" + kind.rpartition("/")[2], _resolved(target, folder, external), external)
    return found


def _resolved(target: str, folder: str, external: bool) -> str:
    if external:
        return target
    # A way that climbs out of the package ends in a name that no part has.
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")


@lru_cache(maxsize=16)
def _content_types(data: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The kinds of parts by name and by extension, both in small letters."""
    root = parse(data, _CONTENT_TYPES_PART)
    by_name = {
        (one.get("PartName") or "").lstrip("/").casefold(): one.get("ContentType") or ""
        for one in root.iterchildren(CONTENT_TYPES + "Override")
    }
    by_extension = {
        (one.get("Extension") or "").casefold(): one.get("ContentType") or ""
        for one in root.iterchildren(CONTENT_TYPES + "Default")
    }
    return by_name, by_extension


def _content_type(types: bytes, part: str) -> str:
    by_name, by_extension = _content_types(types)
    by_ending = by_extension.get(part.rpartition(".")[2].casefold(), "")
    return by_name.get(part.casefold()) or by_ending
