"""Kính gửi under its colon; Nơi nhận beside the signature and below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.base.units import Pt, Twip
from app.letter.compose import compose
from app.letter.model import Addressee, DrafterMark, Letter, Signature
from app.word.closing_fit import AddresseesFit, SignatureFit, fit_addressees, fit_signatures
from app.word.skeleton import built_in_skeleton
from tests.support.letters import signed_by_deputy, simple_letter
from tests.support.packages import rulebook
from tests.support.special_letters import joint_three, many_recipients, structures

BLOCK = Twip(9072)


def addressees(*names: str) -> AddresseesFit:
    letter = simple_letter(addressees=tuple(Addressee(name=name) for name in names))
    return fit_addressees(compose(letter, rulebook()), BLOCK, None, built_in_skeleton().sheet, rulebook())


def signatures(letter: Letter) -> SignatureFit:
    return fit_signatures(compose(letter, rulebook()), BLOCK, None, built_in_skeleton().sheet, rulebook())


def test_dashes_stand_under_the_colon() -> None:
    found = addressees("Bộ Nội vụ", "Bộ Tài chính")
    look = built_in_skeleton().sheet.look("addressees", None)
    assert found.item - found.hanging - found.label == Pt(look.width("Kính gửi")).twip
    item = built_in_skeleton().sheet.look("addressee_item", None)
    assert found.hanging == Pt(item.width("- ")).twip


def test_the_list_stands_in_the_middle() -> None:
    short, long = addressees("A", "B"), addressees("Ủy ban nhân dân các xã, phường", "B")
    assert short.label > long.label > 0


def test_a_name_wider_than_the_page_begins_at_the_margin() -> None:
    assert addressees("Bộ " * 80, "B").label == 0


def test_nobody_to_write_to_is_no_fault() -> None:
    assert addressees().label > 0


def test_one_signature_has_the_right_column() -> None:
    found = signatures(simple_letter())
    assert (found.left, len(found.columns), len(found.rows)) == (3515, 1, 1)
    assert found.left + sum(found.columns) == BLOCK
    assert found.recipients_below == ()
    assert found.recipients == ("- Như trên;", "- Lưu: VT, VP.")


@pytest.mark.parametrize("count", [1, 5, 12, 25, 60])
def test_no_recipient_is_lost_and_none_stands_twice(count: int) -> None:
    letter = simple_letter(recipients=many_recipients(count))
    found = signatures(letter)
    assert (*found.recipients, *found.recipients_below) == compose(letter, rulebook()).recipients


def test_a_long_list_runs_on_below_the_signature() -> None:
    found = signatures(simple_letter(recipients=many_recipients(25)))
    assert found.recipients_below
    assert found.recipients
    taller = signatures(
        simple_letter(recipients=many_recipients(25), signatures=(signed_by_deputy(other_titles=("A", "B")),))
    )
    assert len(taller.recipients) > len(found.recipients)


def test_two_signatures_stand_side_by_side() -> None:
    found = signatures(structures()["joint_two"])
    assert [len(row) for row in found.rows] == [2]
    assert len(found.columns) == 2
    assert found.left + sum(found.columns) == BLOCK


def test_a_third_signature_stands_below_over_both_columns() -> None:
    found = signatures(joint_three())
    assert [len(row) for row in found.rows] == [2, 1]
    assert found.rows[1][0].span == 2
    assert found.rows[1][0].width == sum(found.columns)


def test_names_of_a_joint_letter_stand_level() -> None:
    found = signatures(structures()["joint_two"])
    shorter, taller = (one.room for one in found.rows[0])
    assert shorter is not None
    assert taller == rulebook().signature.room.default.twip
    # "GIÁM ĐỐC" stands beside three lines.
    line = Pt(built_in_skeleton().sheet.look("authority", None).line_height()).twip
    assert shorter - taller == pytest.approx(2 * line, abs=3)


def test_the_drafters_mark_of_a_joint_letter_closes_the_list() -> None:
    few = replace(joint_three(), recipients=(), drafter=DrafterMark(code="PL"))
    found = signatures(few)
    assert (*found.recipients, *found.recipients_below) == compose(few, rulebook()).recipients


def test_a_letter_that_nobody_signs_has_an_empty_column() -> None:
    found = signatures(simple_letter(signatures=()))
    assert [len(row) for row in found.rows] == [1]


def test_long_titles_and_names_take_more_lines() -> None:
    wordy = Signature(position="Phó Chủ tịch kiêm Trưởng Ban Chỉ đạo " * 4, full_name="Nguyễn Văn A")
    found = signatures(simple_letter(signatures=(wordy,), recipients=many_recipients(25)))
    usual = signatures(simple_letter(recipients=many_recipients(25)))
    assert len(found.recipients) > len(usual.recipients)
