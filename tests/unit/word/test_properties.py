"""Document properties: the fields of Phụ lục VI, the title, the language."""

from __future__ import annotations

from lxml import etree

from app.letter.compose import compose
from app.letter.model import Addressee, Code, DrafterMark, Letter, PartialDate, Urgency
from app.word.properties import custom_properties
from tests.support.letters import simple_letter
from tests.support.packages import root_of, rulebook, values, written

_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


def properties(letter: Letter) -> dict[str, str]:
    root = etree.fromstring(custom_properties(letter, compose(letter, rulebook())))
    return {one.get("name", ""): one.findtext(_VALUE, "") for one in root}


def test_the_fields_of_an_outgoing_document_are_written() -> None:
    letter = simple_letter(
        urgency=Urgency.EXPRESS,
        drafter=DrafterMark(code="PL", issued_amount=300),
        addressees=(Addressee(name="Bộ Nội vụ"), Addressee(name="Sở A & B")),
    )
    assert properties(letter) == {
        "CodeNumber": "15",
        "CodeNotation": "SNV-VP",
        "IssuedDate": "05/03/2026",
        "OrganName": "Sở Nội vụ",
        "Subject": "nâng bậc lương năm 2026",
        "SignerPosition": "Giám đốc",
        "SignerFullName": "Nguyễn Văn A",
        "To": "Bộ Nội vụ; Sở A & B",
        "Priority": "3",
        "IssuedAmount": "300",
    }


def test_what_is_blank_is_left_out() -> None:
    letter = simple_letter(code=Code(), date=PartialDate(year=2026, month=3), signatures=(), subject="")
    assert set(properties(letter)) == {"OrganName", "To", "Priority"}


def test_every_property_has_a_number_of_its_own_from_two() -> None:
    root = etree.fromstring(custom_properties(simple_letter(), compose(simple_letter(), rulebook())))
    numbers = [int(one.get("pid", "0")) for one in root]
    assert numbers == list(range(2, len(numbers) + 2))


def test_the_title_is_what_the_letter_is_about() -> None:
    core = root_of(written(simple_letter(subject="a & b <c>")), "docProps/core.xml")
    assert values(core, "*[local-name()='title']/text()") == ["a & b <c>"]
    assert values(core, "*[local-name()='language']/text()") == ["vi-VN"]
