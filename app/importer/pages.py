"""Takes page numbers and page headers out from between the lines of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.base.vietnamese import fold
from app.importer.source import Line

_NUMBER = re.compile(
    r"[-\u2013\u2014\s]*(?:trang|page)?\s*(\d{1,3})(?:\s*/\s*\d{1,3})?[-\u2013\u2014\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
# Numbers of one page and the next are at least this many lines apart; those of a list are not.
_FEWEST_LINES_OF_A_PAGE = 8
# How many lines a printed page has.
_FEWEST_LINES, _MOST_LINES = 15, 60
# Lines of running text are longer than this.
_LONG = 40
_LONGEST_HEADER = 120


def without_page_marks(lines: Sequence[Line], *, wrapped: bool) -> tuple[list[Line], int]:
    """The lines without page numbers and repeated headers beside them, and how many were dropped.

    The line behind one knows that a page began (``Line.page``). ``wrapped``: each line is one of a page.
    """
    numbers = _page_numbers(lines, wrapped=wrapped)
    dropped = numbers | _headers(lines, numbers)
    kept: list[Line] = []
    page = False
    for place, line in enumerate(lines):
        if place in dropped:
            page = True
            continue
        line.page = line.page or page
        page = False
        kept.append(line)
    return kept, len(dropped)


def _page_numbers(lines: Sequence[Line], *, wrapped: bool) -> set[int]:
    candidates = [
        (place, int(found[1]))
        for place, line in enumerate(lines)
        if len(line.runs) == 1 and not line.marker and (found := _NUMBER.fullmatch(line.runs[0].text))
    ]
    dropped = {
        place
        for place, number in candidates
        if lines[place].page
        or _splits_a_sentence(lines, place)
        or (wrapped and _FEWEST_LINES * (number - 1) <= place <= _MOST_LINES * (number - 1))
    }
    for (place, number), (later, next_number) in pairwise(candidates):
        if next_number == number + 1 and later - place >= _FEWEST_LINES_OF_A_PAGE:
            dropped |= {place, later}
    return dropped


def _splits_a_sentence(lines: Sequence[Line], place: int) -> bool:
    if not 0 < place < len(lines) - 1:
        return False
    before, after = lines[place - 1].text, lines[place + 1].text
    return len(before) >= _LONG and before[-1:].isalpha() and after[:1].islower()


def _headers(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Lines beside page numbers or new pages whose words stand beside others too."""
    seams = [place for place, line in enumerate(lines) if place in numbers or line.page]
    beside = {
        place
        for seam in seams
        for place in (seam - 1, seam, seam + 1)
        if 0 <= place < len(lines) and place not in numbers
    }
    words = {place: _DIGITS.sub("0", fold(lines[place].text)) for place in beside}
    counts = Counter(words.values())
    return {place for place, text in words.items() if counts[text] > 1 and len(text) <= _LONGEST_HEADER}
