"""Drawings in VML, which Word 2007 and older wrote: lines, boxes, pictures, groups, embedded objects."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from app.base.units import Emu, Pt
from app.document.content import Drawing, Shape, ShapeKind
from app.document.formats import RunFormat
from app.document.places import AxisPlace, Placement, Stroke, Wrap
from app.word.reading.drawings import Grid
from app.word.reading.environment import NO_LAYER
from app.word.reading.names import W10, O, R, V, W
from app.word.reading.story import Path, Story
from app.word.reading.values import Element, colour, css_emu, integer, is_true, twips

_SHAPES = frozenset(
    V + name for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group", "image", "arc")
)
_GEOMETRIES = {"rect": "rect", "roundrect": "roundRect", "oval": "ellipse", "line": "line", "arc": "arc"}
# Numbers of Word's own shape types, as in type="#_x0000_t202".
_LINE_TYPES = frozenset([20, 32])
_TEXT_BOX, _PICTURE_FRAME = 202, 75
_WORD_ART = range(136, 176)
_ACROSS = {"text": "column", "char": "character", "margin": "margin", "page": "page"}
_DOWN = {"text": "paragraph", "line": "line", "margin": "margin", "page": "page"}
_ALIGN_ACROSS = frozenset(["left", "center", "right", "inside", "outside"])
_ALIGN_DOWN = frozenset(["top", "center", "bottom", "inside", "outside"])
_WRAPS: dict[str | None, Wrap] = {
    "square": "square",
    "tight": "tight",
    "through": "through",
    "topAndBottom": "topAndBottom",
}
_NAMED_COLOURS = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "008000",
    "gray": "808080",
    "silver": "C0C0C0",
    "yellow": "FFFF00",
}
_LINE_WIDTH = Emu(9_525)
_INSETS = (Emu(91_440), Emu(45_720), Emu(91_440), Emu(45_720))
_MOST_Z = 2**32
_MOST_UNITS = 10_000_000
_MOST_DEPTH = 20
_GROUP_UNITS = 1000

Style = dict[str, str]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Flips:
    horizontal: bool = False
    vertical: bool = False


def read_pict(story: Story, element: Element, path: Path, run_format: RunFormat) -> list[Drawing]:
    """The drawings in a w:pict."""
    return [
        _drawing(story, child, (*path, index), run_format)
        for index, child in enumerate(child for child in element if child.tag in _SHAPES)
        if _style(child).get("visibility") != "hidden"
    ]


def read_object(story: Story, element: Element, path: Path, run_format: RunFormat) -> list[Drawing]:
    """The embedded object in a w:object, as a grey box of its size."""
    shape = next((child for child in element if child.tag in _SHAPES), None)
    style = _style(shape) if shape is not None else {}
    width, height = css_emu(style.get("width")), css_emu(style.get("height"))
    if width is None or height is None:
        width = (twips(element.get(W + "dxaOrig")) or Pt(72).twip).emu
        height = (twips(element.get(W + "dyaOrig")) or Pt(72).twip).emu
    story.cannot("ole", path)
    box = Shape("unknown", Emu(0), Emu(0), _positive(width), _positive(height), geometry="ole")
    place = _placement(shape, style, Emu(0), Emu(0)) if shape is not None else None
    return [Drawing(box.width, box.height, place, (box,), run_format)]


def _drawing(story: Story, element: Element, path: Path, run_format: RunFormat) -> Drawing:
    style = _style(element)
    box, flips = _box(element, style, grouped=False)
    width, height = _positive(box[2]), _positive(box[3])
    whole = (Emu(0), Emu(0), width, height)
    shapes: list[Shape] = []
    if element.tag == V + "group":
        _group(story, element, whole, path, shapes)
    else:
        shapes.append(_shape(story, element, whole, flips, (*path, 0)))
    return Drawing(
        width=width,
        height=height,
        place=_placement(element, style, Emu(int(box[0])), Emu(int(box[1]))),
        shapes=tuple(shapes),
        format=run_format,
        name=element.get("id") or "",
        description=element.get("alt") or "",
    )


def _style(element: Element) -> Style:
    """The style attribute of a shape, by property in small letters."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def _positive(value: float) -> Emu:
    return Emu(max(0, int(value)))


