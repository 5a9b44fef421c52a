"""The desk that the sheets lie on: zoom, fitting, two pages side by side, scrolling, paging."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.page.sheets import (
    LEAST_ZOOM,
    MARGIN,
    MOST_ZOOM,
    Fit,
    Sheets,
    Size,
    Spot,
    arrange,
    fitting_zoom,
)

_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_LINE = 48  # one step of the wheel's or an arrow key's scrolling, in pixels
_NEARLY_SAME = 0.005
_WHEEL_STEP = 120  # what Qt counts for one notch
_WHEEL_ZOOM = 1.1
# What is brought into view keeps this far from the edge.
_CLEAR = 56
_OUT_OF_SIGHT = 0.4  # of the view lies before what is brought into it from far away


class Desk(QAbstractScrollArea):
    """Lays out sheets of given sizes and moves over them. What is on them is painted by others.

    To be read: ``sheets``, ``fit`` (what the zoom follows) and ``columns`` (pages side by side).

    Signals:
        zoom_changed(float): 1.0 is life-size; also when only what the zoom follows has changed.
        page_changed(int): index of the page that most of the view shows.
        count_changed(int): how many sheets there are.
    """

    zoom_changed = Signal(float)
    page_changed = Signal(int)
    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[Size, ...] = ()
        self.fit = Fit.WIDTH
        self.columns = 1
        self._page = 0
        self.sheets = Sheets()
        # Always there: a bar that comes and goes changes the width that the page is fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)

    # --- what there is

    @property
    def zoom(self) -> float:
        """The zoom, 1.0 is life-size."""
        return self.sheets.zoom

    @property
    def page(self) -> int:
        """Index of the page that most of the view shows."""
        return self._page

    @property
    def seen(self) -> QRect:
        """The part of the desk that shows."""
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(corner, self.viewport().size())

    # --- what can be asked

    def set_sizes(self, sizes: Sequence[Size]) -> None:
        """Lay out sheets of these sizes; what is seen stays where it is."""
        if tuple(sizes) != self._sizes:
            corner = self.sheets.spot_at(self.seen.topLeft())
            count, self._sizes = len(self._sizes), tuple(sizes)
            self._arrange(self._wanted_zoom(), corner, QPoint(0, 0))
            if count != len(self._sizes):
                self.count_changed.emit(len(self._sizes))

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom to a size of one's own (0.25 to 4); the point of the view stays, by default its middle."""
        self.fit = Fit.NONE
        self._zoom_to(max(LEAST_ZOOM, min(MOST_ZOOM, zoom)), at)

    def zoom_in(self) -> None:
        """The next larger zoom."""
        self.set_zoom(next((step for step in _STEPS if step > self.zoom + _NEARLY_SAME), MOST_ZOOM))

    def zoom_out(self) -> None:
        """The next smaller zoom."""
        smaller = (step for step in reversed(_STEPS) if step < self.zoom - _NEARLY_SAME)
        self.set_zoom(next(smaller, LEAST_ZOOM))

    def fit_width(self) -> None:
        """From now on the page is as wide as the view."""
        self.fit = Fit.WIDTH
        self._zoom_to(self._wanted_zoom())

    def fit_page(self) -> None:
        """From now on the whole page is seen."""
        self.fit = Fit.PAGE
        self._zoom_to(self._wanted_zoom())

    def two_pages(self, on: bool) -> None:
        """Show pages side by side, or one below the other."""
        columns = 2 if on else 1
        if columns != self.columns:
            self.columns = columns
            self._zoom_to(self._wanted_zoom())

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (from 0; the nearest there is) to the top of the view."""
        if self.sheets.rects:
            rect = self.sheets.rects[max(0, min(page, len(self.sheets.rects) - 1))]
            self.verticalScrollBar().setValue(rect.top() - MARGIN)

    def bring_into_view(self, box: QRectF) -> None:
        """Scroll no further than needed for a box of the desk to be seen with some room around it.

        What was out of sight comes a little above the middle, where its surroundings are seen too.
        """
        seen = self.seen
        for bar, low, high, view in (
            (self.verticalScrollBar(), box.top(), box.bottom(), seen.height()),
            (self.horizontalScrollBar(), box.left(), box.right(), seen.width()),
        ):
            start, spare = bar.value(), view - (high - low)
            clear = max(0.0, min(_CLEAR, spare / 2))
            if spare < 0 or high < start or low > start + view:
                bar.setValue(round(low - max(clear, spare * _OUT_OF_SIGHT)))
            elif low < start + clear:
                bar.setValue(round(low - clear))
            elif high > start + view - clear:
                bar.setValue(round(high + clear - view))

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The zoom follows the window when it is to; what is at the top stays there."""
        super().resizeEvent(event)
        corner = self.sheets.spot_at(self.seen.topLeft())
        self._arrange(self._wanted_zoom(), corner, QPoint(0, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        """Another page may be the one that is seen."""
        super().scrollContentsBy(dx, dy)
        self._find_page()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms, and what is under the mouse stays there."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        notches = event.angleDelta().y() / _WHEEL_STEP
        if notches:
            self.set_zoom(self.zoom * _WHEEL_ZOOM**notches, event.position().toPoint())
        event.accept()

    # --- laying out

    def _wanted_zoom(self) -> float:
        return fitting_zoom(self.fit, self._sizes, self.columns, self.viewport().size()) or self.zoom

    def _zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        point = at if at is not None else self.viewport().rect().center()
        self._arrange(zoom, self.sheets.spot_at(self.seen.topLeft() + point), point)
        self.zoom_changed.emit(zoom)

    def _arrange(self, zoom: float, kept: Spot | None, at: QPoint) -> None:
        """Lay the sheets out anew; the kept place comes to lie at this point of the view."""
        changed = zoom != self.zoom
        room = self.viewport().size()
        self.sheets = arrange(self._sizes, zoom, self.columns, room)
        for bar, whole, view in (
            (self.horizontalScrollBar(), self.sheets.size.width(), room.width()),
            (self.verticalScrollBar(), self.sheets.size.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - view))
            bar.setPageStep(view)
        if kept is not None and self.sheets.rects:
            corner = self.sheets.point_of(kept) - QPointF(at)
            self.horizontalScrollBar().setValue(round(corner.x()))
            self.verticalScrollBar().setValue(round(corner.y()))
        self._find_page()
        self.viewport().update()
        if changed and self.fit is not Fit.NONE:
            self.zoom_changed.emit(zoom)

    def _find_page(self) -> None:
        """The page that most of the view shows, of equal ones the first."""
        seen = self.seen
        shown = [(rect.intersected(seen), index) for index, rect in enumerate(self.sheets.rects)]
        areas = [(area.width() * area.height(), -index) for area, index in shown if not area.isEmpty()]
        page = -max(areas)[1] if areas else min(self._page, max(0, len(self.sheets.rects) - 1))
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
