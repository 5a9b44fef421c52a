"""What stands after the body: authority and signature, recipients, appendices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.rules.source import Flag, Pattern, Phrase, Source, Span, Words
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
class DeputyRule:
    """How titles of deputies begin, and forms that are no lawful way to sign."""

    source: Source
    words: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureRules:
    """signature.toml.

    ``collective``: how names of collectives begin. ``short_titles`` must be written out. ``ranks`` and
    ``forms_of_address`` must not stand before the name, except where the head of one of the
    ``rank_sectors`` allows a rank. ``room`` is the height between title and name. ``together`` is the
    source for a signature block never split, never alone, ``advisory`` the one for the titles of those
    who sign for advisory bodies.
    """

    authority: Mapping[str, Authority]
    chain: Mapping[str, Chain]
    refused: Mapping[str, RefusedStep]
    collective: Words
    deputy: DeputyRule
    short_titles: Words
    ranks: Words
    forms_of_address: Words
    rank_sectors: Words
    room: Span
    together: Source
    advisory: Source


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
class ArchiveRule:
    """The last line of Nơi nhận, "Lưu: VT, ĐV."; a space follows word and separator."""

    source: Source
    word: str
    records_office: str
    separator: str
    end: str


@dataclass(frozen=True, slots=True)
class RecipientRules:
    """recipients.toml.

    ``as_above`` is the first line of Nơi nhận when the letter has a Kính gửi. ``copies`` and
    ``initials`` close the archive line, ``note`` any recipient: a space, then {note} filled in.
    """

    addressees: AddresseeRule
    recipients: RecipientRule
    as_above: Phrase
    archive: ArchiveRule
    copies: Pattern
    initials: Pattern
    note: Pattern


# --- appendix.toml


@dataclass(frozen=True, slots=True)
class AppendixNumbers:
    """From ``from_count`` appendices on they are numbered."""

    source: Source
    from_count: int
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class AppendixRules:
    """appendix.toml.

    ``mention`` is the source for naming every appendix in the text. ``link`` has the fields {type},
    {code}, {day}, {month}, {year} and {organ}; ``electronic_blanks`` are those that stay blank in an
    electronic letter; ``organ_joint`` stands between the agencies of a joint letter. ``end_mark``: an
    appendix ends as the text does.
    """

    mention: Source
    numbers: AppendixNumbers
    link: Pattern
    organ_joint: Phrase
    electronic_blanks: Words
    own_page_numbers: Flag
    number_on_first_page: Flag
    end_mark: Flag
