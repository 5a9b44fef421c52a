"""What is proposed for an agency: name, parent, ký hiệu, place, units, ways to sign."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from app.editing.commands.agency import with_agency
from app.letter.model import Authority, Letter, NamedAfter, Organ, Signature
from app.letter.validation import validate
from app.library.agency import Agency, AgencyKind
from app.library.conventions import (
    Preset,
    initials,
    name_begins,
    short_name,
    suggested_agency,
    titles_for,
    titles_of,
    ways_to_sign,
)
from app.library.places import Places, Unit
from tests.support.packages import rulebook

PLACES = Places(on=datetime.date(2026, 11, 22))


def place(code: str) -> Unit:
    unit = PLACES.get(code)
    assert unit
    return unit


TUYEN_QUANG, HAM_YEN = place("08"), place("02374")
HCM_CITY, TAN_PHU_WARD = place("79"), place("27031")


def abbreviations(agency: Agency) -> list[str]:
    return [unit.abbreviation for unit in agency.units]


def test_a_commune_stands_without_parent_and_is_its_own_place() -> None:
    agency = suggested_agency(AgencyKind.COMMUNE, province=TUYEN_QUANG, commune=HAM_YEN)
    assert (agency.name, agency.parent) == ("Ủy ban nhân dân xã Hàm Yên", "")
    assert (agency.notation, agency.place.name, agency.place.unit) == ("UBND", "Hàm Yên", "xã")
    assert agency.short_name == "UBND xã Hàm Yên"
    assert abbreviations(agency) == ["VP", "VHXH", "KT", "PVHCC"]
    assert (agency.province, agency.commune) == ("08", "02374")
    assert (agency.id, agency.signers) == ("", ())


def test_a_ward_has_an_office_of_infrastructure() -> None:
    agency = suggested_agency(AgencyKind.COMMUNE, province=HCM_CITY, commune=TAN_PHU_WARD)
    assert agency.name == "Ủy ban nhân dân phường Tân Phú"
    assert abbreviations(agency) == ["VP", "VHXH", "KTHTĐT", "PVHCC"]


def test_a_city_named_after_a_person_is_called_in_full() -> None:
    agency = suggested_agency(AgencyKind.PROVINCE, province=HCM_CITY)
    assert agency.name == "Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert agency.place.named_after is NamedAfter.PERSON


_FARMING = "Sở Nông nghiệp và Môi trường tỉnh Tuyên Quang"
_EDUCATION = "Sở Giáo dục và Đào tạo tỉnh Tuyên Quang"


@pytest.mark.parametrize(
    ("kind", "name", "parent", "notation", "seat"),
    [
        (AgencyKind.DEPARTMENT, "Sở Nội vụ", "UBND tỉnh Tuyên Quang", "SNV", "Tuyên Quang"),
        (AgencyKind.OFFICE, "Phòng Văn hóa - Xã hội", "UBND xã Hàm Yên", "VHXH", "Hàm Yên"),
        (AgencyKind.SCHOOL, "Trường THCS Tân Thành", "UBND xã Hàm Yên", "THCSTT", "Hàm Yên"),
        (
            AgencyKind.HOSPITAL,
            "Bệnh viện Đa khoa tỉnh Tuyên Quang",
            "Sở Y tế tỉnh Tuyên Quang",
            "BVĐK",
            "Tuyên Quang",
        ),
        (AgencyKind.STEERING, "Ban Chỉ đạo chuyển đổi số", "UBND xã Hàm Yên", "BCĐ", "Hàm Yên"),
        (AgencyKind.ENTERPRISE, "Công ty Cấp nước", "", "CTCN", "Tuyên Quang"),
        (AgencyKind.BRANCH, "Chi cục Kiểm lâm", _FARMING, "CCKL", "Tuyên Quang"),
        (AgencyKind.BRANCH, "Chi cục Thống kê", "", "CCTK", "Tuyên Quang"),
        (
            AgencyKind.BRANCH,
            "Trung tâm Kiểm soát bệnh tật tỉnh",
            "Sở Y tế tỉnh Tuyên Quang",
            "TTKSBT",
            "Tuyên Quang",
        ),
        (AgencyKind.BRANCH, "Trung tâm Phục vụ hành chính công", "UBND xã Hàm Yên", "TTPVHCC", "Hàm Yên"),
        (AgencyKind.SCHOOL, "Trường THPT Hàm Yên", _EDUCATION, "THPTHY", "Hàm Yên"),
        (AgencyKind.SCHOOL, "Trường Đại học Tân Trào", "", "ĐHTT", "Hàm Yên"),
        (AgencyKind.HOSPITAL, "Trạm Y tế xã Hàm Yên", "UBND xã Hàm Yên", "TYT", "Hàm Yên"),
        (
            AgencyKind.STEERING,
            "Hội đồng Thi đua - Khen thưởng xã",
            "UBND xã Hàm Yên",
            "HĐTĐKT",
            "Hàm Yên",
        ),
        (AgencyKind.COUNCIL, "", "", "HĐND", "Hàm Yên"),
    ],
)
def test_each_kind_has_its_parent_notation_and_place(
    kind: AgencyKind, name: str, parent: str, notation: str, seat: str
) -> None:
    agency = suggested_agency(kind, province=TUYEN_QUANG, commune=HAM_YEN, name=name)
    assert (agency.parent, agency.notation, agency.place.name) == (parent, notation, seat)
    assert agency.name == (name or "Hội đồng nhân dân xã Hàm Yên")


def test_a_school_without_a_commune_belongs_to_the_department() -> None:
    agency = suggested_agency(AgencyKind.SCHOOL, province=TUYEN_QUANG, name="Trường THPT Hàm Yên")
    assert agency.parent == "Sở Giáo dục và Đào tạo tỉnh Tuyên Quang"
    assert agency.place.name == "Tuyên Quang"


@pytest.mark.parametrize("kind", AgencyKind)
def test_every_kind_can_be_proposed_without_knowing_anything(kind: AgencyKind) -> None:
    agency = suggested_agency(kind)
    assert agency.kind is kind
    assert (agency.name, agency.parent, agency.place.name) == ("", "", "")
    assert all(unit.name and unit.abbreviation for unit in agency.units)


@pytest.mark.parametrize("kind", AgencyKind)
def test_a_unit_or_field_of_work_is_proposed_for_the_ky_hieu(kind: AgencyKind) -> None:
    agency = suggested_agency(kind, province=TUYEN_QUANG, commune=HAM_YEN, name="Phòng Văn hóa - Xã hội")
    assert agency.units
    letter = with_agency(Letter(), agency, agency.units[0])
    assert "ND30-KH-01" not in [found.code for found in validate(letter, rulebook())]


@pytest.mark.parametrize("kind", AgencyKind)
def test_what_is_proposed_is_what_the_rules_allow(kind: AgencyKind) -> None:
    begins = name_begins(kind) or "Cơ quan "
    agency = suggested_agency(kind, province=TUYEN_QUANG, commune=HAM_YEN)
    agency = replace(agency, name=agency.name or f"{begins}Mẫu")
    for way in ways_to_sign(titles_for(agency)).values():
        signature = Signature(chain=way.chain, position=way.position or "Chánh Văn phòng")
        issuer = Organ(name=agency.name, parent=agency.parent)
        letter = Letter(issuers=(issuer,), place=agency.place, signatures=(signature,))
        wrong = [found for found in validate(letter, rulebook()) if found.place.component[:5] in _LOOKED_AT]
        assert [found.code for found in wrong if found.code not in _STILL_OPEN] == []


_LOOKED_AT = ("issue", "place", "signa")
_STILL_OPEN = ("ND30-KY-05", "ND30-KY-24")  # the name of the signer


@pytest.mark.parametrize(
    ("name", "head", "deputy"),
    [
        ("Ủy ban nhân dân xã Hàm Yên", "Chủ tịch", "Phó Chủ tịch"),
        ("Sở Nội vụ", "Giám đốc", "Phó Giám đốc"),
        ("Bộ Nội vụ", "Bộ trưởng", "Thứ trưởng"),
        ("Bộ Chỉ huy quân sự tỉnh", "Chỉ huy trưởng", "Phó Chỉ huy trưởng"),
        ("Tổng cục Thuế", "Tổng cục trưởng", "Phó Tổng cục trưởng"),
        ("Chi cục Kiểm lâm", "Chi cục trưởng", "Phó Chi cục trưởng"),
        ("Ban Chỉ đạo 35", "Trưởng ban", "Phó Trưởng ban"),
        ("Công an xã Hàm Yên", "Trưởng Công an", "Phó Trưởng Công an"),
        ("Công an tỉnh", "Giám đốc", "Phó Giám đốc"),
        ("Hội đồng Thi đua - Khen thưởng xã", "Chủ tịch", "Phó Chủ tịch"),
        ("Hội đồng nhân dân xã Hàm Yên", "Chủ tịch", "Phó Chủ tịch"),
        ("Tổ công tác Đề án 06", "Tổ trưởng", "Tổ phó"),
        ("Ban Chỉ huy Quân sự xã", "Chỉ huy trưởng", "Phó Chỉ huy trưởng"),
        ("Ban Chỉ huy Phòng thủ dân sự xã", "Trưởng ban", "Phó Trưởng ban"),
        ("Tòa án nhân dân khu vực 1", "Chánh án", "Phó Chánh án"),
        ("Hội Chữ thập đỏ tỉnh", "Chủ tịch", "Phó Chủ tịch"),
        ("Sông Đà 5", "Thủ trưởng", "Phó Thủ trưởng"),
        ("Bội thu", "Thủ trưởng", "Phó Thủ trưởng"),
    ],
)
def test_titles_follow_the_words_a_name_begins_with(name: str, head: str, deputy: str) -> None:
    titles = titles_of(name)
    assert (titles.head, titles.deputy) == (head, deputy)


def test_a_name_that_says_nothing_leaves_the_titles_to_the_kind() -> None:
    agency = Agency(kind=AgencyKind.SCHOOL, name="Hoa Sen")
    assert titles_for(agency).head == "Hiệu trưởng"


def test_a_committee_signs_as_its_own_name_is_spelled() -> None:
    assert titles_of("Uỷ ban nhân dân xã Hàm Yên").collective == "Uỷ ban nhân dân"
    assert titles_of("UBND xã Hàm Yên").collective == "Ủy ban nhân dân"


def test_a_collective_signs_in_its_name_and_its_deputy_for_the_head() -> None:
    ways = ways_to_sign(titles_of("Ủy ban nhân dân xã Hàm Yên"))
    assert list(ways) == [
        Preset.HEAD,
        Preset.COLLECTIVE,
        Preset.COLLECTIVE_DEPUTY,
        Preset.ORDER,
        Preset.MANDATE,
    ]
    way = ways[Preset.COLLECTIVE_DEPUTY]
    assert way.label == "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch"
    signer = way.signer("Nguyễn Văn An")
    assert [step.authority for step in signer.chain] == [Authority.COLLECTIVE, Authority.FOR_HEAD]
    assert (signer.full_name, signer.position) == ("Nguyễn Văn An", "Phó Chủ tịch")


def test_letters_of_a_council_are_those_of_its_standing_body_or_its_own() -> None:
    titles = titles_of("Hội đồng nhân dân xã Hàm Yên")
    assert ways_to_sign(titles)[Preset.COLLECTIVE].label == "TM. Thường trực Hội đồng nhân dân, Chủ tịch"
    assert titles.also == ("Hội đồng nhân dân",)


def test_the_chairman_issues_and_signs_in_his_own_name() -> None:
    titles = titles_of("Chủ tịch Ủy ban nhân dân xã Hàm Yên")
    assert [way.label for way in ways_to_sign(titles).values()][:2] == [
        "Chủ tịch",
        "KT. Chủ tịch, Phó Chủ tịch",
    ]


def test_an_agency_with_one_head_has_no_collective() -> None:
    ways = ways_to_sign(titles_of("Sở Nội vụ"))
    assert [way.label for way in ways.values()] == [
        "Giám đốc",
        "KT. Giám đốc, Phó Giám đốc",
        "TL. Giám đốc, Chánh Văn phòng",
        "TUQ. Giám đốc",
    ]


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("Sở Giáo dục và Đào tạo", "SGDĐT"),
        ("Sở Y tế Thành phố Hồ Chí Minh", "SYT"),
        ("Trường THCS Nguyễn Trãi", "THCSNT"),
        ("Trường", "T"),
        ("Trung tâm Phục vụ hành chính công phường Tân Phú", "TTPVHCC"),
        ("Ban Chỉ đạo 35", "BCĐ35"),
        ("Bảo hiểm xã hội tỉnh Tuyên Quang", "BHXH"),
        ("Trung tâm Bảo trợ xã hội", "TTBTXH"),
        ("Văn phòng Ủy ban nhân dân Phường 3", "VPUBND"),
        ("Đề án 06", "ĐA06"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT"),
        ("TRƯỜNG TIỂU HỌC KIM ĐỒNG", "THKĐ"),
        ("", ""),
    ],
)
def test_an_abbreviation_is_made_of_the_initials(name: str, abbreviation: str) -> None:
    assert initials(name) == abbreviation


def test_short_forms_are_the_usual_ones() -> None:
    assert short_name("Hội đồng nhân dân tỉnh Gia Lai") == "HĐND tỉnh Gia Lai"


def test_a_name_to_type_on_from_is_given_where_one_is_usual() -> None:
    assert name_begins(AgencyKind.DEPARTMENT) == "Sở "
    assert name_begins(AgencyKind.COMMUNE) == "Ủy ban nhân dân "
    assert name_begins(AgencyKind.OTHER) == ""
