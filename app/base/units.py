"""Lengths that carry their unit in their type: Mm, Pt, Twip, Emu.

A value is converted by a property (``Pt(14).twip``). Twip and Emu are whole numbers, so
rounding happens only on the way into them, half away from zero. Arithmetic on a length
gives a plain number: wrap it again (``Mm(page_width - margin)``).
"""

from __future__ import annotations

import math

EMU_PER_PT = 12_700
EMU_PER_MM = 36_000
EMU_PER_TWIP = 635
TWIP_PER_PT = 20


def rounded(value: float) -> int:
    """The nearest whole number; a half goes away from zero (0.5 to 1, -0.5 to -1)."""
    # round() would send halves to the even neighbour, so that equal steps come out unequal.
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


class Emu(int):
    """A length in English Metric Units, the unit of Word's drawings (1 mm = 36000)."""

    @property
    def emu(self) -> Emu:
        """The same length."""
        return self

    @property
    def twip(self) -> Twip:
        """In twips, rounded."""
        return Twip(rounded(self / EMU_PER_TWIP))

    @property
    def mm(self) -> Mm:
        """In millimetres."""
        return Mm(self / EMU_PER_MM)

    @property
    def pt(self) -> Pt:
        """In points."""
        return Pt(self / EMU_PER_PT)


class Twip(int):
    """A length in twips, the unit of Word's text layout (1 pt = 20)."""

    @property
    def twip(self) -> Twip:
        """The same length."""
        return self

    @property
    def emu(self) -> Emu:
        """In EMU, exact."""
        return Emu(self * EMU_PER_TWIP)

    @property
    def mm(self) -> Mm:
        """In millimetres."""
        return Mm(self * EMU_PER_TWIP / EMU_PER_MM)

    @property
    def pt(self) -> Pt:
        """In points."""
        return Pt(self / TWIP_PER_PT)


class Mm(float):
    """A length in millimetres, the unit of the decree's page."""

    @property
    def mm(self) -> Mm:
        """The same length."""
        return self

    @property
    def emu(self) -> Emu:
        """In EMU, rounded."""
        return Emu(rounded(self * EMU_PER_MM))

    @property
    def twip(self) -> Twip:
        """In twips, rounded."""
        return Twip(rounded(self * EMU_PER_MM / EMU_PER_TWIP))

    @property
    def pt(self) -> Pt:
        """In points."""
        return Pt(self * EMU_PER_MM / EMU_PER_PT)


class Pt(float):
    """A length in points, the unit of font sizes and of spacing."""

    @property
    def pt(self) -> Pt:
        """The same length."""
        return self

    @property
    def emu(self) -> Emu:
        """In EMU, rounded."""
        return Emu(rounded(self * EMU_PER_PT))

    @property
    def twip(self) -> Twip:
        """In twips, rounded."""
        return Twip(rounded(self * TWIP_PER_PT))

    @property
    def mm(self) -> Mm:
        """In millimetres."""
        return Mm(self * EMU_PER_PT / EMU_PER_MM)

    @property
    def half_points(self) -> int:
        """In half points, rounded: Word's unit for font sizes (w:sz)."""
        return rounded(self * 2)

    @property
    def eighths(self) -> int:
        """In eighths of a point, rounded: Word's unit for the width of borders (w:sz of a border)."""
        return rounded(self * 8)
