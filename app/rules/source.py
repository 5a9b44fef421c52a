"""Where a rule comes from (clause and strength), and the plain kinds of rule."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.units import Mm


class Strength(StrEnum):
    """How firmly a rule stands, from the decree's words down to custom."""

    TEXT = "TEXT"  # written in a clause
    TABLE = "TABLE"  # only in a table or a footnote of the annexes
    SAMPLE = "SAMPLE"  # only visible in a sample form or the diagram
    PRACTICE = "PRACTICE"  # custom or our own choice where the decree is silent


@dataclass(frozen=True, slots=True)
class Source:
    """The clause as Vietnamese officials cite it, and the strength of what is drawn from it.

    A rule of strength PRACTICE cites the clause whose silence it fills, or says that it is custom.
    """

    clause: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class MmRange:
    """A lawful span of a length in millimetres, both ends included, and the value we use."""

    min: Mm
    max: Mm
    default: Mm


@dataclass(frozen=True, slots=True)
class Span:
    """A rule that bounds one length in millimetres, and the value we use."""

    source: Source
    min: Mm
    max: Mm
    default: Mm


@dataclass(frozen=True, slots=True)
class Length:
    """A rule that gives one length in millimetres."""

    source: Source
    length: Mm


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule that gives one text to be printed."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A rule that gives a list of words."""

    source: Source
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule that gives a text with {fields} to be filled in."""

    source: Source
    pattern: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that is either so or not so."""

    source: Source
    on: bool
