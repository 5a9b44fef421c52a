"""Writes the tags into a letterhead at the places that were pointed at: a skeleton of the agency's own."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from app.base.errors import AppError
from app.rules.model import Rulebook
from app.word import marks, ooxml
from app.word.fixed_parts import RULE_STYLE_ID
from app.word.letterhead import CLOSING, HEADING, Opened, Slot, open_letterhead, words_of
from app.word.letterhead_page import with_running_parts
from app.word.letterhead_styles import LetterheadStyles
from app.word.ooxml import WP, A, namespaces, w
from app.word.package import Package
from app.word.skeleton import DOCUMENT
from app.word.skeleton_body import body_xml
from app.word.stylesheet import END_STYLE_ID, STYLES, style_id

_LINES = ("line", "straightConnector1")
# Rows of the built-in header: names, number and date, V/v, then the marks.
_NUMBER_ROW = 1
_MARK_ROWS = 3
_TWO = 2
_STYLE_USE = re.compile(r'(w:(?:pStyle|rStyle) w:val=")([^"]+)"')
_LINE_MARK: Mapping[Slot, str] = {Slot.MOTTO: marks.MOTTO_LINE, Slot.ORGAN: marks.ORGAN_LINE}


def with_tags(data: bytes, name: str, places: Mapping[str, Slot], rulebook: Rulebook) -> bytes:
    """The letterhead as a skeleton: at each place (``Spot.id``) the tags of what was chosen for it.

    The look of the words at a place stays. Kính gửi, the lists of the closing, the page number and what
    was not pointed at come from the built-in skeleton; appendices go to the end. AppError as ``spots_of``.
    """
    opened = open_letterhead(data, name)
    styles = LetterheadStyles(opened.parts[STYLES], rulebook)
    _Writer(opened, places, styles, rulebook).write()
    parts = dict(opened.parts)
    parts[STYLES] = styles.to_bytes()
    for part, root in opened.roots.items():
        parts[part] = ooxml.to_bytes(root)
    return Package(with_running_parts(parts, opened.roots[DOCUMENT], styles, rulebook)).to_zip()


class _Writer:
    """Changes the trees of an opened letterhead."""

    def __init__(
        self, opened: Opened, places: Mapping[str, Slot], styles: LetterheadStyles, rulebook: Rulebook
    ) -> None:
        self._styles, self._rulebook = styles, rulebook
        self._body = _body_of(opened)
        self._at: dict[Slot, list[etree._Element]] = {}
        for key, slot in places.items():
            if key in opened.paragraphs:
                self._at.setdefault(slot, []).append(opened.paragraphs[key])
        built_in = etree.fromstring(self._renamed(body_xml(rulebook)).encode())[0]
        tables = built_in.findall(w("tbl"))
        self._header, self._closing = tables[0], tables[-1]
        children = list(built_in)
        body_tag = next(one for one in children if words_of(one).startswith("{{p noi_dung"))
        self._addressees = children[children.index(self._header) + 1 : children.index(body_tag)]
        self._body_tag, self._last_tag = body_tag, children[-2]

    def write(self) -> None:
        """All of it; the order matters: what is inserted stands beside what is still there."""
        self._write_heading()
        self._draw_lines()
        self._complete_header()
        self._write_text()
        for paragraph in self._at.get(Slot.REMOVE, ()):
            _remove(paragraph)
        self._end()
        _close_cells(self._body, self._styles.end_id)

    # --- the header

    def _write_heading(self) -> None:
        texts = self._rulebook.components
        heading = self._rulebook.heading
        number = f"{{{{ so }}}}{heading.notation.number_separator}{{{{ ky_hieu }}}}"
        words: Mapping[Slot, str] = {
            Slot.CODE: f"{texts['code'].text} {number}",
            Slot.PLACE_DATE: f"{{{{ dia_danh }}}}{heading.place_end.text} {{{{ ngay_thang }}}}",
            Slot.SUBJECT: f"{texts['subject'].text} {{{{ trich_yeu }}}}",
        }
        for slot, tags in words.items():
            for paragraph in self._first_only(slot):
                self._retag(paragraph, slot, tags)
        for slot, lines in ((Slot.PARENT, "dong_chu_quan"), (Slot.ORGAN, "dong_ten")):
            for paragraph in self._first_only(slot):
                self._retag(paragraph, slot, "{{ dong }}")
                before = (
                    "{%p for mot_co_quan in cac_co_quan %}",
                    f"{{%p for dong in mot_co_quan.{lines} %}}",
                )
                _surround(paragraph, before, ("{%p endfor %}", "{%p endfor %}"))
        for paragraph in self._at.get(Slot.PLACE_DATE, ())[:1]:
            self._add_draft_mark(paragraph)
        for paragraph in self._at.get(Slot.SUBJECT, ())[:1]:
            _surround(paragraph, ("{%p if trich_yeu %}",), ("{%p endif %}",))
        for slot in (Slot.NATION, Slot.MOTTO):
            for paragraph in self._at.get(slot, ()):
                self._set_style(paragraph, slot)
                # Many offices underline Tiêu ngữ, where the decree wants a drawn line.
                for underline in list(paragraph.iter(w("u"))):
                    _parent(underline).remove(underline)

    def _add_draft_mark(self, below: etree._Element) -> None:
        """DU THAO below the date, as the built-in skeleton has it."""
        cell = next(
            cell
            for cell in self._header.iter(w("tc"))
            if any(words_of(one).startswith("{{ du_thao") for one in cell.iter(w("p")))
        )
        tagged = [one for one in cell.findall(w("p")) if words_of(one)]
        place = _parent(below).index(below) + 1
        for offset, one in enumerate(tagged):
            _parent(below).insert(place + offset, copy.deepcopy(one))

    def _first_only(self, slot: Slot) -> list[etree._Element]:
        """The first place of a component; a name over several paragraphs loses the others."""
        places = self._at.get(slot, [])
        for other in places[1:]:
            _remove(other)
        return places[:1]

    def _retag(self, paragraph: etree._Element, slot: Slot, tags: str) -> None:
        """Put tags in the place of the words; the look of the first run and pictures stay."""
        look = _first_look(paragraph)
        for child in list(paragraph):
            if child.tag != w("pPr") and not _draws(child):
                paragraph.remove(child)
        run = etree.SubElement(paragraph, w("r"))
        if look is not None:
            run.append(look)
        etree.SubElement(run, w("t")).text = tags
        self._set_style(paragraph, slot)
        # The second form of a text box still says the old words.
        for fallback in list(paragraph.iterancestors(f"{{{ooxml.MC}}}AlternateContent")):
            for twin in fallback.findall(f"{{{ooxml.MC}}}Fallback"):
                fallback.remove(twin)

    def _set_style(self, paragraph: etree._Element, slot: Slot) -> None:
        look = paragraph.find(w("pPr"))
        if look is None:
            look = etree.Element(w("pPr"))
            paragraph.insert(0, look)
        style = look.find(w("pStyle"))
        if style is None:
            style = etree.Element(w("pStyle"))
            look.insert(0, style)
        style.set(w("val"), self._styles.ids[slot.value])

    def _draw_lines(self) -> None:
        """The lines under Tiêu ngữ and the agency's name, by marks that let them have their length."""
        for slot, mark in _LINE_MARK.items():
            for paragraph in self._at.get(slot, ())[-1 if slot is Slot.MOTTO else 0 :][:1]:
                cell = next(paragraph.iterancestors(w("tc")), None)
                around = [paragraph] if cell is None else list(cell.iter(w("p")))
                for one in around:
                    _remove_lines(one)
                for look in paragraph.iterfind(f"{w('pPr')}/{w('pBdr')}"):
                    _parent(look).remove(look)
                line = next(one for one in self._header.iter(w("p")) if _is_marked(one, mark))
                place = paragraph
                while words_of(_next(place)).startswith("{%p endfor"):
                    place = _next(place)
                _parent(place).insert(_parent(place).index(place) + 1, copy.deepcopy(line))

    def _complete_header(self) -> None:
        """The marked table: rows for the number, V/v and the marks where the letterhead has none."""
        headed = [one for slot in HEADING for one in self._at.get(slot, ()) if _parent(one) is not None]
        tables = [table for one in headed for table in one.iterancestors(w("tbl"))]
        table = next((one for one in tables if _has_two_columns(one)), None)
        rows = self._header.findall(w("tr"))
        bare = not any(self._at.get(slot) for slot in (Slot.CODE, Slot.PLACE_DATE, Slot.SUBJECT))
        wanted = rows[_NUMBER_ROW if bare else _MARK_ROWS :]
        if table is not None:
            _mark_table(table, marks.HEADER_TABLE)
            for row in wanted:
                table.append(copy.deepcopy(row))
        elif bare:
            own = copy.deepcopy(self._header)
            for row in own.findall(w("tr"))[:_NUMBER_ROW]:
                own.remove(row)
            self._body.insert(self._after_heading(headed), own)

    def _after_heading(self, headed: Iterable[etree._Element]) -> int:
        """The index in the body behind the last block with something of the header."""
        places = [self._body.index(_top(one, self._body)) for one in headed if _is_inside(one, self._body)]
        return max(places, default=-1) + 1

    # --- text and closing

    def _write_text(self) -> None:
        closing = [one for slot in CLOSING for one in self._at.get(slot, ())]
        end = self._block_at(closing, len(self._body) - self._has_section())
        self._body.insert(end, copy.deepcopy(self._closing))
        text = self._block_at(self._at.get(Slot.BODY, ()), self._body.index(self._body[end]))
        self._body.insert(text, copy.deepcopy(self._body_tag))
        addressees = self._at.get(Slot.ADDRESSEES, ())
        look = _first_look(addressees[0]) if addressees else None
        place = self._block_at(addressees, text)
        for offset, block in enumerate(self._addressees):
            own = copy.deepcopy(block)
            if look is not None and not words_of(own).startswith("{%"):
                for run in own.iter(w("r")):
                    run.insert(0, copy.deepcopy(look))
            self._body.insert(place + offset, own)

    def _block_at(self, paragraphs: Iterable[etree._Element], otherwise: int) -> int:
        """Remove these paragraphs, and blocks that say nothing else; the index where the first stood."""
        tops = [_top(one, self._body) for one in paragraphs if _is_inside(one, self._body)]
        place = min((self._body.index(one) for one in tops), default=otherwise)
        for paragraph in list(paragraphs):
            _remove(paragraph)
        for top in dict.fromkeys(tops):
            if top.getparent() is not None and top.tag == w("tbl") and _is_empty(top):
                self._body.remove(top)
        return place

    def _has_section(self) -> int:
        return int(self._body.find(w("sectPr")) is not None)

    def _end(self) -> None:
        """Appendices are the last paragraph; empty ones in front of it would make an empty page."""
        last = len(self._body) - self._has_section()
        while last and self._body[last - 1].tag == w("p") and _is_empty(self._body[last - 1]):
            self._body.remove(self._body[last - 1])
            last -= 1
        self._body.insert(last, copy.deepcopy(self._last_tag))

    def _renamed(self, xml: str) -> str:
        """XML of the built-in skeleton with the ids that its styles have in the letterhead."""
        known = {style_id(name): own for name, own in self._styles.ids.items()}
        known |= {END_STYLE_ID: self._styles.end_id, RULE_STYLE_ID: self._styles.rule_id}

        def own(found: re.Match[str]) -> str:
            return f'{found[1]}{known.get(found[2], found[2])}"'

        return _STYLE_USE.sub(own, xml)


