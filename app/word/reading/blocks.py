"""Stories: the paragraphs and tables of a part, and where its sections end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.base.errors import AppError
from app.document.content import Block, Inline, Label, Paragraph
from app.document.places import Origin
from app.word.reading.environment import NO_LAYER, Environment, ParagraphLook, TableLayer
from app.word.reading.inlines import Inlines
from app.word.reading.names import MC, W
from app.word.reading.numbering import Counters
from app.word.reading.relations import Parts
from app.word.reading.story import Path, Story, chosen, content_of
from app.word.reading.tables import read_table
from app.word.reading.values import Element

_P, _TBL, _SECT = W + "p", W + "tbl", W + "sectPr"
_PPR, _RPR = W + "pPr", W + "rPr"
_FORMATTED = W + "pPrChange"
_WRAPPERS = frozenset([W + "customXml", W + "ins", W + "moveTo", W + "smartTag"])

# Boxes in boxes; each level costs Python some frames of its stack.
_DEEPEST = 40
# A report of 400 pages full of tables has about 120,000 paragraphs; more than this takes seconds to read.
MOST_BLOCKS = 300_000
# A few milliseconds of work: after each such step the window may do something else.
_BLOCKS_IN_A_STEP = 200

OnSection = Callable[[Element], None]


def new_story(environment: Environment, parts: Parts, part: str) -> Story:
    """A story with nothing read yet."""
    return Story(
        environment=environment,
        parts=parts,
        part=part,
        relations=parts.relations(part),
        read_blocks=read_blocks,
        counters=Counters(environment.lists),
    )


def read_blocks(story: Story, parent: Element, layer: TableLayer, prefix: Path) -> tuple[Block, ...]:
    """The blocks in a cell, text box, note, header …; at least one paragraph, as Word has it."""
    blocks: list[Block] = []
    # A field does not run out of the box it began in.
    outside, story.fields = story.fields, []
    story.depth += 1
    if story.depth > _DEEPEST:
        raise AppError("reading.too_deep", part=story.part)
    for _ in _Reader(story, layer, prefix, blocks, None).read(parent):
        pass
    story.depth -= 1
    story.fields = outside
    if not blocks:
        blocks.append(_empty(story, layer, prefix))
    return tuple(blocks)


def read_body(story: Story, body: Element, blocks: list[Block], on_section: OnSection) -> Iterator[None]:
    """Read the body into ``blocks`` in steps; ``on_section`` hears of the w:sectPr at each section's end."""
    return _Reader(story, NO_LAYER, (), blocks, on_section).read(body)


@dataclass(slots=True)
class _Reader:
    """Reads blocks one after the other; a paragraph whose end was deleted flows into the next."""

    story: Story
    layer: TableLayer
    prefix: Path
    blocks: list[Block]
    on_section: OnSection | None
    index: int = 0
    # A paragraph whose end was deleted: its content belongs to the next.
    open: Paragraph | None = None

    def read(self, parent: Element) -> Iterator[None]:
        for number, element in enumerate(_block_elements(parent), start=1):
            if number % _BLOCKS_IN_A_STEP == 0:
                yield
            if element.tag == _P:
                self._paragraph(element)
            elif element.tag == _TBL:
                table = read_table(self.story, element, self._path())
                if table is not None:
                    self._add(table)
            elif element.tag == _SECT:
                if self.on_section is not None:
                    self.on_section(element)
            else:
                self.story.cannot("alt_chunk", self._path())
        if self.open is not None and self.open.content:
            # There is no next paragraph to flow into: Word keeps the end after all.
            self._add(self.open)

    def _path(self) -> Path:
        return (*self.prefix, self.index)

    def _add(self, block: Block) -> None:
        self.story.count += 1
        if self.story.count > MOST_BLOCKS:
            raise AppError("reading.part_too_large", part=self.story.part)
        self.blocks.append(block)
        self.index += 1

    def _paragraph(self, element: Element) -> None:
        story = self.story
        properties = element[0] if len(element) and element[0].tag == _PPR else None
        look = story.environment.paragraph(properties, self.layer)
        mark = properties.find(_RPR) if properties is not None else None
        flows_on = mark is not None and self._end_was_deleted(mark)
        # Only the end that stays is counted by its list.
        label = None if flows_on else _label(story, look, mark)
        carried: list[Inline] = [] if self.open is None else list(self.open.content)
        inlines = Inlines(story, look.texts, self._path(), carried)
        inlines.children(element)
        paragraph = Paragraph(
            format=look.format,
            mark=look.texts.looks(mark).latin,
            content=tuple(inlines.finished()),
            origin=Origin(story.part, self._path()),
            style=look.style,
            style_name=look.style_name,
            label=label,
        )
        self.open = paragraph if flows_on else None
        if flows_on:
            return
        self._add(paragraph)
        story.styles.add(look.style_name)
        if properties is not None:
            self._section_end(properties)

    def _end_was_deleted(self, mark: Element) -> bool:
        counts = self.story.counts
        counts.inserted += mark.find(W + "ins") is not None
        # The mark of a paragraph moved away goes with it.
        gone = mark.find(W + "del") is not None
        counts.deleted += gone
        return gone or mark.find(W + "moveFrom") is not None

    def _section_end(self, properties: Element) -> None:
        if properties.find(_FORMATTED) is not None:
            self.story.counts.formatted += 1
        section = properties.find(_SECT)
        if section is not None and self.on_section is not None:
            self.on_section(section)


def _label(story: Story, look: ParagraphLook, mark: Element | None) -> Label | None:
    """The automatic number before a paragraph; None outside lists."""
    if look.list is None:
        return None
    level = story.environment.level(*look.list)
    if level is None:
        return None
    text = story.counters.next_label(*look.list)
    formats = look.texts.label(mark, level)
    pieces = formats.texts(text)
    return Label(
        text="".join(piece.text for piece in pieces),
        format=pieces[0].format if pieces else formats.latin,
        suffix=level.suffix,
        alignment=level.alignment,
        level=look.list[1],
    )


def _block_elements(parent: Element) -> Iterator[Element]:
    """The paragraphs, tables and section ends in an element, through content controls and the like."""
    for child in parent:
        if child.tag in {_P, _TBL, _SECT, W + "altChunk"}:
            yield child
        elif child.tag == W + "sdt":
            content = content_of(child)
            if content is not None:
                yield from _block_elements(content)
        elif child.tag in _WRAPPERS:
            yield from _block_elements(child)
        elif child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from _block_elements(choice)


def _empty(story: Story, layer: TableLayer, prefix: Path) -> Paragraph:
    look = story.environment.paragraph(None, layer)
    return Paragraph(
        format=look.format,
        mark=look.texts.looks(None).latin,
        content=(),
        origin=Origin(story.part, (*prefix, 0)),
        style=look.style,
        style_name=look.style_name,
    )
