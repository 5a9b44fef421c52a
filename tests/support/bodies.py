"""Drives the body editor by keys and compares its document with the letter's blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.editing.draft import Draft
from app.letter.model import Block, Cell, Letter, Level, PageBreak, Paragraph, Row, Run, Table
from app.letter.positions import Text, TextPosition
from app.rules.load import load_rulebook
from app.rules.wording import BodyRules
from app.ui.body.cells import CellMap
from app.ui.body.editor import BodyEditor
from app.ui.body.formats import GAP, KIND, LABEL, NOTE, PAGE_BREAK, PARAGRAPH
from app.ui.body.shown import Look, labels_of, notes_in, pieces
from tests.support.clerk import wait_until

RULEBOOK = load_rulebook()

# One block of the document: its kind (None: a cell's line that stands for nothing), its label, its
# characters with their looks.
ShownBlock = tuple[int | None, str, list[tuple[str, Look]]]

_KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace, "\x1b": Qt.Key.Key_Escape}


class Typing:
    """A body editor on a draft, driven by keys."""

    def __init__(self, letter: Letter | None = None, target: str | int = "body") -> None:
        self.now = 0.0
        self.draft = Draft(letter or Letter(), clock=self.clock)
        self.editor = BodyEditor(self.draft, RULEBOOK, target)
        self.editor.resize(560, 400)
        self.editor.show()
        self.editor.view.setFocus()
        QApplication.processEvents()

    def clock(self) -> float:
        """The time of the test: it stands still unless the test moves it on."""
        return self.now

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text that is edited."""
        appendix = self.editor.desk.text.appendix
        letter = self.draft.letter
        return letter.body if appendix is None else letter.appendices[appendix].blocks

    def keys(self, text: str) -> None:
        """Press a key for every character; line feed is Enter, tab is Tab, backspace is Backspace."""
        for char in text:
            if char in _KEYS:
                self.press(_KEYS[char])
            else:
                # As a keyboard of any language sends it: the text counts, not the key.
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, self.editor.view, Qt.Key(0), char, Qt.KeyboardModifier.NoModifier
                )

    def paste(self, data: QMimeData) -> None:
        """Paste something small: on a slow machine that goes on behind the key."""
        self.editor.clipboard.paste(data)
        self.settle()

    def settle(self) -> None:
        """Wait until what was pasted is there."""
        assert wait_until(lambda: not self.editor.clipboard.is_busy)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        """Press a key of the text."""
        for _ in range(times):
            QTest.keyClick(self.editor.view, key, modifiers)

    def ctrl(self, key: Qt.Key, *, shift: bool = False, alt: bool = False) -> None:
        """Press a key with Ctrl."""
        modifiers = Qt.KeyboardModifier.ControlModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        if alt:
            modifiers |= Qt.KeyboardModifier.AltModifier
        self.press(key, modifiers)

    def compose(self, preedit: str = "", commit: str = "", start: int = 0, count: int = 0) -> None:
        """Send what an input method sends."""
        event = QInputMethodEvent(preedit, [])
        if commit or count:
            event.setCommitString(commit, start, count)
        QApplication.sendEvent(self.editor.view, event)

    def place(self, block: int, offset: int = 0) -> None:
        """Put the cursor there."""
        self.editor.focus_position(TextPosition(block, offset, self.editor.desk.text))

    def select(self, start: TextPosition, end: TextPosition) -> None:
        """Select from one place to another."""
        self.draft.end_group()
        self.editor.desk.put_cursor(end, start)

    def here(self) -> TextPosition:
        """Where the cursor is."""
        return self.editor.desk.here()

    def lines(self) -> list[str]:
        """Labels and words of the document, a line for each of its blocks."""
        found = []
        block = self.editor.view.document().begin()
        while block.isValid():
            label = block.blockFormat().property(LABEL) or ""
            found.append(f"{label} {block.text()}".strip() if label else block.text())
            block = block.next()
        return found

    def check(self) -> None:
        """The document shows what the letter says, and every place has its position."""
        document = self.editor.view.document()
        wanted = expected(self.blocks(), RULEBOOK.body)
        seen = shown(document)
        seen = [
            (None, "", []) if one[0] is None else other for one, other in zip(wanted, seen, strict=False)
        ] + seen[len(wanted) :]
        assert seen == wanted
        self._check_tables()
        mirror = self.editor.desk.mirror
        for place in range(document.characterCount() - 1):
            position = mirror.position_at(place)
            assert mirror.position_at(mirror.place_of(position)) == position

    def _check_tables(self) -> None:
        """The cells of the document reach as far as those of the letter, and header rows are tinted."""
        mirror = self.editor.desk.mirror
        for index, block in enumerate(self.blocks()):
            cells = mirror.cell_map(index)
            if not isinstance(block, Table) or cells is None:
                continue
            cursor = self.editor.view.textCursor()
            cursor.setPosition(mirror.place_of(TextPosition(index, 0, mirror.text)))
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
            table = cursor.currentTable()
            for row, line in enumerate(cells.grid.rows):
                for placed in line:
                    cell = table.cellAt(row, placed.column)
                    assert (cell.rowSpan(), cell.columnSpan()) == (placed.rowspan, placed.colspan)
                    tinted = cell.format().background().style() != Qt.BrushStyle.NoBrush
                    assert tinted is (row < block.header_rows)


