"""Facts that a text states: numbers, dates, deadlines, names, years, figures."""

from __future__ import annotations

import pytest

from app.letter.facts import FactKind, date_of, old_facts
from app.letter.model import Letter
from app.rules.load import load_rulebook
from tests.support.letters import paragraph

RULES = load_rulebook()


def facts(text: str) -> list[tuple[FactKind, str]]:
    letter = Letter(body=(paragraph(text),))
    return [(fact.kind, fact.text) for fact in old_facts(letter, RULES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo trước ngày 05 tháng 3 năm 2026.", [(FactKind.DEADLINE, "trước ngày 05 tháng 3 năm 2026")]),
        ("Thời hạn: 15/7/2026.", [(FactKind.DEADLINE, "Thời hạn: 15/7/2026")]),
        ("ngày 26/10/2021 đã", [(FactKind.DATE, "ngày 26/10/2021")]),
        ("trong tháng 7 năm 2026", [(FactKind.DATE, "tháng 7 năm 2026")]),
        (
            "Công văn số 3855/UBND-KGVX và Nghị định 30/2020/NĐ-CP",
            [(FactKind.NUMBER, "số 3855/UBND-KGVX"), (FactKind.NUMBER, "30/2020/NĐ-CP")],
        ),
        ("giai đoạn 2026 - 2030", [(FactKind.YEAR, "2026"), (FactKind.YEAR, "2030")]),
        ("kế hoạch năm 2026", [(FactKind.YEAR, "năm 2026")]),
        ("bà Trần Thị B, chuyên viên", [(FactKind.NAME, "Trần Thị B")]),
        ("ông bà nông dân", []),
        ("chi 12.500.000 đồng, đạt 95,5%", [(FactKind.FIGURE, "12.500.000"), (FactKind.FIGURE, "95,5%")]),
        ("không có gì cũ", []),
    ],
)
def test_old_facts_are_found(text: str, expected: list[tuple[FactKind, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("deadline", "date"),
    [
        ("trước 17 giờ 00 ngày 05 tháng 3 năm 2026", "ngày 05 tháng 3 năm 2026"),
        ("Trước Ngày 05 tháng 3", "Ngày 05 tháng 3"),
        ("Thời hạn: 15/7/2026", "15/7/2026"),
        ("chậm nhất tháng 7 năm 2026", "tháng 7 năm 2026"),
        ("sớm nhất", "sớm nhất"),
    ],
)
def test_a_deadline_holds_its_date(deadline: str, date: str) -> None:
    assert date_of(deadline, RULES) == date
