"""The editor as a part of the window: size, theme, toolbar, what it leaves behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.editing.draft import Draft
from app.letter.model import Letter, Level
from app.letter.positions import TextPosition
from app.ui.body.editor import BodyEditor
from app.ui.body.tables import table_menu
from tests.support.bodies import RULEBOOK, Typing, at_cell, plain, table_of


def _long(count: int = 40) -> Letter:
    words = "Tổ chức thực hiện nghiêm túc nội dung văn bản này và báo cáo kết quả theo quy định. "
    return Letter(body=tuple(plain(words * 2, Level.ITEM) for _ in range(count)))


def test_it_grows_with_its_text_in_a_form(typing: Typing) -> None:
    before = typing.editor.view.height()
    for _ in range(20):
        typing.keys("dòng\n")
    QApplication.processEvents()
    assert typing.editor.view.height() > before
    assert not typing.editor.view.verticalScrollBar().isVisible()


def test_it_scrolls_by_itself_when_alone(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_long())
    typing.editor.set_grows(grows=False)
    QApplication.processEvents()
    typing.editor.resize(500, 300)
    QApplication.processEvents()
    assert typing.editor.height() == 300
    typing.place(39, 5)
    assert typing.editor.view.verticalScrollBar().value() > 0


def test_the_form_around_follows_the_cursor(qtbot: QtBot) -> None:
    draft = Draft(_long())
    area, inner = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    editor = BodyEditor(draft, RULEBOOK)
    QVBoxLayout(inner).addWidget(editor)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.resize(520, 300)
    area.show()
    editor.view.setFocus()
    QApplication.processEvents()
    editor.focus_position(TextPosition(39, 5))

    def shows_caret() -> bool:
        caret = editor.view.viewport().mapTo(area.viewport(), editor.view.cursorRect().center())
        return area.viewport().rect().contains(caret)

    qtbot.waitUntil(shows_caret)


def test_a_key_of_the_toolbar_keeps_the_keys_in_the_text(typing: Typing) -> None:
    typing.keys("abc")
    button = next(
        button for button in typing.editor.toolbar.findChildren(QToolButton) if button.text() == "a)"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert typing.blocks() == (plain("abc", Level.POINT),)
    assert button.isChecked()
    assert typing.editor.view.hasFocus()
    typing.keys("d")
    assert typing.blocks() == (plain("abcd", Level.POINT),)


def test_the_buttons_show_where_the_cursor_is(typing: Typing) -> None:
    typing.keys("1. Một\n- hai")
    buttons = typing.editor.toolbar.buttons
    assert buttons["level_dash"].isChecked()
    typing.place(0, 1)
    assert buttons["level_item"].isChecked()
    assert not buttons["level_dash"].isChecked()


def test_every_button_has_a_name_and_none_is_cut(typing: Typing) -> None:
    typing.editor.resize(420, 400)
    QApplication.processEvents()
    toolbar = typing.editor.toolbar
    for button in toolbar.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.width() >= button.sizeHint().width()
        assert toolbar.rect().contains(button.geometry())


def test_another_theme_is_followed_at_once(typing: Typing) -> None:
    typing.keys("1. Một")
    palette = QPalette(typing.editor.palette())
    palette.setColor(QPalette.ColorRole.Link, QColor("#123456"))
    typing.editor.setPalette(palette)
    assert typing.editor.view.formats.accent == QColor("#123456")
    typing.check()
    assert typing.here() == TextPosition(0, 3)


def test_another_size_of_the_text_keeps_the_place(typing: Typing) -> None:
    typing.keys("1. Một\n- hai")
    typing.editor.set_font_size(20)
    assert typing.here() == TextPosition(1, 3)
    typing.check()


def test_places_are_told(typing: Typing) -> None:
    told: list[object] = []
    typing.editor.position_changed.connect(told.append)
    typing.keys("ab")
    assert told[-1] == TextPosition(0, 2)


def test_the_menu_at_the_cursor_works_on_the_table(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(Letter(body=(table_of(("a",)),)))
    typing.editor.focus_position(at_cell(0, 0, 0))
    menu = typing.editor.doing.context_menu()
    assert menu.actions()[-1].menu() is not None
    rows = table_menu(typing.editor.doing.tables, typing.editor.doing._ask_widths, typing.editor)
    rows.actions()[1].trigger()
    assert typing.blocks() == (table_of(("a",), ("",)),)
    typing.check()
    menu.deleteLater()
    rows.deleteLater()


def test_pictures_of_every_part_can_be_painted(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_long(3))
    typing.ctrl(Qt.Key.Key_Return)
    typing.editor.find("nội dung", replacing=True)
    assert not typing.editor.grab().isNull()
    assert typing.editor.view.cursorForPosition(QPoint(20, 20)).position() >= 0


def test_a_closed_editor_is_freed_and_hears_no_more(qtbot: QtBot) -> None:
    draft = Draft()
    editor = BodyEditor(draft, RULEBOOK)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    editor.show()
    destroyed: list[object] = []
    editor.destroyed.connect(lambda: destroyed.append(True))
    editor.close()
    qtbot.waitUntil(lambda: bool(destroyed))
    gone = weakref.ref(editor)
    del editor
    destroyed.clear()
    gc.collect()
    assert gone() is None
    draft.apply(lambda _letter: _long(1))
