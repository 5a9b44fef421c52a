"""Soạn từ văn bản này: a new letter from an old one, and the old facts in it to look at again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app.base.errors import AppError
from app.editing.commands.fields import FieldPath, get_field, set_field
from app.editing.commands.issue import without_number_and_date
from app.editing.commands.looks import change_footnote, footnotes
from app.editing.commands.runs import cut, joined, look_at
from app.editing.positions import (
    BODY,
    Text,
    TextPosition,
    Where,
    blocks_of,
    plain_text,
    texts_of,
    where_at,
    with_block,
)
from app.letter.clean import clean_text
from app.letter.model import Footnote, Letter, Paragraph, Run
from app.rules.model import Rulebook

_CODE = r"\d+\w*(?:/\d{4})?/[^\W\d_][\w&]*(?:-[\w&]+)*"
_FIGURE_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}(?!\d|/)|\d{1,2}/\d{1,2}(?!\d|/)"
_YEAR = r"(?<![\d/.,])(?:19|20)\d{2}(?![\d/.,]\d)"
_FIGURE = r"\d+(?:[.,]\d+)*%?"
# A deadline's words and its date: "trước 17 giờ 00 ngày 05 tháng 3".
_DEADLINE_GAP = 25


class FactKind(Enum):
    """What an old fact is; of facts that overlap the one named first here is told."""

    DEADLINE = "deadline"
    NUMBER = "number"  # of a document
    DATE = "date"
    NAME = "name"
    YEAR = "year"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class OldFact:
    """A stretch of an old text that may be no longer true.

    ``path`` is the field that holds it, empty in body and appendices: there ``where.position`` is the
    paragraph (of a fact in a footnote: its mark). ``start`` and ``end`` count in that text.
    """

    kind: FactKind
    text: str
    where: Where
    start: int
    end: int
    path: FieldPath = ()
    in_footnote: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new letter, and what of the old one it still says."""

    letter: Letter
    facts: tuple[OldFact, ...]


def new_from(letter: Letter, rulebook: Rulebook) -> Renewed:
    """A new letter that says what the old one said: number and date blank, all old facts listed."""
    new = without_number_and_date(letter)
    return Renewed(new, old_facts(new, rulebook))


def old_facts(letter: Letter, rulebook: Rulebook) -> tuple[OldFact, ...]:
    """Every number, date, year, deadline, name and figure of the letter, in the order of the form."""
    seeker = _Seeker(rulebook, _known_names(letter))
    return tuple(_facts(letter, seeker))


def change_fact(letter: Letter, fact: OldFact, new: str) -> Letter:
    """The letter with other words in the place of a fact; AppError when they are not there any more."""
    new = clean_text(new)
    try:
        return _changed(letter, fact, new)
    except (LookupError, AttributeError, TypeError) as error:
        raise _gone(fact) from error


def remaining_facts(facts: Iterable[OldFact], changed: OldFact, new: str) -> tuple[OldFact, ...]:
    """The other facts, those behind the changed one in its text moved along."""
    by = len(clean_text(new)) - (changed.end - changed.start)
    return tuple(
        replace(fact, start=fact.start + by, end=fact.end + by)
        if _same_text(fact, changed) and fact.start >= changed.end
        else fact
        for fact in facts
        if fact != changed
    )


