"""What prompts were answered with before, to be offered again."""

from __future__ import annotations

from collections.abc import Mapping

from app.letter.prompts import prompt_key
from app.settings.options import PROMPT_ANSWERS
from app.settings.store import Settings

_BETWEEN = "\t"
# A template has a handful of prompts, and an office some dozens of templates.
_MOST_KEPT, _MOST_OF_ONE = 400, 6


def earlier_answers(settings: Settings, name: str) -> list[str]:
    """The answers of a prompt, the newest first."""
    return [answer for key, answer in _pairs(settings) if key == prompt_key(name)]


def remember_answers(settings: Settings, answers: Mapping[str, str]) -> None:
    """Keep these as the newest ones."""
    new = [(prompt_key(name), " ".join(answer.split())) for name, answer in answers.items() if answer.strip()]
    kept: list[tuple[str, str]] = []
    for key, answer in dict.fromkeys((*new, *_pairs(settings))):
        if sum(one == key for one, _ in kept) < _MOST_OF_ONE:
            kept.append((key, answer))
    settings.set(PROMPT_ANSWERS, tuple(_BETWEEN.join(pair) for pair in kept[:_MOST_KEPT]))


def _pairs(settings: Settings) -> list[tuple[str, str]]:
    parted = (line.partition(_BETWEEN) for line in settings.get(PROMPT_ANSWERS))
    return [(key, answer) for key, separator, answer in parted if separator]
