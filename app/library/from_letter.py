"""A template made from a letter ("Lưu thành mẫu"), and a letter begun from a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum
from typing import Any

from app.base.errors import AppError
from app.letter.clean import clean_text
from app.letter.model import (
    Letter,
    Paragraph,
    PartialDate,
    SkeletonRef,
    Status,
)
from app.letter.positions import plain_text
from app.letter.prompts import PROMPT, bracketed, prompt_key, rewritten
from app.letter.runs import Runs, cut, joined
from app.library.prompts import prompt_names
from app.library.template import Prompt, Template
from app.library.template_json import refuse_secret
from app.rules.model import Rulebook


class Group(StrEnum):
    """Fields that are kept in a template, or left blank, together.

    Number, date, draft mark and the deadlines set by related documents are never kept.
    """

    AGENCY = "agency"  # issuers, ký hiệu, place, contact line
    SIGNERS = "signers"  # signatures, Lưu, drafter's mark
    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    BODY = "body"
    RECIPIENTS = "recipients"
    MARKS = "marks"  # urgency, circulation, recall
    APPENDICES = "appendices"
    ENCLOSURES = "enclosures"
    RELATED = "related"
    LAYOUT = "layout"  # layout and medium


# The agency that drafts brings its own header and signers; related documents belong to one letter.
USUALLY_KEPT = frozenset(Group) - {Group.AGENCY, Group.SIGNERS, Group.RELATED}

_NEVER_KEPT = ("status", "date", "draft_mark")
_FIELDS: Mapping[Group, tuple[str, ...]] = {
    Group.AGENCY: ("issuers", "code", "place", "contact"),
    Group.SIGNERS: ("signatures", "archive", "drafter"),
    Group.SUBJECT: ("subject",),
    Group.ADDRESSEES: ("addressees",),
    Group.BODY: ("body",),
    Group.RECIPIENTS: ("recipients",),
    Group.MARKS: ("urgency", "circulation", "recall"),
    Group.APPENDICES: ("appendices",),
    Group.ENCLOSURES: ("enclosures",),
    Group.RELATED: ("related",),
    Group.LAYOUT: ("layout", "medium"),
}


def template_from(
    letter: Letter,
    name: str,
    keep: AbstractSet[Group] = USUALLY_KEPT,
    prompts: Mapping[str, Prompt] | None = None,
    category: str = "",
) -> Template:
    """The template that says what a letter says.

    ``prompts``: words of the letter and the prompt that takes their place wherever they stand; several
    words may become one prompt. AppError for a letter with a độ mật, and for a name that no prompt can
    have.
    """
    refuse_secret(letter)
    asking = with_prompts(kept(letter, keep), {} if prompts is None else prompts)
    known = {prompt_key(prompt.name): prompt for prompt in (prompts or {}).values()}
    return Template(
        name=name,
        category=category,
        letter=replace(asking, skeleton=SkeletonRef()),
        prompts=tuple(known.get(prompt_key(one), Prompt(name=one)) for one in prompt_names(asking)),
        skeleton=letter.skeleton.id,
    )


def letter_from(template: Template) -> Letter:
    """A new letter from a template: a draft with number and date blank, its prompts still open."""
    letter = template.letter
    return replace(
        letter,
        status=Status.DRAFT,
        code=replace(letter.code, number=None),
        date=PartialDate(),
        skeleton=SkeletonRef(id=template.skeleton),
    )


def kept(letter: Letter, keep: AbstractSet[Group]) -> Letter:
    """The letter with every group blank that is not kept; citations of documents that go are plain words."""
    blank = Letter()
    gone = [name for group in Group if group not in keep for name in _FIELDS[group]]
    changes: dict[str, Any] = {name: getattr(blank, name) for name in (*_NEVER_KEPT, *gone)}
    letter = replace(letter, **changes)
    letter = replace(
        letter,
        code=replace(letter.code, number=None),
        related=tuple(replace(one, due=None) for one in letter.related),
    )
    return rewritten(letter, _Unlinking(frozenset(one.id for one in letter.related)))


def with_prompts(letter: Letter, prompts: Mapping[str, Prompt]) -> Letter:
    """The letter with prompts in the place of words, wherever these stand as whole words.

    Prompts that stand there already are left alone. AppError for a name that no prompt can have.
    """
    for prompt in prompts.values():
        if PROMPT.fullmatch(bracketed(prompt.name)) is None:
            raise AppError("templates.prompt_name", name=prompt.name)
    named = {_plain(words): prompt.name for words, prompt in prompts.items() if _plain(words)}
    return rewritten(letter, _Asking(named)) if named else letter


def occurrences(letter: Letter, *words: str) -> int:
    """How often any of these words stand in the letter as whole words."""
    named = {_plain(one): "" for one in words if _plain(one)}
    asking = _Asking(named)
    if named:
        rewritten(letter, asking)
    return asking.count


def own_agency_prompt(rulebook: Rulebook) -> Prompt:
    """The prompt that the program answers itself, with the name of the agency that drafts."""
    return Prompt(name=rulebook.drafting.prompts.own_agency[0])


def _plain(words: str) -> str:
    return " ".join(clean_text(words).split())


class _Unlinking:
    """Takes citations of documents away that the letter does not know."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    def text(self, text: str) -> str:
        """A field cites nothing."""
        return text

    def runs(self, runs: Runs) -> Runs:
        """The same words."""
        if all(not run.cites or run.cites in self._known for run in runs):
            return runs
        return joined(run if run.cites in self._known else replace(run, cites="") for run in runs)


class _Asking:
    """Puts prompts in the place of words; counts them."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self.count = 0
        # The longest first: "Sở Y tế tỉnh" goes before "Sở Y tế". Prompts are matched to be passed over.
        words = sorted(named, key=len, reverse=True)
        patterns = (r"\s+".join(map(re.escape, one.split())) for one in words)
        self._pattern = re.compile(rf"{PROMPT.pattern}|(?<!\w)(?P<words>{'|'.join(patterns)})(?!\w)")

    def text(self, text: str) -> str:
        """A field."""
        return self._pattern.sub(self._written, text)

    def runs(self, runs: Runs) -> Runs:
        """A paragraph; a prompt takes the look of the first letter it stands for, and cites nothing."""
        words = plain_text(Paragraph(runs=runs))
        done, rest, at = [], runs, 0
        for match in self._pattern.finditer(words):
            if match["words"] is None:
                continue
            before, behind = cut(rest, match.start() - at)
            written = replace(behind[0], text=self._written(match), footnote=None, cites="")
            rest, at = cut(behind, match.end() - match.start())[1], match.end()
            done += [*before, written]
        return joined((*done, *rest)) if done else runs

    def _written(self, match: re.Match[str]) -> str:
        if match["words"] is None:
            return match[0]
        self.count += 1
        return bracketed(self._named[_plain(match["words"])])
