"""An agency's letterhead without tags: its paragraphs, and a guess which component each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lxml import etree

from app.base.errors import AppError
from app.base.vietnamese import fold
from app.rules.model import Rulebook
from app.word import joints
from app.word.letterhead_sections import keep_first_section
from app.word.ooxml import MC, w
from app.word.reading.markup import parse
from app.word.reading.opening import unpack
from app.word.safety import as_plain_document, refuse_dangers
from app.word.skeleton import DOCUMENT
from app.word.stylesheet import STYLES

_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_SIGNERS = re.compile(r"^(tm|kt|tl|tuq|q)\.\s")
_DASHES = re.compile(r"[-\u2010-\u2015\s]+")
# What Word strews between runs; nothing is lost with it.
_CLUTTER = (
    *("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
)
_CHANGED_LOOKS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange")
_MOST_WORDS = 12  # a longer line is no title of a signer


class Slot(StrEnum):
    """What stands in a place of a letterhead."""

    KEEP = ""  # printed as it is, in every letter
    REMOVE = "remove"
    NATION = "national_name"
    MOTTO = "motto"
    PARENT = "parent_organ"
    ORGAN = "organ"
    CODE = "code"
    PLACE_DATE = "place_date"
    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    BODY = "body"
    RECIPIENTS = "recipients"
    SIGNATURE = "position"
    FULL_NAME = "full_name"


HEADING = (Slot.NATION, Slot.MOTTO, Slot.PARENT, Slot.ORGAN, Slot.CODE, Slot.PLACE_DATE, Slot.SUBJECT)
CLOSING = (Slot.RECIPIENTS, Slot.SIGNATURE, Slot.FULL_NAME)


class Area(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    TABLE = "table"
    TEXT_BOX = "text_box"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph with words: ``id`` names it for ``with_tags``, ``guess`` is what it seems to be."""

    id: str
    text: str
    area: Area
    guess: Slot = Slot.KEEP


@dataclass(frozen=True)
class Opened:
    """A letterhead made ready: its parts, the trees of those with words, and every paragraph by id."""

    parts: dict[str, bytes]
    roots: Mapping[str, etree._Element]
    paragraphs: Mapping[str, etree._Element]


def spots_of(data: bytes, name: str, rulebook: Rulebook) -> tuple[Spot, ...]:
    """The paragraphs of a letterhead in reading order, the body first, then headers and footers.

    AppError in one sentence for a file that is no safe Word file.
    """
    opened = open_letterhead(data, name)
    found = [
        Spot(key, words, _area(key, paragraph))
        for key, paragraph in opened.paragraphs.items()
        if (words := words_of(paragraph))
    ]
    guesses = _Guesser(opened, found, rulebook).guesses()
    return tuple(replace(spot, guess=guesses.get(spot.id, Slot.KEEP)) for spot in found)


def open_letterhead(data: bytes, name: str) -> Opened:
    """Unpack a letterhead and take out what Word strews between the words."""
    parts = unpack(data, name)
    refuse_dangers(parts, name)
    for needed in (DOCUMENT, STYLES, joints.TYPES_PART, joints.PACKAGE_RELATIONS, joints.DOCUMENT_RELATIONS):
        if needed not in parts:
            raise AppError("word.skeleton_part_missing", name=name, part=needed)
    parts = joints.without_own_parts(as_plain_document(parts))
    listed = [DOCUMENT, *joints.related(parts, "header"), *joints.related(parts, "footer")]
    roots = {part: parse(parts[part], part) for part in dict.fromkeys(listed)}
    keep_first_section(roots[DOCUMENT])
    paragraphs: dict[str, etree._Element] = {}
    for part, root in roots.items():
        _clean(root)
        own = (one for one in root.iter(w("p")) if not _is_twin(one))
        paragraphs.update((f"{part}#{number}", one) for number, one in enumerate(own))
    return Opened(parts, roots, paragraphs)


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph itself, not of a text box in it."""
    own = (
        one
        for one in paragraph.iter(w("t"), w("tab"), w("br"))
        if next(one.iterancestors(w("p")), None) is paragraph
    )
    pieces = [(one.text or "") if one.tag == w("t") else " " for one in own]
    return " ".join("".join(pieces).split())


def _clean(root: etree._Element) -> None:
    """Accept tracked changes, open content controls, drop clutter."""
    for tag in ("del", "moveFrom", *_CHANGED_LOOKS, *_CLUTTER):
        for element in list(root.iter(w(tag))):
            _drop(element)
    for tag in ("ins", "moveTo", "smartTag", "customXml"):
        for element in list(root.iter(w(tag))):
            _unwrap(element)
    for control in list(root.iter(w("sdt"))):
        content = control.find(w("sdtContent"))
        for child in list(control):
            if child is not content:
                control.remove(child)
        if content is not None:
            _unwrap(content)
        _unwrap(control)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


def _is_twin(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in the second form of a text box, for programs older than Word 2010."""
    return next(paragraph.iterancestors(f"{{{MC}}}Fallback"), None) is not None


def _area(key: str, paragraph: etree._Element) -> Area:
    part = key.partition("#")[0]
    if part != DOCUMENT:
        return Area.HEADER if "header" in part else Area.FOOTER
    around = {element.tag for element in paragraph.iterancestors()}
    if w("txbxContent") in around:
        return Area.TEXT_BOX
    return Area.TABLE if w("tc") in around else Area.BODY


