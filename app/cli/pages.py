"""main.py pages: where every line of a letter or Word file stands."""

from __future__ import annotations

import json

from app.base.errors import AppError
from app.base.texts import text
from app.cli.arguments import Order
from app.cli.console import say
from app.cli.sources import opened
from app.pages.describe import describe
from app.pages.layout import lay_out
from app.pages.model import Page, Pages, mm, pt
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor


def pages(order: Order, rulebook: Rulebook, skeleton_for: SkeletonFor) -> int:
    """Print the pages of one file, as JSON where that is asked for; always 0."""
    if len(order.inputs) != 1:
        raise AppError("cli.one_file", count=len(order.inputs))
    source = opened(order.inputs[0], rulebook, skeleton_for)
    laid_out = lay_out(source.document)
    if order.as_json:
        say(json.dumps(_figures(laid_out), ensure_ascii=False, indent=1))
        return 0
    for page in laid_out.pages:
        _list(page)
    for notice in (*source.notices, *map(text, laid_out.approximate)):
        say(notice)
    return 0


def _figures(laid_out: Pages) -> dict[str, object]:
    """What the JSON holds: the pages, and in words what stands only roughly where Word puts it."""
    return {"pages": describe(laid_out), "approximate": [text(key) for key in laid_out.approximate]}


def _list(page: Page) -> None:
    width, height = round(mm(page.width)), round(mm(page.height))
    say(text("cli.page", number=page.number, width=width, height=height, count=len(page.lines)))
    for line in page.lines:
        if line.text.strip():
            say(f"  {pt(line.y):7.1f} {pt(line.x):7.1f} {pt(line.width):7.1f}  {line.text}")
