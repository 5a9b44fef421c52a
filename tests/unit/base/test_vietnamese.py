"""Vietnamese letters: composed form, capitals, search form, order, forbidden characters."""

from __future__ import annotations

import random
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.vietnamese import drop_forbidden, fold, nfc, sort_key, upper, without_tones


def test_letters_typed_as_letter_and_mark_become_one_character() -> None:
    assert nfc(unicodedata.normalize("NFD", "Nghị định")) == "Nghị định"


def test_capitals_keep_their_marks() -> None:
    assert upper("Uỷ ban nhân dân xã Đắk Ơ") == "UỶ BAN NHÂN DÂN XÃ ĐẮK Ơ"
    assert upper(unicodedata.normalize("NFD", "đường")) == "ĐƯỜNG"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đắk Lắk", "dak lak"), ("ƯỠNG ẹo", "uong eo"), ("V/v số 05", "v/v so 05"), ("", "")],
)
def test_search_form_has_no_marks(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_letters_lose_their_tones_and_stay_letters() -> None:
    assert without_tones("Ủy ban Đắk Lắk, Ứng Hòa") == "Uy ban Đăk Lăk, Ưng Hoa"


def test_the_alphabet_is_in_vietnamese_order() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    shuffled = random.Random(30).sample(alphabet, len(alphabet))
    assert sorted(shuffled, key=sort_key) == alphabet


def test_tones_come_in_dictionary_order() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_decide_before_tones_and_tones_before_capitals() -> None:
    words = ["Tà", "tạ", "ta", "tan", "Ta", "tăn", "tá b", "ta c"]
    assert sorted(words, key=sort_key) == ["ta", "Ta", "Tà", "tạ", "tá b", "ta c", "tan", "tăn"]


def test_provinces_come_as_in_an_official_list() -> None:
    names = [
        "Đồng Nai",
        "Điện Biên",
        "Đắk Lắk",
        "Đà Nẵng",
        "Cần Thơ",
        "Cao Bằng",
        "Cà Mau",
        "An Giang",
        "Huế",
    ]
    assert sorted(names, key=sort_key) == [
        "An Giang",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
        "Huế",
    ]


def test_forbidden_characters_are_dropped_and_named() -> None:
    assert drop_forbidden("a\x00b\x0bc\ud800d\ufffee\uffff") == (
        "abcde",
        ["\x00", "\x0b", "\ud800", "\ufffe", "\uffff"],
    )


def test_tabs_line_breaks_and_rare_letters_stay() -> None:
    text = "a\tb\nc\rd \U0001f600 \ufffd"
    assert drop_forbidden(text) == (text, [])


@given(st.text(st.characters(codec=None, exclude_characters="\r")))
def test_what_is_left_is_always_good_xml(text: str) -> None:
    kept, dropped = drop_forbidden(text)
    element = ElementTree.Element("t")
    element.text = kept
    back = ElementTree.fromstring(ElementTree.tostring(element, "utf-8"))  # noqa: S314 - our own XML
    assert (back.text or "") == kept
    assert len(kept) + len(dropped) == len(text)


@given(st.text())
def test_sorting_and_searching_do_not_care_how_letters_are_composed(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert sort_key(decomposed) == sort_key(text)
    assert fold(decomposed) == fold(text)
