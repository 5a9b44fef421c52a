"""Every field of the form, declared once, in the order of the page."""

from __future__ import annotations

from app.base.texts import text
from app.letter.model import (
    Advisory,
    Authority,
    Circulation,
    Medium,
    NamedAfter,
    Orientation,
    Secrecy,
    SizeScheme,
    Urgency,
)
from app.rules.model import Rulebook
from app.rules.source import MmRange, Source
from app.ui.form.codecs import shown_number
from app.ui.form.specs import (
    Choice,
    Choices,
    FieldSpec,
    Kind,
    RareSpec,
    RepeatSpec,
    RowSpec,
    SectionSpec,
    SourceOf,
    Special,
)

# Steps between the values that are offered inside the law.
_LINE_STEP = 0.05
_MOST_GAP = 12
# Room for the words "theo khung".
_NUMBER_WIDTH = 18


def _component(name: str) -> SourceOf:
    return lambda rulebook: rulebook.components[name].source


def _row(*fields: FieldSpec, place: str = "") -> RowSpec:
    return RowSpec(fields, place)


# --- what there is to choose


def _named_after(_rulebook: Rulebook) -> tuple[Choice, ...]:
    return tuple((one, text(f"form.named_after.{one}")) for one in NamedAfter)


def _units(rulebook: Rulebook) -> tuple[Choice, ...]:
    words = tuple((word.lower(), word.lower()) for word in rulebook.heading.units.words)
    return (("", text("form.no_unit")), *words)


def _authorities(rulebook: Rulebook) -> tuple[Choice, ...]:
    rules = rulebook.signature.authority
    return tuple((one, rules[one].abbreviation) for one in Authority)


def _advisory(_rulebook: Rulebook) -> tuple[Choice, ...]:
    return tuple((one, text(f"form.advisory.{one}")) for one in Advisory)


def _orientations(_rulebook: Rulebook) -> tuple[Choice, ...]:
    return tuple((one, text(f"form.orientation.{one}")) for one in Orientation)


def _secrecy(rulebook: Rulebook) -> tuple[Choice, ...]:
    none = (Secrecy.NONE, text("form.none"))
    return (none, *((one, rulebook.marks.secrecy[one].text) for one in Secrecy if one is not Secrecy.NONE))


def _urgency(rulebook: Rulebook) -> tuple[Choice, ...]:
    none = (Urgency.NONE, text("form.none"))
    return (none, *((one, rulebook.marks.urgency[one].text) for one in Urgency if one is not Urgency.NONE))


def _circulation(rulebook: Rulebook) -> tuple[Choice, ...]:
    marks = rulebook.marks.circulation
    none = (Circulation.NONE, text("form.none"))
    return (none, *((one, marks[one].text) for one in Circulation if one is not Circulation.NONE))


def _media(_rulebook: Rulebook) -> tuple[Choice, ...]:
    return tuple((one, text(f"form.medium.{one}")) for one in Medium)


def _draft_marks(rulebook: Rulebook) -> tuple[Choice, ...]:
    mark = rulebook.components["draft_mark"].text
    return (("", text("form.none")), (mark, mark))


def _schemes(rulebook: Rulebook) -> tuple[Choice, ...]:
    schemes = rulebook.schemes.scheme
    return ((None, text("form.largest")), *((one, schemes[one].name) for one in SizeScheme))


def _numbers(values: list[float]) -> tuple[Choice, ...]:
    return ((None, text("form.skeleton")), *((value, shown_number(value)) for value in values))


def _indents(rulebook: Rulebook) -> tuple[Choice, ...]:
    return _numbers([float(indent) for indent in rulebook.body.paragraph.indents])


def _spacings(rulebook: Rulebook) -> tuple[Choice, ...]:
    rule = rulebook.body.paragraph
    steps = round((rule.line_max - rule.line_min) / _LINE_STEP)
    return _numbers([round(rule.line_min + step * _LINE_STEP, 2) for step in range(steps + 1)])


def _gaps(rulebook: Rulebook) -> tuple[Choice, ...]:
    return _numbers([float(gap) for gap in range(int(rulebook.body.paragraph.gap_min), _MOST_GAP + 1)])


