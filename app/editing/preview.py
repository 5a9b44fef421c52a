"""The page at every keystroke: the very file that would be exported, read back and laid out in slices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from app.base.errors import AppError
from app.base.steps import Steps
from app.document.model import Document
from app.editing.page_map import PageMap, Printed, map_pages
from app.fonts import text_width
from app.letter.model import Letter
from app.letter.positions import Where
from app.pages.layout import LayoutRun
from app.pages.model import Fragment, FragmentKind, Line, Page
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor, built_in_only
from app.word.read import reading
from app.word.write import writing

_TWIP_PER_PT = 20.0
# Fragments that stand for no character of the paragraph.
_NOT_COUNTED = frozenset({FragmentKind.NOTE, FragmentKind.LABEL})


@dataclass(frozen=True, slots=True)
class PagePoint:
    """A place on a page: index of the page (from 0), and x, y (top of the line) and height in twips.

    ``width`` is that of a whole line, 0 of a cursor.
    """

    page: int
    x: float
    y: float
    height: float
    width: float = 0.0


class Preview:
    """Makes the pages of a letter step by step; the newest letter wins.

    Give it a letter with ``show``, call ``step`` until it says True. ``pages`` are always there to be
    painted: those of the new letter as far as they are made, behind them those of the letter before.
    """

    def __init__(self, rulebook: Rulebook, skeleton_for: SkeletonFor = built_in_only) -> None:
        self._rulebook = rulebook
        self._skeleton_for = skeleton_for
        self._waiting: Letter | None = None
        self._making: Steps[None] | None = None
        self._document: Document | None = None
        self._run: LayoutRun | None = None
        self._finished: LayoutRun | None = None
        self._old_pages: list[Page] = []
        self._map: PageMap | None = None
        self._letter = Letter()
        self._findings: tuple[Finding, ...] = ()

    # --- making

    def show(self, letter: Letter) -> None:
        """Make the pages of this letter next; what was begun for an older one is dropped."""
        self._waiting = letter

    def step(self, budget_ms: float) -> bool:
        """Work for about so long; True when the pages are those of the newest letter.

        Each step does at least one thing: a part of writing or reading, or the layout of one page.
        AppError as write_letter and read_package (a skeleton of the clerk's that cannot be read back).
        """
        end = perf_counter() + budget_ms / 1000
        while not self.is_done:
            self._work(max(0.0, end - perf_counter()) * 1000)
            if perf_counter() >= end:
                break
        return self.is_done

    def finish(self) -> None:
        """Make everything now (tests, export, a printer)."""
        while not self.step(1000.0):
            pass

    @property
    def is_done(self) -> bool:
        """Whether the pages are those of the newest letter."""
        return self._waiting is None and self._making is None and self._run is self._finished

    def _work(self, budget_ms: float) -> None:
        if self._waiting is not None:
            self._making, self._waiting = self._make(self._waiting), None
        if self._making is not None:
            try:
                next(self._making)
            except StopIteration:
                self._making = None
            except AppError:
                self._making = None
                raise
        elif self._run is not None and self._run.step(budget_ms):
            self._finished = self._run
            self._old_pages = []

    def _make(self, letter: Letter) -> Steps[None]:
        """Write the letter and read it back; what was there before is shown until then."""
        chosen = self._skeleton_for(letter.skeleton)
        written = yield from writing(letter, self._rulebook, chosen.skeleton)
        yield
        self._document = yield from reading(written.package)
        self._findings = (*written.findings, *chosen.findings)
        self._letter, self._map = letter, None
        self._old_pages = self.pages
        self._run = LayoutRun(self._document, self._run)

    # --- what there is

    @property
    def pages(self) -> list[Page]:
        """All pages there are to paint."""
        new = self._run.pages if self._run is not None else []
        return [*new, *self._old_pages[len(new) :]]

    @property
    def page_count(self) -> int:
        """How many pages the letter has (while they are made: as many as are there to paint)."""
        return len(self.pages)

    @property
    def document(self) -> Document | None:
        """The document that was laid out last, for its pictures; None before the first."""
        return self._document

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the writer had to choose so that the letter fits."""
        return self._findings

    @property
    def signature_page(self) -> int | None:
        """The index of the page with the (last) signature; None while there is none."""
        found = [page for page, _, printed in self._printed_lines() if printed.where.field == "signatures"]
        return found[-1] if found else None

    # --- from the letter to the page and back

    def place_of(self, where: Where) -> PagePoint | None:
        """Where the cursor of a place stands on the page; None when it is not printed."""
        lines = self._lines_of(where)
        if not lines:
            return None
        if where.position is None:
            page, line, _ = lines[0]
            return PagePoint(page, line.x, line.y, line.height)
        char = lines[0][2].char_of(where.position.offset)
        page, line, _ = next((found for found in lines if char < found[1].origin.end), lines[-1])
        return PagePoint(page, x_of(line, char), line.y, line.height)

    def lines_of(self, where: Where) -> list[PagePoint]:
        """The lines that print a place, to be marked."""
        found = self._lines_of(where)
        return [PagePoint(page, line.x, line.y, line.height, line.width) for page, line, _ in found]

    def places_on(self, page: int) -> list[Where]:
        """What a page prints, from its first line to its last, each place once."""
        found = (printed.where for index, _, printed in self._printed_lines() if index == page)
        return list(dict.fromkeys(found))

    def where_at(self, page: int, x: float, y: float) -> Where | None:
        """The place of the letter under a point of a page (twips), or the nearest one; None off the pages."""
        known = [found for found in self._printed_lines() if found[0] == page]
        if not known:
            return None
        _, line, printed = min(known, key=lambda found: _distance(found[1], x, y))
        return self._where_in(line, x, printed)

    @property
    def _page_map(self) -> PageMap | None:
        """The map of the newest document, made when first asked for."""
        if self._map is None and self._document is not None:
            self._map = map_pages(self._letter, self._document, self._rulebook)
        return self._map

    def _where_in(self, line: Line, x: float, printed: Printed) -> Where:
        where = printed.where
        if where.component == "place" and x > line.x + line.width / 2:
            return Where("date")
        if where.position is None or printed.is_label:
            return where
        offset = printed.offset_of(char_at(line, x))
        return Where(where.component, where.path, where.position.moved(where.position.block, offset))

    def _lines_of(self, where: Where) -> list[tuple[int, Line, Printed]]:
        """The lines that print a place, with the index of their page."""
        mapped = self._page_map
        wanted = set(mapped.origins_of(where)) if mapped is not None else set()
        return [found for found in self._printed_lines() if found[1].origin.block in wanted]

    def _printed_lines(self) -> Iterator[tuple[int, Line, Printed]]:
        """Every line that prints something of the letter, page by page."""
        mapped = self._page_map
        if mapped is None:
            return
        for index, page in enumerate(self.pages):
            for line in page.lines:
                printed = mapped.printed.get(line.origin.block)
                if printed is not None:
                    yield index, line, printed


def char_at(line: Line, x: float) -> int:
    """The character of its paragraph that is nearest to the x of a point on a line."""
    char = line.origin.start
    for fragment in line.fragments:
        if fragment.kind in _NOT_COUNTED:
            continue
        left = line.x + fragment.x
        if x < left + fragment.width:
            return min(char + _chars_until(fragment, x - left), line.origin.end)
        char += len(fragment.text) or 1  # a tab without a leader
    return min(char, line.origin.end)


def x_of(line: Line, char: int) -> float:
    """The x of the left edge of a character of its paragraph on a line."""
    start = line.origin.start
    edge = line.x
    for fragment in line.fragments:
        if fragment.kind in _NOT_COUNTED:
            continue
        count = len(fragment.text) or 1
        if char < start + count:
            return line.x + fragment.x + stretch_width(fragment, char - start)
        start += count
        edge = line.x + fragment.x + fragment.width
    return edge


def _chars_until(fragment: Fragment, x: float) -> int:
    """How many characters of a fragment stand left of a point, the nearest edge counts."""
    edges = [abs(stretch_width(fragment, count) - x) for count in range(len(fragment.text) + 1)]
    return edges.index(min(edges))


def stretch_width(fragment: Fragment, count: int) -> float:
    """The width of the first characters of a fragment, in twips."""
    text, look = fragment.text[:count], fragment.format
    width = text_width(text, fragment.size, look.bold, look.italic, look.font)
    spaces = text.count(" ") * fragment.space
    return width * _TWIP_PER_PT * look.scale / 100 + spaces + count * look.spacing


def _distance(line: Line, x: float, y: float) -> tuple[float, float]:
    """How far a point is from a line: down first, then across."""
    down = max(line.y - y, 0.0, y - line.bottom)
    return down, max(line.x - x, 0.0, x - line.x - line.width)
