"""Letters that break each rule a rulebook can hold, built from the words of the rulebook itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from app.fonts import text_width
from app.letter.compose import compose
from app.letter.model import (
    Addressee,
    Appendix,
    ArchiveLine,
    Authority,
    AuthorityStep,
    Code,
    DrafterMark,
    Layout,
    Letter,
    Margins,
    NamedAfter,
    Organ,
    PartialDate,
    Place,
    Recipient,
    RecipientKind,
    Signature,
    SizeScheme,
)
from app.rules.model import Rulebook
from tests.support.letters import paragraph, simple_letter
from tests.support.special_letters import every_level, plain_table


def faulty_letters(rulebook: Rulebook) -> list[Letter]:
    """Letters for validation; together they meet every list of words, limit and lawful span."""
    return [
        *_headings(rulebook),
        *_signed(rulebook),
        *_too_long(rulebook),
        *_layouts(),
        simple_letter(addressees=(), recipients=(Recipient(kind=RecipientKind.AS_ABOVE),)),
        simple_letter(recipients=()),
        simple_letter(archive=ArchiveLine(units=("HC",))),
        simple_letter(archive=ArchiveLine(units=())),
        simple_letter(body=(), drafter=DrafterMark(issued_amount=10**6)),
        simple_letter(
            body=tuple(paragraph("", one.level) for one in every_level()), appendices=(Appendix(), Appendix())
        ),
    ]


def _headings(rulebook: Rulebook) -> list[Letter]:
    rules = rulebook.heading
    places = [
        *(Place(name=f"{unit} 5", named_after=NamedAfter.NUMBER) for unit in rules.units.words),
        *(Place(name=f"{short} A") for short in rules.place.forbidden_abbreviations),
        Place(name="gia Lai"),
        Place(name="3"),
    ]
    codes = [
        *(
            Code(number=number, organ_notations=("UBND",), unit_notations=("VP",))
            for number in ("0", "009", "09", "1")
        ),
        Code(number="1", organ_notations=("UBND",)),
        *(
            Code(number="1", organ_notations=(word,), unit_notations=("VP",))
            for word in rules.groups.forbidden
        ),
        *(
            Code(number="1", organ_notations=(word,), unit_notations=("VP",))
            for word in rules.mixed_case.words
        ),
        Code(number="1", organ_notations=("UBNĐ",), unit_notations=("v-p",)),
        *(
            Code(number="1", organ_notations=(kind.abbreviation,), unit_notations=("VP",))
            for kind in rulebook.types.document.type.values()
            if kind.abbreviation
        ),
    ]
    subjects = [
        *(f"{start} nâng lương" for start in rules.subject_ends.forbidden_starts),
        *(f"nâng lương{end}" for end in rules.subject_ends.forbidden_ends),
        "Nâng lương",
    ]
    return [
        *(simple_letter(place=place) for place in places),
        *(simple_letter(code=code) for code in codes),
        *(simple_letter(subject=subject) for subject in subjects),
        *(simple_letter(issuers=(Organ(name=f"{word} tỉnh A"),)) for word in rules.short_organs.words),
        simple_letter(date=PartialDate(year=2026, month=2, day=31)),
    ]


def _signed(rulebook: Rulebook) -> list[Letter]:
    """One letter with a signature for every word about signing: findings name its index."""
    rules = rulebook.signature
    names = [f"{word} Nguyễn Văn A" for word in (*rules.ranks.words, *rules.forms_of_address.words)]
    positions = [
        *rules.short_titles.words,
        *(f"{deputy} {form}" for deputy in rules.deputy.words for form in rules.deputy.forbidden),
        *(f"{one.abbreviation} Giám đốc" for one in rules.authority.values()),
        *(f"{wrong} Giám đốc" for one in rules.authority.values() for wrong in one.mistaken),
    ]
    single = [(one,) for one in Authority]
    chains = [
        *single,
        *product(Authority, repeat=2),
        (Authority.COLLECTIVE, Authority.FOR_HEAD, Authority.BY_ORDER),
    ]
    behalves = ["", "Chủ tịch", *rules.collective.words, *rules.deputy.words]
    signatures = [
        *(Signature(position="Giám đốc", full_name=name) for name in names),
        *(Signature(position=position, full_name="Nguyễn Văn A") for position in positions),
        *(
            _chained(chain, "Chủ tịch", position)
            for chain in chains
            for position in ("", "Chủ tịch", "Phó Chủ tịch")
        ),
        *(_chained(chain, behalf, "Chủ tịch") for chain in single for behalf in behalves),
        *(_chained((Authority.FOR_HEAD,), "Chủ tịch", f"{deputy} Chủ tịch") for deputy in rules.deputy.words),
        Signature(position="Giám đốc", full_name="NGUYỄN VĂN A", rank="Thạc sĩ"),
        Signature(position="Giám đốc", full_name=""),
    ]
    return [simple_letter(signatures=tuple(signatures))]


def _chained(chain: tuple[Authority, ...], behalf: str, position: str) -> Signature:
    steps = tuple(AuthorityStep(authority=one, on_behalf_of=behalf) for one in chain)
    return Signature(chain=steps, position=position, full_name="Nguyễn Văn A")


def _too_long(rulebook: Rulebook) -> list[Letter]:
    limits = rulebook.limits
    signed = Signature(position="a" * (limits.position + 1), full_name="A" + "a" * limits.full_name)
    return [
        simple_letter(
            code=Code(
                number="1" * (limits.code_number + 1),
                organ_notations=("A" * limits.code_notation,),
                unit_notations=("VP",),
            ),
            subject="a" * (limits.subject + 1),
            issuers=(Organ(name="A" * (limits.organ_name + 1)),),
            addressees=(Addressee(name="A" * (limits.addressee + 1)),),
            signatures=(signed,),
            drafter=DrafterMark(code="A", issued_amount=10**limits.issued_amount_digits),
        )
    ]


def _layouts() -> list[Letter]:
    far = Layout(
        margins=Margins(top=99.0, bottom=99.0, left=99.0, right=99.0),
        indent=99.0,
        line_spacing=99.0,
        paragraph_gap=1.0,
    )
    return [simple_letter(layout=far)]


# --- letters at the edge of what fits


def edge_letters(rulebook: Rulebook) -> list[Letter]:
    """Letters whose header fits by a hair, so that a column 1 mm wider or narrower changes them."""
    block = (
        rulebook.page.paper.width - rulebook.page.margins.left.default - rulebook.page.margins.right.default
    )
    least = rulebook.page.header_left.min
    widest = rulebook.page.header_left.max
    wide = Layout(size_scheme=SizeScheme.SMALL, margins=Margins(right=rulebook.page.margins.right.min))
    return [
        replace(
            _with_date_of_width(block - least - 1.9, rulebook),
            # On one line in a column 1 mm wider than the least, on two in what the date leaves.
            issuers=(_organ_of_width(least + 1 - 1.3, rulebook),),
        ),
        _with_name_of_width(widest - 1.6, wide, rulebook),
        _with_name_of_width(rulebook.page.header_left.default - 1.6, Layout(), rulebook),
        simple_letter(body=(paragraph("a"), plain_table(), paragraph("b"))),
        *(
            simple_letter(issuers=(Organ(name=f"{head} xã A"),))
            for head in rulebook.heading.organ_heads.words
        ),
        # Names that want all the room that Nơi nhận can give, and names that want none of it.
        _signed_by_two("Nguyễn Thị Phương Thảo Nguyên", "Công Tằng Tôn Nữ Nguyệt Hương"),
        _signed_by_two("Y Lan", "Y Moan"),
    ]


def _signed_by_two(*names: str) -> Letter:
    return simple_letter(
        issuers=(Organ(name="Sở Y tế"), Organ(name="Sở Nội vụ")),
        signatures=tuple(Signature(position="Giám đốc", full_name=name) for name in names),
    )


def _organ_of_width(millimetres: float, rulebook: Rulebook) -> Organ:
    """An agency whose name on one line is this wide, in mm, or a little wider."""
    size = float(rulebook.schemes.scheme[rulebook.schemes.default].heading)
    for counts in product(range(12), repeat=3):
        name = "Sở " + "".join(letter * count for letter, count in zip("itn", counts, strict=True))
        if millimetres <= text_width(name.upper(), size, bold=True) * 25.4 / 72 <= millimetres + 0.2:
            return Organ(name=name)
    raise AssertionError("no name is just so wide")


def _with_date_of_width(millimetres: float, rulebook: Rulebook) -> Letter:
    """A letter whose place and date are this wide, in mm, or up to half a millimetre wider."""
    size = float(rulebook.schemes.scheme[rulebook.schemes.default].text)
    for narrow, wide in product(range(30), repeat=2):
        letter = simple_letter(place=Place(name="Y" + "i" * narrow + "n" * wide))
        width = text_width(compose(letter, rulebook).place_date, size, italic=True) * 25.4 / 72
        if millimetres <= width <= millimetres + 0.5:
            return letter
    raise AssertionError("no place is just so long")


def _with_name_of_width(millimetres: float, layout: Layout, rulebook: Rulebook) -> Letter:
    """A letter of an agency whose name on one line is just this wide, in mm."""
    scheme = str(layout.size_scheme or rulebook.schemes.default)
    size, name = float(rulebook.schemes.scheme[scheme].heading), "Sở A"
    while text_width(name.upper(), size, bold=True) * 25.4 / 72 < millimetres:
        name += "i" if len(name) % 9 else " "
    return simple_letter(issuers=(Organ(name=name),), layout=layout)
