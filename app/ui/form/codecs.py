"""How the values of a letter are shown as text in a field, and read back from what is typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.base.vietnamese import upper
from app.letter.clean import clean_text
from app.letter.model import Code, PartialDate


@dataclass(frozen=True)
class Codec:
    """``show`` gives the text of a value, ``read`` the value of a text (and the value there was)."""

    show: Callable[[Any], str]
    read: Callable[[str, Any], object]


def _read_blank(text: str, _old: object) -> str | None:
    words = clean_text(text)
    return words if words.strip() else None


def _read_number(text: str, _old: object) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _show_optional(value: object) -> str:
    return "" if value is None else str(value)


def _show_commas(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def _read_commas(text: str, _old: object) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split("[,;]", clean_text(text)))
    return tuple(part for part in parts if part)


def _read_lines(text: str, _old: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean_text(text).split("\n") if line.strip())


def shown_number(value: float) -> str:
    """A number with the decimal comma of Vietnamese."""
    return f"{value:g}".replace(".", ",")


def _show_choice(value: object) -> str:
    return shown_number(value) if isinstance(value, float) else _show_optional(value)


PLAIN = Codec(str, lambda text, _old: clean_text(text))
BLANK = Codec(_show_optional, _read_blank)
NUMBER = Codec(_show_optional, _read_number)
COMMAS = Codec(_show_commas, _read_commas)
LINES = Codec("\n".join, _read_lines)
# Choices are taken, not typed.
CHOICE = Codec(_show_choice, lambda _text, old: old)


# --- ký hiệu


def _show_notation(code: Code) -> str:
    return "-".join((*code.organ_notations, *code.unit_notations))


def _read_notation(text: str, old: Code) -> Code:
    """The last group is the drafting unit or field, those before are the agency (and state title).

    Source: điểm b, c khoản 3 Mục II Phần I Phụ lục I: agency first, then unit or field; so "UBND-KGVX",
    and "ĐĐBQH&HĐND-VP" too, for "&" joins inside one group. A group typed in small letters is put in
    capitals; one in mixed letters (TTg) stays.
    """
    groups = [group.strip() for group in clean_text(text).split("-")]
    groups = [upper(group) if group.islower() else group for group in groups if group]
    if groups == [*old.organ_notations, *old.unit_notations]:
        # Nothing was changed: a letter may part its groups in another way.
        return old
    units = 1 if len(groups) > 1 else 0
    cut = len(groups) - units
    return replace(old, organ_notations=tuple(groups[:cut]), unit_notations=tuple(groups[cut:]))


NOTATION = Codec(_show_notation, _read_notation)


# --- a date in one field

_DAY_MONTH_YEAR = 3
_YEAR_DIGITS = 4
_WHOLE_DATE = 8


def _show_date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    day = "" if date.day is None else f"{date.day:02d}"
    month = "" if date.month is None else f"{date.month:02d}"
    year = "" if date.year is None else str(date.year)
    if day and not month and year:
        return f"{day}//{year}"
    return "/".join(part for part in (day, month, year) if part)


def _read_date(text: str, old: PartialDate | None) -> PartialDate:
    """ "5/3/2026", "3/2026", "2026", "05032026"; what is not typed yet is blank."""
    day, month, year = _date_parts(text.strip())
    return replace(old or PartialDate(), day=day, month=month, year=year)


def _date_parts(text: str) -> tuple[int | None, int | None, int | None]:
    if text.isdigit() and len(text) == _WHOLE_DATE:
        text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
    parts = [part.strip() for part in re.split("[/.,-]", text)][:_DAY_MONTH_YEAR]
    numbers = [int(part) if part.isascii() and part.isdigit() else None for part in parts]
    # A part of four digits is the year, wherever it stands.
    for place, part in enumerate(parts):
        if len(part) == _YEAR_DIGITS and part.isdigit() and place < _DAY_MONTH_YEAR - 1:
            before: list[int | None] = [None, None, *numbers[:place]]
            return before[-2], before[-1], numbers[place]
    day, month, year = [*numbers, None, None, None][:_DAY_MONTH_YEAR]
    return day, month, year


def _read_optional_date(text: str, old: PartialDate | None) -> PartialDate | None:
    # Words that name no day, month or year are no date.
    return _read_date(text, old) if any(_date_parts(text.strip())) else None


DATE = Codec(_show_date, _read_date)
OPTIONAL_DATE = Codec(_show_date, _read_optional_date)
