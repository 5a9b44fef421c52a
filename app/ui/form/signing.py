"""Ways to sign that are used every day, in the words of the issuing agency."""

from __future__ import annotations

from dataclasses import replace

from app.base.texts import text
from app.letter.model import Letter, Signature
from app.letter.wording import on_one_line
from app.library.conventions import Preset, Titles, titles_of, ways_to_sign


def presets_for(letter: Letter, index: int) -> tuple[Preset, ...]:
    """The ways that the signer of this issuer can sign."""
    return tuple(ways_to_sign(_titles(letter, index)))


def preset_label(preset: Preset, letter: Letter, index: int) -> str:
    """What the button of a preset says, in the agency's own words."""
    titles = _titles(letter, index)
    return text(f"form.preset.{preset}", head=titles.head, deputy=titles.deputy)


def preset_signature(letter: Letter, index: int, preset: Preset, old: Signature) -> Signature:
    """The signature with the lines of a preset; name, rank and other titles stay.

    Whoever signs by order or mandate has a title that the program cannot know, so that one is left to the
    clerk. KeyError when nobody signs so in this agency.
    """
    way = ways_to_sign(_titles(letter, index))[preset]
    by_other = preset in (Preset.ORDER, Preset.MANDATE)
    return replace(old, chain=way.chain, position="" if by_other else way.position)


def _titles(letter: Letter, index: int) -> Titles:
    name = on_one_line(letter.issuers[index].name).strip() if index < len(letter.issuers) else ""
    return titles_of(name)
