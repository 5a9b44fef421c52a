"""Names that the next letter may want again."""

from __future__ import annotations

from app.editing.names import names_in
from app.letter.model import Addressee, AddresseeKind, Recipient, RecipientKind, Secrecy
from app.library.contact import Contact
from tests.support.letters import simple_letter

WRITTEN = {
    "addressees": (
        Addressee(name="Sở Nội vụ"),
        Addressee(name="Ông A", kind=AddresseeKind.PERSON, address="Pleiku"),
        Addressee(name="Như danh sách gửi kèm", kind=AddresseeKind.LIST),
    ),
    "recipients": (
        Recipient(kind=RecipientKind.AS_ABOVE),
        Recipient(name="Thường trực Tỉnh ủy", note="để b/c"),
    ),
}


def test_names_of_addressees_and_recipients_are_kept() -> None:
    assert names_in(simple_letter(**WRITTEN)) == (
        Contact(name="Sở Nội vụ"),
        Contact(name="Ông A", kind=AddresseeKind.PERSON, address="Pleiku"),
        Contact(name="Thường trực Tỉnh ủy", note="để b/c"),
    )


def test_a_secret_letter_leaves_no_names() -> None:
    assert names_in(simple_letter(**WRITTEN, secrecy=Secrecy.SECRET)) == ()


def test_what_is_still_to_be_filled_in_is_nobody() -> None:
    letter = simple_letter(
        addressees=(
            Addressee(name="[[cơ quan nhận]]"),
            Addressee(name="Ông B", kind=AddresseeKind.PERSON, address="[[địa chỉ]]"),
            Addressee(name="……"),
        ),
        recipients=(
            Recipient(name="Sở [[ngành]]"),
            Recipient(name="Sở Y tế", note="[[để làm gì]]"),
        ),
    )
    assert names_in(letter) == (Contact(name="Ông B", kind=AddresseeKind.PERSON), Contact(name="Sở Y tế"))
