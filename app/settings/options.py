"""Every option of the program, declared once: key, kind, default, what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from app.base.errors import AppError
from app.base.texts import text
from app.rules.model import Rulebook
from app.rules.source import MmRange, Source

T = TypeVar("T")

Value = bool | int | float | str | tuple[str, ...] | None
Choices = Callable[[Rulebook], tuple[Value, ...]]
Names = Callable[[Rulebook], Mapping[str, str]]
Bounds = Callable[[Rulebook], tuple[float, float]]

MOST_RECENT = 10
# A geometry blob of Qt is about a hundred characters in base64; a path on Windows up to 32767.
_LONGEST_TEXT = 40_000


class Kind(Enum):
    """What an option holds, and so what edits it."""

    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"  # of texts


@dataclass(frozen=True)
class Option(Generic[T]):
    """One option.

    ``choices`` and ``bounds`` (both ends allowed) come from the rulebook where the law sets them; with
    ``optional`` None is allowed and means "as the skeleton has it". Only ``shown`` options stand in the
    settings dialog; the others are what the program remembers by itself. What ``stays`` speaks of this
    computer and does not go to another one.
    """

    key: str
    kind: Kind
    default: T
    group: str = ""
    choices: Choices | None = None
    bounds: Bounds | None = None
    source: Callable[[Rulebook], Source] | None = None
    names: Names | None = None
    optional: bool = False
    shown: bool = True
    stays: bool = False

    @property
    def label(self) -> str:
        """What stands beside the option."""
        return text(f"settings.label.{self.key}")

    def help(self, rulebook: Rulebook) -> str:
        """What the option does, with what the law allows and its clause."""
        fields: dict[str, object] = {}
        if self.source is not None:
            fields["clause"] = self.source(rulebook).clause
        if self.bounds is not None:
            fields["low"], fields["high"] = map(_number, self.bounds(rulebook))
        return text(f"settings.help.{self.key}", **fields)

    def choice_label(self, value: Value, rulebook: Rulebook) -> str:
        """The words for one of the choices; numbers speak for themselves."""
        if self.names is not None and value is not None:
            return self.names(rulebook)[str(value)]
        if isinstance(value, float):
            return _number(value)
        return text(f"settings.choice.{self.key}.{value or 'skeleton'}")

    def check(self, value: object, rulebook: Rulebook) -> None:
        """AppError, in the clerk's words, when this is no value of the option."""
        if value is None and self.optional:
            return
        if not _fits(self.kind, value):
            raise AppError("settings.wrong_kind", option=self.label)
        if self.choices is not None and value not in self.choices(rulebook):
            raise AppError("settings.not_a_choice", option=self.label, value=value)
        if self.bounds is not None and isinstance(value, int | float):
            low, high = self.bounds(rulebook)
            if not low <= value <= high:
                raise AppError(
                    "settings.out_of_bounds",
                    label=self.label,
                    value=_number(value),
                    low=_number(low),
                    high=_number(high),
                )


def _number(value: float) -> str:
    return f"{value:g}".replace(".", text("settings.decimal_mark"))


def _fits(kind: Kind, value: object) -> bool:
    match kind:
        case Kind.FLAG:
            return isinstance(value, bool)
        case Kind.NUMBER:
            # NaN lies within no bounds, but not every number has bounds.
            return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124
        case Kind.LIST:
            return isinstance(value, tuple) and all(isinstance(part, str) for part in value)
        case Kind.TEXT:
            return isinstance(value, str) and len(value) <= _LONGEST_TEXT
    return isinstance(value, str | float)


def _span(pick: Callable[[Rulebook], MmRange]) -> Bounds:
    return lambda rulebook: (float(pick(rulebook).min), float(pick(rulebook).max))


def _paragraph_source(rulebook: Rulebook) -> Source:
    return rulebook.body.paragraph.source


def _margins_source(rulebook: Rulebook) -> Source:
    return rulebook.page.margins.source


def _line_bounds(rulebook: Rulebook) -> tuple[float, float]:
    rule = rulebook.body.paragraph
    return rule.line_min, rule.line_max


def _gap_bounds(rulebook: Rulebook) -> tuple[float, float]:
    # The decree sets no upper end; more than two lines between paragraphs is a slip of the finger.
    return float(rulebook.body.paragraph.gap_min), 36.0


