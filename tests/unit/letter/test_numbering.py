"""Numbers of phần, chương, mục, điều, khoản and điểm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letter.model import Level
from app.letter.numbering import Counter, is_heading, lettered, read, roman, written
from app.rules.load import load_rulebook
from app.rules.wording import Numbering
from tests.support.letters import paragraph

RULES = load_rulebook().body
LETTERS = RULES.letters.words


def labels(*paragraphs: tuple[Level, dict[str, object]] | Level) -> list[str]:
    counter = Counter(RULES)
    found = []
    for one in paragraphs:
        level, changes = one if isinstance(one, tuple) else (one, {})
        found.append(counter.label(paragraph("x", level, **changes)))
    return found


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.PART, ["Phần I", "Phần II"]),
        (Level.CHAPTER, ["Chương I", "Chương II"]),
        (Level.SECTION, ["Mục 1", "Mục 2"]),
        (Level.ROMAN_SECTION, ["I.", "II."]),
        (Level.SUBSECTION, ["Tiểu mục 1", "Tiểu mục 2"]),
        (Level.ARTICLE, ["Điều 1.", "Điều 2."]),
        (Level.ITEM, ["1.", "2."]),
        (Level.POINT, ["a)", "b)"]),
        (Level.DASH, ["-", "-"]),
        (Level.PLUS, ["+", "+"]),
        (Level.PLAIN, ["", ""]),
        (Level.LEGAL_BASIS, ["", ""]),
    ],
)
def test_each_level_has_its_numbers(level: Level, expected: list[str]) -> None:
    assert labels(level, level) == expected


def test_points_go_through_the_decrees_letters_and_then_double() -> None:
    found = labels(*[Level.POINT] * 48)
    alphabet = list("abcdđeghiklmnopqrstuvxy")
    assert [label[:-1] for label in found[:23]] == alphabet
    assert [label[:-1] for label in found[23:]] == [
        *(f"a{letter}" for letter in alphabet),
        "ba",
        "bb",
    ]


def test_khoan_begin_anew_under_every_heading_but_not_after_plain_text() -> None:
    item, point = Level.ITEM, Level.POINT
    assert labels(item, point, point, item, point) == ["1.", "a)", "b)", "2.", "a)"]
    assert labels(item, Level.PLAIN, item) == ["1.", "", "2."]
    for heading in (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ROMAN_SECTION):
        assert labels(item, point, heading, point, item)[2:][1:] == ["a)", "1."]
    assert labels(Level.ARTICLE, item, item, Level.ARTICLE, item)[3:] == ["Điều 2.", "1."]


def test_chuong_and_dieu_run_on_while_muc_begin_anew() -> None:
    assert labels(
        Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.SECTION, Level.ARTICLE,
        Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE, Level.PART, Level.CHAPTER,
    ) == [
        "Phần I", "Chương I", "Mục 1", "Điều 1.", "Mục 2", "Điều 2.",
        "Chương II", "Mục 1", "Tiểu mục 1", "Điều 3.", "Phần II", "Chương III",
    ]  # fmt: skip


def test_restart_begins_again() -> None:
    assert labels(Level.ITEM, Level.ITEM, (Level.ITEM, {"restart": True}), Level.ITEM) == [
        "1.", "2.", "1.", "2.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "number", "shown", "after"),
    [
        (Level.ITEM, "5", "5.", "6."),
        (Level.ITEM, "5.", "5.", "6."),
        (Level.ITEM, "2a", "2a.", "3."),
        (Level.ITEM, "", "", "2."),
        (Level.ITEM, "*", "*.", "2."),
        (Level.ITEM, "99999999999999999999", "99999999999999999999.", "2."),
        (Level.POINT, "đ", "đ)", "e)"),
        (Level.POINT, "đ)", "đ)", "e)"),
        (Level.POINT, "Y", "Y)", "aa)"),
        (Level.POINT, "w", "w)", "b)"),
        (Level.POINT, "ab", "ab)", "ac)"),
        (Level.ROMAN_SECTION, "IV", "IV.", "V."),
        (Level.ROMAN_SECTION, "IIII", "IIII.", "II."),
        (Level.ROMAN_SECTION, "A", "A.", "II."),
        (Level.PART, "3", "Phần 3", "Phần IV"),
        (Level.ARTICLE, "12", "Điều 12.", "Điều 13."),
        (Level.ARTICLE, "", "", "Điều 2."),
        (Level.DASH, "", "", "-"),
        (Level.DASH, "\u2022", "\u2022", "-"),
    ],
)
def test_a_number_by_hand_is_printed_and_counted_from(
    level: Level, number: str, shown: str, after: str
) -> None:
    assert labels(level, (level, {"number": number}), level)[1:] == [shown, after]


@given(st.integers(1, 9999))
def test_what_is_written_is_read_again(count: int) -> None:
    for numbering in (Numbering.ARABIC, Numbering.ROMAN, Numbering.LETTER):
        assert read(written(count, numbering, LETTERS), numbering, LETTERS) == count


@given(st.text(max_size=30))
def test_reading_any_text_gives_a_small_count_or_none(text: str) -> None:
    for numbering in (Numbering.ARABIC, Numbering.ROMAN, Numbering.LETTER):
        count = read(text, numbering, LETTERS)
        assert count is None or 0 <= count <= 9999


def test_roman_and_letters() -> None:
    assert [roman(count) for count in (1, 4, 9, 14, 40, 90, 400, 1994, 2026)] == [
        "I", "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIV", "MMXXVI",
    ]  # fmt: skip
    assert [lettered(count, "abc") for count in (1, 3, 4, 12, 13)] == ["a", "c", "aa", "cc", "aaa"]


def test_titles_are_the_words_of_headings() -> None:
    assert {level for level in Level if is_heading(level)} == {
        Level.PART, Level.CHAPTER, Level.SECTION, Level.ROMAN_SECTION, Level.SUBSECTION, Level.ARTICLE,
    }  # fmt: skip
