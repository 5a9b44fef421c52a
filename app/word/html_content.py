"""Gathers the text of HTML into paragraphs: white space, list markers, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from app.document.rich import RichBlock, RichCell, RichParagraph, RichRun, RichTable, RichText
from app.letter.numbering import roman
from app.word.html_look import Look
from app.word.html_tables import Tables

# HTML's own white space; a no-break space is a character like any other.
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ALPHABET = 26
_MOST_ROMAN = 3999
_BULLETS = ("disc", "circle", "square")


@dataclass(slots=True)
class _List:
    count: int
    bulleted: bool = False


class Content:
    """The paragraphs and tables read so far.

    The mark of a footnote is a run whose ``note`` holds one run with the footnote's name, until all
    footnotes have been read.
    """

    def __init__(self) -> None:
        self.pictures = 0
        self._blocks: list[RichBlock] = []
        self.tables = Tables(self._blocks.append)
        # Joined only at the end of the paragraph, which may be as long as the whole text.
        self._pieces: list[tuple[str, Look | str]] = []
        self._marker = ""
        self._drawn_marker: list[str] = []
        self._lists: list[_List] = []
        self._notes: dict[str, list[RichRun]] = {}
        self._note = ""

    def add_text(self, text: str, look: Look, *, as_it_is: bool = False) -> None:
        """Text in its look; unless it is wanted as it is, white space is one space."""
        if not as_it_is:
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and self._ends_in_space():
                text = text[1:]
        if text:
            self._pieces.append((text, look))

    def _ends_in_space(self) -> bool:
        return not self._pieces or self._pieces[-1][0].endswith((" ", "\n", "\t"))

    def add_marker(self, text: str) -> None:
        """A piece of the number or bullet that Word drew before the paragraph."""
        self._drawn_marker.append(text)

    def add_mark(self, note: str) -> None:
        """The mark of a footnote."""
        self._pieces.append(("", note))

    def end_paragraph(self) -> None:
        """What has been gathered becomes a paragraph, if it says anything."""
        if not self._pieces and not self._drawn_marker:
            return
        runs = _runs(self._pieces)
        self._pieces.clear()
        drawn = " ".join("".join(self._drawn_marker).split())
        self._drawn_marker.clear()
        if not any(run.note or run.text.strip() for run in runs):
            # A bare marker waits for its words: <li><p>…</p></li>.
            self._marker = drawn or self._marker
            return
        paragraph = RichParagraph(tuple(runs), drawn or self._marker)
        self._marker = ""
        if self._note:
            note = self._notes[self._note]
            note += ([RichRun(" ")] if note else []) + runs
        elif not self.tables.take(paragraph):
            self._blocks.append(paragraph)

    def begin_list(self, start: str) -> None:
        """An <ol> or <ul> begins, its first number being ``start`` if that is one."""
        self._lists.append(_List(_number(start, 1) - 1))

    def begin_item(self, kind: str, value: str) -> None:
        """An <li> with the CSS name of its marker's style."""
        if not self._lists:
            self._lists.append(_List(0))
        this = self._lists[-1]
        this.count = _number(value, this.count + 1)
        this.bulleted = kind in _BULLETS
        depth = sum(each.bulleted for each in self._lists)
        self._marker = _marker(kind, this.count, depth)

    def end_list(self) -> None:
        """The innermost list ends."""
        if self._lists:
            self._lists.pop()
        self._marker = ""

    def begin_note(self, note: str) -> None:
        """What follows is the text of this footnote."""
        self._note = note
        self._notes.setdefault(note, [])
        self._pieces.clear()

    def end_note(self) -> None:
        """The footnote's text has ended."""
        self._note = ""

    def finished(self, *, cut: bool) -> RichText:
        """Everything, with every footnote at its mark."""
        return RichText(tuple(map(self._with_notes, self._blocks)), cut, self.pictures)

    def _with_notes(self, block: RichBlock) -> RichBlock:
        if isinstance(block, RichParagraph):
            return self._paragraph_with_notes(block)
        if not self._notes:
            return block
        rows = tuple(tuple(self._cell_with_notes(cell) for cell in row) for row in block.rows)
        return RichTable(rows, block.widths, block.header_rows)

    def _cell_with_notes(self, cell: RichCell) -> RichCell:
        return replace(cell, paragraphs=tuple(map(self._paragraph_with_notes, cell.paragraphs)))

    def _paragraph_with_notes(self, paragraph: RichParagraph) -> RichParagraph:
        if not any(run.note for run in paragraph.runs):
            return paragraph
        # A mark whose footnote was not copied along says nothing.
        runs = (
            replace(run, note=tuple(self._notes.get(run.note[0].text, ())) or None) if run.note else run
            for run in paragraph.runs
        )
        return replace(paragraph, runs=tuple(run for run in runs if run.text or run.note))


def _runs(pieces: Sequence[tuple[str, Look | str]]) -> list[RichRun]:
    """The pieces of a paragraph, those of one look joined; a piece with a name is a footnote's mark."""
    runs = []
    for look, group in groupby(pieces, key=itemgetter(1)):
        if isinstance(look, str):
            runs.append(RichRun("", note=(RichRun(look),)))
        else:
            text = "".join(text for text, _ in group)
            runs.append(
                RichRun(
                    text,
                    look.bold,
                    look.italic,
                    look.underline,
                    look.superscript,
                    look.capitals,
                    look.capital_font,
                )
            )
    return runs


def _number(text: str, default: int) -> int:
    return int(text[:6]) if text.isdecimal() else default


def _marker(kind: str, count: int, depth: int) -> str:
    """The marker of a list item as a browser shows it; "-" and deeper "+" for every kind of bullet."""
    if kind in _BULLETS:
        return "-" if depth <= 1 else "+"
    style, _, letters = kind.partition("-")
    number, end = str(count), "."
    if letters in ("alpha", "latin") and 1 <= count <= _ALPHABET:
        number, end = chr(ord("a") + count - 1), ")"
    elif letters == "roman" and count >= 1:
        number = roman(min(count, _MOST_ROMAN)).lower()
    if style == "upper":
        number, end = number.upper(), "."
    return "" if kind == "none" else number + end
