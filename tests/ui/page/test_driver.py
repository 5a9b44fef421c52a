"""The driver: pages follow the draft, the newest letter wins, what is the same stays the same object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.base.errors import AppError
from app.editing.commands.fields import set_field
from app.editing.commands.text import delete, insert_text, split
from app.editing.draft import Command, Draft
from app.editing.preview import Preview
from app.letter.model import Letter
from app.letter.positions import TextPosition, TextRange, Where, where_at
from app.pages.layout import lay_out
from app.rules.load import load_rulebook
from app.ui.page import driver as driver_module
from app.ui.page.driver import PreviewDriver
from app.ui.page.shown import ShownPages
from app.word.read import read_package
from app.word.write import write_letter
from tests.support.letters import paragraph, simple_letter


def typed(words: str, block: int = 1, offset: int = 3) -> Command:
    return lambda letter: insert_text(letter, TextPosition(block, offset), words)


def subject(words: str) -> Command:
    return lambda letter: set_field(letter, ("subject",), words)


def delete_from(at: TextPosition, letter: Letter) -> Letter:
    last = min(at.block + 2, len(letter.body) - 1)
    return delete(letter, TextRange(at, at.moved(last)))


def fresh_pages(letter: Letter) -> list[object]:
    return list(lay_out(read_package(write_letter(letter, load_rulebook()).package)).pages)


def test_the_pages_come_by_themselves(qtbot: QtBot, letter: Letter) -> None:
    driver = PreviewDriver(Draft(letter), load_rulebook())
    with qtbot.waitSignal(driver.finished):
        assert driver.pages == []
    assert driver.page_count == 3
    assert driver.signature_page == 2
    assert driver.pages == fresh_pages(letter)
    driver.close()


def test_a_change_of_the_draft_renews_the_pages(qtbot: QtBot, letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    with qtbot.waitSignal(driver.finished):
        draft.apply(typed("một hai ba "))
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_pages_that_say_the_same_stay_the_same_objects(qtbot: QtBot, letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    before = driver.pages
    last = len(letter.body) - 1
    with qtbot.waitSignal(driver.pages_ready) as ready:
        draft.apply(typed("x", last))
    driver.finish()
    assert ready.args == [2]
    assert [old is new for old, new in zip(before, driver.pages, strict=True)] == [True, True, False]
    driver.close()


def test_a_shorter_letter_tells_the_first_page_that_is_gone(qtbot: QtBot, letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    draft.apply(lambda old: replace(old, body=old.body[:2]))
    driver.finish()
    assert driver.page_count == 1
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_only_the_newest_of_many_letters_is_shown(qtbot: QtBot, letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    with qtbot.waitSignal(driver.finished):
        for number in range(20):
            draft.apply(typed(f"chữ{number} "))
    assert driver.is_done
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_letters_that_come_faster_than_pages_do_not_stop_the_page(
    qtbot: QtBot, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A letter at every slice, and no patience: the one that was begun is brought to the screen.
    monkeypatch.setattr(driver_module, "PATIENCE_S", 0.0)
    monkeypatch.setattr(driver_module, "SLICE_MS", 0.0)
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    shown: list[int] = []
    driver.pages_ready.connect(shown.append)
    for number in range(12):
        draft.apply(typed(f"{number}"))
        driver._on_turn()
    assert shown
    assert not driver.is_done
    driver.finish()
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_a_letter_that_takes_long_waits_for_a_pause_between_keys(
    qtbot: QtBot, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    draft.apply(typed("một "))
    assert driver._timer.interval() == 0
    driver.finish()
    monkeypatch.setattr(driver_module, "LONG_STAGE_MS", 0.0)
    with qtbot.waitSignal(driver.finished):
        draft.apply(typed("hai "))
        assert driver._timer.interval() > 0
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_a_page_that_gets_another_number_of_pages_is_another(letter: Letter) -> None:
    # Layout writes NUMPAGES into pages that were taken before.
    preview, shown = Preview(load_rulebook()), ShownPages()
    preview.show(letter)
    preview.finish()
    assert shown.take(preview) == 0
    kept = shown.pages
    assert shown.take(preview) is None
    preview.pages[1].lines = preview.pages[1].lines[1:]
    assert shown.take(preview) == 1
    assert [old is new for old, new in zip(kept, shown.pages, strict=True)] == [True, False, True]


def test_a_driver_that_is_gone_hears_nothing(qtbot: QtBot, letter: Letter) -> None:
    draft, owner = Draft(letter), QObject()
    driver = PreviewDriver(draft, load_rulebook(), parent=owner)
    with qtbot.waitSignal(driver.destroyed):
        owner.deleteLater()
    draft.apply(subject("khác"))


def test_old_pages_stay_until_new_ones_are_made(letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    before = driver.pages
    draft.apply(typed("một hai ba "))
    assert driver.pages == before
    assert driver.fresh_pages == 3
    while not driver.is_done:
        driver._on_turn()
        assert driver.page_count >= 3
        assert driver.pages[driver.fresh_pages :] == before[driver.fresh_pages :]
    driver.close()


def test_the_place_of_a_change_is_told(qtbot: QtBot, letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    with qtbot.waitSignal(driver.edited) as edited:
        draft.apply(subject("khác"), where=Where("subject"))
    assert edited.args == [Where("subject")]
    driver.close()


def test_a_letter_that_cannot_be_shown_leaves_the_pages(
    qtbot: QtBot, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    before, step = driver.pages, Preview.step

    def fail(self: Preview, budget_ms: float) -> bool:
        step(self, 0.0)
        raise AppError("page.name")

    errors: list[AppError] = []
    driver.failed.connect(errors.append)
    with monkeypatch.context() as broken:
        broken.setattr(Preview, "step", fail)
        draft.apply(subject("khác"))
        driver._on_turn()
    assert driver.pages == before
    assert errors == [driver.error]
    driver.finish()
    assert driver.error is None
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()


def test_a_closed_driver_hears_nothing(letter: Letter) -> None:
    draft = Draft(letter)
    driver = PreviewDriver(draft, load_rulebook())
    driver.finish()
    driver.close()
    draft.apply(subject("khác"))
    assert driver.is_done


_EDITS = st.lists(
    st.tuples(
        st.integers(0, 8), st.integers(0, 40), st.sampled_from(["type", "enter", "delete", "undo", "turn"])
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EDITS)
def test_after_any_changes_the_pages_are_those_of_a_fresh_layout(
    qtbot: QtBot, edits: list[tuple[int, int, str]]
) -> None:
    body = tuple(paragraph(f"Đoạn thứ {number} của văn bản này. " * 12) for number in range(14))
    draft = Draft(simple_letter(body=body))
    driver = PreviewDriver(draft, load_rulebook())
    for block, offset, kind in edits:
        at = TextPosition(min(block, len(draft.letter.body) - 1), offset)
        deeds: dict[str, Callable[[], object]] = {
            "type": partial(draft.apply, typed("chữ mới ", at.block, at.offset), where=where_at(at)),
            "enter": partial(draft.apply, partial(split, at=at)),
            "delete": partial(draft.apply, partial(delete_from, at)),
            "undo": draft.undo,
            "turn": driver._on_turn,
        }
        deeds[kind]()
    driver.finish()
    assert driver.pages == fresh_pages(draft.letter)
    driver.close()