# --- small pieces


def _body_of(opened: Opened) -> etree._Element:
    body = opened.roots[DOCUMENT].find(w("body"))
    if body is None:
        raise AppError("reading.no_body", name="", part=DOCUMENT)
    return body


def _parent(element: etree._Element) -> etree._Element:
    return element.getparent()  # type: ignore[return-value]


def _next(element: etree._Element) -> etree._Element:
    found = element.getnext()
    return etree.Element(w("p")) if found is None else found


def _top(element: etree._Element, body: etree._Element) -> etree._Element:
    """The block of the body that an element stands in."""
    while _parent(element) is not body:
        element = _parent(element)
    return element


def _is_inside(element: etree._Element, body: etree._Element) -> bool:
    return any(one is body for one in element.iterancestors())


def _remove(paragraph: etree._Element) -> None:
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _first_look(paragraph: etree._Element) -> etree._Element | None:
    """The look of the first run with words; what the decree underlines is drawn."""
    for run in paragraph.iter(w("r")):
        if "".join(text.text or "" for text in run.iter(w("t"))).strip():
            look = run.find(w("rPr"))
            if look is None:
                return None
            own = copy.deepcopy(look)
            for tag in ("u", "lang"):
                for mark in own.findall(w(tag)):
                    own.remove(mark)
            return own
    return None


