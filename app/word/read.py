"""Reading a Word file, our own package in memory or a stranger's file, into a Document."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from weakref import WeakKeyDictionary

from app.base.errors import AppError
from app.base.steps import Steps, finish
from app.document.content import Block
from app.document.model import Changes, Comment, Document, HeaderFooter, Section, Unsupported
from app.word.legacy import convert_doc
from app.word.package import Package
from app.word.reading.blocks import new_story, read_blocks, read_body
from app.word.reading.environment import NO_LAYER, Environment, SharedParts, environment_of
from app.word.reading.markup import parse
from app.word.reading.names import W
from app.word.reading.opening import MOST_FILE_BYTES, unpack
from app.word.reading.properties import custom_xml, read_properties
from app.word.reading.relations import Parts
from app.word.reading.sections import HeaderKind, break_before, read_page, references
from app.word.reading.sniffing import kind_of
from app.word.reading.story import Story
from app.word.reading.values import Element, integer

_MOST_ID = 2**31 - 1
_MODE_OF_DOC = 11
_NOTE_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
# Stories kept by an environment for the next reading: headers and notes seldom change.
_MOST_KEPT = 64

Blocks = tuple[Block, ...]


def read_file(path: Path) -> Document:
    """What a Word file on the disk says; an old .doc is converted where LibreOffice is installed.

    AppError, one sentence for each reason, for everything that is not a sound Word file.
    """
    name = path.name
    data = _bytes_of(path)
    if kind_of(data) != "doc":
        return read_bytes(data, name)
    document = read_bytes(convert_doc(data, name), name)
    # LibreOffice calls its result a file of Word 2013; Word lays an old .doc out as it always did.
    return replace(document, settings=replace(document.settings, compatibility_mode=_MODE_OF_DOC))


def read_bytes(data: bytes, name: str) -> Document:
    """What the bytes of a .docx say; ``name`` is the file's, for the sentences of errors."""
    return read_package(Package(unpack(data, name)), name=name)


def read_package(package: Package, *, name: str = "") -> Document:
    """What a package says. The same parts, zipped or not, give equal Documents.

    AppError when a part that Word needs is missing, broken or unsafe.
    """
    return finish(reading(package, name=name))


def reading(package: Package, *, name: str = "") -> Steps[Document]:
    """The same in steps of a few milliseconds."""
    try:
        return (yield from _Reading(Parts(package.parts, name)).document())
    except RecursionError as error:
        raise AppError("reading.too_deep", part=name) from error


