"""A stretch of text as glyphs, each exactly where the layout's own widths put it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGlyphRun, QPainterPath, QRawFont

from app.base.vietnamese import nfc
from app.document.formats import RunFormat
from app.fonts import Face, face
from app.pages.model import TWIP_PER_PT
from app.paint.faces import font_with, is_twin, raw_font

# A page holds some 50 stretches; those of the pages in view at one zoom stay.
_MOST_STRETCHES = 4096
# Word draws a non-breaking hyphen (U+2011) as the plain one, also in fonts that do not know it.
_SAME_SIGN = {0x2011: "-"}


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """Glyphs of one font, to be painted `stretch` times as wide, positions included."""

    run: QGlyphRun
    stretch: float


@lru_cache(_MOST_STRETCHES)
def outline_of(glyphs: Glyphs) -> QPainterPath:
    """The glyphs as one shape to be filled."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    font = glyphs.run.rawFont()
    for glyph, place in zip(glyphs.run.glyphIndexes(), glyphs.run.positions(), strict=True):
        path.addPath(font.pathForGlyph(glyph).translated(place))
    return path


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch of text: its glyphs in pixels from its start; width and words (start, end) in twips."""

    glyphs: tuple[Glyphs, ...]
    width: float
    words: tuple[tuple[float, float], ...]


@lru_cache(_MOST_STRETCHES)
def stretch_of(text: str, form: RunFormat, size: float, space: float, unit: float) -> Stretch:
    """The glyphs of a text at size pt, each ordinary space wider by `space` twips.

    unit is how many pixels a twip takes.
    """
    used = face(form.font, form.bold, form.italic)
    # Files made on a Mac hold letters and their marks apart; fonts have them as one.
    text = nfc(text).translate(_SAME_SIGN)
    starts = _starts(text, used, form, size, space)
    pixels = size * TWIP_PER_PT * unit
    found = []
    for font, glyphs, places in _by_font(text, starts, used, pixels):
        stretch = form.scale / 100 * _squeeze(font, glyphs, text, used, pixels)
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(glyphs)
        across = unit / stretch
        run.setPositions([QPointF(x * across, 0.0) for x in places])
        found.append(Glyphs(run, stretch))
    return Stretch(tuple(found), starts[-1], tuple(_words(text, starts)))


def _starts(text: str, used: Face, form: RunFormat, size: float, space: float) -> list[float]:
    """Where each character starts and the last one ends, in twips."""
    per_unit = size * TWIP_PER_PT / used.units_per_em * form.scale / 100
    widths, spacing, x = used.widths, float(form.spacing), 0.0
    starts = [x]
    for char in text:
        x += widths[char] * per_unit + spacing
        if char == " ":
            x += space
        starts.append(x)
    return starts


def _by_font(
    text: str, starts: list[float], used: Face, pixels: float
) -> list[tuple[QRawFont, list[int], list[float]]]:
    """Fonts, each with its glyphs and where they start: one font unless it lacks a character."""
    main = raw_font(used.family, used.bold, used.italic, pixels)
    glyphs = main.glyphIndexesForString(text)
    if all(glyphs) and not any(map(_is_unseen, text)):
        return [(main, glyphs, starts[:-1])]
    found: dict[int, tuple[QRawFont, list[int], list[float]]] = {}
    for char, glyph, x in zip(text, glyphs, starts, strict=False):
        font = main
        if _is_unseen(char):
            continue
        if not glyph:
            font = font_with(char, used.family, used.bold, used.italic, pixels) or main
        _, some, places = found.setdefault(id(font), (font, [], []))
        some.append(glyph or font.glyphIndexesForString(char)[0])
        places.append(x)
    return list(found.values())


def _is_unseen(char: str) -> bool:
    """Soft hyphens, joiners, marks of direction: some fonts have a glyph for them."""
    return not char.isprintable() and not char.isspace()


def _squeeze(font: QRawFont, glyphs: list[int], text: str, used: Face, pixels: float) -> float:
    """Below 1 where a stand-in's wider letters would run into each other."""
    if is_twin(used.family):
        return 1.0
    wanted = sum(used.widths[char] for char in text) * pixels / used.units_per_em
    natural = sum(advance.x() for advance in font.advancesForGlyphIndexes(glyphs))
    return min(1.0, wanted / natural) if wanted and natural else 1.0


def _words(text: str, starts: list[float]) -> list[tuple[float, float]]:
    """Start and end of every word."""
    found = []
    begun = None
    for index, char in enumerate(text + " "):
        if char != " " and begun is None:
            begun = starts[index]
        elif char == " " and begun is not None:
            found.append((begun, starts[index]))
            begun = None
    return found
