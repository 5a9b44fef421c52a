"""One open letter: the form on the left, its page on the right, what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.base.errors import AppError
from app.base.texts import text
from app.editing.commands.fixes import apply_fix
from app.editing.draft import Draft, LetterChanged
from app.letter.check_prompts import OPEN_PROMPT
from app.letter.model import Letter
from app.letter.positions import TextPosition, Where, where_at, where_of
from app.letter.validation import validate
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.ui.form.context import AgencyOf, KeptSkeletons, KnownNames, no_agency, no_skeletons
from app.ui.form.form import LetterForm
from app.ui.form.tab_order import tab_chain
from app.ui.page.driver import PreviewDriver
from app.ui.page.view import PageView
from app.ui.strip import FindingStrip
from app.ui.text_editors import TextEditors
from app.word.choice import SkeletonFor, built_in_only

# After this long without a key the letter is checked (milliseconds).
_CHECK_AFTER = 250
# Form : page, in per cent.
_FORM, _PAGE = 45, 55
# Dots; the form lays its fields out in lines as narrow as that.
_LEAST_FORM = 440
# Where a click on a part of the page leads whose words come from several fields.
_FIELD_OF = {
    "place": "place.name",
    "date": "date.day",
    "archive": "archive.units",
    "signatures": "signatures.position",
    "drafter": "drafter.code",
    "contact": "contact.address",
}


class Workspace(QWidget):
    """Joins form, text, page and findings of one draft.

    Signals:
        status_changed: the words of the status bar are others.
        message: a sentence for the status bar.
        refused: something could not be done (AppError).
    """

    status_changed = Signal()
    message = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        draft: Draft,
        rulebook: Rulebook,
        known_names: KnownNames,
        agency_of: AgencyOf = no_agency,
        parent: QWidget | None = None,
        *,
        skeleton_for: SkeletonFor = built_in_only,
        kept_skeletons: KeptSkeletons = no_skeletons,
    ) -> None:
        super().__init__(parent)
        self.draft, self._rulebook = draft, rulebook
        self.driver = PreviewDriver(draft, rulebook, parent=self, skeleton_for=skeleton_for)
        self.texts = TextEditors(draft, rulebook, self)
        self.body = self.texts.body
        self.form = LetterForm(
            draft,
            rulebook,
            self.body,
            known_names=known_names,
            appendix_editor=self.texts.make_for_appendix,
            agency_of=agency_of,
            kept_skeletons=kept_skeletons,
        )
        self.page = PageView()
        self.strip = FindingStrip()
        self._place_widgets()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_AFTER)
        self._connect()
        self._leave = draft.letter_changed.subscribe(self._on_letter_changed)
        self._last_focus: QWidget | None = None
        self.page.show_preview(self.driver)
        self._on_check()

    def start(self) -> None:
        """Put the cursor where the work begins."""
        known = any(one.name for one in self.draft.letter.issuers)
        # An empty form is filled in from its top; else the agency is known and the trích yếu comes first.
        self.form.focus_component(*(("subject", ()) if known else ("issuers.parent", (0,))))

    def close_letter(self) -> None:
        """The letter is put away: listen no more."""
        self._leave()
        self._check.stop()
        self.driver.close()

    @property
    def status(self) -> str:
        """Where we are: the page, and the page with the signature."""
        count = self.driver.page_count
        if not count:
            return ""  # the first pages are still being laid out
        words = text("ui.status.page", page=min(self.page.page + 1, count), count=count)
        signed = self.driver.signature_page if self.draft.letter.signatures else None
        return (
            words
            if signed is None
            else text(
                "ui.status.page_and_signature",
                page=words,
                signed=text("ui.status.signature", page=signed + 1),
            )
        )

    def go_to(self, finding: Finding) -> None:
        """Put the cursor where a finding is."""
        where = where_of(finding.place)
        self.show_where(where)

    def show_where(self, where: Where) -> None:
        """Put the cursor to a place of the letter."""
        if where.position is None:
            self.form.focus_component(where.component, where.path)
            return
        appendix = where.position.text.appendix
        if appendix is None:
            self.form.open_section("noi_dung")
        else:
            # A folded section has no editors yet.
            self.form.focus_component("appendices.blocks", (appendix,))
        editor = self.texts.of(appendix)
        if editor is not None:
            editor.focus_position(where.position)

    def write(self, deed: str) -> None:
        """Do a deed of the menus in the text that had the cursor last, else in the body."""
        editor = self.texts.around(_living(self._last_focus))
        if editor is self.body:
            self.form.open_section("noi_dung")
        editor.do(deed)

    def show_where_quietly(self, where: Where) -> None:
        """Show a place on the page, and leave the cursor where it is."""
        self.page.mark_component(where.component, where.path, where.position)
        self.page.show_position(where.component, where.path, where.position)

    def mend(self, finding: Finding) -> None:
        """Apply the fix of a finding; it can be undone."""

        def command(letter: Letter) -> Letter:
            return apply_fix(letter, finding)

        try:
            self.draft.apply(command, where=where_of(finding.place))
        except AppError as error:
            self.refused.emit(error)
        self._on_check()

    def next_part(self, step: int) -> None:
        """Move the cursor on to form, page or strip (F6)."""
        parts: tuple[QWidget, ...] = (self.form, self.page, self.strip)
        focus = QApplication.focusWidget()
        here = next((index for index, part in enumerate(parts) if _is_in(focus, part)), -step)
        target = parts[(here + step) % len(parts)]
        if target is self.strip:
            self.strip.take_focus()
        elif target is self.form:
            self._back_to_form()
        else:
            self.page.setFocus(Qt.FocusReason.TabFocusReason)

    # --- inside

    def _place_widgets(self) -> None:
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addWidget(self.form)
        left.setMinimumWidth(_LEAST_FORM)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("desk")
        self.splitter.setAccessibleName(text("ui.splitter"))
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget, share in ((left, _FORM), (self.page, _PAGE)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([_FORM * 100, _PAGE * 100])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.strip)
        self.form.setAccessibleName(text("ui.part.form"))
        self.page.setAccessibleName(text("ui.part.page"))

    def _connect(self) -> None:
        self._check.timeout.connect(self._on_check)
        self.driver.finished.connect(self._on_pages)
        self.driver.failed.connect(self.refused)
        self.page.component_clicked.connect(self._on_page_clicked)
        self.page.page_changed.connect(self.status_changed)
        self.form.component_focused.connect(self._on_focused)
        self.texts.position_changed.connect(self._on_position)
        self.texts.message.connect(self.message)
        self.texts.leave_requested.connect(self._on_leave)
        self.strip.place_chosen.connect(self.go_to)
        self.strip.fix_chosen.connect(self.mend)

    def _back_to_form(self) -> None:
        page = self.form.widget() or self.form
        focus = _living(self._last_focus) or next(iter(tab_chain(page)), page)
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_letter_changed(self, _: LetterChanged) -> None:
        self._check.start()

    def _on_pages(self) -> None:
        self.status_changed.emit()
        self._check.start()

    def _on_check(self) -> None:
        if _is_untouched(self.draft):
            # A new letter lacks everything: saying so helps nobody before the first word.
            self.strip.show_findings((), "ui.strip.new")
            return
        found = (*validate(self.draft.letter, self._rulebook), *self.driver.findings)
        if self.draft.target:
            # A template is not to be sent: what its letters will say is open in it.
            found = tuple(one for one in found if one.code != OPEN_PROMPT)
        # Of a letter that was never stored, what the clerk has not come to yet is no fault.
        is_new = self.draft.path is None
        self.strip.show_findings(
            found, to_come=[one for one in found if is_new and self.form.is_to_come(one)]
        )
        self.form.show_findings(found)

    def _on_focused(self, component: str, path: tuple[int, ...]) -> None:
        self._last_focus = QApplication.focusWidget()
        # A field that was visited and left empty is missing from now on.
        self._check.start()
        if component in ("body", "appendices.blocks"):
            self._on_position(self.texts.around(self._last_focus).position)
        else:
            self.show_where_quietly(Where(component, path))

    def _on_position(self, position: TextPosition) -> None:
        self.show_where_quietly(where_at(position))

    def _on_leave(self) -> None:
        self._last_focus = QApplication.focusWidget()
        self.next_part(1)

    def _on_page_clicked(self, component: str, path: tuple[int, ...], position: object) -> None:
        field = _FIELD_OF.get(component, component) if position is None else component
        self.show_where(Where(field, path, position))  # type: ignore[arg-type]


def _is_untouched(draft: Draft) -> bool:
    return draft.path is None and not (draft.is_dirty or draft.can_undo or draft.letter.subject)


def _living(widget: QWidget | None) -> QWidget | None:
    """The widget; None when its row was taken away."""
    return widget if widget is not None and isValid(widget) else None


def _is_in(widget: QWidget | None, part: QWidget) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))
