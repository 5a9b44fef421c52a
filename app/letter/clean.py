"""Texts as a letter holds them."""

from __future__ import annotations

import re

from app.base.vietnamese import drop_forbidden, nfc

_LINE_END = re.compile("\r\n?")


def clean_text(value: str) -> str:
    """A text as a letter holds it: NFC, line feeds as line ends, no characters that XML forbids."""
    kept = drop_forbidden(value)[0]
    return nfc(_LINE_END.sub("\n", kept) if "\r" in kept else kept)


def clean_json(value: object) -> object:
    """The same JSON value with every text in it cleaned, keys too."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [clean_json(part) for part in value]
    if isinstance(value, dict):
        return {clean_text(key): clean_json(part) for key, part in value.items()}
    return value
