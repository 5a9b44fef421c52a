"""khung.docx after a clerk, Word or a stranger had it: edited with python-docx and saved as Word saves."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from app.base.resources import template_path
from tests.support.letterheads import bytes_of
from tests.support.packages import unzipped, zipped
from tests.support.strange_documents import png

_TYPES = "[Content_Types].xml"
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def built_in_bytes() -> bytes:
    """khung.docx as it is taken out."""
    return template_path("khung.docx").read_bytes()


def edited(change: Callable[[DocxDocument], None]) -> bytes:
    """The skeleton opened, changed and saved by another program than ours."""
    document = Document(io.BytesIO(built_in_bytes()))
    change(document)
    return bytes_of(document)


def paragraphs(document: DocxDocument) -> list[Paragraph]:
    """Every paragraph of the body, through tables."""
    return [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]


def holding(document: DocxDocument, words: str) -> Paragraph:
    """The first paragraph with these words."""
    return next(one for one in paragraphs(document) if words in one.text)


# --- what a clerk does


def with_logo(document: DocxDocument) -> None:
    """A logo above the agency's name."""
    first = paragraphs(document)[0]
    logo = first.insert_paragraph_before()
    logo.alignment = WD_ALIGN_PARAGRAPH.CENTER
    logo.add_run().add_picture(io.BytesIO(png(32, 32)), width=Mm(12))


def with_spacing(document: DocxDocument) -> None:
    """Another line spacing of the text."""
    document.styles["ND30 Nội dung"].paragraph_format.line_spacing = 1.3


def with_size_of_one_style(document: DocxDocument) -> None:
    """The text smaller, but not its khoản and điểm, which have styles of their own."""
    document.styles["ND30 Nội dung"].font.size = Pt(13)


def with_line_below_agency(document: DocxDocument) -> None:
    """A department's line below the agency's name."""
    below = holding(document, "{%p endfor %}")
    own = below.insert_paragraph_before("PHÒNG TỔNG HỢP", style="ND30 Cơ quan chủ quản")
    ends = [one for one in paragraphs(document) if one.text == "{%p endfor %}"]
    ends[2]._p.addnext(own._p)


def without_addressees(document: DocxDocument) -> None:
    """Kính gửi cut out, tags and all."""
    whole = paragraphs(document)
    first = next(number for number, one in enumerate(whole) if "mot_noi_gui" in one.text)
    last = next(number for number, one in enumerate(whole) if "noi_dung" in one.text)
    for one in whole[first:last]:
        document.element.body.remove(one._p)


def with_split_variable(document: DocxDocument) -> None:
    """Word's spelling checker has cut "{{ ky_hieu }}" into runs."""
    code = holding(document, "{{ ky_hieu }}")
    words = code.text
    for run in code.runs:
        code._p.remove(run._r)
    for piece in re.findall(r".{1,4}", words):
        code.add_run(piece)
        for kind in ("spellStart", "spellEnd"):
            error = OxmlElement("w:proofErr")
            error.set(qn("w:type"), kind)
            code._p.append(error)


def with_renamed_style(document: DocxDocument) -> None:
    """A style renamed without its Vietnamese letters."""
    document.styles["ND30 Tiêu ngữ"].name = "ND30 Tieu ngu"


def with_tracked_change(document: DocxDocument) -> None:
    """A word inserted while changes were tracked."""
    inserted = OxmlElement("w:ins")
    for name, value in (("w:id", "901"), ("w:author", "Lan"), ("w:date", "2026-01-05T08:00:00Z")):
        inserted.set(qn(name), value)
    place = holding(document, "{{ ky_hieu }}")
    inserted.append(deepcopy(place.runs[0]._r))
    for said in inserted.iter(qn("w:t")):
        said.text = " (bản chính)"
    place._p.append(inserted)


