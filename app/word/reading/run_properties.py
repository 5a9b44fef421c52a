"""What one w:rPr says: a sparse set of values, to be laid over those of the levels below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.word.reading.names import W
from app.word.reading.theme import Theme
from app.word.reading.values import Element, colour, integer, is_on, twips

Sparse = dict[str, Any]

# ISO 29500-1 17.7.3: values of these in table, paragraph and character styles cancel each other.
TOGGLES = (
    "bold",
    "bold_cs",
    "italic",
    "italic_cs",
    "caps",
    "small_caps",
    "strike",
    "double_strike",
    "hidden",
)

_VAL = W + "val"
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_UNDERLINES = frozenset(
    [
        *("none", "single", "words", "double", "thick", "wave", "wavyHeavy", "wavyDouble"),
        *("dotted", "dottedHeavy", "dash", "dashedHeavy", "dashLong", "dashLongHeavy"),
        *("dotDash", "dashDotHeavy", "dotDotDash", "dashDotDotHeavy"),
    ]
)
_FONTS = (
    ("font_ascii", "ascii", "asciiTheme"),
    ("font_hansi", "hAnsi", "hAnsiTheme"),
    ("font_east", "eastAsia", "eastAsiaTheme"),
    ("font_cs", "cs", "cstheme"),
)
# Half points: Word's letters are 1 to 1638 pt.
_MOST_SIZE = 3276
_MOST_RAISE = 3168
_MOST_SPACING = 31_680
_SOLID_MIX = {"clear": 0.0, "nil": 0.0, "solid": 1.0}


def read_run_properties(element: Element | None, theme: Theme) -> Sparse:
    """The values a w:rPr gives; nothing for what it does not say or says in a way nobody understands."""
    found: Sparse = {}
    for child in element if element is not None else ():
        reader = _READERS.get(child.tag)
        if reader is not None:
            reader(found, child, theme)
    return found


def read_shading(element: Element, theme: Theme) -> str | None:
    """The colour that w:shd paints behind something; None when it paints nothing."""
    fill = colour(element.get(W + "fill")) or theme.colour(element.get(W + "themeFill"))
    pattern = element.get(_VAL) or "clear"
    if pattern.startswith("pct"):
        share = (integer(pattern[3:], 0, 100) or 0) / 100
    else:
        share = _SOLID_MIX.get(pattern, 0.0)
    if not share:
        return fill
    ink = colour(element.get(W + "color")) or "000000"
    paper = fill or "FFFFFF"
    mixed = (
        round(int(paper[at : at + 2], 16) * (1 - share) + int(ink[at : at + 2], 16) * share)
        for at in (0, 2, 4)
    )
    return "".join(f"{part:02X}" for part in mixed)


def _fonts(found: Sparse, element: Element, theme: Theme) -> None:
    for key, name, theme_name in _FONTS:
        font = theme.font(element.get(W + theme_name)) or (element.get(W + name) or "").strip()
        if font:
            found[key] = font
    hint = element.get(W + "hint")
    if hint is not None:
        found["hint"] = hint


def _switch(key: str) -> Callable[[Sparse, Element, Theme], None]:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        found[key] = is_on(element)

    return read


def _number(key: str, low: int, high: int) -> Callable[[Sparse, Element, Theme], None]:
    def read(found: Sparse, element: Element, _: Theme) -> None:
        value = integer((element.get(_VAL) or "").rstrip("%"), low, high)
        if value is not None:
            found[key] = value

    return read


def _underline(found: Sparse, element: Element, _: Theme) -> None:
    value = element.get(_VAL) or "single"
    found["underline"] = value if value in _UNDERLINES else "single"


def _colour(found: Sparse, element: Element, theme: Theme) -> None:
    # Word stores the colour it made of the theme's, with tint and shade, beside the theme's name.
    found["colour"] = colour(element.get(_VAL)) or (
        None if element.get(_VAL) == "auto" else theme.colour(element.get(W + "themeColor"))
    )


def _highlight(found: Sparse, element: Element, _: Theme) -> None:
    found["highlight"] = _HIGHLIGHTS.get(element.get(_VAL) or "")


def _shading(found: Sparse, element: Element, theme: Theme) -> None:
    found["shading"] = read_shading(element, theme)


def _vertical_align(found: Sparse, element: Element, _: Theme) -> None:
    value = element.get(_VAL)
    found["vertical_align"] = value if value in {"superscript", "subscript"} else "baseline"


def _spacing(found: Sparse, element: Element, _: Theme) -> None:
    value = twips(element.get(_VAL))
    if value is not None and abs(value) <= _MOST_SPACING:
        found["spacing"] = value


def _language(found: Sparse, element: Element, _: Theme) -> None:
    value = element.get(_VAL)
    if value:
        found["language"] = value


def _style(found: Sparse, element: Element, _: Theme) -> None:
    found["style"] = element.get(_VAL)


def _complex(found: Sparse, element: Element, _: Theme) -> None:
    found["complex"] = is_on(element)


_READERS: dict[str, Callable[[Sparse, Element, Theme], None]] = {
    W + "rFonts": _fonts,
    W + "sz": _number("half_points", 2, _MOST_SIZE),
    W + "szCs": _number("half_points_cs", 2, _MOST_SIZE),
    W + "b": _switch("bold"),
    W + "bCs": _switch("bold_cs"),
    W + "i": _switch("italic"),
    W + "iCs": _switch("italic_cs"),
    W + "caps": _switch("caps"),
    W + "smallCaps": _switch("small_caps"),
    W + "strike": _switch("strike"),
    W + "dstrike": _switch("double_strike"),
    W + "vanish": _switch("hidden"),
    W + "u": _underline,
    W + "color": _colour,
    W + "highlight": _highlight,
    W + "shd": _shading,
    W + "vertAlign": _vertical_align,
    W + "position": _number("raised", -_MOST_RAISE, _MOST_RAISE),
    W + "spacing": _spacing,
    W + "w": _number("scale", 1, 600),
    W + "kern": _number("kern", 0, _MOST_SIZE),
    W + "lang": _language,
    W + "rStyle": _style,
    W + "cs": _complex,
    W + "rtl": _complex,
}
