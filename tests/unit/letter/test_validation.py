"""What validation finds: each rule once broken, and letters that break none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from app.base.texts import text
from app.letter.model import (
    Addressee,
    Advisory,
    Appendix,
    ArchiveLine,
    Authority,
    AuthorityStep,
    Cell,
    Code,
    DrafterMark,
    Enclosure,
    Footnote,
    Layout,
    Letter,
    Level,
    Margins,
    NamedAfter,
    Organ,
    Paragraph,
    PartialDate,
    Place,
    Recipient,
    RecipientKind,
    RelatedDocument,
    Row,
    Run,
    Secrecy,
    Signature,
    Table,
)
from app.letter.validation import export_blockers, validate
from app.rules.finding import Finding, Severity
from app.rules.load import load_rulebook
from tests.support.letters import letters, paragraph, signed_by_deputy, simple_letter

BOOK = load_rulebook()
AS_ABOVE = Recipient(kind=RecipientKind.AS_ABOVE)
GOOD_CODE = Code(number="15", organ_notations=("SNV",), unit_notations=("VP",))


def findings(**changes: Any) -> list[Finding]:  # noqa: ANN401 - any field
    return validate(simple_letter(**changes), BOOK)


def codes(**changes: Any) -> list[str]:  # noqa: ANN401 - any field
    return [found.code.removeprefix("ND30-") for found in findings(**changes)]


def chain(*authorities: Authority, position: str = "Trưởng phòng") -> tuple[Signature, ...]:
    words = {Authority.COLLECTIVE: "Ủy ban nhân dân"}
    steps = tuple(
        AuthorityStep(authority=one, on_behalf_of=words.get(one, "Giám đốc")) for one in authorities
    )
    return (Signature(chain=steps, position=position, full_name="Nguyễn Văn A"),)


def step(authority: Authority, words: str) -> AuthorityStep:
    return AuthorityStep(authority=authority, on_behalf_of=words)


def signer(**changes: Any) -> tuple[Signature, ...]:  # noqa: ANN401 - any field
    return (replace(Signature(position="Giám đốc", full_name="Nguyễn Văn A"), **changes),)


def table(*rows: int, **changes: Any) -> Table:  # noqa: ANN401 - any field
    return Table(
        rows=tuple(Row(cells=(Cell(blocks=(paragraph("a"),)),) * cells) for cells in rows), **changes
    )


def test_a_good_letter_has_no_findings() -> None:
    assert findings() == []
    assert findings(signatures=(signed_by_deputy(),)) == []
    blank = {
        "code": replace(GOOD_CODE, number=None),
        "date": PartialDate(year=2026),
    }
    assert findings(**blank) == []


TM, Q, KT, TL, TUQ = (
    Authority.COLLECTIVE, Authority.ACTING, Authority.FOR_HEAD, Authority.BY_ORDER, Authority.BY_MANDATE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"issuers": ()}, ["CQ-01"]),
        ({"issuers": (Organ(name="A"),) * 4, "signatures": signer() * 4}, ["CQ-02"]),
        ({"issuers": (Organ(name=" "),)}, ["CQ-03"]),
        ({"issuers": (Organ(name="A" * 201),)}, ["CQ-04"]),
        ({"issuers": (Organ(name="UBND xã A"),)}, ["CQ-05"]),
        ({"issuers": (Organ(name="Sở GD&ĐT", parent="UBND tỉnh A"),)}, ["CQ-05"]),
        ({"code": replace(GOOD_CODE, number="00")}, ["SO-01"]),
        ({"code": replace(GOOD_CODE, number="0")}, ["SO-01"]),
        ({"code": replace(GOOD_CODE, number="5a")}, ["SO-02"]),
        ({"code": replace(GOOD_CODE, number="")}, ["SO-02"]),
        ({"code": replace(GOOD_CODE, number="\u0665")}, ["SO-02"]),
        ({"code": replace(GOOD_CODE, number="05")}, []),
        ({"code": replace(GOOD_CODE, number="5")}, []),
        ({"code": replace(GOOD_CODE, number="005")}, ["SO-03"]),
        ({"code": replace(GOOD_CODE, number="015")}, ["SO-03"]),
        ({"code": replace(GOOD_CODE, number="1" * 12)}, ["SO-04"]),
        ({"date": PartialDate(year=2026, month=3)}, ["SO-05"]),
        ({"code": Code(number="1", organ_notations=("SNV",))}, ["KH-01"]),
        ({"code": Code(number="1", unit_notations=("SNV", "VP"))}, ["KH-01"]),
        ({"code": Code(number="1", organ_notations=("CV",), unit_notations=("SNV",))}, ["KH-02"]),
        ({"code": Code(number="1", organ_notations=("SNV",), unit_notations=("cv",))}, ["KH-02"]),
        ({"code": Code(number="1", organ_notations=("S NV",), unit_notations=("VP",))}, ["KH-03"]),
        ({"code": Code(number="1", organ_notations=("snv",), unit_notations=("VP",))}, ["KH-03"]),
        ({"code": Code(number="1", organ_notations=("TTg",), unit_notations=("KGVX",))}, []),
        ({"code": Code(number="1", organ_notations=("SGD&ĐT",), unit_notations=("GDTH",))}, []),
        ({"code": Code(number="1", organ_notations=("TB",), unit_notations=("SNV",))}, ["KH-04"]),
        ({"code": Code(number="1", organ_notations=("A" * 20,), unit_notations=("B" * 10,))}, ["KH-05"]),
        ({"place": Place()}, ["DD-01"]),
        ({"place": Place(name="TP. Hồ Chí Minh")}, ["DD-02"]),
        ({"place": Place(name="gia Lai")}, ["DD-03"]),
        ({"place": Place(name="Lê Lợi", named_after=NamedAfter.PERSON)}, ["DD-04"]),
        ({"place": Place(name="3")}, ["DD-04"]),
        ({"place": Place(name="Phường Lê Lợi", named_after=NamedAfter.PERSON)}, []),
        ({"date": PartialDate(year=2026, month=2, day=31)}, ["NT-01"]),
        ({"date": PartialDate(year=2025, month=2, day=29)}, ["NT-01"]),
        ({"date": PartialDate(year=2024, month=2, day=29)}, []),
        ({"date": PartialDate(year=2026, month=13, day=1)}, ["NT-01"]),
        ({"date": PartialDate(year=0, month=1, day=1)}, ["NT-01"]),
        ({"date": PartialDate(month=3, day=5)}, ["NT-02"]),
        ({"date": PartialDate(year=2026, day=5)}, ["SO-05", "NT-03"]),
        ({"subject": " "}, ["TY-01"]),
        ({"subject": "về việc nâng lương"}, ["TY-02"]),
        ({"subject": "V/v nâng lương"}, ["TY-02", "TY-05"]),
        ({"subject": "nâng lương."}, ["TY-03"]),
        ({"subject": "a" * 501}, ["TY-04"]),
        ({"subject": "Nâng lương"}, ["TY-05"]),
        ({"subject": "30 năm"}, []),
        ({"addressees": (), "recipients": ()}, ["KG-01"]),
        ({"addressees": (Addressee(name=""),)}, ["KG-02"]),
        ({"addressees": (Addressee(name="A" * 201),)}, ["KG-03"]),
        ({"addressees": (Addressee(name="SỞ nội  vụ;"),)}, ["NN-05"]),
        ({"addressees": (Addressee(name="A"), Addressee(name="A;"))}, ["NN-06"]),
        ({"recipients": (AS_ABOVE, Recipient())}, ["NN-01"]),
        ({"recipients": ()}, ["NN-02"]),
        ({"addressees": ()}, ["KG-01", "NN-03"]),
        ({"recipients": (Recipient(name="A"), AS_ABOVE)}, ["NN-04"]),
        ({"recipients": (AS_ABOVE, Recipient(name="Sở Nội vụ"))}, ["NN-05"]),
        ({"recipients": (AS_ABOVE, Recipient(name="A"), Recipient(name="a."))}, ["NN-06"]),
        ({"archive": ArchiveLine(units=())}, ["LU-01"]),
        ({"archive": ArchiveLine(units=("VP", "VT"))}, ["LU-02"]),
        ({"archive": ArchiveLine(copies=0)}, ["LU-03"]),
        ({"body": ()}, ["ND-01"]),
        ({"body": (paragraph("a"), paragraph("", Level.ARTICLE))}, ["ND-02"]),
        ({"body": (paragraph("a"), paragraph(" ", Level.ITEM, title=True))}, ["ND-02"]),
        ({"body": (paragraph("a"), paragraph("", Level.ITEM))}, []),
        ({"body": (paragraph("a"), Table())}, ["BG-01"]),
        ({"body": (paragraph("a"), table(64, 64))}, ["BG-02"]),
        ({"body": (paragraph("a"), table(3, 2))}, ["BG-03"]),
        ({"body": (paragraph("a"), table(2, 2, widths=(1,)))}, ["BG-04"]),
        ({"body": (paragraph("a"), table(2, 2, widths=(1, 0)))}, ["BG-04"]),
        ({"body": (paragraph("a"), table(2, 2, widths=(1, 2), header_rows=1))}, []),
        ({"body": (paragraph("a"), table(2, 2, header_rows=2))}, ["BG-05"]),
        ({"body": (paragraph("a"), table(2, 2, header_rows=-1))}, ["BG-05"]),
        ({"related": (RelatedDocument(),)}, ["VB-02"]),
        ({"related": (RelatedDocument(id="a"), RelatedDocument(id="a"))}, ["VB-02"]),
        ({"body": (Paragraph(runs=(Run(text="a", cites="b"),)),)}, ["VB-01"]),
        ({"body": (Paragraph(runs=(Run(text="a", cites="b"),)),), "related": (RelatedDocument(id="b"),)}, []),
        ({"enclosures": (Enclosure(),)}, ["GK-01"]),
        ({"signatures": ()}, ["KY-01"]),
        ({"issuers": (Organ(name="A"), Organ(name="B"))}, ["KY-02"]),
        ({"signatures": chain(TL, KT, position="Phó Trưởng phòng")}, []),
        ({"signatures": chain(TL)}, []),
        ({"signatures": chain(TUQ)}, []),
        ({"signatures": chain(TM, position="Chủ tịch")}, []),
        ({"signatures": chain(TUQ, KT, position="Phó Giám đốc")}, ["KY-03"]),
        ({"signatures": chain(KT, TL)}, ["KY-03"]),
        ({"signatures": chain(TM, TM, position="Chủ tịch")}, ["KY-03"]),
        ({"signatures": chain(Q, position="")}, []),
        ({"signatures": signer(chain=(step(TL, ""),))}, ["KY-05"]),
        ({"signatures": signer(chain=(step(KT, "Phó Giám đốc"),), position="Phó Giám đốc")}, ["KY-06"]),
        ({"signatures": signer(chain=(step(Q, "Phó Giám đốc"),), position="")}, ["KY-06"]),
        ({"signatures": signer(chain=(step(TM, "Giám đốc"),))}, ["KY-07"]),
        ({"signatures": signer(position="Phó Giám đốc")}, ["KY-08"]),
        ({"signatures": signer(position="Thứ trưởng")}, ["KY-08"]),
        ({"signatures": chain(TM, position="Phó Chủ tịch")}, ["KY-08"]),
        ({"signatures": chain(TL, position="Phó Trưởng phòng")}, ["KY-08"]),
        ({"signatures": chain(KT, position="Giám đốc")}, ["KY-09"]),
        ({"signatures": chain(KT, position="Phó Giám đốc phụ trách")}, ["KY-10"]),
        ({"signatures": signer(position=" ")}, ["KY-11"]),
        ({"signatures": chain(TL, position="")}, ["KY-11"]),
        ({"signatures": chain(Q, position="Giám đốc")}, ["KY-12"]),
        ({"signatures": signer(position="GĐ")}, ["KY-13"]),
        ({"signatures": signer(position="KT. Giám đốc")}, ["KY-14"]),
        ({"signatures": signer(position="K/T Giám đốc")}, ["KY-14"]),
        ({"signatures": signer(position="A" * 101)}, ["KY-15"]),
        ({"signatures": signer(rank="Thượng tá")}, ["KY-16"]),
        ({"signatures": signer(full_name="")}, ["KY-17"]),
        ({"signatures": signer(full_name=None)}, ["KY-24"]),
        ({"signatures": signer(full_name="NGUYỄN VĂN A")}, ["KY-18"]),
        ({"signatures": signer(full_name="TS. Nguyễn Văn A")}, ["KY-19"]),
        ({"signatures": signer(full_name="Tiến sĩ Nguyễn Văn A")}, ["KY-19"]),
        ({"signatures": signer(full_name="Tsang Văn A")}, []),
        ({"signatures": signer(full_name="Đ/c Nguyễn Văn A")}, ["KY-20"]),
        ({"signatures": signer(full_name="A " + "b" * 50)}, ["KY-21"]),
        ({"signatures": signer(advisory=Advisory.WITH_SEAL)}, ["KY-22"]),
        ({"signatures": signer(advisory=Advisory.WITH_SEAL, other_titles=("Giám đốc Sở Y tế",))}, []),
        ({"signatures": signer(advisory=Advisory.WITHOUT_SEAL)}, []),
        ({"signatures": signer(advisory=Advisory.WITHOUT_SEAL, other_titles=("Giám đốc",))}, ["KY-23"]),
        ({"secrecy": Secrecy.SECRET}, ["DM-01"]),
        ({"secrecy": Secrecy.SECRET, "recall": True}, ["DM-01"]),
        ({"recall": True}, ["DM-02"]),
        ({"drafter": DrafterMark(code="PL", issued_amount=300)}, []),
        ({"drafter": DrafterMark(code="PL", issued_amount=0)}, ["NS-01"]),
        ({"drafter": DrafterMark(code="PL", issued_amount=1000)}, ["NS-01"]),
        ({"drafter": DrafterMark(issued_amount=3)}, ["NS-02"]),
        ({"draft_mark": "Dự thảo"}, ["DT-01"]),
        ({"draft_mark": "Dự thảo", "code": replace(GOOD_CODE, number=None)}, []),
        ({"layout": Layout(margins=Margins(top=20, bottom=25, left=35, right=15))}, []),
        ({"layout": Layout(margins=Margins(top=19.9))}, ["TB-01"]),
        ({"layout": Layout(margins=Margins(bottom=25.1))}, ["TB-02"]),
        ({"layout": Layout(margins=Margins(left=20))}, ["TB-03"]),
        ({"layout": Layout(margins=Margins(right=float("nan")))}, ["TB-04"]),
        ({"layout": Layout(indent=12.7)}, []),
        ({"layout": Layout(indent=11)}, ["TB-05"]),
        ({"layout": Layout(line_spacing=1.6)}, ["TB-06"]),
        ({"layout": Layout(paragraph_gap=5)}, ["TB-07"]),
        ({"layout": Layout(paragraph_gap=float("inf"))}, ["TB-07"]),
    ],
)  # fmt: skip
def test_each_rule_is_found_when_it_is_broken(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(**changes) == expected


def appendices(text_of_body: str, count: int) -> list[str]:
    one = Appendix(title="A", blocks=(paragraph("x"),))
    return codes(body=(paragraph(text_of_body),), appendices=(one,) * count)


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        ("Gửi kèm Phụ lục", 1, []),
        ("(phụ lục kèm theo)", 1, []),
        ("Gửi kèm biểu", 1, ["PL-01"]),
        ("các Phụ lục kèm theo", 2, []),
        ("Phụ lục I và Phụ lục II", 2, []),
        ("Phụ lục I, II và III", 3, []),
        ("theo Phụ lục I. Số liệu quý II", 2, ["PL-01"]),
        ("theo Phụ lục II", 2, ["PL-01"]),
        ("lời", 2, ["PL-01", "PL-01"]),
    ],
)
def test_every_appendix_must_be_mentioned(words: str, count: int, expected: list[str]) -> None:
    assert appendices(words, count) == expected


def test_an_appendix_without_words_is_told() -> None:
    assert codes(body=(paragraph("Phụ lục"),), appendices=(Appendix(),)) == ["PL-02"]


def test_texts_of_appendices_tables_and_footnotes_are_checked_too() -> None:
    inner = Footnote(runs=(Run(text="n"),))
    outer = Footnote(runs=(Run(text="m", cites="?", footnote=inner),))
    noted = Paragraph(runs=(Run(text="a", footnote=outer),))
    cell = Table(rows=(Row(cells=(Cell(blocks=(noted,)),)),))
    blocks = (paragraph("x"), paragraph("", Level.CHAPTER), cell)
    found = findings(body=(paragraph("Phụ lục"),), appendices=(Appendix(blocks=blocks),))
    assert [(one.code, one.place.component, one.place.path) for one in found] == [
        ("ND30-ND-02", "appendices.blocks", (0, 1)),
        ("ND30-CT-01", "appendices.blocks", (0, 2)),
        ("ND30-VB-01", "appendices.blocks", (0, 2)),
    ]
    empty_note = Paragraph(runs=(Run(text="a", footnote=Footnote()),))
    assert codes(body=(empty_note,)) == ["CT-02"]


def test_every_open_prompt_is_told_where_it_stands() -> None:
    note = Footnote(runs=(Run(text="[[nguồn]]"),))
    cell = Cell(blocks=(paragraph("[[số liệu]]"),))
    letter = {
        "subject": "đôn đốc [[việc]]",
        "body": (
            Paragraph(runs=(Run(text="trước ngày [[thời "), Run(text="hạn]]", bold=True, footnote=note))),
            Table(rows=(Row(cells=(cell,)),)),
            paragraph("[[ ]] [[chưa đóng, Phụ lục"),
        ),
        "appendices": (Appendix(title="[[tên]]", blocks=(paragraph("a"), paragraph("[[b]]"))),),
    }
    found = findings(**letter)
    assert [(one.place.component, one.place.path) for one in found if one.code == "ND30-OT-01"] == [
        ("subject", ()),
        ("body", (0,)),
        ("body", (0,)),
        ("body", (1,)),
        ("appendices.title", (0,)),
        ("appendices.blocks", (0, 1)),
    ]
    assert "[[thời hạn]]" in found[-5].message
    assert found[-1].severity is Severity.ERROR
    assert export_blockers(found[-6:]) == []


def test_an_unlawful_chain_is_told_with_its_clause_and_reason_but_not_forbidden() -> None:
    (found,) = findings(signatures=chain(TUQ, KT, position="Phó Giám đốc"))
    assert found.clause == "khoản 3 Điều 13"
    assert found.severity is Severity.ERROR
    assert "TUQ. / KT." in found.message
    assert "không được ủy quyền lại" in found.message
    assert (found.place.component, found.place.path) == ("signatures.chain", (0, 1))
    assert export_blockers([found]) == []


def test_a_chain_that_no_clause_speaks_of_is_a_warning() -> None:
    refused = {
        (step.authority, below) for step in BOOK.signature.refused.values() for below in step.followed_by
    }
    lawful = {rule.authorities for rule in BOOK.signature.chain.values()}
    for first in Authority:
        for second in Authority:
            known = (first, second) in refused or (first.value, second.value) in lawful
            found = {one.code for one in findings(signatures=chain(first, second, position="Phó Giám đốc"))}
            assert ("ND30-KY-04" in found) is not known
            assert ("ND30-KY-03" in found) is ((first, second) in refused)


def test_every_lawful_chain_passes() -> None:
    for rule in BOOK.signature.chain.values():
        authorities = tuple(Authority(one) for one in rule.authorities)
        last = authorities[-1] if authorities else None
        position = {KT: "Phó Giám đốc", Q: ""}.get(last, "Giám đốc") if last else "Giám đốc"
        assert codes(signatures=chain(*authorities, position=position)) == []


@pytest.mark.parametrize(
    ("changes", "place", "data"),
    [
        ({"code": replace(GOOD_CODE, number="005")}, "code.number", "05"),
        ({"place": Place(name="đắk Lắk")}, "place.name", "Đắk Lắk"),
        ({"subject": "về việc: nâng lương"}, "subject", "nâng lương"),
        ({"subject": "nâng lương."}, "subject", "nâng lương"),
        ({"signatures": signer(full_name="ĐỖ VĂN Ý")}, "signatures.full_name", "Đỗ Văn Ý"),
        ({"signatures": signer(full_name="ThS. Đỗ Văn Ý")}, "signatures.full_name", "Đỗ Văn Ý"),
    ],
)
def test_a_fix_says_what_the_field_shall_say(changes: dict[str, Any], place: str, data: str) -> None:
    (found,) = findings(**changes)
    assert found.place.component == place
    assert found.fix is not None
    assert (found.fix.kind, found.fix.data) == ("replace_text", {"text": data})


def test_lists_are_mended_item_by_item() -> None:
    kinds = {
        one.code.removeprefix("ND30-"): one.fix.kind
        for changes in (
            {"recipients": ()},
            {"addressees": ()},
            {"recipients": (Recipient(name="A"), AS_ABOVE)},
            {"recipients": (AS_ABOVE, Recipient())},
        )
        for one in findings(**changes)
        if one.fix is not None
    }
    assert kinds == {
        "NN-01": "delete_item", "NN-02": "insert_as_above", "NN-03": "delete_item", "NN-04": "move_item",
    }  # fmt: skip


def test_only_what_cannot_be_stops_the_export() -> None:
    bad = simple_letter(
        code=replace(GOOD_CODE, number="00"),
        date=PartialDate(year=2026, month=2, day=31),
        layout=Layout(
            indent=1, line_spacing=3, paragraph_gap=0, margins=Margins(top=1, bottom=1, left=1, right=1)
        ),
        body=(table(64),),
        subject="",
        signatures=chain(TUQ, KT),
    )
    blockers = [found.code for found in export_blockers(validate(bad, BOOK))]
    assert blockers == [
        "ND30-SO-01", "ND30-NT-01", "ND30-BG-02",
        "ND30-TB-01", "ND30-TB-02", "ND30-TB-03", "ND30-TB-04", "ND30-TB-05", "ND30-TB-06", "ND30-TB-07",
    ]  # fmt: skip
    assert export_blockers(validate(Letter(), BOOK)) == []


def test_figures_are_written_the_vietnamese_way() -> None:
    (found,) = findings(layout=Layout(indent=12.5))
    assert (
        found.message == "Lùi đầu dòng 12,5 mm không đúng quy định; hãy chọn một trong các mức 10 / 12,7 mm."
    )


def test_a_rule_of_our_own_names_no_clause() -> None:
    (found,) = findings(body=(paragraph("a"), Table()))
    assert found.clause == text("letter.own_rule")


@given(letters())
@settings(max_examples=150, deadline=None)
def test_any_letter_can_be_validated(letter: Letter) -> None:
    for found in validate(letter, BOOK):
        assert found.message
        assert found.clause


@given(letters(exportable=True))
@settings(max_examples=60, deadline=None)
def test_exportable_letters_have_no_blockers(letter: Letter) -> None:
    assert export_blockers(validate(letter, BOOK)) == []
