"""Faces: a family in one weight and slant, with advance widths and line height.

The widths come from metric twins (Liberation 2, Carlito, Caladea), built once by
packaging/build_fonts.py; ascent, descent and line gap are those Windows computes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from app.base.units import TWIP_PER_PT, Pt
from app.fonts import tables

FALLBACK_FAMILY = "Times New Roman"
# A stranger's file may name any number of families.
_CACHED_NAMES = 256

_STYLES = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold_italic",
}
# Combining marks, controls and format characters, which take no room on the line.
_ROOMLESS = {"Mn", "Me", "Cc", "Cf"}
_USUAL_LETTER = "n"


class Widths(dict[str, int]):
    """Advance width of every character in font units; works out and keeps those not listed.

    Not listed by the font's table, in this order: combining marks, control and format characters
    (soft hyphen, zero-width space) are 0 wide; East Asian wide characters a full em; characters
    with a decomposition as wide as its parts together (non-breaking hyphen, ligatures, accented
    letters); all others as wide as "n".
    """

    def __init__(self, listed: Mapping[str, int], units_per_em: int) -> None:
        super().__init__(listed)
        self._units_per_em = units_per_em

    def __missing__(self, char: str) -> int:
        width = self[char] = self._worked_out(char)
        return width

    def _worked_out(self, char: str) -> int:
        if unicodedata.category(char) in _ROOMLESS:
            return 0
        if unicodedata.east_asian_width(char) in "WF":
            return self._units_per_em
        parts = unicodedata.normalize("NFKD", char)
        if parts != char:
            return sum(self[part] for part in parts)
        return self[_USUAL_LETTER]


@dataclass(frozen=True, eq=False)
class Face:
    """One face; ascent, descent and line_gap in font units, as Windows computes them.

    exact is False when the asked family is unknown and the fallback family stands in for it.
    """

    family: str
    bold: bool
    italic: bool
    exact: bool
    units_per_em: int
    ascent: int
    descent: int
    line_gap: int
    widths: Widths = field(repr=False)

    def advance(self, char: str) -> int:
        """Advance width of one character in font units; Widths tells what unknown ones get."""
        return self.widths[char]

    def width(self, text: str, size_pt: float) -> float:
        """Width of the text in points, without kerning."""
        return sum(map(self.widths.__getitem__, text)) * size_pt / self.units_per_em

    def line_height(self, size_pt: float) -> float:
        """Height of a single-spaced line in points, rounded to the twip as Word lays out lines."""
        units = self.ascent + self.descent + self.line_gap
        return Pt(units * size_pt / self.units_per_em).twip / TWIP_PER_PT


def families() -> dict[str, tuple[str, ...]]:
    """The families whose widths are known, each with the other names it goes by."""
    return dict(tables.families())


@lru_cache(_CACHED_NAMES)
def face(family: str, bold: bool, italic: bool) -> Face:
    """The face of a family, by its name or an alias in any case.

    An unknown family gives Times New Roman with exact False.
    """
    known = tables.family_by_name().get(family.strip().casefold())
    return _face(known or FALLBACK_FAMILY, bold, italic, known is not None)


@cache
def _face(family: str, bold: bool, italic: bool, exact: bool) -> Face:
    style = _STYLES[bold, italic]
    figures = tables.metrics(family, style)
    widths = _widths(family, style, figures["units_per_em"])
    return Face(family, bold, italic, exact, **figures, widths=widths)


@cache
def _widths(family: str, style: str, units_per_em: int) -> Widths:
    return Widths(tables.advances(family, style), units_per_em)
