"""Out of the window: Word, PDF, printer, clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from app.base.errors import AppError
from app.base.texts import text
from app.document.model import Document
from app.editing.draft import Draft
from app.editing.export import (
    PDF_SUFFIX,
    WORD_SUFFIX,
    Exported,
    export_pdf,
    export_word,
    mail_text,
    suggested_name,
)
from app.editing.questions import Answer, ExportRefused, Question
from app.letter.check_prompts import OPEN_PROMPT
from app.letter.model import Letter, Secrecy
from app.pages.model import Pages
from app.rules.finding import Finding
from app.settings.options import EXPORT_FOLDER
from app.ui import messages, tasks
from app.ui.dialogs.print_preview import PrintPreview
from app.ui.folders import folder_for_export
from app.ui.letters.existing import Existing
from app.ui.notices import Choice
from app.ui.printing import ask_and_print

if TYPE_CHECKING:
    from app.ui.office import Office

Write = Callable[[Letter, Path, bool], Exported]


class Output:
    """What the Tệp menu does with finished letters."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._painter = tasks.InWindow()

    def word(self) -> None:
        """Ask where and write the Word file."""
        self._export(WORD_SUFFIX, self._write_word)

    def pdf(self) -> None:
        """Ask where and write the PDF."""
        self._export(PDF_SUFFIX, self._write_pdf)

    def mail(self) -> None:
        """Copy the letter as plain text."""
        draft = self._office.draft
        if draft is not None:
            QApplication.clipboard().setText(mail_text(draft.letter, self._office.session.rulebook))
            self._office.window.notices.tell("export", text("ui.out.copied"), warns=False)

    def to_printer(self) -> None:
        """Ask for a printer and print."""
        workspace = self._office.workspace
        if workspace is not None:
            workspace.driver.finish()
            ask_and_print(workspace.driver.pages, workspace.driver.pictures, self._office.window)

    def preview(self) -> None:
        """Show what the printer would print."""
        workspace = self._office.workspace
        if workspace is not None:
            workspace.driver.finish()
            PrintPreview(workspace.driver.pages, workspace.driver.pictures, self._office.window).open()

    # --- inside

    def _export(self, suffix: str, write: Write) -> None:
        draft = self._office.draft
        if draft is None:
            return
        session = self._office.session
        folder = folder_for_export(draft.path, session.settings)
        name = suggested_name(draft.letter, session.rulebook, suffix)
        kind = suffix.removeprefix(".")
        chosen, _ = QFileDialog.getSaveFileName(
            self._office.window,
            text(f"ui.out.{kind}_title"),
            str(folder / name),
            text(f"ui.out.{kind}_filter"),
        )
        if not chosen:
            return
        path = Path(chosen)
        has_suffix = path.suffix.lower() == suffix
        # A name that the dialog has seen whole was asked about there.
        target = path if has_suffix else path.with_name(path.name + suffix)
        Exporting(self._office, draft, target, write).start(overwrite=has_suffix)

    def _write_word(self, letter: Letter, path: Path, overwrite: bool) -> Exported:
        session = self._office.session
        skeleton = session.skeleton_for(letter.skeleton).skeleton
        return export_word(letter, session.rulebook, path, overwrite=overwrite, skeleton=skeleton)

    def _write_pdf(self, letter: Letter, path: Path, overwrite: bool) -> Exported:
        session = self._office.session
        skeleton = session.skeleton_for(letter.skeleton).skeleton
        return export_pdf(
            letter, session.rulebook, path, self._make_pdf, overwrite=overwrite, skeleton=skeleton
        )

    def _make_pdf(self, document: Document, pages: Pages, title: str) -> bytes:
        # Fonts may be used by the thread of the window only.
        paint = _Painting(self._office.session.make_pdf, document, pages, title)
        self._painter.run(paint)
        return paint.result


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class _Painting:
    def __init__(
        self,
        make_pdf: Callable[[Document, Pages, str], bytes],
        document: Document,
        pages: Pages,
        title: str,
    ) -> None:
        self._make_pdf, self._document, self._pages, self._title = make_pdf, document, pages, title
        self.result = b""

    def __call__(self) -> None:
        self.result = self._make_pdf(self._document, self._pages, self._title)


class Exporting:
    """One file on its way out."""

    def __init__(self, office: Office, draft: Draft, path: Path, write: Write) -> None:
        self._office, self._draft, self._path, self._write = office, draft, path, write
        self._letter = draft.letter
        self._overwrite = False

    def start(self, *, overwrite: bool) -> None:
        """Begin to write."""
        self._overwrite = overwrite
        self._office.window.notices.forget("export")
        tasks.run(self._run, self._on_done, self._on_error, awaited=True)

    def open_file(self) -> None:
        """Open what was written with its own program."""
        Existing(self._path, _open, self._on_missing).start()

    def open_folder(self) -> None:
        """Show the folder of what was written."""
        Existing(self._path.parent, _open, self._on_missing).start()

    def _on_missing(self, path: Path) -> None:
        self._office.window.notices.tell("export", str(AppError("editing.file_missing", path=path)))

    def _run(self) -> Exported:
        return self._write(self._letter, self._path, self._overwrite)

    def _on_done(self, exported: Exported) -> None:
        self._path = exported.path
        if self._letter.secrecy is Secrecy.NONE:
            # The name of a folder may say what the letter is about.
            self._office.session.settings.set(EXPORT_FOLDER, str(exported.path.parent))
        if exported.path.suffix.lower() == WORD_SUFFIX and self._draft.path is None:
            self._draft.exported = self._letter
            self._office.session.remember(exported.path, self._letter)
        else:
            self._office.session.learn(self._letter)
        self._office.agency.remember_unit(self._letter)
        self._office.templates.answered.was_stored(self._draft, self._letter)
        kind = exported.path.suffix.removeprefix(".").lower()
        choices: tuple[Choice, ...] = (
            Choice(text(f"ui.out.open_{kind}"), self.open_file),
            Choice(text("ui.out.open_folder"), self.open_folder),
        )
        done = text("ui.out.done", name=exported.path.name)
        open_prompts = [found for found in exported.findings if found.code == OPEN_PROMPT]
        if open_prompts:
            done = text("ui.out.done_open", name=exported.path.name, count=len(open_prompts))
            choices = (Choice(text("ui.out.go_to"), self._Going(self, open_prompts[0])), *choices)
        self._office.window.notices.tell("export", done, choices, warns=bool(open_prompts))

    def _on_error(self, error: AppError) -> None:
        window = self._office.window
        workspace = self._office.workspace
        if isinstance(error, ExportRefused) and workspace is not None:
            window.notices.tell(
                "export", str(error), (Choice(text("ui.out.go_to"), self._Going(self, error.findings[0])),)
            )
            return
        if not isinstance(error, Question):
            messages.tell(window, str(error))
            return
        answer = messages.ask(window, error)
        if answer is Answer.SECOND_NAME and error.suggestion is not None:
            self._path = error.suggestion
            self.start(overwrite=False)
        elif answer is Answer.OVERWRITE:
            self.start(overwrite=True)
        elif answer is Answer.SAVE_AS:
            self._office.do("output.word" if self._path.suffix.lower() == WORD_SUFFIX else "output.pdf")

    class _Going:
        def __init__(self, exporting: Exporting, finding: Finding) -> None:
            self._office, self._finding = exporting._office, finding

        def __call__(self) -> None:
            if self._office.workspace is not None:
                self._office.workspace.go_to(self._finding)
