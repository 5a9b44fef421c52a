"""What the Công cụ menu does with the office's memory: into a file, out of a file, to another computer."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.base.errors import AppError
from app.base.texts import text
from app.library.backup import SUFFIX, Backup, Restored
from app.library.database import Turn
from app.ui import messages, tasks
from app.ui.folders import folder_for
from app.ui.memory.dialog import BackupDialog
from app.ui.memory.keeper import Keeper
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office

_KEY = "memory done"


class Memory:
    """Backups and their way back. Files are touched beside the window."""

    def __init__(self, office: Office) -> None:
        self.window, self.session = office.window, office.session
        self._before: Path | None = None
        self.keeper = Keeper(self, office)

    def back_up(self) -> None:
        """Everything into one file."""
        self._export(text("memory.file_name", date=_today()), moves=False)

    def move(self) -> None:
        """Everything that another computer can use into one file."""
        self._export(text("memory.move_name", date=_today()), moves=True)

    def restore(self) -> None:
        """Show the copies that there are, to choose one or a file."""
        tasks.run(self.session.library.backups.all, self._on_listed, self._on_error)

    def restore_from(self, path: Path) -> None:
        """Put what a copy holds in the place of what is there."""
        work = functools.partial(self.session.library.backups.restore, path, self.session.settings.carried())
        tasks.run(work, self._on_restored, self._on_error)

    def begin_anew(self) -> None:
        """Put a file that cannot be used aside."""
        tasks.run(self.session.library.backups.start_empty, self._on_begun, self._on_error)

    # --- inside

    def _export(self, name: str, *, moves: bool) -> None:
        title = text("memory.move_title" if moves else "memory.save_title")
        suggested = folder_for(None, self.session.settings) / name
        chosen, _ = QFileDialog.getSaveFileName(self.window, title, str(suggested), text("memory.filter"))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        work = functools.partial(_Exporting(self).run, path, moves=moves)
        done = self._on_packed if moves else self._on_exported
        tasks.run(work, done, self._on_error)

    def _on_exported(self, path: Path) -> None:
        self.window.notices.tell(_KEY, text("memory.saved", path=path), warns=False)

    def _on_packed(self, path: Path) -> None:
        self.window.notices.tell(_KEY, text("memory.packed", path=path), warns=False)

    def _on_listed(self, backups: Sequence[Backup]) -> None:
        dialog = BackupDialog(backups, self.window)
        dialog.chosen.connect(self._on_chosen)
        dialog.file_wanted.connect(self._on_file)
        dialog.save_wanted.connect(self.back_up)
        dialog.move_wanted.connect(self.move)
        dialog.open()

    def _on_chosen(self, backup: Backup) -> None:
        self.restore_from(backup.path)

    def _on_file(self) -> None:
        folder = folder_for(None, self.session.settings)
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, text("memory.open_title"), str(folder), text("memory.filter")
        )
        if chosen:
            self.restore_from(Path(chosen))

    def _on_restored(self, restored: Restored) -> None:
        settings = self.session.settings
        if restored.settings is not None:
            settings.take_carried(restored.settings)
        self.session.library.database.take(restored.turn)
        counts, self._before = restored.counts, restored.before
        sentence = text(
            "memory.restored",
            agencies=counts.agencies,
            contacts=counts.contacts,
            templates=counts.templates,
            skeletons=counts.skeletons,
        )
        undo = (Choice(text("memory.undo"), self._on_undo),) if self._before is not None else ()
        self.window.notices.tell(_KEY, sentence, undo, warns=False)
        try:
            settings.save()
        except AppError as error:
            messages.tell(self.window, str(error))

    def _on_undo(self) -> None:
        if self._before is not None:
            self.restore_from(self._before)

    def _on_begun(self, turn: Turn) -> None:
        self.session.library.database.take(turn)
        self.window.notices.tell(_KEY, text("memory.begun"), warns=False)

    def _on_error(self, error: AppError) -> None:
        self.window.notices.tell(_KEY, str(error))


class _Exporting:
    """One export: what it needs from the window is taken before its thread begins."""

    def __init__(self, part: Memory) -> None:
        self._backups = part.session.library.backups
        self._settings = part.session.settings.carried()

    def run(self, path: Path, *, moves: bool) -> Path:
        """In the thread."""
        self._backups.export(path, self._settings, moves=moves)
        return path


def _today() -> str:
    return f"{datetime.datetime.now().astimezone():%Y-%m-%d}"
