"""Which paragraph of the printed document is which part of the letter, character by character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.document.content import Paragraph, paragraphs
from app.document.model import Document
from app.document.places import Origin
from app.letter.compose import compose
from app.letter.composed import Composed, ComposedBlock, ComposedParagraph, ComposedTable
from app.letter.grid import grid
from app.letter.model import Block as LetterBlock
from app.letter.model import Letter, Level
from app.letter.model import Paragraph as LetterParagraph
from app.letter.model import Table as LetterTable
from app.letter.positions import BODY, Text, TextPosition, Where, footnotes, plain_text, where_at
from app.rules.model import Rulebook

# Their label stands on a line of its own above the title.
_LABEL_ALONE = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
# Components of the page (their styles are named in the rulebook) by the field of the letter they print.
_FIELD_OF = {
    "national_name": "national_name",
    "motto": "motto",
    "code": "code",
    "subject": "subject",
    "recipients_label": "recipients",
    "drafter_code": "drafter",
    "secrecy": "secrecy",
    "urgency": "urgency",
    "circulation": "circulation",
    "recall": "recall",
    "contact_line": "contact",
    "draft_mark": "draft_mark",
}
_SIGNATURE = frozenset({"authority", "position", "other_title", "full_name"})
_APPENDIX_HEAD = frozenset({"appendix_label", "appendix_title", "appendix_link"})


@dataclass(frozen=True, slots=True)
class Printed:
    """What one paragraph of the document prints: a place, and for text how its characters count.

    ``before``: characters of the label in front; ``marks``: offsets in the letter at which a footnote's
    mark stands, which the document's text does not count.
    """

    where: Where
    before: int = 0
    marks: tuple[int, ...] = ()
    is_label: bool = False

    def offset_of(self, char: int) -> int:
        """The offset in the letter of a character of the document's paragraph."""
        offset = max(0, char - self.before)
        for mark in self.marks:
            offset += mark < offset
        return offset

    def char_of(self, offset: int) -> int:
        """The character of the document's paragraph at an offset of the letter."""
        return self.before + offset - sum(mark < offset for mark in self.marks)


@dataclass
class PageMap:
    """The paragraphs of a document by origin, and of a place the origins, in the order of the page."""

    # Keys are origins; the lines of pages hold them as plain objects.
    printed: dict[object, Printed] = field(default_factory=dict)
    origins: dict[Where, list[Origin]] = field(default_factory=dict)

    def add(self, paragraph: Paragraph, printed: Printed) -> None:
        """Remember what a paragraph prints."""
        self.printed[paragraph.origin] = printed
        self.origins.setdefault(_whole(printed.where), []).append(paragraph.origin)

    def origins_of(self, where: Where) -> list[Origin]:
        """Where a place of the letter is printed: itself, else the nearest thing around it that is."""
        near = next((one for one in _nearer(where) if one in self.origins), None)
        if near is None:
            fields = (where.field, _NEIGHBOURS.get(where.field))
            near = next((one for one in self.origins if one.field in fields), None)
        found = self.origins[near] if near is not None else []
        words = [one for one in found if not self.printed[one].is_label]
        return words if where.position is not None and words else found


def map_pages(letter: Letter, document: Document, rulebook: Rulebook) -> PageMap:
    """The map of a letter onto the document that it was written into."""
    mapper = _Mapper(letter, document, rulebook)
    mapper.map_components()
    mapper.map_texts()
    mapper.map_footnotes()
    return mapper.map


def _whole(where: Where) -> Where:
    """The place without the offset, as the key of its paragraph."""
    position = where.position
    if position is None:
        return Where(where.field, where.path[:1])
    return Where(where.field, where.path[:1], position.moved(position.block))


def _nearer(where: Where) -> Iterator[Where]:
    """A place and what lies around it, from near to far."""
    yield _whole(where)
    yield Where(where.field, where.path[:1])
    if where.path:
        yield Where(where.field)


# What is printed on the line of another field.
_NEIGHBOURS = {"date": "place", "archive": "recipients", "medium": "urgency"}


