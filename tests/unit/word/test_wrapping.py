"""How texts wrap, and where names of agencies break."""

from __future__ import annotations

import pytest

from app.base.units import Pt
from app.word.stylesheet import Look
from app.word.wrapping import Phrases, least_width, name_lines, wrapped

LOOK = Look("Times New Roman", Pt(13), bold=True)
HEADS = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
UNITS = ("TỈNH", "XÃ", "THÀNH PHỐ")
COMPOUNDS = ("ĐẦU TƯ", "CÔNG TRÌNH", "HỒ CHÍ MINH", "DỰ ÁN")


def lines(name: str, millimetres: float = 62, heads: tuple[str, ...] = HEADS) -> tuple[str, ...]:
    return name_lines(name, LOOK, millimetres * 72 / 25.4, Phrases(heads, UNITS, COMPOUNDS))


def test_a_short_text_stays_on_its_line() -> None:
    assert wrapped("Kính gửi", LOOK, 500) == ["Kính gửi"]
    assert wrapped("", LOOK, 500) == [""]


def test_a_text_wraps_where_the_next_word_does_not_fit() -> None:
    width = LOOK.width("một hai") + 0.1
    assert wrapped("một hai ba bốn", LOOK, width) == ["một hai", "ba bốn"]


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrapped("a mmmmmmmmmm b", LOOK, LOOK.width("mmm")) == ["a", "mmmmmmmmmm", "b"]


def test_line_feeds_break() -> None:
    assert wrapped("một\nhai", LOOK, 500) == ["một", "hai"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        ("ỦY BAN NHÂN DÂN TỈNH GIA LAI", ["ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"]),
        ("ỦY BAN NHÂN DÂN XÃ HÀM YÊN", ["ỦY BAN NHÂN DÂN", "XÃ HÀM YÊN"]),
        ("ỦY BAN NHÂN DÂN", ["ỦY BAN NHÂN DÂN"]),
        ("VĂN PHÒNG\nỦY BAN", ["VĂN PHÒNG", "ỦY BAN"]),
    ],
)
def test_a_name_breaks_as_offices_write_it(name: str, expected: list[str]) -> None:
    assert list(lines(name)) == expected


def test_a_long_name_takes_as_few_lines_as_fit_and_no_lonely_word() -> None:
    found = lines("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ CHẾ XUẤT MIỀN TÂY")
    assert " ".join(found) == "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ CHẾ XUẤT MIỀN TÂY"
    assert all(LOOK.width(line) <= 62 * 72 / 25.4 for line in found)
    assert min(len(line.split()) for line in found) > 1


def test_a_kind_of_unit_rather_begins_a_line() -> None:
    found = lines("TRUNG TÂM DỊCH VỤ VIỆC LÀM TỈNH GIA LAI", 80)
    assert found[-1].startswith("TỈNH")


def test_a_name_of_very_many_words_is_wrapped_all_the_same() -> None:
    name = " ".join(["CƠ"] * 60)
    assert " ".join(lines(name)) == name


@pytest.mark.parametrize("width", range(52, 75))
def test_no_compound_is_torn_apart(width: int) -> None:
    found = lines("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG THÀNH PHỐ HỒ CHÍ MINH", width)
    assert all(any(compound in line for line in found) for compound in COMPOUNDS)


def test_a_centred_text_is_narrowed_until_its_lines_are_about_equal() -> None:
    text = "V/v lập dự toán kinh phí số hóa tài liệu lưu trữ năm 2027"
    width = LOOK.width("V/v lập dự toán kinh phí số hóa tài liệu lưu trữ năm") + 1
    narrow = least_width(text, LOOK, width)
    first, last = (LOOK.width(line) for line in wrapped(text, LOOK, narrow))
    assert narrow < width
    assert last > first / 2


def test_a_text_on_one_line_and_one_with_breaks_of_its_own_are_not_narrowed() -> None:
    assert least_width("V/v nâng bậc lương", LOOK, 500) == 500
    assert least_width("một\nhai ba", LOOK, 500) == 500
