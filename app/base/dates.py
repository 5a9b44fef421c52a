"""Whether a date written in numbers, perhaps with parts still blank, is a real one."""

from __future__ import annotations

import calendar
import datetime
from typing import Literal

DatePart = Literal["day", "month", "year"]

# 2000 had a 29 February, so it stands for a year that is not known yet.
_LEAP_YEAR = 2000
_LONGEST_MONTH = 31
_MONTHS = 12


def days_in_month(month: int | None, year: int | None) -> int:
    """How many days a month has; a blank month counts as the longest, a blank year as a leap year."""
    if month is None:
        return _LONGEST_MONTH
    return calendar.monthrange(_LEAP_YEAR if year is None else year, month)[1]


def date_problem(day: int | None, month: int | None, year: int | None) -> DatePart | None:
    """Which part makes the date impossible (30 February: the day); None when it can be real.

    A blank part (None) fits everything.
    """
    if year is not None and not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return "year"
    if month is not None and not 1 <= month <= _MONTHS:
        return "month"
    if day is not None and not 1 <= day <= days_in_month(month, year):
        return "day"
    return None
