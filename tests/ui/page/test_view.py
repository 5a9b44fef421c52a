"""The page view: what is painted, marked, clicked, scrolled and zoomed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.editing.commands.text import insert_text
from app.editing.draft import Draft
from app.letter.model import Letter
from app.letter.positions import TextPosition, Where, where_at
from app.pages.model import TWIP_PER_PT
from app.paint.image import page_image
from app.ui.page import tiles
from app.ui.page.driver import PreviewDriver
from app.ui.page.marks import bars
from app.ui.page.names import name_of
from app.ui.page.places import text_edges
from app.ui.page.sheets import MARGIN, Fit
from app.ui.page.tones import accent_colour, desk_colour
from app.ui.page.view import PageView
from tests.support.letters import paragraph, simple_letter

Shown = tuple[Draft, PreviewDriver, PageView]
Show = Callable[[Letter], Shown]

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier

# What Ngọc Hồi's first page prints, by words on the page.
COMPONENTS = [
    ("CỘNG HÒA XÃ HỘI", Where("national_name")),
    ("Độc lập - Tự do", Where("motto")),
    ("HUYỆN NGỌC HỒI", Where("issuers", (0,))),
    ("/UBND-TH", Where("code")),
    ("V/v tăng cường", Where("subject")),
    ("Các cơ quan, ban, ngành thuộc huyện;", Where("addressees", (0,))),
    ("Ủy ban nhân dân các xã", Where("addressees", (1,))),
]


def typing(words: str, at: TextPosition) -> Callable[[Letter], Letter]:
    return lambda letter: insert_text(letter, at, words)


def point_of(view: PageView, driver: PreviewDriver, words: str) -> QPoint:
    """The middle of the first line with these words, in the view."""
    for index, page in enumerate(driver.pages):
        for line in page.lines:
            if words in line.text:
                middle = QPointF(line.x + line.width / 2, line.y + line.height / 2) * view.sheets.unit
                corner = QPointF(view.sheets.rects[index].topLeft() - view.seen.topLeft())
                return (corner + middle).toPoint()
    raise AssertionError(words)


def picture(view: PageView) -> QImage:
    """What the view shows, without its scroll bars."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def sheet_count(view: PageView) -> int:
    return len(view.sheets.rects)


def inside_ring(view: PageView) -> QRect:
    """The part of the view that the ring of the focus leaves."""
    return view.viewport().rect().adjusted(2, 2, -2, -2)


def move_to(view: PageView, qtbot: QtBot, point: QPoint) -> None:
    QTest.mouseMove(view.viewport(), point - QPoint(1, 0))
    QTest.mouseMove(view.viewport(), point)


