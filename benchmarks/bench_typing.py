"""Typing with the page beside it: from the change of the letter to the repainted page, key by key.

Prints JSON, wall times in milliseconds. A key is timed from draft.apply until the view has painted the
page with the new character on it, the event loop running as in the program; then the rest of the pages
is waited for. ``held`` is a key held down: a letter every 33 ms, whether the page is ready or not;
what counts is how long the event loop is busy at a stretch and how long the page stands still.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject  # noqa: E402 - after the platform is chosen
from PySide6.QtGui import QPaintEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.base.resources import resource_path  # noqa: E402 - after the tree is on the path
from app.editing.commands.text import insert_text  # noqa: E402
from app.editing.draft import Draft  # noqa: E402
from app.letter.file import load  # noqa: E402
from app.letter.model import Letter, Paragraph, Run  # noqa: E402
from app.letter.positions import TextPosition, where_at  # noqa: E402
from app.rules.load import load_rulebook  # noqa: E402
from app.ui.page.driver import PreviewDriver  # noqa: E402
from app.ui.page.view import PageView  # noqa: E402

GOALS = {"three_pages_p95_ms": 33, "memory_mb": 250}
KEY_EVERY_S = 1 / 30
WORDS = "thực hiện nghiêm các quy định của pháp luật "
SIZE = (700, 600)


class TimedView(PageView):
    """Notes when it was last painted."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and look at the clock."""
        super().paintEvent(event)
        self.painted_at = time.perf_counter()


class Typist(QObject):
    """Types into one paragraph of a letter that is shown in a view."""

    def __init__(self, letter: Letter, block: int) -> None:
        super().__init__()
        self.draft = Draft(letter)
        self.driver, self.view = PreviewDriver(self.draft, load_rulebook(), parent=self), TimedView()
        self.view.show_preview(self.driver)
        self.view.resize(*SIZE)
        self.view.show()
        self.position = TextPosition(block, 0)
        self.settle()
        self.view.show_position("body", (block,), self.position)
        self.settle()

    def settle(self) -> None:
        """Let everything come to rest."""
        while not self.driver.is_done:
            QApplication.processEvents()
        QApplication.processEvents()

    def press(self, char: str) -> None:
        """One key."""
        at = self.position
        self.position = at.moved(at.block, at.offset + 1)
        where = where_at(self.position)
        self.draft.apply(lambda letter: insert_text(letter, at, char), "typing", where=where)
        self.view.mark_component(where.component, where.path, where.position)

    def timed(self, char: str) -> float:
        """Milliseconds from a key to the page painted with it."""
        page = self.view.page
        before = self.driver.pages[page]
        start = time.perf_counter()
        self.press(char)
        while self.driver.pages[page] is before or self.view.painted_at < start:
            QApplication.processEvents()
        # What was painted may have been the old page: one more round paints what is asked for by now.
        painted = self.view.painted_at
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
        took = (max(painted, self.view.painted_at) - start) * 1000
        self.settle()
        return took


def main() -> int:
    """Type, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=200)
    keys = parser.parse_args().keys
    application = QApplication([])
    three = load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter
    result: dict[str, object] = {
        "three_pages": measured(three, 1, keys),
        "last_page": measured(three, 14, keys),
    }
    result["twenty_pages"] = measured(long_letter(three), 60, keys)
    result["held_20_pages"] = held(long_letter(three), 60, keys)
    result["memory_mb"] = most_memory()
    result["goals"] = GOALS
    print(json.dumps(result, indent=2))
    del application
    return 0


def measured(letter: Letter, block: int, keys: int) -> dict[str, float]:
    """The times of so many keys, each typed when the page is at rest."""
    typist = Typist(letter, block)
    for char in WORDS[:5]:  # the first find empty caches, as opening a letter does
        typist.timed(char)
    times = [typist.timed(WORDS[number % len(WORDS)]) for number in range(keys)]
    pages = typist.driver.page_count
    typist.driver.close()
    return {"pages": pages, **figures(times)}


def held(letter: Letter, block: int, keys: int) -> dict[str, float]:
    """A key held down: the longest stretches without events, and between two new pictures."""
    typist = Typist(letter, block)
    busy, still = [], []
    fresh_at = next_key = time.perf_counter()
    page = typist.view.page
    shown = typist.driver.pages[page]
    while keys:
        start = time.perf_counter()
        if start >= next_key:
            next_key += KEY_EVERY_S
            keys -= 1
            typist.press("a")
        QApplication.processEvents()
        end = time.perf_counter()
        busy.append((end - start) * 1000)
        if typist.driver.pages[page] is not shown:
            shown = typist.driver.pages[page]
            still.append((end - fresh_at) * 1000)
            fresh_at = end
    typist.driver.close()
    return {
        "pages": typist.driver.page_count,
        "busy_ms_max": round(max(busy), 1),
        "new_pictures": len(still),
        "still_ms_median": round(statistics.median(still), 1),
        "still_ms_max": round(max(still), 1),
    }


def long_letter(letter: Letter) -> Letter:
    """The letter made about twenty pages long, no two paragraphs alike."""
    texts = [block for block in letter.body if isinstance(block, Paragraph)]
    body = tuple(
        replace(block, runs=(Run(text=f"Mục {number} "), *block.runs))
        for number in range(8)
        for block in texts
    )
    return replace(letter, body=body)


def most_memory() -> int | None:
    """The most memory this process has held, in megabytes; None where the system does not tell."""
    status = Path("/proc/self/status")  # getrusage counts the program that started this one too
    if not status.is_file():
        return None
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024)


def figures(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum."""
    ordered = sorted(times)
    return {
        "ms_median": round(statistics.median(ordered), 1),
        "ms_p95": round(ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))], 1),
        "ms_max": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
