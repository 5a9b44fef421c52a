"""Recovery copies, autosave, locks, versions, changes on the disk."""

from __future__ import annotations

import datetime
import errno
import getpass
import os
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from app.base.errors import AppError
from app.editing import disk, locking, processes
from app.editing.autosave import LATEST, QUIET, RETRY, Autosave
from app.editing.commands.fields import set_field
from app.editing.draft import Draft
from app.editing.locking import STALE_AFTER, Holder, Lock, acquire, lock_files
from app.editing.questions import Answer, Question
from app.editing.recovery import BROKEN_FOLDER, RecoveryStore
from app.editing.versions import MOST_VERSIONS, VersionStore
from app.letter.file import dumps
from app.letter.model import Letter
from tests.support.letters import simple_letter

GONE = "999999999:1"


class Clock:
    """A clock that tests turn on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> RecoveryStore:
    return RecoveryStore(tmp_path / "recovery")


def orphaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on copies are written as by a process that is gone."""
    monkeypatch.setattr("app.editing.recovery.own_token", lambda: GONE)


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


# --- processes


def test_this_process_runs_and_others_do_not() -> None:
    assert processes.is_running(processes.own_token())
    assert processes.is_running(f"{os.getpid()}:")
    for token in (GONE, "", "abc:1", "-1:1", "0:", f"{os.getpid()}:1", "٣:1", "99999999999999999999:1"):
        assert not processes.is_running(token), token


@pytest.mark.skipif(os.name == "nt", reason="process 1 is a thing of Unix")
def test_a_process_of_another_user_runs_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int, __: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert processes.is_running("1:")


# --- recovery


