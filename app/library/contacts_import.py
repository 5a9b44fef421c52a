"""Contacts from the rows of a table: what is new, what is merged into the book, what is skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.base.vietnamese import fold
from app.letter.model import AddresseeKind
from app.library.address_book import (
    LONGEST_NAME,
    AddressBook,
    bare_key,
    group_name,
    identities,
    known_as,
)
from app.library.contact import Change, Contact, Entry
from app.library.contact_columns import Columns, Role
from app.library.contact_rows import RowReader
from app.library.names import identity, is_bare

_TOTALS = ("tong cong", "tong so", "cong")
# Of our own table of groups, in both languages.
_GROUP_HEADS = ("nhom", "groups")
# Rows of heads above the first row.
_MOST_HEADS = 2


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    MERGED = "merged"  # adds something to what is known
    KNOWN = "known"  # says nothing new
    SECTION = "section"  # the head of the rows below it, their group
    NAMELESS = "nameless"
    HEAD = "head"  # the heads once more, as on every printed page
    TOTAL = "total"
    TOO_LONG = "too_long"


SKIPPED = frozenset([Outcome.NAMELESS, Outcome.HEAD, Outcome.TOTAL, Outcome.TOO_LONG])


@dataclass(frozen=True, slots=True)
class Planned:
    """A row: its place in the table, what becomes of it, the contact as the row tells it.

    ``same_as``: the name it is merged with.
    """

    row: int
    outcome: Outcome
    contact: Contact = field(default_factory=Contact)
    same_as: str = ""


class Plan:
    """What an import would do; worked out row by row, so that a window stays alive meanwhile.

    ``group``: everyone is put into it as well ("" for none). ``groups`` are told in their order by a table
    of their own; those of the book stay before them.
    """

    def __init__(
        self,
        book: AddressBook,
        rows: Sequence[Sequence[str]],
        columns: Columns,
        group: str = "",
        groups: Sequence[str] = (),
    ) -> None:
        self._book, self._rows, self._columns, self._group = book, rows, columns, group.strip()
        self._groups = groups
        self.planned: list[Planned] = []
        self._entries: dict[str, Entry] = {}  # as they will be; only those that change
        self._identities: dict[str, str] | None = None
        self._section = ""
        highest = max((entry.contact.rank for entry in book.all()), default=0)
        heads = rows[max(columns.first - _MOST_HEADS, 0) : columns.first]
        self._reader = RowReader(columns, heads, highest)

    @property
    def has_names(self) -> bool:
        """Whether a column holds the names; nothing can be imported without."""
        return Role.NAME in self._columns.roles

    def steps(self) -> Iterator[None]:
        """Plan one row a step, then prepare what will be kept."""
        if self._identities is None:
            people = [entry.contact for entry in self._book.all() if entry.contact.address]
            self._identities = identities(self._book.all())
            self._identities |= {_with_address(contact): contact.id for contact in people}
            yield
        heads = self._rows[self._columns.first - 1] if self._columns.first else ()
        for place in range(self._columns.first, len(self._rows)):
            self.planned.append(self._plan(place, heads))
            yield
        for entry in self._entries.values():
            self._book.prepare(entry)
            yield

    def count(self, *outcomes: Outcome) -> int:
        """How many rows have one of these outcomes."""
        return sum(one.outcome in outcomes for one in self.planned)

    def carry_out(self) -> Change:
        """Do it, as one step; everything the book knew stays."""
        groups = dict.fromkeys((*self._book.groups(), *self._groups))
        return self._book.change(list(self._entries.values()), groups=tuple(groups))

    # --- inside

    def _plan(self, place: int, heads: Sequence[str]) -> Planned:
        row = self._rows[place]
        if row == heads:
            return Planned(place, Outcome.HEAD)
        if any(
            role in (Role.RANK, Role.NAME) and fold(cell).strip(" .:") in _TOTALS
            for role, cell in zip(self._columns.roles, row, strict=False)
        ):
            return Planned(place, Outcome.TOTAL)
        section = self._reader.section(row, self._rows[place + 1] if place + 1 < len(self._rows) else ())
        if section:
            self._section = section
            return Planned(place, Outcome.SECTION, Contact(name=section))
        contact = self._reader.contact(row)
        refusal = _refusal(contact)
        if refusal is not None:
            return Planned(place, refusal)
        if self._section and Role.GROUP not in self._columns.roles:
            contact = replace(contact, groups=(self._section,))
        if self._group:
            contact = replace(contact, groups=(*contact.groups, self._group))
        return self._merge(place, AddressBook.tidy(contact))

    def _merge(self, place: int, contact: Contact) -> Planned:
        old = self._known(contact)
        if old is None:
            self._add(contact)
            return Planned(place, Outcome.NEW, contact)
        now = merged(old.contact, contact)
        if old.learned:
            # A list is written with more care than a letter's line.
            now = replace(now, name=contact.name)
        new = replace(old, contact=now, learned=False)
        if new == old:
            return Planned(place, Outcome.KNOWN, contact, old.contact.name)
        self._entries[now.id] = new
        return Planned(place, Outcome.MERGED, contact, old.contact.name)

    def _known(self, contact: Contact) -> Entry | None:
        """The entry that a row speaks of."""
        known = self._identities if self._identities is not None else {}
        id_ = known.get(_with_address(contact)) or known_as(contact.name, known)
        found = (self._entries.get(id_) or self._book.get(id_)) if id_ is not None else None
        if found is not None and are_namesakes(found.contact, contact) and contact.address:
            same = fold(found.contact.address) in ("", fold(contact.address))
            return found if same else None
        return found

    def _add(self, contact: Contact) -> None:
        self._entries[contact.id] = Entry(contact)
        if self._identities is None:
            return
        self._identities[identity(contact.name)] = contact.id
        self._identities[_with_address(contact)] = contact.id
        if is_bare(contact.name):
            self._identities.setdefault(bare_key(contact.name), contact.id)


def groups_told(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The groups that a table of one column tells, as our own export has it; none for any other table."""
    if not rows or len(rows[0]) != 1 or fold(rows[0][0]) not in _GROUP_HEADS:
        return ()
    return tuple(name for name in (group_name(row[0]) for row in rows[1:]) if name)


def merged(known: Contact, told: Contact) -> Contact:
    """What the book knows, and what it did not know yet."""
    abbreviation = known.abbreviation or told.abbreviation
    if not abbreviation and identity(told.name) == identity(known.name):
        # "UBND xã X" is the short form of "Ủy ban nhân dân xã X": kept to be found by.
        shorter = min(known.name, told.name, key=len)
        abbreviation = shorter if fold(known.name) != fold(told.name) and shorter != known.name else ""
    return replace(
        known,
        kind=told.kind if known.kind is AddresseeKind.AGENCY else known.kind,
        abbreviation=abbreviation,
        address=known.address or told.address,
        note=known.note or told.note,
        rank=known.rank or told.rank,
        groups=tuple(dict.fromkeys((*known.groups, *told.groups))),
    )


def are_namesakes(one: Contact, other: Contact) -> bool:
    """Whether two of one name may be two: people are told apart by their addresses."""
    return one.kind is AddresseeKind.PERSON and other.kind is AddresseeKind.PERSON


def _with_address(contact: Contact) -> str:
    """What a person is found by, among identities; no name holds a line feed."""
    return f"{identity(contact.name)}\n{fold(contact.address)}"


def _refusal(contact: Contact) -> Outcome | None:
    if not any(char.isalpha() for char in contact.name):
        return Outcome.NAMELESS
    return Outcome.TOO_LONG if len(contact.name) > LONGEST_NAME else None
