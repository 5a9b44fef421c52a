"""Every word of a letter stands on LibreOffice's pages, in the order of the page, and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import pytest

from app.base.resources import resource_path
from app.letter.composed import (
    Composed,
    ComposedBlock,
    ComposedPageBreak,
    ComposedParagraph,
    ComposedRun,
    ComposedTable,
)
from app.letter.file import load
from app.letter.model import (
    Addressee,
    AddresseeKind,
    Appendix,
    Code,
    ContactLine,
    DrafterMark,
    Footnote,
    Level,
    Medium,
    Organ,
    Paragraph,
    PartialDate,
    Run,
    Secrecy,
    Urgency,
)
from tests.support.exported import Case, Exported, export_once, replaced
from tests.support.header_geometry import plain
from tests.support.letters import paragraph, signed_by_deputy, simple_letter
from tests.support.pdf import Line, Page

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-words")]

_SAMPLES = tuple(sorted(path.stem for path in resource_path("samples").glob("*.congvan")))
_TOP_MM = 20.0
_NOTE_PT = 10.5
# LibreOffice may break a word after these; both sides are cut there.
_BREAKS = re.compile(r"(?<=[-\u2013|?])(?=.)")

_SPECIAL = {
    "structured": simple_letter(
        body=(
            paragraph("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024", Level.LEGAL_BASIS),
            paragraph("Quy định chung", Level.CHAPTER),
            paragraph("Phạm vi điều chỉnh", Level.SECTION),
            paragraph("Đối tượng áp dụng", Level.ARTICLE),
            *(paragraph(f"nội dung khoản {n}", Level.ITEM) for n in range(1, 4)),
            *(paragraph(f"nội dung điểm {n}", Level.POINT) for n in range(1, 8)),
            paragraph("gạch đầu dòng", Level.DASH),
            paragraph("dấu cộng", Level.PLUS),
        )
    ),
    "awkward": simple_letter(
        subject="{{ x }} & <b> \u201cngoặc\u201d {% if %}",
        body=(
            paragraph("HĐND&UBND <w:p> {{ trich_yeu }} {# chú thích #} 50% \u2265 1.250 m² \u2013 5 °C"),
            Paragraph(
                runs=(
                    Run(text="Chữ đậm", bold=True),
                    Run(
                        text=" và nghiêng",
                        italic=True,
                        footnote=Footnote(runs=(Run(text="Ghi chú {{ y }}"),)),
                    ),
                    Run(
                        text=" rồi gạch chân",
                        underline=True,
                        footnote=Footnote(runs=(Run(text="Ghi chú hai"),)),
                    ),
                    Run(text=" x"),
                    Run(text="2", superscript=True),
                )
            ),
        ),
    ),
    "everything": simple_letter(
        issuers=(Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"), Organ(name="Sở Y tế")),
        code=Code(number=None, organ_notations=("SNV", "SYT"), unit_notations=("VP",)),
        date=PartialDate(year=2026),
        addressees=(
            Addressee(name="Bộ Nội vụ"),
            Addressee(name="Ông Nguyễn Văn C", kind=AddresseeKind.PERSON, address="Tổ 8, phường Gia Sàng"),
        ),
        secrecy=Secrecy.SECRET,
        urgency=Urgency.URGENT,
        drafter=DrafterMark(code="PL", issued_amount=300),
        contact=ContactLine(address="Số 12, đường Nguyễn Trãi", phone="0208 3800 000"),
        draft_mark="Dự thảo",
        medium=Medium.PAPER,
        signatures=(signed_by_deputy(), signed_by_deputy(full_name="Lê Văn D")),
        appendices=(
            Appendix(title="Danh mục", blocks=(paragraph("Nội dung phụ lục một"),)),
            Appendix(title="Mẫu", blocks=(paragraph("Nội dung phụ lục hai"),)),
        ),
    ),
    "blank": simple_letter(addressees=(), recipients=(), subject="", body=()),
}
# Every day of a month and every month, a letter for each day.
_DATED = {
    f"day-{day:02}": simple_letter(
        code=Code(number=str(day * 37), organ_notations=("SNV",), unit_notations=("VP",)),
        date=PartialDate(year=2026, month=(day - 1) % 12 + 1 if day < 29 else (1, 3, 5)[day - 29], day=day),
    )
    for day in range(1, 32)
}
_LETTERS = {
    **{name: load(resource_path("samples", f"{name}.congvan")).letter for name in _SAMPLES},
    **_SPECIAL,
    **_DATED,
}
_DOCUMENT = "word/document.xml"
_PLAIN = _DATED["day-05"]
_BROKEN = {
    "lost-word": Case(_PLAIN, replaced(_DOCUMENT, "kết quả nâng bậc", "kết nâng bậc")),
    "doubled-line": Case(_PLAIN, replaced(_DOCUMENT, "- Như trên;", "- Như trên; - Như trên;")),
    "swapped-words": Case(_PLAIN, replaced(_DOCUMENT, "báo cáo kết quả", "kết quả báo cáo")),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All letters of this module, converted together."""
    cases = {name: Case(letter) for name, letter in _LETTERS.items()}
    return export_once(tmp_path_factory, "words", {**cases, **_BROKEN})


