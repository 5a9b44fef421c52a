"""Fields of one line hold one line, whatever is pasted: Qt keeps its line ends and shows them as spaces.

A name copied out of a cell of Excel ends with one, which would be printed.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit

# Qt's own line and paragraph separators, and a tab, come with cells and lines of other programs too.
_BREAKS = re.compile("\\s*[\\t\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029]\\s*")


def keep_to_one_line(*fields: QLineEdit) -> None:
    """Take line ends out of what is typed or pasted into these fields."""
    for field in fields:
        field.setValidator(_OneLine(field))


def joined(words: str, place: int) -> tuple[str, int]:
    """The words on one line, a space for every break between two of them, and where the cursor is then."""
    if _BREAKS.search(words) is None:
        return words, place
    head, tail = _BREAKS.sub(" ", words[:place]), _BREAKS.sub(" ", words[place:])
    if head.endswith(" ") and tail.startswith(" "):
        tail = tail[1:]
    line = head.lstrip() + (tail if head.strip() else tail.lstrip())
    line = line.rstrip()
    return line, min(len(head.lstrip()), len(line))


class _OneLine(QValidator):
    """Every text will do, once it stands on one line."""

    def validate(self, words: str, place: int) -> tuple[QValidator.State, str, int]:
        """The line, and the cursor in it."""
        return (QValidator.State.Acceptable, *joined(words, place))
