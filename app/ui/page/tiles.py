"""Pages painted once and kept as pictures, in tiles so that a large zoom costs no more than it shows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.pages.model import TWIP_PER_PT, Page
from app.paint.page import paint_page
from app.paint.pictures import NO_PICTURES, Pictures

# A page at 150 % on a common screen is one tile.
_SIDE = 2048
_BYTES_PER_DOT = 4
# What is kept beyond the tiles in sight.
MOST_BYTES = 48_000_000

_Key = tuple[int, int, int]  # page, column, row


class Tiles:
    """Pictures of pages at one size; a picture lives until its page or the size changes."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._pictures: Pictures = NO_PICTURES
        self._unit = 0.0
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def show(self, pages: Sequence[Page], pictures: Pictures) -> None:
        """Other pages: the pictures of those that are the same objects as before are kept."""
        if pictures is not self._pictures:
            self._kept.clear()
        same = [new is old for new, old in zip(pages, self._pages, strict=False)]
        for key in list(self._kept):
            if key[0] >= len(same) or not same[key[0]]:
                del self._kept[key]
        self._pages, self._pictures = list(pages), pictures

    def use_unit(self, unit: float) -> None:
        """How many dots of the screen a twip takes; at another size every picture is painted anew."""
        if unit != self._unit:
            self._kept.clear()
            self._unit = unit

    def paint(self, painter: QPainter, page: int, sheet: QRect, shown: QRect) -> None:
        """Paint the part of a sheet that shows; all in dots, the painter counts in dots too."""
        area = shown.intersected(sheet).translated(-sheet.topLeft())
        in_use: set[_Key] = set()
        for key, place in self._tiles_in(page, sheet, area):
            tile = self._kept.get(key) or self._painted(page, place)
            self._kept[key] = tile
            self._kept.move_to_end(key)
            in_use.add(key)
            painter.drawPixmap(sheet.topLeft() + place.topLeft(), tile)
        self._forget_oldest(in_use)

    @property
    def count(self) -> int:
        """How many pictures are kept."""
        return len(self._kept)

    def _tiles_in(self, page: int, sheet: QRect, area: QRect) -> Iterator[tuple[_Key, QRect]]:
        """The tiles that cover a part of a page, with their places on it."""
        whole = QRect(QPoint(0, 0), sheet.size())
        if area.isEmpty():
            return
        for row in range(area.top() // _SIDE, area.bottom() // _SIDE + 1):
            for column in range(area.left() // _SIDE, area.right() // _SIDE + 1):
                place = QRect(column * _SIDE, row * _SIDE, _SIDE, _SIDE).intersected(whole)
                yield (page, column, row), place

    def _painted(self, page: int, place: QRect) -> QPixmap:
        tile = QPixmap(place.size())
        # A white ground without transparency lets Qt smooth letters for the dots of the screen.
        tile.fill(Qt.GlobalColor.white)
        painter = QPainter(tile)
        try:
            painter.translate(-place.topLeft())
            paint_page(painter, self._pages[page], self._unit * TWIP_PER_PT, self._pictures)
        finally:
            # Qt crashes when a picture goes while it is being painted.
            painter.end()
        return tile

    def _forget_oldest(self, in_use: set[_Key]) -> None:
        size = sum(map(_bytes, self._kept.values()))
        for key in list(self._kept):
            if size <= MOST_BYTES:
                return
            # Those in use were moved to the end.
            if key not in in_use:
                size -= _bytes(self._kept.pop(key))


def _bytes(tile: QPixmap) -> int:
    return tile.width() * tile.height() * _BYTES_PER_DOT