@pytest.mark.parametrize("name", [*_SAMPLES, *_SPECIAL])
def test_the_words_of_the_pages_are_those_of_the_letter(exported: dict[str, Exported], name: str) -> None:
    _compare(exported[name])


def test_every_day_and_month_is_printed_as_the_decree_writes_it(exported: dict[str, Exported]) -> None:
    for name, letter in _DATED.items():
        _compare(exported[name])
        day, month = letter.date.day or 0, letter.date.month or 0
        written = f"ngày {day:02} tháng {month if month > 2 else f'{month:02}'} năm 2026"
        assert plain(exported[name].columns[0].line("ngày").text).endswith(written)


@pytest.mark.parametrize("name", _BROKEN)
def test_a_word_lost_doubled_or_moved_is_seen(exported: dict[str, Exported], name: str) -> None:
    with pytest.raises(AssertionError):
        _compare(exported[name])


# --- what is on the pages


def _compare(one: Exported) -> None:
    """The words of the flow in order; closing, footnotes, ô 11 and ô 13 each by itself."""
    composed = one.composed
    printed = _Printed(one.pages, composed)
    flow = _cut(_flow(composed))
    assert printed.flow[: len(flow)] == flow
    rest = printed.flow[len(flow) :]
    appendices = _cut(
        word for index in range(len(composed.appendices)) for word in _appendix(composed, index)
    )
    closing = rest[: len(rest) - len(appendices)]
    assert rest[len(closing) :] == appendices
    recipients = _cut([composed.recipients_label, *composed.recipients, composed.drafter_mark])
    signatures = [
        _cut([*signed.authority_lines, *signed.other_titles, signed.full_name])
        for signed in composed.signatures
    ]
    assert Counter(closing) == Counter([*recipients, *(word for signed in signatures for word in signed)])
    for part in (recipients, *signatures):
        assert _in_order(part, closing), f"{part} in {closing}"
    assert printed.notes == _cut(f"{n} {note}" for n, note in enumerate(_notes(composed), start=1))
    assert printed.contact == _cut(composed.contact_lines)
    assert printed.top == _cut(composed.circulation)


