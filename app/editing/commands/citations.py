"""Related documents and how they are cited: in full the first time, then short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.editing.commands.looks import typing_look
from app.letter.citing import full_citation, short_citation
from app.letter.model import Letter, Paragraph, RelatedDocument, Run
from app.letter.positions import TextPosition, blocks_of, texts_of, with_block, with_blocks
from app.letter.runs import cut, joined
from app.rules.model import Rulebook


def citation(related: RelatedDocument, letter: Letter, at: TextPosition, rulebook: Rulebook) -> str:
    """How a mention of a document reads at a place: in full when none stands before it, then type and code.

    Source: điểm b khoản 6 Mục II Phần I Phụ lục I.
    """
    here = _order(at)
    cited = bool(related.id) and any(
        _order(place) < here for place, run in _runs(letter) if run.cites == related.id
    )
    return short_citation(related, rulebook) if cited else full_citation(related, rulebook)


def insert_citation(letter: Letter, at: TextPosition, related_id: str, rulebook: Rulebook) -> Letter:
    """Write the citation of a related document into the text; KeyError for an unknown id.

    One in full that stood first until now becomes short.
    """
    related = next((one for one in letter.related if one.id == related_id), None)
    if related is None:
        raise KeyError(related_id)
    words = citation(related, letter, at, rulebook)
    full = full_citation(related, rulebook)
    cited = replace(typing_look(letter, at), text=words, cites=related.id)
    if words == full:
        letter = _shortened(letter, related, full, short_citation(related, rulebook))
        # Nothing before the place is cited, so it is still where it was.
    blocks = blocks_of(letter, at.text)
    block = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(block, Paragraph):
        return with_blocks(
            letter, at.text, (*blocks[: at.block], Paragraph(runs=(cited,)), *blocks[at.block :])
        )
    before, after = cut(block.runs, at.offset)
    runs = joined((*before, cited, *after))
    return with_block(letter, at.text, at.block, replace(block, runs=runs))


def _shortened(letter: Letter, related: RelatedDocument, full: str, short: str) -> Letter:
    """The letter with short citations of a document in place of those in full, where nobody changed them."""
    for place, run in _runs(letter):
        if run.cites == related.id and run.text == full != short:
            block = blocks_of(letter, place.text)[place.block]
            if isinstance(block, Paragraph):
                runs = (replace(one, text=short) if one is run else one for one in block.runs)
                changed = replace(block, runs=joined(tuple(runs)))
                letter = with_block(letter, place.text, place.block, changed)
    return letter


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


def _runs(letter: Letter) -> Iterator[tuple[TextPosition, Run]]:
    """The runs of the body and of the cells in it, each with its place."""
    for text in texts_of(letter):
        for index, block in enumerate(blocks_of(letter, text) if text.appendix is None else ()):
            offset = 0
            for run in block.runs if isinstance(block, Paragraph) else ():
                yield TextPosition(index, offset, text), run
                offset += len(run.text) + (run.footnote is not None)


def _order(at: TextPosition) -> tuple[int, ...]:
    """What places of the whole letter are ordered by; phụ lục stand behind the body."""
    body = -1 if at.text.appendix is None else at.text.appendix
    if at.text.cell is None:
        return body, at.block, -1, -1, 0, at.offset
    return (body, *at.text.cell, at.block, at.offset)
