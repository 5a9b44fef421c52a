"""Puts the lines of a paste together to paragraphs: breaks of a PDF are undone, real ones stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.base.vietnamese import fold
from app.importer.markers import NUMBERED_WORDS, Marker, find_marker, marker_of_list
from app.importer.source import Line, without_start
from app.importer.syllables import is_syllable
from app.letter.model import Run
from app.rules.model import Rulebook

_FIRST_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=-?$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Footnotes of a page as plain text has them: a raised number before their words.
_NOTE_NUMBER = "\u207d?([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2})\u207e?"
_NOTE_LINE = re.compile(_NOTE_NUMBER + r"\s*(?=\w|[\"\u201c])")
_ENDS = (".", ";", ":", "!", "?", "\u2026")
_CLOSING = "\"')]\u201d\u2019"

# A shorter line is no broken one unless the whole text is broken.
_LONG = 40
# Texts broken at 35 to 130 characters were broken by a page; others hold a paragraph a line.
_NARROWEST, _WIDEST = 35, 130
_FULL, _TIGHT = 0.86, 0.95
_MEASURED = 3000
_FEW_LINES = 8
_SHARE_OF_BROKEN = 0.25
_SHARE_OF_BLANKS = 0.7


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    marker: Marker | None
    runs: list[Run]
    last: str = ""  # the text of its last line
    note: str = ""  # the raised number it begins with, for the text of a footnote
    parts: int = 1

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Breaking:
    """How the lines of a text are broken: ``width`` in characters, 0 when each is a paragraph.

    ``doubled``: an empty line stands behind every line; ``spaced``: empty lines part the paragraphs.
    """

    width: int = 0
    doubled: bool = False
    spaced: bool = False


def measured(lines: Sequence[Line], rulebook: Rulebook) -> Breaking:
    """How the lines are broken, judged by the first of them."""
    looked_at = lines[:_MEASURED]
    lengths = sorted(len(line.text) for line in looked_at)
    if len(lengths) < 3:  # noqa: PLR2004 - two lines show no habit
        return Breaking()
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return Breaking()
    full = broken = broken_by_blank = spaced = 0
    for before, line in pairwise(looked_at):
        spaced += line.blanks > 0
        if _is_full(before.text, line.text, width) and not line.marker:
            full += 1
            if is_open(before.text) and starts_small(line.text) and not find_marker(line.text, rulebook):
                broken += 1
                broken_by_blank += line.blanks > 0
    needed = 1 if len(looked_at) <= _FEW_LINES else 2
    if broken < needed or broken < _SHARE_OF_BROKEN * full:
        return Breaking()
    doubled = 2 * broken_by_blank > broken and spaced >= _SHARE_OF_BLANKS * (len(looked_at) - 1)
    return Breaking(width, doubled, spaced=not doubled and spaced > 0)


def _is_full(before: str, after: str, width: int, share: float = _FULL) -> bool:
    """Whether the first word of the second line would not have fitted on the first."""
    return len(before) + 1 + len(after.split(" ", 1)[0]) >= share * width


def is_open(text: str) -> bool:
    """Whether a line does not end a sentence."""
    return not text.rstrip(_CLOSING).endswith(_ENDS)


def starts_small(text: str) -> bool:
    """Whether the first letter of a line is a small one, with no digit before it."""
    found = _FIRST_LETTER.search(text)
    return found is not None and found[0].islower() and found.start() <= 1 and not text[:1].isdigit()


def joined(lines: Sequence[Line], breaking: Breaking, rulebook: Rulebook) -> Iterator[Draft]:
    """The paragraphs of the lines; the texts of footnotes, which may part a paragraph, come before it."""
    body: Draft | None = None
    note: Draft | None = None
    for line in lines:
        blanks = max(0, line.blanks - breaking.doubled)
        raised = None if line.marker else _NOTE_LINE.match(line.text)
        if note and (raised or not _continues(note, line, None, blanks, breaking)):
            yield note
            note = None
            blanks = 0 if breaking.width else blanks  # the page's foot stood between, no paragraph's end
        if raised:
            note = Draft(None, list(without_start(line.runs, raised.end())), line.text, raised[1])
            continue
        marker, runs = _marked(line, rulebook)
        if note:
            _extend(note, line)
        elif body and _continues(body, line, marker, blanks, breaking):
            _extend(body, line)
        else:
            if body:
                yield body
            body = Draft(marker, runs, line.text)
    for last in (note, body):
        if last:
            yield last


def _marked(line: Line, rulebook: Rulebook) -> tuple[Marker | None, list[Run]]:
    if line.marker:
        marker = marker_of_list(line.marker, rulebook)
        if marker:
            return marker, list(line.runs)
        first = replace(line.runs[0], text=f"{line.marker} {line.runs[0].text}", footnote=None)
        return None, [first, *without_start(line.runs, len(line.runs[0].text))]
    marker = find_marker(line.text, rulebook)
    return marker, list(without_start(line.runs, marker.length) if marker else line.runs)


def _continues(draft: Draft, line: Line, marker: Marker | None, blanks: int, breaking: Breaking) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if line.marker:
        return False
    if not draft.runs and draft.marker and marker is None:
        return blanks <= 1  # a number or a label alone: its words stand on the next line
    full = breaking.width > 0 and _is_full(draft.last, line.text, breaking.width)
    if marker:
        return blanks == 0 and full and is_open(draft.last) and _is_no_marker(draft.last, line.text, marker)
    is_parted = blanks > 0 and not (line.page and full)
    if is_parted or not full:
        goes_on = is_open(draft.last) and starts_small(line.text) and len(draft.last) >= _LONG
        return goes_on and not (is_parted and line.hard)
    return (
        is_open(draft.last)
        or starts_small(line.text)
        or breaking.spaced
        or _is_full(draft.last, line.text, breaking.width, _TIGHT)
    )


def _is_no_marker(before: str, after: str, marker: Marker) -> bool:
    """Whether what looks like a marker at the head of a broken line belongs to the sentence."""
    rest = after[marker.length :]
    last = fold(before).split()[-1] if before.split() else ""
    return rest[:1].islower() or (marker.number != "" and last in NUMBERED_WORDS)


def _extend(draft: Draft, line: Line) -> None:
    draft.parts += 1
    draft.last = line.text
    if not draft.runs:
        draft.runs = list(line.runs)
        return
    last = draft.runs[-1]
    text, glue = last.text, " "
    if text.endswith("-") and not text.endswith(" -") and last.footnote is None:
        glue = ""
        if _is_hyphenated(text, line.text):
            text = text[:-1]
    elif text.endswith("/") or line.text.startswith("/"):
        glue = ""  # 22/ + CT-BTTTT
    if last.footnote is None:
        draft.runs[-1] = replace(last, text=text + glue)
    else:
        draft.runs.append(replace(last, text=glue, footnote=None))
    draft.runs += line.runs


def _is_hyphenated(before: str, after: str) -> bool:
    """Whether the hyphen at a line's end only parts a foreign word ("Inter-", "net")."""
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not left or not right or not left[0][-1].islower() or not right[0].islower():
        return False
    # "phòng-chống" is two Vietnamese words.
    return not (is_syllable(left[0]) and is_syllable(right[0]))
