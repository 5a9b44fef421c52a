"""Our pages against LibreOffice's PDF of the same file: lines, page counts, vertical drift, footnotes.

python -m tests.support.fidelity FILE.docx …     (SOFFICE=… chooses another LibreOffice)
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from lxml import etree

from app.document.model import Document
from app.pages.layout import lay_out
from app.pages.model import Area, Pages, pt
from app.word.read import read_bytes
from tests.support import pdf
from tests.support.office import convert_to_pdf
from tests.support.packages import DOCUMENT, find_all, root_of, unzipped, xml_of, zipped

PT_PER_MM = 72 / 25.4
# What LibreOffice 7.4 makes of footnotes, and 25.2 does not; docs/fidelity.md shows how it was found.
# (1) A document that begins with a table and refers to a footnote anywhere gets an empty line above the
#     table, left behind by the import: saved as .fodt, it holds that paragraph.
# (2) The separator is 6 pt high whatever its paragraph says; Word and 25.2 set it as the paragraph it is.
# Where its PDF says it is 7.4, our pages are made of the text as it understood it, so that everything
# else is measured and nothing is forgiven.
OLD_NOTES = "LibreOffice 7.4"


@dataclass(frozen=True)
class Piece:
    """Text between tabs on one line: what it says, and where its baseline lies on which page.

    area is "body" for running text, "cell" for text in tables; what a PDF does not tell is "".
    """

    text: str
    page: int
    baseline_pt: float
    x_pt: float
    area: str = ""


@dataclass(frozen=True)
class Comparison:
    """How far two layouts of one file agree. A line agrees when the same text stands on it.

    Body lines are those of running text: outside tables, headers, footers and notes.
    """

    name: str
    lines: int
    equal: int
    body_lines: int
    body_equal: int
    our_pages: int
    their_pages: int
    drift_pt: float  # the largest distance of the baselines of equal lines on the same page, but notes
    moved: tuple[str, ...]  # equal lines that stand on another page
    notes: int  # lines of footnotes
    notes_equal: int  # those that stand on the same page
    notes_drift_pt: float
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
            f"{self.name}: {self.equal}/{self.lines} lines, {self.body_equal}/{self.body_lines} of the body, "
            f"{self.notes_equal}/{self.notes} of notes, pages {self.our_pages}/{self.their_pages}, "
            f"drift {self.drift_pt:.2f} pt (notes {self.notes_drift_pt:.2f}), "
            f"{len(self.moved)} on another page"
        )


def compare_files(paths: Sequence[Path], work: Path) -> list[Comparison]:
    """Lays out every file, lets LibreOffice do the same, and compares."""
    pdfs = convert_to_pdf(paths, work)
    return [
        compare(path.stem, lay_out(document_as_read(path, pdf.producer(made))), made)
        for path, made in zip(paths, pdfs, strict=True)
    ]


def document_as_read(path: Path, producer: str) -> Document:
    """The document as that LibreOffice understands the file: as we do, but for OLD_NOTES."""
    data = path.read_bytes()
    if not producer.startswith(OLD_NOTES):
        return read_bytes(data, path.name)
    parts = unzipped(data)
    root = root_of(parts)
    table = find_all(root, "w:body/*[1][self::w:tbl]")
    if table and find_all(root, ".//w:footnoteReference"):
        table[0].addprevious(xml_of("<w:p/>")[0])
        data = zipped({**parts, DOCUMENT: etree.tostring(root)})
    return replace(read_bytes(data, path.name), footnote_separators={})


def compare(name: str, pages: Pages, made: Path) -> Comparison:
    """Compares pages of ours with a PDF."""
    sheets = pdf.read_pages(made)
    ours, theirs = our_pieces(pages), pdf_pieces(sheets)
    our_body, our_rest = ([one for one in ours if (one.area == "body") is body] for body in (True, False))
    their_body = _texts(theirs) - _texts(our_rest)
    our_notes = [one for one in ours if one.area == Area.FOOTNOTE.value]
    notes = Counter((one.page, one.text) for one in our_notes)
    drift, moved = _distances([one for one in ours if one.area != Area.FOOTNOTE.value], theirs)
    notes_drift, notes_moved = _distances(our_notes, theirs)
    return Comparison(
        name=name,
        lines=len(theirs),
        equal=(_texts(ours) & _texts(theirs)).total(),
        body_lines=their_body.total(),
        body_equal=(_texts(our_body) & their_body).total(),
        our_pages=len(pages.pages),
        their_pages=len(sheets),
        drift_pt=drift,
        moved=(*moved, *notes_moved),
        notes=notes.total(),
        notes_equal=(notes & Counter((one.page, one.text) for one in theirs)).total(),
        notes_drift_pt=notes_drift,
        differences=_diff(ours, theirs),
    )


def our_pieces(pages: Pages) -> list[Piece]:
    """The pieces of our pages, from top to bottom."""
    return _sorted(
        Piece(_plain(text), page.number, pt(line.baseline), pt(line.x),
              "cell" if line.area is Area.BODY and line.cell else line.area.value)
        for page in pages.pages
        for line in page.lines
        for text in line.text.split("\t")
    )  # fmt: skip


def pdf_pieces(sheets: Sequence[pdf.Page]) -> list[Piece]:
    """The pieces of the pages of a PDF, from top to bottom."""
    return _sorted(
        Piece(_plain(text), page.number, line.baseline_mm * PT_PER_MM, line.x0_mm * PT_PER_MM)
        for page in sheets
        for line in page.lines
        for text in line.text.split("\t")
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def _sorted(pieces: Iterable[Piece]) -> list[Piece]:
    kept = [piece for piece in pieces if piece.text]
    return sorted(kept, key=lambda piece: (piece.page, round(piece.baseline_pt), piece.x_pt))


def _texts(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter(piece.text for piece in pieces)


def _distances(ours: list[Piece], theirs: list[Piece]) -> tuple[float, tuple[str, ...]]:
    once = {text for text, count in _texts(theirs).items() if count == 1}
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
