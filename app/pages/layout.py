"""The layout of a whole document, page by page, in steps that leave the caller time for other things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from time import perf_counter

from app.document.content import Block, Field, Paragraph, leaves, paragraphs
from app.document.formats import NO_BORDERS
from app.document.model import Document, HeaderFooter, Section
from app.document.number_formats import number_text
from app.pages.context import Cache, Context, Frame, Sheet
from app.pages.drawings import Obstacle, draw_all
from app.pages.filling import Column, Feed, Filled, Filler
from app.pages.floating import float_slot
from app.pages.model import Area, Page, Pages
from app.pages.notes import NoteArea, endnote_slots, note_numbers
from app.pages.paragraphs import Habits
from app.pages.slots import Slot, Stack, emit_all, slots_of, stack
from app.pages.tables import table_slots
from app.pages.words import Numbers

# A file made to keep us busy ends here; Word itself gives up at 32767 pages.
MOST_PAGES = 5000
# Between header and text Word keeps nothing, but the text never covers the header.
_LEAST_BODY = 720.0
# Word's half inch, for a file that gives no distance.
DEFAULT_TAB = 720.0


def lay_out(document: Document) -> Pages:
    """The whole document in pages."""
    run = LayoutRun(document)
    while not run.step(1000.0):
        pass
    return run.result()


class LayoutRun:
    """One run over a document. Give it the run before, and what did not change is taken from there.

    Call step until it says True; pages holds those that are complete meanwhile. Page totals
    (NUMPAGES) are those of the run before until the last page stands.
    """

    cache: Cache
    pages: list[Page]

    def __init__(self, document: Document, previous: LayoutRun | None = None) -> None:
        cache = previous.cache if previous is not None else Cache()
        cache.turn()
        self.cache = cache
        self.pages = []
        self._maker = _PageMaker(document, cache, str(len(previous.pages) if previous else 1))
        self._done = False

    def step(self, budget_ms: float) -> bool:
        """Lays out pages until the time is used up (always at least one); True when all are done."""
        end = perf_counter() + budget_ms / 1000
        while not self._done:
            page = self._maker.next_page()
            if page is not None:
                self.pages.append(page)
            if page is None or len(self.pages) >= MOST_PAGES:
                self._finish()
            elif perf_counter() >= end:
                return self._done
        return True

    def _finish(self) -> None:
        self._maker.number_all(self.pages)
        self.cache.sweep()
        self._done = True

    @property
    def approximate(self) -> tuple[str, ...]:
        """Keys of what stands only roughly where Word puts it, so far."""
        return tuple(self._maker.context.approximate)

    def result(self) -> Pages:
        """The pages so far."""
        return Pages(tuple(self.pages), self.approximate)


@dataclass(slots=True)
class _Furniture:
    """Header and footer of a page, set, and the body's upper and lower end between them."""

    header: Stack
    footer: Stack
    top: float
    bottom: float


@dataclass(slots=True)
class _Made:
    """What is needed to draw the header and footer of a finished page once more."""

    section: Section
    numbers: Numbers
    variant: str
    frame: Frame


@dataclass(slots=True)
class _State:
    """How far the text is."""

    section: int = 0
    feed: Feed | None = None
    forced: bool = True  # the next page starts because the text asks for it
    number: int = 0  # of the last page as printed
    first_of_section: bool = True
    carried: list[Slot] = field(default_factory=list)


