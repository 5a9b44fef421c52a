"""The agencies of the office, their order, and who may sign on a day."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from app.letter.model import PartialDate
from app.library.agencies import Agencies, signers_of
from app.library.agency import Agency, AgencyKind, Signer, Unit
from app.library.database import Database


@pytest.fixture
def agencies(tmp_path: Path) -> Agencies:
    """Three agencies: A, B, C."""
    found = Agencies(Database(tmp_path / "library.db"))
    for name in "ABC":
        found.save(Agency(name=name))
    return found


def order(agencies: Agencies) -> str:
    """Their names in the order they are offered."""
    return "".join(agency.name for agency in agencies.all())


def test_an_agency_comes_back_as_it_was_saved(agencies: Agencies) -> None:
    saved = agencies.save(
        Agency(
            kind=AgencyKind.COMMUNE,
            name="Ủy ban nhân dân xã Ea Kar",
            notation="UBND",
            units=(Unit(name="Phòng Văn hóa - Xã hội", abbreviation="VHXH"),),
            signers=(Signer(full_name="Nguyễn Văn An", position="Chủ tịch"),),
            extra={"of a later version": 1},
        )
    )
    assert saved.id
    assert saved.signers[0].id
    assert agencies.get(saved.id) == saved


def test_changing_one_keeps_its_place(agencies: Agencies) -> None:
    first = agencies.all()[0]
    agencies.save(dataclasses.replace(first, name="Z"))
    assert order(agencies) == "ZBC"


@pytest.mark.parametrize(("step", "expected"), [(1, "BAC"), (2, "BCA"), (9, "BCA"), (-1, "ABC"), (0, "ABC")])
def test_moving_stops_at_the_ends(agencies: Agencies, step: int, expected: str) -> None:
    agencies.move(agencies.all()[0].id, step)
    assert order(agencies) == expected


def test_a_removal_is_undone_where_it_stood(agencies: Agencies) -> None:
    second = agencies.all()[1]
    place = agencies.place_of(second.id)
    removed = agencies.remove(second.id)
    assert order(agencies) == "AC"
    assert agencies.get(second.id) is None
    agencies.put_back(removed, place)
    assert order(agencies) == "ABC"
    assert agencies.get(second.id) == second


def test_what_is_not_there_is_neither_moved_nor_removed(agencies: Agencies) -> None:
    agencies.move("nobody", 1)
    assert order(agencies) == "ABC"
    with pytest.raises(KeyError):
        agencies.remove("nobody")


def test_a_row_that_cannot_be_read_is_passed_over_and_kept(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    agencies = Agencies(database)
    agencies.save(Agency(name="A"))
    with database.changing("agency") as changes:
        changes.execute("INSERT INTO agency VALUES ('x', 9, '{\"kind\": \"of a later version\"}')")
    assert order(agencies) == "A"
    assert len(database.read("SELECT * FROM agency")) == 2


@pytest.mark.parametrize(
    ("since", "until", "signs"),
    [
        (None, None, True),
        (PartialDate(year=2026, month=3, day=2), None, True),
        (PartialDate(year=2026, month=3, day=3), None, False),
        (PartialDate(year=2026), None, True),
        (None, PartialDate(year=2026, month=3, day=1), False),
        (None, PartialDate(year=2026, month=3, day=2), True),
        (None, PartialDate(year=2026, month=3), True),
        (None, PartialDate(year=2025), False),
    ],
)
def test_a_signer_signs_in_office_only(
    since: PartialDate | None, until: PartialDate | None, signs: bool
) -> None:
    agency = Agency(signers=(Signer(full_name="An", since=since, until=until),))
    assert bool(signers_of(agency, datetime.date(2026, 3, 2))) is signs


def test_signers_stand_in_the_order_they_are_offered() -> None:
    agency = Agency(signers=tuple(Signer(full_name=name) for name in ("B", "A")))
    assert [one.full_name for one in signers_of(agency, datetime.date(2026, 3, 2))] == ["B", "A"]
