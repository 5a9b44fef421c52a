"""A text field that is as high as its text, up to a limit, and leaves undo to the letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.ui.dragged import holds_files
from app.ui.form.undo_keys import is_undo_override, without_undo

# The height of every control, on the grid of 8 pixels.
CONTROL_HEIGHT = 32
_LEAST_MARGIN = 4


def changed_part(old: str, new: str) -> tuple[int, int, str]:
    """Where two texts differ: start and end in the old one, and what stands there in the new one."""
    start = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        start += 1
    tail = 0
    most = min(len(old), len(new)) - start
    while tail < most and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, new[start : len(new) - tail]


class GrowingText(QPlainTextEdit):
    """Shows between ``least_lines`` and ``most_lines`` lines, then scrolls inside.

    Signals:
        pressed: the mouse takes the cursor elsewhere.
    """

    pressed = Signal()

    def __init__(self, least_lines: int, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least_lines, most_lines
        self.updating = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One line stands in the middle of a control's height, as in the fields of one line.
        free = CONTROL_HEIGHT - self.fontMetrics().lineSpacing() - 2 * self.frameWidth()
        self._margin = max(_LEAST_MARGIN, free // 2)
        self.document().setDocumentMargin(self._margin)

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only, or be edited again."""
        self.setReadOnly(locked)

    def raw_text(self) -> str:
        """The text: U+2029 between paragraphs, U+2028 between the lines of one."""
        return self.document().toRawText()

    def before_cursor(self) -> str:
        """What stands before the cursor in its paragraph; a line feed at the beginning of one."""
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()] or "\n"

    def show_text(self, new: str) -> None:
        """Show another text (written as ``raw_text``); the cursor stays where nothing changed."""
        old = self.raw_text()
        if old == new:
            return
        start, end, inserted = changed_part(old, new)
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:start]))
        cursor.setPosition(_units(old[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.updating = True
        cursor.insertText(inserted)
        self.updating = False
        self.fit()

    def fit(self) -> None:
        """Take the height of the text."""
        # QPlainTextEdit measures its document in lines.
        needed = round(self.document().size().height())
        lines = max(self._least, min(self._most, needed))
        policy = Qt.ScrollBarPolicy
        overflows = needed > self._most
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if overflows else policy.ScrollBarAlwaysOff)
        around = 2 * (self._margin + self.frameWidth())
        height = max(CONTROL_HEIGHT, lines * self.fontMetrics().lineSpacing() + around)
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window."""
        if is_undo_override(event):
            event.ignore()
            return False
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Words; files are for the window to open."""
        return not holds_files(source) and super().canInsertFromMimeData(source)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is typed at another place is a step of its own."""
        self.pressed.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines in another width."""
        super().resizeEvent(event)
        self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu without an undo of its own."""
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def _units(text: str) -> int:
    """How many places a text has in Qt, which counts a character outside the first plane twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
