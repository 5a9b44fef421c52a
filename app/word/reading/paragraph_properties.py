"""What one w:pPr says: a sparse set of values, to be laid over those of the levels below."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from app.base.units import Twip
from app.document.formats import Border, Borders, Frame, LineRule, TabKind, TabLeader, TabStop
from app.word.reading.names import W
from app.word.reading.run_properties import Sparse, read_shading
from app.word.reading.theme import Theme
from app.word.reading.values import Element, colour, integer, is_on, is_true, twips

_VAL = W + "val"
_ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "distribute",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
    "thaiDistribute": "distribute",
}
_TAB_KINDS: dict[str, TabKind] = {
    "left": "left",
    "start": "left",
    "num": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "decimal": "decimal",
    "bar": "bar",
}
_LEADERS = frozenset(["dot", "hyphen", "underscore", "heavy", "middleDot"])
_EDGES = {
    "top": "top",
    "bottom": "bottom",
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "between": "between",
    "insideH": "inside_horizontal",
    "insideV": "inside_vertical",
}
_LINE_RULES: dict[str, LineRule] = {"auto": "auto", "exact": "exact", "atLeast": "atLeast"}
_MOST_EIGHTHS = 255
_MOST_GAP = 31
_MOST_LEVEL = 8
_MOST_NUMBERING = 2**31 - 1
_MOST_DROP_LINES = 10
_NO_BORDER = frozenset(["nil", "none"])


def read_paragraph_properties(element: Element | None, theme: Theme) -> Sparse:
    """The values a w:pPr gives; nothing for what it does not say or says in a way nobody understands.

    Borders and tabs are dicts (edge, position), so that levels can be laid over one another; a border
    of None is one taken away, a tab of None one cleared.
    """
    found: Sparse = {}
    for child in element if element is not None else ():
        reader = _READERS.get(child.tag)
        if reader is not None:
            reader(found, child, theme)
    return found


def read_edges(element: Element) -> dict[str, Border | None]:
    """The edges that a w:pBdr, w:tblBorders, w:tcBorders or w:pgBorders names; None for a removed one."""
    edges: dict[str, Border | None] = {}
    for child in element:
        edge = _EDGES.get(child.tag.rpartition("}")[2])
        if edge is not None:
            edges[edge] = _border(child)
    return edges


def borders_of(edges: dict[str, Border | None]) -> Borders:
    """The edges as a value."""
    return Borders(**edges)


def _border(element: Element) -> Border | None:
    style = element.get(_VAL)
    if style is None or style in _NO_BORDER:
        return None
    return Border(
        style=style,
        eighths=integer(element.get(W + "sz"), 0, _MOST_EIGHTHS) or 4,
        space=integer(element.get(W + "space"), 0, _MOST_GAP) or 0,
        colour=colour(element.get(W + "color")),
    )


def _alignment(found: Sparse, element: Element, _: Theme) -> None:
    value = _ALIGNMENTS.get(element.get(_VAL) or "")
    if value is not None:
        found["alignment"] = value


def _indents(found: Sparse, element: Element, _: Theme) -> None:
    for key, names in (("indent_left", ("left", "start")), ("indent_right", ("right", "end"))):
        for name in names:
            value = twips(element.get(W + name))
            if value is not None:
                found[key] = value
    first, hanging = twips(element.get(W + "firstLine")), twips(element.get(W + "hanging"))
    if hanging is not None:
        # Word lets the hanging indent win when both stand there.
        found["first_line"] = Twip(-hanging)
    elif first is not None:
        found["first_line"] = first


def _spacing(found: Sparse, element: Element, _: Theme) -> None:
    for key, name in (("space_before", "before"), ("space_after", "after")):
        value = twips(element.get(W + name))
        if value is not None and value >= 0:
            found[key] = value
    for key, name in (("before_auto", "beforeAutospacing"), ("after_auto", "afterAutospacing")):
        switch = element.get(W + name)
        if switch is not None:
            found[key] = is_true(switch)
    line = twips(element.get(W + "line"))
    if line:
        rule = _LINE_RULES.get(element.get(W + "lineRule") or "auto", "auto")
        # A negative value is how the binary format writes "exactly".
        found["line_rule"] = "exact" if line < 0 else rule
        found["line"] = abs(int(line))


def _switch(key: str) -> Callable[[Sparse, Element, Theme], None]:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = is_on(element)

    return read


def _tabs(found: Sparse, element: Element, _: Theme) -> None:
    tabs: dict[int, TabStop | None] = {}
    for child in element.iterchildren(W + "tab"):
        position = twips(child.get(W + "pos"))
        if position is None:
            continue
        kind = child.get(_VAL) or "left"
        leader = child.get(W + "leader") or "none"
        tabs[position] = (
            None
            if kind == "clear"
            else TabStop(
                position,
                _TAB_KINDS.get(kind, "left"),
                cast("TabLeader", leader if leader in _LEADERS else "none"),
            )
        )
    found["tabs"] = tabs


def _borders(found: Sparse, element: Element, _: Theme) -> None:
    found["borders"] = read_edges(element)


def _shading(found: Sparse, element: Element, theme: Theme) -> None:
    found["shading"] = read_shading(element, theme)


def _outline(found: Sparse, element: Element, _: Theme) -> None:
    # 9 is body text.
    found["outline_level"] = integer(element.get(_VAL), 0, _MOST_LEVEL)


def _numbering(found: Sparse, element: Element, _: Theme) -> None:
    for child in element:
        if child.tag == W + "numId":
            found["numbering"] = integer(child.get(_VAL), 0, _MOST_NUMBERING)
        elif child.tag == W + "ilvl":
            found["level"] = integer(child.get(_VAL), 0, _MOST_LEVEL)


def _style(found: Sparse, element: Element, _: Theme) -> None:
    found["style"] = element.get(_VAL)


def _frame(found: Sparse, element: Element, _: Theme) -> None:
    def length(name: str) -> Twip:
        return twips(element.get(W + name)) or Twip(0)

    drop_cap = element.get(W + "dropCap")
    found["frame"] = Frame(
        width=length("w"),
        height=length("h"),
        height_rule=_LINE_RULES.get(element.get(W + "hRule") or "", "atLeast" if length("h") else "auto"),
        x=length("x"),
        y=length("y"),
        x_align=element.get(W + "xAlign"),
        y_align=element.get(W + "yAlign"),
        # Word's default for a frame that does not say: the page across, the text down.
        # What Word leaves out when it writes a frame (the standard says "page" for both).
        horizontal_anchor=element.get(W + "hAnchor") or "text",
        vertical_anchor=element.get(W + "vAnchor") or "margin",
        wrap=element.get(W + "wrap") or "around",
        horizontal_space=length("hSpace"),
        vertical_space=length("vSpace"),
        drop_cap=drop_cap if drop_cap in {"drop", "margin"} else None,
        drop_cap_lines=integer(element.get(W + "lines"), 1, _MOST_DROP_LINES) or 1,
    )


_READERS: dict[str, Callable[[Sparse, Element, Theme], None]] = {
    W + "pStyle": _style,
    W + "jc": _alignment,
    W + "ind": _indents,
    W + "spacing": _spacing,
    W + "contextualSpacing": _switch("contextual_spacing"),
    W + "keepNext": _switch("keep_next"),
    W + "keepLines": _switch("keep_lines"),
    W + "pageBreakBefore": _switch("page_break_before"),
    W + "widowControl": _switch("widow_control"),
    W + "bidi": _switch("bidi"),
    W + "snapToGrid": _switch("snap_to_grid"),
    W + "tabs": _tabs,
    W + "pBdr": _borders,
    W + "shd": _shading,
    W + "outlineLvl": _outline,
    W + "numPr": _numbering,
    W + "framePr": _frame,
}
