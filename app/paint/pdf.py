"""Pages as a PDF: text that can be selected and copied, fonts embedded, the page sizes of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.base.files import write_atomic
from app.pages.model import Page, Pages, pt
from app.paint.page import draw_page
from app.paint.pictures import Pictures
from app.paint.surface import Surface

# One unit of the PDF painter is a twip.
_DPI = 1440
# The lists that say which characters the glyphs of a font stand for (ToUnicode; Qt leaves them plain).
_GLYPH_LISTS = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_CHARACTERS = re.compile(rb"\[[^\]]*\]")
_TAB, _SPACE = b"<0009>", b"<0020>"


def pdf_bytes(pages: Pages, title: str, files: Mapping[str, bytes]) -> bytes:
    """The pages as a PDF file; title is what a reader shows in its window, files are Document.images.

    AppError when there is no Vietnamese font at all.
    """
    pictures = Pictures(files)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    if pages.pages:
        writer.setPageLayout(_layout_of(pages.pages[0]))
    painter = QPainter(writer)
    try:
        for index, page in enumerate(pages.pages):
            if index:
                # The size of a page is settled before it begins.
                writer.setPageLayout(_layout_of(page))
                writer.newPage()
            draw_page(Surface(painter, 1.0, grid=False), page, pictures)
    finally:
        painter.end()
    return _with_spaces(bytes(buffer.data().data()))


def write_pdf(pages: Pages, path: Path, title: str, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    """Writes the pages into a PDF file; AppError as pdf_bytes and write_atomic say."""
    write_atomic(path, pdf_bytes(pages, title, files), overwrite=overwrite)


def _with_spaces(data: bytes) -> bytes:
    """The PDF with spaces between its words.

    Qt lets tabs share the glyph of the space and names it after the lower of the two: copied text had
    tabs between its words. Nothing moves, since both names are equally long.
    """
    return _GLYPH_LISTS.sub(
        lambda found: _CHARACTERS.sub(lambda list_: list_[0].replace(_TAB, _SPACE), found[0]), data
    )


def _layout_of(page: Page) -> QPageLayout:
    # Always "portrait": a landscape page is simply wider than high, and turned around it would be
    # measured in the wrong direction.
    size = QPageSize(
        QSizeF(pt(page.width), pt(page.height)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
