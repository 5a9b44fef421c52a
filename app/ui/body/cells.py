"""Where the cells of a table stand among the blocks of the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from app.letter.grid import Grid, grid
from app.letter.model import Paragraph, Table


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the grid: row, column, index in its row's cells (None: the letter has no cell there)."""

    row: int
    column: int
    index: int | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def blocks(self) -> int:
        """How many blocks of the document it takes; an empty cell has one."""
        return max(1, len(self.paragraphs))


class CellMap:
    """The cells of one table in the order of the document.

    A table takes one block before it, those of its cells, and one behind it.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.grid: Grid = grid(table)
        self.slots: list[Slot] = []
        for row, line in enumerate(self.grid.rows):
            index = 0
            for placed in line:
                if placed.cell is None:
                    self.slots.append(Slot(row, placed.column, None, ()))
                else:
                    self.slots.append(Slot(row, placed.column, index, placed.cell.blocks))
                    index += 1
        # Counted from the block before the table.
        self.starts = list(accumulate((slot.blocks for slot in self.slots), initial=1))

    @property
    def size(self) -> int:
        """How many blocks the table takes, those around it included."""
        return self.starts[-1] + 1

    def slot_at(self, number: int) -> tuple[Slot, int] | None:
        """The cell that holds a block, counted from the one before the table, and which of its own."""
        if not 0 < number < self.size - 1:
            return None
        place = bisect_right(self.starts, number) - 1
        return self.slots[place], number - self.starts[place]

    def start_of(self, row: int, index: int) -> int:
        """The number of the first block of a cell; that of the block before the table when there is none."""
        for place, slot in enumerate(self.slots):
            if slot.row == row and slot.index == index:
                return self.starts[place]
        return 0


def have_one_frame(before: Table, after: Table) -> bool:
    """Whether two tables have the same rows and cells, so that only words and widths differ."""
    if len(before.rows) != len(after.rows):
        return False
    return all(
        old is new
        or [(cell.colspan, cell.rowspan) for cell in old.cells]
        == [(cell.colspan, cell.rowspan) for cell in new.cells]
        for old, new in zip(before.rows, after.rows, strict=True)
    )
