"""Drawings put on the page: lines, boxes with text, pictures, and grey boxes for what is not understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, radians, sin

from app.base.units import EMU_PER_TWIP
from app.document.content import Drawing, Shape
from app.document.places import AxisPlace
from app.pages.context import Anchored, Context, Frame, Sheet
from app.pages.model import Area, Box, BoxKind, Line, Picture, Rule, RuleKind
from app.pages.slots import emit_all, stack

# Text keeps away from what it flows around only where at least an inch is left for it.
LEAST_ROOM = 1440.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What text flows around: its rectangle with the distance kept, and whether text stands beside it."""

    left: float
    top: float
    right: float
    bottom: float
    beside: bool


def place_of(drawing: Drawing, frame: Frame, char_x: float, line_top: float, paragraph_top: float) -> Place:
    """Where a floating drawing stands."""
    width, height = drawing.width / EMU_PER_TWIP, drawing.height / EMU_PER_TWIP
    assert drawing.place is not None  # noqa: S101 - only floating drawings have a place to work out
    across, down = drawing.place.horizontal, drawing.place.vertical
    x0, x1 = _across(across.relative_to, frame, char_x)
    y0, y1 = _down(down.relative_to, frame, line_top, paragraph_top)
    return Place(_along(across, x0, x1, width), _along(down, y0, y1, height), width, height)


def _across(relative_to: str, frame: Frame, char_x: float) -> tuple[float, float]:
    match relative_to:
        case "page":
            return 0.0, frame.page_width
        case "margin":
            return frame.left, frame.right
        case "character":
            return char_x, char_x
        case "leftMargin" | "insideMargin":
            return 0.0, frame.left
        case "rightMargin" | "outsideMargin":
            return frame.right, frame.page_width
        case _:
            return frame.column_x, frame.column_x + frame.column_width


def _down(relative_to: str, frame: Frame, line_top: float, paragraph_top: float) -> tuple[float, float]:
    match relative_to:
        case "page":
            return 0.0, frame.page_height
        case "margin":
            return frame.top, frame.bottom
        case "line":
            return line_top, line_top
        case "topMargin" | "insideMargin":
            return 0.0, frame.top
        case "bottomMargin" | "outsideMargin":
            return frame.bottom, frame.page_height
        case _:
            return paragraph_top, paragraph_top


def _along(place: AxisPlace, start: float, end: float, size: float) -> float:
    match place.align:
        case None:
            return start + place.offset / EMU_PER_TWIP
        case "center":
            return (start + end - size) / 2
        case "right" | "bottom" | "outside":
            return end - size
        case _:
            return start


def obstacle_of(drawing: Drawing, place: Place) -> Obstacle | None:
    """What text has to flow around, None where the drawing lies over or under the text."""
    around = drawing.place
    if around is None or around.wrap == "none":
        return None
    return Obstacle(
        place.x - around.distance_left / EMU_PER_TWIP,
        place.y - around.distance_top / EMU_PER_TWIP,
        place.x + place.width + around.distance_right / EMU_PER_TWIP,
        place.y + place.height + around.distance_bottom / EMU_PER_TWIP,
        around.wrap != "topAndBottom",
    )


def free_room(
    obstacles: list[Obstacle], column_x: float, width: float
) -> Callable[[float, float], tuple[float, float, float]]:
    """Finds the next place for a line: the larger side of an obstacle, or below it.

    The y is that of the page; left and right count from the column.
    """

    def room(y: float, height: float) -> tuple[float, float, float]:
        left, right = column_x, column_x + width
        for one in sorted(obstacles, key=lambda one: one.top):
            if one.bottom <= y or one.top >= y + height or one.right <= left or one.left >= right:
                continue
            before, after = one.left - left, right - one.right
            if not one.beside or max(before, after) < LEAST_ROOM:
                y, left, right = one.bottom, column_x, column_x + width
            elif before >= after:
                right = one.left
            else:
                left = one.right
        return y, left - column_x, right - column_x

    return room


