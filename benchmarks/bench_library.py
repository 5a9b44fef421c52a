"""Twenty thousand written letters: searching them, opening their list, starting with them, finding them.

Prints JSON, wall times in milliseconds. ``search`` is what every key in the search field costs the index
(rows, count, snippets of what is seen), ``shown`` the same until it is painted; ``open`` a fresh page
until its first rows are painted. ``start`` is the program until letters can be opened, with this library
and with an empty one. ``scan`` reads real files while a clerk types into a letter of three pages.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402 - after the platform is chosen

from app.base.resources import resource_path  # noqa: E402 - after the tree is on the path
from app.editing.desk import Desk  # noqa: E402
from app.editing.export import export_word  # noqa: E402
from app.letter.file import load, save  # noqa: E402
from app.letter.model import Letter, Status  # noqa: E402
from app.library.letter_entry import LetterEntry, entry_of  # noqa: E402
from app.library.letter_rows import Stamp  # noqa: E402
from app.library.letter_search import Order, Query, Search, snippet  # noqa: E402
from app.library.letter_store import LetterStore  # noqa: E402
from app.library.library import Library, open_library  # noqa: E402
from app.rules.load import load_rulebook  # noqa: E402
from app.settings.paths import HOME_VARIABLE, Paths, find_paths  # noqa: E402
from app.settings.store import Settings  # noqa: E402
from app.ui import tasks  # noqa: E402
from app.ui.letters.page import LettersPage  # noqa: E402
from app.ui.letters.scanning import Scanner  # noqa: E402
from app.ui.session import Session  # noqa: E402
from app.ui.theme import Theme  # noqa: E402
from benchmarks.bench_start import READY  # noqa: E402
from benchmarks.bench_typing import WORDS, Typist, figures  # noqa: E402
from tests.support.heartbeat import Heartbeat  # noqa: E402

GOALS = {"search_p95_ms": 30, "open_ms": 300, "start_ratio": 1.05}
RULEBOOK = load_rulebook()
# Typed letter by letter, as a clerk does.
TYPED = (
    "ủy ban nhân dân xã", "chuyen doi so", "930/UBND-VX", "trả lời kiến nghị cử tri", "gia lai",
    "báo cáo trước ngày 15 tháng", "truc le benh vien", "nguyễn văn a", "an toan thong tin mang", "đắk nông",
)  # fmt: skip
FILTERS = (
    Query(),
    Query(status=Status.ISSUED, year=2021),
    Query(order=Order.SUBJECT),
    Query(order=Order.MODIFIED, descending=True),
)
SEEN_ROWS, FIRST_ROWS, ROUNDS, REAL_FILES = 12, 100, 7, 600


def main() -> int:
    """Make a library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=20_000)
    letters = parser.parse_args().letters
    application = QApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        paths = find_paths({HOME_VARIABLE: str(folder / "full")})
        result: dict[str, object] = {"letters": letters, "fill_s": fill(paths.letter_index, letters)}
        result["index_mb"] = round(paths.letter_index.stat().st_size / 1e6)
        result["search"] = searched(paths.letter_index)
        result |= pages(application, paths)
        result["start"] = started(folder / "full", folder / "empty")
        result["scan"] = scanned(folder)
        result["goals"] = GOALS
        print(json.dumps(result, indent=2))
    return 0


# --- making


def samples() -> list[Letter]:
    """The real letters."""
    return [load(path).letter for path in sorted(resource_path("samples").glob("*.congvan"))]


def entries(count: int) -> Iterator[LetterEntry]:
    """So many letters, no two alike, with the words of the real ones."""
    dice = random.Random(1)  # noqa: S311 - the same letters every time
    real = [entry for letter in samples() if (entry := entry_of(Path(), letter, 0, RULEBOOK))]
    words = " ".join(entry.body for entry in real).split()
    for number in range(count):
        entry = real[number % len(real)]
        body = entry.body.split()
        dice.shuffle(body)
        day = f"{2018 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield replace(
            entry,
            path=Path(f"/letters/{number % 97}/{number}.congvan"),
            subject=" ".join([*entry.subject.split()[:6], *dice.sample(words, 6)]),
            code=f"{number % 3000}/UBND-{dice.choice(['VX', 'KT', 'NC', 'TH'])}",
            date=day,
            status=dice.choice(tuple(Status)),
            body=" ".join([*body, *dice.sample(words, 60)]),
            modified=1.5e9 + number * 9000,
        )


def fill(file: Path, count: int) -> float:
    """Put them into the index; the seconds it took."""
    begun = time.perf_counter()
    store = LetterStore(file)
    for entry in entries(count):
        store.put(entry, Stamp(1, 1), used=True)
    store.close()
    return round(time.perf_counter() - begun, 1)


# --- searching and opening


