"""One page on a painter: paper, areas, pictures, text, lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.document.content import Shape
from app.fonts import face
from app.pages.model import TWIP_PER_PT, Area, Box, BoxKind, Fragment, FragmentKind, Line, Page, Picture
from app.paint.faces import raw_font
from app.paint.glyphs import Stretch, stretch_of
from app.paint.pictures import NO_PICTURES, Pictures
from app.paint.strokes import NO_LINE, draw_line, draw_rule
from app.paint.surface import BLACK, WHITE, Surface, colour_of

# What stands for something that is not understood.
GREY_FILL = "E4E4E4"
GREY_FRAME = "A0A0A0"
_FRAME_WEIGHT = 10.0
# Times New Roman's own figures (OS/2 table), in parts of the size.
_STRIKE_HEIGHT = 0.259
_STRIKE_WEIGHT = 0.05
# Word paints automatic text white on a background darker than this (of 255).
_DARK = 60
# Reading order of what is not on top of anything else.
_ORDER = (Area.HEADER, Area.BODY, Area.ENDNOTE, Area.FOOTNOTE, Area.FOOTER)


def paint_page(painter: QPainter, page: Page, scale: float, pictures: Pictures = NO_PICTURES) -> None:
    """Paints a page with its upper left corner at the painter's origin.

    scale is how many of the device's (logical) pixels a point takes: 96 / 72 is life-size on a common
    screen. The painter may be moved but not scaled. AppError when there is no Vietnamese font at all.
    """
    ratio = painter.device().devicePixelRatio()
    painter.save()
    # Glyphs are sharpest where one unit is one dot of the screen and the page begins on a whole dot.
    corner = painter.deviceTransform().map(QPointF(0.0, 0.0))
    painter.scale(1 / ratio, 1 / ratio)
    painter.translate(round(corner.x()) - corner.x(), round(corner.y()) - corner.y())
    try:
        draw_page(Surface(painter, scale * ratio / TWIP_PER_PT, grid=True), page, pictures)
    finally:
        painter.restore()


def draw_page(surface: Surface, page: Page, pictures: Pictures) -> None:
    """Everything on the page, from the paper up."""
    surface.fill(0.0, 0.0, page.width, page.height, WHITE)
    dark = [box for box in page.boxes if box.fill and _is_dark(box.fill)]
    below, above = _layers(page.boxes)
    for box in below:
        _draw_box(surface, box)
    for picture in page.pictures:
        if picture.behind:
            _draw_picture(surface, picture, pictures)
    for area in _ORDER:
        for line in page.lines_of(area):
            _draw_text(surface, line, dark)
    _draw_front(surface, page, above, pictures)
    for line in page.lines_of(Area.TEXT_BOX):
        _draw_text(surface, line, dark)


def _draw_front(surface: Surface, page: Page, boxes: list[Box], pictures: Pictures) -> None:
    """What lies over the text: boxes, pictures, and all drawn lines."""
    for box in boxes:
        _draw_box(surface, box)
    for picture in page.pictures:
        if not picture.behind:
            _draw_picture(surface, picture, pictures)
    for rule in page.rules:
        draw_rule(surface, rule)


def _layers(boxes: list[Box]) -> tuple[list[Box], list[Box]]:
    """The boxes below the text and those above it, where shading within a text box belongs too."""
    below: list[Box] = []
    above: list[Box] = []
    for box in boxes:
        shading = box.kind is BoxKind.SHADING and not any(_holds(other, box) for other in above)
        (below if box.behind or shading else above).append(box)
    return below, above


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies within another, give or take a point."""
    return (
        outer.x - TWIP_PER_PT <= inner.x
        and outer.y - TWIP_PER_PT <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + TWIP_PER_PT
        and inner.y + inner.height <= outer.y + outer.height + TWIP_PER_PT
    )


def _draw_box(surface: Surface, box: Box) -> None:
    if box.kind is BoxKind.UNKNOWN:
        _draw_grey(surface, box.x, box.y, box.width, box.height)
    elif box.fill:
        surface.fill(box.x, box.y, box.width, box.height, box.fill)


