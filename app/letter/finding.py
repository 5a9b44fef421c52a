"""Makes the findings of a letter's validation: code, source, place, sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from app.base.texts import text
from app.letter.model import Letter
from app.rules.finding import Finding, Fix, Place, Severity
from app.rules.model import Rulebook
from app.rules.source import Source, Strength

Check = Callable[[Letter, Rulebook], Iterator[Finding]]

# Kinds of mending; each says what its data holds. The finding's place is what they are applied to.
REPLACE_TEXT: Final = "replace_text"  # text: what the field shall say
INSERT_AS_ABOVE: Final = "insert_as_above"  # puts "Như trên" before the recipients
DELETE_ITEM: Final = "delete_item"  # takes the item away
MOVE_ITEM: Final = "move_item"  # to: the index where the item shall stand


def finding(
    code: str,
    source: Source,
    place: Place,
    *,
    fix: Fix | None = None,
    severity: Severity | None = None,
    **fields: object,
) -> Finding:
    """A finding whose sentence is stored under "letter.finding.<code>"."""
    return Finding(code, source, place, text(f"letter.finding.{code}", **fields), fix, severity)


def own_source() -> Source:
    """The source of a rule that is no law but what a Word file or this program can hold."""
    return Source(text("letter.own_rule"), Strength.PRACTICE)


def at(component: str, *path: int) -> Place:
    """The place of a field: dotted names of the model, and the indices that lead into its lists."""
    return Place(component, path)


def replace_text(new: str) -> Fix:
    """The fix that writes this into the field."""
    return Fix(REPLACE_TEXT, {"text": new})


def too_long(code: str, value: str, limit: int, place: Place, rulebook: Rulebook) -> Iterator[Finding]:
    """A finding when a text is longer than the metadata hold (Phụ lục VI)."""
    if len(value) > limit:
        yield finding(code, rulebook.limits.source, place, length=len(value), limit=limit)