def expected(blocks: Sequence[Block], rules: BodyRules) -> list[ShownBlock]:
    """What a document of these blocks shows."""
    found: list[ShownBlock] = []
    note = 1
    for block, label in zip(blocks, labels_of(blocks, rules), strict=True):
        if isinstance(block, Paragraph):
            found.append((PARAGRAPH, label, _characters(block, note)))
            note += notes_in(block)
        elif isinstance(block, PageBreak):
            found.append((PAGE_BREAK, "", []))
        else:
            found.append((GAP, "", []))
            for slot in CellMap(block).slots:
                for part, inner in zip(slot.paragraphs, labels_of(slot.paragraphs, rules), strict=True):
                    found.append((PARAGRAPH, inner, _characters(part, note)))
                    note += notes_in(part)
                if not slot.paragraphs:
                    found.append((None, "", []))
            found.append((GAP, "", []))
    return found or [(GAP, "", [])]


def shown(document: QTextDocument) -> list[ShownBlock]:
    """What a document shows."""
    found: list[ShownBlock] = []
    block = document.begin()
    while block.isValid():
        characters: list[tuple[str, Look]] = []
        for fragment in _fragments(block):
            look = _look(fragment.charFormat())
            characters += [(char, look) for char in fragment.text()]
        form = block.blockFormat()
        found.append((cast(int, form.property(KIND)), str(form.property(LABEL) or ""), characters))
        block = block.next()
    return found


def plain(text: str, level: Level = Level.PLAIN, *, title: bool = False) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(level=level, runs=(Run(text=text),) if text else (), title=title)


def table_of(*rows: tuple[str, ...], header_rows: int = 0) -> Table:
    """A table of one paragraph in every cell."""
    return Table(
        rows=tuple(Row(cells=tuple(Cell(blocks=(plain(word),)) for word in row)) for row in rows),
        header_rows=header_rows,
    )


def at_cell(block: int, row: int, cell: int, offset: int = 0) -> TextPosition:
    """A place in the first paragraph of a cell of the body."""
    return TextPosition(0, offset, Text(cell=(block, row, cell)))


def _characters(paragraph: Paragraph, note: int) -> list[tuple[str, Look]]:
    return [(char, look) for text, look in pieces(paragraph, note) for char in text]


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def _look(form: QTextCharFormat) -> Look:
    note = form.property(NOTE)
    if note:
        return Look(note=cast(int, note))
    return Look(
        form.fontWeight() >= QFont.Weight.Bold,
        form.fontItalic(),
        form.fontUnderline(),
        form.verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript,
        form.foreground().style() != Qt.BrushStyle.NoBrush,
    )
