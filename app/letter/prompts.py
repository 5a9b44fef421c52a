"""Open prompts of a template in a letter ([[thời hạn báo cáo]]): where they stand, and rewriting texts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import is_
from typing import Any, Protocol, TypeVar, cast

from app.base.vietnamese import nfc
from app.letter.model import Footnote, Letter, Node, Paragraph, Run, Table
from app.letter.places import Path
from app.letter.positions import (
    BODY,
    Text,
    TextPosition,
    Where,
    blocks_of,
    note_text,
    plain_text,
    where_at,
)
from app.letter.runs import Runs

OPENING, CLOSING = "[[", "]]"
# A name stands on one line and holds no footnote mark (U+FFFC); brackets without their fellows are text.
PROMPT = re.compile(r"\[\[([^\[\]\n\ufffc]*[^\[\]\s\ufffc][^\[\]\n\ufffc]*)\]\]")

_T = TypeVar("_T")
# Texts that no page shows: keys by which parts of a letter find one another.
_HIDDEN = frozenset({"id", "cites", "sha256", "extra"})


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A prompt that nobody has answered yet.

    ``path`` is the field that holds it, empty in body and appendices: there ``where.position`` is its
    first bracket (of one in a footnote: the footnote's mark). ``start`` and ``end`` count in that text.
    """

    name: str
    where: Where
    start: int
    end: int
    path: Path = ()
    in_footnote: bool = False


class Rewriter(Protocol):
    """Says what becomes of the texts of a letter."""

    def text(self, text: str) -> str:
        """The new words of a field."""

    def runs(self, runs: Runs) -> Runs:
        """The new runs of a paragraph or of a footnote."""


def prompt_key(name: str) -> str:
    """What makes two names of prompts the same: letters, not their case, composition or spaces."""
    return nfc(" ".join(nfc(name).split()).casefold())


def bracketed(name: str) -> str:
    """A prompt as it stands in a text."""
    return f"{OPENING}{name}{CLOSING}"


def has_prompt(text: str) -> bool:
    """Whether a prompt stands in this text."""
    return PROMPT.search(text) is not None


def open_prompts(letter: Letter) -> Iterator[OpenPrompt]:
    """Every prompt that is still open, in the order of the page."""
    for name in _shown_fields(cast(Hashable, Letter)):
        if name == "body":
            yield from _in_blocks(letter, BODY)
        elif name == "appendices":
            for index, appendix in enumerate(letter.appendices):
                yield from _in_fields(appendix.title, ("appendices", index, "title"))
                yield from _in_blocks(letter, Text(appendix=index))
        else:
            yield from _in_fields(getattr(letter, name), (name,))


def rewritten(value: _T, rewriter: Rewriter) -> _T:
    """A letter, a part of it or a list of parts with all of its shown texts rewritten, in their order.

    What does not change stays the same object.
    """
    return cast(_T, _rewritten(value, rewriter))


def _rewritten(value: Any, rewriter: Rewriter) -> Any:  # noqa: ANN401 - any field of a letter
    if type(value) is str:
        return rewriter.text(value) if value else value
    if isinstance(value, tuple):
        parts = tuple(_rewritten(part, rewriter) for part in value)
        return value if all(map(is_, parts, value)) else parts
    if isinstance(value, Paragraph | Footnote):
        return _with_runs(value, rewriter)
    if not isinstance(value, Node):
        return value
    changes = {}
    for name in _shown_fields(cast(Hashable, type(value))):
        old = getattr(value, name)
        new = _rewritten(old, rewriter)
        if new is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


def _with_runs(value: Paragraph | Footnote, rewriter: Rewriter) -> Paragraph | Footnote:
    # The words of the line first: a footnote is read after them.
    runs = tuple(_with_note(run, rewriter) for run in rewriter.runs(value.runs))
    unchanged = len(runs) == len(value.runs) and all(map(is_, runs, value.runs))
    return value if unchanged else replace(value, runs=runs)


def _with_note(run: Run, rewriter: Rewriter) -> Run:
    note = _rewritten(run.footnote, rewriter)
    return run if note is run.footnote else replace(run, footnote=note)


@cache
def _shown_fields(kind: Hashable) -> tuple[str, ...]:
    """The fields of a class that a page may show, in the order of the page, which is that of the model."""
    return tuple(part.name for part in fields(cast(Any, kind)) if part.name not in _HIDDEN)


def _in_fields(value: Any, path: Path) -> Iterator[OpenPrompt]:  # noqa: ANN401 - any field of a letter
    if type(value) is str:
        names = ".".join(part for part in path if isinstance(part, str))
        where = Where(names, tuple(part for part in path if isinstance(part, int)))
        for match in _prompts_in(value):
            yield OpenPrompt(match[1].strip(), where, match.start(), match.end(), path)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _in_fields(part, (*path, index))
    elif isinstance(value, Node):
        for name in _shown_fields(cast(Hashable, type(value))):
            yield from _in_fields(getattr(value, name), (*path, name))


def _in_blocks(letter: Letter, text: Text) -> Iterator[OpenPrompt]:
    for index, block in enumerate(blocks_of(letter, text)):
        if isinstance(block, Table):
            for row, line in enumerate(block.rows):
                for cell in range(len(line.cells)):
                    yield from _in_blocks(letter, Text(text.appendix, (index, row, cell)))
        elif isinstance(block, Paragraph):
            yield from _in_paragraph(block, TextPosition(index, 0, text))


def _in_paragraph(paragraph: Paragraph, start: TextPosition) -> Iterator[OpenPrompt]:
    # Validation comes here at every key: a paragraph without any bracket costs next to nothing.
    if any("[" in run.text for run in paragraph.runs):
        for match in _prompts_in(plain_text(paragraph)):
            where = where_at(start.moved(start.block, match.start()))
            yield OpenPrompt(match[1].strip(), where, match.start(), match.end())
    offset = 0
    for run in paragraph.runs:
        offset += len(run.text)
        if run.footnote is not None:
            where = where_at(start.moved(start.block, offset))
            for match in _prompts_in(note_text(run.footnote)):
                yield OpenPrompt(match[1].strip(), where, match.start(), match.end(), in_footnote=True)
            offset += 1


def _prompts_in(text: str) -> Iterator[re.Match[str]]:
    return PROMPT.finditer(text) if OPENING in text else iter(())
