"""The main window: menus, toolbar, notices, and the start page or the open letter between them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QSize
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import AppError
from app.base.texts import text
from app.ui import actions, bars
from app.ui.actions import SPEC_OF, When
from app.ui.agencies.switch import add_switch
from app.ui.notices import NoticeBar
from app.ui.rail import WRITE, Rail, Rooms
from app.ui.start import Begin, StartPage

# 1366 x 768 at 150 %, without the bars of the system.
SMALLEST = QSize(880, 480)
USUAL = QSize(1366, 768)
FILE_SUFFIXES = (".congvan", ".docx", ".mau")


class Office(Protocol):
    """Who does what the window is asked to do; it comes a moment after the window is seen."""

    def do(self, name: str) -> None:
        """Do what an action says: "files.save"."""

    def begin(self, begin: Begin, what: object) -> None:
        """Begin a letter from the start page."""

    def open_path(self, path: Path) -> None:
        """Open a file."""

    def may_close(self) -> bool:
        """Whether nothing is left to do; else it is begun, and the window closed afterwards."""

    def came_back(self) -> None:
        """The window was away: look whether files have changed meanwhile."""

    def tell(self, sentence: str) -> None:
        """Say why what was asked cannot be done."""


class MainWindow(QMainWindow):
    """The frame of the program. It knows no letter; whoever opens one puts its workspace here."""

    def __init__(self) -> None:
        super().__init__()
        self._office: Office | None = None
        self._waiting: list[str] = []
        self.setWindowTitle(text("ui.program"))
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self.setAcceptDrops(True)
        self.actions_ = actions.build(self)
        self.recent_menu = QMenu(text("ui.menu.recent"), self)
        self.agency_menu = QMenu(text("ui.menu.agency"), self)
        bars.fill_menus(self, self.actions_, {"open": self.recent_menu, "submitted": self.agency_menu})
        self.toolbar = bars.fill_toolbar(self, self.actions_)
        self.agency_switch = add_switch(self.toolbar, self.agency_menu)
        self.rail = Rail(self.actions_)
        self.notices = NoticeBar()
        self.start_page = StartPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        self.rooms = Rooms()
        self.rooms.addWidget(self._stack)
        self._place_widgets()
        self.actions_.triggered.connect(self._on_action)
        self.recent_menu.triggered.connect(self._on_recent)
        self.start_page.chosen.connect(self._on_chosen)
        self.rooms.left.connect(self.action(WRITE).trigger)
        self.start_page.take_focus()

    # --- who does the work

    def attach(self, office: Office) -> None:
        """Hand the work to the office; what was asked for before is done now."""
        self._office = office
        self.dress()
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            self._do(name)

    def show_workspace(self, workspace: QWidget | None) -> None:
        """Show an open letter, or the start page. The workspace before is freed."""
        old = self._stack.currentWidget()
        if workspace is None:
            self._stack.setCurrentWidget(self.start_page)
        else:
            self._stack.addWidget(workspace)
            self._stack.setCurrentWidget(workspace)
        if old is not None and old is not self.start_page and old is not workspace:
            self._stack.removeWidget(old)
            old.deleteLater()

    # --- what is shown

    def set_document(self, name: str, *, unsaved: bool) -> None:
        """The name of the open letter in the title, with a dot while there is something to save."""
        if not name:
            self.setWindowTitle(text("ui.program"))
            return
        self.setWindowTitle(text("ui.title_unsaved" if unsaved else "ui.title", name=name))

    def set_status(self, words: str) -> None:
        """The line at the foot."""
        self._status.setText(words)

    def set_able(self, able: frozenset[When]) -> None:
        """What can be done now."""
        actions.enable(self.actions_, able)

    def set_recent(self, paths: list[Path]) -> None:
        """The recent files in the menu; the first nine have a digit."""
        self.recent_menu.clear()
        for number, path in enumerate(paths, start=1):
            digit = f"&{number} " if number <= 9 else ""  # noqa: PLR2004 - as many as digits
            action = self.recent_menu.addAction(digit + path.name.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(str(path))
        self.recent_menu.setEnabled(bool(paths))

    def place(self, geometry: str) -> None:
        """Stand where the window stood last time; what makes no sense is left alone by Qt."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii", "ignore"))))

    def dress(self) -> None:
        """Draw the icons, in the colours of now; the window is seen before it has any."""
        bars.dress(self.actions_)
        self.rail.dress()
        self.start_page.dress()

    def action(self, name: str) -> QAction:
        """An action by its id; KeyError for an unknown one."""
        found = {action.objectName(): action for action in self.actions_.actions()}
        return found[name]

    # --- Qt calls

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes at once when nothing is unsaved; else the clerk is asked, once."""
        if self._office is None or self._office.may_close():
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes letters and Word files."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        path = _dropped(event)
        if path is not None and self._office is not None:
            event.acceptProposedAction()
            self._bounded(self._office.open_path, path)

    def changeEvent(self, event: QEvent) -> None:
        """Looks after the files when the clerk comes back from another program."""
        super().changeEvent(event)
        came = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self._office is not None:
            self._office.came_back()

    # --- inside

    def _place_widgets(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.rooms, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)
        self._status = QLabel()
        self._status.setAccessibleName(text("ui.status"))
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _on_action(self, action: QAction) -> None:
        self._do(SPEC_OF[action.objectName()].does)

    def _on_recent(self, action: QAction) -> None:
        if self._office is not None:
            self._bounded(self._office.open_path, Path(action.data()))

    def _on_chosen(self, begin: Begin, what: object) -> None:
        if self._office is None:
            self._waiting.append(f"files.{begin.value}")
        else:
            self._bounded(self._office.begin, begin, what)

    def _do(self, name: str) -> None:
        if name == "window.close":
            self.close()
        elif self._office is None:
            self._waiting.append(name)
        else:
            self._bounded(self._office.do, name)

    def _bounded(self, act: object, *what: object) -> None:
        """The boundary of actions: problems that the clerk can solve are told here."""
        try:
            act(*what)  # type: ignore[operator]
        except AppError as error:
            self._office.tell(str(error))  # type: ignore[union-attr]


def geometry_of(window: MainWindow) -> str:
    """Where the window stands, to be kept for ``place``."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def _dropped(event: QDropEvent) -> Path | None:
    """The first file of ours among what is dragged."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in FILE_SUFFIXES:
            return path
    return None
