"""Small Word files made of XML written by hand, for tests of the reader and of the page layout."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_NAMESPACES = {
    "w": f"{_TRANSITIONAL}wordprocessingml/2006/main",
    "r": f"{_TRANSITIONAL}officeDocument/2006/relationships",
    "wp": f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing",
    "a": f"{_TRANSITIONAL}drawingml/2006/main",
    "pic": f"{_TRANSITIONAL}drawingml/2006/picture",
    "m": f"{_TRANSITIONAL}officeDocument/2006/math",
    "mc": f"{_TRANSITIONAL}markup-compatibility/2006",
    "c": f"{_TRANSITIONAL}drawingml/2006/chart",
    "dgm": f"{_TRANSITIONAL}drawingml/2006/diagram",
    "wps": f"{_MICROSOFT}word/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}word/2010/wordprocessingGroup",
    "wpc": f"{_MICROSOFT}word/2010/wordprocessingCanvas",
    "wp14": f"{_MICROSOFT}word/2010/wordprocessingDrawing",
    "w14": f"{_MICROSOFT}word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
XMLNS = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
_PACKAGE = f"{_TRANSITIONAL}package/2006/"
_RELATION = f"{_TRANSITIONAL}officeDocument/2006/relationships/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EXTERNAL = ' TargetMode="External"'
DATE = (2020, 3, 5, 0, 0, 0)

# A4 with the margins of the decree.
SECTION = (
    '<w:sectPr>{inner}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"'
    ' w:gutter="0"/>{after}</w:sectPr>'
)
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def part(root: str, inner: str) -> bytes:
    """A part of the file: its root element ("w:styles") around the XML."""
    return f"{_HEAD}<{root} {XMLNS}>{inner}</{root}>".encode()


def r(text: str, rpr: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", ppr: str = "") -> str:
    """A paragraph; content that is no XML is a run."""
    properties = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    return f"<w:p>{properties}{_runs(content)}</w:p>"


def tc(content: str, width: int = 0, tcpr: str = "") -> str:
    """A cell; content that is no XML is a paragraph."""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    blocks = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{size}{tcpr}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, trpr: str = "") -> str:
    """A row."""
    return f"<w:tr>{f'<w:trPr>{trpr}</w:trPr>' if trpr else ''}{''.join(cells)}</w:tr>"


def tbl(grid: tuple[int, ...], *rows: str, tblpr: str = "") -> str:
    """A table with these column widths."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{tblpr}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section(inner: str = "", after: str = "") -> str:
    """A w:sectPr for A4; ``inner`` stands before the page size (headers), ``after`` after the margins."""
    return SECTION.format(inner=inner, after=after)


def complex_field(instruction: str, result: str, rpr: str = "") -> str:
    """A field of runs, as Word writes it."""
    mark = '<w:r>{0}<w:fldChar w:fldCharType="{1}"/></w:r>'
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        mark.format(look, "begin")
        + f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + mark.format(look, "separate")
        + (_runs(result) if result.startswith("<") else r(result, rpr))
        + mark.format(look, "end")
    )


def parts_of(
    body: str,
    *,
    styles: str = "",
    sect: str | None = None,
    settings: str | None = "",
    mode: int | None = 14,
    parts: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    defaults: str = DEFAULTS,
) -> dict[str, bytes]:
    """The parts of a file.

    ``parts`` are further parts of the folder word/ by file name ("numbering.xml", "header1.xml",
    "media/a.png"), joined by a relationship whose id is their name without its ending. ``links``: outside
    addresses by relationship id. ``settings`` None leaves the part out; ``mode`` None says nothing.
    """
    more = dict(parts or {})
    more.setdefault("styles.xml", part("w:styles", defaults + NORMAL + TABLE_NORMAL + styles))
    if settings is not None:
        more.setdefault("settings.xml", part("w:settings", settings + _compat(mode)))
    last = section() if sect is None else sect
    return {
        "[Content_Types].xml": _content_types(more),
        "_rels/.rels": _relations({"rId1": (_RELATION + "officeDocument", "word/document.xml", False)}),
        "word/document.xml": part("w:document", f"<w:body>{body}{last}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            {
                **{_id(name): (_RELATION + _kind(name), name, False) for name in more if ".rels" not in name},
                **{key: (_RELATION + "hyperlink", to, True) for key, to in (links or {}).items()},
            }
        ),
        **{f"word/{name}": data for name, data in more.items()},
    }


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """A .rels part: kind ("image") and target by relationship id."""
    return _relations({key: (_RELATION + kind, to, False) for key, (kind, to) in targets.items()})


def _runs(content: str) -> str:
    return content if not content or content.startswith("<") else r(content)


def _compat(mode: int | None) -> str:
    if mode is None:
        return ""
    address = "http://schemas.microsoft.com/office/word"
    setting = f'<w:compatSetting w:name="compatibilityMode" w:uri="{address}" w:val="{mode}"/>'
    return f"<w:compat>{setting}</w:compat>"


def _id(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _kind(name: str) -> str:
    if name.startswith("media/"):
        return "image"
    return _id(name).rstrip("0123456789")


def _type(name: str) -> str:
    kind = _kind(name)
    return f"{_WORD_TYPE.removesuffix('wordprocessingml.') if kind == 'theme' else _WORD_TYPE}{kind}+xml"


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_type(name)}"/>'
        for name in parts
        if name.endswith(".xml")
    )
    main = f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}document.main+xml"/>'
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
        )
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">{defaults}{main}{overrides}</Types>'.encode()


def _relations(targets: Mapping[str, tuple[str, str, bool]]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}"{_EXTERNAL if external else ""}/>'
        for key, (kind, target, external) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{entries}</Relationships>'.encode()
