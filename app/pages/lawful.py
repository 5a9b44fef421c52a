"""What of the decree a page breaks, measured on the page itself: one line each, margins, rules, looks.

The letter that was printed is known, so nothing is guessed: each component is found by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.base.texts import text
from app.base.vietnamese import nfc
from app.document.content import Paragraph, paragraphs
from app.document.model import Document
from app.letter.composed import Composed
from app.pages.model import Area, FragmentKind, Line, Page, Pages, Rule, RuleKind, mm
from app.rules.finding import Finding, Place, Severity
from app.rules.look import Component, DrawnLine, LineRule, SizeTier
from app.rules.model import Rulebook
from app.rules.source import Source

_TEXT_LONG_MM = 1.0  # a rule as long as its text, give or take
_RATIO_SLACK = 0.03
_BELOW_MM = 5.0  # a rule stands this near below its text
_CENTRED_MM = 2.0
_LEVEL_MM = 0.3
_SHEET_MM = 0.5
_SIZE_PT = 0.1
_RULES = frozenset({RuleKind.DRAWN, RuleKind.BORDER})
_SIGNATURE = ("authority", "position", "other_title", "full_name")
# Their looks are the clerk's or belong to a mark.
_FREE_LOOKS = frozenset({"body", "footnote_text", "secrecy", "urgency", "circulation", "table_text"})
_BLACK = frozenset({None, "000000"})


def page_findings(
    document: Document, pages: Pages, composed: Composed, rulebook: Rulebook
) -> tuple[Finding, ...]:
    """Everything that the pages of a written letter break of Phần I Phụ lục I, each thing once."""
    sheet = _Sheet(document, pages, composed, rulebook)
    found = (
        *_paper(sheet),
        *_one_line_each(sheet),
        *_rules_under(sheet),
        *_levels(sheet),
        *_looks(sheet),
        *_mixed_sizes(sheet),
        *_signature(sheet),
        *_page_numbers(sheet),
        *_overlaps(sheet),
    )
    return tuple(dict.fromkeys(found))


@dataclass
class _Sheet:
    """The pages with what is known of them: which component each line prints."""

    document: Document
    pages: Pages
    composed: Composed
    rulebook: Rulebook
    _component_of: Mapping[object, str] = field(init=False)

    def __post_init__(self) -> None:
        by_style = {component.style: name for name, component in self.rulebook.components.items()}
        self._component_of = {
            one.origin: by_style[one.style_name]
            for one in _all_paragraphs(self.document)
            if one.style_name in by_style
        }

    @property
    def first(self) -> Page:
        """Page 1."""
        return self.pages.pages[0]

    def component(self, line: Line) -> str:
        """The component that a line prints by its style; "" for none."""
        return self._component_of.get(line.origin.block, "")

    def is_text(self, line: Line) -> bool:
        """Whether a line belongs to the running text, whose size the scheme sets."""
        component = self.rulebook.components.get(self.component(line))
        return (
            component is not None
            and component.line_rule is LineRule.BODY
            and component.tier is SizeTier.TEXT
            and line.cell is None
        )

    def one(self, words: str) -> Line | None:
        """The line of page 1 that is exactly these words."""
        found = [line for line in self.first.lines if _plain(line.text) == _plain(words)]
        return found[0] if found else None

    def said(self, words: str) -> bool:
        """Whether page 1 says these words at all, on however many lines."""
        return _plain(words) in _plain(" ".join(line.text for line in self.first.lines)) or any(
            _plain(words) == _plain(one.text) for one in self.document.paragraphs
        )

    def finding(self, component: str, source: Source, key: str, **fields: object) -> Finding:
        """A finding at a component, whose name is a field of the sentence."""
        name = self.rulebook.components[component].name if component else ""
        place = Place(component or "layout")
        return Finding(f"ND30-TRANG-{_CODES[key]}", source, place, _sentence(key, name, fields))


# Stable numbers of the kinds of finding.
_CODES = {
    "paper": "01",
    "margin": "02",
    "missing": "03",
    "wrapped": "04",
    "rule_missing": "05",
    "rule_length": "06",
    "level": "07",
    "size": "08",
    "face": "09",
    "font": "10",
    "colour": "11",
    "signature_split": "12",
    "signature_alone": "13",
    "number_missing": "14",
    "number_first": "15",
    "number_place": "16",
    "overlap": "17",
    "outside": "18",
    "mixed_sizes": "19",
}


def _sentence(key: str, name: str, fields: Mapping[str, object]) -> str:
    return text(f"pages.lawful.{key}", **({"name": name} if name else {}), **fields)


def _all_paragraphs(document: Document) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for section in document.sections:
        for part in (section.headers, section.footers):
            for blocks in (part.first, part.default, part.even):
                yield from paragraphs(blocks)


def _plain(words: str) -> str:
    return " ".join(nfc(words).replace("\u00a0", " ").split())


def _one_decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


# --- paper and margins


def _paper(sheet: _Sheet) -> Iterator[Finding]:
    page = sheet.rulebook.page
    setup = sheet.document.sections[0].page
    width, height = mm(sheet.first.width), mm(sheet.first.height)
    if abs(width - page.paper.width) > _SHEET_MM or abs(height - page.paper.height) > _SHEET_MM:
        size = {"width": _one_decimal(width), "height": _one_decimal(height)}
        yield sheet.finding("", page.paper.source, "paper", **size)
    sides = {"top": setup.margin_top, "bottom": setup.margin_bottom, "left": setup.margin_left + setup.gutter}
    for side, twips in {**sides, "right": setup.margin_right}.items():
        allowed, value = getattr(page.margins, side), mm(twips)
        if not allowed.min - _LEVEL_MM <= value <= allowed.max + _LEVEL_MM:
            yield sheet.finding(
                "",
                page.margins.source,
                "margin",
                side=text(f"pages.lawful.side.{side}"),
                value=_one_decimal(value),
                low=f"{allowed.min:g}",
                high=f"{allowed.max:g}",
            )
    for one in sheet.pages.pages:
        right = one.width - setup.margin_right
        for line in one.lines_of(Area.BODY) if one.section == 0 else ():
            if line.width and (line.x < setup.margin_left - 60 or line.x + line.width > right + 60):
                yield sheet.finding("", page.margins.source, "outside", words=_plain(line.text)[:40])


# --- the header of page 1


def _one_line_each(sheet: _Sheet) -> Iterator[Finding]:
    """Quốc hiệu, Tiêu ngữ, địa danh và ngày: there, and each on one line."""
    composed = sheet.composed
    for component, words in (
        ("national_name", composed.national_name),
        ("motto", composed.motto),
        ("place_date", composed.place_date),
    ):
        if sheet.one(words) is None:
            key = "wrapped" if sheet.said(words) else "missing"
            yield sheet.finding(component, sheet.rulebook.components[component].source, key)


def _rules_under(sheet: _Sheet) -> Iterator[Finding]:
    lines = sheet.rulebook.lines
    motto = sheet.one(sheet.composed.motto)
    if motto is not None:
        yield from _rule_under(sheet, lines.motto, motto, motto.width, _BELOW_MM)
    names = [line for line in sheet.first.lines if sheet.component(line) == "organ"]
    if not names and len(sheet.composed.organs) == 1:
        own = sheet.one(sheet.composed.organs[0].name)
        names = [own] if own is not None else []
    if names:
        lowest = max(names, key=lambda line: line.y)
        # An office may have a line of its own below its name, and the rule below that.
        code = sheet.one(sheet.composed.code_line)
        reach = _BELOW_MM if code is None else max(_BELOW_MM, mm(code.y - lowest.baseline))
        yield from _rule_under(sheet, lines.organ, lowest, max(line.width for line in names), reach)


def _rule_under(
    sheet: _Sheet, wanted: DrawnLine, above: Line, width: float, reach: float
) -> Iterator[Finding]:
    """``reach`` is how far below its text the rule may stand, in mm."""
    middle = above.x + above.width / 2
    rules = [one for one in sheet.first.rules if _is_below(one, above, middle, reach)]
    if not rules:
        yield sheet.finding(wanted.component, wanted.source, "rule_missing")
        return
    length = max(one.length for one in rules)
    slack = _RATIO_SLACK + (_TEXT_LONG_MM / mm(width) if wanted.min_ratio == wanted.max_ratio else 0.0)
    if not wanted.min_ratio - slack <= length / width <= wanted.max_ratio + slack:
        yield sheet.finding(
            wanted.component,
            wanted.source,
            "rule_length",
            length=_one_decimal(mm(length)),
            low=_one_decimal(mm(width) * wanted.min_ratio),
            high=_one_decimal(mm(width) * wanted.max_ratio),
        )


def _is_below(rule: Rule, above: Line, middle: float, reach: float) -> bool:
    level = abs(rule.y1 - rule.y2) < 1 and rule.kind in _RULES
    return level and 0 <= mm(rule.y1 - above.baseline) <= reach and rule.x1 <= middle <= rule.x2


def _levels(sheet: _Sheet) -> Iterator[Finding]:
    code, date = sheet.one(sheet.composed.code_line), sheet.one(sheet.composed.place_date)
    if code is not None and date is not None and abs(mm(code.baseline - date.baseline)) > _LEVEL_MM:
        yield sheet.finding("code", sheet.rulebook.page.gaps.source, "level")


# --- looks


def _looks(sheet: _Sheet) -> Iterator[Finding]:
    for page in sheet.pages.pages:
        for line in page.lines:
            component = sheet.rulebook.components.get(sheet.component(line))
            yield from _face(sheet, line, component)
            # In the text a clerk may print words in bold.
            is_text = component is not None and component.line_rule is LineRule.BODY
            if component is not None and not is_text and component.id not in _FREE_LOOKS:
                yield from _size_and_weight(sheet, line, component)


def _mixed_sizes(sheet: _Sheet) -> Iterator[Finding]:
    """The text has one size throughout, also where a skeleton gives each level a style of its own."""
    sizes = {
        float(fragment.format.size)  # before it is made smaller as a superscript
        for page in sheet.pages.pages
        for line in page.lines_of(Area.BODY)
        for fragment in line.fragments
        if sheet.is_text(line) and fragment.kind is FragmentKind.TEXT and fragment.text.strip()
    }
    if len(sizes) > 1:
        listed = ", ".join(f"{size:g}".replace(".", ",") for size in sorted(sizes))
        yield sheet.finding("body", sheet.rulebook.schemes.source, "mixed_sizes", sizes=listed)


def _face(sheet: _Sheet, line: Line, component: Component | None) -> Iterator[Finding]:
    font = sheet.rulebook.page.font
    words = _plain(line.text)[:40]
    for fragment in line.fragments:
        if not fragment.text.strip():
            continue
        if fragment.format.font.casefold() != font.family.casefold():
            yield sheet.finding("", font.source, "font", words=words, font=fragment.format.font)
        if fragment.format.colour not in _BLACK and (component is None or component.id not in _FREE_LOOKS):
            yield sheet.finding("", font.source, "colour", words=words)


def _size_and_weight(sheet: _Sheet, line: Line, component: Component) -> Iterator[Finding]:
    for fragment in line.fragments:
        if fragment.kind is not FragmentKind.TEXT or not fragment.text.strip():
            continue
        if not component.size_min - _SIZE_PT <= fragment.size <= component.size_max + _SIZE_PT:
            yield sheet.finding(
                component.id,
                component.source,
                "size",
                size=f"{fragment.size:g}".replace(".", ","),
                low=f"{component.size_min:g}",
                high=f"{component.size_max:g}",
            )
        if (fragment.format.bold, fragment.format.italic) != (component.bold, component.italic):
            wanted = text(f"pages.lawful.face.{_face_name(component)}")
            yield sheet.finding(component.id, component.source, "face", wanted=wanted)


def _face_name(component: Component) -> str:
    if component.bold:
        return "bold_italic" if component.italic else "bold"
    return "italic" if component.italic else "upright"


# --- signature and page numbers


def _signature(sheet: _Sheet) -> Iterator[Finding]:
    source = sheet.rulebook.components["full_name"].source
    signed: list[tuple[int, Line]] = [
        (index, line)
        for index, page in enumerate(sheet.pages.pages)
        for line in page.lines
        if sheet.component(line) in _SIGNATURE
    ]
    where = {index for index, _ in signed}
    if len(where) > 1:
        yield sheet.finding("full_name", source, "signature_split")
    elif where:
        page = sheet.pages.pages[where.pop()]
        top = min(line.y for _, line in signed)
        if not any(line.bottom <= top and line.text.strip() for line in page.lines_of(Area.BODY)):
            yield sheet.finding("full_name", source, "signature_alone")


def _page_numbers(sheet: _Sheet) -> Iterator[Finding]:
    source = sheet.rulebook.page.page_number.source
    own = [page for page in sheet.pages.pages if page.section == 0]
    for page in own:
        numbers = [line for line in page.lines_of(Area.HEADER) if _is_number(line)]
        if page is own[0]:
            if numbers:
                yield sheet.finding("", source, "number_first")
        elif not numbers:
            yield sheet.finding("", source, "number_missing")
        elif not _is_centred(numbers, page, sheet.document):
            yield sheet.finding("", source, "number_place")


def _is_number(line: Line) -> bool:
    return any(one.kind is FragmentKind.FIELD and one.text.strip().isdigit() for one in line.fragments)


def _is_centred(numbers: Sequence[Line], page: Page, document: Document) -> bool:
    setup = document.sections[0].page
    middle = (setup.margin_left + page.width - setup.margin_right) / 2
    return any(abs(mm(one.x + one.width / 2 - middle)) <= _CENTRED_MM for one in numbers)


# --- pictures


def _overlaps(sheet: _Sheet) -> Iterator[Finding]:
    """A picture in front of the text hides it (a logo that floats)."""
    for page in sheet.pages.pages:
        for picture in page.pictures:
            for line in page.lines:
                across = min(picture.x + picture.width, line.x + line.width) - max(picture.x, line.x)
                down = min(picture.y + picture.height, line.bottom) - max(picture.y, line.y)
                own = any(one.kind is FragmentKind.PICTURE for one in line.fragments)
                if mm(across) > 1 and mm(down) > 1 and not own and not picture.behind:
                    finding = sheet.finding(
                        "", sheet.rulebook.page.gaps.source, "overlap", words=_plain(line.text)[:40]
                    )
                    yield Finding(
                        finding.code,
                        finding.source,
                        finding.place,
                        finding.message,
                        own_severity=Severity.WARNING,
                    )
