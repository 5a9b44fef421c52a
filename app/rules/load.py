"""Loads the rulebook from a folder of rule files, strictly."""

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.resources import resource_path
from app.rules.checks import check_rulebook
from app.rules.model import Rulebook
from app.rules.reading import Where, read_file, read_part


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook of a folder; without one the program's own, which is read once.

    AppError in one sentence names file, table and key of the first mistake: a file that is missing,
    unknown or no TOML, a key that is missing, unknown, of a wrong type or out of its bounds, a name
    that refers to nothing.
    """
    return _own_rulebook() if folder is None else _read_rulebook(folder)


@cache
def _own_rulebook() -> Rulebook:
    return _read_rulebook(resource_path("rules"))


def _read_rulebook(folder: Path) -> Rulebook:
    names = [part.name for part in fields(Rulebook)]
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in names:
            raise AppError("rules.unknown_file", file=path.name, folder=folder)
    parts: dict[str, Any] = {}
    for part in fields(Rulebook):
        # Each file is read as the type of the field that bears its name.
        name = f"{part.name}.toml"
        parts[part.name] = read_part(part.type, read_file(folder / name), Where(name))
    book = Rulebook(**parts)
    check_rulebook(book)
    return book
