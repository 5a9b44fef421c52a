"""The life of a letter's file: new, open, save, versions, recovery; slow disks are waited for aside."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.base.errors import AppError
from app.base.texts import text
from app.editing.draft import Draft
from app.editing.export import suggested_name
from app.editing.questions import Answer, Question
from app.editing.recovery import Recovered
from app.editing.saving import SaveJob
from app.letter.file import SUFFIX, load
from app.letter.model import Layout, Letter, PartialDate
from app.library.mau_file import SUFFIX as MAU
from app.ui import messages, tasks
from app.ui.earlier import Earlier
from app.ui.folders import folder_for
from app.ui.messages import Leave
from app.ui.opening import Opening, Recovering, Reloading
from app.ui.start import Begin
from app.ui.templates.target import is_template

if TYPE_CHECKING:
    from app.ui.office import Office

Then = Callable[[], object]


class Files:
    """What the Tệp menu does with letters."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._desk = office.session.desk
        self._settings = office.session.settings
        self.earlier = Earlier(office)
        self.is_saving = False
        self.following: Then | None = None
        # What a crash left behind has been offered, by the start page or a notice.
        self.has_offered_left = False

    # --- beginning

    def new(self) -> None:
        """An empty letter of this month, with the layout of the settings."""
        self.leave(_Beginning(self._office, Letter(), dirty=False))

    def begin(self, begin: Begin, what: object) -> None:
        """What was chosen on the start page."""
        self.has_offered_left = True
        if begin is Begin.NEW:
            self.new()
        elif begin is Begin.OPEN:
            self.open()
        elif begin is Begin.RECOVER and isinstance(what, Recovered):
            Recovering(self._office, what).start()
        elif begin is Begin.TEMPLATE:
            self._office.templates.begin(str(what))
        elif isinstance(what, Path) and begin is Begin.SAMPLE:
            self.from_sample(what)
        elif isinstance(what, Path):
            self.open_path(what)

    def from_sample(self, path: Path) -> None:
        """A new letter that says what a sample says."""
        self._office.show(self._desk.new(load(path).letter, dirty=False))

    def begin_letter(self, letter: Letter) -> None:
        """A new letter that says this; the letter that is open now is left first."""
        self.leave(_Beginning(self._office, letter))

    def open(self) -> None:
        """Ask for a file and open it."""
        draft = self._office.draft
        folder = folder_for(draft.path if draft else None, self._settings)
        name, _ = QFileDialog.getOpenFileName(
            self._office.window, text("ui.open.title"), str(folder), text("ui.open.filter")
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file; the letter that is open now is left first."""
        if path.suffix.lower() == MAU:
            self._office.templates.files.take(path)
            return
        draft = self._office.draft
        if draft is not None and draft.path is not None and draft.path.absolute() == path.absolute():
            return
        Opening(self._office, path).start()

    # --- leaving

    def close(self) -> None:
        """Put the letter away and show the start page."""
        self.leave(self._office.go_home)

    def leave(self, then: Then, otherwise: Then | None = None) -> None:
        """Put the open letter away, then go on; the clerk is asked once when something is unsaved."""
        draft = self._office.draft
        if draft is not None and draft.would_be_lost:
            answer = messages.ask_to_leave(self._office.window, self._office.name)
            if answer is Leave.STAY:
                if otherwise is not None:
                    otherwise()
                return
            if answer is Leave.SAVE:
                self._save(draft, _Chain(self._office.put_away, then), otherwise)
                return
        self._office.put_away()
        then()

    def may_close(self) -> bool:
        """Whether the window may go now; else it is closed when the letter is saved."""
        draft = self._office.draft
        if draft is not None and draft.would_be_lost:
            answer = messages.ask_to_leave(self._office.window, self._office.name)
            if answer is Leave.SAVE:
                self._save(draft, self._office.window.close)
            if answer is not Leave.DISCARD:
                return False
        self._office.put_away()
        return True

    # --- saving

    def save(self) -> None:
        """Save into the letter's file, or ask for one; what is typed while a slow disk saves comes next."""
        draft = self._office.draft
        if draft is not None and not self.is_saving:
            self._save(draft, None)
        elif draft is not None and self.following is None:
            self.following = partial(self._save_rest, draft)

    def save_as(self) -> None:
        """Save into another file."""
        if self._office.draft is not None:
            self.save_elsewhere(self._office.draft, None)

    def versions(self) -> None:
        """Show the earlier states of the letter."""
        self.earlier.ask()

    def reload(self) -> None:
        """Take what is on the disk; can be undone."""
        if self._office.draft is not None:
            Reloading(self._office, self._office.draft).start()

    def overwrite(self) -> None:
        """Save over what others changed."""
        draft = self._office.draft
        if draft is not None and draft.path is not None:
            Saving(self._office, draft, self._desk.save_job(draft, draft.path, overwrite=True), None).start()

    def saved(self, draft: Draft, job: SaveJob) -> None:
        """A job is done."""
        self._desk.saved(draft, job)
        self._office.session.remember(job.path, job.letter)
        self._office.agency.remember_unit(job.letter)
        self._office.templates.answered.was_stored(draft, job.letter)
        self._office.was_saved()

    # --- inside

    def _save(self, draft: Draft, then: Then | None, otherwise: Then | None = None) -> None:
        if self.is_saving:
            # A slow disk is still busy with the state before.
            self.following = partial(self._save, draft, then, otherwise)
        elif is_template(draft):
            if not self._office.templates.keeping.save_back(draft, then) and otherwise is not None:
                otherwise()
        elif draft.path is None:
            self.save_elsewhere(draft, then, otherwise)
        else:
            Saving(self._office, draft, self._desk.save_job(draft, draft.path), then, otherwise).start()

    def _save_rest(self, draft: Draft) -> None:
        if draft is self._office.draft and draft.is_dirty:
            self._save(draft, None)

    def save_elsewhere(self, draft: Draft, then: Then | None, otherwise: Then | None = None) -> None:
        """Ask for another file, save into it, then go on; ``otherwise`` when it came to nothing."""
        name = (
            draft.path.name
            if draft.path
            else suggested_name(draft.letter, self._office.session.rulebook, SUFFIX)
        )
        folder = folder_for(draft.path, self._settings)
        chosen, _ = QFileDialog.getSaveFileName(
            self._office.window, text("ui.save_as.title"), str(folder / name), text("ui.save_as.filter")
        )
        if not chosen:
            if otherwise is not None:
                otherwise()
            return
        path = Path(chosen)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
            overwrite = False
        else:
            overwrite = True  # the dialog has asked
        job = self._desk.save_job(draft, path, overwrite=overwrite)
        Saving(self._office, draft, job, then, otherwise).start()


class _Chain:
    """One thing, then the other."""

    def __init__(self, first: Then, second: Then) -> None:
        self._first, self._second = first, second

    def __call__(self) -> None:
        self._first()
        self._second()


class _Beginning:
    """Show a new letter when it is time."""

    def __init__(self, office: Office, letter: Letter, *, dirty: bool = True) -> None:
        self._office, self._letter, self._dirty = office, letter, dirty

    def __call__(self) -> None:
        office = self._office
        office.show(office.session.desk.new(fresh(office, self._letter), dirty=self._dirty))


def fresh(office: Office, letter: Letter) -> Letter:
    """A new letter of the agency of now and of this month, where it says nothing of its own."""
    dated = _dated(letter, office.session.settings.layout())
    return office.skeletons.fresh(office.agency.fresh(dated))


def _dated(letter: Letter, layout: Layout) -> Letter:
    """The letter with this month and the layout of the settings where it says nothing of its own."""
    today = datetime.datetime.now().astimezone()
    if letter.date == PartialDate():
        letter = replace(letter, date=PartialDate(year=today.year, month=today.month))
    return replace(letter, layout=layout) if letter.layout == Layout() else letter


class Saving:
    """One save: beside the window, then back with its result.

    ``then`` follows when the letter stands in its file, ``otherwise`` when it does not.
    """

    def __init__(
        self,
        office: Office,
        draft: Draft,
        job: SaveJob,
        then: Then | None,
        otherwise: Then | None = None,
    ) -> None:
        self._office, self._files = office, office.files
        self._draft, self._job, self._then, self._otherwise = draft, job, then, otherwise

    def start(self) -> None:
        """Begin to write."""
        self._files.is_saving = True
        tasks.run(self._job.run, self._on_done, self._on_error, awaited=True)

    def _on_done(self, _: object) -> None:
        self._files.saved(self._draft, self._job)
        self._go_on()
        if self._then is not None:
            self._then()

    def _on_error(self, error: AppError) -> None:
        self._files.is_saving = False
        is_tried_again = isinstance(error, Question) and self._ask(error)
        if not isinstance(error, Question):
            messages.tell(self._office.window, str(error))
        if not is_tried_again and self._otherwise is not None:
            self._otherwise()
        if not self._files.is_saving:
            self._go_on()

    def _go_on(self) -> None:
        """This save has come to its end: the one that waits for it may begin."""
        self._files.is_saving = False
        following, self._files.following = self._files.following, None
        if following is not None:
            following()

    def _ask(self, question: Question) -> bool:
        """The file is there, or changed: let the clerk decide; whether it is tried again."""
        answer = messages.ask(self._office.window, question)
        desk, draft = self._office.session.desk, self._draft
        if answer is Answer.OVERWRITE:
            self._job = desk.save_job(draft, self._job.path, overwrite=True)
            self.start()
        elif answer is Answer.SECOND_NAME and question.suggestion is not None:
            self._job = desk.save_job(draft, question.suggestion)
            self.start()
        elif answer is Answer.SAVE_AS:
            self._files.save_elsewhere(draft, self._then, self._otherwise)
        elif answer is Answer.RELOAD:
            Reloading(self._office, draft).start()
        return answer in (Answer.OVERWRITE, Answer.SECOND_NAME, Answer.SAVE_AS)
