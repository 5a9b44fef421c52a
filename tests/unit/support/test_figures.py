"""The list of figures is complete, and each of them can be changed in a copy that still loads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.rules.load import load_rulebook
from tests.support.figures import Figure, as_toml, iterate_figures, write_changed_copy

RULES = resource_path("rules")
FIGURES = iterate_figures(RULES)
# One figure for each name of a key in each file: the rest differ from these in nothing but their table.
EACH_KIND = {(one.file, one.key.rstrip("0123456789.").rpartition(".")[2]): one for one in FIGURES}


def test_figures_are_named_by_file_and_dotted_key() -> None:
    assert Figure("page.toml", "margins.top.min", 20) in FIGURES
    assert Figure("body.toml", "paragraph.indents.1", 12.7) in FIGURES
    assert Figure("schemes.toml", "scheme.14.heading", 13) in FIGURES
    assert Figure("components.toml", "motto.text", "Độc lập - Tự do - Hạnh phúc") in FIGURES


def test_sources_and_names_are_no_figures() -> None:
    names = {one.key.rpartition(".")[2] for one in FIGURES}
    assert not names & {"clause", "strength", "name", "style", "meaning"}


@pytest.mark.parametrize("figure", EACH_KIND.values(), ids=lambda one: f"{one.file}-{one.key}")
def test_a_figure_can_be_changed_in_a_copy_that_loads(figure: Figure, tmp_path: Path) -> None:
    new = write_changed_copy(RULES, figure, tmp_path)
    load_rulebook(tmp_path)
    assert new != figure.value
    assert figure._replace(value=new) in iterate_figures(tmp_path)


def test_a_copy_differs_from_the_rule_files_in_that_figure_only(tmp_path: Path) -> None:
    figure = Figure("page.toml", "paper.width", 210)
    new = write_changed_copy(RULES, figure, tmp_path)
    different = set(iterate_figures(tmp_path)) ^ set(FIGURES)
    assert different == {figure, figure._replace(value=new)}


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.name)
def test_tables_written_as_toml_read_back_the_same(path: Path) -> None:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tomllib.loads(as_toml(tables)) == tables