def _box(element: Element, style: Style, *, grouped: bool) -> tuple[Box, _Flips]:
    """Left, top, width and height (EMU, in a group its units) and how a line is turned."""
    length = _units if grouped else css_emu
    if element.tag == V + "line":
        # Where a line begins and ends; its style only moves it.
        start, end = _pair(element.get("from"), grouped=grouped), _pair(element.get("to"), grouped=grouped)
        left, top = min(start[0], end[0]), min(start[1], end[1])
        flips = _Flips(end[0] < start[0], end[1] < start[1])
        moved_x, moved_y = length(style.get("margin-left")) or 0, length(style.get("margin-top")) or 0
        return (left + moved_x, top + moved_y, abs(end[0] - start[0]), abs(end[1] - start[1])), flips
    sides = (
        (("left", "margin-left"), ("top", "margin-top")) if grouped else (("margin-left",), ("margin-top",))
    )
    left, top = (sum(length(style.get(name)) or 0 for name in names) for names in sides)
    flip = style.get("flip", "")
    return (
        (left, top, length(style.get("width")) or 0, length(style.get("height")) or 0),
        _Flips("x" in flip, "y" in flip),
    )


def _units(value: str | None) -> float | None:
    return None if value is None else integer(value, -_MOST_UNITS, _MOST_UNITS)


def _pair(value: str | None, *, grouped: bool) -> tuple[float, float]:
    length = _units if grouped else css_emu
    first, _, second = (value or "").partition(",")
    return length(first.strip()) or 0, length(second.strip()) or 0


def _placement(element: Element, style: Style, left: Emu, top: Emu) -> Placement | None:
    """The place of a floating shape; None for one that stands in the line."""
    if style.get("position") not in {"absolute", "relative"}:
        return None
    z = integer(style.get("z-index"), -_MOST_Z, _MOST_Z) or 0
    wrap = element.find(W10 + "wrap")
    across, down = style.get("mso-position-horizontal"), style.get("mso-position-vertical")

    def distance(side: str) -> Emu:
        return css_emu(style.get(f"mso-wrap-distance-{side}")) or Emu(0)

    return Placement(
        horizontal=AxisPlace(
            _ACROSS.get(style.get("mso-position-horizontal-relative", ""), "column"),
            across if across in _ALIGN_ACROSS else None,
            left,
        ),
        vertical=AxisPlace(
            _DOWN.get(style.get("mso-position-vertical-relative", ""), "paragraph"),
            down if down in _ALIGN_DOWN else None,
            top,
        ),
        wrap=_WRAPS.get(wrap.get("type"), "none") if wrap is not None else "none",
        wrap_side=(wrap.get("side") if wrap is not None else None) or "bothSides",
        behind=z < 0,
        z=abs(z),
        layout_in_cell=(element.get(O + "allowincell") or "t") not in {"f", "false"},
        distance_top=distance("top"),
        distance_bottom=distance("bottom"),
        distance_left=distance("left"),
        distance_right=distance("right"),
    )


def _group(
    story: Story, group: Element, whole: tuple[Emu, Emu, Emu, Emu], path: Path, shapes: list[Shape]
) -> None:
    """Add the members of a group, and of groups in it, at their places on the page."""
    pending = deque([(group, Grid().inner(whole, _group_units(group)), 0)])
    while pending:
        element, grid, depth = pending.popleft()
        for member in element:
            if member.tag not in _SHAPES:
                continue
            box, flips = _box(member, _style(member), grouped=True)
            placed = grid.placed(box)
            if member.tag != V + "group":
                size = (placed[0], placed[1], _positive(placed[2]), _positive(placed[3]))
                shapes.append(_shape(story, member, size, flips, (*path, len(shapes))))
            elif depth < _MOST_DEPTH:
                inner = Grid().inner(placed, _group_units(member))
                pending.append((member, inner, depth + 1))


