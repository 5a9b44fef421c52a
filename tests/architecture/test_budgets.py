"""Every module of app/ keeps the budgets and the voice of the house; every rule is seen to bite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import house_rules
from tests.support.house_rules import APP, LATE_IMPORTS, LATE_IMPORTS_OF_BOOTSTRAP, app_modules, named

_METHODS = "".join(f"    def m{number}(self) -> None: ...\n" for number in range(21))

# Each rule with a module that breaks it.
RULES: list[tuple[Callable[[str], list[str]], str]] = [
    (house_rules.module_too_long, "x = 1\n" * 501),
    (house_rules.long_functions, "def long() -> None:\n" + "    print()\n" * 50),
    (house_rules.large_classes, "class Large:\n" + _METHODS),
    (house_rules.undocumented, "x = 1\n"),
    (house_rules.unannotated, "def f(a, *b: int) -> None: ...\n"),
    (house_rules.unannotated, "def f(a: int): ...\n"),
    (house_rules.foreign_literals, 'x = "công văn"\n'),
    (house_rules.foreign_literals, 'x = f"số {1}"\n'),
    (house_rules.network_imports, "import urllib.request\n"),
    (house_rules.network_imports, "from urllib import request\n"),
    (house_rules.network_imports, "from PySide6.QtNetwork import QLocalSocket\n"),
    (house_rules.network_imports, "def f() -> None:\n    import socket\n"),
    (house_rules.late_imports, "def f() -> None:\n    import json  # why not\n"),
    (house_rules.late_imports, "def f() -> None:\n\n    import docx\n"),
    (house_rules.late_imports, "def f() -> None:\n\n    import docx  # noqa: PLC0415\n"),
]

# Modules that keep every rule, at its very edge.
GOOD = [
    '"""Doc."""\n' + "x = 1\n" * 499,
    '"""Doc."""\ndef long() -> None:\n' + "    print()\n" * 49,
    '"""Công văn."""\n# số\ndef f(self, *a: int, b: str) -> str:\n    "Số"\n    return f"{b}\\u2013"',
    '"""Doc."""\ndef f() -> None:\n    # python-docx takes 200 ms to load\n    import docx\n',
    '"""Doc."""\ndef f() -> None:\n    import docx  # noqa: PLC0415 - takes 200 ms to load\n',
    '"""Doc."""\nfrom urllib.parse import quote\nimport sslx\n',
]

_every_rule = pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, _ in RULES)))


@pytest.mark.parametrize("path", app_modules(), ids=named)
@_every_rule
def test_every_module_keeps_the_rules(path: Path, rule: Callable[[str], list[str]]) -> None:
    source = path.read_text("utf-8")
    if rule is house_rules.late_imports:
        # The library, too, joins parts that the window must not wait for.
        in_bootstrap = path.relative_to(APP).as_posix() in ("bootstrap.py", "library/library.py")
        complaints = house_rules.late_imports(
            source, LATE_IMPORTS_OF_BOOTSTRAP if in_bootstrap else LATE_IMPORTS
        )
    else:
        complaints = rule(source)
    assert complaints == []


@pytest.mark.parametrize(("rule", "bad"), RULES)
def test_a_module_that_breaks_a_rule_is_seen(rule: Callable[[str], list[str]], bad: str) -> None:
    assert len(rule(bad)) == 1


@pytest.mark.parametrize("good", GOOD)
@_every_rule
def test_a_module_that_keeps_the_rules_is_left_alone(rule: Callable[[str], list[str]], good: str) -> None:
    assert rule(good) == []


# The main window joins nothing that another part could join (Electrum's has 3,006 lines and 196 methods).
WINDOW_LINES, WINDOW_CONNECTIONS = 300, 12


def test_the_main_window_keeps_its_budget() -> None:
    source = (APP / "ui" / "window.py").read_text("utf-8")
    assert source.count("\n") <= WINDOW_LINES
    assert source.count(".connect(") <= WINDOW_CONNECTIONS


def test_only_one_module_opens_message_boxes() -> None:
    named_by = [named(path) for path in app_modules() if "QMessageBox" in path.read_text("utf-8")]
    assert named_by == ["app/ui/messages.py"]
