"""The office's memory: memory first, file behind, several windows, every bad day of its file."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.base.errors import AppError
from app.library import schema, store_file
from app.library.agencies import Agencies
from app.library.agency import Agency
from app.library.backup import Backups
from app.library.database import Database
from app.library.store_file import StoreFile
from tests.support.unprivileged import as_nobody, close_to_writing, folder_of_nobody


class Later:
    """Work that is done when the test says so, as a slow drive would."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[AppError], None]]] = []

    def __call__(
        self,
        operation: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[AppError], None],
    ) -> None:
        self.waiting.append((operation, on_done, on_error))

    def finish(self) -> None:
        """Until nothing waits."""
        while self.waiting:
            operation, on_done, on_error = self.waiting.pop(0)
            try:
                result = operation()
            except AppError as error:
                on_error(error)
            else:
                on_done(result)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library that does not exist yet."""
    return tmp_path / "data" / "library.db"


def names(database: Database) -> list[str]:
    """The agencies it knows."""
    return [agency.name for agency in Agencies(database).all()]


def add(database: Database, name: str) -> Agency:
    """Keep an agency of this name."""
    return Agencies(database).save(Agency(name=name))


def trouble(database: Database) -> str:
    """What it has to say of its file."""
    return "" if database.trouble is None else database.trouble.key


def filled(file: Path, *agencies: str) -> None:
    """A file with these agencies."""
    database = Database(file)
    for name in agencies:
        add(database, name)
    database.close()


def on_disk(file: Path) -> int:
    """How many agencies another program finds in the file."""
    connection = sqlite3.connect(file)
    try:
        return int(connection.execute("SELECT count(*) FROM agency").fetchone()[0])
    finally:
        connection.close()


def test_nothing_is_made_before_something_is_kept(file: Path) -> None:
    Database(file).close()
    assert not file.parent.exists()


def test_what_was_kept_is_there_after_a_start(file: Path) -> None:
    filled(file, "UBND xã Ea Kar", "Trường THCS Nguyễn Trãi")
    assert names(Database(file)) == ["UBND xã Ea Kar", "Trường THCS Nguyễn Trãi"]


def test_an_exception_takes_back_the_whole_transaction(file: Path) -> None:
    database = Database(file)
    add(database, "A")
    with pytest.raises(sqlite3.OperationalError):
        _forget_all_and_fail(database)
    assert names(database) == ["A"]
    assert names(Database(file)) == ["A"]


def _forget_all_and_fail(database: Database) -> None:
    with database.changing("agency") as changes:
        changes.execute("DELETE FROM agency")
        changes.execute("DELETE FROM nowhere")


def test_many_rows_come_in_one_transaction(file: Path) -> None:
    database = Database(file)
    with database.changing("letter_folder") as changes:
        changes.executemany("INSERT INTO letter_folder VALUES (?)", [("a",), ("b",)])
        assert changes.execute("SELECT count(*) FROM letter_folder").fetchone()[0] == 2
    assert len(Database(file).read("SELECT * FROM letter_folder")) == 2


def test_the_file_is_one_file(file: Path) -> None:
    filled(file, "A")
    assert [path.name for path in file.parent.iterdir()] == ["library.db"]


def test_what_was_removed_stays_nowhere_in_the_file(file: Path) -> None:
    database = Database(file)
    agency = add(database, "Tên cần quên hẳn")
    Agencies(database).remove(agency.id)
    database.close()
    assert "Tên cần quên hẳn".encode() not in file.read_bytes()


# --- two windows


def test_two_windows_see_what_the_other_keeps(file: Path) -> None:
    one, other = Database(file), Database(file)
    told: list[str] = []
    add(one, "A")
    other.changed.subscribe(told.append)
    other.exchange()
    assert names(other) == ["A"]
    assert "agency" in told
    told.clear()
    other.exchange()
    assert told == []
    add(other, "B")
    one.exchange()
    assert names(one) == ["A", "B"]


def test_only_the_tables_that_changed_are_told(file: Path) -> None:
    filled(file, "A")
    one, other = Database(file), Database(file)
    told: list[str] = []
    other.changed.subscribe(told.append)
    with one.changing("letter_folder") as changes:
        changes.execute("INSERT INTO letter_folder VALUES ('C:/x')")
    other.exchange()
    assert told == ["letter_folder"]


def test_windows_that_write_at_once_lose_nothing(file: Path) -> None:
    first, second = Later(), Later()
    one, other = Database(file, aside=first), Database(file, aside=second)
    first.finish()
    second.finish()
    add(one, "A")
    add(other, "B")
    first.finish()
    second.finish()
    one.exchange()
    first.finish()
    assert sorted(names(one)) == sorted(names(other)) == ["A", "B"]


def test_a_change_that_another_window_made_impossible_is_told(file: Path) -> None:
    later = Later()
    one = Database(file)
    other = Database(file, aside=later)
    later.finish()
    for database, order in ((one, 1), (other, 2)):
        with database.changing("contact_group") as changes:
            changes.execute("INSERT INTO contact_group VALUES ('Các sở', 'cac so', ?)", (order,))
    told: list[AppError | None] = []
    other.trouble_changed.subscribe(told.append)
    later.finish()
    assert told[0] is not None
    assert told[0].key == "library.refused"
    assert other.read("SELECT position FROM contact_group")[0][0] == 1


def test_many_processes_write_one_file(file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.library.database import Database\n"
        "from app.library.agencies import Agencies; from app.library.agency import Agency\n"
        "database = Database(Path(sys.argv[1])); agencies = Agencies(database)\n"
        "[agencies.save(Agency(name=f'{sys.argv[2]} {n}')) for n in range(15)]; database.close()"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(file), str(number)]) for number in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(names(Database(file))) == 45


def test_a_file_locked_for_long_is_told_and_written_later(file: Path) -> None:
    filled(file, "A")
    later = Later()
    database = Database(file, aside=later)
    database.file._busy_seconds = 0.1
    later.finish()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    add(database, "B")
    later.finish()
    assert trouble(database) == "library.locked"
    assert names(database) == ["A", "B"]
    other.execute("ROLLBACK")
    other.close()
    database.exchange()
    later.finish()
    assert trouble(database) == ""
    assert on_disk(file) == 2


def test_a_locked_file_at_the_start_is_not_waited_for_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file, "A")
    monkeypatch.setattr(store_file.StoreFile.__init__, "__defaults__", (0.1,))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(AppError) as caught:
        Database(file)
    other.close()
    assert caught.value.key == "library.locked"


# --- the drive is slow or gone


def test_while_the_drive_is_slow_work_goes_on_in_memory(file: Path) -> None:
    filled(file, "A")
    later = Later()
    database = Database(file, aside=later)
    ready: list[None] = []
    database.ready.subscribe(ready.append)
    assert names(database) == []
    add(database, "B")
    assert names(database) == ["B"]
    assert not ready
    later.finish()
    assert ready == [None]
    assert sorted(names(database)) == ["A", "B"]
    assert on_disk(file) == 2


def test_a_vanished_drive_is_told_and_everything_written_when_it_is_back(file: Path) -> None:
    filled(file, "A")
    database = Database(file)
    away = file.parent.rename(file.parent.with_name("away"))
    with pytest.raises(AppError) as caught:
        add(database, "B")
    assert caught.value.key == "library.unreachable"
    assert not file.parent.exists()
    assert names(database) == ["A", "B"]
    away.rename(file.parent)
    database.exchange()
    assert database.trouble is None
    assert on_disk(file) == 2


def test_a_deleted_file_is_written_again(file: Path) -> None:
    database = Database(file)
    add(database, "A")
    file.unlink()
    add(database, "B")
    assert names(Database(file)) == ["A", "B"]


def test_a_file_spoilt_while_we_work_is_put_aside_and_written_again(file: Path) -> None:
    database = Database(file)
    add(database, "A")
    file.write_bytes(b"\xff" * 9000)
    add(database, "B")
    assert database.trouble is None
    assert names(Database(file)) == ["A", "B"]
    assert len(list(file.parent.glob("library-*-aside.db"))) == 1


def test_a_spoilt_file_that_another_program_holds_is_put_aside_when_it_is_free(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(file)
    add(database, "A")
    file.write_bytes(b"\xff" * 9000)

    def held(path: Path, target: Path) -> None:
        # As Windows does with a file that is open somewhere.
        raise PermissionError(13, "held", str(path), None, str(target))

    with monkeypatch.context() as windows:
        windows.setattr(Path, "replace", held)
        with pytest.raises(AppError) as caught:
            add(database, "B")
    assert caught.value.key == "library.unreachable"
    assert names(database) == ["A", "B"]
    database.exchange()
    assert names(Database(file)) == ["A", "B"]


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    filled(file, "A")
    database = Database(file)
    before = file.read_bytes()

    class Full(sqlite3.Connection):
        def __init__(self, path: str | Path, *others: object, **more: object) -> None:
            super().__init__(path, *others, **more)  # type: ignore[arg-type]
            if path != ":memory:":
                self.execute(f"PRAGMA max_page_count = {len(before) // 4096}")

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Full))
        with pytest.raises(AppError) as caught:
            add(database, "B" * 9000)
    assert caught.value.key == "base.disk_full"
    assert file.read_bytes() == before
    assert "spoilt" not in caplog.text
    assert len(names(database)) == 2
    database.exchange()
    assert len(names(Database(file))) == 2


@pytest.mark.parametrize("is_held", [False, True])
def test_a_journal_goes_with_its_file_or_stays_with_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, is_held: bool
) -> None:
    filled(file, "A")
    journal = file.with_name("library.db-journal")
    journal.write_bytes(b"journal")
    usual = Path.replace

    def held(path: Path, target: Path) -> Path:
        if path == file and is_held:
            raise PermissionError(13, "held", str(path), None, str(target))
        return usual(path, target)

    monkeypatch.setattr(Path, "replace", held)
    if is_held:
        with pytest.raises(AppError):
            StoreFile(file, file.parent).put_aside()
        assert sorted(file.parent.iterdir()) == [file, journal]
    else:
        aside = StoreFile(file, file.parent).put_aside()
        assert sorted(file.parent.iterdir()) == [aside, aside.with_name(f"{aside.name}-journal")]


def test_no_connection_stays_open_between_two_exchanges(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows neither renames nor deletes a file that is open.
    opened: list[sqlite3.Connection] = []

    class Noted(sqlite3.Connection):
        def __init__(self, path: str | Path, *others: object, **more: object) -> None:
            super().__init__(path, *others, **more)  # type: ignore[arg-type]
            if path != ":memory:":
                opened.append(self)

    connect = functools.partial(sqlite3.connect, factory=Noted)
    monkeypatch.setattr(sqlite3, "connect", connect)
    database = Database(file)
    add(database, "A")
    file.write_bytes(b"\xff" * 9000)
    add(database, "B")
    assert len(opened) > 2
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_a_folder_without_permission_is_told() -> None:
    with folder_of_nobody() as folder, as_nobody():
        file = folder / "data" / "library.db"
        filled(file, "A")
        close_to_writing(file.parent)
        database = Database(file)
        with pytest.raises(AppError) as caught:
            add(database, "B")
        assert caught.value.key == "library.read_only"
        assert names(database) == ["A", "B"]
        with pytest.raises(AppError) as not_copied:
            Backups(database).keep_daily({})
        assert not_copied.value.key == "library.backup_folder"
        assert on_disk(file) == 1
        # Once it may be written again, nothing is lost.
        file.parent.chmod(0o755)
        file.chmod(0o644)
        database.exchange()
        assert on_disk(file) == 2


def test_a_folder_that_nobody_may_look_into_is_told() -> None:
    with folder_of_nobody() as folder, as_nobody():
        file = folder / "data" / "library.db"
        filled(file, "A")
        file.parent.chmod(0)
        with pytest.raises(AppError) as caught:
            Database(file)
        file.parent.chmod(0o755)
    assert caught.value.key == "library.unreachable"


def test_an_older_library_that_may_not_be_written_is_told_and_left_alone() -> None:
    with folder_of_nobody() as folder, as_nobody():
        file = folder / "data" / "library.db"
        filled(file, "A")
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 0")
        before = file.read_bytes()
        close_to_writing(file.parent)
        with pytest.raises(AppError) as caught:
            Database(file)
        assert file.read_bytes() == before
    assert caught.value.key in {"library.read_only", "library.unreachable"}


def test_a_file_in_the_place_of_the_folder_is_told(file: Path) -> None:
    file.parent.write_bytes(b"")
    with pytest.raises(AppError, match="Không tới được"):
        # Windows finds nothing there until something is to be written.
        add(Database(file), "UBND xã Ea Kar")


def test_writing_from_a_thread_takes_over_what_another_window_wrote(file: Path) -> None:
    later = Later()
    database = Database(file, aside=later)
    later.finish()
    filled(file, "A")
    add(database, "B")
    database.write()
    database.take_written()
    assert not database.is_waiting
    assert sorted(names(database)) == ["A", "B"]
    later.finish()
    assert sorted(names(database)) == ["A", "B"]
    assert on_disk(file) == 2


def test_what_comes_from_a_thread_after_the_end_is_left(file: Path) -> None:
    later = Later()
    database = Database(file, aside=later)
    database.close()
    later.finish()
    assert not database.is_ready


def test_answers_of_threads_that_come_in_the_wrong_order_lose_nothing(file: Path) -> None:
    later = Later()
    database = Database(file, aside=later)
    later.finish()
    filled(file, "A")
    database.exchange()
    operation, on_done, _ = later.waiting.pop()
    slow = operation()
    add(database, "B")
    database.write()
    database.take_written()
    on_done(slow)
    later.finish()
    assert sorted(names(database)) == ["A", "B"]
    assert on_disk(file) == 2


# --- the file is not as it should be


def test_a_newer_version_is_neither_opened_nor_overwritten(file: Path) -> None:
    filled(file, "A")
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    later = Later()
    database = Database(file, aside=later)
    later.finish()
    add(database, "B")
    later.finish()
    assert database.trouble is not None
    assert database.trouble.key == "library.newer"
    assert not database.is_ready
    assert names(database) == ["B"]
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["noise", "page", "cut", "text"])
def test_a_broken_file_is_told_and_left_alone(file: Path, damage: str) -> None:
    filled(file, *(f"Cơ quan số {number} " + "x" * 500 for number in range(60)))
    data = bytearray(file.read_bytes())
    if damage == "noise":
        data[:] = os.urandom(len(data))
    elif damage == "page":
        root = sqlite3.connect(file)
        page = root.execute("SELECT rootpage FROM sqlite_master WHERE name = 'agency'").fetchone()[0]
        root.close()
        data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    elif damage == "cut":
        del data[len(data) // 2 :]
    else:
        data[:] = "Đây là một tệp văn bản.".encode() * 30
    file.write_bytes(data)
    with pytest.raises(AppError) as caught:
        Database(file)
    assert caught.value.key == "library.damaged"
    assert file.read_bytes() == data


def test_a_spoilt_letter_in_one_row_keeps_no_other_from_being_read(file: Path) -> None:
    filled(file, "Trường A", "Trường B")
    file.write_bytes(file.read_bytes().replace("Trường B".encode(), b"Tr\xff\xffng\xff B..", 1))
    database = Database(file)
    assert "Trường A" in names(database)
    add(database, "Trường C")
    assert "Trường C" in names(Database(file))


@pytest.mark.parametrize("place", [18, "CREATE TABLE agency"])
def test_a_file_that_sqlite_cannot_even_name_the_fault_of_is_damaged(file: Path, place: int | str) -> None:
    filled(file, "A")
    data = bytearray(file.read_bytes())
    if isinstance(place, str):
        begin = data.index(place.encode())
        data[begin + len(place) - 3] = 0xFF
        data[begin + 3] = 0xFE
    else:
        # The version of the format for writing: a later one may only be read.
        data[place] = 9
    file.write_bytes(data)
    with pytest.raises(AppError) as caught:
        Database(file)
    assert caught.value.key == "library.damaged"


def test_the_database_of_another_program_is_not_taken(file: Path) -> None:
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE agency (id TEXT)")
    connection.close()
    with pytest.raises(AppError) as caught:
        Database(file)
    assert caught.value.key == "library.foreign"


def test_a_file_with_a_trigger_is_not_taken(file: Path) -> None:
    filled(file, "A")
    connection = sqlite3.connect(file)
    connection.execute("CREATE TRIGGER trick AFTER INSERT ON agency BEGIN DELETE FROM contact; END")
    connection.close()
    with pytest.raises(AppError) as caught:
        Database(file)
    assert caught.value.key == "library.foreign"


def test_a_file_without_one_of_the_tables_is_damaged(file: Path) -> None:
    filled(file, "A")
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE template")
    connection.close()
    with pytest.raises(AppError) as caught:
        Database(file)
    assert caught.value.key == "library.damaged"


def test_an_empty_file_is_a_new_one(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    add(Database(file), "A")
    assert names(Database(file)) == ["A"]


# --- upgrades


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose tables have gone one step further."""
    step = "ALTER TABLE agency ADD COLUMN colour TEXT; CREATE TABLE later (id TEXT PRIMARY KEY);"
    monkeypatch.setattr(store_file, "STEPS", (*schema.STEPS, step))


def test_an_older_file_is_upgraded_after_a_copy_was_kept(file: Path, request: pytest.FixtureRequest) -> None:
    filled(file, "A")
    request.getfixturevalue("next_version")
    database = Database(file)
    add(database, "B")
    assert names(database) == ["A", "B"]
    (copy,) = (file.parent / "backups").iterdir()
    assert copy.name.endswith("-upgrade.db")
    old = sqlite3.connect(copy)
    assert old.execute("PRAGMA user_version").fetchone()[0] == len(schema.STEPS)
    old.close()
    assert on_disk(copy) == 1
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(schema.STEPS) + 1
    connection.execute("SELECT colour FROM agency")
    connection.close()


def test_an_upgrade_that_fails_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file, "A")
    before = file.read_bytes()
    step = "CREATE TABLE later (id TEXT); INSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(store_file, "STEPS", (*schema.STEPS, step))
    monkeypatch.setattr(store_file, "new_memory", store_file._memory)
    with pytest.raises(AppError):
        store_file.StoreFile(file, file.parent / "backups").load()
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert names(Database(file)) == ["A"]