def _within(span: MmRange) -> tuple[Choice, ...]:
    return _numbers([float(value) for value in range(int(span.min), int(span.max) + 1)])


def _margin(side: str) -> FieldSpec:
    def choices(rulebook: Rulebook) -> tuple[Choice, ...]:
        return _within(getattr(rulebook.page.margins, side))

    def source(rulebook: Rulebook) -> Source:
        return rulebook.page.margins.source

    return _choice(f"layout.margins.{side}", choices, source, _NUMBER_WIDTH)


def _choice(key: str, choices: Choices, source: SourceOf | None, width: int = 0) -> FieldSpec:
    return FieldSpec(key, Kind.CHOICE, source, width, choices=choices)


def _paragraphs(rulebook: Rulebook) -> Source:
    return rulebook.body.paragraph.source


def _citation(rulebook: Rulebook) -> Source:
    return rulebook.drafting.citation.source


# --- the sections

_ORGANS = RepeatSpec(
    "issuers",
    (
        _row(FieldSpec("issuers.parent", Kind.TEXT, _component("parent_organ"), example=True)),
        _row(FieldSpec("issuers.name", Kind.TEXT, _component("organ"), example=True)),
    ),
    least=1,
    most=3,
)

_HEADING = (
    _row(
        FieldSpec("code.number", Kind.CODE_NUMBER, _component("code"), 8),
        FieldSpec(
            "code.organ_notations", Kind.NOTATION, lambda book: book.heading.groups.source, example=True
        ),
    ),
    Special.AGENCY_UNITS,
    _row(FieldSpec("place.name", Kind.LINE, _component("place_date"), example=True)),
    _row(
        FieldSpec("date.day", Kind.DATE_PART, lambda book: book.heading.date.source, 8, 2),
        FieldSpec("date.month", Kind.DATE_PART, lambda book: book.heading.date.source, 8, 2),
        FieldSpec("date.year", Kind.DATE_PART, lambda book: book.heading.date.source, 8, 4, example=True),
        place="date",
    ),
    RareSpec(
        "place",
        (
            _row(
                _choice("place.unit", _units, lambda book: book.heading.place.source, 16),
                _choice("place.named_after", _named_after, lambda book: book.heading.place.source),
            ),
        ),
        # The kind of unit is known of every agency; it is printed in these cases only.
        ("place.named_after",),
    ),
)

_CHAIN = RepeatSpec(
    "signatures.chain",
    (
        _row(
            _choice("signatures.chain.authority", _authorities, _component("authority"), 9),
            FieldSpec("signatures.chain.on_behalf_of", Kind.LINE, _component("authority")),
        ),
    ),
    most=4,
)

_SIGNATURES = RepeatSpec(
    "signatures",
    (
        Special.AGENCY_SIGNERS,
        Special.AUTHORITY_PRESETS,
        _CHAIN,
        _row(FieldSpec("signatures.position", Kind.LINE, _component("position"), example=True)),
        _row(FieldSpec("signatures.full_name", Kind.BLANK, _component("full_name"), completes=False)),
        RareSpec(
            "titles",
            (
                _row(FieldSpec("signatures.other_titles", Kind.LINES, _component("other_title"))),
                _row(
                    FieldSpec(
                        "signatures.rank", Kind.LINE, lambda book: book.signature.rank_sectors.source, 14
                    ),
                    _choice("signatures.advisory", _advisory, lambda book: book.signature.advisory),
                ),
            ),
        ),
        Special.SIGNATURE_LINES,
    ),
    least=1,
    most=3,
)

_RELATED = RepeatSpec(
    "related",
    (
        _row(
            FieldSpec("related.type_name", Kind.LINE, _citation, 14, example=True),
            FieldSpec("related.code", Kind.LINE, _citation, example=True),
        ),
        _row(
            FieldSpec("related.date", Kind.DATE, _citation, 14, example=True),
            FieldSpec("related.due", Kind.OPTIONAL_DATE, None, 14, example=True),
        ),
        _row(FieldSpec("related.issuer", Kind.LINE, _citation, completes=True)),
        _row(FieldSpec("related.subject", Kind.TEXT, _citation)),
        Special.REPLY,
    ),
)

