"""Figures and words of the decree, as its clauses give them."""

from __future__ import annotations

import re

import pytest

from app.base.resources import resource_path
from app.base.units import Mm, Pt
from app.rules.load import load_rulebook
from app.rules.look import Align, LineRule, Measured, PageOrientation
from app.rules.source import MmRange, Strength
from app.rules.wording import Numbering

BOOK = load_rulebook()


def test_the_page_is_an_upright_a4_with_the_lawful_margins() -> None:
    page = BOOK.page
    assert (page.paper.width, page.paper.height) == (Mm(210), Mm(297))
    assert page.orientation.default is PageOrientation.PORTRAIT
    assert (page.margins.top.min, page.margins.top.max) == (Mm(20), Mm(25))
    assert (page.margins.bottom.min, page.margins.bottom.max) == (Mm(20), Mm(25))
    assert (page.margins.left.min, page.margins.left.max) == (Mm(30), Mm(35))
    assert page.margins.right == MmRange(Mm(15), Mm(20), Mm(20))


def test_the_font_is_black_times_new_roman() -> None:
    assert (BOOK.page.font.family, BOOK.page.font.colour) == ("Times New Roman", "000000")


def test_pages_count_from_one_and_the_first_hides_its_number() -> None:
    assert BOOK.page.page_number.start == 1
    assert BOOK.page.page_number.shown_on_first is False
    assert BOOK.components["page_number"].align is Align.CENTER


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("national_name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("motto", "Độc lập - Tự do - Hạnh phúc"),
        ("code", "Số:"),
        ("subject", "V/v"),
        ("addressees", "Kính gửi:"),
        ("recipients_label", "Nơi nhận:"),
        ("appendix_label", "Phụ lục"),
    ],
)
def test_fixed_words_are_those_of_the_decree(name: str, words: str) -> None:
    assert BOOK.components[name].text == words


def test_the_older_spelling_of_the_national_name_is_accepted() -> None:
    assert BOOK.components["national_name"].variants == ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",)


def test_the_subject_stands_six_points_below_the_number() -> None:
    assert BOOK.components["subject"].space_before == Pt(6)


def test_headings_of_the_page_are_single_spaced_and_the_text_is_not_bound_to_be() -> None:
    for name in ("national_name", "motto", "parent_organ", "organ"):
        assert BOOK.components[name].line_rule is LineRule.SINGLE
    assert BOOK.components["body"].line_rule is LineRule.BODY


def test_the_line_under_the_motto_is_as_long_as_its_text() -> None:
    line = BOOK.lines.motto
    assert (line.min_ratio, line.ratio, line.max_ratio) == (1, 1, 1)


def test_the_line_under_the_agency_is_a_third_to_a_half_of_its_longest_line() -> None:
    line = BOOK.lines.organ
    assert line.min_ratio == pytest.approx(1 / 3, abs=1e-3)
    assert line.max_ratio == 0.5
    assert line.min_ratio < line.ratio < line.max_ratio
    assert line.measured is Measured.LONGEST_LINE


def test_the_line_above_the_address_runs_over_the_whole_text_block_of_page_one() -> None:
    line = BOOK.lines.contact_line
    assert (line.measured, line.ratio) == (Measured.TEXT_BLOCK, 1)
    assert BOOK.marks.contact_on_first_page_only.on


def test_only_numbers_and_days_below_ten_and_months_one_and_two_get_a_zero() -> None:
    assert (BOOK.heading.number.pad, BOOK.heading.number.pad_below) == ("0", 10)
    assert BOOK.heading.date.day_pad_below == 10
    assert BOOK.heading.date.padded_months == (1, 2)
    assert BOOK.heading.months_unpadded.strength is Strength.SAMPLE


def notation_groups(notation: str) -> list[str] | None:
    """The groups of a notation as the rulebook tells them apart; None when one is malformed."""
    rule = BOOK.heading.notation
    groups = notation.split(rule.group_separator)
    return groups if all(re.fullmatch(rule.group, group) for group in groups) else None


@pytest.mark.parametrize("notation", ["BNV-VP", "UBND-VX", "SGD&ĐT-GDTH", "BGDĐT-VP", "UBND-KGVX"])
def test_notations_of_real_letters_are_well_formed(notation: str) -> None:
    groups = notation_groups(notation)
    assert groups is not None
    assert len(groups) >= BOOK.heading.groups.min


@pytest.mark.parametrize("notation", ["BNV - VP", "BNV/VP", "bnv-VP", "BNV--VP", "2025/QĐ-UBND", ""])
def test_malformed_notations_are_told_apart(notation: str) -> None:
    assert notation_groups(notation) is None


def test_a_notation_has_no_cv_and_joins_with_the_two_lawful_signs() -> None:
    assert BOOK.heading.groups.forbidden == ("CV",)
    assert BOOK.heading.notation.number_separator == "/"
    assert BOOK.heading.notation.group_separator == "-"


