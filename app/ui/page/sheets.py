"""Where the sheets lie on the desk at a zoom, alone or in pairs, and which place is under a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from app.editing.preview import PagePoint
from app.pages.model import TWIP_PER_PT

MARGIN = 16  # of the desk around the sheets
GAP = 16  # between sheets
LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
# Life-size: a common screen has 96 dots to the inch.
_PIXEL_PER_TWIP = 96 / 72 / TWIP_PER_PT

Size = tuple[float, float]  # of a page, in twips


class Fit(Enum):
    """What the zoom follows when the window changes."""

    NONE = "none"
    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a sheet in twips, which stays what it is when the sheets are zoomed and moved.

    Of a place beside the sheet x and y are the nearest on it, ``beside`` the pixels from there.
    """

    page: int
    x: float
    y: float
    beside: QPoint = QPoint()  # noqa: RUF009 - never changed


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rectangles of all sheets in pixels of the desk, and how large the desk is."""

    rects: tuple[QRect, ...] = ()
    zoom: float = 1.0
    size: QSize = QSize()  # noqa: RUF009 - never changed

    @property
    def unit(self) -> float:
        """How many pixels a twip takes."""
        return self.zoom * _PIXEL_PER_TWIP

    def visible(self, area: QRect) -> list[int]:
        """The sheets that show in a part of the desk."""
        return [index for index, rect in enumerate(self.rects) if rect.intersects(area)]

    def nearest(self, point: QPoint) -> int | None:
        """The sheet under a point of the desk or nearest to it; None when there is none."""
        if not self.rects:
            return None
        return min(range(len(self.rects)), key=lambda index: _distance(self.rects[index], point))

    def spot_at(self, point: QPoint) -> Spot | None:
        """The place at a point of the desk, on the nearest sheet; None when there is none."""
        page = self.nearest(point)
        if page is None:
            return None
        rect = self.rects[page]
        x = max(rect.left(), min(point.x(), rect.right()))
        y = max(rect.top(), min(point.y(), rect.bottom()))
        inside = QPointF(x - rect.left(), y - rect.top()) / self.unit
        return Spot(page, inside.x(), inside.y(), point - QPoint(x, y))

    def point_of(self, spot: Spot) -> QPointF:
        """Where a place lies on the desk; on the last sheet when its own is gone."""
        rect = self.rects[min(spot.page, len(self.rects) - 1)]
        return QPointF(rect.topLeft() + spot.beside) + QPointF(spot.x, spot.y) * self.unit

    def box_of(self, place: PagePoint) -> QRectF:
        """The box of a line on the desk."""
        corner = self.point_of(Spot(place.page, place.x, place.y))
        return QRectF(corner.x(), corner.y(), place.width * self.unit, place.height * self.unit)


def arrange(sizes: Sequence[Size], zoom: float, columns: int, room: QSize) -> Sheets:
    """The sheets in rows, in the middle of the room when they are narrower."""
    unit = zoom * _PIXEL_PER_TWIP
    pixels = [QSize(round(width * unit), round(height * unit)) for width, height in sizes]
    rows = [pixels[start : start + columns] for start in range(0, len(pixels), columns)]
    widest = max((_row_width(row) for row in rows), default=0) + 2 * MARGIN
    desk = max(room.width(), widest)
    rects: list[QRect] = []
    y = MARGIN
    for row in rows:
        # A last page alone keeps the side it has as one of a pair.
        full = _row_width([*row, *[row[-1]] * (columns - len(row))]) if len(rows) > 1 else _row_width(row)
        x = (desk - full) // 2
        for one in row:
            rects.append(QRect(QPoint(x, y), one))
            x += one.width() + GAP
        y += max(one.height() for one in row) + GAP
    height = y - GAP + MARGIN if rows else 0
    return Sheets(tuple(rects), zoom, QSize(desk, height))


def fitting_zoom(fit: Fit, sizes: Sequence[Size], columns: int, room: QSize) -> float | None:
    """The zoom at which the largest page (or pair) just fits into the room; None when none is to."""
    if fit is Fit.NONE or not sizes:
        return None
    widest = max(width for width, _ in sizes)
    # Whole pixels a page, or a pair would be a pixel wider than its room.
    across = (room.width() - 2 * MARGIN - (columns - 1) * GAP) // columns
    zoom = across / (widest * _PIXEL_PER_TWIP)
    if fit is Fit.PAGE:
        highest = max(height for _, height in sizes)
        zoom = min(zoom, (room.height() - 2 * MARGIN) / (highest * _PIXEL_PER_TWIP))
    return _within(zoom)


def _within(zoom: float) -> float:
    return max(LEAST_ZOOM, min(MOST_ZOOM, zoom))


def _row_width(row: Sequence[QSize]) -> int:
    return sum(one.width() for one in row) + GAP * (len(row) - 1)


def _distance(rect: QRect, point: QPoint) -> tuple[int, int]:
    """How far a point is from a sheet: down first, then across."""
    down = max(rect.top() - point.y(), 0, point.y() - rect.bottom())
    return down, max(rect.left() - point.x(), 0, point.x() - rect.right())
