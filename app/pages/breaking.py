"""Line breaking: which words stand on the next line, greedily or with squeezed spaces.

Word up to compatibility mode 14 takes words as long as they fit; from mode 15 on it pulls one word
more into a justified line when its spaces need not become narrower than three quarters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from app.base.units import Twip
from app.document.content import Break, Drawing, SoftHyphen, Tab
from app.document.formats import TabStop
from app.pages.measure import Word
from app.pages.model import FragmentKind

# For the rounding of floats only: a word that sticks out by a tenth of a twip goes to the next line in
# LibreOffice 25.2 (7.4 rounds every letter to a sixth of a twip, which no program does today).
TOLERANCE = 0.01
# Spaces give up at most this share of their width (mode 15).
SQUEEZE = 0.25
# A text that already stands at a stop goes on to the next one.
_AT_STOP = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The paragraph as breaking sees it; all x from the left edge of the column.

    indent is where lines after the first start: a tab in a hanging first line stops there too.
    """

    width: float
    indent: float
    stops: tuple[TabStop, ...]
    default_tab: float
    squeeze: bool = False


@dataclass(frozen=True, slots=True)
class TabSpan:
    """A tab on a line: from where to where, and how it is filled."""

    start: float
    end: float
    leader: str


@dataclass(slots=True)
class Span:
    """The words [start, end) of one line between its edges left and right.

    text_end is where its ink ends, hanging spaces left out; tabs by index of the word.
    """

    start: int
    end: int
    left: float
    right: float
    text_end: float
    tabs: dict[int, TabSpan] = field(default_factory=dict)
    broken_by: Break | None = None


def next_span(words: list[Word], start: int, left: float, right: float, shape: Shape) -> Span:
    """The line that begins with the word `start`; splits a word in place if no line could hold it."""
    return _Filler(words, start, left, right, shape).fill()


