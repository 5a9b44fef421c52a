"""Geometry of a PDF as a second program (pdfplumber) sees it: lines of text, rules, boxes.

Places are measured from the left and the top edge of the page. Names end in their unit: `_mm`
millimetres, `_pt` points. All text is NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pdfplumber.page

# What pdfplumber calls a character or a drawn shape: many properties by name, in points.
Char = Mapping[str, Any]
Shape = Mapping[str, Any]

MM_PER_PT = 25.4 / 72
# A gap wider than this many ems parts two columns; beside a space, which justification stretches,
# twice as wide a gap is needed.
COLUMN_GAP_EM = 2.0
# A gap this wide without a space is a tab.
TAB_GAP_EM = 0.25
# Pieces of one word are as near as this.
TOUCHING_EM = 0.05
# LibreOffice rounds places to a tenth of a point.
SAME_PT = 0.3
# Raised and lowered characters belong to their line up to this part of its size.
RAISED_EM = 0.45
# Anything thinner is a line, whatever shape it was drawn as.
THIN_PT = 2.5
SHORTEST_RULE_PT = 3.0


@dataclass(frozen=True)
class Run:
    """Characters of one font and size next to each other on a line."""

    text: str
    font: str
    size_pt: float
    x0_mm: float
    x1_mm: float
    baseline_mm: float

    @property
    def bold(self) -> bool:
        """Whether the font's name says bold."""
        return "bold" in self.font.casefold()

    @property
    def italic(self) -> bool:
        """Whether the font's name says italic or oblique."""
        return any(word in self.font.casefold() for word in ("italic", "oblique"))


@dataclass(frozen=True)
class Word:
    """Characters between two spaces."""

    text: str
    x0_mm: float
    x1_mm: float
    baseline_mm: float


