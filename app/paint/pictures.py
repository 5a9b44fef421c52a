"""Pictures of a document, decoded once: those that Word stores as PNG, JPEG, GIF, BMP, TIFF or WebP."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

# What a file begins with decides, not what it is called; formats with code or links in them (SVG,
# PDF, WMF) are left alone.
_SIGNATURES: tuple[tuple[bytes, bytes], ...] = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF8", b"gif"),
    (b"BM", b"bmp"),
    (b"II*\x00", b"tiff"),
    (b"MM\x00*", b"tiff"),
    (b"RIFF", b"webp"),
)
# A small file can claim to be a huge picture; a full-page scan at 600 dpi has 35 million dots.
MOST_DOTS = 60_000_000


class Pictures:
    """The picture files of a document by the names of their parts."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._decoded: dict[str, QImage | None] = {}

    def image(self, name: str) -> QImage | None:
        """The picture; None when it is missing, broken, too large or of an unknown format."""
        if name not in self._decoded:
            self._decoded[name] = _decode(self._files.get(name, b""))
        return self._decoded[name]


NO_PICTURES = Pictures({})


def _decode(data: bytes) -> QImage | None:
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_DOTS:
        return None
    image = reader.read()
    return None if image.isNull() else image
