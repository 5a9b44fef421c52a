"""Pages made by hand and what a painted picture of them shows, in points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from app.document.formats import RunFormat
from app.fonts import face
from app.pages.model import Area, Fragment, FragmentKind, Line, Origin, Page, pt
from app.paint.image import page_image
from app.paint.pictures import NO_PICTURES, Pictures

# Dots per point of the pictures that tests look at.
SCALE = 4.0
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
_DARK = 128


@dataclass(frozen=True)
class Ink:
    """The rectangle that holds all ink of a stretch of the page, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Painted:
    """A painted page: its colours and its ink by places in points."""

    def __init__(self, image: QImage, scale: float) -> None:
        self.image = image
        self.scale = scale

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour at a place."""
        found = self.image.pixelColor(int(x * self.scale), int(y * self.scale))
        return found.red(), found.green(), found.blue()

    def dark(self, x: float, y: float) -> bool:
        """Whether there is dark ink at a place."""
        return sum(self.colour(x, y)) / 3 < _DARK

    def row(self, y: float, x1: float, x2: float) -> list[bool]:
        """Which dots of a horizontal line are dark."""
        top = int(y * self.scale)
        return [
            self.image.pixelColor(x, top).lightness() < _DARK
            for x in range(int(x1 * self.scale), int(x2 * self.scale))
        ]

    def column(self, x: float, y1: float, y2: float) -> list[bool]:
        """Which dots of a vertical line are dark."""
        left = int(x * self.scale)
        return [
            self.image.pixelColor(left, y).lightness() < _DARK
            for y in range(int(y1 * self.scale), int(y2 * self.scale))
        ]

    def ink(self, x1: float = 0, y1: float = 0, x2: float = 100, y2: float = 100) -> Ink | None:
        """Where the dark ink within a rectangle lies; None where there is none."""
        dots = [
            (x, y)
            for y in range(int(y1 * self.scale), int(y2 * self.scale))
            for x in range(int(x1 * self.scale), int(x2 * self.scale))
            if self.image.pixelColor(x, y).lightness() < _DARK
        ]
        if not dots:
            return None
        across, down = [x for x, _ in dots], [y for _, y in dots]
        ends = (min(across), min(down), max(across) + 1, max(down) + 1)
        return Ink(*(end / self.scale for end in ends))

    def all_ink(self) -> Ink:
        """Where the dark ink of the page lies; there must be some."""
        found = self.ink()
        assert found is not None, "nothing is painted"
        return found


def runs(dots: Iterable[bool]) -> int:
    """How many stretches of ink there are."""
    listed = [False, *dots]
    return sum(now and not before for before, now in pairwise(listed))


def fragment(text: str, *, x: float = 0.0, size: float = 20.0, **changes: Any) -> Fragment:  # noqa: ANN401
    """A fragment in Times New Roman as wide as layout makes it; other fields are those of its format."""
    own = {name: changes.pop(name) for name in ("space", "raised", "kind", "width") if name in changes}
    form = replace(RunFormat(half_points=round(size * 2)), **changes)
    used = face(form.font, form.bold, form.italic)
    bare = used.width(text, size) * 20 * form.scale / 100
    space = own.get("space", 0.0)
    width = own.pop("width", bare + len(text) * form.spacing + text.count(" ") * space)
    return Fragment(text, x, width, form, size, kind=own.pop("kind", FragmentKind.TEXT), **own)


def line(*fragments: Fragment, x: float = 200.0, y: float = 400.0, area: Area = Area.BODY) -> Line:
    """A line of fragments; its baseline lies 400 twips (20 pt) below its top."""
    width = max((one.x + one.width for one in fragments), default=0.0)
    return Line(x, y, width, 500.0, 400.0, fragments, Origin(None, 0, 0), area)


def page(*lines: Line, **parts: Any) -> Page:  # noqa: ANN401 - rules, boxes, pictures
    """A square page of 100 pt."""
    return Page(1, "1", 2000.0, 2000.0, 0, list(lines), **parts)


def painted(one: Page, pictures: Pictures = NO_PICTURES, scale: float = SCALE) -> Painted:
    """The page as painted."""
    return Painted(page_image(one, scale, pictures), scale)


def picture_file(width: int, height: int, left: str, right: str, kind: str = "png") -> bytes:
    """A picture whose left half has one colour and whose right half another."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(left))
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor(right))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def end_pt(one: Line) -> float:
    """The right end of a line in points."""
    return pt(one.x + one.width)
