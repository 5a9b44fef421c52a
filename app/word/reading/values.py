"""Values of attributes: what is missing, malformed or absurd becomes None or the default."""

from __future__ import annotations

import re

from lxml import etree

from app.base.units import EMU_PER_PT, Emu, Twip, rounded
from app.word.reading.names import W

Element = etree._Element  # noqa: SLF001 - the name lxml gives the type of its elements

_VAL = W + "val"
_OFF = frozenset(["0", "false", "off", "none"])
_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:\.\d{0,15})?)\s*(pt|in|cm|mm|pc|pi|px)?\s*\Z")
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})\b")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0, "px": 15.0}
# Word's largest page is 22 inches; positions beyond a few of those are damage.
MOST_TWIPS = 31_680 * 2
MOST_EMU = MOST_TWIPS * 635


def val(parent: Element, tag: str) -> str | None:
    """The w:val of a child; None when there is no such child or value."""
    child = parent.find(tag)
    return None if child is None else child.get(_VAL)


def is_on(element: Element) -> bool:
    """Whether a switch such as w:b is on: it is when it stands there without a value."""
    value = element.get(_VAL)
    return value is None or value.lower() not in _OFF


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes (1, true, on, t)."""
    return value is not None and value.lower() in {"1", "true", "on", "t", "yes"}


def integer(value: str | None, low: int, high: int) -> int | None:
    """A whole number within bounds; None when it is none or lies outside."""
    number = _number(value)
    return number if number is not None and low <= number <= high else None


def twips(value: str | None) -> Twip | None:
    """A length, in twips or with a unit of its own ("12pt"); an absurd one is cut to Word's bounds."""
    if value is None:
        return None
    found = _NUMBER.match(value)
    if found is None:
        return None
    number = float(found[1]) * _TWIPS.get(found[2], 1.0)
    return Twip(rounded(max(-MOST_TWIPS, min(MOST_TWIPS, number))))


def emu(value: str | None) -> Emu | None:
    """A length in EMU; an absurd one is cut to Word's bounds."""
    number = _number(value)
    return None if number is None else Emu(max(-MOST_EMU, min(MOST_EMU, number)))


def css_emu(value: str | None) -> Emu | None:
    """A length of VML: with a unit, or bare (then pixels of 1/96 inch); in EMU."""
    found = _NUMBER.match(value) if value else None
    if found is None:
        return None
    number = float(found[1]) * _TWIPS[found[2] or "px"] * (EMU_PER_PT / 20)
    return Emu(rounded(max(-MOST_EMU, min(MOST_EMU, number))))


def colour(value: str | None) -> str | None:
    """ "RRGGBB" in capitals; None for "auto" and anything else."""
    found = _COLOUR.match(value) if value else None
    return found[1].upper() if found else None


def _number(value: str | None) -> int | None:
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        found = _NUMBER.match(value)
        return rounded(float(found[1])) if found and not found[2] else None
