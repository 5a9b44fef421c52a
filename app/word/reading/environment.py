"""What all parts of a document share: styles, lists, settings, and the effective formats they give.

One environment serves every reading of the same style, theme, list and settings parts, and keeps
the formats it has worked out, so that the next key typed finds them ready.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from app.document.formats import ParagraphFormat, interned_paragraph
from app.document.model import ENDNOTE_NUMBERING, FOOTNOTE_NUMBERING, NoteNumbering, Settings
from app.word.reading.looks import Levels, Looks, looks_of
from app.word.reading.names import W
from app.word.reading.numbering import LEVELS, Level, Lists, read_lists
from app.word.reading.paragraph_properties import borders_of, read_paragraph_properties
from app.word.reading.run_properties import Sparse, read_run_properties
from app.word.reading.settings import read_settings
from app.word.reading.styles import WHOLE_TABLE, Region, Style, Styles, read_styles
from app.word.reading.theme import NO_THEME, Theme, read_theme
from app.word.reading.values import Element

Signature = tuple[object, ...]

# Kept formats of one environment; a document has some hundreds, damage may have any number.
_MOST_KEPT = 20_000
# Children of w:pPr that are no formatting of the paragraph itself.
_NOT_FORMATTING = frozenset([W + "rPr", W + "sectPr", W + "pPrChange"])
_RUN_CHANGE = W + "rPrChange"
_PARAGRAPH_KEYS = frozenset(ParagraphFormat.__dataclass_fields__) - {"tabs", "borders"}


@dataclass(frozen=True, slots=True)
class TableLayer:
    """What the table style says of the text in a cell; ``key`` tells layers apart."""

    key: tuple[object, ...]
    paragraph: Sparse
    run: Sparse


NO_LAYER = TableLayer((), {}, {})


class Texts:
    """The formats of runs in paragraphs of one style (in one kind of cell)."""

    def __init__(self, environment: Environment, style: str | None, layer: TableLayer) -> None:
        self._environment = environment
        self._paragraph = environment.merged_run("paragraph", style)
        self._layer = layer
        self._kept: dict[Signature, Looks] = {}

    def looks(self, element: Element | None) -> Looks:
        """The formats of a run with this w:rPr."""
        key = run_signature(element) if element is not None else ()
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            direct = read_run_properties(element, self._environment.theme)
            found = self._kept[key] = looks_of(self._values(direct))
        return found

    def label(self, mark: Element | None, level: Level) -> Looks:
        """The formats of an automatic number: those of the paragraph's end under those of the level."""
        direct = read_run_properties(mark, self._environment.theme)
        # Word does not underline the number because the end of the paragraph is.
        direct.pop("underline", None)
        return looks_of(self._values({**direct, **level.run}))

    def _values(self, direct: Sparse) -> Sparse:
        style = direct.get("style")
        character = self._environment.merged_run("character", style) if style is not None else {}
        defaults = self._environment.styles.default_run
        return Levels(defaults, self._layer.run, self._paragraph, character).with_direct(direct)


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph's properties come to; ``list`` is the number and level of its list."""

    format: ParagraphFormat
    style: str
    style_name: str
    texts: Texts
    list: tuple[int, int] | None


