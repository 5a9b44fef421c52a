"""Makes the letter's header fit: size scheme, margins, columns, lines of names, lengths of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.base.texts import text
from app.base.units import Emu, Mm, Pt, Twip
from app.base.vietnamese import upper
from app.letter.composed import Composed
from app.letter.model import Layout
from app.rules.finding import Finding, Place, Severity
from app.rules.model import Rulebook
from app.word.section import Section
from app.word.stylesheet import StyleSheet
from app.word.wrapping import Phrases, least_width, name_lines

# Room to spare beside a measured text: renderers differ by a few twips.
SLACK = Twip(60)


@dataclass(frozen=True)
class OrganLines:
    """The lines in which an agency and its parent are printed."""

    parent: tuple[str, ...]
    name: tuple[str, ...]


@dataclass(frozen=True)
class HeaderFit:
    """How the header is set; ``scheme`` None = the skeleton's own sizes. Widths in twips, rules in EMU.

    ``subject_indent`` on both sides keeps the lines of V/v about equal.
    """

    scheme: str | None
    section: Section
    left: Twip
    right: Twip
    organs: tuple[OrganLines, ...]
    organ_rule: Emu
    motto_rule: Emu
    subject_indent: Twip
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Choice:
    scheme: str | None
    section: Section


def fit_header(
    composed: Composed, layout: Layout, section: Section, sheet: StyleSheet, rulebook: Rulebook
) -> HeaderFit:
    """The first choice of sizes and margins with which no line of the header wraps.

    Tried in this order: the letter's own scheme, or the skeleton's and then each smaller one; in each,
    the margins as they are, then (where the letter allows) the right and the left one as narrow as the
    law lets them be. A choice fits when names take no more lines than in a column of usual width.
    Where nothing fits, the last choice is taken and a finding says what is too wide.
    """
    choices = list(_choices(layout, section, sheet, rulebook))
    for strict in (True, False):
        for choice in choices:
            left = _left_room(composed, choice, sheet)
            if left >= _left_need(composed, choice, sheet) and not (
                strict and _crowds_names(composed, choice, left, sheet, rulebook)
            ):
                return _set(composed, choice, left, sheet, rulebook, first=choice == choices[0])
    last = choices[-1]
    left = max(_left_room(composed, last, sheet), Twip(last.section.block // 3))
    return _set(composed, last, left, sheet, rulebook, first=False, wraps=True)


def _crowds_names(
    composed: Composed, choice: _Choice, left: Twip, sheet: StyleSheet, rulebook: Rulebook
) -> bool:
    """Whether names take more lines than in the narrowest column offices use."""
    roomy = rulebook.page.header_left.min.twip
    if left >= roomy:
        return False
    ours, usual = (_count(_organ_lines(composed, choice, width, sheet, rulebook)) for width in (left, roomy))
    return ours > usual


def _choices(layout: Layout, section: Section, sheet: StyleSheet, rulebook: Rulebook) -> Iterator[_Choice]:
    own = sheet.look("motto", None).size
    schemes: list[str | None]
    if layout.size_scheme is not None:
        schemes = [layout.size_scheme.value]
    else:
        smaller = (one for one in rulebook.schemes.scheme.values() if one.text < own)
        schemes = [None, *(one.id for one in smaller)]
    for scheme in schemes:
        yield _Choice(scheme, section)
        if layout.fit_margins:
            narrower = section
            for side in ("right", "left"):
                if getattr(layout.margins, side) is None:
                    least = getattr(rulebook.page.margins, side).min.twip
                    if getattr(narrower, side) > least:
                        narrower = narrower.with_margins({side: least})
                        yield _Choice(scheme, narrower)


def _right_need(composed: Composed, choice: _Choice, sheet: StyleSheet) -> Twip:
    lines = (
        ("national_name", composed.national_name),
        ("motto", composed.motto),
        ("place_date", composed.place_date),
    )
    widest = max(sheet.look(component, choice.scheme).width(line) for component, line in lines)
    return Twip(Pt(widest).twip + SLACK)


def _left_room(composed: Composed, choice: _Choice, sheet: StyleSheet) -> Twip:
    return Twip(choice.section.block - _right_need(composed, choice, sheet))


def _left_need(composed: Composed, choice: _Choice, sheet: StyleSheet) -> Twip:
    """Width of the widest thing on the left that cannot wrap: the number, or a word of a name."""
    widths = [sheet.look("code", choice.scheme).width(composed.code_line)]
    for organ in composed.organs:
        for component, name in (("parent_organ", organ.parent), ("organ", organ.name)):
            look = sheet.look(component, choice.scheme)
            widths += [look.width(word) for word in name.split()]
    return Twip(Pt(max(widths)).twip + SLACK)


def _set(
    composed: Composed,
    choice: _Choice,
    room: Twip,
    sheet: StyleSheet,
    rulebook: Rulebook,
    *,
    first: bool,
    wraps: bool = False,
) -> HeaderFit:
    """Columns for a choice: the usual left column, or the widest where that saves a line of a name."""
    usual, widest = rulebook.page.header_left.default.twip, rulebook.page.header_left.max.twip
    need = _left_need(composed, choice, sheet)
    left = Twip(min(room, max(usual, need)))
    organs = _organ_lines(composed, choice, left, sheet, rulebook)
    wider = Twip(min(room, max(widest, need)))
    if wider > left:
        other = _organ_lines(composed, choice, wider, sheet, rulebook)
        if _count(other) < _count(organs):
            left, organs = wider, other
    name_look = sheet.look("organ", choice.scheme)
    names = organs[-1].name if organs else ()
    longest = max((name_look.width(line) for line in names), default=0.0)
    motto = sheet.look("motto", choice.scheme).width(composed.motto)
    lines = rulebook.lines
    return HeaderFit(
        scheme=choice.scheme,
        section=choice.section,
        left=left,
        right=Twip(choice.section.block - left),
        organs=organs,
        organ_rule=Pt(longest * lines.organ.ratio).emu,
        motto_rule=Pt(motto * lines.motto.ratio).emu,
        subject_indent=_subject_indent(composed, choice, left, sheet),
        findings=tuple(_findings(choice, rulebook, first=first, wraps=wraps)),
    )


def _subject_indent(composed: Composed, choice: _Choice, left: Twip, sheet: StyleSheet) -> Twip:
    look = sheet.look("subject", choice.scheme)
    width = float(left.pt) - float(SLACK.pt)
    spare = width - least_width(composed.subject_line, look, width)
    return Twip(Pt(spare / 2).twip)


def _organ_lines(
    composed: Composed, choice: _Choice, left: Twip, sheet: StyleSheet, rulebook: Rulebook
) -> tuple[OrganLines, ...]:
    width = float(left.pt) - float(SLACK.pt)
    phrases = phrases_of(rulebook)
    lines = []
    printed_parent = ""
    for organ in composed.organs:
        # Agencies of a joint letter that share their parent print it once.
        parent = "" if organ.parent == printed_parent else organ.parent
        printed_parent = organ.parent or printed_parent
        parent_look = sheet.look("parent_organ", choice.scheme)
        name_look = sheet.look("organ", choice.scheme)
        lines.append(
            OrganLines(
                name_lines(parent, parent_look, width, replace(phrases, heads=())) if parent else (),
                name_lines(organ.name, name_look, width, phrases),
            )
        )
    return tuple(lines)


@lru_cache(4)
def phrases_of(rulebook: Rulebook) -> Phrases:
    """What the rulebook says of breaking names, in capitals."""
    heading = rulebook.heading
    units = tuple(upper(unit) for unit in heading.units.words)
    return Phrases(heading.organ_heads.words, units, heading.compounds.words)


def _count(organs: tuple[OrganLines, ...]) -> int:
    return sum(len(organ.parent) + len(organ.name) for organ in organs)


def _findings(choice: _Choice, rulebook: Rulebook, *, first: bool, wraps: bool) -> Iterator[Finding]:
    if wraps:
        yield Finding(
            code="ND30-DAU-01",
            source=rulebook.components["place_date"].source,
            place=Place("place_date"),
            message=text("word.header_too_wide"),
        )
    elif not first:
        yield Finding(
            code="ND30-DAU-02",
            source=rulebook.schemes.source,
            place=Place("place_date"),
            message=_said(choice, rulebook),
            own_severity=Severity.HINT,
        )


def _said(choice: _Choice, rulebook: Rulebook) -> str:
    left, right = (f"{Mm(float(side.mm)):.0f}" for side in (choice.section.left, choice.section.right))
    if choice.scheme is None:
        return text("word.fitted_margins", left=left, right=right)
    sizes = rulebook.schemes.scheme[choice.scheme].name
    return text("word.fitted_sizes", sizes=sizes, left=left, right=right)
