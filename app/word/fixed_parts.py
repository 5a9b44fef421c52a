"""Parts of a Word file that do not depend on what the letter says."""

from __future__ import annotations

from app.rules.model import Rulebook
from app.word import ooxml
from app.word.ooxml import COMPATIBILITY_MODE, escaped, namespaces
from app.word.stylesheet import (
    BASE,
    END_HEIGHT,
    END_STYLE,
    END_STYLE_ID,
    NORMAL_ID,
    RULE_HEIGHT,
    RULE_STYLE,
    component_style,
    note_reference_style,
    small_style,
    style_id,
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RULE_STYLE_ID = "ND30_rule"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"

# Part name (inside word/), content type, relation type of the parts that document.xml refers to.
_DOCUMENT_PARTS = (
    ("styles.xml", "styles+xml", "styles"),
    ("settings.xml", "settings+xml", "settings"),
    ("fontTable.xml", "fontTable+xml", "fontTable"),
    ("footnotes.xml", "footnotes+xml", "footnotes"),
    ("theme/theme1.xml", "", "theme"),
    ("header_default.xml", "header+xml", "header"),
    ("header_first.xml", "header+xml", "header"),
    ("footer_default.xml", "footer+xml", "footer"),
    ("footer_first.xml", "footer+xml", "footer"),
)


def relation_id(part: str) -> str:
    """The relationship id of a part of the built-in skeleton."""
    return "r_" + part.removesuffix(".xml").replace("/", "_")


def content_types() -> str:
    """[Content_Types].xml"""
    overrides = [
        ("document.xml", "document.main+xml"),
        *((name, kind) for name, kind, _ in _DOCUMENT_PARTS if kind),
    ]
    listed = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}{kind}"/>' for name, kind in overrides
    )
    return (
        f'{DECLARATION}<Types xmlns="{ooxml.CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{listed}"
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def package_relations() -> str:
    """_rels/.rels"""
    return (
        f'{DECLARATION}<Relationships xmlns="{ooxml.RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE_RELATION}officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE_RELATION}core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE_RELATION}extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>"
    )


def document_relations() -> str:
    """word/_rels/document.xml.rels"""
    listed = "".join(
        f'<Relationship Id="{relation_id(name)}" Type="{_OFFICE_RELATION}{kind}" Target="{name}"/>'
        for name, _, kind in _DOCUMENT_PARTS
    )
    return f'{DECLARATION}<Relationships xmlns="{ooxml.RELATIONS}">{listed}</Relationships>'


def styles(rulebook: Rulebook) -> str:
    """word/styles.xml: the document's defaults, the few styles Word expects, and the ND30 styles."""
    scheme = rulebook.schemes.default
    listed = [component_style(rulebook.components[BASE], rulebook, scheme)]
    listed += [
        component_style(component, rulebook, scheme)
        for component in rulebook.components.values()
        if component.id != BASE
    ]
    return (
        f"{DECLARATION}<w:styles {namespaces('w')}>{_defaults(rulebook)}{_word_styles()}"
        f"{''.join(listed)}{_small_styles()}</w:styles>"
    )


def _defaults(rulebook: Rulebook) -> str:
    font = rulebook.page.font
    family = escaped(font.family)
    size = rulebook.size(BASE, rulebook.schemes.default).half_points
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        f'<w:color w:val="{font.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _word_styles() -> str:
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{NORMAL_ID}"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{note_reference_style()}"
    )


def _small_styles() -> str:
    """Styles of paragraphs that hold no text."""
    rule = small_style(RULE_STYLE_ID, RULE_STYLE, RULE_HEIGHT)
    return rule + small_style(END_STYLE_ID, END_STYLE, END_HEIGHT)


def settings() -> str:
    """word/settings.xml"""
    return (
        f'{DECLARATION}<w:settings {namespaces("w")}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{COMPATIBILITY_MODE}"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table(rulebook: Rulebook) -> str:
    """word/fontTable.xml: the one family of the letter."""
    return (
        f'{DECLARATION}<w:fonts {namespaces("w")}><w:font w:name="{escaped(rulebook.page.font.family)}">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def footnotes(notes: str = "") -> str:
    """word/footnotes.xml: the two separators Word wants, then the notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, identifier in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{DECLARATION}<w:footnotes {namespaces('w', 'r')}>{separators}{notes}</w:footnotes>"


def page_number_header(rulebook: Rulebook) -> str:
    """The header of every page but the first: the page number, with a cached result as Word keeps it."""
    size = rulebook.size("page_number", rulebook.schemes.default).half_points
    # The size stands in the runs too: some programs set a field in the size of its first run only.
    look = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    runs = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    field = "".join(f"<w:r>{look}{content}</w:r>" for content in runs)
    style = style_id("page_number")
    return (
        f"{DECLARATION}<w:hdr {namespaces('w', 'r')}>"
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p></w:hdr>'
    )


def empty_header_or_footer(kind: str, style: str) -> str:
    """A header ("hdr") or footer ("ftr") without a word: pages of a letter that print none have it.

    ``style`` is of a low paragraph: a footer as high as a line would push the text up.
    """
    return (
        f"{DECLARATION}<w:{kind} {namespaces('w')}>"
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:{kind}>'
    )


def core_properties(title: str = "") -> str:
    """docProps/core.xml: the title is the trích yếu."""
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def app_properties() -> str:
    """docProps/app.xml"""
    return (
        f"{DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Soan Cong Van</Application></Properties>"
    )


_COLOURS = (
    *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F497D"), ("lt2", "EEECE1"), ("accent1", "4F81BD")),
    *(("accent2", "C0504D"), ("accent3", "9BBB59"), ("accent4", "8064A2"), ("accent5", "4BACC6")),
    *(("accent6", "F79646"), ("hlink", "0000FF"), ("folHlink", "800080")),
)


def theme(rulebook: Rulebook) -> str:
    """word/theme/theme1.xml: Word wants a theme; this one has the letter's font wherever it names one."""
    family = escaped(rulebook.page.font.family)
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS)
    font = f'<a:latin typeface="{family}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme {namespaces("a")} name="ND30"><a:themeElements>'
        f'<a:clrScheme name="ND30">{colours}</a:clrScheme><a:fontScheme name="ND30">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="ND30"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
