"""Undo belongs to the letter: the keys and menus of the text widgets lead to the draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from app.editing.draft import Draft

_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo
_PARTING = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_BY_LETTERS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_MOVES = (
    *_BY_LETTERS,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


def is_undo_override(event: QEvent) -> bool:
    """Whether a text widget is about to keep Ctrl+Z or Ctrl+Y from the window's own commands."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(_UNDO) or event.matches(_REDO)


def undone_by(event: QKeyEvent, draft: Draft) -> bool:
    """Undo or redo in the letter when this key asks for it; whether it did."""
    if event.matches(_UNDO):
        draft.undo()
        return True
    if event.matches(_REDO):
        draft.redo()
        return True
    return False


@contextmanager
def step_of(event: QKeyEvent, draft: Draft) -> Iterator[None]:
    """While a key is worked on: one that takes the cursor elsewhere, chooses, cuts or pastes parts steps.

    Not Left and Right with Shift: some Vietnamese input methods choose letters so to write them anew.
    """
    by_letters = event.key() in _BY_LETTERS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    moves = event.key() in _MOVES and not by_letters
    parts = moves or any(map(event.matches, _PARTING))
    if parts:
        draft.end_group()
    yield
    if parts:
        draft.end_group()


def without_undo(menu: QMenu) -> QMenu:
    """The menu of a text widget without undo and redo, which know only the widget's own history."""
    for action in menu.actions()[:]:
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    return menu
