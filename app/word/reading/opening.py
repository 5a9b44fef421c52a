"""Unpacking a stranger's zip: everything is checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import NoReturn

from app.base.errors import AppError
from app.word.reading.sniffing import kind_of

MOST_FILE_BYTES = 200 * 1024 * 1024
MOST_ENTRIES = 5_000
MOST_TOTAL = 300 * 1024 * 1024
# Deflate cannot pass 1032:1. Word's own XML reaches 30:1, so a large file beyond this is a bomb.
MOST_RATIO = 150
_RATIO_COUNTS_FROM = 4 * 1024 * 1024

_UNSAFE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|\x00")
_DECLARATIONS = tuple(
    mark.encode(coding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("ascii", "utf-16-le", "utf-16-be")
)
_CORRUPT = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,  # names that are not text, lengths that are not possible
    OverflowError,
    NotImplementedError,
)
_REFUSALS = {
    "empty": "reading.empty_file",
    "encrypted": "reading.encrypted",
    "doc": "reading.legacy_doc",
    "xls": "reading.excel",
    "ppt": "reading.powerpoint",
    "ole": "reading.old_office",
    "pdf": "reading.pdf",
    "rtf": "reading.rtf",
    "html": "reading.html",
    "xml": "reading.plain_xml",
    "picture": "reading.picture",
    "other": "reading.not_word",
}


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a .docx, by the name in the zip; ``name`` is the file's, for the sentences.

    AppError for whatever is not a zip that is whole, not encrypted, within the limits, and free of
    names that point out of it.
    """
    kind = kind_of(data)
    if kind != "zip":
        raise AppError(_REFUSALS[kind], name=name)
    if len(data) > MOST_FILE_BYTES:
        raise AppError("reading.too_large", name=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = _checked(entries, len(data), name)
            return {part: archive.read(entry) for part, entry in zip(names, entries, strict=True)}
    except _CORRUPT as error:
        _refuse_broken(data, name, error)


def check_zip(data: bytes, name: str, most_total: int) -> None:
    """Check a zip of another Office program, which its own library will unpack, as ``unpack`` does.

    AppError as there, when its parts have more than ``most_total`` bytes (``reading.zip_total``), and when a
    part declares entities, in which bombs and outside files hide.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _checked(entries, len(data), name)
            if sum(entry.file_size for entry in entries) > most_total:
                raise AppError("reading.zip_total", name=name)
            for entry in entries:
                # A sheet may have any name; drawings of other programs (logos) often have a document type.
                if not entry.filename.lower().endswith(".svg"):
                    _refuse_entities(archive.read(entry), entry.filename)
    except _CORRUPT as error:
        _refuse_broken(data, name, error)


def part_of(data: bytes, part: str) -> bytes:
    """One part of a zip that was checked; nothing where there is none of this name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part) if part in archive.namelist() else b""


def _refuse_entities(part: bytes, name: str) -> None:
    if any(mark in part for mark in _DECLARATIONS):
        raise AppError("reading.doctype", part=name)


def _checked(entries: list[zipfile.ZipInfo], size: int, name: str) -> list[str]:
    """The part names of the entries, when all of them may be unpacked."""
    if len(entries) > MOST_ENTRIES:
        raise AppError("reading.too_many_parts", name=name)
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    # More packed bytes than the file has: entries that overlap, to be unpacked many times over.
    if total > MOST_TOTAL or packed > size or _is_bomb(total, packed):
        raise AppError("reading.zip_bomb", name=name)
    if any(_is_bomb(entry.file_size, entry.compress_size) for entry in entries):
        raise AppError("reading.zip_bomb", name=name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise AppError("reading.zip_password", name=name)
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise AppError("reading.zip_method", name=name)
    # zipfile cuts names at a NUL and, on Windows, turns backslashes: look at what stands in the file.
    for entry in entries:
        if _UNSAFE.search(entry.orig_filename.replace("\\", "/")):
            raise AppError("reading.unsafe_name", name=name, part=entry.orig_filename.replace("\0", "?"))
    names = [entry.filename.replace("\\", "/") for entry in entries]
    known: set[str] = set()
    for part in names:
        if part.casefold() in known:
            raise AppError("reading.duplicate_part", name=name, part=part)
        known.add(part.casefold())
    return names


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_COUNTS_FROM and size > packed * MOST_RATIO


def _refuse_broken(data: bytes, name: str, error: Exception) -> NoReturn:
    # The directory of a zip stands at its end: without it the file was cut off on its way.
    whole = b"PK\x05\x06" in data[-66_000:]
    raise AppError("reading.zip_broken" if whole else "reading.truncated", name=name) from error
