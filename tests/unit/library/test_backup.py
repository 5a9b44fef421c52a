"""Copies of the office's memory: by day, before dangerous deeds, and in one file for another computer."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.base.errors import AppError
from app.library import backup, schema
from app.library.agencies import Agencies
from app.library.agency import Agency
from app.library.backup import MOST_DAILY, Backups, Counts, Reason
from app.library.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A library with one agency."""
    database = Database(tmp_path / "data" / "library.db")
    Agencies(database).save(Agency(name="UBND xã Ea Kar"))
    with database.changing("letter_folder") as changes:
        changes.execute("INSERT INTO letter_folder VALUES ('D:/Công văn')")
    return database


def names(database: Database) -> list[str]:
    """The agencies it knows."""
    return [agency.name for agency in Agencies(database).all()]


def age(backups: Backups, days: int) -> None:
    """Make the newest daily copy so many days old."""
    newest = next(one for one in backups.all() if one.reason is Reason.DAILY)
    made = newest.made - datetime.timedelta(days=days)
    newest.path.rename(newest.path.with_name(f"library-{made:%Y-%m-%d-%H%M%S}-daily.db"))


def replaced(file: Path, statement: str, *values: object) -> None:
    """Change a file behind the program's back."""
    connection = sqlite3.connect(file)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


# --- every day


def test_the_first_use_of_a_day_makes_a_copy_and_the_next_does_not(database: Database) -> None:
    backups = Backups(database)
    path = backups.keep_daily({})
    assert path is not None
    assert backups.keep_daily({}) is None
    assert [one.path for one in backups.all()] == [path]


