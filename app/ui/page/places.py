"""Places of the letter on the pages: the one under the mouse, the next one by keys, what marks one."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt

from app.editing.preview import PagePoint
from app.letter.positions import Where
from app.ui.page.driver import PreviewDriver
from app.ui.page.marks import outlines
from app.ui.page.sheets import Sheets

# Printed on every letter; there is no field for them.
FIXED = frozenset({"national_name", "motto"})


@dataclass
class Marking:
    """A place and the lines that print it."""

    where: Where | None = None
    lines: list[PagePoint] = field(default_factory=list)

    def find(self, driver: PreviewDriver | None) -> bool:
        """Find the lines on the pages as they are now; whether they are others.

        While their pages are being made the old ones stay.
        """
        lines = driver.fresh_lines(self.where) if driver is not None and self.where is not None else []
        if lines is None or lines == self.lines:
            return False
        self.lines = lines
        return True


def place_at(driver: PreviewDriver, sheets: Sheets, point: QPoint) -> Where | None:
    """The place nearest to a point of the desk; None beside the sheets."""
    spot = sheets.spot_at(point)
    if spot is None or not sheets.rects[spot.page].contains(point):
        return None
    return driver.preview.where_at(spot.page, spot.x, spot.y)


def is_on(driver: PreviewDriver, sheets: Sheets, point: QPoint, where: Where) -> bool:
    """Whether a point of the desk is on what a place prints, not only near it."""
    return any(box.contains(point) for box in outlines(driver.preview.lines_of(where), sheets))


def whole(where: Where) -> Where:
    """The place without the offset in its text: what is outlined as one."""
    position = where.position
    return where if position is None else Where(where.component, where.path, position.moved(position.block))


def next_place(driver: PreviewDriver, page: int, chosen: Where | None, step: int) -> Where | None:
    """The place before or after the chosen one; with none chosen the first of the page."""
    places = list(
        dict.fromkeys(
            whole(where) for index in range(driver.page_count) for where in driver.preview.places_on(index)
        )
    )
    if chosen in places:
        return places[max(0, min(places.index(chosen) + step, len(places) - 1))]
    return next((whole(where) for where in driver.preview.places_on(page)), None)


def cursor_for(where: Where | None) -> Qt.CursorShape:
    """The shape of the mouse over a place."""
    if where is None or where.field in FIXED:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.PointingHandCursor if where.position is None else Qt.CursorShape.IBeamCursor


def text_edges(driver: PreviewDriver) -> list[tuple[float, float]]:
    """The left and right edge of the text of every page, in twips."""
    document = driver.preview.document
    if document is None:
        return []
    edges = []
    for page in driver.pages:
        setup = document.sections[min(page.section, len(document.sections) - 1)].page
        edges.append((float(setup.margin_left), page.width - setup.margin_right))
    return edges
