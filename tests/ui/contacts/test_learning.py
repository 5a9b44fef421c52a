"""What letters teach the address book, from the window's own session."""

from __future__ import annotations

from app.letter.model import Addressee, AddresseeKind, Letter, Recipient, Secrecy
from app.ui.session import Session

LETTER = Letter(
    addressees=(Addressee(name="Ông A", kind=AddresseeKind.PERSON, address="Pleiku"),),
    recipients=(Recipient(name="Thường trực Tỉnh ủy", note="để b/c"),),
)


def test_a_letter_teaches_names_addresses_and_notes(session: Session) -> None:
    session.learn(LETTER)
    first, second = (entry.contact for entry in session.address_book().all())
    assert (first.name, first.kind, first.address) == ("Ông A", AddresseeKind.PERSON, "Pleiku")
    assert (second.name, second.note) == ("Thường trực Tỉnh ủy", "để b/c")


def test_a_letter_with_a_secrecy_teaches_nothing(session: Session) -> None:
    session.learn(Letter(addressees=LETTER.addressees, recipients=LETTER.recipients, secrecy=Secrecy.SECRET))
    assert session.address_book().all() == []
