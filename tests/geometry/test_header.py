"""The header of exported letters on LibreOffice's page: one line each, rules, levels, gaps, looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from app.letter.model import (
    Code,
    Layout,
    Letter,
    Margins,
    NamedAfter,
    Organ,
    PartialDate,
    Place,
    SizeScheme,
)
from tests.support.exported import Case, Exported, export_once, replaced, restyled
from tests.support.header_geometry import Wanted, date_alone_fault, header_faults, plain
from tests.support.letters import paragraph, simple_letter
from tests.support.pdf import MM_PER_PT

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-header")]

# The longest date there is: two figures each, and "tháng 12" as wide as any.
_PLACES = {
    "hcm": Place(name="Hồ Chí Minh", unit="thành phố", named_after=NamedAfter.PERSON),
    "truong": Place(name="Trương Quang Trọng", unit="phường", named_after=NamedAfter.PERSON),
    "phan": Place(name="Phan Đình Phùng", unit="phường", named_after=NamedAfter.PERSON),
    "dien": Place(name="Điện Biên Phủ", unit="phường", named_after=NamedAfter.EVENT),
    "vung": Place(name="Bà Rịa - Vũng Tàu", unit="tỉnh"),
    "hoang": Place(name="Quảng Phú", unit="xã"),
}
_AGENCIES = {
    "ubnd": Organ(name="Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
    "doan": Organ(name="Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Thừa Thiên Huế"),
    "ban": Organ(
        name="Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh Quảng Ngãi"
    ),
    "hdnd": Organ(name="Hội đồng nhân dân phường Trương Quang Trọng"),
    "so": Organ(name="Sở Nông nghiệp và Môi trường", parent="UBND Thành phố Hồ Chí Minh"),
    "tt": Organ(
        name="Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính",
        parent="UBND phường Trương Quang Trọng",
    ),
    "noitru": Organ(
        name="Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông Đắk Hà",
        parent="Sở Giáo dục và Đào tạo tỉnh Quảng Ngãi",
    ),
    "vien": Organ(name="Viện Nghiên cứu Nuôi trồng", parent="Bộ Nông nghiệp và Môi trường Cộng hòa xã hội"),
}
_SUBJECT = "tăng cường công tác văn thư, lưu trữ và ứng dụng công nghệ thông tin năm 2027"
_BODY = (
    "Thực hiện ý kiến chỉ đạo của cấp trên về công tác văn thư, lưu trữ, cơ quan báo cáo kết quả thực "
    "hiện năm 2026 và phương hướng, nhiệm vụ năm 2027 để tổng hợp, theo dõi, chỉ đạo chung"
)
_TOO_WIDE = "ND30-DAU-01"
_FITTED = "ND30-DAU-02"


def _letter(agency: Organ, place: Place, layout: Layout) -> Letter:
    return simple_letter(
        issuers=(agency,),
        code=Code(number="1029", organ_notations=("UBND",), unit_notations=("VHXH",)),
        place=place,
        date=PartialDate(year=2026, month=12, day=29),
        subject=_SUBJECT,
        body=(paragraph(_BODY),),
        layout=layout,
    )


def _sized(scheme: str) -> Layout:
    return Layout(size_scheme=SizeScheme(scheme))


_MARGINS = {
    "widest": Margins(top=25, bottom=25, left=35, right=20),
    "narrowest": Margins(top=20, bottom=20, left=30, right=15),
    "odd": Margins(top=22, bottom=21, left=32, right=18),
}
_LAWFUL = {
    f"{agency}-{place}-{scheme}": Case(_letter(_AGENCIES[agency], _PLACES[place], _sized(scheme)))
    for agency, place, scheme in product(_AGENCIES, _PLACES, ("14", "13"))
}
_ASKED = {
    f"margins-{name}": Case(
        _letter(Organ(name="Sở Nội vụ"), _PLACES["hoang"], Layout(margins=margins, fit_margins=False))
    )
    for name, margins in _MARGINS.items()
}

# Letters with one fault each: what the measuring must see.
_PLAIN = _letter(Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"), _PLACES["hoang"], _sized("14"))
_DOCUMENT = "word/document.xml"


def _longer_line(name: str, factor: float) -> Case:
    """A drawn line of another length, in the drawing and its shape alike."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        text = parts[_DOCUMENT].decode()
        start = text.rindex("<wp:anchor", 0, text.index(f'name="{name}"'))
        end = text.index("</wp:anchor>", start)
        anchor = re.sub(r'cx="(\d+)"', lambda found: f'cx="{round(int(found[1]) * factor)}"', text[start:end])
        return {**parts, _DOCUMENT: (text[:start] + anchor + text[end:]).encode()}

    return Case(_PLAIN, change)


