"""A template as JSON: what the library keeps, what a .mau carries, what the built-in ones are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.base.errors import AppError
from app.letter.codec import decode, encode
from app.letter.file import from_tree, to_tree
from app.letter.model import Letter, Secrecy
from app.letter.strict_json import cleaned
from app.library.template import Template

LETTER_KEY = "letter"
# Ids come from strangers too; one of ours holds nothing that a path could.
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def template_tree(template: Template) -> dict[str, Any]:
    """The JSON of a template; its letter stands in it as in a file of its own, with its format version."""
    tree = encode(replace(template, letter=Letter()))
    return {**tree, LETTER_KEY: to_tree(template.letter)}


def template_of(tree: Mapping[str, Any]) -> Template:
    """The template that this JSON describes; AppError when it or its letter is none."""
    rest = cleaned({key: value for key, value in tree.items() if key != LETTER_KEY}, [])
    template = decode(Template, rest)
    letter = from_tree(tree.get(LETTER_KEY)).letter
    return replace(template, id=template.id if is_id(template.id) else "", letter=letter)


def is_id(text: str) -> bool:
    """Whether a text can be the id of a template."""
    return _ID.fullmatch(text) is not None


def refuse_secret(letter: Letter) -> None:
    """AppError for a letter with a độ mật: a template spreads its words."""
    if letter.secrecy is not Secrecy.NONE:
        raise AppError("templates.secret")
