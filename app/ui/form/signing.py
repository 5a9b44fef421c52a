"""Ways to sign that are used every day, in the words of the issuing agency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.base.texts import text
from app.base.vietnamese import fold
from app.letter.model import Authority, AuthorityStep, Letter, Signature
from app.letter.wording import on_one_line

# Kinds of agency; form.organ.<kind> holds the words its name begins with, form.head.<kind> the title of
# its head, form.deputy.<kind> that of the deputy. Collectives sign "TM.".
_COLLECTIVES = ("people_committee", "people_council")
_KINDS = (
    *_COLLECTIVES,
    "department",
    "office",
    "division",
    "school",
    "hospital",
    "bureau",
    "directorate",
    "ministry",
    "police",
)
_OTHER = "other"


class Preset(StrEnum):
    """A way to sign."""

    HEAD = "head"
    COLLECTIVE = "collective"  # TM.
    COLLECTIVE_DEPUTY = "collective_deputy"  # TM. / KT.
    DEPUTY = "deputy"  # KT.
    ORDER = "order"  # TL.
    MANDATE = "mandate"  # TUQ.


@dataclass(frozen=True, slots=True)
class _Agency:
    kind: str
    collective: str

    @property
    def head(self) -> str:
        return text(f"form.head.{self.kind}")

    @property
    def deputy(self) -> str:
        return text(f"form.deputy.{self.kind}")


def presets_for(letter: Letter, index: int) -> tuple[Preset, ...]:
    """The ways that the signer of this issuer can sign."""
    if _agency(letter, index).collective:
        return tuple(preset for preset in Preset if preset is not Preset.DEPUTY)
    return tuple(preset for preset in Preset if preset not in (Preset.COLLECTIVE, Preset.COLLECTIVE_DEPUTY))


def preset_label(preset: Preset, letter: Letter, index: int) -> str:
    """What the button of a preset says, in the agency's own words."""
    agency = _agency(letter, index)
    return text(f"form.preset.{preset}", head=agency.head, deputy=agency.deputy)


def preset_signature(letter: Letter, index: int, preset: Preset, old: Signature) -> Signature:
    """The signature with the lines of a preset; name, rank and other titles stay.

    Source: Điều 13; điểm b khoản 7 Mục II Phần I Phụ lục I. Whoever signs by order or mandate has a title
    that the program cannot know, so that one is left to the clerk.
    """
    agency = _agency(letter, index)
    for_collective = AuthorityStep(authority=Authority.COLLECTIVE, on_behalf_of=agency.collective)
    for_head = AuthorityStep(authority=Authority.FOR_HEAD, on_behalf_of=agency.head)
    chain: tuple[AuthorityStep, ...] = ()
    match preset:
        case Preset.HEAD:
            position = agency.head
        case Preset.COLLECTIVE:
            chain, position = (for_collective,), agency.head
        case Preset.COLLECTIVE_DEPUTY:
            chain, position = (for_collective, for_head), agency.deputy
        case Preset.DEPUTY:
            chain, position = (for_head,), agency.deputy
        case Preset.ORDER:
            chain, position = (replace(for_head, authority=Authority.BY_ORDER),), ""
        case Preset.MANDATE:
            chain, position = (replace(for_head, authority=Authority.BY_MANDATE),), ""
    return replace(old, chain=chain, position=position)


def _agency(letter: Letter, index: int) -> _Agency:
    name = on_one_line(letter.issuers[index].name).strip() if index < len(letter.issuers) else ""
    for kind in _KINDS:
        for begins in text(f"form.organ.{kind}").split("|"):
            if fold(name).startswith(fold(begins)):
                return _Agency(kind, name[: len(begins)] if kind in _COLLECTIVES else "")
    return _Agency(_OTHER, "")
