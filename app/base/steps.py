"""Work in steps: a generator that rests now and then and returns its result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]


def finish(steps: Steps[T]) -> T:
    """The result of work that need not rest."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
