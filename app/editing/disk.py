"""Reading and writing a letter's file, and seeing that someone else changed it meanwhile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.base.errors import AppError
from app.base.files import write_atomic
from app.editing.questions import Answer, Question
from app.letter.file import MAX_BYTES, LoadResult, loads

MISSING = ""  # the digest of a file that is not there


class Seen(Enum):
    """What became of a file since it was read or written by us."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The bytes of a file and their digest."""

    data: bytes
    digest: str


def digest_of(data: bytes) -> str:
    """What two equal files have in common."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path) -> OnDisk:
    """The bytes of a file; AppError when it is not there or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AppError("editing.file_missing", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise AppError("editing.file_unreadable", path=path) from error
    return OnDisk(data, digest_of(data))


def current_digest(path: Path) -> str:
    """The digest of what is in the file now, MISSING when there is none; AppError when it cannot be read."""
    try:
        return read(path).digest
    except AppError as error:
        if error.key == "editing.file_missing":
            return MISSING
        raise


def seen(path: Path, known: str) -> Seen:
    """What became of the file that had this digest; AppError when it cannot be read."""
    now = current_digest(path)
    if now == known:
        return Seen.SAME
    return Seen.GONE if now == MISSING else Seen.CHANGED


def same_file(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file, or would."""
    try:
        return first.samefile(second)
    except OSError:
        return first.absolute() == second.absolute()


def parse(path: Path, data: bytes) -> LoadResult:
    """The letter in these bytes; AppError that names the file."""
    try:
        return loads(data)
    except AppError as error:
        raise AppError("editing.not_opened", path=path, reason=error) from error


def check_unchanged(path: Path, known: str) -> None:
    """Question (SAVE_AS, OVERWRITE, RELOAD) when the file is another one than when it was last read.

    A file that is gone (a removed USB drive has its own sentence) does not hinder saving.
    """
    if seen(path, known) is Seen.CHANGED:
        answers = (Answer.SAVE_AS, Answer.OVERWRITE, Answer.RELOAD)
        raise Question("editing.changed_on_disk", answers, path=path)


def write(path: Path, data: bytes, *, overwrite: bool) -> str:
    """Write the file whole or not at all; its digest. AppError as write_atomic, and a file that is
    there already is a Question (OVERWRITE, SAVE_AS).
    """
    try:
        write_atomic(path, data, overwrite=overwrite)
    except AppError as error:
        if error.key != "base.file_exists":
            raise
        answers = (Answer.OVERWRITE, Answer.SAVE_AS)
        raise Question(error.key, answers, suggestion=None, **error.fields) from error
    return digest_of(data)
