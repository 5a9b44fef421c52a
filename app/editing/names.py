"""Whom a letter goes to, as the address book remembers them for the next letter."""

from __future__ import annotations

from app.letter.model import AddresseeKind, Letter, RecipientKind, Secrecy
from app.library.contact import Contact


def names_in(letter: Letter) -> tuple[Contact, ...]:
    """Everyone in Kính gửi and Nơi nhận; none of a letter with a độ mật, which leaves no trace."""
    if letter.secrecy is not Secrecy.NONE:
        return ()
    addressees = (
        Contact(
            name=one.name,
            kind=one.kind,
            address=one.address if one.kind is AddresseeKind.PERSON else "",
        )
        for one in letter.addressees
        if one.kind is not AddresseeKind.LIST
    )
    recipients = (
        Contact(name=one.name, note=one.note) for one in letter.recipients if one.kind is RecipientKind.NAMED
    )
    return tuple(contact for contact in (*addressees, *recipients) if contact.name.strip())
