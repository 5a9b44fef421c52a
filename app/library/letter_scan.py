"""Finding letters in folders, in small slices: what changed is read, what is gone is dropped.

Runs in a thread of its own, which waits between slices, so that the window stays quick; a folder on a
network that does not answer holds up that thread only. Files are the truth: nothing is written there.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text
from app.letter.file import SUFFIX, loads
from app.letter.model import Letter
from app.library.letter_entry import entry_of
from app.library.letter_rows import Stamp, key_of
from app.library.letter_store import LetterStore
from app.library.local import is_on_network
from app.rules.model import Rulebook
from app.word.peek import carried_letter

WORD_SUFFIX = ".docx"
# A letter of 300 pages is about 2 MB. More would hold up the window while it is taken apart.
MOST_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 12
MOST_FILES = 100_000
_PORTION = 64
# Taking a letter out takes as long as putting one in.
_DROPPED_AT_ONCE = 8
# Names of files and folders that nobody means: hidden, of Word and of Windows.
_STRANGE = (".", "~$", "$")
_SYSTEM = frozenset({"System Volume Information", "node_modules", "__pycache__"})

# FILE_ATTRIBUTE_OFFLINE and FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS.
_FETCHED = 0x00001000 | 0x00400000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is: the folder it reads, files looked at, letters that were new, changed or gone."""

    folder: Path | None
    looked: int
    changed: int


@dataclass
class Scan:
    """One walk through the chosen folders, then through the letters that were used here."""

    store: LetterStore
    rulebook: Rulebook
    folders: Sequence[Path]
    used: Sequence[Path] = ()
    _known: dict[bytes, Stamp] = field(default_factory=dict)
    _seen: set[bytes] = field(default_factory=set)
    # Folders that cannot be read now: what is known of them is kept.
    _closed: list[Path] = field(default_factory=list)
    _walked: set[tuple[int, int]] = field(default_factory=set)
    _folder: Path | None = None
    _looked: int = 0
    _changed: int = 0
    _is_full: bool = False

    def run(self) -> Iterator[Progress]:
        """Slice after slice."""
        self._known = self.store.known()
        # Those on a network last: one that does not answer shall not hide what lies here.
        for folder in sorted(self.folders, key=is_on_network):
            yield from self._walk(folder)
        yield from self._look_at_used()
        yield from self._drop_lost()
        self.store.wipe()
        self._folder = None
        yield self._progress()

    # --- folders

    def _walk(self, root: Path) -> Iterator[Progress]:
        waiting = [(root, 0)]
        while waiting:
            folder, depth = waiting.pop()
            self._folder = folder
            yield self._progress()
            below: list[Path] = []
            yield from self._read_folder(folder, below)
            if depth < MOST_DEPTH:
                waiting.extend((one, depth + 1) for one in below)
            elif below:
                self._close(folder, text("letters.too_deep", limit=MOST_DEPTH))

    def _read_folder(self, folder: Path, below: list[Path]) -> Iterator[Progress]:
        files: dict[str, os.DirEntry[str]] = {}
        try:
            if not self._is_new_here(folder):
                return
            with os.scandir(folder) as entries:
                for number, entry in enumerate(entries, 1):
                    if number % _PORTION == 0:
                        yield self._progress()
                    self._sort_in(entry, files, below)
        except OSError as error:
            self._close(folder, error.strerror or str(error))
            return
        self._open(folder)
        for number, entry in enumerate(_without_exports(files), 1):
            if self._looked >= MOST_FILES:
                self._fill_up(folder)
                return
            if self._look_at_entry(entry) or number % _PORTION == 0:
                yield self._progress()

    def _is_new_here(self, folder: Path) -> bool:
        """False for a folder that was walked under another name (a junction that leads back)."""
        about = folder.stat()
        identity = (about.st_dev, about.st_ino)
        if about.st_ino and identity in self._walked:
            return False
        self._walked.add(identity)
        return True

    def _sort_in(
        self, entry: os.DirEntry[str], files: dict[str, os.DirEntry[str]], below: list[Path]
    ) -> None:
        name = entry.name
        if name.startswith(_STRANGE) or name in _SYSTEM or not _is_text(entry.path):
            return
        if name.lower().endswith((SUFFIX, WORD_SUFFIX)):
            files[name.lower()] = entry
        elif entry.is_dir(follow_symlinks=False):
            below.append(Path(entry.path))

    def _close(self, folder: Path, reason: str) -> None:
        self._closed.append(folder)
        self.store.complain(folder, None, reason)
        _log.info("a folder of letters cannot be read")

    def _open(self, folder: Path) -> None:
        if any(str(folder) == path for (path,) in self.store.rows("SELECT path FROM problem")):
            self.store.forgive(folder)

    def _fill_up(self, folder: Path) -> None:
        if not self._is_full:
            self.store.complain(folder, None, text("letters.too_many", limit=MOST_FILES))
        self._is_full = True

    # --- files

    def _look_at_entry(self, entry: os.DirEntry[str]) -> bool:
        """Whether the file was read, which took some time."""
        self._looked += 1
        try:
            about = entry.stat()
        except OSError:
            # Gone since the folder was read, or a link that leads nowhere.
            return False
        if not stat.S_ISREG(about.st_mode):
            return False
        if _lies_elsewhere(about):
            # What is known of it stays.
            self._seen.add(key_of(Path(entry.path)))
            return False
        return self._look_at(Path(entry.path), Stamp(about.st_size, about.st_mtime_ns), used=False)

    def _look_at(self, path: Path, stamp: Stamp, *, used: bool) -> bool:
        key = key_of(path)
        if key in self._seen:
            return False
        self._seen.add(key)
        if self._known.get(key) == stamp:
            return False
        self._changed += 1
        try:
            letter = read_letter(path, stamp.size)
        except OSError as error:
            # Open in another program perhaps: the next scan tries again.
            self.store.complain(path, None, error.strerror or str(error))
        except AppError as error:
            self.store.complain(path, stamp, str(error))
        else:
            self._keep(path, letter, stamp, used=used)
        return True

    def _keep(self, path: Path, letter: Letter | None, stamp: Stamp, *, used: bool) -> None:
        entry = None if letter is None else entry_of(path, letter, stamp.modified / 1e9, self.rulebook)
        if entry is None:
            self.store.remember(path, stamp)
        else:
            self.store.put(entry, stamp, used=used)

    def _look_at_used(self) -> Iterator[Progress]:
        """Letters that were saved or opened here stay in the list, wherever they lie."""
        rows = self.store.rows("SELECT path FROM letter WHERE used")
        for path in dict.fromkeys([*self.used, *(Path(str(row[0])) for row in rows)]):
            if key_of(path) in self._seen or not _is_text(str(path)):
                continue
            self._folder = path.parent
            yield self._progress()
            self._look_at_path(path)

    def _look_at_path(self, path: Path) -> None:
        self._looked += 1
        try:
            about = path.stat()
        except OSError:
            if not _can_reach(path):
                self._seen.add(key_of(path))
            return
        if _lies_elsewhere(about):
            self._seen.add(key_of(path))
        elif stat.S_ISREG(about.st_mode):
            self._look_at(path, Stamp(about.st_size, about.st_mtime_ns), used=True)

    def _drop_lost(self) -> Iterator[Progress]:
        """What was not met any more, unless its folder could not be looked into."""
        if self._is_full:
            return
        kept = {
            bytes(key)
            for key, path in self.store.rows("SELECT key, path FROM letter")
            if any(Path(str(path)).is_relative_to(folder) for folder in self._closed)
        }
        problems = {
            bytes(key): Path(str(path)) for key, path in self.store.rows("SELECT key, path FROM problem")
        }
        closed = {key_of(folder) for folder in self._closed}
        lost = [key for key in {**self._known, **problems} if key not in self._seen | kept | closed]
        for begin in range(0, len(lost), _DROPPED_AT_ONCE):
            gone = lost[begin : begin + _DROPPED_AT_ONCE]
            self.store.forget(gone)
            self._changed += len(gone)
            yield self._progress()

    def _progress(self) -> Progress:
        return Progress(self._folder, self._looked, self._changed)


