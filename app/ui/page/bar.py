"""The bar below the pages: zoom, fitting, two pages, page number."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QToolButton, QWidget

from app.base.texts import text
from app.ui.page.sheets import LEAST_ZOOM, MOST_ZOOM, Fit
from app.ui.page.view import PageView

_MINUS = "\u2212"  # as wide as the plus
_GAP = 8
_ROOM = 40  # of a button's frame and a spin box's, in pixels


class PageBar(QWidget):
    """Shows how a PageView stands, and sets it."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setAccessibleName(text("page.bar"))
        self.zoom_out_button = self._button(_MINUS, text("page.zoom_out"))
        self.zoom_box = self._zoom_box()
        self.zoom_in_button = self._button("+", text("page.zoom_in"))
        self.width_button = self._button(text("page.fit_width"), text("page.fit_width_help"), checkable=True)
        self.page_button = self._button(text("page.fit_page"), text("page.fit_page_help"), checkable=True)
        self.pair_button = self._button(text("page.two_pages"), text("page.two_pages_help"), checkable=True)
        self.number_box = self._number_box()
        self.count_label = QLabel()
        self._lay_out()
        self._connect()
        self._on_zoom_changed()
        self.show_count()

    def show_count(self) -> None:
        """Show the page and how many there are."""
        count = max(1, len(self._view.sheets.rects))
        with QSignalBlocker(self.number_box):
            self.number_box.setMaximum(count)
            self.number_box.setValue(self._view.page + 1)
        self.count_label.setText(text("page.of_count", count=count))

    # --- making

    def _button(self, words: str, help_text: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(help_text)
        button.setAccessibleName(words if len(words) > 1 else help_text)
        button.setCheckable(checkable)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _zoom_box(self) -> QSpinBox:
        box = self._box(text("page.zoom"), round(LEAST_ZOOM * 100), round(MOST_ZOOM * 100))
        box.setSuffix("\u00a0%")
        box.setFixedWidth(box.fontMetrics().horizontalAdvance("400 %") + _ROOM)
        return box

    def _number_box(self) -> QSpinBox:
        box = self._box(text("page.number"), 1, 1)
        box.setFixedWidth(box.fontMetrics().horizontalAdvance("000") + _ROOM // 2)
        return box

    def _box(self, name: str, low: int, high: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setKeyboardTracking(False)  # counts once it is typed whole
        box.setAccessibleName(name)
        box.setToolTip(name)
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, 0, _GAP, 0)
        row.setSpacing(_GAP // 2)
        for widget in (self.zoom_out_button, self.zoom_box, self.zoom_in_button):
            row.addWidget(widget)
        row.addSpacing(_GAP)
        for widget in (self.width_button, self.page_button, self.pair_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.number_box)
        row.addWidget(self.count_label)

    def _connect(self) -> None:
        view = self._view
        self.zoom_out_button.clicked.connect(view.zoom_out)
        self.zoom_in_button.clicked.connect(view.zoom_in)
        self.zoom_box.valueChanged.connect(self._on_zoom_typed)
        self.width_button.clicked.connect(view.fit_width)
        self.page_button.clicked.connect(view.fit_page)
        self.pair_button.toggled.connect(view.two_pages)
        self.number_box.valueChanged.connect(self._on_number_typed)
        view.zoom_changed.connect(self._on_zoom_changed)
        view.page_changed.connect(self.show_count)
        view.count_changed.connect(self.show_count)

    # --- slots

    def _on_zoom_typed(self, percent: int) -> None:
        self._view.set_zoom(percent / 100)

    def _on_number_typed(self, number: int) -> None:
        self._view.go_to_page(number - 1)

    def _on_zoom_changed(self) -> None:
        view = self._view
        with QSignalBlocker(self.zoom_box):
            self.zoom_box.setValue(round(view.zoom * 100))
        self.width_button.setChecked(view.fit is Fit.WIDTH)
        self.page_button.setChecked(view.fit is Fit.PAGE)
        self.pair_button.setChecked(view.columns > 1)
