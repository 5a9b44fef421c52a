"""The folders whose letters are listed, what could not be read in them, and making the list anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from app.base.texts import text
from app.library.letter_index import LetterIndex
from app.ui.dialogs.frame import GAP, Frame
from app.ui.notices import Choice, NoticeBar


def choose_folder(parent: QWidget, begin: Path) -> Path | None:
    """Ask for a folder; None when nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, text("letters.add_folder_title"), str(begin))
    return Path(chosen) if chosen else None


class FoldersDialog(Frame):
    """Adds and removes folders; files are never touched.

    Signals:
        folders_changed: the letters are to be looked for again.
        rebuild_wanted: the list is to be made anew.
    """

    folders_changed = Signal()
    rebuild_wanted = Signal()

    def __init__(self, index: LetterIndex, begin: Path, parent: QWidget | None = None) -> None:
        super().__init__(text("letters.folders_title"), parent, width=640)
        self._index, self._begin = index, begin
        self._removed: Path | None = None
        self.explain(text("letters.folders_about"))
        self.notices = NoticeBar()
        self.column.addWidget(self.notices)
        self.list = _FolderList()
        self.list.setAccessibleName(text("letters.folders_title"))
        self.list.setMinimumHeight(120)
        # Of a long path the drive and the last folder are read.
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.removed.connect(self._on_remove)
        self.column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.add = self._button(text("letters.add_folder"), row)
        self.remove = self._button(text("letters.remove_folder"), row)
        row.addStretch(1)
        self.column.addLayout(row)
        self._show_problems()
        self.rebuild = self.add_button(text("letters.rebuild"))
        self.rebuild.setToolTip(text("letters.rebuild_about"))
        self.add_close()
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.rebuild.clicked.connect(self._on_rebuild)
        self._fill(0)

    def _button(self, words: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.replace("&", ""))
        button.setAutoDefault(False)
        row.addWidget(button)
        return button

    def _show_problems(self) -> None:
        problems = self._index.problems()
        if not problems:
            return
        head = QLabel(text("letters.problems", count=len(problems)))
        head.setObjectName("dialog_head")
        self.column.addWidget(head)
        self.problems = QListWidget()
        self.problems.setAccessibleName(head.text())
        self.problems.setWordWrap(True)
        self.problems.setMinimumHeight(120)
        for problem in problems:
            words = text("letters.problem", path=problem.path, reason=problem.reason)
            self.problems.addItem(words)
        self.column.addWidget(self.problems, 1)

    def _fill(self, row: int) -> None:
        self.list.clear()
        for folder in self._index.folders.all():
            item = QListWidgetItem(str(folder))
            item.setToolTip(str(folder))
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self.remove.setEnabled(self.list.count() > 0)
        (self.list if self.list.count() else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        folder = choose_folder(self, self._begin)
        if folder is not None:
            self._index.folders.add(folder)
            self.notices.clear()
            self._changed(self._index.folders.all().index(folder))

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        folder = Path(self.list.item(row).text())
        self._removed = folder
        self._index.folders.remove(folder)
        undo = Choice(text("letters.undo"), self._on_put_back)
        self.notices.tell("removed", text("letters.folder_removed", folder=folder), (undo,), warns=False)
        self._changed(row)

    def _on_put_back(self) -> None:
        if self._removed is not None:
            self._index.folders.add(self._removed)
            self._changed(self._index.folders.all().index(self._removed))
            self._removed = None

    def _on_rebuild(self) -> None:
        self.rebuild_wanted.emit()
        self.accept()

    def _changed(self, row: int) -> None:
        self._fill(row)
        self.folders_changed.emit()


class _FolderList(QListWidget):
    """Delete removes.

    Signals:
        removed: the current folder is to go.
    """

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, and what a list does anyway."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)
