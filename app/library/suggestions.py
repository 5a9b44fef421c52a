"""What is offered while a name is typed: contacts, and groups as one line or as their members."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.letter.model import AddresseeKind
from app.library.address_book import AddressBook
from app.library.contact import Contact
from app.library.names import identity, words_of

LEAST_TYPED: Final = 2
_MOST_GROUPS = 2


class Offer(StrEnum):
    """What taking a suggestion puts into the letter."""

    CONTACT = "contact"
    GROUP = "group"  # its name, as one line
    MEMBERS = "members"  # every member, a line each


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``id`` is that of a learned name, which can be forgotten; "" for all others."""

    name: str
    offer: Offer
    contacts: tuple[Contact, ...]
    id: str = ""


def suggestions(book: AddressBook, typed: str, limit: int, *, with_groups: bool = True) -> list[Suggestion]:
    """What to offer for what was typed; nothing for very little, nor what says only the same again."""
    if len(typed.strip()) < LEAST_TYPED:
        return []
    found = _of_groups(book, typed) if with_groups else []
    named = {identity(one.name) for one in found}
    for entry in book.search(typed, limit + 1):
        contact = entry.contact
        if contact.name != typed and identity(contact.name) not in named:
            id_ = contact.id if entry.learned else ""
            found.append(Suggestion(contact.name, Offer.CONTACT, (contact,), id_))
    return found[:limit]


def _of_groups(book: AddressBook, typed: str) -> list[Suggestion]:
    wanted = words_of(typed)
    matching = [group for group in book.groups() if wanted and _answers(words_of(group), wanted)]
    found = []
    for group in matching[:_MOST_GROUPS]:
        line = Contact(name=group, kind=AddresseeKind.GROUP)
        members = tuple(book.expand(group))
        if members:
            found.append(Suggestion(group, Offer.MEMBERS, members))
        if group != typed:
            found.insert(len(found) - bool(members), Suggestion(group, Offer.GROUP, (line,)))
    return found


def _answers(words: list[str], wanted: list[str]) -> bool:
    """Whether a group begins with what is typed, its last word perhaps not yet whole."""
    return words[: len(wanted) - 1] == wanted[:-1] and any(
        word.startswith(wanted[-1]) for word in words[len(wanted) - 1 : len(wanted)]
    )
