"""docs/file-format.md tells every key and value of the format, and its example is a letter."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

from app.letter import model
from app.letter.file import dumps, loads

PAGE = (Path(__file__).parents[3] / "docs" / "file-format.md").read_text("utf-8")
KINDS = [
    kind for kind in vars(model).values() if isinstance(kind, type) and kind.__module__ == model.__name__
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, model.Node)])
def test_every_key_is_told(kind: type[model.Node]) -> None:
    for part in fields(kind):
        assert part.name == "extra" or f"`{part.name}`" in PAGE


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, StrEnum)])
def test_every_value_of_a_choice_is_told(kind: type[StrEnum]) -> None:
    for member in kind:
        assert f'`"{member.value}"`' in PAGE


def test_the_example_is_a_letter_as_this_version_writes_it() -> None:
    match = re.search("```json\n(.*?)```", PAGE, re.DOTALL)
    assert match
    data = match[1].encode()
    assert dumps(loads(data).letter) == data
