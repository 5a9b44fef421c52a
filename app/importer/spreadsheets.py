"""Rows of a spreadsheet as texts: an Excel file, a CSV file, or cells that were copied."""

from __future__ import annotations

import datetime
import functools
import io
import stat
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.base.errors import AppError
from app.base.texts import text as sentence
from app.base.vietnamese import drop_forbidden, nfc
from app.document.rich import RichTable
from app.importer.csv_files import rows_of_csv
from app.importer.encodings import suspected_encoding, to_unicode
from app.importer.grids import LINE_IN_CELL, with_cells_on_one_line
from app.importer.merged_cells import MergedDown, merged_down
from app.word.html import read_html
from app.word.reading.opening import check_zip
from app.word.reading.sniffing import kind_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

# More than all communes of the country; the book stays quick, and its window alive, with as many.
MOST_ROWS: Final = 6_000
MOST_COLUMNS: Final = 40
# 6,000 rows of forty cells are a quarter of this; a sheet of 200,000 rows is refused before it is read.
_MOST_UNPACKED = 48 * 1024 * 1024
_MOST_FILE_BYTES = 24 * 1024 * 1024
# CSV and HTML: more than a thousand letters a row; larger, it is no list, and holds up everything.
_MOST_TEXT_BYTES = 8 * 1024 * 1024
_LONGEST_CELL = 1_000
# Rows that were formatted and never filled, down to the last row of Excel.
_MOST_EMPTY_ROWS = 2_000

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts: rows with something in them, all of one width, no column empty at the end.

    ``notices`` tell what was left out.
    """

    name: str
    rows: tuple[Cells, ...]
    notices: tuple[str, ...] = ()


def read_spreadsheet(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file that hold anything, told by its content and not by its name.

    AppError for what cannot be read, is locked, broken, unsafe, empty, or has more than MOST_ROWS rows.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A device or pipe might never end.
            raise AppError("importer.sheet_unreadable", name=path.name)
        with path.open("rb") as file:
            data = file.read(_MOST_FILE_BYTES + 1)
    except OSError as error:
        raise AppError("importer.sheet_unreadable", name=path.name) from error
    if len(data) > _MOST_FILE_BYTES:
        raise AppError("importer.sheet_rows", name=path.name, most=MOST_ROWS)
    kind = kind_of(data)
    if kind == "zip":
        sheets = _read_excel(data, path.name)
    elif kind in _REFUSALS:
        raise AppError(_REFUSALS[kind], name=path.name)
    elif len(data) > _MOST_TEXT_BYTES:
        raise AppError("importer.sheet_large", name=path.name)
    elif kind == "html":
        # Many programs of offices save a web page under a name of Excel.
        sheets = (rows_of_html(data.decode("utf-8", "replace"), path.name),)
    else:
        sheets = (_sheet(path.name, rows_of_csv(data, path.name)),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise AppError("importer.sheet_empty", name=path.name)
    return filled


def rows_of_text(text: str, name: str = "") -> Sheet:
    """Cells copied as text: parted by tabs, a row a line; AppError as read_spreadsheet."""
    lines = with_cells_on_one_line(text).splitlines()
    return _sheet(name, ([cell.replace(LINE_IN_CELL, " ") for cell in line.split("\t")] for line in lines))


def rows_of_html(html: str, name: str = "") -> Sheet:
    """The rows of all tables of a copied page; no rows when it has no table. AppError as above."""
    page = read_html(html)
    if page.cut:
        # Rows that are left out would not be missed by anybody.
        raise AppError("importer.sheet_large", name=name)
    tables = [block for block in page.blocks if isinstance(block, RichTable)]
    return _sheet(name, (row for table in tables for row in _rows_of_table(table)))


_REFUSALS = {
    "empty": "importer.sheet_empty",
    "encrypted": "importer.sheet_locked",
    "xls": "importer.sheet_old",
    "doc": "importer.sheet_not",
    "ppt": "importer.sheet_not",
    "ole": "importer.sheet_old",
    "pdf": "importer.sheet_not",
    "rtf": "importer.sheet_not",
    "xml": "importer.sheet_not",
    "picture": "importer.sheet_not",
}
# What the zip's own checks say of Word is said of Excel here.
_UNSAFE = ("reading.zip_bomb", "reading.unsafe_name", "reading.too_many_parts", "reading.truncated")
# Whatever a stranger's file breaks in openpyxl; errors of XML are SyntaxErrors.
_BROKEN = (ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError, OverflowError)


# --- Excel


def _read_excel(data: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        check_zip(data, name, _MOST_UNPACKED)
    except AppError as error:
        if error.key in _UNSAFE:
            raise
        if error.key == "reading.zip_total":
            raise AppError("importer.sheet_rows", name=name, most=MOST_ROWS) from error
        raise AppError("importer.sheet_broken", name=name) from error
    # openpyxl takes a quarter of a second to load, and is wanted only here.
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    try:
        with warnings.catch_warnings():
            # What openpyxl does not know of a sheet (charts, validation) holds no names.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _sheets_of(book, name, functools.partial(merged_down, data))
    except (KeyError, OSError) as error:
        # A part that every workbook has is missing (any other zip), or no part is one (a .docx).
        raise AppError("importer.sheet_not", name=name) from error
    except _BROKEN as error:
        raise AppError("importer.sheet_broken", name=name) from error


def _sheets_of(book: Workbook, name: str, merged_in: Callable[[str], MergedDown]) -> tuple[Sheet, ...]:
    sheets = []
    for worksheet in book.worksheets:
        if worksheet.sheet_state != "visible":
            continue
        errors = _Errors()
        rows = worksheet.iter_rows(max_col=MOST_COLUMNS + 1)
        # Where openpyxl keeps the name of a sheet's part, without a public way to it.
        merged = merged_in(str(getattr(worksheet, "_worksheet_path", "")))
        shown = (
            merged.filled(number, [errors.shown(cell) for cell in row]) for number, row in enumerate(rows, 1)
        )
        sheet = _sheet(worksheet.title, shown, name)
        if errors.count:
            told = sentence("importer.sheet_error_cells", count=errors.count)
            sheet = replace(sheet, notices=(*sheet.notices, told))
        sheets.append(sheet)
    return tuple(sheets)


class _Errors:
    """Shows cells as texts and counts those that hold an error (#REF!)."""

    def __init__(self) -> None:
        self.count = 0

    def shown(self, cell: object) -> str:
        """What stands in a cell."""
        if getattr(cell, "data_type", "") == "e":
            self.count += 1
            return ""
        return _shown(getattr(cell, "value", None))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, datetime.date):  # a moment is a date as well
        return f"{value:%d/%m/%Y}"
    return str(value)


