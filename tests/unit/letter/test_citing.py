"""How related documents are cited, and their ids in a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.letter import citing
from app.letter.model import Letter, PartialDate, RelatedDocument
from app.rules.load import load_rulebook

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


def test_a_law_is_cited_by_type_and_name() -> None:
    assert citing.full_citation(LAW, RULES) == "Luật Lưu trữ"
    assert citing.short_citation(LAW, RULES) == "Luật Lưu trữ"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": ""}, "Công văn ngày 01"),
        ({"date": PartialDate()}, "412/UBND-VP của Ủy ban"),
        ({"date": PartialDate(year=2026)}, "412/UBND-VP năm 2026 của"),
        ({"date": PartialDate(year=2026, month=3)}, "412/UBND-VP tháng 3 năm 2026 của"),
        ({"issuer": ""}, "năm 2026 về việc đề nghị"),
        ({"subject": "về công tác văn thư"}, "Bát Xát về công tác văn thư"),
        ({"subject": "Về việc cấp phép"}, "Bát Xát về việc cấp phép"),
        ({"subject": "V/v cấp phép"}, "Bát Xát về việc cấp phép"),
        ({"subject": "v/v cấp phép"}, "Bát Xát về việc cấp phép"),
        ({"subject": ""}, "của Ủy ban nhân dân xã Bát Xát"),
    ],
)
def test_what_is_unknown_is_left_out_of_a_citation(changes: dict[str, object], expected: str) -> None:
    cited = citing.full_citation(replace(INCOMING, **changes), RULES)  # type: ignore[arg-type]
    assert expected in cited
    assert "None" not in cited
    assert "  " not in cited


def test_related_documents_get_ids_of_their_own() -> None:
    letter = citing.add_related(citing.add_related(Letter(), INCOMING), INCOMING)
    letter = citing.add_related(letter, replace(INCOMING, id=""))
    assert [one.id for one in letter.related] == ["cv-412", "vb-2", "vb-3"]
