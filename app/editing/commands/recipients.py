"""Lists pasted from elsewhere: Kính gửi and Nơi nhận, a line each."""

from __future__ import annotations

import re
from dataclasses import replace

from app.base.vietnamese import fold
from app.letter.clean import clean_text
from app.letter.endings import bare
from app.letter.model import Addressee, ArchiveLine, Letter, Recipient, RecipientKind
from app.rules.model import Rulebook

# What people put before the items of a list: dashes, bullets, "1." and "a)".
_BULLET = re.compile(r"^\s*(?:[-\u2013\u2014*+\u2022\u00b7\u25aa]\s*|\d{1,3}[.)]\s+|\w[)]\s+)")
_NOTE = re.compile(r"^(?P<name>.*\S)\s*\((?P<note>[^()]*)\)$")


def paste_addressees(letter: Letter, text: str, rulebook: Rulebook, index: int | None = None) -> Letter:
    """Put every line of a text into Kính gửi, without bullets, end signs and the words before the list."""
    names = [Addressee(name=name) for name in pasted_lines(text, rulebook)]
    place = len(letter.addressees) if index is None else index
    given = letter.addressees
    return replace(letter, addressees=(*given[:place], *names, *given[place:])) if names else letter


def paste_recipients(letter: Letter, text: str, rulebook: Rulebook, index: int | None = None) -> Letter:
    """Put every line into Nơi nhận: what stands in brackets is the note, "Lưu:" fills the archive line."""
    found: list[Recipient] = []
    archive = letter.archive
    for line in pasted_lines(text, rulebook):
        if fold(line).startswith(fold(rulebook.recipients.archive.word)):
            archive = archive_of(line, archive, rulebook)
        else:
            found.append(recipient_of(line, rulebook))
    place = len(letter.recipients) if index is None else index
    given = letter.recipients
    if not found and archive == letter.archive:
        return letter
    return replace(letter, recipients=(*given[:place], *found, *given[place:]), archive=archive)


def pasted_lines(text: str, rulebook: Rulebook) -> list[str]:
    """The items of a pasted list: a line each; a line of several parted by ";" is several."""
    lines = [part for line in clean_text(text).split("\n") for part in line.split(";")]
    return [item for item in (_item(line, rulebook) for line in lines) if item]


def recipient_of(line: str, rulebook: Rulebook) -> Recipient:
    """One line of Nơi nhận: name and note, or "Như trên"."""
    match = _NOTE.match(line)
    name, note = (match["name"], match["note"].strip()) if match else (line, "")
    if fold(name) == fold(rulebook.recipients.as_above.text):
        return Recipient(kind=RecipientKind.AS_ABOVE, note=note)
    return Recipient(name=name, note=note)


def archive_of(line: str, archive: ArchiveLine, rulebook: Rulebook) -> ArchiveLine:
    """The archive line "Lưu: VT, KGVX (Q)"."""
    rule = rulebook.recipients.archive
    rest = line[len(rule.word) :].strip()
    match = _NOTE.match(rest)
    rest, initials = (match["name"], match["note"].strip()) if match else (rest, archive.initials)
    units = tuple(unit for unit in (part.strip() for part in rest.split(rule.separator)) if unit)
    return replace(archive, units=units or archive.units, initials=initials)


def _item(line: str, rulebook: Rulebook) -> str:
    item = _without_head(line, rulebook)
    item = bare(_BULLET.sub("", item, count=1))
    return " ".join(item.split())


def _without_head(line: str, rulebook: Rulebook) -> str:
    for word in rulebook.drafting.pasted.words:
        if fold(line.strip()).startswith(fold(word)):
            return line.strip()[len(word) :].lstrip(" :")
    return line
