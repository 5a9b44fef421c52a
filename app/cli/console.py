"""What is said on the console: results, complaints, progress."""

from __future__ import annotations

import sys

from app.base.texts import text
from app.rules.finding import Finding


def say(line: str) -> None:
    """A line of the result, on standard output."""
    sys.stdout.write(f"{line}\n")


def complain(line: str) -> None:
    """A line about what went wrong, on standard error."""
    sys.stderr.write(f"{line}\n")


def show_progress(line: str) -> None:
    """A line for a person who waits; nothing when standard error is no terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{line}\n")


def worded(finding: Finding) -> str:
    """A finding with its clause, e.g. "Số “00” không hợp lệ … (điểm a khoản 3 …)"."""
    return f"{finding.message} ({finding.clause})"


def finding_line(finding: Finding) -> str:
    """A finding with how grave it is: lỗi, cảnh báo or gợi ý."""
    return f"{text(f'cli.severity.{finding.severity.value}')}: {worded(finding)}"
