"""What the upper part of a letter says: number, date, place, subject; and how its body is built."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.units import Mm, Pt
from app.rules.source import Flag, Phrase, Source, Words


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
class GroupRule:
    """The fewest groups of a công văn's notation (agency, unit or field), and what none may be ("CV")."""

    source: Source
    min: int
    forbidden: tuple[str, ...]


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
class Blanks:
    """Width kept free for a number, day, month or year that is still blank."""

    source: Source
    number: Mm
    day: Mm
    month: Mm
    year: Mm


@dataclass(frozen=True, slots=True)
class SubjectEnds:
    """What trích yếu must not end or begin with."""

    source: Source
    forbidden_ends: tuple[str, ...]
    forbidden_starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingRules:
    """heading.toml.

    ``short_organs``: abbreviations that the name of an issuing agency must not hold.
    ``mixed_case``: groups that keep their small letters although notations stand in capitals.
    ``months_unpadded``: the source for writing months 3 to 9 without a zero. ``place_end`` stands
    between place and date; ``units`` are the kinds of unit that a full name begins with.
    ``organ_heads``: names of agencies (in capitals) that stand on a line of their own above the unit's.
    ``compounds``: words (in capitals) of names that are not torn apart at the end of a line.
    ``subject_lower_first``: the words after "V/v" go on in lower case.
    """

    short_organs: Words
    number: NumberRule
    notation: NotationRule
    groups: GroupRule
    mixed_case: Words
    date: DateRule
    months_unpadded: Source
    place: PlaceRule
    place_end: Phrase
    units: Words
    organ_heads: Words
    compounds: Words
    blanks: Blanks
    subject_lower_first: Flag
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
    """body.toml.

    ``end_mark`` closes the text; ``letters`` count điểm; ``titles`` are the levels that must have a
    title. Levels stand from the largest to the smallest, which is the order of nesting.
    """

    paragraph: ParagraphRule
    bases: BasesRule
    end_mark: Phrase
    letters: Words
    titles: Words
    level: Mapping[str, Level]
