"""What pages are painted on: a painter that counts in device pixels, and how many a twip takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.paint.glyphs import Stretch, outline_of

BLACK = "000000"
WHITE = "FFFFFF"
_MOST_COLOURS = 256
# Larger glyphs do not fit Qt's store of ready-made ones, and of a font set to a size of its own it
# then draws nothing (seen in 6.11).
_LARGEST_RUN = 64.0


@lru_cache(_MOST_COLOURS)
def colour_of(name: str) -> QColor:
    """The colour of "RRGGBB"; black for what is no colour."""
    colour = QColor(f"#{name}")
    return colour if colour.isValid() else QColor(Qt.GlobalColor.black)


@dataclass(frozen=True, slots=True)
class Surface:
    """A painter whose coordinates are device pixels from the corner of the page.

    All places are in twips, `unit` pixels each. With `grid`, lines and areas keep to whole pixels, so
    that a thin line is sharp and never vanishes; a PDF has no pixels to keep to.
    """

    painter: QPainter
    unit: float
    grid: bool

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        left, top, right, bottom = (end * self.unit for end in (x, y, x + width, y + height))
        if self.grid:
            left, top, right, bottom = (floor(end + 0.5) for end in (left, top, right, bottom))
            self.painter.fillRect(QRect(left, top, right - left, bottom - top), colour_of(colour))
        else:
            self.painter.fillRect(QRectF(left, top, right - left, bottom - top), colour_of(colour))

    def level(self, x1: float, x2: float, y: float, weight: float, colour: str) -> None:
        """A horizontal line, y the middle of its weight."""
        thick = self._thick(weight)
        self.fill(x1, self._edge(y, thick), x2 - x1, thick, colour)

    def upright(self, x: float, y1: float, y2: float, weight: float, colour: str) -> None:
        """A vertical line, x the middle of its weight."""
        thick = self._thick(weight)
        self.fill(self._edge(x, thick), y1, thick, y2 - y1, colour)

    def path(
        self, points: Sequence[tuple[float, float]], weight: float, colour: str, dashes: Sequence[float] = ()
    ) -> None:
        """A line through the points, dashed by lengths counted in weights."""
        pen = QPen(colour_of(colour), self._thick(weight) * self.unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(dashes)
        with self.kept():
            self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.painter.setPen(pen)
            self.painter.drawPolyline([QPointF(x * self.unit, y * self.unit) for x, y in points])

    def text(self, stretch: Stretch, x: float, baseline: float, colour: str) -> None:
        """Glyphs from x on, standing on the baseline."""
        painter = self.painter
        painter.setPen(colour_of(colour))
        place = QPointF(x * self.unit, baseline * self.unit)
        for glyphs in stretch.glyphs:
            large = self.grid and glyphs.run.rawFont().pixelSize() > _LARGEST_RUN
            if glyphs.stretch == 1.0 and not large:
                painter.drawGlyphRun(place, glyphs.run)
                continue
            with self.kept():
                painter.translate(place)
                painter.scale(glyphs.stretch, 1.0)
                if large:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    painter.fillPath(outline_of(glyphs), colour_of(colour))
                else:
                    painter.drawGlyphRun(QPointF(), glyphs.run)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Puts the painter's settings back afterwards."""
        self.painter.save()
        try:
            yield
        finally:
            self.painter.restore()

    def _thick(self, weight: float) -> float:
        """The weight in twips, on the grid a whole number of pixels and at least one."""
        return max(1, floor(weight * self.unit + 0.5)) / self.unit if self.grid else weight

    def _edge(self, middle: float, thick: float) -> float:
        """The upper or left edge of a line of this thickness."""
        return middle - thick / 2
