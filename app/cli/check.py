"""main.py check: what is missing, unlawful or doubtful in letters, without writing anything."""

from __future__ import annotations

from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text
from app.cli.arguments import Order
from app.cli.console import complain, finding_line, say
from app.letter.file import load
from app.letter.validation import validate
from app.rules.finding import Severity
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor

_CLEAN, _FOUND, _BAD_INPUT = 0, 1, 2


def check(order: Order, rulebook: Rulebook, skeleton_for: SkeletonFor) -> int:
    """Print the findings of every letter. 1 if there is an error or a warning, 2 for a bad file."""
    codes = []
    for source in order.inputs:
        try:
            codes.append(_check_one(source, rulebook, skeleton_for))
        except AppError as error:
            complain(str(error))
            codes.append(_BAD_INPUT)
    return max(codes)


def _check_one(source: Path, rulebook: Rulebook, skeleton_for: SkeletonFor) -> int:
    read = load(source)
    findings = (*validate(read.letter, rulebook), *skeleton_for(read.letter.skeleton).findings)
    say(text("cli.findings" if findings else "cli.no_findings", path=source, count=len(findings)))
    for line in (*(notice.message for notice in read.notices), *map(finding_line, findings)):
        say(f"  {line}")
    return _CLEAN if all(found.severity is Severity.HINT for found in findings) else _FOUND
