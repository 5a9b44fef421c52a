"""The lines of a paste before they are put together: their runs, the blanks before them, their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.document.rich import RichParagraph, RichRun
from app.importer.cleaning import cleaned, split_lines
from app.importer.encodings import TCVN3, to_unicode
from app.letter.model import Footnote, Run

_EDGES = " \t\u00a0"
# Emphasis as chat programs and e-mails type it: **bold**, *italic*, ***both***.
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\W_]|[\"\u201c(])([^*]{1,2000}?)(?<=[\w.,;:!?)\u201d\"])\1(?![\w*])"
)
_HEADING_SIGN = re.compile(r"#{1,6} ")
_BOLD_STARS = 2


@dataclass(slots=True)
class Line:
    """One line as it was pasted.

    ``blanks``: empty lines before it; ``hard``: the end of a paragraph of HTML stands before it;
    ``page``: a page began or a page number was dropped before it; ``marker``: what a list drew.
    """

    runs: tuple[Run, ...]
    blanks: int = 0
    hard: bool = False
    page: bool = False
    marker: str = ""

    @property
    def text(self) -> str:
        """The words of the line, without its marker."""
        return "".join(run.text for run in self.runs)


def plain_lines(text: str, encoding: str | None) -> Iterator[Line]:
    """The lines of a plain text that say anything. Tabs stay."""
    blanks, page = 0, False
    for raw in split_lines(text):
        page = page or raw.startswith("\x0c")
        shown = cleaned(to_unicode(raw, encoding) if encoding else raw)
        if not shown.strip(_EDGES):
            blanks += 1
            continue
        # A leading tab may be an empty first cell of Excel's; blanks alone are an indent.
        yield Line(
            _emphasised(_HEADING_SIGN.sub("", shown.rstrip(" ").lstrip(" "), count=1)), blanks, page=page
        )
        blanks, page = 0, False


def rich_lines(paragraph: RichParagraph, encoding: str | None) -> list[Line]:
    """The lines of a paragraph of HTML: its <br> end lines as in plain text."""
    lines: list[Line] = []
    blanks = 0
    for runs in _cut_at_breaks(paragraph.runs, encoding):
        trimmed = trimmed_runs(runs)
        if not trimmed:
            blanks += 1
            continue
        lines.append(Line(trimmed, blanks))
        blanks = 0
    if lines:
        lines[0].marker = paragraph.marker
        lines[0].hard = True
        lines[0].blanks = 1
    return lines


def _cut_at_breaks(runs: Sequence[RichRun], encoding: str | None) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(_run(run, first, encoding))
        for text in others:
            yield line
            line = [_run(run, text, encoding)]
        if run.note is not None:
            note = trimmed_runs([_run(part, part.text, encoding) for part in run.note])
            line[-1] = replace(line[-1], footnote=Footnote(runs=note))
    yield line


def _run(run: RichRun, text: str, encoding: str | None) -> Run:
    shown = cleaned(to_unicode(text, encoding) if encoding else text).replace("\n", " ")
    if run.capitals or (run.capital_font and encoding == TCVN3):
        shown = shown.upper()
    return Run(
        text=shown,
        bold=run.bold,
        italic=run.italic,
        underline=run.underline,
        superscript=run.superscript,
    )


def trimmed_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without blanks at both ends, without doubled blanks, those of one look joined."""
    kept: list[Run] = []
    for run in runs:
        text = run.text.replace("\t", " ")
        if not kept or (kept[-1].footnote is None and kept[-1].text.endswith(" ")):
            text = text.lstrip(_EDGES if not kept else " ")
        while "  " in text:
            text = text.replace("  ", " ")
        if not text and run.footnote is None:
            continue
        last = kept[-1] if kept else None
        if last and last.footnote is None and replace(last, text=run.text, footnote=run.footnote) == run:
            kept[-1] = replace(run, text=last.text + text)
        elif last and last.footnote is None and not text:
            kept[-1] = replace(last, footnote=run.footnote)  # the mark follows the words before it
        else:
            kept.append(replace(run, text=text))
    while kept and kept[-1].footnote is None:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(_EDGES))
        if kept[-1].text:
            break
        kept.pop()
    return tuple(kept)


def without_start(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """The runs without their first characters."""
    kept = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        if cut < len(run.text) or run.footnote is not None:
            kept.append(replace(run, text=run.text[cut:]) if cut else run)
    return trimmed_runs(kept)


def _emphasised(text: str) -> tuple[Run, ...]:
    if "*" not in text:
        return (Run(text=text),)
    runs, start = [], 0
    for found in _EMPHASIS.finditer(text):
        stars = len(found[1])
        runs.append(Run(text=text[start : found.start()]))
        runs.append(Run(text=found[2], bold=stars >= _BOLD_STARS, italic=stars != _BOLD_STARS))
        start = found.end()
    runs.append(Run(text=text[start:]))
    return tuple(run for run in runs if run.text)
