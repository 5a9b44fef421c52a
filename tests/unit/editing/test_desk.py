"""Opening, saving, recovering and closing drafts, on good days and bad ones."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.editing.commands.fields import set_field
from app.editing.desk import RENEW_AFTER, Desk
from app.editing.disk import Seen
from app.editing.draft import Draft
from app.editing.locking import Holder, acquire
from app.editing.opening import open_file
from app.editing.processes import own_token
from app.editing.questions import Answer, Question
from app.letter.file import dumps, load
from app.letter.model import Letter, Secrecy
from app.rules.load import load_rulebook
from app.settings.paths import HOME_VARIABLE, Paths, find_paths
from app.word.write import write_letter
from tests.support.letters import simple_letter

RULES = load_rulebook()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({HOME_VARIABLE: str(tmp_path / "data")})


@pytest.fixture
def desk(paths: Paths) -> Desk:
    return Desk(paths)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A letter on the disk."""
    path = tmp_path / "thư.congvan"
    path.write_bytes(dumps(simple_letter()))
    return path


def change(draft: Draft, words: str) -> None:
    draft.apply(lambda letter: set_field(letter, ("subject",), words))


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.is_file()}


def colleague(path: Path, desk: Desk) -> None:
    """Someone on another machine opens the file."""
    acquire(
        path,
        desk.paths.locks,
        desk.wall_clock(),
        Holder("lan", "may-khac", own_token(), desk.wall_clock(), "k"),
    )


def test_a_letter_is_opened_changed_saved_and_closed(desk: Desk, path: Path) -> None:
    draft, notices = desk.open(path)
    assert notices == ()
    assert draft.letter == simple_letter()
    assert not draft.is_dirty
    change(draft, "mới")
    desk.save(draft)
    assert load(path).letter.subject == "mới"
    assert not draft.is_dirty
    assert desk.seen_on_disk(draft) is Seen.SAME
    desk.close(draft)
    assert desk.drafts == ()
    assert names(path.parent) == {path.name}


def test_the_same_file_is_opened_once(desk: Desk, path: Path) -> None:
    draft, _ = desk.open(path)
    assert desk.open(path.parent / "." / path.name)[0] is draft


def test_a_new_draft_gets_its_file_by_save_as(desk: Desk, tmp_path: Path) -> None:
    draft = desk.new()
    assert not draft.is_dirty
    with pytest.raises(ValueError, match="save_as"):
        desk.save(draft)
    with pytest.raises(ValueError, match="path"):
        desk.reload(draft)
    desk.save_as(draft, tmp_path / "Mới")
    assert draft.path == tmp_path / "Mới.congvan"
    desk.save_as(draft, tmp_path / "Khác.congvan")
    assert names(tmp_path) == {"Mới.congvan", "Khác.congvan", ".~Khác.congvan.lock"}
    with pytest.raises(Question) as caught:
        desk.save_as(draft, tmp_path / "Mới.congvan")
    assert Answer.OVERWRITE in caught.value.answers
    assert names(tmp_path) == {"Mới.congvan", "Khác.congvan", ".~Khác.congvan.lock"}
    desk.save_as(draft, tmp_path / "Mới.congvan", overwrite=True)
    assert names(tmp_path) == {"Mới.congvan", "Khác.congvan", ".~Mới.congvan.lock"}


def test_a_change_on_the_disk_is_a_question_with_three_answers(desk: Desk, path: Path) -> None:
    draft, _ = desk.open(path)
    path.write_bytes(dumps(Letter(subject="của người khác")))
    change(draft, "của tôi")
    assert desk.seen_on_disk(draft) is Seen.CHANGED
    with pytest.raises(Question) as caught:
        desk.save(draft)
    assert Answer.RELOAD in caught.value.answers
    assert load(path).letter.subject == "của người khác"
    desk.reload(draft)
    assert draft.letter.subject == "của người khác"
    assert not draft.is_dirty
    draft.undo()
    assert draft.letter.subject == "của tôi"
    desk.save(draft, overwrite=True)
    assert load(path).letter.subject == "của tôi"
    assert [desk.versions.open(one).letter.subject for one in desk.versions.of(path)] == [
        "của tôi",
        "của người khác",
    ]


def test_a_letter_that_a_colleague_has_open_can_only_be_copied(desk: Desk, path: Path) -> None:
    colleague(path, desk)
    with pytest.raises(Question, match="lan đang mở"):
        desk.open(path)
    assert desk.drafts == ()
    draft = desk.new(open_file(path).letter)
    assert draft.path is None
    assert draft.letter == simple_letter()
    assert draft.is_dirty
    with pytest.raises(Question, match="lan đang mở"):
        desk.save_as(draft, path, overwrite=True)


def test_a_file_that_a_colleague_has_open_is_not_saved_over(desk: Desk, path: Path) -> None:
    colleague(path, desk)
    before = path.read_bytes()
    draft = desk.new(simple_letter())
    with pytest.raises(Question, match="trên máy may-khac từ") as caught:
        desk.save_as(draft, path, overwrite=True)
    assert caught.value.answers == (Answer.SAVE_AS,)
    assert path.read_bytes() == before