@pytest.fixture
def held_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that another program (a virus scanner) holds open, which Windows then does not delete."""

    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.exists() and path.suffix == ".db":
            raise PermissionError(13, "held", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)


@pytest.mark.usefixtures("held_open")
def test_an_old_copy_that_cannot_be_deleted_keeps_no_new_one_from_being_made(database: Database) -> None:
    backups = Backups(database)
    backups.keep_daily({})
    age(backups, 1)
    path = backups.keep_daily({})
    assert path is not None
    assert backups.all()[0].path == path
    assert len(backups.all()) == 2


@pytest.mark.usefixtures("held_open")
def test_a_restore_is_whole_although_old_copies_cannot_be_deleted(database: Database, tmp_path: Path) -> None:
    backups = Backups(database)
    backups.export(tmp_path / "a.saoluu", {}, moves=False)
    Agencies(database).save(Agency(name="B"))
    for _ in range(7):
        database.take(backups.restore(tmp_path / "a.saoluu", {}).turn)
    assert names(database) == ["UBND xã Ea Kar"]


def test_a_full_disk_takes_no_copy_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    backups = Backups(database)
    backups.keep_daily({})
    age(backups, 1)

    def full(*_: object, **__: object) -> None:
        raise AppError("base.disk_full", path="x")

    monkeypatch.setattr(backup, "write_atomic", full)
    with pytest.raises(AppError):
        backups.keep_daily({})
    assert len(backups.all()) == 1


def test_nothing_is_copied_where_nothing_was_kept(tmp_path: Path) -> None:
    backups = Backups(Database(tmp_path / "library.db"))
    assert backups.keep_daily({}) is None
    assert backups.all() == []


def test_nothing_is_copied_while_the_library_cannot_be_used(database: Database) -> None:
    database.close()
    replaced(database.file.path, f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    waiting = Database(database.file.path, aside=lambda *_: None)
    assert Backups(waiting).keep_daily({}) is None


def test_fourteen_days_are_kept(database: Database) -> None:
    backups = Backups(database)
    for number in range(MOST_DAILY + 3):
        Agencies(database).save(Agency(name=f"Cơ quan {number}"))
        for one in reversed(backups.all()):
            made = one.made - datetime.timedelta(days=1)
            one.path.rename(one.path.with_name(f"library-{made:%Y-%m-%d-%H%M%S}-daily.db"))
        assert backups.keep_daily({}) is not None
    kept = backups.all()
    assert len(kept) == MOST_DAILY
    assert kept[0].made.date() == datetime.datetime.now().astimezone().date()
    assert len({one.made.date() for one in kept}) == MOST_DAILY


def test_days_without_a_change_do_not_push_out_the_others(database: Database) -> None:
    backups = Backups(database)
    backups.keep_daily({})
    age(backups, 3)
    Agencies(database).save(Agency(name="B"))
    backups.keep_daily({})
    age(backups, 1)
    backups.keep_daily({})
    days = [(datetime.datetime.now().astimezone().date() - one.made.date()).days for one in backups.all()]
    assert days == [0, 3]


def test_broken_copies_are_not_counted(database: Database) -> None:
    backups = Backups(database)
    good = backups.keep_daily({})
    age(backups, 5)
    for day in range(1, 4):
        made = datetime.datetime.now().astimezone() - datetime.timedelta(days=day)
        (backups.folder / f"library-{made:%Y-%m-%d-%H%M%S}-daily.db").write_bytes(os.urandom(5000))
    assert good is not None
    newest = backups.newest_good()
    assert newest is not None
    assert (datetime.datetime.now().astimezone() - newest.made).days == 5


def test_other_files_in_the_folder_are_left_alone(database: Database) -> None:
    backups = Backups(database)
    backups.folder.mkdir()
    stranger = backups.folder / "library-2026-99-99-000000-daily.db"
    stranger.write_text("x")
    backups.keep_daily({})
    assert len(backups.all()) == 1
    assert stranger.exists()


def test_a_folder_that_cannot_be_made_is_told(database: Database) -> None:
    backups = Backups(database)
    backups.folder.write_text("in the way")
    with pytest.raises(AppError, match="thư mục sao lưu"):
        backups.keep_daily({})


# --- in one file


def test_one_file_carries_everything_and_the_settings(database: Database, tmp_path: Path) -> None:
    carried = tmp_path / "of the office.saoluu"
    Backups(database).export(carried, {"theme": "dark"}, moves=True)
    other = Database(tmp_path / "other" / "library.db")
    restored = Backups(other).restore(carried, {})
    other.take(restored.turn)
    assert restored.settings == {"theme": "dark"}
    assert restored.counts == Counts(agencies=1, contacts=0, templates=0, skeletons=0)
    assert restored.before is None
    assert names(other) == ["UBND xã Ea Kar"]
    assert names(Database(tmp_path / "other" / "library.db")) == ["UBND xã Ea Kar"]
    assert not other.read("SELECT name FROM sqlite_master WHERE name = 'kept'")


@pytest.mark.parametrize(("moves", "folders"), [(True, 0), (False, 1)])
def test_folders_of_this_computer_do_not_move(
    database: Database, tmp_path: Path, moves: bool, folders: int
) -> None:
    carried = tmp_path / "x.saoluu"
    Backups(database).export(carried, {}, moves=moves)
    assert (b"D:/C" in carried.read_bytes()) is not moves
    other = Database(tmp_path / "other.db")
    other.take(Backups(other).restore(carried, {}).turn)
    assert len(other.read("SELECT * FROM letter_folder")) == folders


def test_what_was_there_is_kept_before_a_restore_and_can_come_back(
    database: Database, tmp_path: Path
) -> None:
    backups = Backups(database)
    carried = tmp_path / "x.saoluu"
    backups.export(carried, {}, moves=False)
    Agencies(database).save(Agency(name="Mới"))
    told: list[str] = []
    database.changed.subscribe(told.append)
    restored = backups.restore(carried, {})
    database.take(restored.turn)
    assert names(database) == ["UBND xã Ea Kar"]
    assert {"agency", "contact", "template", "skeleton", "place"} <= set(told)
    assert restored.before is not None
    database.take(backups.restore(restored.before, {}).turn)
    assert names(database) == ["UBND xã Ea Kar", "Mới"]


def test_another_window_sees_what_was_restored(database: Database, tmp_path: Path) -> None:
    backups = Backups(database)
    carried = tmp_path / "x.saoluu"
    backups.export(carried, {}, moves=False)
    Agencies(database).save(Agency(name="Mới"))
    other = Database(database.file.path)
    database.take(backups.restore(carried, {}).turn)
    other.exchange()
    assert names(other) == ["UBND xã Ea Kar"]
    Agencies(other).save(Agency(name="Sau"))
    database.exchange()
    assert names(database) == ["UBND xã Ea Kar", "Sau"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "foreign"),
        (b"PK\x03\x04" + bytes(5000), "damaged"),
        ("Văn bản".encode() * 400, "damaged"),
        (None, "unreadable"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    database: Database, tmp_path: Path, content: bytes | None, key: str
) -> None:
    path = tmp_path / "x.saoluu"
    if content is not None:
        path.write_bytes(content)
    before = database.file.path.read_bytes()
    with pytest.raises(AppError) as caught:
        Backups(database).restore(path, {})
    assert caught.value.key == f"library.backup_{key}"
    assert path.name in str(caught.value)
    assert database.file.path.read_bytes() == before
    assert Backups(database).all() == []


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        (f"PRAGMA user_version = {len(schema.STEPS) + 1}", "newer"),
        ("PRAGMA application_id = 5", "foreign"),
        ("DROP TABLE contact", "damaged"),
        ("CREATE VIEW trick AS SELECT * FROM agency", "foreign"),
        ("CREATE TRIGGER trick AFTER INSERT ON agency BEGIN DELETE FROM contact; END", "foreign"),
    ],
)
def test_a_backup_that_is_not_right_is_refused(
    database: Database, tmp_path: Path, statement: str, key: str
) -> None:
    path = tmp_path / "x.saoluu"
    Backups(database).export(path, {}, moves=False)
    replaced(path, statement)
    with pytest.raises(AppError) as caught:
        Backups(database).restore(path, {})
    assert caught.value.key == f"library.backup_{key}"
    assert names(database) == ["UBND xã Ea Kar"]


@pytest.mark.parametrize("kept", ["no json", "[1]", b"\xff"])
def test_settings_that_cannot_be_read_do_not_stop_a_restore(
    database: Database, tmp_path: Path, kept: str | bytes
) -> None:
    path = tmp_path / "x.saoluu"
    Backups(database).export(path, {"theme": "dark"}, moves=False)
    replaced(path, "UPDATE kept SET data = ?", kept)
    restored = Backups(database).restore(path, {})
    database.take(restored.turn)
    assert restored.settings is None
    assert restored.counts.agencies == 1


def test_a_broken_library_is_put_aside_when_a_copy_is_restored(database: Database) -> None:
    Backups(database).keep_daily({})
    database.close()
    file = database.file.path
    broken = b"\xff" * 9000
    file.write_bytes(broken)
    errors: list[AppError] = []

    def aside(
        work: Callable[[], Any], done: Callable[[Any], None], error: Callable[[AppError], None]
    ) -> None:
        try:
            done(work())
        except AppError as caught:
            errors.append(caught)
            error(caught)

    again = Database(file, aside=aside)
    assert [error.key for error in errors] == ["library.damaged"]
    backups = Backups(again)
    newest = backups.newest_good()
    assert newest is not None
    again.take(backups.restore(newest.path, {}).turn)
    assert again.trouble is None
    assert again.is_ready
    assert names(again) == names(Database(file)) == ["UBND xã Ea Kar"]
    (put_aside,) = file.parent.glob("library-*-aside.db")
    assert put_aside.read_bytes() == broken


def test_one_can_begin_anew_and_the_broken_file_stays(database: Database) -> None:
    database.close()
    file = database.file.path
    file.write_bytes(b"\xff" * 9000)
    later = Database(file, aside=lambda *_: None)
    later.take(Backups(later).start_empty())
    assert names(later) == []
    assert names(Database(file)) == []
    assert len(list(file.parent.glob("library-*-aside.db"))) == 1
