"""Named styles: made from the rulebook for a skeleton, read from a skeleton, changed by options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from app.base.units import Mm, Pt, Twip
from app.fonts.faces import face
from app.rules.look import Component, LineRule
from app.rules.model import Rulebook
from app.word.ooxml import escaped, namespaces, w
from app.word.reading.markup import parse

BASE = "body"  # the component whose style the other styles of the text are based on
STYLES = "word/styles.xml"
NORMAL_ID = "Normal"
RULE_STYLE = "ND30 \u0110\u01b0\u1eddng k\u1ebb"  # "Đường kẻ": the small paragraph that holds a drawn line
END_STYLE = "ND30 K\u1ebft th\u00fac"  # "Kết thúc": the paragraph Word wants after a table, 1 pt high
END_STYLE_ID = "ND30_end"
END_HEIGHT = Pt(1)
NOTE_REFERENCE = "footnote reference"  # Word's own name, the same in every language
NOTE_REFERENCE_ID = "FootnoteReference"
LINE = 240  # w:line of single spacing, in 240ths of a line
# Height of the paragraph that holds a drawn line: room for the gap above it and the line itself.
RULE_HEIGHT = Pt(6)
# Components that share a line with a larger one, which stands to their right: their baselines meet.
LEVEL_WITH = {"code": "place_date", "recipients_label": "authority"}
RED_COMPONENTS = ("secrecy", "urgency")
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
# Order of the children of w:pPr that this module touches (CT_PPrBase); Word refuses another order.
_PPR_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
)


@dataclass(frozen=True)
class StyleOptions:
    """What the letter's layout options change in the styles; None leaves the skeleton's own."""

    scheme: str | None = None
    indent: Mm | None = None
    line_spacing: float | None = None
    paragraph_gap: Pt | None = None


@dataclass(frozen=True)
class Look:
    """How the letters of a style look, as far as widths and heights depend on it."""

    family: str = "Times New Roman"
    size: Pt = Pt(10)  # noqa: RUF009 - a float; Word's size where nothing gives one
    bold: bool = False
    italic: bool = False

    def width(self, text: str) -> float:
        """Width of a text on one line, in points."""
        return face(self.family, self.bold, self.italic).width(text, float(self.size))

    def line_height(self) -> float:
        """Height of a single-spaced line, in points."""
        return face(self.family, self.bold, self.italic).line_height(float(self.size))

    def ascent(self) -> float:
        """Height of a line above its baseline, in points."""
        shape = face(self.family, self.bold, self.italic)
        return shape.ascent * float(self.size) / shape.units_per_em


def style_id(component_id: str) -> str:
    """The w:styleId of a component's style."""
    return f"ND30_{component_id}"


def component_look(component: Component, rulebook: Rulebook, scheme: str) -> Look:
    """The look that the rulebook gives a component in a size scheme."""
    size = rulebook.size(component.id, scheme)
    return Look(rulebook.page.font.family, size, component.bold, component.italic)


def level_gap(component_id: str, rulebook: Rulebook, scheme: str) -> Twip:
    """Space before a component so that its baseline is that of the larger text beside it, in twips."""
    beside = LEVEL_WITH.get(component_id)
    if beside is None:
        return Twip(0)
    ours, theirs = (
        component_look(rulebook.components[one], rulebook, scheme).ascent() for one in (component_id, beside)
    )
    return Pt(max(0.0, theirs - ours)).twip


def component_style(component: Component, rulebook: Rulebook, scheme: str) -> str:
    """The w:style element of a component as the rulebook wants it, in a size scheme."""
    size = rulebook.size(component.id, scheme).half_points
    based_on = style_id(BASE) if _is_text(component) else NORMAL_ID
    if component.id == BASE:
        based_on = NORMAL_ID
    bold = "<w:b/><w:bCs/>" if component.bold else ""
    italic = "<w:i/><w:iCs/>" if component.italic else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(component.id)}">'
        f'<w:name w:val="{escaped(component.style)}"/><w:basedOn w:val="{based_on}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_look(component, rulebook, scheme)}</w:pPr>"
        f"<w:rPr>{bold}{italic}{_colour(component, rulebook)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _is_text(component: Component) -> bool:
    return component.line_rule is LineRule.BODY


def _colour(component: Component, rulebook: Rulebook) -> str:
    # Ô 11 has no colour of its own: it stays in the letter's (khoản 4 Mục I Phần I Phụ lục I).
    red = component.id in RED_COMPONENTS
    return f'<w:color w:val="{rulebook.marks.ink.colour}"/>' if red else ""


