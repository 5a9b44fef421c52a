"""What stands after the body: authority and signature, recipients, appendices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.rules.source import MmRange, Source
from app.rules.wording import Numbering


class Before(StrEnum):
    """What an authority abbreviation stands before."""

    COLLECTIVE = "collective"  # tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức
    HEAD = "head"  # chức vụ của người đứng đầu


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
    """An authority that may not be followed by certain others, and why, in Vietnamese."""

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
    form_of_address: NameRule
    rank: RankRule
    room: SignatureRoom
    together: Source


# --- recipients.toml


@dataclass(frozen=True, slots=True)
class AddresseeRule:
    """Kính gửi (a space follows the bullet): from ``list_from`` addressees on each has its own line."""

    source: Source
    list_from: int
    bullet: str
    line_end: str
    last_end: str


@dataclass(frozen=True, slots=True)
class RecipientRule:
    """Nơi nhận: what each line begins with (a space follows) and ends with."""

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
    """The last line of Nơi nhận, "Lưu: VT, ĐV."; a space follows word and separator."""

    source: Source
    word: str
    records_office: str
    separator: str
    end: str


@dataclass(frozen=True, slots=True)
class BracketNote:
    """A note in brackets behind an entry and a space; ``pattern`` has the field {note}."""

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
