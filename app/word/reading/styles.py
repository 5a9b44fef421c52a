"""The styles of a document: what each says, what it is based on, and the document's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.word.reading.markup import parse
from app.word.reading.names import W
from app.word.reading.paragraph_properties import read_paragraph_properties
from app.word.reading.run_properties import Sparse, read_run_properties
from app.word.reading.table_properties import (
    read_cell_properties,
    read_row_properties,
    read_table_properties,
)
from app.word.reading.theme import Theme
from app.word.reading.values import Element, is_true, val

# Longer chains only come from damage; Word itself follows eleven.
_LONGEST_CHAIN = 50
# The name under which the base of a table style is kept among its conditional parts.
WHOLE_TABLE = "wholeTable"


@dataclass(frozen=True, slots=True)
class Region:
    """What a table style says of one region ("firstRow" …) of its tables."""

    paragraph: Sparse
    run: Sparse
    table: Sparse
    row: Sparse
    cell: Sparse


@dataclass(frozen=True, slots=True)
class Style:
    """One style; ``regions`` only in table styles."""

    id: str
    name: str
    kind: str
    based_on: str | None
    paragraph: Sparse
    run: Sparse
    regions: Mapping[str, Region] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by kind and id, the default ones, and the document's defaults."""

    by_kind: Mapping[str, Mapping[str, Style]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)  # kind to id
    default_run: Sparse = field(default_factory=dict)
    default_paragraph: Sparse = field(default_factory=dict)

    def get(self, kind: str, style: str | None) -> Style | None:
        """The style; the default one of its kind when it is unknown or None is asked for."""
        styles = self.by_kind.get(kind, {})
        found = styles.get(style) if style is not None else None
        return found or styles.get(self.defaults.get(kind, ""))

    def chain(self, kind: str, style: str | None) -> tuple[Style, ...]:
        """The style with all it is based on, the base first; a ring is cut where it closes."""
        styles = self.by_kind.get(kind, {})
        found: list[Style] = []
        one = self.get(kind, style)
        while one is not None and one not in found and len(found) < _LONGEST_CHAIN:
            found.append(one)
            one = styles.get(one.based_on) if one.based_on is not None else None
        return tuple(reversed(found))


def read_styles(data: bytes, part: str, theme: Theme) -> Styles:
    """The styles of a part; AppError when it is not well-formed."""
    root = parse(data, part)
    by_kind: dict[str, dict[str, Style]] = {}
    defaults: dict[str, str] = {}
    for element in root.iterchildren(W + "style"):
        style = _style(element, theme)
        if style is None:
            continue
        by_kind.setdefault(style.kind, {}).setdefault(style.id, style)
        if is_true(element.get(W + "default")):
            defaults[style.kind] = style.id
    run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    return Styles(
        by_kind,
        defaults,
        read_run_properties(run, theme),
        read_paragraph_properties(paragraph, theme),
    )


def _style(element: Element, theme: Theme) -> Style | None:
    key = element.get(W + "styleId")
    if key is None:
        return None
    kind = element.get(W + "type") or "paragraph"
    region = _region(element, theme)
    regions: dict[str, Region] = {}
    if kind == "table":
        regions[WHOLE_TABLE] = region
        for child in element.iterchildren(W + "tblStylePr"):
            regions[child.get(W + "type") or ""] = _region(child, theme)
    return Style(
        id=key,
        name=val(element, W + "name") or key,
        kind=kind,
        based_on=val(element, W + "basedOn"),
        paragraph=region.paragraph,
        run=region.run,
        regions=regions,
    )


def _region(element: Element, theme: Theme) -> Region:
    return Region(
        paragraph=read_paragraph_properties(element.find(W + "pPr"), theme),
        run=read_run_properties(element.find(W + "rPr"), theme),
        table=read_table_properties(element.find(W + "tblPr"), theme),
        row=read_row_properties(element.find(W + "trPr"), theme),
        cell=read_cell_properties(element.find(W + "tcPr"), theme),
    )