class _Seeker:
    """Finds facts in a text, by the words of the rulebook."""

    def __init__(self, rulebook: Rulebook, names: Sequence[str]) -> None:
        rule, drafting = rulebook.heading.date, rulebook.drafting
        day, month, year = (re.escape(word) for word in (rule.day_word, rule.month_word, rule.year_word))
        date = (
            rf"{day}\s+\d{{1,2}}\s+{month}\s+\d{{1,2}}(?:\s+{year}\s+\d{{4}})?"
            rf"|{month}\s+\d{{1,2}}(?:\s+{year}\s+\d{{4}})?|(?:{day}\s+)?(?:{_FIGURE_DATE})"
        )
        deadline = "|".join(map(re.escape, drafting.deadlines.words))
        codes = "|".join(map(re.escape, drafting.codes.words))
        self._patterns = (
            (FactKind.DEADLINE, rf"\b(?:{deadline})\b[^.;\n]{{0,{_DEADLINE_GAP}}}?(?:{date})"),
            (FactKind.NUMBER, rf"(?:\b(?:{codes})\s+)?{_CODE}"),
            (FactKind.DATE, rf"\b(?:{date})"),
            (FactKind.YEAR, rf"(?:\b{year}\s+)?{_YEAR}"),
            (FactKind.FIGURE, _FIGURE),
        )
        self._persons = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, drafting.persons.words))})\s+", re.IGNORECASE
        )
        self._names = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names]

    def seek(self, text: str) -> list[tuple[FactKind, int, int]]:
        """Kind, start and end of every fact, none inside another, in the order of the text."""
        order = list(FactKind)
        found = [
            (kind, match.start(), match.end())
            for kind, pattern in self._patterns
            for match in re.finditer(pattern, text, re.IGNORECASE)
        ]
        found += [(FactKind.NAME, start, end) for start, end in self._named(text)]
        found.sort(key=lambda fact: (order.index(fact[0]), fact[1]))
        kept: list[tuple[FactKind, int, int]] = []
        for fact in found:
            if all(fact[2] <= start or fact[1] >= end for _, start, end in kept):
                kept.append(fact)
        return sorted(kept, key=lambda fact: fact[1])

    def _named(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self._names:
            yield from (match.span() for match in pattern.finditer(text))
        for match in self._persons.finditer(text):
            end = match.end()
            for word in re.finditer(r"[^\W\d_]+", text[match.end() :]):
                gap = text[end : match.end() + word.start()]
                if not word[0][0].isupper() or gap.strip():
                    break
                end = match.end() + word.end()
            if end > match.end():
                yield match.end(), end


def _facts(letter: Letter, seeker: _Seeker) -> Iterator[OldFact]:
    yield from _in_field(letter, ("subject",), Where("subject"), seeker)
    for index, addressee in enumerate(letter.addressees):
        where, path = Where("addressees.name", (index,)), ("addressees", index, "name")
        yield from _whole(addressee.name, where, path)
    yield from _in_blocks(letter, BODY, seeker)
    for index, recipient in enumerate(letter.recipients):
        where, path = Where("recipients.name", (index,)), ("recipients", index, "name")
        yield from _whole(recipient.name, where, path)
    for index, signature in enumerate(letter.signatures):
        where, path = Where("signatures.full_name", (index,)), ("signatures", index, "full_name")
        yield from _whole(signature.full_name or "", where, path)
    for index in range(len(letter.appendices)):
        where = Where("appendices.title", (index,))
        yield from _in_field(letter, ("appendices", index, "title"), where, seeker)
        yield from _in_blocks(letter, Text(appendix=index), seeker)
    for index in range(len(letter.enclosures)):
        where = Where("enclosures.name", (index,))
        yield from _in_field(letter, ("enclosures", index, "name"), where, seeker)


def _whole(name: str, where: Where, path: FieldPath) -> Iterator[OldFact]:
    if name.strip():
        yield OldFact(FactKind.NAME, name, where, 0, len(name), path)


def _in_field(letter: Letter, path: FieldPath, where: Where, seeker: _Seeker) -> Iterator[OldFact]:
    text = str(get_field(letter, path))
    for kind, start, end in seeker.seek(text):
        yield OldFact(kind, text[start:end], where, start, end, path)


def _in_blocks(letter: Letter, around: Text, seeker: _Seeker) -> Iterator[OldFact]:
    for text in texts_of(letter):
        if text.around != around:
            continue
        for index, block in enumerate(blocks_of(letter, text)):
            if isinstance(block, Paragraph):
                words = plain_text(block)
                where = where_at(TextPosition(index, 0, text))
                for kind, start, end in seeker.seek(words):
                    yield OldFact(kind, words[start:end], where, start, end)
    for mark, note in footnotes(letter, around):
        words = _words(note)
        for kind, start, end in seeker.seek(words):
            yield OldFact(kind, words[start:end], where_at(mark), start, end, in_footnote=True)


def _changed(letter: Letter, fact: OldFact, new: str) -> Letter:
    if fact.path:
        words = str(get_field(letter, fact.path))
        _same_words(words, fact)
        return set_field(letter, fact.path, words[: fact.start] + new + words[fact.end :])
    position = fact.where.position
    if position is None:
        raise _gone(fact)
    if fact.in_footnote:
        note = next((one for mark, one in footnotes(letter, position.text) if mark == position), Footnote())
        _same_words(_words(note), fact)
        return change_footnote(letter, position, _replaced(note.runs, fact, new))
    block = blocks_of(letter, position.text)[position.block]
    _same_words(plain_text(block), fact)
    if not isinstance(block, Paragraph):
        raise _gone(fact)
    new_block = replace(block, runs=_replaced(block.runs, fact, new))
    return with_block(letter, position.text, position.block, new_block)


def _replaced(runs: tuple[Run, ...], fact: OldFact, new: str) -> tuple[Run, ...]:
    before, rest = cut(runs, fact.start)
    after = cut(rest, fact.end - fact.start)[1]
    # In the look of the words that go, which may differ from those before them.
    look = look_at(rest, 1)
    return joined((*before, replace(look, text=new), *after))


def _same_words(words: str, fact: OldFact) -> None:
    if words[fact.start : fact.end] != fact.text:
        raise _gone(fact)


def _gone(fact: OldFact) -> AppError:
    return AppError("editing.fact_gone", words=fact.text)


def _same_text(first: OldFact, second: OldFact) -> bool:
    one, other = (first.where, first.path, first.in_footnote), (second.where, second.path, second.in_footnote)
    return one == other


def _words(note: Footnote) -> str:
    return "".join(run.text for run in note.runs)


def _known_names(letter: Letter) -> list[str]:
    """Names that the letter's own fields hold: whoever is written to, signs, gets a copy."""
    names = [addressee.name for addressee in letter.addressees]
    names += [recipient.name for recipient in letter.recipients]
    names += [signature.full_name or "" for signature in letter.signatures]
    return sorted({name.strip() for name in names} - {""}, key=len, reverse=True)