def wheel(view: PageView, point: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(point), QPointF(view.viewport().mapToGlobal(point)), QPoint(), QPoint(0, notches * 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


# --- painting


def test_a_sheet_is_painted_dot_by_dot_as_the_picture_of_the_page(shown: Shown) -> None:
    _, driver, view = shown
    view.set_zoom(1.0)
    view.go_to_page(1)
    corner = view.sheets.rects[1].topLeft() - view.seen.topLeft()
    expected = page_image(driver.pages[1], view.sheets.unit * TWIP_PER_PT)
    room = QRect(corner, expected.size()).intersected(inside_ring(view))
    painted = picture(view).copy(room)
    assert painted == expected.copy(room.translated(-corner))


@pytest.mark.parametrize("theme", ["#f4f4f4", "#2b2d31"])
def test_the_page_is_white_on_a_desk_of_the_theme(shown: Shown, theme: str) -> None:
    _, _, view = shown
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(theme))
    view.setPalette(palette)
    painted = picture(view)
    sheet = view.sheets.rects[0]
    assert painted.pixelColor(sheet.topLeft() + QPoint(40, 12)) == Qt.GlobalColor.white
    assert painted.pixelColor(3, 3) == desk_colour(palette)
    assert (desk_colour(palette).lightness() < 128) == (QColor(theme).lightness() < 128)


def test_only_pages_in_view_are_painted(shown: Shown) -> None:
    _, _, view = shown
    picture(view)
    assert {key[0] for key in view._tiles._kept} == {0}
    view.go_to_page(2)
    picture(view)
    assert {key[0] for key in view._tiles._kept} == {0, 2}


def test_a_changed_page_alone_is_painted_again(shown: Shown) -> None:
    draft, driver, view = shown
    view.two_pages(True)
    view.fit_page()
    picture(view)
    kept = dict(view._tiles._kept)
    last = len(draft.letter.body) - 1
    draft.apply(typing("x", TextPosition(last)))
    driver.finish()
    picture(view)
    now = view._tiles._kept
    assert now[0, 0, 0] is kept[0, 0, 0]
    assert now[1, 0, 0] is kept[1, 0, 0]
    assert now.get((2, 0, 0)) is not kept.get((2, 0, 0))


def test_a_large_zoom_paints_no_more_than_shows(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, view = shown
    monkeypatch.setattr(tiles, "MOST_BYTES", 0)
    view.set_zoom(4.0)
    picture(view)
    shown_area = view.viewport().width() * view.viewport().height()
    dots = sum(tile.width() * tile.height() for tile in view._tiles._kept.values())
    assert shown_area < dots <= 4 * 2048 * 2048


def test_tiles_of_a_large_zoom_join_without_a_seam(shown: Shown) -> None:
    _, driver, view = shown
    view.set_zoom(2.0)
    corner = view.sheets.rects[0].topLeft()
    view.verticalScrollBar().setValue(corner.y() + 2048 - 300)
    expected = page_image(driver.pages[0], view.sheets.unit * TWIP_PER_PT)
    seen = inside_ring(view).translated(view.seen.topLeft()).intersected(view.sheets.rects[0])
    painted = picture(view).copy(seen.translated(-view.seen.topLeft()))
    assert painted == expected.copy(seen.translated(-corner))


def test_the_old_picture_stays_until_the_new_page_is_made(shown: Shown) -> None:
    draft, driver, view = shown
    before = picture(view)
    draft.apply(typing("chữ mới ", TextPosition(0, 5)))
    assert picture(view) == before
    driver.finish()
    assert picture(view) != before


def test_after_changes_the_view_shows_what_a_new_view_shows(shown: Shown, show: Show) -> None:
    draft, driver, view = shown
    for number in range(8):
        draft.apply(typing(f"chữ {number} ", TextPosition(number, number)))
        if number % 3:
            driver._on_turn()
    draft.undo()
    driver.finish()
    QApplication.processEvents()
    other = show(draft.letter)[2]
    for page in range(driver.page_count):
        view.go_to_page(page)
        other.go_to_page(page)
        assert picture(view) == picture(other)


def test_an_empty_view_shows_the_desk(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    assert picture(view).pixelColor(100, 100) == desk_colour(view.palette())
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(20, 20))
    QTest.keyClick(view, Qt.Key.Key_Return)


# --- clicks, hovering, keys


@pytest.mark.parametrize(("words", "where"), COMPONENTS)
def test_a_click_on_a_component_names_it(shown: Shown, qtbot: QtBot, words: str, where: Where) -> None:
    _, driver, view = shown
    with qtbot.waitSignal(view.component_clicked) as clicked:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, driver, words))
    assert clicked.args == [where.component, where.path, None]


@pytest.mark.parametrize(
    ("words", "field"), [("Ngọc Hồi, ngày", {"place", "date"}), ("Kính gửi:", {"addressees"})]
)
def test_a_click_on_what_holds_several_fields_names_one_of_them(
    shown: Shown, qtbot: QtBot, words: str, field: set[str]
) -> None:
    _, driver, view = shown
    with qtbot.waitSignal(view.component_clicked) as clicked:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, driver, words))
    assert clicked.args[0] in field


def test_a_click_in_the_text_names_the_place_between_two_characters(shown: Shown, qtbot: QtBot) -> None:
    _, driver, view = shown
    wanted = TextPosition(2, 30)
    place = driver.preview.place_of(where_at(wanted))
    assert place is not None
    point = view.sheets.box_of(place).center() - QPointF(view.seen.topLeft())
    with qtbot.waitSignal(view.component_clicked) as clicked:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point.toPoint())
    component, path, position = clicked.args
    assert (component, path) == ("body", (2,))
    assert abs(position.offset - wanted.offset) <= 1


def test_a_click_beside_the_sheets_does_nothing(shown: Shown, qtbot: QtBot) -> None:
    view = shown[2]
    with qtbot.assertNotEmitted(view.component_clicked):
        QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(4, 300))


def test_the_mouse_over_a_component_outlines_it_and_shapes_the_cursor(shown: Shown, qtbot: QtBot) -> None:
    _, driver, view = shown
    before = picture(view)
    move_to(view, qtbot, point_of(view, driver, "V/v tăng cường"))
    assert picture(view) != before
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    move_to(view, qtbot, point_of(view, driver, "Đẩy mạnh tuyên truyền"))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    move_to(view, qtbot, QPoint(view.sheets.rects[0].left() + 20, 40))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    assert picture(view) == before


