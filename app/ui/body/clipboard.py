"""Copying, and pasting in slices: what comes from Word, the web, Excel or a PDF becomes blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor

from app.base.texts import text
from app.editing.commands.tables import paste_grid
from app.editing.commands.text import copied, insert_blocks
from app.importer.paste import Pasted, PasteJob
from app.letter.model import Block, Letter, Level, Paragraph, Run, Table
from app.letter.positions import TextPosition, blocks_of, length, plain_text
from app.ui.body import copying
from app.ui.body.cells import CellMap
from app.ui.body.desk import After, Desk, inside
from app.ui.dragged import holds_files

# A key waits no longer than this for a slice of a large paste, in milliseconds.
_SLICE = 15.0
# So long a paste is waited for without showing progress: the ones of every day.
_AT_ONCE = 60.0


@dataclass(frozen=True, slots=True)
class _Source:
    """What was on the clipboard, to be read again in another encoding."""

    words: str = ""
    html: str | None = None

    @property
    def is_words(self) -> bool:
        """Whether words of a line were copied, not whole lines."""
        return bool(self.words) and len(self.words.splitlines()) == 1 and self.words[-1] not in "\r\n"


class Clipboard(QObject):
    """The clipboard of the body editor; a paste is one step of undo.

    Signals:
        busy_changed: whether a large paste is under way (bool).
        notices_given: sentences about what was left out or changed (list of str).
        encoding_suspected: the old encoding that the words just pasted seem to be in (str).
    """

    busy_changed = Signal(bool)
    notices_given = Signal(list)
    encoding_suspected = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: PasteJob | None = None
        self._source = _Source()
        self._encoding: str | None = None
        self._pasted: Letter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_slice)

    # --- copying

    def mime_data(self) -> QMimeData:
        """What is selected: words, HTML, and our own blocks."""
        desk, rules = self._desk, self._desk.rulebook.body
        table = desk.selected_table()
        blocks: list[Block] = [table] if table is not None else []
        labels = [""] * len(blocks)
        for over in desk.ranges() if table is None else ():
            found = copied(desk.letter, over)
            blocks += found
            labels += copying.labels_in(desk.letter, over, found, rules)
        data = QMimeData()
        data.setText(copying.as_text(blocks, labels))
        data.setHtml(copying.as_html(blocks, labels, rules))
        data.setData(copying.BLOCKS_FORMAT, copying.as_data(blocks))
        return data

    def copy(self) -> None:
        """Copy what is selected."""
        if self._desk.has_selection:
            QGuiApplication.clipboard().setMimeData(self.mime_data())

    def cut(self) -> None:
        """Copy what is selected and delete it."""
        if self._desk.has_selection and not self._desk.draft.is_locked:
            self.copy()
            letter, at = self._desk.without_selection()
            self._desk.change(letter, After(at))

    # --- pasting

    @property
    def is_busy(self) -> bool:
        """Whether a large paste is under way."""
        return self._job is not None

    def takes(self, source: QMimeData) -> bool:
        """Whether this can be pasted, or is at least worth a notice; files are for the window to open."""
        return not holds_files(source) and (source.hasText() or source.hasHtml() or source.hasImage())

    def paste_clipboard(self) -> None:
        """Paste what the clipboard holds."""
        source = QGuiApplication.clipboard().mimeData()
        # None where nothing was ever copied, whatever the stubs say.
        if source is not None:
            self.paste(source)

    def paste_plain(self) -> None:
        """Paste the words only."""
        words = QGuiApplication.clipboard().text()
        if words:
            self._start(_Source(words), None)

    def paste(self, source: QMimeData) -> None:
        """Paste at the cursor, over the selection; pictures are left out with a notice."""
        if not self._desk.takes_keys:
            return
        own = self._own_blocks(source)
        if own is not None:
            letter, at = self._desk.without_selection()
            self._put(_as_words(own, letter, at))
        elif holds_files(source):
            self.notices_given.emit([text("body.file_left_out")])
        elif source.hasHtml():
            self._start(_Source(source.text(), source.html()), None)
        elif source.hasText():
            self._start(_Source(source.text()), None)
        elif source.hasImage():
            self.notices_given.emit([text("body.picture_left_out")])

    def drop(self, source: QMimeData, at: QTextCursor, *, moved: bool) -> None:
        """Put what was dragged where it was dropped; ``moved``: it is the selection, which goes."""
        desk = self._desk
        place = desk.mirror.position_at(at.position())
        own = self._own_blocks(source) if moved else None
        if own is None:
            desk.put_cursor(place)
            self.paste(source)
            return
        if place.text.cell is not None:
            own = tuple(part for block in own for part in _paragraphs(block))
        cursor = desk.view.textCursor()
        if cursor.selectionStart() <= at.position() <= cursor.selectionEnd():
            return
        # The later place first, so that the earlier one keeps its position.
        if at.position() > cursor.selectionEnd():
            behind = _from_end(desk.letter, place)
            letter, _ = desk.without_selection()
            place = _at_distance(letter, place, behind)
        else:
            letter, _ = desk.without_selection()
        distance = _from_end(letter, place)
        new = insert_blocks(letter, place, _as_words(own, letter, place))
        desk.change(new, After(_at_distance(new, place, distance)))

    def use_encoding(self, encoding: str) -> None:
        """Paste the same once more, read in an old encoding; what was pasted then is taken back."""
        if self._pasted is not None and self._desk.letter is self._pasted and not self.is_busy:
            self._desk.draft.undo()
            self._start(self._source, encoding)

    def cancel(self) -> None:
        """Stop a large paste; nothing of it stays."""
        if self._job is not None:
            self._end_job()

    def _own_blocks(self, source: QMimeData) -> tuple[Block, ...] | None:
        if not source.hasFormat(copying.BLOCKS_FORMAT):
            return None
        return copying.from_data(bytes(source.data(copying.BLOCKS_FORMAT).data()))

    def _start(self, source: _Source, encoding: str | None) -> None:
        desk = self._desk
        letter, at = desk.without_selection()
        self._source, self._encoding = source, encoding
        self._job = PasteJob(
            source.words,
            html=source.html,
            encoding=encoding,
            before=blocks_of(letter, at.text)[: at.block],
            inline=at.offset > 0 and source.is_words,
            rulebook=desk.rulebook,
        )
        if self._job.step(_AT_ONCE):
            self._finish()
        else:
            self._desk.busy.add("pasting")
            self._desk.lock()
            self.busy_changed.emit(True)
            self._timer.start()

    def _on_slice(self) -> None:
        if self._job is not None and self._job.step(_SLICE):
            self._finish()

    def _finish(self) -> None:
        job = self._job
        if job is None:
            return
        self._end_job()
        result = job.result
        if not result.blocks and self._source.html is not None and self._source.words.strip():
            # HTML without words of its own: some programs put a picture there.
            self._start(_Source(self._source.words), self._encoding)
            return
        self._put(self._fitted(result.blocks))
        self._tell(result)

    def _fitted(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """The blocks as they go into this place: a list goes on counting, words keep their distance."""
        first = blocks[0] if blocks else None
        letter, at = self._desk.without_selection()
        around = blocks_of(letter, at.text)
        here = around[at.block] if at.block < len(around) else None
        if not isinstance(first, Paragraph) or not isinstance(here, Paragraph):
            return blocks
        if not here.runs and here.level is first.level:
            # Its number stands there already.
            first = replace(first, number=here.number, restart=here.restart)
        elif len(blocks) == 1 and self._source.is_words and first.runs and first.level is Level.PLAIN:
            first = replace(first, runs=_spaced(first.runs, self._source.words, plain_text(here), at.offset))
        return (first, *blocks[1:])

    def _end_job(self) -> None:
        self._job = None
        if self._timer.isActive():
            self._timer.stop()
            self._desk.busy.discard("pasting")
            self._desk.lock()
            self.busy_changed.emit(False)

    def _tell(self, result: Pasted) -> None:
        if result.suspected and self._encoding is None:
            self._pasted = self._desk.letter
            self.encoding_suspected.emit(result.suspected)
        elif result.notices:
            self.notices_given.emit(list(result.notices))

    def _put(self, blocks: Sequence[Block]) -> None:
        desk = self._desk
        if not blocks:
            return
        letter, at = desk.without_selection()
        if at.text.cell is not None and len(blocks) == 1 and isinstance(blocks[0], Table):
            new = paste_grid(letter, at, _grid_words(blocks[0]))
            desk.change(new, After(inside(new, at)))
            return
        if at.text.cell is not None:
            blocks = [part for block in blocks for part in _paragraphs(block)]
        distance = _from_end(letter, at)
        new = insert_blocks(letter, at, blocks)
        desk.change(new, After(_at_distance(new, at, distance)))


def _as_words(blocks: Sequence[Block], letter: Letter, at: TextPosition) -> Sequence[Block]:
    """What was copied here; one paragraph that goes among words, or keeps its number, has no own level."""
    around = blocks_of(letter, at.text)
    here = around[at.block] if at.block < len(around) else None
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or not isinstance(here, Paragraph):
        return blocks
    among_words = bool(here.runs) or here.level is blocks[0].level
    return (Paragraph(runs=blocks[0].runs),) if among_words else blocks


def _spaced(runs: tuple[Run, ...], words: str, around: str, offset: int) -> tuple[Run, ...]:
    """Runs with the blanks that were copied with their words, where none stand already."""
    before, after = around[:offset][-1:], around[offset:][:1]
    if words[0] == " " and before and not before.isspace():
        runs = (replace(runs[0], text=f" {runs[0].text}"), *runs[1:])
    if words[-1] == " " and (not after or after.isalnum()) and runs[-1].footnote is None:
        runs = (*runs[:-1], replace(runs[-1], text=f"{runs[-1].text} "))
    return runs


def _paragraphs(block: Block) -> list[Paragraph]:
    """What a cell can take of a block."""
    if isinstance(block, Paragraph):
        return [block]
    if isinstance(block, Table):
        return [part for row in block.rows for cell in row.cells for part in cell.blocks]
    return []


def _grid_words(table: Table) -> list[list[str]]:
    cells = CellMap(table)
    words = [[""] * cells.grid.columns for _ in table.rows]
    for slot in cells.slots:
        parts = ("".join(run.text for run in part.runs) for part in slot.paragraphs)
        words[slot.row][slot.column] = "\n".join(parts)
    return words


def _from_end(letter: Letter, at: TextPosition) -> tuple[int, int]:
    """How many blocks and, in its own, how many characters follow a position."""
    blocks = blocks_of(letter, at.text)
    if at.block >= len(blocks):
        return 0, 0
    block = blocks[at.block]
    if not isinstance(block, Paragraph) and not at.offset:
        return len(blocks) - at.block, 0
    return len(blocks) - at.block - 1, length(block) - at.offset


def _at_distance(letter: Letter, at: TextPosition, distance: tuple[int, int]) -> TextPosition:
    """The position of the same text that is followed by so much."""
    blocks = blocks_of(letter, at.text)
    index = len(blocks) - 1 - distance[0]
    if not 0 <= index < len(blocks):
        return inside(letter, at.moved(max(index, 0)))
    return at.moved(index, max(0, length(blocks[index]) - distance[1]))
