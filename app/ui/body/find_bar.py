"""Find and replace: a bar over the text, not a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.base.texts import text
from app.editing.commands.search import NoteRange, Place, Search, find_all, replace_all, replace_words
from app.letter.positions import Text, TextPosition, plain_text
from app.ui.body.desk import After, Desk
from app.ui.one_line import keep_to_one_line

# More places than a screen can show are not all marked.
_MOST_MARKED = 500
_NO_NOTE = -1


class FindBar(QFrame):
    """Looks for words in the text of the editor.

    Signals:
        closed: Escape or the close button; the text takes the keys again.
        place_selected: a place was selected; the words of a footnote are shown under its mark
            (Place).
    """

    closed = Signal()
    place_selected = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places: list[Place] = []
        self._chosen: Place | None = None
        self.setObjectName("body_find_bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.replacement = QLineEdit()
        keep_to_one_line(self.words, self.replacement)
        self.folded = QCheckBox(text("body.find_folded"))
        self.folded.setToolTip(text("body.find_folded_help"))
        self.whole_words = QCheckBox(text("body.find_whole"))
        self.count = QLabel()
        self.previous_button = _button("body.find_previous", Qt.ArrowType.UpArrow)
        self.next_button = _button("body.find_next", Qt.ArrowType.DownArrow)
        self.close_button = QToolButton()
        self.close_button.setText(text("body.close"))
        self.close_button.setAutoRaise(True)
        self.replace_button = QPushButton(text("body.replace_one"))
        self.replace_all_button = QPushButton(text("body.replace_all"))
        self._lay_out()
        self.words.textChanged.connect(self.refresh)
        self.folded.toggled.connect(self.refresh)
        self.whole_words.toggled.connect(self.refresh)
        self.previous_button.clicked.connect(self.find_previous)
        self.next_button.clicked.connect(self.find_next)
        self.close_button.clicked.connect(self.close_bar)
        self.replace_button.clicked.connect(self.replace_one)
        self.replace_all_button.clicked.connect(self.replace_all)
        self.hide()

    # --- opening and closing

    def open(self, *, replacing: bool) -> None:
        """Show the bar with the selected words in it, with or without the line to replace."""
        over = self._desk.ranges()[0]
        if over.start.text == over.end.text and over.start.block == over.end.block:
            block = self._desk.block(over.start)
            first, last = sorted((over.start.offset, over.end.offset))
            chosen = plain_text(block)[first:last] if block is not None else ""
            if chosen.strip() and "\ufffc" not in chosen:
                self.words.setText(chosen)
        for part in self._replacing:
            part.setVisible(replacing and not self._desk.draft.is_locked)
        self.show()
        self.refresh()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self._places = []
        self._desk.view.setExtraSelections([])
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F3 go on, Escape closes, undo is the letter's."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            if self.replacement.hasFocus() and event.key() != Qt.Key.Key_F3:
                self.replace_one()
            elif back:
                self.find_previous()
            else:
                self.find_next()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._desk.draft.undo()
        else:
            event.ignore()
            return
        event.accept()

    # --- finding

    def refresh(self) -> None:
        """Look again: the words, the options or the letter are others."""
        if not self.isVisible():
            return
        self._places = find_all(self._desk.letter, self._desk.text, self._search())
        self._mark()
        self._show_count()

    def find_next(self) -> None:
        """Select the next place, from the top again behind the last."""
        self._go(forward=True)

    def find_previous(self) -> None:
        """Select the place before, from the bottom again before the first."""
        self._go(forward=False)

    def replace_one(self) -> None:
        """Put the new words in the selected place and go to the next; select one first if none is."""
        current = self._current()
        if current is None:
            self.find_next()
            return
        words = self.replacement.text()
        new = replace_words(self._desk.letter, current, words)
        self._desk.change(new, After(_behind(current, words)))
        self.refresh()
        inside = current.start + len(words) if isinstance(current, NoteRange) else _NO_NOTE
        edge = self._desk.view.textCursor().position(), inside
        if self._places:
            self._select(next((one for one in self._places if self._key(one) >= edge), self._places[0]))

    def replace_all(self) -> None:
        """Put the new words in every place, undone in one step."""
        self.refresh()
        count = len(self._places)
        if count:
            self._desk.change(replace_all(self._desk.letter, self._places, self.replacement.text()))
            self.refresh()
        left = sum(len(find_all(self._desk.letter, other, self._search())) for other in self._other_texts())
        if not left:
            self._desk.tell(text("body.replaced", count=count))
        else:
            place = "elsewhere" if self._desk.text.appendix is not None else "appendices"
            self._desk.tell(text(f"body.replaced_left_{place}", count=count, left=left))

    def _other_texts(self) -> list[Text]:
        """The texts of the letter that other editors show."""
        letter, own = self._desk.letter, self._desk.text.appendix
        return [Text(index) for index in (None, *range(len(letter.appendices))) if index != own]

    def _search(self) -> Search:
        return Search(self.words.text(), self.folded.isChecked(), self.whole_words.isChecked())

    def _span(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends in the document; one in a footnote is at its mark."""
        if isinstance(place, NoteRange):
            mark = self._desk.mirror.place_of(place.mark)
            return mark, mark + 1
        return self._desk.mirror.place_of(place.start), self._desk.mirror.place_of(place.end)

    def _key(self, place: Place) -> tuple[int, int]:
        """What places are ordered by: the document, then the words of a footnote."""
        return self._span(place)[0], place.start if isinstance(place, NoteRange) else _NO_NOTE

    def _current(self) -> Place | None:
        if not self._desk.has_selection:
            return None
        cursor = self._desk.view.textCursor()
        selected = cursor.selectionStart(), cursor.selectionEnd()
        found = [place for place in self._places if self._span(place) == selected]
        # A footnote may hold the words more than once.
        return self._chosen if self._chosen in found else next(iter(found), None)

    def _go(self, *, forward: bool) -> None:
        if not self.isVisible():
            self.open(replacing=False)
            return
        if not self._places:
            return
        self._select(self._beside(forward=forward))

    def _select(self, place: Place) -> None:
        self._chosen = place
        self._desk.draft.end_group()
        if isinstance(place, NoteRange):
            mark = place.mark
            self._desk.put_cursor(mark.moved(mark.block, mark.offset + 1), mark)
        else:
            self._desk.put_cursor(place.end, place.start)
        self._desk.view.ensureCursorVisible()
        self._show_count()
        self.place_selected.emit(place)

    def _beside(self, *, forward: bool) -> Place:
        """The place behind or before the selected one, or the cursor; around at the end."""
        current = self._current()
        if current is not None:
            step = 1 if forward else -1
            return self._places[(self._places.index(current) + step) % len(self._places)]
        cursor = self._desk.view.textCursor()
        if forward:
            edge = cursor.selectionEnd()
            return next((one for one in self._places if self._span(one)[0] >= edge), self._places[0])
        edge = cursor.selectionStart()
        before = (one for one in reversed(self._places) if self._span(one)[1] <= edge)
        return next(before, self._places[-1])

    # --- looks

    def _mark(self) -> None:
        view = self._desk.view
        colour = view.palette().color(QPalette.ColorRole.Highlight)
        colour.setAlpha(60)
        marked = []
        for place in self._places[:_MOST_MARKED]:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(view.document())
            start, end = self._span(place)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setBackground(colour)
            marked.append(selection)
        view.setExtraSelections(marked)

    def _show_count(self) -> None:
        if not self.words.text():
            self.count.setText("")
        elif not self._places:
            self.count.setText(text("body.find_none"))
        else:
            current = self._current()
            place = self._places.index(current) + 1 if current is not None else 0
            key = "body.find_place" if place else "body.find_count"
            fields = {"count": len(self._places)} | ({"place": place} if place else {})
            self.count.setText(text(key, **fields))

    def _lay_out(self) -> None:
        words_label, new_label = QLabel(text("body.find_label")), QLabel(text("body.replace_label"))
        words_label.setBuddy(self.words)
        new_label.setBuddy(self.replacement)
        self.words.setAccessibleName(text("body.find_label").replace("&", ""))
        self.replacement.setAccessibleName(text("body.replace_label").replace("&", ""))
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(8)
        layout.addWidget(words_label, 0, 0)
        layout.addWidget(self.words, 0, 1)
        for column, part in enumerate((self.previous_button, self.next_button), 2):
            layout.addWidget(part, 0, column)
        layout.addWidget(self.count, 0, 4)
        layout.addWidget(self.close_button, 0, 5, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(new_label, 1, 0)
        layout.addWidget(self.replacement, 1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.replace_button, self.replace_all_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons, 1, 2, 1, 4)
        options = QHBoxLayout()
        options.setSpacing(16)
        for option in (self.folded, self.whole_words):
            options.addWidget(option)
        options.addStretch(1)
        layout.addLayout(options, 2, 1, 1, 5)
        layout.setColumnStretch(1, 1)
        self._replacing = (new_label, self.replacement, self.replace_button, self.replace_all_button)


def _behind(place: Place, words: str) -> TextPosition:
    """Where the cursor stands once words are in a place: the next one is looked for from there."""
    if isinstance(place, NoteRange):
        return place.mark
    return place.start.moved(place.start.block, place.start.offset + len(words))


def _button(key: str, arrow: Qt.ArrowType) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setAutoRaise(True)
    button.setToolTip(text(key))
    button.setAccessibleName(text(key))
    return button
