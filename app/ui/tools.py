"""What the Công cụ and Trợ giúp menus do, and undo."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.editing.commands.issue import fill_number_and_date, set_status
from app.editing.commands.reply import reply_to
from app.letter.model import Letter, RelatedDocument, Status
from app.ui.dialogs.about import AboutDialog
from app.ui.dialogs.issue import IssueDialog
from app.ui.dialogs.keys import KeysDialog
from app.ui.dialogs.reply import ReplyDialog
from app.ui.renewing import Renewal
from app.ui.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from app.ui.office import Office


class Tools:
    """Deeds on the whole letter, and the dialogs that ask for what they need."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._renewal = Renewal(office)

    def undo(self) -> None:
        """Take back the last step."""
        if self._office.draft is not None:
            self._office.draft.undo()

    def redo(self) -> None:
        """Do it again."""
        if self._office.draft is not None:
            self._office.draft.redo()

    # --- letters from letters

    def renew(self) -> None:
        """A new letter from this one; its old facts are listed to be looked at."""
        if self._office.draft is not None:
            self._renewal.of_letter(self._office.draft.letter)

    def reply(self) -> None:
        """Answer a document: opening, Kính gửi and trích yếu are filled in."""
        draft = self._office.draft
        if draft is not None:
            dialog = ReplyDialog(draft.letter.related, self._office.window)
            dialog.document_chosen.connect(self._on_reply)
            dialog.open()

    # --- the way of a letter

    def issue(self) -> None:
        """Number and date after signing; the letter is locked."""
        draft = self._office.draft
        if draft is not None:
            dialog = IssueDialog(draft.letter, self._office.session.rulebook, self._office.window)
            dialog.filled.connect(self._on_issued)
            dialog.open()

    def drafting(self) -> None:
        """The letter is being drafted (unlocks an issued one)."""
        self._set_status(Status.DRAFT)

    def consulting(self) -> None:
        """Opinions are being asked for."""
        self._set_status(Status.CONSULTING)

    def submitted(self) -> None:
        """The letter lies before its signer."""
        self._set_status(Status.SUBMITTED)

    # --- the program

    def settings(self) -> None:
        """The options."""
        SettingsDialog(self._office.session.settings, self._office.window).open()

    def keys(self) -> None:
        """Every shortcut in one list."""
        KeysDialog(self._office.window.actions_, self._office.window).open()

    def about(self) -> None:
        """Version and licences."""
        AboutDialog(self._office.window).open()

    def log(self) -> None:
        """Show the folder of the log."""
        folder = self._office.session.log
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.parent)))

    # --- inside

    def _on_reply(self, related: RelatedDocument) -> None:
        draft, rulebook = self._office.draft, self._office.session.rulebook

        def command(letter: Letter) -> Letter:
            return reply_to(letter, related, rulebook)

        if draft is not None:
            draft.apply(command)

    def _on_issued(self, number: str, date: datetime.date) -> None:
        def command(letter: Letter) -> Letter:
            return fill_number_and_date(letter, number, date)

        if self._office.draft is not None:
            self._office.draft.apply(command)

    def _set_status(self, status: Status) -> None:
        def command(letter: Letter) -> Letter:
            return set_status(letter, status)

        if self._office.draft is not None:
            self._office.draft.apply(command)
