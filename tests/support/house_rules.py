"""The rules of the house as functions: source in, complaints out. tests/architecture applies them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

MODULE_LINES = 500
FUNCTION_LINES = 50
CLASS_METHODS = 20

# Together these cost 300 ms of start-up time; bootstrap chooses between window and command line.
LATE_IMPORTS = ("docx", "docxtpl", "jinja2", "babel", "openpyxl", "PySide6.QtSvg")
LATE_IMPORTS_OF_BOOTSTRAP = (*LATE_IMPORTS, "app", "PySide6")

NETWORK = (
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets",
)  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


def app_modules() -> list[Path]:
    """Every module of the program."""
    return sorted(APP.rglob("*.py"))


def named(path: Path) -> str:
    """A module as a test id: its path from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def module_too_long(source: str) -> list[str]:
    """More lines than a module may have."""
    lines = source.count("\n")
    return [f"{lines} lines, at most {MODULE_LINES}"] if lines > MODULE_LINES else []


def long_functions(source: str) -> list[str]:
    """Functions with more lines than a function may have, docstring included."""
    sizes = ((node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in _functions(source))
    return [
        f"line {node.lineno}: {node.name} has {size} lines, at most {FUNCTION_LINES}"
        for node, size in sizes
        if size > FUNCTION_LINES
    ]


def large_classes(source: str) -> list[str]:
    """Classes with more methods than a class may have."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, Function) for part in node.body)
            if methods > CLASS_METHODS:
                found.append(
                    f"line {node.lineno}: {node.name} has {methods} methods, at most {CLASS_METHODS}"
                )
    return found


def late_imports(source: str, allowed: tuple[str, ...] = LATE_IMPORTS) -> list[str]:
    """Imports inside functions of what is not slow to load, or without a comment that says why."""
    lines = source.splitlines()
    found = []
    for function in _functions(source):
        for node in ast.walk(function):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            around = lines[node.lineno - 2 : node.lineno]
            if not all(_is_below(name, allowed) for name in _imported(node)):
                found.append(f"line {node.lineno}: only {', '.join(allowed)} may be imported in a function")
            elif not any(_is_reason(line) for line in around):
                found.append(f"line {node.lineno}: an import in a function without a comment that says why")
    return found


def undocumented(source: str) -> list[str]:
    """A module without a docstring."""
    return [] if ast.get_docstring(ast.parse(source)) else ["no docstring"]


def unannotated(source: str) -> list[str]:
    """Parameters and results without a type."""
    found = []
    for function in _functions(source):
        arguments = function.args
        named_arguments = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every = [*named_arguments, *filter(None, (arguments.vararg, arguments.kwarg))]
        bare = [each.arg for each in every if each.annotation is None and each.arg not in ("self", "cls")]
        if function.returns is None:
            bare.append("its result")
        if bare:
            found.append(
                f"line {function.lineno}: {function.name} does not say the type of {', '.join(bare)}"
            )
    return found


def foreign_literals(source: str) -> list[str]:
    """String literals that are not ASCII: such words belong into the catalogues."""
    return [
        f"line {node.lineno}: {node.value!r}"
        for node in literals(ast.parse(source))
        if not _source_of(source, node).isascii()
    ]


def network_imports(source: str) -> list[str]:
    """Imports of what could leave this machine."""
    return [
        f"line {node.lineno}: {name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported(node)
        if _is_below(name, NETWORK)
    ]


def literals(tree: ast.Module) -> list[ast.Constant]:
    """The string literals of a module that are not docstrings, those inside f-strings included."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | Function) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def _functions(source: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    # Both the package and the name: "from urllib import request" is urllib.request.
    return [f"{node.module}.{alias.name}" for alias in node.names]


def _is_below(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _is_reason(line: str) -> bool:
    _, mark, comment = line.partition("#")
    # A noqa alone is no reason, unless one follows it after a dash.
    return bool(mark) and (not comment.strip().startswith(("noqa", "type:")) or " - " in comment)


def _source_of(source: str, node: ast.Constant) -> str:
    """The literal as it is written (an escape is ASCII); its value where Python 3.11 cannot tell.

    Inside an f-string Python 3.11 gives the place of the whole f-string.
    """
    return ast.get_source_segment(source, node) or str(node.value)
