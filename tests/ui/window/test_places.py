"""The rail: from the letter to a page and back, by keys and by clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.letter.model import Letter, PartialDate
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.places import PAGES
from app.ui.rail import PLACES, WRITE
from app.ui.start import Begin, EntryButton
from tests.support.sight import cut_words, visible
from tests.ui.window.conftest import NGOC_HOI

SIZES = [(1366, 768), (880, 480)]
DIGITS = dict(zip(PLACES, "12345", strict=True))


def _go(office: Office, place: str) -> None:
    office.window.action(place).trigger()
    settle()


def test_each_place_has_its_digit(office: Office) -> None:
    shortcuts = {place: office.window.action(place).shortcut().toString() for place in PLACES}
    assert shortcuts == {place: f"Alt+{digit}" for place, digit in DIGITS.items()}


def test_the_rail_shows_the_places_that_there_are(office: Office) -> None:
    shown = {name for name, button in office.window.rail.buttons.items() if button.isVisible()}
    assert shown == {WRITE, *PAGES}


@pytest.mark.parametrize("place", PAGES)
def test_a_place_is_shown_and_marked(with_letter: Office, place: str, qtbot: QtBot) -> None:
    rail = with_letter.window.rail
    qtbot.mouseClick(rail.buttons[place], Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    assert with_letter.window.rooms.currentWidget() is with_letter.places.page(place)
    assert [name for name, button in rail.buttons.items() if button.isChecked()] == [place]
    qtbot.mouseClick(rail.buttons[place], Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    assert [name for name, button in rail.buttons.items() if button.isChecked()] == [place]


@pytest.mark.parametrize("place", PAGES)
def test_esc_goes_back_to_the_open_letter(with_letter: Office, place: str, qtbot: QtBot) -> None:
    draft, workspace = with_letter.draft, with_letter.workspace
    assert workspace is not None
    workspace.form.focus_component("subject")
    before = with_letter.window.focusWidget()
    _go(with_letter, place)
    focus = with_letter.window.focusWidget()
    assert focus is not None
    assert with_letter.places.page(place).isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert with_letter.draft is draft
    assert with_letter.window.rooms.currentIndex() == 0
    assert with_letter.window._stack.currentWidget() is workspace
    assert with_letter.window.focusWidget() is before


def test_nothing_is_done_to_a_letter_that_is_not_seen(with_letter: Office) -> None:
    assert with_letter.window.action("word").isEnabled()
    _go(with_letter, "place_agencies")
    able = {
        name
        for name in ("save", "word", "undo", "find", "close")
        if with_letter.window.action(name).isEnabled()
    }
    assert able == set()
    _go(with_letter, WRITE)
    assert with_letter.window.action("word").isEnabled()


def test_a_page_is_made_once(office: Office) -> None:
    _go(office, "place_agencies")
    page = office.window.rooms.currentWidget()
    _go(office, WRITE)
    _go(office, "place_agencies")
    assert office.window.rooms.currentWidget() is page
    assert office.window.rooms.count() == 2


def test_a_letter_that_a_page_wants_is_shown(office: Office) -> None:
    _go(office, "place_agencies")
    office.files.begin_letter(Letter(subject="thử"))
    assert office.places.is_writing
    assert office.draft is not None
    assert office.draft.letter.subject == "thử"
    assert office.draft.letter.date != PartialDate()


def test_no_two_samples_of_the_start_page_look_the_same(office: Office) -> None:
    shown = [one.entry for one in office.window.start_page.findChildren(EntryButton)]
    samples = [(one.title, one.detail) for one in shown if str(one.what).endswith(".congvan")]
    assert len(samples) > 1
    assert len(set(samples)) == len(samples)


def test_a_sample_of_the_start_page_is_shown_after_a_visit(office: Office) -> None:
    _go(office, "place_agencies")
    office.begin(Begin.SAMPLE, NGOC_HOI)
    assert office.places.is_writing
    assert office.workspace is not None
    assert office.workspace.isVisible()


@pytest.mark.parametrize("size", SIZES, ids=["large", "small"])
@pytest.mark.parametrize("place", [*PAGES, "welcome"])
def test_no_words_of_a_page_are_cut(office: Office, place: str, size: tuple[int, int]) -> None:
    office.window.resize(*size)
    if place == "welcome":
        office.greeting.ask()
    else:
        _go(office, place)
    settle()
    assert cut_words(office.window) == []
    assert (office.window.width(), office.window.height()) == size


@pytest.mark.parametrize("place", [*PAGES, "welcome"])
def test_every_control_of_a_page_is_named_and_reached_by_tab(office: Office, place: str) -> None:
    if place == "welcome":
        office.greeting.ask()
    else:
        _go(office, place)
    settle()
    controls = [
        one
        for one in visible(office.window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and not one.focusProxy()
    ]
    nameless = [one for one in controls if not (one.accessibleName() or getattr(one, "text", str)())]
    assert [(type(one).__name__, one.objectName()) for one in nameless] == []
    assert any(isinstance(one, QLineEdit) for one in controls) or place == "place_agencies"
    start = office.window.focusWidget()
    assert start is not None
    chain, one = [start], start.nextInFocusChain()
    while one is not None and one is not start and len(chain) < 5000:
        chain.append(one)
        one = one.nextInFocusChain()
    assert set(controls) <= set(chain)
