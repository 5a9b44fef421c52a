"""Provinces and communes: the fact table of resources/places, with the office's own changes on top."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from app.base.resources import resource_path
from app.base.vietnamese import fold, nfc, sort_key, upper
from app.letter.model import NamedAfter, Place

if TYPE_CHECKING:  # the conventions need no SQLite
    from app.library.database import Database

_TABLE = "place"
_COLUMNS = 7
# Before the codes of units that the office added; those of the table are numbers.
_OWN = "own-"


class PlaceKind(StrEnum):
    """The two tiers of local government."""

    PROVINCE = "province"  # tỉnh, thành phố trực thuộc trung ương
    COMMUNE = "commune"  # xã, phường, đặc khu


class Unit(NamedTuple):
    """An administrative unit as it is called from ``since`` to ``until`` (ISO dates, "" = still).

    ``unit`` is the kind of unit in small letters ("tỉnh", "phường"), ``province`` the code of the
    province a commune lies in ("" for a province), ``named_after`` a value of NamedAfter or "".
    A tuple, because three thousand are made at once.
    """

    code: str
    unit: str
    name: str
    province: str = ""
    named_after: str = ""
    since: str = ""
    until: str = ""

    @property
    def kind(self) -> PlaceKind:
        """Whether it is a province or a commune."""
        return PlaceKind.COMMUNE if self.province else PlaceKind.PROVINCE

    @property
    def full_name(self) -> str:
        """With its kind of unit: "xã Hàm Yên", but "Phường Điện Biên Phủ", "Thành phố Hồ Chí Minh".

        Source: điểm a, b, c khoản 1 Mục III Phụ lục II.
        """
        unit = f"{upper(self.unit[:1])}{self.unit[1:]}" if self.named_after else self.unit
        return f"{unit} {self.name}".strip()

    @property
    def place(self) -> Place:
        """The địa danh of an agency that sits here."""
        return Place(name=self.name, unit=self.unit, named_after=NamedAfter(self.named_after or "nothing"))

    def holds_on(self, day: str) -> bool:
        """Whether it is called so on this day (ISO date)."""
        return self.since <= day and (not self.until or day <= self.until)


class _Names(NamedTuple):
    """What a unit is found by, folded."""

    name: str
    unit: tuple[str, ...]
    province: tuple[str, ...]
    initials: str


class Places:
    """The places as they are called on a day, today if none is given.

    What the office adds, renames or ends is kept in the library and wins over the table.
    """

    def __init__(
        self, database: Database | None = None, on: datetime.date | None = None, file: Path | None = None
    ) -> None:
        self._database = database
        self._day = (on or datetime.datetime.now().astimezone().date()).isoformat()
        self._file = file or resource_path("places", "places.tsv")
        if database is not None:
            database.changed.subscribe(self._on_changed)

    def provinces(self) -> list[Unit]:
        """Every province, in alphabetical order."""
        return _sorted(unit for unit in self._current if not unit.province)

    def communes(self, province: str) -> list[Unit]:
        """Every commune of a province (by its code), in alphabetical order."""
        return _sorted(unit for unit in self._current if unit.province == province)

    def get(self, code: str) -> Unit | None:
        """The unit of a code as it is called on the day, or was when it ended; None when unknown."""
        return self._by_code.get(code)

    def label(self, unit: Unit) -> str:
        """The full name, for a commune with its province: "xã Hàm Yên, tỉnh Tuyên Quang"."""
        province = self.get(unit.province)
        return f"{unit.full_name}, {province.full_name}" if province else unit.full_name

    def search(
        self, typed: str, limit: int = 20, kind: PlaceKind | None = None, province: str = ""
    ) -> list[Unit]:
        """What was typed, without diacritics: names that begin so first, then by whole words, then by parts.

        The kind of unit and the province may be typed too ("p hoa hai da nang"). Nothing typed finds nothing.
        """
        words = fold(typed).replace(",", " ").replace(".", " ").split()
        if not words:
            return []
        literal = nfc(typed).strip().lower()
        ranked = []
        for number, (unit, names) in enumerate(zip(self._current, self._folded, strict=True)):
            if (kind and unit.kind is not kind) or (province and unit.province != province):
                continue
            rank = _rank(words, names)
            if rank is not None:
                # Who types the marks means them.
                is_literal = literal in unit.name.lower()
                ranked.append((rank, not is_literal, bool(unit.province), len(names.name), number))
        ranked.sort()
        return [self._current[number] for *_, number in ranked[:limit]]

    def kinds(self, tier: PlaceKind) -> list[str]:
        """The kinds of unit of one of the two tiers, the most frequent first."""
        counted = Counter(unit.unit for unit in self._current if unit.kind is tier)
        return [kind for kind, _ in counted.most_common()]

    def save(self, unit: Unit) -> Unit:
        """Keep a unit that the office adds (without a code) or changes, as it is kept now.

        One with an ``until`` in the past has ended.
        """
        if self._database is None:
            raise LookupError("places without a library cannot be changed")
        if not unit.code:
            unit = unit._replace(code=f"{_OWN}{uuid4().hex}")
        data = json.dumps(unit._asdict(), ensure_ascii=False)
        with self._database.changing(_TABLE) as changes:
            changes.execute("INSERT OR REPLACE INTO place (code, data) VALUES (?, ?)", (unit.code, data))
        return unit

    def forget(self, code: str) -> None:
        """Take back what the office changed; the table holds again."""
        if self._database is None:
            raise LookupError("places without a library cannot be changed")
        with self._database.changing(_TABLE) as changes:
            changes.execute("DELETE FROM place WHERE code = ?", (code,))

    def own(self) -> list[Unit]:
        """What the office added or changed."""
        return _sorted(self._changed_by_office())

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for unit in _read(self._file):
            # The rows of a code stand in the order of time: the last that has begun.
            if unit.code not in units or unit.since <= self._day:
                units[unit.code] = unit
        units.update((unit.code, unit) for unit in self._changed_by_office())
        return units

    @cached_property
    def _current(self) -> list[Unit]:
        return [unit for unit in self._by_code.values() if unit.holds_on(self._day)]

    @cached_property
    def _folded(self) -> list[_Names]:
        # Each letter is folded once, not once for each name: half the time.
        text = "\n".join(unit.name for unit in self._current)
        names = text.translate({ord(letter): fold(letter) for letter in set(text)}).split("\n")
        units = {unit.unit: _unit_words(unit.unit) for unit in self._current}
        provinces = {
            unit.code: (*name.split(), *units[unit.unit], _initials(name))
            for unit, name in zip(self._current, names, strict=True)
            if not unit.province
        }
        return [
            _Names(
                name,
                units[unit.unit],
                provinces.get(unit.province, ()),
                _initials(name) if not unit.province else "",
            )
            for unit, name in zip(self._current, names, strict=True)
        ]

    def _changed_by_office(self) -> list[Unit]:
        if self._database is None:
            return []
        return [
            Unit(**{field: str(value) for field, value in kept.items() if field in Unit._fields})
            for kept in (json.loads(row["data"]) for row in self._database.read("SELECT data FROM place"))
        ]

    def _on_changed(self, table: str) -> None:
        if table == _TABLE:
            for lazily_made in ("_by_code", "_current", "_folded"):
                self.__dict__.pop(lazily_made, None)


def _read(file: Path) -> Iterable[Unit]:
    lines = file.read_text("utf-8").splitlines()
    for line in lines[1:]:
        fields = line.split("\t")
        if len(fields) != _COLUMNS:
            raise ValueError(f"{file.name}: {line!r} has not {_COLUMNS} columns")
        yield Unit._make(fields)


def _sorted(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: sort_key(unit.name))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _unit_words(unit: str) -> tuple[str, ...]:
    # "thanh", "pho", "tp": the words, and their initials, which is how clerks shorten them.
    words = fold(unit).split()
    return (*words, "".join(word[0] for word in words))


def _rank(words: list[str], names: _Names) -> int | None:
    """How well the words fit, 0 best; None when they do not."""
    skipped = next((n for n, word in enumerate(words) if word not in names.unit), len(words))
    # The kind of unit may stand in front, but "xa" alone may begin a name ("Xa Dung").
    best = [_rank_name(words[first:], names) for first in {0, skipped} if first < len(words)]
    return min((rank for rank in best if rank is not None), default=None)


def _rank_name(words: list[str], names: _Names) -> int | None:
    typed, name = " ".join(words), names.name
    if typed in (name, names.initials):
        return 0
    if name.startswith(typed):
        return 1
    if f" {typed} " in f" {name} ":
        return 2
    if f" {typed}" in f" {name}":
        return 3
    # "ham yen tuyen quang": the whole name, then the province.
    if typed.startswith(f"{name} ") and names.province:
        province = typed[len(name) + 1 :].split()
        if all(any(part.startswith(word) for part in names.province) for word in province):
            return 1
    return None
