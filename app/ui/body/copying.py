"""What the clipboard gets of a copied text: plain words, simple HTML, and the blocks themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from app.base.errors import AppError
from app.editing.commands.text import ordered
from app.letter.codec import decode, encode
from app.letter.model import Appendix, Block, Letter, Level, Paragraph, Run, Table
from app.letter.numbering import is_heading
from app.letter.positions import TextRange, blocks_of
from app.rules.wording import BodyRules
from app.ui.body.shown import labels_of

# Our own form: a copy inside the program loses nothing.
BLOCKS_FORMAT = "application/x-congvan-blocks+json"
_PAGE = "\f"


def labels_in(letter: Letter, over: TextRange, blocks: Sequence[Block], rules: BodyRules) -> list[str]:
    """The labels of the blocks that were copied from a range, as they are printed there."""
    start, _ = ordered(letter, over)
    source = blocks_of(letter, start.text)
    # A table at whose edge the range begins was left out.
    skipped = isinstance(source[start.block], Table) and start.offset > 0 if source else False
    printed = labels_of(source, rules)[start.block + skipped :]
    return [
        label if isinstance(block, Paragraph) and block.level is not Level.PLAIN else ""
        for block, label in zip(blocks, printed, strict=False)
    ]


def as_text(blocks: Sequence[Block], labels: Sequence[str]) -> str:
    """Words with their labels, a line for each paragraph; cells parted by tabs."""
    lines: list[str] = []
    for block, label in zip(blocks, labels, strict=True):
        if isinstance(block, Paragraph):
            lines.append(_labelled(label, block))
        elif isinstance(block, Table):
            lines += [
                "\t".join(" ".join(_words(part) for part in cell.blocks) for cell in row.cells)
                for row in block.rows
            ]
        else:
            lines.append(_PAGE)
    return "\n".join(lines)


def as_html(blocks: Sequence[Block], labels: Sequence[str], rules: BodyRules) -> str:
    """The same with bold, italic and underline, for Word and for mail."""
    parts = ['<html><head><meta charset="utf-8"></head><body>']
    for block, label in zip(blocks, labels, strict=True):
        if isinstance(block, Paragraph):
            parts.append(_paragraph(label, block))
        elif isinstance(block, Table):
            parts += _table(block, rules)
    return "".join([*parts, "</body></html>"])


def as_data(blocks: Sequence[Block]) -> bytes:
    """The blocks as a letter's file holds them."""
    return json.dumps(encode(Appendix(blocks=tuple(blocks))), ensure_ascii=True).encode("ascii")


def from_data(data: bytes) -> tuple[Block, ...] | None:
    """The blocks that ``as_data`` wrote; None when this is something else."""
    try:
        return decode(Appendix, json.loads(data)).blocks
    except (ValueError, RecursionError, AppError):
        return None


def _labelled(label: str, paragraph: Paragraph) -> str:
    return f"{label} {_words(paragraph)}" if label else _words(paragraph)


def _words(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _paragraph(label: str, paragraph: Paragraph) -> str:
    words = "".join(map(_run, paragraph.runs))
    if label:
        words = f"{escape(label)} {words}"
    if is_heading(paragraph.level) or (paragraph.title and paragraph.level is Level.ITEM):
        words = f"<b>{words}</b>"
    return f"<p>{words}</p>"


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>")
    for on, name in ((run.bold, "b"), (run.italic, "i"), (run.underline, "u"), (run.superscript, "sup")):
        if on and words:
            words = f"<{name}>{words}</{name}>"
    return words


def _table(table: Table, rules: BodyRules) -> Iterator[str]:
    yield '<table border="1" style="border-collapse:collapse">'
    for row in table.rows:
        yield "<tr>"
        for cell in row.cells:
            spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            labels = labels_of(cell.blocks, rules)
            words = "".join(_paragraph(label, part) for label, part in zip(labels, cell.blocks, strict=True))
            yield f"<td{spans}>{words}</td>"
        yield "</tr>"
    yield "</table>"
