"""What is wrong with a skeleton, all of it at once: tags, missing components, lost marks, renamed styles."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from app.base.errors import AppError
from app.base.texts import text
from app.rules.finding import Severity
from app.rules.look import Requirement
from app.rules.model import Rulebook
from app.word import joints, marks
from app.word.ooxml import WP, w
from app.word.reading.markup import parse
from app.word.reading.opening import unpack
from app.word.safety import as_plain_document, dangers
from app.word.skeleton import DOCUMENT, Skeleton, load_skeleton
from app.word.stylesheet import STYLES
from app.word.template import TagFault, Uses, docxtpl_source, uses_of
from app.word.variables import ATTRIBUTES, PRINTS, VARIABLES

_ALL_ATTRIBUTES = frozenset(name for known in ATTRIBUTES.values() for name in known)
_CLOSING = {"{": "}}", "%": "%}"}
_LONGEST_WHERE = 90
# Without these two there is nowhere to put the text.
_NEEDED = ("noi_dung", "phu_luc")
_MARKED_TABLES = (marks.HEADER_TABLE, marks.SIGNATURE_TABLE)
_MARKED_BOXES: Mapping[str, str] = {"do_mat": marks.SECRECY_TABLE, "do_khan": marks.URGENCY_TABLE}
_MARKED_LINES = (marks.MOTTO_LINE, marks.ORGAN_LINE)
_NEAR_STYLE = 0.72
_TAG = re.compile(r"\{\{p?r?(.*?)\}\}|\{%[a-z]*\s+(?:for\s+(\w+)\s+in\s+|if\s+|elif\s+)(.*?)%\}", re.DOTALL)
_NAME = re.compile(r"\s*([A-Za-z_]\w*)")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: how grave, what, the words of the paragraph it stands in, the clause it breaks.

    With ``refuses`` the file cannot be a skeleton until it is mended.
    """

    severity: Severity
    message: str
    where: str = ""
    clause: str = ""
    refuses: bool = False


@dataclass(frozen=True)
class Examined:
    """What a skeleton uses (in the order of the page), what is wrong, and, unless refused, it compiled."""

    variables: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    skeleton: Skeleton | None = field(default=None, compare=False)


def examine_skeleton(data: bytes, name: str, rulebook: Rulebook) -> Examined:
    """Everything that can be said of the bytes of a .docx without a letter; ``name`` is the file's."""
    try:
        parts = unpack(data, name)
        dangerous = [_refusal(str(one)) for one in dangers(parts, name)]
        missing = [part for part in _needed_parts() if part not in parts]
        if missing:
            message = text("word.skeleton_part_missing", name=name, part=", ".join(missing))
            return Examined(problems=(*dangerous, _refusal(message)))
        parts = joints.without_own_parts(as_plain_document(parts))
        roots = {part: parse(parts[part], part) for part in _printed_parts(parts)}
        styles = parse(parts[STYLES], STYLES)
    except AppError as error:
        return Examined(problems=(_refusal(str(error)),))
    uses = Uses()
    problems = [*dangerous]
    for part, root in roots.items():
        problems += _tag_problems(root, part, uses)
    problems += _missing(uses, rulebook)
    problems += _lost_marks(roots, uses)
    problems += _renamed_styles(styles, rulebook)
    problems += _left_over(roots)
    skeleton = None
    if not any(one.refuses for one in problems):
        try:
            skeleton = load_skeleton(data, rulebook, name)
        except AppError as error:
            problems.append(_refusal(str(error)))
    variables = tuple(one for one in VARIABLES if one in uses.variables)
    return Examined(variables, tuple(dict.fromkeys(problems)), skeleton)


def _refusal(message: str, where: str = "") -> Problem:
    return Problem(Severity.ERROR, message, where, refuses=True)


def _needed_parts() -> tuple[str, ...]:
    return (DOCUMENT, STYLES, joints.TYPES_PART, joints.PACKAGE_RELATIONS, joints.DOCUMENT_RELATIONS)


def _printed_parts(parts: dict[str, bytes]) -> list[str]:
    listed = [
        part for kind in ("footnotes", "header", "footer") for part in joints.related(parts, kind) if part
    ]
    return list(dict.fromkeys((DOCUMENT, *listed)))


# --- tags


def _tag_problems(root: etree._Element, part: str, uses: Uses) -> Iterator[Problem]:
    """The faults of a part's tags, each with the paragraph it stands in; what is used goes to ``uses``."""
    for paragraph in root.iter(w("p")):
        # A line of source for each paragraph: a fault names its line.
        paragraph.tail = "\n"
    source = docxtpl_source(etree.tostring(root, encoding="unicode"))
    found = uses_of(source, part)
    uses.variables |= found.variables
    uses.attributes |= found.attributes
    for fault in found.faults:
        if fault.error.key == "word.skeleton_syntax":
            yield _refusal(text("word.examine.syntax"), _short(_unclosed(root) or fault.where))
            yield from _tags_one_by_one(source, part, uses)
        else:
            yield _told(fault, uses)


