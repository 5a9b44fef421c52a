"""Reads a TOML table into a frozen dataclass, key by key, by the types of its fields."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Set
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from app.base.errors import AppError
from app.base.texts import text
from app.base.units import Mm, Pt
from app.rules.source import Source, Strength

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Choice = TypeVar("Choice", bound=StrEnum)

Table = Mapping[str, object]

# Names of fields that bound each other, from the least to the most.
_SPANS = (
    ("min", "default", "max"),
    ("size_min", "size_max"),
    ("min_ratio", "ratio", "max_ratio"),
    ("line_min", "line", "line_max"),
    ("gap_min", "gap"),
)
_LINE_OF_ERROR = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Where:
    """A table of a rule file, for messages."""

    file: str
    path: tuple[str, ...] = ()

    def inside(self, key: str) -> "Where":
        """The table under a key of this one."""
        return Where(self.file, (*self.path, key))

    def error(self, problem: str, key: str, **fields: object) -> AppError:
        """The error "rules.<problem>" at a key of this table."""
        table = "[" + ".".join(self.path) + "]" if self.path else text("rules.top_of_file")
        return AppError(f"rules.{problem}", file=self.file, table=table, name=key, **fields)


def read_file(path: Path) -> Table:
    """The tables of a TOML file; AppError when it is missing, unreadable or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AppError("rules.file_missing", file=path.name, folder=path.parent) from error
    except UnicodeDecodeError as error:
        raise AppError("rules.not_utf8", file=path.name) from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE_OF_ERROR.search(str(error))
        if line is None:  # tomllib says "at end of document"
            raise AppError("rules.not_toml_at_end", file=path.name) from error
        raise AppError("rules.not_toml", file=path.name, line=line[1]) from error


def read_part(kind: object, table: Table, where: Where) -> object:
    """The table at ``where`` as a dataclass, or as a read-only mapping of its inner tables by name."""
    if isinstance(kind, type) and is_dataclass(kind):
        return read_table(kind, table, where)
    each = _reader(get_args(kind)[1])
    return MappingProxyType({name: each(table[name], where, name) for name in table})


def read_table(kind: type[T], table: Table, where: Where) -> T:
    """A dataclass from a table: no key missing, none unknown, every value of its type.

    Field ``source`` is read from the keys clause and strength, field ``id`` is the table's own name.
    AppError names file, table and key.
    """
    plan = _plan(kind)
    values: dict[str, Any] = {}
    if plan.has_source:
        values["source"] = read_source(table, where)
    if plan.has_id:
        values["id"] = where.path[-1]
    for name, required, reader in plan.keys:
        if name in table:
            values[name] = reader(table[name], where, name)
        elif required:
            raise where.error("missing_key", name)
    refuse_unknown(table, plan.known, where)
    for low, high in plan.ordered:
        if values[low] > values[high]:
            raise where.error("out_of_order", low, other=high)
    return kind(**values)


def read_source(table: Table, where: Where) -> Source:
    """Clause and strength of a table."""
    for key in ("clause", "strength"):
        if key not in table:
            raise where.error("missing_key", key)
    strength = _read_choice(Strength, table["strength"], where, "strength")
    clause = _read_text(table["clause"], where, "clause")
    if not clause.strip():
        raise where.error("empty", "clause")
    return Source(clause, strength)


def refuse_unknown(table: Table, known: Set[str], where: Where) -> None:
    """AppError for the first key that is not known."""
    for key in table:
        if key not in known:
            raise where.error("unknown_key", key)


def _as_table(value: object, where: Where, key: str) -> Table:
    if not isinstance(value, dict):
        raise where.error("wrong_type", key, expected=text("rules.type_table"))
    return value


def _read_text(value: object, where: Where, key: str) -> str:
    if not isinstance(value, str):
        raise where.error("wrong_type", key, expected=text("rules.type_text"))
    return value


def _read_flag(value: object, where: Where, key: str) -> bool:
    if not isinstance(value, bool):
        raise where.error("wrong_type", key, expected=text("rules.type_flag"))
    return value


def _read_count(value: object, where: Where, key: str) -> int:
    # bool is a kind of int in Python, never in a rule file.
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise where.error("wrong_type", key, expected=text("rules.type_count"))
    return value


def _read_number(value: object, where: Where, key: str) -> float:
    # TOML knows inf and nan, the decree does not.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise where.error("wrong_type", key, expected=text("rules.type_number"))
    return float(value)


def _read_choice(kind: type[Choice], value: object, where: Where, key: str) -> Choice:
    try:
        return kind(str(value))
    except ValueError as error:
        raise where.error("unknown_value", key, value=value, allowed=", ".join(kind)) from error


def _read_lone_source(value: object, where: Where, key: str) -> Source:
    table = _as_table(value, where, key)
    refuse_unknown(table, {"clause", "strength"}, where.inside(key))
    return read_source(table, where.inside(key))


Reader = Callable[[object, Where, str], object]

_READERS: dict[object, Reader] = {
    Source: _read_lone_source,
    str: _read_text,
    bool: _read_flag,
    int: _read_count,
    float: _read_number,
    Mm: lambda value, where, key: Mm(_read_number(value, where, key)),
    Pt: lambda value, where, key: Pt(_read_number(value, where, key)),
}


def _reader(kind: object) -> Reader:
    """What reads a value of the type of a field."""
    if kind in _READERS:
        return _READERS[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(_read_choice, kind)
    if get_origin(kind) is tuple:
        return partial(_read_list, _reader(get_args(kind)[0]))
    return partial(_read_inner, kind)


def _read_list(each: Reader, value: object, where: Where, key: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise where.error("wrong_type", key, expected=text("rules.type_list"))
    return tuple(each(item, where, key) for item in value)


def _read_inner(kind: object, value: object, where: Where, key: str) -> object:
    return read_part(kind, _as_table(value, where, key), where.inside(key))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a dataclass is read: its keys with whether they must be given and what reads them."""

    has_source: bool
    has_id: bool
    keys: tuple[tuple[str, bool, Reader], ...]
    known: frozenset[str]
    ordered: tuple[tuple[str, str], ...]


@cache  # the same for every table of a kind
def _plan(kind: type[Any]) -> _Plan:
    specs = {spec.name: spec for spec in fields(kind)}
    named = [spec for name, spec in specs.items() if name not in ("source", "id")]
    spans = ([name for name in span if name in specs] for span in _SPANS)
    return _Plan(
        has_source="source" in specs,
        has_id="id" in specs,
        keys=tuple((spec.name, spec.default is MISSING, _reader(spec.type)) for spec in named),
        known=frozenset(
            {spec.name for spec in named} | ({"clause", "strength"} if "source" in specs else set())
        ),
        ordered=tuple(pair for span in spans for pair in pairwise(span)),
    )
