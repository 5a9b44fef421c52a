"""Footnotes and endnotes: their numbers, and the footnote area at the bottom of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.document.content import Block, NoteReference, leaves, paragraphs
from app.document.model import Document
from app.document.number_formats import number_text
from app.pages.context import Context, Sheet
from app.pages.model import Area, Rule, RuleKind
from app.pages.slots import Slot, emit_all, last_space, pile, slots_of, stack

# Word draws the separator 2 inches long (LibreOffice 40 mm). Where the file says nothing of it: 1 mm above
# and below.
SEPARATOR_LENGTH = 2880.0
SEPARATOR_WEIGHT = 10.0
SEPARATOR_ROOM = 114.0 + SEPARATOR_WEIGHT


def note_numbers(document: Document) -> dict[tuple[str, int], str]:
    """The number of every note by kind and id, in the order of the text (notes numbered anew on every
    page are counted through: Word alone knows the pages beforehand)."""
    if not document.footnotes and not document.endnotes:
        return {}
    found: dict[tuple[str, int], str] = {}
    counts = {"footnote": 0, "endnote": 0}
    for section in document.sections:
        ways = {"footnote": section.page.footnotes, "endnote": section.page.endnotes}
        for kind, way in ways.items():
            if way.restart == "eachSect":
                counts[kind] = 0
        for reference in _references(section.blocks):
            if reference.custom or (reference.kind, reference.id) in found:
                continue
            way = ways[reference.kind]
            found[reference.kind, reference.id] = number_text(way.start + counts[reference.kind], way.format)
            counts[reference.kind] += 1
    return found


def _references(blocks: Sequence[Block]) -> Iterator[NoteReference]:
    for paragraph in paragraphs(tuple(blocks)):
        for leaf in leaves(paragraph.content):
            if isinstance(leaf, NoteReference):
                yield leaf


@dataclass(slots=True)
class NoteArea:
    """The notes of one page: what came over from the page before, and those referred to on it."""

    context: Context
    document: Document
    width: float
    carried: list[Slot] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.slots = list(self.carried)

    def height_with(self, references: Sequence[NoteReference], least: bool = False) -> float:
        """Height of the area once these notes are in it; least: with only the first line of the last."""
        slots = list(self.slots)
        for reference in references:
            slots += self._new(reference)[: 1 if least and reference is references[-1] else None]
        return self._height(slots)

    def take(self, references: Sequence[NoteReference]) -> None:
        """Puts these notes into the area."""
        for reference in references:
            self.slots += self._new(reference)
            self.known.add(reference.id)

    def forget_from(self, count: int, known: set[int]) -> None:
        """Takes out what was put in after the area held `count` slots."""
        del self.slots[count:]
        self.known = known

    def cut(self, room: float, least: int = 0) -> list[Slot]:
        """What does not fit in the room goes over to the next page and is given back; `least` lines stay."""
        kept = len(self.slots)
        while kept > least and self._height(self.slots[:kept]) > room + 0.5:
            kept -= 1
        rest = self.slots[kept:]
        self.slots = self.slots[:kept]
        return rest

    def height(self) -> float:
        """Height of the area with its separator; 0 when it holds nothing."""
        return self._height(self.slots)

    def _height(self, slots: Sequence[Slot]) -> float:
        if not slots:
            return 0.0
        return self._separator_height() + pile(iter(slots)).height

    def _separator_height(self) -> float:
        # Word sets the separator as the paragraph it is; LibreOffice 7.4 always takes 6 pt.
        blocks = self.document.footnote_separators.get("separator", ())
        return stack(self.context, blocks, self.width).height if blocks else SEPARATOR_ROOM

    def _new(self, reference: NoteReference) -> list[Slot]:
        if reference.kind != "footnote" or reference.id in self.known:
            return []
        return note_slots(self.context, self.document, reference, self.width)

    def emit(self, sheet: Sheet, x: float, bottom: float) -> None:
        """Puts the separator and the notes on the sheet so that they end at `bottom`."""
        if not self.slots:
            return
        top = bottom - self.height()
        middle = top + self._separator_height() / 2
        end = x + min(SEPARATOR_LENGTH, self.width)
        if not self.document.footnote_separators or self.document.footnote_separators.get("separator"):
            sheet.page.rules.append(Rule(x, middle, end, middle, SEPARATOR_WEIGHT, kind=RuleKind.SEPARATOR))
        sheet.area = Area.FOOTNOTE
        emit_all(self.context, sheet, pile(iter(self.slots)).placed, x, top + self._separator_height())
        sheet.area = Area.BODY


def note_slots(context: Context, document: Document, reference: NoteReference, width: float) -> list[Slot]:
    """The lines of a note."""
    texts = document.footnotes if reference.kind == "footnote" else document.endnotes
    numbers = context.numbers
    label = reference.custom or numbers.notes.get((reference.kind, reference.id), "")
    context.numbers = replace(numbers, note=label)
    blocks = texts.get(reference.id, ())
    slots = list(slots_of(context, blocks, width, floats=False))
    context.numbers = numbers
    if slots:
        # Each note keeps its own spacing: space after its last line stands above the next note.
        slots[-1].height += last_space(context, blocks)
    return slots


@dataclass(slots=True, eq=False)
class EndnoteSlot:
    """A line of an endnote, which stands in the body's column but is no body text."""

    inner: Slot
    height: float
    gap: float
    kept_gap: float
    may_break: bool
    force: str = ""
    hang: float = 0.0

    @property
    def notes(self) -> Sequence[NoteReference]:
        """None: notes have no notes."""
        return ()

    def emit(self, context: Context, sheet: Sheet, x: float, y: float) -> None:
        """Puts the line on the sheet."""
        area, sheet.area = sheet.area, Area.ENDNOTE
        self.inner.emit(context, sheet, x, y)
        sheet.area = area


def endnote_slots(context: Context, document: Document, width: float) -> Iterator[Slot]:
    """The endnotes of the whole document in the order of their references."""
    if not document.endnotes:
        return
    for section in document.sections:
        for reference in _references(section.blocks):
            if reference.kind == "endnote":
                for slot in note_slots(context, document, reference, width):
                    yield EndnoteSlot(slot, slot.height, slot.gap, slot.kept_gap, slot.may_break)
