"""Pasted characters as a letter holds them: NFC, no control characters, no invisible signs, plain spaces."""

from __future__ import annotations

import re

from app.letter.clean import clean_text

# Line ends of every system, Word's manual break (VT), NEL, line and paragraph separators. A form feed
# begins a page; it stays at the head of its line.
_LINE_END = re.compile("\r\n|[\r\n\x0b\x85\u2028\u2029]|(?=\x0c)")
# What has no width: C1 controls, soft hyphen, zero-width signs, directions, byte order mark. The joiners
# of emoji go as well.
_INVISIBLE = re.compile("[\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANK_RUN = re.compile(f"[ {_BLANKS}]+")
_NO_BREAK = "\u00a0"


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever system it came from."""
    return _LINE_END.split(text)


def cleaned(text: str) -> str:
    """A line as a letter holds it; tabs stay.

    A lone no-break space beside a digit was meant ("ngày 5", "10 kg"); any other, and any run of blanks,
    is padding of a web page or a word processor and becomes one space.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = clean_text(_INVISIBLE.sub("", text).replace("\x0c", " "))
    return _BLANK_RUN.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    if found[0] == _NO_BREAK:
        before = found.string[found.start() - 1 : found.start()]
        after = found.string[found.end() : found.end() + 1]
        if before.isdigit() or after.isdigit():
            return _NO_BREAK
    return " "