class _PageMaker:
    """Makes one page after the other."""

    def __init__(self, document: Document, cache: Cache, total: str) -> None:
        self.document = document
        self.total = total
        settings = document.settings
        habits = Habits(
            settings.compatibility_mode,
            float(settings.default_tab) if settings.default_tab > 0 else DEFAULT_TAB,
            "doNotExpandShiftReturn" not in settings.compatibility,
            "doNotUseHTMLParagraphAutoSpacing" in settings.compatibility,
        )
        self.context = Context(habits, cache, table_slots, float_slot)
        if document.unsupported:
            self.context.approximates("pages.unknown_drawing")
        self.notes = note_numbers(document)
        self.context.numbers = Numbers(total=total, notes=self.notes)
        self.state = _State()
        self.made: list[_Made] = []

    def next_page(self) -> Page | None:
        """The next page, None after the last."""
        state = self.state
        if state.section >= len(self.document.sections):
            return None
        section = self.document.sections[state.section]
        if state.feed is None:
            state.feed = self._feed(section)
        page, furniture, frame = self._start(section)
        sheet = Sheet(page, frame)
        self._fill(sheet, furniture)
        self._emit_furniture(sheet, furniture, section)
        page.rules = list(dict.fromkeys(page.rules))
        return page

    def _feed(self, section: Section) -> Feed:
        width = column_places(section, *_margins(section, 1, self.document.settings.mirror_margins))[0][1]
        if section is not self.document.sections[-1]:
            return Feed(slots_of(self.context, _without_break_mark(section.blocks), width))
        slots = slots_of(self.context, section.blocks, width)
        return Feed(chain(slots, endnote_slots(self.context, self.document, width)))

    def _start(self, section: Section) -> tuple[Page, _Furniture, Frame]:
        state, setup = self.state, section.page
        if setup.line_grid or setup.vertical_align != "top" or setup.borders != NO_BORDERS:
            self.context.approximates("pages.page_setup")
        state.number += 1
        if state.first_of_section:
            if setup.number_start is not None:
                state.number = setup.number_start
            odd = state.number % 2 == 1
            if (section.starts == "oddPage" and not odd) or (section.starts == "evenPage" and odd):
                state.number += 1
        label = number_text(state.number, setup.number_format)
        numbers = Numbers(label, self.total, self.notes)
        self.context.numbers = numbers
        page = Page(len(self.made) + 1, label, float(setup.width), float(setup.height), state.section)
        left, right = _margins(section, state.number, self.document.settings.mirror_margins)
        variant = self._variant(section)
        furniture = self._furniture(section, variant, right - left)
        frame = Frame(
            page.width, page.height, left, furniture.top, right, furniture.bottom, left, right - left
        )
        self.made.append(_Made(section, numbers, variant, frame))
        state.first_of_section = False
        return page, furniture, frame

    def _variant(self, section: Section) -> str:
        if section.page.title_page and self.state.first_of_section:
            return "first"
        if self.document.settings.even_and_odd_headers and self.state.number % 2 == 0:
            return "even"
        return "default"

    def _furniture(self, section: Section, variant: str, width: float) -> _Furniture:
        setup = section.page
        header = stack(self.context, _chosen(section.headers, variant), width)
        footer = stack(self.context, _chosen(section.footers, variant), width)
        top, bottom = float(setup.margin_top), float(setup.height - setup.margin_bottom)
        if header.placed and not setup.top_fixed:
            top = max(top, setup.header_distance + header.height)
        if footer.placed and not setup.bottom_fixed:
            bottom = min(bottom, setup.height - setup.footer_distance - footer.height)
        if bottom - top < _LEAST_BODY:
            top, bottom = float(setup.margin_top), float(setup.height - setup.margin_bottom)
        return _Furniture(header, footer, top, max(bottom, top + _LEAST_BODY))

    def _fill(self, sheet: Sheet, furniture: _Furniture) -> None:
        """Fills the body of a page, with as many sections as share it."""
        state, y, fresh = self.state, furniture.top, True
        forced = state.forced
        frame = sheet.frame
        notes = NoteArea(self.context, self.document, frame.column_width, state.carried)
        obstacles: list[Obstacle] = []
        while True:
            section = self.document.sections[state.section]
            if state.feed is None:
                state.feed = self._feed(section)
            places = column_places(section, frame.left, frame.right)
            if len(places) > 1:
                self.context.approximates("pages.columns")
            bottom = lowest = y
            for number, (x, width) in enumerate(places):
                column = Column(x, width, y, furniture.bottom)
                filler = Filler(self.context, state.feed, column, notes, frame, fresh, forced, obstacles)
                filled = filler.fill()
                self._emit(sheet, filled, number, x, width)
                bottom = max(bottom, filled.bottom)
                lowest = max(lowest, filled.bottom - filled.hang)
                if filled.ended in ("end", "page"):
                    break
                forced = False
            if filled.ended != "end" or not self._continues():
                break
            y, fresh, forced = bottom, False, True
        self._end_page(sheet, filled, notes, furniture, lowest)

    def _continues(self) -> bool:
        """Moves on to the next section; True when it stands on the same page."""
        state = self.state
        state.section += 1
        state.feed = None
        state.first_of_section = True
        if state.section >= len(self.document.sections):
            return False
        now, before = self.document.sections[state.section], self.document.sections[state.section - 1]
        same = (now.page.width, now.page.height) == (before.page.width, before.page.height)
        if now.starts == "continuous" and same:
            state.first_of_section = False
            return True
        return False

    def _emit(self, sheet: Sheet, filled: Filled, number: int, x: float, width: float) -> None:
        sheet.column = number
        frame = sheet.frame
        sheet.frame = replace(frame, column_x=x, column_width=width)
        emit_all(self.context, sheet, filled.placed, x, 0.0)
        sheet.frame = frame
        draw_all(self.context, sheet)

    def _end_page(
        self, sheet: Sheet, filled: Filled, notes: NoteArea, furniture: _Furniture, bottom: float
    ) -> None:
        state, alone = self.state, not sheet.page.lines
        # A page of notes only keeps one line at least, or a line too high would never find its page.
        state.carried = notes.cut(furniture.bottom - bottom, least=1 if alone else 0)
        state.forced = filled.ended != "full"
        sheet.column = 0
        notes.emit(sheet, sheet.frame.left, furniture.bottom)
        draw_all(self.context, sheet)
        if state.section >= len(self.document.sections) and state.carried:
            # The text is through, its notes are not: one more page, for them alone.
            state.section -= 1
            state.feed = Feed(iter(()))

    def _emit_furniture(self, sheet: Sheet, furniture: _Furniture, section: Section) -> None:
        setup, frame = section.page, sheet.frame
        for area, content, y in (
            (Area.HEADER, furniture.header, float(setup.header_distance)),
            (Area.FOOTER, furniture.footer, setup.height - setup.footer_distance - furniture.footer.height),
        ):
            sheet.area = area
            emit_all(self.context, sheet, content.placed, frame.left, y)
            draw_all(self.context, sheet)
        sheet.area = Area.BODY

    def number_all(self, pages: list[Page]) -> None:
        """Puts the number of pages, known only now, into headers and footers that show it."""
        total = str(len(pages))
        if total == self.total:
            return
        for page, made in zip(pages, self.made, strict=True):
            if not _shows_total(made.section):
                continue
            self.context.numbers = replace(made.numbers, total=total)
            kept = [line for line in page.lines if line.area not in (Area.HEADER, Area.FOOTER)]
            page.lines = kept
            width = made.frame.right - made.frame.left
            furniture = self._furniture(made.section, made.variant, width)
            again = Page(page.number, page.label, page.width, page.height, page.section)
            self._emit_furniture(Sheet(again, made.frame), furniture, made.section)
            page.lines.extend(again.lines)


