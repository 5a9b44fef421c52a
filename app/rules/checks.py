"""Checks of a loaded rulebook that reach across its tables."""

import re
from collections.abc import Collection, Iterable
from string import Formatter

from app.rules.look import COMPONENT_IDS, SizeTier
from app.rules.model import Rulebook
from app.rules.reading import Where

_COLOUR = re.compile(r"[0-9A-F]{6}")
_LINK_FIELDS = ("type", "code", "day", "month", "year", "organ")
_MONTHS = 12


def check_rulebook(book: Rulebook) -> None:
    """AppError for the first name that refers to nothing, or figure that contradicts another."""
    _check_components(book)
    _check_sizes(book)
    _check_references(book)
    _check_figures(book)
    _check_patterns(book)


def _check_components(book: Rulebook) -> None:
    where = Where("components.toml")
    for name in COMPONENT_IDS:
        if name not in book.components:
            raise where.error("missing_key", name)
    styles: set[str] = set()
    for name, component in book.components.items():
        if name not in COMPONENT_IDS:
            raise where.error("unknown_key", name)
        if component.style in styles:
            raise where.inside(name).error("repeated", "style", value=component.style)
        styles.add(component.style)


def _check_sizes(book: Rulebook) -> None:
    where = Where("schemes.toml")
    _refer(where, "default", [book.schemes.default], book.schemes.scheme)
    for name, component in book.components.items():
        if component.tier is SizeTier.FIXED:
            if component.size_min != component.size_max:
                raise Where("components.toml", (name,)).error("fixed_size_varies", "size_max")
            continue
        for scheme in book.schemes.scheme:
            if not component.size_min <= book.size(name, scheme) <= component.size_max:
                raise (
                    where.inside("scheme")
                    .inside(scheme)
                    .error("size_outside", component.tier, component=name)
                )


def _check_references(book: Rulebook) -> None:
    lines = book.lines
    for name, line in (
        ("motto", lines.motto),
        ("organ", lines.organ),
        ("subject_named", lines.subject_named),
        ("contact_line", lines.contact_line),
    ):
        _refer(Where("lines.toml", (name,)), "component", [line.component], book.components)
    for level in book.body.level.values():
        where = Where("body.toml", ("level", level.id))
        _refer(where, "label", [level.label], book.components)
        _refer(where, "title", [level.title], book.components)
    _refer(Where("body.toml", ("titles",)), "words", book.body.titles.words, book.body.level)
    known = book.signature.authority
    for chain in book.signature.chain.values():
        _refer(Where("signature.toml", ("chain", chain.id)), "authorities", chain.authorities, known)
    for step in book.signature.refused.values():
        where = Where("signature.toml", ("refused", step.id))
        _refer(where, "authority", [step.authority], known)
        _refer(where, "followed_by", step.followed_by, known)
    blanks = book.appendix.electronic_blanks
    _refer(Where("appendix.toml", ("electronic_blanks",)), "words", blanks.words, _LINK_FIELDS)


def _refer(where: Where, key: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise where.error("unknown_value", key, value=name, allowed=", ".join(known))


def _check_figures(book: Rulebook) -> None:
    paragraph = book.body.paragraph
    if paragraph.indent not in paragraph.indents:
        raise Where("body.toml", ("paragraph",)).error("not_in_list", "indent", other="indents")
    if any(not 1 <= month <= _MONTHS for month in book.heading.date.padded_months):
        raise Where("heading.toml", ("date",)).error("no_month", "padded_months")
    for where, colour in (
        (Where("page.toml", ("font",)), book.page.font.colour),
        (Where("marks.toml", ("ink",)), book.marks.ink.colour),
    ):
        if not _COLOUR.fullmatch(colour):
            raise where.error("no_colour", "colour", value=colour)


def _check_patterns(book: Rulebook) -> None:
    try:
        re.compile(book.heading.notation.group)
    except re.error as error:
        raise Where("heading.toml", ("notation",)).error("no_pattern", "group") from error
    marks = Where("marks.toml", ("drafter",))
    _check_fields(marks, "pattern", book.marks.drafter.pattern, ("initials", "copies"))
    _check_fields(marks, "pattern_without_copies", book.marks.drafter.pattern_without_copies, ("initials",))
    for name, note in (
        ("copies", book.recipients.copies),
        ("initials", book.recipients.initials),
        ("note", book.recipients.note),
    ):
        _check_fields(Where("recipients.toml", (name,)), "pattern", note.pattern, ("note",))
    _check_fields(Where("appendix.toml", ("link",)), "pattern", book.appendix.link.pattern, _LINK_FIELDS)
    _check_drafting(book)
    for rule in book.guidance.values():
        _check_fields(Where("guidance.toml", (rule.id,)), "text", rule.text, ("value",))


def _check_fields(where: Where, key: str, pattern: str, wanted: tuple[str, ...]) -> None:
    try:
        found = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    except ValueError:  # a brace left open
        found = set()
    if found != set(wanted):
        raise where.error("wrong_fields", key, wanted=", ".join(f"{{{name}}}" for name in wanted))


def _check_drafting(book: Rulebook) -> None:
    citation, answer = book.drafting.citation, book.drafting.answer
    for key, pattern, fields in (
        ("code", citation.code, ("type", "code")),
        ("date", citation.date, ("date",)),
        ("organ", citation.organ, ("organ",)),
        ("subject", citation.subject, ("subject",)),
    ):
        _check_fields(Where("drafting.toml", ("citation",)), key, pattern, fields)
    for key, pattern, fields in (
        ("opening", answer.opening, ("citation", "organ")),
        ("opening_unnamed", answer.opening_unnamed, ("citation",)),
        ("subject", answer.subject, ("citation",)),
    ):
        _check_fields(Where("drafting.toml", ("answer",)), key, pattern, fields)
