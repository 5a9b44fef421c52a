"""What the upper part of a letter says: number, date, place, subject; and how its body is built."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.units import Mm, Pt
from app.rules.source import Source


class Numbering(StrEnum):
    """How the parts of one level are counted."""

    ROMAN = "roman"
    ARABIC = "arabic"
    LETTER = "letter"
    NONE = "none"


# --- heading.toml


@dataclass(frozen=True, slots=True)
class NumberRule:
    """Số: the first of a year; numbers below ``pad_below`` get ``pad`` in front."""

    source: Source
    first: int
    pad_below: int
    pad: str


@dataclass(frozen=True, slots=True)
class NotationRule:
    """Ký hiệu of a công văn. ``group`` is the regular expression of one group of abbreviation."""

    source: Source
    number_separator: str
    group_separator: str
    group: str


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The fewest groups of a công văn's notation: agency, and unit or field."""

    source: Source
    min: int


@dataclass(frozen=True, slots=True)
class ForbiddenGroups:
    """Groups that a công văn's notation must not begin with ("CV")."""

    source: Source
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MixedCaseGroups:
    """Groups that keep their small letters although notations stand in capitals."""

    source: Source
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRule:
    """Words of the date line; days below ``day_pad_below`` and ``padded_months`` get ``pad`` in front."""

    source: Source
    day_word: str
    month_word: str
    year_word: str
    day_pad_below: int
    padded_months: tuple[int, ...]
    pad: str


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """Địa danh named after a person, a number or an event is written with its kind of unit."""

    source: Source
    full_name_kinds: tuple[str, ...]
    forbidden_abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceEnd:
    """What stands between the place and the date."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Kinds of administrative unit that the full name of a place begins with."""

    source: Source
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Width kept free for a number, day or month that is still blank."""

    source: Source
    number: Mm
    day: Mm
    month: Mm


@dataclass(frozen=True, slots=True)
class SubjectCase:
    """Whether the words after "V/v" go on in lower case."""

    source: Source
    lower_first: bool


@dataclass(frozen=True, slots=True)
class SubjectEnds:
    """What trích yếu must not end or begin with."""

    source: Source
    forbidden_ends: tuple[str, ...]
    forbidden_starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingRules:
    """heading.toml. ``months_unpadded`` is the source for writing months 3 to 9 without a zero."""

    number: NumberRule
    notation: NotationRule
    groups: GroupCount
    forbidden_groups: ForbiddenGroups
    mixed_case: MixedCaseGroups
    date: DateRule
    months_unpadded: Source
    place: PlaceRule
    place_end: PlaceEnd
    units: UnitWords
    blanks: Blanks
    subject_case: SubjectCase
    subject_ends: SubjectEnds


# --- body.toml


@dataclass(frozen=True, slots=True)
class ParagraphRule:
    """Paragraph gap, the lawful first-line indents, line spacing as a multiple of single."""

    source: Source
    gap_min: Pt
    gap: Pt
    indents: tuple[Mm, ...]
    indent: Mm
    line_min: float
    line_max: float
    line: float


@dataclass(frozen=True, slots=True)
class BasesRule:
    """How each line of căn cứ ends, and the last one."""

    source: Source
    line_end: str
    last_end: str


@dataclass(frozen=True, slots=True)
class EndMark:
    """What closes the text."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that count điểm, in order."""

    source: Source
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """The levels that must have a title."""

    source: Source
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the text's structure.

    ``word`` stands before the number ("Điều"), ``after`` behind it ("." or ")"); for unnumbered
    levels ``word`` is the sign itself ("-"). ``label`` and ``title`` are the components of the
    number's line and of the title; they are equal when both stand on one line.
    """

    id: str
    source: Source
    word: str
    numbering: Numbering
    after: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class BodyRules:
    """body.toml. Levels stand from the largest to the smallest, which is the order of nesting."""

    paragraph: ParagraphRule
    bases: BasesRule
    end_mark: EndMark
    letters: Letters
    titles: Titles
    level: Mapping[str, Level]
