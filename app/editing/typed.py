"""What a clerk types into a small field, understood: a date, and a document cited in one line."""

from __future__ import annotations

import datetime
import re

from app.base.dates import date_problem
from app.base.vietnamese import fold
from app.letter.clean import clean_text
from app.letter.model import PartialDate, RelatedDocument

# Both are sought in folded text, which has one character for each of the original.
_DATE = re.compile(
    r"(?:ngay\s+)?(?P<day>\d{1,2})\s*(?:[/.-]\s*|thang\s+)(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]\s*|nam\s+)(?P<year>\d{4}|\d{2}(?!\d)))?(?!\d)"
)
_CENTURY = 2000  # of a year of two digits
_MONTH = re.compile(r"(?:thang\s+)?(?P<month>\d{1,2})\s*(?:[/.-]\s*|nam\s+)(?P<year>\d{4})(?!\d)")
_CODE = re.compile(r"(?P<code>\d*\w*/(?:\d{4}/)?[a-z][\w&-]*)")
_NUMBER = re.compile(r"\s*\bso\b\s*:?\s*$")
_DATED = re.compile(r"(?:,\s*)?\bngay\s+\d")
_ISSUER = re.compile(r"\bcua\s+(?P<issuer>.+?)(?=\s*,?\s+(?:ve\s+viec|v/v|ve|ngay\s+\d\S*)\s|\s*$)")
_SUBJECT = re.compile(r"(?:\bve\s+viec|v/v|\bve)\s+(?P<subject>.+)$")


def typed_date(words: str, year: int) -> PartialDate | None:
    """The date of "30/9/2026", "30/9/26", "30/9" (of this year), "ngày 30 tháng 9" or "9/2026".

    None when it is none.
    """
    folded = fold(clean_text(words)).strip(" .,;")
    match = _MONTH.fullmatch(folded) or _DATE.fullmatch(folded)
    if match is None:
        return None
    parts = match.groupdict()
    day = int(parts["day"]) if parts.get("day") else None
    found = PartialDate(year=_year(parts["year"]) or year, month=int(parts["month"]), day=day)
    return None if date_problem(found.day, found.month, found.year) else found


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)  # noqa: PLR2004 - the digits of "26"


def date_near(words: str, today: datetime.date) -> PartialDate | None:
    """The same; a day without a year is the one nearest to today, so "15/1" in November is of next year."""
    return min(_candidates(words, today), key=lambda date: abs(_day(date) - today), default=None)


def date_past(words: str, today: datetime.date) -> PartialDate | None:
    """The same for what has happened: a day without a year is the last one until today."""
    candidates = _candidates(words, today)
    past = [date for date in candidates if _day(date) <= today]
    return past[-1] if past else next(iter(candidates), None)


def _candidates(words: str, today: datetime.date) -> list[PartialDate]:
    years = (today.year - 1, today.year, today.year + 1)
    found = [typed_date(words, year) for year in years]
    return [date for date in found if date is not None]


def _day(date: PartialDate) -> datetime.date:
    return datetime.date(date.year or 1, date.month or 1, date.day or 1)


def typed_document(line: str, year: int) -> RelatedDocument:
    """What a line cites: "Công văn số 12/UBND-VX ngày 05/3/2026 của UBND tỉnh về việc …".

    Whatever is not found stays empty; a line that cites nothing is a type's name.
    """
    words = " ".join(clean_text(line).split()).rstrip(".;, ")
    folded = fold(words)
    code = _CODE.search(folded)
    dated = _DATED.search(folded)
    issuer = _ISSUER.search(folded)
    subject = _SUBJECT.search(folded, issuer.end() if issuer else code.end() if code else 0)
    begins = [match.start() for match in (code, dated, issuer, subject) if match is not None]
    head = words[: min(begins, default=len(words))]
    number = _NUMBER.search(fold(head))
    date = _DATE.search(folded, dated.start()) if dated else None
    return RelatedDocument(
        type_name=(head[: number.start()] if number else head).strip(" ,"),
        code=words[code.start() : code.end()] if code else "",
        date=(typed_date(date.group(), year) if date else None) or PartialDate(),
        issuer=_part(words, issuer, "issuer"),
        subject=_part(words, subject, "subject"),
    )


def cited_document(line: str, today: datetime.date) -> RelatedDocument:
    """The same of a document that is there already: a day without a year is the last one until today."""
    found = typed_document(line, today.year)
    is_past = found.date.year is None or _day(found.date) <= today
    return found if is_past else typed_document(line, today.year - 1)


def _part(words: str, match: re.Match[str] | None, name: str) -> str:
    return words[match.start(name) : match.end(name)].strip(" ,") if match else ""
