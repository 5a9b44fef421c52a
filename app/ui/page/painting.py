"""Paints the sheets on the desk: shadow, paper with what is printed, the ring of the keyboard's focus."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from app.base.errors import AppError
from app.ui.page.sheets import Sheets
from app.ui.page.tiles import Tiles
from app.ui.page.tones import edge_colour

_SHADOW = 8  # how far it reaches, in pixels
_SHADOW_DROP = 2
_SHADOW_ALPHA = 40
_RING = 2.0
_ERROR_PAD = 32


def paint_sheets(painter: QPainter, sheets: Sheets, tiles: Tiles, seen: QRect, palette: QPalette) -> None:
    """Paint what shows of the sheets; the painter counts in pixels of the desk."""
    around = seen.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW)
    for index in sheets.visible(around):
        rect = sheets.rects[index]
        _paint_shadow(painter, rect, palette)
        try:
            _paint_paper(painter, rect, index, tiles, seen.intersected(rect))
        except AppError as error:  # no font with Vietnamese letters
            painter.fillRect(rect, Qt.GlobalColor.white)
            painter.setPen(Qt.GlobalColor.black)
            inside = rect.adjusted(_ERROR_PAD, _ERROR_PAD, -_ERROR_PAD, -_ERROR_PAD)
            painter.drawText(inside, int(Qt.TextFlag.TextWordWrap), str(error))


def paint_ring(painter: QPainter, size: QSize, palette: QPalette) -> None:
    """Show that keys go here; the painter counts in pixels of the view."""
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), _RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = _RING / 2
    painter.drawRect(QRectF(half, half, size.width() - _RING, size.height() - _RING))


def _paint_shadow(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Rings that grow fainter, of plain strips: round ones cost more than all the text of a page."""
    for distance in range(_SHADOW, 0, -1):
        share = 1 - distance / (_SHADOW + 1)
        colour = QColor(0, 0, 0, round(_SHADOW_ALPHA * share * share))
        ring = rect.adjusted(-distance, -distance, distance, distance).translated(0, _SHADOW_DROP)
        inside = ring.adjusted(1, 1, -1, -1)
        for strip in (
            QRect(inside.left(), ring.top(), inside.width(), 1),
            QRect(inside.left(), ring.bottom(), inside.width(), 1),
            QRect(ring.left(), inside.top(), 1, inside.height()),
            QRect(ring.right(), inside.top(), 1, inside.height()),
        ):
            painter.fillRect(strip, colour)
    edge = edge_colour(palette)
    painter.fillRect(rect.adjusted(-1, -1, 1, 1), edge)


def _paint_paper(painter: QPainter, rect: QRect, index: int, tiles: Tiles, shown: QRect) -> None:
    """The sheet in dots of the screen, from a whole dot on: only so it is sharp at 125 or 150 %."""
    ratio = painter.device().devicePixelRatio()
    corner = painter.deviceTransform().map(QPointF(rect.topLeft()))
    area = shown.translated(-rect.topLeft())
    left, top = floor(area.left() * ratio), floor(area.top() * ratio)
    right, bottom = ceil((area.right() + 1) * ratio), ceil((area.bottom() + 1) * ratio)
    painter.save()
    try:
        painter.translate(rect.topLeft())
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(round(corner.x()) - corner.x(), round(corner.y()) - corner.y())
        dots = QRect(0, 0, round(rect.width() * ratio), round(rect.height() * ratio))
        tiles.paint(painter, index, dots, QRect(left, top, right - left, bottom - top))
    finally:
        painter.restore()