def test_a_copy_of_a_gone_process_is_found_with_all_it_says(
    store: RecoveryStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    orphaned(monkeypatch)
    store.write("a", simple_letter(), tmp_path / "thư.congvan", "digest", 5.0)
    store.write("b", Letter(), None, "", 9.0)
    newest, older = store.found()
    assert (newest.letter, newest.path, newest.saved_at) == (Letter(), None, 9.0)
    assert (older.letter, older.path, older.digest) == (simple_letter(), tmp_path / "thư.congvan", "digest")
    store.remove("b")
    store.discard(older.file)
    assert store.found() == []


def test_a_copy_of_a_running_process_is_not_offered(store: RecoveryStore) -> None:
    store.write("a", simple_letter(), None, "", 5.0)
    assert store.found() == []


@pytest.mark.parametrize("harm", ["empty", "cut", "bit", "random"])
def test_a_broken_copy_is_set_aside(store: RecoveryStore, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    orphaned(monkeypatch)
    store.write("good", Letter(), None, "", 5.0)
    store.write("bad", simple_letter(), None, "", 5.0)
    file = store.folder / "bad.recovery"
    data = file.read_bytes()
    harmed = {"empty": b"", "cut": data[:-5], "bit": data[:-9] + b"X" + data[-8:], "random": b"\xff\n\n\n"}
    file.write_bytes(harmed[harm])
    assert [copy.letter for copy in store.found()] == [Letter()]
    assert not file.exists()
    assert (store.folder / BROKEN_FOLDER / "bad.recovery").read_bytes() == harmed[harm]
    assert len(store.found()) == 1


def test_a_broken_copy_that_cannot_be_moved_is_left(store: RecoveryStore) -> None:
    store.folder.mkdir()
    (store.folder / "bad.recovery").write_bytes(b"x")
    (store.folder / BROKEN_FOLDER).touch()
    assert store.found() == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    store = RecoveryStore(tmp_path / "blocked" / "recovery")
    with pytest.raises(AppError, match="blocked"):
        store.write("a", Letter(), None, "", 1.0)
    assert store.found() == []
    store.remove("a")


# --- autosave


def change(draft: Draft, words: str) -> None:
    draft.apply(lambda letter: set_field(letter, ("subject",), words))


def copies(store: RecoveryStore) -> list[str]:
    return sorted(file.name for file in store.folder.glob("*.recovery"))


def test_a_copy_is_written_after_a_quiet_second(store: RecoveryStore, clock: Clock) -> None:
    draft = Draft(clock=clock)
    autosave = Autosave(draft, store, clock, clock)
    autosave.tick()
    change(draft, "a")
    pending = []
    for _ in range(2):
        clock.now += QUIET / 2
        autosave.tick()
        pending.append((autosave.is_pending, len(copies(store))))
    assert pending == [(True, 0), (False, 1)]
    assert copies(store) == [f"{draft.id}.recovery"]


def test_whoever_types_on_gets_a_copy_within_two_seconds(store: RecoveryStore, clock: Clock) -> None:
    draft = Draft(clock=clock)
    autosave = Autosave(draft, store, clock, clock)
    start = clock.now
    while copies(store) == []:
        change(draft, f"{clock.now}")
        clock.now += 0.25
        autosave.tick()
    assert clock.now - start <= 2.0
    assert LATEST < 2.0


def test_saving_and_closing_remove_the_copy(store: RecoveryStore, clock: Clock, tmp_path: Path) -> None:
    draft = Draft(clock=clock)
    autosave = Autosave(draft, store, clock, clock)
    change(draft, "a")
    autosave.write()
    old = draft.letter
    change(draft, "b")
    draft.mark_saved(old, tmp_path / "a.congvan", "d")
    assert copies(store) != []
    draft.mark_saved(draft.letter, tmp_path / "a.congvan", "d")
    assert copies(store) == []
    assert not autosave.is_pending
    change(draft, "c")
    autosave.write()
    autosave.close()
    assert copies(store) == []
    change(draft, "d")
    assert not autosave.is_pending


def test_undoing_everything_removes_the_copy(store: RecoveryStore, clock: Clock) -> None:
    draft = Draft(clock=clock)
    autosave = Autosave(draft, store, clock, clock)
    change(draft, "a")
    autosave.write()
    draft.undo()
    clock.now += QUIET
    autosave.tick()
    assert copies(store) == []


def test_a_full_disk_is_told_once_and_tried_again(
    store: RecoveryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(clock=clock)
    autosave = Autosave(draft, store, clock, clock)
    told: list[AppError | None] = []
    autosave.problem_changed.subscribe(told.append)
    change(draft, "a")
    with monkeypatch.context() as patched:
        fill_the_disk(patched)
        for _ in range(60):
            clock.now += RETRY / 40
            autosave.tick()
    assert len(told) == 1
    assert "đầy" in str(told[0])
    assert autosave.is_pending
    clock.now += RETRY
    autosave.tick()
    assert told[1:] == [None]
    assert copies(store) != []


# --- locks


def holder(machine: str = "may-khac", process: str = GONE, since: float = 1000.0) -> Holder:
    return Holder("lan", machine, process, since, "k")


def test_a_lock_stands_beside_the_letter_and_goes_again(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    lock = acquire(path, tmp_path / "data", 1.0)
    assert lock is not None
    assert lock.file.parent == tmp_path
    assert lock.notice == ""
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_whoever_comes_second_learns_who_has_the_letter_open(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    acquire(path, tmp_path / "data", 1000.0, holder())
    with pytest.raises(Question) as caught:
        acquire(path, tmp_path / "data", 1001.0)
    assert caught.value.answers == (Answer.READ_COPY,)
    opened = datetime.datetime.fromtimestamp(1000.0, datetime.UTC).astimezone()
    told = f"lan đang mở văn bản này trên máy may-khac từ {opened:%H:%M %d/%m/%Y}"
    assert told in str(caught.value)


def test_the_time_told_is_when_the_letter_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    lock = acquire(path, tmp_path, 1000.0, replace(holder(), opened=1000.0))
    assert lock is not None
    opened = lock.holder.time
    assert lock.renew(90_000.0).holder.time == opened
    with pytest.raises(Question, match=opened):
        acquire(path, tmp_path, 90_001.0)


@pytest.mark.parametrize("since", [float("nan"), float("inf"), -1e300])
def test_a_lock_of_no_time_is_told_all_the_same(tmp_path: Path, since: float) -> None:
    assert replace(holder(), since=since).time == "?"


def test_a_window_of_the_same_clerk_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    acquire(path, tmp_path, 1000.0)
    with pytest.raises(Question, match="một cửa sổ khác của chương trình"):
        acquire(path, tmp_path, 1001.0)


def test_a_lock_of_ones_own_crash_is_taken_over_silently(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    acquire(path, tmp_path, 1000.0, Holder("lan", "a", GONE, 1000.0, "k"))
    again = acquire(path, tmp_path, 1001.0, Holder("lan", "a", processes.own_token(), 1001.0, "m"))
    assert again is not None
    assert again.notice == ""


def test_a_lock_left_behind_is_taken_over_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    acquire(path, tmp_path, 1000.0, holder("a"))
    mine = acquire(path, tmp_path, 1001.0, Holder("tôi", "a", processes.own_token(), 1001.0, "m"))
    assert mine is not None
    assert "lan" in mine.notice
    later = acquire(path, tmp_path, 1002.0 + STALE_AFTER, holder("b"))
    assert later is not None
    mine.release()
    assert later.file.exists()
    later.release()
    assert not later.file.exists()


def test_a_renewed_lock_stays_young(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    lock = acquire(path, tmp_path, 1000.0, holder())
    assert lock is not None
    lock = lock.renew(1000.0 + STALE_AFTER)
    with pytest.raises(Question):
        acquire(path, tmp_path, 1001.0 + STALE_AFTER, holder("b"))
    lock.release()
    assert lock.renew(5.0) is lock


def test_a_lock_that_says_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    lock_files(path, tmp_path)[0].write_bytes(b"{}")
    assert acquire(path, tmp_path, 1.0) is not None


def test_in_a_folder_that_cannot_be_written_the_lock_stands_among_our_data(tmp_path: Path) -> None:
    path = tmp_path / "vanished" / "thư.congvan"
    lock = acquire(path, tmp_path / "data", 1.0)
    assert lock is not None
    assert lock.file.parent == tmp_path / "data"
    (tmp_path / "blocked").touch()
    assert acquire(path, tmp_path / "blocked", 1.0) is None


def test_a_lock_that_cannot_be_removed_leaves_the_letter_unlocked_there(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    beside = lock_files(path, tmp_path / "data")[0]
    (beside / "inside").mkdir(parents=True)
    lock = acquire(path, tmp_path / "data", 1.0)
    assert lock is not None
    assert lock.file.parent == tmp_path / "data"


def test_a_lock_that_cannot_be_rewritten_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = acquire(tmp_path / "thư.congvan", tmp_path, 1.0)
    assert lock is not None

    def refuse(path: Path, mode: str) -> IO[bytes]:
        if mode == "rb":
            return usual(path, "rb")
        raise PermissionError

    usual = Path.open
    monkeypatch.setattr(Path, "open", refuse)
    assert lock.renew(2.0) is lock


@pytest.mark.skipif(sys.platform != "win32", reason="the dot of its name hides it elsewhere")
def test_a_lock_is_out_of_sight_and_renewed_there(tmp_path: Path) -> None:
    lock = acquire(tmp_path / "thư.congvan", tmp_path, 1.0)
    assert lock is not None
    assert getattr(lock.file.stat(), "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    assert lock.renew(200_000.0).holder.since == 200_000.0
    lock.release()
    assert not lock.file.exists()


@pytest.mark.skipif(sys.platform != "win32", reason="names differ by their capitals elsewhere")
def test_a_file_is_one_however_its_name_is_written(tmp_path: Path) -> None:
    assert lock_files(tmp_path / "A.congvan", tmp_path) == lock_files(tmp_path / "a.CONGVAN", tmp_path)
    store = VersionStore(tmp_path / "versions")
    store.keep(tmp_path / "A.congvan", data("a"), 1.0)
    assert len(store.of(tmp_path / "a.CONGVAN")) == 1


def test_a_lock_that_another_program_reads_is_removed_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = acquire(tmp_path / "thư.congvan", tmp_path, 1.0)
    assert lock is not None
    usual, tries = Path.unlink, 0

    def held_at_first(path: Path, missing_ok: bool = False) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            error = PermissionError(13, "held")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise error
        usual(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held_at_first)
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_a_name_is_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert locking.this_user() == "?"


# --- versions


def data(words: str) -> bytes:
    return dumps(Letter(subject=words))


def test_the_last_ten_versions_are_kept_newest_first(tmp_path: Path) -> None:
    store, path = VersionStore(tmp_path / "versions"), tmp_path / "thư.congvan"
    for number in range(14):
        store.keep(path, data(str(number)), 1000.0 + number)
    versions = store.of(path)
    assert len(versions) == MOST_VERSIONS
    assert [store.open(version).letter.subject for version in versions][:2] == ["13", "12"]
    assert versions[0].saved_at == 1013.0
    assert store.of(tmp_path / "khác.congvan") == []
    store.forget(path)
    assert store.of(path) == []


def test_equal_states_are_one_version_and_clocks_may_go_back(tmp_path: Path) -> None:
    store, path = VersionStore(tmp_path / "versions"), tmp_path / "thư.congvan"
    store.keep(path, data("a"), 1000.0)
    store.keep(path, data("a"), 1001.0)
    store.keep(path, data("b"), 500.0)
    assert [store.open(version).letter.subject for version in store.of(path)] == ["b", "a"]


def test_versions_that_cannot_be_kept_hinder_nobody(tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    store = VersionStore(tmp_path / "blocked")
    store.keep(tmp_path / "a.congvan", data("a"), 1.0)
    assert store.of(tmp_path / "a.congvan") == []


def test_a_version_that_is_no_file_is_passed_over(tmp_path: Path) -> None:
    store, path = VersionStore(tmp_path / "versions"), tmp_path / "thư.congvan"
    store.keep(path, data("a"), 1.0)
    folder = store.of(path)[0].file.parent
    (folder / "999999999999999.congvan").mkdir()
    store.keep(path, data("b"), 2.0)
    store.forget(path)
    assert [version.file.is_dir() for version in store.of(path)] == [True]


# --- the disk


def test_a_change_by_others_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    digest = disk.write(path, data("a"), overwrite=False)
    disk.check_unchanged(path, digest)
    path.write_bytes(data("b"))
    with pytest.raises(Question) as caught:
        disk.check_unchanged(path, digest)
    assert caught.value.answers == (Answer.SAVE_AS, Answer.OVERWRITE, Answer.RELOAD)
    path.unlink()
    disk.check_unchanged(path, digest)


def test_a_file_that_is_there_is_a_question_and_a_folder_an_error(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    path.touch()
    with pytest.raises(Question) as caught:
        disk.write(path, b"x", overwrite=False)
    assert Answer.OVERWRITE in caught.value.answers
    with pytest.raises(AppError) as refused:
        disk.write(tmp_path, b"x", overwrite=True)
    assert not isinstance(refused.value, Question)
    with pytest.raises(AppError):
        disk.current_digest(tmp_path)
    with pytest.raises(AppError):
        disk.read(Path("a\0b"))
    assert disk.current_digest(path / "below") == disk.MISSING


def test_a_folder_that_cannot_be_listed_holds_nothing(
    store: RecoveryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, __: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "glob", refuse)
    assert store.found() == []
    assert VersionStore(tmp_path).of(tmp_path / "a.congvan") == []


def test_a_copy_that_cannot_be_deleted_is_left(store: RecoveryStore) -> None:
    (store.folder / "a.recovery").mkdir(parents=True)
    store.remove("a")
    assert (store.folder / "a.recovery").exists()


def test_where_the_system_tells_no_start_the_number_alone_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_started", lambda _: "")
    assert processes.is_running(f"{os.getpid()}:5")


def test_the_start_of_a_process_that_is_gone_is_unknown() -> None:
    assert processes._started(999_999_999) == ""


def test_a_lock_is_given_free_whichever_thread_renewed_it(tmp_path: Path) -> None:
    path, locks = tmp_path / "thu.congvan", tmp_path / "locks"
    lock = acquire(path, locks, 1000.0)
    assert lock is not None
    renewed = lock.renew(2000.0)
    lock.release()
    assert not lock.file.exists()
    assert renewed.renew(3000.0) is renewed
    assert not lock.file.exists()


def test_whoever_wants_a_lock_that_is_being_given_free_waits_for_it(tmp_path: Path) -> None:
    path, locks = tmp_path / "thu.congvan", tmp_path / "locks"
    lock = acquire(path, locks, 1000.0)
    assert lock is not None
    waiting: list[Callable[[], object]] = []
    lock.leave(waiting.append)
    found: list[Lock | None] = []
    thread = threading.Thread(target=lambda: found.append(acquire(path, locks, 1001.0)))
    thread.start()
    thread.join(0.1)
    assert found == []
    waiting[0]()
    thread.join(5)
    assert [one is not None for one in found] == [True]