@pytest.mark.qt_log_ignore("does not support raise")  # tooltips, offscreen
def test_the_tooltip_is_the_name_of_the_component(shown: Shown) -> None:
    _, driver, view = shown
    point = point_of(view, driver, "V/v tăng cường")
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "Trích yếu nội dung công văn"
    QToolTip.hideText()


def test_everything_printed_has_a_name(shown: Shown) -> None:
    driver = shown[1]
    places = [where for page in range(3) for where in driver.preview.places_on(page)]
    assert len(places) > 20
    assert [where for where in places if not name_of(where, driver.rulebook)] == []


def test_keys_choose_a_component_and_enter_goes_to_it(shown: Shown, qtbot: QtBot) -> None:
    _, driver, view = shown
    chosen = []
    view.component_clicked.connect(lambda *place: chosen.append(place))
    printed = len({where.component for where in driver.preview.places_on(0)})
    for _ in range(printed + 4):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert len(set(chosen)) == printed + 4
    assert {"issuers", "subject", "addressees", "body"} <= {place[0] for place in chosen}
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen[-1] == chosen[-3]
    assert "Nội dung văn bản" in view.accessibleDescription()


def test_enter_goes_to_what_is_marked(shown: Shown, qtbot: QtBot) -> None:
    view = shown[2]
    view.mark_component("signatures", (0,))
    with qtbot.waitSignal(view.component_clicked) as clicked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert clicked.args == ["signatures", (0,), None]


# --- marks


def bar_of(view: PageView, driver: PreviewDriver) -> list[QRect]:
    found = bars(view._marked.lines, view.sheets, text_edges(driver))
    return [bar.toRect().translated(-view.seen.topLeft()) for bar in found]


def test_the_mark_stands_in_the_margin_beside_its_component(shown: Shown) -> None:
    _, driver, view = shown
    before = picture(view)
    view.mark_component("issuers", (0,))
    (bar,) = bar_of(view, driver)
    painted = picture(view)
    assert painted.pixelColor(bar.center()) == accent_colour()
    assert before.pixelColor(bar.center()) == Qt.GlobalColor.white
    left = view.sheets.rects[0].left() + text_edges(driver)[0][0] * view.sheets.unit
    assert bar.right() < left
    view.mark_component("")
    assert picture(view) == before


def test_the_mark_of_what_stands_right_is_right_of_it(shown: Shown) -> None:
    _, driver, view = shown
    view.show_position("signatures", (0,))
    view.mark_component("signatures", (0,))
    (bar,) = bar_of(view, driver)
    right = view.sheets.rects[2].left() + text_edges(driver)[2][1] * view.sheets.unit
    assert right <= bar.left() < view.sheets.rects[2].right()


def test_the_mark_moves_with_its_text(shown: Shown) -> None:
    draft, driver, view = shown
    at = TextPosition(2)
    view.mark_component("body", (2,), at)
    before = view._marked.lines
    draft.apply(typing("thêm rất nhiều chữ " * 12, TextPosition(0, 3)))
    driver.finish()
    assert view._marked.lines == driver.preview.lines_of(where_at(at))
    assert view._marked.lines[0].y > before[0].y


# --- scrolling


def test_the_scroll_stays_when_text_below_changes(shown: Shown) -> None:
    draft, driver, view = shown
    view.verticalScrollBar().setValue(200)
    before = picture(view)
    last = len(draft.letter.body) - 1
    draft.apply(typing("thêm chữ " * 400, TextPosition(last)))
    driver.finish()
    assert driver.page_count > 3
    assert view.verticalScrollBar().value() == 200
    assert picture(view) == before


def test_the_line_that_is_typed_comes_into_view_and_stays_there(shown: Shown) -> None:
    draft, driver, view = shown
    at = TextPosition(14, 5)
    scrolled = set()
    for _ in range(6):
        draft.apply(typing("chữ ", at), where=where_at(at))
        driver.finish()
        place = driver.preview.place_of(where_at(at))
        assert place is not None
        assert view.seen.contains(view.sheets.box_of(place).toRect().adjusted(0, 0, 1, 0))
        scrolled.add(view.verticalScrollBar().value())
    assert len(scrolled) == 1


def test_a_line_in_view_does_not_move_the_page(shown: Shown) -> None:
    draft, driver, view = shown
    at = TextPosition(1, 3)
    view.verticalScrollBar().setValue(30)
    draft.apply(typing("a", at), where=where_at(at))
    driver.finish()
    assert view.verticalScrollBar().value() == 30


