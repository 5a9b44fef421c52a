"""Everything works without a mouse: real keys reach every control and every action."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from app.library.agency import Agency
from app.ui.form.tables import SECTIONS
from app.ui.office import Office
from tests.support.clerk import Clerk, name_of
from tests.ui.whole.conftest import SAMPLES

NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
_BODY = "Nội dung văn bản"
_MOST_TABS = 200


def _opened(office: Office) -> Office:
    """The Ngọc Hồi letter with every section and fold open."""
    office.files.from_sample(NGOC_HOI)
    assert office.workspace is not None
    form = office.workspace.form
    for spec in SECTIONS:
        form.sections[spec.id].set_open(True)
    for fold in form.findChildren(QToolButton):
        if fold.arrowType().name == "RightArrow":
            fold.click()
    QApplication.processEvents()
    return office


def _seen(room: QWidget) -> list[QWidget]:
    return [one for one in room.findChildren(QWidget) if one.isVisible()]


def _said_name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)!r}"


def test_tab_and_f6_reach_every_control_of_the_window(office: Office, clerk: Clerk) -> None:
    _opened(office)
    window = office.window
    wanted = {
        one for one in _seen(window) if one.focusPolicy().value & 1 and one.isEnabled() and one.width() > 0
    }
    reached: set[QWidget] = set()
    clerk.press("Alt+Q")
    for _ in range(_MOST_TABS):
        if clerk.focus in reached and len(reached) > 1 and name_of(clerk.focus) != _BODY:
            break
        reached.add(clerk.focus)
        # Tab changes the level in the text.
        clerk.press("Ctrl+Tab" if name_of(clerk.focus) == _BODY else "Tab")
    missed = sorted(_said_name(one) for one in wanted - reached)
    assert missed == []


@pytest.mark.parametrize("keys", ["Alt+2", "Alt+3", "Alt+4", "Alt+5"])
def test_tab_reaches_every_control_of_a_page(office: Office, clerk: Clerk, keys: str) -> None:
    office.session.library.agencies.save(Agency(name="Trường Tiểu học Kim Đồng"))
    clerk.press(keys)
    assert not office.places.is_writing
    wanted = {
        one
        for one in _seen(office.window)
        if one.focusPolicy().value & 1 and one.isEnabled() and one.width() > 0 and not one.focusProxy()
    }
    reached: set[QWidget] = set()
    for _ in range(_MOST_TABS):
        if clerk.focus in reached:
            break
        reached.add(clerk.focus)
        clerk.press("Tab")
    assert sorted(_said_name(one) for one in wanted - reached) == []


def test_every_action_has_keys_or_a_letter_in_its_menu(office: Office) -> None:
    for shown in office.window.menuBar().actions():
        menu = shown.menu()
        assert isinstance(menu, QMenu)
        letters = Counter(
            action.text().partition("&")[2][:1].lower()
            for action in menu.actions()
            if not action.isSeparator()
        )
        assert "" not in letters, menu.title()
        assert "".join(letters).isascii(), f"a letter that no plain keyboard has: {menu.title()}"
        assert {letter: count for letter, count in letters.items() if count > 1} == {}, menu.title()
