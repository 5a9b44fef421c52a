"""The header of an exported letter, measured: what of the decree a page breaks, in plain words.

Every function takes pages read with narrow gaps between columns and returns faults; no fault, no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.support.pdf import MM_PER_PT, Line, Page, Rule

A4_MM = (210.0, 297.0)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Times New Roman, and Liberation Serif like it: parts of the size above and below the baseline.
# The gap between lines counts as above.
ABOVE_EM = 0.891 + 0.042
BELOW_EM = 0.216
LEVEL_PT = 0.3
CENTRED_MM = 0.5
TEXT_LONG_MM = 1.0

# Sizes of quốc hiệu, tiêu ngữ, names, number, date, V/v in the two schemes (chú thích 1 Mục V).
SIZES = {
    "14": {"nation": 13, "motto": 14, "names": 13, "code": 13, "date": 14, "subject": 13},
    "13": {"nation": 12, "motto": 13, "names": 12, "code": 13, "date": 13, "subject": 12},
}


def plain(text: str) -> str:
    """A text with ordinary single spaces, as it is compared."""
    return " ".join(text.replace("\u00a0", " ").split())


@dataclass(frozen=True)
class Wanted:
    """What the header says: names in capitals, the lines of number, date and subject, the size scheme."""

    parent: str
    organ: str
    code: str
    place_date: str
    subject: str
    scheme: str


@dataclass(frozen=True)
class Header:
    """The lines and rules of a header found on page 1."""

    page: Page
    wanted: Wanted

    def one(self, text: str) -> Line | None:
        """The only line that is exactly this text."""
        found = [line for line in self.page.lines if plain(line.text) == plain(text)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def nation(self) -> Line | None:
        """Quốc hiệu."""
        return self.one(NATION)

    @cached_property
    def motto(self) -> Line | None:
        """Tiêu ngữ."""
        return self.one(MOTTO)

    @cached_property
    def code(self) -> Line | None:
        """Số, ký hiệu."""
        return self.one(self.wanted.code)

    @cached_property
    def date(self) -> Line | None:
        """Địa danh, thời gian."""
        return self.one(self.wanted.place_date)

    @cached_property
    def names(self) -> list[Line]:
        """The lines of the parent and the agency."""
        if self.nation is None or self.code is None:
            return []
        left, end = self.nation.centre_mm, self.code.baseline_mm
        lines = [line for line in self.page.lines if line.x0_mm < left and line.baseline_mm < end - 1]
        return [line for line in lines if line not in (self.nation, self.motto, self.date)]

    @cached_property
    def subject(self) -> list[Line]:
        """The lines of V/v."""
        if self.code is None or self.nation is None:
            return []
        below = [
            line
            for line in self.page.lines
            if line.baseline_mm > self.code.baseline_mm + 1 and line.x0_mm < self.nation.centre_mm
        ]
        count = next((n for n in range(1, 9) if _joined(below[:n]) == plain(self.wanted.subject)), 0)
        return below[:count]

    def rule_in(self, top_mm: float, bottom_mm: float, *, left: bool) -> Rule | None:
        """The only rule between two heights in one of the columns."""
        edge = self.nation.x0_mm if self.nation else 0.0
        found = [rule for rule in self.page.rules if top_mm < rule.y_mm < bottom_mm]
        found = [rule for rule in found if (rule.centre_mm < edge) == left]
        return found[0] if len(found) == 1 else None


def header_faults(page: Page, wanted: Wanted) -> list[str]:
    """Everything wrong with the header of page 1."""
    header = Header(page, wanted)
    missing = [
        name for name in ("nation", "motto", "code", "date", "names", "subject") if not getattr(header, name)
    ]
    if missing:
        return [f"not on its own line: {name}" for name in missing]
    return [
        *_paper(page),
        *_names(header),
        *_rules(header),
        *_places(header),
        *_looks(header),
    ]


def date_alone_fault(page: Page, wanted: Wanted) -> bool:
    """Whether the date, and it alone, stands on more than one line."""
    header = Header(page, wanted)
    return header.date is None and None not in (header.nation, header.motto)


def _joined(lines: Sequence[Line]) -> str:
    return plain(" ".join(line.text for line in lines))


def _paper(page: Page) -> Iterator[str]:
    for name, got, want in zip(("width", "height"), (page.width_mm, page.height_mm), A4_MM, strict=True):
        if abs(got - want) > 0.2:
            yield f"paper: {name} {got:.1f} mm"


def _names(header: Header) -> Iterator[str]:
    wanted = header.wanted
    bold = [line for line in header.names if all(run.bold for run in line.runs)]
    light = [line for line in header.names if not any(run.bold for run in line.runs)]
    if _joined(light) != plain(wanted.parent):
        yield f"parent: {_joined(light)!r}"
    if _joined(bold) != plain(wanted.organ):
        yield f"agency: {_joined(bold)!r}"
    if light + bold != header.names:
        yield "the parent does not stand above the agency"
    right = [line for line in (header.nation, header.motto, header.date) if line]
    edge = max(line.x1_mm for line in (*header.names, *header.subject, header.code) if line)
    if edge > min(line.x0_mm for line in right):
        yield f"the left column reaches {edge:.1f} mm, into the right one"


def _rules(header: Header) -> Iterator[str]:
    motto, code = header.motto, header.code
    assert motto is not None
    assert code is not None
    own = header.rule_in(motto.baseline_mm, motto.baseline_mm + 4, left=False)
    if own is None:
        yield "no rule under the motto"
    else:
        if abs(own.length_mm - motto.width_mm) > TEXT_LONG_MM:
            yield f"rule under the motto: {own.length_mm:.1f} of {motto.width_mm:.1f} mm"
        if abs(own.centre_mm - motto.centre_mm) > CENTRED_MM:
            yield f"rule under the motto: {own.centre_mm - motto.centre_mm:+.2f} mm off its centre"
    last = header.names[-1]
    below = last.baseline_mm + BELOW_EM * last.size_pt * MM_PER_PT
    own = header.rule_in(below, code.top_mm, left=True)
    if own is None:
        yield "no rule between the agency and the number"
        return
    longest = max((line for line in header.names if line.runs[0].bold), key=lambda line: line.width_mm)
    share = own.length_mm / longest.width_mm
    if not 1 / 3 <= share <= 1 / 2:
        yield f"rule under the agency: {share:.3f} of its longest line"
    if abs(own.centre_mm - longest.centre_mm) > CENTRED_MM:
        yield f"rule under the agency: {own.centre_mm - longest.centre_mm:+.2f} mm off its centre"


def _places(header: Header) -> Iterator[str]:
    nation, motto, code, date = header.nation, header.motto, header.code, header.date
    assert nation is not None
    assert motto is not None
    assert code is not None
    assert date is not None
    for name, line in (("motto", motto), ("date", date)):
        if abs(line.centre_mm - nation.centre_mm) > CENTRED_MM:
            yield f"{name} {line.centre_mm - nation.centre_mm:+.2f} mm off the centre of quốc hiệu"
    for line in (*header.names, *header.subject):
        if abs(line.centre_mm - code.centre_mm) > CENTRED_MM:
            yield f"{line.text!r} {line.centre_mm - code.centre_mm:+.2f} mm off the centre of the number"
    for name, left, right in (("number and date", code, date), ("first lines", header.names[0], nation)):
        if abs(left.baseline_mm - right.baseline_mm) > LEVEL_PT * MM_PER_PT:
            yield f"{name} on two levels: {left.baseline_mm:.2f} and {right.baseline_mm:.2f} mm"
    gap = gap_pt(code, header.subject[0])
    if abs(gap - 6) > 0.5:
        yield f"V/v {gap:.1f} pt below the number"
    lines = [nation, motto]
    for upper, lower in (lines, *zip(header.names, header.names[1:], strict=False)):
        if abs(gap_pt(upper, lower)) > 0.5:
            yield f"{gap_pt(upper, lower):.1f} pt between {upper.text!r} and {lower.text!r}"


def gap_pt(upper: Line, lower: Line) -> float:
    """Free height between the boxes of two single-spaced lines."""
    between = (lower.baseline_mm - upper.baseline_mm) / MM_PER_PT
    return between - BELOW_EM * upper.size_pt - ABOVE_EM * lower.size_pt


def _looks(header: Header) -> Iterator[str]:
    """Sizes, weights and slants (Mục V): every run of a component has its one look."""
    sizes = SIZES[header.wanted.scheme]
    listed = (
        ("nation", [header.nation], True, False),
        ("motto", [header.motto], True, False),
        ("code", [header.code], False, False),
        ("date", [header.date], False, True),
        ("subject", header.subject, False, False),
    )
    for name, lines, bold, italic in listed:
        for run in (run for line in lines if line for run in line.runs):
            if (run.bold, run.italic) != (bold, italic):
                yield f"{name}: font {run.font}"
            if abs(run.size_pt - sizes[name]) > 0.1:
                yield f"{name}: {run.size_pt:.1f} pt"
    for run in (run for line in header.names for run in line.runs):
        if run.italic or abs(run.size_pt - sizes["names"]) > 0.1:
            yield f"names: {run.font} {run.size_pt:.1f} pt"
