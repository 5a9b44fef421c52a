"""The settings of a document (settings.xml)."""

from __future__ import annotations

from functools import lru_cache

from app.base.units import Twip
from app.document.model import ENDNOTE_NUMBERING, FOOTNOTE_NUMBERING, NoteNumbering, NoteRestart, Settings
from app.word.reading.markup import parse
from app.word.reading.names import W
from app.word.reading.values import Element, integer, is_on, twips, val

_VAL = W + "val"
_OLDEST_MODE = 11
_NEWEST_MODE = 15
# Word takes a file that says nothing for one of Word 2007.
_SILENT_MODE = 12
_MOST_START = 32_767
_RESTARTS: dict[str | None, NoteRestart] = {"eachSect": "eachSect", "eachPage": "eachPage"}


@lru_cache(maxsize=16)
def read_settings(data: bytes, part: str) -> tuple[Settings, NoteNumbering, NoteNumbering]:
    """The settings with the numbering of footnotes and endnotes; AppError when not well-formed."""
    root = parse(data, part)
    compat = root.find(W + "compat")
    default_tab = twips(val(root, W + "defaultTabStop"))
    settings = Settings(
        compatibility_mode=_mode(compat),
        default_tab=default_tab if default_tab and default_tab > 0 else Twip(720),
        even_and_odd_headers=_switch(root, "evenAndOddHeaders"),
        mirror_margins=_switch(root, "mirrorMargins"),
        gutter_at_top=_switch(root, "gutterAtTop"),
        auto_hyphenation=_switch(root, "autoHyphenation"),
        compatibility=_switches(compat),
    )
    footnotes = read_note_numbering(root.find(W + "footnotePr"), FOOTNOTE_NUMBERING)
    endnotes = read_note_numbering(root.find(W + "endnotePr"), ENDNOTE_NUMBERING)
    return settings, footnotes, endnotes


def read_note_numbering(element: Element | None, inherited: NoteNumbering) -> NoteNumbering:
    """What a w:footnotePr or w:endnotePr says, the rest as inherited."""
    if element is None:
        return inherited
    start = integer(val(element, W + "numStart"), 0, _MOST_START)
    restart = val(element, W + "numRestart")
    return NoteNumbering(
        format=val(element, W + "numFmt") or inherited.format,
        start=inherited.start if start is None else start,
        restart=inherited.restart if restart is None else _RESTARTS.get(restart, "continuous"),
        position=val(element, W + "pos") or inherited.position,
    )


def _switch(root: Element, name: str) -> bool:
    element = root.find(W + name)
    return element is not None and is_on(element)


def _mode(compat: Element | None) -> int:
    for element in compat.iterchildren(W + "compatSetting") if compat is not None else ():
        if element.get(W + "name") == "compatibilityMode":
            mode = integer(element.get(_VAL), _OLDEST_MODE, 99)
            if mode is not None:
                return min(mode, _NEWEST_MODE)
    return _SILENT_MODE


def _switches(compat: Element | None) -> frozenset[str]:
    """The compatibility switches that are on, in the old form and as w:compatSetting."""
    found: set[str] = set()
    for element in compat if compat is not None else ():
        if element.tag == W + "compatSetting":
            name = element.get(W + "name") or ""
            if name != "compatibilityMode" and is_on(element):
                found.add(name)
        elif is_on(element):
            found.add(element.tag.rpartition("}")[2])
    return frozenset(found)
