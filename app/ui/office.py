"""Joins the window with the open letter: who does what, the tick of the clock, what is shown about it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.base.errors import AppError
from app.base.texts import text
from app.editing.draft import Draft
from app.letter.model import Status
from app.letter.wording import on_one_line
from app.settings.options import AUTOSAVE, RECENT_FILES, THEME, WINDOW_GEOMETRY
from app.ui import messages, tasks
from app.ui.actions import When
from app.ui.agencies.current import CurrentAgency
from app.ui.files import Files
from app.ui.home import Home
from app.ui.memory.part import Memory
from app.ui.notices import Choice
from app.ui.output import Output
from app.ui.patience import Patience
from app.ui.places import Places
from app.ui.session import Session
from app.ui.skeletons.own import OwnSkeletons
from app.ui.start import Begin
from app.ui.templates.deeds import Templates
from app.ui.tools import Tools
from app.ui.viewing import Viewing
from app.ui.watching import FileWatch
from app.ui.welcome.greeting import Greeting
from app.ui.window import MainWindow, geometry_of
from app.ui.workspace import Workspace
from app.ui.writing import Writing
from app.ui.zoom_bar import ZoomBar

_TICK_MS = 250
_BETWEEN = " \u00b7 "  # a raised dot


class Office(QObject):
    """Everything that happens in one window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self.window, self.session = window, session
        self.workspace: Workspace | None = None
        self.draft: Draft | None = None
        self._zoom_bar: ZoomBar | None = None
        self._saved_at = ""
        self._message = ""
        self._watch = FileWatch(self)
        self.home = Home(self)
        self.agency = CurrentAgency(self)
        self.skeletons = OwnSkeletons(self)
        self.files = Files(self)
        self.places = Places(self)
        self.templates = Templates(self)
        self.memory = Memory(self)
        self.greeting = Greeting(self)
        self._parts: Mapping[str, object] = {
            "files": self.files,
            "memory": self.memory,
            "output": Output(self),
            "places": self.places,
            "skeletons": self.skeletons,
            "templates": self.templates,
            "tools": Tools(self),
            "viewing": Viewing(self),
            "writing": Writing(self),
        }
        self._leave_draft: list[object] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(session.desk.tick)
        self._timer.start()
        Patience(window.notices, self)
        session.desk.aside = tasks.aside
        session.settings.subscribe(self._on_setting)
        session.desk.autosave_on = session.settings.get(AUTOSAVE)
        for number, notice in enumerate(session.settings.notices):
            window.notices.tell(f"settings {number}", notice)
        self.home.refresh()

    # --- what the window asks

    def do(self, name: str) -> None:
        """Do what an action says: "files.save"."""
        part, _, method = name.partition(".")
        getattr(self._parts[part], method)()

    def begin(self, begin: Begin, what: object) -> None:
        """Begin a letter from the start page."""
        self.files.begin(begin, what)

    def open_path(self, path: Path) -> None:
        """Open a file."""
        self.files.open_path(path)

    def may_close(self) -> bool:
        """Whether the window may go now."""
        self.places.keep()
        if not self.memory.keeper.may_close() or not self.files.may_close():
            return False
        self._timer.stop()
        self.places.end()
        self.memory.keeper.close()
        self._keep_settings()
        return True

    def came_back(self) -> None:
        """Look, beside the window, at what others changed: the letter's file, the library."""
        self._watch.look()
        self.memory.keeper.look()

    def tell(self, sentence: str) -> None:
        """Say why what was asked cannot be done."""
        messages.tell(self.window, sentence)

    # --- letters come and go

    def show(self, draft: Draft) -> None:
        """Put a letter onto the desk; the one before was put away."""
        self.places.write()
        self.window.notices.clear()
        self.draft = draft
        self.workspace = Workspace(
            draft,
            self.session.rulebook,
            self.session.address_book,
            self.agency.of,
            skeleton_for=self.session.skeleton_for,
            kept_skeletons=self.skeletons.kept,
        )
        self.workspace.status_changed.connect(self._show_status)
        self.workspace.refused.connect(self._on_refused)
        self.workspace.message.connect(self.say)
        self._leave_draft = [
            draft.letter_changed.subscribe(self._on_told),
            draft.path_changed.subscribe(self._on_told),
            draft.dirty_changed.subscribe(self._on_told),
            self.session.desk.autosave_of(draft).problem_changed.subscribe(self._on_autosave_problem),
        ]
        self._saved_at = self._message = ""
        self.window.show_workspace(self.workspace)
        self._zoom_bar = ZoomBar(self.workspace.page)
        self.window.statusBar().addPermanentWidget(self._zoom_bar)
        self.show_all()
        self.workspace.start()
        self.templates.watch(draft)

    def put_away(self) -> None:
        """Close the letter on the desk, if there is one: its recovery copy and lock go."""
        if self.draft is None or self.workspace is None:
            return
        for leave in self._leave_draft:
            leave()  # type: ignore[operator]
        self.workspace.close_letter()
        self.session.desk.close(self.draft)
        if self._zoom_bar is not None:
            self.window.statusBar().removeWidget(self._zoom_bar)
            self._zoom_bar.deleteLater()
        self.draft = self.workspace = self._zoom_bar = None

    def go_home(self) -> None:
        """Show the start page."""
        self.places.write()
        self.window.notices.clear()
        self.window.show_workspace(None)
        self.home.refresh()
        self.show_all()
        self.window.start_page.take_focus()

    def was_saved(self) -> None:
        """The letter stands in its file now."""
        now = datetime.datetime.now().astimezone()
        self._saved_at = text("ui.status.saved", time=f"{now:%H:%M}")
        self.window.notices.forget("changed")
        self.show_all()

    # --- what is shown

    @property
    def name(self) -> str:
        """What the open letter is called: its file, else its trích yếu."""
        if self.draft is None:
            return ""
        if self.draft.path is not None:
            return self.draft.path.name
        return on_one_line(self.draft.letter.subject) or text("ui.unnamed")

    def show_all(self) -> None:
        """Title, status bar, and what can be done now."""
        draft, is_writing = self.draft, self.places.is_writing
        self.window.set_document(self.name, unsaved=draft is not None and draft.is_dirty)
        # Nothing is done to a letter that is not seen.
        self.window.set_able(_able(draft) if is_writing else frozenset())
        if self._zoom_bar is not None:
            self._zoom_bar.setVisible(is_writing)
        self._show_status()

    def _show_status(self) -> None:
        if self.workspace is None or self.draft is None or not self.places.is_writing:
            self.window.set_status(self._message)
            return
        stage = text(f"ui.stage.{self.draft.letter.status.value}")
        parts = (stage, self.workspace.status, self._saved_at, self._message)
        self.window.set_status(_BETWEEN.join(part for part in parts if part))

    # --- what happens

    def _on_told(self, _: object) -> None:
        self._message = ""
        self.show_all()

    def say(self, sentence: str) -> None:
        """A sentence for the status bar; it goes with the next change."""
        self._message = sentence
        self._show_status()

    def _on_refused(self, error: AppError) -> None:
        self.window.notices.tell("refused", str(error))

    def _on_autosave_problem(self, problem: AppError | None) -> None:
        if problem is None:
            self.window.notices.forget("autosave")
        else:
            choices = (Choice(text("ui.answer.save_as", name=""), self.files.save_as),)
            self.window.notices.tell("autosave", str(problem), choices)

    def _on_setting(self, key: str) -> None:
        settings = self.session.settings
        if key == THEME.key:
            self.session.theme.choose(settings.get(THEME))
            self.window.dress()
        elif key == AUTOSAVE.key:
            self.session.desk.autosave_on = settings.get(AUTOSAVE)
        elif key == RECENT_FILES.key:
            self.window.set_recent([Path(name) for name in settings.get(RECENT_FILES)])

    def _keep_settings(self) -> None:
        settings = self.session.settings
        settings.set(WINDOW_GEOMETRY, geometry_of(self.window))
        try:
            settings.save()
        except AppError as error:
            self.window.notices.tell("settings", str(error))


def _able(draft: Draft | None) -> frozenset[When]:
    if draft is None:
        return frozenset()
    able = {
        When.OPEN: True,
        When.EDITABLE: draft.letter.status is not Status.ISSUED,
        When.UNDO: draft.can_undo,
        When.REDO: draft.can_redo,
        When.STORED: draft.path is not None and not draft.is_secret,
    }
    return frozenset(when for when, is_met in able.items() if is_met)
