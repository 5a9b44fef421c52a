"""Letters from templates: their prompts are asked, and asked again while some are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.base.errors import AppError
from app.base.texts import text
from app.editing.draft import Draft
from app.letter.model import Letter, SkeletonRef
from app.letter.prompts import OpenPrompt, open_prompts
from app.library.from_letter import letter_from
from app.library.prompts import Answer, asked, fill, prompt_names
from app.library.template import Prompt, Template
from app.ui import messages
from app.ui.files import fresh
from app.ui.templates.files import TemplateFiles
from app.ui.templates.fill import CautionDialog, FillDialog
from app.ui.templates.keeping import Keeping
from app.ui.templates.memory import Answered
from app.ui.templates.open_notice import OpenNotice
from app.ui.templates.page import TemplatesPage
from app.ui.templates.showing import show_prompt
from app.ui.templates.sources import known_prompts, sources_of

if TYPE_CHECKING:
    from app.ui.office import Office

PLACE = "place_templates"


class Templates:
    """The part of the window that actions name "templates"."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._session = office.session
        self._template = Template()
        self._letter = Letter()
        self._kept: Mapping[str, str] = {}
        self.answered = Answered(self._session.settings)
        self._shown: OpenPrompt | None = None
        self._notice = OpenNotice(office, self.fill_on)
        self.files = TemplateFiles(office, self.page)
        self.keeping = Keeping(office)
        # Of the letters begun here, what their templates say of their prompts.
        self._prompts: dict[str, tuple[Prompt, ...]] = {}
        self._dialog: QDialog | None = None

    # --- places

    def find(self) -> None:
        """The page of templates, with the cursor in its search."""
        self._office.places.templates()

    def page(self) -> TemplatesPage:
        """The page, made when it is first wanted."""
        page = self._office.places.page(PLACE)
        assert isinstance(page, TemplatesPage)  # noqa: S101 - the table of pages says so
        return page

    def join(self, page: TemplatesPage) -> None:
        """Do what the page wishes."""
        page.dress = self._previewed
        page.template_wanted.connect(self._on_template_wanted)
        page.edit_wanted.connect(self.keeping.edit)
        page.export_wanted.connect(self.files.export)
        page.import_wanted.connect(self.files.ask)

    # --- a letter from a template

    def begin(self, template_id: str) -> None:
        """A letter from a template: its caution first, then its prompts. AppError when it is gone."""
        kept = self._session.library.templates.get(template_id)
        if kept is None:
            raise AppError("templates_page.gone")
        self._template = kept.template
        if not self._template.caution:
            self._ask()
            return
        dialog = CautionDialog(self._template.name, self._template.caution, self._office.window)
        dialog.confirmed.connect(self._ask)
        self._open(dialog)

    def _ask(self) -> None:
        prompts = asked(self._template, self._session.rulebook)
        if not prompts:
            self._on_answered({}, {})
            return
        dialog = FillDialog(self._template.name, prompts, sources_of(self._session), self._office.window)
        dialog.filled.connect(self._on_answered)
        self._open(dialog)

    def _on_answered(self, answers: Mapping[str, Answer], kept: Mapping[str, str]) -> None:
        self._kept = kept
        letter = self._fresh(self._template)
        self._letter = fill(letter, answers, self._session.rulebook)
        self._office.files.leave(self._begin)

    def _fresh(self, template: Template) -> Letter:
        """The letter of a template as the agency of now begins it, with its own skeleton and way to sign."""
        skeleton = self._session.library.skeletons.get(template.skeleton) if template.skeleton else None
        ref = SkeletonRef() if skeleton is None else skeleton.ref
        letter = fresh(self._office, replace(letter_from(template), skeleton=ref))
        if template.signed_by is None or template.letter.signatures:
            return letter
        return self._office.agency.signed_by(letter, template.signed_by)

    def _previewed(self, template: Template) -> Letter:
        """The same with what the program answers itself."""
        return fill(self._fresh(template), {}, self._session.rulebook)

    def _begin(self) -> None:
        template = self._template
        draft = self._session.desk.new(self._letter)
        self._prompts = {draft.id: template.prompts}
        self.answered.add(draft, self._kept)
        self._session.library.templates.used(template.id)
        self._office.show(draft)
        if not self.next_open() and self._office.workspace is not None:
            self._office.workspace.form.focus_component("subject", ())

    def keep(self) -> None:
        """Keep the open letter as a template."""
        self.keeping.keep()

    # --- prompts that are still open

    def watch(self, draft: Draft) -> None:
        """A letter is shown: tell what of it is open, or that it is a template."""
        self._shown = None
        self._notice.watch(draft)
        self.keeping.watch(draft)

    def fill_on(self) -> None:
        """Ask what is still open in the letter, in one step that can be undone."""
        draft = self._office.draft
        if draft is None or draft.is_locked:
            return
        # What the program answers itself is not asked: the agency may stand in the header by now.
        names = prompt_names(fill(draft.letter, {}, self._session.rulebook))
        if not names:
            self._on_filled_on({}, {})
            self._office.say(text("templates_page.nothing_open"))
            return
        prompts = known_prompts(self._session, names, self._prompts.get(draft.id, ()))
        sources = sources_of(self._session)
        title, done = text("templates_page.fill_on"), text("templates_page.fill.on")
        dialog = FillDialog(title, prompts, sources, self._office.window, done=done)
        dialog.filled.connect(self._on_filled_on)
        self._open(dialog)

    def _on_filled_on(self, answers: Mapping[str, Answer], kept: Mapping[str, str]) -> None:
        draft = self._office.draft
        if draft is None:
            return
        self.answered.add(draft, kept)
        rulebook = self._session.rulebook

        def command(letter: Letter) -> Letter:
            return fill(letter, answers, rulebook)

        draft.apply(command)
        self._shown = None
        self.next_open()

    def next_open(self) -> bool:
        """Put the cursor to the next prompt that is open; whether there is one behind the one before."""
        workspace = self._office.workspace
        found = list(open_prompts(workspace.draft.letter)) if workspace is not None else []
        here = found.index(self._shown) + 1 if self._shown in found else 0
        self._shown = found[here] if here < len(found) else None
        if workspace is None or self._shown is None:
            return False
        show_prompt(workspace, self._shown)
        return True

    # --- inside

    def _open(self, dialog: QDialog) -> None:
        # Kept: PySide lets go of a dialog that only Qt knows.
        self._dialog = dialog
        dialog.open()

    def _on_template_wanted(self, template_id: str) -> None:
        try:
            self.begin(template_id)
        except AppError as error:
            messages.tell(self._office.window, str(error))