@dataclass(frozen=True)
class Line:
    """One line of text in one column, without the spaces at its ends.

    A gap without a space, such as a tab makes, reads as a tab. top_mm is one font size above the
    baseline; drawn counts the lines in the order in which the page draws them.
    """

    text: str
    x0_mm: float
    x1_mm: float
    top_mm: float
    baseline_mm: float
    runs: tuple[Run, ...]
    words: tuple[Word, ...]
    drawn: int

    @property
    def width_mm(self) -> float:
        """From the first to the last visible character."""
        return self.x1_mm - self.x0_mm

    @property
    def centre_mm(self) -> float:
        """The middle of the line."""
        return (self.x0_mm + self.x1_mm) / 2

    @property
    def size_pt(self) -> float:
        """Size of the longest run."""
        return max(self.runs, key=lambda run: len(run.text)).size_pt

    @property
    def fonts(self) -> set[str]:
        """Names of the fonts on the line, without the tag of a subset."""
        return {run.font for run in self.runs}


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line, y_mm being the middle of its weight."""

    x0_mm: float
    x1_mm: float
    y_mm: float
    weight_pt: float

    @property
    def length_mm(self) -> float:
        """From end to end."""
        return self.x1_mm - self.x0_mm

    @property
    def centre_mm(self) -> float:
        """The middle of the line."""
        return (self.x0_mm + self.x1_mm) / 2


@dataclass(frozen=True)
class Box:
    """A rectangle, drawn as one shape or as four lines; its places are the middle of its lines."""

    x0_mm: float
    x1_mm: float
    top_mm: float
    bottom_mm: float

    @property
    def width_mm(self) -> float:
        """From left to right."""
        return self.x1_mm - self.x0_mm

    @property
    def height_mm(self) -> float:
        """From top to bottom."""
        return self.bottom_mm - self.top_mm


@dataclass(frozen=True)
class Page:
    """What one page shows; lines from top to bottom, those of one baseline from left to right."""

    number: int
    width_mm: float
    height_mm: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]

    @property
    def words(self) -> list[Word]:
        """The words of all lines, in the order of the lines."""
        return [word for line in self.lines for word in line.words]

    def line(self, text: str) -> Line:
        """The only line with that text in it; AssertionError when there is none or more than one."""
        found = [line for line in self.lines if text in line.text]
        assert len(found) == 1, f"{len(found)} lines with {text!r} on page {self.number}:\n{self}"
        return found[0]

    def __str__(self) -> str:
        return "\n".join(f"{line.baseline_mm:7.2f} {line.x0_mm:7.2f} {line.text}" for line in self.lines)


def read_pages(path: Path, column_gap_em: float = COLUMN_GAP_EM) -> list[Page]:
    """The pages of a PDF; a gap wider than column_gap_em parts two lines on one baseline."""
    with pdfplumber.open(path) as pdf:
        return [_page(page, column_gap_em) for page in pdf.pages]


def producer(path: Path) -> str:
    """The program that a PDF says it was made by, with its version."""
    with pdfplumber.open(path) as pdf:
        return str(pdf.metadata.get("Producer", ""))


def full_text(path: Path) -> str:
    """The words of a PDF with one space between them, in the order in which they are drawn.

    LibreOffice draws in the order of the document (a table cell by cell), page by page. A word
    broken after its hyphen at the end of a line comes as two.
    """
    lines = [line for page in read_pages(path) for line in sorted(page.lines, key=lambda x: x.drawn)]
    return " ".join(word.text for line in lines for word in line.words)


def _page(page: pdfplumber.page.Page, column_gap_em: float) -> Page:
    pieces = _in_one_line(page.chars, column_gap_em)
    lines = [_line(piece, drawn) for drawn, piece in enumerate(pieces) if _visible(piece)]
    segments = _segments(page)
    return Page(
        number=page.page_number,
        width_mm=float(page.width) * MM_PER_PT,
        height_mm=float(page.height) * MM_PER_PT,
        lines=tuple(sorted(lines, key=lambda line: (round(line.baseline_mm, 1), line.x0_mm))),
        rules=tuple(_rule(segment) for segment in segments if segment.horizontal),
        boxes=tuple(_boxes(page, segments)),
    )


# Lines of text. Characters come in the order in which they are drawn, so that a line of one column
# is finished before the next begins.


def _in_one_line(chars: Iterable[Char], column_gap_em: float) -> list[list[Char]]:
    pieces: list[list[Char]] = []
    for piece in _drawn_together(chars, column_gap_em):
        home = next((other for other in reversed(pieces) if _interlocked(other, piece)), None)
        if home is None:
            pieces.append(piece)
        else:
            home[:] = sorted([*home, *piece], key=lambda char: float(char["x0"]))
    return [list(_with_tabs(piece)) for piece in pieces]


def _drawn_together(chars: Iterable[Char], column_gap_em: float) -> Iterator[list[Char]]:
    piece: list[Char] = []
    for char in chars:
        if char["matrix"][1] != 0:  # turned text, such as a watermark, stands on no line
            continue
        if piece and not _continues(piece, char, column_gap_em):
            yield piece
            piece = []
        piece.append(char)
    if piece:
        yield piece


def _interlocked(piece: Sequence[Char], other: Sequence[Char]) -> bool:
    """Whether two pieces are one line: letters that a font lacks are drawn after the others."""
    if abs(_main_baseline(piece) - _main_baseline(other)) > SAME_PT:
        return False
    slack = TOUCHING_EM * piece[0]["size"]
    ends = [(min(char["x0"] for char in x), max(char["x1"] for char in x)) for x in (piece, other)]
    return bool(ends[0][0] <= ends[1][1] + slack and ends[1][0] <= ends[0][1] + slack)


def _with_tabs(piece: Sequence[Char]) -> Iterator[Char]:
    yield piece[0]
    for last, char in pairwise(piece):
        if not _beside_space(last, char) and _gap_em(last, char) > TAB_GAP_EM:
            yield {**last, "text": "\t", "x0": last["x1"], "x1": char["x0"]}
        yield char


def _continues(piece: Sequence[Char], char: Char, column_gap_em: float) -> bool:
    last, size = piece[-1], max(piece[-1]["size"], char["size"])
    if abs(_baseline(char) - _main_baseline(piece)) > RAISED_EM * size:
        return False
    widest = column_gap_em * (2 if _beside_space(last, char) else 1)
    return -1 < _gap_em(last, char) <= widest


def _gap_em(left: Char, right: Char) -> float:
    return float(right["x0"] - left["x1"]) / float(max(left["size"], right["size"]))


def _beside_space(left: Char, right: Char) -> bool:
    return " " in {left["text"], right["text"]}


def _main_baseline(piece: Sequence[Char]) -> float:
    return _baseline(max(piece, key=lambda char: char["size"]))


def _baseline(char: Char) -> float:
    # The text matrix holds the origin of the glyph, counted from the bottom of the page.
    return float(char["matrix"][5])


def _visible(chars: Sequence[Char]) -> list[Char]:
    shown = [not char["text"].isspace() for char in chars]
    if not any(shown):
        return []
    return list(chars[shown.index(True) : len(shown) - shown[::-1].index(True)])


def _line(piece: Sequence[Char], drawn: int) -> Line:
    chars = _visible(piece)
    tallest = max(chars, key=lambda char: char["size"])
    return Line(
        text=_text(chars),
        x0_mm=chars[0]["x0"] * MM_PER_PT,
        x1_mm=chars[-1]["x1"] * MM_PER_PT,
        top_mm=_from_top(tallest) - tallest["size"] * MM_PER_PT,
        baseline_mm=_from_top(tallest),
        runs=tuple(_run(list(run)) for _, run in groupby(chars, key=_look)),
        words=tuple(_word(list(word)) for blank, word in groupby(chars, key=_is_blank) if not blank),
        drawn=drawn,
    )


def _from_top(char: Char) -> float:
    # y0 counts from the bottom, bottom from the top: together the height of the page.
    return float(char["y0"] + char["bottom"] - _baseline(char)) * MM_PER_PT


def _text(chars: Iterable[Char]) -> str:
    return unicodedata.normalize("NFC", "".join(char["text"] for char in chars))


def _look(char: Char) -> tuple[str, float]:
    return char["fontname"].rpartition("+")[2], round(char["size"], 2)


def _is_blank(char: Char) -> bool:
    # A no-break space holds a word together for Word, not for a reader.
    return bool(char["text"].isspace())


def _run(chars: list[Char]) -> Run:
    font, size = _look(chars[0])
    x0, x1 = chars[0]["x0"] * MM_PER_PT, chars[-1]["x1"] * MM_PER_PT
    return Run(_text(chars), font, size, x0, x1, _from_top(chars[0]))


def _word(chars: list[Char]) -> Word:
    x0, x1 = chars[0]["x0"] * MM_PER_PT, chars[-1]["x1"] * MM_PER_PT
    return Word(_text(chars), x0, x1, _from_top(chars[0]))


# Drawn lines and boxes.


@dataclass(frozen=True)
class _Segment:
    """A thin straight line in points: from start to end along its direction, at `at` across it."""

    horizontal: bool
    at: float
    start: float
    end: float
    weight: float


def _segments(page: pdfplumber.page.Page) -> list[_Segment]:
    shapes = [*page.lines, *page.rects, *page.curves]
    found = {segment for shape in shapes if _has_ink(shape) and (segment := _segment(shape))}
    return _joined(found)


def _has_ink(shape: Shape) -> bool:
    if shape["stroke"]:
        return True
    paper = {(1,), (1.0, 1.0, 1.0)}
    return bool(shape["fill"]) and tuple(shape["non_stroking_color"] or ()) not in paper


def _segment(shape: Shape) -> _Segment | None:
    width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
    if min(width, height) > THIN_PT or max(width, height) < SHORTEST_RULE_PT:
        return None
    # A filled sliver is as heavy as it is thick, a stroked path as its pen.
    pen = shape["linewidth"] if shape["stroke"] else 0
    weight = round(max(min(width, height), pen), 3)
    if width > height:
        across, along = (shape["top"], shape["bottom"]), (shape["x0"], shape["x1"])
    else:
        across, along = (shape["x0"], shape["x1"]), (shape["top"], shape["bottom"])
    middle = round(sum(across) / 2, 2)
    return _Segment(width > height, middle, round(along[0], 2), round(along[1], 2), weight)


def _joined(segments: Iterable[_Segment]) -> list[_Segment]:
    """Pieces of one line that touch each other as one: borders are drawn piece by piece."""
    result: list[_Segment] = []
    for piece in sorted(segments, key=lambda x: (x.horizontal, x.at, x.weight, x.start)):
        last = result[-1] if result else None
        if last and _touches(last, piece):
            end = max(last.end, piece.end)
            result[-1] = _Segment(last.horizontal, last.at, last.start, end, last.weight)
        else:
            result.append(piece)
    return result


def _touches(line: _Segment, piece: _Segment) -> bool:
    alike = (line.horizontal, line.weight) == (piece.horizontal, piece.weight)
    return alike and abs(line.at - piece.at) <= SAME_PT / 3 and piece.start <= line.end + 2 * SAME_PT


def _rule(segment: _Segment) -> Rule:
    start, end, y = (value * MM_PER_PT for value in (segment.start, segment.end, segment.at))
    return Rule(start, end, y, segment.weight)


def _boxes(page: pdfplumber.page.Page, segments: Sequence[_Segment]) -> Iterator[Box]:
    edges = {
        (round(shape["x0"], 2), round(shape["x1"], 2), round(shape["top"], 2), round(shape["bottom"], 2))
        for shape in (*page.rects, *page.curves)
        if _has_ink(shape) and min(shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]) > THIN_PT
    }
    for x0, x1, top, bottom in sorted(edges | set(_framed(segments))):
        yield Box(x0 * MM_PER_PT, x1 * MM_PER_PT, top * MM_PER_PT, bottom * MM_PER_PT)


def _framed(segments: Sequence[_Segment]) -> Iterator[tuple[float, float, float, float]]:
    """Rectangles between neighbouring horizontal lines of equal ends with a line at either end."""
    level = [segment for segment in segments if segment.horizontal]
    upright = [segment for segment in segments if not segment.horizontal]
    for index, upper in enumerate(level):
        for lower in level[index + 1 :]:
            if abs(upper.start - lower.start) > THIN_PT or abs(upper.end - lower.end) > THIN_PT:
                continue
            sides = [_side(upright, x, upper, lower) for x in (upper.start, upper.end)]
            if sides[0] and sides[1]:
                yield sides[0].at, sides[1].at, upper.at, lower.at
            break


def _side(upright: Iterable[_Segment], x: float, upper: _Segment, lower: _Segment) -> _Segment | None:
    for side in upright:
        spans = side.start <= upper.at + THIN_PT and side.end >= lower.at - THIN_PT
        if spans and abs(side.at - x) <= THIN_PT:
            return side
    return None
