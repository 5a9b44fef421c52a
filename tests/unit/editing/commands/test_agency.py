"""An agency in a letter: what it fills in, what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

from app.editing.commands.agency import is_of, unit_of, with_agency, with_signer, with_unit
from app.editing.draft import Draft
from app.letter.model import (
    Advisory,
    ArchiveLine,
    Authority,
    AuthorityStep,
    Code,
    ContactLine,
    Letter,
    Organ,
    Place,
    Signature,
)
from app.letter.validation import validate
from app.library.agency import Agency, AgencyKind, Signer, Unit
from app.rules.load import load_rulebook

BOOK = load_rulebook()
_CHAIN = (AuthorityStep(authority=Authority.COLLECTIVE, on_behalf_of="Ủy ban nhân dân"),)
VHXH = Unit(name="Phòng Văn hóa - Xã hội", abbreviation="VHXH")
KT = Unit(name="Phòng Kinh tế", abbreviation="KT")
HEAD = Signer(id="1", full_name="Nguyễn Thị Hoa", position="Chủ tịch", chain=_CHAIN, rank="ThS")
COMMUNE = Agency(
    id="a",
    kind=AgencyKind.COMMUNE,
    name="Ủy ban nhân dân xã Hàm Yên",
    notation="UBND",
    place=Place(name="Hàm Yên", unit="xã"),
    units=(VHXH, KT),
    signers=(HEAD,),
    contact=ContactLine(email="xa@hamyen.vn"),
)
CENTRE = Agency(
    id="b", name="Trung tâm Y tế", parent="Sở Y tế", notation="TTYT-HC", place=Place(name="Cần Thơ")
)


def test_an_agency_fills_header_notation_place_signature_archive_and_contact() -> None:
    letter = with_agency(Letter(subject="Việc"), COMMUNE, VHXH, HEAD)
    assert letter.issuers == (Organ(name="Ủy ban nhân dân xã Hàm Yên"),)
    assert letter.code == Code(organ_notations=("UBND",), unit_notations=("VHXH",))
    assert letter.place == Place(name="Hàm Yên", unit="xã")
    assert letter.signatures == (
        Signature(chain=_CHAIN, position="Chủ tịch", full_name="Nguyễn Thị Hoa", rank="ThS"),
    )
    assert letter.archive == ArchiveLine(units=("VT", "VHXH"))
    assert letter.contact.email == "xa@hamyen.vn"
    assert letter.subject == "Việc"


def test_another_agency_leaves_nothing_of_the_first() -> None:
    letter = with_agency(Letter(), COMMUNE, VHXH, HEAD)
    assert with_agency(letter, CENTRE) == with_agency(Letter(), CENTRE)


def test_a_notation_of_two_groups_is_parted() -> None:
    assert with_agency(Letter(), CENTRE).code.organ_notations == ("TTYT", "HC")


def test_agencies_that_issue_the_letter_too_stay_with_their_signers() -> None:
    other, signed = Organ(name="Ủy ban Mặt trận Tổ quốc"), Signature(full_name="Lê Văn An")
    letter = Letter(issuers=(Organ(name="Cũ"), other), signatures=(Signature(full_name="Cũ"), signed))
    changed = with_agency(letter, COMMUNE)
    assert changed.issuers[1:] == (other,)
    assert changed.signatures == (Signature(), signed)


def test_number_initials_and_copies_stay() -> None:
    letter = Letter(code=Code(number="15"), archive=ArchiveLine(units=("VT", "X"), initials="Q", copies=3))
    changed = with_agency(letter, COMMUNE, KT)
    assert changed.code.number == "15"
    assert changed.archive == ArchiveLine(units=("VT", "KT"), initials="Q", copies=3)


def test_another_unit_takes_the_place_of_the_first_in_the_archive_line() -> None:
    letter = with_agency(Letter(), COMMUNE, VHXH)
    letter = replace(letter, archive=ArchiveLine(units=("VT", "VHXH", "CT")))
    changed = with_unit(letter, KT)
    assert changed.code.unit_notations == ("KT",)
    assert changed.archive.units == ("VT", "CT", "KT")


def test_a_signer_without_a_name_leaves_it_blank() -> None:
    changed = with_signer(Letter(), Signer(position="Chủ tịch"))
    assert changed.signatures == (Signature(position="Chủ tịch"),)


def test_the_second_signature_is_made_where_it_is_missing() -> None:
    changed = with_signer(Letter(), HEAD, 1)
    assert [signed.full_name for signed in changed.signatures] == [None, "Nguyễn Thị Hoa"]


def test_a_letter_knows_its_agency_and_unit() -> None:
    letter = with_agency(Letter(), COMMUNE, KT)
    assert is_of(letter, COMMUNE)
    assert not is_of(letter, CENTRE)
    assert not is_of(Letter(), COMMUNE)
    assert unit_of(letter.code, COMMUNE) == KT
    assert unit_of(Code(unit_notations=("TC",)), COMMUNE) is None


def test_switching_is_one_step_to_undo() -> None:
    first = with_agency(Letter(subject="Việc"), COMMUNE, VHXH, HEAD)
    draft = Draft(first)
    draft.apply(lambda letter: with_agency(letter, CENTRE))
    draft.undo()
    assert draft.letter == first
    assert not draft.can_undo


def test_who_signs_for_an_advisory_body_uses_the_seal_of_the_agency_and_says_the_position_there() -> None:
    steering = replace(COMMUNE, kind=AgencyKind.STEERING, name="Ban Chỉ đạo chuyển đổi số", notation="BCĐ")
    letter = with_agency(Letter(), steering, None, HEAD)
    assert letter.signatures[0].advisory is Advisory.WITH_SEAL
    titled = replace(HEAD, other_titles=("Chủ tịch Ủy ban nhân dân xã",))
    codes = [
        [one.code for one in validate(with_agency(Letter(), steering, None, who), BOOK)]
        for who in (HEAD, titled)
    ]
    assert ["ND30-KY-22" in one for one in codes] == [True, False]
    again = with_agency(letter, COMMUNE, VHXH, HEAD)
    assert again.signatures[0].advisory is Advisory.NO
