"""Looking through the index of letters: words without marks, filters, orders, a few rows at a time.

Found words rank by where they stand: all of them in the trích yếu first, then in the number, then among
the names, then anywhere; the newest first within each. That is what a clerk can foresee, and each rank
is read only as far as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.base.vietnamese import fold, nfc
from app.letter.model import Status
from app.library.letter_entry import LetterEntry, words_of
from app.library.letter_rows import facets, unpacked
from app.library.letter_store import LetterStore, Row

_MOST_WORDS = 20
_AROUND = 70
_DOTS = "\u2026"
# A number, perhaps with more of the ký hiệu: then the numbers are looked through first.
_NUMBER = re.compile(r"\s*\d+[a-z]?\s*(?:[/-].*)?")
_ANYWHERE = "subject code people body"
_RANKS = ("subject", "code", "people", _ANYWHERE)
_NUMBER_RANKS = ("code", "subject", "people", _ANYWHERE)
_SHOWN = "letter.id, path, letter.subject, letter.code, date, addressees, agency, signer, status, modified"


class Order(StrEnum):
    """What the list is sorted by; ``BEST`` is the newest first while nothing is looked for."""

    BEST = "best"
    SUBJECT = "subject"
    CODE = "code"
    DATE = "date"
    ADDRESSEES = "addressees"
    STATUS = "status"
    MODIFIED = "modified"


_ORDERED_BY = {
    Order.SUBJECT: "subject_order",
    Order.CODE: "code_order",
    Order.DATE: "date",
    Order.ADDRESSEES: "addressees_order",
    Order.STATUS: "status_order",
    Order.MODIFIED: "modified",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted; ``words`` as typed, the last one may be a beginning."""

    words: str = ""
    status: Status | None = None
    agency: str = ""
    year: int = 0
    order: Order = Order.BEST
    descending: bool = False


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A row of the list, and its id in the index."""

    id: int
    entry: LetterEntry


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text around what was found in it, and where that stands (begin, end)."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Search:
    """One search; ``more`` gives its rows in their order, until there are none."""

    def __init__(self, store: LetterStore, query: Query) -> None:
        self._store, self._query = store, query
        self._words = _expression(query.words)
        # Something was typed, but no word: a lone bracket finds nothing.
        self.is_done = not self._words and bool(query.words.strip())
        self._is_nothing = self.is_done
        self._ranks = list(_NUMBER_RANKS if _NUMBER.fullmatch(fold(query.words)) else _RANKS)
        self._below: int | None = None
        self._given: set[int] = set()

    def count(self) -> int:
        """How many letters there are in all."""
        if self._is_nothing:
            return 0
        where, values = _filters(self._query)
        sql = f"SELECT count(*) FROM letter WHERE {where}"  # noqa: S608 - names of our own columns
        if self._words:
            sql, values = "SELECT count(*) FROM words WHERE words MATCH ?", [self._match(_ANYWHERE)]
        rows = self._store.rows(sql, values)
        return int(rows[0][0]) if rows else 0

    def more(self, count: int) -> list[FoundLetter]:
        """The next so many rows."""
        if self.is_done:
            return []
        ranked = self._words and self._query.order is Order.BEST
        found = self._ranked(count) if ranked else self._sorted(count)
        self.is_done = len(found) < count
        return found

    # --- inside

    def _sorted(self, count: int) -> list[FoundLetter]:
        query = self._query
        column = _ORDERED_BY.get(query.order, "id")
        # The newest first among equals, and when nothing else is asked for.
        turn = "DESC" if query.descending or query.order is Order.BEST else "ASC"
        where, values = _filters(query)
        if self._words:
            # The plus keeps SQLite from sorting what was found: it shall walk down the order instead.
            where = "+id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values = [self._match(_ANYWHERE)]
        sql = (
            # S608: names of our own columns; what was typed is given as a value.
            f"SELECT {_SHOWN} FROM letter WHERE {where}"  # noqa: S608
            f" ORDER BY {column} {turn}, id DESC LIMIT ? OFFSET ?"
        )
        rows = self._store.rows(sql, [*values, count, len(self._given)])
        self._given.update(int(row[0]) for row in rows)
        return [_found(row) for row in rows]

    def _ranked(self, count: int) -> list[FoundLetter]:
        found: list[FoundLetter] = []
        while self._ranks and len(found) < count:
            rows = self._of_rank(self._ranks[0], count)
            for row in rows:
                number = int(row[0])
                self._below = number
                if number not in self._given:
                    self._given.add(number)
                    found.append(_found(row))
                if len(found) == count:
                    return found
            if len(rows) < count:
                self._ranks.pop(0)
                self._below = None
        return found

    def _of_rank(self, rank: str, count: int) -> list[Row]:
        # CROSS JOIN: the words lead, and give their rows by id without sorting.
        below = "" if self._below is None else "AND words.rowid < ?"
        sql = (
            f"SELECT {_SHOWN} FROM words CROSS JOIN letter ON letter.id = words.rowid"  # noqa: S608 - as above
            f" WHERE words MATCH ? {below} ORDER BY words.rowid DESC LIMIT ?"
        )
        values = [self._match(rank), *([] if self._below is None else [self._below]), count]
        return self._store.rows(sql, values)

    def _match(self, columns: str) -> str:
        """What FTS5 is asked: the words in these columns, and what the list is narrowed by."""
        query = self._query
        narrowed = [f"facet : {facet}" for facet in facets(query.status, query.year, query.agency)]
        return " AND ".join([f"({{{columns}}} : ({self._words}))", *narrowed])


def snippet(store: LetterStore, found: FoundLetter, words: str) -> Snippet | None:
    """Where the words stand that the row itself does not show; None when it shows them all."""
    wanted = words_of(words)[:_MOST_WORDS]
    entry = found.entry
    if not wanted or _says_all(f"{entry.subject} {entry.code} {entry.addressees}", wanted):
        return None
    rows = store.rows("SELECT people, body FROM said WHERE id = ?", (found.id,))
    if not rows:
        return None
    people, body = rows[0][0], unpacked(rows[0][1])
    return cut_out(people if _says_all(people, wanted) else body, wanted)


def cut_out(text: str, wanted: Sequence[str]) -> Snippet | None:
    """The stretch of a text that holds most of the wanted words (folded); None when it holds none."""
    text = nfc(" ".join(text.split()))
    spots = _spots(text, wanted)
    if not spots:
        return None
    best = max(
        spots, key=lambda spot: len({word for at, _, word in spots if spot[0] <= at < spot[0] + _AROUND})
    )
    begin = _word_begin(text, max(0, best[0] - _AROUND // 3))
    end = min(len(text), begin + 2 * _AROUND)
    if end < len(text):
        end = text.rfind(" ", begin, end) if " " in text[begin:end] else end
    before = _DOTS if begin else ""
    after = _DOTS if end < len(text) else ""
    marks = tuple(
        (at - begin + len(before), stop - begin + len(before))
        for at, stop, _ in spots
        if begin <= at and stop <= end
    )
    return Snippet(f"{before}{text[begin:end]}{after}", marks)


def _spots(text: str, wanted: Sequence[str]) -> list[tuple[int, int, str]]:
    """Begin and end of each found word, and which of the wanted it is."""
    folded = fold(text)
    if len(folded) != len(text):
        # A letter that is more than one when small or bare: every place must stay where it is.
        folded = "".join((fold(char) or " ")[0] for char in text)
    whole, beginning = [re.escape(word) for word in wanted[:-1]], re.escape(wanted[-1])
    ends = [rf"{word}(?![^\W_])" for word in whole]
    pattern = re.compile(rf"(?<![^\W_])({'|'.join([*ends, beginning])})")
    return [(found.start(), found.end(), found.group(1)) for found in pattern.finditer(folded)]


def _word_begin(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at else 0


def _says_all(text: str, wanted: Sequence[str]) -> bool:
    said = words_of(text)
    return all(word in said for word in wanted[:-1]) and any(word.startswith(wanted[-1]) for word in said)


def _expression(words: str) -> str:
    """Every word, the last as a beginning unless a space closes it, for FTS5.

    Only letters and figures in quotes get into it, so that nothing typed is taken for its syntax.
    """
    wanted = words_of(words)[:_MOST_WORDS]
    quoted = [f'"{word}"' for word in wanted]
    if quoted and not words[-1].isspace():
        quoted[-1] += "*"
    return " AND ".join(quoted)


def _filters(query: Query) -> tuple[str, list[object]]:
    wanted: list[tuple[str, object]] = []
    if query.status is not None:
        wanted.append(("status = ?", query.status.value))
    if query.agency:
        wanted.append(("agency = ?", query.agency))
    if query.year:
        wanted.append(("year = ?", query.year))
    return " AND ".join(["1", *(condition for condition, _ in wanted)]), [value for _, value in wanted]


def _found(row: Row) -> FoundLetter:
    number, path, subject, code, date, addressees, agency, signer, status, modified = row
    entry = LetterEntry(
        path=Path(path),
        subject=subject,
        code=code,
        date=date,
        addressees=addressees,
        agency=agency,
        signer=signer,
        status=Status(status),
        modified=float(modified),
    )
    return FoundLetter(int(number), entry)
