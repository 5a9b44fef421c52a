"""The form: every field of the letter but its text, section by section in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.draft import Cause, Draft, LetterChanged
from app.letter.model import Letter
from app.letter.positions import TextPosition
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.ui.form.access import Indices
from app.ui.form.builder import Holder, build
from app.ui.form.context import (
    AgencyOf,
    AppendixEditor,
    Context,
    KeptSkeletons,
    KnownNames,
    Part,
    Place,
    no_agency,
    no_names,
    no_skeletons,
)
from app.ui.form.findings import counted, shown_findings
from app.ui.form.focus import FormFocus
from app.ui.form.notes import NoticeLabel
from app.ui.form.repeats import RepeatedRows
from app.ui.form.rows import GAP
from app.ui.form.section import Section
from app.ui.form.signature_parts import PresetButtons
from app.ui.form.specs import SectionSpec
from app.ui.form.summaries import summary
from app.ui.form.tab_order import tab_chain
from app.ui.form.tables import SECTIONS

_BODY, _APPENDIX = "body", "appendices.blocks"


class LetterForm(QScrollArea):
    """Shows the open letter and writes every change back through commands.

    Signals:
        component_focused: field and indices, as findings name them, of what the cursor is in.
        help_requested: the field whose help was shown.
    """

    component_focused = Signal(str, tuple)
    help_requested = Signal(str)

    def __init__(  # noqa: PLR0913 - what the window knows, handed in by name
        self,
        draft: Draft,
        rulebook: Rulebook,
        body_editor: QWidget,
        parent: QWidget | None = None,
        *,
        known_names: KnownNames = no_names,
        appendix_editor: AppendixEditor | None = None,
        agency_of: AgencyOf = no_agency,
        kept_skeletons: KeptSkeletons = no_skeletons,
    ) -> None:
        super().__init__(parent)
        self._context = Context(
            draft, rulebook, body_editor, known_names, appendix_editor, agency_of, kept_skeletons
        )
        self._findings: tuple[Finding, ...] = ()
        self.sections: dict[str, Section] = {}
        self._parts: dict[str, list[Part]] = {}
        self._locked: bool | None = None
        self._lock_notice = NoticeLabel(self)
        self._page = QWidget()
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._focus = FormFocus(self, self._page)
        self._focus.component_focused.connect(self.component_focused)
        self._focus.left.connect(self._tell_findings)
        self._leave = draft.letter_changed.subscribe(self._on_letter_changed)
        self.destroyed.connect(self._leave)
        self._build_sections()
        self._refresh(draft.letter)
        for spec in SECTIONS:
            self.sections[spec.id].set_open(_is_open_at_first(spec, draft.letter))
        self.renew_tab_order()

    # --- what the window asks

    def focus_component(self, component: str, path: Indices = ()) -> None:
        """Open the section of a field and put the cursor into it; the body's editor finds its own place."""
        name = component.partition(".")[0]
        spec = next((one for one in SECTIONS if name in one.fields), None)
        if spec is None:
            return
        section = self.sections[spec.id]
        section.set_open(True)
        self._focus.go_to(section, component, path)

    def open_section(self, section_id: str) -> None:
        """Open a section and bring it into view; KeyError for an unknown one."""
        section = self.sections[section_id]
        section.set_open(True)
        # The new height is known once the layout has run.
        self._focus.show_section(section)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell findings beside their fields and count them in the heads of the sections."""
        self._findings = tuple(findings)
        self._tell_findings()

    # --- building

    def _build_sections(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(0)
        for spec in SECTIONS:
            section = Section(spec.id, spec.title, self._page)
            section.head.mnemonic_used.connect(self._on_mnemonic)
            section.opening.connect(self._on_opening)
            self.sections[spec.id] = section
            column.addWidget(section)
            if not spec.rare:
                self._build_content(spec)
        column.addStretch(1)

    def _build_content(self, spec: SectionSpec) -> None:
        """Fill a section; those that are rare are filled when they are opened, which saves start-up time."""
        if spec.id in self._parts:
            return
        content = self.sections[spec.id].content
        column = QVBoxLayout(content)
        column.setContentsMargins(2 * GAP, GAP // 2, 2 * GAP, GAP)
        column.setSpacing(GAP)
        self._parts[spec.id] = [build(declared, (), self._context, content) for declared in spec.content]
        for part in self._parts[spec.id]:
            column.addWidget(part)
            part.set_locked(bool(self._locked))
        self._listen(content)

    def _on_opening(self) -> None:
        opened = next(spec for spec in SECTIONS if self.sections[spec.id] is self.sender())
        if opened.id not in self._parts:
            self._build_content(opened)
            self.renew_tab_order()
            self._tell_findings()

    def renew_tab_order(self) -> None:
        """Tab goes through the form as one reads it, rows that came later included."""
        chain = tab_chain(self._page)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # --- following the letter

    def _refresh(self, letter: Letter, before: Letter | None = None) -> None:
        """Bring the sections up to date whose fields are others than before (None: all)."""
        for spec in SECTIONS:
            if before is not None and not _differ(spec, before, letter):
                continue
            for part in self._parts.get(spec.id, ()):
                part.refresh()
            words = summary(spec.id, letter, self._context.rulebook)
            self.sections[spec.id].head.set_summary(words)
        self._lock(self._context.draft.is_locked)

    def _lock(self, locked: bool) -> None:
        if locked == self._locked:
            return
        self._locked = locked
        self._lock_notice.show_notice(text("form.locked") if locked else "")
        self._place_notice()
        for parts in self._parts.values():
            for part in parts:
                part.set_locked(locked)

    def _on_letter_changed(self, change: LetterChanged) -> None:
        self._refresh(change.letter, change.before)
        where = change.where
        if where is None or change.cause not in (Cause.UNDO, Cause.REDO):
            return
        if where.position is not None:
            name, place = _text_of(where.position)
            section = self.sections[next(one.id for one in SECTIONS if name in one.fields)]
            section.set_open(True)
            self._focus.enter_text(section, place, where.position)
            return
        if where.field == _BODY:
            return
        # The field that was undone comes into view; one that has the cursor already keeps it there.
        if self._focus.current() != (where.component, where.path):
            self.focus_component(where.component, where.path)

    def _place_notice(self) -> None:
        """The notice stands above what scrolls, so that it is seen beside every field."""
        shown = not self._lock_notice.isHidden()
        width = self.viewport().width()
        height = self._lock_notice.heightForWidth(width) if shown else 0
        self.setViewportMargins(0, height, 0, 0)
        self._lock_notice.setGeometry(0, 0, width, height)

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The notice is as wide as the form."""
        super().resizeEvent(event)
        self._place_notice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 shows the help of the field with the cursor."""
        if event.key() == Qt.Key.Key_F1 and self.show_help():
            return
        super().keyPressEvent(event)

    def show_help(self) -> bool:
        """Show or hide the help of the field with the cursor; whether there is such a field."""
        row, key = self._focus.helped()
        if row is None:
            return False
        row.toggle_help(key)
        if isinstance(row, Holder) and not row.help.isHidden():
            # The text may be long, and the cursor far below.
            self._focus.show_widget(row.help)
        self.help_requested.emit(key)
        return True

    def _on_mnemonic(self) -> None:
        head = self.sender()
        section = next((one for one in self.sections.values() if one.head is head), None)
        if section is not None:
            section.set_open(True)
            self._focus.enter(section)

    def _on_rows_changed(self) -> None:
        # Rows inside new rows (the chain of a new signature) are listened to as well.
        self._listen(self._page)
        self.renew_tab_order()
        QTimer.singleShot(0, self._tell_findings)

    def _listen(self, room: QWidget) -> None:
        once = Qt.ConnectionType.UniqueConnection
        for repeated in room.findChildren(RepeatedRows):
            repeated.rows_changed.connect(self._on_rows_changed, once)
        for presets in room.findChildren(PresetButtons):
            presets.chosen.connect(self.focus_component, once)

    def is_to_come(self, finding: Finding) -> bool:
        """Whether it speaks of a field that is still empty and was not visited yet, which is no fault."""
        letter, name = self._context.draft.letter, finding.place.component.partition(".")[0]
        is_ours = any(name in spec.fields for spec in SECTIONS)
        return (
            is_ours and name not in self._focus.visited and getattr(letter, name) == getattr(Letter(), name)
        )

    def _tell_findings(self) -> None:
        """What is still to come is told by the strip; the form is calm."""
        told = [one for one in self._findings if not self.is_to_come(one)]
        shown_findings(self._page, told)
        for spec in SECTIONS:
            self.sections[spec.id].head.set_counts(counted(told, spec.fields))


def _is_open_at_first(spec: SectionSpec, letter: Letter) -> bool:
    """What is rare stays folded, and so does the agency once it is known."""
    empty = Letter()
    said = any(getattr(letter, name) != getattr(empty, name) for name in spec.fields)
    return not spec.rare and not (said and spec.id == SECTIONS[0].id)


def _text_of(position: TextPosition) -> tuple[str, Place]:
    """The field of the letter that a text is, and the place of its editor."""
    appendix = position.text.appendix
    return (_BODY, (_BODY, ())) if appendix is None else ("appendices", (_APPENDIX, (appendix,)))


def _differ(spec: SectionSpec, before: Letter, letter: Letter) -> bool:
    """Whether a section shows another thing of one letter than of the other."""
    return any(getattr(before, name) is not getattr(letter, name) for name in (*spec.fields, *spec.follows))
