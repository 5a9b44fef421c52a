"""The toolbar stays in view while a form scrolls over a long text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.letter.model import Letter
from app.letter.positions import TextPosition
from app.ui.pictures import settle
from tests.support.bodies import Typing, plain


class Form:
    """An editor between two other parts of a form."""

    def __init__(self) -> None:
        self.typing = Typing(Letter(body=tuple(plain(f"đoạn {number}") for number in range(100))))
        self.editor = self.typing.editor
        self.editor.set_grows(grows=True)
        self.area = QScrollArea()
        page = QWidget()
        column = QVBoxLayout(page)
        for part in (_block(), self.editor, _block()):
            column.addWidget(part)
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.resize(500, 400)
        self.area.show()
        settle()

    @property
    def head(self) -> QRect:
        """Where the toolbar stands in what is seen."""
        head = self.editor.head
        return QRect(head.mapTo(self.area.viewport(), QPoint(0, 0)), head.size())

    def scroll(self, to: int) -> None:
        self.area.verticalScrollBar().setValue(to)
        QApplication.processEvents()


def _block() -> QLabel:
    label = QLabel("khác")
    label.setFixedHeight(600)
    return label


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form()
    qtbot.addWidget(made.area)
    yield made
    made.area.close()


def test_the_toolbar_stays_in_view_as_long_as_the_text_is(form: Form) -> None:
    form.scroll(300)
    assert form.head.top() == form.editor.mapTo(form.area.viewport(), QPoint(0, 0)).y()
    for place in (800, 1500, 1000):
        form.scroll(place)
        assert form.head.top() == 0
    form.scroll(form.area.verticalScrollBar().maximum())
    assert form.head.bottom() < 0


def test_it_stays_there_when_the_text_grows_and_the_find_bar_opens(form: Form, qtbot: QtBot) -> None:
    form.scroll(1200)
    form.editor.focus_position(TextPosition(60, 3))
    form.scroll(1200)
    form.typing.keys("thêm\nchữ")
    qtbot.waitUntil(lambda: form.head.top() == 0)
    form.editor.find("đoạn 61")
    settle()
    assert form.head.top() == 0
    assert form.editor.find_bar.isVisible()
    # The text is not covered where it begins, nor is a line lost beneath the toolbar.
    assert form.editor.view.y() == form.editor.head.height()


def test_the_line_of_the_cursor_is_never_beneath_it(form: Form, qtbot: QtBot) -> None:
    view = form.editor.view
    for block in (90, 40, 41, 10, 0):
        form.editor.focus_position(TextPosition(block, 0))
        qtbot.waitUntil(lambda: _seen(form, view.viewport(), view.cursorRect()))


def _seen(form: Form, widget: QWidget, rect: QRect) -> bool:
    """Whether a part of a widget is in view, below the toolbar."""
    place = QRect(widget.mapTo(form.area.viewport(), rect.topLeft()), rect.size())
    return form.head.bottom() < place.top() and place.bottom() < form.area.viewport().height()


def test_what_is_found_comes_into_view_while_the_bar_has_the_keys(form: Form) -> None:
    form.editor.focus_position(TextPosition(0, 0))
    form.editor.find("đoạn 93")
    QTest.keyClick(form.editor.find_bar.words, Qt.Key.Key_Return)
    view = form.editor.view
    assert view.textCursor().selectedText() == "đoạn 93"
    assert not view.hasFocus()
    assert _seen(form, view.viewport(), view.cursorRect())


def test_the_popup_of_a_footnote_is_in_view_at_the_foot_of_it_too(form: Form) -> None:
    form.editor.focus_position(TextPosition(50, 3))
    view = form.editor.view
    bar = form.area.verticalScrollBar()
    line = view.viewport().mapTo(form.area.viewport(), view.cursorRect().bottomLeft()).y()
    form.scroll(bar.value() + line - form.area.viewport().height() + 1)
    form.editor.do("footnote")
    settle()
    popup = form.editor.notes
    assert _seen(form, popup, popup.rect())
