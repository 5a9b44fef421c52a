"""The import contract of pyproject.toml, broken on purpose in a small copy of the layers."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.house_rules import APP, ROOT

_LINT = Path(sys.executable).with_name("lint-imports")


def _layers() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [name.strip(" ()") for row in contract["layers"] for name in row.split("|")]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with every layer, each an empty package."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for layer in ["", *_layers()]:
        folder = tmp_path / "app" / layer
        folder.mkdir()
        (folder / "__init__.py").write_text("", "utf-8")
        if layer:
            (folder / "part.py").write_text("", "utf-8")
    return tmp_path


def _lint(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [_LINT, "--no-cache", *options], cwd=tree, capture_output=True, encoding="utf-8", check=False
    )


def test_every_layer_of_the_program_is_named_in_the_contract() -> None:
    here = {path.name.removesuffix(".py") for path in APP.iterdir() if not path.name.startswith("__")}
    assert here <= set(_layers())


def test_good_imports_keep_the_contract(tree: Path) -> None:
    (tree / "app/ui/part.py").write_text("import PySide6\nimport app.paint\nimport app.base", "utf-8")
    (tree / "app/paint/part.py").write_text("import PySide6.QtGui\nimport app.pages", "utf-8")
    (tree / "app/paint/__init__.py").write_text("import app.paint.part", "utf-8")
    (tree / "app/word/part.py").write_text("import docx, lxml.etree, zipfile, docxtpl", "utf-8")
    (tree / "app/editing/part.py").write_text("import app.word.part", "utf-8")
    (tree / "app/cli/part.py").write_text("from app.paint import part", "utf-8")
    done = _lint(tree)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("base", "import app.letter.part", "layers"),
        ("letter", "import app.word", "layers"),
        ("letter", "import app.document", "layers"),
        ("word", "def f():\n    from app.checker import part", "layers"),
        ("cli", "import app.ui", "layers"),
        ("letter", "from PySide6.QtCore import QObject", "qt"),
        ("editing", "import PySide6.QtWidgets", "qt"),
        ("word", "import shiboken6", "qt"),
        ("editing", "from app.paint import part", "paint"),
        ("library", "import app.paint", "paint"),
        ("letter", "import zipfile", "ooxml"),
        ("importer", "from lxml import etree", "ooxml"),
        ("checker", "import docx", "ooxml"),
        ("paint", "def f():\n    import docxtpl", "ooxml"),
    ],
)
def test_a_bad_import_breaks_the_contract(tree: Path, module: str, line: str, contract: str) -> None:
    (tree / "app" / module / "part.py").write_text(line, "utf-8")
    done = _lint(tree, "--contract", contract)
    assert done.returncode == 1, done.stdout
    assert "1 broken" in done.stdout


def test_a_layer_that_the_contract_does_not_know_breaks_it(tree: Path) -> None:
    (tree / "app/helpers").mkdir()
    (tree / "app/helpers/__init__.py").write_text("", "utf-8")
    done = _lint(tree)
    assert done.returncode == 1
    assert "helpers" in done.stdout
