"""Which skeleton a letter is printed with: handed down by whoever keeps the office's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.letter.model import SkeletonRef
from app.rules.finding import Finding
from app.word.skeleton import Skeleton


@dataclass(frozen=True)
class Chosen:
    """The skeleton to print with (None: the built-in one), and what is to be told about the choice."""

    skeleton: Skeleton | None = None
    findings: tuple[Finding, ...] = ()


SkeletonFor = Callable[[SkeletonRef], Chosen]


def built_in_only(_: SkeletonRef) -> Chosen:
    """Print with the built-in skeleton, whatever the letter asks for."""
    return Chosen()
