"""Joins the parts of the program: console, log, rulebook, command line."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from app.base.logs import LOG_NAME, close_log, set_up_log
from app.base.texts import text
from app.cli.painting import Painting
from app.cli.program import run
from app.rules.load import load_rulebook

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_APP_FOLDER = "SoanCongVan"
_STOPPED = 130  # as shells tell a program ended by Ctrl+C
_OWN_MISTAKE = 70  # EX_SOFTWARE of sysexits.h

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or with those of the process; the exit code.

    0 done, 1 findings (check), 2 bad input or refused, 70 a mistake of the program, 130 stopped.
    """
    _speak_utf8()
    folder = user_log_path(_APP_FOLDER, appauthor=False)
    log = _begun_log(folder)
    try:
        code = run(sys.argv[1:] if arguments is None else arguments, load_rulebook, painting)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(text("bootstrap.stopped") + "\n")
        return _STOPPED
    except BrokenPipeError:
        _leave_pipe()
        return 0
    except Exception:  # noqa: BLE001 - the one place for it: a sentence for the clerk, the log for us
        _log.exception("unexpected error")
        sys.stderr.write(_apology(folder / LOG_NAME if log else None) + "\n")
        return _OWN_MISTAKE
    finally:
        if log is not None:
            close_log(log)
    return code


@cache
def painting() -> Painting:
    """Starts Qt without a window and gives what paints pages."""
    # Qt costs 100 ms to load: only for orders that paint.
    from app.paint import faces, image, pdf  # noqa: PLC0415

    _qt_application()
    return Painting(pdf.pdf_bytes, image.write_png, faces.missing_fonts)


@cache
def _qt_application() -> QCoreApplication:
    """The one application Qt needs; it lives as long as the program, as the fonts in use demand."""
    # Loaded late for the same reason.
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    if sys.platform == "linux":
        # A server has no screen; fonts are the same without one.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication.instance() or QGuiApplication([])


def _speak_utf8() -> None:
    """Vietnamese on every console and into every file: Windows would take the old code page for both."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _begun_log(folder: Path) -> logging.Handler | None:
    """The log, or None where none can be written: that is no reason not to work."""
    try:
        return set_up_log(folder)
    except OSError:
        return None


def _apology(log: Path | None) -> str:
    return text("bootstrap.mistake_unlogged") if log is None else text("bootstrap.mistake", log=log)


def _leave_pipe() -> None:
    """Whoever read our output has enough of it; Python must not try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
