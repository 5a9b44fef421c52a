"""Drawings in DrawingML: pictures, lines, text boxes, shapes and groups of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from app.base.units import Emu, rounded
from app.document.content import Drawing, Shape, ShapeKind
from app.document.formats import RunFormat
from app.document.places import AxisPlace, Placement, Stroke, Wrap
from app.word.reading.environment import NO_LAYER
from app.word.reading.names import MC, PIC, WP, WPC, WPG, WPS, A, R, W
from app.word.reading.story import Path, Story, chosen
from app.word.reading.theme import Theme
from app.word.reading.values import MOST_EMU, Element, colour, emu, integer, is_true

_LINES = frozenset(["line", "straightConnector1", "lineInv"])
_WRAPS: dict[str, Wrap] = {
    "wrapNone": "none",
    "wrapSquare": "square",
    "wrapTight": "tight",
    "wrapThrough": "through",
    "wrapTopAndBottom": "topAndBottom",
}
_ALIGNMENTS = frozenset(["left", "center", "right", "inside", "outside", "top", "bottom"])
_ANCHORS: dict[str | None, Literal["top", "center", "bottom"]] = {"ctr": "center", "b": "bottom"}
_SIDE_INSET = Emu(91_440)
_TOP_INSET = Emu(45_720)
_LINE_WIDTH = Emu(9_525)
_MOST_LINE = 20_116_800
_MOST_Z = 2**32
# What a theme without a line list of its own draws for the line styles 1, 2 and 3.
_THEME_LINES = {1: Emu(6_350), 2: Emu(12_700), 3: Emu(19_050)}
_PRESET_COLOURS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "green": "008000"}
_DEGREE = 60_000
_MOST_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Grid:
    """How lengths in a group become lengths on the page: first moved, then scaled."""

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def inner(self, box: tuple[Emu, Emu, Emu, Emu], child: tuple[float, float, float, float]) -> Grid:
        """The grid in a group that stands in this one, with its own origin and size for its members."""
        left, top, width, height = self.placed(box)
        scale_x = width / child[2] if child[2] else self.scale_x
        scale_y = height / child[3] if child[3] else self.scale_y
        return Grid(left - child[0] * scale_x, top - child[1] * scale_y, scale_x, scale_y)

    def placed(self, box: tuple[float, float, float, float]) -> tuple[Emu, Emu, Emu, Emu]:
        """A box of this grid as left, top, width and height on the page."""
        left, top = self.x + box[0] * self.scale_x, self.y + box[1] * self.scale_y
        return _emu(left), _emu(top), _emu(box[2] * self.scale_x), _emu(box[3] * self.scale_y)


@dataclass(frozen=True, slots=True)
class _Transform:
    box: tuple[Emu, Emu, Emu, Emu]
    child: tuple[float, float, float, float]
    rotation: float
    flip_horizontal: bool
    flip_vertical: bool


def read_drawing(story: Story, element: Element, path: Path, run_format: RunFormat) -> list[Drawing]:
    """The drawing in a w:drawing: inline or floating; nothing when it is hidden or empty."""
    found: list[Drawing] = []
    for frame in element:
        if frame.tag not in {WP + "inline", WP + "anchor"}:
            continue
        properties = frame.find(WP + "docPr")
        if properties is not None and is_true(properties.get("hidden")):
            continue
        extent = frame.find(WP + "extent")
        width, height = _size(extent)
        effect = frame.find(WP + "effectExtent")
        found.append(
            Drawing(
                width=width,
                height=height,
                place=_placement(frame) if frame.tag == WP + "anchor" else None,
                shapes=_shapes_of(story, frame, (width, height), path),
                format=run_format,
                name=(properties.get("name") or "") if properties is not None else "",
                description=(properties.get("descr") or "") if properties is not None else "",
                margin_top=_length(effect, "t"),
                margin_bottom=_length(effect, "b"),
                margin_left=_length(effect, "l"),
                margin_right=_length(effect, "r"),
            )
        )
    return found


def _emu(value: float) -> Emu:
    return Emu(rounded(max(-MOST_EMU, min(MOST_EMU, value))))


def _size(element: Element | None) -> tuple[Emu, Emu]:
    return max(_length(element, "cx"), Emu(0)), max(_length(element, "cy"), Emu(0))


def _length(element: Element | None, name: str) -> Emu:
    value = emu(element.get(name)) if element is not None else None
    return Emu(0) if value is None else value


def _placement(anchor: Element) -> Placement:
    wrap = next((child for child in anchor if child.tag.rpartition("}")[2] in _WRAPS), None)
    simple = anchor.find(WP + "simplePos") if is_true(anchor.get("simplePos")) else None
    if simple is not None:
        horizontal = AxisPlace("page", offset=_length(simple, "x"))
        vertical = AxisPlace("page", offset=_length(simple, "y"))
    else:
        horizontal = _axis(anchor, "positionH", "column")
        vertical = _axis(anchor, "positionV", "paragraph")
    return Placement(
        horizontal=horizontal,
        vertical=vertical,
        wrap=_WRAPS[wrap.tag.rpartition("}")[2]] if wrap is not None else "none",
        wrap_side=(wrap.get("wrapText") if wrap is not None else None) or "bothSides",
        behind=is_true(anchor.get("behindDoc")),
        z=integer(anchor.get("relativeHeight"), 0, _MOST_Z) or 0,
        layout_in_cell=is_true(anchor.get("layoutInCell") or "1"),
        distance_top=_length(anchor, "distT"),
        distance_bottom=_length(anchor, "distB"),
        distance_left=_length(anchor, "distL"),
        distance_right=_length(anchor, "distR"),
    )


def _axis(anchor: Element, tag: str, default: str) -> AxisPlace:
    element = anchor.find(WP + tag)
    if element is None:
        # A place in percent, with the same place in lengths for programs that do not know those.
        element = anchor.find(f"{MC}AlternateContent/{MC}Fallback/{WP}{tag}")
    if element is None:
        return AxisPlace(default)
    align, offset = element.find(WP + "align"), element.find(WP + "posOffset")
    aligned = (align.text or "").strip() if align is not None else ""
    return AxisPlace(
        relative_to=element.get("relativeFrom") or default,
        align=aligned if aligned in _ALIGNMENTS else None,
        offset=(emu((offset.text or "").strip()) if offset is not None else None) or Emu(0),
    )


def _shapes_of(story: Story, frame: Element, size: tuple[Emu, Emu], path: Path) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    data = frame.find(f"{A}graphic/{A}graphicData")
    members = list(data) if data is not None else []
    for member in members:
        if member.tag == MC + "AlternateContent":
            choice = chosen(member)
            members.extend(choice if choice is not None else ())
            continue
        whole = (Emu(0), Emu(0), *size)
        if member.tag in {WPG + "wgp", WPC + "wpc"}:
            transform = _transform(member.find(WPG + "grpSpPr"))
            # A canvas counts in EMU from its own corner.
            child = (0.0, 0.0, float(size[0]), float(size[1]))
            if transform is not None and transform.child[2]:
                child = transform.child
            _group(story, member, Grid().inner(whole, child), path, shapes)
        else:
            shapes.append(_shape(story, member, whole, path, len(shapes)))
    if not shapes:
        story.cannot("drawing", path)
        shapes.append(Shape("unknown", Emu(0), Emu(0), *size))
    return tuple(shapes)


def _group(story: Story, group: Element, grid: Grid, path: Path, shapes: list[Shape]) -> None:
    """Add the members of a group, and of groups in it, at their places on the page."""
    pending = deque([(group, grid, 0)])
    while pending:
        element, inside, depth = pending.popleft()
        for member in element:
            if member.tag in {WPG + "grpSp", WPG + "wgp"}:
                transform = _transform(member.find(WPG + "grpSpPr"))
                if transform is not None and depth < _MOST_DEPTH:
                    pending.append((member, inside.inner(transform.box, transform.child), depth + 1))
            elif member.tag in {WPS + "wsp", PIC + "pic", WPG + "graphicFrame"}:
                transform = _transform(_properties(member))
                box = transform.box if transform else (Emu(0), Emu(0), Emu(0), Emu(0))
                shapes.append(_shape(story, member, inside.placed(box), path, len(shapes)))
            elif member.tag == MC + "AlternateContent":
                choice = chosen(member)
                if choice is not None and depth < _MOST_DEPTH:
                    pending.append((choice, inside, depth + 1))


def _shape(story: Story, element: Element, box: tuple[Emu, Emu, Emu, Emu], path: Path, index: int) -> Shape:
    if element.tag == PIC + "pic":
        return _picture(story, element, box, path)
    if element.tag != WPS + "wsp":
        # "chart", "relIds" of a SmartArt diagram, "contentPart" of ink …
        kind = element.tag.rpartition("}")[2]
        story.cannot({"relIds": "diagram", "contentPart": "ink"}.get(kind, kind), path)
        return Shape("unknown", *box, geometry=kind)
    return _word_shape(story, element, box, (*path, index))


def _picture(story: Story, element: Element, box: tuple[Emu, Emu, Emu, Emu], path: Path) -> Shape:
    blip = element.find(f"{PIC}blipFill/{A}blip")
    relation = (blip.get(R + "embed") or blip.get(R + "link")) if blip is not None else None
    image, problem = story.image(relation)
    if problem is not None:
        story.cannot(problem, path)
        return Shape("unknown", *box, geometry="picture")
    properties = element.find(PIC + "spPr")
    transform = _transform(properties)
    return Shape(
        "picture",
        *box,
        stroke=_stroke(properties, None, story.environment.theme),
        rotation=transform.rotation if transform else 0.0,
        flip_horizontal=transform is not None and transform.flip_horizontal,
        flip_vertical=transform is not None and transform.flip_vertical,
        image=image,
    )


def _word_shape(story: Story, element: Element, box: tuple[Emu, Emu, Emu, Emu], path: Path) -> Shape:
    properties, style = element.find(WPS + "spPr"), element.find(WPS + "style")
    body = element.find(WPS + "bodyPr")
    content = element.find(f"{WPS}txbx/{W}txbxContent")
    transform = _transform(properties)
    preset = properties.find(A + "prstGeom") if properties is not None else None
    drawn = properties is not None and properties.find(A + "custGeom") is not None
    geometry = preset.get("prst") if preset is not None else "custom" if drawn else None
    geometry = geometry or "rect"
    flat = content is None and geometry == "custom" and not (box[2] and box[3])
    kind: ShapeKind = "line" if geometry in _LINES or flat else "box"
    theme = story.environment.theme
    return Shape(
        kind,
        *box,
        geometry=geometry,
        stroke=_stroke(properties, style, theme),
        fill=None if kind == "line" else _fill(properties, style, theme),
        rotation=transform.rotation if transform else 0.0,
        flip_horizontal=transform is not None and transform.flip_horizontal,
        flip_vertical=transform is not None and transform.flip_vertical,
        blocks=story.read_blocks(story, content, NO_LAYER, path) if content is not None else (),
        inset_left=_inset(body, "lIns", _SIDE_INSET),
        inset_top=_inset(body, "tIns", _TOP_INSET),
        inset_right=_inset(body, "rIns", _SIDE_INSET),
        inset_bottom=_inset(body, "bIns", _TOP_INSET),
        text_anchor=_ANCHORS.get(body.get("anchor"), "top") if body is not None else "top",
        grows=body is not None and body.find(A + "spAutoFit") is not None,
    )


def _inset(body: Element | None, name: str, default: Emu) -> Emu:
    value = emu(body.get(name)) if body is not None else None
    return default if value is None else value


def _properties(element: Element) -> Element | None:
    for tag in (WPS + "spPr", PIC + "spPr", WPG + "xfrm"):
        found = element.find(tag)
        if found is not None:
            return found
    return None


def _transform(properties: Element | None) -> _Transform | None:
    """The a:xfrm of shape or group properties (or the wpg:xfrm itself)."""
    if properties is None:
        return None
    element = properties if properties.tag == WPG + "xfrm" else properties.find(A + "xfrm")
    if element is None:
        return None
    offset, extent = element.find(A + "off"), element.find(A + "ext")
    child_offset, child_extent = element.find(A + "chOff"), element.find(A + "chExt")
    return _Transform(
        box=(_length(offset, "x"), _length(offset, "y"), *_size(extent)),
        child=(_length(child_offset, "x"), _length(child_offset, "y"), *_size(child_extent)),
        rotation=(integer(element.get("rot"), -(2**31), 2**31) or 0) / _DEGREE,
        flip_horizontal=is_true(element.get("flipH")),
        flip_vertical=is_true(element.get("flipV")),
    )


def _stroke(properties: Element | None, style: Element | None, theme: Theme) -> Stroke | None:
    """The outline: as the shape says, else as its style does."""
    line = properties.find(A + "ln") if properties is not None else None
    reference = style.find(A + "lnRef") if style is not None else None
    index = (integer(reference.get("idx"), 0, 1000) or 0) if reference is not None else 0
    filled, ink = _paint(line, theme) if line is not None else (None, None)
    if filled is False or (filled is None and not index):
        return None
    if filled is None and reference is not None:
        ink = _colour(reference, theme)
    width = integer(line.get("w"), 0, _MOST_LINE) if line is not None else None
    if width is None:
        width = _THEME_LINES.get(index, _LINE_WIDTH)
    dash = line.find(A + "prstDash") if line is not None else None
    return Stroke(
        width=Emu(width),
        colour=ink,
        dash=(dash.get("val") or "solid") if dash is not None else "solid",
        compound=(line.get("cmpd") or "sng") if line is not None else "sng",
    )


def _fill(properties: Element | None, style: Element | None, theme: Theme) -> str | None:
    """The colour inside: as the shape says, else as its style does; None is see-through."""
    filled, ink = _paint(properties, theme) if properties is not None else (None, None)
    if filled is not None:
        return ink
    reference = style.find(A + "fillRef") if style is not None else None
    if reference is None or not integer(reference.get("idx"), 0, 2000):
        return None
    return _colour(reference, theme)


def _paint(element: Element, theme: Theme) -> tuple[bool | None, str | None]:
    """Whether a fill is given at all (None), none is wanted (False) or one is, and its colour."""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "noFill":
            return False, None
        if name == "solidFill":
            return True, _colour(child, theme)
        if name in {"gradFill", "pattFill"}:
            first = child.find(f"{A}gsLst/{A}gs")
            if first is None:
                first = child.find(A + "fgClr")
            return True, _colour(first, theme) if first is not None else None
    return None, None


def _colour(parent: Element, theme: Theme) -> str | None:
    for child in parent:
        name, value = child.tag.rpartition("}")[2], child.get("val")
        if name == "srgbClr":
            return colour(value)
        if name == "schemeClr":
            return theme.colour(value)
        if name == "sysClr":
            return colour(child.get("lastClr"))
        if name == "prstClr":
            return _PRESET_COLOURS.get(value or "")
    return None
