"""The way of a letter: status, number and date after signing."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from app.base.errors import AppError
from app.letter.clean import clean_text
from app.letter.model import Letter, PartialDate, Status

# What a clerk copies from the register.
_WHOLE_CODE = re.compile(r"(?:s\u1ed1\s*:?\s*)?(?P<number>\d+)\s*(?:/.*)?", re.IGNORECASE)


def set_status(letter: Letter, status: Status) -> Letter:
    """The letter at another stage of its way; ``ISSUED`` locks it, any other unlocks it."""
    return replace(letter, status=status)


def fill_number_and_date(letter: Letter, number: str, date: datetime.date) -> Letter:
    """Number and date as the records office gives them; the letter is issued and locked from now on.

    Of a whole code ("Số: 12/UBND-VP") the number is taken. AppError when it is empty. The draft mark goes.
    """
    number = clean_text(number).strip()
    whole = _WHOLE_CODE.fullmatch(number)
    number = whole["number"] if whole is not None else number
    if not number:
        raise AppError("editing.number_empty")
    return replace(
        letter,
        code=replace(letter.code, number=number),
        date=replace(letter.date, year=date.year, month=date.month, day=date.day),
        draft_mark="",
        status=Status.ISSUED,
    )


def without_number_and_date(letter: Letter) -> Letter:
    """The letter with number and date blank, a draft again."""
    return replace(letter, code=replace(letter.code, number=None), date=PartialDate(), status=Status.DRAFT)
