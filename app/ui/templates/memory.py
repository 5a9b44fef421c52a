"""What prompts were answered with before, to be offered again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from app.base.vietnamese import fold
from app.editing.draft import Draft
from app.letter.model import Footnote, Letter, Node, Paragraph, PartialDate, Secrecy
from app.letter.prompts import prompt_key
from app.settings.options import PROMPT_ANSWERS
from app.settings.store import Settings

_BETWEEN = "\t"
# A template has a handful of prompts, and an office some dozens of templates.
_MOST_KEPT, _MOST_OF_ONE = 400, 6
_WORD = re.compile(r"\w+")
_POINT = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_DATE_WORDS = frozenset(("ngay", "thang", "nam"))
_SENTENCE_END = "|"


def earlier_answers(settings: Settings, name: str) -> list[str]:
    """The answers of a prompt, the newest first."""
    return [answer for key, answer in _pairs(settings) if key == prompt_key(name)]


def remember_answers(settings: Settings, answers: Mapping[str, str]) -> None:
    """Keep these as the newest ones."""
    kept: list[tuple[str, str]] = []
    for key, answer in dict.fromkeys((*_keyed(answers), *_pairs(settings))):
        if sum(one == key for one, _ in kept) < _MOST_OF_ONE:
            kept.append((key, answer))
    _keep(settings, kept[:_MOST_KEPT])


def forget_answers(settings: Settings, answers: Mapping[str, str]) -> None:
    """Offer these no more."""
    gone = _keyed(answers)
    _keep(settings, [pair for pair in _pairs(settings) if pair not in gone])


def forget_words_of(settings: Settings, letter: Letter) -> None:
    """Offer no answer any more whose words stand in this letter: it may have been answered long ago."""
    pairs = list(_pairs(settings))
    if not pairs:
        return
    said = _SENTENCE_END.join(map(_words, _texts(letter)))
    kept = [pair for pair in pairs if _words(pair[1]) not in said]
    if kept != pairs:
        _keep(settings, kept)


class Answered:
    """What was answered in the letters that are open.

    A letter gets its độ mật only after its prompts were answered; so nothing is remembered before it is
    saved or exported.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._given: dict[str, dict[str, str]] = {}

    def add(self, draft: Draft, answers: Mapping[str, str]) -> None:
        """Prompts of this letter were answered."""
        self._given.setdefault(draft.id, {}).update(answers)

    def was_stored(self, draft: Draft, letter: Letter) -> None:
        """The letter stands in a file, as it was then: offer its answers again; of a secret one, no more."""
        answers = self._given.get(draft.id, {})
        if letter.secrecy is Secrecy.NONE:
            remember_answers(self._settings, answers)
        else:
            forget_answers(self._settings, answers)
            forget_words_of(self._settings, letter)


def _texts(value: object) -> Iterator[str]:
    """Every text of a letter, a paragraph as one."""
    match value:
        case str():
            yield value
        case PartialDate():
            yield " ".join(str(part) for part in (value.day, value.month, value.year) if part)
        case Paragraph() | Footnote():
            yield "".join(run.text for run in value.runs)
            yield from _texts(tuple(run.footnote for run in value.runs if run.footnote is not None))
        case tuple():
            for part in value:
                yield from _texts(part)
        case Node():
            for part in fields(value):
                yield from _texts(getattr(value, part.name))


def _words(text: str) -> str:
    """The words as they are compared: a date alike however it is written, a number without its points."""
    found = _WORD.findall(_POINT.sub("", fold(text)))
    words = (word.lstrip("0") or word for word in found if word not in _DATE_WORDS)
    return f" {' '.join(words)} "


def _keep(settings: Settings, pairs: list[tuple[str, str]]) -> None:
    settings.set(PROMPT_ANSWERS, tuple(_BETWEEN.join(pair) for pair in pairs))


def _keyed(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = ((prompt_key(name), " ".join(answer.split())) for name, answer in answers.items())
    return [(key, answer) for key, answer in pairs if answer]


def _pairs(settings: Settings) -> list[tuple[str, str]]:
    parted = (line.partition(_BETWEEN) for line in settings.get(PROMPT_ANSWERS))
    return [(key, answer) for key, separator, answer in parted if separator]
