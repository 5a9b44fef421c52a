"""Inks: a run format turned into figures, and the words measured in it (each word once).

Vertical figures are whole twips because Word and LibreOffice lay lines on whole twips; widths are
not rounded. The gap a font asks for between lines lies above the letters, as Windows puts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from math import ceil

from app.base.units import rounded
from app.document.formats import RunFormat
from app.fonts import face
from app.pages.model import TWIP_PER_PT, FragmentKind

# Word draws super- and subscript at the size the font asks for, 65 % in Times New Roman and Arial
# (LibreOffice 58 %), and small capitals at 80 %.
SCRIPT_SIZE = 0.65
SUPERSCRIPT_RISE = 0.33
SUBSCRIPT_FALL = 0.12
SMALL_CAPS_SIZE = 0.8
_SLACK = 1e-6

# A line may end after these ("?", "!", "|", "…" as ICU and LibreOffice do), yet not between two of
# them nor before a closing mark; never after "/", which Word keeps together. Escapes: en and em dash,
# hyphen, ellipsis, zero-width space, and the East Asian letters, after each of which a line may end.
_BREAKERS = r"\-|?!\u2010\u2013\u2014\u2026\u200b\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_CLOSING = r",.;:!?)\]}\"'/\\|\-\u2010\u2013\u2014\u2019\u201d\u00bb\u2026%\u3001\u3002\uff0c\uff09"
_WORD = re.compile(rf"[^ {_BREAKERS}]*(?:[{_BREAKERS}](?=[{_CLOSING}])[^ {_BREAKERS}]*)*[{_BREAKERS}]? *")
# A stranger's file may hold any number of formats and words.
_MOST_INKS = 4096
_MOST_WORDS = 20_000


@dataclass(slots=True, eq=False)
class Word:
    """A stretch of text that no line end divides, with the spaces after it; shared between places.

    width leaves the spaces out, full does not. `may_end` says whether a line may end after it.
    """

    text: str  # as painted, spaces included
    ink: Ink
    width: float
    full: float
    spaces: int
    may_end: bool
    length: int  # in characters of the paragraph's text
    kind: FragmentKind = FragmentKind.TEXT
    thing: object = None  # the inline it stands for, where that is more than text


class Ink:
    """One run format as layout needs it: size, heights in twips, and widths of words."""

    __slots__ = (
        "_advances", "_per_unit", "_words", "ascent", "descent", "exact", "format", "height",
        "raised", "size", "small", "space", "spacing",
    )  # fmt: skip

    def __init__(self, run: RunFormat) -> None:
        font = face(run.font, run.bold, run.italic)
        script = run.vertical_align
        full = run.half_points / 2
        self.format = run
        self.exact = font.exact
        self.size = full if script == "baseline" else full * SCRIPT_SIZE
        self.raised = _raised(run) * TWIP_PER_PT
        per_unit = full * TWIP_PER_PT / font.units_per_em
        # Super- and subscript leave the height of their line alone, as in Word.
        # A line of 9.5, 11.5 or 12.5 pt comes out one twip higher than the nearest: rounded up.
        self.height = ceil((font.ascent + font.descent + font.line_gap) * per_unit - _SLACK)
        self.ascent = rounded((font.ascent + font.line_gap) * per_unit)
        self.descent = self.height - self.ascent
        if script == "baseline" and run.raised:
            self.ascent += rounded(max(self.raised, 0))
            self.descent += rounded(max(-self.raised, 0))
            self.height = self.ascent + self.descent
        self._advances = font.widths
        self._per_unit = self.size * TWIP_PER_PT / font.units_per_em * run.scale / 100
        self.spacing = float(run.spacing)
        self.space = font.widths[" "] * self._per_unit + self.spacing
        # Small capitals: the lower-case letters come from a smaller ink.
        self.small = _smaller(run) if run.small_caps and not run.caps else None
        self._words: dict[str, Word] = {}

    def words(self, text: str) -> list[Word]:
        """The text cut where lines may end."""
        known = self._words
        return [known.get(piece) or self._word(piece) for piece in _WORD.findall(text) if piece]

    def _word(self, text: str) -> Word:
        bare = text.rstrip(" ")
        spaces = len(text) - len(bare)
        width = self.width(bare)
        may_end = bool(spaces) or _ENDS.match(bare[-1]) is not None
        word = Word(self.shown(text), self, width, width + spaces * self.space, spaces, may_end, len(text))
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        self._words[text] = word
        return word

    def shown(self, text: str) -> str:
        """The text as painted: capitals where the format asks for all capitals."""
        return text.upper() if self.format.caps else text

    def width(self, text: str) -> float:
        """Width of the text in twips, character spacing included."""
        if self.small is not None:
            return sum(ink.plain_width(part) for part, ink in self.split_caps(text))
        return self.plain_width(self.shown(text))

    def plain_width(self, text: str) -> float:
        """Width of the text as it stands, without regard to capitals."""
        return sum(map(self._advances.__getitem__, text)) * self._per_unit + len(text) * self.spacing

    def split_caps(self, text: str) -> list[tuple[str, Ink]]:
        """Text in small capitals as painted: stretches of large and of small letters."""
        small = self.small or self
        return [
            ("".join(part).upper(), small if lower else self)
            for lower, part in groupby(text, key=lambda char: char.upper() != char)
        ]

    def special(
        self, text: str, width: float, kind: FragmentKind, thing: object = None, length: int = 0
    ) -> Word:
        """A word of its own kind: a tab, a picture, a mark of a note."""
        return Word(text, self, width, width, 0, False, length, kind, thing)


_ENDS = re.compile(f"[{_BREAKERS}]")


@lru_cache(_MOST_INKS)
def ink(run: RunFormat) -> Ink:
    """The ink of a run format."""
    return Ink(run)


def _smaller(run: RunFormat) -> Ink:
    small = max(1, rounded(run.half_points * SMALL_CAPS_SIZE))
    return ink(replace(run, half_points=small, small_caps=False, caps=True))


def _raised(run: RunFormat) -> float:
    size = run.half_points / 2
    if run.vertical_align == "superscript":
        return size * SUPERSCRIPT_RISE
    if run.vertical_align == "subscript":
        return -size * SUBSCRIPT_FALL
    return run.raised / 2
