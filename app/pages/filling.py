"""Filling a column with slots: what fits, where the column may end, what floats, what footnotes take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from app.document.content import Drawing
from app.pages.context import Context, Frame
from app.pages.drawings import Obstacle, Place, free_room, obstacle_of, place_of
from app.pages.floating import FloatSlot
from app.pages.notes import NoteArea
from app.pages.paragraphs import set_around
from app.pages.slots import LineSlot, Slot, line_slots
from app.pages.tables import RowSlot

# LibreOffice and Word count in whole twips; ours are not.
TOLERANCE = 0.5


class Feed:
    """The slots of a section in order, made as they are looked at."""

    def __init__(self, slots: Iterator[Slot]) -> None:
        self._slots = slots
        self._waiting: list[Slot] = []

    def peek(self, index: int) -> Slot | None:
        """The slot this many places on, None behind the last."""
        missing = index + 1 - len(self._waiting)
        if missing > 0:
            self._waiting.extend(islice(self._slots, missing))
        return self._waiting[index] if index < len(self._waiting) else None

    def replace(self, index: int, count: int, slots: list[Slot]) -> None:
        """Puts other slots in the place of some."""
        self._waiting[index : index + count] = slots

    def drop(self, count: int) -> None:
        """Forgets the first slots: they stand on a page."""
        del self._waiting[:count]


@dataclass(slots=True)
class Column:
    """What a column may hold: its place and its lower end, footnotes included."""

    x: float
    width: float
    top: float
    limit: float


@dataclass(slots=True)
class Filled:
    """What went into a column, each slot with the y of its top; bottom is where the text ends.

    hang is what of its last line may hang into what stands below. ended is "page" or "column" when the
    text asked for a break, "full", or "end" of the section.
    """

    placed: list[tuple[Slot, float]]
    bottom: float
    ended: str
    hang: float = 0.0


@dataclass(slots=True)
class _Taken:
    """A slot taken into the column, and what the footnote area held before it."""

    slot: Slot
    y: float
    note_count: int
    notes_known: set[int]


@dataclass(slots=True)
class Filler:
    """Fills one column from a feed.

    fresh: nothing stands above on this page; forced: the page's start was asked for (or is the
    start of the text), so that space before its first paragraph is kept, as Word does.
    """

    context: Context
    feed: Feed
    column: Column
    notes: NoteArea
    frame: Frame
    fresh: bool
    forced: bool
    obstacles: list[Obstacle] = field(default_factory=list)
    taken: list[_Taken] = field(default_factory=list)
    repeated: list[tuple[Slot, float]] = field(default_factory=list)
    y: float = 0.0

    def fill(self) -> Filled:
        """Takes slots as long as they fit."""
        self.y = self.column.top
        index = 0
        while True:
            slot = self.feed.peek(index)
            if slot is None:
                return self._end(index, "end")
            if slot.force and (index or not self.fresh):
                return self._end(index, slot.force)
            slot = self._prepared(index, slot)
            gap = self._gap(slot)
            if not self._fits(slot, gap):
                return self._overflow(index, slot, gap)
            self._take(slot, gap)
            index += 1

    def _gap(self, slot: Slot) -> float:
        if self.taken:
            return slot.gap
        if self.fresh:
            return slot.kept_gap if self.forced else 0.0
        return slot.gap

    def _fits(self, slot: Slot, gap: float) -> bool:
        notes = slot.notes
        # A line with a new note may not hang: the note is laid below the whole of it.
        bottom = self.y + gap + slot.height - (0.0 if notes else slot.hang)
        if bottom > self.column.limit + TOLERANCE:
            return False
        area = self.notes.height_with(notes) if notes or self.notes.slots else 0.0
        if bottom + area <= self.column.limit + TOLERANCE:
            return True
        if not notes:
            return False
        # A long note may go on overleaf, but begins on the page of its mark.
        return bottom + self.notes.height_with(notes, least=True) <= self.column.limit + TOLERANCE

    def _take(self, slot: Slot, gap: float) -> None:
        self.y += gap
        self.taken.append(_Taken(slot, self.y, len(self.notes.slots), set(self.notes.known)))
        self.notes.take(slot.notes)
        self.y += slot.height

    def _overflow(self, index: int, slot: Slot, gap: float) -> Filled:
        if isinstance(slot, RowSlot):
            parts = slot.split(self.column.limit - self.y - gap - self.notes.height_with(slot.notes))
            if parts is not None:
                self._take(parts[0], gap)
                self.feed.replace(index, 1, [*parts])
                return self._end(index + 1, "full")
        cut = index
        while cut > 0 and not self._may_end_before(cut):
            cut -= 1
        if cut == 0:
            if index == 0 and self.fresh:
                self._take(slot, gap)  # higher than any page
                return self._end(1, "full")
            # Nothing allows an end here: on a page of its own the text is cut where it is full.
            cut = index if self.fresh else 0
        return self._end(cut, "full")

    def _may_end_before(self, index: int) -> bool:
        slot = self.feed.peek(index)
        return slot is not None and slot.may_break

    def _end(self, count: int, ended: str) -> Filled:
        if count < len(self.taken):
            first = self.taken[count]
            self.notes.forget_from(first.note_count, first.notes_known)
            del self.taken[count:]
        self.feed.drop(count)
        last = self.taken[-1] if self.taken else None
        bottom = last.y + last.slot.height if last else self.column.top
        placed = self.repeated + [(one.slot, one.y) for one in self.taken]
        return Filled(placed, bottom, ended, last.slot.hang if last else 0.0)

    def _prepared(self, index: int, slot: Slot) -> Slot:
        """The slot as it stands here: rows get their repeated header, lines flow around what floats."""
        if isinstance(slot, RowSlot):
            if not self.taken and slot.headers and self.fresh and not self.repeated:
                for header in slot.headers:
                    self.repeated.append((header, self.y))
                    self.y += header.height
            return slot
        if isinstance(slot, FloatSlot):
            frame = replace(self.frame, column_x=self.column.x, column_width=self.column.width)
            self.obstacles.append(slot.obstacle(frame, self.column.x, self.y))
        if not isinstance(slot, LineSlot):
            return slot
        begins = not self.taken or self._last_paragraph() is not slot.paragraph
        if not begins:
            return slot
        if slot.line.first_word == 0:
            self._meet_floats(slot)
        y = self.y + self._gap(slot)
        if slot.set_around or self._in_the_way(y, slot):
            return self._set_anew(index, slot, y)
        return slot

    def _last_paragraph(self) -> object:
        last = self.taken[-1].slot
        return last.paragraph if isinstance(last, LineSlot) else None

    def _meet_floats(self, slot: LineSlot) -> None:
        """Registers what the paragraph's own drawings keep free of text."""
        top = self.y + self._gap(slot)
        for line in slot.done.lines:
            for drawing, char_x in line.drawings:
                if drawing.place is None or drawing.place.wrap == "none":
                    continue
                place = self._place(drawing, char_x, top)
                found = obstacle_of(drawing, place)
                if found is not None:
                    self.obstacles.append(found)

    def _place(self, drawing: Drawing, char_x: float, top: float) -> Place:
        frame = replace(self.frame, column_x=self.column.x, column_width=self.column.width)
        return place_of(drawing, frame, self.column.x + char_x, top, top)

    def _in_the_way(self, y: float, slot: LineSlot) -> bool:
        if not self.obstacles:
            return False
        lines = slot.done.lines
        bottom = y + sum(line.height for line in lines if line.start >= slot.line.start)
        return any(one.top < bottom and one.bottom > y for one in self.obstacles)

    def _set_anew(self, index: int, slot: LineSlot, y: float) -> Slot:
        room = free_room(self.obstacles, self.column.x, self.column.width)
        lines = set_around(slot.done, slot.line.first_word, y + slot.pad, room, self.context.habits)
        made = line_slots(slot.done, slot.paragraph, lines)
        first = made[0]
        first.gap, first.kept_gap, first.may_break, first.force = (
            slot.gap, slot.kept_gap, slot.may_break, slot.force,
        )  # fmt: skip
        for one in made:
            one.set_around = True
            one.edge = slot.edge
        count = 0
        while (
            isinstance(after := self.feed.peek(index + count), LineSlot) and after.paragraph is slot.paragraph
        ):
            count += 1
        self.feed.replace(index, count, [*made])
        return first
