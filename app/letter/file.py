"""File format 1 of a letter (*.congvan): UTF-8 JSON that a person can read. See docs/file-format.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.files import write_atomic
from app.letter import codec
from app.letter.migrate import upgraded
from app.letter.model import FORMAT_VERSION, Letter
from app.letter.strict_json import Notice, cleaned, parsed

KIND = "congvan"
SUFFIX = ".congvan"
VERSION_KEY = "format_version"
KIND_KEY = "kind"

# A letter of 300 pages is about 2 MB; a larger file was not written by this program.
MAX_BYTES = 20 * 1024 * 1024
_SHOWN_NOTICES = 20


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A letter as read, with what had to be put right."""

    letter: Letter
    notices: tuple[Notice, ...] = ()


def dumps(letter: Letter, *, readable: bool = True) -> bytes:
    """The letter as a file: the same letter always gives the same bytes.

    Not readable is the same on one line, three times as fast, for inside other files.
    """
    tree = to_tree(letter)
    if readable:
        return (json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> LoadResult:
    """The letter in a file; AppError, in the clerk's words, when there is none."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    return from_tree(parsed(data))


def to_tree(letter: Letter) -> dict[str, Any]:
    """The JSON of a letter's file, for inside other files."""
    return {VERSION_KEY: FORMAT_VERSION, KIND_KEY: KIND} | codec.encode(letter)


def from_tree(tree: object) -> LoadResult:
    """The letter that the JSON of a file describes; AppError when it describes none."""
    if not isinstance(tree, dict) or tree.get(KIND_KEY) != KIND:
        raise AppError("letter.file_not_letter")
    notices: list[Notice] = []
    clean: dict[str, Any] = cleaned(tree, notices)
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


def _checked_version(tree: dict[str, Any]) -> int:
    version = tree.get(VERSION_KEY)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise AppError("letter.file_not_letter")
    if version > FORMAT_VERSION:
        raise AppError("letter.file_newer", version=version, known=FORMAT_VERSION)
    return version


def _too_large() -> AppError:
    return AppError("letter.file_too_large", limit=MAX_BYTES // (1024 * 1024))
