"""Related documents and how they are cited: in full the first time, then short."""

from __future__ import annotations

from dataclasses import replace

from app.editing.commands.looks import typing_look
from app.editing.commands.runs import cut, joined
from app.editing.positions import TextPosition, blocks_of, texts_of, with_block, with_blocks
from app.letter.model import Letter, Paragraph, PartialDate, RelatedDocument, Run
from app.letter.wording import day_text, month_text
from app.rules.model import Rulebook


def citation(related: RelatedDocument, letter: Letter, rulebook: Rulebook) -> str:
    """How the next mention of a document reads: in full while nothing cites it, then type and code.

    Source: điểm b khoản 6 Mục II Phần I Phụ lục I.
    """
    cited = any(run.cites == related.id for run in _runs(letter)) if related.id else False
    return short_citation(related, rulebook) if cited else full_citation(related, rulebook)


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
        introduced = related.subject.startswith(rule.subject_starts)
        parts.append(related.subject if introduced else rule.subject.format(subject=related.subject))
    return " ".join(part for part in parts if part)


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


def insert_citation(letter: Letter, at: TextPosition, related_id: str, rulebook: Rulebook) -> Letter:
    """Write the citation of a related document into the text; KeyError for an unknown id."""
    related = next((one for one in letter.related if one.id == related_id), None)
    if related is None:
        raise KeyError(related_id)
    look = typing_look(letter, at)
    cited = replace(look, text=citation(related, letter, rulebook), cites=related.id)
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph):
        return with_blocks(
            letter, at.text, (*blocks[: at.block], Paragraph(runs=(cited,)), *blocks[at.block :])
        )
    before, after = cut(block.runs, at.offset)
    runs = joined((*before, cited, *after))
    return with_block(letter, at.text, at.block, replace(block, runs=runs))


def add_related(letter: Letter, related: RelatedDocument) -> Letter:
    """The letter with one more related document; one without an id, or with a taken one, gets its own."""
    taken = {one.id for one in letter.related} | {""}
    number = len(letter.related) + 1
    identifier = related.id
    while identifier in taken:
        identifier = f"vb-{number}"
        number += 1
    return replace(letter, related=(*letter.related, replace(related, id=identifier)))


def remove_related(letter: Letter, index: int) -> Letter:
    """The letter without a related document; what cited it stays as plain words."""
    gone = letter.related[index].id
    letter = replace(letter, related=(*letter.related[:index], *letter.related[index + 1 :]))
    for text in texts_of(letter):
        for number, block in enumerate(blocks_of(letter, text)):
            if isinstance(block, Paragraph) and any(run.cites == gone for run in block.runs):
                runs = (replace(run, cites="") if run.cites == gone else run for run in block.runs)
                letter = with_block(letter, text, number, replace(block, runs=joined(runs)))
    return letter


def _runs(letter: Letter) -> list[Run]:
    return [
        run
        for text in texts_of(letter)
        if text.appendix is None
        for block in blocks_of(letter, text)
        if isinstance(block, Paragraph)
        for run in block.runs
    ]
