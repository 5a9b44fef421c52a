"""A template (mẫu): a letter with prompts, asked once and filled in everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.letter.model import Authority, Letter, Node


class PromptKind(StrEnum):
    """What is asked for."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CONTACT = "contact"  # from the address book
    RELATED = "related"  # a document this letter answers or cites


@dataclass(frozen=True, kw_only=True)
class Prompt(Node):
    """One question. ``name`` is the words between the brackets in the letter: [[thời hạn báo cáo]]."""

    name: str = ""
    kind: PromptKind = PromptKind.TEXT
    choices: tuple[str, ...] = ()
    example: str = ""
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Template(Node):
    """A letter to begin from.

    ``prompts`` in the order they are asked; ``caution`` is told, and must be confirmed, before it is used
    (đính chính); ``signed_by`` is how its letters are usually signed (TL.); ``skeleton`` is the id of the
    office's own Word skeleton ("" = the built-in one).
    """

    id: str = ""
    name: str = ""
    category: str = ""
    description: str = ""
    caution: str = ""
    letter: Letter = field(default_factory=Letter)
    prompts: tuple[Prompt, ...] = ()
    signed_by: Authority | None = None
    skeleton: str = ""
