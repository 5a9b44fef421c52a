"""Permissions that bind, for tests that may run as root, whom none stops."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_NOBODY = 65534


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root works as the user "nobody" meanwhile, in all threads; anybody else as before.

    No child process: that could not load a Python which lies in the folder of root. For the same reason
    what is needed here must have been imported before.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    # The third is kept, by which root comes back.
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@contextlib.contextmanager
def folder_of_nobody() -> Iterator[Path]:
    """A folder that belongs to whoever ``as_nobody`` is; the test is skipped where no permission binds.

    The folders of pytest can be entered by root only.
    """
    if sys.platform == "win32":
        pytest.skip("permissions are a thing of Unix")
    folder = Path(tempfile.mkdtemp(prefix="nobody-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY, _NOBODY)
        _skip_if_nothing_binds(folder)
        yield folder
    finally:
        open_to_writing(folder)
        shutil.rmtree(folder)


def close_to_writing(folder: Path) -> None:
    """Take away the right to write from a folder and all that is below; all of it is nobody's then."""
    for path in (*folder.rglob("*"), folder):
        if os.geteuid() == 0:
            os.chown(path, _NOBODY, _NOBODY)
        path.chmod(0o555 if path.is_dir() else 0o444)


def open_to_writing(folder: Path) -> None:
    """Give that right back."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _skip_if_nothing_binds(folder: Path) -> None:
    with as_nobody():
        probe = folder / "probe"
        probe.mkdir(mode=0o555)
        try:
            (probe / "file").touch()
        except PermissionError:
            return
        finally:
            open_to_writing(probe)
            shutil.rmtree(probe)
    pytest.skip("needs permissions that bind us")
