"""Puts the cursor to an open prompt and selects it, so that typing answers it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.letter.positions import BODY
from app.letter.prompts import OpenPrompt
from app.ui.workspace import Workspace


def show_prompt(workspace: Workspace, prompt: OpenPrompt) -> None:
    """Go there; in the text and in fields its words are selected."""
    workspace.show_where(prompt.where)
    workspace.show_where_quietly(prompt.where)
    position = prompt.where.position
    if position is not None:
        if position.text.around == BODY and not prompt.in_footnote:
            end = position.moved(position.block, position.offset + prompt.end - prompt.start)
            workspace.body.desk.put_cursor(end, position)
        return
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        field.setSelection(prompt.start, prompt.end - prompt.start)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(prompt.start)
        cursor.setPosition(prompt.end, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
