"""Reads the HTML of a clipboard (Word, Excel, LibreOffice, Google Docs, web pages) into neutral blocks.

Parsed by lxml as a stream of events: no tree, no network, no scripts, no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from app.document.rich import RichText
from app.word.html_content import Content
from app.word.html_look import Declarations, Look, StyleSheet, declarations, look_of_tag, styled

# 300 pages of Word's HTML are about 6 MB.
LARGEST: Final = 12_000_000
# 300 pages of Word's HTML have about 80,000; nested or tabled beyond sense, 5 MB can hold a million.
_MOST_ELEMENTS: Final = 150_000
# Stray signs come one by one ("<<<<"); words come in few pieces.
_MOST_PIECES: Final = 600_000
_SLICE: Final = 8_192

_HEADER = re.compile(r"\s*Version:[\d.]+\s")
_OFFSET = re.compile(r"(Start|End)(HTML|Fragment):\s*(\d+)")
_START, _END = "StartFragment", "EndFragment"

_DROPPED = frozenset(
    {
        "applet", "audio", "button", "canvas", "datalist", "del", "iframe", "input", "map", "math",
        "noframes", "noscript", "object", "script", "select", "svg", "template", "textarea", "title",
        "video", "xml",
    }
)  # fmt: skip
# HTML elements without an end.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
# What says how a cell stands.
_ALIGNED = frozenset({"td", "th", "p", "div"})
# Parts of a Word page that are no part of the text.
_DROPPED_PARTS = frozenset({"comment-list", "header", "footer", "comment"})
_DROPPED_CLASSES = frozenset({"msocomanchor", "msocommentreference", "msocomoff"})

_HIDDEN: Declarations = (("display", "none"),)

# Links to a footnote and back, as Word, LibreOffice and Google Docs write them.
_TO_NOTE = re.compile(r"#(_ftn|_edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?")
_FROM_NOTE = re.compile(r"#(_ftn|_edn|ftnt_|sdfootnote|sdendnote)(?:ref)?(\d+)(?:anc)?")


def read_html(html: str | bytes) -> RichText:
    """The blocks of an HTML text or of a Windows "HTML Format" (with its StartHTML: header).

    Never fails: what is no HTML is read as the text it is. What is larger than ``LARGEST`` characters or
    holds more elements than any letter is cut (``RichText.cut``).
    """
    reading = HtmlReading(html)
    while not reading.step():
        pass
    return reading.result()


class HtmlReading:
    """Reads HTML slice by slice, so that a window stays alive meanwhile."""

    def __init__(self, html: str | bytes) -> None:
        text = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
        self._cut = len(text) > LARGEST
        # NUL ends a text for libxml2.
        self._html = _without_header(text[:LARGEST]).replace("\x00", "")
        self._target = _Target(has_fragment=_START in self._html)
        self._parser = etree.HTMLParser(
            target=self._target,  # type: ignore[arg-type] # events of a str hold str, never bytes
            no_network=True,
            huge_tree=True,
        )
        self._read = 0

    @property
    def progress(self) -> float:
        """How much has been read, 0 to 1."""
        return self._read / len(self._html) if self._html else 1.0

    def step(self) -> bool:
        """Read one slice; True when all is read."""
        if self._read < len(self._html):
            self._parser.feed(self._html[self._read : self._read + _SLICE])
            self._read = min(self._read + _SLICE, len(self._html))
        too_many = self._target.elements > _MOST_ELEMENTS or self._target.pieces > _MOST_PIECES
        if too_many and self._read < len(self._html):
            self._cut, self._html = True, self._html[: self._read]
        return self._read >= len(self._html)

    def result(self) -> RichText:
        """What has been read."""
        if self._read:
            self._parser.close()
            self._read, self._html = 0, ""
        content = self._target.content
        return content.finished(cut=self._cut or content.tables.is_cut)


def _without_header(text: str) -> str:
    """The HTML behind the Windows header, with comments about the fragment where it tells its offsets."""
    if not _HEADER.match(text):
        return text
    offsets = {which + what: int(number[:12]) for which, what, number in _OFFSET.findall(text[:500])}
    # The offsets count bytes of UTF-8.
    data = text.encode("utf-8", "replace")
    start, end = offsets.get("StartFragment", 0), offsets.get("EndFragment", 0)
    if _START not in text.partition("<")[2] and 0 < start < end <= len(data):
        before = data[:start].decode("utf-8", "ignore")
        fragment = data[start:end].decode("utf-8", "ignore")
        return f"{before[before.find('<') :] if '<' in before else ''}<!--{_START}-->{fragment}<!--{_END}-->"
    return text[text.find("<") :] if "<" in text else ""


class _Frame:
    """An open element."""

    __slots__ = ("dropped", "list_type", "look", "marker", "note", "tag")

    def __init__(self, tag: str, look: Look) -> None:
        self.tag = tag
        self.look = look
        self.dropped = False
        self.marker = False  # text inside is the marker that Word drew
        self.list_type = ""
        self.note = False  # the paragraphs of a footnote end with this element


class _Target:
    """Takes lxml's events."""

    def __init__(self, *, has_fragment: bool) -> None:
        self.content = Content()
        self.elements = self.pieces = 0
        self._sheet = StyleSheet()
        self._css: list[str] | None = None
        self._frames = [_Frame("", Look())]
        # Elements inside one that is dropped.
        self._depth_dropped = 0
        self._outside = has_fragment
        self._notes_part = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.elements += 1
        if tag == "style":
            self._css = []
        if self._depth_dropped:
            self._depth_dropped += tag not in _VOID
            return
        style = self._style(tag, attributes)
        if self._is_dropped(tag, attributes, style):
            self._depth_dropped = int(tag not in _VOID)
            return
        above = self._frames[-1]
        frame = _Frame(tag, styled(look_of_tag(tag, above.look), style))
        frame.marker = above.marker
        if tag in _BLOCKS:
            self.content.end_paragraph()
        self._begin(frame, attributes, style)
        if tag in _ALIGNED:
            # Excel says so at the cell, Word at its paragraphs.
            self.content.tables.align(dict(style).get("text-align") or attributes.get("align", "").lower())
        if tag not in _VOID:
            self._frames.append(frame)

    def _style(self, tag: str, attributes: Mapping[str, str]) -> Declarations:
        style = self._sheet.style_of(tag, attributes.get("class", ""))
        inline = attributes.get("style")
        return style + declarations(inline) if inline else style

    def _is_dropped(self, tag: str, attributes: Mapping[str, str], style: Declarations) -> bool:
        if tag in _DROPPED or "hidden" in attributes:
            return True
        if any(name == "mso-element" and value in _DROPPED_PARTS for name, value in style):
            return True
        classes = attributes.get("class", "")
        return "mso" in classes.lower() and not _DROPPED_CLASSES.isdisjoint(classes.lower().split())

    def _begin(self, frame: _Frame, attributes: Mapping[str, str], style: Declarations) -> None:
        if style:
            self._begin_word(frame, style)
        match frame.tag:
            case "br":
                self._show("\n", frame, as_it_is=True)
            case "img":
                self._picture()
            case "a":
                self._link(frame, attributes.get("href", ""))
            case "ol" | "ul":
                frame.list_type = _list_type(frame.tag, attributes, style)
                self.content.begin_list(attributes.get("start", ""))
            case "li" if self._is_inside():
                self.content.begin_item(self._list_type(attributes, style), attributes.get("value", ""))
            case "thead":
                self.content.tables.begin_head()
            # Excel begins its fragment inside the table, behind <table> and <col>.
            case "table" | "col" | "tr" | "td" | "th":
                if frame.tag in ("table", "col") or (self._is_inside() and not frame.look.hidden):
                    self.content.tables.begin(frame.tag, attributes, dict(style).get("width", ""))

    def _begin_word(self, frame: _Frame, style: Declarations) -> None:
        """What Word says with properties of its own."""
        for name, value in style:
            if name == "mso-list" and value == "ignore":
                frame.marker = True
            elif name == "mso-element" and value == "footnote-list":
                self._notes_part = len(self._frames)
            elif name == "mso-tab-count":
                self._show(" ", self._frames[-1])
                frame.look = styled(frame.look, _HIDDEN)  # Word draws the tab with spaces

    def _list_type(self, attributes: Mapping[str, str], style: Declarations) -> str:
        own = _list_type("", attributes, style)
        return own or next((frame.list_type for frame in reversed(self._frames) if frame.list_type), "disc")

    def _link(self, frame: _Frame, href: str) -> None:
        back = _FROM_NOTE.fullmatch(href) if "ref" in href or href.endswith("anc") else None
        if back:
            self._begin_note(back[1].rstrip("_") + back[2])
            frame.look = styled(frame.look, _HIDDEN)  # the mark before the note's words
            return
        to = _TO_NOTE.fullmatch(href)
        if to and self._is_inside():
            self.content.add_mark(to[1] + to[2])
            frame.look = styled(frame.look, _HIDDEN)

    def _begin_note(self, note: str) -> None:
        self.content.begin_note(note)
        for frame in self._frames:
            frame.note = False
        # The note lasts as long as the innermost block around its first paragraph.
        blocks = [frame for frame in self._frames if frame.tag in ("div", "p", "li", "td", "body")]
        holders = [frame for frame in blocks if frame.tag in ("div", "li")] or blocks
        if holders:
            holders[-1].note = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "style" and self._css is not None:
            self._sheet.add("".join(self._css))
            self._css = None
        if self._depth_dropped:
            self._depth_dropped -= tag not in _VOID
            return
        if tag in _VOID or len(self._frames) == 1:
            return
        frame = self._frames.pop()
        if tag in _BLOCKS:
            self.content.end_paragraph()
        if frame.note:
            self.content.end_note()
        if self._notes_part == len(self._frames):
            self._notes_part = 0
        if tag in ("ol", "ul"):
            self.content.end_list()
        elif tag in ("table", "tr", "td", "th", "thead"):
            self.content.tables.end(tag)

    def data(self, text: str) -> None:
        """Text, in pieces of any length."""
        self.pieces += 1
        if self._css is not None:
            self._css.append(text)
        elif not self._depth_dropped:
            self._show(text, self._frames[-1])

    def comment(self, text: str) -> None:
        """A comment: only those about the fragment mean anything."""
        if text.strip() == _START:
            self._outside = False
        elif text.strip() == _END:
            self.content.end_paragraph()
            self._outside = True

    def close(self) -> None:
        """All is read."""
        self.content.end_paragraph()

    def _is_inside(self) -> bool:
        return not self._outside or self._notes_part > 0

    def _show(self, text: str, frame: _Frame, *, as_it_is: bool = False) -> None:
        if frame.look.hidden or not self._is_inside():
            return
        if frame.marker:
            self.content.add_marker(text)
        else:
            self.content.add_text(text, frame.look, as_it_is=as_it_is or frame.look.preformatted)

    def _picture(self) -> None:
        if self._is_inside() and not self._frames[-1].look.hidden:
            self.content.pictures += 1


def _list_type(tag: str, attributes: Mapping[str, str], style: Declarations) -> str:
    """The style of a list's markers in the words of CSS; "" when the element does not tell."""
    kinds = [value.split()[0] for name, value in style if name.startswith("list-style") and value]
    if kinds:
        return kinds[-1]
    default = {"ol": "decimal", "ul": "disc"}.get(tag, "")
    return _TYPES.get(attributes.get("type", ""), default)


_TYPES: Mapping[str, str] = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
