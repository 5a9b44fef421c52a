"""The script that builds the tables of widths."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
TABLES = ROOT / "resources" / "fonts"


def run(folder: Path, *arguments: str, ci: bool = False) -> subprocess.CompletedProcess[str]:
    """Runs the script in a tree of its own, with or without the variable CI."""
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    if ci:
        environment["CI"] = "true"
    return subprocess.run(
        [sys.executable, str(folder / "packaging" / "build_fonts.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the script and the committed tables."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(ROOT / "packaging" / "build_fonts.py", tmp_path / "packaging")
    shutil.copytree(TABLES, tmp_path / "resources" / "fonts")
    return tmp_path


def test_the_committed_tables_are_what_the_installed_fonts_say(tree: Path) -> None:
    outcome = run(tree, "--check")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_missing_fonts_are_skipped_with_a_message(tree: Path) -> None:
    outcome = run(tree, "--check", "--fonts", str(tree))
    assert outcome.returncode == 0
    assert "Times New Roman: skipped: LiberationSerif-Regular.ttf not found" in outcome.stdout


def test_missing_liberation_fonts_are_a_failure_in_ci(tree: Path) -> None:
    assert run(tree, "--check", "--fonts", str(tree), ci=True).returncode == 1


def test_building_without_the_fonts_is_a_failure(tree: Path) -> None:
    assert run(tree, "--fonts", str(tree)).returncode == 1


def test_a_changed_width_is_found_and_a_rebuild_puts_it_right(tree: Path) -> None:
    if "skipped" in run(tree, "--check").stdout.partition("Calibri")[0]:
        pytest.skip("fonts-liberation2 is not installed")
    table = tree / "resources" / "fonts" / "times-new-roman.toml"
    right = table.read_text(encoding="utf-8")
    table.write_text(right.replace("\n1083 ơ", "\n1084 ơ"), encoding="utf-8")
    outcome = run(tree, "--check")
    assert outcome.returncode == 1
    assert "-1084 ơớờởỡợ" in outcome.stdout
    assert "+1083 ơớờởỡợ" in outcome.stdout
    assert table.name in run(tree).stdout  # other fonts may be missing
    assert table.read_text(encoding="utf-8") == right


def test_version_1_of_the_liberation_fonts_is_refused(tree: Path) -> None:
    found = [path for folder in FOLDERS for path in folder.rglob("LiberationSerif-Regular.ttf")]
    if not found:
        pytest.skip("fonts-liberation2 is not installed")
    with TTFont(found[0]) as font:
        for table in font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if code < 0x1EA0}
        font.save(tree / "LiberationSerif-Regular.ttf")
    outcome = run(tree, "--check", "--fonts", str(tree))
    assert "is version 1 (no Vietnamese letters): install fonts-liberation2" in outcome.stdout


def test_tables_survive_an_editor_that_composes_characters() -> None:
    for entry in tomllib.loads((TABLES / "families.toml").read_text(encoding="utf-8")).values():
        text = (TABLES / entry["file"]).read_text(encoding="utf-8")
        composed = unicodedata.normalize("NFC", text)
        assert composed == text
