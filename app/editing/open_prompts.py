"""Where on the pages prompts of a template are still open: what lies between [[ and ]]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from app.editing.preview import PagePoint, stretch_width
from app.letter.prompts import CLOSING, OPENING
from app.pages.model import Line, Page

_PROMPT = re.compile(r"\[\[[^\[\]]*(?:\]\]|$)")
_REST = re.compile(r"^[^\[\]]*\]\]")  # of a prompt that begins on the page before


def open_places(page: Page, index: int) -> list[PagePoint]:
    """The stretches of this page that are open prompts; one that is broken over lines is several."""
    if not any(OPENING in line.text or CLOSING in line.text for line in page.lines):
        return []
    found: list[PagePoint] = []
    for _, group in groupby(page.lines, key=lambda line: line.origin.block):
        lines = list(group)
        words = "".join(_words(line) for line in lines)
        for start, end in _prompts(words, begins=lines[0].origin.start == 0):
            found += _boxes(lines, start, end, index)
    return found


def _prompts(words: str, *, begins: bool) -> Iterator[tuple[int, int]]:
    rest = None if begins else _REST.match(words)
    if rest is not None:
        yield rest.span()
    for match in _PROMPT.finditer(words):
        yield match.span()


def _boxes(lines: list[Line], start: int, end: int, page: int) -> Iterator[PagePoint]:
    """What of a stretch of the joined lines stands on each of them."""
    before = 0
    for line in lines:
        count = len(_words(line))
        first, last = max(start - before, 0), min(end - before, count)
        before += count
        if first < last:
            left, right = _x_of(line, first), _x_of(line, last)
            yield PagePoint(page, left, line.y, line.height, right - left)


def _words(line: Line) -> str:
    return "".join(fragment.text for fragment in line.fragments)


def _x_of(line: Line, char: int) -> float:
    """The x of the left edge of a character of the line; of its end behind the last."""
    edge = line.x
    for fragment in line.fragments:
        if char < len(fragment.text):
            return line.x + fragment.x + stretch_width(fragment, char)
        char -= len(fragment.text)
        edge = line.x + fragment.x + fragment.width
    return edge
