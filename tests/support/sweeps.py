"""Letters whose signature meets the end of a page in every way, and the judging of what came out.

Shared by tests/geometry/test_signature.py (a pairwise choice) and benchmarks/bench_signature_sweep.py
(the full product).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from app.letter.composed import Composed
from app.letter.model import (
    Advisory,
    Authority,
    AuthorityStep,
    Block,
    Cell,
    Footnote,
    Layout,
    Letter,
    Level,
    Organ,
    Paragraph,
    Recipient,
    RecipientKind,
    Row,
    Run,
    Signature,
    SizeScheme,
    Table,
)
from tests.support.letters import paragraph, simple_letter
from tests.support.pdf import Page

STEPS = 40
# The shortest body leaves the signature on page 1, the longest puts it well into page 2.
_FIRST_LINES = 15
_LINE = "thực hiện nhiệm vụ được giao theo đúng quy định của pháp luật về công tác văn thư "
_LINES_PER_PARAGRAPH = 4
# Anything higher on the page is its number.
TOP_MARGIN_MM = 20.0
# So many lines of Nơi nhận at least stand beside the signature.
_BESIDE = 3
_FEWEST_LINES = 2


def _step(authority: Authority, behalf: str) -> AuthorityStep:
    return AuthorityStep(authority=authority, on_behalf_of=behalf)


_TM = _step(Authority.COLLECTIVE, "Ủy ban nhân dân")
_KT = _step(Authority.FOR_HEAD, "Chủ tịch")
_TL = _step(Authority.BY_ORDER, "Chủ tịch")
_NAME = "Trần Thị B"


def _signed(*chain: AuthorityStep, position: str, **changes: object) -> tuple[Signature, ...]:
    return (Signature(chain=chain, position=position, full_name=_NAME, **changes),)  # type: ignore[arg-type]


FORMS: Mapping[str, tuple[Signature, ...]] = {
    "head": _signed(position="Giám đốc"),
    "tm": _signed(_TM, position="Chủ tịch"),
    "tm-kt": _signed(_TM, _KT, position="Phó Chủ tịch"),
    "tm-q": _signed(_TM, _step(Authority.ACTING, "Chủ tịch"), position=""),
    "q": _signed(_step(Authority.ACTING, "Giám đốc"), position=""),
    "kt": _signed(_step(Authority.FOR_HEAD, "Giám đốc"), position="Phó Giám đốc"),
    "tl": _signed(_TL, position="Chánh Văn phòng"),
    "tl-kt": _signed(_TL, _step(Authority.FOR_HEAD, "Chánh Văn phòng"), position="Phó Chánh Văn phòng"),
    "tl-q": _signed(_TL, _step(Authority.ACTING, "Chánh Văn phòng"), position=""),
    "tuq": _signed(_step(Authority.BY_MANDATE, "Giám đốc"), position="Trưởng phòng"),
    "advisory-seal": _signed(
        position="Trưởng ban",
        other_titles=("Phó Chủ tịch Ủy ban nhân dân tỉnh",),
        advisory=Advisory.WITH_SEAL,
    ),
    "advisory": _signed(position="Trưởng ban", advisory=Advisory.WITHOUT_SEAL),
    "joint": tuple(
        Signature(position=title, full_name=f"Nguyễn Văn {letter}")
        for title, letter in (("Giám đốc", "M"), ("Viện trưởng", "N"), ("Chủ nhiệm", "P"))
    ),
}
ENDINGS = ("short", "long", "dash", "table", "footnote")
RECIPIENTS = (5, 12, 25)
SCHEMES = ("14", "13")
_JOINT_STEPS = 12


@dataclass(frozen=True)
class Point:
    """One letter of a sweep."""

    step: int
    form: str
    recipients: int
    scheme: str
    ending: str

    @property
    def name(self) -> str:
        """A file name of its own."""
        return f"{self.form}-{self.recipients}-{self.scheme}-{self.ending}-{self.step:02}"


def full_product() -> Iterator[Point]:
    """Every body length × form × length of Nơi nhận × scheme; the endings take turns."""
    combinations = product(FORMS, RECIPIENTS, SCHEMES, range(STEPS))
    for index, (form, recipients, scheme, step) in enumerate(combinations):
        # The steps of a form are as many as the endings divide, so each form shifts them by one.
        yield Point(step, form, recipients, scheme, ENDINGS[(index + index // STEPS) % len(ENDINGS)])


def pairwise_choice() -> Iterator[Point]:
    """200 letters: every body length meets every ending, scheme and length of Nơi nhận.

    So does every form, which with 40 lengths would make 520 pairs: a form meets some of every ten
    neighbouring lengths. The tallest block, three signatures, is tried wherever it might part.
    """
    forms = list(FORMS)
    for step in range(STEPS):
        for turn, ending in enumerate(ENDINGS):
            if step < _JOINT_STEPS and ending == "short":
                yield Point(step, "joint", 12, "14", ending)
                continue
            yield Point(
                step=step,
                form=forms[(step * len(ENDINGS) + turn) % len(forms)],
                recipients=RECIPIENTS[(step + turn) % len(RECIPIENTS)],
                scheme=SCHEMES[(step // 2 + turn) % len(SCHEMES)],
                ending=ending,
            )


def letter_at(point: Point) -> Letter:
    """The letter of a point."""
    signatures = FORMS[point.form]
    issuers = (Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"), Organ(name="Sở Y tế"), Organ(name="Sở X"))
    recipients = (
        Recipient(kind=RecipientKind.AS_ABOVE),
        # The archive line is one of them.
        *(Recipient(name=f"Cơ quan thứ {number:02}") for number in range(2, point.recipients)),
    )
    return simple_letter(
        issuers=issuers[: len(signatures)],
        body=tuple(_body(point)),
        recipients=recipients,
        signatures=signatures,
        layout=Layout(size_scheme=SizeScheme(point.scheme)),
    )


def _body(point: Point) -> Iterator[Block]:
    end, height = _ending(point)
    left = _FIRST_LINES + point.step - height
    while left > 0:
        lines = min(left, _LINES_PER_PARAGRAPH)
        yield paragraph(_sentence(lines))
        left -= lines
    yield from end


def _sentence(lines: int) -> str:
    return ("Cơ quan " + _LINE * lines).strip()[: 80 * lines - 12]


def _ending(point: Point) -> tuple[Sequence[Block], int]:
    """The last blocks of a body, and about how many lines they take."""
    match point.ending:
        case "long":
            return (paragraph(_sentence(10)),), 10
        case "dash":
            return (paragraph(_sentence(1), Level.DASH), paragraph(_sentence(1), Level.DASH)), 2
        case "table":
            # With and without header rows, and now and then of a single row, by turns.
            rows = 1 if point.step % 5 == 0 else 4
            return (_table(rows, point.step % 2),), rows
        case "footnote":
            note = Footnote(runs=(Run(text="Số liệu tính đến ngày 30 tháng 9 năm 2026."),))
            return (Paragraph(runs=(Run(text=_sentence(2), footnote=note),)),), 2
    return (paragraph(_sentence(2)),), 2


def _table(count: int, header_rows: int) -> Table:
    rows = tuple(
        Row(cells=tuple(Cell(blocks=(paragraph(f"hàng {row} cột {column}"),)) for column in range(3)))
        for row in range(count)
    )
    return Table(rows=rows, header_rows=min(header_rows, count - 1))


@dataclass(frozen=True)
class Verdict:
    """Where a signature came to stand: its page (from 1), and the lines of text above it there."""

    page: int
    lines_above: int
    split: bool

    @property
    def alone(self) -> bool:
        """Whether the signature's page has less than two lines of the text."""
        return self.page > 1 and self.lines_above < _FEWEST_LINES


def judge(pages: Sequence[Page], composed: Composed) -> Verdict:
    """Where the signature stands; AssertionError when a line of it is nowhere."""
    wanted = [
        composed.recipients_label,
        *composed.recipients[:_BESIDE],
        *(line for signed in composed.signatures for line in signed.authority_lines),
        *(line for signed in composed.signatures for line in signed.other_titles),
        *(signed.full_name for signed in composed.signatures),
    ]
    found = [_page_of(pages, text) for text in wanted]
    first = min(found)
    page = pages[first]
    start = next(line for line in page.lines if line.text == composed.recipients_label or line.text in wanted)
    above = {
        round(line.baseline_mm, 1)
        for line in page.lines
        if TOP_MARGIN_MM < line.baseline_mm < start.baseline_mm - 1
    }
    return Verdict(first + 1, len(above), split=len(set(found)) > 1)


def _page_of(pages: Sequence[Page], text: str) -> int:
    found = [index for index, page in enumerate(pages) if any(line.text == text for line in page.lines)]
    assert found, f"{text!r} stands on no page:\n" + "\n".join(str(page) for page in pages)
    return found[-1]
