"""Whole pages on LibreOffice's paper: numbers, appendices, marks, tables, footnotes, joint letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from app.base.resources import resource_path
from app.letter.file import load
from app.letter.model import (
    Appendix,
    Cell,
    Circulation,
    ContactLine,
    Footnote,
    Layout,
    Letter,
    Margins,
    Organ,
    Orientation,
    Paragraph,
    Row,
    Run,
    Secrecy,
    Signature,
    SizeScheme,
    Table,
    Urgency,
)
from tests.support.exported import Case, Exported, export_once, replaced, restyled
from tests.support.header_geometry import ABOVE_EM, BELOW_EM, LEVEL_PT
from tests.support.letters import paragraph, signed_by_deputy, simple_letter
from tests.support.pdf import MM_PER_PT, Box, Line, Page, Rule

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-pages")]

_LEFT_MM, _RIGHT_MM, _TOP_MM, _BOTTOM_MM = 30.0, 190.0, 20.0, 277.0
_LONG = (
    "Thực hiện ý kiến chỉ đạo của cấp trên về công tác văn thư, lưu trữ, cơ quan báo cáo kết quả thực hiện "
    "năm 2026 và phương hướng, nhiệm vụ năm 2027 để tổng hợp, theo dõi, chỉ đạo chung."
)
_CONTACT = ContactLine(
    address="Số 12, đường Nguyễn Trãi, phường Phan Đình Phùng",
    phone="0208 3800 000",
    fax="0208 3800 001",
    email="vanthu@coquan.example",
    website="coquan.example",
)
_URGENCY_MM = {Urgency.EXPRESS: 30.0, Urgency.VERY_URGENT: 40.0, Urgency.URGENT: 20.0}
_MARK_HEIGHT_MM = 8.0
# Ô 14 of the diagram begins at this part of the width of the text block.
_CORNER = 0.89


def _paragraphs(count: int) -> tuple[Paragraph, ...]:
    return tuple(paragraph(_LONG) for _ in range(count))


def _table(count: int) -> Table:
    header = (
        Row(cells=(_cell("TT", rowspan=2), _cell("Đơn vị", rowspan=2), _cell("Kết quả", colspan=2))),
        Row(cells=(_cell("Quý I"), _cell("Quý II"))),
    )
    rows = tuple(
        Row(cells=tuple(_cell(text) for text in (str(row), f"Đơn vị thứ {row}", str(row * 7), str(row * 9))))
        for row in range(1, count + 1)
    )
    return Table(rows=(*header, *rows), widths=(1, 6, 2, 2), header_rows=2)


def _cell(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell(blocks=(paragraph(text),), rowspan=rowspan, colspan=colspan)


def _noted(count: int, first_lines: int) -> tuple[Paragraph, ...]:
    """Paragraphs of one line, every one with a footnote, after some paragraphs without."""
    noted = (
        Paragraph(runs=(Run(text=f"đoạn {n}", footnote=Footnote(runs=(Run(text=f"chú thích {n}."),))),))
        for n in range(1, count + 1)
    )
    return (*(paragraph("mở đầu") for _ in range(first_lines)), *noted)


_APPENDICES = (
    Appendix(title="Danh mục hồ sơ", blocks=_paragraphs(30)),
    Appendix(title="Bảng tổng hợp", blocks=(paragraph(_LONG), _table(40)), orientation=Orientation.LANDSCAPE),
    Appendix(title="Mẫu báo cáo", blocks=_paragraphs(30)),
)
_TWO_ORGANS = (
    Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"),
    Organ(name="Sở Tài chính", parent="UBND tỉnh Gia Lai"),
)
_TWO_SIGNED = (
    Signature(position="Giám đốc Sở Nội vụ", full_name="Nguyễn Văn M"),
    signed_by_deputy(full_name="Trần Thị Bích N"),
)
_THIRD = Signature(position="Giám đốc Sở Y tế", full_name="Lê Văn P")

_LETTERS: dict[str, Letter] = {
    "long-14": simple_letter(body=_paragraphs(40)),
    "long-13": simple_letter(body=_paragraphs(40), layout=Layout(size_scheme=SizeScheme.SMALL)),
    "long-wide": simple_letter(body=_paragraphs(40), layout=Layout(margins=Margins(left=35, right=15))),
    "appendices": simple_letter(
        body=(paragraph("Gửi kèm các Phụ lục I, II, III"),), appendices=_APPENDICES, contact=_CONTACT
    ),
    "contact": simple_letter(body=_paragraphs(12), contact=_CONTACT),
    "contact-short": simple_letter(contact=_CONTACT),
    "secret": simple_letter(secrecy=Secrecy.TOP_SECRET, urgency=Urgency.EXPRESS, recall=True),
    "returned": simple_letter(circulation=Circulation.RETURN, recall=True),
    "internal": simple_letter(circulation=Circulation.INTERNAL),
    "internal-narrow": simple_letter(
        circulation=Circulation.INTERNAL, layout=Layout(margins=Margins(right=15))
    ),
    **{f"urgent-{urgency}": simple_letter(urgency=urgency) for urgency in _URGENCY_MM},
    "table": simple_letter(body=(paragraph(_LONG), _table(40))),
    "bare-table": simple_letter(addressees=(), recipients=(), body=(_table(2), _table(2))),
    "bare": simple_letter(addressees=(), body=()),
    **{f"notes-{lines}": simple_letter(body=_noted(50, lines)) for lines in range(6)},
    "joint-2": simple_letter(issuers=_TWO_ORGANS, signatures=_TWO_SIGNED),
    "joint-3": simple_letter(
        issuers=(*_TWO_ORGANS, Organ(name="Sở Y tế", parent="UBND tỉnh Gia Lai")),
        signatures=(*_TWO_SIGNED, _THIRD),
    ),
    "gia-lai": load(resource_path("samples", "gia-lai-930.congvan")).letter,
}
_DOCUMENT, _HEADER = "word/document.xml", "word/header_default.xml"


def _without_last_gap(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A letter without the paragraph between its last table and the signature."""
    head, _, signature = parts[_DOCUMENT].decode().rpartition("<w:tbl>")
    table, end, _ = head.rpartition("</w:tbl>")
    return {**parts, _DOCUMENT: f"{table}{end}<w:tbl>{signature}".encode()}


