"""Files whose pages can be shown: letters, through the Word file they become, and Word files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.cli.console import finding_line
from app.document.model import Document
from app.letter.file import SUFFIX, load
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor
from app.word.read import read_file, read_package
from app.word.write import write_letter


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a document, and what had to be put right in it."""

    document: Document
    notices: tuple[str, ...] = ()


def opened(path: Path, rulebook: Rulebook, skeleton_for: SkeletonFor) -> Opened:
    """The document in a file; AppError when it cannot be read. A letter may have faults: it is only shown."""
    if path.suffix.lower() != SUFFIX:
        return Opened(read_file(path))
    read = load(path)
    chosen = skeleton_for(read.letter.skeleton)
    written = write_letter(read.letter, rulebook, chosen.skeleton)
    notices = (*(notice.message for notice in read.notices), *map(finding_line, chosen.findings))
    return Opened(read_package(written.package, name=path.name), notices)
