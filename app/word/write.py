"""Writes a letter into a skeleton: the package of a Word file, with what had to be done to make it fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from app.base.steps import Steps, finish
from app.base.texts import text
from app.base.units import Mm, Pt
from app.letter.compose import compose
from app.letter.composed import Composed
from app.letter.file import dumps
from app.letter.model import Layout, Letter
from app.rules.finding import Finding, Place
from app.rules.model import Rulebook
from app.word import fixed_parts, joints
from app.word.appendices import appendices_xml
from app.word.blocks import BlockWriter, Notes
from app.word.closing_fit import fit_addressees, fit_signatures
from app.word.embedded import digest_of_written, embedding_parts
from app.word.fit import fit_header
from app.word.package import Package
from app.word.properties import custom_properties
from app.word.section import Section
from app.word.skeleton import DOCUMENT, Skeleton, built_in_skeleton
from app.word.stylesheet import STYLES, StyleOptions
from app.word.values import letter_values, place_values
from app.word.variables import PRINTS


@dataclass(frozen=True)
class Written:
    """A written letter, and findings of the writer: what it chose so that the letter fits, what does not."""

    package: Package
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Filling:
    """All that a skeleton is filled with for one letter: its values, and the options of its styles."""

    composed: Composed
    values: Mapping[str, object]
    options: StyleOptions
    findings: tuple[Finding, ...]


def write_letter(letter: Letter, rulebook: Rulebook, skeleton: Skeleton | None = None) -> Written:
    """The letter as a Word package, in the built-in skeleton or in the one given."""
    return finish(writing(letter, rulebook, skeleton))


def writing(letter: Letter, rulebook: Rulebook, skeleton: Skeleton | None = None) -> Steps[Written]:
    """The same in steps; a letter of a thousand pages takes a tenth of a second for each."""
    skeleton = skeleton or built_in_skeleton()
    composed = compose(letter, rulebook)
    yield
    filling = fill(composed, letter.layout, rulebook, skeleton)
    yield
    filled = {part: template.fill(filling.values) for part, template in skeleton.templates.items()}
    yield
    words = digest_of_written((filled[DOCUMENT], filled[skeleton.notes_part]))
    yield
    stored = dumps(letter, readable=False)
    yield
    parts = {
        **skeleton.links[bool(composed.appendices)],
        **{part: xml.encode() for part, xml in filled.items()},
        STYLES: skeleton.sheet.with_options(filling.options),
        **skeleton.fixed,
        joints.CORE_PROPERTIES: fixed_parts.core_properties(letter.subject).encode(),
        joints.CUSTOM_PROPERTIES: custom_properties(letter, composed),
        **embedding_parts(stored, words),
    }
    if composed.appendices:
        end_style = skeleton.sheet.end_id
        parts[joints.APPENDIX_HEADER] = fixed_parts.empty_header_or_footer("hdr", end_style).encode()
        parts[joints.APPENDIX_FOOTER] = fixed_parts.empty_header_or_footer("ftr", end_style).encode()
    return Written(Package(parts), (*filling.findings, *_lost(filling.values, skeleton, rulebook)))


def fill(composed: Composed, layout: Layout, rulebook: Rulebook, skeleton: Skeleton) -> Filling:
    """Make a composed letter fit the skeleton; the values serve docxtpl's own render as well."""
    sheet = skeleton.sheet
    asked = _with_margins(skeleton.section, layout, contact=bool(composed.contact_lines))
    header = fit_header(composed, layout, asked, sheet, rulebook)
    section, scheme = header.section, header.scheme
    addressees = fit_addressees(composed, section.block, scheme, sheet, rulebook)
    signatures = fit_signatures(composed, section.block, scheme, sheet, rulebook)
    options = _style_options(layout, scheme)
    notes = Notes(sheet.ids["footnote_text"], sheet.note_reference_id, skeleton.first_note)
    gap = options.paragraph_gap or rulebook.body.paragraph.gap
    writer = BlockWriter(sheet, rulebook, notes, scheme, gap.twip)
    # Without Kính gửi the text follows the header, which is a table.
    bare = not composed.addressees or "kinh_gui" not in skeleton.variables
    body = writer.write(composed.body, section.block, kept=True, after_table=bare)
    end, last_section = appendices_xml(composed.appendices, section, writer, rulebook)
    values = {
        **letter_values(composed, header.organs, signatures),
        **place_values(header, addressees, signatures, composed, rulebook),
        "noi_dung": Markup(body),  # noqa: S704 - our own XML, its texts escaped
        "phu_luc": Markup(end),  # noqa: S704
        "nd30_section": Markup(last_section),  # noqa: S704
        "nd30_notes": Markup("".join(notes.xml)),  # noqa: S704
    }
    return Filling(composed, values, options, header.findings)


def _lost(values: Mapping[str, object], skeleton: Skeleton, rulebook: Rulebook) -> Iterator[Finding]:
    """What the letter says and a skeleton of the clerk's does not print: it must not get lost unseen."""
    for component, names in PRINTS:
        variables = {name.partition(".")[0] for name in names}
        said = any(values[name] for name in variables)
        if said and not variables & skeleton.variables:
            one = rulebook.components[component]
            place = Place(component)
            yield Finding("ND30-KHUNG-01", one.source, place, text("word.lost", component=one.name))


def _with_margins(section: Section, layout: Layout, *, contact: bool) -> Section:
    """The skeleton's section with the margins that the letter asks for, in mm.

    With ô 13 the footer stands on the bottom margin: it belongs to the foot of the text block (Mục IV).
    """
    asked = {side: getattr(layout.margins, side) for side in ("top", "right", "bottom", "left")}
    chosen = section.with_margins(
        {side: Mm(value).twip for side, value in asked.items() if value is not None}
    )
    return replace(chosen, footer=chosen.bottom) if contact else chosen


def _style_options(layout: Layout, scheme: str | None) -> StyleOptions:
    return StyleOptions(
        scheme=scheme,
        indent=None if layout.indent is None else Mm(layout.indent),
        line_spacing=layout.line_spacing,
        paragraph_gap=None if layout.paragraph_gap is None else Pt(layout.paragraph_gap),
    )
