"""The frame: menus, shortcuts, title, start page, dropping a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app.base.texts import text
from app.letter.file import load
from app.letter.model import Letter
from app.ui.actions import SPECS, When
from app.ui.body.view import TextView
from app.ui.form.growing import GrowingText
from app.ui.form.tables import SECTIONS
from app.ui.office import Office
from app.ui.start import Begin
from app.ui.theme import tones_of
from tests.ui.window.conftest import NGOC_HOI


def _menus(office: Office) -> list[QMenu]:
    return [menu for action in office.window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)]


def test_every_action_stands_in_a_menu(office: Office) -> None:
    shown = [
        action.objectName() for menu in _menus(office) for action in menu.actions() if action.objectName()
    ]
    assert Counter(shown) == Counter(spec.id for spec in SPECS)


def test_no_two_actions_have_the_same_keys() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in SPECS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_menus_and_sections_have_letters_of_their_own(office: Office) -> None:
    titles = [menu.title() for menu in _menus(office)] + [spec.title for spec in SECTIONS]
    letters = Counter(title.partition("&")[2][:1].lower() for title in titles)
    assert "" not in letters
    assert max(letters.values()) == 1


def test_every_action_can_be_done(with_letter: Office) -> None:
    for spec in SPECS:
        part, _, method = spec.does.partition(".")
        owner = with_letter.window if part == "window" else with_letter._parts[part]
        assert callable(getattr(owner, method)), spec.id


def test_without_a_letter_only_the_program_can_be_used(office: Office) -> None:
    able = {action.objectName() for action in office.window.actions_.actions() if action.isEnabled()}
    offered = {action.objectName() for action in office.window.actions_.actions() if action.isVisible()}
    assert able == {spec.id for spec in SPECS if spec.when is When.ALWAYS and spec.id in offered}


def test_the_title_has_a_dot_while_something_is_unsaved(with_letter: Office) -> None:
    title = with_letter.window.windowTitle()
    assert not title.startswith("•")
    draft = with_letter.draft
    assert draft is not None
    draft.apply(lambda _: Letter(subject="Về việc thử"))
    assert with_letter.window.windowTitle() == "• Về việc thử – Soạn Công Văn"
    with_letter.do("tools.undo")
    assert with_letter.window.windowTitle() == title


def test_the_status_bar_tells_the_page_of_the_signature(with_letter: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "chữ ký ở trang 3" in with_letter.window._status.text())
    assert "Trang 1/3" in with_letter.window._status.text()


def test_ctrl_n_begins_a_letter_with_the_cursor_in_its_first_field(office: Office, qtbot: QtBot) -> None:
    qtbot.keyClick(office.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    assert office.draft is not None
    assert not office.draft.is_dirty
    focus = office.window.focusWidget()
    assert office.workspace is not None
    assert focus is not None
    assert office.workspace.form.isAncestorOf(focus)


def test_the_start_page_begins_a_letter_from_a_sample(office: Office, qtbot: QtBot) -> None:
    buttons = office.window.start_page.buttons(Begin.SAMPLE)
    chosen = buttons[0]
    assert isinstance(chosen.entry.what, Path)
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    assert office.draft is not None
    assert office.draft.path is None
    assert office.draft.letter == load(chosen.entry.what).letter
    assert office.window._stack.currentWidget() is office.workspace


def test_a_file_can_be_dropped_into_the_window(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    path.write_bytes(NGOC_HOI.read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    office.window.dropEvent(event)
    qtbot.waitUntil(lambda: office.draft is not None and office.draft.path == path)


@pytest.mark.parametrize("field", ["body", "form"])
def test_a_file_dropped_onto_a_text_is_opened_too(
    with_letter: Office, field: str, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "thư.congvan"
    path.write_bytes(NGOC_HOI.read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    with_letter.do("writing.find")
    body = with_letter.window.findChild(TextView)
    text = body if field == "body" else with_letter.window.findChild(GrowingText)
    assert isinstance(text, QAbstractScrollArea)
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(text.viewport(), event)
    assert event.isAccepted()
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(text.viewport(), drop)
    qtbot.waitUntil(lambda: with_letter.draft is not None and with_letter.draft.path == path)


def test_f6_goes_round_form_page_and_strip(with_letter: Office, qtbot: QtBot) -> None:
    workspace = with_letter.workspace
    assert workspace is not None
    parts = [workspace.form, workspace.page, workspace.strip]
    seen = []
    for _ in range(4):
        focus = with_letter.window.focusWidget()
        seen.append(
            next(index for index, part in enumerate(parts) if part is focus or part.isAncestorOf(focus))
        )
        with_letter.window.action("next_part").trigger()
    assert seen == [0, 1, 2, 0]


def test_f1_shows_the_clause_of_the_field(with_letter: Office) -> None:
    workspace = with_letter.workspace
    assert workspace is not None
    told: list[str] = []
    workspace.form.help_requested.connect(told.append)
    with_letter.do("viewing.help")
    assert told == ["subject"]


def test_what_is_asked_for_before_all_is_loaded_is_done_afterwards(qtbot: QtBot, make_office: object) -> None:
    office = make_office()  # type: ignore[operator]
    window = office.window
    window._office = None
    window.action("new").trigger()
    assert office.draft is None
    window.attach(office)
    assert office.draft is not None


def test_toolbar_buttons_have_names_and_tips(office: Office) -> None:
    buttons = [
        one
        for one in office.window.toolbar.findChildren(QToolButton)
        if one.objectName() != "qt_toolbar_ext_button"
    ]
    assert len(buttons) == 9  # with the switch of the agency
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    assert text("ui.toolbar") == office.window.toolbar.accessibleName()


def test_pictures_of_the_start_page_are_drawn_in_the_accent_of_the_theme(office: Office) -> None:
    office.window.dress()
    button = office.window.start_page.buttons(Begin.NEW)[0]
    drawn = button._picture.pixmap().toImage()
    inks = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert tones_of(QApplication.palette()).accent in inks
