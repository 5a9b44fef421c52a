"""The command line itself: help in Vietnamese, and what is unknown, missing or too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.arguments import COMMANDS
from tests.support.command_line import Call

_ENGLISH = ("usage", "options:", "positional", "show this", "exit", "optional")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_without_an_order_the_program_says_what_it_can_do(arguments: tuple[str, ...], call: Call) -> None:
    answer = call(*arguments)
    assert (answer.code, answer.err) == (0, "")
    for command in COMMANDS:
        assert f"\n  {command} " in answer.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_vietnamese(command: str, flag: str, call: Call) -> None:
    answer = call(command, flag)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Cách dùng: main.py {command} ")
    assert "hiện hướng dẫn này" in answer.out
    assert [word for word in _ENGLISH if word in answer.out] == []


def test_help_of_export_names_every_option(call: Call) -> None:
    shown = call("export", "--help").out
    for option in ("-o", "--output", "--out-dir", "--force", "--skeleton"):
        assert option in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("exprot", "a.congvan"), "“export”"),
        (("in",), "export, render, check, pages, rules"),
        (("export",), "tệp công văn"),
        (("check",), "tệp công văn"),
        (("export", "a.congvan", "--forse"), "--forse"),
        (("export", "a.congvan", "--out"), "--out"),
        (("rules", "a.congvan"), "a.congvan"),
        (("check", "a.congvan", "--force"), "--force"),
        (("export", "a.congvan", "-o"), "-o"),
        (("export", "a.congvan", "--force=1"), "--force"),
        (("export", "a.congvan", "b.congvan", "-o", "c.docx"), "--out-dir"),
        (("export", "a.congvan", "-o", "c.docx", "--out-dir", "d"), "-o"),
        (("export", "a.congvan", "-o", "c.doc"), ".docx"),
    ],
)
def test_a_wrong_order_is_refused_in_one_sentence(
    arguments: tuple[str, ...], told: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    [line] = answer.err.splitlines()
    assert told in line
    assert [word for word in _ENGLISH if word in line] == []
    assert list(tmp_path.iterdir()) == []


def test_options_may_stand_between_the_files(call: Call, tmp_path: Path) -> None:
    answer = call("export", tmp_path / "a.congvan", "--force", tmp_path / "b.congvan")
    assert "2 trong 2" in answer.err
