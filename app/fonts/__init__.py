"""Advance widths and line heights of Word's usual fonts, and the width of a text in them."""

from __future__ import annotations

from app.base.units import Pt
from app.fonts.faces import FALLBACK_FAMILY, Face, Widths, face, families

__all__ = ["FALLBACK_FAMILY", "Face", "Widths", "face", "families", "text_width"]


def text_width(
    text: str,
    size_pt: float,
    bold: bool = False,
    italic: bool = False,
    family: str = FALLBACK_FAMILY,
) -> Pt:
    """Width of the text on one line, in points: no kerning, no tabs, no justification."""
    return Pt(face(family, bold, italic).width(text, size_pt))