def test_a_line_pushed_to_the_next_page_is_followed_there(show: Show) -> None:
    body = tuple(paragraph(f"Đoạn {number} của văn bản. " * 9) for number in range(9))
    draft, driver, view = show(simple_letter(body=body))
    at = TextPosition(8, 4)
    for _ in range(60):
        draft.apply(typing("thêm chữ vào đây ", at), where=where_at(at))
        driver.finish()
        place = driver.preview.place_of(where_at(at))
        assert place is not None
        assert view.seen.contains(view.sheets.box_of(place).toRect().adjusted(0, 0, 1, 0))


def test_pages_are_reached_by_keys(shown: Shown, qtbot: QtBot) -> None:
    view = shown[2]
    pages: list[int] = []
    view.page_changed.connect(pages.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(view, key)
        if key is not Qt.Key.Key_End:
            assert view.seen.top() == view.sheets.rects[view.page].top() - MARGIN
    assert pages == [1, 2, 1, 0, 2]
    assert "Trang 3/3" in view.accessibleDescription()


# --- zoom


def test_the_zoom_keeps_the_middle(shown: Shown) -> None:
    view = shown[2]
    view.verticalScrollBar().setValue(700)
    middle = view.viewport().rect().center()
    before = view.sheets.spot_at(view.seen.topLeft() + middle)
    for zoom in (2.0, 0.9, 4.0, 0.8):
        view.set_zoom(zoom)
        after = view.sheets.spot_at(view.seen.topLeft() + middle)
        assert before is not None
        assert after is not None
        assert after.page == before.page
        assert abs(after.y - before.y) * view.sheets.unit <= 3
        if zoom > 1:
            assert abs(after.x - before.x) * view.sheets.unit <= 3


def test_ctrl_and_the_wheel_zoom_at_the_mouse(shown: Shown) -> None:
    view = shown[2]
    view.set_zoom(1.5)
    view.verticalScrollBar().setValue(400)
    point = QPoint(200, 120)
    before = view.sheets.spot_at(view.seen.topLeft() + point)
    wheel(view, point, 3)
    after = view.sheets.spot_at(view.seen.topLeft() + point)
    assert view.zoom == pytest.approx(1.5 * 1.1**3)
    assert before is not None
    assert after is not None
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=20)
    wheel(view, point, 100)
    assert view.zoom == 4.0
    wheel(view, point, -100)
    assert view.zoom == 0.25


def test_keys_zoom_in_steps(shown: Shown, qtbot: QtBot) -> None:
    view = shown[2]
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_0, control)
    assert view.zoom == 1.0
    assert view.fit is Fit.NONE
    QTest.keyClick(view, Qt.Key.Key_Plus, control)
    assert view.zoom == 1.1
    QTest.keyClick(view, Qt.Key.Key_Minus, control)
    QTest.keyClick(view, Qt.Key.Key_Minus, control)
    assert view.zoom == 0.9


def test_a_fitted_zoom_follows_the_window(shown: Shown) -> None:
    view = shown[2]
    view.resize(500, 600)
    rect = view.sheets.rects[0]
    assert (rect.left(), view.viewport().width() - rect.right() - 1) == (MARGIN, MARGIN)
    assert view.horizontalScrollBar().maximum() == 0
    view.fit_page()
    view.resize(900, 500)
    assert view.sheets.rects[0].height() <= 500 - 2 * MARGIN + 1


def test_a_resize_keeps_what_is_at_the_top(shown: Shown) -> None:
    view = shown[2]
    view.resize(650, 600)
    assert view.verticalScrollBar().value() == 0
    view.go_to_page(1)
    view.resize(900, 700)
    assert abs(view.seen.top() - (view.sheets.rects[1].top() - MARGIN)) <= 1


def test_another_driver_can_be_shown_and_none(shown: Shown, show: Show) -> None:
    view = shown[2]
    other = show(simple_letter())[1]
    view.show_preview(other)
    assert sheet_count(view) == 1
    view.show_preview(None)
    assert sheet_count(view) == 0
    assert picture(view).pixelColor(300, 300) == desk_colour(view.palette())


def test_a_landscape_appendix_has_its_own_shape(show: Show) -> None:
    letter = simple_letter()
    _, driver, view = show(letter)
    page = driver.pages[0]
    view.set_sizes([(page.width, page.height), (page.height, page.width)])
    first, second = view.sheets.rects
    assert (first.width(), first.height()) == (second.height(), second.width())


def test_a_shorter_letter_scrolls_back(shown: Shown) -> None:
    draft, driver, view = shown
    view.go_to_page(2)
    draft.apply(lambda letter: replace(letter, body=letter.body[:1]))
    driver.finish()
    assert view.page == 0
    assert view.seen.bottom() <= view.sheets.size.height()