# --- HTML


def _rows_of_table(table: RichTable) -> Iterable[Sequence[str]]:
    """The rows; what a cell over several rows says stands in each of them, in its first column."""
    covered: dict[int, tuple[int, str]] = {}  # column → rows still covered from above, and their words
    for row in table.rows:
        cells: list[str] = []
        coming: dict[int, tuple[int, str]] = {}
        for cell in row:
            while len(cells) in covered:
                cells.append(covered[len(cells)][1])
            words = " ".join("".join(run.text for run in part.runs) for part in cell.paragraphs)
            for number in range(min(cell.colspan, MOST_COLUMNS)):
                if cell.rowspan > 1 and len(cells) < MOST_COLUMNS:
                    coming[len(cells)] = (cell.rowspan, "" if number else words)
                cells.append("" if number else words)
        while len(cells) in covered:
            cells.append(covered[len(cells)][1])
        covered = {
            column: (left - 1, words) for column, (left, words) in {**covered, **coming}.items() if left > 1
        }
        # What says nothing of its own is no row.
        yield cells if any(run.text for cell in row for part in cell.paragraphs for run in part.runs) else ()


# --- all of them


def _sheet(title: str, rows: Iterable[Sequence[str]], name: str = "") -> Sheet:
    kept: list[list[str]] = []
    empty, wide = 0, False
    for row in rows:
        cells = [_clean(cell) for cell in row[:MOST_COLUMNS]]
        wide = wide or any(map(str.strip, row[MOST_COLUMNS:]))
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _MOST_EMPTY_ROWS:
            break
        if cells:
            kept.append(cells)
        if len(kept) > MOST_ROWS:
            raise AppError("importer.sheet_rows", name=name or title, most=MOST_ROWS)
    width = max(map(len, kept), default=0)
    notices = (sentence("importer.sheet_columns", most=MOST_COLUMNS),) if wide else ()
    filled = tuple((*row, *[""] * (width - len(row))) for row in kept)
    return _converted(Sheet(title, filled, notices))


def _clean(cell: str) -> str:
    if not cell:
        return ""
    words, _ = drop_forbidden(nfc(" ".join(cell[:_LONGEST_CELL].split())))
    return words


def _converted(sheet: Sheet) -> Sheet:
    """The sheet with the letters of an old encoding (its font is .VnTime) as Unicode has them."""
    sample = " ".join(cell for row in sheet.rows[:200] for cell in row)
    encoding = suspected_encoding(sample)
    if encoding is None:
        return sheet
    rows = tuple(tuple(to_unicode(cell, encoding) for cell in row) for row in sheet.rows)
    return replace(
        sheet, rows=rows, notices=(*sheet.notices, sentence(f"importer.sheet_converted_{encoding}"))
    )
