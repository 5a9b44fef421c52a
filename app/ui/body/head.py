"""What stands above the text: in a form that scrolls it stays in view as long as the text is."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.body.desk import area_around
from app.ui.body.find_bar import FindBar
from app.ui.body.strip import Strip
from app.ui.body.toolbar import Toolbar

# So much of the text is seen below it in any case, in pixels.
_LEAST_TEXT = 48


class Head(QWidget):
    """Holds the toolbar and its like at the top of what is seen of the editor around it."""

    def __init__(self, toolbar: Toolbar, strip: Strip, find_bar: FindBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.toolbar, self.find_bar = toolbar, find_bar
        self._area: QScrollArea | None = None
        # The text goes by beneath it.
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (toolbar, strip, find_bar):
            column.addWidget(part)

    def stick(self) -> None:
        """Stand at the top of what is seen; to be called whenever the editor was laid out."""
        editor = self.parentWidget()
        # An appendix that was taken away lies in the form no more.
        if self._area is None or editor is None or not self._area.isAncestorOf(editor):
            return
        above = -editor.mapTo(self._area.viewport(), QPoint(0, 0)).y()
        place = max(0, min(above, editor.height() - self.height() - _LEAST_TEXT))
        if place != self.y():
            self.move(0, place)
            self.raise_()

    def covers(self) -> int:
        """How many pixels it takes from the top of what is seen."""
        return self.height() if self._area is not None else 0

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the form that scrolls, if there is one."""
        super().showEvent(event)
        around = area_around(self)
        if around is not self._area:
            self._area = around
            if around is not None:
                around.verticalScrollBar().valueChanged.connect(self.stick)
        self.stick()
