"""Whether a date can be real."""

from __future__ import annotations

import pytest

from app.base.dates import date_problem, days_in_month


@pytest.mark.parametrize(
    ("day", "month", "year", "problem"),
    [
        (5, 3, 2026, None),
        (31, 2, 2026, "day"),
        (30, 2, None, "day"),
        (29, 2, 2026, "day"),
        (29, 2, 2024, None),
        (29, 2, None, None),
        (29, 2, 1900, "day"),
        (31, 4, 2026, "day"),
        (31, None, 2026, None),
        (32, None, None, "day"),
        (0, None, None, "day"),
        (None, 13, 2026, "month"),
        (None, 0, None, "month"),
        (45, 13, 2026, "month"),
        (1, 1, 0, "year"),
        (1, 1, 10_000, "year"),
        (None, None, None, None),
        (None, None, 2026, None),
    ],
)
def test_the_part_that_makes_a_date_impossible_is_named(
    day: int | None, month: int | None, year: int | None, problem: str | None
) -> None:
    assert date_problem(day, month, year) == problem


def test_a_month_has_its_days_and_a_blank_one_as_many_as_possible() -> None:
    assert days_in_month(2, 2026) == 28
    assert days_in_month(2, None) == 29
    assert days_in_month(None, 2026) == 31
