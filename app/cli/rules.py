"""main.py rules: the rulebook as a text to read, every figure with its clause and strength."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from app.base.texts import text
from app.base.units import Mm, Pt
from app.base.vietnamese import upper
from app.cli.arguments import Order
from app.cli.console import say
from app.rules.closing import Chain, RefusedStep
from app.rules.look import Box, Component, DrawnLine, Mark, Scheme
from app.rules.model import Rulebook
from app.rules.reference import DocumentType, Guidance
from app.rules.source import Flag, Length, MmRange, Pattern, Phrase, Source, Words
from app.rules.wording import Level

# Rules that are one figure: it stands on the line of their name.
_ONE_FIGURE = (Flag, Length, Pattern, Phrase, Words)
# Said already, in the title of the table.
_NOT_SHOWN = frozenset({"id", "name", "source"})
# Parts of a rule: their clause is that of the rule.
_NO_ORIGIN = (DocumentType, MmRange, Scheme)
# Fields that name a component or a level by its identifier.
_COMPONENT_FIELDS = frozenset({"component", "label", "title"})
# Fields that name the blanks of a letter by their identifiers.
_BLANKS_RULE = "electronic_blanks"
_LEVELS_RULE = "titles"
_INDENT = "  "


def rules(_order: Order, rulebook: Rulebook) -> int:
    """Print the whole rulebook; always 0."""
    for line in listing(rulebook):
        say(line)
    return 0


def listing(rulebook: Rulebook) -> Iterator[str]:
    """The lines of the rulebook: a heading for each rule file, below it each rule and its figures."""
    yield text("cli.rules_title")
    shown = _Listing(rulebook)
    for part in fields(rulebook):
        yield ""
        table = getattr(rulebook, part.name)
        yield upper(_field_name(part.name)) + _origin(table)
        yield from shown.table(table, 1)


class _Listing:
    """Puts rules into lines; it knows the rulebook, whose components have names."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def table(self, table: object, depth: int) -> Iterator[str]:
        """The lines of a table of rules, without its own name."""
        figures = self._figures(table)
        if figures:
            yield _INDENT * depth + figures
        for name, inner in _entries(table):
            if _is_table(inner) and name not in _NOT_SHOWN:
                title = self._title(name, inner) if isinstance(table, Mapping) else _table_name(name, inner)
                yield from self._named(upper(title[:1]) + title[1:], name, inner, depth)

    def _named(self, title: str, name: str, inner: object, depth: int) -> Iterator[str]:
        """A rule: its name and origin, its figures beside the name where they are few."""
        origin = _origin(inner)
        if isinstance(inner, _ONE_FIGURE):
            yield f"{_INDENT * depth}{title}: {self._one_figure(name, inner)}{origin}"
        elif isinstance(inner, _NO_ORIGIN):
            yield f"{_INDENT * depth}{title}: {self._figures(inner) or text('cli.nothing')}"
        else:
            yield f"{_INDENT * depth}{title}{origin}"
            if not isinstance(inner, Guidance | Source):
                yield from self.table(inner, depth + 1)

    def _title(self, name: str, inner: object) -> str:
        """What a table among its like is called."""
        match inner:
            case Guidance():
                title = inner.text.replace("{value}", inner.value)
            case Chain():
                title = " / ".join(inner.authorities) or text("cli.no_authority")
            case Level():
                title = self._component(inner.label)
            case Scheme():
                title = f"{inner.id} ({inner.name})"
            case RefusedStep():
                title = inner.reason
            case Mark():
                title = inner.text
            case Component() | DocumentType():
                title = inner.name
            case _:
                title = name
        return title

    def _figures(self, table: object) -> str:
        """The figures of a table itself, each behind the name of its field; empty ones are left out."""
        shown = []
        for name, value in _entries(table):
            if _is_table(value) or name in _NOT_SHOWN or value in ("", ()):
                continue
            of_component = name in _COMPONENT_FIELDS and isinstance(table, Level | DrawnLine)
            words = self._component(str(value)) if of_component else _shown(value)
            shown.append(f"{_field_name(name)}: {words}")
        return "; ".join(shown)

    def _one_figure(self, name: str, rule: Flag | Length | Pattern | Phrase | Words) -> str:
        if isinstance(rule, Words) and name in (_BLANKS_RULE, _LEVELS_RULE):
            return ", ".join(map(_field_name if name == _BLANKS_RULE else self._level, rule.words))
        [value] = [value for field, value in _entries(rule) if field not in _NOT_SHOWN]
        return _shown(value)

    def _level(self, name: str) -> str:
        return self._component(self._rulebook.body.level[name].label)

    def _component(self, name: str) -> str:
        component: Component = self._rulebook.components[name]
        return component.name


def _entries(table: object) -> list[tuple[str, object]]:
    if isinstance(table, Mapping):
        return [(str(name), inner) for name, inner in table.items()]
    return [(part.name, getattr(table, part.name)) for part in fields(table)]  # type: ignore[arg-type]


def _is_table(value: object) -> bool:
    return is_dataclass(value) or isinstance(value, Mapping)


def _field_name(name: str) -> str:
    return text(f"cli.field.{name}")


def _table_name(name: str, inner: object) -> str:
    # The same word stands for the number of an ô and for the size of a frame.
    return _field_name("frame_size" if isinstance(inner, Box) and name == "box" else name)


def _origin(rule: object) -> str:
    """The clause and the strength behind a rule, in brackets."""
    source = rule if isinstance(rule, Source) else getattr(rule, "source", None)
    if not isinstance(source, Source):
        return ""
    return f" [{source.clause}; {text(f'cli.strength.{source.strength.lower()}')}]"


def _shown(value: object) -> str:
    """A figure as Vietnamese readers write it: decimal comma, units, có and không."""
    if isinstance(value, bool):
        return text("cli.yes" if value else "cli.no")
    if isinstance(value, Mm | Pt):
        return f"{_number(value)} {'mm' if isinstance(value, Mm) else 'pt'}"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, StrEnum):
        return text(f"cli.value.{value.value}")
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value)) or text("cli.nothing")
    return f"\u201c{value}\u201d" if value else text("cli.nothing")  # Vietnamese quotation marks


def _number(value: float) -> str:
    return f"{value:.6g}".replace(".", ",")
