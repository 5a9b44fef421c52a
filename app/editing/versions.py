"""Earlier states of saved letters: the last ten of each file, in the data folder."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.files import write_atomic
from app.editing.disk import digest_of, parse, read
from app.letter.file import SUFFIX, LoadResult

MOST_VERSIONS = 10
_MILLISECONDS = 1000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier state; ``saved_at`` in Unix time."""

    file: Path
    saved_at: float


@dataclass(frozen=True, slots=True)
class VersionStore:
    """The folder of versions; each letter's file has a folder of its own in it."""

    folder: Path

    def keep(self, path: Path, data: bytes, now: float) -> None:
        """Keep the bytes that a file holds; the same as last time are not kept twice.

        A failure is logged and nothing more: it must not hinder saving.
        """
        kept = self.of(path)
        if kept and _digest(kept[0].file) == digest_of(data):
            return
        # Never two of one millisecond, and never out of order when the clock was set back.
        latest = max([round(now * _MILLISECONDS), *(_stamp(kept[0].file) + 1 for _ in kept[:1])])
        folder = self._folder(path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_atomic(folder / f"{latest:015d}{SUFFIX}", data, overwrite=True)
            for old in kept[MOST_VERSIONS - 1 :]:
                old.file.unlink(missing_ok=True)
        except (OSError, AppError):
            _log.warning("no version can be kept in %s", folder)

    def of(self, path: Path) -> list[Version]:
        """The versions of a file, newest first."""
        try:
            files = sorted(self._folder(path).glob(f"*{SUFFIX}"), reverse=True)
        except OSError:
            return []
        return [Version(file, _stamp(file) / _MILLISECONDS) for file in files if file.stem.isdigit()]

    def open(self, version: Version) -> LoadResult:
        """The letter of a version, for a new draft; AppError when it cannot be read."""
        return parse(version.file, read(version.file).data)

    def forget(self, path: Path) -> None:
        """Delete all versions of a file (its letter got a độ mật)."""
        for version in self.of(path):
            try:
                version.file.unlink(missing_ok=True)
            except OSError:
                _log.warning("version cannot be deleted: %s", version.file)

    def _folder(self, path: Path) -> Path:
        # Windows knows a file by capitals and small letters alike.
        return self.folder / digest_of(os.path.normcase(path.absolute()).encode())[:32]


def _stamp(file: Path) -> int:
    return int(file.stem)


def _digest(file: Path) -> str:
    try:
        return read(file).digest
    except AppError:
        return ""
