"""Soạn từ văn bản này: a new letter from an old one, and the old facts in it to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.base.errors import AppError
from app.editing.commands.fields import get_field, set_field
from app.editing.commands.issue import without_number_and_date
from app.editing.commands.looks import change_footnote
from app.letter.clean import clean_text
from app.letter.facts import OldFact, old_facts
from app.letter.model import Footnote, Letter, Paragraph, Run
from app.letter.positions import blocks_of, footnotes, note_text, plain_text, with_block
from app.letter.runs import cut, joined, look_at
from app.rules.model import Rulebook


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new letter, and what of the old one it still says."""

    letter: Letter
    facts: tuple[OldFact, ...]


def new_from(letter: Letter, rulebook: Rulebook) -> Renewed:
    """A new letter that says what the old one said: number and date blank, all old facts listed."""
    new = without_number_and_date(letter)
    return Renewed(new, old_facts(new, rulebook))


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
        _same_words(note_text(note), fact)
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
