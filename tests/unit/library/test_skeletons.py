"""The office's own skeletons: kept, renamed, removed and put back, found by the letters that name them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.letter.model import SkeletonRef
from app.library.database import Database
from app.library.skeletons import MOST_BYTES, Skeletons
from app.rules.finding import Severity
from tests.support import edited_skeletons as edits
from tests.support.edited_skeletons import built_in_bytes, edited
from tests.support.packages import rulebook

_LOGO = edited(edits.with_logo)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty library."""
    return Database(tmp_path / "library.db")


@pytest.fixture
def skeletons(database: Database) -> Skeletons:
    """No skeleton yet."""
    return Skeletons(database)


def test_a_skeleton_comes_back_byte_for_byte_in_another_window(tmp_path: Path) -> None:
    first = Database(tmp_path / "library.db")
    kept = Skeletons(first).save("Khung Sở", _LOGO)
    first.close()
    again = Skeletons(Database(tmp_path / "library.db"))
    assert again.all() == [kept]
    assert again.data(kept.id) == _LOGO
    assert kept.sha256 == hashlib.sha256(_LOGO).hexdigest()


def test_they_stand_in_the_order_of_the_vietnamese_alphabet(skeletons: Skeletons) -> None:
    for name in ("Đội", "Dự án", "Ăn trưa", "An ninh"):
        skeletons.save(name, _LOGO)
    assert [one.name for one in skeletons.all()] == ["An ninh", "Ăn trưa", "Dự án", "Đội"]


def test_a_name_that_is_taken_gets_a_number(skeletons: Skeletons) -> None:
    names = [skeletons.save(name, _LOGO).name for name in ("Khung", "khung", "Khung ", "")]
    assert names == ["Khung", "khung (2)", "Khung (3)", "Khung chưa đặt tên"]


def test_renaming_keeps_id_and_bytes(skeletons: Skeletons) -> None:
    kept = skeletons.save("Khung", _LOGO)
    renamed = skeletons.rename(kept.id, "Khung mới")
    assert (renamed.id, renamed.sha256, renamed.name) == (kept.id, kept.sha256, "Khung mới")
    assert [one.name for one in skeletons.all()] == ["Khung mới"]


def test_a_removed_skeleton_is_put_back_as_it_was(skeletons: Skeletons) -> None:
    kept = skeletons.save("Khung", _LOGO)
    removed = skeletons.remove(kept.id)
    assert skeletons.all() == []
    assert skeletons.get(kept.id) is None
    skeletons.put_back(removed)
    assert skeletons.all() == [kept]
    assert skeletons.data(kept.id) == _LOGO


def test_what_is_not_there_is_a_key_error(skeletons: Skeletons) -> None:
    for ask in (skeletons.data, skeletons.remove):
        with pytest.raises(KeyError):
            ask("x")


def test_the_database_tells_of_changes(skeletons: Skeletons, database: Database) -> None:
    told: list[str] = []
    database.changed.subscribe(told.append)
    kept = skeletons.save("Khung", _LOGO)
    skeletons.remove(kept.id)
    assert told == ["skeleton", "skeleton"]


def test_a_skeleton_with_photographs_in_it_is_refused(skeletons: Skeletons) -> None:
    with pytest.raises(AppError) as refused:
        skeletons.save("Khung", bytes(MOST_BYTES + 1))
    assert "20 MB" in str(refused.value)


# --- printing


def test_a_letter_without_a_skeleton_of_its_own_asks_for_none(skeletons: Skeletons) -> None:
    chosen = skeletons.chosen(SkeletonRef(), rulebook())
    assert (chosen.skeleton, chosen.findings) == (None, ())


def test_a_letter_is_printed_with_the_skeleton_it_names_compiled_once(skeletons: Skeletons) -> None:
    kept = skeletons.save("Khung", _LOGO)
    chosen = skeletons.chosen(kept.ref, rulebook())
    assert chosen.skeleton is not None
    assert chosen.skeleton.sha256 == kept.sha256
    assert chosen.findings == ()
    assert skeletons.chosen(kept.ref, rulebook()).skeleton is chosen.skeleton


def test_a_missing_skeleton_is_told_and_the_built_in_one_is_used(skeletons: Skeletons) -> None:
    chosen = skeletons.chosen(SkeletonRef(id="gone", sha256="0" * 64), rulebook())
    assert chosen.skeleton is None
    (finding,) = chosen.findings
    assert finding.severity is Severity.WARNING
    assert finding.place.component == "skeleton"


def test_a_skeleton_of_the_same_bytes_is_as_good_as_the_one_named(skeletons: Skeletons) -> None:
    # A letter from a colleague, who keeps the same skeleton under another id.
    kept = skeletons.save("Khung", _LOGO)
    chosen = skeletons.chosen(SkeletonRef(id="of-a-colleague", sha256=kept.sha256), rulebook())
    assert chosen.skeleton is not None
    assert chosen.findings == ()


def test_a_skeleton_changed_since_is_used_as_it_is_now_and_that_is_told(skeletons: Skeletons) -> None:
    before = skeletons.save("Khung", built_in_bytes())
    now = skeletons.save("Khung", _LOGO, before.id)
    chosen = skeletons.chosen(before.ref, rulebook())
    assert chosen.skeleton is not None
    assert chosen.skeleton.sha256 == now.sha256
    assert [one.severity for one in chosen.findings] == [Severity.HINT]
    assert "“Khung”" in chosen.findings[0].message


def test_a_kept_skeleton_that_can_no_longer_be_used_is_told_with_the_reason(skeletons: Skeletons) -> None:
    kept = skeletons.save("Khung", edits.with_macros())
    chosen = skeletons.chosen(kept.ref, rulebook())
    assert chosen.skeleton is None
    assert "macro" in chosen.findings[0].message
