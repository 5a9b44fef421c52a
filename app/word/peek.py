"""The letter inside a Word file, without unpacking the rest: for looking through many files."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from app.base.errors import AppError
from app.word.joints import LETTER_NAMESPACE
from app.word.reading.markup import parse

_ITEM = re.compile(r"customXml/item\d+\.xml")
# Word keeps a handful of items in a file; one with thousands was made to keep a reader busy.
_MOST_ITEMS = 50
_NOT_A_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,  # a part that wants a password
)


def carried_letter(path: Path, most_bytes: int) -> bytes | None:
    """The JSON of the letter that a Word file was exported from; None when it carries none, or one of
    more than so many bytes, or is no Word file at all.

    Reads the directory of the file and its items only. OSError when the file cannot be read.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            items = [entry for entry in archive.infolist() if _ITEM.fullmatch(entry.filename)]
            for entry in items[:_MOST_ITEMS]:
                if entry.file_size <= most_bytes:
                    found = _letter_in(_bytes_of(archive, entry, most_bytes), entry.filename)
                    if found is not None:
                        return found
    except _NOT_A_ZIP:
        # A stranger's file, half copied or of another kind: not ours to complain about.
        return None
    return None


def _bytes_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_bytes: int) -> bytes:
    with archive.open(entry) as part:
        # The directory may say less than there is.
        return part.read(most_bytes + 1)


def _letter_in(data: bytes, name: str) -> bytes | None:
    if LETTER_NAMESPACE.encode() not in data:
        return None
    try:
        root = parse(data, name)
    except AppError:
        return None
    ours = root.tag == f"{{{LETTER_NAMESPACE}}}letter" and root.text
    return root.text.encode() if ours and root.text else None
