"""How the window looks: two sets of colours, the palette and the style sheet made from them."""

from __future__ import annotations

from string import Template
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.base.resources import resource_path

SYSTEM, LIGHT, DARK = "system", "light", "dark"


class Tones(NamedTuple):
    """The colours of one theme. Every pair of PAIRS is readable (4.5:1); a test measures them."""

    window: str  # the ground of bars, form and dialogs
    base: str  # the ground of fields
    raised: str  # the ground of buttons
    desk: str  # behind the page
    text: str
    quiet: str  # summaries, help, times
    border: str
    accent: str  # the one accent: focus, links, what is chosen
    on_accent: str
    soft: str  # the accent as a ground
    error: str
    warning: str
    hint: str
    notice: str  # the ground of a notice
    disabled: str


LIGHT_TONES = Tones(
    window="#f5f6f8", base="#ffffff", raised="#ffffff", desk="#dfe2e7", text="#1b1f26", quiet="#565d66",
    border="#cdd2da", accent="#1f3a68", on_accent="#ffffff", soft="#e3e9f4", error="#b3261e",
    warning="#7a4f00", hint="#3c5a7d", notice="#fff4d6", disabled="#8d949e",
)  # fmt: skip
DARK_TONES = Tones(
    window="#23262b", base="#1a1c20", raised="#2e3238", desk="#15171a", text="#e6e8eb", quiet="#b4bac2",
    border="#434850", accent="#9dbcf0", on_accent="#12233f", soft="#2d3a52", error="#ff9a90",
    warning="#f2b84b", hint="#a9c3e6", notice="#4a3a12", disabled="#7d848e",
)  # fmt: skip

# Words and the grounds they stand on.
PAIRS = (
    *(
        (words, ground)
        for words in ("text", "quiet", "accent", "error", "warning", "hint")
        for ground in ("window", "base", "raised")
    ),
    ("on_accent", "accent"),
    ("text", "notice"),
    ("text", "soft"),
    ("accent", "soft"),
    ("accent", "notice"),
)


def tones_of(palette: QPalette) -> Tones:
    """The set of colours that a palette was made from."""
    ground = palette.color(QPalette.ColorRole.Window)
    return DARK_TONES if ground.lightness() < QColor(Qt.GlobalColor.gray).lightness() else LIGHT_TONES


def palette_of(tones: Tones) -> QPalette:
    """The palette of a theme."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tones.window, role.WindowText: tones.text, role.Base: tones.base,
        role.AlternateBase: tones.window, role.Text: tones.text, role.Button: tones.raised,
        role.ButtonText: tones.text, role.BrightText: tones.error, role.Highlight: tones.accent,
        role.HighlightedText: tones.on_accent, role.Link: tones.accent, role.LinkVisited: tones.accent,
        role.ToolTipBase: tones.base, role.ToolTipText: tones.text, role.PlaceholderText: tones.quiet,
        role.Mid: tones.border, role.Midlight: tones.border, role.Dark: tones.border,
        role.Light: tones.raised, role.Shadow: tones.border, role.Accent: tones.accent,
    }  # fmt: skip
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tones.disabled))
    return palette


def style_sheet(tones: Tones) -> str:
    """What a palette cannot say: resources/style.qss with the colours filled in."""
    # A style sheet cannot colour a picture.
    check = resource_path("icons", f"check-{DARK if tones is DARK_TONES else LIGHT}.svg").as_posix()
    return Template(resource_path("style.qss").read_text("utf-8")).substitute(tones._asdict(), check=check)


class Theme(QObject):
    """Dresses the program; "system" follows the system from then on."""

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.choose(choice)
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def tones(self) -> Tones:
        """The colours in use."""
        dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK_TONES if self._choice == DARK or (self._choice == SYSTEM and dark) else LIGHT_TONES

    def choose(self, choice: str) -> None:
        """Wear "system", "light" or "dark" from now on."""
        self._choice = choice
        self._application.setPalette(palette_of(self.tones))
        self._application.setStyleSheet(style_sheet(self.tones))

    def _on_scheme_changed(self) -> None:
        if self._choice == SYSTEM:
            self.choose(SYSTEM)
