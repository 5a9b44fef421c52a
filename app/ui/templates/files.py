"""Templates that travel: a file for a colleague, a file of a colleague."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.base.errors import AppError
from app.base.texts import text
from app.library.mau_file import SUFFIX, Carried, mau_name, read_mau, write_mau
from app.library.template import Template
from app.ui import messages, tasks
from app.ui.folders import folder_for
from app.ui.notices import Choice

if TYPE_CHECKING:
    from app.ui.office import Office
    from app.ui.templates.page import TemplatesPage

_KEY = "taken"


class TemplateFiles:
    """Writes and takes *.mau files; what is asked stands in a notice of the page."""

    def __init__(self, office: Office, page: Callable[[], TemplatesPage]) -> None:
        self._office, self._page = office, page
        self._library = office.session.library

    # --- to a colleague

    def export(self, template_id: str) -> None:
        """Ask for a file and write the template into it, with its skeleton."""
        kept = self._library.templates.get(template_id)
        if kept is None:
            return
        folder = folder_for(None, self._office.session.settings)
        chosen, _ = QFileDialog.getSaveFileName(
            self._office.window,
            text("templates_page.export_title"),
            str(folder / mau_name(kept.template)),
            text("templates_page.import_filter"),
        )
        if not chosen:
            return
        path = Path(chosen)
        overwrite = path.suffix.lower() == SUFFIX  # the dialog has asked
        path = path if overwrite else path.with_name(path.name + SUFFIX)
        try:
            carried = self._carried(kept.template)
        except AppError as error:
            self._on_error(error)
            return
        write = partial(write_mau, path, carried, overwrite=overwrite)
        tasks.run(write, partial(self._on_written, path), self._on_error)

    def _carried(self, template: Template) -> Carried:
        skeletons = self._library.skeletons
        kept = skeletons.get(template.skeleton) if template.skeleton else None
        return Carried(template) if kept is None else Carried(template, skeletons.data(kept.id), kept.name)

    def _on_written(self, path: Path, _: object) -> None:
        self._office.say(text("templates_page.exported", name=path.name))

    # --- from a colleague

    def ask(self) -> None:
        """Ask for a file and take its template."""
        folder = folder_for(None, self._office.session.settings)
        chosen, _ = QFileDialog.getOpenFileName(
            self._office.window,
            text("templates_page.import_title"),
            str(folder),
            text("templates_page.import_filter"),
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Take the template of a file; of a name that is there already the clerk decides."""
        read = partial(read_mau, path, self._office.session.rulebook)
        tasks.run(read, self._on_read, self._on_error)

    def _on_read(self, carried: Carried) -> None:
        self._office.places.templates()
        name = carried.template.name
        same = [
            kept.template
            for kept in self._library.templates.all()
            if kept.template.name.casefold() == name.casefold() and not kept.is_builtin
        ]
        if not same:
            self._bounded(partial(self._keep, carried, ""))
            return
        both = partial(self._bounded, partial(self._keep, carried, ""))
        replaced = partial(self._bounded, partial(self._keep, carried, same[0].id))
        choices = (
            Choice(text("templates_page.keep_both"), both),
            Choice(text("templates_page.replace_old"), replaced),
        )
        self._page().notices.tell(_KEY, text("templates_page.name_clash", name=name), choices)

    def _keep(self, carried: Carried, template_id: str) -> None:
        """Take it as a new template, or in the place of an old one; both can be undone."""
        templates = self._library.templates
        old = templates.get(template_id) if template_id else None
        new = templates.save(replace(carried.template, id=template_id, skeleton=self._skeleton_id(carried)))
        page = self._page()
        page.choose(new.id)
        undo = Choice(
            text("templates_page.undo"),
            partial(self._bounded, partial(self._put_back, new.id, old.template if old else None)),
        )
        page.notices.tell(_KEY, text("templates_page.taken", name=new.name), (undo,), warns=False)

    def _skeleton_id(self, carried: Carried) -> str:
        """The skeleton it came with, kept; "" for the built-in one."""
        if carried.skeleton is None:
            return ""
        skeletons = self._library.skeletons
        known = skeletons.with_content(hashlib.sha256(carried.skeleton).hexdigest())
        return (known or skeletons.save(carried.skeleton_name, carried.skeleton)).id

    def _put_back(self, new_id: str, old: Template | None) -> None:
        templates = self._library.templates
        if old is not None:
            templates.save(old)
        elif templates.get(new_id) is not None:
            templates.remove(new_id)
        self._page().entered()

    def _bounded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as error:
            self._on_error(error)

    def _on_error(self, error: AppError) -> None:
        messages.tell(self._office.window, str(error))
