"""JSON from a stranger's file, read strictly: no key twice, no endless number, no depth without end."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from app.base.errors import AppError
from app.base.texts import text
from app.base.vietnamese import drop_forbidden
from app.letter.clean import clean_text
from app.letter.places import Path, json_path

# A letter is a dozen levels deep; a deeper file was not written by this program.
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was put right while reading: a sentence, and where (JSON path)."""

    message: str
    path: str


def parsed(data: bytes) -> object:
    """The JSON in a file; AppError when there is none, a key stands twice or a number is none."""
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_unique_keys,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise AppError("letter.file_not_utf8") from error
    except json.JSONDecodeError as error:
        raise AppError("letter.file_not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:  # Python refuses whole numbers of thousands of digits.
        raise AppError("letter.file_bad_number", number="") from error


def _unique_keys(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise AppError("letter.file_duplicate_key", name=key[:40])
        found[key] = value
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise AppError("letter.file_bad_number", number=constant)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise AppError("letter.file_bad_number", number=number[:40])
    return value


def cleaned(value: Any, notices: list[Notice], path: Path = ()) -> Any:  # noqa: ANN401 - any JSON
    """The same JSON with every text cleaned; what was dropped from a text is told.

    AppError when it is nested deeper than anything this program writes.
    """
    if len(path) > MAX_DEPTH:
        raise _too_deep()
    if isinstance(value, str):
        return _clean_value(value, path, notices)
    if isinstance(value, list):
        return [cleaned(part, notices, (*path, index)) for index, part in enumerate(value)]
    if isinstance(value, dict):
        return {clean_text(key): cleaned(part, notices, (*path, key)) for key, part in value.items()}
    return value


def _clean_value(value: str, path: Path, notices: list[Notice]) -> str:
    dropped = drop_forbidden(value)[1]
    if dropped:
        codes = ", ".join(sorted({f"U+{ord(char):04X}" for char in dropped}))
        where = json_path(path)
        notices.append(Notice(text("letter.control_dropped", path=where, codes=codes), where))
    return clean_text(value)


def _too_deep() -> AppError:
    return AppError("letter.file_too_deep", limit=MAX_DEPTH)
