"""Effective formats of text: the levels laid over one another, and the font for each kind of letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from app.document.content import Text
from app.document.formats import RunFormat, interned_run
from app.word.reading.run_properties import TOGGLES, Sparse
from app.word.reading.symbols import is_symbol_font, translated

# What Word takes when nothing says otherwise.
_WORD_FONT = "Times New Roman"
_WORD_SIZE = 20
_PLAIN = (
    *("underline", "strike", "double_strike", "colour", "highlight", "shading", "caps", "small_caps"),
    *("vertical_align", "raised", "hidden", "spacing", "scale", "kern", "language", "style"),
)

# ISO 29500-1 17.3.2.26: which of the four fonts of a run a character takes.
_COMPLEX = "\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc"
_EAST_ASIAN = "\u1100-\u11ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef"
_BEYOND_LATIN = re.compile(f"[{_COMPLEX}{_EAST_ASIAN}\U00020000-\U0003ffff]")
_IS_COMPLEX = re.compile(f"[{_COMPLEX}]")
_IS_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN}\U00020000-\U0003ffff]")
# Signs that are East Asian only where the run says so (w:hint).
_HINTED = re.compile(
    "[\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00af\u00b0-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7"
    "\u02b0-\u02ff\u2000-\u2bff\ue000-\uf8ff]"
)
_COMBINING = re.compile("[\u0300-\u036f\u200b-\u200d]")
_PRIVATE = re.compile("[\uf000-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Levels:
    """The values of a run before its own: document defaults, table, paragraph and character style."""

    defaults: Sparse
    table: Sparse
    paragraph: Sparse
    character: Sparse

    def with_direct(self, direct: Sparse) -> Sparse:
        """The effective values under direct formatting, toggles after the rule of the standard."""
        values = {**self.defaults, **self.table, **self.paragraph, **self.character, **direct}
        for key in TOGGLES:
            if key in direct:
                continue
            if key in values:
                values[key] = self.defaults.get(key, False) or (
                    self.table.get(key, False)
                    ^ self.paragraph.get(key, False)
                    ^ self.character.get(key, False)
                )
        return values


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a run, by the kind of letter; most often the first two are one object."""

    ascii: RunFormat
    latin: RunFormat
    east_asian: RunFormat
    complex: RunFormat
    hinted: bool = False  # unclear signs are East Asian
    all_complex: bool = False  # w:cs or w:rtl

    def texts(self, text: str) -> list[Text]:
        """The text cut where its format changes, symbol fonts turned into Unicode."""
        if self.ascii is self.latin and not self.all_complex and not self.hinted:
            if _BEYOND_LATIN.search(text) is None:
                return [self._text(text, self.latin)]
        elif text.isascii() and not self.all_complex:
            return [self._text(text, self.ascii)]
        return [
            self._text("".join(letter for letter, _ in letters), format_)
            for format_, letters in groupby(self._formats(text), key=lambda pair: pair[1])
        ]

    def _formats(self, text: str) -> list[tuple[str, RunFormat]]:
        found: list[tuple[str, RunFormat]] = []
        for letter in text:
            # A combining mark belongs to its letter, whatever fonts say: a decomposed letter stays whole.
            if found and _COMBINING.match(letter):
                found.append((letter, found[-1][1]))
            else:
                found.append((letter, self._format(letter)))
        return found

    def _format(self, letter: str) -> RunFormat:
        if self.all_complex or _IS_COMPLEX.match(letter):
            return self.complex
        if _IS_EAST_ASIAN.match(letter) or (self.hinted and _HINTED.match(letter)):
            return self.east_asian
        return self.ascii if letter.isascii() else self.latin

    @staticmethod
    def _text(text: str, run_format: RunFormat) -> Text:
        if is_symbol_font(run_format.font) or _PRIVATE.search(text):
            text = translated(text, run_format.font)
        return Text(text, run_format)


def looks_of(values: Sparse) -> Looks:
    """The formats that effective values mean."""
    plain = {key: values[key] for key in _PLAIN if values.get(key) is not None}

    def made(font: str, suffix: str = "") -> RunFormat:
        return interned_run(
            RunFormat(
                font=values.get(font) or _WORD_FONT,
                half_points=values.get("half_points" + suffix, _WORD_SIZE),
                bold=values.get("bold" + suffix, False),
                italic=values.get("italic" + suffix, False),
                **plain,
            )
        )

    return Looks(
        ascii=made("font_ascii"),
        latin=made("font_hansi"),
        east_asian=made("font_east"),
        complex=made("font_cs", "_cs"),
        hinted=values.get("hint") == "eastAsia",
        all_complex=values.get("complex", False),
    )
