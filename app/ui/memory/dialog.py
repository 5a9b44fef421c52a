"""The copies of the office's memory: when they were made, which is to come back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QWidget

from app.base.texts import text
from app.library.backup import Backup, Reason
from app.ui.dialogs.frame import GAP, Frame

_LIST_HEIGHT = 200


class BackupDialog(Frame):
    """Lists them, the newest first.

    Signals:
        chosen: this Backup is to be restored.
        file_wanted: a file is to be restored.
        save_wanted: everything is to be written into a file.
        move_wanted: … for another computer.
    """

    chosen = Signal(object)
    file_wanted = Signal()
    save_wanted = Signal()
    move_wanted = Signal()

    def __init__(self, backups: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(text("memory.title"), parent, width=600)
        self._backups = tuple(backups)
        self.last = QLabel(_last(self._backups))
        self.last.setObjectName("dialog_head")
        self.column.addWidget(self.last)
        self.explain(text("memory.about"))
        self.list = QListWidget()
        self.list.setMinimumHeight(_LIST_HEIGHT)
        # Else the lines keep the height they have without the style sheet.
        self.list.ensurePolished()
        self.list.addItems([_line(backup) for backup in self._backups])
        head = QLabel(text("memory.copies"))
        head.setBuddy(self.list)
        self.list.setAccessibleName(text("memory.copies").replace("&", ""))
        self.column.addWidget(head)
        self.column.addWidget(self.list, 1)
        self._add_files()
        restore = self.add_button(text("memory.restore_chosen"), default=True)
        restore.setEnabled(bool(self._backups))
        restore.clicked.connect(self._on_restore)
        self.add_close()
        self.list.itemActivated.connect(self._on_restore)
        self.list.setCurrentRow(0)

    def _add_files(self) -> None:
        """What is done with a file of one's own, outside the program's folder."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for key, slot in (
            ("memory.from_file", self._on_file),
            ("memory.to_file", self._on_save),
            ("memory.to_computer", self._on_move),
        ):
            button = QPushButton(text(key))
            button.setAutoDefault(False)
            button.setAccessibleName(text(key).replace("&", ""))
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _on_restore(self) -> None:
        if self.list.currentRow() >= 0:
            self.chosen.emit(self._backups[self.list.currentRow()])
            self.accept()

    # The dialog goes first: the file dialog stands above the window then.
    def _on_file(self) -> None:
        self.accept()
        self.file_wanted.emit()

    def _on_save(self) -> None:
        self.accept()
        self.save_wanted.emit()

    def _on_move(self) -> None:
        self.accept()
        self.move_wanted.emit()


def _last(backups: Sequence[Backup]) -> str:
    daily = [backup for backup in backups if backup.reason is Reason.DAILY]
    return text("memory.last", time=_time(daily[0])) if daily else text("memory.none")


def _line(backup: Backup) -> str:
    return text("memory.line", time=_time(backup), reason=text(f"memory.reason.{backup.reason.value}"))


def _time(backup: Backup) -> str:
    return f"{backup.made:%H:%M %d/%m/%Y}"
