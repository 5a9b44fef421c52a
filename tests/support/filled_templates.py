"""The built-in templates with every prompt answered by its example, as three kinds of agency send them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from app.base.resources import template_path
from app.editing.commands.agency import with_agency
from app.editing.typed import typed_date, typed_document
from app.letter.model import Letter, PartialDate
from app.library.agency import Agency, AgencyKind, Signer
from app.library.built_in import read_built_in
from app.library.contact import Contact
from app.library.conventions import Preset, suggested_agency, titles_for, ways_to_sign
from app.library.places import Places
from app.library.prompts import Answer, fill
from app.library.template import Prompt, PromptKind, Template
from tests.support.packages import rulebook

IN_ORDER_OF_USE = [
    "trien-khai",
    "phuc-dap",
    "yeu-cau-bao-cao",
    "don-doc",
    "xin-y-kien",
    "gop-y",
    "chuyen-van-ban",
    "moi-hop",
    "phoi-hop",
    "cu-nguoi",
    "xin-chu-truong",
    "cung-cap",
    "huong-dan",
    "tra-loi-cong-dan",
    "dinh-chinh",
]
YEAR = 2026


@cache
def template(name: str) -> Template:
    return read_built_in(template_path(name))


@cache
def agencies() -> dict[str, Agency]:
    places = Places()
    province, commune = places.get("08"), places.get("02374")
    assert province
    assert commune
    made = {
        "commune": suggested_agency(AgencyKind.COMMUNE, province=province, commune=commune),
        "department": suggested_agency(AgencyKind.DEPARTMENT, province=province, name="Sở Tài chính"),
        "school": suggested_agency(
            AgencyKind.SCHOOL, province=province, commune=commune, name="Trường Trung học cơ sở Tân Thành"
        ),
    }
    return {key: replace(one, signers=(_signer(one),)) for key, one in made.items()}


def _signer(agency: Agency) -> Signer:
    ways = ways_to_sign(titles_for(agency))
    return ways.get(Preset.COLLECTIVE_DEPUTY, ways[Preset.HEAD]).signer("Nguyễn Văn An")


def example(prompt: Prompt) -> Answer:
    match prompt.kind:
        case PromptKind.CONTACT:
            return Contact(name=prompt.example)
        case PromptKind.RELATED:
            return typed_document(prompt.example, YEAR)
        case PromptKind.DATE:
            date = typed_date(prompt.example, YEAR)
            assert date is not None
            return date
        case PromptKind.NUMBER:
            return int(prompt.example)
    return prompt.example


def answered(name: str, agency: Agency) -> Letter:
    """The letter of a template as it is sent, but for its number and day."""
    one = template(name)
    letter = with_agency(one.letter, agency, agency.units[0], agency.signers[0])
    letter = replace(letter, date=PartialDate(year=YEAR, month=11))
    return fill(letter, {prompt.name: example(prompt) for prompt in one.prompts}, rulebook())
