"""Turns a skeleton's varying attributes into values, found by the marks that survive Word.

Marks are captions of tables, names of shapes, ND30 styles, and the last section. What a mark names
is set for every letter; anything else in the skeleton stays as the clerk left it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from app.word import marks
from app.word.ooxml import COMPATIBILITY_MODE, WP, A, w
from app.word.section import Section, read_section
from app.word.stylesheet import StyleSheet

_NAME = "name"
# What may follow w:compat in word/settings.xml (CT_Settings).
_AFTER_COMPAT = frozenset(
    {
        *("docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping", "captions"),
        *("doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "readModeInkLockDown"),
        *("smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol"),
        *("listSeparator", "docId", "discardImageEditingData", "defaultImageDpi", "conflictMode"),
        "chartTrackingRefBased",
    }
)
_WIDTH_IN_STYLE = re.compile(r"width:[^;]*")


def inject_body(root: etree._Element, sheet: StyleSheet) -> Section:
    """Mark up word/document.xml in place; gives the last section as the skeleton has it."""
    _preserve_spaces(root)
    body = root[0]
    for table in _tables(body, marks.HEADER_TABLE):
        _set_columns(table, ("nd30_header_left", "nd30_header_right"), "nd30_header_total")
    for caption, value in ((marks.SECRECY_TABLE, "secrecy"), (marks.URGENCY_TABLE, "urgency")):
        for table in _tables(body, caption):
            _set_box(table, value)
    _set_rule(root, marks.ORGAN_LINE, "nd30_organ_rule")
    _set_rule(root, marks.MOTTO_LINE, "nd30_motto_rule")
    _set_addressees(body, sheet)
    _set_subject(body, sheet)
    for table in _tables(body, marks.SIGNATURE_TABLE):
        _set_signatures(table, sheet)
    return _take_section(body)


def inject_small_part(root: etree._Element) -> None:
    """Mark up a header or footer: in that of page 1, ô 11 stands above ô 1, a little above the text."""
    _preserve_spaces(root)
    for table in _tables(root, marks.CIRCULATION_TABLE):
        _set_box(table, "circulation")
        grid, width = table.find(w("tblGrid")), table.find(f"{w('tblPr')}/{w('tblW')}")
        if grid is not None and width is not None:
            _set_grid(grid, "nd30_circulation_grid")
            for cell in table.iterfind(f"{w('tr')}/{w('tc')}"):
                _set_width(cell, "nd30_circulation_width")
            width.set(w("w"), _value("nd30_circulation_total"))
        indent = table.find(f"{w('tblPr')}/{w('tblInd')}")
        if indent is not None:
            indent.set(w("w"), _value("nd30_circulation_left"))
        lead = table.getprevious()
        spacing = None if lead is None else lead.find(f"{w('pPr')}/{w('spacing')}")
        if spacing is not None:
            spacing.set(w("line"), _value("nd30_circulation_lead"))


def inject_notes(root: etree._Element, body: etree._Element) -> int:
    """Leave room for the letter's footnotes in word/footnotes.xml; gives the first number that is free.

    The clerk's own footnotes stay, those that nothing in the body refers to any more go.
    """
    referred = {mark.get(w("id")) for mark in body.iter(w("footnoteReference"))}
    own = [note for note in root if note.get(w("type")) is None]
    for note in own:
        if note.get(w("id")) not in referred:
            root.remove(note)
    _write_after(root[-1], _value("nd30_notes"))
    return max((int(note.get(w("id"), "0")) for note in root), default=0) + 1


def set_compatibility(root: etree._Element) -> None:
    """Give word/settings.xml the mode in which lines break the same in every program."""
    compat = root.find(w("compat"))
    if compat is None:
        compat = etree.Element(w("compat"))
        later = [child for child in root if etree.QName(child).localname in _AFTER_COMPAT]
        root.insert(root.index(later[0]) if later else len(root), compat)
    setting = compat.find(f"{w('compatSetting')}[@{w(_NAME)}='compatibilityMode']")
    if setting is None:
        setting = etree.SubElement(compat, w("compatSetting"))
        setting.set(w(_NAME), "compatibilityMode")
        setting.set(w("uri"), "http://schemas.microsoft.com/office/word")
    setting.set(w("val"), str(COMPATIBILITY_MODE))


def _value(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _preserve_spaces(root: etree._Element) -> None:
    """A value may begin or end with a gap, which Word drops unless told to keep it."""
    for text in root.iter(w("t")):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _tables(root: etree._Element, caption: str) -> Iterator[etree._Element]:
    for table in root.iter(w("tbl")):
        mark = table.find(f"{w('tblPr')}/{w('tblCaption')}")
        if mark is not None and mark.get(w("val")) == caption:
            yield table


def _set_columns(table: etree._Element, values: tuple[str, ...], total: str) -> None:
    """Give the columns of a fixed table their widths by value."""
    width = table.find(f"{w('tblPr')}/{w('tblW')}")
    if width is not None:
        width.set(w("w"), _value(total))
        width.set(w("type"), "dxa")
    for column, value in zip(table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"), values, strict=False):
        column.set(w("w"), _value(value))
    for row in table.iterfind(w("tr")):
        for cell, value in zip(row.iterfind(w("tc")), values, strict=False):
            _set_width(cell, value)


def _set_box(table: etree._Element, mark: str) -> None:
    """Give the frame of a mark the legal size of the one that is printed."""
    _set_columns(table, (f"nd30_{mark}_width",), f"nd30_{mark}_width")
    for height in table.iterfind(f"{w('tr')}/{w('trPr')}/{w('trHeight')}"):
        height.set(w("val"), _value(f"nd30_{mark}_height"))


def _set_width(cell: etree._Element, value: str) -> None:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    if width is not None:
        width.set(w("w"), _value(value))
        width.set(w("type"), "dxa")


def _set_rule(root: etree._Element, name: str, value: str) -> None:
    """Give a drawn line its length, in DrawingML (EMU) and in its VML twin (pt)."""
    for anchor in root.iter(f"{{{WP}}}anchor"):
        mark = anchor.find(f"{{{WP}}}docPr")
        if mark is not None and mark.get(_NAME) == name:
            for extent in (*anchor.iter(f"{{{WP}}}extent"), *anchor.iter(f"{{{A}}}ext")):
                extent.set("cx", _value(value))
    for twin in root.iter("{urn:schemas-microsoft-com:vml}line"):
        if twin.get("id") == name:
            points = _value(f"{value}_pt")
            twin.set("to", f"{points}pt,0")
            twin.set("style", _WIDTH_IN_STYLE.sub(f"width:{points}pt", twin.get("style", ""), count=1))


def _set_addressees(body: etree._Element, sheet: StyleSheet) -> None:
    """Give Kính gửi as a list its indents: the paragraphs of its two styles that have an indent."""
    for look in body.iter(w("pPr")):
        style, indent = look.find(w("pStyle")), look.find(w("ind"))
        if style is None or indent is None:
            continue
        identifier = style.get(w("val"))
        if identifier == sheet.ids["addressees"]:
            indent.set(w("left"), _value("nd30_addressees_label"))
        elif identifier == sheet.ids["addressee_item"]:
            indent.set(w("left"), _value("nd30_addressees_item"))
            if indent.get(w("hanging")) is not None:
                indent.set(w("hanging"), _value("nd30_addressees_hanging"))


def _set_subject(body: etree._Element, sheet: StyleSheet) -> None:
    """Let V/v be indented so that its lines are about equal, where the skeleton has no indent of its own."""
    for look in body.iter(w("pPr")):
        style = look.find(w("pStyle"))
        if style is not None and style.get(w("val")) == sheet.ids["subject"] and look.find(w("ind")) is None:
            element = look.find(w("spacing"))
            _write_after(style if element is None else element, _value("nd30_subject_indent"))


def _set_signatures(table: etree._Element, sheet: StyleSheet) -> None:
    """Let the closing table hold the signatures of a joint letter, all of them in one unbreakable row."""
    grid = table.find(w("tblGrid"))
    width = table.find(f"{w('tblPr')}/{w('tblW')}")
    rows = table.findall(w("tr"))
    first = next((row for row in rows if len(row.findall(w("tc"))) == 2), None)  # noqa: PLR2004 - two columns
    if grid is None or width is None or first is None:
        return
    width.set(w("w"), _value("nd30_signature_total"))
    _set_grid(grid, "nd30_signature_grid")
    for row in rows[rows.index(first) + 1 :]:
        cells = row.findall(w("tc"))
        for cell, value in zip(cells, ("nd30_signature_left", "nd30_rest_width"), strict=False):
            _set_width(cell, value)
            if value == "nd30_rest_width":
                _span(cell, _value("nd30_rest_span"))
    nested = copy.deepcopy(first)
    _nest_signatures(nested, table, sheet)
    _loop_cell(first, "nd30_signatures", sheet)
    table.insert(table.index(first) + 1, nested)
    before = first.getprevious()
    _write_after(grid if before is None else before, "{% if not nd30_nested %}")
    first.tail = "{% else %}"
    nested.tail = "{% endif %}"


def _nest_signatures(row: etree._Element, table: etree._Element, sheet: StyleSheet) -> None:
    """Put the signatures of a row into a table of their own, in rows of two, inside its right cell.

    Rows of one table could part at the end of a page: not every program keeps a row with the next.
    """
    left, right = row.findall(w("tc"))
    _set_width(left, "nd30_signature_left")
    look = table.find(w("tblPr"))
    inner = etree.Element(w("tbl"))
    inner.append(copy.deepcopy(look) if look is not None else etree.Element(w("tblPr")))
    for tag in ("tblCaption", "tblInd"):
        for mark in inner[0].findall(w(tag)):
            inner[0].remove(mark)
    width = inner[0].find(w("tblW"))
    if width is not None:
        width.set(w("w"), _value("nd30_rest_width"))
    grid = etree.SubElement(inner, w("tblGrid"))
    _set_grid(grid, "nd30_nested_grid")
    line = etree.SubElement(inner, w("tr"))
    cell = copy.deepcopy(right)
    # The free height above the row is the outer cell's; between the inner rows it stands below each.
    for margin in cell.iterfind(f"{w('tcPr')}/{w('tcMar')}/{w('top')}"):
        margin.tag = w("bottom")
    line.append(cell)
    _loop_cell(line, "nd30_row", sheet)
    _write_after(grid, "{% for nd30_row in nd30_signature_rows %}")
    _write_after(line, "{% endfor %}")
    for child in right.findall(w("p")):
        right.remove(child)
    _set_width(right, "nd30_rest_width")
    right.append(inner)
    # Word wants a paragraph after a table, also at the end of a cell.
    end = etree.SubElement(etree.SubElement(right, w("p")), w("pPr"))
    etree.SubElement(end, w("pStyle")).set(w("val"), sheet.end_id)


def _set_grid(grid: etree._Element, value: str) -> None:
    for column in list(grid):
        grid.remove(column)
    grid.text = _value(value)


def _loop_cell(row: etree._Element, signatures: str, sheet: StyleSheet) -> None:
    """Repeat the last cell of a row for each signature, whose words shadow the skeleton's variables."""
    *before, cell = row.findall(w("tc"))
    for left in before:
        _set_width(left, "nd30_signature_left")
    _set_width(cell, "nd30_column")
    _span(cell, _value("nd30_span"))
    above_name = {sheet.ids["full_name"], sheet.ids["other_title"]}
    for look in cell.iter(w("pPr")):
        style = look.find(w("pStyle"))
        if style is not None and style.get(w("val")) in above_name and look.find(w("spacing")) is None:
            _write_after(style, _value("nd30_room"))
    names = "nd30_column, nd30_span, nd30_room, quyen_han, chuc_vu, chuc_vu_khac, ho_ten"
    loop = f"{{% for {names} in {signatures} %}}"
    if before:
        _write_after(before[-1], loop)
    else:
        row.text = loop
    cell.tail = "{% endfor %}" + (cell.tail or "")


def _span(cell: etree._Element, value: str) -> None:
    look = cell.find(w("tcPr"))
    if look is None:
        return
    span = look.find(w("gridSpan"))
    if span is None:
        span = etree.Element(w("gridSpan"))
        width = look.find(w("tcW"))
        look.insert(0 if width is None else look.index(width) + 1, span)
    span.set(w("val"), value)


def _take_section(body: etree._Element) -> Section:
    """Replace the last w:sectPr by a value, and make sure that appendices have their place."""
    element = body.find(w("sectPr"))
    if element is None:
        element = etree.SubElement(body, w("sectPr"))
    section = read_section(element)
    body.remove(element)
    _write_after(body[-1], _value("nd30_section"))
    return section


def _write_after(element: etree._Element, text: str) -> None:
    element.tail = (element.tail or "") + text
