"""No figure of the rulebook is idle: change it, and the letter, its findings or the skeleton change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.cli.rules import listing
from app.letter.model import Letter
from app.letter.validation import validate
from app.rules.load import load_rulebook
from app.rules.model import Rulebook
from app.word.package import Package
from app.word.skeleton import load_skeleton
from app.word.skeleton_parts import skeleton_parts
from app.word.write import write_letter
from tests.support.faulty_letters import edge_letters, faulty_letters
from tests.support.figures import Figure, iterate_figures, write_changed_copy
from tests.support.special_letters import structures

FOLDER = resource_path("rules")

# Figures that no công văn of ours can show. The list of rules (main.py rules) shows them.
_NEVER_SHOWN = (
    r"guidance\.toml:",  # what a hand does on paper
    r"types\.toml:",  # documents of other types
    r"components\.toml:(type_name|subject_named|signature_info)\.",  # of other types; of a digital signature
    r"lines\.toml:subject_named\.",
    r"components\.toml:\w+\.box$",  # names of the parts of the diagram
    r"body\.toml:level\.(point|dash|plus)\.title$",  # levels that have no titles
    r"body\.toml:level\.(dash|plus)\.after$",
    r"components\.toml:code\.tier$",  # another tier gives the same size, 13, in every scheme
    r"marks\.toml:corner\.",  # ô 14 is stamped by a machine
)
# Bounds and spellings that a finished document is held against; the program's own letters keep to the
# defaults between them, which the rulebook itself is checked for when it is loaded.
_ONLY_COMPARED = (
    r"components\.toml:\w+\.(size_min|size_max|required|case|variants\.\d+)$",
    r"components\.toml:draft_mark\.text$",
    r"lines\.toml:(motto|organ)\.(measured|min_ratio|max_ratio)$",
    r"lines\.toml:contact_line\.",
    r"marks\.toml:\w+\.\w+\.variants\.",
    r"page\.toml:orientation\.landscape_for_tables$",
    r"page\.toml:signature_left\.(min|max)$",
    r"page\.toml:joint_signature_left\.max$",
    r"heading\.toml:compounds\.words\.",  # a list of the language; its effect is tested in test_wrapping
    r"signature\.toml:room\.(min|max)$",
    r"limits\.toml:page_amount_digits$",
    r"heading\.toml:place\.full_name_kinds\.",
    r"drafting\.toml:",  # what the form proposes
)
ONLY_LISTED = re.compile("|".join((*_NEVER_SHOWN, *_ONLY_COMPARED)))

# The groups are of one size, so that several processes share them well.
GROUPS = 12


@cache
def figures() -> list[Figure]:
    return iterate_figures(FOLDER)


@cache
def own_rulebook() -> Rulebook:
    return load_rulebook(FOLDER)


@cache
def faulty() -> list[Letter]:
    return faulty_letters(own_rulebook())


@cache
def rich() -> list[Letter]:
    return [*structures().values(), *edge_letters(own_rulebook())]


def skeleton(rulebook: Rulebook) -> dict[str, bytes]:
    return skeleton_parts(rulebook)


def findings(rulebook: Rulebook) -> Iterator[object]:
    for letter in faulty():
        yield [(found.code, found.place, found.message, found.fix) for found in validate(letter, rulebook)]


def letters(rulebook: Rulebook) -> Iterator[object]:
    compiled = load_skeleton(Package(skeleton_parts(rulebook)).to_zip(), rulebook)
    for letter in rich():
        made = write_letter(letter, rulebook, compiled)
        yield made.package.parts, [found.message for found in made.findings]


@cache
def own_skeleton() -> dict[str, bytes]:
    return skeleton(own_rulebook())


@cache
def own_findings() -> list[object]:
    return list(findings(own_rulebook()))


@cache
def own_letters() -> list[object]:
    return list(letters(own_rulebook()))


@cache
def own_listing() -> list[str]:
    return list(listing(own_rulebook()))


def has_effect(rulebook: Rulebook, figure: Figure) -> bool:
    """Whether a rulebook with a changed figure makes a difference; the quickest comparison first."""
    if skeleton(rulebook) != own_skeleton():
        return True
    if any(now != before for now, before in zip(findings(rulebook), own_findings(), strict=True)):
        return True
    if ONLY_LISTED.match(f"{figure.file}:{figure.key}"):
        return list(listing(rulebook)) != own_listing()
    return any(now != before for now, before in zip(letters(rulebook), own_letters(), strict=True))


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_figure_has_an_effect(group: int, tmp_path: Path) -> None:
    idle = []
    for figure in figures()[group::GROUPS]:
        target = tmp_path / "rules"
        write_changed_copy(FOLDER, figure, target)
        if not has_effect(load_rulebook(target), figure):
            idle.append(f"{figure.file}: {figure.key} = {figure.value!r}")
    assert idle == []
