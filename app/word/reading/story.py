"""What reading one story (the body, a header, the notes) needs and gathers on its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.document.content import Block, Inline
from app.document.formats import RunFormat
from app.document.model import Changes, Unsupported
from app.document.places import Origin
from app.word.reading.environment import Environment, TableLayer
from app.word.reading.names import MC, UNDERSTOOD, W
from app.word.reading.numbering import Counters
from app.word.reading.relations import Parts, Relation
from app.word.reading.values import Element

Path = tuple[int, ...]

# Pictures made of Windows drawing commands, which only Windows can paint.
_METAFILES = (".emf", ".wmf", ".emz", ".wmz")


@dataclass(slots=True)
class OpenField:
    """A field whose end has not come yet. It may run through paragraphs (a table of contents does)."""

    sink: list[Inline]  # where the field will stand
    format: RunFormat
    instruction: list[str] = field(default_factory=list)
    result: list[Inline] = field(default_factory=list)
    in_result: bool = False
    box: str = ""  # what a form's check box shows
    spans: bool = False  # it began in an earlier paragraph: its result is plain content


@dataclass(slots=True)
class Counts:
    """Tracked changes met so far."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    formatted: int = 0

    def total(self, other: Changes) -> Changes:
        """These and others together."""
        return Changes(
            self.inserted + other.inserted,
            self.deleted + other.deleted,
            self.moved + other.moved,
            self.formatted + other.formatted,
        )


@dataclass(slots=True)
class Story:
    """One part on its way to blocks.

    ``read_blocks`` reads the blocks in an element: text boxes and cells hold blocks again.
    """

    environment: Environment
    parts: Parts
    part: str
    relations: Mapping[str, Relation]
    read_blocks: Callable[[Story, Element, TableLayer, Path], tuple[Block, ...]]
    counters: Counters
    counts: Counts = field(default_factory=Counts)
    unsupported: list[Unsupported] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    styles: set[str] = field(default_factory=set)
    fields: list[OpenField] = field(default_factory=list)
    depth: int = 0  # how many cells and boxes deep the reading is
    count: int = 0  # how many paragraphs and tables were read

    def cannot(self, what: str, path: Path) -> None:
        """Note that something is not understood."""
        self.unsupported.append(Unsupported(what, Origin(self.part, path)))

    def image(self, relation: str | None) -> tuple[str, str | None]:
        """The part of a picture by its relationship; else "" and why there is none.

        Pictures outside the file are never fetched.
        """
        found = self.relations.get(relation or "")
        if found is None:
            return "", "missing_picture"
        if found.external:
            return "", "linked_picture"
        data = self.parts.get(found.target)
        if data is None:
            return "", "missing_picture"
        if found.target.lower().endswith(_METAFILES):
            return "", "metafile"
        self.images[found.target] = data
        return found.target, None


def chosen(element: Element) -> Element | None:
    """The one alternative of an mc:AlternateContent that is read: a choice we understand, or the fallback."""
    for choice in element.iterchildren(MC + "Choice"):
        prefixes = (choice.get("Requires") or "").split()
        if prefixes and all(choice.nsmap.get(prefix) in UNDERSTOOD for prefix in prefixes):
            return choice
    return element.find(MC + "Fallback")


def content_of(element: Element) -> Element | None:
    """The content of a content control (w:sdt), which is transparent."""
    return element.find(W + "sdtContent")
