"""A paragraph set in lines: alignment, justification, line heights, and the words as fragments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from app.base.units import EMU_PER_TWIP
from app.document.content import Break, Drawing, NoteReference, Paragraph, SoftHyphen
from app.document.formats import SINGLE_LINE, ParagraphFormat
from app.pages.breaking import Shape, Span, next_span
from app.pages.measure import Ink, Word, ink
from app.pages.model import Fragment, FragmentKind
from app.pages.words import Numbers, words_of

# Share of an exact line that lies above the baseline; so it is too for multiples below one.
EXACT_ASCENT = 0.8
# The first compatibility mode whose justified lines take one word more when their spaces can shrink.
SQUEEZING_MODE = 15
_LEADERS: dict[str, str] = {
    "none": "",
    "dot": ".",
    "hyphen": "-",
    "underscore": "_",
    "heavy": "_",
    "middleDot": "\u00b7",
}
_MOST_LINES = 20_000

# Where the next line may stand: its top wanted and its height give top, left and right (within the
# column) that are free of what text flows around.
Room = Callable[[float, float], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Habits:
    """What the file's settings decide about every paragraph."""

    mode: int = 14
    default_tab: float = 720.0
    expand_broken_lines: bool = True  # Word stretches justified lines that end in a line break
    sum_spacing: bool = False  # space after and before add up, else the larger counts


@dataclass(slots=True, eq=False)
class SetLine:
    """A line within its paragraph: x from the left edge of the column, text offsets [start, end).

    skip is room left above it for something that text flows around.
    """

    x: float
    width: float
    height: float
    ascent: float
    fragments: tuple[Fragment, ...]
    start: int
    end: int
    first_word: int
    notes: tuple[NoteReference, ...] = ()
    drawings: tuple[tuple[Drawing, float], ...] = ()  # with the x where each is anchored
    ends_with: str = ""  # "page", "column": what the text asks for after this line
    skip: float = 0.0
    hang: float = 0.0  # of its height, what may hang below the end of the page


@dataclass(slots=True, eq=False)
class SetParagraph:
    """A paragraph of one width as lines, with its words for setting it anew around obstacles."""

    paragraph: Paragraph
    width: float
    words: list[Word]
    lines: list[SetLine]
    exact: bool  # whether the widths of all its fonts are known
    starts_with: str = ""  # "page", "column": a break before any text, which moves the whole paragraph
    offset: int = 0  # characters of that break


def set_paragraph(paragraph: Paragraph, width: float, numbers: Numbers, habits: Habits) -> SetParagraph:
    """The paragraph in lines for a column of this width."""
    words = words_of(paragraph, numbers)
    exact = all(word.ink.exact for word in words)
    done = SetParagraph(paragraph, width, words, [], exact)
    first = words[0].thing if len(words) > 1 else None
    if isinstance(first, Break) and first.kind != "line":
        done.starts_with, done.offset = first.kind, words.pop(0).length
    done.lines = _Setter(done, habits).lines()
    return done


def set_around(done: SetParagraph, first_word: int, y: float, room: Room, habits: Habits) -> list[SetLine]:
    """The lines from a word on, set anew from the height y around what stands in the way."""
    return _Setter(done, habits).lines(first_word, y, room)


