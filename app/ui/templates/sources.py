"""What the small form draws on: the address book, names written before, answers given before."""

from __future__ import annotations

from functools import partial

from app.base.vietnamese import fold
from app.letter.model import AddresseeKind
from app.letter.prompts import prompt_key
from app.library.contact import Contact
from app.library.template import Prompt
from app.ui.session import Session
from app.ui.templates.fields import Sources
from app.ui.templates.memory import earlier_answers

_MOST_NAMES = 12


def sources_of(session: Session) -> Sources:
    """The sources of this program."""
    return Sources(
        session.rulebook,
        partial(_names, session),
        partial(_contacts, session),
        partial(_members, session),
        partial(earlier_answers, session.settings),
    )


def known_prompts(session: Session, names: tuple[str, ...], first: tuple[Prompt, ...]) -> list[Prompt]:
    """Prompts of these names, as ``first`` or any template describes them; a text where none does."""
    found = {prompt_key(prompt.name): prompt for prompt in first}
    for kept in session.library.templates.all():
        for prompt in kept.template.prompts:
            found.setdefault(prompt_key(prompt.name), prompt)
    return [found.get(prompt_key(name), Prompt(name=name)) for name in names]


def _names(session: Session, typed: str) -> list[str]:
    """Entries of the address book and names of earlier letters, which it has learned."""
    book = session.library.contacts
    if not typed:
        return [entry.contact.name for entry in book.all()[:_MOST_NAMES]]
    found = [entry.contact.name for entry in book.search(typed, _MOST_NAMES)]
    groups = [name for name in book.groups() if fold(typed) in fold(name)]
    return list(dict.fromkeys((*groups, *found)))[:_MOST_NAMES]


def _members(session: Session, name: str) -> tuple[str, ...]:
    book = session.library.contacts
    return tuple(contact.name for contact in book.expand(name)) if name in book.groups() else ()


def _contacts(session: Session, name: str) -> tuple[Contact, ...]:
    """The entry of a name; a group and an unknown name stand for themselves, in one line."""
    book = session.library.contacts
    entry = book.find(name)
    if entry is not None:
        return (entry.contact,)
    return (Contact(name=name, kind=AddresseeKind.GROUP if name in book.groups() else AddresseeKind.AGENCY),)
