"""The start page: a new letter, one like a sample, the recent ones, what a crash left behind."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.ui.icons import SIDE, icon
from app.ui.theme import tones_of

_WIDTH = 1000


class Begin(Enum):
    """What can be begun from here."""

    NEW = "new"
    OPEN = "open"
    TEMPLATE = "template"
    SAMPLE = "sample"
    RECENT = "recent"
    RECOVER = "recover"


class Entry(NamedTuple):
    """A line to choose: its words, a quieter second line, and what it stands for."""

    title: str
    detail: str
    what: object


class EntryButton(QPushButton):
    """A line of the start page; the title is cut at its end when there is no room."""

    def __init__(self, entry: Entry, mark: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self.entry = entry
        self.setAutoDefault(True)  # Enter presses it, outside dialogs too
        self.setAccessibleName(f"{entry.title}, {entry.detail}" if entry.detail else entry.title)
        self.setToolTip(entry.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(12)
        self._mark, self._picture = mark, QLabel(self)
        self._picture.setFixedSize(SIDE, SIDE)
        row.addWidget(self._picture)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for words, name in ((entry.title, "title"), (entry.detail, "quiet")):
            if words:
                line = CutLabel(words, self)
                line.setObjectName(name)
                lines.addWidget(line)
        row.addLayout(lines, 1)
        self.setMinimumHeight(row.sizeHint().height())

    def dress(self) -> None:
        """Draw the picture, in the colours of now."""
        # The button's own ground is none, once the style sheet has dressed it.
        accent = tones_of(QApplication.palette()).accent
        self._picture.setPixmap(icon(self._mark, accent).pixmap(SIDE))


class CutLabel(QLabel):
    """One line of text that ends in "…" when there is no room for it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self.fontMetrics().height())
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, words: str) -> None:
        """Other words."""
        self._words = words
        self.setAccessibleName(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))


class StartPage(QScrollArea):
    """What is seen while no letter is open.

    Signals:
        chosen: a line was chosen: a Begin, and what its entry stands for.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(text("ui.start.page"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("start_page")
        outer = QHBoxLayout(page)
        outer.setContentsMargins(32, 40, 32, 32)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        outer.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = QLabel(text("ui.program"))
        title.setObjectName("start_title")
        column.addWidget(title)
        column.addWidget(_quiet(text("ui.start.about")))
        column.addSpacing(24)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(48)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._left, self._right = self._side(), self._side()
        self._groups: dict[Begin, QVBoxLayout] = {}
        self._buttons: dict[Begin, list[EntryButton]] = {}
        self._build()
        self.setWidget(page)

    def show_entries(self, begin: Begin, entries: Sequence[Entry]) -> None:
        """Fill a group; an empty one says what will stand there, or is not shown."""
        group = self._groups[begin]
        while (item := group.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons[begin] = []
        if begin is Begin.RECOVER and not entries:
            return
        group.addWidget(_head(text(f"ui.start.{begin.value}")))
        for entry in entries:
            self._add(begin, entry)
            self._buttons[begin][-1].dress()
        if not entries:
            group.addWidget(_quiet(text(f"ui.start.no_{begin.value}")))
        group.addSpacing(24)

    def dress(self) -> None:
        """Draw the pictures, in the colours of now."""
        for button in self.findChildren(EntryButton):
            button.dress()

    def take_focus(self) -> None:
        """Put the cursor where most letters begin."""
        self._buttons[Begin.NEW][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self, begin: Begin) -> list[EntryButton]:
        """The lines of a group."""
        return self._buttons[begin]

    def _build(self) -> None:
        places = (
            (Begin.RECOVER, self._left),
            (Begin.NEW, self._left),
            (Begin.RECENT, self._left),
            (Begin.TEMPLATE, self._right),
            (Begin.SAMPLE, self._right),
        )
        for begin, side in places:
            group = QVBoxLayout()
            group.setSpacing(4)
            self._groups[begin] = group
            self._buttons[begin] = []
            side.insertLayout(side.count() - 1, group)
        group = self._groups[Begin.NEW]
        group.addWidget(_head(text("ui.start.begin")))
        for begin in (Begin.NEW, Begin.OPEN):
            name = begin.value
            entry = Entry(text(f"ui.start.{name}"), text(f"ui.start.{name}_detail"), None)
            self._add(begin, entry, Begin.NEW)
        group.addSpacing(24)

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.addStretch(1)
        self._columns.addLayout(side, 1)
        return side

    def _add(self, begin: Begin, entry: Entry, among: Begin | None = None) -> None:
        marks = {
            Begin.NEW: "file-plus",
            Begin.OPEN: "folder-open",
            Begin.TEMPLATE: "layout-template",
            Begin.SAMPLE: "files",
            Begin.RECENT: "file-text",
            Begin.RECOVER: "life-buoy",
        }
        button = EntryButton(entry, marks[begin], self)
        button.setProperty("begin", begin.value)
        button.clicked.connect(self._on_clicked)
        self._groups[among or begin].addWidget(button)
        self._buttons.setdefault(begin, []).append(button)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, EntryButton):
            self.chosen.emit(Begin(button.property("begin")), button.entry.what)


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("start_head")
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label
