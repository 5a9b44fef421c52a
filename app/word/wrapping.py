"""Words on lines: how a text wraps in a width, and where a long name breaks well."""

from __future__ import annotations

from itertools import combinations, pairwise

from app.word.stylesheet import Look

# Names longer than this many words are wrapped greedily: trying every break would take too long.
_MOST_WORDS = 24


def wrapped(text: str, look: Look, width: float) -> list[str]:
    """The lines of a text in a width in points, as many words on each as fit; line feeds break too."""
    return [line for piece in text.split("\n") for line in _wrapped_piece(piece, look, width)]


def _wrapped_piece(piece: str, look: Look, width: float) -> list[str]:
    if look.width(piece) <= width:
        return [piece]
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
    return [*lines, " ".join(line)]


def name_lines(
    name: str, look: Look, width: float, heads: tuple[str, ...], units: tuple[str, ...]
) -> list[str]:
    """The lines of an agency's name: as few as fit the width in points, broken where it reads well.

    ``heads`` are names such as "ỦY BAN NHÂN DÂN", which stand on a line of their own before the
    kind of unit that follows (``units``: "TỈNH", "XÃ", …), as every office writes them. The clerk's
    own line feeds are kept.
    """
    lines: list[str] = []
    for piece in name.split("\n"):
        head = next((one for one in heads if _stands_before_unit(piece, one, units)), "")
        if head:
            lines += [head, *_balanced(piece[len(head) :].strip(), look, width, units)]
        else:
            lines += _balanced(piece.strip(), look, width, units)
    return lines


def _stands_before_unit(name: str, head: str, units: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{head} {unit} ") for unit in units)


def _balanced(name: str, look: Look, width: float, units: tuple[str, ...]) -> list[str]:
    """As few lines as fit, of lengths as equal as may be; a kind of unit rather begins a line."""
    greedy = wrapped(name, look, width)
    words = name.split(" ")
    if len(greedy) == 1 or len(words) > _MOST_WORDS:
        return greedy
    best = greedy
    best_cost = _cost(greedy, look, units)
    for breaks in combinations(range(1, len(words)), len(greedy) - 1):
        edges = (0, *breaks, len(words))
        lines = [" ".join(words[start:end]) for start, end in pairwise(edges)]
        if any(look.width(line) > width for line in lines):
            continue
        cost = _cost(lines, look, units)
        if cost < best_cost:
            best, best_cost = lines, cost
    return best


def _cost(lines: list[str], look: Look, units: tuple[str, ...]) -> float:
    """How badly lines read: unequal lengths, a kind of unit left behind, a dash at the beginning."""
    widths = [look.width(line) for line in lines]
    longest = max(widths)
    uneven = sum((longest - width) ** 2 for width in widths) / longest**2
    split_units = sum(line.endswith(f" {unit}") for line in lines for unit in units)
    begun_units = sum(line.startswith(f"{unit} ") for line in lines[1:] for unit in units)
    dashes = sum(line.startswith("-") for line in lines[1:])
    return uneven + split_units + dashes - 0.5 * begun_units
