"""The folder that a file dialog begins in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.settings.options import EXPORT_FOLDER
from app.settings.store import Settings
from app.ui import tasks

# As long as a disk may let the clerk wait before the dialog begins elsewhere.
_PATIENCE_SECONDS = 0.08


def folder_for(path: Path | None, settings: Settings) -> Path:
    """Beside the letter, else where something was exported last, else the documents of the user."""
    if path is not None and _answers(path.parent):
        return path.parent
    last = settings.get(EXPORT_FOLDER)
    if last and _answers(Path(last)):
        return Path(last)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def folder_for_export(path: Path | None, settings: Settings) -> Path:
    """Where something was exported last, else beside the letter, else the documents of the user."""
    last = settings.get(EXPORT_FOLDER)
    if last and _answers(Path(last)):
        return Path(last)
    return folder_for(path, settings)


def _answers(folder: Path) -> bool:
    """Whether the folder is there and on a disk that answers: a dialog would stand still before another."""
    return tasks.soon(partial(_is_there, folder), _PATIENCE_SECONDS) is True


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
