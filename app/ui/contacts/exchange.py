"""Files of the address book: chosen, read beside the window, offered in the dialog, written."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.importer.spreadsheets import Sheet, read_spreadsheet, rows_of_html, rows_of_text
from app.library.contact import Change
from app.library.contacts_export import as_csv, as_excel
from app.ui import messages, tasks
from app.ui.contacts.importing import ImportDialog
from app.ui.folders import folder_for
from app.ui.session import Session

if TYPE_CHECKING:
    from app.ui.contacts.page import ContactsPage

_CSV = ".csv"
_EXCEL = ".xlsx"


class Exchange(QObject):
    """What the page does with files and with what was copied."""

    def __init__(self, session: Session, page: ContactsPage) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._is_reading = False

    def ask_file(self) -> None:
        """Ask for a file and offer its rows."""
        folder = folder_for(None, self._session.settings)
        name, _ = QFileDialog.getOpenFileName(
            self._page.window(), text("contacts.import_title"), str(folder), text("contacts.import_filter")
        )
        if name and not self._is_reading:
            self._is_reading = True
            self._page.message.emit(text("contacts.reading", name=Path(name).name))
            tasks.run(functools.partial(read_spreadsheet, Path(name)), self._on_read, self._on_error)

    def paste(self) -> None:
        """Offer the cells that were copied in Excel."""
        try:
            self.offer((_copied(),))
        except AppError as error:
            self._on_error(error)

    def offer(self, sheets: tuple[Sheet, ...]) -> ImportDialog:
        """Show what these rows would bring."""
        dialog = ImportDialog(self._page.book, sheets, self._page.window())
        dialog.imported.connect(self._on_imported)
        dialog.open()
        return dialog

    def export(self) -> None:
        """Ask for a file and write the book into it."""
        folder = folder_for(None, self._session.settings)
        suggested = folder / f"{text('contacts.sheet')}{_EXCEL}"
        name, _ = QFileDialog.getSaveFileName(
            self._page.window(), text("contacts.export_title"), str(suggested), text("contacts.export_filter")
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (_CSV, _EXCEL):
            path = path.with_name(path.name + _EXCEL)
        data = as_csv(self._page.book) if path.suffix.lower() == _CSV else as_excel(self._page.book)
        write = functools.partial(write_atomic, path, data, overwrite=True)
        tasks.run(write, functools.partial(self._on_written, path), self._on_error)

    # --- inside

    def _on_read(self, sheets: tuple[Sheet, ...]) -> None:
        self._is_reading = False
        self._page.message.emit("")
        self.offer(sheets)

    def _on_imported(self, change: Change, told: str) -> None:
        self._page.done(change, told)
        self._page.entered()

    def _on_written(self, path: Path, _: object) -> None:
        self._page.message.emit(text("contacts.exported", path=path))

    def _on_error(self, error: AppError) -> None:
        self._is_reading = False
        self._page.message.emit("")
        messages.tell(self._page.window(), str(error))


def _copied() -> Sheet:
    """The table on the clipboard; AppError when there is none."""
    name = text("importer.sheet_pasted")
    words = QGuiApplication.clipboard().text()
    # An empty clipboard has no content to ask for its HTML.
    if words and QGuiApplication.clipboard().mimeData().hasHtml():
        sheet = rows_of_html(QGuiApplication.clipboard().mimeData().html(), name)
        if sheet.rows:
            return sheet
    sheet = rows_of_text(words, name)
    if not sheet.rows:
        raise AppError("importer.sheet_no_table")
    return sheet
