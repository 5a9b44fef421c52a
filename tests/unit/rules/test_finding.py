"""Findings: how grave they are, where they stand, how they are mended."""

from __future__ import annotations

import pytest

from app.rules.finding import Finding, Fix, Place, Severity, severity_of
from app.rules.source import Source, Strength

SOURCE = Source("điểm c khoản 3 Mục II Phần I Phụ lục I", Strength.TEXT)


@pytest.mark.parametrize(
    ("strength", "severity"),
    [
        (Strength.TEXT, Severity.ERROR),
        (Strength.TABLE, Severity.ERROR),
        (Strength.SAMPLE, Severity.WARNING),
        (Strength.PRACTICE, Severity.HINT),
    ],
)
def test_severity_follows_the_strength_of_the_rule(strength: Strength, severity: Severity) -> None:
    assert severity_of(strength) is severity
    finding = Finding("ND30-SO-01", Source("thông lệ", strength), Place("code"), "...")
    assert finding.severity is severity


def test_a_finding_may_be_graver_or_lighter_than_its_rule() -> None:
    finding = Finding("ND30-SO-01", SOURCE, Place("code"), "...", own_severity=Severity.HINT)
    assert (finding.severity, finding.strength) == (Severity.HINT, Strength.TEXT)


def test_a_finding_shows_the_clause_of_its_rule() -> None:
    assert Finding("ND30-SO-01", SOURCE, Place("code"), "...").clause == SOURCE.clause


def test_a_finding_carries_the_change_that_mends_it() -> None:
    fix = Fix("replace_text", {"text": "05"})
    finding = Finding("ND30-SO-01", SOURCE, Place("body", (3, 0), page=2, line=7), "...", fix)
    assert finding.fix is not None
    assert finding.fix.data["text"] == "05"
    assert finding.place.path == (3, 0)


def test_findings_can_be_gathered_in_sets_to_drop_doubles() -> None:
    one, same = (
        Finding("ND30-SO-01", SOURCE, Place("code"), "...", Fix("replace_text", {"text": "05"}))
        for _ in range(2)
    )
    assert {one, same} == {one}