class _Filler:
    """Fills one line."""

    def __init__(self, words: list[Word], start: int, left: float, right: float, shape: Shape) -> None:
        self.words = words
        self.start = start
        self.left = left
        self.right = right
        self.shape = shape
        self.limit = right + TOLERANCE
        self.tabs: dict[int, TabSpan] = {}
        # Where the line may end: behind the words before `end`, whose spaces reach to `end_x`.
        self.end = start
        self.end_x = left
        self.x = left
        self.at = start

    def fill(self) -> Span:
        words, count, limit = self.words, len(self.words), self.limit
        x, at = self.left, self.start
        while at < count:
            word = words[at]
            if word.thing is not None:
                self.x, self.at = x, at
                broken = self._special(word)
                if broken is not None:
                    return broken
                x, at, limit = self.x, self.at, self.limit
                continue
            if x + word.width > limit:
                self.x, self.at = x, at
                return self._overflow()
            x += word.full
            at += 1
            if word.may_end:
                self.end, self.end_x = at, x
        self.end, self.end_x = count, x
        return self._span(None)

    def _span(self, broken_by: Break | None) -> Span:
        text_end, at = self.end_x, self.end - 1
        while at >= self.start and self.words[at].width == 0 and self.words[at].spaces:
            text_end -= self.words[at].full
            at -= 1
        if at >= self.start:
            text_end -= self.words[at].full - self.words[at].width
        return Span(self.start, self.end, self.left, self.right, text_end, self.tabs, broken_by)

    def _special(self, word: Word) -> Span | None:
        """Takes in a word that is not text; gives the line if it ends here."""
        thing = word.thing
        if isinstance(thing, Tab):
            return self._tab(word)
        if isinstance(thing, Break):
            self.end, self.end_x = self.at + 1, self.x
            return self._span(thing)
        if isinstance(thing, SoftHyphen):
            self.at += 1
            if self.x + word.ink.width("-") <= self.limit:
                self.end, self.end_x = self.at, self.x
            return None
        if isinstance(thing, Drawing) and word.width and self.at > self.start:
            self.end, self.end_x = self.at, self.x  # a line may end before a picture in it
        if self.x + word.width > self.limit and self.at > self.start:
            return self._overflow()
        self.x += word.full
        self.at += 1
        if word.may_end:
            self.end, self.end_x = self.at, self.x
        return None

    def _overflow(self) -> Span:
        if self.shape.squeeze and self._squeezes_in():
            return self._span(None)
        if self.end == self.start:
            self._split_word()
        return self._span(None)

    def _squeezes_in(self) -> bool:
        """Whether the word that sticks out fits once the spaces shrink; takes it in if so."""
        if self.tabs:
            return False  # lines with a tab are not squeezed
        spaces = sum(word.spaces * word.ink.space for word in self.words[self.start : self.at])
        x, at = self.x, self.at
        while at < len(self.words):
            word = self.words[at]
            if isinstance(word.thing, Tab | Break) or x + word.width - self.right > spaces * SQUEEZE:
                return False
            x += word.full
            at += 1
            if word.may_end:
                break
        self.end, self.end_x = at, x
        return True

    def _split_word(self) -> None:
        """No line end so far: the word is cut between characters (after "/" where there is one)."""
        word = self.words[self.at]
        fitting = 0 if word.thing is not None else self._fitting_chars(word)
        if fitting == 0 and self.at > self.start:
            self.end, self.end_x = self.at, self.x
            return
        head = word.text[: max(1, fitting)]
        slash = max(head.rfind("/"), head.rfind("\\")) + 1
        if slash and not word.text[slash : slash + 1].isdigit():
            head = head[:slash]
        if len(head) < len(word.text.rstrip(" ")):
            self.words[self.at : self.at + 1] = _cut(word, len(head))
        self.end, self.end_x = self.at + 1, self.x + self.words[self.at].full

    def _fitting_chars(self, word: Word) -> int:
        for count in range(1, len(word.text) + 1):
            if self.x + word.ink.plain_width(word.text[:count]) > self.limit:
                return count - 1
        return len(word.text)

    def _tab(self, word: Word) -> Span | None:
        stop = self._stop(cast(Tab, word.thing))
        if stop is None and self.at > self.start:
            # A tab that finds no stop before the right edge starts the next line.
            self.end, self.end_x = self.at, self.x
            return self._span(None)
        end = self.x + word.ink.space if stop is None else self._tab_end(stop)
        self.tabs[self.at] = TabSpan(self.x, end, "none" if stop is None else stop.leader)
        self.x = end
        self.at += 1
        self.end, self.end_x = self.at, end
        return None

    def _stop(self, tab: Tab) -> TabStop | None:
        shape = self.shape
        if tab.absolute is not None:
            return absolute_stop(tab.absolute, shape.width)
        beyond = self.x + _AT_STOP
        own = next((stop for stop in shape.stops if stop.position > beyond and stop.kind != "bar"), None)
        indent = shape.indent if self.x < shape.indent - _AT_STOP else None
        if own is not None and (indent is None or own.position <= indent):
            # Text may run up to a stop beyond the edge (LibreOffice: TAB_OVER_MARGIN, as Word).
            self.limit = max(self.limit, own.position + TOLERANCE)
            return own
        if indent is not None:
            return TabStop(_twip(indent))
        position = (beyond // shape.default_tab + 1) * shape.default_tab
        return TabStop(_twip(position)) if position <= self.limit else None

    def _tab_end(self, stop: TabStop) -> float:
        if stop.kind in {"left", "bar"}:
            return float(stop.position)
        width = self._following_width(decimal=stop.kind == "decimal")
        if stop.kind == "center":
            width /= 2
        return max(self.x, stop.position - width)

    def _following_width(self, decimal: bool) -> float:
        """Width of what stands between this tab and the next one, or up to the decimal mark."""
        width = spaces = 0.0
        for word in self.words[self.at + 1 :]:
            if isinstance(word.thing, Tab | Break):
                break
            if decimal and word.kind is FragmentKind.TEXT and ("," in word.text or "." in word.text):
                mark = min(word.text.find(one) for one in ",." if one in word.text)
                return width + spaces + word.ink.plain_width(word.text[:mark])
            if self.x + width + spaces + word.width > self.shape.width + TOLERANCE and width:
                break
            width += spaces + word.width
            spaces = word.full - word.width
        return width


def absolute_stop(alignment: str, width: float) -> TabStop:
    """The stop of a tab that ignores the stops of the paragraph (w:ptab)."""
    if alignment == "center":
        return TabStop(_twip(width / 2), "center")
    if alignment == "right":
        return TabStop(_twip(width), "right")
    return TabStop(_twip(0))


def _twip(value: float) -> Twip:
    return Twip(round(value))


def _cut(word: Word, at: int) -> list[Word]:
    """A word as two, the first ending a line."""
    ink, head, tail = word.ink, word.text[:at], word.text[at:]
    width = ink.plain_width(head)
    first = Word(head, ink, width, width, 0, True, at, word.kind)
    bare = ink.plain_width(tail.rstrip(" "))
    full = bare + word.spaces * ink.space
    return [first, Word(tail, ink, bare, full, word.spaces, word.may_end, word.length - at, word.kind)]
