"""Undo belongs to the letter: the keys and menus of the text widgets lead to the draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from app.editing.draft import Draft

_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo


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


def without_undo(menu: QMenu) -> QMenu:
    """The menu of a text widget without undo and redo, which know only the widget's own history."""
    for action in menu.actions()[:]:
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    return menu
