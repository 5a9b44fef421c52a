"""A look, beside the window, whether a file is still there; a network drive may take its time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.base.errors import AppError
from app.ui import tasks

Act = Callable[[Path], object]


class Existing:
    """Does one thing with a file that is there, another with one that is gone."""

    def __init__(self, path: Path, act: Act, otherwise: Act) -> None:
        self._path, self._act, self._otherwise = path, act, otherwise

    def start(self) -> None:
        """Begin to look."""
        tasks.run(self._look, self._on_looked, self._on_error, awaited=True)

    def _look(self) -> bool:
        try:
            self._path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            # There, but not to be read: who opens it says why.
            return True
        return True

    def _on_looked(self, there: bool) -> None:
        (self._act if there else self._otherwise)(self._path)

    def _on_error(self, error: AppError) -> None:
        raise error  # none is raised above


def reveal(path: Path) -> None:
    """Show the folder of a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
