"""Documents as real offices build them (measured over 202 files), each a .docx in memory.

``strange_documents()`` gives them by name. They serve the reader's tests and the comparison of the
page layout with LibreOffice; each is one construction in an otherwise plain letter.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Callable
from functools import cache

from tests.support.docx_builder import (
    complex_field,
    p,
    part,
    parts_of,
    r,
    relations,
    section,
    tbl,
    tc,
    tr,
    zipped,
)

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARENT = "UBND TỈNH GIA LAI"
ORGAN = "SỞ NỘI VỤ"
NUMBER = "Số:        /SNV-CCHC"
DATE = "Gia Lai, ngày      tháng 11 năm 2025"
SUBJECT = "V/v báo cáo kết quả cải cách hành chính năm 2025"
TEXT = (
    "Thực hiện Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 năm 2022 của Thủ tướng Chính phủ ban hành Kế "
    "hoạch rà soát, đơn giản hóa thủ tục hành chính nội bộ trong hệ thống hành chính nhà nước giai đoạn "
    "2022 - 2025, Sở Nội vụ đề nghị các cơ quan, đơn vị, địa phương khẩn trương triển khai thực hiện và "
    "gửi báo cáo kết quả trước ngày 10 tháng 12 năm 2025 để tổng hợp, báo cáo cấp có thẩm quyền theo quy "
    "định."
)

BOLD = "<w:b/>"
CENTRED = '<w:jc w:val="center"/>'
BODY = (
    '<w:spacing w:before="120" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'
)
_SIZE_13 = '<w:sz w:val="26"/>'
_SIZE_11 = '<w:sz w:val="22"/>'
NO_BORDERS = "".join(
    f'<w:{edge} w:val="none" w:sz="0" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
GRID_BORDERS = NO_BORDERS.replace('"none" w:sz="0"', '"single" w:sz="4"')
INDENT = '<w:tblInd w:w="-252" w:type="dxa"/>'
BARE = (
    f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{NO_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
)
LEFT_WIDTH, RIGHT_WIDTH = 3545, 5528
WIDTHS = (LEFT_WIDTH, RIGHT_WIDTH)


def national_name(extra: str = "") -> str:
    """The quốc hiệu, bold and centred."""
    return p(r(NATIONAL_NAME, BOLD + _SIZE_13) + extra, CENTRED)


def motto(extra: str = "", rpr: str = "", ppr: str = "") -> str:
    """The tiêu ngữ, bold and centred."""
    return p(r(MOTTO, BOLD + rpr) + extra, ppr + CENTRED)


def organ(extra: str = "") -> str:
    """The two agencies."""
    return p(r(PARENT, _SIZE_13), CENTRED) + p(r(ORGAN, BOLD + _SIZE_13) + extra, CENTRED)


def number() -> str:
    """The blank number."""
    return p(r(NUMBER, _SIZE_13), CENTRED)


def date() -> str:
    """The date with a blank day."""
    return p(r(DATE, "<w:i/>"), CENTRED)


def subject() -> str:
    """The V/v line."""
    return p(r(SUBJECT, '<w:sz w:val="24"/>'), CENTRED)


def header(left: str = "", right: str = "", tblpr: str = BARE) -> str:
    """The usual header block: one row of two cells."""
    left = left or organ(drawn_line(457200)) + number() + subject()
    right = right or national_name() + motto(drawn_line(2160000)) + date()
    return tbl(WIDTHS, tr(tc(left, LEFT_WIDTH), tc(right, RIGHT_WIDTH)), tblpr=tblpr)


def closing() -> str:
    """Nơi nhận and signature as a 1×2 table."""
    recipients = p(r("Nơi nhận:", '<w:b/><w:i/><w:sz w:val="24"/>')) + "".join(
        p(r(line, _SIZE_11)) for line in ("- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, CCHC.")
    )
    signature = (
        p(r("KT. GIÁM ĐỐC", BOLD), CENTRED)
        + p(r("PHÓ GIÁM ĐỐC", BOLD), CENTRED)
        + p("", CENTRED) * 5
        + p(r("Nguyễn Văn An", BOLD), CENTRED)
    )
    return tbl((4536, 4537), tr(tc(recipients, 4536), tc(signature, 4537)), tblpr=BARE)


def body(paragraphs: int = 4, ppr: str = BODY) -> str:
    """Kính gửi and paragraphs of text."""
    to = p("Kính gửi: Ủy ban nhân dân các xã, phường.", CENTRED)
    return p() + to + "".join(p(TEXT, ppr) for _ in range(paragraphs)) + p(TEXT[:90] + "./.", BODY)


def letter(head: str, text: str = "", **options: object) -> bytes:
    """A letter with this header block; options go to parts_of."""
    # Word never lets a file end with a table.
    return zipped(parts_of(head + (text or body()) + closing() + p(), **options))  # type: ignore[arg-type]


def drawn_line(
    width: int,
    *,
    horizontal: str = '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>',
    vertical: int = 25400,
    preset: str = "line",
    ink: str = "000000",
    fallback: bool = True,
) -> str:
    """A run with a floating rule as Word draws it, in mc:AlternateContent with its VML."""
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="{ink}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic>"
    )
    anchor = anchored(graphic, width, 0, horizontal=horizontal, vertical=vertical)
    other = f"<mc:Fallback><w:pict>{vml_line(width)}</w:pict></mc:Fallback>" if fallback else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{anchor}</mc:Choice>{other}'
        "</mc:AlternateContent></w:r>"
    )


def anchored(
    graphic: str,
    width: int,
    height: int,
    *,
    horizontal: str,
    vertical: int = 0,
    wrap: str = "<wp:wrapNone/>",
    behind: int = 0,
) -> str:
    """A w:drawing that floats."""
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"'
        f' relativeHeight="251659264" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{horizontal}<wp:positionV relativeFrom="paragraph">'
        f"<wp:posOffset>{vertical}</wp:posOffset></wp:positionV>"
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
        '<wp:docPr id="1" name="Hình 1"/><wp:cNvGraphicFramePr/>'
        f"{graphic}</wp:anchor></w:drawing>"
    )


def vml_line(width: int) -> str:
    """A v:line as Word 2007 writes it."""
    return (
        '<v:line id="_x0000_s1026" style="position:absolute;z-index:251659264;mso-position-horizontal:center;'
        f'mso-position-horizontal-relative:text" from="0,2pt" to="{width / 12700:g}pt,2pt" '
        'strokeweight=".75pt" strokecolor="black"/>'
    )


def text_box(content: str, width: int = 1440000, height: int = 360000) -> str:
    """A run with a floating text box, framed."""
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="12700"><a:solidFill>'
        '<a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="36000" tIns="18000" rIns="36000" bIns="18000" anchor="ctr"/></wps:wsp>'
        "</a:graphicData></a:graphic>"
    )
    horizontal = '<wp:positionH relativeFrom="margin"><wp:posOffset>360000</wp:posOffset></wp:positionH>'
    wrap = '<wp:wrapSquare wrapText="bothSides"/>'
    drawing = anchored(graphic, width, height, horizontal=horizontal, wrap=wrap)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def png(width: int = 2, height: int = 2) -> bytes:
    """A red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(width: int = 720000, height: int = 720000) -> str:
    """A run with an inline picture (media/seal.png)."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}"'
        f' cy="{height}"/><wp:docPr id="7" name="Dấu" descr="Dấu của cơ quan"/><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="7" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="seal"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


PAGE_HEADER = part("w:hdr", p(complex_field("PAGE   \\* MERGEFORMAT", "2"), CENTRED))
NOTES = part(
    "w:footnotes",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
    + "".join(
        f'<w:footnote w:id="{number}">'
        + p(
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            + r(f" Quyết định số {number}085/QĐ-TTg của Thủ tướng Chính phủ.", '<w:sz w:val="20"/>')
        )
        + "</w:footnote>"
        for number in (1, 2)
    ),
)
THEME = part(
    "a:theme",
    '<a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    '</a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Arial"/>'
    '<a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
    '<a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements>',
)


def _level(at: int, kind: str, text: str, left: int = 720, rpr: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left * (at + 1)}" w:hanging="360"/></w:pPr>'
        f"<w:rPr>{rpr}</w:rPr></w:lvl>"
    )


NUMBERING = part(
    "w:numbering",
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "decimal", "%1.")
    + _level(1, "decimal", "%1.%2.")
    + _level(2, "lowerLetter", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "bullet", "\uf0b7", rpr='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "upperRoman", "%1.", rpr="<w:b/>")
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{family}"/>{override}</w:num>'
        for number, family, override in (
            (1, 0, ""),
            (2, 1, ""),
            (3, 2, ""),
            (4, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    ),
)


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr><w:jc w:val="both"/>'
    )


@cache
def strange_documents() -> dict[str, bytes]:
    """Every construction, by name."""
    return {make.__name__: make() for make in _MAKERS}


def header_1x2() -> bytes:
    """The commonest header: one row, two cells."""
    return letter(header())


def header_2x2() -> bytes:
    """Names in the first row, number and date in the second."""
    rows = (
        tr(
            tc(organ(drawn_line(457200)), LEFT_WIDTH),
            tc(national_name() + motto(drawn_line(2160000)), RIGHT_WIDTH),
        ),
        tr(tc(number() + subject(), LEFT_WIDTH), tc(date(), RIGHT_WIDTH)),
    )
    return letter(tbl(WIDTHS, *rows, tblpr=BARE.replace("<w:tblBorders>", INDENT + "<w:tblBorders>")))


def header_3x2() -> bytes:
    """Names, number and date, V/v: a row each."""
    rows = (
        tr(tc(organ(), LEFT_WIDTH), tc(national_name() + motto(), RIGHT_WIDTH)),
        tr(tc(number(), LEFT_WIDTH), tc(date(), RIGHT_WIDTH)),
        tr(tc(subject(), LEFT_WIDTH), tc(p(), RIGHT_WIDTH)),
    )
    return letter(tbl(WIDTHS, *rows, tblpr=BARE))


def header_4x2() -> bytes:
    """The rules have a row of their own."""
    rows = (
        tr(tc(organ(), LEFT_WIDTH), tc(national_name() + motto(), RIGHT_WIDTH)),
        tr(tc(p(drawn_line(457200)), LEFT_WIDTH), tc(p(drawn_line(2160000)), RIGHT_WIDTH)),
        tr(tc(number(), LEFT_WIDTH), tc(date(), RIGHT_WIDTH)),
        tr(tc(subject(), LEFT_WIDTH), tc(p(), RIGHT_WIDTH)),
    )
    return letter(tbl(WIDTHS, *rows, tblpr=BARE))


def header_1x3() -> bytes:
    """A narrow empty column between the two."""
    cells = (tc(organ() + number(), 3400), tc(p(), 200), tc(national_name() + motto() + date(), 5473))
    return letter(tbl((3400, 200, 5473), tr(*cells), tblpr=BARE))


def header_floating() -> bytes:
    """The header table floats."""
    place = (
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="page" w:horzAnchor="margin"'
        ' w:tblpXSpec="center" w:tblpY="1134"/>'
    )
    return letter(header(tblpr=place + BARE))


def header_nested() -> bytes:
    """Each side is a table of its own inside the header table."""
    left = tbl((3300,), tr(tc(organ(), 3300)), tr(tc(number(), 3300)), tblpr=BARE) + p()
    right = tbl((5200,), tr(tc(national_name() + motto(), 5200)), tr(tc(date(), 5200)), tblpr=BARE) + p()
    return letter(header(left, right))


def header_own_lines() -> bytes:
    """No table: every line by itself."""
    return letter(national_name() + motto(drawn_line(2160000)) + organ() + number() + date() + subject())


def header_of_tabs() -> bytes:
    """Two columns made of tab stops."""
    stops = '<w:tabs><w:tab w:val="center" w:pos="1701"/><w:tab w:val="center" w:pos="6237"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    lines = ((PARENT, NATIONAL_NAME), (ORGAN, MOTTO), (NUMBER, DATE))
    size = '<w:sz w:val="24"/>'
    return letter("".join(p(tab + r(one, size) + tab + r(two, BOLD + size), stops) for one, two in lines))


def header_of_spaces() -> bytes:
    """Two columns made of spaces, some of them non-breaking."""
    size = '<w:sz w:val="22"/>'
    return letter(
        p(r(f"{PARENT}          {NATIONAL_NAME}", BOLD + size))
        + p(r(f"   {ORGAN}\u00a0\u00a0\u00a0\u00a0                    {MOTTO}", BOLD + size))
        + p(r(f"{NUMBER}               {DATE}", size))
    )


def rule_in_empty_paragraph() -> bytes:
    """The rules are anchored in an empty paragraph below."""
    small = '<w:rPr><w:sz w:val="8"/></w:rPr>'
    right = national_name() + motto() + p(drawn_line(2160000, preset="straightConnector1"), small) + date()
    return letter(header(organ() + p(drawn_line(457200), small) + number(), right))


def rule_in_number_and_date() -> bytes:
    """The rules are anchored in the paragraphs of number and date."""
    offset = '<wp:positionH relativeFrom="column"><wp:posOffset>900000</wp:posOffset></wp:positionH>'
    left = organ() + p(drawn_line(457200, horizontal=offset, vertical=12700) + r(NUMBER, _SIZE_13), CENTRED)
    right = national_name() + motto() + p(drawn_line(2160000, horizontal=offset) + r(DATE, "<w:i/>"), CENTRED)
    return letter(header(left, right))


def rule_in_national_name() -> bytes:
    """The rule is anchored in the quốc hiệu, two lines above its place."""
    return letter(header(right=national_name(drawn_line(2160000, vertical=450000)) + motto() + date()))


def rule_vml() -> bytes:
    """Rules drawn by Word 2007."""
    line = f"<w:r><w:pict>{vml_line(2160000)}</w:pict></w:r>"
    return letter(header(right=national_name() + motto(line) + date()))


def rule_paragraph_border() -> bytes:
    """The rule is the lower border of the paragraph."""
    border = (
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:ind w:left="1100" w:right="1100"/>'
    )
    return letter(header(right=national_name() + motto(ppr=border) + date()))


def rule_underscores() -> bytes:
    """The rule is typed."""
    typed = p("_" * 25, '<w:spacing w:line="120" w:lineRule="exact"/>' + CENTRED)
    return letter(header(right=national_name() + motto() + typed + date()))


def rule_underlined() -> bytes:
    """The tiêu ngữ is underlined."""
    return letter(header(right=national_name() + motto(rpr='<w:u w:val="single"/>') + date()))


def text_boxes() -> bytes:
    """DỰ THẢO, HỎA TỐC in framed boxes, one of them VML."""
    old = (
        '<w:r><w:pict><v:shape id="_x0000_s1030" type="#_x0000_t202" style="position:absolute;'
        'margin-left:1in;margin-top:4pt;width:90pt;height:24pt;z-index:5" strokecolor="red">'
        '<v:textbox inset="1mm,1mm,1mm,1mm">'
        f"<w:txbxContent>{p(r('HỎA TỐC', BOLD), CENTRED)}</w:txbxContent></v:textbox>"
        '<w10:wrap type="square"/></v:shape></w:pict></w:r>'
    )
    boxes = p(text_box(p(r("DỰ THẢO", BOLD), CENTRED)) + old)
    return letter(header() + boxes)


def automatic_lists() -> bytes:
    """Numbers and bullets of Word's own."""
    text = (
        listed(TEXT)
        + listed(TEXT, level=1)
        + listed(TEXT, level=1)
        + listed("Mục con", level=2)
        + listed(TEXT)
        + listed("Gạch đầu dòng", 2)
        + listed("Phần", 3)
        + listed("Đánh lại từ năm", 4)
    )
    return letter(header(), text, parts={"numbering.xml": NUMBERING})


