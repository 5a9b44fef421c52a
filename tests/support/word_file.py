"""What a .docx says, read a second time without any code of the program: text and fonts."""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

Element = ElementTree.Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What Word takes where neither a run, a style nor the defaults name a font.
WORDS_OWN_FONT = "Times New Roman"

# Not on the page: deleted or moved text, field codes, and the copy of a drawing for old programs.
_UNSEEN = {W + "del", W + "moveFrom", W + "instrText", W + "delText", _MC + "Fallback"}
_MARKS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SLOTS = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}
_PART_KINDS = ("header", "body", "footnotes", "endnotes", "footer")


@dataclass(frozen=True)
class RunFonts:
    """The fonts one run of text really has, slot by slot, in the part it stands in."""

    part: str
    text: str
    ascii: str
    h_ansi: str
    east_asia: str
    cs: str

    @property
    def families(self) -> set[str]:
        """The families of all four slots."""
        return {self.ascii, self.h_ansi, self.east_asia, self.cs}


def text_of_docx(path: Path) -> list[str]:
    """The paragraphs of a .docx in NFC, empty ones too: headers, body, notes, footers.

    Within a part in the order of the file, tables cell by cell; the paragraphs of a text box follow
    the paragraph that holds it. Tracked changes count as accepted, fields have their last result;
    automatic numbers and note numbers are not text.
    """
    with zipfile.ZipFile(path) as archive:
        return [
            unicodedata.normalize("NFC", _text_of(paragraph))
            for _, root in _parts(archive)
            for paragraph in _paragraphs(root)
        ]


def effective_fonts(path: Path) -> list[RunFonts]:
    """The fonts of every run with visible text.

    Looked for in the run, its character style, the paragraph's style, the table's style, the
    defaults of the document; theme fonts are resolved, and win over a name beside them.
    """
    with zipfile.ZipFile(path) as archive:
        fonts = _Fonts(archive)
        return [found for name, root in _parts(archive) for found in fonts.of_part(name, root)]


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Element]]:
    """Name and root of every part with text of the main document."""
    main = _targets(archive, "", "officeDocument")[0]
    for kind in _PART_KINDS:
        names = [main] if kind == "body" else _targets(archive, main, kind)
        for name in names:
            yield name, _xml(archive, name)


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 (files the tests made themselves)


def _targets(archive: zipfile.ZipFile, source: str, kind: str) -> list[str]:
    """Names of the parts that a part (or the package: "") has a relationship of that kind with."""
    folder, name = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", name + ".rels")
    if relationships not in archive.namelist():
        return []
    root = _xml(archive, relationships)
    targets = [
        entry.attrib["Target"]
        for entry in root.iter(_REL + "Relationship")
        if entry.attrib["Type"].endswith("/" + kind) and entry.get("TargetMode") != "External"
    ]
    return [posixpath.normpath(posixpath.join("/", folder, x)).lstrip("/") for x in targets]


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == W + "p":
            yield child
        yield from _paragraphs(child)


def _text_of(element: Element) -> str:
    """The text of a paragraph or run, without that of paragraphs inside it (text boxes)."""
    words = ""
    for child in element:
        if child.tag == W + "t":
            words += child.text or ""
        elif child.tag in _MARKS:
            words += _MARKS[child.tag]
        # Tab stops among the properties are called w:tab too.
        elif child.tag not in _UNSEEN | {W + "p", W + "pPr", W + "rPr"}:
            words += _text_of(child)
    return words


class _Fonts:
    """Resolves fonts of one document."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        main = _targets(archive, "", "officeDocument")[0]
        styles = [_xml(archive, x) for x in _targets(archive, main, "styles")]
        themes = [_xml(archive, x) for x in _targets(archive, main, "theme")]
        entries = [entry for root in styles for entry in root.findall(W + "style")]
        self._styles = {entry.attrib[W + "styleId"]: entry for entry in entries}
        self._usual = {
            entry.attrib[W + "type"]: entry.attrib[W + "styleId"]
            for entry in entries
            if entry.get(W + "default") in {"1", "true", "on"}
        }
        self._theme = _theme_fonts(themes[0]) if themes else {}
        self._defaults = dict.fromkeys(_SLOTS, WORDS_OWN_FONT)
        for root in styles:
            self._defaults |= self._named(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def of_part(self, name: str, root: Element) -> Iterator[RunFonts]:
        """The fonts of every run with visible text of a part."""
        yield from self._of_children(name, root, self._defaults)

    def _of_children(self, part: str, element: Element, outer: Mapping[str, str]) -> Iterator[RunFonts]:
        for child in element:
            if child.tag in _UNSEEN:
                continue
            fonts = dict(outer)
            if child.tag == W + "txbxContent":
                fonts = dict(self._defaults)
            elif child.tag == W + "tbl":
                fonts |= self._of_style(_style_of(child, "tbl"), "table")
            elif child.tag == W + "p":
                fonts |= self._of_style(_style_of(child, "p"), "paragraph")
            elif child.tag == W + "r":
                fonts |= self._of_style(_style_of(child, "r"), "character")
                fonts |= self._named(child.find(W + "rPr"))
                if _text_of(child).strip():
                    yield RunFonts(part, _text_of(child), *(fonts[slot] for slot in _SLOTS))
            yield from self._of_children(part, child, fonts)

    def _of_style(self, style: str | None, kind: str) -> dict[str, str]:
        """What a style and those it is based on say; none means the usual style of its kind."""
        fonts: dict[str, str] = {}
        name = style if style in self._styles else self._usual.get(kind)
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            entry = self._styles[name]
            fonts = self._named(entry.find(W + "rPr")) | fonts
            based_on = entry.find(W + "basedOn")
            name = None if based_on is None else based_on.get(W + "val")
        return fonts

    def _named(self, properties: Element | None) -> dict[str, str]:
        """The font of every slot that these run properties name."""
        names = None if properties is None else properties.find(W + "rFonts")
        if names is None:
            return {}
        fonts: dict[str, str] = {}
        for slot, theme_slot in _SLOTS.items():
            theme_name, name = names.get(W + theme_slot), names.get(W + slot)
            if theme_name and self._theme.get(theme_name):
                fonts[slot] = self._theme[theme_name]
            elif name:
                fonts[slot] = name
        return fonts


def _style_of(element: Element, kind: str) -> str | None:
    found = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return None if found is None else found.get(W + "val")


def _theme_fonts(theme: Element) -> dict[str, str]:
    """Typefaces by the names that rFonts uses: minorHAnsi, majorBidi, …"""
    fonts: dict[str, str] = {}
    endings: Sequence[tuple[str, Sequence[str]]] = (
        ("latin", ("Ascii", "HAnsi")),
        ("ea", ("EastAsia",)),
        ("cs", ("Bidi",)),
    )
    for weight in ("major", "minor"):
        for tag, names in endings:
            for face in theme.iterfind(f".//{_A}{weight}Font/{_A}{tag}"):
                fonts |= {weight + name: face.get("typeface", "") for name in names}
    return fonts
