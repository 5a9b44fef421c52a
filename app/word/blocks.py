"""The text of a letter or appendix as WordprocessingML: paragraphs, tables, page breaks, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.base.units import Twip
from app.letter.composed import (
    ComposedBlock,
    ComposedCell,
    ComposedPageBreak,
    ComposedParagraph,
    ComposedRun,
    ComposedTable,
)
from app.letter.model import Alignment, Level
from app.rules.model import Rulebook
from app.word.ooxml import inside_text
from app.word.stylesheet import StyleSheet

_JUSTIFY = {
    Alignment.LEFT: "left",
    Alignment.CENTER: "center",
    Alignment.RIGHT: "right",
    Alignment.JUSTIFY: "both",
}
# A closing paragraph longer than this may break over pages: widow control then keeps two lines
# with the signature, where keeping it whole would tear half a page open.
_KEPT_WHOLE_LINES = 8
# So many paragraphs or rows at the end stay with the signature: one may be a single line.
_KEPT_PARAGRAPHS = 2
_KEPT_ROWS = 2
_LABEL_ALONE = {Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION}
_BORDER = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_BORDERS = "".join(
    _BORDER.format(side=side) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Twips, 1.5 mm, between a border and the text of its cell. Up to mode 14 Word puts the text of the first
# cell, not its border, at the indent of a table, so tables are indented by as much.
_CELL_MARGIN = 85
_CELL_MARGIN_ABOVE = 28  # twips, 0.5 mm, between a border and the text below or above it


@dataclass
class Notes:
    """The footnotes met so far, in order: the content of word/footnotes.xml after its separators."""

    style: str
    reference_style: str
    first: int = 1
    xml: list[str] = field(default_factory=list)

    def add(self, runs: Sequence[ComposedRun]) -> str:
        """Keep a footnote and return the run with its mark."""
        number = self.first + len(self.xml)
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self.reference_style}"/></w:rPr>'
        words = "".join(_run(run) for run in runs)
        self.xml.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self.style}"/></w:pPr>'
            f'{mark}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
            f"{words}</w:p></w:footnote>"
        )
        return f'{mark}<w:footnoteReference w:id="{number}"/></w:r>'


@dataclass
class BlockWriter:
    """Writes blocks in the styles of a skeleton; ``notes`` collects the footnotes of the whole letter."""

    sheet: StyleSheet
    rulebook: Rulebook
    notes: Notes
    scheme: str | None
    gap: Twip  # the letter's gap between paragraphs, also kept round tables

    def write(
        self, blocks: Sequence[ComposedBlock], block_width: Twip, *, kept: bool, after_table: bool = False
    ) -> str:
        """The XML of the blocks in a text block of this width.

        ``kept``: the last paragraphs stay on the page of what follows them, the signature.
        ``after_table``: what stands before them is a table.
        """
        held = _held(blocks) if kept else frozenset()
        # Word makes one table of two in a row, so a paragraph parts them; the signature is a table too.
        pieces = [self._between()] if after_table and _is_table(blocks, 0, at_end=kept) else []
        for index, block in enumerate(blocks):
            if isinstance(block, ComposedParagraph):
                around = self._around(blocks, index)
                pieces.append(self._paragraph(block, block_width, around, kept=index in held))
            elif isinstance(block, ComposedTable):
                pieces.append(self._table(block, block_width, kept=index in held))
                if _is_table(blocks, index + 1, at_end=kept):
                    pieces.append(self._between(kept=index in held))
            else:
                pieces.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        return "".join(pieces)

    def _around(self, blocks: Sequence[ComposedBlock], index: int) -> str:
        """Space before a paragraph that follows a table: the styles have theirs below the text."""
        after_table = index > 0 and isinstance(blocks[index - 1], ComposedTable)
        return f'<w:spacing w:before="{self.gap}"/>' if after_table else ""

    def _between(self, *, kept: bool = False) -> str:
        keep = "<w:keepNext/>" if kept else ""
        return f'<w:p><w:pPr>{keep}<w:spacing w:line="{self.gap}" w:lineRule="exact"/></w:pPr></w:p>'

    def _paragraph(self, block: ComposedParagraph, width: Twip, around: str, *, kept: bool) -> str:
        label_component, component = self._components(block)
        keep = self._keep(block, component, width) if kept else ""
        if block.level in _LABEL_ALONE:
            title = f"<w:keepNext/>{around}"
            label = self._set(label_component, title, _text(block.label))
            words = self._set(component, "<w:keepNext/>", self._runs(block.runs))
            # A heading without its title is the clerk's fault to mend; an empty line would be ours.
            return label + (words if block.runs else "")
        words = self._runs(block.runs)
        if block.label:
            words = _text(f"{block.label} ") + words
        heading = block.title or block.level is Level.ROMAN_SECTION
        look = (keep or ("<w:keepNext/>" if heading else "")) + around
        if block.alignment is not Alignment.STYLE:
            first = "" if block.alignment is Alignment.JUSTIFY else '<w:ind w:firstLine="0"/>'
            look += f'{first}<w:jc w:val="{_JUSTIFY[block.alignment]}"/>'
        return self._set(component, look, words)

    def _components(self, block: ComposedParagraph) -> tuple[str, str]:
        """The components whose styles set the label and the words of a paragraph."""
        if block.level is Level.PLAIN:
            return "body", "body"
        if block.level is Level.LEGAL_BASIS:
            return "legal_bases", "legal_bases"
        level = self.rulebook.body.level[block.level.value]
        titled = block.title or block.level in _LABEL_ALONE
        return level.label, level.title if titled else level.label

    def _keep(self, block: ComposedParagraph, component: str, width: Twip) -> str:
        words = " ".join(run.text for run in block.runs)
        length = self.sheet.look(component, self.scheme).width(words)
        short = length <= _KEPT_WHOLE_LINES * float(width.pt)
        return "<w:keepNext/><w:keepLines/>" if short else "<w:keepNext/>"

    def _set(self, component: str, look: str, runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.sheet.ids[component]}"/>{look}</w:pPr>{runs}</w:p>'

    def _runs(self, runs: Sequence[ComposedRun]) -> str:
        return "".join(
            _run(run) + (self.notes.add(run.footnote) if run.footnote is not None else "") for run in runs
        )

    # --- tables

    def _table(self, table: ComposedTable, block_width: Twip, *, kept: bool) -> str:
        widths = _scaled(table.widths, block_width)
        grid_rows = _with_merged(table)
        rows = "".join(
            self._row(
                cells,
                widths,
                header=index < table.header_rows,
                kept=_is_kept(grid_rows, index, kept=kept),
                alone=len(grid_rows) == 1,
            )
            for index, cells in enumerate(grid_rows)
        )
        margins = "".join(
            f'<w:{side} w:w="{size}" w:type="dxa"/>'
            for side, size in (
                *(("top", _CELL_MARGIN_ABOVE), ("left", _CELL_MARGIN)),
                *(("bottom", _CELL_MARGIN_ABOVE), ("right", _CELL_MARGIN)),
            )
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{_CELL_MARGIN}" w:type="dxa"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(
        self, cells: Sequence[_GridCell], widths: Sequence[int], *, header: bool, kept: bool, alone: bool
    ) -> str:
        # LibreOffice 7.4 does not keep an unbreakable row that is the whole table with what follows.
        keep = "<w:keepNext/>" if kept else ""
        look = "" if alone and kept else "<w:cantSplit/>"
        look += "<w:tblHeader/>" if header else ""
        component = "table_header" if header else "table_text"
        written = "".join(self._cell(cell, widths, component, keep) for cell in cells)
        return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{written}</w:tr>"

    def _cell(self, cell: _GridCell, widths: Sequence[int], component: str, keep: str) -> str:
        width = sum(widths[cell.column : cell.column + cell.span])
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        if cell.merge:
            look += '<w:vMerge w:val="restart"/>' if cell.merge == "restart" else "<w:vMerge/>"
        look += '<w:vAlign w:val="center"/>'
        texts = [self._cell_paragraph(block, component, keep) for block in cell.blocks]
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(texts) or self._set(component, keep, '')}</w:tc>"

    def _cell_paragraph(self, block: ComposedParagraph, component: str, keep: str) -> str:
        words = self._runs(block.runs)
        if block.label:
            words = _text(f"{block.label} ") + words
        align = "" if block.alignment is Alignment.STYLE else f'<w:jc w:val="{_JUSTIFY[block.alignment]}"/>'
        return self._set(component, keep + align, words)


@dataclass(frozen=True)
class _GridCell:
    """A cell with its place in the grid; ``merge`` is "restart", "continue" or "" for no row span."""

    column: int
    span: int
    merge: str
    blocks: tuple[ComposedParagraph, ...]


def _with_merged(table: ComposedTable) -> list[list[_GridCell]]:
    """The rows with the covered cells put back, which Word wants where HTML leaves them out."""
    open_spans: dict[int, tuple[int, int]] = {}  # column → (rows still covered, columns spanned)
    rows = []
    for cells in table.rows:
        waiting = list(cells)
        row: list[_GridCell] = []
        column = 0
        while column < len(table.widths):
            covered, span = open_spans.get(column, (0, 1))
            if covered:
                row.append(_GridCell(column, span, "continue", ()))
                open_spans[column] = (covered - 1, span)
            else:
                cell = waiting.pop(0) if waiting else ComposedCell(())
                span = min(cell.colspan, len(table.widths) - column)
                row.append(_GridCell(column, span, "restart" if cell.rowspan > 1 else "", cell.blocks))
                if cell.rowspan > 1:
                    open_spans[column] = (cell.rowspan - 1, span)
            column += span
        rows.append(row)
    return rows


def _is_kept(rows: Sequence[Sequence[_GridCell]], index: int, *, kept: bool) -> bool:
    """Whether a row stays with what follows: the next row of a merged cell, or the signature."""
    if kept and index >= len(rows) - _KEPT_ROWS:
        return True
    if index == len(rows) - 1:
        return False
    return any(cell.merge == "continue" for cell in rows[index + 1])


def _scaled(weights: Sequence[int], total: Twip) -> list[int]:
    """Widths in twips in the ratio of the weights, whose sum is exactly the total."""
    whole = sum(weights)
    edges = [total * sum(weights[:index]) // whole for index in range(len(weights) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _is_table(blocks: Sequence[ComposedBlock], index: int, *, at_end: bool) -> bool:
    """Whether a table stands at this index; ``at_end``: the signature's comes after the last block."""
    return isinstance(blocks[index], ComposedTable) if index < len(blocks) else at_end


def _held(blocks: Sequence[ComposedBlock]) -> frozenset[int]:
    """Indices of the closing blocks that stay with the signature, up to a page break."""
    held: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        if isinstance(blocks[index], ComposedPageBreak) or len(held) == _KEPT_PARAGRAPHS:
            break
        held.append(index)
        block = blocks[index]
        if isinstance(block, ComposedTable) and len(block.rows) >= _KEPT_ROWS:
            break
    return frozenset(held)


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{inside_text(text)}</w:t></w:r>'


def _run(run: ComposedRun) -> str:
    look = ("<w:b/><w:bCs/>" if run.bold else "") + ("<w:i/><w:iCs/>" if run.italic else "")
    look += '<w:u w:val="single"/>' if run.underline else ""
    look += '<w:vertAlign w:val="superscript"/>' if run.superscript else ""
    if not run.text:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{inside_text(run.text)}</w:t></w:r>'
