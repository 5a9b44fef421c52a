"""For tests of the command line: what a call answers, letters on disk, skeletons with a fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.letter.file import dumps, save
from app.word.package import Package
from tests.support.letters import simple_letter
from tests.support.packages import DOCUMENT, built_in_parts

# What nobody should ever read on the console.
_FOREIGN = ("Traceback", "Error", "error", "usage:", "argument", "invalid", "Errno")


@dataclass(frozen=True)
class Answer:
    """What one call of the program gave."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal; nothing else may be said."""
        assert (self.code, self.out) == (2, "")
        [line] = self.err.splitlines()
        assert not any(word in line for word in _FOREIGN), line
        assert "hãy" in line.lower(), f"does not say what to do: {line}"
        return line


Call = Callable[..., Answer]


def put(folder: Path, name: str = "thư.congvan", **changes: Any) -> Path:  # noqa: ANN401 - any field
    """A simple letter with these changes, saved."""
    path = folder / name
    save(path, simple_letter(**changes), overwrite=True)
    return path


def put_tree(folder: Path, change: Callable[[dict[str, Any]], object], name: str = "thư.congvan") -> Path:
    """A simple letter whose JSON was changed by hand."""
    tree = json.loads(dumps(simple_letter()))
    change(tree)
    path = folder / name
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return path


def put_skeleton(folder: Path, old: str, new: str, name: str = "khung riêng.docx") -> Path:
    """The built-in skeleton with one stretch of its main part changed."""
    parts = dict(built_in_parts())
    text = parts[DOCUMENT].decode()
    assert old in text
    parts[DOCUMENT] = text.replace(old, new, 1).encode()
    path = folder / name
    path.write_bytes(Package(parts).to_zip())
    return path


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())