class _Setter:
    """Sets the lines of one paragraph."""

    def __init__(self, done: SetParagraph, habits: Habits) -> None:
        width, form = done.width, done.paragraph.format
        self.paragraph = done.paragraph
        self.form = form
        self.words = done.words
        self.offset = done.offset
        self.habits = habits
        self.left = float(form.indent_left)
        self.right = width - form.indent_right
        squeeze = habits.mode >= SQUEEZING_MODE and form.alignment in ("justify", "distribute")
        self.shape = Shape(width, self.left, form.tabs, habits.default_tab, squeeze)
        self.heights: dict[frozenset[Ink], tuple[float, float]] = {}

    def lines(self, first_word: int = 0, y: float = 0.0, room: Room | None = None) -> list[SetLine]:
        words, found = self.words, list[SetLine]()
        offset = self.offset + sum(word.length for word in words[:first_word])
        at = first_word
        while at < len(words) or not found:
            left = self.left + (self.form.first_line if at == 0 else 0)
            right, skip = self.right, 0.0
            if room is not None:
                height = self._height(words[at : at + 1])[0]
                top, free_left, free_right = room(y, height)
                skip = top - y
                left, right = max(left, free_left), min(right, free_right)
            span = next_span(words, at, left, max(right, left), self.shape)
            line = self._line(span, offset, last=span.end >= len(words))
            line.skip = skip
            found.append(line)
            offset, at, y = line.end, span.end, y + skip + line.height
            if len(found) > _MOST_LINES:
                break
        return found

    def _line(self, span: Span, offset: int, last: bool) -> SetLine:
        words = self.words[span.start : span.end]
        space = self._space(span, last)
        shift = self._shift(span, space)
        height, ascent = self._height(words)
        fragments, width = _Fragments(self.words, span, space).build()
        length = sum(word.length for word in words)
        line = SetLine(
            span.left + shift, width, height, ascent, fragments, offset, offset + length, span.start
        )
        if self.form.line_rule == "auto" and self.form.line > SINGLE_LINE:
            # What a multiple adds below the last line of a page does not push it to the next.
            line.hang = height - floor(height * SINGLE_LINE / self.form.line)
        if any(word.thing is not None for word in words):
            self._things(line, words, span.left + shift)
        if span.broken_by is not None and span.broken_by.kind != "line":
            line.ends_with = span.broken_by.kind
        return line

    def _things(self, line: SetLine, words: list[Word], x: float) -> None:
        line.notes = tuple(word.thing for word in words if isinstance(word.thing, NoteReference))
        drawings = []
        for word in words:
            if isinstance(word.thing, Drawing):
                drawings.append((word.thing, x))
            x += word.full
        line.drawings = tuple(drawings)

    def _space(self, span: Span, last: bool) -> float:
        """What justification adds to every space of the line."""
        alignment = self.form.alignment
        free = span.right - span.text_end
        if alignment not in ("justify", "distribute"):
            return 0.0
        if free >= 0 and alignment == "justify":
            broken = span.broken_by
            if broken is None and last:
                return 0.0
            if broken is not None and not (broken.kind == "line" and self.habits.expand_broken_lines):
                return 0.0
        if free < 0 and not self.shape.squeeze:
            return 0.0
        count = sum(word.spaces for word in self.words[_stretchable(self.words, span) : span.end])
        count -= _hanging(self.words, span)
        return free / count if count > 0 else 0.0

    def _shift(self, span: Span, space: float) -> float:
        if space:
            return 0.0
        free = max(0.0, span.right - span.text_end)
        if self.form.alignment == "center":
            return free / 2
        return free if self.form.alignment == "right" else 0.0

    def _height(self, words: list[Word]) -> tuple[float, float]:
        """Height of a line of these words and the distance of its baseline from the top."""
        inks = frozenset([word.ink for word in words if word.kind is not FragmentKind.PICTURE])
        known = self.heights.get(inks)
        if known is None or any(word.kind is FragmentKind.PICTURE for word in words):
            known = self.heights[inks] = line_height(self.form, self.paragraph, words)
        return known


def line_height(form: ParagraphFormat, paragraph: Paragraph, words: list[Word]) -> tuple[float, float]:
    """Height and ascent of a line in twips, by the line spacing of its paragraph.

    Multiples: the extra lies below the line. At least: above. Exact: the baseline at four fifths.
    """
    inks = [word.ink for word in words if word.kind is not FragmentKind.PICTURE]
    # An empty line is as high as the paragraph's mark. (Word lets the mark count in the last line
    # of a text too; LibreOffice does not, and marks rarely differ from their text.)
    inks = inks or [ink(paragraph.mark)]
    ascent = float(max(one.ascent for one in inks))
    descent = float(max(one.descent for one in inks))
    if form.line_rule == "exact" and form.line:
        return float(form.line), form.line * EXACT_ASCENT
    for word in words:
        if isinstance(word.thing, Drawing) and word.thing.place is None:
            drawn = word.thing
            ascent = max(ascent, (drawn.height + drawn.margin_top + drawn.margin_bottom) / EMU_PER_TWIP)
    natural = ascent + descent
    if form.line_rule == "atLeast":
        return max(natural, float(form.line)), ascent + max(0.0, form.line - natural)
    # Whole numbers keep 1.1 from losing a twip to the nature of floats.
    height = float(floor(natural * form.line / SINGLE_LINE + 1e-6))
    if form.line < SINGLE_LINE:
        return height, height * EXACT_ASCENT
    return height, ascent


