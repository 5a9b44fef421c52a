"""Ends of lines and of the text: set once, never doubled, nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letter.composed import ComposedRun
from app.letter.endings import bare, ended, runs_ended

END = "./."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện", "thực hiện./."),
        ("thực hiện.", "thực hiện./."),
        ("thực hiện;", "thực hiện./."),
        ("thực hiện./.", "thực hiện./."),
        ("thực hiện ./. ", "thực hiện./."),
        ("thực hiện././.", "thực hiện./."),
        ("v.v...", "v.v..." + END),
        ("v.v..../.", "v.v..../."),
        ("v.v\u2026", "v.v\u2026./."),
        ("v.v\u2026./.", "v.v\u2026./."),
        ("như sau:", "như sau:./."),
        ("(Quyết định số 1).", "(Quyết định số 1)./."),
        ("", "./."),
        (". ;", "./."),
    ],
)
def test_the_end_mark_stands_once(text: str, expected: str) -> None:
    assert ended(text, END) == expected
    assert ended(expected, END) == expected


@pytest.mark.parametrize(
    ("text", "semicolon", "stop"),
    [
        ("Bộ Nội vụ", "Bộ Nội vụ;", "Bộ Nội vụ."),
        ("Bộ Nội vụ;", "Bộ Nội vụ;", "Bộ Nội vụ."),
        ("Bộ Nội vụ.", "Bộ Nội vụ;", "Bộ Nội vụ."),
        ("các bộ...", "các bộ...;", "các bộ..."),
        ("các bộ\u2026;", "các bộ\u2026;", "các bộ\u2026"),
    ],
)
def test_lines_of_lists_end_once(text: str, semicolon: str, stop: str) -> None:
    assert ended(text, ";") == semicolon
    assert ended(text, ".") == stop


@given(st.text("ab.;/ \u2026\u00a0", max_size=12), st.sampled_from([".", ";", END]))
def test_ending_twice_is_ending_once(text: str, end: str) -> None:
    once = ended(text, end)
    assert ended(once, end) == once
    assert text.startswith(bare(text))


def words(runs: tuple[ComposedRun, ...]) -> list[str]:
    return [run.text for run in runs]


def test_the_end_joins_the_last_words_in_their_look() -> None:
    bold = ComposedRun("thực hiện", bold=True)
    assert runs_ended((ComposedRun("Yêu cầu "), bold), END) == (
        ComposedRun("Yêu cầu "),
        ComposedRun("thực hiện./.", bold=True),
    )


def test_a_stop_in_a_run_of_its_own_goes() -> None:
    runs = (ComposedRun("thực hiện", italic=True), ComposedRun("."), ComposedRun(" "))
    assert runs_ended(runs, END) == (ComposedRun("thực hiện./.", italic=True),)


def test_the_end_stands_after_a_footnote_mark() -> None:
    note = (ComposedRun("Luật số 1."),)
    runs = (ComposedRun("quy định.", footnote=note),)
    assert runs_ended(runs, END) == (ComposedRun("quy định", footnote=note), ComposedRun("./."))
    only_note = (ComposedRun("", footnote=note),)
    assert runs_ended(only_note, END) == (*only_note, ComposedRun("./."))


def test_the_end_is_not_raised_or_underlined() -> None:
    assert words(runs_ended((ComposedRun("m"), ComposedRun("2", superscript=True)), END)) == ["m", "2", "./."]
    raised = runs_ended((ComposedRun("2...", superscript=True),), ".")
    assert words(raised) == ["2..."]
    underlined = runs_ended((ComposedRun("gấp", underline=True, bold=True),), END)
    assert underlined[-1] == ComposedRun("./.", bold=True)


def test_no_words_leave_the_end_alone() -> None:
    assert runs_ended((), END) == (ComposedRun("./."),)
