"""The live preview: one word of the Gia Lai letter changes, and the page is seen anew; its PDF; long reports.

Prints JSON, wall times in milliseconds. LibreOffice is timed on the same file: cold is one start for one
file; running is one that listens and converts the file over UNO, where some Python of this machine has
the module for it (Debian: python3-uno). Elsewhere running is what one more file costs it once it runs,
(one start for many) - (one start for one); "measured_over" says which. Over UNO the two take turns, ten
previews and then three conversions, so that whatever else the machine does slows both alike.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication  # noqa: E402 - after the platform is chosen

from app.base.resources import resource_path  # noqa: E402 - after the tree is on the path
from app.letter.file import load  # noqa: E402
from app.letter.model import Letter, Paragraph, Run  # noqa: E402
from app.pages.layout import LayoutRun, lay_out  # noqa: E402
from app.paint.image import page_image  # noqa: E402
from app.paint.pdf import pdf_bytes  # noqa: E402
from app.rules.load import load_rulebook  # noqa: E402
from app.word.read import read_bytes, read_package  # noqa: E402
from app.word.write import write_letter  # noqa: E402
from tests.support.office import OfficeError, convert_to_pdf, soffice  # noqa: E402

SCREEN = 96 / 72  # dots a point
COPIES = 40  # in one start
TURN = 10  # previews, and then
CONVERSIONS = 3  # over UNO
UNO_PROGRAM = Path(__file__).with_name("uno_convert.py")
REPORTS = (10, 100, 400)  # pages
GOALS = {"preview_ms_median": 25, "pdf_ms_median": 40, "report_100_pages_ms": 1500, "times_faster": 10}


@dataclass
class Stages:
    """Milliseconds of every stage, one entry a change."""

    write: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    layout: list[float] = field(default_factory=list)
    image: list[float] = field(default_factory=list)
    preview: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)


def main() -> int:
    """Time everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100)
    changes = parser.parse_args().changes
    application = QGuiApplication([])
    letter = load(resource_path("samples", "gia-lai-930.congvan")).letter
    with tempfile.TemporaryDirectory() as name:
        office = Office(letter, Path(name))
        stages, pages = previews(letter, changes, office.convert_some)
        libreoffice = office.figures()
    pdf = pdf_times(letter)
    reports = [report(letter, wanted) for wanted in REPORTS]
    preview = statistics.median(stages.preview)
    result = {
        "letter_pages": pages,
        "changes": changes,
        "preview_ms_median": round(preview, 2),
        "preview_ms_p95": round(percentile(stages.preview, 95), 2),
        "stages_ms_median": {
            name: round(statistics.median(getattr(stages, name)), 2)
            for name in ("write", "read", "layout", "image", "rest")
        },
        "pdf_ms_median": round(statistics.median(pdf), 2),
        "pdf_ms_p95": round(percentile(pdf, 95), 2),
        "reports": reports,
        "libreoffice": libreoffice,
        "times_faster": round(float(libreoffice["running_ms"]) / preview, 1) if libreoffice else None,
        "goals": GOALS,
    }
    print(json.dumps(result, indent=2))
    del application
    return 0


def previews(letter: Letter, changes: int, after_turn: Callable[[], None]) -> tuple[Stages, int]:
    """The times from a changed letter to the image of its visible page, each word in turn on each page."""
    stages = Stages()
    run: LayoutRun | None = None
    for number in range(-3, changes):  # the first three find empty caches, as opening a letter does
        place = plain_paragraphs(letter)[number % 3 * 3]
        changed = with_word(letter, place, f"từ{number}")
        marks = [time.perf_counter()]
        package = write_letter(changed, load_rulebook()).package
        marks.append(time.perf_counter())
        document = read_package(package)
        marks.append(time.perf_counter())
        visible = number % 3
        run = LayoutRun(document, run)
        while len(run.pages) <= visible and not run.step(0):
            pass
        marks.append(time.perf_counter())
        page_image(run.pages[min(visible, len(run.pages) - 1)], SCREEN)
        marks.append(time.perf_counter())
        while not run.step(5):
            pass
        marks.append(time.perf_counter())
        if number >= 0:
            steps = [(end - start) * 1000 for start, end in pairwise(marks)]
            for name, step in zip(("write", "read", "layout", "image", "rest"), steps, strict=True):
                getattr(stages, name).append(step)
            stages.preview.append((marks[4] - marks[0]) * 1000)
            if number % TURN == TURN - 1:
                after_turn()
    return stages, len(run.pages) if run else 0


