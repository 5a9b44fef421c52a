"""What the composed lines of a letter say: number, date, place, body, authority, recipients, appendices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.units import Mm, Pt
from app.rules.source import MmRange, Source


class Numbering(StrEnum):
    """How the parts of one level are counted."""

    ROMAN = "roman"
    ARABIC = "arabic"
    LETTER = "letter"
    NONE = "none"


class Before(StrEnum):
    """What an authority abbreviation stands before."""

    COLLECTIVE = "collective"  # tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức
    HEAD = "head"  # chức vụ của người đứng đầu


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
    min_groups: int
    group: str


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
    place_end: str
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
    units: tuple[str, ...]
    forbidden_abbreviations: tuple[str, ...]


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
    forbidden_groups: ForbiddenGroups
    mixed_case: MixedCaseGroups
    date: DateRule
    months_unpadded: Source
    place: PlaceRule
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
    title_required: bool
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class BodyRules:
    """body.toml. Levels stand from the largest to the smallest, which is the order of nesting."""

    paragraph: ParagraphRule
    bases: BasesRule
    end_mark: EndMark
    letters: Letters
    level: Mapping[str, Level]


# --- signature.toml


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority abbreviation; id is TM, Q, KT, TL or TUQ.

    ``own_title_follows``: the signer's own title stands on a line of its own below.
    ``mistaken`` are wrong spellings met in practice ("K/T").
    """

    id: str
    source: Source
    abbreviation: str
    meaning: str
    before: Before
    own_title_follows: bool
    mistaken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A lawful sequence of authorities, from the upper line down."""

    id: str
    source: Source
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedStep:
    """An authority that may not be followed by certain others, and why (a key of our messages)."""

    id: str
    source: Source
    authority: str
    followed_by: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CollectiveRule:
    """How names of collectives begin, in capitals."""

    source: Source
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeputyRule:
    """How titles of deputies begin, and forms that are no lawful way to sign."""

    source: Source
    words: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Abbreviated titles that must be written out."""

    source: Source
    forbidden_abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRule:
    """Words that must not stand before the signer's name."""

    source: Source
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankRule:
    """Sectors whose head may allow a rank or degree before the name."""

    source: Source
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureRoom:
    """Height kept free between the title and the name."""

    source: Source
    height: MmRange


@dataclass(frozen=True, slots=True)
class SignatureRules:
    """signature.toml. ``together`` is the source for a signature block never split, never alone."""

    authority: Mapping[str, Authority]
    chain: Mapping[str, Chain]
    refused: Mapping[str, RefusedStep]
    collective: CollectiveRule
    deputy: DeputyRule
    title: TitleRule
    name: NameRule
    rank: RankRule
    room: SignatureRoom
    together: Source


# --- recipients.toml


@dataclass(frozen=True, slots=True)
class AddresseeRule:
    """Kính gửi: from ``list_from`` addressees on each has its own line."""

    source: Source
    list_from: int
    bullet: str
    line_end: str
    last_end: str


@dataclass(frozen=True, slots=True)
class RecipientRule:
    """Nơi nhận: what each line begins and ends with."""

    source: Source
    bullet: str
    line_end: str


@dataclass(frozen=True, slots=True)
class AsAbove:
    """The first line of Nơi nhận when the letter has a Kính gửi."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class ArchiveRule:
    """The last line of Nơi nhận, "Lưu: VT, ĐV."."""

    source: Source
    word: str
    records_office: str
    separator: str
    end: str


@dataclass(frozen=True, slots=True)
class BracketNote:
    """A note in brackets behind an entry; ``pattern`` has the field {note}."""

    source: Source
    pattern: str


@dataclass(frozen=True, slots=True)
class RecipientRules:
    """recipients.toml. ``copies`` and ``initials`` close the archive line, ``note`` any recipient."""

    addressees: AddresseeRule
    recipients: RecipientRule
    as_above: AsAbove
    archive: ArchiveRule
    copies: BracketNote
    initials: BracketNote
    note: BracketNote


# --- appendix.toml


@dataclass(frozen=True, slots=True)
class AppendixNumbers:
    """From ``from_count`` appendices on they are numbered."""

    source: Source
    from_count: int
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class AppendixLink:
    """The link line, with the fields {type}, {code}, {day}, {month}, {year}, {organ}."""

    source: Source
    pattern: str


@dataclass(frozen=True, slots=True)
class ElectronicLink:
    """The fields of the link line that stay blank in an electronic letter."""

    source: Source
    blank: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppendixPages:
    """Whether each appendix counts its pages anew."""

    source: Source
    restart: bool


@dataclass(frozen=True, slots=True)
class AppendixFirstPage:
    """Whether the first page of an appendix shows its number."""

    source: Source
    shown_on_first: bool


@dataclass(frozen=True, slots=True)
class AppendixEnd:
    """Whether an appendix ends with the end mark of the text."""

    source: Source
    end_mark: bool


@dataclass(frozen=True, slots=True)
class AppendixRules:
    """appendix.toml. ``mention`` is the source for naming every appendix in the text."""

    mention: Source
    numbers: AppendixNumbers
    link: AppendixLink
    electronic: ElectronicLink
    pages: AppendixPages
    first_page: AppendixFirstPage
    end: AppendixEnd


# --- guidance.toml, types.toml, limits.toml


@dataclass(frozen=True, slots=True)
class Guidance:
    """A rule for the hand that stamps or signs; ``text`` holds {value}."""

    id: str
    source: Source
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class GuidanceRules:
    """guidance.toml"""

    guidance: Mapping[str, Guidance]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document; ``abbreviation`` is "" for those without, ``wrong`` are mistaken ones."""

    id: str
    name: str
    abbreviation: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """A list of types: ``source`` says where they are listed, ``abbreviations`` where shortened."""

    source: Source
    abbreviations: Source
    type: Mapping[str, DocumentType]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """types.toml: the 29 types of văn bản hành chính and the three copies."""

    document: DocumentTypes
    copy: DocumentTypes


@dataclass(frozen=True, slots=True)
class Limits:
    """limits.toml: the most characters (digits for the last two) that the metadata hold."""

    source: Source
    code_number: int
    code_notation: int
    subject: int
    organ_name: int
    addressee: int
    position: int
    full_name: int
    issued_amount_digits: int
    page_amount_digits: int