class _Guesser:
    """Guesses by the words that every letter has, and by what stands beside and between them."""

    def __init__(self, opened: Opened, spots: Sequence[Spot], rulebook: Rulebook) -> None:
        self._paragraphs = opened.paragraphs
        self._spots = [one for one in spots if one.area not in (Area.HEADER, Area.FOOTER)]
        self._rulebook = rulebook
        self._found: dict[str, Slot] = {}

    def guesses(self) -> dict[str, Slot]:
        """What each paragraph seems to be; those not named are kept."""
        for spot in self._spots:
            slot = self._by_words(fold(spot.text))
            if slot is not None:
                self._found[spot.id] = slot
        self._names()
        self._lists()
        self._signatures()
        self._between()
        return self._found

    def _by_words(self, words: str) -> Slot | None:
        components = self._rulebook.components
        for slot in (Slot.NATION, Slot.MOTTO):
            component = components[slot.value]
            known = (component.text, *component.variants)
            if any(_bare(words) == _bare(fold(one)) for one in known):
                return slot
        starts = ((Slot.CODE, "so:"), (Slot.CODE, "so :"), (Slot.SUBJECT, "v/v"), (Slot.SUBJECT, "ve viec"))
        label = fold(components["recipients_label"].text).rstrip(":")
        for slot, start in (*starts, (Slot.ADDRESSEES, "kinh gui"), (Slot.RECIPIENTS, label)):
            if words.startswith(start):
                return slot
        if _DATE.search(words) and len(words.split()) <= _MOST_WORDS:
            return Slot.PLACE_DATE
        return None

    def _names(self) -> None:
        """Quốc hiệu has the names of the agency to its left, or stands behind them."""
        nation = next((one for one in self._spots if self._found.get(one.id) is Slot.NATION), None)
        if nation is None:
            return
        row = next(self._paragraphs[nation.id].iterancestors(w("tr")), None)
        beside = [one for one in self._spots if row is not None and self._is_in(one, row)]
        names = [one for one in beside if one.id not in self._found and not self._shares_cell(one, nation)]
        for one in names[:-1]:
            self._found[one.id] = Slot.PARENT
        for one in names[-1:]:
            self._found[one.id] = Slot.ORGAN
        bold = [one for one in names if self._is_bold(one)]
        # A name of two lines is bold in both.
        for one in bold:
            self._found[one.id] = Slot.ORGAN

    def _lists(self) -> None:
        """The dashes behind Kính gửi and Nơi nhận belong to them."""
        going: Slot | None = None
        for spot in self._spots:
            own = self._found.get(spot.id)
            if own in (Slot.ADDRESSEES, Slot.RECIPIENTS):
                going = own
            elif going is not None and own is None and spot.text.startswith(("-", "\u2013", "+")):
                self._found[spot.id] = going
            else:
                going = None

    def _signatures(self) -> None:
        recipients = next((one for one in self._spots if self._found.get(one.id) is Slot.RECIPIENTS), None)
        row = None
        if recipients is not None:
            row = next(self._paragraphs[recipients.id].iterancestors(w("tr")), None)
        signed = [
            one
            for one in self._spots
            if one.id not in self._found
            and (_SIGNERS.match(fold(one.text)) or (row is not None and self._is_in(one, row)))
        ]
        for one in signed:
            self._found[one.id] = Slot.SIGNATURE
        if row is not None and signed and signed[-1].text != signed[-1].text.upper():
            self._found[signed[-1].id] = Slot.FULL_NAME

    def _between(self) -> None:
        """From Kính gửi (or the trích yếu) to Nơi nhận stands an old text; behind it nothing is wanted."""
        order = {one.id: number for number, one in enumerate(self._spots)}
        slots = [(order[key], slot) for key, slot in self._found.items()]
        ends = [number for number, slot in slots if slot in CLOSING]
        starts = [number for number, slot in slots if slot is Slot.ADDRESSEES] or [
            number for number, slot in slots if slot in (Slot.SUBJECT, Slot.PLACE_DATE)
        ]
        if not ends:
            return
        for number, spot in enumerate(self._spots):
            if spot.id in self._found or spot.area is Area.TEXT_BOX:
                continue
            if starts and max(starts) < number < min(ends):
                self._found[spot.id] = Slot.BODY
            elif number > max(ends):
                self._found[spot.id] = Slot.REMOVE

    def _is_in(self, spot: Spot, element: etree._Element) -> bool:
        return any(one is element for one in self._paragraphs[spot.id].iterancestors())

    def _shares_cell(self, spot: Spot, other: Spot) -> bool:
        cell = next(self._paragraphs[other.id].iterancestors(w("tc")), None)
        return cell is not None and self._is_in(spot, cell)

    def _is_bold(self, spot: Spot) -> bool:
        runs = list(_runs_with_words(self._paragraphs[spot.id]))
        return bool(runs) and all(_says_bold(run) for run in runs)


def _says_bold(run: etree._Element) -> bool:
    mark = run.find(f"{w('rPr')}/{w('b')}")
    return mark is not None and mark.get(w("val"), "1") not in {"0", "false", "off"}


def _runs_with_words(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (run for run in paragraph.iter(w("r")) if "".join(t.text or "" for t in run.iter(w("t"))).strip())


def _bare(words: str) -> str:
    """Folded words without dashes and blanks, which offices set as they like."""
    return _DASHES.sub("", words)
