"""Builds the tables of HTML; one inside another becomes paragraphs of the outer cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.document.rich import RichBlock, RichCell, RichParagraph, RichTable

_LENGTH = re.compile(r"\s*(\d{1,6})(?:\.\d*)?")
# A Word table cannot have more columns.
_MOST_COLUMNS = 63
_MOST_ROWS_SPANNED = 1000
# A letter that holds more would be pages upon pages of table.
_MOST_CELLS = 10_000
# The left is where cells stand anyway.
_ALIGNS = ("center", "right")


@dataclass(slots=True)
class _Cell:
    colspan: int
    rowspan: int
    width: int
    heading: bool
    align: str = ""
    paragraphs: list[RichParagraph] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    head_rows: int = 0
    in_head: bool = False
    cell: _Cell | None = None
    is_dropping: bool = False
    is_inside: bool = False  # a cell of another table


class Tables:
    """The tables that are open, from the outermost in; ``is_cut`` when there were too many cells."""

    def __init__(self, sink: Callable[[RichBlock], None]) -> None:
        self._sink = sink
        self._open: list[_Table] = []
        self._cells = 0
        self.is_cut = False

    def take(self, paragraph: RichParagraph) -> bool:
        """Put a paragraph into the innermost open cell; False when there is none.

        Those of cells beyond the largest number are taken and dropped.
        """
        for table in reversed(self._open):
            if table.is_dropping:
                return True
            if table.cell is not None:
                table.cell.paragraphs.append(paragraph)
                return True
        return False

    def begin(self, tag: str, attributes: Mapping[str, str], css_width: str) -> None:
        """A table, col, tr, td or th begins; ``css_width`` is the width of its style."""
        if tag == "table":
            outer = self._open[-1] if self._open else _Table()
            self._open.append(_Table(is_inside=outer.is_inside or outer.cell is not None))
            return
        if not self._open:
            return
        table = self._open[-1]
        width = _length(attributes.get("width", "")) or _length(css_width)
        if tag == "col":
            table.columns += [width] * _span(attributes.get("span", ""), _MOST_COLUMNS)
        elif self._cells >= _MOST_CELLS:
            self.is_cut = True
            table.is_dropping = True
            table.cell = None
        elif tag == "tr":
            table.cell = None
            table.rows.append([])
            table.head_rows += table.in_head
        else:
            self._cells += 1
            table.cell = _Cell(
                _span(attributes.get("colspan", ""), _MOST_COLUMNS),
                _span(attributes.get("rowspan", ""), _MOST_ROWS_SPANNED),
                width,
                tag == "th",
            )
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.cell)

    def align(self, value: str) -> None:
        """What begins, the cell or a paragraph in it, stands so; the first that says something holds."""
        cell = self._open[-1].cell if self._open else None
        if cell is not None and not cell.align and value in _ALIGNS:
            cell.align = value

    def begin_head(self) -> None:
        """A thead begins."""
        if self._open:
            self._open[-1].in_head = True

    def end(self, tag: str) -> None:
        """A table, thead, tr, td or th ends."""
        if not self._open:
            return
        if tag == "table":
            self._finish(self._open.pop())
        elif tag == "thead":
            self._open[-1].in_head = False
        else:
            self._open[-1].cell = None

    def _finish(self, table: _Table) -> None:
        rows = [row for row in table.rows if row]
        cells = [cell for row in rows for cell in row]
        if table.is_inside or len(cells) == 1:
            for cell in cells:
                for paragraph in cell.paragraphs:
                    if not self.take(paragraph):
                        self._sink(paragraph)
        elif any(cell.paragraphs for cell in cells):
            self._sink(_built(table, rows))


def _built(table: _Table, rows: list[list[_Cell]]) -> RichTable:
    headings = 0
    while headings < len(rows) and all(cell.heading for cell in rows[headings]):
        headings += 1
    heads = max(table.head_rows, headings)
    return RichTable(
        tuple(
            tuple(RichCell(tuple(cell.paragraphs), cell.colspan, cell.rowspan, cell.align) for cell in row)
            for row in rows
        ),
        _widths(table, rows),
        # A table of headings alone has none.
        heads if heads < len(rows) else 0,
    )


def _widths(table: _Table, rows: list[list[_Cell]]) -> tuple[int, ...]:
    columns = max(sum(cell.colspan for cell in row) for row in rows)
    if len(table.columns) == columns and all(table.columns):
        return tuple(table.columns)
    for row in rows:
        if len(row) == columns and all(cell.width for cell in row):
            return tuple(cell.width for cell in row)
    return ()


def _span(text: str, most: int) -> int:
    return min(max(int(text[:6]), 1), most) if text.isdecimal() else 1


def _length(text: str) -> int:
    found = _LENGTH.match(text)
    return int(found[1]) if found else 0
