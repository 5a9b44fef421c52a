"""The few facts of OOXML that the whole writer shares: namespaces, escaping, small elements."""

from __future__ import annotations

import re

from lxml import etree

from app.base.units import Twip

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix Word gives this namespace
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

PREFIXES = {"w": W, "r": R, "wp": WP, "a": A, "wps": WPS, "mc": MC, "v": V, "o": O, "w14": W14}

# Word 2013 and later lay out justified lines of mode 15 by a rule no two programs share; in mode 14
# breaking is greedy everywhere, so the page we show is the page they print.
COMPATIBILITY_MODE = 14

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# What XML 1.0 cannot hold; a letter read from a file never has it, one made by a program might.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Most texts have none of these: one search instead of five.
_UNUSUAL = re.compile("[&<>\"'\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOSED = '</w:t>{}<w:t xml:space="preserve">'


def w(tag: str) -> str:
    """The name of a WordprocessingML element or attribute as lxml writes it."""
    return f"{{{W}}}{tag}"


def namespaces(*prefixes: str) -> str:
    """Declarations of the given prefixes, for the start tag of a part."""
    return " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in prefixes)


def escaped(text: str) -> str:
    """Text safe in an element and in an attribute; characters that XML forbids are left out."""
    if not _UNUSUAL.search(text):
        return text
    return _FORBIDDEN.sub("", text).translate(_ENTITIES)


def inside_text(text: str) -> str:
    """Escaped text for inside ``<w:t>``: line feeds become w:br and tabs w:tab, between closed w:t."""
    if not _UNUSUAL.search(text):
        return text
    safe = escaped(text).replace("\r", "")
    return safe.replace("\n", _CLOSED.format("<w:br/>")).replace("\t", _CLOSED.format("<w:tab/>"))


def run(text: str, properties: str = "") -> str:
    """A w:r with its text; ``properties`` is the content of w:rPr."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{inside_text(text)}</w:t></w:r>'


def indent(left: Twip = Twip(0), *, hanging: Twip = Twip(0)) -> str:  # noqa: B008 - an int, not changed
    """A w:ind that also clears the first-line indent of the style."""
    hang = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}" {hang}/>'


def to_bytes(root: etree._Element) -> bytes:
    """A part as Word writes it: UTF-8 with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
