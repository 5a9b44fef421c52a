"""What a draft is written back to: the template it was opened from."""

from __future__ import annotations

from app.editing.draft import Draft
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
