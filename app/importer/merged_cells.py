"""Cells that were merged down over several rows in Excel: what they say holds for each of these rows.

openpyxl forgets them when it reads a sheet row by row, as large sheets must be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.word.reading.opening import part_of

# <mergeCell ref="B2:B9"/>, with or without a prefix; they stand behind the rows.
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=.([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")
_END_OF_ROWS = b"sheetData>"
# More than any list has; what is merged beyond stays empty.
_MOST = 20_000


@dataclass
class MergedDown:
    """Fills the rows of one sheet from top to bottom; columns and rows are counted from 1."""

    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _held: dict[int, tuple[int, str]] = field(default_factory=dict)

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row, those under a merged one with what that says; an empty row stays empty."""
        if not any(cells):
            return cells
        for column, spans in self.spans.items():
            if column > len(cells):
                continue
            while spans and spans[-1][1] < number:
                spans.pop()
            if spans and spans[-1][0] == number:
                self._held[column] = (spans[-1][1], cells[column - 1])
            last, words = self._held.get(column, (0, ""))
            if number <= last and not cells[column - 1]:
                cells[column - 1] = words
        return cells


def merged_down(data: bytes, part: str) -> MergedDown:
    """What is merged over several rows in this part (a sheet) of a checked Excel file; nothing in no part."""
    xml = part_of(data, part.lstrip("/"))
    spans: dict[int, list[tuple[int, int]]] = {}
    for number, found in enumerate(_MERGED.finditer(xml, max(xml.rfind(_END_OF_ROWS), 0))):
        if number >= _MOST:
            break
        first, last = int(found[2]), int(found[3])
        if first < last:
            spans.setdefault(_column(found[1]), []).append((first, last))
    # The topmost is taken from the end.
    return MergedDown({column: sorted(rows, reverse=True) for column, rows in spans.items()})


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
