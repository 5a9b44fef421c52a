"""Validates a letter: what is missing, unlawful or doubtful, each with its clause."""

from __future__ import annotations

from collections.abc import Iterable

from app.letter.check_body import check_appendices, check_body, check_related
from app.letter.check_heading import check_code, check_date, check_issuers, check_place, check_subject
from app.letter.check_layout import check_enclosures, check_layout, check_marks
from app.letter.check_prompts import check_prompts
from app.letter.check_recipients import check_addressees, check_archive, check_recipients
from app.letter.check_signature import check_signatures
from app.letter.finding import Check
from app.letter.model import Letter
from app.rules.finding import Finding
from app.rules.model import Rulebook

# In the order of the form.
_CHECKS: tuple[Check, ...] = (
    check_issuers,
    check_code,
    check_place,
    check_date,
    check_subject,
    check_addressees,
    check_body,
    check_related,
    check_recipients,
    check_archive,
    check_signatures,
    check_marks,
    check_appendices,
    check_enclosures,
    check_layout,
    check_prompts,
)

# No file is made with these: a number, date or layout that cannot be, a table Word cannot open.
# Everything else, an unlawful chain of authority included, is told and left to the clerk.
_BLOCKING = frozenset(
    {
        "ND30-SO-01",
        "ND30-NT-01",
        "ND30-BG-02",
        "ND30-TB-01",
        "ND30-TB-02",
        "ND30-TB-03",
        "ND30-TB-04",
        "ND30-TB-05",
        "ND30-TB-06",
        "ND30-TB-07",
    }
)


def validate(letter: Letter, rulebook: Rulebook) -> list[Finding]:
    """All findings about a letter, in the order of the form."""
    return [found for check in _CHECKS for found in check(letter, rulebook)]


def export_blockers(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that no Word file may be made with."""
    return [found for found in findings if found.code in _BLOCKING]
