"""Libraries and backups that earlier versions wrote are read as long as the program lives.

One of each version of the tables lies in tests/files/library, with something in every table. Whoever adds
a step to the schema keeps a file of the version before it here.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.letter.model import AddresseeKind
from app.library.library import Library, open_library
from app.library.schema import STEPS
from app.library.store_file import memory_of, new_memory
from app.rules.load import load_rulebook
from tests.support.house_rules import ROOT

KEPT = ROOT / "tests" / "files" / "library"
VERSIONS = range(1, len(STEPS) + 1)
RULEBOOK = load_rulebook()


def opened(folder: Path) -> Library:
    return open_library(folder / "library.db", folder / "letters.db", RULEBOOK)


def taken_over(folder: Path, version: int) -> Library:
    """A program of today with the file of an earlier version."""
    folder.mkdir(exist_ok=True)
    shutil.copy(KEPT / f"v{version}.db", folder / "library.db")
    return opened(folder)


def restored(folder: Path, version: int) -> Library:
    """A program of today that was given a backup of an earlier version."""
    library = opened(folder)
    done = library.backups.restore(KEPT / f"v{version}.saoluu", {})
    library.database.take(done.turn)
    assert done.settings == {"margin_left": 32.0}
    return library


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("way", [taken_over, restored])
def test_all_that_an_earlier_version_kept_is_there(
    tmp_path: Path, way: Callable[[Path, int], Library], version: int
) -> None:
    library = way(tmp_path / "home", version)
    (agency,) = library.agencies.all()
    assert agency.name == "Ủy ban nhân dân xã Ia Ly"
    assert (agency.units[0].abbreviation, agency.signers[0].full_name) == ("VHXH", "Trần Minh Khang")
    ranked, learned, person = library.contacts.all()
    assert (ranked.contact.name, ranked.contact.note, ranked.contact.groups) == (
        "Sở Nội vụ",
        "để b/c",
        ("Các sở",),
    )
    assert learned.learned
    assert (person.contact.kind, person.contact.address) == (AddresseeKind.PERSON, "Thôn 2")
    assert library.contacts.groups() == ["Các sở", "Chưa có ai"]
    (own,) = (kept for kept in library.templates.all() if not kept.is_builtin)
    assert (own.template.name, own.is_favourite, own.uses) == ("Đôn đốc báo cáo quý", True, 1)
    (skeleton,) = library.skeletons.all()
    assert skeleton.name == "Khung của xã"
    assert [unit.name for unit in library.places.own()] == ["Thử"]
    assert library.letters.folders.all() == [Path("/van-ban/2026")]
    library.agencies.save(agency)
    assert library.database.trouble is None


@pytest.mark.parametrize("version", VERSIONS)
def test_after_the_upgrade_the_tables_are_those_of_a_new_library(version: int) -> None:
    # Else a program that began with an old file would meet other tables than the tests know.
    old, new = memory_of((KEPT / f"v{version}.db").read_bytes()), new_memory()
    assert _tables(old) == _tables(new)
    old.close()
    new.close()


def _tables(memory: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    names = [row[0] for row in memory.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [tuple(row) for row in memory.execute("SELECT * FROM pragma_table_info(?)", (name,))]
        for name in sorted(names)
    }