_BROKEN = {
    "small-number": Case(_LETTERS["long-14"], replaced(_HEADER, 'w:val="28"', 'w:val="24"', count=9)),
    "number-left": Case(_LETTERS["long-14"], restyled("page_number", '<w:jc w:val="center"/>', "")),
    "number-on-first": Case(_LETTERS["long-14"], replaced(_DOCUMENT, "<w:titlePg/>", "")),
    "wide-mark": Case(
        _LETTERS[f"urgent-{Urgency.URGENT}"], replaced(_DOCUMENT, 'w:w="1134"', 'w:w="1160"', count=9)
    ),
    "no-repeat": Case(_LETTERS["table"], replaced(_DOCUMENT, "<w:tblHeader/>", "", count=9)),
    "merged": Case(_LETTERS["table"], _without_last_gap),
    "short-rule": Case(
        _LETTERS["contact"], restyled("contact_line", "<w:jc ", '<w:ind w:right="100"/><w:jc ')
    ),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All letters of this module, converted together."""
    cases = {name: Case(letter) for name, letter in _LETTERS.items()}
    return export_once(tmp_path_factory, "pages", {**cases, **_BROKEN})


# --- page numbers


def _number(page: Page) -> Line | None:
    """What stands alone in the top margin of a page, where its number belongs."""
    found = [line for line in page.lines if line.baseline_mm < _TOP_MM]
    assert len(found) < 2, f"more than a number in the top margin:\n{page}"
    return found[0] if found else None


def _number_faults(pages: list[Page], left: float = _LEFT_MM, right: float = _RIGHT_MM) -> Iterator[str]:
    for count, page in enumerate(pages, start=1):
        number = _number(page)
        if count == 1 or number is None:
            if (number is None) != (count == 1):
                yield f"page {count}: number {number and number.text}"
            continue
        if number.text != str(count):
            yield f"page {count} says {number.text!r}"
        if not 13 <= round(number.size_pt, 1) <= 14 or any(run.bold or run.italic for run in number.runs):
            yield f"page {count}: {number.fonts} {number.size_pt:.1f} pt"
        if abs(number.centre_mm - (left + right) / 2) > 0.5:
            yield f"page {count}: number at {number.centre_mm:.1f} mm"
        if number.top_mm < 5:
            yield f"page {count}: number {number.top_mm:.1f} mm from the edge"


@pytest.mark.parametrize(("name", "pages"), [("long-14", 3), ("long-13", 3), ("gia-lai", 4)])
def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(
    exported: dict[str, Exported], name: str, pages: int
) -> None:
    assert len(exported[name].pages) >= pages
    assert list(_number_faults(exported[name].pages)) == []


def test_page_numbers_follow_the_text_block_of_other_margins(exported: dict[str, Exported]) -> None:
    assert list(_number_faults(exported["long-wide"].pages, 35, 195)) == []


@pytest.mark.parametrize("name", ["small-number", "number-left", "number-on-first"])
def test_a_wrong_page_number_is_seen(exported: dict[str, Exported], name: str) -> None:
    assert list(_number_faults(exported[name].pages))


@pytest.mark.parametrize("name", [name for name in _LETTERS if name != "appendices"])
def test_no_text_stands_outside_the_text_block(exported: dict[str, Exported], name: str) -> None:
    margins = exported[name].letter.layout.margins
    left, right = margins.left or _LEFT_MM, 210 - (margins.right or 210 - _RIGHT_MM)
    for page in exported[name].pages:
        for line in page.lines:
            if line.baseline_mm > _TOP_MM:
                # Descenders may hang a hair below the last line's box.
                assert line.baseline_mm < _BOTTOM_MM, line.text
                assert line.x0_mm > left - 0.3, line.text
                assert line.x1_mm < right + 0.5, line.text


_FOOTNOTED = pytest.param(
    "notes-0",
    marks=pytest.mark.xfail(
        reason="LibreOffice 7.4 puts an empty paragraph above a table that begins a text with footnotes",
        strict=True,
    ),
)


@pytest.mark.parametrize("name", ["long-14", "bare", "secret", "joint-3", "appendices", _FOOTNOTED])
def test_page_one_begins_at_the_top_margin(exported: dict[str, Exported], name: str) -> None:
    nation = exported[name].pages[0].line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    assert nation.baseline_mm - ABOVE_EM * nation.size_pt * MM_PER_PT == pytest.approx(_TOP_MM, abs=0.5)


# --- appendices


def _parts(pages: list[Page]) -> list[list[Page]]:
    """The pages of the letter and of every appendix."""
    parts: list[list[Page]] = []
    for page in pages:
        if not parts or any(line.text.startswith("Phụ lục I") for line in page.lines):
            parts.append([])
        parts[-1].append(page)
    return parts


def test_every_appendix_counts_its_own_pages_and_hides_the_first(exported: dict[str, Exported]) -> None:
    parts = _parts(exported["appendices"].pages)
    assert len(parts) == 4
    assert [len(part) >= 2 for part in parts] == [False, True, True, True]
    for part in (parts[1], parts[3]):
        assert list(_number_faults(part)) == []


def test_a_landscape_appendix_fills_its_turned_page(exported: dict[str, Exported]) -> None:
    letter, _, turned, last = _parts(exported["appendices"].pages)
    assert {(round(page.width_mm), round(page.height_mm)) for page in turned} == {(297, 210)}
    assert {(round(page.width_mm), round(page.height_mm)) for page in (*letter, *last)} == {(210, 297)}
    table = [rule for page in turned for rule in page.rules if rule.length_mm > 200]
    left, right = min(rule.x0_mm for rule in table), max(rule.x1_mm for rule in table)
    text = [line for line in turned[0].lines if line.text in _LONG]
    assert text
    assert left == pytest.approx(
        min(line.x0_mm for page in turned for line in page.lines if line in text), abs=13.5
    )
    assert 20 - 0.5 <= left <= 35.5
    assert 297 - 35.5 <= right <= 297 - 15 + 0.5
    assert list(_number_faults(turned, left, right)) == []


def test_an_appendix_has_its_heading_in_the_middle(exported: dict[str, Exported]) -> None:
    one = exported["appendices"]
    for part, appendix in zip(_parts(one.pages)[1:], one.composed.appendices, strict=True):
        page = part[0]
        # The text blocks of portrait and landscape pages alike lie between margins that turn with them.
        rows = {"label": (appendix.label, True, False), "title": (appendix.title, True, False)}
        middle = page.line(appendix.title).centre_mm
        for text, bold, italic in rows.values():
            found = next(line for line in page.lines if line.text == text)
            assert found.centre_mm == pytest.approx(middle, abs=0.5)
            assert found.size_pt == pytest.approx(14, abs=0.1)
            assert {(run.bold, run.italic) for run in found.runs} == {(bold, italic)}
        link = next(line for line in page.lines if line.text.startswith("(Kèm theo"))
        assert {(run.bold, run.italic) for run in link.runs} == {(False, True)}
        assert link.centre_mm == pytest.approx(middle, abs=0.5)


# --- the contact line


def _contact_faults(pages: list[Page]) -> Iterator[str]:
    first = pages[0]
    lines = [line for line in first.lines if "coquan.example" in line.text or "Số 12" in line.text]
    if not lines:
        yield "no contact line on page 1"
        return
    top = min(line.baseline_mm for line in lines)
    rules = [rule for rule in first.rules if top - 10 < rule.y_mm < top]
    if len(rules) != 1:
        yield f"{len(rules)} rules above the contact line"
        return
    yield from _rule_faults(rules[0])
    body = [line for line in first.lines if line.baseline_mm < rules[0].y_mm]
    if max(line.baseline_mm for line in body) + 1 > rules[0].y_mm:
        yield "the text touches the rule"
    for line in lines:
        if line.baseline_mm > _BOTTOM_MM:
            yield f"{line.text!r} below the text block"
        if not 11 <= round(line.size_pt, 1) <= 12 or any(run.bold or run.italic for run in line.runs):
            yield f"{line.text!r} in {line.fonts} {line.size_pt:.1f} pt"
    for page in pages[1:]:
        if any("coquan.example" in line.text for line in page.lines):
            yield f"the contact line on page {page.number} too"


def _rule_faults(rule: Rule) -> Iterator[str]:
    if abs(rule.x0_mm - _LEFT_MM) > 1 or abs(rule.x1_mm - _RIGHT_MM) > 1:
        yield f"rule from {rule.x0_mm:.1f} to {rule.x1_mm:.1f} mm"
    if not _BOTTOM_MM - 40 < rule.y_mm < _BOTTOM_MM:
        yield f"rule at {rule.y_mm:.1f} mm"


@pytest.mark.parametrize("name", ["contact", "contact-short", "appendices"])
def test_the_contact_line_closes_page_one_below_a_rule_of_the_whole_width(
    exported: dict[str, Exported], name: str
) -> None:
    assert len(exported[name].pages) > 1 or name == "contact-short"
    assert list(_contact_faults(exported[name].pages)) == []


def test_a_short_rule_above_the_contact_line_is_seen(exported: dict[str, Exported]) -> None:
    assert any("rule from" in fault for fault in _contact_faults(exported["short-rule"].pages))


# --- marks of urgency, secrecy, circulation


def _mark(page: Page, text: str) -> tuple[Box, Line]:
    """The box around a text."""
    line = page.line(text)
    found = [
        box
        for box in page.boxes
        if box.x0_mm < line.x0_mm and line.x1_mm < box.x1_mm and box.top_mm < line.baseline_mm < box.bottom_mm
    ]
    assert len(found) == 1, f"{len(found)} boxes around {text!r}"
    return found[0], line


def _left_mark_faults(one: Exported, text: str, width: float) -> Iterator[str]:
    page = one.pages[0]
    box, line = _mark(page, text)
    if abs(box.width_mm - width) > 0.3 or abs(box.height_mm - _MARK_HEIGHT_MM) > 0.3:
        yield f"{text}: {box.width_mm:.2f} x {box.height_mm:.2f} mm"
    if abs(box.x0_mm - _LEFT_MM) > 0.5:
        yield f"{text}: {box.x0_mm:.1f} mm from the left edge"
    subject = max(line.baseline_mm for line in page.lines if line.text in one.composed.subject_line)
    if box.top_mm < subject + 1:
        yield f"{text}: not below V/v"
    if page.line("Kính gửi").top_mm < box.bottom_mm:
        yield f"{text}: beside or below Kính gửi"
    yield from _balance_faults(box, line)


def _balance_faults(box: Box, line: Line) -> Iterator[str]:
    """IN HOA, 13-14, bold, balanced in its frame."""
    if abs(line.centre_mm - (box.x0_mm + box.x1_mm) / 2) > 0.5:
        yield f"{line.text}: not in the middle of its frame"
    capitals_mm = 0.66 * line.size_pt * MM_PER_PT
    above, below = line.baseline_mm - capitals_mm - box.top_mm, box.bottom_mm - line.baseline_mm
    if abs(above - below) > 1.2:
        yield f"{line.text}: {above:.1f} mm above, {below:.1f} mm below"
    if not 13 <= round(line.size_pt, 1) <= 14 or not all(run.bold and not run.italic for run in line.runs):
        yield f"{line.text}: {line.fonts} {line.size_pt:.1f} pt"


@pytest.mark.parametrize("urgency", _URGENCY_MM)
def test_marks_of_urgency_have_their_legal_size_at_the_left_edge(
    exported: dict[str, Exported], urgency: Urgency
) -> None:
    one = exported[f"urgent-{urgency}"]
    assert list(_left_mark_faults(one, one.composed.urgency, _URGENCY_MM[urgency])) == []


def test_a_mark_a_little_too_wide_is_seen(exported: dict[str, Exported]) -> None:
    one = exported["wide-mark"]
    assert list(_left_mark_faults(one, one.composed.urgency, _URGENCY_MM[Urgency.URGENT]))


def test_the_mark_of_secrecy_stands_above_that_of_urgency(exported: dict[str, Exported]) -> None:
    one = exported["secret"]
    assert list(_left_mark_faults(one, one.composed.secrecy, 40.0)) == []
    assert list(_left_mark_faults(one, one.composed.urgency, _URGENCY_MM[Urgency.EXPRESS])) == []
    secrecy, _ = _mark(one.pages[0], one.composed.secrecy)
    urgency, _ = _mark(one.pages[0], one.composed.urgency)
    assert 0.5 < urgency.top_mm - secrecy.bottom_mm < 6


@pytest.mark.parametrize("name", ["secret", "internal", "internal-narrow", "returned"])
def test_marks_of_circulation_stand_in_the_top_margin_above_quoc_hieu(
    exported: dict[str, Exported], name: str
) -> None:
    one = exported[name]
    page = one.pages[0]
    nation = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    texts = one.composed.circulation
    assert texts
    # Two marks stand side by side: their frames share an edge, which is drawn once.
    frame, _ = _mark(page, texts[0])
    width = frame.width_mm / len(texts)
    assert width == pytest.approx(54, abs=0.3)
    assert frame.top_mm > 0
    assert frame.bottom_mm <= _TOP_MM
    for index, text in enumerate(texts):
        left = frame.x0_mm + index * width
        own = replace(frame, x0_mm=left, x1_mm=left + width)
        assert list(_balance_faults(own, page.line(text))) == []
    if len(texts) == 1:
        assert (frame.x0_mm + frame.x1_mm) / 2 == pytest.approx(nation.centre_mm, abs=1)
    # The marks leave the text of the page where it is without them.
    assert nation.baseline_mm == pytest.approx(
        exported["long-14"].pages[0].line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA").baseline_mm, abs=0.2
    )


@pytest.mark.parametrize("name", _LETTERS)
def test_the_corner_of_box_14_is_free(exported: dict[str, Exported], name: str) -> None:
    page = exported[name].pages[0]
    margins = exported[name].letter.layout.margins
    left, right = margins.left or _LEFT_MM, 210 - (margins.right or 210 - _RIGHT_MM)
    corner = left + _CORNER * (right - left)
    things: list[Line | Box] = [*page.lines, *page.boxes]
    assert not [x for x in things if x.top_mm < _TOP_MM - 0.5 and x.x1_mm > corner]


# --- tables


def _table_faults(pages: list[Page]) -> Iterator[str]:
    for page in pages:
        rows = [line for line in page.lines if line.text.startswith("Đơn vị thứ")]
        if not rows:
            continue
        heads = [line for line in page.lines if line.text in ("Quý I", "Quý II", "Kết quả", "Đơn vị")]
        if len(heads) != 4:
            yield f"page {page.number}: {len(heads)} of 4 heads"
        elif max(line.baseline_mm for line in heads) > min(line.baseline_mm for line in rows):
            yield f"page {page.number}: heads below the first row"
        rules = [rule for rule in page.rules if rule.length_mm > 100]
        for rule in rules:
            if abs(rule.x0_mm - _LEFT_MM) > 0.5 or abs(rule.x1_mm - _RIGHT_MM) > 0.5:
                yield f"page {page.number}: table from {rule.x0_mm:.2f} to {rule.x1_mm:.2f} mm"
        if max(rule.y_mm for rule in rules) > _BOTTOM_MM + 0.3:
            yield f"page {page.number}: table below the text block"


def test_a_table_of_forty_rows_repeats_its_heads_and_fits_the_text_block(
    exported: dict[str, Exported],
) -> None:
    pages = exported["table"].pages
    assert sum(any(line.text.startswith("Đơn vị thứ") for line in page.lines) for page in pages) >= 2
    assert list(_table_faults(pages)) == []
    found = [line.text for page in pages for line in page.lines if line.text.startswith("Đơn vị thứ")]
    assert found == [f"Đơn vị thứ {row}" for row in range(1, 41)]


@pytest.mark.parametrize("name", ["table", "bare-table", "bare"])
def test_a_table_of_the_text_stays_apart_from_header_and_signature(
    exported: dict[str, Exported], name: str
) -> None:
    # Word and LibreOffice make one table of two that nothing parts: the signature would get borders.
    assert list(_merged(exported[name])) == []


def test_a_signature_inside_the_last_table_is_seen(exported: dict[str, Exported]) -> None:
    assert list(_merged(exported["merged"]))


def _merged(one: Exported) -> Iterator[str]:
    header, page = one.columns[0], one.pages[-1]
    level = page.line("GIÁM ĐỐC").top_mm
    yield from (f"a rule at {rule.y_mm:.1f} mm, in the signature" for rule in page.rules if rule.y_mm > level)
    subject = header.line("V/v").baseline_mm
    # The two rules of a header are short.
    wide = [rule.y_mm for rule in header.rules if rule.length_mm > 100]
    yield from (f"a rule at {y:.1f} mm, in the header" for y in wide if y < subject)
    tops = [box.top_mm for box in header.boxes]
    yield from (f"a frame at {top:.1f} mm, in the header" for top in tops if top < subject)


def test_the_text_of_a_cell_keeps_clear_of_its_border(exported: dict[str, Exported]) -> None:
    page = exported["table"].pages[0]
    edge = min(rule.x0_mm for rule in page.rules if rule.length_mm > 100)
    found = [line for line in page.lines if line.text.isdecimal() and line.x0_mm < 40]
    assert len(found) > 20
    assert all(1 < line.x0_mm - edge < 2 for line in found)


def test_a_table_without_its_heads_on_the_next_page_is_seen(exported: dict[str, Exported]) -> None:
    assert any("heads" in fault for fault in _table_faults(exported["no-repeat"].pages))


# --- footnotes


@pytest.mark.parametrize("lines", range(6))
def test_footnotes_stand_on_the_page_of_their_mark(exported: dict[str, Exported], lines: int) -> None:
    pages = exported[f"notes-{lines}"].pages
    marked = {
        int(line.words[1].text.removesuffix("./.")[: -len(str(n))] or 0): page.number
        for page in pages
        for n, line in _marked_lines(page)
    }
    noted = {
        int(line.text.split()[-1].rstrip(".")): page.number
        for page in pages
        for line in page.lines
        if "chú thích" in line.text
    }
    assert set(marked) == set(range(1, 51))
    assert noted == marked
    for page in pages[:-1]:
        _, last = list(_marked_lines(page))[-1]
        # Below the last line of the text there is nothing but notes: its own among them.
        below = [line for line in page.lines if line.baseline_mm > last.baseline_mm + 1]
        assert below
        assert all("chú thích" in line.text for line in below)


def _marked_lines(page: Page) -> Iterator[tuple[int, Line]]:
    """Lines of the text that carry a footnote's mark, with its number."""
    for line in page.lines:
        raised = [
            run for run in line.runs if run.size_pt < 0.8 * line.size_pt or _is_raised(run.baseline_mm, line)
        ]
        if line.text.startswith("đoạn") and raised:
            yield int(raised[0].text.strip()), line


def _is_raised(baseline_mm: float, line: Line) -> bool:
    return line.baseline_mm - baseline_mm > 1


# --- joint letters


def test_two_agencies_sign_side_by_side_on_one_level(exported: dict[str, Exported]) -> None:
    one = exported["joint-2"]
    page = one.pages[-1]
    first, second = _columns(one, page)
    assert first[0].baseline_mm == pytest.approx(second[0].baseline_mm, abs=LEVEL_PT * MM_PER_PT)
    # The names share a line too, so that only the longer titles leave just the usual room.
    assert first[-1].baseline_mm == pytest.approx(second[-1].baseline_mm, abs=LEVEL_PT * MM_PER_PT)
    assert 25 <= min(_rooms([first, second])) <= 30
    label = page.line("Nơi nhận:")
    assert label.baseline_mm == pytest.approx(first[0].baseline_mm, abs=LEVEL_PT * MM_PER_PT)
    assert max(line.x1_mm for line in first) < min(line.x0_mm for line in second)
    assert label.x1_mm < min(line.x0_mm for line in first)


def test_the_third_agency_signs_below_the_first_two(exported: dict[str, Exported]) -> None:
    one = exported["joint-3"]
    page = one.pages[-1]
    first, second, third = _columns(one, page)
    assert third[0].baseline_mm > max(first[-1].baseline_mm, second[-1].baseline_mm) + 4
    assert max(line.x1_mm for line in first) < min(line.x0_mm for line in second)
    assert 25 <= min(_rooms([first, second])) <= 30
    assert 25 <= min(_rooms([third])) <= 30


def _columns(one: Exported, page: Page) -> list[list[Line]]:
    """The lines of every signature, found by its name: all between the first title and the name."""
    columns = []
    for signed in one.composed.signatures:
        name = page.line(signed.full_name)
        words = " ".join(signed.authority_lines)
        lines = [
            line
            for line in page.lines
            if abs(line.centre_mm - name.centre_mm) < 0.7
            and line.baseline_mm < name.baseline_mm
            and line.text in words
        ]
        assert " ".join(line.text for line in lines) == words, f"{words!r} on\n{page}"
        columns.append([*lines, name])
    return columns


def _rooms(columns: list[list[Line]]) -> list[float]:
    """Room to sign in every column, from the last title to the name."""
    line = (ABOVE_EM + BELOW_EM) * MM_PER_PT
    return [name.baseline_mm - title.baseline_mm - line * name.size_pt for *_, title, name in columns]


def test_the_agencies_of_a_joint_letter_stand_one_below_the_other(exported: dict[str, Exported]) -> None:
    page = exported["joint-3"].columns[0]
    wanted = ("UBND TỈNH GIA LAI", "SỞ NỘI VỤ", "SỞ TÀI CHÍNH", "SỞ Y TẾ")
    names = [next(line for line in page.lines if line.text == text) for text in wanted]
    assert [line.baseline_mm for line in names] == sorted(line.baseline_mm for line in names)
    assert all(line.centre_mm == pytest.approx(names[0].centre_mm, abs=0.5) for line in names)


def test_a_letter_of_one_page_has_no_number(exported: dict[str, Exported]) -> None:
    one = exported["internal"]
    assert len(one.pages) == 1
    assert not [line for line in one.pages[0].lines if line.text == "1"]
    assert replace(one.letter, circulation=Circulation.NONE) == simple_letter()
