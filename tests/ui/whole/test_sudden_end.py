"""The real program is killed while somebody types and saves, or makes a mistake of its own."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.editing.recovery import RecoveryStore
from app.letter.file import load
from app.letter.model import Letter, Paragraph
from app.settings.paths import find_paths
from tests.support.house_rules import ROOT
from tests.support.window_typist import SECRET, TYPED

_LOST_SECONDS = 2
# A busy machine lets the window's clock tick late.
_LATE_SECONDS = 1


def _command(deed: str, home: Path, file: Path) -> list[str]:
    return [sys.executable, str(ROOT / "tests" / "support" / "window_typist.py"), deed, str(home), str(file)]


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def _typed(letter: Letter) -> int:
    return sum(
        run.text.count(TYPED) for block in letter.body if isinstance(block, Paragraph) for run in block.runs
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_window_loses_two_seconds_at_most_and_breaks_no_file(seed: int, tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "thu.congvan"
    log = tmp_path / "typed.txt"
    with log.open("wb") as typed:
        process = subprocess.Popen(
            _command("type", home, file), stdout=typed, stderr=subprocess.DEVNULL, env=_environment()
        )
        try:
            until = time.monotonic() + 60
            while b" 250\n" not in log.read_bytes() and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(random.Random(seed).uniform(0, 2))
            assert process.poll() is None
        finally:
            killed = time.monotonic()
            process.kill()
            process.wait()
    lines = [line.split() for line in log.read_text().splitlines() if line.count(" ") == 1]
    must = [int(count) for at, count in lines if float(at) < killed - _LOST_SECONDS - _LATE_SECONDS]
    kept = [_typed(load(file).letter)]
    store = RecoveryStore(find_paths({"SOANCONGVAN_HOME": str(home)}).recovery)
    kept += [_typed(found.letter) for found in store.found()]
    assert must
    assert max(kept) >= max(must)
    left_over = [one.name for one in tmp_path.iterdir() if one.name not in ("home", file.name, log.name)]
    assert len(left_over) <= 2, left_over  # its lock, and a file that was being written


def test_a_mistake_in_a_slot_keeps_the_letter_and_reports_none_of_its_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = subprocess.run(
        _command("crash", home, tmp_path / "thu.congvan"),
        capture_output=True,
        env=_environment(),
        timeout=60,
        check=False,
    )
    report = done.stdout.decode()
    assert "RuntimeError" in report, done.stderr.decode(errors="replace")
    assert SECRET not in report
    store = RecoveryStore(find_paths({"SOANCONGVAN_HOME": str(home)}).recovery)
    found = store.found()
    assert len(found) == 1
    assert SECRET in str(found[0].letter.body)