class _Printed:
    """The words of a PDF, sorted into the flow of the text and what stands outside it."""

    def __init__(self, pages: Sequence[Page], composed: Composed) -> None:
        self.flow: list[str] = []
        self.notes: list[str] = []
        self.contact: list[str] = []
        self.top: list[str] = []
        repeated = [_cut(_head_words(table)) for table in _tables(composed)]
        self._contact_lines = {plain(line) for line in composed.contact_lines}
        for page in pages:
            kept = list(self._sorted_out(page))
            words = _cut(line.text for line in kept)
            heads = next((head for head in repeated if head and words[: len(head)] == head), [])
            # The head rows of a table that goes on are printed again.
            self.flow += words[len(heads) :] if page.number > 1 else words

    def _sorted_out(self, page: Page) -> Iterator[Line]:
        for line in sorted(page.lines, key=lambda line: line.drawn):
            if line.baseline_mm < _TOP_MM:
                if not line.text.isdecimal():
                    self.top += _cut([line.text])
            elif plain(line.text) in self._contact_lines:
                self.contact += _cut([line.text])
            elif max(run.size_pt for run in line.runs) < _NOTE_PT:
                self.notes += _cut([line.text])
            else:
                yield line


# --- what the letter says


def _cut(texts: Iterable[str]) -> list[str]:
    return [piece for text in texts for word in text.split() for piece in _BREAKS.split(word)]


def _flow(composed: Composed) -> Iterator[str]:
    parents: set[str] = set()
    for organ in composed.organs:
        # Agencies of a joint letter that share their parent print it once.
        if organ.parent not in parents:
            yield organ.parent
        parents.add(organ.parent)
        yield organ.name
    yield from (composed.national_name, composed.motto, composed.code_line, composed.place_date)
    yield from (composed.subject_line, composed.draft_mark, composed.secrecy, composed.urgency)
    yield composed.addressees_label
    several = len(composed.addressees) > 1
    for addressee in composed.addressees:
        yield from ("-" if several else "", addressee.text, addressee.address)
    yield from _blocks(composed.body, count(1))


def _appendix(composed: Composed, index: int) -> Iterator[str]:
    appendix = composed.appendices[index]
    # Footnotes are numbered through the whole letter.
    before = [composed.body, *(one.blocks for one in composed.appendices[:index])]
    notes = sum(len(list(_notes_of(blocks))) for blocks in before)
    yield from (appendix.label, appendix.title, appendix.link)
    yield from _blocks(appendix.blocks, count(notes + 1))


def _blocks(blocks: Iterable[ComposedBlock], numbers: Iterator[int]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ComposedParagraph):
            yield _said(block, numbers)
        elif isinstance(block, ComposedTable):
            for row in block.rows:
                for cell in row:
                    yield from (_said(one, numbers) for one in cell.blocks)


def _said(block: ComposedParagraph, numbers: Iterator[int]) -> str:
    """A paragraph with the numbers of its footnotes behind their words."""
    words = "".join(run.text + (str(next(numbers)) if run.footnote is not None else "") for run in block.runs)
    return f"{block.label} {words}"


def _head_words(table: ComposedTable) -> Iterator[str]:
    for cell in (cell for row in table.rows[: table.header_rows] for cell in row):
        yield from (_said(block, count(1)) for block in cell.blocks)


def _tables(composed: Composed) -> Iterator[ComposedTable]:
    for blocks in (composed.body, *(one.blocks for one in composed.appendices)):
        yield from (block for block in blocks if isinstance(block, ComposedTable))


def _notes(composed: Composed) -> Iterator[str]:
    yield from _notes_of(composed.body)
    for appendix in composed.appendices:
        yield from _notes_of(appendix.blocks)


def _notes_of(blocks: Iterable[ComposedBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ComposedParagraph):
            yield from _notes_in(block.runs)
        elif isinstance(block, ComposedTable):
            for cell in (cell for row in block.rows for cell in row):
                for one in cell.blocks:
                    yield from _notes_in(one.runs)
        else:
            assert isinstance(block, ComposedPageBreak)


def _notes_in(runs: Iterable[ComposedRun]) -> Iterator[str]:
    for run in runs:
        if run.footnote is not None:
            yield "".join(part.text for part in run.footnote)


def _in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words of a part come in the whole in their order, others perhaps between."""
    left = iter(whole)
    return all(word in left for word in part)
