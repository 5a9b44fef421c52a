"""Letters as LibreOffice prints them: written, converted in one batch, measured page by page."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from app.letter.compose import compose
from app.letter.composed import Composed
from app.letter.model import Letter
from app.rules.finding import Finding
from app.rules.load import load_rulebook
from app.word.package import Package
from app.word.write import write_letter
from tests.support.office import convert_to_pdf
from tests.support.pdf import Page, read_pages

# Narrow enough to part the two columns of the header, where 1 mm of room is what the writer leaves.
HEADER_GAP_EM = 0.1
_WAIT_SECONDS = 600
_LOOK_AGAIN_SECONDS = 0.2

# Takes the parts of a package and gives them back altered: a letter with a fault in it.
Change = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


@dataclass(frozen=True)
class Case:
    """A letter to export; ``change`` alters its parts before they are zipped."""

    letter: Letter
    change: Change | None = None


@dataclass
class Exported:
    """One exported letter: what it says, what the writer said of it, and its pages."""

    name: str
    letter: Letter
    pdf: Path

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the writer said of it."""
        return write_letter(self.letter, load_rulebook()).findings

    @cached_property
    def composed(self) -> Composed:
        """The words that are to be on the pages."""
        return compose(self.letter, load_rulebook())

    @cached_property
    def pages(self) -> list[Page]:
        """The pages as pdfplumber sees them."""
        return read_pages(self.pdf)

    @cached_property
    def columns(self) -> list[Page]:
        """The pages with narrow gaps between columns seen too; a justified line may come in pieces."""
        return read_pages(self.pdf, HEADER_GAP_EM)

    @property
    def codes(self) -> set[str]:
        """Codes of the writer's findings."""
        return {finding.code for finding in self.findings}


def export(cases: Mapping[str, Case], folder: Path) -> dict[str, Exported]:
    """Writes the letters into a folder and converts them with one start of LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, case in cases.items():
        package = write_letter(case.letter, load_rulebook()).package
        if case.change:
            package = Package(case.change(package.parts))
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(package.to_zip())
    convert_to_pdf(paths, folder)
    return _read(cases, folder)


def export_once(
    factory: pytest.TempPathFactory, batch: str, cases: Mapping[str, Case]
) -> dict[str, Exported]:
    """``export`` that the workers of pytest-xdist do once for all of them.

    The first to come converts, the others wait for its files. RuntimeError when it failed.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"geometry-{batch}"
    done, failed = folder / "done", folder / "failed"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait(done, failed)
        return _read(cases, folder)
    try:
        exported = export(cases, folder)
        done.touch()
    finally:
        if not done.exists():
            failed.touch()
    return exported


def _read(cases: Mapping[str, Case], folder: Path) -> dict[str, Exported]:
    return {name: Exported(name, case.letter, folder / f"{name}.pdf") for name, case in cases.items()}


def _wait(done: Path, failed: Path) -> None:
    end = time.monotonic() + _WAIT_SECONDS
    while not done.exists():
        if failed.exists() or time.monotonic() > end:
            raise RuntimeError(f"another worker made no {done.parent.name}")
        time.sleep(_LOOK_AGAIN_SECONDS)


def replaced(part: str, old: str, new: str, count: int = 1) -> Change:
    """A change of some text of a part, which must be there."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        text = parts[part].decode()
        assert old in text, f"no {old!r} in {part}"
        return {**parts, part: text.replace(old, new, count).encode()}

    return change


def restyled(style: str, old: str, new: str) -> Change:
    """A change of some text inside one ND30 style, which must be there."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        text = parts["word/styles.xml"].decode()
        start = text.index(f'w:styleId="ND30_{style}"')
        end = text.index("</w:style>", start)
        assert old in text[start:end], text[start:end]
        changed = text[:start] + text[start:end].replace(old, new) + text[end:]
        return {**parts, "word/styles.xml": changed.encode()}

    return change
