"""What a draft is written back to: the template it was opened from, and how it goes there and back."""

from __future__ import annotations

from dataclasses import replace

from app.editing.draft import Draft
from app.letter.model import Letter, SkeletonRef
from app.library.skeletons import Skeletons
from app.library.template import Template

_TARGET = "template:"


def target_of(template: Template) -> str:
    """The target of a draft that this template is edited in."""
    return f"{_TARGET}{template.id}"


def is_template(draft: Draft) -> bool:
    """Whether saving this draft writes a template back."""
    return draft.target.startswith(_TARGET)


def template_id_of(draft: Draft) -> str:
    """The id of that template."""
    return draft.target.removeprefix(_TARGET)


def letter_of(template: Template, skeletons: Skeletons) -> Letter:
    """The letter a template is edited as: it names the template's skeleton, also one that is gone."""
    kept = skeletons.get(template.skeleton) if template.skeleton else None
    ref = SkeletonRef(id=template.skeleton) if kept is None else kept.ref
    return replace(template.letter, skeleton=ref)


def written_back(template: Template, letter: Letter) -> Template:
    """The template that now says what this letter says, with the letter's skeleton as its own."""
    bare = replace(letter, skeleton=SkeletonRef())
    return replace(template, letter=bare, skeleton=letter.skeleton.id)