def _shows_total(section: Section) -> bool:
    blocks: Iterator[tuple[Block, ...]] = (
        blocks for one in (section.headers, section.footers) for blocks in (one.default, one.first, one.even)
    )
    return any(
        isinstance(leaf, Field) and leaf.kind != "PAGE"
        for some in blocks
        for paragraph in paragraphs(some)
        for leaf in leaves(paragraph.content)
    )


def _without_break_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a section without an empty last paragraph, which is the mark of the break itself.

    It takes no line, or a full page before an annex would be followed by an empty one. The only
    paragraph of a section stays: the section must stand somewhere.
    """
    *rest, last = blocks or (None,)
    mark = isinstance(last, Paragraph) and not last.content and not last.label
    return tuple(blocks[:-1]) if rest and mark else blocks


def _chosen(parts: HeaderFooter, variant: str) -> tuple[Block, ...]:
    return {"first": parts.first, "even": parts.even}.get(variant, parts.default)


def _margins(section: Section, number: int, mirrored: bool) -> tuple[float, float]:
    """x of the left and the right edge of the text on a page of this number."""
    setup = section.page
    left, right = float(setup.margin_left), float(setup.margin_right)
    if mirrored and number % 2 == 0:
        left, right = right, left + setup.gutter
    else:
        left += setup.gutter
    return left, max(setup.width - right, left + 1)


def column_places(section: Section, left: float, right: float) -> list[tuple[float, float]]:
    """x and width of every text column."""
    columns = section.page.columns
    if columns.widths:
        places, x = [], left
        for one in columns.widths:
            places.append((x, float(one.width)))
            x += one.width + one.space
        return places
    count = max(1, columns.count)
    width = max(1.0, (right - left - columns.space * (count - 1)) / count)
    return [(left + index * (width + columns.space), width) for index in range(count)]