def read_letter(path: Path, size: int) -> Letter | None:
    """The letter in a file of this size; None for a Word file that carries none.

    AppError when a .congvan holds no letter, OSError when the file cannot be read.
    """
    if path.suffix.lower() == WORD_SUFFIX:
        carried = carried_letter(path, MOST_BYTES)
        return None if carried is None else loads(carried).letter
    if size > MOST_BYTES:
        raise AppError("letters.too_large", limit=MOST_BYTES // (1024 * 1024))
    with path.open("rb") as file:
        return loads(file.read(MOST_BYTES)).letter


def _without_exports(files: dict[str, os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """A Word file beside the letter that it was exported from is that letter once more."""
    return [
        entry
        for name, entry in files.items()
        if not (name.endswith(WORD_SUFFIX) and name.removesuffix(WORD_SUFFIX) + SUFFIX in files)
    ]


def _is_text(path: str) -> bool:
    """Whether a name can be written down at all; Linux lets files have any bytes for one."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lies_elsewhere(about: os.stat_result) -> bool:
    """Whether reading the file would fetch it first (OneDrive keeps it in the cloud); Windows tells."""
    return bool(getattr(about, "st_file_attributes", 0) & _FETCHED)


def _can_reach(path: Path) -> bool:
    """Whether the disk is there on which the file is not."""
    try:
        return Path(path.anchor).exists()
    except OSError:
        return False