def landscape_section() -> bytes:
    """A landscape annex after the letter."""
    columns = (800, 5200, 5200, 2800)
    rows = [
        tr(
            *(tc(r_, w) for r_, w in zip(("TT", "Nội dung", "Đơn vị", "Hạn"), columns, strict=True)),
            trpr="<w:tblHeader/>",
        )
    ]
    rows += [tr(*(tc(f"{at}", width) for width in columns)) for at in range(40)]
    grid = tbl(columns, *rows, tblpr='<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>')
    style = (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{GRID_BORDERS}</w:tblBorders></w:tblPr></w:style>"
    )
    wide = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1701" w:right="1134"'
        ' w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    whole = header() + body() + closing() + p("", section()) + p("Phụ lục", CENTRED) + grid + p()
    return zipped(parts_of(whole, styles=style, sect=wide))


def footnotes() -> bytes:
    """Two footnotes."""

    def mark(number: int) -> str:
        return (
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )

    text = body(2) + p(r(TEXT) + mark(1), BODY) + p(r(TEXT[:60]) + mark(2) + r(TEXT[60:]), BODY)
    return letter(header(), text, parts={"footnotes.xml": NOTES})


def tab_indents() -> bytes:
    """First lines indented by a tab."""
    return letter(header(), body(0) + p(f"<w:r><w:tab/></w:r>{r(TEXT)}", '<w:jc w:val="both"/>') * 4)


