"""The open letter: changes, undo, typing in groups, dirty state, events, the lock of an issued letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.base.events import Event
from app.editing.commands.fields import set_field
from app.editing.commands.issue import set_status
from app.editing.commands.text import insert_text
from app.editing.draft import Cause, Command, Draft, LetterChanged
from app.editing.history import MOST_STEPS, PAUSE, Change, History, cost
from app.letter.model import Letter, Secrecy, Status
from app.letter.positions import TextPosition, Where, length
from tests.support.letters import paragraph, simple_letter

SUBJECT = Where("subject")


class Clock:
    """A clock that tests turn on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def subject(words: str) -> Command:
    return lambda letter: set_field(letter, ("subject",), words)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def draft(clock: Clock) -> Draft:
    return Draft(simple_letter(), clock=clock)


def test_a_change_can_be_undone_and_done_again(draft: Draft) -> None:
    old = draft.letter
    assert draft.apply(subject("mới"), where=SUBJECT, before=Where("place"))
    new = draft.letter
    assert new.subject == "mới"
    assert draft.undo() == Where("place")
    assert draft.letter is old
    assert draft.redo() == SUBJECT
    assert draft.letter is new


def test_without_steps_undo_and_redo_do_nothing(draft: Draft) -> None:
    assert draft.undo() is None
    assert draft.redo() is None
    assert not draft.can_undo
    assert not draft.can_redo


def test_a_command_that_changes_nothing_is_no_step(draft: Draft) -> None:
    assert not draft.apply(replace)
    assert not draft.can_undo


def test_a_new_change_forgets_what_was_undone(draft: Draft) -> None:
    draft.apply(subject("một"))
    draft.undo()
    draft.apply(subject("hai"))
    assert not draft.can_redo


def type_text(draft: Draft, words: str, clock: Clock, pause: float = 0.1) -> None:
    for char in words:
        clock.now += pause
        at = TextPosition(0, length(draft.letter.body[0]))
        draft.apply(
            lambda letter, at=at, char=char: insert_text(letter, at, char),  # type: ignore[misc]
            group="body:0",
            ends_group=char == " ",
        )


def test_typing_is_undone_word_by_word(clock: Clock) -> None:
    draft = Draft(Letter(body=(paragraph("x"),)), clock=clock)
    type_text(draft, "ab cd", clock)
    draft.undo()
    assert draft.letter.body == (paragraph("xab "),)
    draft.undo()
    assert draft.letter.body == (paragraph("x"),)
    assert not draft.can_undo


def test_a_pause_ends_a_group(clock: Clock) -> None:
    draft = Draft(Letter(body=(paragraph("x"),)), clock=clock)
    type_text(draft, "ab", clock)
    clock.now += PAUSE
    type_text(draft, "cd", clock)
    draft.undo()
    assert draft.letter.body == (paragraph("xab"),)


def test_leaving_the_place_ends_a_group(clock: Clock) -> None:
    draft = Draft(Letter(body=(paragraph("x"),)), clock=clock)
    type_text(draft, "ab", clock)
    draft.end_group()
    type_text(draft, "c", clock)
    draft.undo()
    assert draft.letter.body == (paragraph("xab"),)


def test_a_space_that_is_not_kept_ends_a_group(clock: Clock) -> None:
    draft = Draft(Letter(), clock=clock)
    for typed in ("ab", "ab ", "ab c"):
        draft.apply(subject(typed.strip()), "subject", ends_group=typed.endswith(" "))
    draft.undo()
    assert draft.letter.subject == "ab"


def test_undo_goes_back_to_where_the_group_began(clock: Clock) -> None:
    draft = Draft(Letter(), clock=clock)
    for number, words in enumerate(("a", "ab")):
        draft.apply(
            subject(words),
            "subject",
            where=Where("subject", (number + 1,)),
            before=Where("subject", (number,)),
        )
    assert draft.undo() == Where("subject", (0,))
    assert draft.redo() == Where("subject", (2,))


def test_listeners_hear_what_happened_and_why(draft: Draft) -> None:
    heard: list[LetterChanged] = []
    leave = draft.letter_changed.subscribe(heard.append)
    draft.apply(subject("mới"), where=SUBJECT)
    draft.undo()
    draft.redo()
    draft.reload(Letter(subject="trên đĩa"), "d")
    leave()
    leave()
    draft.apply(subject("khác"))
    assert [change.cause for change in heard] == [Cause.EDIT, Cause.UNDO, Cause.REDO, Cause.RELOAD]
    assert heard[0].where == SUBJECT
    assert heard[1].before == heard[0].letter
    assert heard[3].letter.subject == "trên đĩa"


