"""CSV files as texts: their encoding and their separator are found by looking."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from app.base.errors import AppError
from app.base.vietnamese import nfc
from app.importer.encodings import suspected_encoding

_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT_ROWS = 30
_LOOKED_AT = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Excel's own hint at the top of a file: "sep=;".
_HINT = "sep="
# What our own export, as others, puts before a text that Excel would take for a formula.
_GUARD = "'"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows_of_csv(data: bytes, name: str) -> Iterator[Sequence[str]]:
    """The rows of a CSV file; AppError when it is broken."""
    text = decoded(data)
    if "\x00" in text:
        raise AppError("importer.sheet_not", name=name)
    text, separator = _separator(text)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [_without_guard(cell) if cell else cell for cell in row]
    except csv.Error as error:
        raise AppError("importer.sheet_broken", name=name) from error


def decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, UTF-16, or one byte a letter.

    Letters of TCVN3 and VNI come out as those of Latin-1 (``encodings`` turns them into Unicode).
    """
    for mark, coding in _MARKS:
        if data.startswith(mark):
            return data.decode(coding, "replace")
    head = data[:_LOOKED_AT]
    if head.count(0) > len(head) // 4:
        # Latin letters of UTF-16: every other byte is nought, the second one in Windows' order.
        little = head[1::2].count(0) >= head[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _one_byte(data: bytes) -> str:
    latin = data.decode("latin-1")
    return latin if suspected_encoding(latin[:_LOOKED_AT]) else nfc(data.decode("cp1258", "replace"))


def _separator(text: str) -> tuple[str, str]:
    """The text without a hint, and what parts its cells."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_HINT) and len(first.strip()) == len(_HINT) + 1:
        return rest, first.strip()[-1]
    return text, max(_SEPARATORS, key=lambda separator: _agreement(text[:_LOOKED_AT], separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """How many rows agree on their number of cells, and what that number is; (0, 0) for one column."""
    try:
        rows = [
            len(row)
            for row, _ in zip(
                csv.reader(io.StringIO(text, newline=""), delimiter=separator),
                range(_LOOKED_AT_ROWS),
                strict=False,
            )
            if row
        ]
    except csv.Error:
        return (0, 0)
    counts = Counter(count for count in rows if count > 1)
    if not counts:
        return (0, 0)
    width, agreeing = counts.most_common(1)[0]
    return (agreeing, width)


def guarded(cell: str) -> str:
    """The cell written so that no program takes it for a formula; reading takes the guard away."""
    return _GUARD + cell if _needs_guard(cell) else cell


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and _needs_guard(cell) else cell


def _needs_guard(cell: str) -> bool:
    return cell.lstrip(_GUARD).startswith(_FORMULA_STARTS)
