"""The letters of this office: an index on this computer over the files, which are the truth."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.base.errors import AppError
from app.letter.model import Letter
from app.library.database import Database
from app.library.letter_entry import entry_of
from app.library.letter_rows import NO_STAMP, key_of
from app.library.letter_scan import Progress, Scan
from app.library.letter_search import FoundLetter, Query, Search, Snippet, snippet
from app.library.letter_store import LetterStore
from app.library.local import is_on_network
from app.rules.model import Rulebook

# Another window may be scanning too.
_SCAN_PATIENCE_SECONDS = 30.0
FOLDER_TABLE = "letter_folder"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that could not be read, and why."""

    path: Path
    reason: str


class LetterFolders:
    """The folders whose letters the list shows; kept in the library, so that they move with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Path]:
        """In alphabetical order."""
        rows = self._database.read("SELECT path FROM letter_folder ORDER BY path")
        return [Path(row[0]) for row in rows]

    def add(self, folder: Path) -> None:
        """Show the letters of this folder and of those below it too."""
        with self._database.changing(FOLDER_TABLE) as changes:
            changes.execute("INSERT OR REPLACE INTO letter_folder (path) VALUES (?)", (str(folder),))

    def remove(self, folder: Path) -> None:
        """Show them no longer; the files stay where they are."""
        with self._database.changing(FOLDER_TABLE) as changes:
            changes.execute("DELETE FROM letter_folder WHERE path = ?", (str(folder),))


class LetterIndex:
    """What the window asks about letters; for its thread, but for ``scan``, which has a thread of its own.

    SQLite breaks on network drives: the index of a portable program on one, or on a stick that may not be
    written, lies with the temporary files of this computer. AppError when it cannot be made or written.
    """

    def __init__(self, file: Path, rulebook: Rulebook, database: Database) -> None:
        self._file, self._rulebook = _elsewhere(file) if is_on_network(file) else file, rulebook
        self.folders = LetterFolders(database)

    # --- asking

    def search(self, query: Query) -> Search:
        """The letters that are wanted, to be read a few at a time."""
        return Search(self._store, query)

    def snippet(self, found: FoundLetter, words: str) -> Snippet | None:
        """Where the words stand in a letter whose row does not show them."""
        return snippet(self._store, found, words)

    def count(self) -> int:
        """How many letters are known."""
        rows = self._store.rows("SELECT count(*) FROM letter")
        return int(rows[0][0]) if rows else 0

    def agencies(self) -> list[str]:
        """The agencies that letters were sent by, in alphabetical order."""
        rows = self._store.rows("SELECT DISTINCT agency FROM letter WHERE agency != '' ORDER BY agency")
        return [str(row[0]) for row in rows]

    def years(self) -> list[int]:
        """The years of the letters, the newest first."""
        rows = self._store.rows("SELECT DISTINCT year FROM letter ORDER BY year DESC")
        return [int(row[0]) for row in rows]

    def problems(self) -> list[Problem]:
        """What the last scan could not read."""
        rows = self._store.rows("SELECT path, reason FROM problem ORDER BY path")
        return [Problem(Path(str(path)), str(reason)) for path, reason in rows]

    # --- changing

    def note(self, path: Path, letter: Letter) -> None:
        """A letter was just saved or opened: it is found at once, and a secret one no more.

        Never an error: what cannot be noted now, the next scan finds.
        """
        entry = entry_of(path.absolute(), letter, time.time(), self._rulebook)
        try:
            if entry is None:
                self._store.remember(path.absolute(), NO_STAMP)
            else:
                self._store.put(entry, NO_STAMP, used=True)
        except AppError as error:
            _log.info("a saved letter was not noted: %s", error.key)

    def forget(self, path: Path) -> None:
        """A file is gone."""
        with contextlib.suppress(AppError):  # being written by the scan, which sees it too
            self._store.forget([key_of(path.absolute())])

    def rebuild(self) -> None:
        """Forget everything; the next scan finds it again."""
        self._store.empty()

    def take_remade(self) -> bool:
        """Whether a broken file had to be made anew, so that a scan is due; told once."""
        was_remade, self._store.was_remade = self._store.was_remade, False
        return was_remade

    def close(self) -> None:
        """Close the file; asking opens it again."""
        store = self.__dict__.pop("_store", None)
        if store is not None:
            store.close()

    # --- looking at the files

    def scan(self, folders: Sequence[Path], used: Sequence[Path]) -> Generator[Progress]:
        """Look through these folders, slice after slice; for a thread of its own.

        ``used`` are the files that were opened lately, wherever they lie.
        """
        store = LetterStore(self._file, _SCAN_PATIENCE_SECONDS)
        try:
            yield from Scan(store, self._rulebook, folders, used).run()
        finally:
            store.close()

    @cached_property
    def _store(self) -> LetterStore:
        try:
            return LetterStore(self._file)
        except AppError as error:
            elsewhere = _elsewhere(self._file)
            if error.key != "letters.index_not_writable" or self._file.parent == elsewhere.parent:
                raise
        _log.info("the index of letters lies with the temporary files")
        store = LetterStore(elsewhere)
        self._file = elsewhere
        return store


def _elsewhere(file: Path) -> Path:
    """A file for the same index among the temporary files, which only this user can look into."""
    # On Windows every user has a temporary folder of his own.
    owner = "" if sys.platform == "win32" else f"-{os.getuid()}"
    folder = Path(tempfile.gettempdir()) / f"soancongvan{owner}"
    with contextlib.suppress(OSError):  # it is there, or the index will tell
        folder.mkdir(mode=0o700)
    return folder / f"letters-{key_of(file).hex()}{file.suffix}"