def exact_spacing() -> bytes:
    """Lines of exactly 18 pt."""
    spacing = '<w:spacing w:before="120" w:after="120" w:line="360" w:lineRule="exact"/>'
    return letter(header(), body(6, spacing + '<w:ind w:firstLine="567"/><w:jc w:val="both"/>'))


def least_spacing() -> bytes:
    """Lines of at least 17 pt."""
    spacing = '<w:spacing w:before="40" w:after="40" w:line="340" w:lineRule="atLeast"/>'
    return letter(header(), body(6, spacing + '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'))


def theme_fonts() -> bytes:
    """Times New Roman only in the runs; the theme says Calibri, stray runs keep it."""
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"'
        ' w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    named = font + '<w:sz w:val="28"/>'
    text = p(r(TEXT, named) + r(" Chữ lạc.") + r(TEXT, named), BODY) * 3
    return letter(header(), text, defaults=defaults, parts={"theme1.xml": THEME}, mode=15)


def decomposed_letters() -> bytes:
    """Text typed on a Mac: every letter with its marks apart."""
    return letter(header(), p(unicodedata.normalize("NFD", TEXT), BODY) * 3)


def no_break_spaces() -> bytes:
    """Non-breaking spaces and hyphens between words that belong together."""
    words = TEXT.replace("ngày 15", "ngày\u00a015").replace("số 1085", "số\u00a01085")
    hyphen = "<w:r><w:noBreakHyphen/></w:r>"
    return letter(header(), p(r(words) + hyphen + r("2025"), BODY) * 3)


