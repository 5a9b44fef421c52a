"""Kính gửi and Nơi nhận as lines of text: one line is one item, its punctuation is the program's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

from app.base.vietnamese import fold
from app.editing.commands.recipients import recipient_of
from app.importer.lines import PastedNames
from app.letter.clean import clean_text
from app.letter.endings import bare
from app.letter.model import Addressee, AddresseeKind, Letter, Recipient, RecipientKind
from app.library.contact import Contact
from app.rules.model import Rulebook

Item = TypeVar("Item", bound=Addressee | Recipient)

# A dash typed before a name: the program writes it. Of a number it writes none.
_DASH = re.compile("^\\s*(?:[-+*\u2013\u2022](?:\\s+|$)|\\d{1,3}[.)]\\s+)")
# A longer line says something for sure, and need not be taken apart to know it.
_LONGEST_DASH = 6


def canonical(line: str) -> str:
    """The line without the dash before it and the punctuation after it."""
    return bare(_DASH.sub("", line)).strip()


def says_something(line: str) -> bool:
    """Whether a line is an item; a dash with nothing behind it is none."""
    return bool(line.strip()) and (len(line) > _LONGEST_DASH or bool(canonical(line)))


def said_lines(lines: Sequence[str]) -> list[str]:
    """The lines that are items."""
    return [line for line in lines if says_something(line)]


class NameLines(Generic[Item]):
    """Turns the items of a list into lines and back. ``component`` is the list's name in the letter."""

    component = ""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def items(self, letter: Letter) -> tuple[Item, ...]:
        """The items of the letter."""
        return cast(tuple[Item, ...], getattr(letter, self.component))

    def show(self, item: Item) -> str:
        """The line of an item."""
        raise NotImplementedError

    def read(self, line: str, old: Item | None) -> Item:
        """The item of a canonical line; ``old`` is the one whose line was changed to it."""
        raise NotImplementedError

    def pasted(self, names: PastedNames) -> list[str]:
        """The lines of a pasted list."""
        raise NotImplementedError

    def of_contact(self, contact: Contact) -> Item:
        """The item that a contact of the address book becomes."""
        raise NotImplementedError

    def changed(self, lines: Sequence[str], old: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items that these lines say; what did not change stays the very item it was.

        Empty lines are no items.
        """
        said = said_lines(lines)
        shown = [self.show(item) for item in old]
        start = _same_at_start(said, shown)
        end = _same_at_start(said[start:][::-1], shown[start:][::-1])
        middle = said[start : len(said) - end]
        before = old[start : len(old) - end]
        new = self._middle(middle, before)
        if new == list(before):
            return old
        return (*old[:start], *new, *old[len(old) - end :])

    def _middle(self, lines: list[str], old: tuple[Item, ...]) -> list[Item]:
        bare_lines = [canonical(line) for line in lines]
        if len(bare_lines) == len(old):
            pairs = zip(bare_lines, old, strict=True)
            return [item if line == self.show(item) else self.read(line, item) for line, item in pairs]
        by_line = {self.show(item): item for item in old}
        found = [by_line[line] if line in by_line else self.read(line, None) for line in bare_lines]
        return [item for item, line in zip(found, bare_lines, strict=True) if line]


def _same_at_start(lines: Sequence[str], shown: Sequence[str]) -> int:
    count = 0
    for line, other in zip(lines, shown, strict=False):
        if line != other and canonical(line) != other:
            break
        count += 1
    return count


class AddresseeLines(NameLines[Addressee]):
    """Kính gửi."""

    component = "addressees"

    def show(self, item: Addressee) -> str:
        """The name."""
        return item.name

    def read(self, line: str, old: Addressee | None) -> Addressee:
        """The name; address and kind stay, but a kind that the old name spoke for follows the new one."""
        name, old = clean_text(line), old or Addressee()
        follows = old.kind is self._kind(old.name)
        return replace(old, name=name, kind=self._kind(name) if follows else old.kind)

    def _kind(self, name: str) -> AddresseeKind:
        """What a name seems to be: several agencies ("Các sở, ban, ngành"), else one."""
        words = tuple(f"{fold(word)} " for word in self.rulebook.drafting.several_agencies.words)
        return AddresseeKind.GROUP if fold(name).startswith(words) else AddresseeKind.AGENCY

    def pasted(self, names: PastedNames) -> list[str]:
        """The names; a note in brackets belongs to the name here, "Như trên" and "Lưu" to the other list."""
        named = [one for one in names.recipients if one.kind is RecipientKind.NAMED]
        return [f"{one.name} ({one.note})" if one.note else one.name for one in named]

    def of_contact(self, contact: Contact) -> Addressee:
        """The name with its kind; of a person the address too."""
        address = contact.address if contact.kind is AddresseeKind.PERSON else ""
        return Addressee(name=contact.name, kind=contact.kind, address=address)


class RecipientLines(NameLines[Recipient]):
    """Nơi nhận without its last line; "Như trên" is a kind of its own."""

    component = "recipients"

    def show(self, item: Recipient) -> str:
        """The name, and the note in brackets."""
        name = item.name
        if item.kind is RecipientKind.AS_ABOVE and not name:
            name = self.rulebook.recipients.as_above.text
        return f"{name} ({item.note})" if item.note else name

    def read(self, line: str, old: Recipient | None) -> Recipient:
        """Name and note; what else the item carried stays."""
        read = recipient_of(clean_text(line), self.rulebook)
        if old is not None:
            return replace(old, name=read.name, kind=read.kind, note=read.note)
        return read

    def pasted(self, names: PastedNames) -> list[str]:
        """The names with their notes."""
        return [self.show(one) for one in names.recipients]

    def of_contact(self, contact: Contact) -> Recipient:
        """The name with its note."""
        return Recipient(name=contact.name, note=contact.note)


AnyLines = NameLines[Any]