def with_comment(document: DocxDocument) -> None:
    """A remark of the head of the office."""
    document.add_comment(holding(document, "{{ trich_yeu }}").runs, "Xem lại cỡ chữ", "Chánh Văn phòng")


def with_wrong_names(document: DocxDocument) -> None:
    """Two names mistyped."""
    for wrong, right in (("{{ co_qan }}", "{{ trich_yeu }}"), ("{{ ngay_tang }}", "{{ ngay_thang }}")):
        run = next(run for run in holding(document, right).runs if right in run.text)
        run.text = run.text.replace(right, wrong)


def without_closing_brace(document: DocxDocument) -> None:
    """A brace deleted by accident."""
    run = next(run for run in holding(document, "{{ trich_yeu }}").runs if "}}" in run.text)
    run.text = run.text.replace("}}", "}")


def with_code(document: DocxDocument) -> None:
    """A tag that tries to run something."""
    run = holding(document, "{{ ho_ten }}").runs[0]
    run.text = "{{ ho_ten.__class__.__mro__[1].__subclasses__() }}"


def with_wide_margins(document: DocxDocument) -> None:
    """Margins of Word's own."""
    section = document.sections[-1]
    section.left_margin = section.right_margin = Mm(25.4)


def with_outside_picture(document: DocxDocument) -> None:
    """A picture that Word fetches from a server each time."""
    with_logo(document)
    blip = next(document.element.body.iter(qn("a:blip")))
    del blip.attrib[qn("r:embed")]
    address = "http://example.com/logo.png"
    blip.set(qn("r:link"), document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))


def with_other_file(document: DocxDocument) -> None:
    """Another file joined in (w:altChunk)."""
    chunk = OxmlElement("w:altChunk")
    kind = f"{RELATIONSHIP_TYPE.IMAGE.rpartition('/')[0]}/aFChunk"
    chunk.set(qn("r:id"), document.part.relate_to("other.html", kind, is_external=True))
    document.element.body.insert(0, chunk)


def with_fetching_field(document: DocxDocument) -> None:
    """A field that fetches a file, its words cut by Word."""
    runs = []
    for kind, words in (("begin", ""), ("", "INCLUDE"), ("", 'TEXT "\\\\server\\x.docx"'), ("end", "")):
        run = OxmlElement("w:r")
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = words
        run.append(piece)
        runs.append(run)
    for run in runs:
        holding(document, "{{ ky_hieu }}")._p.append(run)


def with_website(document: DocxDocument) -> None:
    """A link that is only followed by a click."""
    document.part.relate_to("https://example.gov.vn", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def with_template_link(document: DocxDocument) -> None:
    """Made from a template on somebody's disk, which Word notes in its settings."""
    kind = f"{RELATIONSHIP_TYPE.IMAGE.rpartition('/')[0]}/attachedTemplate"
    part = document.part._settings_part
    mark = OxmlElement("w:attachedTemplate")
    mark.set(qn("r:id"), part.relate_to("file:///C:/Users/Lan/Mau.dotm", kind, is_external=True))
    document.settings.element.insert(0, mark)


# --- what no document program writes by itself


def with_macros() -> bytes:
    """A .docm."""
    parts = unzipped(built_in_bytes())
    parts[_TYPES] = parts[_TYPES].replace(_PLAIN_TYPE, _MACRO_TYPE)
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    return zipped(parts)


def as_template() -> bytes:
    """A .dotx."""
    parts = unzipped(built_in_bytes())
    parts[_TYPES] = parts[_TYPES].replace(b"document.main+xml", b"template.main+xml")
    return zipped(parts)


def bomb() -> bytes:
    """A part of 64 MB of nothing."""
    parts = unzipped(built_in_bytes())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr("word/media/image1.bmp", b"\0" * (64 << 20))
    return stream.getvalue()


def with_embedded_object() -> bytes:
    """An Excel sheet inside."""
    parts = unzipped(built_in_bytes())
    parts["word/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0"
    return zipped(parts)
