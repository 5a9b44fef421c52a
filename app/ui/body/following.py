"""Follows the draft and the cursor: shows the letter, keeps the place, presses the buttons."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor

from app.editing.commands.looks import LOOKS
from app.editing.draft import Cause, LetterChanged
from app.letter.model import Block, Letter, Level, Paragraph, Table
from app.letter.positions import Text, TextPosition, blocks_of
from app.ui.body.desk import Desk, area_around
from app.ui.body.doing import Doing
from app.ui.body.head import Head
from app.ui.body.mirror import next_part
from app.ui.body.notes import NotePopup
from app.ui.body.shown import notes_in

# A key waits for nothing that can be looked up a moment later.
_LOOK_AGAIN = 150
_AROUND_CURSOR = 48


class Follower(QObject):
    """Shows what the draft says now, and tells where the cursor is.

    Signals:
        position_changed: the cursor is somewhere else (TextPosition).
        filling_changed: whether a very long text is still being put in (bool).
    """

    position_changed = Signal(object)
    filling_changed = Signal(bool)

    def __init__(self, desk: Desk, doing: Doing, notes: NotePopup, head: Head) -> None:
        super().__init__(desk.view)
        self._desk = desk
        self._doing = doing
        self._head, self._toolbar, self._find_bar = head, head.toolbar, head.find_bar
        self._notes = notes
        self._last = 0
        self._was_locked = False
        self._wanted: TextPosition | None = None
        self._filling = _timer(self, 0)
        self._filling.timeout.connect(self._on_fill)
        self._later = _timer(self, _LOOK_AGAIN)
        self._later.timeout.connect(head.find_bar.refresh)
        self._rescue = _timer(self, 0)
        self._rescue.timeout.connect(self.show_anew)
        self._reveal_later = _timer(self, 0)
        self._reveal_later.timeout.connect(self._on_reveal)
        desk.view.cursorPositionChanged.connect(self.on_cursor_moved)
        desk.view.document().contentsChanged.connect(self._on_contents_changed)
        self.leave_draft = desk.draft.letter_changed.subscribe(self._on_letter_changed)
        self.show_letter()
        # Putting the text in has taken the cursor to its end; a letter is read from its beginning.
        with desk.placing():
            desk.view.moveCursor(QTextCursor.MoveOperation.Start)

    # --- the letter

    def show_letter(self) -> None:
        """Show the text as the draft has it."""
        desk = self._desk
        letter, text = desk.letter, desk.text
        blocks, first_note = _blocks(letter, text), _first_note(letter, text)
        part = next_part(desk.mirror.blocks, blocks)
        with desk.placing():
            desk.mirror.show(part, first_note)
        self._fill_on(is_whole=part is blocks)
        if desk.draft.is_locked is not self._was_locked:
            self._was_locked = desk.draft.is_locked
            self._toolbar.lock(locked=self._was_locked)
        desk.lock()

    def _fill_on(self, *, is_whole: bool) -> None:
        """A text of hundreds of pages is put in piece by piece, so that the window stays alive."""
        desk = self._desk
        if not is_whole:
            # Lay out what is there: all of it at the end would take as long as all pieces together.
            desk.view.document().documentLayout().blockBoundingRect(desk.view.document().lastBlock())
            self._filling.start()
        if is_whole is ("filling" in desk.busy):
            desk.busy ^= {"filling"}
            self.filling_changed.emit(not is_whole)

    def _on_fill(self) -> None:
        self.show_letter()
        if "filling" not in self._desk.busy and self._wanted is not None:
            self._desk.put_cursor(self._wanted)
            self._wanted = None
            self._tell()

    @property
    def size(self) -> int:
        """How many blocks the text has, shown already or not."""
        return len(_blocks(self._desk.letter, self._desk.text))

    def show_anew(self) -> None:
        """Write the document anew: somebody else changed it (a drag to another program)."""
        here = self._desk.here()
        with self._desk.placing():
            self._desk.mirror.rewrite(self._desk.mirror.formats)
        self._desk.put_cursor(here)

    def _on_letter_changed(self, change: LetterChanged) -> None:
        desk = self._desk
        if desk.is_gone:
            return
        desk.pending = None
        if desk.view.textCursor().block().layout().preeditAreaText():
            QGuiApplication.inputMethod().reset()
        self.show_letter()
        where = change.where.position if change.where else None
        is_here = where is not None and where.text.appendix == desk.text.appendix
        if where is not None and is_here:
            self._wanted = where if "filling" in desk.busy else None
            if self._wanted is None:
                desk.put_cursor(where)
        self._notes.refresh()
        if self._find_bar.isVisible():
            self._later.start()
        if is_here:
            self._tell()
        else:
            # The clerk writes elsewhere, in the trích yếu say: the page stays where that is.
            self.show_state()
        if desk.view.hasFocus() and change.cause is Cause.EDIT:
            self._doing.citing.hint()

    def _on_contents_changed(self) -> None:
        mirror = self._desk.mirror
        if not mirror.is_writing and not mirror.is_intact:
            self._rescue.start()

    # --- the cursor

    def on_cursor_moved(self) -> None:
        """The clerk or the program moved the cursor."""
        desk = self._desk
        if desk.mirror.is_writing:
            return
        if not desk.is_placing:
            desk.draft.end_group()
            desk.pending = None
            self._notes.dismiss()
            self._leave_gap()
        self._last = desk.view.textCursor().position()
        self._tell()

    def reveal_soon(self) -> None:
        """The same once the form has given the text its new height."""
        self._reveal_later.start()

    def _on_reveal(self) -> None:
        if self._desk.view.hasFocus():
            self.reveal()

    def reveal(self) -> None:
        """Let the form around scroll to the cursor."""
        view = self._desk.view
        area = area_around(view)
        inner = None if area is None else area.widget()
        if area is not None and inner is not None:
            place = view.viewport().mapTo(inner, view.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, _AROUND_CURSOR)
            bar = area.verticalScrollBar()
            # The toolbar stands over the top of what is seen.
            hidden = self._head.covers() + view.cursorRect().height() - (place.y() - bar.value())
            if hidden > 0:
                bar.setValue(bar.value() - hidden)

    def show_state(self) -> None:
        """Press the buttons of what the cursor stands in."""
        desk = self._desk
        block = desk.block()
        level: Level | None = block.level if isinstance(block, Paragraph) else None
        looks: dict[str, bool] = {look: self._doing.structure.has_look(look) for look in LOOKS}
        title = isinstance(block, Paragraph) and block.title and level is Level.ITEM
        self._toolbar.show_state(looks, level, title=title)

    def _tell(self) -> None:
        self.show_state()
        if self._desk.view.hasFocus():
            self.reveal()
        self.position_changed.emit(self._desk.here())

    def _leave_gap(self) -> None:
        """Go on from the thin line between a table and a paragraph, where nothing is typed."""
        desk = self._desk
        cursor = desk.view.textCursor()
        if cursor.hasSelection():
            return
        here = desk.here()
        if not isinstance(desk.block(here), Table) or here.text.cell is not None:
            return
        beside = here.block + 1 if here.offset else here.block - 1
        blocks = desk.mirror.blocks
        if not 0 <= beside < len(blocks) or not isinstance(blocks[beside], Paragraph):
            return
        back = cursor.position() < self._last
        operation = QTextCursor.MoveOperation.Left if back else QTextCursor.MoveOperation.Right
        cursor.movePosition(operation)
        with desk.placing():
            desk.view.setTextCursor(cursor)


def _timer(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer


def _blocks(letter: Letter, text: Text) -> tuple[Block, ...]:
    """The blocks of a text; none when its appendix has been taken away."""
    if text.appendix is not None and text.appendix >= len(letter.appendices):
        return ()
    return blocks_of(letter, text)


def _first_note(letter: Letter, text: Text) -> int:
    """Footnotes are numbered through the whole letter: those of the body and earlier appendices first."""
    if text.appendix is None:
        return 1
    before = (letter.body, *(appendix.blocks for appendix in letter.appendices[: text.appendix]))
    return 1 + sum(notes_in(block) for blocks in before for block in blocks)
