"""What is typed into small fields is understood: dates, documents cited in one line."""

from __future__ import annotations

import datetime

import pytest

from app.editing.typed import cited_document, date_near, date_past, typed_date, typed_document
from app.letter.model import PartialDate

YEAR = 2026


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("30/9", (30, 9, 2026)),
        ("30/9/2027", (30, 9, 2027)),
        ("30.9.2026", (30, 9, 2026)),
        ("30/9/26", (30, 9, 2026)),
        ("30/9/2026.", (30, 9, 2026)),
        ("05-03-2026", (5, 3, 2026)),
        ("ngày 30 tháng 9", (30, 9, 2026)),
        ("ngày 05 tháng 3 năm 2025", (5, 3, 2025)),
        ("9/2026", (None, 9, 2026)),
        ("tháng 9 năm 2026", (None, 9, 2026)),
    ],
)
def test_a_date_is_understood_however_offices_write_it(typed: str, date: tuple[int | None, int, int]) -> None:
    day, month, year = date
    assert typed_date(typed, YEAR) == PartialDate(year=year, month=month, day=day)


@pytest.mark.parametrize("typed", ["", "31/4", "30/13/2026", "mai", "30", "1/2/3/4", "30/9/202"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert typed_date(typed, YEAR) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Công văn số 123/UBND-VX ngày 05/3/2026 của UBND tỉnh về việc phòng, chống dịch.",
            ("Công văn", "123/UBND-VX", 5, "UBND tỉnh", "phòng, chống dịch"),
        ),
        (
            "Kế hoạch số 45/KH-UBND ngày 12 tháng 4 năm 2026 của UBND tỉnh Đắk Lắk về chuyển đổi số",
            ("Kế hoạch", "45/KH-UBND", 12, "UBND tỉnh Đắk Lắk", "chuyển đổi số"),
        ),
        (
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
            ("Nghị định", "30/2020/NĐ-CP", 5, "Chính phủ", "công tác văn thư"),
        ),
        (
            "Công văn số 15/UBND-VX của UBND xã Hàm Yên ngày 05/3/26 về việc họp",
            ("Công văn", "15/UBND-VX", 5, "UBND xã Hàm Yên", "họp"),
        ),
        ("Công văn 12/SNV-CCHC", ("Công văn", "12/SNV-CCHC", None, "", "")),
        ("12/SNV-CCHC", ("", "12/SNV-CCHC", None, "", "")),
        (
            "Công văn số 7/SNV ngày 5/3 của Sở Nội vụ V/v góp ý",
            ("Công văn", "7/SNV", 5, "Sở Nội vụ", "góp ý"),
        ),
        ("", ("", "", None, "", "")),
    ],
)
def test_a_cited_document_is_taken_apart(line: str, parts: tuple[str, str, int | None, str, str]) -> None:
    found = typed_document(line, YEAR)
    assert (found.type_name, found.code, found.date.day, found.issuer, found.subject) == parts


_AUTUMN, _JANUARY = datetime.date(2026, 11, 22), datetime.date(2027, 1, 5)


@pytest.mark.parametrize(
    ("typed", "today", "year"),
    [
        ("15/12", _AUTUMN, 2026),
        ("15/1", _AUTUMN, 2027),
        ("20/12", _JANUARY, 2026),
        ("15/1/2026", _AUTUMN, 2026),
        ("29/2", datetime.date(2027, 12, 1), 2028),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(typed: str, today: datetime.date, year: int) -> None:
    date = date_near(typed, today)
    assert date
    assert date.year == year


@pytest.mark.parametrize(
    ("typed", "today", "year"),
    [
        ("15/1", _AUTUMN, 2026),
        ("20/12", _JANUARY, 2026),
        ("5/1", _JANUARY, 2027),
        ("20/12/2027", _JANUARY, 2027),
    ],
)
def test_a_day_of_a_document_without_a_year_is_the_last_one(
    typed: str, today: datetime.date, year: int
) -> None:
    date = date_past(typed, today)
    assert date
    assert date.year == year
    assert cited_document(f"Công văn số 7/SNV ngày {typed} của Sở Nội vụ", today).date == date


def test_no_day_is_no_day() -> None:
    assert date_near("mai", _AUTUMN) is None
    assert date_past("31/4", _AUTUMN) is None
    assert cited_document("12/SNV-CCHC", _AUTUMN).date == PartialDate()
