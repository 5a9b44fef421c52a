"""Composes the blocks of a text: labels, capitals of titles, căn cứ, tables, "./."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.letter import endings
from app.letter.composed import (
    ComposedBlock,
    ComposedCell,
    ComposedPageBreak,
    ComposedParagraph,
    ComposedRun,
    ComposedTable,
)
from app.letter.grid import Grid, Placed, grid
from app.letter.model import Block, Footnote, Level, PageBreak, Paragraph, Run, Table
from app.letter.numbering import Counter, is_heading
from app.letter.wording import cased
from app.rules.model import Rulebook


def composed_blocks(
    blocks: Sequence[Block], rulebook: Rulebook, *, end_mark: bool
) -> tuple[ComposedBlock, ...]:
    """One text, numbered from the start: the body, or one appendix."""
    counter = Counter(rulebook.body)
    composed = [shown for block in blocks for shown in _block(block, counter, rulebook)]
    composed = list(_bases_ended(composed, rulebook))
    if end_mark:
        return endings.blocks_ended(composed, rulebook.body.end_mark.text)
    return tuple(composed)


def _block(block: Block, counter: Counter, rulebook: Rulebook) -> Iterator[ComposedBlock]:
    if isinstance(block, PageBreak):
        yield ComposedPageBreak()
    elif isinstance(block, Paragraph):
        yield _paragraph(block, counter, rulebook)
    else:
        laid_out = grid(block)
        # A table of nothing cannot stand in a Word file.
        if laid_out.columns:
            yield _table(block, laid_out, rulebook)


def _paragraph(paragraph: Paragraph, counter: Counter, rulebook: Rulebook) -> ComposedParagraph:
    runs = _runs(paragraph.runs)
    if is_heading(paragraph.level):
        title = rulebook.components[rulebook.body.level[paragraph.level.value].title]
        runs = tuple(replace(run, text=cased(run.text, title)) for run in runs)
    return ComposedParagraph(
        paragraph.level,
        counter.label(paragraph),
        runs,
        title=paragraph.title and paragraph.level is Level.ITEM,
        alignment=paragraph.alignment,
    )


def _runs(runs: Sequence[Run]) -> tuple[ComposedRun, ...]:
    """The runs with neighbours of one look joined: what a run cites does not show."""
    shown = [_run(run) for run in runs if run.text or run.footnote is not None]
    joined: list[ComposedRun] = []
    for run in shown:
        if joined and _is_one_look(joined[-1], run):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _is_one_look(before: ComposedRun, run: ComposedRun) -> bool:
    return before.footnote is None and replace(before, text=run.text, footnote=run.footnote) == run


def _run(run: Run) -> ComposedRun:
    note = None if run.footnote is None else _footnote_runs(run.footnote)
    return ComposedRun(run.text, run.bold, run.italic, run.underline, run.superscript, note)


def _footnote_runs(footnote: Footnote) -> tuple[ComposedRun, ...]:
    """The runs of a footnote; one inside it, which Word cannot hold, is put into brackets."""
    runs: list[ComposedRun] = []
    for run in footnote.runs:
        if run.text:
            runs.append(_run(replace(run, footnote=None)))
        if run.footnote is not None:
            runs += [ComposedRun(" ("), *_footnote_runs(run.footnote), ComposedRun(")")]
    return tuple(runs)


def _table(table: Table, laid_out: Grid, rulebook: Rulebook) -> ComposedTable:
    rows = tuple(tuple(_cell(place, rulebook) for place in row) for row in laid_out.rows)
    lawful = len(table.widths) == laid_out.columns and all(width > 0 for width in table.widths)
    return ComposedTable(
        rows,
        table.widths if lawful else (1,) * laid_out.columns,
        max(0, min(table.header_rows, len(rows))),
    )


def _cell(place: Placed, rulebook: Rulebook) -> ComposedCell:
    """A cell; its khoản and điểm are counted by themselves."""
    paragraphs: list[ComposedParagraph] = []
    if place.cell is not None:
        counter = Counter(rulebook.body)
        paragraphs = [_paragraph(paragraph, counter, rulebook) for paragraph in place.cell.blocks]
    ended = tuple(
        block for block in _bases_ended(paragraphs, rulebook) if isinstance(block, ComposedParagraph)
    )
    return ComposedCell(ended, place.colspan, place.rowspan)


def _is_basis(block: ComposedBlock) -> bool:
    return (
        isinstance(block, ComposedParagraph) and block.level is Level.LEGAL_BASIS and endings.has_words(block)
    )


def _bases_ended(blocks: Sequence[ComposedBlock], rulebook: Rulebook) -> Iterator[ComposedBlock]:
    """Every căn cứ with its ";", the last of a row of them with its "." (điểm a khoản 6)."""
    rule = rulebook.body.bases
    for bases, group in groupby(blocks, _is_basis):
        members = list(group)
        if not bases:
            yield from members
            continue
        for index, member in enumerate(members):
            end = rule.last_end if index == len(members) - 1 else rule.line_end
            if isinstance(member, ComposedParagraph):
                yield replace(member, runs=endings.runs_ended(member.runs, end))
