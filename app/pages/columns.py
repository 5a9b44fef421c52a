"""The columns of a table: their widths, and where the table stands in its column of text."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.content import Table
from app.document.places import Width

# Word's percentages of a width count in fiftieths.
FIFTIETHS = 5000
# The first mode in which a table's edge, not its text, stands at the indent.
EDGE_AT_INDENT = 15


def column_widths(table: Table, available: float) -> list[float]:
    """Width of every grid column in twips.

    Word stores the widths it worked out in the grid; only a table without a whole grid is laid out by
    the widths its cells want. The width wanted of the table stretches or shrinks all columns.
    """
    count = _count(table)
    if not count:
        return []
    widths = [float(width) for width in table.grid[:count]]
    if len(widths) < count or not all(widths):
        widths = _from_cells(table, count, available)
    wanted = absolute(table.format.width, available)
    if not widths:
        return [(wanted or available) / count] * count
    total = sum(widths)
    return [width * wanted / total for width in widths] if wanted > 0 else widths


def _count(table: Table) -> int:
    ends = [cell.column + cell.column_span for row in table.rows for cell in row.cells]
    return max([*ends, 0])


def _from_cells(table: Table, count: int, available: float) -> list[float]:
    for row in table.rows:
        plain = len(row.cells) == count and all(cell.column_span == 1 for cell in row.cells)
        if plain and not row.format.grid_before:
            widths = [absolute(cell.format.width, available) for cell in row.cells]
            return widths if all(widths) else []
    return []


def absolute(width: Width, available: float) -> float:
    """A wanted width in twips, 0 when there is none."""
    if width.kind == "percent":
        return available * width.value / FIFTIETHS
    return float(width.value) if width.kind == "twip" else 0.0


def table_left(table: Table, widths: Sequence[float], available: float, mode: int) -> float:
    """x of the table's left edge in its column; up to mode 14 the text of its cells stands at the indent."""
    form = table.format
    total = sum(widths)
    if form.alignment == "center":
        return (available - total) / 2
    if form.alignment == "right":
        return available - total
    left = float(form.indent)
    if mode < EDGE_AT_INDENT and table.rows and table.rows[0].cells:
        left -= table.rows[0].cells[0].format.margins.left
    return left
