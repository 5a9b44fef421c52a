"""Which field tells which finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.rules.finding import Finding, Severity
from app.ui.form.access import Indices
from app.ui.form.context import Place
from app.ui.form.names_list import NamesList
from app.ui.form.repeats import RepeatedRows
from app.ui.form.rows import FieldRow

Teller = FieldRow | RepeatedRows | NamesList

# The notice below the field says the same and more.
_TOLD_ELSEWHERE = frozenset({"ND30-DM-01"})


def shown_findings(content: QWidget, findings: Sequence[Finding]) -> None:
    """Give every finding to the field it is about, or to the nearest one around it."""
    tellers = tellers_in(content)
    by_place: dict[Place, Teller] = {place: teller for teller in tellers for place in teller.places}
    told: dict[Teller, list[Finding]] = {teller: [] for teller in tellers}
    for finding in findings:
        if finding.code in _TOLD_ELSEWHERE:
            continue
        places = around(finding.place.component, finding.place.path)
        teller = next((by_place[place] for place in places if place in by_place), None)
        if teller is not None:
            told[teller].append(finding)
    for teller, own in told.items():
        if isinstance(teller, NamesList):
            teller.show_findings(own)
        else:
            teller.findings.show_findings(own)


def tellers_in(content: QWidget) -> list[Teller]:
    """Everything in the form that can tell findings."""
    return [
        *content.findChildren(FieldRow),
        *content.findChildren(RepeatedRows),
        *content.findChildren(NamesList),
    ]


def around(component: str, path: Indices) -> Iterator[Place]:
    """A place and those around it, the nearest first."""
    name = component
    while name:
        for length in range(len(path), -1, -1):
            yield name, path[:length]
        name = name.rpartition(".")[0]


def counted(findings: Sequence[Finding], fields: tuple[str, ...]) -> tuple[tuple[Severity, int], ...]:
    """How many findings of each severity are about these fields of the letter; hints are not counted."""
    counts = Counter(
        finding.severity for finding in findings if finding.place.component.partition(".")[0] in fields
    )
    return tuple(
        (severity, counts[severity]) for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]
    )
