"""Reads the command line, and says in Vietnamese what it may hold."""

from __future__ import annotations

import argparse
import difflib
from argparse import ArgumentError, ArgumentParser, HelpFormatter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.errors import AppError
from app.base.texts import text

PROGRAM = "main.py"
COMMANDS = ("export", "render", "check", "pages", "rules", "show")
# Commands that take Word files as well as letters.
_ANY_FILE = ("render", "pages", "show")
_HELP = ("-h", "--help")
_WILD = frozenset("*?")


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for.  ``help`` is the text to show instead of doing anything, or ""."""

    command: str = ""
    help: str = ""
    inputs: tuple[Path, ...] = ()
    output: Path | None = None
    folder: Path | None = None
    overwrite: bool = False
    skeleton: Path | None = None
    dpi: str = ""
    as_json: bool = False
    size: str = ""
    scale: str = ""
    section: str = ""
    dark: bool = False


class _Formatter(HelpFormatter):
    """argparse's own, with a Vietnamese word for "usage:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or text("cli.usage") + " ")


def read_order(arguments: Sequence[str]) -> Order:
    """The order in the arguments of the program; AppError for what is unknown, missing or too much."""
    if not arguments or arguments[0] in _HELP:
        return Order(help=text("cli.overview", program=PROGRAM))
    command, *rest = arguments
    if command not in COMMANDS:
        raise _unknown_command(command)
    parser = _parser(command)
    try:
        # Intermixed: options may stand between the files.
        found, strangers = parser.parse_known_intermixed_args(rest)
    except ArgumentError as error:
        # Its own words are English; what can be wrong here is a value missing or one too many.
        option = error.argument_name or " ".join(rest)
        raise AppError("cli.option_misused", option=option, program=PROGRAM, command=command) from error
    if found.help:
        return Order(help=parser.format_help().rstrip())
    if strangers:
        raise AppError("cli.unknown_option", option=strangers[0], program=PROGRAM, command=command)
    return _checked(Order(command, **{name: value for name, value in vars(found).items() if name != "help"}))


def _checked(order: Order) -> Order:
    """The order with its wild cards resolved, when nothing in it contradicts itself."""
    if order.command == "rules":
        return order
    if not order.inputs:
        raise AppError("cli.no_input", program=PROGRAM, command=order.command)
    if order.output and order.folder:
        raise AppError("cli.output_and_folder")
    inputs = tuple(path for given in order.inputs for path in _files(given))
    if order.output and len(inputs) > 1:
        raise AppError("cli.output_for_many", count=len(inputs))
    return replace(order, inputs=inputs)


def _files(given: Path) -> list[Path]:
    """The files that a name with wild cards means: the console of Windows leaves them to the program."""
    if not _WILD.intersection(given.name) or given.exists():
        return [given]
    return sorted(given.parent.glob(given.name)) or [given]


def _unknown_command(command: str) -> AppError:
    near = difflib.get_close_matches(command, COMMANDS, n=1)
    if near:
        return AppError("cli.unknown_command_near", command=command, near=near[0], program=PROGRAM)
    return AppError("cli.unknown_command", command=command, known=", ".join(COMMANDS), program=PROGRAM)


def _parser(command: str) -> ArgumentParser:
    parser = ArgumentParser(
        prog=f"{PROGRAM} {command}",
        description=text(f"cli.about.{command}"),
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
    )
    if command != "rules":
        files = parser.add_argument_group(text("cli.files"))
        meant = "any_input" if command in _ANY_FILE else "input"
        files.add_argument(
            "inputs", nargs="*", type=Path, metavar=text(f"cli.meta.{meant}"), help=_help(f"cli.help.{meant}")
        )
    options = parser.add_argument_group(text("cli.options"))
    if command == "export":
        _add_export_options(options)
    elif command == "render":
        _add_render_options(options)
    elif command == "show":
        _add_show_options(options)
    elif command == "pages":
        options.add_argument("--json", dest="as_json", action="store_true", help=_help("cli.help.json"))
    options.add_argument(*_HELP, action="store_true", help=_help("cli.help.help"))
    return parser


def _add_export_options(options: argparse._ArgumentGroup) -> None:
    word_file = text("cli.meta.word_file")
    options.add_argument("-o", "--output", type=Path, metavar=word_file, help=_help("cli.help.output"))
    options.add_argument(
        "--out-dir", dest="folder", type=Path, metavar=text("cli.meta.folder"), help=_help("cli.help.folder")
    )
    options.add_argument("--force", dest="overwrite", action="store_true", help=_help("cli.help.force"))
    options.add_argument("--skeleton", type=Path, metavar=word_file, help=_help("cli.help.skeleton"))


def _add_render_options(options: argparse._ArgumentGroup) -> None:
    painted = text("cli.meta.painted_file")
    options.add_argument("-o", "--output", type=Path, metavar=painted, help=_help("cli.help.painted"))
    # Kept as text: what is no number is told in Vietnamese.
    options.add_argument("--dpi", default="", metavar=text("cli.meta.dpi"), help=_help("cli.help.dpi"))
    options.add_argument("--force", dest="overwrite", action="store_true", help=_help("cli.help.force"))


def _help(key: str) -> str:
    """The help of an option; argparse takes a percent sign for the beginning of a field."""
    return text(key).replace("%", "%%")


def _add_show_options(options: argparse._ArgumentGroup) -> None:
    picture = text("cli.meta.picture")
    options.add_argument("--grab", dest="output", type=Path, metavar=picture, help=_help("cli.help.grab"))
    # Kept as text, like the dots of render.
    options.add_argument("--size", default="", metavar=text("cli.meta.size"), help=_help("cli.help.size"))
    options.add_argument("--scale", default="", metavar=text("cli.meta.scale"), help=_help("cli.help.scale"))
    options.add_argument(
        "--section", default="", metavar=text("cli.meta.section"), help=_help("cli.help.section")
    )
    options.add_argument("--dark", action="store_true", help=_help("cli.help.dark"))
