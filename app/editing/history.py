"""Undo and redo: old snapshots of the whole letter, typing grouped by word and pause."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields

from app.letter.model import Letter, Node
from app.letter.positions import Where

MOST_STEPS = 500
MOST_BYTES = 64 * 1024 * 1024
# A pause this long between two keys begins a new step, in seconds.
PAUSE = 1.5
# What an object of Python costs beside its text, roughly.
_OBJECT_BYTES = 100
_MOST_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be undone: the letters and the places of the cursor around it."""

    before: Letter
    after: Letter
    where_before: Where | None
    where_after: Where | None
    bytes: int


@dataclass(frozen=True, slots=True)
class Change:
    """How a letter became the next one: ``group`` joins it with its like, ``ends_group`` closes those."""

    after: Letter
    where_before: Where | None = None
    where_after: Where | None = None
    group: Hashable = None
    ends_group: bool = False


class History:
    """Steps done and undone. It holds the letters; frozen dataclasses share what did not change."""

    def __init__(self, letter: Letter, *, most_steps: int = MOST_STEPS, most_bytes: int = MOST_BYTES) -> None:
        self.letter = letter
        self._most_steps, self._most_bytes = most_steps, most_bytes
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._group: Hashable = None
        self._last = 0.0

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to do again."""
        return bool(self._undone)

    def add(self, change: Change, now: float) -> None:
        """A change was made at this time (seconds of any clock)."""
        joins = (
            change.group is not None
            and change.group == self._group
            and now - self._last < PAUSE
            and bool(self._done)
        )
        before = self._done.pop() if joins else None
        first = self.letter if before is None else before.before
        where = change.where_before if before is None else before.where_before
        step = Step(first, change.after, where, change.where_after, cost(first, change.after))
        self._done.append(step)
        self._undone.clear()
        self.letter = change.after
        self._group = None if change.ends_group else change.group
        self._last = now
        self._forget_old()

    def undo(self) -> Step:
        """Go back one step; IndexError when there is none."""
        step = self._done.pop()
        self._undone.append(step)
        self.letter = step.before
        self._group = None
        return step

    def redo(self) -> Step:
        """Go forward one step; IndexError when there is none."""
        step = self._undone.pop()
        self._done.append(step)
        self.letter = step.after
        self._group = None
        return step

    def end_group(self) -> None:
        """The next change is a step of its own: the cursor went elsewhere, or the letter was saved."""
        self._group = None

    def _forget_old(self) -> None:
        total = sum(step.bytes for step in self._done)
        # The last step stays whatever it costs: a paste of 300 pages can be undone.
        while len(self._done) > 1 and (len(self._done) > self._most_steps or total > self._most_bytes):
            total -= self._done.pop(0).bytes


def cost(before: object, after: object) -> int:
    """About how many bytes the second holds that the first does not."""
    if before is after:
        return 0
    if isinstance(after, str):
        return _OBJECT_BYTES + len(after)
    if isinstance(after, tuple):
        return _cost_of_tuple(before if isinstance(before, tuple) else (), after)
    if isinstance(after, Node):
        same = before if type(before) is type(after) else None
        parts = (cost(getattr(same, part.name, None), getattr(after, part.name)) for part in fields(after))
        return _OBJECT_BYTES + sum(parts)
    return _OBJECT_BYTES // 4


def _cost_of_tuple(before: tuple[object, ...], after: tuple[object, ...]) -> int:
    shared = {id(part) for part in before}
    new = [(index, part) for index, part in enumerate(after) if id(part) not in shared]
    # One changed part stands where its former self stood; of many, each counts whole.
    if len(new) == 1 and len(before) == len(after):
        index, part = new[0]
        return 8 * len(after) + cost(before[index], part)
    # Of thousands, one in a few tells enough: counting a paste of 300 pages takes 0.3 s.
    step = len(new) // _MOST_COUNTED + 1
    return 8 * len(after) + step * sum(cost(None, part) for _, part in new[::step])
