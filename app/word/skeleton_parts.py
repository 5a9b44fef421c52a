"""The parts of the built-in skeleton, made from the rulebook: an ordinary .docx with template tags."""

from __future__ import annotations

from app.rules.model import Rulebook
from app.word import fixed_parts
from app.word.skeleton_body import body_xml, footer_xml, header_xml
from app.word.stylesheet import END_STYLE_ID


def skeleton_parts(rulebook: Rulebook) -> dict[str, bytes]:
    """Every part of templates/khung.docx by name, in the order of the zip."""
    texts = {
        "[Content_Types].xml": fixed_parts.content_types(),
        "_rels/.rels": fixed_parts.package_relations(),
        "word/document.xml": body_xml(rulebook),
        "word/_rels/document.xml.rels": fixed_parts.document_relations(),
        "word/styles.xml": fixed_parts.styles(rulebook),
        "word/settings.xml": fixed_parts.settings(),
        "word/fontTable.xml": fixed_parts.font_table(rulebook),
        "word/footnotes.xml": fixed_parts.footnotes(),
        "word/theme/theme1.xml": fixed_parts.theme(rulebook),
        "word/header_default.xml": fixed_parts.page_number_header(rulebook),
        "word/header_first.xml": header_xml(rulebook),
        "word/footer_default.xml": fixed_parts.empty_header_or_footer("ftr", END_STYLE_ID),
        "word/footer_first.xml": footer_xml(rulebook),
        "docProps/core.xml": fixed_parts.core_properties(),
        "docProps/app.xml": fixed_parts.app_properties(),
    }
    return {name: text.encode() for name, text in texts.items()}
