"""Groups of the address book: made, renamed, ordered, filled, taken apart; each as one step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.base.errors import AppError
from app.library.address_book import AddressBook, group_name
from app.library.contact import Change
from app.library.names import identity


def add_group(book: AddressBook, name: str) -> Change:
    """A new group at the end; AppError when there is one of that name, or the name is empty."""
    return book.change((), groups=[*book.groups(), _free(book, name)])


def rename_group(book: AddressBook, old: str, new: str) -> Change:
    """Give a group another name, in its members too; AppError as add_group."""
    new = _free(book, new, old)
    members = [
        replace(entry, contact=replace(entry.contact, groups=_renamed(entry.contact.groups, old, new)))
        for entry in book.all()
        if old in entry.contact.groups
    ]
    return book.change(members, groups=[new if group == old else group for group in book.groups()])


def remove_group(book: AddressBook, name: str) -> Change:
    """Take a group apart; its members stay in the book."""
    return _with_members(book, name, (), [group for group in book.groups() if group != name])


def move_group(book: AddressBook, name: str, step: int) -> Change:
    """Move a group so many places down (up when negative), as far as there are places."""
    order = book.groups()
    place = order.index(name)
    order.insert(max(0, min(place + step, len(order) - 1)), order.pop(place))
    return book.change((), groups=order)


def set_members(book: AddressBook, name: str, ids: Collection[str]) -> Change:
    """Let exactly these be the members of a group."""
    return _with_members(book, name, ids, book.groups())


def _with_members(book: AddressBook, name: str, ids: Collection[str], groups: list[str]) -> Change:
    changed = []
    for entry in book.all():
        contact, wanted = entry.contact, entry.contact.id in ids
        if wanted != (name in contact.groups):
            others = tuple(group for group in contact.groups if group != name)
            now = (*others, name) if wanted else others
            changed.append(replace(entry, contact=replace(contact, groups=now)))
    return book.change(changed, groups=groups)


def _free(book: AddressBook, name: str, old: str = "") -> str:
    name = group_name(name)
    if not name:
        raise AppError("contacts.group_unnamed")
    taken = next((one for one in book.groups() if identity(one) == identity(name) and one != old), None)
    if taken is not None:
        raise AppError("contacts.group_taken", name=taken)
    return name


def _renamed(groups: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if group == old else group for group in groups)