@dataclass(eq=False)
class Environment:
    """Styles, theme, lists and settings of a document."""

    styles: Styles = field(default_factory=Styles)
    theme: Theme = NO_THEME
    lists: Lists = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    footnotes: NoteNumbering = FOOTNOTE_NUMBERING
    endnotes: NoteNumbering = ENDNOTE_NUMBERING

    def __post_init__(self) -> None:
        self._looks: dict[tuple[object, ...], ParagraphLook] = {}
        self._texts: dict[tuple[object, ...], Texts] = {}
        self._runs: dict[tuple[str, str | None], Sparse] = {}
        self._layers: dict[tuple[object, ...], TableLayer] = {}

    def paragraph(self, element: Element | None, layer: TableLayer) -> ParagraphLook:
        """The effective formatting of a paragraph with this w:pPr, in a cell of this layer."""
        key = (paragraph_signature(element), layer.key)
        found = self._looks.get(key)
        if found is None:
            if len(self._looks) > _MOST_KEPT:
                self._looks.clear()
            direct = read_paragraph_properties(element, self.theme)
            found = self._looks[key] = self._paragraph(direct, layer)
        return found

    def merged_run(self, kind: str, style: str | None) -> Sparse:
        """What a style and those it is based on say of text."""
        found = self._runs.get((kind, style))
        if found is None:
            found = {}
            for one in self.styles.chain(kind, style):
                found.update(one.run)
            self._runs[kind, style] = found
        return found

    def layer(self, style: str | None, regions: tuple[str, ...]) -> TableLayer:
        """What a table style says of the text in a cell that lies in these regions, strongest last."""
        key = (style, *regions)
        found = self._layers.get(key)
        if found is None:
            paragraph: Sparse = {}
            run: Sparse = {}
            for region in self.table_regions(style, regions):
                overlay(paragraph, region.paragraph)
                run.update(region.run)
            found = self._layers[key] = TableLayer(key, paragraph, run)
        return found

    def table_regions(self, style: str | None, regions: tuple[str, ...]) -> list[Region]:
        """What the table style and its bases say of the regions, weakest first."""
        chain = self.styles.chain("table", style)
        names = (WHOLE_TABLE, *regions)
        return [one.regions[name] for name in names for one in chain if name in one.regions]

    def level(self, number: int, level: int) -> Level | None:
        """A level of a list; None when there is no such list."""
        one = self.lists.get(number)
        return one.levels[level] if one is not None and 0 <= level < LEVELS else None

    def _paragraph(self, direct: Sparse, layer: TableLayer) -> ParagraphLook:
        chain = self.styles.chain("paragraph", direct.get("style"))
        values: Sparse = {}
        overlay(values, self.styles.default_paragraph)
        overlay(values, layer.paragraph)
        for style in chain:
            # The list of a style gives its indents to the style, which may overrule them.
            overlay(values, self._list_indents(style.paragraph, values, style))
            overlay(values, style.paragraph)
        overlay(values, self._list_indents(direct, values, chain[-1] if chain else None))
        overlay(values, direct)
        style_id = chain[-1].id if chain else ""
        return ParagraphLook(
            format=_format(values),
            style=style_id,
            style_name=chain[-1].name if chain else "",
            texts=self._texts_of(style_id or None, layer),
            list=self._list_of(values, chain[-1] if chain else None),
        )

    def _list_indents(self, own: Sparse, values: Sparse, style: Style | None) -> Sparse:
        """What the list named at one level of formatting says of the paragraph."""
        if "numbering" not in own and "level" not in own:
            return {}
        found = self._list_of({**values, **own}, style)
        if found is None:
            # Numbering taken away takes the indents that came with it away as well.
            above = self._list_of(values, style)
            return dict.fromkeys(self.lists[above[0]].levels[above[1]].paragraph) if above else {}
        return self.lists[found[0]].levels[found[1]].paragraph

    def _list_of(self, values: Sparse, style: Style | None) -> tuple[int, int] | None:
        number = values.get("numbering")
        # Number 0 takes a paragraph out of the list of its style.
        if not number or number not in self.lists:
            return None
        level = values.get("level")
        if level is None:
            levels = self.lists[number].levels
            level = next((at for at, one in enumerate(levels) if style and one.style == style.id), 0)
        return number, level

    def _texts_of(self, style: str | None, layer: TableLayer) -> Texts:
        key = (style, layer.key)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = Texts(self, style, layer)
        return found


def overlay(values: Sparse, more: Sparse) -> None:
    """Lay values over others; tabs and borders one by one, None takes a value away."""
    for key, value in more.items():
        if value is None and key not in {"shading", "outline_level"}:
            values.pop(key, None)
        elif key in {"tabs", "borders", "margins"}:
            values[key] = {**values.get(key, {}), **value}
        else:
            values[key] = value


def run_signature(element: Element) -> Signature:
    """What tells a w:rPr from another, without the record of how it was changed."""
    return tuple([(child.tag, *child.items()) for child in element if child.tag != _RUN_CHANGE])


def paragraph_signature(element: Element | None) -> Signature:
    """What tells the formatting of a w:pPr from another."""
    if element is None:
        return ()
    return tuple(
        [
            (child.tag, *child.items(), *map(_deep, child)) if len(child) else (child.tag, *child.items())
            for child in element
            if child.tag not in _NOT_FORMATTING
        ]
    )


def _deep(element: Element) -> Signature:
    return (element.tag, *element.items())


def _format(values: Sparse) -> ParagraphFormat:
    plain = {key: value for key, value in values.items() if key in _PARAGRAPH_KEYS}
    tabs = [tab for _, tab in sorted(values.get("tabs", {}).items()) if tab is not None]
    return interned_paragraph(
        ParagraphFormat(**plain, tabs=tuple(tabs), borders=borders_of(values.get("borders", {})))
    )


@dataclass(frozen=True, slots=True)
class SharedParts:
    """The parts an environment is made of: name and bytes, None where the document has none."""

    styles: tuple[str, bytes] | None
    theme: tuple[str, bytes] | None
    lists: tuple[str, bytes] | None
    settings: tuple[str, bytes] | None


@lru_cache(maxsize=16)
def environment_of(parts: SharedParts) -> Environment:
    """The environment of these parts, the same object as long as they are the same.

    AppError when a part is not well-formed.
    """
    theme = read_theme(parts.theme[1], parts.theme[0]) if parts.theme else NO_THEME
    styles = read_styles(parts.styles[1], parts.styles[0], theme) if parts.styles else Styles()
    numbering_styles = {
        style.id: style.paragraph["numbering"]
        for style in styles.by_kind.get("numbering", {}).values()
        if style.paragraph.get("numbering") is not None
    }
    environment = Environment(
        styles=styles,
        theme=theme,
        lists=read_lists(parts.lists[1], parts.lists[0], theme, numbering_styles) if parts.lists else {},
    )
    if parts.settings:
        found = read_settings(parts.settings[1], parts.settings[0])
        environment.settings, environment.footnotes, environment.endnotes = found
    return environment
