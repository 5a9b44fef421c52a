"""Tables of a paste: cells parted by tabs, as Excel writes plain text, and the tables of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.document.rich import RichParagraph, RichTable
from app.importer.markers import find_marker
from app.importer.source import Line, rich_lines, trimmed_runs
from app.letter.model import Alignment, Cell, Paragraph, Row, Run, Table
from app.rules.model import Rulebook

# Excel puts a cell of several lines in quotes and doubles those inside it.
_QUOTED = re.compile(r'(^|\t)"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=\t|\r?$)', re.MULTILINE)
LINE_IN_CELL = "\ue01f"  # a private character: no text has it
# One table holds no more; what follows is the next one.
_MOST_CELLS = 10_000
_LOOKED_AT = 200
_ALIGNMENTS = {"": Alignment.STYLE, "center": Alignment.CENTER, "right": Alignment.RIGHT}


def with_cells_on_one_line(text: str) -> str:
    """The text with the quoted cells of Excel unquoted, their line ends hidden from what splits lines."""
    if "\t" not in text or '"' not in text:
        return text
    return _QUOTED.sub(_unquoted, text)


def _unquoted(found: re.Match[str]) -> str:
    inner = found[2].replace("\r\n", "\n").replace("\n", LINE_IN_CELL).replace('""', '"')
    return found[1] + inner


def grids_and_lines(lines: Sequence[Line], rulebook: Rulebook) -> Iterator[Line | Table | None]:
    """The lines of a plain text, those that make a grid by their tabs as one table.

    None is given between the rows of a large table, where a slice of work may end.
    """
    start = 0
    while start < len(lines):
        end = _end_of_grid(lines, start)
        if end - start > 1 and _is_grid(lines[start:end], rulebook):
            rows = []
            for line in lines[start:end]:
                rows.append(Row(cells=tuple(map(_plain_cell, line.text.split("\t")))))
                yield None
            yield Table(rows=tuple(rows))
        else:
            for line in lines[start:end]:
                line.runs = trimmed_runs(line.runs)
                yield line
        start = end


def _end_of_grid(lines: Sequence[Line], start: int) -> int:
    """Behind the last line that has as many tabs as the first."""
    tabs = lines[start].text.count("\t")
    last = min(len(lines), start + max(1, _MOST_CELLS // (tabs + 1)))
    end = start + 1
    while tabs and end < last and not lines[end].blanks and lines[end].text.count("\t") == tabs:
        end += 1
    return end


def _is_grid(lines: Sequence[Line], rulebook: Rulebook) -> bool:
    """Whether lines of tabs are a table, not numbered or indented paragraphs."""
    cells = [line.text.split("\t") for line in lines[:_LOOKED_AT]]
    if len(cells[0]) > 2:  # noqa: PLR2004 - a number, a tab and a paragraph are two
        return any(row[0].strip() for row in cells)
    return not all(not row[0].strip() or find_marker(row[0].strip() + " ", rulebook) for row in cells)


def _plain_cell(text: str) -> Cell:
    paragraphs = (trimmed_runs([Run(text=part)]) for part in text.split(LINE_IN_CELL))
    return Cell(blocks=tuple(Paragraph(runs=runs) for runs in paragraphs if runs))


def rows_of_html(rich: RichTable, encoding: str | None) -> Iterator[Row]:
    """The rows of a table of HTML as those of a letter."""
    for place, row in enumerate(rich.rows):
        cells = (
            Cell(
                blocks=tuple(_paragraphs(cell.paragraphs, _ALIGNMENTS[cell.align], encoding)),
                colspan=cell.colspan,
                rowspan=min(cell.rowspan, len(rich.rows) - place),
            )
            for cell in row
        )
        yield Row(cells=tuple(cells))


def table_of_rows(rich: RichTable, rows: Sequence[Row]) -> Table:
    """The table with its rows; bold rows at its top are its heading, whose own style is bold and centred."""
    heads = rich.header_rows or _bold_heads(rows)
    headed = (*(_plain(row) for row in rows[:heads]), *rows[heads:])
    return Table(rows=headed, widths=rich.widths, header_rows=heads)


def _paragraphs(
    paragraphs: Sequence[RichParagraph], alignment: Alignment, encoding: str | None
) -> Iterator[Paragraph]:
    for rich in paragraphs:
        for line in rich_lines(rich, encoding):
            # Numbers in cells are words, as most tables have them.
            shown = (Run(text=f"{line.marker} "), *line.runs) if line.marker else line.runs
            yield Paragraph(runs=trimmed_runs(shown), alignment=alignment)


def _bold_heads(rows: Sequence[Row]) -> int:
    heads = 0
    while heads < len(rows) and _is_bold(rows[heads]):
        heads += 1
    return heads if heads < len(rows) else 0


def _is_bold(row: Row) -> bool:
    runs = [run for cell in row.cells for block in cell.blocks for run in block.runs]
    return bool(runs) and all(run.bold for run in runs)


def _plain(row: Row) -> Row:
    return replace(
        row,
        cells=tuple(
            replace(
                cell,
                blocks=tuple(
                    replace(
                        block,
                        runs=tuple(replace(run, bold=False) for run in block.runs),
                        alignment=Alignment.STYLE,
                    )
                    for block in cell.blocks
                ),
            )
            for cell in row.cells
        ),
    )
