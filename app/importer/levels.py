"""Makes blocks of a letter of drafts: levels, numbers by hand, titles, căn cứ, the end mark, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.importer.joining import Draft
from app.importer.markers import Marker
from app.importer.source import trimmed_runs
from app.letter.endings import bare
from app.letter.model import Block, Footnote, Level, Paragraph, Run, Table
from app.letter.numbering import Counter, is_heading, read
from app.rules.model import Rulebook
from app.rules.wording import Numbering

# "Căn cứ", and what the lines after one may begin with: "Theo đề nghị", "Xét đề nghị", "Thực hiện".
_BASIS = "C\u0103n c\u1ee9 "
_NEXT_BASIS = (_BASIS, "Theo \u0111\u1ec1 ngh\u1ecb ", "X\u00e9t ", "Th\u1ef1c hi\u1ec7n ")
_BASIS_ENDS = (";", ".", ",")
# Longer khoản are text with something below, not titles.
_LONGEST_TITLE = 100
_NO_TITLE_ENDS = (".", ";", ",", "!", "?")
_BELOW_ITEM = frozenset({Level.POINT, Level.DASH, Level.PLUS})

_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED_NUMBER = re.compile(f"\u207d?([{_RAISED}]{{1,2}})\u207e?")
_UNIT = re.compile(r"(?:^|[\d\s/.,(])[kcdm]?m$")  # m2, km3 are no marks of footnotes


class Levels:
    """Gives the paragraphs of one paste their levels and numbers, in order.

    ``before`` are the blocks of the letter that the paste follows: numbering goes on from them.
    ``looks``: bold can be trusted to tell titles from text.
    """

    def __init__(self, rulebook: Rulebook, before: Sequence[Block] = (), *, looks: bool = False) -> None:
        self._rules = rulebook
        self._looks = looks
        self._counter = Counter(rulebook.body)
        self._is_after_basis = False
        for block in before:
            if isinstance(block, Paragraph):
                self._counter.label(block)

    def paragraph(self, draft: Draft) -> Paragraph:
        """The next paragraph."""
        runs = tuple(draft.runs)
        if self._is_basis(draft):
            self._is_after_basis = True
            return Paragraph(level=Level.LEGAL_BASIS, runs=_unslanted(_bare_end(runs)))
        self._is_after_basis = False
        if draft.marker is None:
            return Paragraph(runs=runs)
        level = draft.marker.level
        paragraph = self._numbered(Paragraph(level=level, runs=runs), draft.marker)
        if is_heading(level):
            return replace(paragraph, runs=_unbold(runs) if _is_bold(runs) else runs)
        if self._looks and level is Level.ITEM and _is_bold(runs):
            return replace(paragraph, runs=_unbold(runs), title=True)
        return paragraph

    def _is_basis(self, draft: Draft) -> bool:
        if draft.marker is not None and draft.marker.level is not Level.DASH:
            return False
        text = draft.text
        if self._is_after_basis and text.startswith(_NEXT_BASIS):
            return text.endswith(_BASIS_ENDS)
        return text.startswith(_BASIS) and text.endswith(";")

    def _numbered(self, paragraph: Paragraph, marker: Marker) -> Paragraph:
        """The paragraph without a number of its own where counting gives what the marker said."""
        rule = self._rules.body.level[marker.level.value]
        if rule.numbering is Numbering.NONE:
            return paragraph
        letters = self._rules.body.letters.words
        count = read(marker.number, rule.numbering, letters)
        by_hand = replace(paragraph, number=marker.number)
        if count is None:
            self._counter.label(by_hand)
            return by_hand
        computed = _number_in(self._counter.label(paragraph), rule.word, rule.after)
        if _is_same(marker.number, computed):
            return paragraph
        again = replace(paragraph, restart=True)
        if count == 1 and _is_same(
            marker.number, _number_in(self._counter.label(again), rule.word, rule.after)
        ):
            return again
        self._counter.label(by_hand)
        return by_hand


def _number_in(label: str, word: str, after: str) -> str:
    return label.removeprefix(word).removesuffix(after).strip()


def _is_same(written: str, computed: str) -> bool:
    """Whether two numbers are one: "01" and "1" are."""
    return written.lstrip("0") == computed or written.upper() == computed


def finished(blocks: Sequence[Block], rulebook: Rulebook, *, guess_titles: bool) -> Iterator[Block]:
    """The blocks with the titles of khoản known by what follows, and without the end mark "./."."""
    end_mark = rulebook.body.end_mark.text
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(block, Paragraph):
            yield block
            continue
        shown = block
        if guess_titles and _is_title(block, following):
            shown = replace(
                shown, title=True, runs=_unbold(shown.runs) if _is_bold(shown.runs) else shown.runs
            )
        if shown.runs and shown.runs[-1].text.endswith(end_mark):
            last = shown.runs[-1]
            stem = last.text[: -len(end_mark)].rstrip()
            # The program ends the text itself; inside a paste a full stop takes the mark's place.
            ended = stem if following is None or not stem else f"{bare(stem)}."
            shown = replace(shown, runs=trimmed_runs([*shown.runs[:-1], replace(last, text=ended)]))
        if shown.runs or shown.level is not Level.PLAIN:
            yield shown


def _is_title(block: Paragraph, following: Block | None) -> bool:
    if block.level is not Level.ITEM or not isinstance(following, Paragraph):
        return False
    text = "".join(run.text for run in block.runs)
    return (
        following.level in _BELOW_ITEM and len(text) <= _LONGEST_TITLE and not text.endswith(_NO_TITLE_ENDS)
    )


def _is_bold(runs: Sequence[Run]) -> bool:
    said = [run for run in runs if run.text.strip()]
    return bool(said) and all(run.bold for run in said)


def _unbold(runs: Sequence[Run]) -> tuple[Run, ...]:
    return trimmed_runs([replace(run, bold=False) for run in runs])


def _unslanted(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Căn cứ without the slant that their style has by itself."""
    if all(run.italic for run in runs if run.text.strip()):
        return trimmed_runs([replace(run, italic=False) for run in runs])
    return tuple(runs)


def _bare_end(runs: Sequence[Run]) -> tuple[Run, ...]:
    if not runs or runs[-1].footnote is not None:
        return tuple(runs)
    return trimmed_runs([*runs[:-1], replace(runs[-1], text=bare(runs[-1].text).rstrip(","))])


def with_footnotes(parts: Sequence[Draft | Table]) -> list[Draft | Table]:
    """The parts with the texts of footnotes at their raised numbers; those without a mark stay text."""
    bodies = [part for part in parts if isinstance(part, Table) or not part.note]
    drafts = [part for part in bodies if isinstance(part, Draft)]
    for note in parts:
        if not isinstance(note, Draft) or not note.note:
            continue
        if not any(_placed(body, note) for body in drafts):
            # Nothing is lost: the number, as plain figures, and the words.
            number = "".join(str(_RAISED.index(char)) for char in note.note)
            bodies.append(Draft(None, [Run(text=number, superscript=True), Run(text=" "), *note.runs]))
    return bodies


def _placed(body: Draft, note: Draft) -> bool:
    for place, run in enumerate(body.runs):
        for found in _RAISED_NUMBER.finditer(run.text):
            if found[1] != note.note or _UNIT.search(run.text[: found.start()]):
                continue
            marked = replace(
                run, text=run.text[: found.start()].rstrip(), footnote=Footnote(runs=tuple(note.runs))
            )
            after = replace(run, text=run.text[found.end() :])
            body.runs[place : place + 1] = [marked, after] if after.text or run.footnote else [marked]
            return True
    return False