def _draw_grey(surface: Surface, x: float, y: float, width: float, height: float) -> None:
    surface.fill(x, y, width, height, GREY_FILL)
    right, bottom = x + width, y + height
    for top in (y, bottom):
        surface.level(x, right, top, _FRAME_WEIGHT, GREY_FRAME)
    for left in (x, right):
        surface.upright(left, y, bottom, _FRAME_WEIGHT, GREY_FRAME)


def _draw_picture(surface: Surface, picture: Picture, pictures: Pictures) -> None:
    shape = picture.source
    image = pictures.image(shape.image) if isinstance(shape, Shape) else None
    if image is None or not isinstance(shape, Shape):
        _draw_grey(surface, picture.x, picture.y, picture.width, picture.height)
        return
    unit = surface.unit
    width, height = picture.width * unit, picture.height * unit
    with surface.kept():
        painter = surface.painter
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate((picture.x + picture.width / 2) * unit, (picture.y + picture.height / 2) * unit)
        painter.rotate(shape.rotation)
        painter.scale(-1 if shape.flip_horizontal else 1, -1 if shape.flip_vertical else 1)
        painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image)


# Text.


def _draw_text(surface: Surface, line: Line, dark: list[Box]) -> None:
    for fragment in line.fragments:
        if fragment.kind is FragmentKind.PICTURE:
            continue
        x = line.x + fragment.x
        _draw_background(surface, fragment, x, line.baseline)
        baseline = line.baseline - fragment.raised
        form = fragment.format
        colour = form.colour or _automatic(fragment, x, baseline, dark)
        stretch = stretch_of(fragment.text, form, fragment.size, fragment.space, surface.unit)
        if fragment.text:
            # Leaders of tabs stand at the right end of their room, so that those of all lines meet.
            room = fragment.width - stretch.width if fragment.kind is FragmentKind.TAB else 0.0
            surface.text(stretch, x + room, baseline, colour)
        if form.underline not in NO_LINE:
            _underline(surface, fragment, stretch, (x, baseline), colour)
        if form.strike or form.double_strike:
            height = baseline - _STRIKE_HEIGHT * fragment.size * TWIP_PER_PT
            weight = _STRIKE_WEIGHT * fragment.size * TWIP_PER_PT
            style = "double" if form.double_strike else "single"
            draw_line(surface, (x, height), (x + fragment.width, height), weight, colour, style)


def _draw_background(surface: Surface, fragment: Fragment, x: float, baseline: float) -> None:
    form = fragment.format
    # A highlight hides the shading.
    fill = form.highlight or form.shading
    if not fill:
        return
    font = face(form.font, form.bold, form.italic)
    per_unit = form.half_points / 2 * TWIP_PER_PT / font.units_per_em
    top = baseline - font.ascent * per_unit
    surface.fill(x, top, fragment.width, (font.ascent + font.descent) * per_unit, fill)


def _underline(
    surface: Surface, fragment: Fragment, stretch: Stretch, place: tuple[float, float], colour: str
) -> None:
    form, (x, baseline) = fragment.format, place
    used = face(form.font, form.bold, form.italic)
    font = raw_font(used.family, used.bold, used.italic, fragment.size * TWIP_PER_PT * surface.unit)
    y = baseline + font.underlinePosition() / surface.unit
    weight = font.lineThickness() / surface.unit
    parts = stretch.words if form.underline == "words" else ((0.0, fragment.width),)
    for start, end in parts:
        draw_line(surface, (x + start, y), (x + end, y), weight, colour, form.underline)


def _automatic(fragment: Fragment, x: float, baseline: float, dark: list[Box]) -> str:
    """Black, or white on a dark background, as Word paints text that has no colour of its own."""
    form = fragment.format
    own = form.highlight or form.shading
    if own:
        return WHITE if _is_dark(own) else BLACK
    on_dark = any(box.x <= x < box.x + box.width and box.y < baseline <= box.y + box.height for box in dark)
    return WHITE if on_dark else BLACK


def _is_dark(fill: str) -> bool:
    colour = colour_of(fill)
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue() < _DARK