def _stretchable(words: list[Word], span: Span) -> int:
    """The first word whose spaces justification stretches: after the last tab and the leading spaces."""
    first = max(span.tabs, default=span.start - 1) + 1
    while first < span.end and (words[first].width == 0 or words[first].kind is FragmentKind.LABEL):
        first += 1
    return first


def _hanging(words: list[Word], span: Span) -> int:
    """How many spaces hang at the end of the line."""
    count, at = 0, span.end - 1
    while at >= span.start:
        word = words[at]
        if not (word.width == 0 and isinstance(word.thing, Break)):
            count += word.spaces
            if word.width or word.thing is not None:
                break
        at -= 1
    return count


class _Fragments:
    """Builds the fragments of one line."""

    def __init__(self, words: list[Word], span: Span, space: float) -> None:
        self.words = words
        self.span = span
        self.space = space
        self.found: list[Fragment] = []
        self.x = 0.0

    def build(self) -> tuple[tuple[Fragment, ...], float]:
        """The fragments and the width of the line without hanging spaces."""
        words, span = self.words, self.span
        stretched = _stretchable(words, span) if self.space else span.start
        at, end = span.start, span.end
        while at < end:
            word = words[at]
            stop = at + 1
            if word.kind is FragmentKind.TEXT and word.thing is None:
                limit = stretched if at < stretched else end
                while stop < limit and words[stop].ink is word.ink and _plain(words[stop]):
                    stop += 1
                self._text(at, stop, self.space if at >= stretched else 0.0)
            else:
                self._special(at, word)
            at = stop
        width = self.found[-1].x + self.found[-1].width if self.found else 0.0
        return tuple(self.found), width

    def _text(self, start: int, stop: int, space: float) -> None:
        words = self.words[start:stop]
        used = words[0].ink
        text = "".join([word.text for word in words])
        width = sum([word.full for word in words])
        spaces = sum([word.spaces for word in words])
        if self._ends_line(stop):
            bare = text.rstrip(" ")
            hanging = len(text) - len(bare)
            text, width, spaces = bare, width - hanging * used.space, spaces - hanging
        if text:
            self._add(text, used, width + spaces * space, space, FragmentKind.TEXT)

    def _ends_line(self, stop: int) -> bool:
        """Whether nothing seen follows on this line."""
        return all(word.width == 0 and not word.text.strip(" ") and word.kind is FragmentKind.TEXT
                   for word in self.words[stop : self.span.end])  # fmt: skip

    def _special(self, at: int, word: Word) -> None:
        if word.kind is FragmentKind.TAB:
            tab = self.span.tabs[at]
            width = tab.end - tab.start
            sign = _LEADERS.get(tab.leader, "")
            each = word.ink.width(sign)
            text = sign * int(width // each) if each > 0 else ""
            self._add(text, word.ink, width, 0.0, FragmentKind.TAB)
        elif isinstance(word.thing, SoftHyphen):
            if at == self.span.end - 1:
                self._add("-", word.ink, word.ink.width("-"), 0.0, FragmentKind.TEXT)
        elif isinstance(word.thing, Break):
            return
        elif word.text or word.width:
            self._add(word.text, word.ink, word.full, 0.0, word.kind)

    def _add(self, text: str, used: Ink, width: float, space: float, kind: FragmentKind) -> None:
        if used.small is None or kind is FragmentKind.TAB:
            parts = [(text, used, width)]
        else:
            parts = []
            for part, small in used.split_caps(text):
                parts.append((part, small, small.plain_width(part) + part.count(" ") * space))
        for part, one, wide in parts:
            self.found.append(Fragment(part, self.x, wide, used.format, one.size, space, used.raised, kind))
            self.x += wide


def _plain(word: Word) -> bool:
    return word.kind is FragmentKind.TEXT and word.thing is None
