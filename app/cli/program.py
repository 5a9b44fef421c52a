"""The command line of the program: which command does what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.base.errors import AppError
from app.cli.arguments import Order, read_order
from app.cli.check import check
from app.cli.console import complain, say
from app.cli.export import export
from app.cli.pages import pages
from app.cli.painting import Painting
from app.cli.render import render
from app.cli.rules import rules
from app.cli.show import Look, show
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor

_COMMANDS: Mapping[str, Callable[[Order, Rulebook, SkeletonFor], int]] = {"check": check, "pages": pages}
# These may paint.
_PAINTERS: Mapping[str, Callable[[Order, Rulebook, SkeletonFor, Callable[[], Painting]], int]] = {
    "export": export,
    "render": render,
}
_BAD_INPUT = 2


def run(
    arguments: Sequence[str],
    rulebook: Callable[[], Rulebook],
    painting: Callable[[], Painting],
    picture: Callable[[Look], None],
    skeletons: Callable[[Rulebook], SkeletonFor],
) -> int:
    """Do what the arguments say; the exit code: 0 done, 1 findings, 2 refused or bad input.

    painting starts Qt, picture a window too, so they are asked for only by an order that needs them;
    skeletons finds those of the office.
    """
    try:
        order = read_order(arguments)
        if order.help:
            say(order.help)
            return 0
        if order.command == "show":
            return show(order, picture)
        book = rulebook()
        if order.command == "rules":
            return rules(order, book)
        if order.command in _PAINTERS:
            return _PAINTERS[order.command](order, book, skeletons(book), painting)
        return _COMMANDS[order.command](order, book, skeletons(book))
    except AppError as error:
        complain(str(error))
        return _BAD_INPUT
