"""What closes a text: ";" and "." after căn cứ, "./." after the last words, never doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.letter.composed import (
    ComposedBlock,
    ComposedCell,
    ComposedPageBreak,
    ComposedParagraph,
    ComposedRun,
)

_FULL_STOP = "."
_TEXT_ENDS = ("./.", "./")  # the second is left of a doubled "././."
_LIST_END = ";"
_ELLIPSES = ("...", "\u2026")  # three stops, or the one character


def bare(text: str) -> str:
    """The text without the stops, semicolons, "./." and blanks typed at its end; an ellipsis stays."""
    while True:
        text = text.rstrip()
        if text.endswith(_TEXT_ENDS):
            text = text.removesuffix(_TEXT_ENDS[0]).removesuffix(_TEXT_ENDS[1])
        elif text.endswith((_FULL_STOP, _LIST_END)) and not text.endswith(_ELLIPSES):
            text = text[:-1]
        else:
            return text


def ended(text: str, end: str) -> str:
    """The text with this at its end, once; an ellipsis takes no full stop."""
    stem = bare(text)
    if end == _FULL_STOP and stem.endswith(_ELLIPSES):
        return stem
    return stem + end


def runs_ended(runs: Sequence[ComposedRun], end: str) -> tuple[ComposedRun, ...]:
    """The runs with this after their last word, once."""
    kept = list(runs)
    # A stop typed in a run of its own goes as well.
    while kept and kept[-1].footnote is None and not bare(kept[-1].text):
        kept.pop()
    if not kept:
        return (ComposedRun(end),)
    last = kept[-1]
    stem = bare(last.text)
    tail = ended(last.text, end)[len(stem) :]
    if last.footnote is not None or last.superscript or last.underline:
        kept[-1] = replace(last, text=stem)
        return (*kept, ComposedRun(tail, bold=last.bold, italic=last.italic)) if tail else tuple(kept)
    kept[-1] = replace(last, text=stem + tail)
    return tuple(kept)


def has_words(paragraph: ComposedParagraph) -> bool:
    """Whether a paragraph says anything besides its number."""
    return any(run.text.strip() or run.footnote is not None for run in paragraph.runs)


def blocks_ended(blocks: Sequence[ComposedBlock], end: str) -> tuple[ComposedBlock, ...]:
    """The blocks with this after their last words, be they in a paragraph or in a table's last cell."""
    kept = list(blocks)
    for index in reversed(range(len(kept))):
        block = _block_ended(kept[index], end)
        if block is not None:
            kept[index] = block
            break
    return tuple(kept)


def _block_ended(block: ComposedBlock, end: str) -> ComposedBlock | None:
    """The block with its end, None when it has no words."""
    if isinstance(block, ComposedPageBreak):
        return None
    if isinstance(block, ComposedParagraph):
        return replace(block, runs=runs_ended(block.runs, end)) if has_words(block) else None
    rows = list(block.rows)
    for index in reversed(range(len(rows))):
        cells = _cells_ended(rows[index], end)
        if cells is not None:
            rows[index] = cells
            return replace(block, rows=tuple(rows))
    return None


def _cells_ended(row: tuple[ComposedCell, ...], end: str) -> tuple[ComposedCell, ...] | None:
    cells = list(row)
    for index in reversed(range(len(cells))):
        paragraphs = list(cells[index].blocks)
        for place in reversed(range(len(paragraphs))):
            if has_words(paragraphs[place]):
                ended_runs = runs_ended(paragraphs[place].runs, end)
                paragraphs[place] = replace(paragraphs[place], runs=ended_runs)
                cells[index] = replace(cells[index], blocks=tuple(paragraphs))
                return tuple(cells)
    return None
