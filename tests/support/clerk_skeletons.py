"""Skeletons as they are after a clerk changed khung.docx in Word and saved it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.support.packages import DOCUMENT, STYLES, built_in_parts

Parts = dict[str, bytes]
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_SETTINGS = "word/settings.xml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"


def _edit(part: str, *changes: tuple[str, str]) -> Callable[[], Parts]:
    """Makes the built-in skeleton with texts of one part changed; each must be there."""

    def build() -> Parts:
        parts = built_in_parts()
        text = parts[part].decode()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        parts[part] = text.encode()
        return parts

    return build


def other_sizes() -> Parts:
    """The clerk sets the motto in 13.5, the text in 13 with an indent of 1 cm, and wider margins."""
    parts = built_in_parts()
    styles = parts[STYLES].decode()
    styles = _in_style(styles, "ND30_motto", ('w:val="28"', 'w:val="27"'))
    styles = _in_style(
        styles, "ND30_body", ('w:val="28"', 'w:val="26"'), ('w:firstLine="720"', 'w:firstLine="567"')
    )
    parts[STYLES] = styles.encode()
    parts[DOCUMENT] = parts[DOCUMENT].replace(b'w:left="1701" w:header', b'w:left="1757" w:header')
    return parts


def _in_style(styles: str, style: str, *changes: tuple[str, str]) -> str:
    start = styles.index(f'w:styleId="{style}"')
    end = styles.index("</w:style>", start)
    inside = styles[start:end]
    for old, new in changes:
        assert old in inside, (style, old)
        inside = inside.replace(old, new)
    return styles[:start] + inside + styles[end:]


def renamed_styles() -> Parts:
    """Word gives styles ids of its own, made of their names without blanks and Vietnamese letters."""
    parts = built_in_parts()
    identifiers = re.findall(r'w:styleId="(ND30_\w+)"', parts[STYLES].decode())
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        text = parts[name].decode()
        for number, identifier in enumerate(identifiers):
            text = text.replace(f'"{identifier}"', f'"ND30Style{number}"')
        parts[name] = text.encode()
    return parts


def split_tags() -> Parts:
    """Word cuts texts, tags too, into runs where its spelling checker or an edit touched them."""
    parts = built_in_parts()
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        text = parts[name].decode()
        for tag in set(re.findall(r"\{[{%][^}]*[%}]\}", text)):
            text = text.replace(tag, _in_runs(tag))
        parts[name] = text.encode()
    return parts


def _in_runs(tag: str) -> str:
    """A tag with a run for every character, as the worst of Word's cuts."""
    joint = (
        '</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidR="00A1B2C3"><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">'
    )
    return joint.join(tag)


