"""Fields and lists of the form, status, fixes."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from app.base.errors import AppError
from app.editing.commands import fields, issue
from app.editing.commands.fixes import apply_fix, path_of
from app.letter.model import (
    Addressee,
    Code,
    Letter,
    PartialDate,
    Recipient,
    RecipientKind,
    Status,
    Urgency,
)
from app.letter.validation import validate
from app.rules.finding import Finding, Fix, Place
from app.rules.load import load_rulebook
from app.rules.source import Source, Strength
from tests.support.letters import simple_letter

RULES = load_rulebook()
FILLED_ON = datetime.date(2026, 11, 5)


def test_a_field_is_found_and_changed_by_its_path() -> None:
    letter = fields.set_field(simple_letter(), ("signatures", 0, "full_name"), "Lê Văn  C\r\n")
    assert fields.get_field(letter, ("signatures", 0, "full_name")) == "Lê Văn  C\n"
    assert fields.set_field(letter, ("date", "day"), None).date == PartialDate(year=2026, month=3)
    assert fields.set_field(letter, ("layout", "margins", "left"), 30).layout.margins.left == 30
    assert fields.set_field(letter, ("urgency",), Urgency.URGENT).urgency is Urgency.URGENT


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("subject",), None),
        (("date", "day"), "5"),
        (("date", "day"), True),
        (("recall",), 1),
        (("layout", "indent"), True),
        (("urgency",), "khan"),
        (("recipients",), ("a",)),
        (("recipients",), [Recipient()]),
        (("code",), Recipient()),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_mistake(path: fields.FieldPath, value: object) -> None:
    with pytest.raises(TypeError):
        fields.set_field(simple_letter(), path, value)


@pytest.mark.parametrize("path", [("nonsense",), ("signatures", 9, "full_name"), ("date", "hour")])
def test_a_path_that_leads_nowhere_is_a_mistake(path: fields.FieldPath) -> None:
    with pytest.raises((LookupError, AttributeError)):
        fields.set_field(simple_letter(), path, "x")


def test_items_are_added_moved_replaced_and_removed() -> None:
    a, b, c = (Recipient(name=name) for name in "abc")
    path = ("recipients",)
    letter = fields.replace_items(Letter(), path, [a, b])
    letter = fields.add_item(letter, path, c)
    assert letter.recipients == (a, b, c)
    assert fields.add_item(letter, path, c, 0).recipients == (c, a, b, c)
    assert fields.move_item(letter, path, 0, 2).recipients == (b, c, a)
    assert fields.remove_item(letter, path, 1).recipients == (a, c)
    with pytest.raises(TypeError):
        fields.add_item(letter, ("subject",), a)


def test_lists_inside_lists_are_reached_too() -> None:
    letter = fields.add_item(simple_letter(), ("archive", "units"), "KGVX")
    assert letter.archive.units == ("VT", "VP", "KGVX")
    letter = fields.add_item(letter, ("signatures", 0, "other_titles"), "Trưởng Ban")
    assert letter.signatures[0].other_titles == ("Trưởng Ban",)


def test_number_and_date_are_filled_and_the_letter_is_issued() -> None:
    letter = issue.without_number_and_date(replace(simple_letter(), draft_mark="Dự thảo"))
    assert (letter.code.number, letter.date, letter.status) == (None, PartialDate(), Status.DRAFT)
    letter = issue.fill_number_and_date(letter, " 12 ", FILLED_ON)
    assert letter.code == Code(number="12", organ_notations=("SNV",), unit_notations=("VP",))
    assert letter.date == PartialDate(year=2026, month=11, day=5)
    assert letter.status is Status.ISSUED
    assert letter.draft_mark == ""
    assert issue.set_status(letter, Status.SUBMITTED).status is Status.SUBMITTED


def test_without_a_number_nothing_is_issued() -> None:
    with pytest.raises(AppError, match="số"):
        issue.fill_number_and_date(simple_letter(), "  ", FILLED_ON)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12/UBND-VP", "12"), ("Số: 12/UBND-VP", "12"), ("số 07", "07"), ("12/", "12"), ("12a", "12a")],
)
def test_of_a_whole_code_the_number_is_taken(typed: str, number: str) -> None:
    assert issue.fill_number_and_date(simple_letter(), typed, FILLED_ON).code.number == number


FAULTY = replace(
    simple_letter(),
    subject="V/v nâng bậc lương.",
    code=Code(number="005", organ_notations=("SNV",), unit_notations=("VP",)),
    addressees=(Addressee(name="Bộ Nội vụ"), Addressee(name=""), Addressee(name="Bộ Nội vụ")),
    recipients=(Recipient(name=""), Recipient(name="Sở Y tế"), Recipient(kind=RecipientKind.AS_ABOVE)),
)


def test_fixes_made_one_after_the_other_leave_nothing_to_fix() -> None:
    letter = FAULTY
    for _ in range(20):
        fixable = [found for found in validate(letter, RULES) if found.fix]
        if not fixable:
            break
        letter = apply_fix(letter, fixable[0])
    assert not [found for found in validate(letter, RULES) if found.fix]
    assert letter.subject == "nâng bậc lương"
    assert letter.addressees == (Addressee(name="Bộ Nội vụ"),)
    assert letter.recipients == (Recipient(kind=RecipientKind.AS_ABOVE), Recipient(name="Sở Y tế"))


def test_as_above_is_put_first() -> None:
    letter = replace(simple_letter(), recipients=(Recipient(name="Sở Y tế"),))
    found = next(found for found in validate(letter, RULES) if found.code == "ND30-NN-02")
    assert apply_fix(letter, found).recipients[0].kind is RecipientKind.AS_ABOVE


def finding(fix: Fix | None, place: Place) -> Finding:
    return Finding("X", Source("thông lệ", Strength.PRACTICE), place, "", fix)


@pytest.mark.parametrize(
    ("fix", "place"),
    [
        (None, Place("subject")),
        (Fix("unheard_of"), Place("subject")),
        (Fix("delete_item"), Place("recipients.name", (99,))),
        (Fix("delete_item"), Place("subject")),
        (Fix("move_item", {"to": 0}), Place("recipients", (99,))),
        (Fix("replace_text", {"text": "x"}), Place("signatures.full_name", (9,))),
        (Fix("replace_text", {}), Place("subject")),
        (Fix("replace_text", {"text": "x"}), Place("date")),
    ],
)
def test_a_fix_that_cannot_be_made_says_so(fix: Fix | None, place: Place) -> None:
    with pytest.raises(AppError):
        apply_fix(simple_letter(), finding(fix, place))


def test_places_become_paths() -> None:
    assert path_of(Place("date.day")) == ("date", "day")
    assert path_of(Place("signatures.chain", (0, 1))) == ("signatures", 0, "chain", 1)
    assert path_of(Place("recipients.name", (2,))) == ("recipients", 2, "name")
    assert path_of(Place("body", (3, 1))) == ("body", 3, 1)
