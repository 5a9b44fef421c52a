"""Related documents and how they are cited: in full the first time, then short."""

from __future__ import annotations

from dataclasses import replace

from app.editing.commands.looks import typing_look
from app.letter.citing import full_citation, short_citation
from app.letter.model import Letter, Paragraph, RelatedDocument, Run
from app.letter.positions import TextPosition, blocks_of, texts_of, with_block, with_blocks
from app.letter.runs import cut, joined
from app.rules.model import Rulebook


def citation(related: RelatedDocument, letter: Letter, rulebook: Rulebook) -> str:
    """How the next mention of a document reads: in full while nothing cites it, then type and code.

    Source: điểm b khoản 6 Mục II Phần I Phụ lục I.
    """
    cited = any(run.cites == related.id for run in _runs(letter)) if related.id else False
    return short_citation(related, rulebook) if cited else full_citation(related, rulebook)


def insert_citation(letter: Letter, at: TextPosition, related_id: str, rulebook: Rulebook) -> Letter:
    """Write the citation of a related document into the text; KeyError for an unknown id."""
    related = next((one for one in letter.related if one.id == related_id), None)
    if related is None:
        raise KeyError(related_id)
    look = typing_look(letter, at)
    cited = replace(look, text=citation(related, letter, rulebook), cites=related.id)
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph):
        return with_blocks(
            letter, at.text, (*blocks[: at.block], Paragraph(runs=(cited,)), *blocks[at.block :])
        )
    before, after = cut(block.runs, at.offset)
    runs = joined((*before, cited, *after))
    return with_block(letter, at.text, at.block, replace(block, runs=runs))


def remove_related(letter: Letter, index: int) -> Letter:
    """The letter without a related document; what cited it stays as plain words."""
    gone = letter.related[index].id
    letter = replace(letter, related=(*letter.related[:index], *letter.related[index + 1 :]))
    for text in texts_of(letter):
        for number, block in enumerate(blocks_of(letter, text)):
            if isinstance(block, Paragraph) and any(run.cites == gone for run in block.runs):
                runs = (replace(run, cites="") if run.cites == gone else run for run in block.runs)
                letter = with_block(letter, text, number, replace(block, runs=joined(runs)))
    return letter


def _runs(letter: Letter) -> list[Run]:
    return [
        run
        for text in texts_of(letter)
        if text.appendix is None
        for block in blocks_of(letter, text)
        if isinstance(block, Paragraph)
        for run in block.runs
    ]
