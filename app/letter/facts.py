"""Facts that a letter states: numbers of documents, dates, deadlines, names, years, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app.letter.model import Letter, Paragraph
from app.letter.places import Path
from app.letter.positions import (
    BODY,
    Text,
    TextPosition,
    Where,
    blocks_of,
    footnotes,
    note_text,
    plain_text,
    texts_of,
    where_at,
)
from app.rules.model import Rulebook

_CODE = r"\d+\w*(?:/\d{4})?/[^\W\d_][\w&]*(?:-[\w&]+)*"
_FIGURE_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}(?!\d|/)|\d{1,2}/\d{1,2}(?!\d|/)"
_YEAR = r"(?<![\d/.,])(?:19|20)\d{2}(?![\d/.,]\d)"
_FIGURE = r"\d+(?:[.,]\d+)*%?"
# A deadline's words and its date: "trước 17 giờ 00 ngày 05 tháng 3".
_DEADLINE_GAP = 25
# Legal documents are numbered "15/2012/QH13"; their date follows the number, their year the name.
_LAW_CODE = re.compile(r"\d+\w*/\d{4}/")
_BEFORE_LAW_DATE = re.compile(r"[^.;\n]{0,25}")
_LAW_NAME_GAP = 60


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
    path: Path = ()
    in_footnote: bool = False
    is_law: bool = False  # belongs to the reference to a legal document, which is as true as before


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact in a text that stands for itself."""

    kind: FactKind
    start: int
    end: int
    is_law: bool = False


def old_facts(letter: Letter, rulebook: Rulebook) -> tuple[OldFact, ...]:
    """Every number, date, year, deadline, name and figure of the letter, in the order of the form."""
    seeker = _Seeker(rulebook, _known_names(letter))
    return tuple(_facts(letter, seeker))


def date_of(deadline: str, rulebook: Rulebook) -> str:
    """The date in the words of a deadline: "ngày 05 tháng 3" of "trước 17 giờ 00 ngày 05 tháng 3"."""
    dates = re.findall(rf"\b(?:{_date_pattern(rulebook)})", deadline, re.IGNORECASE)
    return dates[-1] if dates else deadline


def _date_pattern(rulebook: Rulebook) -> str:
    rule = rulebook.heading.date
    day, month, year = (re.escape(word) for word in (rule.day_word, rule.month_word, rule.year_word))
    return (
        rf"{day}\s+\d{{1,2}}\s+{month}\s+\d{{1,2}}(?:\s+{year}\s+\d{{4}})?"
        rf"|{month}\s+\d{{1,2}}(?:\s+{year}\s+\d{{4}})?|(?:{day}\s+)?(?:{_FIGURE_DATE})"
    )


class _Seeker:
    """Finds facts in a text, by the words of the rulebook."""

    def __init__(self, rulebook: Rulebook, names: Sequence[str]) -> None:
        rule, drafting = rulebook.heading.date, rulebook.drafting
        date, year = _date_pattern(rulebook), re.escape(rule.year_word)
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
        laws = "|".join(map(re.escape, drafting.laws.words))
        self._law = re.compile(rf"\b(?:{laws})\b[^.,;\n]{{0,{_LAW_NAME_GAP}}}$", re.IGNORECASE)
        self._names = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names]

    def seek(self, text: str) -> list[_Found]:
        """Every fact, none inside another, in the order of the text."""
        order = list(FactKind)
        found = [
            _Found(kind, match.start(), match.end())
            for kind, pattern in self._patterns
            for match in re.finditer(pattern, text, re.IGNORECASE)
        ]
        found += [_Found(FactKind.NAME, start, end) for start, end in self._named(text)]
        found.sort(key=lambda fact: (order.index(fact.kind), fact.start))
        kept: list[_Found] = []
        for fact in found:
            if all(fact.end <= other.start or fact.start >= other.end for other in kept):
                kept.append(fact)
        return self._with_laws(text, sorted(kept, key=lambda fact: fact.start))

    def _with_laws(self, text: str, facts: list[_Found]) -> list[_Found]:
        """The same facts, those told that belong to a reference to a legal document."""
        told: list[_Found] = []
        for fact in facts:
            before = told[-1] if told else _Found(FactKind.FIGURE, 0, 0)
            between = text[before.end : fact.start]
            named = self._law.search(between) is not None
            if fact.kind is FactKind.NUMBER:
                is_law = _LAW_CODE.search(text[fact.start : fact.end]) is not None or named
            elif fact.kind is FactKind.DATE:
                is_law = named or (before.is_law and _BEFORE_LAW_DATE.fullmatch(between) is not None)
            else:
                is_law = named and fact.kind is FactKind.YEAR
            told.append(replace(fact, is_law=is_law))
        return told

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
    yield from _in_field(letter.subject, ("subject",), Where("subject"), seeker)
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
    for index, appendix in enumerate(letter.appendices):
        where = Where("appendices.title", (index,))
        yield from _in_field(appendix.title, ("appendices", index, "title"), where, seeker)
        yield from _in_blocks(letter, Text(appendix=index), seeker)
    for index, enclosure in enumerate(letter.enclosures):
        where = Where("enclosures.name", (index,))
        yield from _in_field(enclosure.name, ("enclosures", index, "name"), where, seeker)


def _whole(name: str, where: Where, path: Path) -> Iterator[OldFact]:
    if name.strip():
        yield OldFact(FactKind.NAME, name, where, 0, len(name), path)


def _in_field(text: str, path: Path, where: Where, seeker: _Seeker) -> Iterator[OldFact]:
    for fact in seeker.seek(text):
        words = text[fact.start : fact.end]
        yield OldFact(fact.kind, words, where, fact.start, fact.end, path, is_law=fact.is_law)


def _in_blocks(letter: Letter, around: Text, seeker: _Seeker) -> Iterator[OldFact]:
    for text in texts_of(letter):
        if text.around != around:
            continue
        for index, block in enumerate(blocks_of(letter, text)):
            if isinstance(block, Paragraph):
                words = plain_text(block)
                where = where_at(TextPosition(index, 0, text))
                yield from _in_words(words, where, seeker)
    for mark, note in footnotes(letter, around):
        for fact in _in_words(note_text(note), where_at(mark), seeker):
            yield replace(fact, in_footnote=True)


def _in_words(words: str, where: Where, seeker: _Seeker) -> Iterator[OldFact]:
    for fact in seeker.seek(words):
        stretch = words[fact.start : fact.end]
        yield OldFact(fact.kind, stretch, where, fact.start, fact.end, is_law=fact.is_law)


def _known_names(letter: Letter) -> list[str]:
    """Names that the letter's own fields hold: whoever is written to, signs, gets a copy."""
    names = [addressee.name for addressee in letter.addressees]
    names += [recipient.name for recipient in letter.recipients]
    names += [signature.full_name or "" for signature in letter.signatures]
    return sorted({name.strip() for name in names} - {""}, key=len, reverse=True)
