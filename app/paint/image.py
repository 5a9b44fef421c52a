"""Pages as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from app.base.errors import AppError
from app.base.files import write_atomic
from app.pages.model import TWIP_PER_PT, Page, Pages
from app.paint.page import paint_page
from app.paint.pictures import NO_PICTURES, Pictures

PT_PER_INCH = 72
_INCH_PER_METRE = 1 / 0.0254
# Four bytes each: beyond this a picture of one page takes half a gigabyte.
MOST_DOTS = 120_000_000


def page_image(page: Page, scale: float, pictures: Pictures = NO_PICTURES) -> QImage:
    """A picture of the page, scale dots for each point.

    AppError when that makes it too large, or when there is no Vietnamese font at all.
    """
    width, height = (max(1, round(side / TWIP_PER_PT * scale)) for side in (page.width, page.height))
    dpi = round(scale * PT_PER_INCH)
    if width * height > MOST_DOTS:
        raise AppError("paint.too_many_dots", dpi=dpi, width=width, height=height)
    # A white ground without transparency lets Qt smooth letters for the dots of the screen.
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise AppError("paint.too_many_dots", dpi=dpi, width=width, height=height)
    image.fill(0xFFFFFFFF)
    dots_per_metre = round(scale * PT_PER_INCH * _INCH_PER_METRE)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    painter = QPainter(image)
    try:
        paint_page(painter, page, scale, pictures)
    finally:
        # Qt crashes when a picture goes while it is being painted.
        painter.end()
    return image


def png_bytes(page: Page, dpi: float, pictures: Pictures = NO_PICTURES) -> bytes:
    """The page as a PNG file of dpi dots to the inch."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(page_image(page, dpi / PT_PER_INCH, pictures)):
        raise AppError("paint.png_failed", number=page.number)
    return bytes(buffer.data().data())


def png_paths(path: Path, count: int) -> list[Path]:
    """The names of the PNG files for "OUT.png": OUT-1.png, OUT-2.png …"""
    return [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, count + 1)]


def write_png(
    pages: Pages, path: Path, dpi: float, files: Mapping[str, bytes], *, overwrite: bool
) -> list[Path]:
    """Writes one PNG file a page, named by png_paths, and gives their names back.

    files are Document.images. AppError as page_image and write_atomic say; none is written when one is
    there already and may not be overwritten.
    """
    pictures = Pictures(files)
    targets = png_paths(path, len(pages.pages))
    if not overwrite:
        for target in targets:
            if target.exists():
                raise AppError("base.file_exists", path=target)
    for page, target in zip(pages.pages, targets, strict=True):
        write_atomic(target, png_bytes(page, dpi, pictures), overwrite=overwrite)
    return targets
