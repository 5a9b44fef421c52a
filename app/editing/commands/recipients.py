"""Lines of Nơi nhận as they are typed or pasted."""

from __future__ import annotations

import re

from app.base.vietnamese import fold
from app.letter.model import Recipient, RecipientKind
from app.rules.model import Rulebook

_NOTE = re.compile(r"^(?P<name>.*\S)\s*\((?P<note>[^()]*)\)$")


def recipient_of(line: str, rulebook: Rulebook) -> Recipient:
    """One line of Nơi nhận: name and note, or "Như trên"."""
    match = _NOTE.match(line)
    name, note = (match["name"], match["note"].strip()) if match else (line, "")
    if fold(name) == fold(rulebook.recipients.as_above.text):
        return Recipient(kind=RecipientKind.AS_ABOVE, note=note)
    return Recipient(name=name, note=note)