_ATTACHED = (
    RepeatSpec(
        "appendices",
        (
            _row(FieldSpec("appendices.title", Kind.TEXT, _component("appendix_title"))),
            _row(_choice("appendices.orientation", _orientations, lambda book: book.page.orientation.source)),
            Special.APPENDIX_TEXT,
        ),
    ),
    RepeatSpec(
        "enclosures",
        (_row(FieldSpec("enclosures.name"), FieldSpec("enclosures.note", Kind.LINE, None, 16)),),
    ),
)

_MARKS = (
    _row(
        _choice("secrecy", _secrecy, _component("secrecy")),
        FieldSpec("recall", Kind.FLAG, _component("recall")),
    ),
    Special.SECRECY_NOTICE,
    _row(_choice("urgency", _urgency, _component("urgency"))),
    _row(_choice("circulation", _circulation, _component("circulation"))),
    _row(
        _choice("draft_mark", _draft_marks, _component("draft_mark"), 16),
        _choice("medium", _media, lambda book: book.appendix.link.source),
    ),
    _row(
        FieldSpec("drafter.code", Kind.LINE, _component("drafter_code"), 10, example=True),
        FieldSpec("drafter.issued_amount", Kind.NUMBER, _component("drafter_code"), 10),
    ),
    RareSpec(
        "contact",
        (
            _row(FieldSpec("contact.address", Kind.TEXT, _component("contact_line"))),
            _row(
                FieldSpec("contact.phone", Kind.LINE, _component("contact_line")),
                FieldSpec("contact.fax", Kind.LINE, _component("contact_line")),
            ),
            _row(FieldSpec("contact.email", Kind.LINE, _component("contact_line"))),
            _row(FieldSpec("contact.website", Kind.LINE, _component("contact_line"))),
        ),
    ),
)

_LAYOUT = (
    Special.SKELETON,
    _row(_choice("layout.size_scheme", _schemes, lambda book: book.schemes.source)),
    _row(
        _choice("layout.indent", _indents, _paragraphs, _NUMBER_WIDTH),
        _choice("layout.line_spacing", _spacings, _paragraphs, _NUMBER_WIDTH),
    ),
    _row(_choice("layout.paragraph_gap", _gaps, _paragraphs, _NUMBER_WIDTH)),
    _row(_margin("top"), _margin("bottom")),
    _row(_margin("left"), _margin("right")),
    _row(FieldSpec("layout.fit_margins", Kind.FLAG, lambda book: book.page.margins.source)),
)

_ARCHIVE = _row(
    FieldSpec("archive.units", Kind.COMMAS, lambda book: book.recipients.archive.source, example=True),
)
_ARCHIVE_MORE = _row(
    FieldSpec("archive.initials", Kind.LINE, lambda book: book.recipients.initials.source, 6),
    FieldSpec("archive.copies", Kind.NUMBER, lambda book: book.recipients.copies.source, 9, 3),
)

SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("co_quan", ("issuers",), (_ORGANS,)),
    SectionSpec("so_ngay", ("code", "place", "date"), _HEADING, follows=("issuers",)),
    SectionSpec(
        "trich_yeu",
        ("subject",),
        (_row(FieldSpec("subject", Kind.TEXT, _component("subject"), example=True)),),
    ),
    SectionSpec("kinh_gui", ("addressees",), (Special.ADDRESSEES,)),
    SectionSpec("noi_dung", ("body",), (Special.BODY,)),
    SectionSpec("noi_nhan", ("recipients", "archive"), (Special.RECIPIENTS, _ARCHIVE, _ARCHIVE_MORE)),
    SectionSpec("nguoi_ky", ("signatures",), (_SIGNATURES,), follows=("issuers", "date")),
    SectionSpec("lien_quan", ("related",), (_RELATED,), rare=True),
    SectionSpec("phu_luc", ("appendices", "enclosures"), _ATTACHED, rare=True),
    SectionSpec(
        "khac",
        (
            "secrecy", "recall", "urgency", "circulation", "draft_mark", "medium", "drafter", "contact",
        ),
        _MARKS,
        rare=True,
    ),
    SectionSpec("trinh_bay", ("layout", "skeleton"), _LAYOUT, rare=True),
)  # fmt: skip
