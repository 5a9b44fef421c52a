"""Borders between columns are dragged by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.letter.model import Letter, Status, Table
from app.ui.pictures import settle
from tests.support.bodies import Typing, at_cell, plain, table_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def typing(typing_in: Callable[..., Typing]) -> Typing:
    made = typing_in(Letter(body=(plain("trên"), table_of(("a", "b", "c"), ("d", "e", "f")), plain("dưới"))))
    made.editor.focus_position(at_cell(1, 1, 0, 0))
    settle()
    return made


def _border(typing: Typing, column: int) -> QPoint:
    """Where the border behind a column is: halfway between the words of two cells, found from the left."""
    view = typing.editor.view
    cursor = view.textCursor()
    cursor.setPosition(typing.editor.desk.mirror.place_of(at_cell(1, 0, column + 1, 0)))
    cell = view.cursorRect(cursor)
    # The padding of a cell and its border stand before its words.
    return QPoint(cell.left() - 5, cell.center().y())


def _widths(typing: Typing) -> tuple[int, ...]:
    table = typing.blocks()[1]
    assert isinstance(table, Table)
    return table.widths


def _drag(typing: Typing, start: QPoint, by: int, *, release: bool = True) -> None:
    viewport = typing.editor.view.viewport()
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 5):
        QTest.mouseMove(viewport, start + QPoint(by * step // 4, 0))
    if release:
        QTest.mouseRelease(viewport, LEFT, Qt.KeyboardModifier.NoModifier, start + QPoint(by, 0))


def test_a_border_follows_the_mouse_and_is_one_step_to_undo(typing: Typing) -> None:
    frame = typing.editor.columns.border_at(QPointF(_border(typing, 0)))
    assert frame is not None
    start = _border(typing, 0)
    _drag(typing, start, 60)
    widths = _widths(typing)
    moved = round(1000 * 60 / frame.frame.width())
    assert sum(widths) == 1000
    assert abs(widths[0] - 333 - moved) <= 8
    assert widths[2] == 333
    assert abs(_border(typing, 0).x() - start.x() - 60) <= 3
    # The cursor and what is typed there are not disturbed.
    typing.keys("x")
    typing.check()
    typing.ctrl(Qt.Key.Key_Z)
    typing.ctrl(Qt.Key.Key_Z)
    assert _widths(typing) == ()
    assert not typing.draft.can_undo


def test_the_mouse_shows_that_a_border_can_be_dragged(typing: Typing) -> None:
    viewport = typing.editor.view.viewport()
    QTest.mouseMove(viewport, _border(typing, 1))
    assert viewport.cursor().shape() is Qt.CursorShape.SplitHCursor
    QTest.mouseMove(viewport, _border(typing, 1) + QPoint(30, 0))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor
    QTest.mouseMove(viewport, _border(typing, 1) + QPoint(0, 120))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor


def test_no_column_vanishes(typing: Typing) -> None:
    _drag(typing, _border(typing, 0), 2000)
    assert _widths(typing) == (637, 30, 333)


def test_escape_leaves_the_border_where_it_was(typing: Typing) -> None:
    start = _border(typing, 0)
    _drag(typing, start, 50, release=False)
    typing.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(
        typing.editor.view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start + QPoint(50, 0)
    )
    assert _widths(typing) == ()


def test_the_borders_of_an_issued_letter_stay(typing: Typing) -> None:
    typing.draft.apply(lambda letter: replace(letter, status=Status.ISSUED))
    _drag(typing, _border(typing, 0), 50)
    assert _widths(typing) == ()
