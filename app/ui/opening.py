"""Letters on their way from a disk that may be slow to the window."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.desk import Prepared, Salvaged
from app.editing.draft import Draft
from app.editing.locking import Lock
from app.editing.opening import Opened, open_file
from app.editing.questions import Answer, Question
from app.editing.recovery import Recovered
from app.letter.model import Letter
from app.ui import tasks
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office


class _Meanwhile:
    """Whether the clerk went on writing while a slow disk was read."""

    def __init__(self, office: Office) -> None:
        self._office, self._draft = office, office.draft
        self._letter = None if self._draft is None else self._draft.letter

    @property
    def went_on(self) -> bool:
        """Whether another letter is open now, or the one of then says another thing."""
        draft = self._office.draft
        return draft is not None and (draft is not self._draft or draft.letter is not self._letter)


class Opening:
    """One file on its way to the window."""

    def __init__(self, office: Office, path: Path) -> None:
        self._office, self._path = office, path
        self._prepared: Prepared | None = None
        self._meanwhile = _Meanwhile(office)

    def start(self) -> None:
        """Begin to read."""
        self._meanwhile = _Meanwhile(self._office)
        prepare = partial(self._office.session.desk.prepare, self._path)
        tasks.run(prepare, self._on_done, self._on_error, awaited=True)

    def _on_done(self, prepared: Prepared) -> None:
        self._prepared = prepared
        if self._meanwhile.went_on:
            self._give_back()
            _tell_late(self._office, self._path, self.start)
            return
        self._office.files.leave(self._adopt, self._give_back)

    def _adopt(self) -> None:
        if self._prepared is None:
            return
        draft = self._office.session.desk.adopt(self._prepared)
        self._office.show(draft)
        self._office.session.note_recent(self._path, draft.letter)
        for number, notice in enumerate(self._prepared.notices):
            self._office.window.notices.tell(f"opened {number}", notice)
        self._tell_left(draft, self._prepared)

    def _tell_left(self, draft: Draft, prepared: Prepared) -> None:
        """What a crash left behind: of this letter, and of others that no start page has offered yet."""
        notices, files = self._office.window.notices, self._office.files
        copy = prepared.unsaved
        if copy is not None:
            recover = Choice(text("ui.left.recover"), partial(_recover, self._office, draft, copy))
            notices.tell("left", text("ui.left.this", time=saved_time(copy)), (recover,))
        elif prepared.others and not files.has_offered_left:
            show = Choice(text("ui.left.show"), files.close)
            notices.tell("left", text("ui.left.others", count=prepared.others), (show,))
            files.has_offered_left = True

    def _give_back(self) -> None:
        if self._prepared is not None:
            _give_back(self._prepared.lock)

    def _on_error(self, error: AppError) -> None:
        notices = self._office.window.notices
        if isinstance(error, Question) and Answer.READ_COPY in error.answers:
            read = Choice(text("ui.answer.read_copy", name=""), self._read_copy)
            again = Choice(text("ui.answer.again"), self.start)
            notices.tell("open", str(error), (read, again))
            return
        if error.key == "editing.file_missing":
            self._office.session.settings.forget_recent(self._path)
            self._office.home.refresh()
        notices.tell("open", str(error))

    def _read_copy(self) -> None:
        self._meanwhile = _Meanwhile(self._office)
        tasks.run(partial(open_file, self._path), self._on_copied, self._on_error, awaited=True)

    def _on_copied(self, opened: Opened) -> None:
        if self._meanwhile.went_on:
            _tell_late(self._office, self._path, self._read_copy)
            return
        self._office.files.leave(partial(show_letter, self._office, opened.letter))


class Reloading:
    """The open letter is read again from its file."""

    def __init__(self, office: Office, draft: Draft) -> None:
        self._office, self._draft = office, draft
        self._meanwhile = _Meanwhile(office)

    def start(self) -> None:
        """Begin to read."""
        self._meanwhile = _Meanwhile(self._office)
        if self._draft.path is not None:
            tasks.run(partial(open_file, self._draft.path), self._on_read, self._on_error, awaited=True)

    def _on_read(self, opened: Opened) -> None:
        if self._office.draft is not self._draft:
            return
        if self._meanwhile.went_on:
            again = Choice(text("ui.answer.reload", name=""), self.start)
            self._office.window.notices.tell("late", text("ui.late.reload"), (again,))
            return
        self._draft.reload(opened.letter, opened.digest)

    def _on_error(self, error: AppError) -> None:
        self._office.window.notices.tell("open", str(error))


class Recovering:
    """A letter that a crash left behind; the file it belongs to may lie on a slow disk."""

    def __init__(self, office: Office, found: Recovered) -> None:
        self._office, self._found = office, found
        self._meanwhile = _Meanwhile(office)

    def start(self) -> None:
        """Begin to look after its file."""
        self._meanwhile = _Meanwhile(self._office)
        salvage = partial(self._office.session.desk.salvage, self._found)
        tasks.run(salvage, self._on_done, self._on_error, awaited=True)

    def _on_done(self, salvaged: Salvaged) -> None:
        give_back = partial(_give_back, salvaged.lock)
        if self._meanwhile.went_on:
            give_back()
            _tell_late(self._office, self._found.path, self.start)
            return
        self._office.files.leave(partial(self._show, salvaged), give_back)

    def _show(self, salvaged: Salvaged) -> None:
        self._office.show(self._office.session.desk.take_salvaged(salvaged))
        for number, notice in enumerate(salvaged.notices):
            self._office.window.notices.tell(f"opened {number}", notice)
        # Its file may have been changed since the crash.
        self._office.came_back()

    def _on_error(self, error: AppError) -> None:
        self._office.window.notices.tell("open", str(error))


def saved_time(copy: Recovered) -> str:
    """When a recovery copy was written, in the time of this machine."""
    saved = datetime.datetime.fromtimestamp(copy.saved_at, datetime.UTC).astimezone()
    return f"{saved:%H:%M %d/%m/%Y}"


def _give_back(lock: Lock | None) -> None:
    if lock is not None:
        lock.leave(tasks.aside)


def _tell_late(office: Office, path: Path | None, again: Callable[[], None]) -> None:
    """What was asked for is there, but the clerk is writing something else by now."""
    name = text("ui.unnamed") if path is None else path.name
    open_now = Choice(text("ui.late.open_now"), again)
    office.window.notices.tell("late", text("ui.late.open", name=name), (open_now,), warns=False)


def _recover(office: Office, draft: Draft, copy: Recovered) -> None:
    """Take what a crash left of the letter that is open; its file is given free first."""
    if office.draft is draft:
        office.files.leave(partial(_recover_at_home, office, copy))


def _recover_at_home(office: Office, copy: Recovered) -> None:
    # The letter was put away: it may not be seen any more while its disk is waited for.
    office.go_home()
    Recovering(office, copy).start()


def show_letter(office: Office, letter: Letter) -> None:
    """Put a letter onto the desk that is stored nowhere yet."""
    office.show(office.session.desk.new(letter))
