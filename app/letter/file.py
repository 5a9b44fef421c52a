"""File format 1 of a letter (*.congvan): UTF-8 JSON that a person can read. See docs/file-format.md."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.base.vietnamese import drop_forbidden
from app.letter import codec, places
from app.letter.clean import clean_text
from app.letter.migrate import upgraded
from app.letter.model import FORMAT_VERSION, Letter

KIND = "congvan"
SUFFIX = ".congvan"
VERSION_KEY = "format_version"
KIND_KEY = "kind"

# A letter of 300 pages is about 2 MB; a deeper or larger file was not written by this program.
MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 100
_SHOWN_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was put right while reading: a sentence, and where (JSON path)."""

    message: str
    path: str


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A letter as read, with what had to be put right."""

    letter: Letter
    notices: tuple[Notice, ...] = ()


def dumps(letter: Letter, *, readable: bool = True) -> bytes:
    """The letter as a file: the same letter always gives the same bytes.

    Not readable is the same on one line, three times as fast, for inside other files.
    """
    tree = {VERSION_KEY: FORMAT_VERSION, KIND_KEY: KIND} | codec.encode(letter)
    if readable:
        return (json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> LoadResult:
    """The letter in a file; AppError, in the clerk's words, when there is none."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    tree = _parsed(data)
    if not isinstance(tree, dict) or tree.get(KIND_KEY) != KIND:
        raise AppError("letter.file_not_letter")
    notices: list[Notice] = []
    clean: dict[str, Any] = _clean(tree, (), notices)
    version = _checked_version(clean)
    clean = upgraded(clean, version)
    letter = codec.decode(
        Letter, {key: value for key, value in clean.items() if key not in (VERSION_KEY, KIND_KEY)}
    )
    return LoadResult(letter, tuple(notices[:_SHOWN_NOTICES]))


def load(path: Path) -> LoadResult:
    """Read a letter from a file; AppError when it cannot be read or holds none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AppError("letter.file_missing", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise AppError("letter.file_unreadable", path=path) from error
    try:
        return loads(data)
    except AppError as error:
        raise AppError("letter.file_not_opened", path=path, reason=error) from error


def save(path: Path, letter: Letter, *, overwrite: bool) -> None:
    """Write a letter whole or not at all; AppError as app.base.files.write_atomic raises it."""
    write_atomic(path, dumps(letter), overwrite=overwrite)


def _parsed(data: bytes) -> object:
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


def _checked_version(tree: dict[str, Any]) -> int:
    version = tree.get(VERSION_KEY)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise AppError("letter.file_not_letter")
    if version > FORMAT_VERSION:
        raise AppError("letter.file_newer", version=version, known=FORMAT_VERSION)
    return version


def _clean(value: Any, path: places.Path, notices: list[Notice]) -> Any:  # noqa: ANN401 - any JSON
    """The same JSON with every text cleaned; what was dropped from a text is told."""
    if len(path) > MAX_DEPTH:
        raise _too_deep()
    if isinstance(value, str):
        return _clean_value(value, path, notices)
    if isinstance(value, list):
        return [_clean(part, (*path, index), notices) for index, part in enumerate(value)]
    if isinstance(value, dict):
        return {clean_text(key): _clean(part, (*path, key), notices) for key, part in value.items()}
    return value


def _clean_value(value: str, path: places.Path, notices: list[Notice]) -> str:
    dropped = drop_forbidden(value)[1]
    if dropped:
        codes = ", ".join(sorted({f"U+{ord(char):04X}" for char in dropped}))
        where = places.json_path(path)
        notices.append(Notice(text("letter.control_dropped", path=where, codes=codes), where))
    return clean_text(value)


def _too_large() -> AppError:
    return AppError("letter.file_too_large", limit=MAX_BYTES // (1024 * 1024))


def _too_deep() -> AppError:
    return AppError("letter.file_too_deep", limit=MAX_DEPTH)
