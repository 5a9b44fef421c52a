"""The names a letter is sent to, which the next letter may want again."""

from __future__ import annotations

from app.letter.model import AddresseeKind, Letter, RecipientKind, Secrecy


def names_in(letter: Letter) -> tuple[str, ...]:
    """Names in Kính gửi and Nơi nhận; none of a letter with a độ mật, which leaves no trace."""
    if letter.secrecy is not Secrecy.NONE:
        return ()
    addressees = (one.name for one in letter.addressees if one.kind is not AddresseeKind.LIST)
    recipients = (one.name for one in letter.recipients if one.kind is RecipientKind.NAMED)
    return tuple(name for name in (*addressees, *recipients) if name.strip())
