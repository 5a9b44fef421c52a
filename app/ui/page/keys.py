"""Moving over the pages by keys: paging and zooming."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.page.desk import Desk


def move_by_key(desk: Desk, event: QKeyEvent) -> bool:
    """Page or zoom as the key says; False when it is for something else."""
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return _zoom(desk, key)
    pages = {
        Qt.Key.Key_PageUp: desk.page - desk.columns,
        Qt.Key.Key_PageDown: desk.page + desk.columns,
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: len(desk.sheets.rects) - 1,
    }
    if key in pages:
        desk.go_to_page(pages[key])
    return key in pages


def _zoom(desk: Desk, key: Qt.Key) -> bool:
    # The key beside the backspace gives "=" without Shift.
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        desk.zoom_in()
    elif key == Qt.Key.Key_Minus:
        desk.zoom_out()
    elif key == Qt.Key.Key_0:
        desk.set_zoom(1.0)
    else:
        return False
    return True
