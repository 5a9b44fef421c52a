"""The log file: what the program did and where it failed, never what a letter says."""

from __future__ import annotations

import logging
import logging.handlers
import traceback
from pathlib import Path
from types import TracebackType

LOG_NAME = "soan-cong-van.log"
_LOG_BYTES = 512 * 1024
_OLD_LOGS = 3
_FORMAT = "{asctime} {levelname} {name}: {message}"

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _SilentFormatter(logging.Formatter):
    """Writes the kind and the place of an error but not its message, which may quote the letter."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - a method of logging.Formatter
        lines = []
        error = ei[1]
        while error is not None:
            lines.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__
        return "\n".join(lines)


class _Handler(logging.handlers.RotatingFileHandler):
    """Goes on in a full file where it cannot be put aside: on Windows another window has it open."""

    def doRollover(self) -> None:  # noqa: N802 - a method of RotatingFileHandler
        try:
            super().doRollover()
        except OSError:
            # Tried again at the next start; each try would move the older files on.
            self.maxBytes = 0


def set_up_log(folder: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Write the log of all of app/ into a file in this folder, half a megabyte and three older ones.

    Callers log keys, counts and paths, never the text of a letter. The folder is made if it is missing;
    OSError when that fails. Returns the handler; close it with close_log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = _Handler(
        folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8", delay=True
    )
    handler.setFormatter(_SilentFormatter(_FORMAT, style="{"))
    log = logging.getLogger("app")
    log.setLevel(level)
    log.addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop writing to a log begun by set_up_log and close its file."""
    logging.getLogger("app").removeHandler(handler)
    handler.close()
