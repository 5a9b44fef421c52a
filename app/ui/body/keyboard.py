"""Which key does what in the text of the body editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Final, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.ui.body.deeds import DEEDS, LEVEL_KEYS
from app.ui.body.typist import Typist

_STANDARD: Final = {
    QKeySequence.StandardKey.Undo: "undo",
    QKeySequence.StandardKey.Redo: "redo",
    QKeySequence.StandardKey.Cut: "cut",
    QKeySequence.StandardKey.Copy: "copy",
    QKeySequence.StandardKey.Paste: "paste",
}
_KEY = QKeySequence.StandardKey
# What Qt's own control may do: move and select, nothing that changes the document.
_MOVES: Final = (
    _KEY.MoveToNextChar, _KEY.MoveToPreviousChar, _KEY.MoveToNextWord, _KEY.MoveToPreviousWord,
    _KEY.MoveToNextLine, _KEY.MoveToPreviousLine, _KEY.MoveToNextPage, _KEY.MoveToPreviousPage,
    _KEY.MoveToStartOfLine, _KEY.MoveToEndOfLine, _KEY.MoveToStartOfBlock, _KEY.MoveToEndOfBlock,
    _KEY.MoveToStartOfDocument, _KEY.MoveToEndOfDocument,
    _KEY.SelectNextChar, _KEY.SelectPreviousChar, _KEY.SelectNextWord, _KEY.SelectPreviousWord,
    _KEY.SelectNextLine, _KEY.SelectPreviousLine, _KEY.SelectNextPage, _KEY.SelectPreviousPage,
    _KEY.SelectStartOfLine, _KEY.SelectEndOfLine, _KEY.SelectStartOfBlock, _KEY.SelectEndOfBlock,
    _KEY.SelectStartOfDocument, _KEY.SelectEndOfDocument, _KEY.SelectAll,
)  # fmt: skip
_READING: Final = frozenset({"copy", *(deed.id for deed in DEEDS if deed.reads)})
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT_GR = Qt.KeyboardModifier.AltModifier | _CTRL


class Answer(Enum):
    """What became of a key: done here, one for Qt to move the cursor by, or not ours."""

    DONE = "done"
    MOVE = "move"
    FOREIGN = "foreign"


class Keyboard:
    """Finds what a key means; ``deeds`` are called by id."""

    def __init__(self, typist: Typist, deeds: Mapping[str, Callable[[], object]]) -> None:
        self._deeds = deeds
        self._typist = typist
        self._erasing: dict[int, Callable[[], None]] = {
            _combined(_NO_MODIFIER, Qt.Key.Key_Backspace): typist.erase_back,
            _combined(_SHIFT, Qt.Key.Key_Backspace): typist.erase_back,
            _combined(_CTRL, Qt.Key.Key_Backspace): self._erase_word_back,
            _combined(_NO_MODIFIER, Qt.Key.Key_Delete): typist.erase_forward,
            _combined(_CTRL, Qt.Key.Key_Delete): self._erase_word_forward,
            _combined(_NO_MODIFIER, Qt.Key.Key_Return): typist.enter,
            _combined(_SHIFT, Qt.Key.Key_Return): typist.line_break,
        }
        shortcuts = {deed.id: deed.shortcut for deed in DEEDS}
        shortcuts |= {f"level_{level.value}": shortcut for level, shortcut in LEVEL_KEYS.items()}
        self._by_key = {_combined_of(shortcut): name for name, shortcut in shortcuts.items() if shortcut}

    def wants(self, event: QKeyEvent, *, reading: bool) -> bool:
        """Whether a key is for the text before any menu may have it."""
        name = self._deed_of(event)
        if name is not None:
            return not reading or name in _READING
        return not reading and (_key_of(event) in self._erasing or bool(_typed(event)))

    def press(self, event: QKeyEvent, *, reading: bool) -> Answer:
        """Do what a key means; ``reading``: the letter is locked."""
        name = self._deed_of(event)
        if name is not None:
            if reading and name not in _READING:
                return Answer.FOREIGN
            self._deeds[name]()
            return Answer.DONE
        if any(event.matches(move) for move in _MOVES):
            return Answer.MOVE
        return Answer.FOREIGN if reading else self._edit(event)

    def _edit(self, event: QKeyEvent) -> Answer:
        erase = self._erasing.get(_key_of(event))
        text = _typed(event)
        if erase is not None:
            erase()
        elif text:
            self._typist.type(text)
        else:
            return Answer.FOREIGN
        return Answer.DONE

    def _deed_of(self, event: QKeyEvent) -> str | None:
        name = self._by_key.get(_key_of(event))
        if name is not None:
            return name
        return next((name for key, name in _STANDARD.items() if event.matches(key)), None)

    def _erase_word_back(self) -> None:
        self._typist.erase_word(forward=False)

    def _erase_word_forward(self) -> None:
        self._typist.erase_word(forward=True)


def _combined(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> int:
    return QKeyCombination(modifiers, key).toCombined()


def _combined_of(shortcut: str) -> int:
    first = cast(Sequence[QKeyCombination], QKeySequence(shortcut))[0]
    return first.toCombined()


def _key_of(event: QKeyEvent) -> int:
    """The key with its modifiers; Enter of the number pad, Shift+Tab as Qt calls it, put right."""
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key is Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    elif key is Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | _SHIFT
    elif key is Qt.Key.Key_Plus and modifiers == _CTRL | _SHIFT:
        key = Qt.Key.Key_Equal
    return _combined(modifiers, key)


def _typed(event: QKeyEvent) -> str:
    """The characters that a key types, "" for none; AltGr (Ctrl+Alt) types, Ctrl alone does not."""
    text = event.text()
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | _SHIFT)
    if modifiers not in (_NO_MODIFIER, Qt.KeyboardModifier.GroupSwitchModifier, _ALT_GR):
        return ""
    # Control characters come with keys such as Escape; format characters (Cf) are typed by engines.
    return text if text and all(ord(char) >= ord(" ") and char != "\x7f" for char in text) else ""
