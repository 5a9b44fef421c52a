"""How large the page is shown: smaller, larger, fitting; at the right of the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.base.texts import text
from app.ui.icons import icon
from app.ui.page.view import PageView


class ZoomBar(QWidget):
    """Buttons for the zoom of a page view, and what it is now."""

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance("0000 %") + 16)
        self._label.setAccessibleName(text("ui.zoom.now"))
        for name, mark, act in (
            ("out", "minus", page.zoom_out),
            ("in", "plus", page.zoom_in),
            ("fit_width", "", page.fit_width),
            ("fit_page", "", page.fit_page),
        ):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            words = text(f"ui.zoom.{name}")
            button.setAccessibleName(words)
            button.setToolTip(words)
            if mark:
                button.setIcon(icon(mark))
            else:
                button.setText(words)
            button.clicked.connect(act)
            row.addWidget(button)
            if name == "out":
                row.addWidget(self._label)
        page.zoom_changed.connect(self._on_zoom_changed)
        self._on_zoom_changed(page.zoom)

    def _on_zoom_changed(self, zoom: float) -> None:
        self._label.setText(f"{round(zoom * 100)} %")
