"""Tables of a paste: cells parted by tabs, as Excel writes plain text, and the tables of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.document.rich import RichParagraph, RichTable
from app.importer.markers import find_marker
from app.importer.source import Line, rich_lines, trimmed_runs
from app.letter.model import Cell, Paragraph, Row, Run, Table
from app.rules.model import Rulebook

# Excel puts a cell of several lines in quotes and doubles those inside it.
_QUOTED = re.compile(r'(^|\t)"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=\t|\r?$)', re.MULTILINE)
_LINE_IN_CELL = "\ue01f"  # a private character: no text has it
# A letter that holds more would be pages upon pages of table.
MOST_CELLS = 10_000


def with_cells_on_one_line(text: str) -> str:
    """The text with the quoted cells of Excel unquoted, their line ends hidden from what splits lines."""
    if "\t" not in text or '"' not in text:
        return text
    return _QUOTED.sub(_unquoted, text)


def _unquoted(found: re.Match[str]) -> str:
    inner = found[2].replace("\r\n", "\n").replace("\n", _LINE_IN_CELL).replace('""', '"')
    return found[1] + inner


def grids_and_lines(lines: Sequence[Line], rulebook: Rulebook) -> Iterator[Line | Table]:
    """The lines of a plain text, those that make a grid by their tabs as one table."""
    start = 0
    while start < len(lines):
        tabs = lines[start].text.count("\t")
        end = start + 1
        while tabs and end < len(lines) and not lines[end].blanks and lines[end].text.count("\t") == tabs:
            end += 1
        cells = [line.text.split("\t") for line in lines[start:end]]
        if _is_grid(cells, rulebook):
            yield Table(rows=tuple(Row(cells=tuple(map(_plain_cell, row))) for row in cells))
        else:
            for line in lines[start:end]:
                line.runs = trimmed_runs(line.runs)
                yield line
        start = end


def _is_grid(cells: Sequence[Sequence[str]], rulebook: Rulebook) -> bool:
    """Whether lines of tabs are a table, not numbered or indented paragraphs."""
    if len(cells) < 2 or len(cells[0]) < 2:  # noqa: PLR2004 - a table has two rows and two columns
        return False
    if len(cells[0]) > 2:  # noqa: PLR2004 - a number, a tab and a paragraph are two
        return any(row[0].strip() for row in cells)
    return not all(not row[0].strip() or find_marker(row[0].strip() + " ", rulebook) for row in cells)


def _plain_cell(text: str) -> Cell:
    paragraphs = (trimmed_runs([Run(text=part)]) for part in text.split(_LINE_IN_CELL))
    return Cell(blocks=tuple(Paragraph(runs=runs) for runs in paragraphs if runs))


def table_of_html(rich: RichTable, encoding: str | None) -> tuple[Table, bool]:
    """A table of HTML as one of a letter, and whether rows were left out for being too many."""
    rows: list[Row] = []
    count = 0
    for row in rich.rows:
        count += len(row)
        if count > MOST_CELLS:
            break
        cells = (
            Cell(
                blocks=tuple(_paragraphs(cell.paragraphs, encoding)),
                colspan=cell.colspan,
                rowspan=min(cell.rowspan, len(rich.rows) - len(rows)),
            )
            for cell in row
        )
        rows.append(Row(cells=tuple(cells)))
    heads = rich.header_rows or _bold_heads(rows)
    # The heading's own style is bold.
    headed = [_without_bold(row) for row in rows[:heads]] + rows[heads:]
    table = Table(rows=tuple(headed), widths=rich.widths, header_rows=heads)
    return table, len(rows) < len(rich.rows)


def _paragraphs(paragraphs: Sequence[RichParagraph], encoding: str | None) -> Iterator[Paragraph]:
    for rich in paragraphs:
        for line in rich_lines(rich, encoding):
            # Numbers in cells are words, as most tables have them.
            shown = (Run(text=f"{line.marker} "), *line.runs) if line.marker else line.runs
            yield Paragraph(runs=trimmed_runs(shown))


def _bold_heads(rows: Sequence[Row]) -> int:
    heads = 0
    while heads < len(rows) and _is_bold(rows[heads]):
        heads += 1
    return heads if heads < len(rows) else 0


def _is_bold(row: Row) -> bool:
    runs = [run for cell in row.cells for block in cell.blocks for run in block.runs]
    return bool(runs) and all(run.bold for run in runs)


def _without_bold(row: Row) -> Row:
    return replace(
        row,
        cells=tuple(
            replace(
                cell,
                blocks=tuple(
                    replace(block, runs=tuple(replace(run, bold=False) for run in block.runs))
                    for block in cell.blocks
                ),
            )
            for cell in row.cells
        ),
    )
