"""One command for every chore: python3 packaging/dev.py COMMAND (py packaging\\dev.py on Windows).

Needs nothing but Python. Everything else goes into .venv, which is made on the first call.
"""

import sys

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:
    # Before anything that an older Python cannot read.
    sys.exit(
        f"Soan Cong Van needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer, this is {sys.version.split()[0]}: "
        "install a newer one and call it by its name."
    )

import argparse
import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
ENDING = ".exe" if WINDOWS else ""
PYTHON = str(BIN / f"python{ENDING}")

CODE = ["main.py", "app", "packaging", "tests", "benchmarks"]
BUILDERS = ["texts", "fonts", "templates"]  # each committed file of theirs is built and compared
COVERAGE_FLOOR = 90  # percent of lines and branches, below ui
NOT_COVERED = ("app", "ui")
# Counting lines costs half as much again: only the tests that mirror app/ are counted, without those that
# write every letter anew for each figure of the rulebook.
COUNTED_TESTS = "tests/unit"
UNCOUNTED_UNIT_TESTS = "tests/unit/rules_effects"
PYTEST = ["-q", "-n", "2", "--dist", "worksteal"]

# What tests need from the system: the Debian package, and how to see that it is there.
QT_LIBRARIES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
}
TOOLS = {"poppler-utils": "pdftotext", "fontconfig": "fc-list"}
OFFICE_PACKAGE = "libreoffice-writer-nogui"
FONT_PACKAGE = "fonts-liberation2"
# Its letters are those of version 2, but it has hardly any Vietnamese ones and hides version 2.
OLD_FONT_PACKAGE = "fonts-liberation"


class Failed(Exception):
    """A step went wrong; the message is the last line of the run."""


# --- the virtual environment ---------------------------------------------------------------------


def setup(group: str = "") -> None:
    """Make .venv if it is missing or broken, and install what pyproject.toml asks for."""
    if not _venv_works():
        _need_ensurepip()
        _must([sys.executable, "-m", "venv", "--clear", str(VENV)], "cannot make the virtual environment")
    wanted = requirements(group)
    stamp = VENV / f"installed-{group or 'program'}.txt"
    digest = hashlib.sha256("\n".join([sys.version, *wanted]).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    print("Installing into .venv: " + ", ".join(wanted), flush=True)
    # The index, proxy and certificates are the business of pip's own configuration.
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
    _must(pip, "cannot install the libraries (is the package index reachable?)")
    stamp.write_text(digest, "ascii")


def requirements(group: str) -> list[str]:
    """What the program needs and, with the name of a dependency group, what that group needs too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted: list[str] = list(project["project"]["dependencies"])
    pending = [group] if group else []
    while pending:
        for entry in project["dependency-groups"][pending.pop()]:
            if isinstance(entry, str):
                wanted.append(entry)
            else:
                pending.append(entry["include-group"])
    return wanted


def _venv_works() -> bool:
    """Whether .venv has a Python new enough that still starts (its base may have been removed)."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {MINIMUM})"
    try:
        return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _need_ensurepip() -> None:
    """Debian leaves the module that venv needs to a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    if not _is_debian_root():
        raise Failed("this Python cannot make virtual environments: install the package python3-venv")
    _apt_install(["python3-venv"])


# --- running the program -------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Start the program; where there is no window to show, export the sample letters instead."""
    setup()
    if not arguments and not _can_show_window():
        return _export_samples()
    return subprocess.run([PYTHON, "main.py", *arguments], cwd=ROOT, check=False).returncode


def _can_show_window() -> bool:
    has_display = WINDOWS or sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    return bool(has_display) and (ROOT / "app" / "ui").is_dir()


def _export_samples() -> int:
    samples = sorted((ROOT / "resources" / "samples").glob("*.congvan"))
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    export = [PYTHON, "main.py", "export", "--out-dir", str(out), "--force", *map(str, samples)]
    code = subprocess.run(export, cwd=ROOT, check=False).returncode
    if code == 0:
        print(f"No window here: {len(samples)} sample letters are now Word files in {out}")
    return code


# --- what the system must have -------------------------------------------------------------------


def check_system() -> None:
    """Install what tests need from Debian as its root; elsewhere name in one line what is missing."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages()
    if _is_debian_root():
        if missing:
            _apt_install(missing)
        _remove_old_font()
        missing = missing_packages()
    elif _has_old_font():
        missing.append(f"(remove {OLD_FONT_PACKAGE} version 1)")
    if missing:
        print("Missing on this system, some tests will fail or be skipped: " + " ".join(missing), flush=True)


def missing_packages() -> list[str]:
    """The Debian names of what is not there, found out without asking Debian."""
    missing = [package for package, tool in TOOLS.items() if not shutil.which(tool)]
    missing += [package for package, library in QT_LIBRARIES.items() if not _loads(library)]
    if not _has_writer():
        missing.append(OFFICE_PACKAGE)
    # A font version is a 16.16 number for fc-list.
    if not any(version >= 2 << 16 for version in _serif_versions()):
        missing.append(FONT_PACKAGE)
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_writer() -> bool:
    office = shutil.which("soffice")
    return bool(office) and (Path(str(office)).resolve().parent / "libswlo.so").is_file()


def _serif_versions() -> list[int]:
    if not shutil.which("fc-list"):
        return []
    command = ["fc-list", "--format=%{fontversion}\n", ":family=Liberation Serif"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [int(line) for line in listed.split()]


def _has_old_font() -> bool:
    return any(version < 2 << 16 for version in _serif_versions())


def _is_debian_root() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_install(packages: list[str]) -> None:
    print("Installing Debian packages: " + " ".join(packages), flush=True)
    _apt("update")
    _apt("install", "--yes", "--no-install-recommends", *packages)


def _remove_old_font() -> None:
    if not _has_old_font():
        return
    plan = subprocess.run(
        ["apt-get", "--simulate", "remove", OLD_FONT_PACKAGE], capture_output=True, text=True, check=False
    )
    going = [line.split()[1] for line in plan.stdout.splitlines() if line.startswith("Remv ")]
    if going != [OLD_FONT_PACKAGE]:
        raise Failed(f"Liberation fonts 1 hide version 2, remove them by hand (apt would remove: {going})")
    _apt("remove", "--yes", OLD_FONT_PACKAGE)


def _apt(*arguments: str) -> None:
    command = ["apt-get", "--quiet", "--quiet", "-o", "Acquire::Retries=3", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"apt-get {arguments[0]} failed: {done.stderr.strip()}")


# --- checks --------------------------------------------------------------------------------------


def lint(_arguments: list[str]) -> int:
    """Style, types and the import contract."""
    setup("dev")
    _lint_steps()
    return 0


def test(arguments: list[str]) -> int:
    """Everything that CI checks; with arguments, only pytest with them."""
    setup("dev")
    if arguments:
        return subprocess.run(_pytest(*arguments), cwd=ROOT, env=_environment(), check=False).returncode
    _step("system packages", check_system)
    _lint_steps()
    for name in BUILDERS:
        if _builder(name).is_file():
            _quiet_step(f"build_{name} --check", [PYTHON, _builder(name), "--check"])
    _step("unit tests", lambda: _loud(_pytest(*PYTEST, *counted_tests())))
    _step("coverage", check_coverage)
    _step("other tests", lambda: _loud(_pytest(*PYTEST, *other_tests())))
    return 0


def counted_tests() -> list[str]:
    """Arguments of pytest for the tests whose coverage counts."""
    return ["--cov", "--cov-report=", COUNTED_TESTS, "--deselect", UNCOUNTED_UNIT_TESTS]


def other_tests() -> list[str]:
    """Arguments of pytest for all the others."""
    folders = sorted(path for path in (ROOT / "tests").iterdir() if any(path.rglob("test_*.py")))
    named = [path.relative_to(ROOT).as_posix() for path in folders]
    return [UNCOUNTED_UNIT_TESTS, *(name for name in named if name != COUNTED_TESTS)]


def _lint_steps() -> None:
    code = [name for name in CODE if (ROOT / name).exists()]
    _quiet_step("ruff check", [PYTHON, "-m", "ruff", "check", *code])
    _quiet_step("ruff format", [PYTHON, "-m", "ruff", "format", "--check", *code])
    _quiet_step("mypy", [PYTHON, "-m", "mypy", *code])
    _quiet_step("import contract", [BIN / f"lint-imports{ENDING}"])


def check_coverage() -> None:
    """Print the coverage of each layer; fail below the floor, for lines and for branches apart."""
    report = VENV / "coverage.json"
    _must([PYTHON, "-m", "coverage", "json", "--quiet", "-o", report], "cannot read the coverage")
    files = json.loads(report.read_text("utf-8"))["files"]
    layers: dict[str, list[dict[str, int]]] = {}
    for name, figures in files.items():
        path = Path(name)
        if path.parts[:2] != NOT_COVERED:
            layers.setdefault(path.parts[1], []).append(figures["summary"])
    for layer, summaries in sorted(layers.items()):
        print(f"    {layer:<12} lines {_lines(summaries):5.1f} %  branches {_branches(summaries):5.1f} %")
    everything = [summary for summaries in layers.values() for summary in summaries]
    if min(_lines(everything), _branches(everything)) < COVERAGE_FLOOR:
        raise Failed(
            f"coverage below {COVERAGE_FLOOR} %: "
            f"lines {_lines(everything):.1f} %, branches {_branches(everything):.1f} %"
        )


def _lines(summaries: Iterable[dict[str, int]]) -> float:
    return _percent(summaries, "covered_lines", "num_statements")


def _branches(summaries: Iterable[dict[str, int]]) -> float:
    return _percent(summaries, "covered_branches", "num_branches")


def _percent(summaries: Iterable[dict[str, int]], covered: str, total: str) -> float:
    pairs = [(summary[covered], summary[total]) for summary in summaries]
    whole = sum(pair[1] for pair in pairs)
    return 100 * sum(pair[0] for pair in pairs) / whole if whole else 100.0


# --- other chores --------------------------------------------------------------------------------


def bench(arguments: list[str]) -> int:
    """Run every benchmarks/bench_*.py, or those named; each prints its figures as JSON."""
    setup("dev")
    names = [f"bench_{name}.py" for name in arguments] or ["bench_*.py"]
    scripts = sorted(path for name in names for path in (ROOT / "benchmarks").glob(name))
    if not scripts:
        raise Failed("there is no such benchmark")
    for script in scripts:
        _loud([PYTHON, script])
    return 0


def golden(arguments: list[str]) -> int:
    """Write the golden files anew; look at the difference before committing it."""
    setup("dev")
    return subprocess.run(
        _pytest("-q", "--update-golden", *(arguments or ["tests/golden"])),
        cwd=ROOT, env=_environment(), check=False,
    ).returncode  # fmt: skip


def build(name: str) -> Callable[[list[str]], int]:
    """The chore that runs packaging/build_<name>.py."""

    def chore(arguments: list[str]) -> int:
        setup("dev")
        if not _builder(name).is_file():
            raise Failed(f"packaging/build_{name}.py is not written yet")
        _loud([PYTHON, _builder(name), *arguments])
        return 0

    return chore


def _builder(name: str) -> Path:
    return ROOT / "packaging" / f"build_{name}.py"


# --- starting and telling ------------------------------------------------------------------------

Command = Sequence[str | Path]


def _pytest(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "pytest", *arguments]


def _environment() -> dict[str, str]:
    """For every tool: UTF-8 everywhere, app importable from scripts, no window on the screen."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def _must(command: Command, complaint: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Failed(complaint)


def _loud(command: Command) -> None:
    done = subprocess.run(command, cwd=ROOT, env=_environment(), check=False)
    if done.returncode:
        raise Failed(f"exit code {done.returncode}")


def _quiet(command: Command) -> None:
    """Show what a tool says only when it complains."""
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        print(done.stdout)
        raise Failed(f"exit code {done.returncode}")


def _quiet_step(name: str, command: Command) -> None:
    _step(name, lambda: _quiet(command))


def _step(name: str, action: Callable[[], None]) -> None:
    print(f"--- {name}", flush=True)
    start = time.monotonic()
    try:
        action()
    except Failed as error:
        raise Failed(f"{name}: {error} ({time.monotonic() - start:.1f} s)") from error
    print(f"    ok, {time.monotonic() - start:.1f} s", flush=True)


def _set_up_only(_arguments: list[str]) -> int:
    """Make .venv with all that developers need."""
    setup("dev")
    return 0


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "setup": (_set_up_only, "make .venv with everything developers need"),
    "run": (run, "start the program; -- ARGS go to main.py"),
    "test": (test, "everything CI checks; -- ARGS: only pytest with them"),
    "lint": (lint, "style, types, import contract"),
    "bench": (bench, "speed and fidelity figures; -- NAMES for some of them"),
    "golden": (golden, "write the golden files anew"),
    "texts": (build("texts"), "compile the message catalogues"),
    "fonts": (build("fonts"), "build the tables of advance widths"),
    "templates": (build("templates"), "build the Word skeletons"),
    "pictures": (build("pictures"), "build the pictures of docs/"),
}


def main() -> NoReturn:
    """Run one command; the last line says how it ended."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="commands:\n" + "\n".join(f"  {name:<10} {what}" for name, (_, what) in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("arguments", nargs="*", metavar="-- ARGS")
    options = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The old console of Windows cannot show every letter that a tool may quote.
        sys.stdout.reconfigure(errors="replace")
    start = time.monotonic()
    try:
        code = COMMANDS[options.command][0](options.arguments)
    except Failed as error:
        sys.exit(f"dev.py {options.command}: FAILED: {error}")
    except KeyboardInterrupt:
        sys.exit(f"dev.py {options.command}: stopped")
    if options.command not in ("run", "bench"):
        ending = "ok" if code == 0 else f"FAILED: exit code {code}"
        print(f"dev.py {options.command}: {ending}, {time.monotonic() - start:.1f} s")
    sys.exit(code)


if __name__ == "__main__":
    main()
