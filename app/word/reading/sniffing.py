"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "zip", "empty", "encrypted", "doc", "xls", "ppt", "ole", "pdf", "rtf", "html", "xml", "picture", "other"
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the directory of an OLE file, in the order in which they decide.
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
_HEAD = 4096


def kind_of(data: bytes) -> Kind:
    """What the bytes are; "other" when nothing is recognised."""
    if not data:
        return "empty"
    if data.startswith(_OLE):
        return _ole_kind(data)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    head = data[:_HEAD].lower().lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%pdf-" in head[:1024]:
        return "pdf"
    if b"<html" in head or head.startswith((b"<!doctype html", b"mime-version:")):
        return "html"
    return "xml" if head.startswith(b"<?xml") else "other"


def _ole_kind(data: bytes) -> Kind:
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return "ole"