def queries() -> Iterator[Query]:
    """Every state of the search field while it is typed into, with and without filters."""
    for words in TYPED:
        for end in range(1, len(words) + 1):
            for base in FILTERS:
                yield replace(base, words=words[:end])


def searched(file: Path) -> dict[str, float]:
    """What each of them costs the index; the time of the processor too, for a busy machine."""
    store = LetterStore(file)
    times, busy = [], []
    for query in queries():
        begun, worked = time.perf_counter(), time.process_time()
        search = Search(store, query)
        rows = search.more(FIRST_ROWS)
        search.count()
        for row in rows[:SEEN_ROWS]:
            snippet(store, row, query.words)
        times.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    store.close()
    return {**figures(times), "cpu_ms_p95": figures(busy)["ms_p95"]}


def pages(application: QApplication, paths: Paths) -> dict[str, object]:
    """The page: made and painted, then typed into."""
    opened = []
    settings = Settings(paths.settings_file, RULEBOOK)
    page = None
    for _ in range(ROUNDS):
        library = open_library(paths.library_file, paths.letter_index, RULEBOOK, tasks.run)
        session = _session(application, paths, settings, library)
        while not library.database.is_ready:
            QApplication.processEvents()
        if page is not None:
            page.hide()
        begun = time.perf_counter()
        page = LettersPage(session)
        page._scanned_at = time.monotonic()  # noqa: SLF001 - the scan is measured by itself
        page.resize(1286, 660)
        page.show()
        page.entered()
        page.grab()
        opened.append((time.perf_counter() - begun) * 1000)
    assert page is not None
    shown = []
    for words in TYPED:
        for end in range(1, len(words) + 1):
            begun = time.perf_counter()
            page.filters.words.setText(words[:end])
            page.view.viewport().repaint()
            shown.append((time.perf_counter() - begun) * 1000)
    page.hide()
    return {"open_ms": round(statistics.median(opened), 1), "shown": figures(shown)}


def _session(application: QApplication, paths: Paths, settings: Settings, library: Library) -> Session:
    theme = Theme(application, "light")
    return Session(RULEBOOK, settings, Desk(paths), theme, None, resource_path("samples"), library)


# --- starting


def started(full: Path, empty: Path) -> dict[str, float]:
    """The program with this library and with none, in turns."""
    times: dict[str, list[float]] = {"full": [], "empty": []}
    for _ in range(ROUNDS):
        for name, home in (("full", full), ("empty", empty)):
            environment = {**os.environ, "PYTHONPATH": str(ROOT), HOME_VARIABLE: str(home)}
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", READY], cwd=ROOT, env=environment, check=True, capture_output=True
            )
            times[name].append((time.perf_counter() - begun) * 1000)
    found = {f"{name}_ms": round(statistics.median(values), 1) for name, values in times.items()}
    return {**found, "ratio": round(found["full_ms"] / found["empty_ms"], 3)}


# --- finding


def scanned(folder: Path) -> dict[str, object]:
    """Real files, looked through beside a window in which a clerk types."""
    place = folder / "scan"
    for number, letter in zip(range(REAL_FILES), samples() * REAL_FILES, strict=False):
        (place / str(number % 20)).mkdir(parents=True, exist_ok=True)
        save(place / str(number % 20) / f"{number}.congvan", letter, overwrite=False)
    for number, letter in enumerate(samples()):
        export_word(letter, RULEBOOK, place / f"xuat {number}.docx", overwrite=False)
    library = open_library(folder / "scan.db", folder / "scan-letters.db", RULEBOOK)
    scanner = Scanner()
    first = _timed_scan(scanner, library, place)
    again = _timed_scan(scanner, library, place)
    typist = Typist(load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter, 1)
    alone = figures([typist.timed(WORDS[number % len(WORDS)]) for number in range(60)])
    library.letters.rebuild()
    scanner.start(partial(library.letters.scan, [place], []))
    while_scanning: list[float] = []
    while scanner.is_running and len(while_scanning) < 200:
        while_scanning.append(typist.timed(WORDS[len(while_scanning) % len(WORDS)]))
    scanner.stop()
    typist.driver.close()
    return {
        "files": REAL_FILES + len(samples()),
        "first": first,
        "again": again,
        "key_alone": alone,
        "key_while_scanning": figures(while_scanning),
    }


def _timed_scan(scanner: Scanner, library: Library, place: Path) -> dict[str, float]:
    begun = time.perf_counter()
    heart = Heartbeat()
    scanner.start(partial(library.letters.scan, [place], []))
    while scanner.is_running:
        QApplication.processEvents()
        time.sleep(0.001)
    longest = heart.stop()
    return {
        "s": round(time.perf_counter() - begun, 2),
        "window_still_ms_max": round(longest * 1000, 1),
        "found": library.letters.count(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
