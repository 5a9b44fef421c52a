"""Citations, answers, and new letters made from old ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.base.resources import resource_path
from app.editing.commands import citations, renew, reply
from app.editing.commands.looks import insert_footnote
from app.letter.facts import FactKind, OldFact, old_facts
from app.letter.file import load
from app.letter.model import (
    Appendix,
    Cell,
    Enclosure,
    Letter,
    PageBreak,
    Paragraph,
    PartialDate,
    RelatedDocument,
    Row,
    Run,
    Status,
    Table,
)
from app.letter.positions import TextPosition, Where, plain_text, where_at
from app.rules.load import load_rulebook
from tests.support.letters import paragraph, simple_letter

RULES = load_rulebook()
INCOMING = RelatedDocument(
    id="cv-412",
    type_name="Công văn",
    code="412/UBND-VP",
    date=PartialDate(year=2026, month=2, day=1),
    issuer="Ủy ban nhân dân xã Bát Xát",
    subject="đề nghị hướng dẫn thể thức văn bản",
)
LAW = RelatedDocument(
    id="luat", type_name="Luật", code="33/2024/QH15", subject="Lưu trữ", date=PartialDate(year=2024)
)
FULL = (
    "Công văn số 412/UBND-VP ngày 01 tháng 02 năm 2026 của Ủy ban nhân dân xã Bát Xát"
    " về việc đề nghị hướng dẫn thể thức văn bản"
)
SHORT = "Công văn số 412/UBND-VP"


def words(letter: Letter) -> list[str]:
    return [plain_text(block, "*") for block in letter.body]


def test_the_first_citation_is_full_and_the_next_ones_short() -> None:
    letter = simple_letter(body=(paragraph("Theo , xét ."),), related=(INCOMING,))
    letter = citations.insert_citation(letter, TextPosition(0, 5), "cv-412", RULES)
    end = len(words(letter)[0]) - 1
    letter = citations.insert_citation(letter, TextPosition(0, end), "cv-412", RULES)
    assert words(letter) == [f"Theo {FULL}, xét Công văn số 412/UBND-VP."]
    assert citations.citation(INCOMING, letter, TextPosition(len(letter.body)), RULES) == SHORT


def test_one_that_is_put_before_the_first_is_full_and_that_one_becomes_short() -> None:
    letter = Letter(body=(paragraph("Theo "), paragraph("Xét ")), related=(INCOMING,))
    later = citations.insert_citation(letter, TextPosition(1, 4), "cv-412", RULES)
    assert plain_text(later.body[1]) == f"Xét {FULL}"
    assert citations.citation(INCOMING, later, TextPosition(0, 5), RULES) == FULL
    both = citations.insert_citation(later, TextPosition(0, 5), "cv-412", RULES)
    assert [plain_text(block) for block in both.body] == [f"Theo {FULL}", f"Xét {SHORT}"]


def test_a_citation_that_the_clerk_changed_stays_when_one_is_put_before_it() -> None:
    cited = Paragraph(runs=(Run(text="công văn ấy", cites="cv-412"),))
    letter = Letter(body=(paragraph("Theo "), cited), related=(INCOMING,))
    both = citations.insert_citation(letter, TextPosition(0, 5), "cv-412", RULES)
    assert both.body[1] == cited


def test_a_citation_in_a_cell_counts_where_its_table_stands() -> None:
    cell = Cell(blocks=(Paragraph(runs=(Run(text="CV 412", cites="cv-412"),)),))
    body = (paragraph("trước"), Table(rows=(Row(cells=(cell,)),)), paragraph("sau"))
    letter = Letter(body=body, related=(INCOMING,))
    assert citations.citation(INCOMING, letter, TextPosition(0, 5), RULES) == FULL
    assert citations.citation(INCOMING, letter, TextPosition(2, 3), RULES) == SHORT


def test_a_citation_beside_a_table_gets_its_own_paragraph() -> None:
    letter = citations.insert_citation(Letter(related=(INCOMING,)), TextPosition(0), "cv-412", RULES)
    assert words(letter) == [FULL]
    with pytest.raises(KeyError):
        citations.insert_citation(letter, TextPosition(0), "nothing", RULES)


def test_what_cited_a_removed_document_stays_as_words() -> None:
    cited = Paragraph(runs=(Run(text="theo "), Run(text="CV 412", cites="cv-412")))
    table = Table(rows=(Row(cells=(Cell(blocks=(cited,)),)),))
    letter = citations.remove_related(Letter(body=(cited, table), related=(INCOMING, LAW)), 0)
    assert letter.related == (LAW,)
    assert letter.body[0] == paragraph("theo CV 412")
    assert letter.body[1].rows[0].cells[0].blocks == (paragraph("theo CV 412"),)  # type: ignore[union-attr]


def test_an_answer_is_filled_in_from_what_it_answers() -> None:
    letter = simple_letter(subject="", addressees=(), body=(Paragraph(),))
    letter = reply.reply_to(letter, INCOMING, RULES)
    assert letter.subject == "phúc đáp Công văn số 412/UBND-VP"
    assert [one.name for one in letter.addressees] == ["Ủy ban nhân dân xã Bát Xát"]
    assert words(letter) == [f"Phúc đáp {FULL}, Sở Nội vụ có ý kiến như sau:"]
    assert letter.related == (INCOMING,)
    assert citations.citation(INCOMING, letter, TextPosition(len(letter.body)), RULES) == SHORT


def test_an_answer_keeps_what_is_written_already() -> None:
    letter = simple_letter(related=(INCOMING,), issuers=())
    new = reply.reply_to(letter, INCOMING, RULES)
    assert (new.subject, new.addressees, new.related) == (letter.subject, letter.addressees, letter.related)
    assert words(new) == [f"Phúc đáp {FULL}, có ý kiến như sau:", *words(letter)]
    nameless = reply.reply_to(Letter(), replace(INCOMING, issuer="", id=""), RULES)
    assert nameless.addressees == ()
    assert nameless.body[0].runs[1].cites == nameless.related[0].id != ""  # type: ignore[union-attr]


def rich_letter() -> Letter:
    letter = simple_letter(
        body=(
            paragraph("Gửi Bộ Nội vụ trước ngày 10/3/2026"),
            PageBreak(),
            Table(rows=(Row(cells=(Cell(blocks=(paragraph("năm 2025"),)),)),)),
        ),
        appendices=(Appendix(title="Kế hoạch năm 2026", blocks=(paragraph("ngày 01/4/2026"),)),),
        enclosures=(Enclosure(name="Báo cáo số 12/BC-SNV"),),
    )
    return insert_footnote(letter, TextPosition(0, 3), "Nghị định 30/2020/NĐ-CP")


def test_a_new_letter_has_no_number_and_lists_every_old_fact() -> None:
    renewed = renew.new_from(replace(rich_letter(), status=Status.ISSUED), RULES)
    assert renewed.letter.code.number is None
    assert renewed.letter.date == PartialDate()
    assert renewed.letter.status is Status.DRAFT
    assert [(fact.where.component, fact.text) for fact in renewed.facts] == [
        ("subject", "năm 2026"),
        ("addressees.name", "Bộ Nội vụ"),
        ("body", "Bộ Nội vụ"),
        ("body", "trước ngày 10/3/2026"),
        ("body", "năm 2025"),
        ("body", "30/2020/NĐ-CP"),
        ("signatures.full_name", "Nguyễn Văn A"),
        ("appendices.title", "năm 2026"),
        ("appendices", "ngày 01/4/2026"),
        ("enclosures.name", "số 12/BC-SNV"),
    ]


def test_every_fact_can_be_changed_where_it_stands() -> None:
    renewed = renew.new_from(rich_letter(), RULES)
    letter, left = renewed.letter, renewed.facts
    count = len(left)
    while left:
        fact = left[0]
        letter = renew.change_fact(letter, fact, "«mới hơn hẳn»")
        left = renew.remaining_facts(left, fact, "«mới hơn hẳn»")
    assert old_facts(letter, RULES) == tuple(
        fact for fact in old_facts(letter, RULES) if fact.kind is FactKind.NAME
    )
    assert str(letter).count("«mới hơn hẳn»") == count


def test_a_fact_that_is_gone_cannot_be_changed() -> None:
    for fact in renew.new_from(rich_letter(), RULES).facts:
        with pytest.raises(AppError, match="Không còn"):
            renew.change_fact(Letter(body=(paragraph("khác"),)), fact, "x")
    nowhere = OldFact(FactKind.YEAR, "x", Where("body"), 0, 1)
    with pytest.raises(AppError):
        renew.change_fact(Letter(), nowhere, "y")
    mark = OldFact(FactKind.YEAR, "\ufffc", where_at(TextPosition(0)), 0, 1)
    with pytest.raises(AppError):
        renew.change_fact(Letter(body=(PageBreak(),)), mark, "y")


@pytest.mark.parametrize(
    "path", sorted(resource_path("samples").glob("*.congvan")), ids=lambda path: path.stem
)
def test_facts_of_real_letters_stand_where_they_say(path: Path) -> None:
    letter = load(path).letter
    found = old_facts(letter, RULES)
    assert found
    for fact in found:
        assert renew.change_fact(letter, fact, fact.text) is not None


def test_references_to_legal_documents_are_told_from_other_facts() -> None:
    words = (
        "Căn cứ Luật Đất đai năm 2024, Nghị định số 30/2020/NĐ-CP của Chính phủ ngày 05/3/2020 và Công văn số"
        " 586/UBND-KGVX ngày 17/02/2021; Luật Thủ đô ngày 28 tháng 6 năm 2024. Ngày 01/4/2026 họp, năm 2026."
    )
    facts = old_facts(Letter(body=(Paragraph(runs=(Run(text=words),)),)), RULES)
    assert [fact.text for fact in facts if fact.is_law] == [
        "năm 2024",
        "số 30/2020/NĐ-CP",
        "ngày 05/3/2020",
        "ngày 28 tháng 6 năm 2024",
    ]
    assert [fact.text for fact in facts if not fact.is_law] == [
        "số 586/UBND-KGVX",
        "ngày 17/02/2021",
        "Ngày 01/4/2026",
        "năm 2026",
    ]
