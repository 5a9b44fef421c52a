"""Writing a file whole or not at all, with a plain sentence for everything that can go wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path

from app.base.errors import AppError

# Names that Windows keeps for devices (the superscript digits are ports too), and characters it refuses
# (a colon would even write into a hidden stream of another file, without any error).
_PORTS = "123456789\u00b9\u00b2\u00b3"
_WINDOWS_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{number}" for port in ("COM", "LPT") for number in _PORTS]
)
_WINDOWS_ILLEGAL = frozenset('<>:"/\\|?*') | frozenset(map(chr, range(32)))

# Windows refuses to rename a file to a name that is taken, Linux would overwrite.
_RENAMES_OVER_NOTHING = os.name == "nt"

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])
_REFUSED = frozenset([errno.EACCES, errno.EPERM, errno.EROFS])
_WINDOWS_BAD_NAME = 123
_WINDOWS_TOO_LONG = 206
# From this length on Windows may also call a path missing or invalid.
_WINDOWS_PATH_LENGTH = 260
# Access denied, sharing violation: what Windows says while a virus scanner or OneDrive looks at a file
# that was just written, which takes them a moment; and what it says of one that is open in Word.
_WINDOWS_HELD = frozenset([5, 32])
_PATIENCE_SECONDS = (0.02, 0.05, 0.1, 0.2)


def write_atomic(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file so that there is either the whole new one or what was there before.

    AppError when a file is there already and may not be overwritten, when the folder is missing or not
    writable, the disk full, the name illegal or too long, or the file read-only or open in another program
    (which is tried for a third of a second).
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
    def move() -> None:
        if overwrite:
            temporary.replace(target)
        else:
            _move_beside(temporary, target)

    try:
        patiently(move)
    except PermissionError as error:
        # The folder took the temporary file, so what is refused is the target itself: Windows replaces no
        # file that is marked read-only, and none that Word or another program has open.
        key = "base.file_read_only" if _is_read_only(target) else "base.file_in_use"
        raise AppError(key, path=target) from error


def patiently(move: Callable[[], None]) -> None:
    """Move or delete a file; one that is held on Windows is tried for a third of a second, then OSError."""
    for seconds in _PATIENCE_SECONDS:
        try:
            move()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_HELD:
                raise
            time.sleep(seconds)
        else:
            return
    move()


def _is_read_only(target: Path) -> bool:
    try:
        return not target.stat().st_mode & stat.S_IWRITE
    except OSError:
        return False


def _move_beside(temporary: Path, target: Path) -> None:
    """Give the file its name unless another program took that name since we looked."""
    try:
        if _RENAMES_OVER_NOTHING:
            temporary.rename(target)
        else:
            os.link(temporary, target)
    except FileExistsError as error:
        raise AppError("base.file_exists", path=target) from error
    except OSError as error:
        if _RENAMES_OVER_NOTHING or error.errno == errno.ENAMETOOLONG:
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
    # Windows says EINVAL for whatever has no number of its own, such as a network that broke off.
    if windows_code == _WINDOWS_BAD_NAME or (error.errno == errno.EINVAL and not windows_code):
        return AppError("base.name_illegal", path=path)
    if error.errno in _REFUSED:
        return AppError("base.folder_not_writable", folder=path.parent)
    return AppError("base.write_failed", path=path, reason=error.strerror or error)


def _too_long(error: OSError, path: Path) -> bool:
    return error.errno in (errno.ENOENT, errno.EINVAL) and len(str(path)) >= _WINDOWS_PATH_LENGTH
