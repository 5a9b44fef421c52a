"""Keeps a QTextDocument equal to the blocks of a text, and tells which place is which.

The mapping: one QTextBlock for a paragraph (its label, such as "1.", is a property of its format and
painted, never text), one for a page break, and for a table one before it, those of its cells, one
behind it. A text without blocks is one empty line. Every character of a paragraph and every footnote's
mark is one character of the document. The document is never read back: the letter is the truth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QTextCursor, QTextDocument

from app.letter.model import Block, Paragraph, Table
from app.letter.positions import Text, TextPosition, length
from app.rules.model import Rulebook
from app.ui.body.cells import CellMap, have_one_frame
from app.ui.body.formats import Formats
from app.ui.body.shown import characters, counts_alike, labels_of, notes_in, units
from app.ui.body.writer import Shown, Writer

# So many blocks are put in at once; a window is blind for some 40 ms then.
MANY = 400


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks with their labels, how many footnotes each has, and the number of the first footnote."""

    blocks: Sequence[Block]
    labels: Sequence[str]
    counts: Sequence[int]
    first: int

    def middle(self, head: int, tail: int) -> list[Shown]:
        """The blocks without so many at the start and at the end."""
        end = len(self.blocks) - tail
        notes = accumulate(self.counts[head:end], initial=self.first + sum(self.counts[:head]))
        parts = zip(self.blocks[head:end], self.labels[head:end], notes, strict=False)
        return [Shown(*part) for part in parts]


