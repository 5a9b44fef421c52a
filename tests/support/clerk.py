"""A clerk at the window: presses keys and clicks on what is seen there, found by its accessible name."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

FILE_DIALOG_STROKES = 2
_PATIENCE_SECONDS = 5.0
_STEP_MS = 5


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    # On Linux Qt takes what a list shows for its name, so the given name comes first.
    return widget.accessibleName() or QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def wait_until(condition: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> bool:
    """Let the window go on until something is so; whether it came to that in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        QTest.qWait(_STEP_MS)
    return True


class Clerk:
    """Types, presses keys and clicks; counts what was pressed, and keeps what was typed.

    ``pressed`` are the keys and clicks that write nothing; ``typed`` the texts that were typed.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.pressed: list[str] = []
        self.typed: list[str] = []

    # --- looking

    @property
    def focus(self) -> QWidget:
        """The widget with the keyboard."""
        if QApplication.focusWidget() is None:
            # The offscreen platform does not always give the keyboard back when a dialog closes.
            self.window.activateWindow()
            wait_until(lambda: QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard is nowhere"
        return focus

    def find(self, name: str, *, inside: str = "", number: int = 0) -> QWidget:
        """A widget that is shown under this name: the first of them, or another by its number.

        ``inside`` is the id of a section of the form. LookupError when nothing of that name is seen.
        """
        room = self._section(inside) if inside else self.window
        found = [
            one
            for one in room.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and name_of(one) == name and _can_be_used(one)
        ]
        if len(found) <= number:
            raise LookupError(name, inside, number)
        found.sort(key=lambda one: (one.mapTo(room, QPoint(0, 0)).y(), one.mapTo(room, QPoint(0, 0)).x()))
        return found[number]

    # --- acting

    def press(self, *keys: str) -> None:
        """Press keys by their names, "Ctrl+N", wherever the keyboard is."""
        for name in keys:
            self.pressed.append(name)
            combination = cast(Sequence[QKeyCombination], QKeySequence(name))[0]
            widget = QApplication.activePopupWidget() or self.focus
            QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, words: str) -> None:
        """Type a text letter by letter; a line feed is the Enter key."""
        self.typed.append(words)
        for letter in words:
            if letter == "\n":
                self.press("Return")
            else:
                # QTest.keyClicks knows the letters of an English keyboard only.
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, self.focus, Qt.Key(0), letter, Qt.KeyboardModifier.NoModifier
                )

    def paste(self, words: str) -> None:
        """Put a text onto the clipboard and press Ctrl+V."""
        QApplication.clipboard().setText(words)
        self.press("Ctrl+V")

    def click(self, name: str, *, inside: str = "", number: int = 0) -> QWidget:
        """Click on what has this name."""
        widget = self.find(name, inside=inside, number=number)
        self.pressed.append(f"click {name}")
        _bring_into_view(widget)
        target = getattr(widget, "viewport", lambda: widget)()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.settle()
        return widget

    def fill(self, name: str, words: str, *, inside: str = "", number: int = 0) -> None:
        """Click into a field and type over what it says; Shift+Enter where the text breaks."""
        self.click(name, inside=inside, number=number)
        self.press("Ctrl+A")
        if not words:
            self.press("Delete")
        for place, line in enumerate(words.split("\n")):
            if place:
                self.press("Shift+Return")
            self.type(line)

    def choose(self, name: str, value: str, *, inside: str = "", number: int = 0) -> None:
        """Take one of the values of a list, by keys."""
        box = self.find(name, inside=inside, number=number)
        assert isinstance(box, QComboBox), name
        _bring_into_view(box)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.press("Home")
        for _ in range(box.count()):
            if box.currentText() == value:
                return
            self.press("Down")
        raise LookupError(name, value, [box.itemText(index) for index in range(box.count())])

    def settle(self) -> None:
        """Let the window do what it has to, as between two keys."""
        QApplication.processEvents()

    # --- counting

    def strokes(self, document: str, dialogs: int = 0) -> int:
        """Keys and clicks of the way so far: all that stand for no character of the document.

        ``document`` is all that the document says; what was typed and does not stand in it counts letter
        by letter. Capitals and line breaks of the page are the program's business.
        """
        lines = [line for words in self.typed for line in words.split("\n")]
        lost = sum(_lost(line, _bare(document)) for line in lines)
        return len(self.pressed) + lost + FILE_DIALOG_STROKES * dialogs

    def _section(self, section_id: str) -> QWidget:
        found = [
            one for one in self.window.findChildren(QWidget) if getattr(one, "section_id", "") == section_id
        ]
        assert found, section_id
        return found[0]


def _bare(words: str) -> str:
    return "".join(words.casefold().split())


def _lost(line: str, document: str) -> int:
    """How many characters of a typed line the document does not have.

    A date is typed "30/11/2026" and printed "30 tháng 11 năm 2026": its strokes between are lost.
    """
    if _bare(line) in document:
        return 0
    return sum(_lost_of_word(word, document) for word in _bare_words(line))


def _bare_words(line: str) -> list[str]:
    return line.casefold().split()


def _lost_of_word(word: str, document: str) -> int:
    if word in document:
        return 0
    parts = word.split("/")
    return len(parts) - 1 + sum(len(part) for part in parts if part not in document)


def _can_be_used(widget: QWidget) -> bool:
    """Not a label: what can be typed into, pressed or chosen."""
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def _bring_into_view(widget: QWidget) -> None:
    """Scroll there with the wheel, as a clerk would before clicking."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    QApplication.processEvents()
