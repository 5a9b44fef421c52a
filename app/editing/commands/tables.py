"""Tables: rows, columns, widths, header rows, merged cells, texts pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.editing.commands.text import insert_blocks
from app.letter.clean import clean_text
from app.letter.grid import grid
from app.letter.model import Cell, Letter, Paragraph, Row, Run, Table
from app.letter.positions import TextPosition, blocks_of, table_in, with_block

Axis = Literal["row", "column"]
# Word refuses more columns; a paste of a whole sheet stops here.
MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with the part of the grid it takes."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the grid, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def new_table(rows: int, columns: int, *, header_rows: int = 1) -> Table:
    """An empty table of equal columns."""
    line = Row(cells=tuple(Cell(blocks=(Paragraph(),)) for _ in range(columns)))
    return Table(rows=(line,) * rows, header_rows=min(header_rows, max(rows - 1, 0)))


def insert_table(letter: Letter, at: TextPosition, rows: int, columns: int) -> Letter:
    """A new empty table with a header row; nothing happens inside a cell."""
    return insert_blocks(letter, at, [new_table(rows, columns)])


def insert_line(letter: Letter, at: TextPosition, axis: Axis, index: int) -> Letter:
    """A new row or column before the one of this index (of the grid, not of the cells)."""
    return _with_table(letter, at, inserted(_table(letter, at), axis, index))


def delete_line(letter: Letter, at: TextPosition, axis: Axis, index: int) -> Letter:
    """Take a row or column away; the last one takes the table with it."""
    table = deleted(_table(letter, at), axis, index)
    if not table.rows or not any(row.cells for row in table.rows):
        return with_block(letter, at.text, at.block)
    return _with_table(letter, at, table)


def set_widths(letter: Letter, at: TextPosition, widths: Sequence[int]) -> Letter:
    """Relative widths of the columns; none makes them equal."""
    return _with_table(letter, at, replace(_table(letter, at), widths=tuple(widths)))


def set_header_rows(letter: Letter, at: TextPosition, count: int) -> Letter:
    """How many rows stand again at the head of every page."""
    table = _table(letter, at)
    most = max(len(table.rows) - 1, 0)
    return _with_table(letter, at, replace(table, header_rows=max(0, min(count, most))))


def merge_cells(letter: Letter, at: TextPosition, area: Area) -> Letter:
    """Make one cell of a rectangle; it grows over cells that reach out of it. Their words stand below
    each other.
    """
    table = _table(letter, at)
    spots, rows, columns = spots_of(table)
    area = _grown(area, spots)
    inside = [spot for spot in spots if _touches(spot, area)]
    if len(inside) < 2:  # noqa: PLR2004 - one cell is merged already
        return letter
    words = [block for spot in inside for block in spot.cell.blocks if block.runs]
    first = inside[0].cell
    merged = Spot(
        area.top,
        area.left,
        area.bottom - area.top + 1,
        area.right - area.left + 1,
        replace(first, blocks=tuple(words) or first.blocks[:1]),
    )
    others = [spot for spot in spots if spot not in inside]
    return _with_table(letter, at, _rebuilt(table, [*others, merged], rows, columns))


def split_cell(letter: Letter, at: TextPosition, row: int, column: int) -> Letter:
    """Cut a merged cell into the slots it takes; the words stay in the first."""
    table = _table(letter, at)
    spots, rows, columns = spots_of(table)
    kept: list[Spot] = []
    for spot in spots:
        if _covers(spot, row, column):
            kept.append(replace(spot, rows=1, columns=1))
            kept += [
                Spot(spot.row + down, spot.column + right, 1, 1, _empty())
                for down in range(spot.rows)
                for right in range(spot.columns)
                if down or right
            ]
        else:
            kept.append(spot)
    return _with_table(letter, at, _rebuilt(table, kept, rows, columns))


def paste_grid(letter: Letter, at: TextPosition, texts: Sequence[Sequence[str]]) -> Letter:
    """Put a grid of texts in: inside a cell over the cells from there on (the table grows), else as a
    table of its own.
    """
    width = min(max((len(line) for line in texts), default=0), MOST_COLUMNS)
    if not width:
        return letter
    lines = [[*line[:width], *[""] * (width - len(line))] for line in texts]
    if at.text.cell is None:
        rows = tuple(Row(cells=tuple(map(_cell_of, line))) for line in lines)
        return insert_blocks(letter, at, [Table(rows=rows, header_rows=1 if len(rows) > 1 else 0)])
    block, row, cell = at.text.cell
    table_at = TextPosition(block, 0, at.text.around)
    table = _table(letter, table_at)
    spots, _, _ = spots_of(table)
    first = slot_of(table, row, cell)
    table = _with_room(table, first[0] + len(lines), min(first[1] + width, MOST_COLUMNS))
    spots, rows_now, columns = spots_of(table)
    wanted = {
        (first[0] + down, first[1] + right): words
        for down, line in enumerate(lines)
        for right, words in enumerate(line)
    }
    filled = [
        replace(spot, cell=_said(spot.cell, wanted[spot.row, spot.column]))
        if (spot.row, spot.column) in wanted
        else spot
        for spot in spots
    ]
    return _with_table(letter, table_at, _rebuilt(table, filled, rows_now, columns))


def inserted(table: Table, axis: Axis, index: int) -> Table:
    """The table with an empty row or column before this index; merged cells it runs through grow."""
    spots, rows, columns = spots_of(table)
    if axis == "row":
        widened = [_opened_rows(spot, index) for spot in spots]
        covered = {
            column
            for spot in widened
            if spot.row <= index < spot.row + spot.rows
            for column in range(spot.column, spot.column + spot.columns)
        }
        new = [Spot(index, column, 1, 1, _empty()) for column in range(columns) if column not in covered]
        return _rebuilt(table, [*widened, *new], rows + 1, columns)
    turned = inserted_column_spots(spots, index, rows)
    widths = table.widths
    if widths:
        like = widths[min(index, len(widths) - 1)]
        widths = (*widths[:index], like, *widths[index:])
    return _rebuilt(replace(table, widths=widths), turned, rows, columns + 1)


def inserted_column_spots(spots: Iterable[Spot], index: int, rows: int) -> list[Spot]:
    """The cells with an empty column before this index."""
    flipped = [_flipped(spot) for spot in spots]
    widened = [_opened_rows(spot, index) for spot in flipped]
    covered = {
        row
        for spot in widened
        if spot.row <= index < spot.row + spot.rows
        for row in range(spot.column, spot.column + spot.columns)
    }
    new = [Spot(index, row, 1, 1, _empty()) for row in range(rows) if row not in covered]
    return [_flipped(spot) for spot in (*widened, *new)]


def deleted(table: Table, axis: Axis, index: int) -> Table:
    """The table without a row or column; merged cells that run through it shrink."""
    spots, rows, columns = spots_of(table)
    if axis == "row":
        kept = [spot for spot in (_closed_rows(one, index) for one in spots) if spot is not None]
        header = table.header_rows - (index < table.header_rows)
        return _rebuilt(replace(table, header_rows=header), kept, rows - 1, columns)
    closed = (_closed_rows(_flipped(one), index) for one in spots)
    kept = [_flipped(spot) for spot in closed if spot is not None]
    widths = tuple(width for column, width in enumerate(table.widths) if column != index)
    return _rebuilt(replace(table, widths=widths), kept, rows, columns - 1)


def spots_of(table: Table) -> tuple[list[Spot], int, int]:
    """The cells with their places, and the rows and columns of the grid; missing cells are made."""
    laid_out = grid(table)
    spots = [
        Spot(row, placed.column, placed.rowspan, placed.colspan, placed.cell or _empty())
        for row, line in enumerate(laid_out.rows)
        for placed in line
    ]
    return spots, len(table.rows), laid_out.columns


def slot_of(table: Table, row: int, cell: int) -> tuple[int, int]:
    """Row and column of the grid where a cell starts."""
    placed = [one for one in grid(table).rows[row] if one.cell is not None]
    return row, placed[cell].column


def _table(letter: Letter, at: TextPosition) -> Table:
    return table_in(blocks_of(letter, at.text), at.block)


def _with_table(letter: Letter, at: TextPosition, table: Table) -> Letter:
    return with_block(letter, at.text, at.block, table)


def _rebuilt(table: Table, spots: Iterable[Spot], rows: int, columns: int) -> Table:
    lines: list[list[Spot]] = [[] for _ in range(rows)]
    for spot in sorted(spots, key=lambda one: (one.row, one.column)):
        lines[spot.row].append(spot)
    built = []
    for index, line in enumerate(lines):
        old = table.rows[index] if index < len(table.rows) else Row()
        cells = tuple(replace(spot.cell, colspan=spot.columns, rowspan=spot.rows) for spot in line)
        built.append(replace(old, cells=cells))
    widths = table.widths if len(table.widths) == columns else ()
    return replace(table, rows=tuple(built), widths=widths, header_rows=min(table.header_rows, rows))


def _with_room(table: Table, rows: int, columns: int) -> Table:
    while (size := spots_of(table))[1] < rows:
        table = inserted(table, "row", size[1])
    while (size := spots_of(table))[2] < columns:
        table = inserted(table, "column", size[2])
    return table


def _opened_rows(spot: Spot, index: int) -> Spot:
    if spot.row >= index:
        return replace(spot, row=spot.row + 1)
    return replace(spot, rows=spot.rows + 1) if spot.row + spot.rows > index else spot


def _closed_rows(spot: Spot, index: int) -> Spot | None:
    if spot.row > index:
        return replace(spot, row=spot.row - 1)
    if spot.row + spot.rows > index:
        return replace(spot, rows=spot.rows - 1) if spot.rows > 1 else None
    return spot


def _flipped(spot: Spot) -> Spot:
    return Spot(spot.column, spot.row, spot.columns, spot.rows, spot.cell)


def _covers(spot: Spot, row: int, column: int) -> bool:
    return spot.row <= row < spot.row + spot.rows and spot.column <= column < spot.column + spot.columns


def _touches(spot: Spot, area: Area) -> bool:
    return (
        spot.row <= area.bottom
        and spot.row + spot.rows > area.top
        and spot.column <= area.right
        and spot.column + spot.columns > area.left
    )


def _grown(area: Area, spots: Sequence[Spot]) -> Area:
    """The rectangle made so large that no cell reaches out of it."""
    while True:
        inside = [spot for spot in spots if _touches(spot, area)]
        grown = Area(
            min((spot.row for spot in inside), default=area.top),
            min((spot.column for spot in inside), default=area.left),
            max((spot.row + spot.rows - 1 for spot in inside), default=area.bottom),
            max((spot.column + spot.columns - 1 for spot in inside), default=area.right),
        )
        if grown == area:
            return area
        area = grown


def _empty() -> Cell:
    return Cell(blocks=(Paragraph(),))


def _cell_of(words: str) -> Cell:
    return _said(Cell(), words)


def _said(cell: Cell, words: str) -> Cell:
    text = clean_text(words).strip()
    return replace(cell, blocks=(Paragraph(runs=(Run(text=text),) if text else ()),))
