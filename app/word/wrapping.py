"""Words on lines: how a text wraps in a width, and where a long name breaks well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from app.word.stylesheet import Look

# Names longer than this many words are wrapped greedily: trying every break would take too long.
_MOST_WORDS = 24
_CLOSE_ENOUGH = 0.5  # points
# An office's names, titles and recipients come again in every letter and at every key.
_CACHED = 1024
# One line more is worth not tearing a word apart, but not more equal lengths.
_COST_OF_A_LINE = 0.9


def wrapped(text: str, look: Look, width: float) -> list[str]:
    """The lines of a text in a width in points, as many words on each as fit; line feeds break too."""
    return [line for piece in text.split("\n") for line in _wrapped_piece(piece, look, width)]


@lru_cache(_CACHED)
def _wrapped_piece(piece: str, look: Look, width: float) -> tuple[str, ...]:
    if look.width(piece) <= width:
        return (piece,)
    space = look.width(" ")
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in piece.split(" "):
        length = look.width(word)
        if line and used + space + length > width:
            lines.append(" ".join(line))
            line, used = [word], length
        else:
            used += length + (space if line else 0.0)
            line.append(word)
    return (*lines, " ".join(line))


@dataclass(frozen=True)
class Phrases:
    """What a line of a name is broken by, all in capitals.

    ``heads`` are names such as "ỦY BAN NHÂN DÂN", which stand on a line of their own before the kind
    of unit that follows (``units``: "TỈNH", "XÃ", …), as every office writes them. ``compounds`` are
    words of several syllables that are not torn apart.
    """

    heads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()


@lru_cache(_CACHED)
def name_lines(name: str, look: Look, width: float, phrases: Phrases) -> tuple[str, ...]:
    """The lines of a name or title: as few as fit the width in points, broken where it reads well.

    The clerk's own line feeds are kept.
    """
    lines: list[str] = []
    for piece in name.split("\n"):
        head = next((one for one in phrases.heads if _stands_before_unit(piece, one, phrases.units)), "")
        if head:
            lines += [head, *_balanced(piece[len(head) :].strip(), look, width, phrases)]
        else:
            lines += _balanced(piece.strip(), look, width, phrases)
    return tuple(lines)


@lru_cache(_CACHED)
def least_width(text: str, look: Look, width: float) -> float:
    """The narrowest width in points in which a text still takes no more lines than in ``width``.

    Set in it, a centred text has lines of about equal length and no word alone on the last.
    """
    count = len(wrapped(text, look, width))
    if count == 1 or "\n" in text:
        return width
    low, high = width / 2, width
    while high - low > _CLOSE_ENOUGH:
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrapped(text, look, middle)) <= count else (middle, high)
    return high


def _stands_before_unit(name: str, head: str, units: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{head} {unit} ") for unit in units)


def _balanced(name: str, look: Look, width: float, phrases: Phrases) -> list[str]:
    """Lines that fit and read best: few, of about equal length, no word torn, a kind of unit first."""
    greedy = wrapped(name, look, width)
    words = name.split(" ")
    if len(greedy) == 1 or len(words) > _MOST_WORDS:
        return greedy
    best = greedy
    best_cost = _cost(greedy, look, phrases)
    for extra in (0, 1):
        if best_cost <= extra * _COST_OF_A_LINE:
            break
        for breaks in combinations(range(1, len(words)), len(greedy) - 1 + extra):
            edges = (0, *breaks, len(words))
            lines = [" ".join(words[start:end]) for start, end in pairwise(edges)]
            if any(look.width(line) > width for line in lines):
                continue
            cost = _cost(lines, look, phrases) + extra * _COST_OF_A_LINE
            if cost < best_cost:
                best, best_cost = lines, cost
    return best


def _cost(lines: list[str], look: Look, phrases: Phrases) -> float:
    """How badly lines read: unequal lengths, a torn compound, a kind of unit left behind, a dash first."""
    widths = [look.width(line) for line in lines]
    longest = max(widths)
    uneven = sum((longest - width) ** 2 for width in widths) / longest**2
    torn = sum(_torn(upper, lower, phrases.compounds) for upper, lower in pairwise(lines))
    split_units = sum(line.endswith(f" {unit}") for line in lines for unit in phrases.units)
    begun_units = sum(line.startswith(f"{unit} ") for line in lines[1:] for unit in phrases.units)
    dashes = sum(line.startswith("-") for line in lines[1:])
    return uneven + torn + split_units + dashes - 0.5 * begun_units


def _torn(upper: str, lower: str, compounds: tuple[str, ...]) -> bool:
    """Whether a compound stands across the break between two lines."""
    before, after = upper.split(" "), re.split(r"[ ,;]", lower)
    for compound in compounds:
        syllables = compound.split(" ")
        for cut in range(1, len(syllables)):
            if before[-cut:] == syllables[:cut] and after[: len(syllables) - cut] == syllables[cut:]:
                return True
    return False
