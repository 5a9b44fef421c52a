"""Every library is written down with its reason and licence, and none is under the GPL."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.house_rules import ROOT

PROGRAM, DEVELOPMENT = "### In the program", "### For development only"
_ROW = re.compile(r"\| ([\w.-]+) \| (.+) \| (.+) \|")
# The lesser GPL lets a program of another licence use the library; the GPL does not.
_GPL = re.compile(r"(?<!L)A?GPL")


def documented(heading: str) -> dict[str, tuple[str, str]]:
    """Reason and licence of each package in one table of docs/architecture.md."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    section = page.partition(heading)[2].partition("###")[0]
    rows = _ROW.findall(section)
    return {canonicalize_name(name): (reason, licence) for name, reason, licence in rows if name != "package"}


def required(entries: list[str]) -> set[str]:
    """The names in a list of requirements."""
    return {canonicalize_name(Requirement(entry).name) for entry in entries}


def _project() -> dict[str, dict[str, list[str]]]:
    project: dict[str, dict[str, list[str]]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return project


def _with_theirs(names: set[str]) -> set[str]:
    """These packages and all that they need on this system."""
    found: set[str] = set()
    pending = set(names)
    while pending:
        name = pending.pop()
        found.add(name)
        for entry in importlib.metadata.requires(name) or []:
            requirement = Requirement(entry)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                pending |= {canonicalize_name(requirement.name)} - found
    return found


def test_the_program_needs_just_what_is_written_down() -> None:
    needed = _with_theirs(required(_project()["project"]["dependencies"]))
    assert needed == documented(PROGRAM).keys()


def test_development_needs_just_what_is_written_down() -> None:
    groups = _project()["dependency-groups"]
    assert required(groups["tests"] + groups["lint"]) == documented(DEVELOPMENT).keys()


@pytest.mark.parametrize("heading", [PROGRAM, DEVELOPMENT])
def test_every_library_has_a_reason_and_no_gpl(heading: str) -> None:
    for name, (reason, licence) in documented(heading).items():
        assert reason, name
        assert licence, name
        assert not _GPL.search(licence), name


@pytest.mark.parametrize("licence", ["GPL-3.0", "AGPL-3.0-or-later", "GPLv2"])
def test_the_gpl_is_recognised(licence: str) -> None:
    assert _GPL.search(licence)


def test_the_lesser_gpl_is_not_taken_for_it() -> None:
    assert not _GPL.search("LGPL-3.0")
