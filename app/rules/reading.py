"""Reads a TOML table into a frozen dataclass, key by key, by the types of its fields."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
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


def read_value(kind: object, value: object, where: Where, key: str) -> object:
    """One value as the type of a field wants it; AppError when it is of another type or out of bounds."""
    if kind in _READERS:
        return _READERS[kind](value, where, key)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise where.error("wrong_type", key, expected=text("rules.type_list"))
        return tuple(read_value(get_args(kind)[0], item, where, key) for item in value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _read_choice(kind, value, where, key)
    return read_part(kind, _as_table(value, where, key), where.inside(key))


def read_part(kind: object, table: Table, where: Where) -> object:
    """The table at ``where`` as a dataclass, or as a read-only mapping of its inner tables by name."""
    if isinstance(kind, type) and is_dataclass(kind):
        return read_table(kind, table, where)
    if get_origin(kind) is Mapping:
        each = get_args(kind)[1]
        return MappingProxyType({name: read_value(each, table[name], where, name) for name in table})
    raise TypeError(f"no rule file can hold a {kind}")


def read_table(kind: type[T], table: Table, where: Where) -> T:
    """A dataclass from a table: no key missing, none unknown, every value of its type.

    Field ``source`` is read from the keys clause and strength, field ``id`` is the table's own name.
    AppError names file, table and key.
    """
    values: dict[str, Any] = {}
    known: set[str] = set()
    for spec in fields(kind):
        if spec.name == "source":
            values["source"] = read_source(table, where)
            known |= {"clause", "strength"}
        elif spec.name == "id":
            values["id"] = where.path[-1]
        else:
            known.add(spec.name)
            if _is_given(spec, table, where):
                values[spec.name] = read_value(spec.type, table[spec.name], where, spec.name)
    refuse_unknown(table, known, where)
    _check_spans(values, where)
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


def refuse_unknown(table: Table, known: set[str], where: Where) -> None:
    """AppError for the first key that is not known."""
    for key in table:
        if key not in known:
            raise where.error("unknown_key", key)


def _is_given(spec: "Field[Any]", table: Table, where: Where) -> bool:
    if spec.name in table:
        return True
    if spec.default is MISSING:
        raise where.error("missing_key", spec.name)
    return False


def _check_spans(values: Mapping[str, Any], where: Where) -> None:
    for span in _SPANS:
        ordered = [name for name in span if name in values]
        for low, high in pairwise(ordered):
            if values[low] > values[high]:
                raise where.error("out_of_order", low, other=high)


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
    choices = [choice.value for choice in kind]
    if value not in choices:
        raise where.error("unknown_value", key, value=value, allowed=", ".join(choices))
    return kind(str(value))


def _read_lone_source(value: object, where: Where, key: str) -> Source:
    table = _as_table(value, where, key)
    refuse_unknown(table, {"clause", "strength"}, where.inside(key))
    return read_source(table, where.inside(key))


_READERS: dict[object, Callable[[object, Where, str], object]] = {
    Source: _read_lone_source,
    str: _read_text,
    bool: _read_flag,
    int: _read_count,
    float: _read_number,
    Mm: lambda value, where, key: Mm(_read_number(value, where, key)),
    Pt: lambda value, where, key: Pt(_read_number(value, where, key)),
}