def condensed_spacing() -> bytes:
    """Quốc hiệu squeezed into its cell by letter spacing."""
    squeezed = p(r(NATIONAL_NAME, BOLD + '<w:spacing w:val="-8"/>'), CENTRED)
    return letter(header(right=squeezed + motto(drawn_line(2160000)) + date()))


def page_numbers() -> bytes:
    """A number on every page but the first, by titlePg."""
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{name}"/>'
        for kind, name in (("default", "header1"), ("first", "header2"))
    )
    parts = {"header1.xml": PAGE_HEADER, "header2.xml": part("w:hdr", p())}
    return letter(header(), body(12), sect=section(references, "<w:titlePg/>"), parts=parts)


def page_number_in_frame() -> bytes:
    """An old footer: the number in a frame at the right margin."""
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    footer = part("w:ftr", p(complex_field("PAGE", "1"), frame) + p())
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    return letter(header(), body(12), sect=section(reference), parts={"footer1.xml": footer})


def picture_and_header_picture() -> bytes:
    """A picture in the text and one in the page header."""
    parts = {
        "media/seal.png": png(),
        "header1.xml": part("w:hdr", p(picture())),
        "_rels/header1.xml.rels": relations({"seal": ("image", "media/seal.png")}),
    }
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    return letter(header(), body() + p(picture()), sect=section(reference), parts=parts)


