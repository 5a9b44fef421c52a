"""A list of names and the address book: offered while one types, or chosen with check marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor

from app.library.contact import Contact
from app.library.suggestions import Suggestion
from app.ui.contacts.chooser import ContactChooser
from app.ui.form.book_popup import BookPopup, forget, offered_for
from app.ui.form.context import KnownNames
from app.ui.form.name_lines import says_something

if TYPE_CHECKING:
    from app.ui.form.names_edit import NamesEdit


class FromBook(QObject):
    """Helps one list; ``popup`` is what is offered below its line."""

    def __init__(self, edit: NamesEdit, known_names: KnownNames) -> None:
        super().__init__(edit)
        self._edit, self._known_names = edit, known_names
        self.popup = BookPopup(edit)
        self.popup.suggestion_taken.connect(self._on_taken)
        self.popup.forgotten.connect(self._on_forgotten)
        # It lies in the window by then, not in the field.
        edit.destroyed.connect(self.popup.deleteLater)

    def offer(self) -> None:
        """Offer what answers to the line of the cursor."""
        cursor = self._edit.textCursor()
        typed = cursor.block().text() if cursor.atBlockEnd() and not self._edit.isReadOnly() else ""
        offered = offered_for(typed, self._known_names)
        self.popup.suggest(offered, typed, self._edit.viewport(), self._edit.cursorRect())

    def choose(self) -> None:
        """Open the address book and put in what is chosen there."""
        book = self._known_names()
        if book is not None and not self._edit.isReadOnly():
            self.popup.hide()
            chooser = ContactChooser(book, self._edit.window())
            chooser.chosen.connect(self._on_chosen)
            chooser.open()

    def _on_taken(self, suggestion: Suggestion) -> None:
        self._edit.take_contacts(suggestion.contacts)
        self.popup.hide()

    def _on_forgotten(self, suggestion: Suggestion) -> None:
        forget(suggestion, self._known_names)

    def _on_chosen(self, contacts: tuple[Contact, ...]) -> None:
        cursor = self._edit.textCursor()
        if says_something(cursor.block().text()):
            # Behind what stands in the line, which was not typed to be completed.
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            self._edit.setTextCursor(cursor)
        self._edit.take_contacts(contacts)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
