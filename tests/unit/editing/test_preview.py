"""The pages of a letter in slices, and the way from the letter to the page and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.editing.commands.fields import set_field
from app.editing.page_map import map_pages
from app.editing.preview import PagePoint, Preview
from app.letter.file import load
from app.letter.model import (
    Addressee,
    AddresseeKind,
    Appendix,
    Cell,
    ContactLine,
    Letter,
    Level,
    PageBreak,
    Paragraph,
    Recipient,
    Row,
    Run,
    SkeletonRef,
    Table,
    Urgency,
)
from app.letter.positions import (
    BODY,
    Text,
    TextPosition,
    Where,
    blocks_of,
    footnotes,
    length,
    texts_of,
    where_at,
    where_of,
)
from app.pages import lay_out
from app.rules.finding import Finding, Place
from app.rules.load import load_rulebook
from app.word.choice import Chosen
from app.word.read import read_package
from app.word.skeleton import load_skeleton
from app.word.write import write_letter
from tests.support.edited_skeletons import edited, with_line_below_agency
from tests.support.letters import paragraph, simple_letter

RULES = load_rulebook()
SAMPLES = sorted(resource_path("samples").glob("*.congvan"))


def preview_of(letter: Letter) -> Preview:
    preview = Preview(RULES)
    preview.show(letter)
    preview.finish()
    return preview


def texts(preview: Preview) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in preview.pages]


def rich_letter() -> Letter:
    cells = (Cell(blocks=(paragraph("ô một"), paragraph("ô hai"))), Cell(blocks=(paragraph("ô ba"),)))
    table = Table(rows=(Row(cells=cells), Row(cells=cells[:1])))
    return simple_letter(
        body=(
            paragraph("Căn cứ Luật", Level.LEGAL_BASIS),
            paragraph("Quy định chung", Level.CHAPTER),
            Paragraph(level=Level.CHAPTER),
            paragraph("Phạm vi", Level.ARTICLE),
            paragraph("Lặp lại", Level.ITEM),
            paragraph("Lặp lại", Level.ITEM),
            Table(),
            table,
            PageBreak(),
            paragraph("Lặp lại"),
        ),
        addressees=(
            Addressee(name="Bộ Nội vụ"),
            Addressee(name=""),
            Addressee(name="Ông A", kind=AddresseeKind.PERSON, address="Số 1"),
        ),
        recipients=(Recipient(name=""), Recipient(name="Sở Y tế"), Recipient(name="Sở Tài chính")),
        appendices=(Appendix(title="Một", blocks=(paragraph("Lặp lại"), table)), Appendix(title="Hai")),
        contact=ContactLine(address="Số 2 Trần Phú"),
        urgency=Urgency.URGENT,
    )


def test_the_pages_are_those_of_the_file_that_would_be_exported() -> None:
    letter = load(SAMPLES[0]).letter
    pages = lay_out(read_package(write_letter(letter, RULES).package)).pages
    preview = preview_of(letter)
    assert texts(preview) == [[line.text for line in page.lines] for page in pages]
    assert preview.page_count == len(pages)
    assert preview.document is not None


def test_before_the_first_letter_there_is_nothing_and_nothing_fails() -> None:
    preview = Preview(RULES)
    assert preview.is_done
    assert preview.step(5)
    assert preview.pages == []
    assert preview.document is None
    assert preview.signature_page is None
    assert preview.place_of(Where("subject")) is None
    assert preview.where_at(0, 1, 1) is None


def test_a_step_does_at_least_one_thing_and_stops_when_its_time_is_up() -> None:
    preview = Preview(RULES)
    preview.show(load(SAMPLES[0]).letter)
    steps = 1
    while not preview.step(0):
        steps += 1
        assert steps < 100
    assert steps >= 2 + preview.page_count


def test_the_old_pages_stay_until_the_new_ones_are_there() -> None:
    letter = load(SAMPLES[0]).letter
    preview = preview_of(letter)
    count, old = preview.page_count, texts(preview)
    preview.show(set_field(letter, ("subject",), "một trích yếu khác hẳn"))
    while not preview.step(0):
        assert preview.page_count >= count
        assert preview.signature_page is not None
    assert texts(preview)[0] != old[0]
    assert texts(preview)[-1] == old[-1]


def test_the_newest_letter_wins_whenever_it_comes() -> None:
    letters = [simple_letter(subject=f"việc thứ {number}") for number in range(6)]
    for steps in range(5):
        preview = Preview(RULES)
        for letter in letters:
            preview.show(letter)
            for _ in range(steps):
                preview.step(0)
        preview.finish()
        assert texts(preview) == texts(preview_of(letters[-1]))


def test_a_letter_is_printed_with_the_skeleton_it_names() -> None:
    own = load_skeleton(edited(with_line_below_agency), RULES)
    told = Finding("ND30-KHUNG-04", RULES.page.gaps.source, Place("skeleton"), "khung khác")

    def chosen(ref: SkeletonRef) -> Chosen:
        return Chosen(own, (told,)) if ref.id == "own" else Chosen()

    preview = Preview(RULES, chosen)
    for letter, is_own in ((simple_letter(), False), (simple_letter(skeleton=SkeletonRef(id="own")), True)):
        preview.show(letter)
        preview.finish()
        words = {line.text for line in preview.pages[0].lines}
        assert ("PHÒNG TỔNG HỢP" in words) == is_own
        assert (told in preview.findings) == is_own


def test_findings_of_the_writer_are_handed_on() -> None:
    letter = simple_letter(
        place=replace(simple_letter().place, name="Thành phố Phan Rang - Tháp Chàm rất dài")
    )
    assert preview_of(letter).findings == write_letter(letter, RULES).findings


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_position_of_a_real_letter_has_a_place_and_the_way_back_leads_to_it(path: Path) -> None:
    letter = load(path).letter
    round_trips(letter)


def test_every_position_of_a_letter_with_everything_leads_there_and_back() -> None:
    round_trips(rich_letter())


def round_trips(letter: Letter) -> None:
    preview = preview_of(letter)
    tried = 0
    for text in texts_of(letter):
        for index, block in enumerate(blocks_of(letter, text)):
            if not isinstance(block, Paragraph) or not length(block):
                continue
            for offset in sorted({0, 1, length(block) // 2, length(block)}):
                where = where_at(TextPosition(index, offset, text))
                point = preview.place_of(where)
                assert point is not None, where
                back = preview.where_at(point.page, point.x + 0.5, point.y + point.height / 2)
                assert back is not None
                assert back.component == where.component
                assert back.position is not None
                assert (back.position.text, back.position.block) == (text, index)
                assert abs(back.position.offset - offset) <= allowance(block, offset)
                tried += 1
    assert tried


def allowance(block: Paragraph, offset: int) -> int:
    """Marks of footnotes take no room in the document's text; a space at a line's end hangs."""
    return 2 + sum(run.footnote is not None for run in block.runs)


def test_offsets_are_found_on_the_right_line_and_letter() -> None:
    letter = simple_letter(body=(paragraph("chữ " * 60, Level.ITEM),))
    preview = preview_of(letter)
    points = [preview.place_of(where_at(TextPosition(0, offset))) for offset in range(0, 240, 4)]
    assert all(point is not None for point in points)
    found = [point for point in points if point is not None]
    assert [(one.y, one.x) for one in found] == sorted((one.y, one.x) for one in found)
    assert len({one.y for one in found}) > 2
    for offset, point in zip(range(0, 240, 4), found, strict=True):
        back = preview.where_at(point.page, point.x, point.y + 1)
        assert back is not None
        assert back.position == TextPosition(0, offset)


def test_fields_have_places_and_clicks_lead_to_them() -> None:
    letter = rich_letter()
    preview = preview_of(letter)
    fields = [
        Where("issuers", (0,)),
        Where("code"),
        Where("place"),
        Where("subject"),
        Where("urgency"),
        Where("addressees", (0,)),
        Where("recipients", (1,)),
        Where("recipients", (2,)),
        Where("archive"),
        Where("signatures", (0,)),
        Where("contact"),
        Where("appendices", (0,)),
        Where("appendices", (1,)),
    ]
    seen = set()
    for where in fields:
        point = preview.place_of(where)
        assert point is not None, where
        assert preview.where_at(point.page, point.x + 20, point.y + point.height / 2) == where
        seen.add((point.page, point.x, point.y))
        assert replace(preview.lines_of(where)[0], width=0.0) == point
    assert len(seen) == len(fields)


def test_places_of_findings_are_found_on_the_page() -> None:
    preview = preview_of(rich_letter())
    for place in (
        Place("recipients.name", (1,)),
        Place("recipients"),
        Place("date.day"),
        Place("signatures.chain", (0, 0)),
        Place("body", (3,)),
        Place("body"),
        Place("appendices.blocks", (0, 0)),
        Place("appendices", (1,)),
        Place("code.number"),
    ):
        assert preview.place_of(where_of(place)) is not None, place


def test_what_is_not_printed_has_no_place() -> None:
    preview = preview_of(simple_letter())
    assert preview.place_of(Where("drafter")) is None
    assert preview.lines_of(Where("contact")) == []


def test_date_and_place_share_a_line() -> None:
    preview = preview_of(simple_letter())
    (box,) = preview.lines_of(Where("date"))
    assert [box] == preview.lines_of(Where("place"))
    assert preview.where_at(box.page, box.x, box.y) == Where("place")
    assert preview.where_at(box.page, box.x + 4000, box.y) == Where("date")


def test_a_footnote_leads_to_its_mark() -> None:
    letter = load(next(path for path in SAMPLES if path.stem == "ngoc-hoi-2021")).letter
    preview = preview_of(letter)
    marks = [mark for mark, _ in footnotes(letter, BODY)]
    assert marks
    found = []
    for index, page in enumerate(preview.pages):
        for line in page.lines:
            if line.area.value == "footnote":
                where = preview.where_at(index, line.x + 1, line.y + 1)
                assert where is not None
                found.append(where.position)
    assert list(dict.fromkeys(found)) == marks


def test_a_click_beside_the_text_leads_to_the_nearest_line() -> None:
    preview = preview_of(simple_letter())
    point = preview.place_of(where_at(TextPosition(0)))
    assert point is not None
    left = preview.where_at(point.page, 0, point.y + 1)
    assert left == where_at(TextPosition(0, 0))
    right = preview.where_at(point.page, 99_999, point.y + 1)
    assert right is not None
    assert right.position is not None
    assert right.position.offset > 40
    assert preview.where_at(7, 0, 0) is None


def test_the_page_of_the_signature() -> None:
    assert preview_of(simple_letter()).signature_page == 0
    long = simple_letter(body=(paragraph("dài " * 2000), paragraph("hết")))
    preview = preview_of(long)
    assert preview.signature_page == preview.page_count - 1 > 0


def test_a_letter_that_says_nothing_has_a_page() -> None:
    preview = preview_of(Letter())
    assert preview.page_count == 1
    assert preview.place_of(Where("body")) is None
    assert isinstance(preview.place_of(Where("motto")), PagePoint)


def test_tabs_and_breaks_of_the_clerk_are_counted() -> None:
    letter = simple_letter(body=(Paragraph(runs=(Run(text="một\thai\nba"),)),))
    preview = preview_of(letter)
    points = [preview.place_of(where_at(TextPosition(0, offset))) for offset in (3, 4, 8)]
    first, second, third = (point for point in points if point is not None)
    assert first.x < second.x
    assert third.y > second.y


def test_cells_are_told_apart() -> None:
    preview = preview_of(rich_letter())
    inside = TextPosition(0, 0, Text(cell=(7, 0, 1)))
    point = preview.place_of(where_at(inside))
    assert point is not None
    assert preview.where_at(point.page, point.x, point.y + 1) == where_at(inside)
    assert preview.where_at(point.page, point.x, point.y + 1) != where_at(TextPosition(7))


def test_a_page_tells_what_it_prints_from_above() -> None:
    preview = preview_of(simple_letter())
    places = preview.places_on(0)
    assert len(places) == len(set(places))
    assert places.index(Where("subject")) < places.index(where_at(TextPosition(0)))
    assert preview.places_on(5) == []


def test_text_that_the_page_does_not_hold_is_passed_over() -> None:
    letter = simple_letter()
    document = read_package(write_letter(letter, RULES).package)
    other = replace(letter, body=(paragraph("khác", Level.CHAPTER), *letter.body))
    mapped = map_pages(other, document, RULES)
    assert mapped.origins_of(where_at(TextPosition(1)))
    assert {printed.where.position for printed in mapped.printed.values()} >= {TextPosition(1)}
    assert TextPosition(0) not in {printed.where.position for printed in mapped.printed.values()}


def test_an_item_that_is_not_printed_is_shown_at_its_list() -> None:
    preview = preview_of(rich_letter())
    label = preview.place_of(Where("recipients"))
    assert label is not None
    assert preview.place_of(Where("recipients", (0,))) == label
