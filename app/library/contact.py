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
