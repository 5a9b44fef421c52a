"""A letterhead of several sections, such as an old letter with appendices: only the letter's is wanted."""

from __future__ import annotations

from lxml import etree

from app.word.ooxml import w


def keep_first_section(document: etree._Element) -> None:
    """Leave out what begins on a page of its own behind the first section; parts of one page become one.

    A skeleton has one section: the letter's. Appendices, often sideways, bring their own.
    """
    body = document.find(w("body"))
    if body is None:
        return
    for block in list(body):
        section = block.find(f"{w('pPr')}/{w('sectPr')}") if block.tag == w("p") else None
        if section is None:
            continue
        following = _section_behind(block)
        block[0].remove(section)  # w:pPr is the first child of a paragraph
        if following is not None and _begins(following) == "continuous":
            _hand_on(section, following)
            continue
        for later in list(block.itersiblings()):
            body.remove(later)
        body.append(section)
        return


def _section_behind(block: etree._Element) -> etree._Element | None:
    """The properties of the section behind this block: they stand at its end."""
    return next((one for later in block.itersiblings() for one in later.iter(w("sectPr"))), None)


def _begins(section: etree._Element) -> str:
    kind = section.find(w("type"))
    return "nextPage" if kind is None else kind.get(w("val"), "nextPage")


def _hand_on(section: etree._Element, following: etree._Element) -> None:
    """Paper, margins and headers of the page hold on; only the columns are those of the section behind."""
    columns, own = following.find(w("cols")), section.find(w("cols"))
    if own is not None:
        if columns is None:
            section.remove(own)
        else:
            section.replace(own, columns)
    begins = section.find(w("type"))
    if begins is not None:
        section.remove(begins)
    following[:] = list(section)
