"""What lies over the pages: a bar beside what is edited, outlines of what can be clicked, open prompts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.editing.preview import PagePoint
from app.ui.page.sheets import Sheets
from app.ui.page.tones import accent_colour, open_colour

_BAR = 3.0  # how thick the bar is, in pixels
_BAR_GAP_TWIPS = 200.0  # between the text and the bar
# What begins right of this part of the page has its bar at its right.
_RIGHT_HALF = 0.42
_OUTLINE_PAD = 4.0
_OPEN_ROUND = 2.0
_OUTLINE_ALPHA, _GROUND_ALPHA = 120, 14


def bars(
    lines: Sequence[PagePoint], sheets: Sheets, text_edges: Sequence[tuple[float, float]]
) -> list[QRectF]:
    """The bars beside printed lines, one a page; of every page the left and right edge of its text."""
    found = []
    for page, box in _boxes(lines, sheets).items():
        if page >= len(text_edges):
            continue
        left, right = text_edges[page]
        rect = sheets.rects[page]
        gap = _BAR_GAP_TWIPS * sheets.unit
        is_right = box.left() - rect.left() > rect.width() * _RIGHT_HALF
        # Beside the text, and where a line juts out of it, beside that line.
        x = (
            max(rect.left() + right * sheets.unit, box.right()) + gap
            if is_right
            else min(rect.left() + left * sheets.unit, box.left()) - gap - _BAR
        )
        x = max(rect.left() + 1.0, min(x, rect.right() - _BAR))
        found.append(QRectF(x, box.top(), _BAR, box.height()))
    return found


def outlines(lines: Sequence[PagePoint], sheets: Sheets) -> list[QRectF]:
    """A frame around printed lines, one a page."""
    pad = _OUTLINE_PAD
    return [box.adjusted(-pad, -pad / 2, pad, pad / 2) for box in _boxes(lines, sheets).values()]


def draw_bars(painter: QPainter, places: Sequence[QRectF]) -> None:
    """Draw the bars."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent_colour())
    for place in places:
        painter.drawRoundedRect(place, _BAR / 2, _BAR / 2)


def draw_outlines(painter: QPainter, places: Sequence[QRectF]) -> None:
    """Draw the frames."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_faint(_OUTLINE_ALPHA), 1.0))
    painter.setBrush(_faint(_GROUND_ALPHA))
    for place in places:
        painter.drawRoundedRect(place, _OUTLINE_PAD, _OUTLINE_PAD)


def draw_open(painter: QPainter, places: Sequence[PagePoint], sheets: Sheets) -> None:
    """Draw a ground behind prompts that are open; it darkens the paper and leaves the ink as it is."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(open_colour())
    for place in places:
        if place.page < len(sheets.rects):
            box = sheets.box_of(place)
            painter.drawRoundedRect(box.adjusted(-1.0, 0.0, 1.0, 0.0), _OPEN_ROUND, _OPEN_ROUND)
    painter.restore()


def _faint(alpha: int) -> QColor:
    colour = accent_colour()
    colour.setAlpha(alpha)
    return colour


def _boxes(lines: Sequence[PagePoint], sheets: Sheets) -> dict[int, QRectF]:
    """What the lines take on every page, in pixels of the desk."""
    found: dict[int, QRectF] = {}
    for line in lines:
        if line.page < len(sheets.rects):
            box = sheets.box_of(line)
            found[line.page] = found.get(line.page, box).united(box)
    return found