def test_earlier_states_open_as_new_drafts(desk: Desk, path: Path) -> None:
    draft, _ = desk.open(path)
    change(draft, "mới")
    desk.save(draft)
    old = desk.versions.of(path)[-1]
    again = desk.new(desk.versions.open(old).letter)
    assert again.letter == simple_letter()
    assert again.path is None


def test_a_slow_disk_is_saved_to_elsewhere_while_typing_goes_on(desk: Desk, path: Path) -> None:
    draft, _ = desk.open(path)
    change(draft, "một")
    job = desk.save_job(draft, path)
    change(draft, "hai")
    job.run()
    desk.saved(draft, job)
    assert load(path).letter.subject == "một"
    assert draft.is_dirty


def test_a_secret_letter_leaves_no_versions(desk: Desk, path: Path) -> None:
    draft, _ = desk.open(path)
    change(draft, "thường")
    desk.save(draft)
    assert len(desk.versions.of(path)) == 2
    draft.apply(lambda letter: replace(letter, secrecy=Secrecy.SECRET))
    desk.save(draft)
    assert desk.versions.of(path) == []
    draft.apply(lambda letter: replace(letter, secrecy=Secrecy.NONE))
    desk.save(draft)
    assert len(desk.versions.of(path)) == 1
    change(draft, "sửa")
    desk.autosave_of(draft).write()
    desk.close(draft)
    assert not list(desk.paths.recovery.glob("*.recovery"))


def crashed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """What is there after a crash: copies of a process that is gone, and a new desk."""
    with monkeypatch.context() as patched:
        patched.setattr("app.editing.recovery.own_token", lambda: "999999999:1")
        desk.write_recovery()
    for lock in desk._locks.values():
        lock.release()
    return Desk(desk.paths)


def test_after_a_crash_the_letter_is_offered_with_its_file(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "chưa lưu")
    again = crashed(desk, monkeypatch)
    (found,) = again.recovery.found()
    recovered = again.recover(found)
    assert (recovered.letter.subject, recovered.path) == ("chưa lưu", path)
    assert recovered.is_dirty
    assert again.recovery.found() == []
    assert len(list(again.paths.recovery.glob("*.recovery"))) == 1
    again.save(recovered)
    assert load(path).letter.subject == "chưa lưu"
    assert not list(again.paths.recovery.glob("*.recovery"))


def test_a_recovered_letter_whose_file_a_colleague_has_is_one_of_its_own(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "chưa lưu")
    again = crashed(desk, monkeypatch)
    colleague(path, again)
    recovered = again.recover(again.recovery.found()[0])
    assert recovered.path is None
    assert recovered.letter.subject == "chưa lưu"


def test_a_recovered_letter_whose_file_a_colleague_has_says_why(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "chưa lưu")
    again = crashed(desk, monkeypatch)
    colleague(path, again)
    (told,) = again.salvage(again.recovery.found()[0]).notices
    assert "văn bản riêng" in told
    assert "lan" in told


