"""Pages on a printer: all of them or those asked for, each in its size, and words where they stand."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.base.errors import AppError
from app.letter.model import Letter
from app.pages.layout import lay_out
from app.pages.model import Page
from app.rules.load import load_rulebook
from app.ui.page.printing import print_pages
from app.word.read import read_package
from app.word.write import write_letter


@pytest.fixture
def pages(letter: Letter, qapp: QApplication) -> tuple[Page, ...]:
    return lay_out(read_package(write_letter(letter, load_rulebook()).package)).pages


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    return printer


def printed(printer: QPrinter) -> list[tuple[str, float, float]]:
    """First word, its place from the left, and the width of every printed page, in points."""
    with pdfplumber.open(printer.outputFileName()) as file:
        found = []
        for page in file.pages:
            word = page.extract_words()[0]
            found.append((word["text"], round(word["x0"], 1), float(page.width)))
        return found


def test_every_page_is_printed_in_its_size(pages: tuple[Page, ...], printer: QPrinter) -> None:
    print_pages(pages, printer)
    found = printed(printer)
    assert [word for word, _, _ in found[1:]] == ["2", "3"]
    assert [width for _, _, width in found] == pytest.approx([595.3] * 3, abs=1)


def test_words_stand_where_the_page_has_them(pages: tuple[Page, ...], printer: QPrinter) -> None:
    print_pages(pages, printer)
    line = next(line for line in pages[1].lines if line.text == "2")
    _, x, _ = printed(printer)[1]
    assert x == pytest.approx(line.x / 20, abs=0.5)


def test_a_range_of_pages(pages: tuple[Page, ...], printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    print_pages(pages, printer)
    assert [word for word, _, _ in printed(printer)] == ["2", "3"]


def test_the_page_that_is_seen(pages: tuple[Page, ...], printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    print_pages(pages, printer, current=2)
    assert [word for word, _, _ in printed(printer)] == ["3"]


def test_the_last_page_first(pages: tuple[Page, ...], printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_pages(pages, printer)
    assert [word for word, _, _ in printed(printer)[:2]] == ["3", "2"]


def test_a_landscape_page_among_upright_ones(pages: tuple[Page, ...], printer: QPrinter) -> None:
    wide = Page(4, "4", pages[0].height, pages[0].width, 0, lines=pages[1].lines[:3])
    print_pages([pages[1], wide], printer)
    assert [round(width) for _, _, width in printed(printer)] == [595, 842]


def test_nothing_to_print_prints_nothing(printer: QPrinter) -> None:
    print_pages([], printer)
    assert not Path(printer.outputFileName()).exists()


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it too
def test_a_printer_that_takes_nothing_is_told(
    pages: tuple[Page, ...], printer: QPrinter, tmp_path: Path
) -> None:
    printer.setOutputFileName(str(tmp_path / "no folder" / "in.pdf"))
    with pytest.raises(AppError):
        print_pages(pages, printer)