def test_a_listener_that_leaves_while_told_does_not_disturb_the_others() -> None:
    event, heard = Event[int](), list[int]()
    leave = event.subscribe(lambda _: leave())
    event.subscribe(heard.append)
    event.emit(1)
    event.emit(2)
    assert heard == [1, 2]


def test_dirty_is_told_once_each_way(draft: Draft, tmp_path: Path) -> None:
    heard: list[bool] = []
    draft.dirty_changed.subscribe(heard.append)
    draft.apply(subject("một"))
    draft.apply(subject("hai"))
    draft.undo()
    draft.undo()
    assert heard == [True, False]
    draft.apply(subject("ba"))
    draft.mark_saved(draft.letter, tmp_path / "a.congvan", "d")
    assert heard == [True, False, True, False]


def test_what_is_typed_while_a_slow_disk_saves_is_still_dirty(draft: Draft, tmp_path: Path) -> None:
    letter = draft.letter
    draft.apply(subject("trong lúc lưu"))
    draft.mark_saved(letter, tmp_path / "a.congvan", "d")
    assert draft.is_dirty
    draft.undo()
    assert not draft.is_dirty


def test_saving_tells_the_path(draft: Draft, tmp_path: Path) -> None:
    paths: list[Path | None] = []
    saved: list[Path | None] = []
    draft.path_changed.subscribe(paths.append)
    draft.saved.subscribe(saved.append)
    path = tmp_path / "a.congvan"
    draft.mark_saved(draft.letter, path, "d")
    draft.mark_saved(draft.letter, path, "d")
    assert paths == [path]
    assert saved == [path, path]
    assert (draft.path, draft.digest) == (path, "d")


def test_an_issued_letter_is_locked_until_its_status_changes(draft: Draft) -> None:
    draft.apply(lambda letter: set_status(letter, Status.ISSUED))
    assert draft.is_locked
    with pytest.raises(AppError, match="khoá"):
        draft.apply(subject("mới"))
    assert draft.letter.subject == simple_letter().subject
    draft.apply(lambda letter: set_status(letter, Status.DRAFT))
    assert draft.apply(subject("mới"))


def test_a_letter_with_a_grade_of_secrecy_is_secret(draft: Draft) -> None:
    assert not draft.is_secret
    draft.apply(lambda letter: replace(letter, secrecy=Secrecy.SECRET))
    assert draft.is_secret


def test_a_new_draft_is_an_empty_letter_with_nothing_to_save() -> None:
    draft = Draft()
    assert draft.letter == Letter()
    assert not draft.is_dirty
    assert draft.id != Draft().id


def test_only_so_many_steps_are_kept() -> None:
    history = History(Letter())
    for number in range(MOST_STEPS + 20):
        history.add(Change(Letter(subject=str(number))), 0.0)
    undone = 0
    while history.can_undo:
        history.undo()
        undone += 1
    assert undone == MOST_STEPS


def test_only_so_many_bytes_are_kept_but_always_the_last_step() -> None:
    history = History(Letter(), most_bytes=10_000)
    for number in range(20):
        history.add(Change(Letter(subject=str(number) * 3000)), 0.0)
    history.add(Change(Letter(subject="x" * 50_000)), 0.0)
    assert history.undo().before.subject.startswith("1919")
    assert not history.can_undo


def test_a_step_costs_what_it_adds_not_what_it_shares() -> None:
    long = paragraph("chữ " * 10_000)
    before = Letter(body=tuple(replace(long) for _ in range(50)))
    after = insert_text(before, TextPosition(3, 0), "a")
    assert cost(before, after) < 100_000
    assert cost(None, after) > 1_000_000
    assert cost(before, before) == 0


def test_a_draft_written_back_to_its_target_is_saved_without_a_file() -> None:
    draft = Draft(Letter(subject="a"), target="template:1")
    draft.apply(lambda letter: replace(letter, subject="b"))
    draft.mark_kept(draft.letter)
    assert not draft.is_dirty
    assert draft.path is None
    assert draft.target == "template:1"


def test_a_draft_saved_into_a_file_has_no_other_target(tmp_path: Path) -> None:
    draft = Draft(Letter(subject="a"), target="template:1")
    draft.mark_saved(draft.letter, tmp_path / "a.congvan", "d")
    assert draft.target == ""