def test_two_crashes_lose_nothing(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, _ = desk.open(path)
    change(draft, "một")
    first = crashed(desk, monkeypatch)
    recovered = first.recover(first.recovery.found()[0])
    change(recovered, "hai")
    change(first.new(), "ba")
    second = crashed(first, monkeypatch)
    found = {copy.letter.subject: copy.path for copy in second.recovery.found()}
    assert found == {"hai": path, "ba": None}


def test_a_letter_with_an_unsaved_copy_is_opened_with_it(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "chưa lưu")
    change(desk.new(), "thư khác")
    again = crashed(desk, monkeypatch)
    prepared = again.prepare(path)
    assert prepared.unsaved is not None
    assert prepared.unsaved.letter.subject == "chưa lưu"
    assert prepared.others == 1


def test_a_copy_that_says_what_the_file_says_is_not_offered(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "chưa lưu")
    again = crashed(desk, monkeypatch)
    path.write_bytes(dumps(draft.letter))
    prepared = again.prepare(path)
    assert (prepared.unsaved, prepared.others) == (None, 0)


def test_a_letter_open_for_days_stays_locked(paths: Paths, path: Path) -> None:
    now = [1_000_000.0]
    desk = Desk(paths, clock=lambda: now[0], wall_clock=lambda: now[0])
    desk.open(path)
    for _ in range(60):
        now[0] += RENEW_AFTER
        desk.tick()
    with pytest.raises(Question, match="đang mở"):
        acquire(path, paths.locks, now[0], Holder("lan", "may-khac", own_token(), now[0], "k"))


def test_the_old_copy_stays_while_no_new_one_can_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(desk.new(), "chưa lưu")
    again = crashed(desk, monkeypatch)
    (found,) = again.recovery.found()
    with monkeypatch.context() as patched:
        fill_the_disk(patched)
        assert again.recover(found).letter.subject == "chưa lưu"
    assert found.file.exists()


def test_ticks_write_copies_unless_autosave_is_off(paths: Paths) -> None:
    now = [0.0]
    for on in (False, True):
        desk = Desk(paths, clock=lambda: now[0], autosave_on=on)
        draft = desk.new()
        change(draft, "a")
        now[0] += 5
        desk.tick()
        assert bool(list(paths.recovery.glob("*.recovery"))) is on


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def test_a_full_disk_leaves_the_old_file_and_a_dirty_draft(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, _ = desk.open(path)
    change(draft, "mới")
    with monkeypatch.context() as patched:
        fill_the_disk(patched)
        with pytest.raises(AppError, match="đầy"):
            desk.save(draft)
        with pytest.raises(AppError, match="đầy"):
            desk.save_as(draft, path.with_name("khác.congvan"))
    assert load(path).letter == simple_letter()
    assert draft.is_dirty
    assert names(path.parent) == {path.name, f".~{path.name}.lock"}


def test_a_folder_that_vanished_is_told_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    path = stick / "thư.congvan"
    path.write_bytes(dumps(simple_letter()))
    draft, _ = desk.open(path)
    change(draft, "mới")
    stick.rename(tmp_path / "gone")
    with pytest.raises(AppError, match="usb"):
        desk.save(draft)
    assert draft.is_dirty
    assert desk.seen_on_disk(draft) is Seen.GONE
    desk.save_as(draft, tmp_path / "khác.congvan")
    assert load(tmp_path / "khác.congvan").letter.subject == "mới"
    desk.close(draft)


def test_a_read_only_folder_is_told(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def read_only(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if self.parent == path.parent and mode != "rb":
            raise PermissionError(errno.EACCES, "read-only")
        return real(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", read_only)
    draft, notices = desk.open(path)
    assert notices == ()
    assert desk._locks[draft.id].file.parent == desk.paths.locks
    change(draft, "mới")
    with pytest.raises(AppError, match="Không được phép ghi"):
        desk.save(draft)
    assert draft.is_dirty


def test_where_no_lock_can_be_written_the_clerk_is_told(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.editing.locking._created", lambda *_: False)
    _, notices = desk.open(path)
    assert "ghi đè lên nhau" in notices[0]


def test_taking_over_a_lock_is_told(desk: Desk, path: Path) -> None:
    acquire(path, desk.paths.locks, 5.0, Holder("lan", "may-khac", own_token(), 5.0, "k"))
    _, notices = desk.open(path)
    assert "lan" in notices[0]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"kind": "congvan"}'])
def test_nonsense_is_told_and_leaves_no_lock(desk: Desk, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(AppError, match="thư"):
        desk.open(path)
    assert names(path.parent) == {path.name}


# --- files of other kinds


def word_file(tmp_path: Path, change: tuple[bytes, bytes] = (b"", b"")) -> Path:
    package = write_letter(simple_letter(), RULES).package
    parts = dict(package.parts)
    parts["word/document.xml"] = parts["word/document.xml"].replace(*change)
    path = tmp_path / "thư.docx"
    path.write_bytes(replace(package, parts=parts).to_zip())
    return path


def test_our_own_word_file_opens_as_its_letter(desk: Desk, tmp_path: Path) -> None:
    draft, notices = desk.open(word_file(tmp_path))
    assert draft.letter == simple_letter()
    assert notices == ()
    assert draft.path is None
    assert draft.is_dirty


def test_a_word_file_changed_since_says_so(tmp_path: Path) -> None:
    words = "kết quả".encode()
    opened = open_file(word_file(tmp_path, (words, "hậu quả".encode())))
    assert "sửa trong Word" in opened.notices[0]
    assert opened.letter == simple_letter()


def test_a_strange_word_file_is_told(tmp_path: Path) -> None:
    package = write_letter(simple_letter(), RULES).package
    parts = {name: data for name, data in package.parts.items() if not name.startswith("customXml")}
    path = tmp_path / "lạ.docx"
    path.write_bytes(replace(package, parts=parts).to_zip())
    with pytest.raises(AppError, match="không phải do chương trình này"):
        open_file(path)


def test_files_that_are_none_of_ours_are_told(tmp_path: Path) -> None:
    for name in ("a.pdf", "a", "không có.docx", "không có.congvan"):
        with pytest.raises(AppError, match=name):
            open_file(tmp_path / name)
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(AppError, match=r"b\.docx"):
        open_file(tmp_path / "b.docx")
    (tmp_path / "c.docx").write_bytes(b"x")
    with pytest.raises(AppError, match=r"c\.docx"):
        open_file(tmp_path / "c.docx")


def test_what_was_put_right_while_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.congvan"
    path.write_bytes(dumps(Letter(subject="XX")).replace(b"XX", b"X\\u0001X"))
    assert len(open_file(path).notices) == 1


def test_many_drafts_are_open_side_by_side(desk: Desk, path: Path, tmp_path: Path) -> None:
    blank = desk.new()
    other = tmp_path / "khác.congvan"
    other.write_bytes(dumps(Letter()))
    first, second = desk.open(path)[0], desk.open(other)[0]
    assert list(desk.drafts) == [blank, first, second]
    assert desk.open(other)[0] is second
    desk.close(first)
    assert list(desk.drafts) == [blank, second]
