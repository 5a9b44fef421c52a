"""What is printed, line by line: the letter's words after composing, before any layout.

``compose`` makes it from a Letter and the rulebook; the Word writer sets it, the checker compares with it.
Texts are final: capitals, punctuation, numbers, gaps (runs of no-break spaces) and "./." are in place.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.letter.model import Alignment, Level, Orientation


@dataclass(frozen=True, slots=True)
class ComposedRun:
    """Text of one look; ``footnote`` holds the runs of a footnote whose mark follows the text."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    footnote: tuple[ComposedRun, ...] | None = None


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph ready to set.

    ``label`` is what stands before the runs on the same line, with its stop but without the space
    after it ("1.", "a)", "-", "Điều 2.", "I."); for part, chapter, section and subsection the label
    ("Phần I") is a line of its own and the runs are the title below it.
    """

    level: Level
    label: str
    runs: tuple[ComposedRun, ...]
    title: bool = False
    alignment: Alignment = Alignment.STYLE


@dataclass(frozen=True, slots=True)
class ComposedCell:
    blocks: tuple[ComposedParagraph, ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class ComposedTable:
    """A table; ``widths`` relative, one for every column of the grid (never empty)."""

    rows: tuple[tuple[ComposedCell, ...], ...]
    widths: tuple[int, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class ComposedPageBreak:
    pass


ComposedBlock = ComposedParagraph | ComposedTable | ComposedPageBreak


@dataclass(frozen=True, slots=True)
class ComposedAddressee:
    """One entry of Kính gửi; ``address`` is a line below it or "".

    The dash of a list stands in the skeleton, not here. The final punctuation stands at the end of
    the entry: after the address where there is one.
    """

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ComposedSignature:
    """One signature block: lines of ô 7a in capitals, titles of ô 7b, and the name ("" = left blank)."""

    authority_lines: tuple[str, ...]
    other_titles: tuple[str, ...]
    full_name: str


@dataclass(frozen=True, slots=True)
class ComposedAppendix:
    label: str
    title: str
    link: str
    blocks: tuple[ComposedBlock, ...]
    orientation: Orientation


@dataclass(frozen=True, slots=True)
class ComposedOrgan:
    """Names in capitals; a line feed is a break the clerk chose."""

    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Every printed word of a letter, in the order of the page."""

    national_name: str
    motto: str
    organs: tuple[ComposedOrgan, ...]
    code_label: str  # "Số:"
    code_number: str  # "05" or a gap
    code_separator: str  # "/"
    code_notation: str  # "UBND-KGVX"
    place: str  # "Gia Lai"
    place_end: str  # ","
    date_text: str  # "ngày 05 tháng 3 năm 2026", with gaps where left blank
    subject_label: str  # "V/v"
    subject: str  # the words after "V/v ", or "" where there is none
    secrecy: str
    urgency: str
    circulation: tuple[str, ...]  # ô 11: recall mark and circulation mark
    draft_mark: str
    addressees_label: str  # "Kính gửi:"
    addressees: tuple[
        ComposedAddressee, ...
    ]  # one: same line as the label; more: a dash each, from the skeleton
    body: tuple[ComposedBlock, ...]
    recipients_label: str  # "Nơi nhận:"
    recipients: tuple[str, ...]  # with dash and punctuation, the archive line last
    drafter_mark: str
    signatures: tuple[ComposedSignature, ...]
    contact_lines: tuple[str, ...]
    appendices: tuple[ComposedAppendix, ...]

    @property
    def code_line(self) -> str:
        """The line of ô 3, e.g. "Số: 05/UBND-KGVX"."""
        return f"{self.code_label} {self.code_number}{self.code_separator}{self.code_notation}"

    @property
    def place_date(self) -> str:
        """The line of ô 4, e.g. "Gia Lai, ngày 05 tháng 3 năm 2026"."""
        return f"{self.place}{self.place_end} {self.date_text}"

    @property
    def subject_line(self) -> str:
        """The line of ô 5b, e.g. "V/v nâng bậc lương năm 2019"."""
        return f"{self.subject_label} {self.subject}" if self.subject else ""
