"""Answers of prompts that are offered again, and those that are forgotten with a letter that is secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.letter.model import Footnote, Letter, Paragraph, PartialDate, RelatedDocument, Run
from app.rules.load import load_rulebook
from app.settings.store import Settings
from app.ui.templates.memory import earlier_answers, forget_words_of, remember_answers

_NAME = "chỗ trống"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a new home."""
    return Settings(tmp_path / "settings.toml", load_rulebook())


def _note(words: str) -> Footnote:
    return Footnote(runs=(Run(text=words),))


def _body(*runs: str) -> Letter:
    return Letter(body=(Paragraph(runs=tuple(Run(text=words) for words in runs)),))


@pytest.mark.parametrize(
    ("answer", "letter"),
    [
        ("Nguyễn Thị Hoa", _body("Mời bà Nguyễn ", "Thị", " Hoa dự.")),
        ("kế hoạch X", Letter(subject="triển khai Kế hoạch  X")),
        ("05/9/2026", _body("trước ngày 05 tháng 9 năm 2026;")),
        ("ngày 5 tháng 9 năm 2026", _body("trước 05/9/2026")),
        ("1234000", _body("nộp 1.234.000 đồng")),
        ("vụ việc Y", Letter(body=(Paragraph(runs=(Run(text="a", footnote=_note("Vụ việc Y")),)),))),
        ("5/3/2026", Letter(related=(RelatedDocument(date=PartialDate(day=5, month=3, year=2026)),))),
    ],
)
def test_an_answer_that_stands_in_the_letter_is_forgotten(
    settings: Settings, answer: str, letter: Letter
) -> None:
    remember_answers(settings, {_NAME: answer})
    forget_words_of(settings, letter)
    assert earlier_answers(settings, _NAME) == []


@pytest.mark.parametrize("answer", ["Hoa Lan", "Thị H", "234", "dự Ông", "kế hoạch khác"])
def test_other_answers_stay(settings: Settings, answer: str) -> None:
    remember_answers(settings, {_NAME: answer})
    letter = _body("Mời bà Thị Hoa dự", " 1.234 lần")
    forget_words_of(settings, Letter(subject="Ông B", body=letter.body))
    assert earlier_answers(settings, _NAME) == [answer]