def draw(context: Context, sheet: Sheet, anchored: Anchored) -> None:
    """Puts a drawing on the sheet, inline ones on the baseline of their line."""
    drawing, line = anchored.drawing, anchored.line
    if drawing.place is None:
        top = line.baseline - (drawing.height + drawing.margin_bottom) / EMU_PER_TWIP
        x = anchored.char_x + drawing.margin_left / EMU_PER_TWIP
        place = Place(x, top, drawing.width / EMU_PER_TWIP, drawing.height / EMU_PER_TWIP)
        behind = False
    else:
        place = place_of(drawing, anchored.frame, anchored.char_x, line.y, anchored.paragraph_top)
        behind = drawing.place.behind
        if drawing.place.wrap not in ("none", "topAndBottom"):
            context.approximates("pages.wrapped_drawing")
    for shape in drawing.shapes:
        _draw_shape(context, sheet, shape, place, behind, anchored)


def _draw_shape(
    context: Context, sheet: Sheet, shape: Shape, place: Place, behind: bool, anchored: Anchored
) -> None:
    x, y = place.x + shape.x / EMU_PER_TWIP, place.y + shape.y / EMU_PER_TWIP
    box = Place(x, y, shape.width / EMU_PER_TWIP, shape.height / EMU_PER_TWIP)
    origin = anchored.line.origin.block
    page = sheet.page
    if shape.kind == "line":
        page.rules.append(_line(shape, box, origin))
    elif shape.kind == "picture":
        page.pictures.append(Picture(box.x, box.y, box.width, box.height, shape, behind))
    elif shape.kind == "unknown":
        context.approximates("pages.unknown_drawing")
        page.boxes.append(
            Box(box.x, box.y, box.width, box.height, BoxKind.UNKNOWN, origin=origin, behind=behind)
        )
    else:
        _draw_box(context, sheet, shape, box, behind, anchored.line)


def _line(shape: Shape, box: Place, origin: object) -> Rule:
    x1, y1, x2, y2 = box.x, box.y, box.x + box.width, box.y + box.height
    if shape.flip_horizontal != shape.flip_vertical:
        y1, y2 = y2, y1
    if shape.rotation:
        (x1, y1), (x2, y2) = (_turned(shape.rotation, box, *end) for end in ((x1, y1), (x2, y2)))
    stroke = shape.stroke
    weight = stroke.width / EMU_PER_TWIP if stroke is not None else 15.0
    colour = stroke.colour if stroke is not None else None
    style = stroke.dash if stroke is not None else "solid"
    return Rule(x1, y1, x2, y2, weight, colour, style, RuleKind.DRAWN, origin)


def _turned(degrees: float, box: Place, x: float, y: float) -> tuple[float, float]:
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    angle, dx, dy = radians(degrees), x - middle_x, y - middle_y
    return middle_x + dx * cos(angle) - dy * sin(angle), middle_y + dx * sin(angle) + dy * cos(angle)


def _draw_box(context: Context, sheet: Sheet, shape: Shape, box: Place, behind: bool, line: Line) -> None:
    inset_left, inset_right = shape.inset_left / EMU_PER_TWIP, shape.inset_right / EMU_PER_TWIP
    inset_top, inset_bottom = shape.inset_top / EMU_PER_TWIP, shape.inset_bottom / EMU_PER_TWIP
    width = max(1.0, box.width - inset_left - inset_right)
    content = stack(context, shape.blocks, width)
    if shape.grows and content.placed:
        box = replace(box, height=content.height + inset_top + inset_bottom)
    page, kind = sheet.page, BoxKind.TEXT_BOX if shape.blocks else BoxKind.SHAPE
    page.boxes.append(Box(box.x, box.y, box.width, box.height, kind, shape.fill, line.origin.block, behind))
    if shape.stroke is not None:
        _outline(sheet, shape, box)
    if not content.placed:
        return
    free = box.height - inset_top - inset_bottom - content.height
    lowered = {"top": 0.0, "center": free / 2, "bottom": free}[shape.text_anchor]
    inside = Sheet(
        page,
        replace(sheet.frame, column_x=box.x + inset_left, column_width=width),
        Area.TEXT_BOX,
    )
    emit_all(context, inside, content.placed, box.x + inset_left, box.y + inset_top + lowered)
    draw_all(context, inside)


def _outline(sheet: Sheet, shape: Shape, box: Place) -> None:
    stroke = shape.stroke
    if stroke is None:
        return
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        weight = stroke.width / EMU_PER_TWIP
        sheet.page.rules.append(Rule(x1, y1, x2, y2, weight, stroke.colour, stroke.dash, RuleKind.BOX))


def draw_all(context: Context, sheet: Sheet) -> None:
    """Draws everything anchored in the lines put on the sheet."""
    waiting, sheet.anchored = sheet.anchored, []
    for anchored in waiting:
        draw(context, sheet, anchored)
