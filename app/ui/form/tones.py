"""The colours of the theme that the form paints with."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.rules.finding import Severity
from app.ui.theme import tones_of


def severity_colour(severity: Severity, palette: QPalette) -> QColor:
    """The colour of a finding's words."""
    tones = tones_of(palette)
    by_severity = {Severity.ERROR: tones.error, Severity.WARNING: tones.warning, Severity.HINT: tones.hint}
    return QColor(by_severity[severity])


def quiet_colour(palette: QPalette) -> QColor:
    """The colour of summaries and help."""
    return QColor(tones_of(palette).quiet)


def accent_colour(palette: QPalette) -> QColor:
    """The colour of what has the focus."""
    return QColor(tones_of(palette).accent)


def notice_ground(palette: QPalette) -> QColor:
    """The ground of a notice that must not be missed."""
    return QColor(tones_of(palette).notice)
