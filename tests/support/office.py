"""LibreOffice as a test instrument: many documents to PDF with one start."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

# Another LibreOffice than the one on the path (benchmarks compare versions).
SOFFICE_VARIABLE = "SOFFICE"
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_START_SECONDS = 90.0
_SECONDS_PER_FILE = 10.0
# Keeps the command line below the limit of Windows (32 KB).
_FILES_PER_START = 100


class OfficeError(Exception):
    """LibreOffice did not do what it was asked; the text has its own words."""


def soffice() -> str | None:
    """The command of LibreOffice, or None where it is not installed."""
    chosen = os.environ.get(SOFFICE_VARIABLE)
    found = [chosen] if chosen else [path for name in _NAMES if (path := shutil.which(name))]
    found += [str(path) for path in _USUAL_PLACES if path.exists()]
    return found[0] if found else None


def have_office() -> bool:
    """Whether LibreOffice is installed."""
    return soffice() is not None


def require_office() -> None:
    """Ends the test where LibreOffice is missing: a failure in CI, a skip with a reason elsewhere."""
    if have_office():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("LibreOffice Writer is not installed, and CI must have it")
    pytest.skip("LibreOffice Writer is not installed")


def convert_to_pdf(paths: Sequence[Path], out_dir: Path, timeout_seconds: float | None = None) -> list[Path]:
    """Converts documents to PDF, LibreOffice being started once for every hundred of them.

    Returns the PDFs in the order of the documents. Every document must have a stem of its own
    (ValueError otherwise). Raises OfficeError when LibreOffice is missing, fails, is too slow (the
    time allowed grows with the number of files unless it is given) or leaves a document out.
    """
    command = soffice()
    if command is None:
        raise OfficeError("LibreOffice is not installed")
    stems = [path.stem for path in paths]
    if len(set(stems)) < len(stems):
        raise ValueError(f"two documents would have the same PDF: {sorted(stems)}")
    out_dir.mkdir(parents=True, exist_ok=True)
    targets = [out_dir / f"{stem}.pdf" for stem in stems]
    for target in targets:
        target.unlink(missing_ok=True)
    for batch in _batches(paths):
        seconds = timeout_seconds or _START_SECONDS + _SECONDS_PER_FILE * len(batch)
        words = _run([command, *_options(out_dir), *map(str, batch)], seconds)
        missing = [target.name for target in targets if target.stem in {x.stem for x in batch}]
        missing = [name for name in missing if not (out_dir / name).exists()]
        if missing:
            raise OfficeError(f"LibreOffice made no {', '.join(missing)}:\n{words}")
    return targets


def _batches(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(paths), _FILES_PER_START):
        yield [path.resolve() for path in paths[start : start + _FILES_PER_START]]


def _options(out_dir: Path) -> list[str]:
    profile = Path(_profile().name).as_uri()
    return [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(out_dir.resolve()),
    ]


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    # One profile per process, so that the workers of pytest-xdist do not wait for each other;
    # kept while the process lives, since a first start takes a second longer.
    folder = tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder


def _run(command: Sequence[str], seconds: float) -> str:
    # A session of its own: soffice is a script, and its child must end with it.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        words, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        words, _ = process.communicate()
        # A profile may be half-written now.
        _profile().cleanup()
        _profile.cache_clear()
        raise OfficeError(f"LibreOffice took more than {seconds:.0f} s:\n{words}") from None
    if process.returncode != 0:
        raise OfficeError(f"LibreOffice ended with {process.returncode}:\n{words}")
    return words


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
