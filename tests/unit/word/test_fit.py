"""The header is made to fit: sizes, margins, columns, lines of names, lengths of rules."""

from __future__ import annotations

import pytest

from app.base.units import Mm, Pt
from app.letter.compose import compose
from app.letter.model import Layout, Letter, Margins, Organ, Place, SizeScheme
from app.word.fit import SLACK, HeaderFit, fit_header
from app.word.skeleton import built_in_skeleton
from tests.support.letters import simple_letter
from tests.support.packages import rulebook

# Its parent's second line wants a column of the usual width.
WIDE = Organ(name="Sở Tài chính", parent="Ủy ban nhân dân Thành phố Hồ Chí Minh")
HCMC = Place(name="Thành phố Hồ Chí Minh")
LONGEST = Place(name="Phường Trương Quang Trọng và các xã lân cận cùng đặc khu")


def fit(letter: Letter) -> HeaderFit:
    skeleton = built_in_skeleton()
    return fit_header(
        compose(letter, rulebook()), letter.layout, skeleton.section, skeleton.sheet, rulebook()
    )


def width(component: str, text: str, scheme: str | None) -> float:
    return built_in_skeleton().sheet.look(component, scheme).width(text)


def test_an_ordinary_letter_is_set_as_the_skeleton_is() -> None:
    found = fit(simple_letter())
    assert found.scheme is None
    assert found.section == built_in_skeleton().section
    assert found.findings == ()
    assert found.left == Mm(62).twip
    assert found.left + found.right == found.section.block


@pytest.mark.parametrize("place", [HCMC, Place(name="Bà Rịa - Vũng Tàu"), Place(name="Gia Lai")])
def test_the_right_column_holds_its_widest_line_with_room_to_spare(place: Place) -> None:
    letter = simple_letter(place=place)
    found = fit(letter)
    composed = compose(letter, rulebook())
    widest = max(
        width("national_name", composed.national_name, found.scheme),
        width("motto", composed.motto, found.scheme),
        width("place_date", composed.place_date, found.scheme),
    )
    assert found.right >= Pt(widest).twip + SLACK


def test_a_wide_date_takes_room_from_a_short_name_first() -> None:
    found = fit(simple_letter(place=HCMC))
    assert (found.scheme, found.section) == (None, built_in_skeleton().section)
    assert found.left < rulebook().page.header_left.min.twip
    assert found.findings == ()


def test_a_wide_date_takes_narrower_margins_before_smaller_sizes() -> None:
    found = fit(simple_letter(place=HCMC, issuers=(WIDE,)))
    assert (found.scheme, found.section.left, found.section.right) == (None, Mm(30).twip, Mm(15).twip)
    assert [one.code for one in found.findings] == ["ND30-DAU-02"]
    assert found.findings[0].place.component == "place_date"


def test_margins_that_the_clerk_chose_are_not_touched() -> None:
    layout = Layout(margins=Margins(left=30.0, right=20.0))
    found = fit(simple_letter(place=HCMC, issuers=(WIDE,), layout=layout))
    assert found.section.right == built_in_skeleton().section.right
    assert found.scheme == "13"


def test_margins_stay_where_the_letter_does_not_let_them_move() -> None:
    found = fit(simple_letter(place=HCMC, issuers=(WIDE,), layout=Layout(fit_margins=False)))
    assert found.section == built_in_skeleton().section
    assert found.scheme == "13"


def test_a_chosen_scheme_is_kept() -> None:
    small = fit(simple_letter(layout=Layout(size_scheme=SizeScheme.SMALL)))
    assert small.scheme == "13"
    assert small.findings == ()
    large = fit(simple_letter(place=HCMC, layout=Layout(size_scheme=SizeScheme.LARGE)))
    assert large.scheme == "14"


def test_what_fits_in_no_lawful_way_is_said() -> None:
    found = fit(simple_letter(place=LONGEST))
    assert [one.code for one in found.findings] == ["ND30-DAU-01"]
    assert found.left > 0
    assert found.right > 0


def test_the_rule_under_the_motto_is_as_long_as_the_motto() -> None:
    found = fit(simple_letter())
    assert found.motto_rule == Pt(width("motto", "Độc lập - Tự do - Hạnh phúc", None)).emu


def test_the_rule_under_the_agency_is_a_part_of_its_longest_line() -> None:
    found = fit(simple_letter(issuers=(Organ(name="Ủy ban nhân dân tỉnh Gia Lai"),)))
    assert found.organs[0].name == ("ỦY BAN NHÂN DÂN", "TỈNH GIA LAI")
    longest = width("organ", "ỦY BAN NHÂN DÂN", None)
    assert longest / 3 <= float(found.organ_rule.pt) <= longest / 2


def test_the_column_is_widened_where_that_saves_a_line() -> None:
    name = "Sở Nông nghiệp và Phát triển nông thôn"
    found = fit(simple_letter(issuers=(Organ(name=name),)))
    for line in found.organs[0].name:
        assert width("organ", line, found.scheme) <= float(found.left.pt)


def test_agencies_that_share_their_parent_print_it_once() -> None:
    organs = tuple(Organ(name=name, parent="UBND tỉnh A") for name in ("Sở B", "Sở C"))
    found = fit(simple_letter(issuers=organs))
    assert [one.parent for one in found.organs] == [("UBND TỈNH A",), ()]


def test_a_letter_without_agency_has_no_rule() -> None:
    found = fit(Letter())
    assert found.organ_rule == 0
    assert found.organs == ()


def test_a_word_wider_than_the_column_widens_it() -> None:
    name = "Ư" * 22
    found = fit(simple_letter(issuers=(Organ(name=name),)))
    assert found.left >= min(Pt(width("organ", name, found.scheme)).twip, found.section.block // 3)
