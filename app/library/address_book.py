"""The address book (Danh bạ): whom letters go to, found as one types, learned from letters."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.base.vietnamese import SortKey, fold, nfc, sort_key
from app.letter.codec import decode, encode
from app.letter.model import AddresseeKind
from app.library.contact import Change, Contact, Entry
from app.library.contact_search import Index
from app.library.database import Database
from app.library.names import identity, is_bare, searched

TABLE: Final = "contact"
GROUP_TABLE: Final = "contact_group"
# More names learned than any office writes to; the oldest are forgotten.
MOST_LEARNED: Final = 2_000
LONGEST_NAME: Final = 300
# A letter is saved many times while it is written, and counts once.
_ONE_USE_SECONDS = 12 * 3600.0
# Keys of their own kind among identities, none of which begins with a blank: what a spelling without
# diacritics means, and names that were typed without them.
_BARE, _TYPED_BARE = " ", "  "

Order = tuple[bool, int, SortKey]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry with its row in the database: what did not change is not read again."""

    row: tuple[object, ...]
    entry: Entry
    order: Order


class AddressBook:
    """The contacts of the library; ``database.changed`` tells "contact" and "contact_group"."""

    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self._database, self._now = database, now
        self._kept: dict[str, _Kept] = {}
        self._index = Index()
        self._prepared: dict[str, _Kept] = {}
        self._sorted: list[Entry] = []
        self._by_identity: dict[str, str] | None = None
        self._is_stale = True
        database.changed.subscribe(self._on_changed)

    # --- asking

    def entries(self) -> Mapping[str, Entry]:
        """All entries by id."""
        self._refresh()
        return {id_: kept.entry for id_, kept in self._kept.items()}

    def all(self) -> list[Entry]:
        """All entries: those with a rank first, then in the order of the alphabet."""
        self._refresh()
        return list(self._sorted)

    def get(self, id: str) -> Entry | None:  # noqa: A002 - as everywhere in the library
        """The entry of an id; None when it was removed."""
        self._refresh()
        kept = self._kept.get(id)
        return kept.entry if kept else None

    def find(self, name: str) -> Entry | None:
        """The entry of this name, however it is spelled; None when the book does not know it."""
        self._refresh()
        if self._by_identity is None:
            self._by_identity = identities(kept.entry for kept in self._kept.values())
        id_ = known_as(name, self._by_identity)
        return self._kept[id_].entry if id_ else None

    def search(self, typed: str, limit: int = 50) -> list[Entry]:
        """Entries that answer to what is typed, the likeliest first; without regard to diacritics.

        Its whole name or abbreviation, then its beginning, its initials, beginnings of its words, anything
        in it; among equals those used often and lately, then the higher rank.
        """
        self._refresh()
        return [self._kept[id_].entry for id_ in self._index.search(typed, limit)]

    # --- changing

    def save(self, contact: Contact) -> Contact:
        """Keep a contact as the clerk wrote it; a new one is given an id."""
        contact = self.tidy(contact)
        old = self.get(contact.id)
        self.change([replace(old or Entry(contact), contact=contact, learned=False)])
        return contact

    def remove(self, ids: Iterable[str]) -> Change:
        """Forget these."""
        return self.change((), ids)

    def learn(self, contacts: Sequence[Contact]) -> None:
        """Remember whom a letter went to; what the clerk put in himself is not changed by it."""
        now = self._now()
        put: dict[str, Entry] = {}
        for contact in contacts:
            if not contact.name.strip() or len(contact.name) > LONGEST_NAME:
                continue
            known = self.find(contact.name)
            if known is None:
                entry = Entry(self.tidy(contact), learned=True, uses=1, used_at=now)
                put.setdefault(identity(contact.name), entry)
            elif known.contact.id not in put:
                put[known.contact.id] = _used(known, contact, now)
        changed = [entry for entry in put.values() if entry != self.get(entry.contact.id)]
        if changed:
            self.change(changed, self._surplus(len(changed)))

    def forget(self, id: str) -> Change | None:  # noqa: A002 - as everywhere in the library
        """Forget a learned name; None for what the clerk put in himself, which is removed on purpose only."""
        entry = self.get(id)
        return self.remove([id]) if entry is not None and entry.learned else None

    def prepare(self, entry: Entry) -> None:
        """Do now what ``change`` would do for this entry: thousands of them are prepared in slices."""
        kept = _kept_as(entry)
        self._prepared[entry.contact.id] = kept
        self._index.prepare(entry, kept.order[2])

    def change(
        self, put: Sequence[Entry], drop: Iterable[str] = (), groups: Sequence[str] | None = None
    ) -> Change:
        """Put entries in, take others out and order the groups, as one step that ``undo`` takes back."""
        before = self.entries()
        old_groups = tuple(self.groups())
        wanted = tuple(old_groups if groups is None else groups)
        named = dict.fromkeys(name for entry in put for name in entry.contact.groups)
        wanted = (*wanted, *(name for name in named if name not in wanted))
        kept = [_prepared(entry if entry.contact.id else _with_id(entry), self._prepared) for entry in put]
        dropped = [id_ for id_ in drop if id_ in before]
        tables = (TABLE,) if wanted == self._listed_groups() else (TABLE, GROUP_TABLE)
        with self._database.changing(*tables) as changes:
            changes.executemany("DELETE FROM contact WHERE id = ?", [(id_,) for id_ in dropped])
            changes.executemany(
                "INSERT OR REPLACE INTO contact (id, folded, learned, uses, used_at, data)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [one.row for one in kept],
            )
            if len(tables) > 1:
                changes.execute("DELETE FROM contact_group")
                rows = [(name, fold(name), place) for place, name in enumerate(wanted)]
                changes.executemany("INSERT OR REPLACE INTO contact_group VALUES (?, ?, ?)", rows)
        self._prepared.clear()
        self._kept |= {one.entry.contact.id: one for one in kept}
        touched = dict.fromkeys((*(one.entry.contact.id for one in kept), *dropped))
        return Change(
            before=tuple(before[id_] for id_ in touched if id_ in before),
            added=tuple(id_ for id_ in touched if id_ not in before),
            groups=old_groups,
        )

    def undo(self, change: Change) -> None:
        """Take a step back, as one step."""
        self.change(change.before, change.added, change.groups)

    @staticmethod
    def tidy(contact: Contact) -> Contact:
        """The contact with an id, and its texts as they are kept: NFC, single spaces, no empty groups."""
        groups = dict.fromkeys(filter(None, map(group_name, contact.groups)))
        return replace(
            contact,
            id=contact.id or new_id(),
            name=_clean(contact.name)[:LONGEST_NAME],
            abbreviation=_clean(contact.abbreviation),
            address=_clean(contact.address),
            note=_clean(contact.note).strip("() "),
            groups=tuple(groups),
        )

    # --- groups

    def groups(self) -> list[str]:
        """The names of the groups in their order."""
        listed = self._listed_groups()
        named = dict.fromkeys(name for entry in self.all() for name in entry.contact.groups)
        return [*listed, *(name for name in named if name not in listed)]

    def expand(self, group: str) -> list[Contact]:
        """The members of a group in the order of the book."""
        return [entry.contact for entry in self.all() if group in entry.contact.groups]

    # --- inside

    def _listed_groups(self) -> tuple[str, ...]:
        rows = self._database.read("SELECT name FROM contact_group ORDER BY position, folded")
        return tuple(str(row["name"]) for row in rows)

    def _surplus(self, coming: int) -> list[str]:
        learned = [kept.entry for kept in self._kept.values() if kept.entry.learned]
        learned.sort(key=lambda entry: entry.used_at)
        return [entry.contact.id for entry in learned[: max(len(learned) + coming - MOST_LEARNED, 0)]]

    def _on_changed(self, table: str) -> None:
        if table == TABLE:
            self._is_stale = True

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        rows = self._database.read("SELECT id, folded, learned, uses, used_at, data FROM contact")
        kept: dict[str, _Kept] = {}
        for row in map(tuple, rows):
            old = self._kept.get(row[0])
            kept[row[0]] = old if old is not None and old.row == row else _kept_of(row)
        self._kept, self._is_stale, self._by_identity = kept, False, None
        self._sorted = [one.entry for one in sorted(kept.values(), key=lambda one: one.order)]
        self._index.fill({id_: (one.entry, one.order[2]) for id_, one in kept.items()}, self._now())


