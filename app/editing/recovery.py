"""Recovery copies: what was open and not saved when the program ended without closing it."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.base.errors import AppError
from app.base.files import patiently, write_atomic
from app.editing.processes import is_running, own_token
from app.letter.file import MAX_BYTES, dumps, loads
from app.letter.model import Letter

SUFFIX = ".recovery"
BROKEN_FOLDER = "broken"
_VERSION = 1
_HEAD_BYTES = 100_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovered:
    """A letter found again: its copy, the file it was read from (None: never saved), when (Unix time).

    ``target`` as that of the draft it was.
    """

    file: Path
    letter: Letter
    path: Path | None
    digest: str
    saved_at: float
    target: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryStore:
    """The folder of recovery copies; each is one file with the checksum of all it holds."""

    folder: Path

    def write(
        self, name: str, letter: Letter, path: Path | None, digest: str, now: float, target: str = ""
    ) -> None:
        """Keep a letter under a name, whole or not at all; AppError as write_atomic."""
        body = dumps(letter, readable=False)
        head = {
            "version": _VERSION,
            "owner": own_token(),
            "path": None if path is None else str(path),
            "digest": digest,
            "saved_at": now,
            "target": target,
        }
        described = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppError("editing.recovery_folder", folder=self.folder) from error
        data = b"\n".join((_checksum(described, body).encode(), described, body))
        write_atomic(self._file(name), data, overwrite=True)

    def remove(self, name: str) -> None:
        """Forget a copy, if there is one."""
        self.discard(self._file(name))

    def discard(self, file: Path) -> None:
        """Delete the file of a copy."""
        try:
            patiently(partial(file.unlink, missing_ok=True))
        except OSError:
            # Another program holds it (Windows); it is offered once more at the next start.
            _log.warning("recovery copy cannot be deleted: %s", file)

    def found(self) -> list[Recovered]:
        """The copies that no running program owns, newest first; broken ones are set aside."""
        copies: list[Recovered] = []
        for file in self._files():
            try:
                owner, copy = _read(file)
            except (AppError, OSError, ValueError, KeyError, TypeError):
                self._set_aside(file)
                continue
            if not is_running(owner):
                copies.append(copy)
        return sorted(copies, key=lambda copy: -copy.saved_at)

    def _file(self, name: str) -> Path:
        return self.folder / (name + SUFFIX)

    def _files(self) -> list[Path]:
        try:
            return sorted(self.folder.glob(f"*{SUFFIX}"))
        except OSError:
            return []

    def _set_aside(self, file: Path) -> None:
        _log.warning("broken recovery copy: %s", file)
        aside = self.folder / BROKEN_FOLDER
        try:
            aside.mkdir(exist_ok=True)
            file.replace(aside / file.name)
        except OSError:
            _log.warning("recovery copy cannot be moved: %s", file)


def _read(file: Path) -> tuple[str, Recovered]:
    """The owner and what the copy holds; any of several errors when it is broken."""
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + _HEAD_BYTES)
    checksum, described, body = data.split(b"\n", 2)
    if checksum.decode() != _checksum(described, body):
        raise ValueError("wrong checksum")
    head = json.loads(described)
    path = head["path"]
    return str(head["owner"]), Recovered(
        file,
        loads(body).letter,
        None if path is None else Path(path),
        str(head["digest"]),
        float(head["saved_at"]),
        str(head.get("target", "")),
    )


def _checksum(described: bytes, body: bytes) -> str:
    return hashlib.sha256(described + b"\n" + body).hexdigest()
