"""Pages on a printer, or on the picture of one that a print preview shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.base.errors import AppError
from app.pages.model import Page, pt
from app.paint.page import draw_page
from app.paint.pictures import NO_PICTURES, Pictures
from app.paint.surface import Surface

_TWIPS_PER_INCH = 1440


def print_pages(
    pages: Sequence[Page], printer: QPrinter, pictures: Pictures = NO_PICTURES, current: int = 0
) -> None:
    """Print the pages that the printer was told to (``current`` is the index of the one being seen).

    AppError when the printer does not take them, or stops on the way.
    """
    wanted = _wanted(len(pages), printer, current)
    if not wanted:
        return
    printer.setFullPage(True)
    printer.setPageLayout(_layout_of(pages[wanted[0]]))
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError("page.printer_failed", printer=printer.printerName())
    surface = Surface(painter, printer.resolution() / _TWIPS_PER_INCH, grid=False)
    try:
        for count, index in enumerate(wanted):
            if count:
                # The size of a page is settled before it begins.
                printer.setPageLayout(_layout_of(pages[index]))
                if not printer.newPage():
                    raise AppError("page.printer_stopped", printer=printer.printerName(), page=index + 1)
            draw_page(surface, pages[index], pictures)
    finally:
        painter.end()


def _wanted(count: int, printer: QPrinter, current: int) -> list[int]:
    """The indices of the pages to print, in the order they are to come out."""
    chosen = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        chosen = [current] if current < count else []
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if not ranges.isEmpty():
            chosen = [index for index in chosen if ranges.contains(index + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    if printer.supportsMultipleCopies():
        return chosen
    copies = printer.copyCount()
    return chosen * copies if printer.collateCopies() else [index for index in chosen for _ in range(copies)]


def _layout_of(page: Page) -> QPageLayout:
    # Always "portrait": a landscape page is simply wider than high.
    size = QPageSize(
        QSizeF(pt(page.width), pt(page.height)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
