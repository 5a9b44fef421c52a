"""What the window needs before it is seen, read without the rules: theme, language, place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

_MOST_BYTES = 4 * 1024 * 1024


class Glance(NamedTuple):
    """Options by their keys, with their defaults; a test compares them with the declared ones."""

    theme: str = "system"
    language: str = "vi"
    window_geometry: str = ""


def read_glance(file: Path) -> Glance:
    """A quick look into the settings file; the defaults where it says nothing usable. Never fails.

    Loading the settings with all their checks needs the rulebook, which takes as long as the window.
    """
    try:
        with file.open("rb") as opened:
            tree = json.loads(opened.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return Glance()
    if not isinstance(tree, dict):
        return Glance()
    known = {name: tree.get(name) for name in Glance._fields}
    return Glance(**{name: value for name, value in known.items() if isinstance(value, str)})
