"""Appendices: sections of their own after the letter, with their own page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.letter.composed import ComposedAppendix
from app.letter.model import Orientation
from app.rules.model import Rulebook
from app.word.blocks import BlockWriter
from app.word.joints import APPENDIX_FOOTER_ID, APPENDIX_HEADER_ID
from app.word.ooxml import run
from app.word.section import Reference, Section


def appendices_xml(
    appendices: Sequence[ComposedAppendix], letter: Section, writer: BlockWriter, rulebook: Rulebook
) -> tuple[str, str]:
    """What follows the signature, and the w:sectPr of the last section.

    Without appendices that is the small paragraph Word wants after a table. With them, this paragraph
    ends the letter's own section and each appendix has one of its own (điểm đ khoản 1 Mục III).
    """
    sections = [letter, *(_section(letter, one, rulebook) for one in appendices)]
    pieces = [_end(writer, sections[0] if appendices else None)]
    for index, (appendix, section) in enumerate(zip(appendices, sections[1:], strict=True), start=1):
        pieces.append(_heading(appendix, writer))
        pieces.append(writer.write(appendix.blocks, section.block, kept=False))
        pieces.append(_end(writer, section if index < len(appendices) else None))
    return "".join(pieces), sections[-1].xml()


def _section(letter: Section, appendix: ComposedAppendix, rulebook: Rulebook) -> Section:
    """The page of an appendix: the letter's, turned if need be, without the letter's first-page marks."""
    rules = rulebook.appendix
    shared = [one for one in letter.references if one.kind != "first"]
    own = (Reference("header", "first", APPENDIX_HEADER_ID), Reference("footer", "first", APPENDIX_FOOTER_ID))
    number = rulebook.page.page_number.start if rules.own_page_numbers.on else None
    turned = letter.turned(landscape=appendix.orientation is Orientation.LANDSCAPE)
    return replace(
        turned,
        references=(*shared, *own),
        first_number=number,
        title_page=not rules.number_on_first_page.on,
    )


def _heading(appendix: ComposedAppendix, writer: BlockWriter) -> str:
    ids = writer.sheet.ids
    lines = (
        ("appendix_label", appendix.label),
        ("appendix_title", appendix.title),
        ("appendix_link", appendix.link),
    )
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{ids[component]}"/></w:pPr>{run(text)}</w:p>'
        for component, text in lines
        if text
    )


def _end(writer: BlockWriter, section: Section | None) -> str:
    """A paragraph of hardly any height, which ends a section where one is given."""
    mark = "" if section is None else section.xml()
    return f'<w:p><w:pPr><w:pStyle w:val="{writer.sheet.end_id}"/>{mark}</w:pPr></w:p>'
