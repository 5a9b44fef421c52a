"""Pages onto a printer: the same pages as on the screen, without a scale of the driver's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.pages.model import Page, pt
from app.paint.page import draw_page
from app.paint.pictures import Pictures
from app.paint.surface import Surface

_TWIP_PER_INCH = 1440


def make_printer(pages: Sequence[Page]) -> QPrinter:
    """A printer set to the paper of the first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    if pages:
        printer.setPageLayout(_layout_of(pages[0]))
    return printer


def ask_and_print(pages: Sequence[Page], pictures: Pictures, parent: QWidget | None) -> None:
    """Let the clerk choose printer, pages and copies, then print."""
    printer = make_printer(pages)
    printer.setFromTo(1, max(1, len(pages)))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        print_pages(printer, pages, pictures)
    dialog.deleteLater()


def print_pages(printer: QPrinter, pages: Sequence[Page], pictures: Pictures) -> None:
    """Print the pages that were chosen."""
    chosen = _chosen(printer, pages)
    if not chosen:
        return
    printer.setPageLayout(_layout_of(chosen[0]))
    unit = printer.resolution() / _TWIP_PER_INCH
    painter = QPainter(printer)
    try:
        for index, page in enumerate(chosen):
            if index:
                printer.newPage()
            painter.save()
            if (page.width > page.height) != (chosen[0].width > chosen[0].height):
                # The paper cannot be turned while a job runs: the page is.
                painter.translate(chosen[0].width * unit, 0.0)
                painter.rotate(90.0)
            draw_page(Surface(painter, unit, grid=False), page, pictures)
            painter.restore()
    finally:
        painter.end()


def _chosen(printer: QPrinter, pages: Sequence[Page]) -> Sequence[Page]:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return pages
    return pages[max(0, printer.fromPage() - 1) : printer.toPage() or None]


def _layout_of(page: Page) -> QPageLayout:
    size = QPageSize(
        QSizeF(pt(page.width), pt(page.height)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    # Full page: the margins are those of the letter.
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
