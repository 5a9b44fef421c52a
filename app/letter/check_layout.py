"""Checks of marks, of the small print, and of the layout chosen by the clerk."""

from __future__ import annotations

from collections.abc import Iterator

from app.letter.finding import at, finding, own_source
from app.letter.model import Letter, Secrecy
from app.rules.finding import Finding, Severity
from app.rules.model import Rulebook

# Millimetres typed with two decimals, such as 12.7.
_TOLERANCE = 0.005


def check_marks(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 10a, 11 and 12, and the draft mark."""
    marks = rulebook.marks
    if letter.secrecy is not Secrecy.NONE:
        source = marks.secrecy[letter.secrecy.value].source
        yield finding("ND30-DM-01", source, at("secrecy"), severity=Severity.WARNING)
    elif letter.recall:
        yield finding("ND30-DM-02", marks.recall.source, at("recall"), severity=Severity.WARNING)
    amount, digits = letter.drafter.issued_amount, rulebook.limits.issued_amount_digits
    if amount is not None and not 1 <= amount < 10**digits:
        yield finding("ND30-NS-01", rulebook.limits.source, at("drafter.issued_amount"), most=10**digits - 1)
    if amount is not None and not letter.drafter.code.strip():
        yield finding("ND30-NS-02", marks.drafter.source, at("drafter.code"), severity=Severity.HINT)
    if letter.draft_mark.strip() and letter.code.number is not None:
        yield finding("ND30-DT-01", own_source(), at("draft_mark"), severity=Severity.WARNING)


def check_enclosures(letter: Letter, _rulebook: Rulebook) -> Iterator[Finding]:
    """Tài liệu gửi kèm."""
    for index, enclosure in enumerate(letter.enclosures):
        if not enclosure.name.strip():
            yield finding("ND30-GK-01", own_source(), at("enclosures.name", index))


def check_layout(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Margins, indent, spacing and gap, where the clerk chose them."""
    layout, rule = letter.layout, rulebook.body.paragraph
    margins, chosen = rulebook.page.margins, letter.layout.margins
    for code, side, value, lawful in (
        ("ND30-TB-01", "top", chosen.top, margins.top),
        ("ND30-TB-02", "bottom", chosen.bottom, margins.bottom),
        ("ND30-TB-03", "left", chosen.left, margins.left),
        ("ND30-TB-04", "right", chosen.right, margins.right),
    ):
        if value is not None and not _within(value, lawful.min, lawful.max):
            place = at(f"layout.margins.{side}")
            yield finding(
                code,
                margins.source,
                place,
                value=_shown(value),
                min=_shown(lawful.min),
                max=_shown(lawful.max),
            )
    if layout.indent is not None and not any(
        abs(layout.indent - indent) <= _TOLERANCE for indent in rule.indents
    ):
        lawful_indents = " / ".join(_shown(indent) for indent in rule.indents)
        yield finding(
            "ND30-TB-05", rule.source, at("layout.indent"), value=_shown(layout.indent), lawful=lawful_indents
        )
    spacing = layout.line_spacing
    if spacing is not None and not _within(spacing, rule.line_min, rule.line_max):
        yield finding(
            "ND30-TB-06",
            rule.source,
            at("layout.line_spacing"),
            value=_shown(spacing),
            min=_shown(rule.line_min),
            max=_shown(rule.line_max),
        )
    gap = layout.paragraph_gap
    # The decree sets no upper limit; above a page's height Word refuses the file.
    if gap is not None and not _within(gap, rule.gap_min, rulebook.page.paper.height.pt):
        yield finding(
            "ND30-TB-07", rule.source, at("layout.paragraph_gap"), value=_shown(gap), min=_shown(rule.gap_min)
        )


def _within(value: float, least: float, most: float) -> bool:
    # Written so that NaN is outside.
    return least - _TOLERANCE <= value <= most + _TOLERANCE


def _shown(value: float) -> str:
    return f"{value:g}".replace(".", ",")
