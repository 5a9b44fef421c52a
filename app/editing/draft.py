"""The open letter as an object: what it says now, where it is stored, what can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import uuid4

from app.base.errors import AppError
from app.base.events import Event
from app.editing.history import Change, History
from app.letter.model import Letter, Secrecy, Status
from app.letter.positions import Where

Command = Callable[[Letter], Letter]
Clock = Callable[[], float]


class Cause(Enum):
    """Why the letter is another one now."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    RELOAD = "reload"


@dataclass(frozen=True, slots=True)
class LetterChanged:
    """The letter before and now; ``where`` is the place to show (None when nobody said)."""

    before: Letter
    letter: Letter
    where: Where | None
    cause: Cause


class Draft:
    """An open letter. Every change goes through ``apply``; widgets hold no state of their own.

    Events: ``letter_changed`` (LetterChanged), ``path_changed`` (the path or None), ``dirty_changed``
    (bool), ``saved`` (the path; None when it was written back to its target). ``id`` is unique and names
    its recovery copy; ``digest`` is that of the file as it was last read or written, to see changes made
    by others; ``exported`` is the letter that stands in a Word file of ours; ``target`` names what it is
    written back to instead of a file ("" = nothing): a template.
    """

    def __init__(
        self,
        letter: Letter | None = None,
        *,
        path: Path | None = None,
        digest: str = "",
        dirty: bool = False,
        target: str = "",
        clock: Clock = time.monotonic,
    ) -> None:
        letter = letter or Letter()
        self.id = uuid4().hex
        self.target = target
        self.digest = digest
        self.letter_changed: Event[LetterChanged] = Event()
        self.path_changed: Event[Path | None] = Event()
        self.dirty_changed: Event[bool] = Event()
        self.saved: Event[Path | None] = Event()
        self._history = History(letter)
        self._path = path
        # None: no state of this letter is on the disk.
        self._saved_letter: Letter | None = None if dirty else letter
        self.exported: Letter | None = None
        self._was_dirty = dirty
        self._clock = clock

    # --- what it is

    @property
    def letter(self) -> Letter:
        """The letter as it is now."""
        return self._history.letter

    @property
    def path(self) -> Path | None:
        """The .congvan file it was read from or saved to; None: never saved."""
        return self._path

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save."""
        saved = self._saved_letter
        return saved is not self.letter and saved != self.letter

    @property
    def would_be_lost(self) -> bool:
        """Whether something is in no file of its own: a Word file of ours opens again as its letter."""
        is_in_word = self._path is None and self.exported == self.letter
        return self.is_dirty and not is_in_word

    @property
    def is_locked(self) -> bool:
        """Whether the letter is issued, so that nothing but its status may change."""
        return self.letter.status is Status.ISSUED

    @property
    def is_secret(self) -> bool:
        """Whether the letter has a độ mật: it stays out of versions, recent files and index."""
        return self.letter.secrecy is not Secrecy.NONE

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to do again."""
        return self._history.can_redo

    # --- changes

    def apply(
        self,
        command: Command,
        group: Hashable = None,
        *,
        where: Where | None = None,
        before: Where | None = None,
        ends_group: bool = False,
    ) -> bool:
        """Change the letter by a command; whether it changed.

        Changes of one ``group`` that follow each other without a pause are undone together;
        ``ends_group`` says that this one ends them (a space typed after a word). ``where`` is the place of
        the cursor after the change, ``before`` the one it had (default: the same). AppError when the
        letter is issued and the command leaves it so, and what the command itself raises.
        """
        old = self.letter
        new = command(old)
        if new is old or new == old:
            if ends_group:
                # A space behind a name is typed but not kept.
                self.end_group()
            return False
        if self.is_locked and new.status is Status.ISSUED:
            raise AppError("editing.issued_locked")
        change = Change(new, before or where, where, group, ends_group)
        self._history.add(change, self._clock())
        self._tell(old, where, Cause.EDIT)
        return True

    def undo(self) -> Where | None:
        """Take back the last step; the place where it was made. Nothing happens when there is none."""
        if not self.can_undo:
            return None
        step = self._history.undo()
        self._tell(step.after, step.where_before, Cause.UNDO)
        return step.where_before

    def redo(self) -> Where | None:
        """Do again what was undone; the place where the cursor stood after it."""
        if not self.can_redo:
            return None
        step = self._history.redo()
        self._tell(step.before, step.where_after, Cause.REDO)
        return step.where_after

    def end_group(self) -> None:
        """The next change is a step of its own (the cursor was moved, the field left)."""
        self._history.end_group()

    # --- the disk, told by whoever wrote or read it

    def mark_saved(self, letter: Letter, path: Path, digest: str) -> None:
        """This letter (perhaps not the newest any more) now stands in this file."""
        self._saved_letter = letter
        self.digest = digest
        self.target = ""  # a file of its own from now on
        self._set_path(path)
        self.end_group()
        self._tell_dirty()
        self.saved.emit(path)

    def mark_kept(self, letter: Letter) -> None:
        """This letter (perhaps not the newest any more) was written back to the draft's target."""
        self._saved_letter = letter
        self.end_group()
        self._tell_dirty()
        self.saved.emit(None)

    def reload(self, letter: Letter, digest: str) -> None:
        """Take the letter that is on the disk now; the step can be undone."""
        old = self.letter
        self.digest = digest
        self._saved_letter = letter
        self._history.add(Change(letter), self._clock())
        self._tell(old, None, Cause.RELOAD)

    def _set_path(self, path: Path) -> None:
        if path != self._path:
            self._path = path
            self.path_changed.emit(path)

    def _tell(self, before: Letter, where: Where | None, cause: Cause) -> None:
        self.letter_changed.emit(LetterChanged(before, self.letter, where, cause))
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.is_dirty != self._was_dirty:
            self._was_dirty = not self._was_dirty
            self.dirty_changed.emit(self._was_dirty)
