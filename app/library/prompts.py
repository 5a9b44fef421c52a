"""Asking the prompts of a template and putting the answers everywhere they are asked for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.letter.citing import add_related, date_words, full_citation, short_citation
from app.letter.clean import clean_text
from app.letter.endings import bare
from app.letter.model import (
    Addressee,
    Letter,
    Paragraph,
    PartialDate,
    Recipient,
    RecipientKind,
    RelatedDocument,
    Run,
    Table,
)
from app.letter.positions import plain_text
from app.letter.prompts import PROMPT, has_prompt, open_prompts, prompt_key, rewritten
from app.letter.runs import Runs, cut, joined
from app.letter.wording import on_one_line
from app.library.contact import Contact
from app.library.template import Prompt, Template
from app.rules.model import Rulebook

# A text stands as it is; numbers get their points; an address book entry may be several.
Answer = str | int | float | PartialDate | datetime.date | Contact | tuple[Contact, ...] | RelatedDocument

# What ends a letter, and what ends a sentence.
_STOPS = ("./.", ".")
# Numbers as they are typed: without points, or with other signs between the thousands.
_PLAIN = re.compile(r"([1-9][0-9]{0,17})((?:,[0-9]+)?)")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}")
# Before the first word of a sentence.
_BEGINS = re.compile(r"(?:\A|[.!?]\s)\s*\Z")


def prompt_names(letter: Letter) -> tuple[str, ...]:
    """The names of the prompts that are open, each once as it is first written, in the order of the page."""
    names: dict[str, str] = {}
    for prompt in open_prompts(letter):
        names.setdefault(prompt_key(prompt.name), prompt.name)
    return tuple(names.values())


def asked(template: Template, rulebook: Rulebook) -> tuple[Prompt, ...]:
    """What to ask: the template's prompts that its letter holds, then those it says nothing about.

    The program answers the one for the issuing agency itself.
    """
    open_names = {prompt_key(name): name for name in prompt_names(template.letter)}
    for name in rulebook.drafting.prompts.own_agency:
        open_names.pop(prompt_key(name), None)
    known = {prompt_key(prompt.name): prompt for prompt in template.prompts}
    told = [prompt for key, prompt in known.items() if key in open_names]
    return (*told, *(Prompt(name=name) for key, name in open_names.items() if key not in known))


def fill(letter: Letter, answers: Mapping[str, Answer], rulebook: Rulebook) -> Letter:
    """The letter with every prompt that has an answer answered, wherever it stands.

    A prompt without one (or with an empty one) stays. An answer takes the look of the first bracket and
    is not searched for prompts; its full stop goes where the letter has one behind the prompt. Entries
    of the address book become lines of their own in Kính gửi and Nơi nhận where the prompt is the whole
    line. A related document is added to the letter's and is cited
    in full the first time, in the trích yếu and other fields short.
    """
    filling = _Filling(_given(letter, answers, rulebook), letter, rulebook)
    addressees = tuple(new for one in letter.addressees for new in filling.addressees(one))
    recipients = tuple(new for one in letter.recipients for new in filling.recipients(one))
    # What became lines of their own is not rewritten: an answer may hold brackets.
    filled = rewritten(replace(letter, addressees=(), recipients=()), filling)
    filled = replace(filled, addressees=addressees, recipients=recipients)
    return replace(filled, related=(*filled.related, *filling.added))


def _given(letter: Letter, answers: Mapping[str, Answer], rulebook: Rulebook) -> dict[str, Answer]:
    """The answers by the keys of their prompts, the program's own among them, without empty ones."""
    given: dict[str, Answer] = {}
    names = [on_one_line(issuer.name).strip() for issuer in letter.issuers]
    if names and all(names) and not any(map(has_prompt, names)):
        own = rulebook.appendix.organ_joint.text.join(names)
        given = {prompt_key(name): own for name in rulebook.drafting.prompts.own_agency}
    given |= {prompt_key(name): answer for name, answer in answers.items() if not _is_empty(answer)}
    return given


def _is_empty(answer: Answer) -> bool:
    match answer:
        case str():
            return not clean_text(answer).strip()
        case Contact():
            return not answer.name.strip()
        case tuple():
            return all(map(_is_empty, answer))
        case PartialDate():
            return answer.year is None
        case RelatedDocument():
            return not (answer.type_name.strip() or answer.code.strip())
    return False


def _contacts(answer: Answer | None) -> tuple[Contact, ...]:
    contacts = (answer,) if isinstance(answer, Contact) else answer if isinstance(answer, tuple) else ()
    return tuple(contact for contact in contacts if not _is_empty(contact))