extra_line = _edit(
    DOCUMENT,
    (
        "{%p for dong in co_quan_ban_hanh.dong_ten %}",
        "PHÒNG HÀNH CHÍNH</w:t></w:r></w:p><w:p><w:r><w:t>{%p for dong in co_quan_ban_hanh.dong_ten %}",
    ),
)
logo = _edit(
    DOCUMENT,
    (
        "<w:body>",
        '<w:body><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>[LOGO]</w:t></w:r></w:p>',
    ),
)
no_xml_space = _edit(DOCUMENT, (' xml:space="preserve"', ""))
more_prefixes = _edit(
    DOCUMENT,
    (
        'mc:Ignorable="w14"',
        (
            f'xmlns:w15="{_MICROSOFT}/2012/wordml" xmlns:wp14="{_MICROSOFT}/2010/wordprocessingDrawing" '
            f'xmlns:w16cid="{_MICROSOFT}/2016/wordml/cid" mc:Ignorable="w14 w15 wp14 w16cid"'
        ),
    ),
    ("<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00A1B2C3">'),
)
word_section = _edit(
    DOCUMENT,
    (
        "<w:titlePg/></w:sectPr>",
        '<w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="381"/></w:sectPr>',
    ),
    ("<w:sectPr>", '<w:sectPr w:rsidR="00A1B2C3" w:rsidSect="00D4E5F6">'),
)
newer_mode = _edit(_SETTINGS, ('w:val="14"', 'w:val="15"'))


def no_footnotes() -> Parts:
    """Word drops the part of the footnotes when nothing refers to it."""
    parts = built_in_parts()
    del parts["word/footnotes.xml"]
    parts[_RELATIONS] = re.sub(rb'<Relationship [^>]*Target="footnotes.xml"/>', b"", parts[_RELATIONS])
    parts[_TYPES] = re.sub(rb'<Override PartName="/word/footnotes.xml"[^>]*/>', b"", parts[_TYPES])
    parts[_SETTINGS] = re.sub(rb"<w:footnotePr>.*?</w:footnotePr>", b"", parts[_SETTINGS])
    return parts


def renamed_parts() -> Parts:
    """Word names headers and footers in its own way, and gives relationships its own ids."""
    names = {
        "header_default.xml": "header1.xml",
        "header_first.xml": "header2.xml",
        "footer_first.xml": "footer1.xml",
    }
    identifiers = {
        f"r_{old.removesuffix('.xml')}": f"rId{number}" for number, old in enumerate(names, start=1)
    }
    parts = built_in_parts()
    for old, new in names.items():
        parts[f"word/{new}"] = parts.pop(f"word/{old}")
        for part in (_RELATIONS, _TYPES):
            parts[part] = parts[part].replace(old.encode(), new.encode())
    for old, new in identifiers.items():
        for part in (_RELATIONS, DOCUMENT):
            parts[part] = parts[part].replace(f'"{old}"'.encode(), f'"{new}"'.encode())
    return parts


def dropped_styles() -> Parts:
    """Styles that no paragraph of the skeleton uses are gone."""
    parts = built_in_parts()
    for style in (
        "ND30_article",
        "ND30_table_text",
        "ND30_footnote_text",
        "ND30_appendix_link",
        "FootnoteReference",
    ):
        parts[STYLES] = re.sub(
            rb'<w:style [^>]*w:styleId="' + style.encode() + rb'".*?</w:style>', b"", parts[STYLES]
        )
    return parts


def already_a_letter() -> Parts:
    """Custom properties and a custom XML part of the clerk's own stand in the skeleton already."""
    parts = built_in_parts()
    parts["docProps/custom.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    )
    parts["customXml/item1.xml"] = b'<other xmlns="urn:other"/>'
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId9" Type="'
        + office
        + b'/custom-properties" Target="docProps/custom.xml"/></Relationships>',
    )
    parts[_RELATIONS] = parts[_RELATIONS].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="'
        + office
        + b'/customXml" Target="../customXml/item1.xml"/></Relationships>',
    )
    parts[_TYPES] = parts[_TYPES].replace(
        b"</Types>",
        b'<Override PartName="/docProps/custom.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>',
    )
    return parts


def without_settings() -> Parts:
    """No settings at all."""
    parts = built_in_parts()
    del parts[_SETTINGS]
    parts[_RELATIONS] = re.sub(rb'<Relationship [^>]*Target="settings.xml"/>', b"", parts[_RELATIONS])
    parts[_TYPES] = re.sub(rb'<Override PartName="/word/settings.xml"[^>]*/>', b"", parts[_TYPES])
    return parts


def without_core_properties() -> Parts:
    """No title, no author."""
    parts = built_in_parts()
    del parts["docProps/core.xml"]
    parts["_rels/.rels"] = re.sub(
        rb'<Relationship [^>]*Target="docProps/core.xml"/>', b"", parts["_rels/.rels"]
    )
    parts[_TYPES] = re.sub(rb'<Override PartName="/docProps/core.xml"[^>]*/>', b"", parts[_TYPES])
    return parts


def own_footnote() -> Parts:
    """The clerk's letterhead has a footnote, and one is left that nothing refers to."""
    parts = built_in_parts()
    mark = b'<w:p><w:r><w:t>PHONG-A</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + mark)
    notes = b"".join(
        b'<w:footnote w:id="%d"><w:p><w:r><w:t>note%d</w:t></w:r></w:p></w:footnote>' % (number, number)
        for number in (2, 3)
    )
    part, end = "word/footnotes.xml", b"</w:footnotes>"
    parts[part] = parts[part].replace(end, notes + end)
    return parts


def no_compatibility() -> Parts:
    """Settings that say no compatibility mode, which Word takes for mode 12."""
    parts = built_in_parts()
    parts[_SETTINGS] = re.sub(rb"<w:compat>.*?</w:compat>", b"", parts[_SETTINGS])
    return parts


SKELETONS: Mapping[str, Callable[[], Parts]] = {
    "other_sizes": other_sizes,
    "renamed_styles": renamed_styles,
    "split_tags": split_tags,
    "extra_line": extra_line,
    "logo": logo,
    "no_xml_space": no_xml_space,
    "more_prefixes": more_prefixes,
    "word_section": word_section,
    "newer_mode": newer_mode,
    "no_footnotes": no_footnotes,
    "renamed_parts": renamed_parts,
    "dropped_styles": dropped_styles,
    "already_a_letter": already_a_letter,
    "without_settings": without_settings,
    "no_compatibility": no_compatibility,
    "without_core_properties": without_core_properties,
    "own_footnote": own_footnote,
}
