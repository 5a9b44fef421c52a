"""Lists that were pasted into Kính gửi or Nơi nhận: one name a line, notes, "Như trên", "Lưu:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.base.vietnamese import fold
from app.importer.cleaning import cleaned, split_lines
from app.letter.model import ArchiveLine, Recipient, RecipientKind
from app.rules.load import load_rulebook
from app.rules.model import Rulebook

# Hyphens, dashes and bullets, those of Word's Symbol font too.
_BULLET = re.compile("[-+*\u2010-\u2015\u2022\u25aa\u25cf\u00b7\uf000-\uf0ff]+\\s*")
# "1." "2)" "3/", "a)", and the bare number of a table's first column.
_NUMBER = re.compile("(?:\\d{1,3}|[a-z\u0111])[.)/]\\s+|\\d{1,3}[.)](?=[^\\W\\d])|\\d{1,4}\\t\\s*")
_NOTE = re.compile(r"(.*\S)\s*\(([^()]+)\)")
# Between two names of one line; not in a note: "(để b/c; để biết)".
_BETWEEN = re.compile(r";(?![^(]*\))")
_END = " \t;,."
_ELLIPSES = ("...", "\u2026")
_LONGEST_INITIALS = 3
# More characters than any list of names has: 2,000 recipients are 100,000.
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class PastedNames:
    """The names of a pasted list in their order; ``archive`` when one of its lines was "Lưu: …"."""

    recipients: tuple[Recipient, ...]
    archive: ArchiveLine | None = None


def names_from_lines(text: str, rulebook: Rulebook | None = None) -> PastedNames:
    """The names of a list, one a line, without dashes, numbers, ";" and "." (the program writes them).

    A list of one line is parted at ";"; in a longer one such a line stays: two names are printed on it. A
    note in brackets at the end is split off; headings ("Kính gửi:", "Nơi nhận:") are dropped; a line
    without a dash or number among lines with them goes on the line before.
    """
    rules = rulebook or load_rulebook()
    recipients: list[Recipient] = []
    archive: ArchiveLine | None = None
    for line in _entries(text[:_LONGEST], rules):
        stored = archive_of(line, rules)
        if stored is not None:
            archive = stored
            continue
        recipient = _recipient(line, rules)
        if recipient.name or recipient.kind is RecipientKind.AS_ABOVE:
            recipients.append(recipient)
    return PastedNames(tuple(recipients), archive)


def _entries(text: str, rules: Rulebook) -> list[str]:
    # One tab stays: behind a number it is the edge of a table's first column.
    lines = [_spaced(cleaned(line).strip()) for line in split_lines(text)]
    headings = [fold(rules.components[name].text).rstrip(":") for name in ("addressees", "recipients_label")]
    lines = [_without_heading(line, headings) for line in lines]
    lines = [line for line in lines if line]
    bullets = [_BULLET.match(line) or _NUMBER.match(line) for line in lines]
    dashed = sum(bullet is not None for bullet in bullets)
    entries: list[str] = []
    for line, bullet in zip(lines, bullets, strict=True):
        goes_on = 2 * dashed >= len(lines) and not bullet
        if entries and goes_on and not entries[-1].endswith(";"):
            entries[-1] += " " + line
        else:
            entries.append(line[bullet.end() :] if bullet else line)
    if len(entries) == 1 and archive_of(entries[0], rules) is None:
        entries = _BETWEEN.split(entries[0])
    return [" ".join(entry.split()) for entry in entries]


def _spaced(line: str) -> str:
    number = _NUMBER.match(line)
    head = number.group() if number else ""
    return head + " ".join(line[len(head) :].split())


def _without_heading(line: str, headings: list[str]) -> str:
    head, colon, rest = line.partition(":")
    if fold(head).strip(" *_") in headings and (colon or not rest):
        return rest.strip()
    return line


def _recipient(line: str, rules: Rulebook) -> Recipient:
    name = _bare(line)
    found = _NOTE.fullmatch(name)
    note = ""
    if found:
        name, note = _bare(found[1]), found[2].strip()
    if fold(name) == fold(rules.recipients.as_above.text):
        return Recipient(kind=RecipientKind.AS_ABOVE, note=note)
    return Recipient(name=name, note=note)


def _bare(line: str) -> str:
    while line and line[-1] in _END and not line.endswith(_ELLIPSES):
        line = line[:-1]
    return line


def archive_of(line: str, rules: Rulebook) -> ArchiveLine | None:
    """The archive line; it is known by "Lưu" with a colon or with the records office behind it."""
    rule = rules.recipients.archive
    word = rule.word.rstrip(":")
    rest = line[len(word) :].lstrip()
    if fold(line[: len(word)]) != fold(word):
        return None
    if not rest.startswith((":", rule.records_office)):
        return None
    rest = _bare(rest.removeprefix(":").strip())
    initials, copies = "", None
    while found := _NOTE.fullmatch(rest):
        last = found[2].strip()
        if last.isdecimal():
            copies = int(last[:6])
        elif len(last) <= _LONGEST_INITIALS:
            initials = last
        else:
            break  # a department: "STC (QLNS)"
        rest = _bare(found[1])
    units = (part.strip() for part in re.split(f"[{re.escape(rule.separator)};]", rest))
    return ArchiveLine(units=tuple(unit for unit in units if unit), initials=initials, copies=copies)
