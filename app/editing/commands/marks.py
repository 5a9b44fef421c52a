"""Marks typed at the start of a line that make a level of it: "1. ", "a) ", "- ", "I. ", "Điều 1. "."""

from __future__ import annotations

from dataclasses import replace

from app.editing.commands.levels import labels, typed_mark
from app.letter.model import Letter, Level, Paragraph
from app.letter.numbering import read
from app.letter.positions import TextPosition, blocks_of, with_block
from app.letter.runs import cut
from app.rules.model import Rulebook


def typed_mark_anywhere(letter: Letter, at: TextPosition, rulebook: Rulebook) -> Letter:
    """Turn a mark that ends at this position into its level, whatever level the paragraph has now.

    So a mark typed where the program has numbered already is no mark twice. The letter comes back
    unchanged where there is none, and in a heading.
    """
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph) or block.level is Level.LEGAL_BASIS:
        return letter
    plain = replace(block, level=Level.PLAIN, number=None, restart=False, title=False)
    bare = letter if plain == block else with_block(letter, at.text, at.block, plain)
    made = typed_mark(bare, at, rulebook)
    if made is bare:
        made = _typed_article(bare, at, plain, rulebook)
    if made is bare:
        return letter
    now = blocks_of(made, at.text)[at.block]
    if isinstance(now, Paragraph) and now.level is block.level:
        # The same level again: what it had besides, such as being a heading, stays.
        return with_block(made, at.text, at.block, replace(block, runs=now.runs, number=now.number))
    return made


def _typed_article(letter: Letter, at: TextPosition, plain: Paragraph, rulebook: Rulebook) -> Letter:
    """ "Điều 1. "; the word alone begins many a sentence, so the number and its stop must be there."""
    rule = rulebook.body.level[Level.ARTICLE.value]
    head, rest = cut(plain.runs, at.offset)
    words = "".join(run.text for run in head).split()
    if len(words) != 2 or words[0] != rule.word or not words[1].endswith(rule.after):  # noqa: PLR2004
        return letter
    number = words[1].removesuffix(rule.after)
    if not number.isdigit() or not read(number, rule.numbering, ()):
        return letter
    article = replace(plain, level=Level.ARTICLE, runs=rest)
    counted = with_block(letter, at.text, at.block, article)
    if labels(counted, at, rulebook)[at.block] == " ".join(words):
        return counted
    return with_block(letter, at.text, at.block, replace(article, number=number))