_OFF_CENTRE = '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
_CENTRED = '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
_BROKEN = {
    "short-motto-rule": (_longer_line("ND30 Đường kẻ Tiêu ngữ", 0.9), "rule under the motto"),
    "long-organ-rule": (_longer_line("ND30 Đường kẻ cơ quan", 1.5), "rule under the agency"),
    "organ-rule-left": (
        Case(_PLAIN, replaced(_DOCUMENT, _CENTRED, _OFF_CENTRE)),
        "rule under the agency",
    ),
    "wide-gap": (Case(_PLAIN, restyled("subject", 'w:before="120"', 'w:before="160"')), "below the number"),
    "upright-date": (Case(_PLAIN, restyled("place_date", "<w:i/><w:iCs/>", "")), "date: font"),
    "small-motto": (Case(_PLAIN, restyled("motto", 'w:val="28"', 'w:val="27"')), "motto: 13.5 pt"),
    "low-number": (
        Case(_PLAIN, restyled("code", 'w:before="18"', 'w:before="60"')),
        "number and date on two levels",
    ),
    "date-left": (Case(_PLAIN, restyled("place_date", '<w:jc w:val="center"/>', "")), "date -"),
    "bold-parent": (Case(_PLAIN, restyled("parent_organ", "<w:sz ", "<w:b/><w:sz ")), "parent:"),
    "long-date": (
        Case(_PLAIN, replaced(_DOCUMENT, ", ngày 29", ", vào một ngày rất đẹp trời là ngày 29")),
        "not on its own line: date",
    ),
    "letter-paper": (
        Case(_PLAIN, replaced(_DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
        "paper: width",
    ),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All letters of this module, converted together."""
    broken = {name: case for name, (case, _) in _BROKEN.items()}
    return export_once(tmp_path_factory, "header", {**_LAWFUL, **_ASKED, **broken, "plain": Case(_PLAIN)})


def _wanted(one: Exported) -> Wanted:
    composed = one.composed
    organ = composed.organs[0]
    scheme = one.letter.layout.size_scheme
    return Wanted(
        parent=organ.parent,
        organ=organ.name,
        code=composed.code_line,
        place_date=composed.place_date,
        subject=composed.subject_line,
        scheme=scheme.value if scheme else "14",
    )


@pytest.mark.parametrize("scheme", ["14", "13"])
@pytest.mark.parametrize("agency", _AGENCIES)
def test_a_header_is_lawful_or_the_writer_says_that_it_does_not_fit(
    exported: dict[str, Exported], agency: str, scheme: str
) -> None:
    faults = {}
    for place in _PLACES:
        one = exported[f"{agency}-{place}-{scheme}"]
        found = header_faults(one.columns[0], _wanted(one))
        if _TOO_WIDE in one.codes:
            assert date_alone_fault(one.columns[0], _wanted(one)), f"{one.name} fits, and is said not to"
        elif found:
            faults[one.name] = found
    assert faults == {}


@pytest.mark.parametrize("scheme", ["14", "13"])
def test_only_a_date_too_wide_for_any_lawful_page_is_given_up(
    exported: dict[str, Exported], scheme: str
) -> None:
    widest_block = 210 - 30 - 15
    for name, one in exported.items():
        if not name.endswith(scheme) or _TOO_WIDE not in one.codes:
            continue
        page, wanted = one.columns[0], _wanted(one)
        # The pieces of the date, end to end, beside the number, which cannot wrap.
        start = next(line for line in page.lines if plain(line.text).startswith(plain(wanted.place_date)[:9]))
        below = start.baseline_mm + 1, start.baseline_mm + 8
        rest = [line for line in page.lines if line.x0_mm > 90 and below[0] < line.baseline_mm < below[1]]
        code = next(line for line in page.lines if plain(line.text) == wanted.code)
        assert start.width_mm + sum(line.width_mm for line in rest) + code.width_mm > widest_block - 5, name


def test_no_line_of_a_name_begins_with_a_dash(exported: dict[str, Exported]) -> None:
    for name in _LAWFUL:
        lines = [line.text for line in exported[name].columns[0].lines if line.x0_mm < 90]
        heading = lines[: next(index for index, text in enumerate(lines) if text.startswith("Số:"))]
        assert not [text for text in heading if text.startswith("-")], name


def test_the_margins_are_those_that_the_letter_asks_for(exported: dict[str, Exported]) -> None:
    for name, margins in _MARGINS.items():
        _check_margins(exported[f"margins-{name}"], margins)


def _check_margins(one: Exported, margins: Margins) -> None:
    page = one.pages[0]
    first = min(page.lines, key=lambda line: line.baseline_mm)
    body = [line for line in page.lines if plain(line.text)[:25] in plain(_BODY)]
    assert len(body) == 3, f"{page}"
    assert margins.left is not None
    assert margins.right is not None
    assert margins.top is not None
    top = first.baseline_mm - (0.891 + 0.042) * first.size_pt * MM_PER_PT
    assert top == pytest.approx(margins.top, abs=0.5)
    assert min(line.x0_mm for line in body) == pytest.approx(margins.left, abs=0.5)
    assert max(line.x1_mm for line in body) == pytest.approx(210 - margins.right, abs=0.5)


def test_margins_narrowed_to_fit_stay_lawful_and_are_said(exported: dict[str, Exported]) -> None:
    for name in _LAWFUL:
        page = exported[name].pages[0]
        body = [line for line in page.lines if line.x1_mm > 185 and plain(line.text) in plain(_BODY)]
        right = 210 - max(line.x1_mm for line in body)
        left = min(line.x0_mm for line in page.lines)
        assert 29.7 <= left <= 35.3, name
        assert 14.7 <= right <= 20.3, name
        if right < 19.7:
            assert exported[name].codes & {_TOO_WIDE, _FITTED}, f"{name}: {right:.1f} mm, and nothing said"


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name, (_, fault) in _BROKEN.items()])
def test_the_measuring_sees_a_header_with_a_fault(
    exported: dict[str, Exported], name: str, fault: str
) -> None:
    plain_letter = exported["plain"]
    assert header_faults(plain_letter.columns[0], _wanted(plain_letter)) == []
    found = header_faults(exported[name].columns[0], _wanted(exported[name]))
    assert any(text.startswith(fault) or fault in text for text in found), found


def test_a_wrong_margin_is_seen(exported: dict[str, Exported]) -> None:
    one = exported["margins-odd"]
    with pytest.raises(AssertionError):
        _check_margins(one, replace(_MARGINS["odd"], left=30.0))