def _bytes_of(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise AppError("reading.folder", name=name)
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            # A device or pipe might never end.
            raise AppError("reading.unreadable", name=name)
        if state.st_size > MOST_FILE_BYTES:
            raise AppError("reading.too_large", name=name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise AppError("reading.no_file", name=name) from error
    except PermissionError as error:
        raise AppError("reading.no_permission", name=name) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        raise AppError("reading.unreadable", name=name.replace("\0", "?")) from error


# Pieces of a part: each with the element it was read from.
Pieces = tuple[tuple[Element, Blocks], ...]
_Reader = Callable[[Story, Element], Pieces]
_Kept = dict[tuple[object, ...], tuple[Story, Pieces]]
_kept: WeakKeyDictionary[Environment, _Kept] = WeakKeyDictionary()


@dataclass(slots=True)
class _Reading:
    """One document on its way: its parts, what they share, and what is gathered from all stories."""

    parts: Parts
    environment: Environment = field(init=False)
    stories: list[Story] = field(default_factory=list)
    headers: dict[str, Pieces] = field(default_factory=dict)

    def document(self) -> Steps[Document]:
        parts = self.parts
        main, data = parts.main()
        self.environment = environment_of(
            SharedParts(
                styles=parts.related(main, "/styles"),
                theme=parts.related(main, "/theme"),
                lists=parts.related(main, "/numbering"),
                settings=parts.related(main, "/settings"),
            )
        )
        sections = yield from self._sections(main, data)
        footnotes, separators = self._notes(main, "/footnotes", W + "footnote")
        endnotes, _ = self._notes(main, "/endnotes", W + "endnote")
        comments = self._comments(main)
        return Document(
            sections=sections,
            settings=self.environment.settings,
            footnotes=footnotes,
            endnotes=endnotes,
            footnote_separators=separators,
            comments=comments,
            styles=self._styles(),
            changes=self._changes(),
            properties=read_properties(parts),
            unsupported=self._unsupported(),
            images={name: data for story in self.stories for name, data in story.images.items()},
            custom_xml=custom_xml(parts),
        )

    def _sections(self, main: str, data: bytes) -> Steps[tuple[Section, ...]]:
        root = parse(data, main)
        body = root.find(W + "body") if root.tag == W + "document" else None
        if body is None:
            raise AppError("reading.no_body", name=self.parts.name, part=main)
        story = new_story(self.environment, self.parts, main)
        self.stories.append(story)
        ends: list[tuple[int, Element]] = []
        blocks: list[Block] = []
        yield from read_body(story, body, blocks, lambda section: ends.append((len(blocks), section)))
        if not ends or ends[-1][0] < len(blocks):
            # A body without a last w:sectPr: Word takes its own page.
            ends.append((len(blocks), body.makeelement(W + "sectPr")))
        sections: list[Section] = []
        start = 0
        for end, element in ends:
            before = sections[-1] if sections else None
            sections.append(self._section(main, element, tuple(blocks[start:end]), before))
            start = end
        return tuple(sections)

    def _section(self, main: str, element: Element, blocks: Blocks, before: Section | None) -> Section:
        shared = self.environment
        return Section(
            page=read_page(element, shared.footnotes, shared.endnotes),
            blocks=blocks,
            headers=self._running(main, element, "header", before.headers if before else HeaderFooter()),
            footers=self._running(main, element, "footer", before.footers if before else HeaderFooter()),
            starts=break_before(element),
        )

    def _running(self, main: str, element: Element, name: str, inherited: HeaderFooter) -> HeaderFooter:
        """The headers or footers of a section: its own, else those of the section before."""
        own: dict[HeaderKind, Blocks] = {
            kind: self._header(main, relation) for kind, relation in references(element, name).items()
        }
        if not own:
            return inherited
        return HeaderFooter(
            default=own.get("default", inherited.default),
            first=own.get("first", inherited.first),
            even=own.get("even", inherited.even),
        )

    def _header(self, main: str, relation: str) -> Blocks:
        found = self.parts.relations(main).get(relation)
        if found is None or found.external:
            raise AppError("reading.dangling", name=self.parts.name, part=relation, source=main)
        if found.target not in self.headers:
            data = self.parts.needed(found.target, main)
            self.headers[found.target] = self._part(found.target, data, _read_whole)
        return self.headers[found.target][0][1]

    def _notes(self, main: str, kind: str, tag: str) -> tuple[dict[int, Blocks], dict[str, Blocks]]:
        """The notes of a kind by their id, and what Word draws above them."""
        related = self.parts.related(main, kind)
        if related is None:
            return {}, {}
        notes: dict[int, Blocks] = {}
        separators: dict[str, Blocks] = {}
        for element, blocks in self._part(*related, _read_each):
            number = integer(element.get(W + "id"), -1, _MOST_ID)
            note = element.get(W + "type") or ""
            if element.tag != tag or number is None:
                continue
            if note in _NOTE_SEPARATORS:
                separators[note] = blocks
            else:
                notes[number] = blocks
        return notes, separators

    def _comments(self, main: str) -> tuple[Comment, ...]:
        related = self.parts.related(main, "/comments")
        if related is None:
            return ()
        return tuple(
            Comment(
                id=integer(element.get(W + "id"), 0, _MOST_ID) or 0,
                author=element.get(W + "author") or "",
                blocks=blocks,
            )
            for element, blocks in self._part(*related, _read_each)
            if element.tag == W + "comment"
        )

    def _part(self, part: str, data: bytes, read: _Reader) -> Pieces:
        """The pieces of a part, from the last reading where nothing they rest on has changed."""
        kept = _kept.setdefault(self.environment, {})
        key = (part, data, tuple(self.parts.relations(part).items()))
        found = kept.get(key)
        if found is None:
            story = new_story(self.environment, self.parts, part)
            found = (story, read(story, parse(data, part)))
            # Pictures lie in parts of their own, which may change.
            if not story.relations:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[key] = found
        self.stories.append(found[0])
        return found[1]

    def _styles(self) -> tuple[str, ...]:
        used: set[str] = set()
        for story in self.stories:
            used |= story.styles
        return tuple(sorted(used - {""}))

    def _changes(self) -> Changes:
        total = Changes()
        for story in self.stories:
            total = story.counts.total(total)
        return total

    def _unsupported(self) -> tuple[Unsupported, ...]:
        return tuple(one for story in self.stories for one in story.unsupported)


def _read_whole(story: Story, root: Element) -> Pieces:
    """A header or footer: all of it is one piece."""
    return ((root, read_blocks(story, root, NO_LAYER, ())),)


def _read_each(story: Story, root: Element) -> Pieces:
    """Notes or comments: each child is a piece, found by its id."""
    return tuple(
        (child, read_blocks(story, child, NO_LAYER, (integer(child.get(W + "id"), -1, _MOST_ID) or 0,)))
        for child in root
    )
