"""Reading a Word file that was chosen or dropped, beside the window, if it is no larger than a skeleton."""

from __future__ import annotations

from pathlib import Path

from app.base.errors import AppError
from app.library.skeletons import MOST_BYTES


def read_limited(path: Path) -> bytes:
    """The bytes of a file; AppError when it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise AppError("skeletons.unreadable", name=path.name) from error
    if len(data) > MOST_BYTES:
        raise AppError("skeletons.too_large", name=path.name, limit=MOST_BYTES // (1024 * 1024))
    return data
