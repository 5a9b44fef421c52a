"""An entry of the address book: an organ or a person that letters go to, and groups of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.letter.model import AddresseeKind, Node


@dataclass(frozen=True, kw_only=True)
class Contact(Node):
    """An organ or a person (Ông/Bà).

    ``address`` is the line below a person's name; ``note`` is what stands behind it in Nơi nhận ("để b/c");
    ``rank`` orders the book (smaller is higher, 0 = not ranked); ``groups`` are the names of its groups.
    """

    id: str = ""
    name: str = ""
    kind: AddresseeKind = AddresseeKind.AGENCY
    abbreviation: str = ""
    address: str = ""
    note: str = ""
    rank: int = 0
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact and how the book came to know it.

    ``learned`` from a letter, not put in by the clerk; ``uses``: letters it stood in; ``used_at``: seconds
    since 1970 of the last one, 0 for never.
    """

    contact: Contact
    learned: bool = False
    uses: int = 0
    used_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """What one step did to the book, so that it can be taken back.

    ``before``: the entries as they were; ``added``: ids that were not there; ``groups``: the order before.
    """

    before: tuple[Entry, ...]
    added: tuple[str, ...]
    groups: tuple[str, ...]
