"""The colours of the desk that the pages lie on; the pages themselves are white in every theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_MIDDLE = 128
# On a light and on a dark palette.
_DESK = ("#dcdfe4", "#1e2024")
_EDGE = ("#c3c8d0", "#101114")
# What is drawn on white paper is the same in both.
_ACCENT = "#1f3a68"
_OPEN = "#ffe08a"


def desk_colour(palette: QPalette) -> QColor:
    """The desk."""
    return QColor(_DESK[_is_dark(palette)])


def edge_colour(palette: QPalette) -> QColor:
    """The thin outline of a sheet, where its shadow alone would not part it from the desk."""
    return QColor(_EDGE[_is_dark(palette)])


def accent_colour() -> QColor:
    """The mark beside what is being edited."""
    return QColor(_ACCENT)


def open_colour() -> QColor:
    """The ground behind a prompt that is not answered yet."""
    return QColor(_OPEN)


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE
