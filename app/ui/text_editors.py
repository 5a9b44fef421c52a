"""The editors of the texts of one letter: the body's and those of its phụ lục."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.editing.draft import Draft
from app.rules.model import Rulebook
from app.ui.body.editor import BodyEditor


class TextEditors(QObject):
    """Makes them, and tells of all what the window wants to know.

    Signals:
        position_changed: the cursor of one moved (TextPosition).
        message: a sentence for the status bar (str).
        leave_requested: F6: the keys go to the next part of the window.
    """

    position_changed = Signal(object)
    message = Signal(str)
    leave_requested = Signal()

    def __init__(self, draft: Draft, rulebook: Rulebook, parent: QObject) -> None:
        super().__init__(parent)
        self._draft, self._rulebook = draft, rulebook
        self._of_appendices: list[BodyEditor] = []
        self.body = self._made("body")

    def make_for_appendix(self, index: int) -> QWidget:
        """An editor for the text of a phụ lục."""
        editor = self._made(index)
        self._of_appendices = [one for one in self._of_appendices if isValid(one)]
        self._of_appendices.append(editor)
        return editor

    def of(self, appendix: int | None) -> BodyEditor | None:
        """The editor of a phụ lục that there is (None: of the body)."""
        if appendix is None:
            return self.body
        living = (one for one in self._of_appendices if isValid(one))
        return next((one for one in living if one.desk.text.appendix == appendix), None)

    def around(self, widget: QWidget | None) -> BodyEditor:
        """The editor that a widget is a part of; the body's when it is in none."""
        while widget is not None and not isinstance(widget, BodyEditor):
            widget = widget.parentWidget()
        # A phụ lục that was taken away leaves its editor behind for a moment.
        return self.body if widget is None or widget.desk.is_gone else widget

    def _made(self, target: str | int) -> BodyEditor:
        editor = BodyEditor(self._draft, self._rulebook, target)
        editor.position_changed.connect(self.position_changed)
        editor.status_message.connect(self.message)
        editor.leave_requested.connect(self.leave_requested)
        return editor
