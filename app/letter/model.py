"""The letter as data: frozen dataclasses that hold everything a công văn can say.

Texts are NFC and hold the office's own words in ordinary case; what the decree prints in capitals is
put in capitals when the line is composed (``compose``).  ``None`` stands for "left blank on purpose"
(number, day, month, signer) or "theo khung" (layout options); an empty text stands for "not there".
In any text a line feed is a line break of the clerk's own choice and a tab is a tab.
Every class keeps the keys of its JSON object that this version does not know in ``extra``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

FORMAT_VERSION = 1

Extra = Mapping[str, Any]  # unknown JSON keys, carried along unread


def _no_extra() -> Extra:
    return {}


@dataclass(frozen=True, kw_only=True)
class Node:
    """Base of every class of a letter: the unknown keys that its JSON object carried."""

    extra: Extra = field(default_factory=_no_extra, hash=False, repr=False)


class Level(StrEnum):
    """Level of a body paragraph (điểm c, d, đ khoản 6 Mục II Phần I Phụ lục I)."""

    PLAIN = "plain"
    LEGAL_BASIS = "legal_basis"  # căn cứ
    PART = "part"  # "Phần I" + title below
    CHAPTER = "chapter"  # "Chương I" + title below
    SECTION = "section"  # "Mục 1" + title below
    ROMAN_SECTION = "roman_section"  # "I. TITLE"
    SUBSECTION = "subsection"  # "Tiểu mục 1" + title below
    ARTICLE = "article"  # "Điều 1. Title"
    ITEM = "item"  # khoản "1."
    POINT = "point"  # điểm "a)"
    DASH = "dash"  # "- "
    PLUS = "plus"  # "+ "


class Alignment(StrEnum):
    """Alignment chosen by hand; ``STYLE`` leaves it to the level's style."""

    STYLE = "style"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class AddresseeKind(StrEnum):
    AGENCY = "agency"
    GROUP = "group"  # "Các sở, ban, ngành tỉnh"
    LIST = "list"  # "Như danh sách gửi kèm"
    PERSON = "person"  # printed with an address line


class RecipientKind(StrEnum):
    AS_ABOVE = "as_above"  # "Như trên"
    NAMED = "named"


class Authority(StrEnum):
    """Quyền hạn ký (điểm b khoản 7 Mục II Phần I Phụ lục I)."""

    COLLECTIVE = "TM"
    ACTING = "Q"
    FOR_HEAD = "KT"
    BY_ORDER = "TL"
    BY_MANDATE = "TUQ"


class Advisory(StrEnum):
    """Whether the signer signs for an advisory body, and with whose seal (điểm c khoản 7)."""

    NO = "no"
    WITH_SEAL = "with_seal"
    WITHOUT_SEAL = "without_seal"


class Medium(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"


class Secrecy(StrEnum):
    NONE = "none"
    SECRET = "mat"
    HIGH_SECRET = "toi_mat"
    TOP_SECRET = "tuyet_mat"


class Urgency(StrEnum):
    NONE = "none"
    URGENT = "khan"
    VERY_URGENT = "thuong_khan"
    EXPRESS = "hoa_toc"


class Circulation(StrEnum):
    NONE = "none"
    RETURN = "xem_xong_tra_lai"
    INTERNAL = "luu_hanh_noi_bo"


class Status(StrEnum):
    """How far the letter is on its way; an issued one has its number and date and is locked."""

    DRAFT = "draft"
    CONSULTING = "consulting"  # lấy ý kiến
    SUBMITTED = "submitted"  # trình ký
    ISSUED = "issued"


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class SizeScheme(StrEnum):
    """The decree's two consistent sets of sizes (footnote 1 of Mục V Phần I Phụ lục I)."""

    LARGE = "14"  # quốc hiệu 13, tiêu ngữ 14, date 14
    SMALL = "13"  # 12, 13, 13


class NamedAfter(StrEnum):
    """Why a place must print its full name (điểm a khoản 4 Mục II); digits are seen by themselves."""

    NOTHING = "nothing"
    PERSON = "person"
    NUMBER = "number"
    EVENT = "event"


@dataclass(frozen=True, kw_only=True)
class Organ(Node):
    """An issuing agency or state title, e.g. "Ủy ban nhân dân tỉnh Gia Lai"; parent may be ""."""

    name: str = ""
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class Code(Node):
    """Số, ký hiệu: number (None = left blank) and the groups of the notation, e.g. UBND + KGVX."""

    number: str | None = None
    organ_notations: tuple[str, ...] = ()
    unit_notations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place(Node):
    """Địa danh: proper name, kind of unit ("tỉnh", "phường", …; may be "") and what it is named after."""

    name: str = ""
    unit: str = ""
    named_after: NamedAfter = NamedAfter.NOTHING


@dataclass(frozen=True, kw_only=True)
class PartialDate(Node):
    """A date whose day or day and month may be left blank (None)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, kw_only=True)
class Addressee(Node):
    """One line of Kính gửi; ``address`` is printed for a person, below the name."""

    name: str = ""
    kind: AddresseeKind = AddresseeKind.AGENCY
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Recipient(Node):
    """One line of Nơi nhận; ``note`` without its brackets, e.g. "để b/c"."""

    name: str = ""
    kind: RecipientKind = RecipientKind.NAMED
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ArchiveLine(Node):
    """The line "- Lưu: VT, TTTH, KGVX (Q)."; ``units`` begins with VT."""

    units: tuple[str, ...] = ("VT",)
    initials: str = ""
    copies: int | None = None


@dataclass(frozen=True, kw_only=True)
class Run(Node):
    """A stretch of text of one look; with ``footnote`` its mark follows the text.

    ``cites`` is the id of the related document whose citation this text is ("" = none).
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    footnote: Footnote | None = None
    cites: str = ""


@dataclass(frozen=True, kw_only=True)
class Footnote(Node):
    """The text of a footnote; its runs carry no footnotes of their own."""

    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paragraph(Node):
    """A paragraph of the text, at a level.

    ``number`` overrides the computed number or letter by hand ("" prints none), numbering goes on
    from it; ``restart`` begins again at the first; ``title`` makes a khoản a heading of its own line.
    For part, chapter, section, subsection and article the runs are the title.
    """

    level: Level = Level.PLAIN
    runs: tuple[Run, ...] = ()
    number: str | None = None
    restart: bool = False
    title: bool = False
    alignment: Alignment = Alignment.STYLE


@dataclass(frozen=True, kw_only=True)
class Cell(Node):
    """A table cell; cells covered by a span are left out of their rows, as in HTML."""

    blocks: tuple[Paragraph, ...] = ()
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, kw_only=True)
class Row(Node):
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table(Node):
    """A table that fills the text block; ``widths`` are relative (empty = equal columns)."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int, ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, kw_only=True)
class PageBreak(Node):
    pass


Block = Paragraph | Table | PageBreak


@dataclass(frozen=True, kw_only=True)
class AuthorityStep(Node):
    """One line of the chain over the signer's own position: "TM." + "Ủy ban nhân dân"."""

    authority: Authority = Authority.COLLECTIVE
    on_behalf_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature(Node):
    """One signature block (ô 7a, 7b, 7c).

    ``position`` is the signer's own title ("" only after a Q. step, which names it);
    ``other_titles`` stand above the name (ô 7b); ``full_name`` None = left blank on purpose;
    ``rank`` is printed before the name where the sector allows it (điểm c khoản 7).
    """

    chain: tuple[AuthorityStep, ...] = ()
    position: str = ""
    other_titles: tuple[str, ...] = ()
    full_name: str | None = None
    rank: str = ""
    advisory: Advisory = Advisory.NO