def identities(entries: Iterable[Entry]) -> dict[str, str]:
    """Ids by the identities of their names; bare spellings lead to the only name they can mean."""
    found: dict[str, str] = {}
    spelled: dict[str, set[str]] = {}
    for entry in entries:
        name, id_ = entry.contact.name, entry.contact.id
        found[identity(name)] = id_
        spelled.setdefault(bare_key(name), set()).add(id_)
        if is_bare(name):
            found[_TYPED_BARE + searched(name)] = id_
    found |= {key: next(iter(ids)) for key, ids in spelled.items() if len(ids) == 1}
    return found


def known_as(name: str, identities: Mapping[str, str]) -> str | None:
    """The id of a name among identities; diacritics that one of two spellings leaves out do not part them."""
    exact = identities.get(identity(name))
    if exact is not None:
        return exact
    return identities.get(bare_key(name) if is_bare(name) else _TYPED_BARE + searched(name))


def group_name(words: str) -> str:
    """The name of a group as it is kept: a semicolon parts groups in a table."""
    return _clean(words.replace(";", ","))


def new_id() -> str:
    """An id that no other window gives as well."""
    return secrets.token_hex(8)


def bare_key(name: str) -> str:
    """What names without diacritics are found by, among identities."""
    return _BARE + searched(name)


def _clean(words: str) -> str:
    return nfc(" ".join(words.split()))


def _used(known: Entry, contact: Contact, now: float) -> Entry:
    again = now - known.used_at >= _ONE_USE_SECONDS
    entry = replace(known, uses=known.uses + again, used_at=now if again else known.used_at)
    if not known.learned:
        return entry
    # Learned before: the newest letter knows best; Nơi nhận does not say who is a person.
    told = replace(
        known.contact,
        kind=known.contact.kind if contact.kind is AddresseeKind.AGENCY else contact.kind,
        address=contact.address or known.contact.address,
        note=contact.note or known.contact.note,
    )
    return replace(entry, contact=told)


def _with_id(entry: Entry) -> Entry:
    return replace(entry, contact=replace(entry.contact, id=new_id()))


def _prepared(entry: Entry, prepared: Mapping[str, _Kept]) -> _Kept:
    found = prepared.get(entry.contact.id)
    return found if found is not None and found.entry is entry else _kept_as(entry)


def _kept_as(entry: Entry) -> _Kept:
    contact = entry.contact
    data = json.dumps(encode(contact), ensure_ascii=False)
    row = (contact.id, searched(contact.name), int(entry.learned), entry.uses, float(entry.used_at), data)
    return _Kept(row, entry, _order_of(contact))


def _kept_of(row: tuple[object, ...]) -> _Kept:
    _, _, learned, uses, used_at, data = row
    contact = decode(Contact, json.loads(str(data)))
    entry = Entry(contact, bool(learned), int(str(uses)), float(str(used_at)))
    return _Kept(row, entry, _order_of(contact))


def _order_of(contact: Contact) -> Order:
    return (not contact.rank, contact.rank, sort_key(contact.name))
