"""What the groups of fields of a letter say, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.base.texts import text
from app.letter.model import Letter, Paragraph
from app.letter.positions import plain_text
from app.letter.wording import on_one_line
from app.library.from_letter import Group

_MOST = 80


def said(letter: Letter, group: Group) -> str:
    """The beginning of what a group says; "" when it says nothing."""
    words = on_one_line(_SAID[group](letter))
    return words if len(words) <= _MOST else words[:_MOST].rstrip() + "\u2026"  # the dots of a cut text


def _agency(letter: Letter) -> str:
    return "; ".join(one.name for one in letter.issuers)


def _signers(letter: Letter) -> str:
    return "; ".join(one.full_name or one.position for one in letter.signatures)


def _body(letter: Letter) -> str:
    return next((plain_text(block) for block in letter.body if isinstance(block, Paragraph)), "")


def _marks(letter: Letter) -> str:
    blank = Letter()
    is_marked = (letter.urgency, letter.circulation, letter.recall) != (
        blank.urgency,
        blank.circulation,
        blank.recall,
    )
    return text("templates_page.said.marks") if is_marked else ""


def _layout(letter: Letter) -> str:
    return text("templates_page.said.layout") if letter.layout != Letter().layout else ""


_SAID: Mapping[Group, Callable[[Letter], str]] = {
    Group.AGENCY: _agency,
    Group.SIGNERS: _signers,
    Group.SUBJECT: lambda letter: letter.subject,
    Group.ADDRESSEES: lambda letter: "; ".join(one.name for one in letter.addressees),
    Group.BODY: _body,
    Group.RECIPIENTS: lambda letter: "; ".join(one.name for one in letter.recipients if one.name),
    Group.MARKS: _marks,
    Group.APPENDICES: lambda letter: "; ".join(one.title for one in letter.appendices),
    Group.ENCLOSURES: lambda letter: "; ".join(one.name for one in letter.enclosures),
    Group.RELATED: lambda letter: "; ".join(one.code or one.subject for one in letter.related),
    Group.LAYOUT: _layout,
}
