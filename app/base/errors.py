"""The one kind of error that a user is shown."""

from __future__ import annotations

from app.base.texts import text


class AppError(Exception):
    """A problem told to the user in one sentence: what is wrong, where, and what to do.

    It is named by the key of its text, with the fields that the sentence speaks of;
    ``str(error)`` is the sentence in the language chosen at that moment.
    """

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields: dict[str, object] = fields

    def __str__(self) -> str:
        return text(self.key, **self.fields)
