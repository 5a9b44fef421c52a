"""Our pages against LibreOffice's PDF of the same file: lines, page counts, vertical drift.

python -m tests.support.fidelity FILE.docx …     (SOFFICE=… chooses another LibreOffice)
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from app.pages.layout import lay_out
from app.pages.model import Pages, pt
from app.word.read import read_file
from tests.support import pdf
from tests.support.office import convert_to_pdf

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """Text between tabs on one line: what it says, and where its baseline lies on which page."""

    text: str
    page: int
    baseline_pt: float
    x_pt: float


@dataclass(frozen=True)
class Comparison:
    """How far two layouts of one file agree. A line agrees when the same text stands on it."""

    name: str
    lines: int
    equal: int
    our_pages: int
    their_pages: int
    drift_pt: float  # the largest distance of the baselines of equal lines on the same page
    moved: tuple[str, ...]  # equal lines that stand on another page
    differences: str  # unified, theirs against ours

    @property
    def share(self) -> float:
        """Share of LibreOffice's lines that ours has too."""
        return self.equal / self.lines if self.lines else 1.0

    @property
    def same_pages(self) -> bool:
        """Whether both have as many pages."""
        return self.our_pages == self.their_pages

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.equal}/{self.lines} lines, pages {self.our_pages}/{self.their_pages}, "
            f"drift {self.drift_pt:.2f} pt, {len(self.moved)} on another page"
        )


def compare_files(paths: Sequence[Path], work: Path) -> list[Comparison]:
    """Lays out every file, lets LibreOffice do the same, and compares."""
    pdfs = convert_to_pdf(paths, work)
    return [
        compare(path.stem, lay_out(read_file(path)), made) for path, made in zip(paths, pdfs, strict=True)
    ]


def compare(name: str, pages: Pages, made: Path) -> Comparison:
    """Compares pages of ours with a PDF."""
    ours, theirs = our_pieces(pages), pdf_pieces(made)
    counts = Counter(piece.text for piece in ours)
    equal = (counts & Counter(piece.text for piece in theirs)).total()
    drift, moved = _distances(ours, theirs)
    return Comparison(
        name, len(theirs), equal, len(pages.pages), _page_count(made), drift, moved, _diff(ours, theirs)
    )


def our_pieces(pages: Pages) -> list[Piece]:
    """The pieces of our pages, from top to bottom."""
    return _sorted(
        Piece(_plain(text), page.number, pt(line.baseline), pt(line.x))
        for page in pages.pages
        for line in page.lines
        for text in line.text.split("\t")
    )


def pdf_pieces(made: Path) -> list[Piece]:
    """The pieces of a PDF, from top to bottom."""
    return _sorted(
        Piece(_plain(text), page.number, line.baseline_mm * PT_PER_MM, line.x0_mm * PT_PER_MM)
        for page in pdf.read_pages(made)
        for line in page.lines
        for text in line.text.split("\t")
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def _sorted(pieces: Iterable[Piece]) -> list[Piece]:
    kept = [piece for piece in pieces if piece.text]
    return sorted(kept, key=lambda piece: (piece.page, round(piece.baseline_pt), piece.x_pt))


def _page_count(made: Path) -> int:
    return len(pdf.read_pages(made))


def _distances(ours: list[Piece], theirs: list[Piece]) -> tuple[float, tuple[str, ...]]:
    once = {text for text, count in Counter(piece.text for piece in theirs).items() if count == 1}
    places = {piece.text: piece for piece in theirs if piece.text in once}
    drift, moved = 0.0, []
    for piece in ours:
        other = places.get(piece.text)
        if other is None:
            continue
        if other.page == piece.page:
            drift = max(drift, abs(other.baseline_pt - piece.baseline_pt))
        else:
            moved.append(piece.text)
    return drift, tuple(moved)


def _diff(ours: list[Piece], theirs: list[Piece]) -> str:
    a, b = ([piece.text for piece in pieces] for pieces in (theirs, ours))
    return "\n".join(unified_diff(a, b, "theirs", "ours", n=0, lineterm=""))


def main(arguments: Sequence[str]) -> None:
    """Prints a line for every file and the sums; -v shows the differences too."""
    paths = [Path(one) for one in arguments if not one.startswith("-")]
    with tempfile.TemporaryDirectory() as work:
        found = compare_files(paths, Path(work))
    for one in found:
        print(one)
        if "-v" in arguments and (one.share < 1 or not one.same_pages):
            print(one.differences)
    lines, equal = sum(one.lines for one in found), sum(one.equal for one in found)
    pages = sum(one.same_pages for one in found)
    print(f"{equal}/{lines} lines = {equal / max(1, lines):.2%}, pages equal in {pages}/{len(found)}")


if __name__ == "__main__":
    main(sys.argv[1:])
