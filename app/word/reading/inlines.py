"""The content of one paragraph: runs, breaks, fields, links, notes and drawings, changes accepted."""

from __future__ import annotations

from collections.abc import Callable

from app.base.units import Emu, Pt
from app.document.content import (
    Break,
    BreakKind,
    Drawing,
    Field,
    Hyperlink,
    Inline,
    NoBreakHyphen,
    NoteKind,
    NoteMark,
    NoteReference,
    Shape,
    SoftHyphen,
    Tab,
    Text,
)
from app.document.formats import RunFormat
from app.word.reading.drawings import read_drawing
from app.word.reading.environment import Texts
from app.word.reading.looks import Looks
from app.word.reading.names import MC, XML_SPACE, M, R, W
from app.word.reading.story import OpenField, Path, Story, chosen, content_of
from app.word.reading.symbols import unicode_of
from app.word.reading.values import Element, integer, is_on, is_true
from app.word.reading.vml import read_object, read_pict

_RUN_PROPERTIES = W + "rPr"
_TEXT = W + "t"
_CHANGE = W + "rPrChange"
_BREAKS: dict[str | None, BreakKind] = {"page": "page", "column": "column"}
# What XML counts as white space; Word drops it around a w:t that does not ask to keep it.
_BLANKS = " \t\r\n"
_TICKED, _EMPTY_BOX = "\u2612", "\u2610"  # ballot boxes
_MOST_NOTE = 2**31 - 1
# An equation is as wide as its letters, about half as wide as high.
_LETTER_SHARE = 0.5
_LINE_SHARE = 1.2


class Inlines:
    """Reads the content of a paragraph into ``out``; fields left open wait in the story."""

    def __init__(self, story: Story, texts: Texts, path: Path, carried: list[Inline]) -> None:
        self.story = story
        self.path = path
        self.looks = texts.looks(None)
        self._texts = texts
        self._root = carried
        self.out = carried
        if story.fields:
            for one in story.fields:
                one.spans = True
            self.out = self._outlet()

    def finished(self) -> list[Inline]:
        """The content. What is read of fields still open stands in it as plain content."""
        for one in reversed(self.story.fields):
            if not one.spans:
                if one.in_result:
                    one.sink.extend(one.result)
                one.result = []
        return self._root

    def children(self, parent: Element) -> None:
        """Read everything in a paragraph, link, content control …"""
        for child in parent:
            handler = _CONTENT.get(child.tag)
            if handler is not None:
                handler(self, child)

    def run(self, element: Element) -> None:
        """Read a w:r."""
        looks = self._looks_of(element)
        self.looks = looks
        for child in element:
            if child.tag == _TEXT:
                self.text(child, looks)
            else:
                handler = _IN_RUN.get(child.tag)
                if handler is not None:
                    handler(self, child)

    def text(self, element: Element, looks: Looks) -> None:
        """Read a w:t."""
        text = element.text
        if not text:
            return
        if element.get(XML_SPACE) != "preserve":
            text = text.strip(_BLANKS)
        if "\n" in text or "\r" in text:
            text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        for at, piece in enumerate(text.split("\t")):
            if at:
                self.out.append(Tab(looks.latin))
            if piece:
                self.out.extend(looks.texts(piece))

    def wrapped(self, element: Element, wrap: Callable[[tuple[Inline, ...]], Inline]) -> None:
        """Read the content of a link or simple field and put it, wrapped, in its place."""
        before = self.out
        inner: list[Inline] = []
        self.out = inner
        self.children(element)
        if self.out is inner:
            before.append(wrap(tuple(inner)))
            self.out = before
            return
        # A field begins or ends inside: what is read stays, without the wrapping.
        for one in self.story.fields:
            if one.sink is inner:
                one.sink = before
        before.extend(inner)

    def begin_field(self, box: str = "") -> None:
        """A field begins: what follows is its instruction; ``box`` is what a check box shows."""
        self.story.fields.append(OpenField(sink=self.out, format=self.looks.latin, box=box))
        self.out = []

    def separate_field(self) -> None:
        """What follows is the field's result."""
        if self.story.fields:
            one = self.story.fields[-1]
            one.in_result = True
            self.out = self._outlet() if one.spans else one.result

    def end_field(self) -> None:
        """The field is complete."""
        if not self.story.fields:
            return
        one = self.story.fields.pop()
        if one.spans:
            self.out = self._outlet()
            return
        if one.in_result and self.out is not one.result:
            # It ends inside a link that began within its result.
            one.result += self.out
            self.out.clear()
        if one.box and not one.result:
            one.result.append(Text(one.box, one.format))
        one.sink.append(made_field("".join(one.instruction), tuple(one.result), one.format))
        self.out = one.sink

    def draw(self, drawings: list[Drawing]) -> None:
        """Put drawings where they are anchored."""
        self.out.extend(drawings)

    def _outlet(self) -> list[Inline]:
        """Where content goes while fields of earlier paragraphs are open: nowhere inside instructions."""
        return self._root if all(one.in_result for one in self.story.fields) else []

    def _looks_of(self, run: Element) -> Looks:
        if not len(run) or run[0].tag != _RUN_PROPERTIES:
            return self._texts.looks(None)
        properties = run[0]
        # The record of a changed format stands last in it.
        if len(properties) and properties[-1].tag == _CHANGE:
            self.story.counts.formatted += 1
        looks = self._texts.looks(properties)
        style = self.story.environment.styles.get("character", looks.latin.style)
        if style is not None and looks.latin.style is not None:
            self.story.styles.add(style.name)
        return looks


