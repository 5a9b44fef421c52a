"""The ND30 styles put into a letterhead's own stylesheet, so that its other styles do not show through."""

from __future__ import annotations

from lxml import etree

from app.rules.look import LineRule
from app.rules.model import Rulebook
from app.word import ooxml
from app.word.fixed_parts import RULE_STYLE_ID
from app.word.ooxml import namespaces, w
from app.word.reading.markup import parse
from app.word.stylesheet import (
    LINE,
    NORMAL_ID,
    RULE_HEIGHT,
    RULE_STYLE,
    STYLES,
    StyleOptions,
    StyleSheet,
    small_style,
)

_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")


class LetterheadStyles:
    """``ids`` gives the id of a component's style, ``end_id`` and ``rule_id`` those of two small ones."""

    def __init__(self, xml: bytes, rulebook: Rulebook) -> None:
        sheet = StyleSheet(xml, rulebook)
        self.ids, self.end_id = sheet.ids, sheet.end_id
        before = {style.get(w("styleId")) for style in parse(xml, STYLES).iterchildren(w("style"))}
        self._root = parse(sheet.with_options(StyleOptions()), STYLES)
        self.rule_id = self._rule_id()
        single = {
            self.ids[component.id]
            for component in rulebook.components.values()
            if component.line_rule is LineRule.SINGLE
        }
        for style in self._root.iterchildren(w("style")):
            identifier = style.get(w("styleId"), "")
            if identifier not in before and style.get(w("type")) == "paragraph":
                _stand_alone(style, rulebook.page.font.family, single=identifier in single)

    def to_bytes(self) -> bytes:
        """word/styles.xml"""
        return ooxml.to_bytes(self._root)

    def _rule_id(self) -> str:
        for style in self._root.iterchildren(w("style")):
            name = style.find(w("name"))
            if name is not None and name.get(w("val")) == RULE_STYLE:
                return style.get(w("styleId"), "")
        wanted = small_style(RULE_STYLE_ID, RULE_STYLE, RULE_HEIGHT)
        added = etree.fromstring(f"<x {namespaces('w')}>{wanted}</x>")[0]
        based = added.find(w("basedOn"))
        end = next(one for one in self._root if one.get(w("styleId")) == self.end_id)
        parent = end.find(w("basedOn"))
        if based is not None:
            based.set(w("val"), NORMAL_ID if parent is None else parent.get(w("val"), NORMAL_ID))
        self._root.append(added)
        return RULE_STYLE_ID


def _stand_alone(style: etree._Element, family: str, *, single: bool) -> None:
    """Say font and line spacing in the style itself: an office's usual style may be Calibri at 1.08."""
    look = style.find(w("rPr"))
    if look is None:
        look = etree.SubElement(style, w("rPr"))
    if look.find(w("rFonts")) is None:
        fonts = etree.Element(w("rFonts"))
        for name in _FONTS:
            fonts.set(w(name), family)
        look.insert(0, fonts)
    for spacing in style.iterfind(f"{w('pPr')}/{w('spacing')}"):
        for side in ("before", "after"):
            if spacing.get(w(side)) is None:
                spacing.set(w(side), "0")
        if single and spacing.get(w("line")) is None:
            spacing.set(w("line"), str(LINE))
            spacing.set(w("lineRule"), "auto")
