"""What a check finds: a rule broken at a place of the letter, and perhaps how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.source import Source, Strength


class Severity(StrEnum):
    """Lỗi, cảnh báo, gợi ý."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


_BY_STRENGTH = {
    Strength.TEXT: Severity.ERROR,
    Strength.TABLE: Severity.ERROR,
    Strength.SAMPLE: Severity.WARNING,
    Strength.PRACTICE: Severity.HINT,
}


def severity_of(strength: Strength) -> Severity:
    """How grave it is to break a rule of this strength."""
    return _BY_STRENGTH[strength]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the letter: a component, the indices that lead into it, and page and line if known.

    ``Place("body", (3,))`` is the fourth block of the body; page and line count from 1.
    """

    component: str
    path: tuple[int, ...] = ()
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding: its kind ("replace_text") and what that kind needs."""

    kind: str
    data: Mapping[str, str | int | float | bool] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule.

    ``code`` is stable and names one kind of finding ("ND30-SO-01"); ``message`` is the Vietnamese
    sentence for the user; ``severity`` follows the rule's strength unless ``own_severity`` is given.
    """

    code: str
    source: Source
    place: Place
    message: str
    fix: Fix | None = None
    own_severity: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return self.own_severity or severity_of(self.source.strength)

    @property
    def clause(self) -> str:
        """The clause as officials cite it."""
        return self.source.clause

    @property
    def strength(self) -> Strength:
        """How firmly the broken rule stands."""
        return self.source.strength
