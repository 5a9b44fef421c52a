"""The icons of the program: Lucide's (resources/icons), in the colour of the words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.base.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

SIDE = 20
_PALE = 0.4
_INK = b"currentColor"
_HOLLOW, _FULL = b'fill="none"', b'fill="currentColor"'


def blank() -> QIcon:
    """The room of an icon that is drawn when the window is seen."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def icon(name: str, colour: str = "", *, filled: bool = False) -> QIcon:
    """An icon by the name of its file, in a colour or in that of buttons; paler when disabled.

    ``filled``: its shape is coloured in, as that of a star that was given.
    """
    # Costs as much as the whole toolbar: the window is seen first, with room for its icons.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    ink = colour or QApplication.palette().color(QPalette.ColorRole.ButtonText).name()
    drawing = resource_path("icons", f"{name}.svg").read_bytes()
    drawing = drawing.replace(_HOLLOW, _FULL) if filled else drawing
    renderer = QSvgRenderer(QByteArray(drawing.replace(_INK, ink.encode())))
    application = QApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    pixmap = _drawn(renderer, ratio)
    made = QIcon(pixmap)
    made.addPixmap(_paler(pixmap), QIcon.Mode.Disabled)
    return made


def _paler(pixmap: QPixmap) -> QPixmap:
    """Qt would grey it, which is hardly seen on a dark ground."""
    pale = QPixmap(pixmap.size())
    pale.setDevicePixelRatio(pixmap.devicePixelRatio())
    pale.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pale)
    painter.setOpacity(_PALE)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return pale


def _drawn(renderer: QSvgRenderer, ratio: float) -> QPixmap:
    side = round(SIDE * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
