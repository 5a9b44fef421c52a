"""Checks of the text, its tables, footnotes and citations, and of the appendices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.letter.compose import appendix_label
from app.letter.finding import at, finding, own_source
from app.letter.grid import grid
from app.letter.model import Block, Letter, Level, Paragraph, Run, Table
from app.rules.finding import Finding, Severity
from app.rules.model import Rulebook

# Word refuses a table with more columns.
_MOST_COLUMNS = 63
_ROMAN = re.compile(r"\b[IVXLC]+\b")
# How far behind the word "Phụ lục" its numbers are looked for ("Phụ lục I, II và III").
_REACH = 40
_SENTENCE_END = re.compile(r"[.;:\n]")


@dataclass(frozen=True, slots=True)
class _Text:
    """One stretch of blocks: the body, or an appendix."""

    component: str
    path: tuple[int, ...]
    blocks: tuple[Block, ...]


def check_body(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 6, and the texts of the appendices."""
    if not _words(letter.body).strip():
        yield finding("ND30-ND-01", rulebook.components["body"].source, at("body"))
    for part in _texts(letter):
        for index, block in enumerate(part.blocks):
            path = (*part.path, index)
            if isinstance(block, Table):
                yield from _table(block, part.component, path)
            elif isinstance(block, Paragraph):
                yield from _title(block, part.component, path, rulebook)
    yield from _runs(letter)


def check_related(letter: Letter, _rulebook: Rulebook) -> Iterator[Finding]:
    """Văn bản liên quan."""
    seen: set[str] = set()
    for index, related in enumerate(letter.related):
        if related.id in seen or not related.id:
            yield finding("ND30-VB-02", own_source(), at("related.id", index), severity=Severity.ERROR)
        seen.add(related.id)


def check_appendices(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Phụ lục (khoản 1 Mục III Phần I Phụ lục I)."""
    for index, appendix in enumerate(letter.appendices):
        if not _words(appendix.blocks).strip():
            source = rulebook.components["appendix_label"].source
            yield finding("ND30-PL-02", source, at("appendices.blocks", index), severity=Severity.WARNING)
    word = rulebook.components["appendix_label"].text
    text = _words(letter.body)
    mentions = [text[match.end() :] for match in re.finditer(re.escape(word), text, re.IGNORECASE)]
    numbers = [set(_ROMAN.findall(_SENTENCE_END.split(rest[:_REACH])[0])) for rest in mentions]
    # "các Phụ lục kèm theo" speaks of all of them.
    if any(not named for named in numbers):
        return
    for index in range(len(letter.appendices)):
        label = appendix_label(letter, index, rulebook)
        number = label.removeprefix(word).strip()
        if not number or not any(number in named for named in numbers):
            place = at("appendices", index)
            yield finding("ND30-PL-01", rulebook.appendix.mention, place, label=label)


def _texts(letter: Letter) -> Iterator[_Text]:
    yield _Text("body", (), letter.body)
    for index, appendix in enumerate(letter.appendices):
        yield _Text("appendices.blocks", (index,), appendix.blocks)


def _title(
    paragraph: Paragraph, component: str, path: tuple[int, ...], rulebook: Rulebook
) -> Iterator[Finding]:
    titled = paragraph.level.value in rulebook.body.titles.words
    titled_item = paragraph.level is Level.ITEM and paragraph.title
    if (titled or titled_item) and not any(run.text.strip() for run in paragraph.runs):
        level = rulebook.components[rulebook.body.level[paragraph.level.value].title].name
        yield finding("ND30-ND-02", rulebook.body.titles.source, at(component, *path), level=level)


def _table(table: Table, component: str, path: tuple[int, ...]) -> Iterator[Finding]:
    place = at(component, *path)
    laid_out = grid(table)
    if not laid_out.columns:
        yield finding("ND30-BG-01", own_source(), place, severity=Severity.WARNING)
        return
    if laid_out.columns > _MOST_COLUMNS:
        yield finding(
            "ND30-BG-02",
            own_source(),
            place,
            severity=Severity.ERROR,
            columns=laid_out.columns,
            most=_MOST_COLUMNS,
        )
    if not laid_out.whole:
        yield finding("ND30-BG-03", own_source(), place, severity=Severity.WARNING)
    if table.widths and (len(table.widths) != laid_out.columns or any(width <= 0 for width in table.widths)):
        yield finding("ND30-BG-04", own_source(), place, severity=Severity.WARNING, columns=laid_out.columns)
    if not 0 <= table.header_rows < len(table.rows):
        yield finding("ND30-BG-05", own_source(), place, severity=Severity.WARNING)


def _runs(letter: Letter) -> Iterator[Finding]:
    known = {related.id for related in letter.related}
    for part in _texts(letter):
        for index, block in enumerate(part.blocks):
            place = at(part.component, *part.path, index)
            for run in _all_runs([block]):
                if run.cites and run.cites not in known:
                    yield finding("ND30-VB-01", own_source(), place, severity=Severity.WARNING, id=run.cites)
                if run.footnote and any(inner.footnote for inner in run.footnote.runs):
                    yield finding("ND30-CT-01", own_source(), place, severity=Severity.WARNING)
                if run.footnote and not any(inner.text.strip() for inner in run.footnote.runs):
                    yield finding("ND30-CT-02", own_source(), place, severity=Severity.WARNING)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.blocks


def _all_runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run, those of footnotes behind the run that holds their mark."""
    for paragraph in _paragraphs(blocks):
        waiting = list(reversed(paragraph.runs))
        while waiting:
            run = waiting.pop()
            yield run
            if run.footnote:
                waiting.extend(reversed(run.footnote.runs))


def _words(blocks: Iterable[Block]) -> str:
    return "\n".join("".join(run.text for run in _all_runs([block])) for block in blocks)
