"""How a letter looks: page, size schemes, components, drawn lines, framed marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.units import Mm, Pt
from app.rules.source import Flag, Length, MmRange, Source, Span

NOT_RULED = Pt(0)

# Every component of the page that the rulebook describes; components.toml holds exactly these.
COMPONENT_IDS = (
    "national_name",
    "motto",
    "parent_organ",
    "organ",
    "code",
    "place_date",
    "type_name",
    "subject_named",
    "subject",
    "addressees",
    "addressee_item",
    "legal_bases",
    "body",
    "part_label",
    "part_title",
    "chapter_label",
    "chapter_title",
    "section_label",
    "section_title",
    "roman_section",
    "subsection_label",
    "subsection_title",
    "article",
    "item",
    "item_titled",
    "point",
    "dash",
    "plus",
    "table_text",
    "table_header",
    "footnote_text",
    "authority",
    "position",
    "other_title",
    "full_name",
    "recipients_label",
    "recipients",
    "drafter_code",
    "secrecy",
    "urgency",
    "circulation",
    "recall",
    "contact_line",
    "appendix_label",
    "appendix_title",
    "appendix_link",
    "draft_mark",
    "page_number",
    "signature_info",
)


class PageOrientation(StrEnum):
    """How an A4 sheet stands."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class LetterCase(StrEnum):
    """Loại chữ: in hoa (every letter a capital) or in thường (as the sentence needs)."""

    UPPER = "upper"
    LOWER = "lower"


class Align(StrEnum):
    """How the lines of a component stand between their edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class SizeTier(StrEnum):
    """Which size of the letter's scheme a component takes; a fixed one has one size in every scheme."""

    HEADING = "heading"
    TEXT = "text"
    CONTACT = "contact"
    MARK = "mark"
    FIXED = "fixed"


class LineRule(StrEnum):
    """Single: dòng đơn and the component's own gaps. Body: the letter's line spacing and paragraph gap."""

    SINGLE = "single"
    BODY = "body"


class Requirement(StrEnum):
    """Whether a công văn must have the component, may have it, or never has it."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NEVER = "never"


class Measured(StrEnum):
    """What the length of a drawn line is a part of."""

    LONGEST_LINE = "longest_line"
    TEXT_BLOCK = "text_block"


@dataclass(frozen=True, slots=True)
class Paper:
    """Khổ giấy, upright."""

    source: Source
    width: Mm
    height: Mm


@dataclass(frozen=True, slots=True)
class OrientationRule:
    """How the body's pages stand, and whether tables inside the text allow the other way."""

    source: Source
    default: PageOrientation
    landscape_for_tables: bool


@dataclass(frozen=True, slots=True)
class Margins:
    """Định lề trang; the right one may be narrowed to its min to make room."""

    source: Source
    top: MmRange
    bottom: MmRange
    left: MmRange
    right: MmRange


@dataclass(frozen=True, slots=True)
class FontRule:
    """The one font family of the whole letter and its colour (RRGGBB)."""

    source: Source
    family: str
    colour: str


@dataclass(frozen=True, slots=True)
class PageNumberRule:
    """Where counting starts and whether page 1 shows its number; its look is component page_number."""

    source: Source
    start: int
    shown_on_first: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """Free height above a part of the page, where the decree orders none."""

    source: Source
    above_code: Pt
    above_addressees: Pt
    above_body: Pt
    above_signature: Pt


@dataclass(frozen=True, slots=True)
class PageRules:
    """page.toml.

    ``header_distance`` is that of the page number's line from the sheet's upper edge; ``header_left``
    and ``signature_left`` are the widths of the left column of the two frameless tables,
    ``joint_signature_left`` that of the second where two agencies sign side by side.
    """

    paper: Paper
    orientation: OrientationRule
    margins: Margins
    header_distance: Length
    font: FontRule
    page_number: PageNumberRule
    header_left: Span
    signature_left: Span
    joint_signature_left: Span
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class Scheme:
    """One consistent set of sizes for the whole letter; id "14" or "13"."""

    id: str
    name: str
    heading: Pt
    text: Pt
    contact: Pt
    mark: Pt


@dataclass(frozen=True, slots=True)
class SchemeRules:
    """schemes.toml: the schemes from the largest to the smallest, and the one to try first."""

    source: Source
    default: str
    scheme: Mapping[str, Scheme]


@dataclass(frozen=True, slots=True)
class Component:
    """One thể thức component: what it says if that is fixed, and how it looks.

    ``text`` is the fixed text or leading word ("Số:", "V/v"), "" if there is none; ``variants`` are
    spellings also accepted when reading. ``box`` is the number of the ô in the diagram, "" if none.
    ``first_line`` says whether the letter's first-line indent applies. ``space_before`` and
    ``space_after`` hold when ``line_rule`` is SINGLE.
    """

    id: str
    source: Source
    name: str
    style: str
    box: str
    case: LetterCase
    tier: SizeTier
    size_min: Pt
    size_max: Pt
    bold: bool
    italic: bool
    align: Align
    line_rule: LineRule
    required: Requirement
    first_line: bool = False
    space_before: Pt = NOT_RULED
    space_after: Pt = NOT_RULED
    text: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A drawn line under (or, for ô 13, above) a component: its length as a part of ``measured``."""

    source: Source
    component: str
    measured: Measured
    min_ratio: float
    max_ratio: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """How every drawn line is drawn: its weight, and the gap between the text and the line."""

    source: Source
    weight: Pt
    gap: Pt


@dataclass(frozen=True, slots=True)
class LineRules:
    """lines.toml. ``wrapped`` is the source for measuring the longest line when a name wraps."""

    motto: DrawnLine
    organ: DrawnLine
    subject_named: DrawnLine
    contact_line: DrawnLine
    wrapped: Source
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Box:
    """Outer size of a framed mark."""

    source: Source
    width: Mm
    height: Mm


@dataclass(frozen=True, slots=True)
class Mark:
    """A framed mark (dấu): its words, accepted spellings, and its frame."""

    id: str
    source: Source
    text: str
    box: Box
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkFrame:
    """Khung viền đơn: weight of the frame's line."""

    source: Source
    weight: Pt


@dataclass(frozen=True, slots=True)
class Ink:
    """Colour (RRGGBB) of a mark that is not printed in black."""

    source: Source
    colour: str


@dataclass(frozen=True, slots=True)
class DrafterRule:
    """Ô 12: how initials and number of issued copies are written, and initials alone."""

    source: Source
    pattern: str
    pattern_without_copies: str


@dataclass(frozen=True, slots=True)
class ContactLabels:
    """The words of the sample's contact lines and what stands between two entries of one line."""

    source: Source
    phone: str
    fax: str
    email: str
    website: str
    separator: str


@dataclass(frozen=True, slots=True)
class MarkRules:
    """marks.toml: secrecy, urgency and circulation marks by id, and the small print of page 1.

    ``stacked`` is the gap between ô 10a and ô 10b, which stand at the left edge, and ``above_header``
    the gap between ô 11, in the top margin, and ô 1. ``corner`` is the room of ô 14 to keep free.
    """

    urgency: Mapping[str, Mark]
    secrecy: Mapping[str, Mark]
    circulation: Mapping[str, Mark]
    recall: Mark
    ink: Ink
    frame: MarkFrame
    stacked: Length
    above_header: Length
    corner: Box
    drafter: DrafterRule
    contact_on_first_page_only: Flag
    contact_labels: ContactLabels
