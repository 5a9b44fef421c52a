"""What a paragraph shows in the editor: pieces of text with their looks; offsets in Qt's units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.letter.model import Alignment, Block, Level, Paragraph, Table
from app.letter.numbering import Counter, is_heading
from app.rules.wording import BodyRules

# One of these stands for a footnote's mark, a line break, a character that Qt keeps for itself.
NOTE_MARK = "\ufffc"
LINE_BREAK = "\u2028"
_UNKNOWN = "\ufffd"
_SHOWN_AS = {
    "\n": LINE_BREAK,
    "\r": _UNKNOWN,
    NOTE_MARK: _UNKNOWN,
    LINE_BREAK: _UNKNOWN,
    "\u2029": _UNKNOWN,  # paragraph separator
    "\ufdd0": _UNKNOWN,  # Qt's own marks for the begin and the end of a frame
    "\ufdd1": _UNKNOWN,
}
_TABLE = str.maketrans(_SHOWN_AS)
_STRANGE = re.compile("[" + "".join(_SHOWN_AS) + "]")
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks; ``note`` is the number of the footnote whose mark it is (0: text)."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    cited: bool = False
    note: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """How a paragraph of the document stands: level, label, alignment; ``in_cell`` takes no indent."""

    level: Level = Level.PLAIN
    label: str = ""
    title: bool = False
    alignment: Alignment = Alignment.STYLE
    in_cell: bool = False


Piece = tuple[str, Look]


def line_of(paragraph: Paragraph, label: str, *, in_cell: bool = False) -> Line:
    """The line that a paragraph with this label stands on."""
    title = paragraph.title and paragraph.level is Level.ITEM
    return Line(paragraph.level, label, title, paragraph.alignment, in_cell)


def pieces(paragraph: Paragraph, first_note: int) -> list[Piece]:
    """The texts of a paragraph with their looks; ``first_note`` is the number of its first footnote.

    One character is shown for every offset of the paragraph.
    """
    heading = is_heading(paragraph.level) or (paragraph.title and paragraph.level is Level.ITEM)
    slanted = paragraph.level is Level.LEGAL_BASIS
    found: list[Piece] = []
    number = first_note
    for run in paragraph.runs:
        if run.text:
            look = Look(
                run.bold or heading, run.italic or slanted, run.underline, run.superscript, bool(run.cites)
            )
            found.append((_showable(run.text), look))
        if run.footnote is not None:
            found.append((NOTE_MARK, Look(note=number)))
            number += 1
    return found


def notes_in(block: Block) -> int:
    """How many footnotes a block has."""
    if isinstance(block, Paragraph):
        return sum(run.footnote is not None for run in block.runs)
    if isinstance(block, Table):
        return sum(notes_in(part) for row in block.rows for cell in row.cells for part in cell.blocks)
    return 0


def labels_of(blocks: Sequence[Block], rules: BodyRules) -> list[str]:
    """The label of every block as it is printed; "" where there is none."""
    counter = Counter(rules)
    return [counter.label(block) if isinstance(block, Paragraph) else "" for block in blocks]


def counts_alike(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether putting these blocks in place of those leaves every label as it is."""
    return len(before) == len(after) and all(
        _numbering(old) == _numbering(new) for old, new in zip(before, after, strict=True)
    )


def units(text: str, offset: int) -> int:
    """How many of Qt's units (UTF-16) the first characters of a text take."""
    if text.isascii() or max(text) <= _LAST_OF_ONE_UNIT:
        return offset
    return offset + sum(char > _LAST_OF_ONE_UNIT for char in text[:offset])


def characters(text: str, offset: int) -> int:
    """How many characters the first units (UTF-16) of a text are; half a character counts whole."""
    if text.isascii() or max(text) <= _LAST_OF_ONE_UNIT:
        return offset
    taken = 0
    for index, char in enumerate(text):
        if taken >= offset:
            return index
        taken += 1 + (char > _LAST_OF_ONE_UNIT)
    return len(text)


def _showable(text: str) -> str:
    # Looking first is ten times faster than translating.
    return text.translate(_TABLE) if _STRANGE.search(text) else text


def _numbering(block: Block) -> tuple[object, ...]:
    if isinstance(block, Paragraph):
        return block.level, block.number, block.restart
    return ()
