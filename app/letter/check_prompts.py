"""The check for prompts of a template that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from app.letter.finding import at, finding, own_source
from app.letter.model import Letter
from app.letter.positions import Where
from app.letter.prompts import bracketed, open_prompts
from app.rules.finding import Finding, Place, Severity
from app.rules.model import Rulebook

OPEN_PROMPT = "ND30-OT-01"


def check_prompts(letter: Letter, _rulebook: Rulebook) -> Iterator[Finding]:
    """Every place where [[...]] would be printed."""
    for prompt in open_prompts(letter):
        yield finding(
            OPEN_PROMPT,
            own_source(),
            _place(prompt.where),
            severity=Severity.ERROR,
            prompt=bracketed(prompt.name),
        )


def _place(where: Where) -> Place:
    """The place as findings name it: of a text its block, that of the table for a cell."""
    position = where.position
    if position is None or position.text.appendix is None:
        return at(where.component, *where.path)
    block = position.block if position.text.cell is None else position.text.cell[0]
    return at("appendices.blocks", *where.path, block)
