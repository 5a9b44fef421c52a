"""Which file of an order becomes which."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.vietnamese import nfc
from app.cli.arguments import Order


@dataclass(frozen=True, slots=True)
class Job:
    """One file and what it becomes."""

    source: Path
    target: Path


def planned(order: Order, suffixes: tuple[str, ...]) -> list[Job]:
    """Which input becomes which file; results have one of the suffixes, the first if none is asked for.

    AppError when the folder is missing, when two inputs would become one file, and when a file would
    replace what it is made from.
    """
    if order.folder is not None and not _is_folder(order.folder):
        raise AppError("base.folder_missing", folder=order.folder)
    if order.output is not None and order.output.suffix.lower() not in suffixes:
        raise AppError("cli.output_suffix", path=order.output, suffixes=", ".join(suffixes))
    jobs = [Job(source, _target(source, order, suffixes[0])) for source in order.inputs]
    origins = {_identity(path): path for path in (*order.inputs, order.skeleton) if path is not None}
    seen: dict[str, Job] = {}
    for job in jobs:
        identity = _identity(job.target)
        if identity in origins:
            raise AppError("cli.output_is_input", path=job.target)
        if identity in seen:
            first = seen[identity].source
            raise AppError("cli.output_twice", first=first, second=job.source, target=job.target)
        seen[identity] = job
    return jobs


def _target(source: Path, order: Order, suffix: str) -> Path:
    if order.output is not None:
        return order.output
    folder = source.parent if order.folder is None else order.folder
    return folder / f"{source.stem}{suffix}"


def _identity(path: Path) -> str:
    """Equal for names that Windows or macOS take for one file."""
    whole = path.absolute()
    # Of a device of Windows (CON) and of a disk that does not answer: whoever reads or writes there tells.
    with contextlib.suppress(OSError):
        whole = whole.resolve()
    return nfc(str(whole)).casefold()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # on a network that is broken off
        return False