@dataclass(frozen=True, kw_only=True)
class DrafterMark(Node):
    """Ô 12: the drafter's mark and the number of copies issued, e.g. "PL.(300)"."""

    code: str = ""
    issued_amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class ContactLine(Node):
    """Ô 13: printed at the foot of page 1 below a rule; empty parts are left out."""

    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Appendix(Node):
    """A phụ lục in the same file: own section, own page numbers, no signature."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True, kw_only=True)
class Enclosure(Node):
    """Tài liệu gửi kèm: a separate file, named only."""

    name: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RelatedDocument(Node):
    """Văn bản liên quan: a document that this letter answers or cites; ``due`` is a deadline it set."""

    id: str = ""
    type_name: str = ""
    code: str = ""
    date: PartialDate = field(default_factory=PartialDate)
    issuer: str = ""
    subject: str = ""
    due: PartialDate | None = None


@dataclass(frozen=True, kw_only=True)
class Margins(Node):
    """Page margins in mm; None = theo khung."""

    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None


@dataclass(frozen=True, kw_only=True)
class Layout(Node):
    """Choices of layout inside the law; None = theo khung (for the scheme: the largest that fits).

    ``indent`` in mm, ``line_spacing`` in lines, ``paragraph_gap`` in pt.  ``fit_margins`` lets the
    writer narrow a margin that is theo khung, within the law, so that the header fits.
    """

    size_scheme: SizeScheme | None = None
    indent: float | None = None
    line_spacing: float | None = None
    paragraph_gap: float | None = None
    margins: Margins = field(default_factory=Margins)
    fit_margins: bool = True


@dataclass(frozen=True, kw_only=True)
class SkeletonRef(Node):
    """The Word skeleton this letter is printed with; id "" = the built-in one."""

    id: str = ""
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter(Node):
    """A whole công văn."""

    status: Status = Status.DRAFT
    issuers: tuple[Organ, ...] = ()
    code: Code = field(default_factory=Code)
    place: Place = field(default_factory=Place)
    date: PartialDate = field(default_factory=PartialDate)
    subject: str = ""
    addressees: tuple[Addressee, ...] = ()
    body: tuple[Block, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: ArchiveLine = field(default_factory=ArchiveLine)
    signatures: tuple[Signature, ...] = ()
    medium: Medium = Medium.ELECTRONIC
    secrecy: Secrecy = Secrecy.NONE
    recall: bool = False
    urgency: Urgency = Urgency.NONE
    circulation: Circulation = Circulation.NONE
    drafter: DrafterMark = field(default_factory=DrafterMark)
    contact: ContactLine = field(default_factory=ContactLine)
    draft_mark: str = ""
    appendices: tuple[Appendix, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    related: tuple[RelatedDocument, ...] = ()
    layout: Layout = field(default_factory=Layout)
    skeleton: SkeletonRef = field(default_factory=SkeletonRef)
