"""Whom a letter goes to, as the address book remembers them for the next letter."""

from __future__ import annotations

from app.letter.model import AddresseeKind, Letter, RecipientKind, Secrecy
from app.letter.prompts import has_prompt
from app.library.contact import Contact


def names_in(letter: Letter) -> tuple[Contact, ...]:
    """Everyone in Kính gửi and Nơi nhận; none of a letter with a độ mật, which leaves no trace.

    Prompts that are still open are nobody's name, address or note.
    """
    if letter.secrecy is not Secrecy.NONE:
        return ()
    addressees = (
        Contact(
            name=one.name,
            kind=one.kind,
            address=_filled(one.address) if one.kind is AddresseeKind.PERSON else "",
        )
        for one in letter.addressees
        if one.kind is not AddresseeKind.LIST
    )
    recipients = (
        Contact(name=one.name, note=_filled(one.note))
        for one in letter.recipients
        if one.kind is RecipientKind.NAMED
    )
    return tuple(one for one in (*addressees, *recipients) if any(map(str.isalpha, _filled(one.name))))


def _filled(words: str) -> str:
    return "" if has_prompt(words) else words
