"""What is pasted into the body of a letter becomes its blocks, at once or slice by slice."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.base.texts import text as sentence
from app.document.rich import RichBlock, RichParagraph, RichTable
from app.importer.encodings import suspected_encoding
from app.importer.grids import grids_and_lines, rows_of_html, table_of_rows, with_cells_on_one_line
from app.importer.joining import Draft, joined, measured
from app.importer.levels import Levels, finished, with_footnotes
from app.importer.pages import without_page_marks
from app.importer.source import Line, plain_lines, rich_lines, trimmed_runs
from app.letter.model import Block, Paragraph, Table
from app.rules.load import load_rulebook
from app.rules.model import Rulebook
from app.word.html import HtmlReading

# 300 pages are 900,000 characters.
LARGEST_TEXT: Final = 2_000_000
_MOST_LINES: Final = 40_000
_LINES_A_SLICE = 200

_Item = Line | Table


@dataclass(frozen=True, slots=True)
class Pasted:
    """Blocks ready to be put into a letter, and sentences that tell what was changed or left out.

    ``suspected``: the old encoding that the words seem to be in; paste again with it to convert them.
    """

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    suspected: str | None = None


def blocks_from_text(text: str, *, encoding: str | None = None, before: Sequence[Block] = ()) -> Pasted:
    """The blocks of a plain text; see ``PasteJob``."""
    return _finished(PasteJob(text, encoding=encoding, before=before))


def blocks_from_html(
    html: str | bytes, *, encoding: str | None = None, before: Sequence[Block] = ()
) -> Pasted:
    """The blocks of a clipboard's HTML; see ``PasteJob``."""
    return _finished(PasteJob(html=html, encoding=encoding, before=before))


class PasteJob:
    """A paste that can be done in slices, so that a window stays alive while 300 pages go in.

    Levels are known by the markers at line starts, which leave the words; a number that counting does
    not give stays by hand. Lines broken by a PDF are joined, page numbers and headers dropped, tabs of
    Excel become tables. ``encoding`` converts an old encoding first (``encodings.TCVN3``, ``VNI``);
    ``before`` are the letter's blocks that the paste follows, so that numbering goes on. ``inline``: it
    follows words on their line, so that a single line of it is words, whatever it begins with.
    """

    def __init__(
        self,
        text: str = "",
        *,
        html: str | bytes | None = None,
        encoding: str | None = None,
        before: Sequence[Block] = (),
        inline: bool = False,
        rulebook: Rulebook | None = None,
    ) -> None:
        self._text = text
        self._html = html
        self._encoding = encoding
        self._before = before
        self._inline = inline
        self._rules = rulebook or load_rulebook()
        self._notices: list[str] = []
        self._blocks: tuple[Block, ...] = ()
        self._suspected: str | None = None
        self._is_done = False
        self._work = self._steps()

    def step(self, budget_ms: float = 20.0) -> bool:
        """Work on for about this long (a single slice may take a few times 10 ms); True when done."""
        until = time.perf_counter() + budget_ms / 1000
        while not self._is_done:
            if next(self._work, True) is True:
                self._is_done = True
            elif time.perf_counter() >= until:
                break
        return self._is_done

    @property
    def result(self) -> Pasted:
        """The blocks; RuntimeError before the job is done."""
        if not self._is_done:
            raise RuntimeError("the paste is not done yet")
        return Pasted(self._blocks, tuple(self._notices), self._suspected)

    def _steps(self) -> Iterator[None]:
        items: list[_Item] = []
        looks = False
        if self._html is None:
            yield from self._text_items(items)
        else:
            yield from self._html_items(items)
            looks = any(run.bold for item in items if isinstance(item, Line) for run in item.runs)
        if self._encoding is None and self._suspected:
            self._notices.append(sentence(f"importer.suspected_{self._suspected}"))
        yield
        if self._inline and len(items) == 1 and isinstance(items[0], Line):
            self._blocks = (Paragraph(runs=trimmed_runs(items[0].runs)),)
            return
        parts: list[Draft | Table] = []
        yield from self._join(items, parts)
        blocks: list[Block] = []
        levels = Levels(self._rules, self._before, looks=looks)
        for part in with_footnotes(parts):
            blocks.append(part if isinstance(part, Table) else levels.paragraph(part))
            if len(blocks) % _LINES_A_SLICE == 0:
                yield
        done: list[Block] = []
        for block in finished(blocks, self._rules, guess_titles=not looks):
            done.append(block)
            if len(done) % _LINES_A_SLICE == 0:
                yield
        self._blocks = tuple(done)

    def _text_items(self, items: list[_Item]) -> Iterator[None]:
        text = self._text[:LARGEST_TEXT]
        is_cut = len(text) < len(self._text)
        self._suspected = suspected_encoding(text)
        yield
        lines: list[Line] = []
        for line in plain_lines(with_cells_on_one_line(text), self._encoding):
            lines.append(line)
            if len(lines) % _LINES_A_SLICE == 0:
                yield
            if len(lines) >= _MOST_LINES:
                is_cut = True
                break
        if is_cut:
            self._notices.append(sentence("importer.text_cut"))
        lines = self._without_page_marks(lines)
        yield
        for item in grids_and_lines(lines, self._rules):
            if item is not None:
                items.append(item)
            if item is None or len(items) % _LINES_A_SLICE == 0:
                yield

    def _html_items(self, items: list[_Item]) -> Iterator[None]:
        reading = HtmlReading(self._html or "")
        while not reading.step():
            yield
        rich = reading.result()
        yield
        if rich.cut:
            self._notices.append(sentence("importer.html_cut"))
        if rich.pictures:
            self._notices.append(sentence("importer.pictures", count=rich.pictures))
        sample: list[str] = []
        for count, block in enumerate(rich.blocks):
            if isinstance(block, RichTable):
                rows = []
                for row in rows_of_html(block, self._encoding):
                    rows.append(row)
                    yield
                items.append(table_of_rows(block, rows))
            else:
                items += rich_lines(block, self._encoding)
            if count < _LINES_A_SLICE:
                sample += _words(block)
            if count % _LINES_A_SLICE == 0:
                yield
        self._suspected = suspected_encoding(" ".join(sample))

    def _without_page_marks(self, lines: list[Line]) -> list[Line]:
        wrapped = measured(lines, self._rules).width > 0
        kept, dropped = without_page_marks(lines, wrapped=wrapped)
        if dropped:
            self._notices.append(sentence("importer.page_marks", count=dropped))
        return kept

    def _join(self, items: Sequence[_Item], parts: list[Draft | Table]) -> Iterator[None]:
        """Join the lines between the tables."""
        breaking = measured([item for item in items if isinstance(item, Line)], self._rules)
        yield
        for is_table, stretch in groupby(items, key=lambda item: isinstance(item, Table)):
            if is_table:
                parts += [item for item in stretch if isinstance(item, Table)]
                continue
            lines = [item for item in stretch if isinstance(item, Line)]
            for draft in joined(lines, breaking, self._rules):
                parts.append(draft)
                if len(parts) % _LINES_A_SLICE == 0:
                    yield


def _words(block: RichBlock) -> Iterator[str]:
    """The words of a block as they were pasted; enough of a table to know its encoding."""
    rows = block.rows[:_LINES_A_SLICE] if isinstance(block, RichTable) else ()
    paragraphs = [one for row in rows for cell in row for one in cell.paragraphs]
    for paragraph in [block] if isinstance(block, RichParagraph) else paragraphs:
        yield "".join(run.text for run in paragraph.runs)


def _finished(job: PasteJob) -> Pasted:
    while not job.step(1000.0):
        pass
    return job.result