def _paragraph_look(component: Component, rulebook: Rulebook, scheme: str) -> str:
    align = f'<w:jc w:val="{_ALIGN[component.align]}"/>'
    if component.id == BASE:
        rule = rulebook.body.paragraph
        return (
            f'<w:widowControl/><w:spacing w:before="0" w:after="{rule.gap.twip}" '
            f'w:line="{round(rule.line * LINE)}" w:lineRule="auto"/>'
            f'<w:ind w:firstLine="{rule.indent.twip}"/>{align}'
        )
    if _is_text(component):
        return ("" if component.first_line else '<w:ind w:firstLine="0"/>') + align
    before, after, contextual = _gaps(component, rulebook, scheme)
    keep = "<w:keepNext/>" if component.id in _KEPT_WITH_NEXT else ""
    context = "<w:contextualSpacing/>" if contextual else ""
    return f'{keep}<w:spacing w:before="{before}" w:after="{after}"/>{context}{align}'


# Titles of an appendix stay with its text.
_KEPT_WITH_NEXT = ("appendix_label", "appendix_title")


def _gaps(component: Component, rulebook: Rulebook, scheme: str) -> tuple[Twip, Twip, bool]:
    """Space before and after, in twips, and whether neighbours of the same style stand close."""
    gaps = rulebook.page.gaps
    match component.id:
        case "addressees":
            return gaps.above_addressees.twip, gaps.above_body.twip, True
        case "addressee_item":
            return Twip(0), gaps.above_body.twip, True
        case "appendix_link":
            return Twip(0), gaps.above_body.twip, False
        case "other_title" | "full_name":
            return rulebook.signature.room.default.twip, Twip(0), component.id == "other_title"
        case _:
            before = component.space_before.twip or level_gap(component.id, rulebook, scheme)
            return before, component.space_after.twip, False


