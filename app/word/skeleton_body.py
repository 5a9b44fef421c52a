"""The text parts of the built-in skeleton: body, first-page header and footer, with their tags.

Tags are docxtpl's: ``{{ x }}`` in a text, ``{%p … %}`` alone in a paragraph, ``{%tr … %}`` alone in
a table row, ``{{p x }}`` for whole paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.base.units import Emu, Mm, Pt, Twip
from app.rules.look import DrawnLine, PageOrientation
from app.rules.model import Rulebook
from app.word import marks
from app.word.drawing import drawn_line
from app.word.fixed_parts import DECLARATION, RULE_STYLE_ID, relation_id
from app.word.ooxml import escaped, namespaces
from app.word.stylesheet import END_STYLE_ID, RED_COMPONENTS, component_look, style_id

_SAMPLE_ORGAN = "ORGAN NAME"  # any name: the length of its rule is set for every letter
_NO_LOOK = ""


@dataclass(frozen=True)
class Columns:
    """Widths of the two columns of a frameless table, in twips."""

    left: Twip
    right: Twip

    @property
    def total(self) -> Twip:
        """Width of the table."""
        return Twip(self.left + self.right)


def _sheet(rulebook: Rulebook) -> tuple[Mm, Mm]:
    """Width and height of the sheet as it stands."""
    paper = rulebook.page.paper
    turned = rulebook.page.orientation.default is PageOrientation.LANDSCAPE
    return (paper.height, paper.width) if turned else (paper.width, paper.height)


def block_width(rulebook: Rulebook) -> Mm:
    """Width of the text block between the default margins."""
    margins = rulebook.page.margins
    return Mm(_sheet(rulebook)[0] - margins.left.default - margins.right.default)


def columns(rulebook: Rulebook, left: Mm) -> Columns:
    """Two columns that fill the text block."""
    total = block_width(rulebook).twip
    return Columns(left.twip, Twip(total - left.twip))


def body_xml(rulebook: Rulebook) -> str:
    """word/document.xml"""
    content = (
        _header_table(rulebook) + _addressees(rulebook) + _tag("{{p noi_dung }}") + _signature_table(rulebook)
    )
    used = namespaces("w", "r", "wp", "a", "wps", "mc", "v", "o", "w14")
    return (
        f'{DECLARATION}<w:document {used} mc:Ignorable="w14"><w:body>{content}'
        f"{_tag('{{p phu_luc }}')}{_section(rulebook)}</w:body></w:document>"
    )


def header_xml(rulebook: Rulebook) -> str:
    """The header of page 1: ô 11 in the top margin, above ô 1."""
    box = next(iter(rulebook.marks.circulation.values())).box
    cells = (
        _tag_cell("{%tc for dong in luu_hanh %}")
        + _framed_cell(rulebook, box.width, "circulation", "{{ dong }}")
        + _tag_cell("{%tc endfor %}")
    )
    header = columns(rulebook, rulebook.page.header_left.default)
    offset = Twip(header.left + (header.right - box.width.twip) // 2)
    table = _table(
        marks.CIRCULATION_TABLE,
        (box.width.twip,),
        _row(cells, height=box.height),
        left=offset,
    )
    lead = Twip(20)
    content = (
        _tag("{%p if luu_hanh %}")
        + _small(END_STYLE_ID, f'<w:spacing w:line="{lead}" w:lineRule="exact"/>')
        + table
        + _tag("{%p endif %}")
        + _small(END_STYLE_ID)
    )
    return f"{DECLARATION}<w:hdr {namespaces('w', 'r')}>{content}</w:hdr>"


def footer_xml(rulebook: Rulebook) -> str:
    """The footer of page 1: ô 13, below a rule as wide as the text block."""
    weight = rulebook.lines.stroke.weight.eighths
    border = (
        f'<w:pBdr><w:top w:val="single" w:sz="{weight}" w:space="1" '
        f'w:color="{rulebook.page.font.colour}"/></w:pBdr>'
    )
    style = style_id("contact_line")
    # The border joins neighbours of the same look into one frame, so all lines carry it.
    content = (
        _tag("{%p for dong in dia_chi %}")
        + _paragraph(style, "{{ dong }}", border)
        + _tag("{%p endfor %}")
        + _small(END_STYLE_ID)
    )
    return f"{DECLARATION}<w:ftr {namespaces('w', 'r')}>{content}</w:ftr>"


# --- the header of the letter


def _header_table(rulebook: Rulebook) -> str:
    sizes = columns(rulebook, rulebook.page.header_left.default)
    texts = rulebook.components
    top = rulebook.page.gaps.above_code.twip
    names = (
        _tag("{%p for co_quan_ban_hanh in cac_co_quan %}")
        + _lines("parent_organ", "co_quan_ban_hanh.dong_chu_quan")
        + _lines("organ", "co_quan_ban_hanh.dong_ten")
        + _tag("{%p endfor %}")
        + _rule(rulebook, 1, marks.ORGAN_LINE, rulebook.lines.organ, _SAMPLE_ORGAN)
    )
    motto = texts["motto"].text
    nation = (
        _paragraph(style_id("national_name"), texts["national_name"].text)
        + _paragraph(style_id("motto"), motto)
        + _rule(rulebook, 2, marks.MOTTO_LINE, rulebook.lines.motto, motto)
    )
    code = _paragraph(
        style_id("code"),
        f"{texts['code'].text} {{{{ so }}}}{rulebook.heading.notation.number_separator}{{{{ ky_hieu }}}}",
    )
    place_end = rulebook.heading.place_end.text
    place = _paragraph(style_id("place_date"), f"{{{{ dia_danh }}}}{place_end} {{{{ ngay_thang }}}}")
    subject = (
        _tag("{%p if trich_yeu %}")
        + _paragraph(style_id("subject"), f"{texts['subject'].text} {{{{ trich_yeu }}}}")
        + _tag("{%p else %}")
        + _small(END_STYLE_ID)
        + _tag("{%p endif %}")
    )
    draft = (
        _tag("{%p if du_thao %}")
        + _paragraph(style_id("draft_mark"), "{{ du_thao }}")
        + _tag("{%p endif %}")
        + _small(END_STYLE_ID)
    )
    rows = (
        _row(_cell(sizes.left, names) + _cell(sizes.right, nation))
        + _row(_cell(sizes.left, code, top) + _cell(sizes.right, place, top))
        + _row(_cell(sizes.left, subject) + _cell(sizes.right, draft))
        + _mark_rows(rulebook, sizes, "do_mat", marks.SECRECY_TABLE, "secrecy")
        + _mark_rows(rulebook, sizes, "do_khan", marks.URGENCY_TABLE, "urgency")
    )
    return _table(marks.HEADER_TABLE, (sizes.left, sizes.right), rows)


def _rule(rulebook: Rulebook, identifier: int, name: str, line: DrawnLine, text: str) -> str:
    look = component_look(rulebook.components[line.component], rulebook, rulebook.schemes.default)
    length: Emu = Pt(look.width(text) * line.ratio).emu
    stroke = rulebook.lines.stroke
    drawn = drawn_line(
        identifier, name, length, stroke.gap.emu, stroke.weight, colour=rulebook.page.font.colour
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{RULE_STYLE_ID}"/></w:pPr>{drawn}</w:p>'


def _mark_rows(rulebook: Rulebook, sizes: Columns, variable: str, caption: str, component_id: str) -> str:
    """The row of ô 10a or 10b: a frame of its legal size at the left edge, gone where there is none."""
    listed = rulebook.marks.secrecy if component_id == "secrecy" else rulebook.marks.urgency
    box = next(iter(listed.values())).box
    framed = _row(_framed_cell(rulebook, box.width, component_id, f"{{{{ {variable} }}}}"), height=box.height)
    frame = _table(caption, (box.width.twip,), framed)
    left = _cell(sizes.left, frame + _small(END_STYLE_ID), rulebook.marks.stacked.length.twip)
    return (
        _tag_row(f"{{%tr if {variable} %}}")
        + _row(left + _cell(sizes.right, _small(END_STYLE_ID)))
        + _tag_row("{%tr endif %}")
    )


def _framed_cell(rulebook: Rulebook, width: Mm, component_id: str, text: str) -> str:
    weight = rulebook.marks.frame.weight.eighths
    colour = rulebook.marks.ink.colour if component_id in RED_COMPONENTS else rulebook.page.font.colour
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    look = f'<w:tcBorders>{sides}</w:tcBorders><w:vAlign w:val="center"/>'
    return _cell(width.twip, _paragraph(style_id(component_id), text), look=look)


# --- Kính gửi


def _addressees(rulebook: Rulebook) -> str:
    label = escaped(rulebook.components["addressees"].text)
    style, item = style_id("addressees"), style_id("addressee_item")
    bullet = rulebook.recipients.addressees.bullet
    left = '<w:ind w:left="2000" w:firstLine="0"/><w:jc w:val="left"/>'
    one = (
        _tag("{%p for noi in kinh_gui %}")
        + _paragraph(style, f"{label} {{{{ noi.ten }}}}")
        + _tag("{%p if noi.dia_chi %}")
        + _paragraph(style, "{{ noi.dia_chi }}", '<w:spacing w:before="0"/>')
        + _tag("{%p endif %}")
        + _tag("{%p endfor %}")
    )
    several = (
        _paragraph(style, label, f'<w:keepNext/><w:spacing w:after="0"/>{left}')
        + _tag("{%p for noi in kinh_gui %}")
        + _paragraph(item, f"{bullet} {{{{ noi.ten }}}}", '<w:ind w:left="2800" w:hanging="140"/>')
        + _tag("{%p if noi.dia_chi %}")
        + _paragraph(item, "{{ noi.dia_chi }}", '<w:ind w:left="2800" w:firstLine="0"/>')
        + _tag("{%p endif %}")
        + _tag("{%p endfor %}")
    )
    return _tag("{%p if mot_noi_gui %}") + one + _tag("{%p elif kinh_gui %}") + several + _tag("{%p endif %}")


# --- Nơi nhận and signature


def _signature_table(rulebook: Rulebook) -> str:
    sizes = columns(rulebook, rulebook.page.signature_left.default)
    top = rulebook.page.gaps.above_signature.twip
    drafter = _paragraph(style_id("drafter_code"), "{{ nguoi_soan }}")
    first = (
        _tag("{%p if noi_nhan or noi_nhan_tiep %}")
        + _paragraph(style_id("recipients_label"), rulebook.components["recipients_label"].text)
        + _tag("{%p endif %}")
        + _lines("recipients", "noi_nhan")
        + _tag("{%p if nguoi_soan and not noi_nhan_tiep %}")
        + drafter
        + _tag("{%p endif %}")
        + _small(END_STYLE_ID)  # a cell without recipients needs a paragraph too
    )
    rest = (
        _lines("recipients", "noi_nhan_tiep") + _tag("{%p if nguoi_soan %}") + drafter + _tag("{%p endif %}")
    )
    name = style_id("full_name")
    signature = (
        _lines("authority", "quyen_han")
        + _paragraph(style_id("position"), "{{ chuc_vu }}")
        + _lines("other_title", "chuc_vu_khac")
        + _tag("{%p if chuc_vu_khac %}")
        + _paragraph(name, "{{ ho_ten }}", '<w:spacing w:before="0"/>')
        + _tag("{%p else %}")
        + _paragraph(name, "{{ ho_ten }}")
        + _tag("{%p endif %}")
    )
    rows = (
        _row(_cell(sizes.left, first, top) + _cell(sizes.right, signature, top), unbreakable=True)
        + _tag_row("{%tr if noi_nhan_tiep %}")
        + _row(_cell(sizes.left, rest) + _cell(sizes.right, _small(END_STYLE_ID)))
        + _tag_row("{%tr endif %}")
    )
    return _table(marks.SIGNATURE_TABLE, (sizes.left, sizes.right), rows)


# --- the page


def _section(rulebook: Rulebook) -> str:
    page = rulebook.page
    margins = page.margins
    number = f'<w:pgNumType w:start="{page.page_number.start}"/>'
    title = "" if page.page_number.shown_on_first else "<w:titlePg/>"
    width, height = _sheet(rulebook)
    turned = ' w:orient="landscape"' if width > height else ""
    first = relation_id("footer_first.xml")
    # Later pages have a footer of hardly any height: without one, LibreOffice gives them that of page 1's.
    later = relation_id("footer_default.xml") if rulebook.marks.contact_on_first_page_only.on else first
    return (
        "<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="{relation_id("header_default.xml")}"/>'
        f'<w:headerReference w:type="first" r:id="{relation_id("header_first.xml")}"/>'
        f'<w:footerReference w:type="default" r:id="{later}"/>'
        f'<w:footerReference w:type="first" r:id="{first}"/>'
        f'<w:pgSz w:w="{width.twip}" w:h="{height.twip}"{turned}/>'
        f'<w:pgMar w:top="{margins.top.default.twip}" w:right="{margins.right.default.twip}" '
        f'w:bottom="{margins.bottom.default.twip}" w:left="{margins.left.default.twip}" '
        f'w:header="{page.header_distance.length.twip}" '
        f'w:footer="{page.header_distance.length.twip}" w:gutter="0"/>'
        f"{number}{title}</w:sectPr>"
    )


# --- small pieces


def _paragraph(style: str, text: str, look: str = _NO_LOOK) -> str:
    # The tags' own quotes and signs are plain; only fixed words of the rulebook need escaping.
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )


def _small(style: str, look: str = _NO_LOOK) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr></w:p>'


def _tag(tag: str) -> str:
    return f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"


def _lines(component_id: str, variable: str) -> str:
    """A paragraph for every line of a list."""
    return (
        _tag(f"{{%p for dong in {variable} %}}")
        + _paragraph(style_id(component_id), "{{ dong }}")
        + _tag("{%p endfor %}")
    )


def _table(caption: str, widths: tuple[int, ...], rows: str, left: Twip = Twip(0)) -> str:  # noqa: B008
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar><w:tblLook w:val="0000"/>'
        f'<w:tblCaption w:val="{escaped(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(cells: str, *, unbreakable: bool = False, height: Mm | None = None) -> str:
    look = "<w:cantSplit/>" if unbreakable else ""
    if height is not None:
        look += f'<w:trHeight w:val="{height.twip}" w:hRule="exact"/>'
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{cells}</w:tr>"


def _tag_row(tag: str) -> str:
    return f"<w:tr>{_tag_cell(tag)}</w:tr>"


def _tag_cell(tag: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_tag(tag)}</w:tc>'


def _cell(width: Twip, content: str, top: Twip = Twip(0), look: str = _NO_LOOK) -> str:  # noqa: B008
    # Free height above the text of a whole row: a cell margin, so that both columns stay level.
    margin = f'<w:tcMar><w:top w:w="{top}" w:type="dxa"/></w:tcMar>' if top else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}{look}</w:tcPr>{content}</w:tc>'
