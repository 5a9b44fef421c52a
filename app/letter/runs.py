"""Cutting and joining the runs of a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.letter.model import Run
from app.letter.positions import run_length

Runs = tuple[Run, ...]


def cut(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """The runs before and after an offset; a footnote's mark stays whole."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        size = run_length(run)
        if at >= size:
            before.append(run)
        elif at <= 0:
            after.append(run)
        else:
            # Inside: the mark stands behind all of the text, so it goes with the second half.
            before.append(replace(run, text=run.text[:at], footnote=None))
            after.append(replace(run, text=run.text[at:]))
        at -= size
    return tuple(before), tuple(after)


def between(runs: Runs, start: int, end: int) -> Runs:
    """The runs from one offset to another."""
    return cut(cut(runs, end)[0], start)[1]


def joined(runs: Iterable[Run]) -> Runs:
    """The runs with empty ones left out and neighbours of one look made one."""
    kept: list[Run] = []
    for run in runs:
        if not run.text and run.footnote is None:
            continue
        last = kept[-1] if kept else None
        if last is not None and last.footnote is None and _alike(last, run):
            kept[-1] = replace(run, text=last.text + run.text)
        else:
            kept.append(run)
    return tuple(kept)


def changed(runs: Runs, start: int, end: int, change: Callable[[Run], Run]) -> Runs:
    """The runs with those between two offsets changed."""
    head, rest = cut(runs, start)
    middle, tail = cut(rest, end - start)
    return joined((*head, *map(change, middle), *tail))


def look_at(runs: Runs, offset: int) -> Run:
    """An empty run in the look that a text typed at this offset takes.

    It is that of the character before, of the first one at the start; a citation goes on only inside.
    """
    before, after = cut(runs, offset)
    source = before[-1] if before else after[0] if after else Run()
    inside = bool(before and after and before[-1].cites == after[0].cites)
    return replace(source, text="", footnote=None, cites=source.cites if inside else "", extra={})


def _alike(first: Run, second: Run) -> bool:
    return replace(first, text="", footnote=None) == replace(second, text="", footnote=None)