def _draws(element: etree._Element) -> bool:
    return any(next(element.iter(w(tag)), None) is not None for tag in ("drawing", "pict"))


def _is_empty(block: etree._Element) -> bool:
    said = "".join(text.text or "" for text in block.iter(w("t"))).strip()
    return not said and not _draws(block) and next(block.iter(w("sectPr")), None) is None


def _tag(words: str) -> etree._Element:
    return etree.fromstring(f"<w:p {namespaces('w')}><w:r><w:t>{words}</w:t></w:r></w:p>")


def _surround(paragraph: etree._Element, before: Iterable[str], after: Iterable[str]) -> None:
    parent = _parent(paragraph)
    for words in before:
        parent.insert(parent.index(paragraph), _tag(words))
    place = parent.index(paragraph) + 1
    for offset, words in enumerate(after):
        parent.insert(place + offset, _tag(words))


def _is_marked(paragraph: etree._Element, mark: str) -> bool:
    return any(one.get("name") == mark for one in paragraph.iter(f"{{{WP}}}docPr"))


def _remove_lines(paragraph: etree._Element) -> None:
    """Take out drawn lines; a paragraph that held nothing else goes too."""
    found = False
    for run in list(paragraph.iter(w("r"))):
        shapes = {shape.get("prst") for shape in run.iter(f"{{{A}}}prstGeom")}
        is_line = bool(shapes) and shapes <= set(_LINES)
        twins = list(run.iter("{urn:schemas-microsoft-com:vml}line"))
        if _draws(run) and (is_line or (twins and not shapes)) and words_of_run(run) == "":
            _parent(run).remove(run)
            found = True
    if found and _is_empty(paragraph) and len(_parent(paragraph).findall(w("p"))) > 1:
        _remove(paragraph)


