"""The shape of the tree: what must be where, and what must not."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib

import pytest

import app
from tests.support.house_rules import APP, ROOT

# packaging/__init__.py would hide the library of that name; the others hold no code.
NO_PACKAGES = ["packaging", "templates", "resources", "tests", "benchmarks"]


@pytest.mark.parametrize("folder", NO_PACKAGES)
def test_folders_that_are_not_code_of_the_program_are_no_packages(folder: str) -> None:
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in APP.rglob("*.py")}
    assert [folder.name for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_root_of_the_program_holds_the_version_and_imports_nothing() -> None:
    tree = ast.parse((APP / "__init__.py").read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == app.__version__


def test_the_entry_has_five_statements_at_most() -> None:
    tree = ast.parse((ROOT / "main.py").read_text("utf-8"))
    assert len(tree.body) <= 5


def test_no_layer_below_the_window_loads_qt() -> None:
    layers = sorted(path.name for path in APP.iterdir() if (path / "__init__.py").is_file())
    below = [name for name in layers if name not in ("ui", "cli", "bootstrap", "paint")]
    script = f"""
import importlib, pkgutil, sys
for layer in {below!r}:
    package = importlib.import_module("app." + layer)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