def test_the_text_has_the_two_lawful_indents_gap_and_spacing() -> None:
    rule = BOOK.body.paragraph
    assert rule.indents == (Mm(10), Mm(12.7))
    assert rule.gap_min == Pt(6)
    assert (rule.line_min, rule.line_max) == (1, 1.5)
    assert BOOK.components["body"].align is Align.JUSTIFY


def test_points_are_counted_by_the_letters_of_the_decree() -> None:
    assert "".join(BOOK.body.letters.words) == "abcdđeghiklmnopqrstuvxy"


def test_levels_nest_and_are_numbered_as_the_decree_says() -> None:
    found = [(level.id, level.word, level.numbering, level.after) for level in BOOK.body.level.values()]
    assert found == [
        ("part", "Phần", Numbering.ROMAN, ""),
        ("chapter", "Chương", Numbering.ROMAN, ""),
        ("section", "Mục", Numbering.ARABIC, ""),
        ("roman_section", "", Numbering.ROMAN, "."),
        ("subsection", "Tiểu mục", Numbering.ARABIC, ""),
        ("article", "Điều", Numbering.ARABIC, "."),
        ("item", "", Numbering.ARABIC, "."),
        ("point", "", Numbering.LETTER, ")"),
        ("dash", "-", Numbering.NONE, ""),
        ("plus", "+", Numbering.NONE, ""),
    ]
    assert set(BOOK.body.titles.words) == set(BOOK.body.level) - {"item", "point", "dash", "plus"}


def test_authorities_are_the_five_of_the_decree() -> None:
    abbreviations = [one.abbreviation for one in BOOK.signature.authority.values()]
    assert abbreviations == ["TM.", "Q.", "KT.", "TL.", "TUQ."]


def test_no_sequence_of_authorities_is_both_lawful_and_refused() -> None:
    lawful = {chain.authorities for chain in BOOK.signature.chain.values()}
    assert {("TM", "KT"), ("TL", "KT"), ("TUQ",), ()} <= lawful
    refused = {
        (step.authority, after) for step in BOOK.signature.refused.values() for after in step.followed_by
    }
    assert ("TUQ", "TUQ") in refused
    steps = {chain[at : at + 2] for chain in lawful for at in range(len(chain) - 1)}
    assert not steps & refused


def test_every_pair_of_authorities_is_lawful_or_refused_or_acting_by_mandate() -> None:
    lawful = {chain.authorities for chain in BOOK.signature.chain.values()}
    refused = {
        (step.authority, after) for step in BOOK.signature.refused.values() for after in step.followed_by
    }
    pairs = {(first, second) for first in BOOK.signature.authority for second in BOOK.signature.authority}
    assert pairs - lawful - refused == {("TUQ", "Q")}


def test_the_room_for_the_signature_is_25_to_30_mm() -> None:
    assert (BOOK.signature.room.min, BOOK.signature.room.max) == (Mm(25), Mm(30))


@pytest.mark.parametrize(("name", "width"), [("hoa_toc", 30), ("thuong_khan", 40), ("khan", 20)])
def test_marks_of_urgency_have_their_size(name: str, width: int) -> None:
    box = BOOK.marks.urgency[name].box
    assert (box.width, box.height, box.source.strength) == (Mm(width), Mm(8), Strength.TEXT)


def test_appendices_are_numbered_in_roman_from_two_on_and_count_their_own_pages() -> None:
    assert BOOK.appendix.numbers.from_count == 2
    assert BOOK.appendix.numbers.numbering is Numbering.ROMAN
    assert BOOK.appendix.own_page_numbers.on


def test_there_are_29_types_and_27_abbreviations() -> None:
    types = BOOK.types.document.type
    assert len(types) == 29
    shortened = [one.abbreviation for one in types.values() if one.abbreviation]
    assert len(shortened) == len(set(shortened)) == 27
    assert [one.name for one in types.values() if not one.abbreviation] == ["công văn", "thư công"]


def test_the_three_copies_have_their_abbreviations() -> None:
    assert [one.abbreviation for one in BOOK.types.copy.type.values()] == ["SY", "TrS", "SL"]


def test_a_wrong_abbreviation_is_never_the_right_one_of_the_same_type() -> None:
    for one in (*BOOK.types.document.type.values(), *BOOK.types.copy.type.values()):
        assert one.abbreviation not in one.wrong


def test_limits_are_those_of_the_metadata() -> None:
    limits = BOOK.limits
    assert (limits.subject, limits.code_notation, limits.code_number) == (500, 30, 11)


def test_the_own_rulebook_is_read_once_and_any_folder_anew() -> None:
    assert load_rulebook() is BOOK
    assert load_rulebook(resource_path("rules")) is not BOOK