def small_style(identifier: str, name: str, height: Pt) -> str:
    """The w:style of a paragraph that holds no text and must be lower than a line."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{NORMAL_ID}"/>'
        f'<w:pPr><w:spacing w:line="{height.twip}" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    )


def note_reference_style() -> str:
    """The w:style of the mark of a footnote."""
    return (
        f'<w:style w:type="character" w:styleId="{NOTE_REFERENCE_ID}"><w:name w:val="{NOTE_REFERENCE}"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )


@dataclass
class StyleSheet:
    """The styles of a skeleton; parsed once, changed per set of options.

    ``ids`` gives the w:styleId of a component's style, ``end_id`` and ``note_reference_id`` those of
    two more that the writer uses; Word may have renamed any of them. A style that the skeleton lacks
    is added as the rulebook wants it.
    """

    xml: bytes
    rulebook: Rulebook
    ids: dict[str, str] = field(init=False)
    end_id: str = field(init=False)
    note_reference_id: str = field(init=False)

    def __post_init__(self) -> None:
        root = parse(self.xml, STYLES)
        before = len(root)
        self.ids = self._component_ids(root)
        self.end_id = self._found(root, END_STYLE, small_style(END_STYLE_ID, END_STYLE, END_HEIGHT))
        self.note_reference_id = self._found(root, NOTE_REFERENCE, note_reference_style())
        self._is_whole = len(root) == before
        self._root = root
        self._with_options = lru_cache(32)(self._changed)
        self.look = lru_cache(None)(self._look)

    def with_options(self, options: StyleOptions) -> bytes:
        """styles.xml with the options written into it; nothing else is changed."""
        if options == StyleOptions() and self._is_whole:
            return self.xml
        return self._with_options(options)

    def _component_ids(self, root: etree._Element) -> dict[str, str]:
        components = self.rulebook.components
        default = self.rulebook.schemes.default
        ids: dict[str, str] = {}
        # The styles of the text are based on that of the body, which has to be known first.
        for component in (components[BASE], *components.values()):
            wanted = component_style(component, self.rulebook, default)
            ids[component.id] = self._found(root, component.style, wanted, ids.get(BASE, ""))
        return ids

    def _found(self, root: etree._Element, name: str, wanted: str, base: str = "") -> str:
        """The id of the style of this name, which is added as wanted where there is none."""
        styles = list(root.iterchildren(w("style")))
        for style in styles:
            if _name(style) == name:
                return style.get(w("styleId"), "")
        added = etree.fromstring(f"<x {namespaces('w')}>{wanted}</x>")[0]
        taken = {style.get(w("styleId")) for style in styles}
        identifier = added.get(w("styleId"), "")
        while identifier in taken:
            identifier += "_"
        added.set(w("styleId"), identifier)
        parent = added.find(w("basedOn"))
        if parent is not None:
            parent.set(w("val"), base if parent.get(w("val")) == style_id(BASE) else _normal_id(styles))
        root.append(added)
        return identifier

    def _changed(self, options: StyleOptions) -> bytes:
        root = etree.fromstring(etree.tostring(self._root))
        styles = {style.get(w("styleId")): style for style in root.iterchildren(w("style"))}
        for component in self.rulebook.components.values():
            style = styles[self.ids[component.id]]
            if options.scheme is not None:
                self._set_size(style, component, options.scheme)
            if _is_text(component):
                _set_text_spacing(style, component, options)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _set_size(self, style: etree._Element, component: Component, scheme: str) -> None:
        size = str(self.rulebook.size(component.id, scheme).half_points)
        look = _child(style, "rPr")
        for tag in ("sz", "szCs"):
            _child(look, tag).set(w("val"), size)
        if component.id in LEVEL_WITH:
            spacing = _paragraph_child(style, "spacing")
            spacing.set(w("before"), str(level_gap(component.id, self.rulebook, scheme)))

    def _look(self, component_id: str, scheme: str | None) -> Look:
        """The look of a component: the scheme's size, or the skeleton's own where scheme is None."""
        style = self.ids[component_id]
        found = Look(self._resolved(style, "rFonts", "ascii") or self.rulebook.page.font.family)
        size = Pt(float(self._resolved(style, "sz", "val") or 20) / 2)
        if scheme is not None:
            size = self.rulebook.size(component_id, scheme)
        bold, italic = (self._resolved(style, tag, "val") not in (None, "0", "false") for tag in ("b", "i"))
        return Look(found.family, size, bold, italic)

    def _resolved(self, identifier: str, tag: str, attribute: str) -> str | None:
        for style in self._chain(identifier):
            found = style.find(f"{w('rPr')}/{w(tag)}")
            if found is not None:
                return found.get(w(attribute), "1")
        default = self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w(tag)}")
        return None if default is None else default.get(w(attribute), "1")

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        styles = {style.get(w("styleId")): style for style in self._root.iterchildren(w("style"))}
        seen: set[str] = set()
        while identifier in styles and identifier not in seen:
            seen.add(identifier)
            yield styles[identifier]
            parent = styles[identifier].find(w("basedOn"))
            identifier = "" if parent is None else parent.get(w("val"), "")


def _normal_id(styles: Iterable[etree._Element]) -> str:
    """The id of the usual paragraph style, which a Word in another language does not call "Normal"."""
    usual = (
        style.get(w("styleId"), "")
        for style in styles
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
    )
    return next(usual, NORMAL_ID)


def _name(style: etree._Element) -> str:
    found = style.find(w("name"))
    return "" if found is None else found.get(w("val"), "")


def _set_text_spacing(style: etree._Element, component: Component, options: StyleOptions) -> None:
    """Write indent, line spacing and gap where the style says them itself; the others inherit."""
    base = component.id == BASE
    indents_itself = base or style.find(f"{w('pPr')}/{w('ind')}") is not None
    if options.indent is not None and component.first_line and indents_itself:
        _paragraph_child(style, "ind").set(w("firstLine"), str(options.indent.twip))
    if not base and style.find(f"{w('pPr')}/{w('spacing')}") is None:
        return
    if options.line_spacing is not None:
        spacing = _paragraph_child(style, "spacing")
        spacing.set(w("line"), str(round(options.line_spacing * LINE)))
        spacing.set(w("lineRule"), "auto")
    if options.paragraph_gap is not None:
        _paragraph_child(style, "spacing").set(w("after"), str(options.paragraph_gap.twip))


def _child(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(w(tag))
    return etree.SubElement(parent, w(tag)) if found is None else found


def _paragraph_child(style: etree._Element, tag: str) -> etree._Element:
    """A child of the style's w:pPr, put where the schema wants it when it is new."""
    look = style.find(w("pPr"))
    if look is None:
        look = etree.Element(w("pPr"))
        run_look = style.find(w("rPr"))
        style.insert(len(style) if run_look is None else style.index(run_look), look)
    found = look.find(w(tag))
    if found is None:
        found = etree.Element(w(tag))
        rank = _PPR_ORDER.index(tag)
        later = [child for child in look if _rank(child) > rank]
        look.insert(look.index(later[0]) if later else len(look), found)
    return found


def _rank(child: etree._Element) -> int:
    tag = etree.QName(child).localname
    return _PPR_ORDER.index(tag) if tag in _PPR_ORDER else len(_PPR_ORDER)
