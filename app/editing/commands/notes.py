"""The words of a footnote, edited as plain text while their looks stay."""

from __future__ import annotations

from app.editing.commands.looks import change_footnote
from app.letter.clean import clean_text
from app.letter.model import Footnote, Letter, Paragraph, Run
from app.letter.positions import TextPosition, blocks_of
from app.letter.runs import cut, joined, look_at


def footnote_at(letter: Letter, mark: TextPosition) -> Footnote | None:
    """The footnote whose mark stands right after this position; None when there is none."""
    blocks = blocks_of(letter, mark.text)
    block = blocks[mark.block] if mark.block < len(blocks) else None
    offset = 0
    for run in block.runs if isinstance(block, Paragraph) else ():
        offset += len(run.text)
        if run.footnote is not None:
            if offset == mark.offset:
                return run.footnote
            offset += 1
    return None


def words_of(note: Footnote) -> str:
    """The text of a footnote."""
    return "".join(run.text for run in note.runs)


def retype_footnote(letter: Letter, mark: TextPosition, words: str) -> Letter:
    """Give a footnote other words; what stays of the old ones keeps its looks."""
    note = footnote_at(letter, mark)
    if note is None:
        return letter
    old, new = words_of(note), clean_text(words)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    over, typed = (head, len(old) - tail), new[head : len(new) - tail]
    return change_footnote(letter, mark, _retyped(note, over, typed, look_at(note.runs, head)))


def replace_in_footnote(letter: Letter, mark: TextPosition, start: int, end: int, words: str) -> Letter:
    """Put words in place of some characters of a footnote, in the look of the first of them."""
    note = footnote_at(letter, mark)
    if note is None:
        return letter
    look = look_at(note.runs, start + 1)
    return change_footnote(letter, mark, _retyped(note, (start, end), clean_text(words), look))


def _retyped(note: Footnote, over: tuple[int, int], words: str, look: Run) -> tuple[Run, ...]:
    before, after = cut(note.runs, over[0])[0], cut(note.runs, over[1])[1]
    typed = Run(text=words, bold=look.bold, italic=look.italic, underline=look.underline)
    return joined((*before, typed, *after))


def _common(first: str, second: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = zip(first, second, strict=False)
    return next(
        (index for index, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second))
    )
