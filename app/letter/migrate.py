"""Steps that bring the JSON of an older format version up to this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.letter.model import FORMAT_VERSION

Tree = dict[str, Any]
Step = Callable[[Tree], Tree]

# The step under n turns a tree of version n into one of version n + 1. New keys with a default need
# none: a missing key means its default, and a key of a later version is carried along unread.
STEPS: Mapping[int, Step] = {}


def upgraded(
    tree: Tree, version: int, *, steps: Mapping[int, Step] = STEPS, target: int = FORMAT_VERSION
) -> Tree:
    """The tree of a file of this version as the target version writes it."""
    for older in range(version, target):
        tree = steps[older](tree)
    return tree
