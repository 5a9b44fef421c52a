"""Finding contacts as one types: an index in memory, small enough to be looked through at every key."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Final

from app.base.vietnamese import SortKey, fold
from app.library.contact import Entry
from app.library.names import initials, words_of

# A name used half as often, or this much longer ago, weighs half.
_HALF_LIFE_SECONDS: Final = 60 * 86_400.0
_UNRANKED: Final = 1_000_000
_TIERS: Final = 5


# What one entry is found by: its id, its abbreviation, its folded words, their first letters.
_Card = tuple[str, str, str, str]
_Made = tuple[Entry, tuple[int, bool, SortKey], _Card]


class Index:
    """The cards of all entries, likeliest first, so that the search need not sort."""

    def __init__(self) -> None:
        self._cards: list[_Card] = []
        self._made: dict[str, _Made] = {}

    def fill(self, entries: Mapping[str, tuple[Entry, SortKey]], now: float) -> None:
        """Take these entries with the keys of their names; what did not change is used again."""
        made: dict[str, _Made] = {}
        for id_, (entry, key) in entries.items():
            old = self._made.get(id_)
            made[id_] = old if old is not None and old[0] is entry else _made(entry, key)
        self._made = made
        ordered = sorted(made.values(), key=lambda one: (-_weight(one[0], now), one[1]))
        self._cards = [card for _, _, card in ordered]

    def prepare(self, entry: Entry, key: SortKey) -> None:
        """Make the card of an entry before it is filled in."""
        self._made[entry.contact.id] = _made(entry, key)

    def search(self, typed: str, limit: int) -> list[str]:
        """The ids of those that answer; all of them, likeliest first, when nothing is typed."""
        words = words_of(typed)
        if not words:
            return [card[0] for card in self._cards[:limit]]
        whole, short = " ".join(words), fold(typed).strip()
        letters, several, last = short.replace(" ", ""), len(words) > 1, words[-1]
        found: tuple[list[str], ...] = tuple([] for _ in range(_TIERS))
        # Looked through at every key: one loop without calls is three times as fast.
        for id_, abbreviation, text, first in self._cards:
            if abbreviation == short or text == whole:
                found[0].append(id_)
            elif text.startswith(whole) or abbreviation.startswith(short):
                found[1].append(id_)
            elif first.startswith(letters):
                found[2].append(id_)
            elif whole in text:
                found[3 if f" {whole}" in text else 4].append(id_)
            elif several and last in text:
                spaced = f" {text}"
                if all(f" {word}" in spaced for word in words):
                    found[3].append(id_)
        return list(itertools.islice(itertools.chain(*found), limit))


def _made(entry: Entry, key: SortKey) -> _Made:
    contact = entry.contact
    words = words_of(contact.name)
    order = (contact.rank or _UNRANKED, entry.learned, key)
    # No text begins with a line feed: what has no abbreviation is not found by one.
    abbreviation = fold(contact.abbreviation) or "\n"
    return entry, order, (contact.id, abbreviation, " ".join(words), initials(words))


def _weight(entry: Entry, now: float) -> float:
    """How much a name is used; small differences do not shuffle the list."""
    age = max(now - entry.used_at, 0.0)
    return round(entry.uses * math.pow(0.5, age / _HALF_LIFE_SECONDS), 1)
