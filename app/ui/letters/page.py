"""Văn bản đã soạn: find a letter, open it, begin a new one from it."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import AppError
from app.base.texts import text
from app.library.letter_index import FOLDER_TABLE
from app.library.letter_scan import Progress
from app.settings.options import RECENT_FILES
from app.ui.dialogs.frame import GAP
from app.ui.folders import folder_for
from app.ui.letters.empty import EmptyLetters
from app.ui.letters.existing import Act, Existing, reveal
from app.ui.letters.filters import Filters
from app.ui.letters.folders import FoldersDialog, choose_folder
from app.ui.letters.model import LetterTable
from app.ui.letters.scanning import Scanner
from app.ui.letters.state_line import StateLine
from app.ui.letters.table import LettersView
from app.ui.notices import NoticeBar
from app.ui.session import Session

_SCAN_AGAIN_SECONDS = 30.0
# While a scan finds letters the list follows this often.
_FOLLOW_MS = 2000
_BEGINNING = Progress(None, 0, 0)


class LettersPage(QWidget):
    """All letters of the chosen folders and those used lately.

    Signals:
        path_wanted: a Path to open.
        renew_wanted: a Path whose letter a new one is to be made from.
    """

    path_wanted = Signal(object)
    renew_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("letters.page"))
        self._session = session
        self._index = session.library.letters
        self._scanned_at = float("-inf")
        self._progress = _BEGINNING
        self._seen_changes = 0
        self.scanner = Scanner()
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW_MS)
        self._build()
        self._join()

    def entered(self) -> None:
        """Fresh look, cursor in the search field."""
        self.filters.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filters.words.selectAll()
        self.refresh()
        if not self.scanner.is_running and time.monotonic() - self._scanned_at > _SCAN_AGAIN_SECONDS:
            self.scan()

    def scan(self) -> None:
        """Look for letters in the folders, beside the window."""
        folders = tuple(self._index.folders.all())
        used = tuple(Path(name) for name in self._session.settings.get(RECENT_FILES))
        self._progress, self._seen_changes = _BEGINNING, 0
        self.scanner.start(partial(self._index.scan, folders, used))
        self._follow.start()
        self.line.show_progress(self._progress)
        self._show_state()

    def refresh(self) -> None:
        """The list as the index has it now; the chosen letter stays chosen."""
        chosen = self.view.chosen
        try:
            self.filters.offer(self._index.agencies(), self._index.years())
            self.table.refresh()
            self._show_state()
        except AppError as error:
            self._on_failed(error)
            return
        self.view.choose_row(max(0, self.table.row_of(chosen.entry.path)) if chosen else 0)

    # --- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, GAP)
        column.setSpacing(GAP)
        self.notices = NoticeBar()
        self.filters = Filters()
        self.table = LetterTable(self._index, self)
        self.view = LettersView(self.table)
        self.empty = EmptyLetters()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.open = self._button("open", row)
        self.open.setObjectName("primary")
        self.renew = self._button("renew", row)
        self.reveal = self._button("reveal", row)
        row.addStretch(1)
        self.add = self._button("add_folder", row)
        self.folders = self._button("folders", row)
        self.line = StateLine()
        column.addWidget(self.notices)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        column.addWidget(self.line)

    def _button(self, name: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text(f"letters.{name}"))
        button.setAccessibleName(button.text().replace("&", ""))
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        row.addWidget(button)
        return button

    def _join(self) -> None:
        self.filters.changed.connect(self._on_wanted)
        self.filters.order_chosen.connect(self.view.sort_by)
        self.filters.key_for_list.connect(self.view.keyPressEvent)
        self.view.order_changed.connect(self.filters.show_order)
        self.view.opened.connect(self._on_deed)
        for button in (self.open, self.renew, self.reveal):
            button.clicked.connect(self._on_deed)
        for adding in (self.add.clicked, self.empty.add_wanted):
            adding.connect(self._on_add)
        for asking in (self.folders.clicked, self.line.problems.clicked):
            asking.connect(self._on_folders)
        self.empty.clear_wanted.connect(self.filters.clear)
        self.scanner.progressed.connect(self._on_progressed)
        self.scanner.stalled.connect(self._on_stalled)
        self.scanner.finished.connect(self._on_finished)
        self.scanner.failed.connect(self._on_failed)
        self._follow.timeout.connect(self._on_follow)
        self.destroyed.connect(self.scanner.stop)
        # The library may be read later than the page is made.
        self.destroyed.connect(self._session.library.database.changed.subscribe(self._on_table))

    def _show_state(self) -> None:
        """The list or why there is none, and how many letters there are."""
        count = self.table.count()
        self._stack.setCurrentWidget(self.view if count else self.empty)
        self.empty.show_reason(
            narrowed=self.filters.is_narrowed,
            scanning=self.scanner.is_running,
            folders=bool(self._index.folders.all()),
        )
        for button in (self.open, self.renew, self.reveal):
            button.setEnabled(count > 0)
        # The panel has a button of its own for it.
        self.add.setVisible(count > 0 or self.filters.is_narrowed)
        self.line.show_count(count, len(self._index.problems()))
        if self._index.take_remade():
            self.scan()

    # --- what the clerk does

    def _on_wanted(self) -> None:
        try:
            self.table.show_query(self.filters.query)
            self._show_state()
        except AppError as error:
            self._on_failed(error)
            return
        self.view.choose_row(0)

    def _on_deed(self) -> None:
        """Open, renew or reveal the chosen letter, as the sender says."""
        acts: dict[object, Act] = {self.renew: self.renew_wanted.emit, self.reveal: reveal}
        if self.view.chosen is not None:
            act = acts.get(self.sender(), self.path_wanted.emit)
            Existing(self.view.chosen.entry.path, act, self._on_missing).start()

    def _on_missing(self, path: Path) -> None:
        """The file is gone: so is its row; it may be found again elsewhere."""
        self._index.forget(path)
        self._session.settings.forget_recent(path)
        self.notices.tell("missing", text("letters.missing", name=path.name, folder=path.parent))
        row = self.view.currentIndex().row()
        self.refresh()
        self.view.choose_row(min(row, self.table.rowCount() - 1))
        self.scan()

    def _on_add(self) -> None:
        folder = choose_folder(self, folder_for(None, self._session.settings))
        if folder is not None:
            self._index.folders.add(folder)

    def _on_folders(self) -> None:
        dialog = FoldersDialog(self._index, folder_for(None, self._session.settings), self)
        dialog.rebuild_wanted.connect(self._on_rebuild)
        dialog.open()

    def _on_rebuild(self) -> None:
        try:
            self._index.rebuild()
        except AppError as error:
            self._on_failed(error)
            return
        self.refresh()
        self.scan()

    # --- what happens

    def _on_table(self, name: str) -> None:
        """Folders were added or removed, here or in another window."""
        if name == FOLDER_TABLE and self.isVisible():
            self.scan()

    def _on_progressed(self, progress: Progress) -> None:
        self._progress = progress
        self.line.show_progress(progress)

    def _on_stalled(self) -> None:
        self.line.show_progress(self._progress, stalled=True)

    def _on_follow(self) -> None:
        """Show what a scan has found meanwhile."""
        if not self.scanner.is_running:
            self._follow.stop()
        elif self._progress.changed != self._seen_changes:
            self._seen_changes = self._progress.changed
            self.refresh()

    def _on_finished(self) -> None:
        self._scanned_at = time.monotonic()
        self._follow.stop()
        self._index.close()  # the scan may have had to make the file anew
        self.line.show_progress(None)
        self.refresh()

    def _on_failed(self, error: AppError) -> None:
        self._follow.stop()
        self.line.show_progress(None)
        self.notices.tell("index", str(error))
