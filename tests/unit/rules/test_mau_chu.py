"""The rulebook against Mục V Phần I Phụ lục I, "Mẫu chữ và chi tiết trình bày", row by row."""

from __future__ import annotations

import pytest

from app.base.units import Pt
from app.rules.load import load_rulebook
from app.rules.look import COMPONENT_IDS, LetterCase, Requirement

UPPER, LOWER = LetterCase.UPPER, LetterCase.LOWER
BOOK = load_rulebook()

# Row of the table, component, loại chữ, cỡ chữ from and to, đậm, nghiêng.
TABLE = [
    ("1", "national_name", UPPER, 12, 13, True, False),
    ("1", "motto", LOWER, 13, 14, True, False),
    ("2", "parent_organ", UPPER, 12, 13, False, False),
    ("2", "organ", UPPER, 12, 13, True, False),
    ("3", "code", LOWER, 13, 13, False, False),
    ("4", "place_date", LOWER, 13, 14, False, True),
    ("5a", "type_name", UPPER, 13, 14, True, False),
    ("5a", "subject_named", LOWER, 13, 14, True, False),
    ("5b", "subject", LOWER, 12, 13, False, False),
    ("6", "body", LOWER, 13, 14, False, False),
    ("6a", "part_label", LOWER, 13, 14, True, False),
    ("6a", "chapter_label", LOWER, 13, 14, True, False),
    ("6a", "part_title", UPPER, 13, 14, True, False),
    ("6a", "chapter_title", UPPER, 13, 14, True, False),
    ("6a", "section_label", LOWER, 13, 14, True, False),
    ("6a", "section_title", UPPER, 13, 14, True, False),
    ("6a", "subsection_label", LOWER, 13, 14, True, False),
    ("6a", "subsection_title", UPPER, 13, 14, True, False),
    ("6a", "article", LOWER, 13, 14, True, False),
    ("6a", "item", LOWER, 13, 14, False, False),
    ("6a", "point", LOWER, 13, 14, False, False),
    ("6b", "roman_section", UPPER, 13, 14, True, False),
    ("6b", "item_titled", LOWER, 13, 14, True, False),
    ("7", "authority", UPPER, 13, 14, True, False),
    ("7", "position", UPPER, 13, 14, True, False),
    ("7", "full_name", LOWER, 13, 14, True, False),
    ("8a", "addressees", LOWER, 13, 14, False, False),
    ("8a", "addressee_item", LOWER, 13, 14, False, False),
    ("8b", "recipients_label", LOWER, 12, 12, True, True),
    ("8b", "recipients", LOWER, 11, 11, False, False),
    ("9", "appendix_label", LOWER, 14, 14, True, False),
    ("9", "appendix_title", UPPER, 13, 14, True, False),
    ("10", "urgency", UPPER, 13, 14, True, False),
    # The table says in thường; khoản 3 Mục III says in hoa, and the clause is held.
    ("11", "drafter_code", UPPER, 11, 11, False, False),
    ("12", "contact_line", LOWER, 11, 12, False, False),
    ("13", "circulation", UPPER, 13, 14, True, False),
    ("14", "page_number", LOWER, 13, 14, False, False),
    # Not in the table, but in a clause with the same four facts.
    ("điểm a khoản 6", "legal_bases", LOWER, 13, 14, False, True),
    ("điểm đ khoản 7", "other_title", LOWER, 13, 14, True, False),
    ("điểm c khoản 1 Mục III", "appendix_link", LOWER, 13, 14, False, True),
    ("điểm b khoản 8", "signature_info", LOWER, 10, 10, False, False),
]
# Components of which the decree orders no look.
SILENT = {"dash", "plus", "table_text", "table_header", "footnote_text", "secrecy", "recall", "draft_mark"}


@pytest.mark.parametrize(
    ("row", "name", "case", "size_min", "size_max", "bold", "italic"),
    TABLE,
    ids=[f"{row}-{name}" for row, name, *_ in TABLE],
)
def test_a_component_looks_as_its_row_says(
    row: str, name: str, case: LetterCase, size_min: int, size_max: int, bold: bool, italic: bool
) -> None:
    component = BOOK.components[name]
    found = (component.case, component.size_min, component.size_max, component.bold, component.italic)
    assert found == (case, Pt(size_min), Pt(size_max), bold, italic)


def test_the_table_and_what_the_decree_leaves_open_make_up_all_components() -> None:
    assert {name for _, name, *_ in TABLE} | SILENT == set(COMPONENT_IDS)


@pytest.mark.parametrize(
    ("scheme", "national_name", "motto", "place_date"), [("14", 13, 14, 14), ("13", 12, 13, 13)]
)
def test_the_schemes_are_the_two_of_the_footnote(
    scheme: str, national_name: int, motto: int, place_date: int
) -> None:
    sizes = [BOOK.size(name, scheme) for name in ("national_name", "motto", "place_date")]
    assert sizes == [Pt(national_name), Pt(motto), Pt(place_date)]


def test_components_of_one_size_keep_it_in_both_schemes() -> None:
    fixed = {"code": 13, "recipients_label": 12, "recipients": 11, "drafter_code": 11, "appendix_label": 14}
    for name, size in fixed.items():
        assert BOOK.size(name, "14") == BOOK.size(name, "13") == Pt(size)


def test_agency_name_and_subject_shrink_with_the_national_name_and_the_text_with_the_motto() -> None:
    for scheme in ("14", "13"):
        assert (
            len({BOOK.size(name, scheme) for name in ("national_name", "organ", "parent_organ", "subject")})
            == 1
        )
        assert (
            len(
                {BOOK.size(name, scheme) for name in ("motto", "body", "position", "full_name", "addressees")}
            )
            == 1
        )


def test_a_cong_van_has_the_nine_main_components_and_no_title() -> None:
    required = {name for name, one in BOOK.components.items() if one.required is Requirement.REQUIRED}
    assert required == {
        "national_name", "motto", "organ", "code", "place_date", "subject", "addressees", "body",
        "position", "full_name", "recipients_label", "recipients", "page_number",
    }  # fmt: skip
    never = {name for name, one in BOOK.components.items() if one.required is Requirement.NEVER}
    assert never == {"type_name", "subject_named"}


def test_each_component_has_a_style_of_its_own_that_a_clerk_recognises() -> None:
    styles = [component.style for component in BOOK.components.values()]
    assert len(set(styles)) == len(styles)
    assert all(style.startswith("ND30 ") for style in styles)
