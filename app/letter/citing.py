"""How a related document is cited, and how it is added to the related ones of a letter."""

from __future__ import annotations

from dataclasses import replace

from app.letter.model import Letter, PartialDate, RelatedDocument
from app.letter.wording import day_text, month_text
from app.rules.drafting import CitationRule
from app.rules.model import Rulebook


def full_citation(related: RelatedDocument, rulebook: Rulebook) -> str:
    """Type, number and notation, date, agency, subject; of a law type and name only."""
    rule = rulebook.drafting.citation
    if is_law(related, rulebook):
        return f"{related.type_name} {related.subject}".strip()
    parts = [short_citation(related, rulebook)]
    date = date_words(related.date, rulebook)
    if date:
        parts.append(rule.date.format(date=date))
    if related.issuer:
        parts.append(rule.organ.format(organ=related.issuer))
    if related.subject:
        parts.append(_introduced(related.subject, rule))
    return " ".join(part for part in parts if part)


def _introduced(subject: str, rule: CitationRule) -> str:
    """The subject as it goes on a sentence; an abbreviation ("V/v") is written out."""
    start = next((one for one in rule.subject_starts if subject.lower().startswith(one.lower())), "")
    if start and rule.subject.startswith(start):
        return subject[:1].lower() + subject[1:]
    return rule.subject.format(subject=subject[len(start) :].strip())


def short_citation(related: RelatedDocument, rulebook: Rulebook) -> str:
    """Type, number and notation; of a law type and name."""
    if is_law(related, rulebook):
        return f"{related.type_name} {related.subject}".strip()
    if not related.code:
        return related.type_name
    return rulebook.drafting.citation.code.format(type=related.type_name, code=related.code).strip()


def is_law(related: RelatedDocument, rulebook: Rulebook) -> bool:
    """Whether the document is cited by type and name alone."""
    return related.type_name in rulebook.drafting.citation.law_types


def date_words(date: PartialDate, rulebook: Rulebook) -> str:
    """ "ngày 05 tháng 3 năm 2026", from the first part that is known on; "" without a year."""
    rule = rulebook.heading.date
    if date.year is None:
        return ""
    words = f"{rule.year_word} {date.year}"
    if date.month is None:
        return words
    words = f"{rule.month_word} {month_text(date.month, rule)} {words}"
    return words if date.day is None else f"{rule.day_word} {day_text(date.day, rule)} {words}"


def add_related(letter: Letter, related: RelatedDocument) -> Letter:
    """The letter with one more related document; one without an id, or with a taken one, gets its own."""
    taken = {one.id for one in letter.related} | {""}
    number = len(letter.related) + 1
    identifier = related.id
    while identifier in taken:
        identifier = f"vb-{number}"
        number += 1
    return replace(letter, related=(*letter.related, replace(related, id=identifier)))
