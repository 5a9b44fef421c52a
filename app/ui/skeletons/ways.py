"""Skeletons out of the program and into it: written for Word, read back, made of a letterhead, dropped."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.rules.model import Rulebook
from app.ui import tasks
from app.ui.notices import Choice
from app.ui.skeletons.letterhead import LetterheadDialog
from app.ui.skeletons.reading import read_limited
from app.word.letterhead import spots_of

SUFFIX = ".docx"


class Ways(QObject):
    """Asks for files, and works on them beside the window.

    Signals:
        came: bytes that may be a skeleton, and its name.
        told: a sentence and the choices with it (tuple of Choice).
        failed: it could not be done (AppError).
    """

    came = Signal(object, str)
    told = Signal(str, object)
    failed = Signal(object)

    def __init__(self, rulebook: Rulebook, window: QWidget) -> None:
        super().__init__(window)
        self._rulebook, self._window = rulebook, window

    def take_out(self, suggested: str, data: bytes) -> None:
        """Ask where, write it there, and offer to open it in Word."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, text("skeletons.take_out_title"), suggested, text("skeletons.filter")
        )
        if not chosen:
            return
        path = Path(chosen)
        # A name that the dialog has seen whole was asked about there.
        has_suffix = path.suffix.lower() == SUFFIX
        path = path if has_suffix else path.with_name(path.name + SUFFIX)
        write = functools.partial(write_atomic, path, data, overwrite=has_suffix)
        tasks.run(write, functools.partial(self._on_taken_out, path), self.failed.emit)

    def bring_in(self) -> None:
        """Ask for a skeleton."""
        path = self._asked("skeletons.bring_in_title")
        if path is not None:
            self.bring(path)

    def bring(self, path: Path) -> None:
        """Take this file for a skeleton."""
        then = functools.partial(self._on_read, path)
        tasks.run(functools.partial(read_limited, path), then, self.failed.emit)

    def from_letterhead(self) -> None:
        """Ask for a letterhead."""
        path = self._asked("skeletons.from_letterhead_title")
        if path is not None:
            then = functools.partial(self._on_letterhead, path)
            tasks.run(functools.partial(read_limited, path), then, self.failed.emit)

    def _asked(self, key: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, text(key), "", text("skeletons.filter"))
        return Path(name) if name else None

    def _on_taken_out(self, path: Path, _: object) -> None:
        show = functools.partial(_open, QUrl.fromLocalFile(str(path)))
        choices = (Choice(text("skeletons.open_in_word"), show),)
        self.told.emit(text("skeletons.taken_out", name=path.name), choices)

    def _on_read(self, path: Path, data: bytes) -> None:
        self.came.emit(data, path.stem)

    def _on_letterhead(self, path: Path, data: bytes) -> None:
        try:
            spots = spots_of(data, path.name, self._rulebook)
        except AppError as error:
            self.failed.emit(error)
            return
        dialog = LetterheadDialog(data, path.stem, spots, self._rulebook, self._window)
        dialog.made.connect(self.came)
        dialog.open()


def dropped_path(event: QDropEvent) -> Path | None:
    """The one file that is dropped; None for anything else."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
