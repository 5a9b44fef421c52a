"""Letters into templates: keeping one, and editing a template as if it were a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.texts import text
from app.editing.draft import Draft
from app.letter.model import Letter
from app.letter.prompts import prompt_key
from app.library.prompts import prompt_names
from app.library.template import Prompt, Template
from app.ui import messages
from app.ui.templates.keep import KeepDialog
from app.ui.templates.target import is_template, letter_of, target_of, template_id_of, written_back

if TYPE_CHECKING:
    from app.ui.office import Office

_KEY = "template"


class Keeping:
    """What makes and changes templates of the office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._templates = office.session.library.templates
        self._template = Template()
        self._dialog: KeepDialog | None = None

    def keep(self) -> None:
        """Keep the open letter as a template; of one that is being edited, change what is said of it."""
        draft = self._office.draft
        if draft is None:
            return
        kept = self._templates.get(template_id_of(draft)) if is_template(draft) else None
        session = self._office.session
        template = kept.template if kept is not None else None
        dialog = KeepDialog(draft.letter, session, template, self._office.window)
        dialog.kept.connect(self._on_kept)
        # PySide lets go of a dialog that only Qt knows.
        self._dialog = dialog
        dialog.open()

    def edit(self, template_id: str) -> None:
        """Open a template as a letter; saving writes it back, a built-in one as a new one of the office."""
        kept = self._templates.get(template_id)
        if kept is None:
            messages.tell(self._office.window, text("templates_page.gone"))
            return
        self._template = kept.template
        self._office.files.leave(self._open_template)

    def watch(self, draft: Draft) -> None:
        """A letter is shown: say so when it is a template."""
        if is_template(draft):
            kept = self._templates.get(template_id_of(draft))
            name = kept.template.name if kept else self._office.name
            told = text("templates_page.editing", name=name)
            self._office.window.notices.tell(_KEY, told, warns=False, of_letter=True)

    def save_back(self, draft: Draft, then: Callable[[], object] | None) -> bool:
        """Write a template that was edited back into the library; whether that went well."""
        kept = self._templates.get(template_id_of(draft))
        # One that was deleted meanwhile comes back.
        template = kept.template if kept else Template(id=template_id_of(draft), name=self._office.name)
        if not self._save(written_back(template, draft.letter), draft):
            return False
        if then is not None:
            then()
        return True

    def _on_kept(self, template: Template) -> None:
        draft = self._office.draft
        if draft is not None and self._save(template, draft):
            self._office.say(text("templates_page.kept", name=template.name))

    def _save(self, template: Template, draft: Draft) -> bool:
        """Keep a template; whether that went well. The draft it is edited in is saved by it."""
        prompts = _prompts_of(template.letter, template.prompts)
        try:
            saved = self._templates.save(replace(template, prompts=prompts))
        except AppError as error:
            messages.tell(self._office.window, str(error))
            return False
        if is_template(draft):
            draft.target = target_of(saved)
            draft.mark_kept(draft.letter)
            self._office.was_saved()
        return True

    def _open_template(self) -> None:
        template = self._template
        session = self._office.session
        letter = letter_of(template, session.library.skeletons)
        self._office.show(session.desk.new(letter, dirty=False, target=target_of(template)))


def _prompts_of(letter: Letter, known: tuple[Prompt, ...]) -> tuple[Prompt, ...]:
    """What is said of the prompts that the letter holds; new ones ask for a text."""
    by_key = {prompt_key(prompt.name): prompt for prompt in known}
    return tuple(by_key.get(prompt_key(name), Prompt(name=name)) for name in prompt_names(letter))
