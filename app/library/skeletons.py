"""The office's own Word skeletons: kept in the library, found again by the letters that name them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from app.base.errors import AppError
from app.base.texts import text
from app.base.vietnamese import nfc, sort_key
from app.letter.model import SkeletonRef
from app.library.database import Database
from app.rules.finding import Finding, Place, Severity
from app.rules.model import Rulebook
from app.rules.source import Source, Strength
from app.word.choice import Chosen
from app.word.skeleton import Skeleton, load_skeleton

_TABLE = "skeleton"
# A skeleton with a few pictures of a letterhead is far below this; it goes into every backup.
MOST_BYTES = 20 * 1024 * 1024
_MOST_COMPILED = 8


@dataclass(frozen=True, slots=True)
class KeptSkeleton:
    """A skeleton as the list shows it."""

    id: str
    name: str
    sha256: str

    @property
    def ref(self) -> SkeletonRef:
        """How a letter names it."""
        return SkeletonRef(id=self.id, sha256=self.sha256)


@dataclass(frozen=True, slots=True)
class RemovedSkeleton:
    """A skeleton with its bytes, to be put back."""

    kept: KeptSkeleton
    data: bytes = field(repr=False)


class Skeletons:
    """The skeletons of the library; ``database.changed`` tells "skeleton"."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._compiled: dict[tuple[str, int], Skeleton] = {}

    def all(self) -> list[KeptSkeleton]:
        """By name, in the order of the Vietnamese alphabet."""
        rows = self.database.read("SELECT id, name, sha256 FROM skeleton")
        return sorted((_kept(row) for row in rows), key=lambda one: (sort_key(one.name), one.id))

    def get(self, id: str) -> KeptSkeleton | None:  # noqa: A002 - as everywhere in the library
        """The skeleton of an id; None when it was removed."""
        rows = self.database.read("SELECT id, name, sha256 FROM skeleton WHERE id = ?", (id,))
        return _kept(rows[0]) if rows else None

    def data(self, id: str) -> bytes:  # noqa: A002 - as everywhere in the library
        """The .docx of a skeleton. KeyError when there is none."""
        rows = self.database.read("SELECT data FROM skeleton WHERE id = ?", (id,))
        if not rows:
            raise KeyError(id)
        return bytes(rows[0]["data"])

    def with_content(self, sha256: str) -> KeptSkeleton | None:
        """A skeleton of exactly these bytes, whatever it is called."""
        rows = self.database.read(
            "SELECT id, name, sha256 FROM skeleton WHERE sha256 = ? ORDER BY id LIMIT 1", (sha256,)
        )
        return _kept(rows[0]) if rows else None

    def save(self, name: str, data: bytes, id: str = "") -> KeptSkeleton:  # noqa: A002 - as everywhere
        """Keep a skeleton that was examined; with an id it takes the place of that one.

        A new one with a name that is taken gets a number. AppError when it is too large.
        """
        if len(data) > MOST_BYTES:
            raise AppError("skeletons.too_large", name=name, limit=MOST_BYTES // (1024 * 1024))
        name = nfc(name).strip() or text("skeletons.unnamed")
        kept = KeptSkeleton(
            id or secrets.token_hex(8), self._free_name(name, id), hashlib.sha256(data).hexdigest()
        )
        self._put(kept, data)
        return kept

    def rename(self, id: str, name: str) -> KeptSkeleton:  # noqa: A002 - as everywhere in the library
        """Give it another name. KeyError when there is none."""
        return self.save(name, self.data(id), id)

    def remove(self, id: str) -> RemovedSkeleton:  # noqa: A002 - as everywhere in the library
        """Forget it; what is returned can be put back. KeyError when there is none."""
        kept, data = self.get(id), self.data(id)
        if kept is None:
            raise KeyError(id)
        with self.database.changing(_TABLE) as changes:
            changes.execute("DELETE FROM skeleton WHERE id = ?", (id,))
        return RemovedSkeleton(kept, data)

    def put_back(self, removed: RemovedSkeleton) -> None:
        """Undo of a removal: letters that name it find it again."""
        self._put(removed.kept, removed.data)

    # --- printing

    def chosen(self, ref: SkeletonRef, rulebook: Rulebook) -> Chosen:
        """What a letter with this reference is printed with, and what is to be told about it.

        A skeleton that is gone or can no longer be used: the built-in one, with a warning. One that
        was changed since the letter was written: as it is now, with a hint.
        """
        if not ref.id:
            return Chosen()
        same = self.get(ref.id)
        kept = same if same is not None and same.sha256 == ref.sha256 else None
        kept = kept or (self.with_content(ref.sha256) if ref.sha256 else None) or same
        if kept is None:
            return Chosen(None, (_finding("missing", Severity.WARNING),))
        try:
            skeleton = self.compiled(kept, rulebook)
        except AppError as error:
            return Chosen(None, (_finding("unusable", Severity.WARNING, name=kept.name, reason=str(error)),))
        if ref.sha256 and kept.sha256 != ref.sha256:
            return Chosen(skeleton, (_finding("changed", Severity.HINT, name=kept.name),))
        return Chosen(skeleton)

    def compiled(self, kept: KeptSkeleton, rulebook: Rulebook) -> Skeleton:
        """The skeleton ready to print with, compiled once. AppError when it cannot be used."""
        key = (kept.sha256, id(rulebook))
        found = self._compiled.get(key)
        if found is None:
            found = load_skeleton(self.data(kept.id), rulebook, kept.name)
            if len(self._compiled) >= _MOST_COMPILED:
                self._compiled.clear()
            self._compiled[key] = found
        return found

    # --- inside

    def _put(self, kept: KeptSkeleton, data: bytes) -> None:
        with self.database.changing(_TABLE) as changes:
            changes.execute(
                "INSERT OR REPLACE INTO skeleton (id, name, sha256, data) VALUES (?, ?, ?, ?)",
                (kept.id, kept.name, kept.sha256, data),
            )

    def _free_name(self, name: str, own: str) -> str:
        taken = {one.name.casefold() for one in self.all() if one.id != own}
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} ({number})", number + 1
        return free


def _kept(row: object) -> KeptSkeleton:
    return KeptSkeleton(row["id"], row["name"], row["sha256"])  # type: ignore[index]


def _finding(key: str, severity: Severity, **fields: object) -> Finding:
    source = Source(text("skeletons.source"), Strength.PRACTICE)
    return Finding(
        f"ND30-KHUNG-{_CODES[key]}",
        source,
        Place("skeleton"),
        text(f"skeletons.{key}", **fields),
        own_severity=severity,
    )


_CODES = {"missing": "02", "unusable": "03", "changed": "04"}
