"""The content of a paragraph as a row of words, ready to be broken into lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.base.units import EMU_PER_TWIP
from app.base.vietnamese import nfc
from app.document.content import (
    Break,
    Drawing,
    Field,
    Label,
    Leaf,
    NoBreakHyphen,
    NoteMark,
    NoteReference,
    Paragraph,
    SoftHyphen,
    Tab,
    Text,
    leaves,
)
from app.document.formats import RunFormat
from app.pages.measure import Word, ink
from app.pages.model import FragmentKind

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that only layout knows: of this page, of all pages, of the notes.

    notes is keyed by kind and id; note is the number of the note that is being laid out itself.
    """

    page: str = "1"
    total: str = "1"
    notes: Mapping[tuple[str, int], str] = field(default_factory=dict, hash=False)
    note: str = ""


def words_of(paragraph: Paragraph, numbers: Numbers) -> list[Word]:
    """The words of a paragraph, its label first; hidden text is left out."""
    words: list[Word] = []
    if paragraph.label is not None:
        _add_label(words, paragraph.label)
    for leaf in leaves(paragraph.content):
        if type(leaf) is Text:
            if leaf.format.hidden:
                continue
            if words:
                _mend_end(words, leaf.text)
            _add_text(words, nfc(leaf.text), leaf.format)
        else:
            words.append(_special(leaf, numbers))
    return words


def _mend_end(words: list[Word], following: str) -> None:
    # "a-" in one run and ", b" in the next: the line may not end before the comma.
    last = words[-1]
    if last.may_end and not last.spaces and following[:1] in ",.;:!?)]}" and last.thing is None:
        words[-1] = Word(last.text, last.ink, last.width, last.full, 0, False, last.length, last.kind)


def _add_text(words: list[Word], text: str, run: RunFormat) -> None:
    if SOFT_HYPHEN not in text:
        words.extend(ink(run).words(text))
        return
    for number, part in enumerate(text.split(SOFT_HYPHEN)):
        if number:
            words.append(_special(SoftHyphen(run), Numbers()))
        words.extend(ink(run).words(part))


def _add_label(words: list[Word], label: Label) -> None:
    used = ink(label.format)
    text = used.shown(nfc(label.text))
    words.append(used.special(text, used.plain_width(text), FragmentKind.LABEL))
    if label.suffix == "tab":
        words.append(used.special("", 0, FragmentKind.TAB, Tab(label.format)))
    elif label.suffix == "space":
        words.append(used.special(" ", used.space, FragmentKind.LABEL))


def _special(leaf: Leaf, numbers: Numbers) -> Word:  # noqa: PLR0911 - one answer per kind of leaf
    used = ink(leaf.format)
    match leaf:
        case Tab():
            return used.special("", 0, FragmentKind.TAB, leaf, 1)
        case NoBreakHyphen():
            return used.special("-", used.width("-"), FragmentKind.TEXT, None, 1)
        case Break() | SoftHyphen():
            return used.special("", 0, FragmentKind.TEXT, leaf, 1)
        case Field():
            text = used.shown(_field_text(leaf, numbers))
            length = sum(len(nfc(one.text)) for one in leaves(leaf.result) if isinstance(one, Text))
            return used.special(text, used.width(text), FragmentKind.FIELD, None, length)
        case NoteReference():
            text = leaf.custom or numbers.notes.get((leaf.kind, leaf.id), "")
            return used.special(text, used.width(text), FragmentKind.NOTE, leaf)
        case NoteMark():
            return used.special(numbers.note, used.width(numbers.note), FragmentKind.NOTE)
        case Drawing():
            return used.special("", _drawing_width(leaf), FragmentKind.PICTURE, leaf)
        case Text():
            raise TypeError("text is cut into words, it is not one special word")


def _drawing_width(drawing: Drawing) -> float:
    if drawing.place is not None:
        return 0.0
    return (drawing.width + drawing.margin_left + drawing.margin_right) / EMU_PER_TWIP


def _field_text(leaf: Field, numbers: Numbers) -> str:
    if leaf.kind == "PAGE":
        return numbers.page
    return numbers.total
