"""Lengths and their rounding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.units import Emu, Mm, Pt, Twip, rounded


def test_a_point_is_20_twips_and_12700_emu() -> None:
    assert Pt(1).twip == 20
    assert Pt(1).emu == 12_700
    assert Twip(20).pt == 1.0
    assert Emu(12_700).pt == 1.0


def test_a_millimetre_is_36000_emu() -> None:
    assert Mm(1).emu == 36_000
    assert Emu(36_000).mm == 1.0


def test_the_a4_page_in_twips_is_what_word_writes() -> None:
    assert (Mm(210).twip, Mm(297).twip) == (11_906, 16_838)


def test_an_inch_is_the_same_in_every_unit() -> None:
    assert Mm(25.4).twip == 1440
    assert Mm(25.4).emu == 914_400
    assert Mm(25.4).pt == pytest.approx(72)
    assert Twip(1440).mm == pytest.approx(25.4)
    assert Twip(1440).emu == 914_400
    assert Emu(914_400).twip == 1440
    assert Pt(72).mm == pytest.approx(25.4)


def test_word_counts_font_sizes_in_half_points_and_borders_in_eighths() -> None:
    assert Pt(13.5).half_points == 27
    assert Pt(0.75).eighths == 6


@pytest.mark.parametrize(
    ("value", "expected"), [(0.5, 1), (1.5, 2), (2.5, 3), (-0.5, -1), (-2.5, -3), (2.4, 2), (-2.4, -2)]
)
def test_a_half_is_rounded_away_from_zero(value: float, expected: int) -> None:
    assert rounded(value) == expected


@pytest.mark.parametrize(
    ("length", "unit"), [(Twip(3), "twip"), (Emu(3), "emu"), (Mm(3), "mm"), (Pt(3), "pt")]
)
def test_a_length_in_its_own_unit_is_itself(length: Twip | Emu | Mm | Pt, unit: str) -> None:
    assert getattr(length, unit) is length


@given(st.integers(-200_000, 200_000))
def test_twips_come_back_whole_from_every_unit(number: int) -> None:
    length = Twip(number)
    assert length.emu.twip == length
    assert length.mm.twip == length
    assert length.pt.twip == length


@given(st.integers(-200_000_000, 200_000_000))
def test_emu_come_back_whole_from_millimetres_and_points(number: int) -> None:
    length = Emu(number)
    assert length.mm.emu == length
    assert length.pt.emu == length