def _group_units(group: Element) -> Box:
    origin = _pair(group.get("coordorigin"), grouped=True)
    size = _pair(group.get("coordsize"), grouped=True)
    return (*origin, size[0] or _GROUP_UNITS, size[1] or _GROUP_UNITS)


def _type_of(element: Element) -> int:
    """The number of the shape type that a shape names; 0 for none."""
    for name in (element.get("type"), element.get("id"), element.get(O + "spt")):
        _, mark, number = (name or "").rpartition("_t")
        value = integer(number, 0, 1000) if mark or name == number else None
        if value is not None:
            return value
    return 0


def _shape(
    story: Story, element: Element, box: tuple[Emu, Emu, Emu, Emu], flips: _Flips, path: Path
) -> Shape:
    number = _type_of(element)
    image = element.find(V + "imagedata")
    if image is not None or element.tag == V + "image":
        return _picture(story, element if image is None else image, box, path)
    if number in _WORD_ART or element.find(V + "textpath") is not None:
        story.cannot("wordart", path)
        return Shape("unknown", *box, geometry="wordart")
    connector = element.get(O + "connectortype") == "straight"
    is_line = element.tag == V + "line" or number in _LINE_TYPES or connector
    kind: ShapeKind = "line" if is_line else "box"
    geometry = "line" if is_line else _GEOMETRIES.get(element.tag.rpartition("}")[2], "custom")
    if is_true(element.get(O + "hr")):
        geometry = "horizontalRule"
    elif number == _TEXT_BOX:
        geometry = "rect"
    text_box = element.find(V + "textbox")
    content = text_box.find(W + "txbxContent") if text_box is not None else None
    insets = _insets(text_box)
    return Shape(
        kind,
        *box,
        geometry=geometry,
        stroke=_stroke(element),
        fill=None if is_line else _fill(element),
        flip_horizontal=flips.horizontal,
        flip_vertical=flips.vertical,
        blocks=story.read_blocks(story, content, NO_LAYER, path) if content is not None else (),
        inset_left=insets[0],
        inset_top=insets[1],
        inset_right=insets[2],
        inset_bottom=insets[3],
        grows=text_box is not None and is_true(_style(text_box).get("mso-fit-shape-to-text")),
    )


def _picture(story: Story, data: Element, box: tuple[Emu, Emu, Emu, Emu], path: Path) -> Shape:
    image, problem = story.image(data.get(R + "id") or data.get(R + "pict") or data.get(O + "relid"))
    if problem is not None:
        story.cannot(problem, path)
        return Shape("unknown", *box, geometry="picture")
    return Shape("picture", *box, image=image)


def _insets(text_box: Element | None) -> tuple[Emu, Emu, Emu, Emu]:
    parts = ((text_box.get("inset") or "") if text_box is not None else "").split(",")
    found = [css_emu(parts[at].strip()) if at < len(parts) else None for at in range(len(_INSETS))]
    left, top, right, bottom = (
        default if value is None else value for value, default in zip(found, _INSETS, strict=True)
    )
    return left, top, right, bottom


def _colour(value: str | None) -> str | None:
    # "red [3212]" names the place in the palette after the colour.
    word = (value or "").split("[")[0].strip().lower()
    if len(word) == len("#abc") and word.startswith("#"):
        word = "#" + "".join(letter * 2 for letter in word[1:])
    return colour(word) or _NAMED_COLOURS.get(word)


def _stroke(element: Element) -> Stroke | None:
    line = element.find(V + "stroke")
    switch = element.get("stroked") or (line.get("on") if line is not None else None)
    if switch is not None and not is_true(switch):
        return None
    if is_true(element.get(O + "hr")):
        return None
    return Stroke(
        width=css_emu(element.get("strokeweight")) or _LINE_WIDTH,
        colour=_colour(element.get("strokecolor")),
        dash=(line.get("dashstyle") if line is not None else None) or "solid",
    )


def _fill(element: Element) -> str | None:
    inner = element.find(V + "fill")
    switch = element.get("filled") or (inner.get("on") if inner is not None else None)
    if switch is not None and not is_true(switch):
        return None
    return _colour(element.get("fillcolor")) or "FFFFFF"
