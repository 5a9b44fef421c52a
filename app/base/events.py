"""Telling others what has happened: plain callables, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Something that happens now and then; its listeners are called in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], object]] = []

    def subscribe(self, listener: Callable[[T], object]) -> Callable[[], None]:
        """Call this every time it happens; calling the result (more than once too) ends that."""
        self._listeners.append(listener)

        def leave() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return leave

    def emit(self, value: T) -> None:
        """Tell everyone who listens at this moment."""
        for listener in tuple(self._listeners):
            listener(value)