# --- how letters look, within the law (groups are headings of the dialog)


def _layout(
    key: str,
    source: Callable[[Rulebook], Source],
    choices: Choices | None = None,
    bounds: Bounds | None = None,
    names: Names | None = None,
) -> Option[Any]:
    kind = Kind.NUMBER if choices is None else Kind.CHOICE
    return Option(key, kind, None, "layout", choices, bounds, source, names, optional=True)


SIZE_SCHEME: Option[str | None] = _layout(
    "size_scheme",
    lambda book: book.schemes.source,
    choices=lambda book: tuple(book.schemes.scheme),
    names=lambda book: {name: scheme.name for name, scheme in book.schemes.scheme.items()},
)
INDENT: Option[float | None] = _layout(
    "indent", _paragraph_source, choices=lambda book: tuple(map(float, book.body.paragraph.indents))
)
LINE_SPACING: Option[float | None] = _layout("line_spacing", _paragraph_source, bounds=_line_bounds)
PARAGRAPH_GAP: Option[float | None] = _layout("paragraph_gap", _paragraph_source, bounds=_gap_bounds)
MARGIN_TOP: Option[float | None] = _layout(
    "margin_top", _margins_source, bounds=_span(lambda book: book.page.margins.top)
)
MARGIN_BOTTOM: Option[float | None] = _layout(
    "margin_bottom", _margins_source, bounds=_span(lambda book: book.page.margins.bottom)
)
MARGIN_LEFT: Option[float | None] = _layout(
    "margin_left", _margins_source, bounds=_span(lambda book: book.page.margins.left)
)
MARGIN_RIGHT: Option[float | None] = _layout(
    "margin_right", _margins_source, bounds=_span(lambda book: book.page.margins.right)
)

# --- the program

THEME: Option[str] = Option(
    "theme", Kind.CHOICE, "system", "program", choices=lambda _: ("system", "light", "dark")
)
LANGUAGE: Option[str] = Option("language", Kind.CHOICE, "vi", "program", choices=lambda _: ("vi", "en"))
AUTOSAVE: Option[bool] = Option("autosave", Kind.FLAG, True, "program")

# --- what the program remembers

EXPORT_FOLDER: Option[str] = Option("export_folder", Kind.TEXT, "", shown=False, stays=True)
RECENT_FILES: Option[tuple[str, ...]] = Option("recent_files", Kind.LIST, (), shown=False, stays=True)
WINDOW_GEOMETRY: Option[str] = Option("window_geometry", Kind.TEXT, "", shown=False, stays=True)
ZOOM: Option[float] = Option(
    "zoom", Kind.NUMBER, 0.0, shown=False, bounds=lambda _: (0.0, 8.0), stays=True
)  # 0: fit width
# Of every prompt of a template what it was answered with: its key, a tab, the answer.
PROMPT_ANSWERS: Option[tuple[str, ...]] = Option("prompt_answers", Kind.LIST, (), shown=False)
CURRENT_AGENCY: Option[str] = Option("current_agency", Kind.TEXT, "", shown=False)  # "Cơ quan đang soạn"
# The drafting unit of the last letter of each agency: "<id> <abbreviation>".
LAST_UNITS: Option[tuple[str, ...]] = Option("last_units", Kind.LIST, (), shown=False)
# Whether the questions of the first start were answered or put off.
WELCOMED: Option[bool] = Option("welcomed", Kind.FLAG, False, shown=False)
# The office's own Word skeleton that new letters begin with ("": the built-in one).
DEFAULT_SKELETON: Option[str] = Option("default_skeleton", Kind.TEXT, "", shown=False)

OPTIONS: tuple[Option[Any], ...] = (
    SIZE_SCHEME,
    INDENT,
    LINE_SPACING,
    PARAGRAPH_GAP,
    MARGIN_TOP,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    THEME,
    LANGUAGE,
    AUTOSAVE,
    EXPORT_FOLDER,
    RECENT_FILES,
    WINDOW_GEOMETRY,
    ZOOM,
    CURRENT_AGENCY,
    LAST_UNITS,
    WELCOMED,
    DEFAULT_SKELETON,
)  # fmt: skip
