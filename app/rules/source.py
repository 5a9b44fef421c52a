"""Where a rule of the rulebook comes from: its clause and its strength."""

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
