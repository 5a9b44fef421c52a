"""main.py rules: every figure of the rulebook can be read, with clause and strength."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.cli.rules import listing
from app.rules.load import load_rulebook
from tests.support.command_line import Call
from tests.support.figures import Figure, iterate_figures, write_changed_copy

RULES = resource_path("rules")
# Rules for the hand, lists and limits: no letter shows these figures.
UNPRINTED = [
    figure
    for figure in iterate_figures(RULES)
    if figure.file in ("guidance.toml", "types.toml", "limits.toml")
]


def test_the_rulebook_is_printed_whole(call: Call) -> None:
    answer = call("rules")
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) > 300
    assert not any(word in answer.out for word in ("source=", "Component(", "{value}", "None", "True"))


@pytest.mark.parametrize(
    "line",
    [
        "    Lề trái: nhỏ nhất: 30 mm; lớn nhất: 35 mm; mặc định: 30 mm",
        "  Số trang [khoản 7 Mục I Phần I Phụ lục I; quy định bằng lời]",
        "  Dấu kết thúc văn bản: “./.” [Mẫu 1.5 Phụ lục III; theo mẫu trình bày]",
        "      Quy định: chữ viết tắt: “QyĐ”; chữ viết tắt sai thường gặp: “QĐ”",
        "      Công văn: không có",
        "    TL / KT [khoản 4 Điều 13; quy định bằng lời]",
        "  Ký văn bản giấy bằng mực màu xanh, loại không phai. [khoản 6 Điều 13; quy định bằng lời]",
        "GIỚI HẠN ĐỘ DÀI [Phụ lục VI; theo bảng mẫu chữ]",
    ],
)
def test_rules_are_put_into_words(line: str, call: Call) -> None:
    assert line in call("rules").out.splitlines()


@pytest.mark.parametrize("figure", UNPRINTED, ids=lambda figure: f"{figure.file}-{figure.key}")
def test_a_figure_that_no_letter_shows_is_shown_here(figure: Figure, tmp_path: Path) -> None:
    write_changed_copy(RULES, figure, tmp_path / "rules")
    assert list(listing(load_rulebook(tmp_path / "rules"))) != list(listing(load_rulebook()))
