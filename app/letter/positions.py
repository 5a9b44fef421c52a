"""Where in a letter: texts, positions and ranges in them, and the place a change or a cursor is at.

An offset counts the characters of a paragraph's runs (code points) and one for every footnote mark,
which stands right after the text of its run. Tables and page breaks are one wide: offset 0 is before
them, 1 after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.letter.model import Block, Footnote, Letter, Paragraph, Run, Table
from app.rules.finding import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A run of blocks that is edited as one: the body, an appendix, or a cell of a table in either.

    ``cell`` leads to the cell: index of the table's block, of the row, and in the row's ``cells``.
    """

    appendix: int | None = None
    cell: tuple[int, int, int] | None = None

    @property
    def around(self) -> Text:
        """The text that holds the table of this cell; itself when it is no cell."""
        return replace(self, cell=None)


BODY = Text()


@dataclass(frozen=True, slots=True)
class TextPosition:
    """Between two characters: block in its text, and offset in the block."""

    block: int
    offset: int = 0
    text: Text = BODY

    @property
    def order(self) -> tuple[int, int]:
        """Compares positions of one text."""
        return self.block, self.offset

    def moved(self, block: int, offset: int = 0) -> TextPosition:
        """Another place in the same text."""
        return replace(self, block=block, offset=offset)


@dataclass(frozen=True, slots=True)
class TextRange:
    """From one position to another; the ends may come in any order."""

    start: TextPosition
    end: TextPosition


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the letter: field of the model (dotted, as in findings), indices, position in a text.

    ``Where("recipients", (3,))`` is the fourth recipient; ``Where("body", (2,), position)`` in the body.
    """

    component: str
    path: tuple[int, ...] = ()
    position: TextPosition | None = None

    @property
    def field(self) -> str:
        """The field of the letter, the first of the dotted names."""
        return self.component.partition(".")[0]


def where_of(place: Place) -> Where:
    """The place of a finding."""
    component, path = place.component, place.path
    if component == "body" and path:
        return Where("body", path, TextPosition(path[0]))
    if component == "appendices.blocks" and len(path) > 1:
        return Where("appendices", path[:1], TextPosition(path[1], text=Text(appendix=path[0])))
    return Where(component, path)


def where_at(position: TextPosition) -> Where:
    """The place of a position in a text."""
    text = position.text
    block = position.block if text.cell is None else text.cell[0]
    if text.appendix is None:
        return Where("body", (block,), position)
    return Where("appendices", (text.appendix,), position)


# --- texts of a letter


def blocks_of(letter: Letter, text: Text) -> tuple[Block, ...]:
    """The blocks of a text; IndexError or TypeError when the letter has no such text."""
    blocks = letter.body if text.appendix is None else letter.appendices[text.appendix].blocks
    if text.cell is None:
        return blocks
    block, row, cell = text.cell
    return table_in(blocks, block).rows[row].cells[cell].blocks


def with_blocks(letter: Letter, text: Text, blocks: tuple[Block, ...]) -> Letter:
    """The letter with other blocks in a text; a cell keeps only paragraphs."""
    if text.cell is not None:
        return _with_cell(letter, text, blocks)
    if text.appendix is None:
        return replace(letter, body=blocks)
    appendices = list(letter.appendices)
    appendices[text.appendix] = replace(appendices[text.appendix], blocks=blocks)
    return replace(letter, appendices=tuple(appendices))


def with_block(letter: Letter, text: Text, index: int, *new: Block) -> Letter:
    """The letter with one block of a text replaced by others, or by none."""
    blocks = blocks_of(letter, text)
    return with_blocks(letter, text, (*blocks[:index], *new, *blocks[index + 1 :]))


def texts_of(letter: Letter) -> list[Text]:
    """Every text that holds blocks: body, appendices, and the cells of their tables behind them."""
    found: list[Text] = []
    for text in (BODY, *(Text(index) for index in range(len(letter.appendices)))):
        found.append(text)
        for block, content in enumerate(blocks_of(letter, text)):
            if isinstance(content, Table):
                found += [
                    Text(text.appendix, (block, row, cell))
                    for row, line in enumerate(content.rows)
                    for cell in range(len(line.cells))
                ]
    return found


def footnotes(letter: Letter, text: Text) -> Iterator[tuple[TextPosition, Footnote]]:
    """The footnotes of a text and of the cells of its tables, in order, each with its mark's position."""
    for index, block in enumerate(blocks_of(letter, text)):
        if isinstance(block, Table):
            for row, line in enumerate(block.rows):
                for cell in range(len(line.cells)):
                    yield from footnotes(letter, Text(text.appendix, (index, row, cell)))
        elif isinstance(block, Paragraph):
            offset = 0
            for run in block.runs:
                offset += len(run.text)
                if run.footnote is not None:
                    yield TextPosition(index, offset, text), run.footnote
                    offset += 1


def table_in(blocks: tuple[Block, ...], index: int) -> Table:
    """The table at this index; TypeError when something else stands there."""
    table = blocks[index]
    if not isinstance(table, Table):
        raise TypeError(f"block {index} is no table")
    return table


def _with_cell(letter: Letter, text: Text, blocks: tuple[Block, ...]) -> Letter:
    assert text.cell is not None  # noqa: S101 - for the type checker; the caller asked
    index, row, cell = text.cell
    table = table_in(blocks_of(letter, text.around), index)
    cells = list(table.rows[row].cells)
    kept = tuple(block for block in blocks if isinstance(block, Paragraph))
    cells[cell] = replace(cells[cell], blocks=kept)
    rows = list(table.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return with_block(letter, text.around, index, replace(table, rows=tuple(rows)))


# --- lengths


def length(block: Block) -> int:
    """How many offsets a block is wide."""
    if not isinstance(block, Paragraph):
        return 1
    return sum(map(run_length, block.runs))


def run_length(run: Run) -> int:
    """Characters of a run, and one for its footnote's mark."""
    return len(run.text) + (run.footnote is not None)


def plain_text(block: Block, mark: str = "\ufffc") -> str:
    """The characters of a paragraph, one for every offset; ``mark`` (U+FFFC) stands for a footnote."""
    if not isinstance(block, Paragraph):
        return mark
    return "".join(run.text + (mark if run.footnote is not None else "") for run in block.runs)


def note_text(note: Footnote) -> str:
    """The characters of a footnote."""
    return "".join(run.text for run in note.runs)