def number_words(number: float) -> str:
    """A number as offices write it: points between thousands, a comma before decimals."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def typed_number(typed: str) -> str:
    """A number that was typed, as offices write it; other words, and "05", as they were typed.

    "485000000", "485 000 000" and "485,000,000" are 485.000.000; "1250,5" is 1.250,5.
    """
    bare = " ".join(typed.split())
    if _SPACED.fullmatch(bare) or _ENGLISH.fullmatch(bare):
        bare = re.sub(r"\D", "", bare)
    found = _PLAIN.fullmatch(bare)
    return bare if found is None else f"{number_words(int(found[1]))}{found[2]}"


def _before(words: str, behind: str) -> str:
    """The words of an answer before the text behind it: a full stop that stands there is not said twice."""
    said = next((stop for stop in _STOPS if behind.startswith(stop) and words.endswith(stop)), "")
    return words.removesuffix(said)


class _Filling:
    """Rewrites the texts of one letter with the answers given."""

    def __init__(self, answers: Mapping[str, Answer], letter: Letter, rulebook: Rulebook) -> None:
        self._answers = answers
        self._rulebook = rulebook
        self._letter = letter  # grows by the related documents that are cited
        self._related = len(letter.related)
        self._cited = set(_cited_in(letter))

    @property
    def added(self) -> tuple[RelatedDocument, ...]:
        """The related documents that the answers brought."""
        return self._letter.related[self._related :]

    def text(self, text: str) -> str:
        """A field with its prompts answered."""

        def word(match: re.Match[str]) -> str:
            answer = self._answers.get(prompt_key(match[1]))
            if answer is None:
                return match[0]
            return _before(self._words(answer, text[: match.start()]), text[match.end() :])

        return PROMPT.sub(word, text) if has_prompt(text) else text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph with its prompts answered, each in the look of its first bracket."""
        words = plain_text(Paragraph(runs=runs))
        done: list[Run] = []
        rest, at, changed = runs, 0, False
        for match in PROMPT.finditer(words):
            answer = self._answers.get(prompt_key(match[1]))
            if answer is None:
                continue
            before, behind = cut(rest, match.start() - at)
            written = self._run(answer, behind[0], words[: match.start()])
            written = replace(written, text=_before(written.text, words[match.end() :]))
            rest, at = cut(behind, match.end() - match.start())[1], match.end()
            done += (*before, written)
            changed = True
        return joined((*done, *rest)) if changed else runs

    def addressees(self, one: Addressee) -> Iterator[Addressee]:
        """What becomes of a line of Kính gửi."""
        contacts = _contacts(self._whole(one.name))
        if not contacts:
            yield rewritten(one, self)
        for contact in contacts:
            address = contact.address or self.text(one.address)
            yield replace(one, name=clean_text(contact.name), kind=contact.kind, address=clean_text(address))

    def recipients(self, one: Recipient) -> Iterator[Recipient]:
        """What becomes of a line of Nơi nhận; the note that the template has goes before that of the book."""
        contacts = _contacts(self._whole(one.name))
        if not contacts:
            yield rewritten(one, self)
        for contact in contacts:
            note = self.text(one.note) or contact.note
            name = clean_text(contact.name)
            yield replace(one, name=name, kind=RecipientKind.NAMED, note=clean_text(note))

    def _whole(self, line: str) -> Answer | None:
        match = PROMPT.fullmatch(bare(line).strip())
        return None if match is None else self._answers.get(prompt_key(match[1]))

    def _run(self, answer: Answer, look: Run, before: str) -> Run:
        if not isinstance(answer, RelatedDocument):
            words = self._words(answer, before)
            if isinstance(answer, PartialDate | datetime.date) and _BEGINS.search(before):
                words = words[:1].upper() + words[1:]
            return replace(look, text=words, footnote=None)
        related = self._add(answer)
        first = related.id not in self._cited
        self._cited.add(related.id)
        cited = full_citation if first else short_citation
        return replace(look, text=clean_text(cited(related, self._rulebook)), footnote=None, cites=related.id)

    def _words(self, answer: Answer, before: str) -> str:
        match answer:
            case str():
                words = answer.strip()
            case PartialDate():
                words = self._date(answer, before)
            case datetime.date():
                words = self._date(PartialDate(year=answer.year, month=answer.month, day=answer.day), before)
            case int() | float():
                words = number_words(answer)
            case RelatedDocument():
                words = short_citation(self._add(answer), self._rulebook)
            case _:
                words = self._listed([contact.name.strip() for contact in _contacts(answer)])
        return clean_text(words)

    def _date(self, date: PartialDate, before: str) -> str:
        """The date in words; the word "ngày" is not said twice."""
        words, day_word = date_words(date, self._rulebook), self._rulebook.heading.date.day_word
        said = re.search(rf"(?<!\w){re.escape(day_word)}\s+\Z", before, re.IGNORECASE)
        return words.removeprefix(f"{day_word} ") if said else words

    def _listed(self, names: list[str]) -> str:
        rule = self._rulebook.drafting.prompts
        first, last = rule.separator.join(names[:-1]), names[-1]
        return f"{first}{rule.last_separator}{last}" if first else last

    def _add(self, related: RelatedDocument) -> RelatedDocument:
        """The letter's own copy of a related document, under its id there."""
        for one in self._letter.related:
            if replace(one, id="") == replace(related, id=""):
                return one
        self._letter = add_related(self._letter, related)
        return self._letter.related[-1]


def _cited_in(letter: Letter) -> Iterator[str]:
    """The related documents that the text cites already."""
    for block in letter.body:
        paragraphs = (
            [part for row in block.rows for cell in row.cells for part in cell.blocks]
            if isinstance(block, Table)
            else [block]
            if isinstance(block, Paragraph)
            else []
        )
        yield from (run.cites for paragraph in paragraphs for run in paragraph.runs if run.cites)