def _told(fault: TagFault, uses: Uses) -> Problem:
    """A fault in the clerk's words: where it stands is told apart."""
    fields = fault.error.fields
    near = str(fields.get("near", ""))
    if near in VARIABLES:
        # It is there, only its name is wrong: it need not be called missing as well.
        uses.variables.add(near)
        uses.attributes |= _ALL_ATTRIBUTES
    message = text(f"word.examine.{fault.error.key.rpartition('.')[2]}", **fields)
    return _refusal(message, _short(fault.where))


def _unclosed(root: etree._Element) -> str:
    """The first paragraph in which a tag is opened and not closed, or closed and not opened."""
    lines = (_words(paragraph) for paragraph in root.iter(w("p")))
    return next(
        (one for one in lines for sign in "{%" if one.count("{" + sign) != one.count(_CLOSING[sign])), ""
    )


def _tags_one_by_one(source: str, part: str, uses: Uses) -> Iterator[Problem]:
    """The unknown names of a part that cannot be read as a whole, because a tag of it is broken."""
    plain = _MARKUP.sub("", source)
    bound = {found[2] for found in _TAG.finditer(plain) if found[2]}
    for found in _TAG.finditer(plain):
        name = _NAME.match(found[1] or found[3] or "")
        if name is None or name[1] in bound or name[1] == "not":
            continue
        if name[1] in VARIABLES:
            uses.variables.add(name[1])
            uses.attributes |= _ALL_ATTRIBUTES
            continue
        for fault in uses_of(f"{{{{ {name[1]} }}}}", part).faults:
            yield _told(replace(fault, where=found[0]), uses)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_WHERE else f"{words[: _LONGEST_WHERE - 1]}\u2026"


# --- components


def _missing(uses: Uses, rulebook: Rulebook) -> Iterator[Problem]:
    for tag in _NEEDED:
        if tag not in uses.variables:
            yield _refusal(text("word.examine.needed", tag=tag))
    for component_id, names in PRINTS:
        if any(_is_used(name, uses) for name in names):
            continue
        component = rulebook.components[component_id]
        required = component.required is Requirement.REQUIRED
        variable = names[-1].partition(".")[0]
        key = "word.examine.missing" if required else "word.examine.missing_optional"
        yield Problem(
            Severity.ERROR if required else Severity.WARNING,
            text(key, component=component.name, variable=variable),
            clause=component.source.clause,
        )


def _is_used(name: str, uses: Uses) -> bool:
    variable, _, attribute = name.partition(".")
    return variable in uses.variables and (not attribute or attribute in uses.attributes)


# --- marks and styles


def _lost_marks(roots: Mapping[str, etree._Element], uses: Uses) -> Iterator[Problem]:
    body = roots[DOCUMENT]
    captions = {mark.get(w("val"), "") for root in roots.values() for mark in root.iter(w("tblCaption"))}
    drawn = {mark.get("name", "") for mark in body.iter(f"{{{WP}}}docPr")}
    twins = {mark.get("id", "") for mark in body.iter("{urn:schemas-microsoft-com:vml}line")}
    wanted = [
        *_MARKED_TABLES,
        *(caption for name, caption in _MARKED_BOXES.items() if name in uses.variables),
    ]
    if "luu_hanh" in uses.variables:
        wanted.append(marks.CIRCULATION_TABLE)
    for caption in wanted:
        if caption not in captions:
            yield Problem(Severity.WARNING, text("word.examine.table_mark", mark=caption))
    for name in _MARKED_LINES:
        if name not in drawn | twins:
            yield Problem(Severity.WARNING, text("word.examine.line_mark", mark=name))


def _renamed_styles(styles: etree._Element, rulebook: Rulebook) -> Iterator[Problem]:
    wanted = {component.style for component in rulebook.components.values()}
    there = {name.get(w("val"), "") for name in styles.iter(w("name"))}
    strange = sorted(there - wanted)
    for style in sorted(wanted - there):
        near = difflib.get_close_matches(style, strange, n=1, cutoff=_NEAR_STYLE)
        if near:
            yield Problem(Severity.WARNING, text("word.examine.style_renamed", style=style, near=near[0]))


def _left_over(roots: Mapping[str, etree._Element]) -> Iterator[Problem]:
    """Tracked changes and comments: every letter would go out with them."""
    tracked = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
    for root in roots.values():
        change = next(root.iter(*(w(tag) for tag in tracked)), None)
        if change is not None:
            yield Problem(Severity.ERROR, text("word.examine.changes"), _short(_words(change)))
    comment = next(roots[DOCUMENT].iter(w("commentReference"), w("commentRangeStart")), None)
    if comment is not None:
        yield Problem(Severity.ERROR, text("word.examine.comments"), _short(_words(comment)))


def _words(element: etree._Element) -> str:
    """The words of the paragraph that an element stands in."""
    around = element if element.tag == w("p") else next(element.iterancestors(w("p")), element)
    return "".join(piece.text or "" for piece in around.iter(w("t"), w("delText")))