def made_field(instruction: str, result: tuple[Inline, ...], run_format: RunFormat) -> Field:
    """The field that an instruction such as " PAGE \\* MERGEFORMAT " means."""
    instruction = instruction.strip()
    kind = instruction.split(maxsplit=1)[0].upper() if instruction else ""
    first = next((part for part in result if isinstance(part, Text)), None)
    return Field(kind, instruction, result, first.format if first else run_format)


def _skip_deleted(reader: Inlines, _: Element) -> None:
    reader.story.counts.deleted += 1


def _inserted(reader: Inlines, element: Element) -> None:
    reader.story.counts.inserted += 1
    reader.children(element)


def _moved(reader: Inlines, element: Element) -> None:
    reader.story.counts.moved += 1
    reader.children(element)


def _control(reader: Inlines, element: Element) -> None:
    content = content_of(element)
    if content is not None:
        reader.children(content)


def _alternative(reader: Inlines, element: Element) -> None:
    choice = chosen(element)
    if choice is None:
        return
    for child in choice:
        handler = _IN_RUN.get(child.tag) or _CONTENT.get(child.tag)
        if handler is not None:
            handler(reader, child)


def _link(reader: Inlines, element: Element) -> None:
    relation = reader.story.relations.get(element.get(R + "id") or "")
    anchor = element.get(W + "anchor")
    target = relation.target if relation is not None else ""
    if anchor:
        target = f"{target}#{anchor}"
    reader.wrapped(element, lambda content: Hyperlink(target, content))


def _simple_field(reader: Inlines, element: Element) -> None:
    instruction = element.get(W + "instr") or ""
    run_format = reader.looks.latin
    reader.wrapped(element, lambda content: made_field(instruction, content, run_format))


def _equation(reader: Inlines, element: Element) -> None:
    run_format = reader.looks.latin
    letters = sum(len(text.text or "") for text in element.iter(M + "t")) or 1
    width = Pt(letters * run_format.size * _LETTER_SHARE).emu
    height = Pt(run_format.size * _LINE_SHARE).emu
    shape = Shape("unknown", Emu(0), Emu(0), width, height, geometry="equation")
    reader.story.cannot("equation", reader.path)
    reader.out.append(Drawing(width, height, None, (shape,), run_format))


def _tab(reader: Inlines, _: Element) -> None:
    reader.out.append(Tab(reader.looks.latin))


def _absolute_tab(reader: Inlines, element: Element) -> None:
    reader.out.append(Tab(reader.looks.latin, element.get(W + "alignment") or "left"))


def _break(reader: Inlines, element: Element) -> None:
    kind = _BREAKS.get(element.get(W + "type"), "line")
    reader.out.append(Break(kind, reader.looks.latin))


def _hyphen(reader: Inlines, _: Element) -> None:
    reader.out.append(NoBreakHyphen(reader.looks.latin))


