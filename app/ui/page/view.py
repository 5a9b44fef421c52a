"""The page view: the pages of a letter as they would be printed, and the way from them to its fields."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.base.texts import text
from app.letter.positions import TextPosition, Where
from app.ui.page.desk import Desk
from app.ui.page.driver import PreviewDriver
from app.ui.page.keys import move_by_key
from app.ui.page.marks import bars, draw_bars, draw_open, draw_outlines, outlines
from app.ui.page.names import name_of
from app.ui.page.painting import paint_ring, paint_sheets
from app.ui.page.places import Marking, cursor_for, is_on, next_place, place_at, text_edges, whole
from app.ui.page.tiles import Tiles
from app.ui.page.tones import desk_colour

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_REPAINTED = frozenset(
    {
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
        QEvent.Type.PaletteChange,
        QEvent.Type.DevicePixelRatioChange,
    }
)


class PageView(Desk):
    """Shows the pages of its ``driver``. What is being edited is marked; a click leads to its field.

    Signals:
        component_clicked(str, tuple, object): field of the letter, indices, and in a text the TextPosition.
            "national_name" and "motto" come too, though no field is theirs.
    """

    component_clicked = Signal(str, tuple, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.driver: PreviewDriver | None = None
        self._tiles = Tiles()
        self._marked = Marking()
        self._chosen = Marking()  # under the mouse, or by keys
        self._followed: Where | None = None
        # What is new is painted first, then what lies over it is found.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._catch_up)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(text("page.name"))
        self.page_changed.connect(self._describe)
        self._describe()

    # --- what can be asked

    def show_preview(self, driver: PreviewDriver | None) -> None:
        """Show the pages of this driver from now on; None shows an empty desk."""
        old = self.driver
        if old is not None:
            old.pages_ready.disconnect(self._on_pages_ready)
            old.finished.disconnect(self._on_finished)
            old.edited.disconnect(self._on_edited)
        self.driver = driver
        self._marked, self._chosen, self._followed = Marking(), Marking(), None
        if driver is not None:
            driver.pages_ready.connect(self._on_pages_ready)
            driver.finished.connect(self._on_finished)
            driver.edited.connect(self._on_edited)
        self._on_pages_ready(0)
        self._describe()

    def mark_component(
        self, component: str, path: tuple[int, ...] = (), position: TextPosition | None = None
    ) -> None:
        """Mark what is being edited by a bar in the margin; "" marks nothing."""
        self._marked.where = Where(component, path, position) if component else None
        self._find_lines()

    def show_position(
        self, component: str, path: tuple[int, ...] = (), position: TextPosition | None = None
    ) -> None:
        """Bring a place of the letter into view, as soon as its page is made."""
        self._on_edited(Where(component, path, position))
        self._follow()

    # --- the driver

    def _on_pages_ready(self, first: int) -> None:
        """Paint what is new; all else stays where it is."""
        driver = self.driver
        pages = driver.pages if driver is not None else []
        if driver is not None:
            self._tiles.show(pages, driver.pictures)
        self.set_sizes([(page.width, page.height) for page in pages])
        if any(index >= first for index in self.sheets.visible(self.seen)):
            self.viewport().update()
        self._soon.start()

    def _on_finished(self) -> None:
        self._catch_up()
        self._followed = None
        self._describe()

    def _catch_up(self) -> None:
        self._soon.stop()
        self._follow()
        self._find_lines()

    def _on_edited(self, where: Where) -> None:
        self._followed = where

    def _follow(self) -> None:
        """Bring the place that is being edited into view once it stands where it belongs."""
        driver = self.driver
        if driver is None or self._followed is None or driver.fresh_pages == 0:
            return
        place = driver.preview.place_of(self._followed)
        if place is not None and (driver.is_done or place.page < driver.fresh_pages):
            self._followed = None
            self.bring_into_view(self.sheets.box_of(place))

    def _find_lines(self) -> None:
        """Where the marked and the chosen place are printed now."""
        marked, chosen = self._marked.find(self.driver), self._chosen.find(self.driver)
        if marked or chosen:
            self.viewport().update()

    def _describe(self) -> None:
        """Tell a screen reader the page, and what is chosen on it."""
        count, chosen = len(self.sheets.rects), self._chosen.where
        if chosen is not None and self.driver is not None:
            part = name_of(chosen, self.driver.rulebook)
            words = text("page.description_with_part", page=self.page + 1, count=count, part=part)
        else:
            words = text("page.description", page=min(self.page + 1, count), count=count)
        self.setAccessibleDescription(words)

    # --- choosing

    def _choose(self, where: Where | None) -> None:
        """Outline a place as the one that a click or Enter leads to."""
        if where != self._chosen.where:
            self._chosen.where = where
            self._find_lines()
            self._describe()

    def _go_to(self, where: Where | None) -> None:
        if where is not None:
            self.component_clicked.emit(where.component, where.path, where.position)

    def _place_under(self, point: QPoint) -> Where | None:
        """The place printed under a point of the view, not only near it."""
        driver, point = self.driver, point + self.seen.topLeft()
        if driver is None:
            return None
        where = place_at(driver, self.sheets, point)
        return whole(where) if where is not None and is_on(driver, self.sheets, point, where) else None

    # --- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, sheets, marks, and the ring of the focus."""
        seen = self.seen
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), desk_colour(self.palette()))
        driver = self.driver
        if driver is not None:
            painter.translate(-seen.topLeft())
            self._tiles.use_unit(self.sheets.unit * self.viewport().devicePixelRatio())
            paint_sheets(painter, self.sheets, self._tiles, seen, self.palette())
            draw_open(painter, driver.shown.open_places, self.sheets)
            draw_outlines(painter, outlines(self._chosen.lines, self.sheets))
            draw_bars(painter, bars(self._marked.lines, self.sheets, text_edges(driver)))
            painter.translate(seen.topLeft())
            driver.watch(max(self.sheets.visible(seen), default=0))
        if self.hasFocus():
            paint_ring(painter, seen.size(), self.palette())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """What changes the look of the view paints it anew."""
        if event.type() in _REPAINTED:
            self.viewport().update()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The name of what is under the mouse; nothing is once it has left."""
        if event.type() == QEvent.Type.ToolTip and self.driver is not None:
            at = cast(QHelpEvent, event)
            where = self._place_under(at.pos())
            words = name_of(where, self.driver.rulebook) if where is not None else ""
            QToolTip.showText(at.globalPos(), words, self.viewport())
            return True
        if event.type() == QEvent.Type.MouseButtonRelease:
            return True  # belongs to the press, which was taken
        if event.type() == QEvent.Type.Leave:
            self._choose(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline what would be edited."""
        where = self._place_under(event.position().toPoint())
        self._choose(where)
        self.viewport().setCursor(cursor_for(where))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the field of what is nearest."""
        if event.button() == Qt.MouseButton.LeftButton and self.driver is not None:
            point = event.position().toPoint() + self.seen.topLeft()
            self._go_to(place_at(self.driver, self.sheets, point))
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with the arrows chooses a part of the page, Enter goes to it; other keys move."""
        key = Qt.Key(event.key())
        step = _STEP.get(key) if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        if self.driver is not None and step is not None:
            self._choose(next_place(self.driver, self.page, self._chosen.where or self._marked.where, step))
            if self._chosen.lines:
                self.bring_into_view(self.sheets.box_of(self._chosen.lines[0]))
        elif self.driver is not None and key in _ENTER:
            chosen = self._chosen.where or self._marked.where
            self._go_to(chosen or next_place(self.driver, self.page, None, 0))
        elif not move_by_key(self, event):
            super().keyPressEvent(event)
