"""What every part of layout is handed: the file's habits, the numbers, the cache, the sheet being filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.document.content import Drawing, Field, NoteMark, NoteReference, Paragraph, Table, leaves
from app.pages.model import Area, Line, Page
from app.pages.paragraphs import Habits, SetParagraph, set_paragraph
from app.pages.words import Numbers

if TYPE_CHECKING:
    from app.pages.slots import Slot


@dataclass(slots=True)
class Cache:
    """Paragraphs already set, by what they say, how they look and how wide they are."""

    old: dict[object, SetParagraph] = field(default_factory=dict)
    new: dict[object, SetParagraph] = field(default_factory=dict)

    def turn(self) -> None:
        """A new run begins; the one before may have been dropped half way."""
        self.old |= self.new
        self.new = {}

    def sweep(self) -> None:
        """A run is through: what it did not need is forgotten."""
        self.old = {}


@dataclass(slots=True)
class Context:
    """What laying out any part of the document needs to know."""

    habits: Habits
    cache: Cache
    # Tables and what floats hold slots themselves: handed in, so that slots need not know of them.
    make_table_slots: Callable[[Context, Table, float], Iterator[Slot]]
    make_float: Callable[[Context, Table | Paragraph, float, bool], Slot]
    numbers: Numbers = field(default_factory=Numbers)
    approximate: dict[str, None] = field(default_factory=dict)
    nested: int = 0  # how many tables are around what is being set

    def approximates(self, key: str) -> None:
        """Remembers that something stands only roughly where Word puts it."""
        self.approximate[key] = None

    def set(self, paragraph: Paragraph, width: float) -> SetParagraph:
        """The paragraph in lines, from the cache where it was set before."""
        key = (
            paragraph.content, paragraph.format, paragraph.mark, paragraph.label, width, self.habits,
            _numbers_in(paragraph, self.numbers),
        )  # fmt: skip
        cache = self.cache
        done = cache.new.get(key)
        if done is None:
            done = cache.old.get(key) or set_paragraph(paragraph, width, self.numbers, self.habits)
            cache.new[key] = done
        if not done.exact:
            self.approximates("pages.unknown_font")
        return done


def _numbers_in(paragraph: Paragraph, numbers: Numbers) -> tuple[str, ...]:
    """The numbers only layout knows that the paragraph shows."""
    found = []
    for leaf in leaves(paragraph.content):
        if isinstance(leaf, Field):
            found.append(numbers.page if leaf.kind == "PAGE" else numbers.total)
        elif isinstance(leaf, NoteReference):
            found.append(numbers.notes.get((leaf.kind, leaf.id), ""))
        elif isinstance(leaf, NoteMark):
            found.append(numbers.note)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangles that a drawing's place may refer to: sheet, margins and column."""

    page_width: float
    page_height: float
    left: float
    top: float
    right: float  # x of the edge of the right margin
    bottom: float
    column_x: float
    column_width: float


@dataclass(slots=True)
class Anchored:
    """A drawing met while lines were put on the sheet, drawn once they all stand."""

    drawing: Drawing
    line: Line
    char_x: float
    paragraph_top: float
    frame: Frame
    area: Area


@dataclass(slots=True)
class Sheet:
    """A page being filled, and what part of it is."""

    page: Page
    frame: Frame
    area: Area = Area.BODY
    cell: tuple[int, int] | None = None
    column: int = 0
    anchored: list[Anchored] = field(default_factory=list)