class _Mapper:
    def __init__(self, letter: Letter, document: Document, rulebook: Rulebook) -> None:
        self.letter, self.document = letter, document
        self.composed: Composed = compose(letter, rulebook)
        self.map = PageMap()
        self._component_of = {component.style: name for name, component in rulebook.components.items()}
        self._paragraphs = list(document.paragraphs)

    # --- what has a style of its own

    def map_components(self) -> None:
        """Header, Kính gửi, Nơi nhận, signatures, marks, heads of appendices."""
        organs = _Counted([organ.name for organ in self.composed.organs])
        parents = _Counted([organ.parent for organ in self.composed.organs])
        addressees = _Counted([one.text + one.address for one in self.composed.addressees])
        recipients = _Counted(list(self.composed.recipients))
        signature, cells, appendix = -1, set[tuple[int, ...]](), -1
        for paragraph in (*self._paragraphs, *_running(self.document)):
            component = self._component_of.get(paragraph.style_name, "")
            where = Where(_FIELD_OF.get(component, ""))
            if component == "organ":
                where = Where("issuers", (organs.take(paragraph.text),))
            elif component == "parent_organ":
                where = Where("issuers", (parents.take(paragraph.text),))
            elif component == "place_date":
                where = Where("place")
            elif component in ("addressees", "addressee_item"):
                where = self._addressee(paragraph, addressees)
            elif component == "recipients":
                where = self._recipient(recipients.take(paragraph.text))
            elif component in _SIGNATURE:
                cell = paragraph.origin.path[:3]
                signature += cell not in cells
                cells.add(cell)
                where = Where("signatures", (signature,))
            elif component in _APPENDIX_HEAD:
                appendix += component == "appendix_label"
                where = Where("appendices", (max(appendix, 0),))
            if where.component:
                self.map.add(paragraph, Printed(where))

    def _addressee(self, paragraph: Paragraph, counted: _Counted) -> Where:
        label = self.composed.addressees_label
        words = paragraph.text.strip()
        words = words.removeprefix(label).strip() if label else words
        if not words:
            return Where("addressees")
        return Where("addressees", (counted.take(words.removeprefix("-")),))

    def _recipient(self, index: int) -> Where:
        # Lines without a name are not printed, so the printed lines count those that are.
        shown = [
            number
            for number, one in enumerate(self.letter.recipients)
            if one.name or one.kind.value == "as_above"
        ]
        return Where("recipients", (shown[index],)) if index < len(shown) else Where("archive")

    # --- the texts, in order

    def map_texts(self) -> None:
        """Body and appendices: every composed block is found by its words, in the order of the text."""
        finder = _Finder([one for one in self._paragraphs if one.origin not in self.map.printed])
        self._map_blocks(BODY, self.letter.body, self.composed.body, finder)
        for index, appendix in enumerate(self.letter.appendices):
            printed = self.composed.appendices[index].blocks
            self._map_blocks(Text(appendix=index), appendix.blocks, printed, finder)

    def _map_blocks(
        self,
        text: Text,
        blocks: tuple[LetterBlock, ...],
        composed: tuple[ComposedBlock, ...],
        finder: _Finder,
    ) -> None:
        waiting = iter(composed)
        for index, block in enumerate(blocks):
            if isinstance(block, LetterTable) and not grid(block).columns:
                continue  # not printed
            shown = next(waiting)
            if isinstance(block, LetterParagraph) and isinstance(shown, ComposedParagraph):
                self._map_paragraph(TextPosition(index, 0, text), block, shown, finder)
            elif isinstance(block, LetterTable) and isinstance(shown, ComposedTable):
                self._map_table(text, index, block, shown, finder)

    def _map_paragraph(
        self, at: TextPosition, block: LetterParagraph, shown: ComposedParagraph, finder: _Finder
    ) -> None:
        words = "".join(run.text for run in shown.runs)
        marks = tuple(index for index, char in enumerate(plain_text(block, "\0")) if char == "\0")
        where = where_at(at)
        alone = shown.level in _LABEL_ALONE and at.text.cell is None
        if alone:
            label = finder.next(shown.label)
            if label is not None:
                self.map.add(label, Printed(where, len(shown.label), is_label=True))
            if not shown.runs:
                return
        before = "" if alone or not shown.label else f"{shown.label} "
        paragraph = finder.next(before + words)
        if paragraph is not None:
            self.map.add(paragraph, Printed(where, len(before), marks))

    def _map_table(
        self, text: Text, index: int, table: LetterTable, shown: ComposedTable, finder: _Finder
    ) -> None:
        for row, (placed, cells) in enumerate(zip(grid(table).rows, shown.rows, strict=True)):
            number = -1
            for place, cell in zip(placed, cells, strict=True):
                number += place.cell is not None
                if place.cell is None:
                    finder.next("")
                    continue
                inside = Text(text.appendix, (index, row, number))
                for block, (words, printed) in enumerate(zip(place.cell.blocks, cell.blocks, strict=True)):
                    self._map_paragraph(TextPosition(block, 0, inside), words, printed, finder)

    # --- footnotes

    def map_footnotes(self) -> None:
        """The last notes of the file are the letter's: a skeleton's own come first."""
        texts = (BODY, *(Text(index) for index in range(len(self.letter.appendices))))
        marks = [mark for text in texts for mark, _ in footnotes(self.letter, text)]
        notes = sorted(self.document.footnotes)
        for mark, note in zip(reversed(marks), reversed(notes), strict=False):
            for paragraph in paragraphs(self.document.footnotes[note]):
                self.map.printed[paragraph.origin] = Printed(where_at(mark), is_label=True)


def _running(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of headers and footers, where the contact line stands."""
    for section in document.sections:
        for part in (section.headers, section.footers):
            for blocks in (part.first, part.default, part.even):
                yield from paragraphs(blocks)


class _Counted:
    """Takes printed lines for the items they belong to: an item may be broken over several lines."""

    def __init__(self, items: list[str]) -> None:
        self._lengths = [len("".join(item.split())) for item in items]
        self._index = 0
        self._taken = 0

    def take(self, line: str) -> int:
        """The index of the item that a line belongs to."""
        lengths = self._lengths
        while self._index + 1 < len(lengths) and self._taken >= lengths[self._index]:
            self._index, self._taken = self._index + 1, 0
        self._taken += len("".join(line.split()))
        return self._index


class _Finder:
    """Finds paragraphs by their words, each behind the one found before."""

    def __init__(self, among: Iterable[Paragraph]) -> None:
        self._paragraphs = list(among)
        self._by_words: dict[str, list[int]] = {}
        for index, paragraph in enumerate(self._paragraphs):
            self._by_words.setdefault(_key(paragraph.text), []).append(index)
        self._next = 0

    def next(self, words: str) -> Paragraph | None:
        """The next paragraph with these words; None when there is none."""
        places = self._by_words.get(_key(words), [])
        place = bisect_left(places, self._next)
        if place == len(places):
            return None
        self._next = places[place] + 1
        return self._paragraphs[places[place]]


def _key(words: str) -> str:
    return words.rstrip()
