"""Opening a file: a .congvan, or the letter inside a Word file that this program exported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text
from app.editing import disk
from app.letter.file import SUFFIX
from app.letter.model import Letter
from app.word.embedded import embedded_letter
from app.word.reading.opening import MOST_FILE_BYTES, unpack

WORD_SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter as read: the .congvan it is stored in (None when it came out of a Word file), the digest of
    that file, and what there is to tell about it.
    """

    letter: Letter
    path: Path | None
    digest: str
    notices: tuple[str, ...] = ()


def open_file(path: Path) -> Opened:
    """The letter in a file; AppError when it holds none. Reads only, so it may run in any thread."""
    if path.suffix.lower() == WORD_SUFFIX:
        return _open_word(path)
    if path.suffix.lower() != SUFFIX:
        raise AppError("editing.unknown_kind", path=path)
    found = disk.read(path)
    read = disk.parse(path, found.data)
    return Opened(read.letter, path, found.digest, tuple(notice.message for notice in read.notices))


def _open_word(path: Path) -> Opened:
    embedded = embedded_letter(unpack(_word_bytes(path), path.name))
    if embedded is None:
        raise AppError("editing.strange_word_file", path=path)
    read = disk.parse(path, embedded.json)
    notices = [notice.message for notice in read.notices]
    if embedded.changed:
        notices.append(text("editing.word_changed", path=path))
    return Opened(read.letter, None, disk.MISSING, tuple(notices))


def _word_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One more than allowed, so that unpack says that it is too large.
            return file.read(MOST_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AppError("editing.file_missing", path=path) from error
    except (OSError, ValueError) as error:
        raise AppError("editing.file_unreadable", path=path) from error
