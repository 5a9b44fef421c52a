"""The program is killed while a clerk types and saves: little is lost, nothing is broken."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.editing.desk import Desk
from app.letter.file import dumps, load
from app.letter.model import Letter
from app.letter.positions import length
from app.settings.paths import HOME_VARIABLE, find_paths
from tests.support.house_rules import ROOT
from tests.support.letters import paragraph
from tests.support.typist import KEY_SECONDS

RUNS = 50
AT_ONCE = 5
MOST_KEYS = 300
MOST_LOST = 2.0
FIRST_WORD = "y"


@dataclass
class Typist:
    """A running typist, the folder it works in, and after how many keys it is killed."""

    process: subprocess.Popen[bytes]
    folder: Path
    keys: int

    @property
    def file(self) -> Path:
        return self.folder / "thư.congvan"


def start(folder: Path, seed: int) -> Typist:
    folder.mkdir()
    file = folder / "thư.congvan"
    file.write_bytes(dumps(Letter(body=(paragraph(FIRST_WORD),))))
    command = [sys.executable, "-m", "tests.support.typist", str(folder / "data"), str(file), str(seed)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return Typist(process, folder, random.Random(seed).randint(1, MOST_KEYS))


def kill(typist: Typist) -> int:
    """Kill it after its keys; how many it has typed by then."""
    assert typist.process.stdout is not None
    for _ in range(typist.keys):
        assert typist.process.stdout.readline(), "the typist stopped by itself"
    typist.process.kill()
    rest = typist.process.stdout.read().splitlines(keepends=True)
    typist.process.stdout.close()
    typist.process.wait()
    return typist.keys + sum(line.endswith(b"\n") for line in rest)


def kept_after(typist: Typist) -> int:
    """How many keys the file or its recovery copy holds; neither may be broken."""
    desk = Desk(find_paths({HOME_VARIABLE: str(typist.folder / "data")}))
    kept = [load(typist.file).letter]
    found = desk.recovery.found()
    assert not (desk.paths.recovery / "broken").exists()
    assert len(found) <= 1
    for copy in found:
        assert copy.path == typist.file
        kept.append(desk.recover(copy).letter)
    for version in desk.versions.of(typist.file):
        desk.versions.open(version)
    # The lock of the killed program is in nobody's way.
    draft, _ = desk.open(typist.file)
    desk.close(draft)
    return max(length(letter.body[0]) for letter in kept) - len(FIRST_WORD)


def test_killed_at_any_moment_at_most_two_seconds_of_typing_are_lost(tmp_path: Path) -> None:
    for first in range(0, RUNS, AT_ONCE):
        typists = [start(tmp_path / str(seed), seed) for seed in range(first, first + AT_ONCE)]
        for typist in typists:
            typed = kill(typist)
            lost = typed - kept_after(typist)
            assert lost * KEY_SECONDS <= MOST_LOST, f"{lost} keys of {typed} lost in {typist.folder}"
