"""Widgets side by side that go on the next line where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from app.ui.flow import Flow


def _made(qtbot: QtBot, *kinds: tuple[int, bool, bool], column: int = 0) -> QWidget:
    """A widget with boxes of these widths, that stretch or not, that begin a line or not."""
    room = QWidget()
    qtbot.addWidget(room)
    flow = Flow(10, column)
    for width, stretches, begins in kinds:
        box = QFrame()
        box.setFixedHeight(30)
        if stretches:
            box.setMinimumWidth(width)
        else:
            box.setFixedWidth(width)
        flow.add(box, stretches=stretches, begins=begins)
    room.setLayout(flow)
    return room


def _places(room: QWidget, width: int) -> list[tuple[int, int, int]]:
    """Left edge, top edge and width of every box in a room this wide."""
    room.resize(width, room.heightForWidth(width))
    room.show()
    found = room.findChildren(QFrame)
    return [(one.pos().x(), one.pos().y(), one.width()) for one in found if one.isVisible()]


def test_what_finds_room_stands_on_one_line(qtbot: QtBot) -> None:
    room = _made(qtbot, (100, False, True), (100, False, True))
    assert _places(room, 210) == [(0, 0, 100), (110, 0, 100)]
    assert room.heightForWidth(210) == 30


def test_what_finds_none_goes_on_the_next_line(qtbot: QtBot) -> None:
    room = _made(qtbot, (100, False, True), (100, False, True))
    assert _places(room, 209) == [(0, 0, 100), (0, 40, 100)]
    assert room.heightForWidth(209) == 70
    assert room.minimumSizeHint().width() == 100


def test_a_field_stays_with_its_label_and_labels_stand_below_each_other(qtbot: QtBot) -> None:
    pair = ((50, False, True), (120, True, False))
    room = _made(qtbot, *pair, *pair, column=80)
    assert [left for left, _, _ in _places(room, 300)] == [0, 90, 0, 90]
    assert room.minimumSizeHint().width() == 80 + 10 + 120


def test_what_stretches_shares_the_rest_and_ends_equally_wide(qtbot: QtBot) -> None:
    room = _made(qtbot, (120, True, True), (150, True, True))
    assert [width for _, _, width in _places(room, 410)] == [200, 200]
    assert [width for _, _, width in _places(room, 310)] == [150, 150]


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    room = _made(qtbot, (100, False, True), (100, False, True), (100, False, True))
    room.findChildren(QFrame)[1].hide()
    assert _places(room, 210) == [(0, 0, 100), (110, 0, 100)]


def test_a_widget_is_put_before_another(qtbot: QtBot) -> None:
    room = _made(qtbot, (100, False, True))
    new = QFrame()
    new.setFixedSize(40, 30)
    layout = room.layout()
    assert isinstance(layout, Flow)
    layout.insert(0, new)
    room.resize(200, 30)
    room.show()
    qtbot.waitUntil(new.isVisible)
    assert new.pos() == QPoint(0, 0)
    taken = layout.takeAt(0)
    assert taken is not None
    assert taken.widget() is new
    assert layout.takeAt(5) is None
    assert layout.count() == 1


def test_what_stands_apart_keeps_its_distance_but_not_where_a_line_begins(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = Flow(0)
    for apart in (0, 0, 12):
        box = QFrame()
        box.setFixedSize(100, 30)
        flow.add(box, apart=apart)
    room.setLayout(flow)
    assert [left for left, _, _ in _places(room, 312)] == [0, 100, 212]
    assert [left for left, _, _ in _places(room, 311)] == [0, 100, 0]
