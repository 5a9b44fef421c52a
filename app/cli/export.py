"""main.py export: letters become Word files, or PDF files of the very pages that Word would print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.cli.arguments import Order
from app.cli.console import complain, finding_line, say, show_progress, worded
from app.cli.jobs import Job, planned
from app.cli.painting import Painting, as_pdf
from app.letter.file import LoadResult, load
from app.letter.validation import export_blockers, validate
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.word.choice import Chosen, SkeletonFor
from app.word.package import Package
from app.word.read import read_package
from app.word.skeleton import Skeleton, load_skeleton
from app.word.write import write_letter

WORD_SUFFIX, PDF_SUFFIX = ".docx", ".pdf"
# A skeleton with a few pictures of a letterhead is far below this.
_MOST_SKELETON_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Press:
    """What all letters of one order are printed with."""

    rulebook: Rulebook
    skeleton_for: SkeletonFor
    overwrite: bool
    painting: Callable[[], Painting]


def export(
    order: Order, rulebook: Rulebook, skeleton_for: SkeletonFor, painting: Callable[[], Painting]
) -> int:
    """Write a file for every letter; those that cannot be are told at the end. 0, or 2 if any.

    The skeleton that the order names prints all of them, whatever they ask for.
    """
    jobs = planned(order, (WORD_SUFFIX, PDF_SUFFIX))
    press = Press(rulebook, _asked_for(order, rulebook) or skeleton_for, order.overwrite, painting)
    refused: list[str] = []
    failed = 0
    for number, job in enumerate(jobs, start=1):
        show_progress(text("cli.progress", number=number, total=len(jobs), name=job.source.name))
        reasons = _export_one(job, press)
        refused += reasons
        failed += bool(reasons)
    if refused and len(jobs) > 1:
        complain(text("cli.some_failed", failed=failed, total=len(jobs)))
    for reason in refused:
        complain(reason)
    return 2 if refused else 0


def read_skeleton(path: Path, rulebook: Rulebook) -> Skeleton:
    """The skeleton in a Word file; AppError when it cannot be read or used."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_SKELETON_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise AppError("cli.skeleton_unreadable", path=path) from error
    if len(data) > _MOST_SKELETON_BYTES:
        limit = _MOST_SKELETON_BYTES // (1024 * 1024)
        raise AppError("cli.skeleton_too_large", path=path, limit=limit)
    return load_skeleton(data, rulebook, path.name)


def _asked_for(order: Order, rulebook: Rulebook) -> SkeletonFor | None:
    if order.skeleton is None:
        return None
    named = Chosen(read_skeleton(order.skeleton, rulebook))
    return lambda _: named


def _export_one(job: Job, press: Press) -> list[str]:
    """Export one letter and tell what was found; if it cannot be, the sentences that say why."""
    try:
        read = load(job.source)
        findings = validate(read.letter, press.rulebook)
        blockers = export_blockers(findings)
        if blockers:
            return [text("cli.refused", path=job.source, reason=worded(found)) for found in blockers]
        chosen = press.skeleton_for(read.letter.skeleton)
        written = write_letter(read.letter, press.rulebook, chosen.skeleton)
        data, said = _printed(written.package, job, press)
        write_atomic(job.target, data, overwrite=press.overwrite)
    except AppError as error:
        return [str(error)]
    say(text("cli.exported", source=job.source, target=job.target))
    for line in said:
        say(f"  {line}")
    _tell(read, (*findings, *written.findings, *chosen.findings))
    return []


def _printed(package: Package, job: Job, press: Press) -> tuple[bytes, tuple[str, ...]]:
    """The file for a letter, and what is to be said about it."""
    if job.target.suffix.lower() != PDF_SUFFIX:
        return package.to_zip(), ()
    document = read_package(package, name=job.source.name)
    return as_pdf(document, job.source.stem, press.painting())


def _tell(read: LoadResult, findings: Sequence[Finding]) -> None:
    """What was put right, and what was found, below the name of the letter."""
    for line in (*(notice.message for notice in read.notices), *map(finding_line, findings)):
        say(f"  {line}")
