"""Drawn lines: the styles of Word's borders and underlines and of drawn shapes."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, pi, sin

from app.pages.model import Rule
from app.paint.surface import BLACK, Surface


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks, all lengths counted in its weight.

    strands are parallel lines as (distance from the middle, thickness), dashes lengths of ink and gap
    by turns. wave makes it wavy.
    """

    strands: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    dashes: tuple[float, ...] = ()
    wave: bool = False


_DOUBLE = ((-1.0, 1.0), (1.0, 1.0))
_TRIPLE = ((-2.0, 1.0), (0.0, 1.0), (2.0, 1.0))
_THICK_FIRST = ((-0.75, 1.5), (1.0, 0.75))
_THIN_FIRST = ((-1.0, 0.75), (0.75, 1.5))
_HEAVY = ((0.0, 2.0),)
_SOLID = Style()

# By the names of w:val of borders, w:u of underlines (ECMA-376 part 1, 17.18.2 and 17.18.99) and
# a:prstDash of shapes (20.1.10.48), whose dashes are given there; any other name is a plain line.
_STYLES: dict[str, Style] = {
    "thick": Style(_HEAVY),
    "double": Style(_DOUBLE),
    "triple": Style(_TRIPLE),
    "wave": Style(wave=True),
    "wavyHeavy": Style(_HEAVY, wave=True),
    "wavyDouble": Style(_DOUBLE, wave=True),
    "doubleWave": Style(_DOUBLE, wave=True),
    "dotted": Style(dashes=(1, 1)),
    "dottedHeavy": Style(_HEAVY, dashes=(1, 1)),
    "dashed": Style(dashes=(4, 4)),
    "dashSmallGap": Style(dashes=(4, 2)),
    "dashedHeavy": Style(_HEAVY, dashes=(4, 2)),
    "dashLong": Style(dashes=(8, 3)),
    "dashLongHeavy": Style(_HEAVY, dashes=(8, 3)),
    "dotDash": Style(dashes=(4, 3, 1, 3)),
    "dashDotHeavy": Style(_HEAVY, dashes=(4, 3, 1, 3)),
    "dotDotDash": Style(dashes=(4, 3, 1, 3, 1, 3)),
    "dashDotDotHeavy": Style(_HEAVY, dashes=(4, 3, 1, 3, 1, 3)),
    "dashDotStroked": Style(dashes=(4, 3, 1, 3)),
    "dot": Style(dashes=(1, 3)),
    "dash": Style(dashes=(4, 3)),
    "lgDash": Style(dashes=(8, 3)),
    "dashDot": Style(dashes=(4, 3, 1, 3)),
    "lgDashDot": Style(dashes=(8, 3, 1, 3)),
    "lgDashDotDot": Style(dashes=(8, 3, 1, 3, 1, 3)),
    "sysDash": Style(dashes=(3, 1)),
    "sysDot": Style(dashes=(1, 1)),
    "sysDashDot": Style(dashes=(3, 1, 1, 1)),
    "sysDashDotDot": Style(dashes=(3, 1, 1, 1, 1, 1)),
} | {
    f"{order}{gap}Gap": Style(strands)
    for gap in ("Small", "Medium", "Large")
    for order, strands in (
        ("thinThick", _THIN_FIRST),
        ("thickThin", _THICK_FIRST),
        ("thinThickThin", ((-1.75, 0.75), (0.0, 1.5), (1.75, 0.75))),
    )
}
NO_LINE = frozenset(["none", "nil", ""])
# Length and height of a wave, and how finely it is drawn, in weights.
_WAVE_LENGTH = 8.0
_WAVE_HEIGHT = 1.5
_WAVE_STEP = 0.5
# A page is this many weights wide at most: a file cannot keep us busy with waves.
_MOST_WAVE_POINTS = 5000


def draw_rule(surface: Surface, rule: Rule) -> None:
    """A drawn line, border, or separator of the page."""
    if rule.style not in NO_LINE:
        draw_line(
            surface, (rule.x1, rule.y1), (rule.x2, rule.y2), rule.weight, rule.colour or BLACK, rule.style
        )


def draw_line(
    surface: Surface,
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float,
    colour: str,
    name: str,
) -> None:
    """A line in the style of that name."""
    style = _STYLES.get(name, _SOLID)
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return
    # To the right of the way from start to end: below a line that runs to the right.
    aside_x, aside_y = -(y2 - y1) / length * weight, (x2 - x1) / length * weight
    for distance, share in style.strands:
        dx, dy = aside_x * distance, aside_y * distance
        ends = ((x1 + dx, y1 + dy), (x2 + dx, y2 + dy))
        if style.wave:
            surface.path(_wave(*ends, weight), weight * share, colour)
        else:
            _strand(surface, *ends, weight * share, colour, style.dashes)


def _strand(
    surface: Surface,
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float,
    colour: str,
    dashes: tuple[float, ...],
) -> None:
    (x1, y1), (x2, y2) = start, end
    if dashes or (x1 != x2 and y1 != y2):
        surface.path((start, end), weight, colour, dashes)
    elif y1 == y2:
        surface.level(min(x1, x2), max(x1, x2), y1, weight, colour)
    else:
        surface.upright(x1, min(y1, y2), max(y1, y2), weight, colour)


def _wave(start: tuple[float, float], end: tuple[float, float], weight: float) -> list[tuple[float, float]]:
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1)
    along_x, along_y = (x2 - x1) / length, (y2 - y1) / length
    step = max(_WAVE_STEP * weight, length / _MOST_WAVE_POINTS)
    points = []
    for index in range(int(length / step) + 1):
        at = index * step
        aside = sin(at / (_WAVE_LENGTH * weight) * 2 * pi) * _WAVE_HEIGHT * weight
        points.append((x1 + along_x * at - along_y * aside, y1 + along_y * at + along_x * aside))
    return points
