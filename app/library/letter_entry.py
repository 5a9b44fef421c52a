"""What the index keeps of a letter: the cells of the list, and the words it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.base.vietnamese import fold, sort_key
from app.letter.model import (
    Block,
    Letter,
    Paragraph,
    PartialDate,
    RecipientKind,
    Run,
    Secrecy,
    Status,
    Table,
)
from app.letter.wording import notation, on_one_line, padded_number
from app.rules.model import Rulebook

# What is looked through in one letter: some hundred pages.
_MOST_BODY = 400_000
_SORTED_BY = 60
_LAST_YEAR = 9999
_BETWEEN = "; "
_BLANK_NUMBER = "\u2026"  # an ellipsis
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """A letter as the list shows it. ``people`` and ``body`` are looked through only.

    ``date`` is "2026-03-05", with 00 for what is blank, "" for none at all; ``modified`` the time of its
    file in Unix seconds; ``people`` every name on it: agency, addressees, recipients, signers.
    """

    path: Path
    subject: str
    code: str
    date: str
    addressees: str
    agency: str
    signer: str
    status: Status
    modified: float
    people: str = ""
    body: str = ""

    @property
    def year(self) -> int:
        """The year of the letter; 0 when it has none yet."""
        return int(self.date[:4]) if self.date else 0


def entry_of(path: Path, letter: Letter, modified: float, rulebook: Rulebook) -> LetterEntry | None:
    """What the index keeps of a letter; None for one with độ mật, of which it keeps nothing."""
    if letter.secrecy is not Secrecy.NONE:
        return None
    addressees = [on_one_line(one.name) for one in letter.addressees if one.name]
    issuers = [on_one_line(one.name) for one in letter.issuers if one.name]
    return LetterEntry(
        path=path,
        subject=on_one_line(letter.subject),
        code=_code(letter, rulebook),
        date=_date(letter.date),
        addressees=_BETWEEN.join(addressees),
        agency=issuers[0] if issuers else "",
        signer=_BETWEEN.join(signed.full_name for signed in letter.signatures if signed.full_name),
        status=letter.status,
        modified=modified,
        people=_BETWEEN.join(_people(letter)),
        body=body_text(letter),
    )


def body_text(letter: Letter) -> str:
    """All that is said in body and appendices, one line for each paragraph."""
    lines = list(_lines(letter.body))
    for appendix in letter.appendices:
        lines.append(on_one_line(appendix.title))
        lines.extend(_lines(appendix.blocks))
    lines.extend(on_one_line(one.name) for one in letter.enclosures)
    return "\n".join(line for line in lines if line)[:_MOST_BODY]


def words_of(words: str) -> list[str]:
    """The words of a text as they are looked for: no marks, small letters, figures apart from letters
    only where something stands between them ("123/UBND-VX" is three words).
    """
    return _WORDS.findall(fold(words))


def order_key(words: str) -> bytes:
    """Bytes that stand in Vietnamese alphabetical order as the texts do; none for an empty text."""
    letters, tones, capitals = sort_key(words[:_SORTED_BY])
    spelled = b"".join(base.to_bytes(3, "big") + bytes([variant + 1]) for base, variant in letters)
    return spelled + bytes(4) + bytes(tones) + bytes([0xFF]) + bytes(capitals) if spelled else b""


def _code(letter: Letter, rulebook: Rulebook) -> str:
    rules = rulebook.heading
    groups = notation(letter.code, rules)
    number = letter.code.number
    if number is None:
        return f"{_BLANK_NUMBER}{rules.notation.number_separator}{groups}" if groups else ""
    shown = padded_number(number, rules.number)
    return f"{shown}{rules.notation.number_separator}{groups}" if groups else shown


def _date(date: PartialDate) -> str:
    if date.year is None or not 1 <= date.year <= _LAST_YEAR:
        return ""
    return f"{date.year:04}-{date.month or 0:02}-{date.day or 0:02}"


def _people(letter: Letter) -> Iterator[str]:
    names = [name for one in letter.issuers for name in (one.name, one.parent)]
    names += [part for one in letter.addressees for part in (one.name, one.address)]
    names += [one.name for one in letter.recipients if one.kind is RecipientKind.NAMED]
    names += [part for one in letter.signatures for part in (one.full_name or "", one.position)]
    yield from dict.fromkeys(on_one_line(name) for name in names if name)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield on_one_line("".join(_words(block.runs)))
        elif isinstance(block, Table):
            for row in block.rows:
                yield " ".join(line for cell in row.cells for line in _lines(cell.blocks) if line)


def _words(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        yield run.text
        if run.footnote is not None:
            yield f" {''.join(part.text for part in run.footnote.runs)} "
