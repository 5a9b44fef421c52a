"""What the parts of a page are called, in the decree's words."""

from __future__ import annotations

from app.base.texts import text
from app.letter.positions import Where
from app.rules.model import Rulebook

# Fields of the letter by the component of the rulebook that has their name.
_COMPONENT_OF = {
    "national_name": "national_name",
    "motto": "motto",
    "issuers": "organ",
    "code": "code",
    "place": "place_date",
    "date": "place_date",
    "subject": "subject",
    "body": "body",
    "drafter": "drafter_code",
    "medium": "urgency",
    "secrecy": "secrecy",
    "urgency": "urgency",
    "circulation": "circulation",
    "recall": "recall",
    "contact": "contact_line",
    "draft_mark": "draft_mark",
}
# Those that are several components in one.
_OWN = frozenset({"addressees", "recipients", "archive", "signatures", "appendices"})


def name_of(where: Where, rulebook: Rulebook) -> str:
    """The name of the part of the page that a place belongs to; "" for what has none."""
    if where.field in _OWN:
        return text(f"page.part.{where.field}")
    component = _COMPONENT_OF.get(where.field)
    return rulebook.components[component].name if component is not None else ""