class Mirror:
    """The document of one text (body or appendix) and the blocks that it shows.

    ``is_writing`` is true while the document is being changed here and by nobody else.
    """

    def __init__(
        self, document: QTextDocument, formats: Formats, rulebook: Rulebook, appendix: int | None
    ) -> None:
        self.is_writing = False
        self._written = 0
        self.blocks: tuple[Block, ...] = ()
        self.text = Text(appendix)
        self._document = document
        self._rules = rulebook.body
        self._writer = Writer(document, formats, rulebook.body)
        self.first_note = 1
        self._labels: list[str] = []
        self._counts: list[int] = []
        self._sizes: list[int] = []
        self._starts: list[int] = [0]
        self._maps: dict[int, CellMap] = {}
        self.rewrite(formats)

    @property
    def formats(self) -> Formats:
        """The looks in which the text is shown."""
        return self._writer.formats

    @property
    def is_intact(self) -> bool:
        """Whether the document is as long as it was written; what an input method composes is not in it."""
        return self._document.characterCount() == self._written

    # --- showing

    def show(self, blocks: tuple[Block, ...], first_note: int = 1) -> None:
        """Change the document where these blocks differ from those it shows."""
        old = self.blocks
        if blocks is old and first_note == self.first_note:
            return
        head, tail = _alike(old, blocks)
        fresh = blocks[head : len(blocks) - tail]
        gone = old[head : len(old) - tail]
        labels = self._labels if counts_alike(gone, fresh) else labels_of(blocks, self._rules)
        counts = [*self._counts[:head], *map(notes_in, fresh), *self._counts[len(old) - tail :]]
        cursor = QTextCursor(self._document)
        self.is_writing = True
        cursor.beginEditBlock()
        try:
            before = _Stretch(old, self._labels, self._counts, self.first_note)
            self._patch(before, _Stretch(blocks, labels, counts, first_note), head, tail)
        finally:
            cursor.endEditBlock()
            self.is_writing = False
            self._written = self._document.characterCount()
        self.blocks, self._labels, self._counts, self.first_note = blocks, labels, counts, first_note

    def rewrite(self, formats: Formats) -> None:
        """Write everything anew: the font or the colours are others, or a stranger changed the document."""
        blocks, first = self.blocks, self.first_note
        self._writer.formats = formats
        self.is_writing = True
        self._document.clear()
        self._writer.clear(0)
        self.is_writing = False
        self.blocks, self._labels, self._counts, self._sizes, self._starts = (), [], [], [], [0]
        self._maps.clear()
        self._written = self._document.characterCount()
        self.show(blocks, first)

    def _patch(self, before: _Stretch, now: _Stretch, head: int, tail: int) -> None:
        """Change the middle between blocks that both have, then what follows from it around."""
        number = self._starts[head] if self.blocks else 0
        old, new = before.middle(head, tail), now.middle(head, tail)
        sizes = [self._size(one.block) for one in new]
        paired = self._patch_pairs(number, old, new)
        number += sum(sizes[:paired])
        if paired < len(new):
            total = self._document.blockCount()
            self._writer.insert(number, new[paired:], at_end=bool(self.blocks) and number >= total)
            number += sum(sizes[paired:])
        spare = sum(self._sizes[head + paired : len(before.blocks) - tail])
        if not self.blocks and now.blocks:
            spare = 1  # the empty line that stood for nothing
        if spare and not now.blocks:
            self._clear_all()
        elif spare:
            self._writer.remove(number, spare, at_end=number + spare >= self._document.blockCount())
        self._sizes = [*self._sizes[:head], *sizes, *self._sizes[len(before.blocks) - tail :]]
        self._starts = list(accumulate(self._sizes, initial=0))
        if (
            now.labels is not before.labels
            or sum(now.counts) != sum(before.counts)
            or now.first != before.first
        ):
            self._patch_rest(before.middle(0, 0), now.middle(0, 0), head, tail)
        kept = {id(block) for block in now.blocks} if self._maps else set()
        self._maps = {key: found for key, found in self._maps.items() if key in kept}
        if self._maps:
            self._settle_gaps(now.blocks)

    def _settle_gaps(self, blocks: Sequence[Block]) -> None:
        """Lines around tables are there to be typed in only where no paragraph stands beside."""
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                start, end = self._starts[index], self._starts[index + 1] - 1
                before, after = blocks[max(index - 1, 0) : index], blocks[index + 1 : index + 2]
                self._writer.settle_gap(start, small=bool(before) and isinstance(before[0], Paragraph))
                self._writer.settle_gap(end, small=bool(after) and isinstance(after[0], Paragraph))

    def _patch_pairs(self, number: int, old: list[Shown], new: list[Shown]) -> int:
        """Change blocks one by one as long as that can be done; how many were."""
        for index, (was, now) in enumerate(zip(old, new, strict=False)):
            if isinstance(was.block, Table) and isinstance(now.block, Table):
                if not have_one_frame(was.block, now.block):
                    return index
                self._writer.patch_table(number, was, now)
            elif isinstance(was.block, Table) or isinstance(now.block, Table):
                return index
            else:
                self._writer.patch(number, was, now)
            number += self._size(now.block)
        return min(len(old), len(new))

    def _patch_rest(self, before: list[Shown], now: list[Shown], head: int, tail: int) -> None:
        """Other labels and numbers of footnotes around what changed."""
        shift = len(now) - len(before)
        for index in (*range(head), *range(len(now) - tail, len(now))):
            was = before[index if index < head else index - shift]
            one = now[index]
            if was.label == one.label and (was.note == one.note or not self._has_notes(one.block)):
                continue
            if isinstance(one.block, Table):
                self._writer.patch_table(self._starts[index], was, one)
            else:
                self._writer.patch(self._starts[index], was, one)

    def _has_notes(self, block: Block) -> bool:
        return isinstance(block, Table) or notes_in(block) > 0

    def _clear_all(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self._writer.clear(0)

    def _size(self, block: Block) -> int:
        return self._map(block).size if isinstance(block, Table) else 1

    def _map(self, table: Table) -> CellMap:
        found = self._maps.get(id(table))
        if found is None or found.table is not table:
            found = self._maps[id(table)] = CellMap(table)
        return found

    # --- places

    def position_at(self, place: int) -> TextPosition:
        """The position in the text of a place in the document."""
        qt_block = self._document.findBlock(place)
        if not self.blocks:
            return TextPosition(0, 0, self.text)
        number = qt_block.blockNumber()
        index = min(bisect_right(self._starts, number) - 1, len(self.blocks) - 1)
        block = self.blocks[index]
        offset = characters(qt_block.text(), place - qt_block.position())
        if isinstance(block, Paragraph):
            return TextPosition(index, offset, self.text)
        if not isinstance(block, Table):
            return TextPosition(index, 0, self.text)
        return self._position_in_table(index, block, number - self._starts[index], offset)

    def _position_in_table(self, index: int, table: Table, number: int, offset: int) -> TextPosition:
        found = self._map(table).slot_at(number)
        if found is None or found[0].index is None:
            return TextPosition(index, int(number > 0), self.text)
        slot, paragraph = found
        cell = (index, slot.row, slot.index or 0)
        return TextPosition(paragraph, offset, Text(self.text.appendix, cell))

    def place_of(self, position: TextPosition) -> int:
        """The place in the document of a position in the text; the nearest one when there is none."""
        if not self.blocks:
            return 0
        cell = position.text.cell
        index = max(0, min(position.block if cell is None else cell[0], len(self.blocks) - 1))
        block = self.blocks[index]
        number = self._starts[index]
        if isinstance(block, Table):
            return self._place_in_table(block, number, position)
        qt_block = self._document.findBlockByNumber(number)
        offset = min(position.offset, length(block)) if isinstance(block, Paragraph) else 0
        if position.block > index and cell is None:
            offset = length(block)
        return qt_block.position() + units(qt_block.text(), max(0, offset))

    def _place_in_table(self, table: Table, number: int, position: TextPosition) -> int:
        cells = self._map(table)
        cell = position.text.cell
        if cell is None:
            local = cells.size - 1 if position.offset else 0
            return self._document.findBlockByNumber(number + local).position()
        start = cells.start_of(cell[1], cell[2])
        found = cells.slot_at(start)
        inside = min(position.block, found[0].blocks - 1) if found else 0
        qt_block = self._document.findBlockByNumber(number + start + max(0, inside))
        text = qt_block.text()
        return qt_block.position() + units(text, max(0, min(position.offset, len(text))))

    def cell_map(self, index: int) -> CellMap | None:
        """The cells of the table that is this block of the text; None when it is none."""
        block = self.blocks[index] if index < len(self.blocks) else None
        return self._map(block) if isinstance(block, Table) else None


def _alike(old: Sequence[Block], new: Sequence[Block]) -> tuple[int, int]:
    """How many blocks two texts share at the start and at the end."""
    most = min(len(old), len(new))
    head = 0
    while head < most and (old[head] is new[head] or old[head] == new[head]):
        head += 1
    tail = 0
    while tail < most - head and (old[-1 - tail] is new[-1 - tail] or old[-1 - tail] == new[-1 - tail]):
        tail += 1
    return head, tail


def next_part(shown: tuple[Block, ...], wanted: tuple[Block, ...]) -> tuple[Block, ...]:
    """What to show next on the way to these blocks: those themselves, or more of a very long text."""
    if len(wanted) - len(shown) <= MANY:
        return wanted
    head, tail = _alike(shown, wanted)
    fresh = len(wanted) - head - tail
    if fresh <= MANY:
        return wanted
    return (*wanted[: head + MANY], *wanted[len(wanted) - tail :])
