"""The fonts and colours of a document's theme, which styles name instead of a font or colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.word.reading.markup import parse
from app.word.reading.names import A
from app.word.reading.values import Element, colour

# What w:asciiTheme and its like may say: which font collection, and which member of it.
_FONT_NAMES = {
    "majorAscii": ("majorFont", "latin"),
    "majorHAnsi": ("majorFont", "latin"),
    "majorEastAsia": ("majorFont", "ea"),
    "majorBidi": ("majorFont", "cs"),
    "minorAscii": ("minorFont", "latin"),
    "minorHAnsi": ("minorFont", "latin"),
    "minorEastAsia": ("minorFont", "ea"),
    "minorBidi": ("minorFont", "cs"),
}
# What w:themeColor may say, where it differs from the name in the theme.
_COLOUR_NAMES = {
    "text1": "dk1",
    "dark1": "dk1",
    "tx1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "bg1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts by the words of w:asciiTheme, colours by their name in the theme."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def font(self, name: str | None) -> str | None:
        """The font that a theme name such as "minorHAnsi" stands for; None when it stands for none."""
        return self.fonts.get(name) if name else None

    def colour(self, name: str | None) -> str | None:
        """The colour, "RRGGBB", of a theme name such as "accent1" or "text1"; None when unknown."""
        return self.colours.get(_COLOUR_NAMES.get(name, name)) if name else None


NO_THEME = Theme()


@lru_cache(maxsize=8)
def read_theme(data: bytes, part: str) -> Theme:
    """The theme in a part; AppError when it is not well-formed."""
    root = parse(data, part)
    fonts: dict[str, str] = {}
    for name, (collection, member) in _FONT_NAMES.items():
        element = root.find(f".//{A}fontScheme/{A}{collection}/{A}{member}")
        typeface = element.get("typeface") if element is not None else None
        # An empty typeface means: whatever the other settings say.
        if typeface:
            fonts[name] = typeface
    scheme = root.find(f".//{A}clrScheme")
    colours: dict[str, str] = {}
    for element in scheme if scheme is not None else ():
        value = _colour_in(element)
        if value is not None:
            colours[element.tag.rpartition("}")[2]] = value
    return Theme(fonts, colours)


def _colour_in(element: Element) -> str | None:
    for child in element:
        value = colour(child.get("val")) or colour(child.get("lastClr"))
        if value is not None:
            return value
    return None
