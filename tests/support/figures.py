"""Every figure of the rule files, and copies of the rule files with one figure changed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.base.errors import AppError
from app.rules.load import load_rulebook
from app.rules.look import Align, LetterCase, LineRule, Measured, PageOrientation, Requirement, SizeTier
from app.rules.wording import Numbering

# What a table is called and where it comes from: no figures.
_NO_FIGURES = frozenset({"clause", "strength", "name", "style", "meaning"})

# Keys whose values come from a fixed set.
_CHOICES: Mapping[str, Sequence[str]] = {
    "case": [*LetterCase],
    "tier": [*SizeTier],
    "align": [*Align],
    "line_rule": [*LineRule],
    "required": [*Requirement],
    "numbering": [*Numbering],
    "measured": [*Measured],
    "before": ["collective", "head"],
    "default": [*PageOrientation, "14", "13"],
    "component": ["motto", "organ", "code"],
    "label": ["article", "point"],
    "title": ["article", "point"],
    "authority": ["TM", "KT"],
    "authorities": ["TUQ", "Q"],
    "followed_by": ["TM", "Q"],
    "colour": ["00B050"],
    "group": ["[0-9A-Z]+"],
}

# Figures that can only be changed together with another of the same table.
_TOGETHER: Mapping[str, Sequence[str]] = {
    "size_min": ["size_max"],
    "size_max": ["size_min"],
    "ratio": ["min_ratio", "max_ratio"],
    "indents": ["indent"],
}


class Figure(NamedTuple):
    """One leaf of a rule file: "margins.top.min" of "page.toml"; elements of lists end in ".0", ".1"."""

    file: str
    key: str
    value: Any


def iterate_figures(folder: Path) -> list[Figure]:
    """Every figure (number, flag, fixed text, size, pattern) of the rule files of a folder."""
    return [
        Figure(path.name, key, value)
        for path in sorted(folder.glob("*.toml"))
        for key, value in _leaves(tomllib.loads(path.read_text(encoding="utf-8")), "")
    ]


def write_changed_copy(folder: Path, figure: Figure, target: Path) -> object:
    """Copy the rule files into ``target`` with one figure changed so that they still load; its new value.

    A figure bound to another of its table takes that one along. AssertionError when nothing loads.
    """
    target.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.toml"):
        (target / path.name).write_bytes(path.read_bytes())
    source = (folder / figure.file).read_text(encoding="utf-8")
    for edits in _candidates(figure, tomllib.loads(source)):
        tables = tomllib.loads(source)
        for key, value in edits.items():
            _set(tables, key, value)
        (target / figure.file).write_text(as_toml(tables), encoding="utf-8")
        try:
            load_rulebook(target)
        except AppError:
            continue
        return edits[figure.key]
    raise AssertionError(f"no other value of {figure} gives a rulebook that loads")


def as_toml(tables: Mapping[str, Any]) -> str:
    """Tables as the text of a TOML file."""
    return "\n".join(_table_lines(tables, ()))


def _leaves(value: object, key: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_FIGURES:
                yield from _leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{key}.{index}")
    else:
        yield key, value


def _candidates(figure: Figure, tables: dict[str, Any]) -> Iterator[dict[str, object]]:
    """Edits to try: another value alone, then with the figures bound to it."""
    path = figure.key.split(".")
    # The last number of an element's key is its place in a list; a scheme is called "14" too.
    *inner, name = path[:-1] if path[-1].isdigit() else path
    table = _get(tables, inner)
    values = _other_values(name, figure.value, table)
    yield from ({figure.key: value} for value in values)
    for other in _TOGETHER.get(name, ()):
        if other in table:
            yield from ({figure.key: value, ".".join((*inner, other)): value} for value in values)
    if name == "tier":  # another tier has other sizes
        sizes = {".".join((*inner, "size_min")): 1, ".".join((*inner, "size_max")): 99}
        yield from ({figure.key: value, **sizes} for value in values)


def _other_values(name: str, value: object, table: Mapping[str, Any]) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        steps = (1, -1, 0.1, -0.1, 0.02, -0.02)
        moved = [round(value + step, 4) for step in steps if value + step >= 0]
        listed = table["indents"] if name == "indent" else []
        return [*moved, *(other for other in listed if other != value)]
    chosen: list[object] = [str(choice) for choice in _CHOICES.get(name, ()) if choice != value]
    # Lists of names of levels or of fields take no made-up word.
    return chosen or [f"{value}*", "item", "organ"]


def _get(tables: Any, path: Sequence[str]) -> Any:  # noqa: ANN401  # whatever TOML holds
    for part in path:
        tables = tables[int(part)] if isinstance(tables, list) else tables[part]
    return tables


def _set(tables: dict[str, Any], key: str, value: object) -> None:
    *path, last = key.split(".")
    table = _get(tables, path)
    table[int(last) if isinstance(table, list) else last] = value


def _table_lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    if path:
        yield f"[{'.'.join(path)}]"
    for key, value in table.items():
        if not isinstance(value, dict):
            # JSON writes strings, numbers, flags and lists of them as TOML does.
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _table_lines(value, (*path, key))
