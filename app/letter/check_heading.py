"""Checks of agency, number, notation, place, date and subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.base.dates import date_problem
from app.base.vietnamese import upper
from app.letter.finding import at, finding, own_source, replace_text, too_long
from app.letter.model import Code, Letter, NamedAfter
from app.letter.wording import notation, on_one_line, padded_number
from app.rules.finding import Finding, Severity
from app.rules.model import Rulebook

# A joint letter has two or three agencies; the header has no room for more.
_MOST_ISSUERS = 3
_WORD_END = r"(?!\w)"


def check_issuers(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 2."""
    source = rulebook.components["organ"].source
    if not letter.issuers:
        yield finding("ND30-CQ-01", source, at("issuers"))
    if len(letter.issuers) > _MOST_ISSUERS:
        yield finding("ND30-CQ-02", own_source(), at("issuers"), most=_MOST_ISSUERS)
    for index, issuer in enumerate(letter.issuers):
        place = at("issuers.name", index)
        if not issuer.name.strip():
            yield finding("ND30-CQ-03", source, place)
        for word in rulebook.heading.short_organs.words:
            if word in issuer.name:
                yield finding("ND30-CQ-05", rulebook.heading.short_organs.source, place, word=word)
        yield from too_long("ND30-CQ-04", issuer.name, rulebook.limits.organ_name, place, rulebook)


def check_code(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 3."""
    yield from _number(letter, rulebook)
    yield from _notation(letter.code, rulebook)


def _number(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    number, rule = letter.code.number, rulebook.heading.number
    if number is None:
        return
    place = at("code.number")
    if not (number.isascii() and number.isdigit()):
        yield finding("ND30-SO-02", rule.source, place, number=number)
    elif not number.strip("0"):
        yield finding("ND30-SO-01", rule.source, place, number=number, first=rule.pad + str(rule.first))
    elif number.startswith(rule.pad) and number != (right := padded_number(number.lstrip("0"), rule)):
        yield finding("ND30-SO-03", rule.source, place, fix=replace_text(right), number=number, right=right)
    yield from too_long("ND30-SO-04", number, rulebook.limits.code_number, place, rulebook)
    if letter.date.day is None or letter.date.month is None:
        yield finding("ND30-SO-05", rule.source, at("date"), severity=Severity.HINT)


def _notation(code: Code, rulebook: Rulebook) -> Iterator[Finding]:
    rules = rulebook.heading
    groups = [group for group in (*code.organ_notations, *code.unit_notations) if group.strip()]
    place = at("code.organ_notations")
    if not code.organ_notations or len(groups) < rules.groups.min:
        yield finding("ND30-KH-01", rules.groups.source, place)
    for group in groups:
        if group in rules.mixed_case.words:
            continue
        if upper(group) in rules.groups.forbidden:
            yield finding("ND30-KH-02", rules.groups.source, place, group=group)
        elif not re.fullmatch(rules.notation.group, group):
            yield finding("ND30-KH-03", rules.notation.source, place, group=group)
    types = rulebook.types.document
    if groups and groups[0] in {kind.abbreviation for kind in types.type.values() if kind.abbreviation}:
        yield finding("ND30-KH-04", rules.groups.source, place, group=groups[0], severity=Severity.WARNING)
    whole = notation(code, rules)
    yield from too_long("ND30-KH-05", whole, rulebook.limits.code_notation, place, rulebook)


def check_place(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """The first half of ô 4."""
    rules = rulebook.heading
    name, place = letter.place.name.strip(), at("place.name")
    if not name:
        yield finding("ND30-DD-01", rules.place.source, place)
        return
    if any(name.startswith(short) for short in rules.place.forbidden_abbreviations):
        yield finding("ND30-DD-02", rules.place.source, place, name=name)
    elif name[0] != upper(name[0]):
        right = upper(name[0]) + name[1:]
        yield finding("ND30-DD-03", rules.place_end.source, place, fix=replace_text(right), name=name)
    named = letter.place.named_after is not NamedAfter.NOTHING or name.isdigit()
    begins_in_full = name.lower().startswith(tuple(word.lower() for word in rules.units.words))
    if named and not letter.place.unit.strip() and not begins_in_full:
        yield finding("ND30-DD-04", rules.place.source, at("place.unit"), name=name)


def check_date(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """The second half of ô 4."""
    source, date = rulebook.heading.date.source, letter.date
    part = date_problem(date.day, date.month, date.year)
    if part is not None:
        shown = "/".join("?" if value is None else str(value) for value in (date.day, date.month, date.year))
        yield finding("ND30-NT-01", source, at(f"date.{part}"), date=shown)
    if date.year is None:
        yield finding("ND30-NT-02", source, at("date.year"))
    if date.day is not None and date.month is None:
        yield finding("ND30-NT-03", source, at("date.month"))


def check_subject(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 5b."""
    source, rules = rulebook.components["subject"].source, rulebook.heading
    subject, place = on_one_line(letter.subject).strip(), at("subject")
    if not subject:
        yield finding("ND30-TY-01", source, place)
        return
    for start in rules.subject_ends.forbidden_starts:
        if re.match(re.escape(start) + _WORD_END, subject, re.IGNORECASE):
            right = subject[len(start) :].strip(" :")
            yield finding(
                "ND30-TY-02", rules.subject_ends.source, place, fix=replace_text(right), start=start
            )
    if subject.endswith(rules.subject_ends.forbidden_ends):
        right = subject.rstrip("".join(rules.subject_ends.forbidden_ends))
        yield finding("ND30-TY-03", rules.subject_ends.source, place, fix=replace_text(right))
    yield from too_long("ND30-TY-04", letter.subject, rulebook.limits.subject, place, rulebook)
    # Many a subject begins with a name that keeps its capital, so this is a hint and has no fix.
    if rules.subject_lower_first.on and subject[0] != subject[0].lower():
        yield finding(
            "ND30-TY-05",
            rules.subject_lower_first.source,
            place,
            severity=Severity.HINT,
            word=subject.split()[0],
        )
