"""Where sheets lie: rows, pairs, fitting, and points that come back to themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from app.ui.page.sheets import GAP, MARGIN, MOST_ZOOM, Fit, Spot, arrange, fitting_zoom

A4 = (11906.0, 16838.0)
LANDSCAPE = (16838.0, 11906.0)
ROOM = QSize(700, 600)


def test_life_size_is_96_dots_to_the_inch() -> None:
    sheets = arrange([A4], 1.0, 1, ROOM)
    assert sheets.rects[0].size() == QSize(794, 1123)


def test_sheets_lie_below_each_other_and_do_not_touch() -> None:
    first, second = arrange([A4, LANDSCAPE], 1.0, 1, QSize(1400, 900)).rects
    assert second.top() - first.bottom() - 1 == GAP
    assert abs(first.center().x() - second.center().x()) <= 1


def test_pairs_lie_side_by_side_and_the_odd_one_keeps_its_side() -> None:
    first, second, third = arrange([A4] * 3, 0.3, 2, ROOM).rects
    assert first.top() == second.top()
    assert second.left() - first.right() - 1 == GAP
    assert third.left() == first.left()
    assert third.top() == first.bottom() + 1 + GAP


def test_one_page_in_the_view_of_two_stands_in_the_middle() -> None:
    rect = arrange([A4], 0.3, 2, ROOM).rects[0]
    assert abs(rect.center().x() - 350) <= 1


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("width", [500, 700, 1123])
def test_a_fitted_page_leaves_just_the_margins(columns: int, width: int) -> None:
    sizes = [A4] * 3
    room = QSize(width, 600)
    zoom = fitting_zoom(Fit.WIDTH, sizes, columns, room)
    assert zoom is not None
    sheets = arrange(sizes, zoom, columns, room)
    assert sheets.size.width() <= width
    assert abs(sheets.rects[0].left() - MARGIN) <= 1


def test_a_whole_page_fits_into_the_view() -> None:
    zoom = fitting_zoom(Fit.PAGE, [A4, LANDSCAPE], 1, ROOM)
    assert zoom is not None
    for rect in arrange([A4, LANDSCAPE], zoom, 1, ROOM).rects:
        assert rect.width() <= 700 - 2 * MARGIN + 1
        assert rect.height() <= 600 - 2 * MARGIN + 1


def test_fitting_keeps_to_the_limits_of_zoom() -> None:
    assert fitting_zoom(Fit.WIDTH, [(100.0, 100.0)], 1, ROOM) == MOST_ZOOM
    assert fitting_zoom(Fit.NONE, [A4], 1, ROOM) is None
    assert fitting_zoom(Fit.PAGE, [], 1, ROOM) is None


@pytest.mark.parametrize("point", [QPoint(300, 700), QPoint(3, 4), QPoint(690, 1146), QPoint(50, 2000)])
def test_a_point_becomes_a_spot_and_the_same_point_again(point: QPoint) -> None:
    sheets = arrange([A4, A4], 0.8, 1, ROOM)
    spot = sheets.spot_at(point)
    assert spot is not None
    assert sheets.point_of(spot).toPoint() == point


def test_a_spot_beside_a_sheet_keeps_its_distance_in_pixels() -> None:
    spot = arrange([A4], 0.5, 1, ROOM).spot_at(QPoint(0, 0))
    assert spot is not None
    assert arrange([A4], 2.0, 1, ROOM).point_of(spot).toPoint() == QPoint(0, 0) + QPoint(
        arrange([A4], 2.0, 1, ROOM).rects[0].left() - arrange([A4], 0.5, 1, ROOM).rects[0].left(), 0
    )


def test_a_spot_of_a_page_that_is_gone_lies_on_the_last() -> None:
    sheets = arrange([A4], 1.0, 1, ROOM)
    assert sheets.point_of(Spot(4, 0.0, 0.0)).toPoint() == sheets.rects[0].topLeft()


def test_an_empty_desk_has_no_places() -> None:
    sheets = arrange([], 1.0, 1, ROOM)
    assert sheets.spot_at(QPoint(1, 1)) is None
    assert sheets.visible(QRect(0, 0, 700, 600)) == []
