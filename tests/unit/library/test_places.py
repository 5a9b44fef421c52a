"""The fact table of places, searching it, and the office's own changes."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.letter.model import NamedAfter, Place
from app.library.database import Database
from app.library.places import PlaceKind, Places, Unit

FIRST_DAY = datetime.date(2025, 7, 1)
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(on=TODAY)


@pytest.fixture
def office(tmp_path: Path) -> Places:
    return Places(Database(tmp_path / "library.db"), TODAY)


def all_units(places: Places) -> list[Unit]:
    provinces = places.provinces()
    return [*provinces, *(unit for one in provinces for unit in places.communes(one.code))]


def kinds(places: Places) -> Counter[str]:
    return Counter(unit.unit for unit in all_units(places))


def labels(places: Places, typed: str, limit: int = 3) -> list[str]:
    return [places.label(unit) for unit in places.search(typed, limit)]


def test_the_numbers_of_1_july_2025_are_those_of_the_resolutions() -> None:
    assert kinds(Places(on=FIRST_DAY)) == {
        "tỉnh": 28,
        "thành phố": 6,
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }


def test_the_changes_of_2026_hold_from_their_days() -> None:
    assert kinds(Places(on=TODAY)) == {
        "tỉnh": 25,
        "thành phố": 9,
        "xã": 2599,
        "phường": 709,
        "đặc khu": 13,
    }


@pytest.mark.parametrize(
    ("code", "before", "from_day", "after"),
    [
        ("75", "tỉnh Đồng Nai", "2026-04-30", "thành phố Đồng Nai"),
        ("26116", "xã Tân Phú", "2026-04-30", "phường Tân Phú"),
        ("22", "tỉnh Quảng Ninh", "2026-09-01", "thành phố Quảng Ninh"),
        ("24", "tỉnh Bắc Ninh", "2026-09-20", "thành phố Bắc Ninh"),
        ("07840", "xã Hiệp Hòa", "2026-09-20", "phường Hiệp Hòa"),
    ],
)
def test_a_unit_is_called_as_on_the_day(code: str, before: str, from_day: str, after: str) -> None:
    day = datetime.date.fromisoformat(from_day)
    names = [Places(on=one).get(code) for one in (day - datetime.timedelta(1), day)]
    assert [unit.full_name for unit in names if unit] == [before, after]


@pytest.mark.parametrize(
    ("code", "count"),
    [("79", 168), ("38", 166), ("25", 148), ("52", 135), ("01", 126), ("08", 124), ("46", 40), ("12", 38)],
)
def test_each_province_has_its_communes(places: Places, code: str, count: int) -> None:
    assert len(places.communes(code)) == count


def test_codes_and_names_are_unique(places: Places) -> None:
    units = all_units(places)
    assert len({unit.code for unit in units}) == len(units) == 34 + 3321
    assert len({(unit.unit, unit.name, unit.province) for unit in units}) == len(units)


def test_the_table_is_composed_and_puts_tones_as_the_decree_does() -> None:
    text = resource_path("places", "places.tsv").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    # "Hòa", "Thủy", not "Hoà", "Thuỷ"; after q the tone stands on y in any case ("Quỳ Hợp").
    assert re.findall(r"\w*(?:o[àáảãạ]|(?<!q)u[ỳýỷỹỵ])\b", text, re.IGNORECASE) == []


def test_provinces_come_in_alphabetical_order(places: Places) -> None:
    names = [unit.name for unit in places.provinces()]
    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert names.index("Đà Nẵng") > names.index("Cần Thơ")


@pytest.mark.parametrize(
    ("code", "name", "named_after", "full_name"),
    [
        ("79", "Hồ Chí Minh", NamedAfter.PERSON, "Thành phố Hồ Chí Minh"),
        ("03127", "Điện Biên Phủ", NamedAfter.EVENT, "Phường Điện Biên Phủ"),
        ("02374", "Hàm Yên", NamedAfter.NOTHING, "xã Hàm Yên"),
    ],
)
def test_places_named_after_persons_and_events_are_called_in_full(
    places: Places, code: str, name: str, named_after: NamedAfter, full_name: str
) -> None:
    unit = places.get(code)
    assert unit
    assert unit.full_name == full_name
    assert unit.place == Place(name=name, unit=unit.unit, named_after=named_after)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ham yen", ["xã Hàm Yên, tỉnh Tuyên Quang"]),
        ("HÀM YÊN", ["xã Hàm Yên, tỉnh Tuyên Quang"]),
        ("x ham yen", ["xã Hàm Yên, tỉnh Tuyên Quang"]),
        ("ham yen tuyen", ["xã Hàm Yên, tỉnh Tuyên Quang"]),
        ("xã Hàm Yên, tỉnh Tuyên Quang", ["xã Hàm Yên, tỉnh Tuyên Quang"]),
        ("tp hcm", ["Thành phố Hồ Chí Minh"]),
        ("tan phu tp hcm", ["phường Tân Phú, Thành phố Hồ Chí Minh"]),
        ("dien bien", ["tỉnh Điện Biên", "Phường Điện Biên Phủ, tỉnh Điện Biên"]),
        ("hanh son", ["phường Ngũ Hành Sơn, thành phố Đà Nẵng"]),
        ("p. 1 bao loc", ["Phường 1 Bảo Lộc, tỉnh Lâm Đồng"]),
        ("  ", []),
        ("khong dau het", []),
    ],
)
def test_places_are_found_without_marks(places: Places, typed: str, found: list[str]) -> None:
    assert labels(places, typed) == found


def test_marks_that_are_typed_count(places: Places) -> None:
    assert [unit.name for unit in places.search("đá", 1)] == ["Đá Bạc"]
    assert [unit.name for unit in places.search("đà", 1)] == ["Đà Nẵng"]


def test_a_search_keeps_to_the_kind_and_the_province(places: Places) -> None:
    assert {unit.province for unit in places.search("tan", 50, province="75")} == {"75"}
    assert places.search("cao bang", kind=PlaceKind.COMMUNE) == []
    assert [unit.code for unit in places.search("tuyen quang", kind=PlaceKind.PROVINCE)] == ["08"]


def test_what_the_office_adds_renames_and_ends_wins_over_the_table(office: Places) -> None:
    office.save(Unit("99001", "xã", "Mới Lập", "08", "", "2026-10-01"))
    ham_yen = office.get("02374")
    assert ham_yen
    office.save(ham_yen._replace(name="Hàm Yên Mới"))
    an_tuong = office.get("02512")
    assert an_tuong
    office.save(an_tuong._replace(until="2026-10-31"))
    assert labels(office, "moi lap") == ["xã Mới Lập, tỉnh Tuyên Quang"]
    assert labels(office, "ham yen") == ["xã Hàm Yên Mới, tỉnh Tuyên Quang"]
    assert office.search("an tuong", province="08") == []
    assert office.get("02512") is not None
    assert [unit.code for unit in office.own()] == ["02512", "02374", "99001"]


def test_what_the_office_changed_can_be_taken_back(office: Places) -> None:
    ham_yen = office.get("02374")
    assert ham_yen
    office.save(ham_yen._replace(name="Hàm Yên Mới"))
    office.forget("02374")
    assert office.get("02374") == ham_yen
    assert office.own() == []


def test_own_changes_stand_in_the_file_of_the_library(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    Places(database, TODAY).save(Unit("99001", "xã", "Mới Lập", "08"))
    database.close()
    assert labels(Places(Database(tmp_path / "library.db"), TODAY), "moi lap") == [
        "xã Mới Lập, tỉnh Tuyên Quang"
    ]


def test_places_without_a_library_cannot_be_changed(places: Places) -> None:
    with pytest.raises(LookupError):
        places.save(Unit("99001", "xã", "Mới Lập", "08"))
    with pytest.raises(LookupError):
        places.forget("02374")


def test_a_table_with_a_line_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "places.tsv"
    file.write_text("code\tunit\n01\tthành phố\n", "utf-8")
    with pytest.raises(ValueError, match=r"places\.tsv"):
        Places(file=file).provinces()
