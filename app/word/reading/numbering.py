"""Automatic lists: their definitions, and the counters that turn them into labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.document.content import Suffix
from app.document.formats import Alignment
from app.document.number_formats import number_text
from app.word.reading.markup import parse
from app.word.reading.names import W
from app.word.reading.paragraph_properties import read_paragraph_properties
from app.word.reading.run_properties import Sparse, read_run_properties
from app.word.reading.theme import Theme
from app.word.reading.values import Element, integer, is_on, val

LEVELS = 9
_MOST_START = 32_767
_MOST_ID = 2**31 - 1
_PLACEHOLDER = re.compile(r"%([1-9])")
_SUFFIXES: dict[str | None, Suffix] = {"space": "space", "nothing": "nothing"}
_ALIGNMENTS: dict[str | None, Alignment] = {"center": "center", "right": "right", "end": "right"}
_BULLET = "\u2022"  # what stands for a picture as bullet


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what is printed, and the format it gives."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    suffix: Suffix = "tab"
    alignment: Alignment = "left"
    restart: int | None = None  # the level after which it starts anew; 0 never; None any higher one
    legal: bool = False  # all numbers in decimals
    style: str | None = None  # the paragraph style that means this level
    paragraph: Sparse = field(default_factory=dict)
    run: Sparse = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it: levels with its own overrides; lists of one ``family`` count on."""

    family: int
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)  # level to the number it begins with here


Lists = Mapping[int, List]


class Counters:
    """The running numbers of the lists in one story (the body, a header, a note)."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._numbers: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def next_label(self, number: int, level: int) -> str:
        """The text of the next label of a list at a level."""
        one = self._lists[number]
        numbers = self._numbers.setdefault(one.family, [None] * LEVELS)
        self._advance(numbers, one, number, level)
        definition = one.levels[level]
        if definition.kind == "bullet":
            return definition.text

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            upper = one.levels[at]
            kind = "decimal" if definition.legal and upper.kind != "bullet" else upper.kind
            value = numbers[at]
            return number_text(upper.start if value is None else value, kind)

        return _PLACEHOLDER.sub(shown, definition.text)

    def _advance(self, numbers: list[int | None], one: List, number: int, level: int) -> None:
        begins = (number, level) not in self._begun and level in one.starts
        self._begun.add((number, level))
        current = numbers[level]
        if begins:
            numbers[level] = one.starts[level]
        else:
            numbers[level] = one.levels[level].start if current is None else current + 1
        for deeper in range(level + 1, LEVELS):
            restart = one.levels[deeper].restart
            if restart is None or level < restart:
                numbers[deeper] = None


def read_lists(data: bytes, part: str, theme: Theme, style_lists: Mapping[str, int]) -> Lists:
    """The lists of a part by their number; ``style_lists`` says which list a numbering style means.

    AppError when the part is not well-formed.
    """
    root = parse(data, part)
    families: dict[int, tuple[Level, ...]] = {}
    links: dict[int, str] = {}
    for element in root.iterchildren(W + "abstractNum"):
        key = integer(element.get(W + "abstractNumId"), 0, _MOST_ID)
        if key is None:
            continue
        families[key] = _levels(element, theme)
        link = val(element, W + "numStyleLink")
        if link is not None:
            links[key] = link
    elements = list(root.iterchildren(W + "num"))
    family_of = {
        number: family
        for element in elements
        if (number := integer(element.get(W + "numId"), 0, _MOST_ID)) is not None
        and (family := integer(val(element, W + "abstractNumId"), 0, _MOST_ID)) in families
    }
    lists: dict[int, List] = {}
    for element in elements:
        number = integer(element.get(W + "numId"), 0, _MOST_ID)
        if number is None or number not in family_of:
            continue
        family = family_of[number]
        # A list that only points to a numbering style: the style names the list that has the levels.
        if family in links:
            family = family_of.get(style_lists.get(links[family], -1), family)
        lists[number] = _list(element, family, families[family], theme)
    return lists


def _list(element: Element, family: int, levels: tuple[Level, ...], theme: Theme) -> List:
    own, starts = list(levels), {}
    for override in element.iterchildren(W + "lvlOverride"):
        at = integer(override.get(W + "ilvl"), 0, LEVELS - 1)
        if at is None:
            continue
        level = override.find(W + "lvl")
        if level is not None:
            own[at] = _level(level, theme)
        start = integer(val(override, W + "startOverride"), 0, _MOST_START)
        if start is not None:
            starts[at] = start
    return List(family, tuple(own), starts)


def _levels(element: Element, theme: Theme) -> tuple[Level, ...]:
    levels = [Level()] * LEVELS
    for child in element.iterchildren(W + "lvl"):
        at = integer(child.get(W + "ilvl"), 0, LEVELS - 1)
        if at is not None:
            levels[at] = _level(child, theme)
    return tuple(levels)


def _level(element: Element, theme: Theme) -> Level:
    start = integer(val(element, W + "start"), 0, _MOST_START)
    legal = element.find(W + "isLgl")
    level = Level(
        start=1 if start is None else start,
        kind=val(element, W + "numFmt") or "decimal",
        text=val(element, W + "lvlText") or "",
        suffix=_SUFFIXES.get(val(element, W + "suff"), "tab"),
        alignment=_ALIGNMENTS.get(val(element, W + "lvlJc"), "left"),
        restart=integer(val(element, W + "lvlRestart"), 0, LEVELS),
        legal=legal is not None and is_on(legal),
        style=val(element, W + "pStyle"),
        paragraph=read_paragraph_properties(element.find(W + "pPr"), theme),
        run=read_run_properties(element.find(W + "rPr"), theme),
    )
    if element.find(W + "lvlPicBulletId") is not None:
        return replace(level, kind="bullet", text=_BULLET)
    return level
