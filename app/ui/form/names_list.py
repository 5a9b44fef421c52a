"""A list of names with its buttons, its findings, and what belongs to the line of the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.commands.fields import add_item
from app.importer.lines import names_from_lines
from app.letter.model import Addressee, AddresseeKind, Letter, Recipient, RecipientKind
from app.letter.positions import Where
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.rules.source import Source
from app.ui.flow import Flow
from app.ui.form.context import Context, Part, Place
from app.ui.form.editors import ChoiceEditor
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.name_lines import AnyLines
from app.ui.form.names_edit import NamesEdit
from app.ui.form.notes import FindingsLabel, HelpLabel
from app.ui.form.rows import GAP, FieldRow, help_button
from app.ui.form.specs import Choice, FieldSpec, Kind, RowSpec
from app.ui.form.tab_order import ASIDE
from app.ui.icons import icon

_ICONS = {"up": "chevron-up", "down": "chevron-down", "delete": "x"}


class NamesList(Part):
    """Kính gửi or Nơi nhận with everything around the text.

    Signals:
        help_requested: the list's help was asked for.
    """

    help_requested = Signal(str)

    def __init__(self, lines: AnyLines, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.component = lines.component
        self.context = context
        self.edit = NamesEdit(lines, context, self)
        self.edit.setAccessibleName(text(f"form.label.{self.component}"))
        self.edit.setAccessibleDescription(text(f"form.help.{self.component}"))
        self.findings = FindingsLabel(self)
        self._help = HelpLabel(self)
        self.buttons = Flow(GAP)
        self._pressable: list[QPushButton] = []
        for name, slot in (
            ("book", self._on_book),
            ("paste", self._on_paste),
            ("up", self._on_up),
            ("down", self._on_down),
            ("delete", self._on_delete),
        ):
            button = self.add_button(name, slot)
            if name in _ICONS:
                # Five words in a row would be wider than the form at 880 pixels.
                button.setIcon(icon(_ICONS[name]))
                button.setAccessibleName(button.text())
                button.setText("")
                button.setFixedWidth(CONTROL_HEIGHT + GAP)
        help_ = help_button(self, self.edit.accessibleName())
        help_.clicked.connect(self._on_help)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addLayout(self.buttons, 1)
        below.addWidget(help_, 0, Qt.AlignmentFlag.AlignTop)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit)
        layout.addLayout(below)
        layout.addWidget(self._help)
        layout.addWidget(self.findings)
        self.edit.cursorPositionChanged.connect(self._on_cursor_moved)

    @property
    def places(self) -> list[Place]:
        """Findings about the list itself and about any of its rows are shown here."""
        return [(self.component, ()), (f"{self.component}.name", ())]

    def add_button(self, name: str, slot: Callable[[], None], place: int = -1) -> QPushButton:
        """One more button behind the others; form.list.<name> is what it says."""
        button = QPushButton(text(f"form.list.{name}"), self)
        button.setFixedHeight(CONTROL_HEIGHT)
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        button.setToolTip(text(f"form.list_tip.{name}"))
        button.clicked.connect(slot)
        self._pressable.append(button)
        self.buttons.insert(place if place >= 0 else self.buttons.count(), button)
        return button

    def refresh(self) -> None:
        """Show what the letter says now."""
        self.edit.refresh()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self.edit.set_locked(locked)
        for button in self._pressable:
            button.setEnabled(not locked)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell them below the list and underline their rows."""
        self.findings.show_findings(findings)
        self.edit.mark_rows({one.place.path[0]: one.severity for one in findings if one.place.path})

    def toggle_help(self, _key: str = "") -> None:
        """Show how the list works, or put that away."""
        source = self.context.rulebook.components[self.component].source
        self._help.toggle(f"{text(f'form.help.{self.component}')} ({source.clause})")
        self.help_requested.emit(self.component)

    def _on_book(self) -> None:
        self.edit.book.choose()

    def _on_paste(self) -> None:
        names = names_from_lines(QGuiApplication.clipboard().text(), self.context.rulebook)
        if names.recipients or names.archive is not None:
            self.edit.insert_names(names)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.edit.row()
        self.edit.move_row(row, row + step)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_delete(self) -> None:
        row = self.edit.row()
        self.edit.remove_rows(row, row)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_help(self) -> None:
        self.toggle_help()

    def _on_cursor_moved(self) -> None:
        """For lists that show more about the line of the cursor."""


def _kinds(_rulebook: Rulebook) -> tuple[Choice, ...]:
    return tuple((one, text(f"form.addressee_kind.{one}")) for one in AddresseeKind)


def _source(rulebook: Rulebook) -> Source:
    return rulebook.components["addressees"].source


_KIND = RowSpec((FieldSpec("addressees.kind", Kind.CHOICE, _source, choices=_kinds),))
_ADDRESS = RowSpec((FieldSpec("addressees.address", Kind.TEXT, _source),))


class AddresseesList(NamesList):
    """Kính gửi: below the list the kind of the line of the cursor, and of a person the address."""

    def __init__(self, lines: AnyLines, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(lines, context, parent)
        self._row = -1
        self._details: list[FieldRow] = []
        self._locked = False
        self._on_cursor_moved()

    def refresh(self) -> None:
        """Show what the letter says now."""
        super().refresh()
        self._on_cursor_moved()
        for details in self._details if self._row >= 0 else ():
            details.refresh()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        super().set_locked(locked)
        self._locked = locked
        for details in self._details:
            details.set_locked(locked)

    def _on_cursor_moved(self) -> None:
        addressees = self.context.draft.letter.addressees
        row = self.edit.row()
        if row >= len(addressees):
            # In a line that says nothing yet the details of the last one stay.
            row = len(addressees) - 1
        if row != self._row:
            self._row = row
            self._rebuild(row)
        self._show_address(addressees[row] if 0 <= row < len(addressees) else None)

    def _rebuild(self, row: int) -> None:
        """The details are bound to their row, so another row gets new ones."""
        if not self._details and row >= 0:
            for spec in (_KIND, _ADDRESS):
                details = FieldRow(spec, (row,), self.context, self)
                details.set_locked(self._locked)
                for editor in details.editors:
                    if isinstance(editor, ChoiceEditor):
                        # The program knows the kind of nearly every name.
                        editor.setProperty(ASIDE, True)
                details.help_requested.connect(self.help_requested)
                self._details.append(details)
                self._column.addWidget(details)
        for details in self._details:
            details.path = (max(row, 0),)
            for editor in details.editors:
                editor.binding.path = details.path
            details.setVisible(row >= 0)
            if row >= 0:
                details.refresh()

    def _show_address(self, addressee: Addressee | None) -> None:
        if self._details:
            person = addressee is not None and addressee.kind is AddresseeKind.PERSON
            self._details[-1].setVisible(person)


class RecipientsList(NamesList):
    """Nơi nhận: "Như trên" is put in with a button of its own."""

    def __init__(self, lines: AnyLines, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(lines, context, parent)
        self._as_above = self.add_button("as_above", self._on_as_above, 0)
        self.refresh()

    def refresh(self) -> None:
        """Show what the letter says now."""
        super().refresh()
        recipients = self.context.draft.letter.recipients
        self._as_above.setHidden(any(one.kind is RecipientKind.AS_ABOVE for one in recipients))

    def _on_as_above(self) -> None:
        def command(letter: Letter) -> Letter:
            # First of all recipients: điểm b khoản 9 Mục II Phần I Phụ lục I.
            return add_item(letter, ("recipients",), Recipient(kind=RecipientKind.AS_ABOVE), 0)

        self.context.draft.apply(command, where=Where("recipients.name", (0,)))