def words_of_run(run: etree._Element) -> str:
    """The words of a run."""
    return "".join(text.text or "" for text in run.iter(w("t"))).strip()


def _has_two_columns(table: etree._Element) -> bool:
    """Whether each row has two cells that join no others: such a table can be given its widths."""
    rows = table.findall(w("tr"))
    joined = any(next(table.iter(w(tag)), None) is not None for tag in ("gridSpan", "vMerge"))
    columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    return not joined and columns == _TWO and all(len(row.findall(w("tc"))) == _TWO for row in rows)


def _mark_table(table: etree._Element, caption: str) -> None:
    """Let a table be found by its caption and be given its widths, which count no margins of cells."""
    look = table.find(w("tblPr"))
    if look is None:
        look = etree.Element(w("tblPr"))
        table.insert(0, look)
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    wanted = (
        '<w:tblInd w:w="0" w:type="dxa"/>',
        '<w:tblLayout w:type="fixed"/>',
        f"<w:tblCellMar>{sides}</w:tblCellMar>",
        f'<w:tblCaption w:val="{ooxml.escaped(caption)}"/>',
    )
    for one in etree.fromstring(f"<x {namespaces('w')}>{''.join(wanted)}</x>"):
        for old in look.findall(one.tag):
            look.remove(old)
        _insert_in_order(look, one)
    for margin in list(table.iter(w("tcMar"))):
        _parent(margin).remove(margin)


# Children of w:tblPr in the order of the schema.
_TABLE_ORDER = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize"),
    *("tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
    *("tblCaption", "tblDescription", "tblPrChange"),
)


def _insert_in_order(look: etree._Element, child: etree._Element) -> None:
    order = [w(tag) for tag in _TABLE_ORDER]
    later = [one for one in look if order.index(one.tag) > order.index(child.tag)]
    look.insert(look.index(later[0]) if later else len(look), child)


def _close_cells(root: etree._Element, end_id: str) -> None:
    """Word wants a cell to end in a paragraph that is printed."""
    for cell in root.iter(w("tc")):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag != w("p") or words_of(last).startswith(("{%p", "{{p")):
            end = etree.SubElement(cell, w("p"))
            style = etree.SubElement(etree.SubElement(end, w("pPr")), w("pStyle"))
            style.set(w("val"), end_id)
