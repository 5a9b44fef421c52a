"""Characters of the Symbol and Wingdings fonts, which mean nothing in any other font, as Unicode."""

from __future__ import annotations

import sys

# Symbol, 0x41-0x5A and 0x61-0x7A: the Greek letters in the order of that font.
_GREEK_CAPITALS = (
    "\u0391\u0392\u03a7\u0394\u0395\u03a6\u0393\u0397\u0399\u03d1\u039a\u039b\u039c"
    "\u039d\u039f\u03a0\u0398\u03a1\u03a3\u03a4\u03a5\u03c2\u03a9\u039e\u03a8\u0396"
)
_GREEK_SMALL = (
    "\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03d5\u03ba\u03bb\u03bc"
    "\u03bd\u03bf\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03d6\u03c9\u03be\u03c8\u03b6"
)
_SYMBOL = {
    **{0x41 + at: ord(char) for at, char in enumerate(_GREEK_CAPITALS)},
    **{0x61 + at: ord(char) for at, char in enumerate(_GREEK_SMALL)},
    0x2D: 0x2212,  # minus
    0xA3: 0x2264,  # less or equal
    0xA5: 0x221E,  # infinity
    0xAB: 0x2194,  # arrows
    0xAC: 0x2190,
    0xAD: 0x2191,
    0xAE: 0x2192,
    0xAF: 0x2193,
    0xB0: 0x00B0,  # degree
    0xB1: 0x00B1,  # plus-minus
    0xB3: 0x2265,  # greater or equal
    0xB4: 0x00D7,  # times
    0xB7: 0x2022,  # bullet
    0xB8: 0x00F7,  # divided by
    0xB9: 0x2260,  # not equal
    0xBB: 0x2248,  # about
    0xBC: 0x2026,  # ellipsis
    0xD2: 0x00AE,  # registered
    0xD3: 0x00A9,  # copyright
    0xD4: 0x2122,  # trade mark
    0xDE: 0x21D2,  # double arrow
}
_WINGDINGS = {
    0x28: 0x260E,  # telephone
    0x2A: 0x2709,  # envelope
    0x46: 0x261E,  # pointing hand
    0x6C: 0x25CF,  # disc
    0x6E: 0x25A0,  # black square
    0x6F: 0x25A1,  # empty squares
    0xA8: 0x25A1,
    0x71: 0x2751,
    0x72: 0x2752,
    0x76: 0x2756,  # four diamonds
    0x9F: 0x2022,  # bullet
    0xA7: 0x25AA,  # small black square
    0xD8: 0x27A2,  # arrow heads
    0xDC: 0x27B2,
    0xDF: 0x2190,
    0xE0: 0x2192,
    0xE8: 0x2794,
    0xF0: 0x21E8,
    0xFB: 0x2717,  # cross
    0xFC: 0x2713,  # tick
    0xFD: 0x2612,  # crossed box
    0xFE: 0x2611,  # ticked box
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
# Word moves the codes of such fonts into the private area.
_PRIVATE = 0xF000
_PRIVATE_END = 0xF0FF
_SURROGATES = range(0xD800, 0xE000)


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font are signs of its own."""
    return font.lower() in _FONTS


def unicode_of(code: int, font: str) -> str:
    """The character for a code (as w:sym has it) in a symbol font; the code itself when it is unknown."""
    bare = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE_END else code
    known = _FONTS.get(font.lower(), {}).get(bare)
    if known is not None:
        return chr(known)
    # In other fonts the private codes are those of Latin-1.
    plain = bare if font.lower() not in _FONTS and bare >= ord(" ") else code
    return chr(plain) if 0 < plain <= sys.maxunicode and plain not in _SURROGATES else ""


def translated(text: str, font: str) -> str:
    """The text with the private codes, and in a symbol font all known ones, as Unicode."""
    symbolic = is_symbol_font(font)
    return "".join(
        unicode_of(ord(char), font) if symbolic or _PRIVATE <= ord(char) <= _PRIVATE_END else char
        for char in text
    )