def merged_cells() -> bytes:
    """An annex table with cells merged both ways."""
    columns = (900, 3600, 2286, 2286)
    border = f"<w:tblBorders>{GRID_BORDERS}</w:tblBorders>"
    restart, carry = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        tr(
            tc("TT", 900, restart),
            tc("Nội dung", 3600, restart),
            tc("Kết quả", 4572, '<w:gridSpan w:val="2"/>'),
        ),
        tr(tc("", 900, carry), tc("", 3600, carry), tc("Năm 2024", 2286), tc("Năm 2025", 2286)),
        tr(tc("1", 900), tc("Hồ sơ", 3600), tc("120", 2286), tc("156", 2286)),
    )
    return letter(header(), body(2) + tbl(columns, *rows, tblpr=border))


def tracked_changes() -> bytes:
    """Words put in, taken out, moved, and a paragraph end deleted."""
    author = 'w:id="1" w:author="A" w:date="2025-11-01T00:00:00Z"'
    changed = (
        r("Giữ ")
        + f"<w:ins {author}>{r('thêm ')}</w:ins>"
        + f"<w:del {author}><w:r><w:delText>bỏ </w:delText></w:r></w:del>"
        + f"<w:moveFrom {author}>{r('chuyển ')}</w:moveFrom>"
        + r("lại ")
        + f"<w:moveTo {author}>{r('chuyển ')}</w:moveTo>"
    )
    joined = p(changed, f"<w:rPr><w:del {author}/></w:rPr>") + p("nối vào.", BODY)
    return letter(header(), body(1) + joined)


