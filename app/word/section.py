"""A section's page: size, margins, headers, page numbers, as read from a skeleton and written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from app.base.units import Twip
from app.word.ooxml import R, w

_REFERENCES = {w("headerReference"): "header", w("footerReference"): "footer"}
# Elements of w:sectPr after the references, in the order of the schema (CT_SectPr); Word refuses another.
_ORDER = (
    *("footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType"),
    *("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid"),
)
_WRITTEN = ("type", "pgSz", "pgMar", "pgNumType", "titlePg")  # the rest are kept as they are


@dataclass(frozen=True)
class Reference:
    """A header or footer ("header") of a kind ("default", "first", "even"), by its relationship id."""

    element: str
    kind: str
    identifier: str

    def xml(self) -> str:
        """The w:headerReference or w:footerReference."""
        return f'<w:{self.element}Reference w:type="{self.kind}" r:id="{self.identifier}"/>'


@dataclass(frozen=True)
class Section:
    """Page of a section; lengths in twips. ``rest`` are its further elements, name and XML.

    ``first_number`` is where its pages begin to count (None: they go on), ``title_page`` whether its
    first page has a header of its own.
    """

    width: Twip
    height: Twip
    top: Twip
    right: Twip
    bottom: Twip
    left: Twip
    header: Twip
    footer: Twip
    gutter: Twip
    references: tuple[Reference, ...]
    rest: tuple[tuple[str, str], ...]
    landscape: bool = False
    first_number: int | None = None
    title_page: bool = False

    @property
    def block(self) -> Twip:
        """Width of the text block."""
        return Twip(self.width - self.left - self.right - self.gutter)

    def with_margins(self, sides: Mapping[str, Twip]) -> Section:
        """The section with other margins, by "top", "right", "bottom", "left"; the others stay."""
        return replace(
            self,
            top=sides.get("top", self.top),
            right=sides.get("right", self.right),
            bottom=sides.get("bottom", self.bottom),
            left=sides.get("left", self.left),
        )

    def turned(self, *, landscape: bool) -> Section:
        """The section with its sheet upright or on its side."""
        if landscape == self.landscape:
            return self
        return replace(self, width=self.height, height=self.width, landscape=landscape)

    def xml(self) -> str:
        """The w:sectPr."""
        turned = ' w:orient="landscape"' if self.landscape else ""
        references = "".join(reference.xml() for reference in self.references)
        elements = dict(self.rest)
        elements["pgSz"] = f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{turned}/>'
        elements["pgMar"] = (
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" '
            f'w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="{self.gutter}"/>'
        )
        if self.first_number is not None:
            elements["pgNumType"] = f'<w:pgNumType w:start="{self.first_number}"/>'
        if self.title_page:
            elements["titlePg"] = "<w:titlePg/>"
        return f"<w:sectPr>{references}{''.join(elements.get(tag, '') for tag in _ORDER)}</w:sectPr>"


def read_section(element: etree._Element) -> Section:
    """The section of a w:sectPr; sizes that are missing are those of an A4 sheet of Word's own default."""
    size, margins = element.find(w("pgSz")), element.find(w("pgMar"))
    number = element.find(w("pgNumType"))
    kept = {w(tag): tag for tag in _ORDER if tag not in _WRITTEN}
    width, height = _number(size, "w", 11906), _number(size, "h", 16838)
    return Section(
        width=width,
        height=height,
        top=_number(margins, "top", 1440),
        right=_number(margins, "right", 1440),
        bottom=_number(margins, "bottom", 1440),
        left=_number(margins, "left", 1440),
        header=_number(margins, "header", 720),
        footer=_number(margins, "footer", 720),
        gutter=_number(margins, "gutter", 0),
        references=tuple(_reference(child) for child in element if child.tag in _REFERENCES),
        rest=tuple((kept[str(child.tag)], _plain(child)) for child in element if child.tag in kept),
        landscape=width > height,
        first_number=None if number is None else int(number.get(w("start"), "1")),
        title_page=element.find(w("titlePg")) is not None,
    )


def _reference(element: etree._Element) -> Reference:
    return Reference(
        _REFERENCES[str(element.tag)], element.get(w("type"), "default"), element.get(f"{{{R}}}id", "")
    )


def _number(element: etree._Element | None, attribute: str, default: int) -> Twip:
    value = None if element is None else element.get(w(attribute))
    return Twip(default if value is None else round(float(value)))


def _plain(element: etree._Element) -> str:
    """An element as XML without the declarations its part already makes."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in element.nsmap.items():
        declared = f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"'
        xml = xml.replace(declared, "", 1)
    return xml
