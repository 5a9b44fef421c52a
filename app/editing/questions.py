"""Problems that the clerk can answer at once: what is wrong, and what may be done about it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from app.base.errors import AppError
from app.rules.finding import Finding


class Answer(Enum):
    """What may be done; the window offers one button for each."""

    SAVE_AS = "save_as"  # under another name
    OVERWRITE = "overwrite"
    RELOAD = "reload"  # take what is on the disk, dropping what is on the screen
    SECOND_NAME = "second_name"  # the suggestion
    READ_COPY = "read_copy"  # open what is on the disk as a new draft


class Question(AppError):
    """An AppError with the answers it allows; ``suggestion`` is the path of ``SECOND_NAME``."""

    def __init__(
        self, key: str, answers: tuple[Answer, ...], *, suggestion: Path | None = None, **fields: object
    ) -> None:
        super().__init__(key, **fields)
        self.answers = answers
        self.suggestion = suggestion


class ExportRefused(AppError):
    """No file is made; ``findings`` are the reasons."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("editing.export_refused", reason=findings[0].message)
        self.findings = findings
