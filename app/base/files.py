"""Writing a file whole or not at all, with a plain sentence for everything that can go wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from app.base.errors import AppError

# Names that Windows keeps for devices, and characters it refuses (a colon would even write into a
# hidden stream of another file, without any error).
_WINDOWS_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))]
)
_WINDOWS_ILLEGAL = frozenset('<>:"/\\|?*') | frozenset(map(chr, range(32)))

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])
_REFUSED = frozenset([errno.EACCES, errno.EPERM, errno.EROFS])
_WINDOWS_BAD_NAME = 123
_WINDOWS_TOO_LONG = 206
# From this length on Windows may also call a path missing or invalid.
_WINDOWS_PATH_LENGTH = 260


def write_atomic(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file so that there is either the whole new one or what was there before.

    AppError when a file is there already and may not be overwritten, when the folder is missing or not
    writable, the disk full, the name illegal or too long, or the file open in another program.
    """
    target = _checked_target(path, overwrite=overwrite)
    # A short name of its own: one made from the target's could get too long. Beside the target,
    # because a file can be moved in one step only within a disk.
    temporary = target.with_name(f".~{secrets.token_hex(6)}.tmp")
    try:
        _write_through(temporary, data)
        _move(temporary, target, overwrite=overwrite)
    except OSError as error:
        raise _told(error, target) from error
    finally:
        # A disk that cannot be written refuses this too, though there is no such file: what went wrong
        # is told already.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def is_windows_name(name: str) -> bool:
    """Whether Windows accepts this as the name of a file."""
    stem = name.partition(".")[0].rstrip().upper()
    return (
        bool(name)
        and not _WINDOWS_ILLEGAL.intersection(name)
        and stem not in _WINDOWS_DEVICES
        and name[-1] not in ". "
    )


def _checked_target(path: Path, *, overwrite: bool) -> Path:
    if "\0" in str(path) or (os.name == "nt" and not is_windows_name(path.name)):
        raise AppError("base.name_illegal", path=str(path).replace("\0", "?"))
    try:
        # Through links: what a link points to is replaced, not the link.
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise AppError("base.target_is_folder", path=target)
        if not overwrite and target.exists():
            raise AppError("base.file_exists", path=target)
        if not target.parent.is_dir():
            raise AppError("base.folder_missing", folder=target.parent)
    except OSError as error:
        raise _told(error, path) from error
    return target


def _write_through(temporary: Path, data: bytes) -> None:
    """Write and wait until the disk has it, so that a power cut cannot leave an empty file."""
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move(temporary: Path, target: Path, *, overwrite: bool) -> None:
    try:
        if overwrite:
            temporary.replace(target)
        else:
            _move_beside(temporary, target)
    except PermissionError as error:
        # The folder took the temporary file, so what is refused is the target itself: Word and other
        # programs lock an open file on Windows.
        raise AppError("base.file_in_use", path=target) from error


def _move_beside(temporary: Path, target: Path) -> None:
    """Give the file its name unless another program took that name since we looked."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise AppError("base.file_exists", path=target) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
        # No hard links on this disk (FAT, some network shares): one look, then a plain move.
        if target.exists():
            raise AppError("base.file_exists", path=target) from error
        temporary.replace(target)


def _told(error: OSError, path: Path) -> AppError:
    """The sentence for what the system said."""
    windows_code = getattr(error, "winerror", None)
    if error.errno in _FULL:
        return AppError("base.disk_full", path=path)
    if error.errno == errno.ENAMETOOLONG or windows_code == _WINDOWS_TOO_LONG or _too_long(error, path):
        return AppError("base.path_too_long", path=path)
    if error.errno == errno.EINVAL or windows_code == _WINDOWS_BAD_NAME:
        return AppError("base.name_illegal", path=path)
    if error.errno in _REFUSED:
        return AppError("base.folder_not_writable", folder=path.parent)
    return AppError("base.write_failed", path=path, reason=error.strerror or error)


def _too_long(error: OSError, path: Path) -> bool:
    return error.errno in (errno.ENOENT, errno.EINVAL) and len(str(path)) >= _WINDOWS_PATH_LENGTH
