"""JSON values to the dataclasses of a letter and back: one strict decoder for all of them."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.base.errors import AppError
from app.base.texts import text
from app.letter import model
from app.letter.clean import clean_json, clean_text
from app.letter.places import Path, json_path, place_words

_N = TypeVar("_N", bound=model.Node)
Decode = Callable[[Any, Path], Any]

# A class is passed as Hashable where its decoder is cached: mypy takes no dataclass for hashable.

# Which class a body block is; a block without "type" is a paragraph, the usual case.
TYPE_KEY = "type"
BLOCK_TYPES: Mapping[str, type[model.Node]] = {
    "paragraph": model.Paragraph,
    "table": model.Table,
    "page_break": model.PageBreak,
}
_TYPE_NAMES = {block: name for name, block in BLOCK_TYPES.items()}
_EXTRA = "extra"
# Written even when they hold the default, because an absent one would be misread by a person.
_ALWAYS = frozenset({"authority", "medium", "archive", "units"})
# No count, width or year of a letter comes near; a span of a billion cells would fill the memory.
_LARGEST_NUMBER = 1_000_000


def decode(kind: type[_N], value: object, path: Path = ()) -> _N:
    """The object of this class that a JSON object describes; unknown keys go into its ``extra``.

    AppError with the place when a value is of the wrong type, unknown or out of all proportion.
    """
    return cast(_N, _node_decoder(cast(Hashable, kind))(value, path))


def encode(node: model.Node) -> dict[str, Any]:
    """The JSON object of a letter or a part of it, in the order of the fields, defaults left out.

    Texts are cleaned on the way out too, so that no letter can be saved that cannot be opened.
    """
    encoded: dict[str, Any] = {}
    if _TYPE_NAMES.get(type(node), "paragraph") != "paragraph":
        encoded[TYPE_KEY] = _TYPE_NAMES[type(node)]
    for name, default in _known_fields(cast(Hashable, type(node))).items():
        value = getattr(node, name)
        # Most fields hold their default itself, which is quicker told than an equal one.
        if (value is not default and value != default) or name in _ALWAYS:
            encoded[name] = _encode_value(value)
    for key, value in node.extra.items():
        # A key that this version does know was read into its field, so only strangers are here.
        encoded.setdefault(clean_text(key), clean_json(value))
    return encoded


def _encode_value(value: object) -> object:
    # In the order of how often they come.
    if type(value) is str:
        return clean_text(value)
    if isinstance(value, tuple):
        return [_encode_value(part) for part in value]
    if isinstance(value, model.Node):
        return encode(value)
    return value.value if isinstance(value, StrEnum) else value


@cache
def _known_fields(kind: Hashable) -> dict[str, Any]:
    """The fields of a class in their order, each with its default."""
    return {part.name: _default(part) for part in fields(cast(Any, kind)) if part.name != _EXTRA}


def _default(part: Field[Any]) -> object:
    return part.default if part.default_factory is MISSING else part.default_factory()


@cache
def _node_decoder(kind: Hashable) -> Decode:
    make = cast(type[model.Node], kind)
    hints = get_type_hints(make)
    # Made when first used: runs and footnotes hold each other.
    decoders: dict[str, Decode] = {}
    known = _known_fields(kind)

    def decode_node(value: object, path: Path) -> model.Node:
        if not isinstance(value, dict):
            raise _wrong_type("object", path)
        if not decoders:
            decoders.update({name: _decoder(hints[name]) for name in known})
        found: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, part in value.items():
            if key in decoders:
                found[key] = decoders[key](part, (*path, key))
            else:
                extra[key] = part
        return make(extra=extra, **found) if extra else make(**found)

    return decode_node


@cache
def _decoder(hint: Any) -> Decode:  # noqa: ANN401 - a type annotation has no type of its own
    """The decoder of one annotation of the model."""
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_decoder(_decoder(get_args(hint)[0]))
    if origin in (Union, types.UnionType):
        return _union_decoder(get_args(hint))
    if hint in _SCALARS:
        return _SCALARS[hint]
    if issubclass(hint, StrEnum):
        return _enum_decoder(hint)
    return _node_decoder(hint)


def _tuple_decoder(decode_part: Decode) -> Decode:
    def decode_tuple(value: object, path: Path) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong_type("list", path)
        return tuple(decode_part(part, (*path, index)) for index, part in enumerate(value))

    return decode_tuple


def _union_decoder(members: tuple[Any, ...]) -> Decode:
    if types.NoneType in members:
        decode_value = _decoder(next(member for member in members if member is not types.NoneType))
        return lambda value, path: None if value is None else decode_value(value, path)
    return _decode_block


def _decode_block(value: object, path: Path) -> model.Node:
    if not isinstance(value, dict):
        raise _wrong_type("object", path)
    rest = dict(value)
    name = rest.pop(TYPE_KEY, "paragraph")
    if not isinstance(name, str) or name not in BLOCK_TYPES:
        raise _unknown_value(name, tuple(BLOCK_TYPES), (*path, TYPE_KEY))
    return decode(BLOCK_TYPES[name], rest, path)


def _enum_decoder(kind: type[StrEnum]) -> Decode:
    by_value = {member.value: member for member in kind}

    def decode_enum(value: object, path: Path) -> StrEnum:
        if not isinstance(value, str):
            raise _wrong_type("text", path)
        if value not in by_value:
            raise _unknown_value(value, tuple(by_value), path)
        return by_value[value]

    return decode_enum


def _decode_text(value: object, path: Path) -> str:
    if not isinstance(value, str):
        raise _wrong_type("text", path)
    return value


def _decode_bool(value: object, path: Path) -> bool:
    if not isinstance(value, bool):
        raise _wrong_type("bool", path)
    return value


def _decode_int(value: object, path: Path) -> int:
    # In Python True is a number; in a letter it is not.
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type("int", path)
    return int(_in_proportion(value, path))


def _decode_float(value: object, path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong_type("number", path)
    return float(_in_proportion(value, path))


def _in_proportion(value: float, path: Path) -> float:
    if not math.isfinite(value) or abs(value) > _LARGEST_NUMBER:
        raise AppError("letter.file_number_too_large", place=place_words(path), path=json_path(path))
    return value


_SCALARS: Mapping[Any, Decode] = {
    str: _decode_text,
    bool: _decode_bool,
    int: _decode_int,
    float: _decode_float,
}


def _wrong_type(wanted: str, path: Path) -> AppError:
    return AppError(
        "letter.file_wrong_type",
        place=place_words(path),
        path=json_path(path),
        wanted=text(f"letter.type.{wanted}"),
    )


def _unknown_value(value: object, allowed: tuple[str, ...], path: Path) -> AppError:
    return AppError(
        "letter.file_unknown_value",
        place=place_words(path),
        path=json_path(path),
        value=str(value)[:40],
        allowed=", ".join(allowed),
    )
