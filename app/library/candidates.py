"""Which words of a letter may become prompts of a template."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from app.letter.facts import FactKind, OldFact, date_of, old_facts
from app.letter.model import Letter, Paragraph
from app.letter.positions import blocks_of, texts_of
from app.letter.prompts import has_prompt, prompt_key
from app.letter.wording import on_one_line
from app.library.from_letter import Group, kept, occurrences, own_agency_prompt
from app.library.prompts import prompt_names
from app.library.template import Prompt, PromptKind
from app.rules.model import Rulebook


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may become a prompt: all of them the same one; ``count`` is how often they stand there."""

    words: tuple[str, ...]
    prompt: Prompt
    count: int


def candidates(letter: Letter, keep: AbstractSet[Group], rulebook: Rulebook) -> tuple[Candidate, ...]:
    """The agency's own name, cited documents, deadlines, dates, numbers of documents, names.

    Only what stands in the fields that are kept; each prompt has a name of its own.
    """
    shown = kept(letter, keep)
    found = list(_own_agency(letter, keep, rulebook))
    cited = list(_cited(kept(letter, {*keep, Group.RELATED}), rulebook))
    found += cited
    spoken_for = [one for words, _ in cited for one in words]
    seen: set[str] = {words for group, _ in found for words in group}
    for fact in old_facts(shown, rulebook):
        words, prompt = _of_fact(fact, shown, rulebook)
        if not words or words in seen or has_prompt(words) or any(words in one for one in spoken_for):
            continue
        seen.add(words)
        found.append(((words,), prompt))
    return tuple(_counted(shown, found))


_Found = tuple[tuple[str, ...], Prompt]


def _own_agency(letter: Letter, keep: AbstractSet[Group], rulebook: Rulebook) -> Iterator[_Found]:
    if len(letter.issuers) == 1 and Group.AGENCY not in keep:
        name = on_one_line(letter.issuers[0].name).strip()
        if name:
            yield (name,), own_agency_prompt(rulebook)


def _cited(letter: Letter, rulebook: Rulebook) -> Iterator[_Found]:
    """The citations of each related document, in full and short."""
    words: dict[str, dict[str, None]] = {}
    for text in texts_of(letter):
        for block in blocks_of(letter, text):
            if isinstance(block, Paragraph):
                for cites, runs in groupby(block.runs, key=lambda run: run.cites):
                    citation = "".join(run.text for run in runs).strip()
                    if cites and citation and not has_prompt(citation):
                        words.setdefault(cites, {})[citation] = None
    for group in words.values():
        yield tuple(group), Prompt(name=rulebook.drafting.prompts.document, kind=PromptKind.RELATED)


def _of_fact(fact: OldFact, letter: Letter, rulebook: Rulebook) -> tuple[str, Prompt]:
    names, words = rulebook.drafting.prompts, fact.text.strip()
    match fact.kind:
        case FactKind.DEADLINE:
            return date_of(words, rulebook), Prompt(name=names.deadline, kind=PromptKind.DATE)
        case FactKind.DATE:
            return words, Prompt(name=names.date, kind=PromptKind.DATE)
        case FactKind.NUMBER:
            return words, Prompt(name=names.code)
        case FactKind.NAME:
            organs = {one.name.strip() for one in letter.addressees}
            organs |= {one.name.strip() for one in letter.recipients}
            is_organ = words in organs
            kind = PromptKind.CONTACT if is_organ else PromptKind.TEXT
            return words, Prompt(name=names.organ if is_organ else names.person, kind=kind)
    return "", Prompt()  # years and figures are seldom what changes


def _counted(letter: Letter, found: list[_Found]) -> Iterator[Candidate]:
    taken = {prompt_key(name) for name in prompt_names(letter)}
    for words, prompt in found:
        count = occurrences(letter, *words)
        if not count:
            continue
        name, number = prompt.name, 2
        while prompt_key(name) in taken:
            name, number = f"{prompt.name} {number}", number + 1
        taken.add(prompt_key(name))
        yield Candidate(words, replace(prompt, name=name, example=words[0]), count)
