"""The folder that a file dialog begins in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.settings.options import EXPORT_FOLDER
from app.settings.store import Settings


def folder_for(path: Path | None, settings: Settings) -> Path:
    """Beside the letter, else where something was exported last, else the documents of the user."""
    if path is not None:
        return path.parent
    last = settings.get(EXPORT_FOLDER)
    if last and Path(last).is_dir():
        return Path(last)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def folder_for_export(path: Path | None, settings: Settings) -> Path:
    """Where something was exported last, else beside the letter, else the documents of the user."""
    last = settings.get(EXPORT_FOLDER)
    if last and Path(last).is_dir():
        return Path(last)
    return folder_for(path, settings)