def _soft_hyphen(reader: Inlines, _: Element) -> None:
    reader.out.append(SoftHyphen(reader.looks.latin))


def _symbol(reader: Inlines, element: Element) -> None:
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return
    letter = unicode_of(code, element.get(W + "font") or "")
    if letter:
        reader.out.append(Text(letter, reader.looks.latin))


def _field_mark(reader: Inlines, element: Element) -> None:
    kind = element.get(W + "fldCharType")
    if kind == "begin":
        reader.begin_field(_check_box(element))
    elif kind == "separate":
        reader.separate_field()
    elif kind == "end":
        reader.end_field()


def _check_box(mark: Element) -> str:
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(W + "checked")
    if state is None:
        state = box.find(W + "default")
    return _TICKED if state is not None and is_on(state) else _EMPTY_BOX


def _instruction(reader: Inlines, element: Element) -> None:
    fields = reader.story.fields
    if fields and not fields[-1].in_result:
        fields[-1].instruction.append(element.text or "")


def _page_number(reader: Inlines, _: Element) -> None:
    reader.out.append(made_field("PAGE", (), reader.looks.latin))


def _note(kind: NoteKind) -> Callable[[Inlines, Element], None]:
    def read(reader: Inlines, element: Element) -> None:
        number = integer(element.get(W + "id"), -1, _MOST_NOTE)
        if number is None:
            return
        custom = ""
        if is_true(element.get(W + "customMarkFollows")):
            # The author's own sign follows in the same run: it is read as text, too.
            sign = element.getnext()
            custom = (sign.text or "") if sign is not None and sign.tag == _TEXT else "*"
        reader.out.append(NoteReference(kind, number, reader.looks.latin, custom))

    return read


def _note_mark(kind: NoteKind) -> Callable[[Inlines, Element], None]:
    def read(reader: Inlines, _: Element) -> None:
        reader.out.append(NoteMark(kind, reader.looks.latin))

    return read


def _drawing(reader: Inlines, element: Element) -> None:
    reader.draw(read_drawing(reader.story, element, (*reader.path, len(reader.out)), reader.looks.latin))


def _pict(reader: Inlines, element: Element) -> None:
    reader.draw(read_pict(reader.story, element, (*reader.path, len(reader.out)), reader.looks.latin))


def _object(reader: Inlines, element: Element) -> None:
    reader.draw(read_object(reader.story, element, (*reader.path, len(reader.out)), reader.looks.latin))


def _ruby(reader: Inlines, element: Element) -> None:
    base = element.find(W + "rubyBase")
    if base is not None:
        reader.children(base)


_CONTENT: dict[str, Callable[[Inlines, Element], None]] = {
    W + "r": Inlines.run,
    W + "hyperlink": _link,
    W + "fldSimple": _simple_field,
    W + "ins": _inserted,
    W + "moveTo": _moved,
    W + "del": _skip_deleted,
    # Counted where the text went to, so that a move counts once.
    W + "moveFrom": lambda _reader, _element: None,
    W + "sdt": _control,
    W + "smartTag": Inlines.children,
    W + "customXml": Inlines.children,
    W + "dir": Inlines.children,
    W + "bdo": Inlines.children,
    M + "oMath": _equation,
    M + "oMathPara": _equation,
    MC + "AlternateContent": _alternative,
}
_IN_RUN: dict[str, Callable[[Inlines, Element], None]] = {
    W + "tab": _tab,
    W + "ptab": _absolute_tab,
    W + "br": _break,
    W + "cr": _break,
    W + "noBreakHyphen": _hyphen,
    W + "softHyphen": _soft_hyphen,
    W + "sym": _symbol,
    W + "fldChar": _field_mark,
    W + "instrText": _instruction,
    W + "pgNum": _page_number,
    W + "footnoteReference": _note("footnote"),
    W + "endnoteReference": _note("endnote"),
    W + "footnoteRef": _note_mark("footnote"),
    W + "endnoteRef": _note_mark("endnote"),
    W + "drawing": _drawing,
    W + "pict": _pict,
    W + "object": _object,
    W + "ruby": _ruby,
    MC + "AlternateContent": _alternative,
}
