"""Words of the text become a prompt of a template."""

from __future__ import annotations

from app.base.errors import AppError
from app.editing.commands.text import insert_text, ordered
from app.letter.model import Letter
from app.letter.positions import TextRange, blocks_of, plain_text
from app.letter.prompts import CLOSING, OPENING, PROMPT, bracketed


def to_prompt(letter: Letter, over: TextRange) -> tuple[Letter, TextRange]:
    """The letter with brackets around the selected words, and where prompt and brackets stand.

    AppError when nothing is selected, or more than words of one line.
    """
    start, end = ordered(letter, over)
    words = ""
    if (start.text, start.block) == (end.text, end.block):
        blocks = blocks_of(letter, start.text)
        words = plain_text(blocks[start.block])[start.offset : end.offset] if blocks else ""
    bare = words.strip()
    if PROMPT.fullmatch(bracketed(bare)) is None:
        raise AppError("editing.no_prompt")
    start = start.moved(start.block, start.offset + len(words) - len(words.lstrip()))
    end = start.moved(start.block, start.offset + len(bare))
    letter = insert_text(insert_text(letter, end, CLOSING), start, OPENING)
    behind = end.moved(end.block, end.offset + len(OPENING) + len(CLOSING))
    return letter, TextRange(start, behind)
