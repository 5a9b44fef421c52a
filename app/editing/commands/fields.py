"""Fields and lists of the form, found by the path of their names and indices."""

from __future__ import annotations

import types
from collections.abc import Hashable, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from app.letter.clean import clean_text
from app.letter.model import Letter, Node

# ("date", "day"), ("signatures", 0, "full_name"): as in the JSON of a letter.
FieldPath = tuple[str | int, ...]


def get_field(letter: Letter, path: FieldPath) -> object:
    """The value of a field; LookupError or AttributeError when the path leads nowhere."""
    value: Any = letter
    for part in path:
        value = value[part] if isinstance(part, int) else getattr(value, part)
    return value


def set_field(letter: Letter, path: FieldPath, value: object) -> Letter:
    """The letter with a field changed; texts are cleaned.

    TypeError for a value that the field cannot hold, LookupError or AttributeError for a path that leads
    nowhere: both are mistakes of a programmer.
    """
    return cast(Letter, _with(letter, path, clean_text(value) if isinstance(value, str) else value))


def add_item(letter: Letter, path: FieldPath, item: object, index: int | None = None) -> Letter:
    """The letter with an item put into a list, at its end without an index."""
    items = _items(letter, path)
    index = len(items) if index is None else index
    return set_field(letter, path, (*items[:index], item, *items[index:]))


def remove_item(letter: Letter, path: FieldPath, index: int) -> Letter:
    """The letter without an item of a list; IndexError when there is none."""
    items = list(_items(letter, path))
    del items[index]
    return set_field(letter, path, tuple(items))


def move_item(letter: Letter, path: FieldPath, index: int, to: int) -> Letter:
    """The letter with an item moved to another index of its list."""
    items = list(_items(letter, path))
    items.insert(to, items.pop(index))
    return set_field(letter, path, tuple(items))


def replace_items(letter: Letter, path: FieldPath, items: Sequence[object]) -> Letter:
    """The letter with a whole list replaced."""
    return set_field(letter, path, tuple(items))


def _items(letter: Letter, path: FieldPath) -> tuple[object, ...]:
    items = get_field(letter, path)
    if not isinstance(items, tuple):
        raise TypeError(f"{path} is no list")
    return items


def _with(target: Any, path: FieldPath, value: object) -> object:  # noqa: ANN401 - a node or a list
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(target)
        items[step] = _with(items[step], rest, value)
        return tuple(items)
    new = _with(getattr(target, step), rest, value)
    hint = _hints(cast(Hashable, type(target)))[step]
    if not rest and not _fits(hint, new):
        raise TypeError(f"{type(target).__name__}.{step} cannot be {new!r}")
    return replace(target, **{step: new})


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(cast(Any, kind))
    return {part.name: hints[part.name] for part in fields(cast(Any, kind))}


def _fits(hint: Any, value: object) -> bool:  # noqa: ANN401 - an annotation
    if get_origin(hint) in (Union, types.UnionType):
        return any(_fits(member, value) for member in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(get_args(hint)[0], part) for part in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint) if isinstance(hint, type) else isinstance(value, Node | dict)
