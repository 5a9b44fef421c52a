"""dev.py: what it asks for, what it counts, and whom it refuses."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.support.house_rules import ROOT

_SCRIPT = ROOT / "packaging" / "dev.py"


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("dev_script", _SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(_SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_an_older_python_is_refused_in_one_sentence() -> None:
    pretend = f"import sys, runpy; sys.version_info = (3, 10, 1); runpy.run_path({str(_SCRIPT)!r})"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Soan Cong Van needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1


def test_the_program_alone_needs_no_tools_of_developers(dev: ModuleType) -> None:
    assert not [line for line in dev.requirements("") if line.startswith(("pytest", "ruff"))]
    assert [line for line in dev.requirements("") if line.startswith("docxtpl")]


def test_developers_get_the_program_the_tests_and_the_linters(dev: ModuleType) -> None:
    everything = dev.requirements("dev")
    for group in ("", "tests", "lint"):
        assert set(dev.requirements(group)) <= set(everything)
    assert len(everything) == len(set(everything))


def test_coverage_counts_lines_and_branches_apart(dev: ModuleType) -> None:
    files = [
        {"covered_lines": 9, "num_statements": 10, "covered_branches": 1, "num_branches": 4},
        {"covered_lines": 0, "num_statements": 0, "covered_branches": 0, "num_branches": 0},
    ]
    assert dev._lines(files) == 90
    assert dev._branches(files) == 25
    assert dev._branches(files[1:]) == 100


def test_a_library_that_is_not_there_is_missed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "QT_LIBRARIES", {"libnowhere9": "libnowhere.so.9"})
    monkeypatch.setattr(dev, "TOOLS", {"nowhere-utils": "nowhere-to-be-found", "python3": sys.executable})
    assert dev.missing_packages()[:2] == ["nowhere-utils", "libnowhere9"]


def test_a_failing_step_ends_the_run_with_its_name(dev: ModuleType) -> None:
    with pytest.raises(dev.Failed, match=r"^style: exit code 3 \(\d+\.\d s\)$"):
        dev._quiet_step("style", [sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.parametrize(
    "command", ["setup", "run", "test", "lint", "bench", "golden", "texts", "fonts", "templates"]
)
def test_every_chore_is_in_the_help(command: str) -> None:
    assert f"  {command} " in _run("--help").stdout


def test_an_unknown_chore_is_refused() -> None:
    assert _run("dance").returncode == 2


def test_every_test_file_is_run_once_counted_or_not(dev: ModuleType) -> None:
    uncounted = [ROOT / name for name in dev.other_tests()]
    for path in (ROOT / "tests").rglob("test_*.py"):
        is_uncounted = any(path.is_relative_to(folder) for folder in uncounted)
        is_counted = path.is_relative_to(ROOT / dev.COUNTED_TESTS) and not path.is_relative_to(
            ROOT / dev.UNCOUNTED_UNIT_TESTS
        )
        assert is_counted != is_uncounted, path
    assert all(folder.is_dir() for folder in uncounted)