def content_controls() -> bytes:
    """Content controls around blocks, rows, cells and runs, links and fields."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inline = control.format(r("trong ô điều khiển"))
    link = f'<w:hyperlink r:id="web">{r("cổng thông tin")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr=" DATE ">{r("21/11/2025")}</w:fldSimple>'
    block = control.format(p(inline + r(" và ") + link + r(" ngày ") + simple, BODY))
    cells = tbl((4500,), control.format(tr(control.format(tc("ô", 4500)))), tblpr=BARE)
    return letter(header(), body(1) + block + cells, links={"web": "https://example.vn/"})


def grouped_lines() -> bytes:
    """A seal box drawn as a group, scaled."""

    def member(x: int, y: int, cx: int, cy: int, preset: str) -> str:
        return (
            f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'
            f'</a:xfrm><a:prstGeom prst="{preset}"/><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
            "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
        )

    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
        '<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="360000"/>'
        '<a:chOff x="100" y="100"/><a:chExt cx="1800" cy="360"/></a:xfrm></wpg:grpSpPr>'
        + member(100, 100, 1800, 0, "line")
        + member(1000, 280, 900, 180, "rect")
        + "</wpg:wgp></a:graphicData></a:graphic>"
    )
    horizontal = '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    drawing = anchored(graphic, 1800000, 360000, horizontal=horizontal)
    choice = f'<mc:AlternateContent><mc:Choice Requires="wpg">{drawing}</mc:Choice></mc:AlternateContent>'
    return letter(header() + p(f"<w:r>{choice}</w:r>"))


def not_understood() -> bytes:
    """A chart, SmartArt, an embedded sheet, an equation."""

    def frame(kind: str) -> str:
        return (
            '<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="1800000"/><wp:docPr id="3" name="x"/>'
            f'<a:graphic><a:graphicData uri="x">{kind}</a:graphicData></a:graphic></wp:inline></w:drawing>'
            "</w:r>"
        )

    embedded = (
        '<w:r><w:object w:dxaOrig="1440" w:dyaOrig="720"><v:shape style="width:72pt;height:36pt"/>'
        "</w:object></w:r>"
    )
    equation = "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>"
    content = frame("<c:chart/>") + frame("<dgm:relIds/>") + embedded + equation
    return letter(header(), body(1) + p(content))


_MAKERS: tuple[Callable[[], bytes], ...] = (
    *(header_1x2, header_2x2, header_3x2, header_4x2, header_1x3, header_floating, header_nested),
    *(header_own_lines, header_of_tabs, header_of_spaces),
    *(rule_in_empty_paragraph, rule_in_number_and_date, rule_in_national_name, rule_vml),
    *(rule_paragraph_border, rule_underscores, rule_underlined),
    *(text_boxes, automatic_lists, landscape_section, footnotes, tab_indents, exact_spacing, least_spacing),
    *(theme_fonts, decomposed_letters, no_break_spaces, condensed_spacing, page_numbers),
    *(page_number_in_frame, picture_and_header_picture, merged_cells, tracked_changes, content_controls),
    *(grouped_lines, not_understood),
)
