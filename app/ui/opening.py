"""Letters on their way from a disk that may be slow to the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.desk import Prepared, Salvaged
from app.editing.draft import Draft
from app.editing.opening import Opened, open_file
from app.editing.questions import Answer, Question
from app.editing.recovery import Recovered
from app.letter.model import Letter
from app.ui import tasks
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office


class Opening:
    """One file on its way to the window."""

    def __init__(self, office: Office, path: Path) -> None:
        self._office, self._path = office, path
        self._prepared: Prepared | None = None

    def start(self) -> None:
        """Begin to read."""
        prepare = partial(self._office.session.desk.prepare, self._path)
        tasks.run(prepare, self._on_done, self._on_error, awaited=True)

    def _on_done(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._office.files.leave(self._adopt, self._give_back)

    def _adopt(self) -> None:
        if self._prepared is None:
            return
        draft = self._office.session.desk.adopt(self._prepared)
        self._office.show(draft)
        self._office.session.note_recent(self._path, draft.letter)
        for number, notice in enumerate(self._prepared.notices):
            self._office.window.notices.tell(f"opened {number}", notice)

    def _give_back(self) -> None:
        if self._prepared is not None and self._prepared.lock is not None:
            self._prepared.lock.leave(tasks.aside)

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
        tasks.run(partial(open_file, self._path), self._on_copied, self._on_error, awaited=True)

    def _on_copied(self, opened: Opened) -> None:
        self._office.files.leave(partial(show_letter, self._office, opened.letter))


class Reloading:
    """The open letter is read again from its file."""

    def __init__(self, office: Office, draft: Draft) -> None:
        self._office, self._draft = office, draft

    def start(self) -> None:
        """Begin to read."""
        if self._draft.path is not None:
            tasks.run(partial(open_file, self._draft.path), self._on_read, self._on_error, awaited=True)

    def _on_read(self, opened: Opened) -> None:
        if self._office.draft is self._draft:
            self._draft.reload(opened.letter, opened.digest)

    def _on_error(self, error: AppError) -> None:
        self._office.window.notices.tell("open", str(error))


class Recovering:
    """A letter that a crash left behind; the file it belongs to may lie on a slow disk."""

    def __init__(self, office: Office, found: Recovered) -> None:
        self._office, self._found = office, found

    def start(self) -> None:
        """Begin to look after its file."""
        salvage = partial(self._office.session.desk.salvage, self._found)
        tasks.run(salvage, self._on_done, self._on_error, awaited=True)

    def _on_done(self, salvaged: Salvaged) -> None:
        self._office.files.leave(partial(self._show, salvaged))

    def _show(self, salvaged: Salvaged) -> None:
        self._office.show(self._office.session.desk.take_salvaged(salvaged))

    def _on_error(self, error: AppError) -> None:
        self._office.window.notices.tell("open", str(error))


def show_letter(office: Office, letter: Letter) -> None:
    """Put a letter onto the desk that is stored nowhere yet."""
    office.show(office.session.desk.new(letter))