def plain_paragraphs(letter: Letter) -> list[int]:
    """Where the body has paragraphs of text."""
    return [index for index, block in enumerate(letter.body) if isinstance(block, Paragraph) and block.runs]


def with_word(letter: Letter, place: int, word: str) -> Letter:
    """The letter with a word at the end of the first run of one paragraph."""
    block = letter.body[place]
    if not isinstance(block, Paragraph):
        raise TypeError("not a paragraph")
    first = replace(block.runs[0], text=f"{block.runs[0].text} {word}")
    changed = replace(block, runs=(first, *block.runs[1:]))
    return replace(letter, body=(*letter.body[:place], changed, *letter.body[place + 1 :]))


def pdf_times(letter: Letter) -> list[float]:
    """The times of a PDF from pages that are laid out."""
    document = read_package(write_letter(letter, load_rulebook()).package)
    pages = lay_out(document)
    pdf_bytes(pages, "", {})
    times = []
    for _ in range(20):
        start = time.perf_counter()
        pdf_bytes(pages, "", {})
        times.append((time.perf_counter() - start) * 1000)
    return times


def report(letter: Letter, wanted: int) -> dict[str, float]:
    """A Word file of about so many pages, no two paragraphs alike, read from its bytes and laid out."""
    texts = [block for block in letter.body if isinstance(block, Paragraph)]
    copies = max(1, round(wanted / 2.6))
    body = tuple(
        replace(block, runs=(Run(text=f"Mục {number} "), *block.runs))
        for number in range(copies)
        for block in texts
    )
    data = write_letter(replace(letter, body=body), load_rulebook()).package.to_zip()
    gc.collect()
    start = time.perf_counter()
    document = read_bytes(data, "báo cáo.docx")
    read = time.perf_counter()
    pages = len(lay_out(document).pages)
    end = time.perf_counter()
    return {
        "pages": pages,
        "read_ms": round((read - start) * 1000),
        "layout_ms": round((end - read) * 1000),
        "total_ms": round((end - start) * 1000),
        "ms_per_page": round((end - start) * 1000 / pages, 2),
    }


class Office:
    """LibreOffice with the same letter as a file in a folder."""

    def __init__(self, letter: Letter, folder: Path) -> None:
        self.folder = folder
        self.files = [folder / f"{number}.docx" for number in range(COPIES + 1)]
        data = write_letter(letter, load_rulebook()).package.to_zip()
        for path in self.files:
            path.write_bytes(data)
        self.spent: list[float] = []
        self.listening = self._listening()

    def _listening(self) -> subprocess.Popen[str] | None:
        """One that answers over UNO; None where LibreOffice or a Python that can speak to it is missing."""
        usual = (shutil.which("python3"), shutil.which("python3", path="/usr/bin"))
        for python in dict.fromkeys([sys.executable, *filter(None, usual)]):
            probe = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if probe.returncode == 0 and soffice() is not None:
                command = [python, str(UNO_PROGRAM), str(soffice()), str(self.files[0])]
                made = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                if made.stdout is not None and made.stdout.readline():
                    return made
        return None

    def convert_some(self) -> None:
        """Converts the file a few times, where that can be done over UNO."""
        if self.listening is None or self.listening.stdin is None or self.listening.stdout is None:
            return
        for _ in range(CONVERSIONS):
            print(file=self.listening.stdin, flush=True)
            self.spent.append(float(self.listening.stdout.readline()))

    def figures(self) -> dict[str, float | str]:
        """The times of LibreOffice, which is ended; {} where it is not installed."""
        if self.listening is not None:
            self.listening.communicate()
        if soffice() is None:
            return {}
        try:
            convert_to_pdf(self.files[:1], self.folder)  # makes the profile
            # The quickest of three: whatever else the machine does only adds.
            cold = min(converting(self.files[:1], self.folder) for _ in range(3))
            if self.spent:
                running, way = statistics.median(self.spent), "UNO"
            else:
                many = min(converting(self.files, self.folder) for _ in range(3))
                running, way = (many - cold) / COPIES, "one start for many files"
        except OfficeError as error:
            print(error, file=sys.stderr)
            return {}
        return {"cold_ms": round(cold), "running_ms": round(running, 1), "measured_over": way}


def converting(files: Sequence[Path], folder: Path) -> float:
    """Milliseconds for one start of LibreOffice with these files."""
    start = time.perf_counter()
    convert_to_pdf(list(files), folder)
    return (time.perf_counter() - start) * 1000


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many percent of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, round(len(values) * share / 100))]


if __name__ == "__main__":
    raise SystemExit(main())
