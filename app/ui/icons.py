"""The icons of the program: Lucide's (resources/icons), in the colour of the words beside them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.base.resources import resource_path

SIDE = 20
# Screens show 100 % to 300 %.
_SIDES = (SIDE, SIDE * 3 // 2, SIDE * 2, SIDE * 3)
_INK = b"currentColor"


def icon(name: str, colour: str = "") -> QIcon:
    """An icon by the name of its file; without a colour in those of buttons, also when disabled."""
    palette = QApplication.palette()
    role = QPalette.ColorRole.ButtonText
    inks = {
        QIcon.Mode.Normal: colour or palette.color(QPalette.ColorGroup.Active, role).name(),
        QIcon.Mode.Disabled: palette.color(QPalette.ColorGroup.Disabled, role).name(),
    }
    drawing = resource_path("icons", f"{name}.svg").read_bytes()
    made = QIcon()
    for mode, ink in inks.items():
        renderer = QSvgRenderer(QByteArray(drawing.replace(_INK, ink.encode())))
        for side in _SIDES:
            made.addPixmap(_drawn(renderer, side), mode)
    return made


def _drawn(renderer: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
