"""Reads the tables of resources/fonts: which families there are, and each one's figures."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from app.base.resources import resource_path

_CODE = re.compile(r"\\u([0-9A-F]{4})")


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path("fonts", name).read_text(encoding="utf-8"))


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The families whose widths are known, each with the other names it goes by."""
    return {family: tuple(entry["aliases"]) for family, entry in _read("families.toml").items()}


@cache
def family_by_name() -> dict[str, str]:
    """The family of every name and alias; the names are in case-folded form."""
    return {name.casefold(): family for family, aliases in families().items() for name in (family, *aliases)}


def metrics(family: str, style: str) -> dict[str, int]:
    """Font units of a face by name: units_per_em, ascent, descent, line_gap."""
    table = _read(_read("families.toml")[family]["file"])[style]
    return {name: value for name, value in table.items() if name != "widths"}


def advances(family: str, style: str) -> dict[str, int]:
    """Advance width, in font units, of every character that the table of a face lists."""
    widths: str = _read(_read("families.toml")[family]["file"])[style]["widths"]
    found: dict[str, int] = {}
    for line in widths.splitlines():
        width, _, chars = line.partition(" ")
        if "\\" in chars:
            chars = _CODE.sub(lambda code: chr(int(code[1], 16)), chars)
        found |= dict.fromkeys(chars, int(width))
    return found
