"""Tables: rows and cells with their effective format, merged cells joined, changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.base.units import Twip
from app.document.content import Block, Cell, Row, Table
from app.document.formats import Border
from app.document.places import CellFormat, Margins, Origin, RowFormat, TableFormat
from app.word.reading.cell_borders import Place, cell_borders, regions_of
from app.word.reading.environment import overlay
from app.word.reading.names import MC, W
from app.word.reading.paragraph_properties import borders_of
from app.word.reading.run_properties import Sparse
from app.word.reading.story import Path, Story, chosen, content_of
from app.word.reading.styles import WHOLE_TABLE, Region, Style
from app.word.reading.table_properties import (
    MOST_COLUMNS,
    read_cell_properties,
    read_row_properties,
    read_table_properties,
)
from app.word.reading.values import Element, twips

# What Word takes where no style speaks of cell margins: 5.4 pt left and right.
_WORD_MARGINS = {"left": Twip(108), "right": Twip(108)}
_TABLE_KEYS = frozenset(TableFormat.__dataclass_fields__) - {"borders", "cell_margins"}
_ROW_KEYS = frozenset(RowFormat.__dataclass_fields__)
_CELL_KEYS = frozenset(CellFormat.__dataclass_fields__) - {"borders", "margins"}
_WRAPPERS = frozenset([W + "customXml", W + "ins", W + "moveTo", W + "smartTag"])
_MOST_GRID = 500


@dataclass(slots=True)
class _RawCell:
    element: Element
    values: Sparse
    column: int
    span: int


@dataclass(slots=True)
class _RawRow:
    values: Sparse
    exceptions: Sparse
    cells: list[_RawCell]


@dataclass(slots=True)
class _TableContext:
    """What the cells of one table need to know of it."""

    story: Story
    style: Style | None
    values: Sparse
    rows: int
    columns: int
    path: Path


def read_table(story: Story, element: Element, path: Path) -> Table | None:
    """A w:tbl; None when every row was deleted (or there never was one)."""
    theme = story.environment.theme
    direct = read_table_properties(element.find(W + "tblPr"), theme)
    style = story.environment.styles.get("table", direct.get("style"))
    values: Sparse = {"margins": _WORD_MARGINS}
    for region in story.environment.table_regions(direct.get("style"), ()):
        overlay(values, region.table)
    overlay(values, direct)
    raw = [row for row in (_raw_row(story, one) for one in _members(element, W + "tr")) if row is not None]
    if not raw:
        return None
    if style is not None and direct.get("style"):
        story.styles.add(style.name)
    columns = max(row.cells[-1].column + row.cells[-1].span if row.cells else 0 for row in raw)
    context = _TableContext(story, style, values, len(raw), columns, path)
    plain = {key: value for key, value in values.items() if key in _TABLE_KEYS}
    return Table(
        format=TableFormat(
            **plain, borders=borders_of(values.get("borders", {})), cell_margins=Margins(**values["margins"])
        ),
        grid=_grid(element),
        rows=_rows(context, raw),
        origin=Origin(story.part, path),
        style=style.id if style is not None else "",
        style_name=style.name if style is not None else "",
    )


def _grid(element: Element) -> tuple[Twip, ...]:
    grid = element.find(W + "tblGrid")
    columns = list(grid.iterchildren(W + "gridCol"))[:_MOST_GRID] if grid is not None else []
    return tuple(max(twips(column.get(W + "w")) or Twip(0), Twip(0)) for column in columns)


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = content_of(child)
            if content is not None:
                yield from _members(content, tag)
        elif child.tag in _WRAPPERS:
            yield from _members(child, tag)
        elif child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from _members(choice, tag)


def _raw_row(story: Story, element: Element) -> _RawRow | None:
    """The row with the columns its cells take; None for a deleted row."""
    theme = story.environment.theme
    values = read_row_properties(element.find(W + "trPr"), theme)
    if values.pop("deleted", False):
        story.counts.deleted += 1
        return None
    if values.pop("inserted", False):
        story.counts.inserted += 1
    column = values.get("grid_before", 0)
    cells: list[_RawCell] = []
    for one in _members(element, W + "tc"):
        cell = read_cell_properties(one.find(W + "tcPr"), theme)
        span = cell.get("span", 1)
        if cell.get("column_merge") == "continue" and cells:
            cells[-1].span += span
        elif column < MOST_COLUMNS * 2:
            cells.append(_RawCell(one, cell, column, span))
        column += span
    return _RawRow(values, read_table_properties(element.find(W + "tblPrEx"), theme), cells)


def _rows(context: _TableContext, raw: list[_RawRow]) -> tuple[Row, ...]:
    # Cells that reach down, by their column: where they stand in what is read so far.
    reaching: dict[int, tuple[int, int]] = {}
    cells: list[list[Cell]] = []
    for at, row in enumerate(raw):
        cells.append([])
        still_reaching: dict[int, tuple[int, int]] = {}
        for one in row.cells:
            merge = one.values.get("row_merge")
            above = reaching.get(one.column) if merge == "continue" else None
            if above is not None:
                upper = cells[above[0]][above[1]]
                cells[above[0]][above[1]] = _grown(upper, at - above[0] + 1, context, row, one, at)
                still_reaching[one.column] = above
                continue
            place = (at, len(cells[at]))
            cells[at].append(_cell(context, row, one, at, place))
            if merge is not None:
                still_reaching[one.column] = place
        reaching = still_reaching
    return tuple(
        Row(_row_format(context, row, at), tuple(found))
        for at, (row, found) in enumerate(zip(raw, cells, strict=True))
    )


def _grown(upper: Cell, rows: int, context: _TableContext, row: _RawRow, one: _RawCell, at: int) -> Cell:
    """A cell one row longer: its lower edge is that of the part just added."""
    bottom = _cell_format(context, row, one, at).borders.bottom
    borders = replace(upper.format.borders, bottom=bottom)
    return replace(upper, row_span=rows, format=replace(upper.format, borders=borders))


def _row_format(context: _TableContext, row: _RawRow, at: int) -> RowFormat:
    values: Sparse = {}
    place = Place(at, context.rows, 0, context.columns, context.columns)
    for region in _regions(context, place):
        overlay(values, region[1].row)
    overlay(values, row.values)
    return RowFormat(**{key: value for key, value in values.items() if key in _ROW_KEYS})


def _cell(context: _TableContext, row: _RawRow, one: _RawCell, at: int, place: tuple[int, int]) -> Cell:
    names = _region_names(context, _place(context, one, at))
    layer = context.story.environment.layer(context.values.get("style"), names)
    path = (*context.path, *place)
    blocks: tuple[Block, ...] = context.story.read_blocks(context.story, one.element, layer, path)
    return Cell(one.column, one.span, 1, _cell_format(context, row, one, at), blocks)


def _cell_format(context: _TableContext, row: _RawRow, one: _RawCell, at: int) -> CellFormat:
    place = _place(context, one, at)
    regions = _regions(context, place)
    values: Sparse = {}
    for _, region in regions:
        overlay(values, region.cell)
    overlay(values, one.values)
    margins = {**context.values["margins"], **row.exceptions.get("margins", {}), **values.get("margins", {})}
    table: dict[str, Border | None] = {
        **context.values.get("borders", {}),
        **row.exceptions.get("borders", {}),
    }
    if values.get("shading") is None:
        values["shading"] = row.exceptions.get("shading") or context.values.get("shading")
    return CellFormat(
        **{key: value for key, value in values.items() if key in _CELL_KEYS},
        margins=Margins(**margins),
        borders=cell_borders(
            place, table, [(name, region.cell) for name, region in regions], one.values.get("borders", {})
        ),
    )


def _place(context: _TableContext, one: _RawCell, at: int) -> Place:
    return Place(at, context.rows, one.column, one.span, context.columns)


def _region_names(context: _TableContext, place: Place) -> tuple[str, ...]:
    if context.style is None:
        return ()
    look = context.values.get("look", frozenset())
    bands = context.values.get("row_band", 1), context.values.get("column_band", 1)
    return regions_of(place, look, *bands)


def _regions(context: _TableContext, place: Place) -> list[tuple[str, Region]]:
    """The regions of the table style that a place lies in, with their names, weakest first."""
    chain = context.story.environment.styles.chain("table", context.values.get("style"))
    names = (WHOLE_TABLE, *_region_names(context, place))
    return [(name, style.regions[name]) for name in names for style in chain if name in style.regions]
