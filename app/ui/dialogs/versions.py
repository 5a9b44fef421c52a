"""The earlier states of a letter."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from app.base.texts import text
from app.editing.versions import Version
from app.ui.dialogs.frame import Frame


class VersionsDialog(Frame):
    """Lists them, the newest first.

    Signals:
        version_chosen: this one is to be opened as a new letter.
        version_wanted_back: the open letter is to say again what this one says.
    """

    version_chosen = Signal(object)
    version_wanted_back = Signal(object)

    def __init__(
        self, versions: Sequence[Version], parent: QWidget | None = None, *, is_locked: bool = False
    ) -> None:
        super().__init__(text("ui.versions.title"), parent)
        self._versions = tuple(versions)
        self.explain(text("ui.versions.about" if versions else "ui.versions.none"))
        self.list = QListWidget()
        self.list.setAccessibleName(text("ui.versions.title"))
        for version in self._versions:
            saved = datetime.datetime.fromtimestamp(version.saved_at, datetime.UTC).astimezone()
            self.list.addItem(text("ui.versions.line", time=f"{saved:%H:%M:%S}", date=f"{saved:%d/%m/%Y}"))
        self.column.addWidget(self.list)
        opens = self.add_button(text("ui.versions.open"), default=True)
        opens.setEnabled(bool(versions))
        opens.clicked.connect(self._on_open)
        back = self.add_button(text("ui.versions.back"))
        back.setEnabled(bool(versions) and not is_locked)
        back.clicked.connect(self._on_back)
        self.add_close()
        self.list.itemActivated.connect(self._on_open)
        self.list.setCurrentRow(0)

    def _on_open(self) -> None:
        if self.list.currentRow() >= 0:
            self.version_chosen.emit(self._versions[self.list.currentRow()])
            self.accept()

    def _on_back(self) -> None:
        if self.list.currentRow() >= 0:
            self.version_wanted_back.emit(self._versions[self.list.currentRow()])
            self.accept()
