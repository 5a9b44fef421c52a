"""Gaps for a number, day or month that is filled in by hand: runs of no-break spaces of a set width."""

from __future__ import annotations

import math

from app.base.units import Mm
from app.fonts import text_width
from app.letter.model import Layout
from app.rules.model import Rulebook

NO_BREAK_SPACE = "\u00a0"  # ordinary spaces at the end of a line take no room


def gap(width: Mm, component_id: str, layout: Layout, rulebook: Rulebook) -> str:
    """No-break spaces at least as wide as this in the type of a component."""
    component = rulebook.components[component_id]
    scheme = layout.size_scheme or rulebook.schemes.default
    size = rulebook.size(component_id, str(scheme))
    space = text_width(
        NO_BREAK_SPACE, size, component.bold, component.italic, family=rulebook.page.font.family
    )
    return NO_BREAK_SPACE * math.ceil(width.pt / space)
