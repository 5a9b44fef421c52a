"""The command line of the program: which command does what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.base.errors import AppError
from app.cli.arguments import Order, read_order
from app.cli.check import check
from app.cli.console import complain, say
from app.cli.export import export
from app.cli.rules import rules
from app.rules.model import Rulebook

Command = Callable[[Order, Rulebook], int]

_COMMANDS: Mapping[str, Command] = {"export": export, "check": check, "rules": rules}
_BAD_INPUT = 2


def run(arguments: Sequence[str], rulebook: Callable[[], Rulebook]) -> int:
    """Do what the arguments say; the exit code: 0 done, 1 findings, 2 refused or bad input."""
    try:
        order = read_order(arguments)
        if order.help:
            say(order.help)
            return 0
        return _COMMANDS[order.command](order, rulebook())
    except AppError as error:
        complain(str(error))
        return _BAD_INPUT
