"""main.py show: a picture of the window with a letter in it, for documents, tests and checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text
from app.cli.arguments import PROGRAM, Order
from app.cli.console import say

_USUAL = (1366, 768)
_LEAST_SIDE, _MOST_SIDE = 320, 8000
_LEAST_SCALE, _MOST_SCALE = 0.5, 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """What the picture shows: file, size in dots, scale of the screen, open section, theme."""

    file: Path
    target: Path
    size: tuple[int, int]
    scale: float
    section: str
    dark: bool


def show(order: Order, picture: Callable[[Look], None]) -> int:
    """Write the picture; AppError for what makes no sense or cannot be read or written."""
    if len(order.inputs) != 1 or order.output is None:
        raise AppError("cli.show_one_file", program=PROGRAM)
    look = Look(
        file=order.inputs[0],
        target=order.output,
        size=_size(order.size),
        scale=_scale(order.scale),
        section=order.section,
        dark=order.dark,
    )
    picture(look)
    say(text("cli.shown", path=look.target))
    return 0


def _size(value: str) -> tuple[int, int]:
    if not value:
        return _USUAL
    found = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", value.lower())
    sides = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(_LEAST_SIDE <= side <= _MOST_SIDE for side in sides):
        raise AppError("cli.bad_size", value=value, least=_LEAST_SIDE, most=_MOST_SIDE)
    return sides


def _scale(value: str) -> float:
    if not value:
        return 1.0
    try:
        scale = float(value.replace(",", "."))
    except ValueError:
        scale = 0.0
    if not _LEAST_SCALE <= scale <= _MOST_SCALE:
        raise AppError("cli.bad_scale", value=value, least=_LEAST_SCALE, most=_MOST_SCALE)
    return scale
